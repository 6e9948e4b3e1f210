"""Boxes as numbers with a frame: pixel quads, map quads, windows, oriented boxes.

A number never travels without its frame. `PixelQuad` is in pixels of one raster (x right, y down, (0, 0) the outer
top-left corner of the first pixel); `MapQuad` is in a named CRS. Corners stay exactly as given and in the order given;
nothing is squared up silently.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Sequence, Tuple

from .errors import BoxMalformed

Point = Tuple[float, float]
Corners = Tuple[Point, Point, Point, Point]

RIGHT_ANGLE_TOLERANCE = 1e-6
"""How far (relative to its sides) a quad may be from a rectangle and still count as one."""


def signed_area(points: Sequence[Point]) -> float:
    """Shoelace area; positive when the corners run clockwise on a screen whose y points down."""
    x0, y0 = points[0]  # counted from one corner: map coordinates are large and boxes small
    near = [(x - x0, y - y0) for x, y in points]
    return 0.5 * sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(near, [*near[1:], near[0]]))


def turned(degrees: float, full: float) -> float:
    """An angle in [0, full): Python's remainder of a tiny negative number is `full` itself."""
    angle = degrees % full
    return 0.0 if angle >= full else angle


def centroid(points: Sequence[Point]) -> Point:
    """The mean of the corners."""
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def distance(a: Point, b: Point) -> float:
    """Straight distance between two points of one frame."""
    return math.hypot(b[0] - a[0], b[1] - a[1])


def _cross(a: Point, b: Point, p: Point) -> float:
    return (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])


def _segments_cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    return _cross(a, b, c) * _cross(a, b, d) < 0 and _cross(c, d, a) * _cross(c, d, b) < 0


def corners_of(numbers: Sequence[float]) -> Corners:
    """Four corners from 4 numbers (two opposite corners) or 8 (four corners in order), checked.

    Four numbers give the corners in the order (x1, y1), (x2, y1), (x2, y2), (x1, y2).
    """
    if len(numbers) not in (4, 8):
        raise BoxMalformed(f"{len(numbers)} numbers were given")
    values = [float(n) for n in numbers]
    if not all(math.isfinite(v) for v in values):
        raise BoxMalformed("a coordinate is not a finite number")
    if len(values) == 4:
        x1, y1, x2, y2 = values
        corners: Corners = ((x1, y1), (x2, y1), (x2, y2), (x1, y2))
    else:
        a, b, c, d = [(values[i], values[i + 1]) for i in range(0, 8, 2)]
        corners = (a, b, c, d)
    check_corners(corners)
    return corners


def check_corners(corners: Corners) -> None:
    """Refuse corners that cross themselves, are not finite, enclose nothing or more than a number holds."""
    if len(corners) != 4 or not all(math.isfinite(v) for p in corners for v in p):
        raise BoxMalformed("it needs four corners of finite numbers")
    a, b, c, d = corners
    if _segments_cross(a, b, c, d) or _segments_cross(b, c, d, a):
        raise BoxMalformed("its sides cross each other", hint="Give the corners in order round the box.")
    area = abs(signed_area(corners))
    if area == 0.0:
        raise BoxMalformed("it encloses no area")
    if not math.isfinite(area):
        raise BoxMalformed("its coordinates are larger than any raster")


