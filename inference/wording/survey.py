"""What a detector found in a whole view, as captions and answers take it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cached_property
from typing import Callable, Mapping, Optional, Sequence, Tuple

from ..geometry import PixelQuad, Point
from ..measure.size import COMPASS, SCREEN
from ..values import Detection, Fact, Request
from .places import Yardstick

Measure = Callable[[PixelQuad], Sequence[Fact]]

MIDDLE = 1.0 / 3.0
"""So near to the middle of the view (of half its sides) is the centre."""


@dataclass(frozen=True)
class Survey:
    """All objects of a view, and what was looked for."""

    detections: Tuple[Detection, ...]
    classes: Tuple[str, ...]
    """Every class that was looked for: of others nothing can be said."""
    gsd_m: Optional[float] = None
    """Ground metres per pixel of the file, None where nobody knows."""
    gsd_from: str = ""
    """"georeference", "given", "derived" or ""."""
    searched_px: int = 0
    """Pixels of the file that were looked at, without nodata; 0 where nobody counted."""
    measure: Optional[Measure] = field(default=None, compare=False)
    """Measures one box, for questions about colour."""


@dataclass(frozen=True)
class Sight:
    """A survey with the place it was made at: where things lie in the view, and how large that is."""

    survey: Survey
    quad: PixelQuad
    facts: Mapping[str, Fact]

    @classmethod
    def of(cls, request: Request, survey: Survey) -> Sight:
        """The view of a request whose quad is the outline of what was searched."""
        return cls(survey, request.quad, {fact.name: fact for fact in request.facts})

    @cached_property
    def yardstick(self) -> Yardstick:
        """How far and on which side."""
        return Yardstick.of(self.facts, self.survey.gsd_m)

    @cached_property
    def bounds(self) -> Tuple[float, float, float, float]:
        """The view in pixels of the file."""
        return self.quad.bounds()

    @property
    def searched_px(self) -> float:
        """How many pixels of the file were looked at."""
        return float(self.survey.searched_px) or self.quad.area

    @property
    def area_m2(self) -> Optional[float]:
        """Square metres that were looked at, None where the scale is not known."""
        if "area_m2" in self.facts:
            return float(self.facts["area_m2"].value) * self.searched_px / self.quad.area
        frame = self.yardstick.frame
        if frame is not None:
            return self.searched_px * frame.pixel_area
        return None if self.yardstick.gsd_m is None else self.searched_px * self.yardstick.gsd_m**2

    def plane(self, point: Point) -> Point:
        """A pixel of the file in the plane round the view's middle."""
        x_min, y_min, x_max, y_max = self.bounds
        return self.yardstick.vector(point[0] - (x_min + x_max) / 2, point[1] - (y_min + y_max) / 2)

    def offset(self, point: Point) -> Point:
        """How far a pixel lies to the east (right) and north (up) of the middle, in halves of the view's sides."""
        x_min, y_min, x_max, y_max = self.bounds
        u = (2.0 * point[0] - x_min - x_max) / max(x_max - x_min, 1e-9)
        v = (2.0 * point[1] - y_min - y_max) / max(y_max - y_min, 1e-9)
        along_x, along_y = (math.hypot(*self.yardstick.vector(*step)) for step in ((1.0, 0.0), (0.0, 1.0)))
        return self.yardstick.vector(u / along_x, v / along_y)

    def position(self, point: Point) -> str:
        """Where in the view a pixel lies: the names of the fact `position`."""
        return self.named(self.offset(point))

    def named(self, offset: Point) -> str:
        """The name of the part of the view at such an offset."""
        if max(abs(offset[0]), abs(offset[1])) < MIDDLE:
            return "centre"
        names = COMPASS if self.yardstick.north else SCREEN
        return names[round(math.degrees(math.atan2(*offset)) / 45.0) % 8]
