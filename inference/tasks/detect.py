"""The task `detect`: a raster, the classes wanted and an area become a request; no pixel is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Iterator, Tuple

from ..config import RunConfig
from ..errors import BadOption
from ..geometry import PixelQuad, Point
from ..raster.source import RasterInfo
from ..values import Request
from .describe import look_of

LEAST_CONFIDENCE = 0.01
"""Below this nearly everything is an object of every class."""


@dataclass(frozen=True)
class Wanted:
    """What is looked for, and where."""

    classes: Tuple[str, ...] = ()
    """Names of classes; empty: all that the model knows."""
    area: Tuple[Tuple[Point, ...], ...] = ()
    """Rings in pixels of the file; empty: the whole raster."""
    min_confidence: float = 0.0
    """Replaces the model's own thresholds; 0 keeps them."""


def make_request(info: RasterInfo, wanted: Wanted, config: RunConfig) -> Request:
    """The request to find objects on a raster."""
    checked_confidence(wanted.min_confidence)
    width, height = float(info.width), float(info.height)
    quad = PixelQuad(((0.0, 0.0), (width, 0.0), (width, height), (0.0, height)))
    return Request("detect", quad, source=info.source, look=look_of(config), classes=wanted.classes, area=wanted.area,
                   model=config.model, options=tuple(_options(wanted, config)))


def checked_confidence(value: float) -> None:
    """Refuse a least confidence that is none; 0 keeps the model's own thresholds."""
    if value and not LEAST_CONFIDENCE <= value <= 1.0:
        raise BadOption("--min-confidence", f"{value:g}", f"a number from {LEAST_CONFIDENCE} to 1")


def _options(wanted: Wanted, config: RunConfig) -> Iterator[Tuple[str, Any]]:
    if wanted.min_confidence:
        yield "min_confidence", wanted.min_confidence
    if config.gsd:
        yield "gsd", config.gsd