@dataclass(frozen=True)
class PixelWindow:
    """A whole-pixel rectangle of a raster; it may reach beyond the raster's edge."""

    x: int
    y: int
    width: int
    height: int

    def intersection(self, other: PixelWindow) -> PixelWindow:
        """The common part; its width or height is 0 where there is none."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        right, bottom = min(self.right, other.right), min(self.bottom, other.bottom)
        return PixelWindow(x, y, max(0, right - x), max(0, bottom - y))

    @property
    def right(self) -> int:
        """The x of the outer right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The y of the outer lower edge."""
        return self.y + self.height

    @property
    def empty(self) -> bool:
        """Whether there is no pixel in it."""
        return self.width <= 0 or self.height <= 0


@dataclass(frozen=True)
class OrientedBox:
    """A rectangle as centre, sides and the angle of its first side, clockwise on screen from +x, in degrees."""

    centre: Point
    length: float
    width: float
    angle: float

    def corners(self) -> Corners:
        """The four corners, the first side along `angle`."""
        (cx, cy), cos, sin = self.centre, math.cos(math.radians(self.angle)), math.sin(math.radians(self.angle))
        half = ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5))
        a, b, c, d = [(cx + u * self.length * cos - v * self.width * sin,
                       cy + u * self.length * sin + v * self.width * cos) for u, v in half]
        return a, b, c, d


@dataclass(frozen=True)
class PixelQuad:
    """Four corners in pixels of one raster, exactly as given: the truth of every object."""

    corners: Corners

    def __post_init__(self) -> None:
        check_corners(self.corners)

    @property
    def centre(self) -> Point:
        """The mean of the corners."""
        return centroid(self.corners)

    @property
    def area(self) -> float:
        """Enclosed area in square pixels."""
        return abs(signed_area(self.corners))

    @property
    def sides(self) -> Tuple[float, float]:
        """Mean lengths of the first and second pair of opposite sides, in pixels."""
        a, b, c, d = self.corners
        return (distance(a, b) + distance(c, d)) / 2, (distance(b, c) + distance(d, a)) / 2

    @property
    def right_angled(self) -> bool:
        """Whether the quad is a rectangle (to rounding)."""
        a, b, c, d = self.corners
        scale = max(self.sides) or 1.0
        off = max(abs(a[i] + c[i] - b[i] - d[i]) for i in (0, 1)) / scale
        return off < RIGHT_ANGLE_TOLERANCE and abs(distance(a, c) - distance(b, d)) / scale < RIGHT_ANGLE_TOLERANCE

    def bounds(self) -> Tuple[float, float, float, float]:
        """x_min, y_min, x_max, y_max."""
        xs, ys = [p[0] for p in self.corners], [p[1] for p in self.corners]
        return min(xs), min(ys), max(xs), max(ys)

    def outline(self, steps: int) -> Tuple[Point, ...]:
        """Points along the four edges, `steps` from each corner (with it) to the next (without it)."""
        return tuple((a[0] + (b[0] - a[0]) * i / steps, a[1] + (b[1] - a[1]) * i / steps)
                     for a, b in zip(self.corners, (*self.corners[1:], self.corners[0])) for i in range(steps))

    def ordered(self) -> PixelQuad:
        """The same corners as top-left, top-right, bottom-right, bottom-left AS SEEN in the picture.

        They run clockwise on screen and start with the corner nearest to the top left of the quad's bounds.
        """
        points = list(self.corners) if signed_area(self.corners) > 0 else list(reversed(self.corners))
        x_min, y_min, _, _ = self.bounds()
        first = min(range(4), key=lambda i: (points[i][0] - x_min + points[i][1] - y_min, points[i][1], points[i][0]))
        a, b, c, d = points[first:] + points[:first]
        return PixelQuad((a, b, c, d))

    def shifted(self, dx: float, dy: float, scale: float = 1.0) -> PixelQuad:
        """The quad in the pixels of a window whose origin is at (-dx, -dy), optionally scaled."""
        a, b, c, d = [((x + dx) * scale, (y + dy) * scale) for x, y in self.corners]
        return PixelQuad((a, b, c, d))

    def oriented(self) -> OrientedBox:
        """The rectangle of the same centre, mean sides and mean direction, the long side first (angle in [0, 180))."""
        a, b, c, d = self.corners
        first, second = self.sides
        u = (b[0] - a[0] + c[0] - d[0], b[1] - a[1] + c[1] - d[1])
        v = (c[0] - b[0] + d[0] - a[0], c[1] - b[1] + d[1] - a[1])
        axis, length, width = (u, first, second) if first >= second else (v, second, first)
        return OrientedBox(self.centre, length, width, turned(math.degrees(math.atan2(axis[1], axis[0])), 180.0))


@dataclass(frozen=True)
class MapQuad:
    """Four corners in a coordinate reference system (`crs` is "EPSG:..." or WKT; "" means pixel-like, unreferenced)."""

    corners: Corners
    crs: str

    @property
    def centre(self) -> Point:
        """The mean of the corners."""
        return centroid(self.corners)
