"""What is missing before objects can be found here: the model's files, or a package where the models run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Iterator, Optional

from ...inference.errors import EarthscribeError, ModelFileMissing, PackageMissing
from ...inference.values import Stop
from .detection_layer import CARD

NEEDED = ("onnxruntime",)


def lack_for_detection(stop: Stop = lambda: False) -> Optional[EarthscribeError]:
    """What is missing, as an error in words; None where all is there. May ask a program: for a task's thread."""
    from ...inference.worker.abilities import lacking
    from ...inference.worker.environment import launch_command

    if not any(each.is_file() for each in networks(CARD)):
        return ModelFileMissing(str(CARD.with_suffix(".onnx")), hint="Install Earthscribe again.")
    try:
        missing = lacking(launch_command(), NEEDED, stop)
    except EarthscribeError as error:
        return error
    return PackageMissing(missing[0], "finding objects") if missing else None


def networks(card: Path) -> Iterator[Path]:
    """The files that may hold the network a card speaks of; none without a card."""
    try:
        said = json.loads(card.read_text(encoding="utf-8"))
        yield card.with_suffix(".onnx")
        if isinstance(said.get("int8"), dict):
            yield card.with_name(Path(str(said["int8"]["file"])).name)
    except (OSError, ValueError, KeyError, AttributeError):
        return
