"""Sizes of boxes as numbers people type: true metres where the raster's place on Earth is known, pixels otherwise.

A `Size` has its long side first; its azimuth is that of the long axis, clockwise from true north, in [0, 180). Without
ground the azimuth counts clockwise from the picture's upward direction. No Qt in here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, List, Optional, Sequence, Tuple

from ...inference.errors import EarthscribeError
from ...inference.geometry import Corners, Point, centroid, distance, turned
from .rectangle import LEAST_EDGE_PX, densified, rectangle

if TYPE_CHECKING:
    from ...inference.georef import GroundFrame
    from ..host.sight import Sight

METRES, PIXELS = "m", "px"
NEAR_STEPS, FAR_STEPS = 16, 64
NEAR_METRES = 20_000.0
"""Sides longer than this are followed in more steps."""
ROUNDS = 4
"""A wanted length is reached by scaling what was measured; the ground bends little, so that this often is plenty."""
CLOSE = 1e-9
FULL, HALF = 360.0, 180.0


@dataclass(frozen=True)
class Size:
    """How long, how wide and which way."""

    length: float
    width: float
    azimuth: float
    unit: str = METRES

    def normal(self) -> Size:
        """The larger number is the length."""
        return Size(max(self.length, self.width), min(self.length, self.width), turned(self.azimuth, HALF), self.unit)

    def written(self) -> str:
        """As it is remembered."""
        return f"{self.length:.6g} {self.width:.6g} {self.azimuth:.6g}"

    @classmethod
    def read(cls, text: str, unit: str) -> Optional[Size]:
        """What was remembered, None where that is nothing or no size."""
        try:
            length, width, azimuth = [float(part) for part in text.split()]
        except ValueError:
            return None
        sound = all(math.isfinite(each) for each in (length, width, azimuth)) and length > 0.0 and width > 0.0
        return cls(length, width, azimuth, unit).normal() if sound else None


@dataclass(frozen=True)
class Held:
    """The numbers that hold whatever the pointer does; None where the pointer decides."""

    length: Optional[float] = None
    width: Optional[float] = None
    azimuth: Optional[float] = None

    @property
    def all(self) -> bool:
        """Whether nothing but the place is left to decide."""
        return self.length is not None and self.width is not None and self.azimuth is not None

    @property
    def any(self) -> bool:
        """Whether something holds."""
        return self.length is not None or self.width is not None or self.azimuth is not None


FREE = Held()


def spoken_length(metres: float) -> str:
    """A length with as many digits as drawing by hand deserves."""
    if metres >= 10_000:
        return f"{metres / 1000:.1f} km"
    if metres >= 100:
        return f"{metres:.0f} m"
    return f"{metres:.1f} m" if metres >= 10 else f"{metres:.2f} m"


def spoken_size(size: Size) -> str:
    """Length, width and azimuth beside the pointer; a width of nothing is not said."""
    if size.unit == PIXELS:
        return " × ".join(f"{side:.0f}" for side in (size.length, size.width) if side > 0.0) + " px"
    azimuth = round(size.azimuth) % 180
    if size.width == 0.0:
        return f"{spoken_length(size.length)}  {azimuth}°"
    return f"{spoken_length(size.length)} × {spoken_length(size.width)}  {azimuth}°"


class Ruler:
    """Measures boxes on one raster and makes boxes that measure what they should."""

    def __init__(self, sight: Sight) -> None:
        self._sight = sight

    def unit(self, at: Point) -> str:
        """What lengths are counted in at a pixel."""
        return METRES if self._sight.ground(at) is not None else PIXELS

    def measured(self, corners: Corners) -> Size:
        """The size of a box, the long side first."""
        first, second, azimuth = self._sides(corners)
        unit = self.unit(centroid(corners))
        if second > first:
            return Size(second, first, turned(self.azimuth(centroid(corners), _step(corners[1], corners[2])), HALF),
                        unit)
        return Size(first, second, azimuth, unit)

    def sides(self, corners: Corners) -> Size:
        """The size of a box in the order it was drawn: its first edge, the side to it, the first edge's azimuth."""
        first, second, azimuth = self._sides(corners)
        return Size(first, second, azimuth, self.unit(centroid(corners)))

    def azimuth(self, at: Point, step: Point) -> float:
        """Where a pixel step points, clockwise from north (or from upward), in [0, 360)."""
        frame = self._frame(at)
        if frame is None:
            return turned(math.degrees(math.atan2(step[0], -step[1])), FULL)
        return frame.azimuth(*step)

    def direction(self, at: Point, azimuth: float) -> Point:
        """The pixel step of length 1 that points there: the inverse of `azimuth`."""
        east, north = math.sin(math.radians(azimuth)), math.cos(math.radians(azimuth))
        frame = self._frame(at)
        if frame is None:
            return east, -north
        turn = frame.east_per_x * frame.north_per_y - frame.east_per_y * frame.north_per_x
        x = (east * frame.north_per_y - frame.east_per_y * north) / turn
        y = (frame.east_per_x * north - frame.north_per_x * east) / turn
        long = math.hypot(x, y)
        return x / long, y / long

    def reached(self, start: Point, direction: Point, amount: float) -> Point:
        """The pixel so far from the start in a direction of length 1."""
        frame = self._frame(start)
        pixels = amount if frame is None else amount / frame.length(*direction)
        for _ in range(ROUNDS):
            end = start[0] + direction[0] * pixels, start[1] + direction[1] * pixels
            found = self.length((start, end))
            if found <= 0.0 or math.isclose(found, amount, rel_tol=CLOSE):
                break
            pixels *= amount / found
        return start[0] + direction[0] * pixels, start[1] + direction[1] * pixels

    def box(self, centre: Point, size: Size) -> Corners:
        """The box of a size round a centre, its long side first."""
        along = self.direction(centre, size.azimuth)
        across = (-along[1], along[0])
        frame = self._frame(centre)
        sides = [size.length, size.width] if frame is None else [size.length / frame.length(*along),
                                                                 size.width / frame.length(*across)]
        for _ in range(ROUNDS):
            made = _round(centre, along, sides)
            first, second, _azimuth = self._sides(made)
            if math.isclose(first, size.length, rel_tol=CLOSE) and math.isclose(second, size.width, rel_tol=CLOSE):
                break
            sides = [sides[0] * size.length / first, sides[1] * size.width / second]
        return _round(centre, along, sides)

    def widened(self, edge: Tuple[Point, Point], beside: Point, width: float) -> Corners:
        """The box on an edge that is so wide, on the side where a third point lies."""
        normal = _unit((edge[0][1] - edge[1][1], edge[1][0] - edge[0][0]))
        side = math.copysign(1.0, (beside[0] - edge[0][0]) * normal[0] + (beside[1] - edge[0][1]) * normal[1])
        outward = (normal[0] * side, normal[1] * side)
        third = self.reached(edge[1], outward, width)
        for _ in range(ROUNDS):
            found = self._sides(rectangle(edge[0], edge[1], third))[1]
            if math.isclose(found, width, rel_tol=CLOSE):
                break
            scale = width / found
            third = (edge[1][0] + (third[0] - edge[1][0]) * scale, edge[1][1] + (third[1] - edge[1][1]) * scale)
        return rectangle(edge[0], edge[1], third)

    def length(self, line: Tuple[Point, Point]) -> float:
        """How long a line between two pixels is."""
        lonlat = self._lonlat(densified(line, self._steps(*line), closed=False))
        if lonlat is None:
            return self._flat(*line)
        from ...inference.geodesy import step_lengths

        return float(step_lengths(lonlat)[:-1].sum())

    def _sides(self, corners: Corners) -> Tuple[float, float, float]:
        a, b, c, _ = corners
        azimuth = turned(self.azimuth(centroid(corners), _step(a, b)), HALF)
        if distance(b, c) <= LEAST_EDGE_PX:
            return self.length((a, b)), 0.0, azimuth
        lonlat = self._lonlat(densified(corners, self._steps(a, b, c), closed=True))
        if lonlat is None:
            return self._flat(a, b), self._flat(b, c), azimuth
        from ...inference.geodesy import size_of

        first, second = size_of(lonlat).sides
        return first, second, azimuth

    def _steps(self, *points: Point) -> int:
        frame = self._frame(points[0])
        if frame is None:
            return 1
        far = max(frame.length(*_step(a, b)) for a, b in zip(points, points[1:]))
        return NEAR_STEPS if far < NEAR_METRES else FAR_STEPS

    def _flat(self, a: Point, b: Point) -> float:
        frame = self._frame(a)
        return distance(a, b) if frame is None else frame.length(*_step(a, b))

    def _frame(self, at: Point) -> Optional[GroundFrame]:
        return self._sight.ground(at)

    def _lonlat(self, pixels: Sequence[Point]) -> Optional[List[Point]]:
        if self._frame(pixels[0]) is None:
            return None
        try:
            return self._sight.lonlat(pixels)
        except EarthscribeError:  # part of it lies where the raster's CRS or its control points do not hold
            return None


def _step(a: Point, b: Point) -> Point:
    return b[0] - a[0], b[1] - a[1]


def _unit(vector: Point) -> Point:
    long = math.hypot(*vector)
    return vector[0] / long, vector[1] / long


def _round(centre: Point, along: Point, sides: Sequence[float]) -> Corners:
    (x, y), (u, v) = centre, along
    first, second = sides[0] / 2, sides[1] / 2
    a, b, c, d = [(x + i * first * u - j * second * v, y + i * first * v + j * second * u)
                  for i, j in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    return a, b, c, d
