"""The task `caption`: a raster or an area of it becomes the request to say in words what is there; no pixel is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Iterator, Tuple

from ..config import RunConfig
from ..detection.area import Area
from ..framing import plan
from ..geometry import PixelQuad, Point
from ..raster.source import RasterInfo
from ..values import Request
from .describe import look_of, options_of
from .detect import LEAST_CONFIDENCE, checked_confidence

__all__ = ["LEAST_CONFIDENCE", "Viewed", "make_request"]


@dataclass(frozen=True)
class Viewed:
    """Which part of a raster is looked at, and for what."""

    area: Tuple[Tuple[Point, ...], ...] = ()
    """Rings in pixels of the file; empty: the whole raster."""
    min_confidence: float = 0.0
    """Replaces the model's own thresholds; 0 keeps them."""


def make_request(info: RasterInfo, viewed: Viewed, config: RunConfig, task: str = "caption",
                 question: str = "") -> Request:
    """The request to look at a whole view; its quad is the part of the raster that holds the area."""
    checked_confidence(viewed.min_confidence)
    window = Area.of(viewed.area, info.width, info.height).window
    left, top, right, bottom = float(window.x), float(window.y), float(window.right), float(window.bottom)
    quad = PixelQuad(((left, top), (right, top), (right, bottom), (left, bottom)))
    return Request(task, quad, source=info.source, framing=plan(quad, info.grid, 0.0, config.chip_pixels),
                   look=look_of(config), text=question, area=viewed.area, language=config.language,
                   model=config.model, options=tuple(_options(viewed, config)))


def _options(viewed: Viewed, config: RunConfig) -> Iterator[Tuple[str, Any]]:
    yield from ((name, "crop" if name == "pictures" else value) for name, value in options_of(config))
    if viewed.min_confidence:
        yield "min_confidence", viewed.min_confidence
