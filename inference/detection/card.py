"""The model file and its card: what the card says, and whether the file is the one it speaks of.

    {"name": "bundled", "revision": "...", "sha256": "...", "stride": 32,
     "gsd_m": {"optical": [0.1, 1.0], ...},
     "classes": [{"name": "car", "channel": 1, "threshold": 0.4, "temperature": 1.2, "bias": 0.3, "precision": 0.8,
                  "recall": 0.7, "length_m": [3.5, 5.5], "gsd_m": {"optical": [0.05, 0.4]}}, ...]}

The `gsd_m` of a class may also be one range for all sensors. Unknown keys are ignored and optional ones may be missing;
"int8": {"file": ..., "sha256": ...} names a second form of the network for processors. `channel` is the place of the
class among the maps of the network; without it that of its name in CHANNELS, so that a class that was left out leaves
the others where they are.
"""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Mapping, Optional, Sequence, Tuple

from ..errors import ModelCorrupt, ModelFileMissing
from .detector import Card, ClassCard

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "models"
BUNDLED = FOLDER / "bundled.onnx"
CHANNELS = ("person", "car", "bicycle", "other-vehicle", "bus-truck", "building", "tree", "swimming-pool", "ship",
            "airplane", "storage-tank", "sports-court")
"""The classes that the network has maps for, in order."""
CURE = "Install Earthscribe again (in a checkout: git checkout resources/models)."
STRIDE = 32
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError, RecursionError)
"""What reading a card that is none may raise."""
SENSOR_GSD = {"optical": (0.1, 1.0), "infrared": (0.05, 0.5), "sar": (0.5, 10.0), "multispectral": (3.0, 20.0)}
"""Ground sample distances where a card says nothing."""


@dataclass(frozen=True)
class ModelFile:
    """A network with its card, checked."""

    path: Path
    content: bytes
    card: Card
    channels: Tuple[int, ...]
    """The map of each class of the card."""


def read_model(path: Path = BUNDLED, cure: str = CURE, *, eight_bit: bool = False) -> ModelFile:
    """The network and its card; a missing or another file is named with its hash and the cure.

    `eight_bit` prefers the form in whole numbers of 8 bits, where the card names one.
    """
    card_path = path.with_suffix(".json")
    if not card_path.is_file():
        raise ModelFileMissing(str(card_path), hint=cure)
    try:
        said = json.loads(card_path.read_text(encoding="utf-8"))
        card, channels = _card(said)
    except UNREADABLE as error:
        raise ModelCorrupt(str(card_path), "its card cannot be read", hint=cure, detail=repr(error)) from error
    expected, other = digest_in(said), said.get("int8") if eight_bit else None
    name = Path(str(other.get("file", ""))).name if isinstance(other, dict) else ""
    if isinstance(other, dict) and name:
        path, expected = path.with_name(name), digest_in(other)
    if not path.is_file():
        raise ModelFileMissing(str(path), expected, hint=cure)
    content = path.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != expected:
        why = f"its SHA-256 is {found[:16]}..., and {expected[:16] or 'none'}... was expected"
        raise ModelCorrupt(str(path), why, hint=cure, detail=f"found {found}, expected {expected}")
    return ModelFile(path, content, card, channels)


def in_groups(digest: str) -> str:
    """A digest as cards write it: in one piece whoever looks for secrets takes it for one."""
    return " ".join(digest[start:start + 8] for start in range(0, len(digest), 8))


def digest_in(said: Mapping[str, Any]) -> str:
    """The digest that a card, or the part of it about another form, expects of its file."""
    return "".join(str(said.get("sha256", "")).split())


def is_ours(path: Path) -> bool:
    """Whether a file has a card of this kind beside it: a network trained with this program."""
    try:
        said = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        return "sha256" in said and "temperature" in said["classes"][0]
    except (OSError, *UNREADABLE):
        return False


def _card(said: Mapping[str, Any]) -> Tuple[Card, Tuple[int, ...]]:
    classes = tuple(_class(each) for each in said["classes"])
    if not classes:
        raise ValueError("a card without classes")
    if len({each.name for each in classes}) < len(classes):
        raise ValueError("a class that is there twice")
    channels = tuple(int(each["channel"]) if "channel" in each else _place(str(each["name"]))
                     for each in said["classes"])
    stride = int(said.get("stride", STRIDE))
    if min(channels) < 0 or not 1 <= stride <= 1024:
        raise ValueError("a channel or stride that is none")
    ranges: Dict[str, Tuple[float, float]] = {**SENSOR_GSD, **{
        str(sensor): _range(each) or SENSOR_GSD["optical"] for sensor, each in dict(said.get("gsd_m", {})).items()}}
    card = Card(str(said.get("name", "bundled")), str(said["revision"]), classes, stride=stride,
                gsd_m=tuple(ranges.items()), searches_scale=True)
    return card, channels


def _class(said: Mapping[str, Any]) -> ClassCard:
    threshold, temperature = float(said.get("threshold", 0.3)), float(said.get("temperature", 1.0))
    bias = float(said.get("bias", 0.0))
    if not 0.0 < threshold < 1.0 or not 0.0 < temperature < math.inf or not math.isfinite(bias):
        raise ValueError("a threshold, temperature or bias that is none")
    ranges = said.get("gsd_m")
    by_sensor, anywhere = (_ranges(ranges), None) if isinstance(ranges, dict) else ({}, ranges)
    return ClassCard(str(said["name"]), threshold, temperature, _range(said.get("length_m")),
                     _range(anywhere), _number(said.get("precision")), _number(said.get("recall")), bias,
                     tuple(by_sensor.items()))


def _place(name: str) -> int:
    return CHANNELS.index(name)


def _ranges(said: Mapping[str, Sequence[float]]) -> Dict[str, Tuple[float, float]]:
    return {str(sensor): known for sensor, each in said.items() for known in [_range(each)] if known is not None}


def _range(said: Optional[Sequence[float]]) -> Optional[Tuple[float, float]]:
    if said is None:
        return None
    low, high = float(said[0]), float(said[1])
    if not 0.0 < low <= high < math.inf:
        raise ValueError("a range that is none")
    return low, high


def _number(said: Any) -> Optional[float]:
    return None if said is None else float(said)
