"""What `detect`, `classify`, `caption` and `ask` are told alike: classes, least confidence, area, a model in a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Optional, Sequence, Tuple

from ..errors import BadOption
from ..geometry import Point
from ..raster.source import RasterSource
from ..values import Request
from .area import read_area
from .console import Console

LEAST = "a number from 0.01 to 1"
Rings = Tuple[Tuple[Point, ...], ...]


def read_classes(text: Optional[str]) -> Tuple[str, ...]:
    """The names in `--classes`, each once; () where it was not given."""
    if text is None:
        return ()
    names = tuple(dict.fromkeys(each.strip() for each in text.split(",") if each.strip()))
    if not names:
        raise BadOption("--classes", text, "names of classes, separated by commas")
    return names


def read_confidence(text: Optional[str]) -> float:
    """The number in `--min-confidence`; 0 where it was not given."""
    if text is None:
        return 0.0
    try:
        value = float(text)
    except ValueError as error:
        raise BadOption("--min-confidence", text, LEAST) from error
    if not value > 0.0:
        raise BadOption("--min-confidence", text, LEAST)
    return value


def read_rings(text: Optional[str], frame: str, source: RasterSource, console: Console) -> Rings:
    """The rings of `--area` in pixels of the raster, with what is to be said of them; () where it was not given."""
    if text is None:
        return ()
    area = read_area(text, frame, source)
    for warning in area.warnings:
        console.warn(warning)
    for note in area.notes:
        console.note(note)
    return area.rings


def tell_notes(notes: Sequence[str], console: Console) -> None:
    """What the user should know of a search, and the option that cures it."""
    from ..detection.answer import NO_SCALE

    for note in notes:
        console.warn(f"{note} --gsd M tells it." if note == NO_SCALE else note)


def found_anywhere(request: Request) -> Request:
    """The request with the full path of a model in a file, because the model process may run elsewhere."""
    own = Path(request.model)
    return replace(request, model=str(own.absolute())) if own.suffix.lower() == ".onnx" else request
