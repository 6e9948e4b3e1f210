"""FILE.onnx -> a detector: looked through, loaded, recognised or described, tried where shapes are open, or refused."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any, Iterator, List, NoReturn, Optional, Sequence, Tuple

import numpy as np

from ...errors import BackendError, BadDescription, ModelCorrupt, NoDetector, OutOfMemory
from ...values import SENSORS
from ..detector import Card, ClassCard
from ..session import Session
from .description import Description, read_description
from .detector import OwnDetector, Plan, outputs_for
from .layout import Layout, Names
from .metadata import read_metadata
from .pixels import Input, input_of
from .recognise import Known, Output, recognise
from .stated import Stated
from .told import told
from .vetting import vetted

CONFIDENCE = 0.25
"""Least confidence where nobody says one."""
STRIDE, SIDE = 32, 640
DOMAIN = re.compile(r"([\w.\-]+(?:::|\.)?[\w.\-]*)(?:\(-?\d+\))? is not a registered function/op")
NEWER = re.compile(r"(unsupported model ir version|opset \d+ is under development|not.{0,20}support.{0,20}opset)", re.I)


def open_own(path: Path, *, cuda: bool = True) -> OwnDetector:
    """Somebody's own detector, ready to run; what it is not is said in one sentence."""
    checked = vetted(path)
    description = read_description(path.with_suffix(".json"))
    try:
        session = Session(checked.model, path.name, cuda=cuda)
    except ModelCorrupt as error:
        _not_loaded(path, error)
    try:
        plan = _planned(session, path, description, checked.revision)
    except UnicodeDecodeError as error:
        session.close()
        raise ModelCorrupt(str(path), "its text is no text", hint="Export it again, or fetch it again.") from error
    except BaseException:
        session.close()
        raise
    return OwnDetector(plan, session)


def _not_loaded(path: Path, error: ModelCorrupt) -> NoReturn:
    """Say what onnxruntime found wrong."""
    missing = DOMAIN.search(error.detail)
    if missing:
        raise ModelCorrupt(str(path), f"it needs the operator {missing.group(1)}, which onnxruntime does not have",
                           hint="Export it without operators of its own (those of TensorRT, for example).",
                           detail=error.detail) from error
    if NEWER.search(error.detail):
        raise ModelCorrupt(str(path), "it was written by a newer ONNX than this onnxruntime reads",
                           hint="Export it with an older opset, or renew the environment (`earthscribe setup`).",
                           detail=error.detail) from error
    raise ModelCorrupt(str(path), "onnxruntime cannot load it", hint="Export it again, or fetch it again.",
                       detail=error.detail) from error


def _planned(session: Session, path: Path, description: Description, revision: str) -> Plan:
    stated = _together(description.stated, read_metadata(session.metadata, str(path)))
    given = input_of(session.inputs, stated, description, str(path))
    size = _fixed_size(given, stated, description)
    tried = size or stated.size or (SIDE, SIDE)
    outputs = _outputs(session, given, tried, str(path))
    known = Known(str(path), stated, tried)
    layout = told(outputs, description, known) if description.box else recognise(outputs, known)
    if description.activation and not description.box:
        layout = replace(layout, activation=description.activation)
    if size is None and (layout.normalised or given.sizes or given.mask):
        size = tried
    card = _card(path.name, revision, known.names, stated, _Runs(given, layout, size))
    return Plan(card, given, layout, known.names, stated.overlap, tuple(_notes(path, stated)))


def _notes(path: Path, stated: Stated) -> Iterator[str]:
    """What the user should know of a model that says little."""
    if stated.resolution_m is None:
        yield (f"{path.name} does not say for which resolution it was made, so pixels are shown to it as they are; "
               f'"resolution_cm" in {path.with_suffix(".json").name} says it.')


def _together(described: Stated, stated: Stated) -> Stated:
    """What the description says before what the metadata says; classes it leaves out are still classes of the model."""
    both = described.over(stated)
    if described.names is None or stated.names is None or not described.names.counted:
        return both
    return replace(both, names=replace(described.names, least=stated.names.span))


class _Runs:
    """How the model is fed."""

    def __init__(self, given: Input, layout: Layout, size: Optional[Tuple[int, int]]) -> None:
        self.size = size
        self.oriented = layout.oriented
        one = layout.one_picture or not given.shape.batched
        self.batch = 1 if one else given.shape.batch or 0


def _card(name: str, revision: str, names: Names, stated: Stated, runs: _Runs) -> Card:
    threshold = stated.confidence or CONFIDENCE
    at = stated.resolution_m
    gsd = () if at is None else tuple((sensor, (at, at)) for sensor in SENSORS)
    return Card(name, revision, tuple(ClassCard(each, threshold) for each in names.names), runs.size,
                max(STRIDE, stated.stride or STRIDE), gsd, runs.oriented, largest_batch=runs.batch)


def _fixed_size(given: Input, stated: Stated, description: Description) -> Optional[Tuple[int, int]]:
    """(width, height) of the only pictures it takes, None where it takes any."""
    width, height = given.shape.width, given.shape.height
    wanted = description.stated.size
    if wanted is not None:
        for side, other, word in ((width, wanted[0], "wide"), (height, wanted[1], "high")):
            if side is not None and side != other:
                raise BadDescription(description.path, f"its 'input_size' is {other} pixels {word} and the model takes "
                                                       f"{side}")
        return wanted
    if width is None and height is None:
        return None
    usual = stated.size or (width or height or SIDE, height or width or SIDE)
    return width or usual[0], height or usual[1]


def _outputs(session: Session, given: Input, size: Tuple[int, int], path: str) -> List[Output]:
    """The outputs with their shapes; where the file leaves them open, by one run on a grey picture."""
    declared = session.outputs
    whole = ["int" in kind for _, kind, _ in declared]
    if all(_settled(shape) for _, _, shape in declared):
        shapes: Sequence[Sequence[Any]] = [shape for _, _, shape in declared]
    else:
        shapes = _tried(session, given, size, path)
    return [Output(name, isint, tuple(int(each) if isinstance(each, int) else 0 for each in shape))
            for (name, _, _), isint, shape in zip(declared, whole, shapes)]


def _settled(shape: Sequence[Any]) -> bool:
    """Whether all but the number of pictures is known."""
    return len(shape) > 1 and all(isinstance(each, int) for each in shape[1:])


def _tried(session: Session, given: Input, size: Tuple[int, int], path: str) -> List[Tuple[int, ...]]:
    grey = np.full((size[1], size[0], 3), 114, dtype=np.uint8)
    try:
        return [each.shape for each in outputs_for(session, given, [given.prepared(grey)])]
    except OutOfMemory:
        raise
    except BackendError as error:
        raise NoDetector(path, f"it does not run on a picture of {size[0]} x {size[1]} pixels",
                         hint="Name the size it takes in a file beside it, of the same name and ending in .json: "
                              '{"input_size": 1024}.', detail=error.detail) from error
