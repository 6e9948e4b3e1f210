"""The rectangle that an edge and a width make, in pixels, and how its size is said; no Qt in here.

Two points are the first edge; a third says how wide, by its distance from the line through that edge. The result is
right-angled in PIXEL space, whatever it looks like on the map.
"""

from __future__ import annotations

import math
from typing import List, Optional, Sequence

from ..inference.geometry import Corners, Point, distance
from ..inference.georef import GroundFrame

LEAST_EDGE_PX = 1e-6


def has_length(first: Point, second: Point) -> bool:
    """Whether two points are far enough apart to be an edge."""
    return distance(first, second) > LEAST_EDGE_PX


def rectangle(first: Point, second: Point, third: Point) -> Corners:
    """Corners in the order: edge start, edge end, then round the side where the third point lies."""
    length = distance(first, second)
    if length <= LEAST_EDGE_PX:
        return first, second, second, first
    normal = (-(second[1] - first[1]) / length, (second[0] - first[0]) / length)
    width = (third[0] - second[0]) * normal[0] + (third[1] - second[1]) * normal[1]
    off = (normal[0] * width, normal[1] * width)
    return first, second, (second[0] + off[0], second[1] + off[1]), (first[0] + off[0], first[1] + off[1])


def densified(points: Sequence[Point], steps: int, *, closed: bool) -> List[Point]:
    """The line through the points with `steps` pieces per side, so that it bends where the map does."""
    ends = list(points[1:]) + ([points[0]] if closed else [])
    line = [(a[0] + (b[0] - a[0]) * i / steps, a[1] + (b[1] - a[1]) * i / steps)
            for a, b in zip(points, ends) for i in range(steps)]
    return line if closed else [*line, points[-1]]


def spoken_length(metres: float) -> str:
    """A length with as many digits as drawing by hand deserves."""
    if metres >= 10_000:
        return f"{metres / 1000:.1f} km"
    if metres >= 100:
        return f"{metres:.0f} m"
    return f"{metres:.1f} m" if metres >= 10 else f"{metres:.2f} m"


def size_in_words(corners: Corners, ground: Optional[GroundFrame]) -> str:
    """Length, width and azimuth of the long axis on the ground; in pixels where the ground is unknown."""
    first = (corners[1][0] - corners[0][0], corners[1][1] - corners[0][1])
    second = (corners[2][0] - corners[1][0], corners[2][1] - corners[1][1])
    if ground is None:
        sides = sorted((math.hypot(*first), math.hypot(*second)), reverse=True)
        return " × ".join(f"{side:.0f}" for side in sides if side > 0.0) + " px"
    (long, axis), (short, _) = sorted(((ground.length(*side), side) for side in (first, second)), reverse=True)
    azimuth = round(ground.azimuth(*axis)) % 180
    if short == 0.0:
        return f"{spoken_length(long)}  {azimuth}°"
    return f"{spoken_length(long)} × {spoken_length(short)}  {azimuth}°"
