"""What dragging a handle makes of a box: all in pixels of the file, where the box is right-angled and stays so.

Corners are counted as the box has them; side `i` runs from corner `i` to the next. No Qt in here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from typing import Callable, Tuple

from ...inference.geometry import Corners, Point, centroid, distance

LEAST_SIDE_PX = 1.0
"""A box is not dragged together to nothing."""


class Grip(Enum):
    """What was taken hold of."""

    CORNER = "corner"
    SIDE = "side"
    STALK = "stalk"
    BODY = "body"


@dataclass(frozen=True)
class Hold:
    """A grip and which of the four it is (the side where the stalk stands; 0 for the body)."""

    grip: Grip
    index: int = 0


def moved(corners: Corners, dx: float, dy: float) -> Corners:
    """The box elsewhere."""
    return _each(corners, lambda x, y: (x + dx, y + dy))


def rotated(corners: Corners, degrees: float) -> Corners:
    """The box turned about its middle, clockwise in the picture."""
    (cx, cy), angle = centroid(corners), math.radians(degrees)
    cos, sin = math.cos(angle), math.sin(angle)
    return _each(corners, lambda x, y: (cx + (x - cx) * cos - (y - cy) * sin, cy + (x - cx) * sin + (y - cy) * cos))


def with_corner_at(corners: Corners, index: int, place: Point) -> Corners:
    """One corner drawn to a place: the opposite one stays, and so does the angle."""
    along, across = _axes(corners)
    fixed = corners[(index + 2) % 4]
    before = _parts(fixed, corners[index], along, across)
    wanted = _parts(fixed, place, along, across)
    first, second = _kept_apart(wanted[0], before[0]), _kept_apart(wanted[1], before[1])
    return _spanned(corners, index, _sum(fixed, along, first, across, second))


def with_side_at(corners: Corners, index: int, place: Point) -> Corners:
    """One side drawn to a place: the opposite side stays."""
    start, end = corners[index], corners[(index + 1) % 4]
    fixed = corners[(index + 2) % 4]
    long = distance(end, fixed)
    outward = ((end[0] - fixed[0]) / long, (end[1] - fixed[1]) / long)
    reach = (place[0] - fixed[0]) * outward[0] + (place[1] - fixed[1]) * outward[1]
    off = max(reach, LEAST_SIDE_PX) - long
    drawn = list(corners)
    for which, point in ((index, start), ((index + 1) % 4, end)):
        drawn[which] = (point[0] + outward[0] * off, point[1] + outward[1] * off)
    a, b, c, d = drawn
    return a, b, c, d


def turned_to(corners: Corners, index: int, direction: Point) -> Corners:
    """The box turned so that side `index` lies in a direction from its middle."""
    middle, side = centroid(corners), side_middle(corners, index)
    now = math.atan2(side[1] - middle[1], side[0] - middle[0])
    return rotated(corners, math.degrees(math.atan2(direction[1], direction[0]) - now))


def side_middle(corners: Corners, index: int) -> Point:
    """The middle of a side."""
    (x1, y1), (x2, y2) = corners[index], corners[(index + 1) % 4]
    return (x1 + x2) / 2, (y1 + y2) / 2


def _each(corners: Corners, change: Callable[[float, float], Point]) -> Corners:
    a, b, c, d = [change(x, y) for x, y in corners]
    return a, b, c, d


def _axes(corners: Corners) -> Tuple[Point, Point]:
    """Unit steps along the first side and along the second."""
    (ax, ay), (bx, by), (cx, cy), _ = corners
    first, second = distance(corners[0], corners[1]), distance(corners[1], corners[2])
    return ((bx - ax) / first, (by - ay) / first), ((cx - bx) / second, (cy - by) / second)


def _parts(start: Point, end: Point, along: Point, across: Point) -> Point:
    dx, dy = end[0] - start[0], end[1] - start[1]
    return dx * along[0] + dy * along[1], dx * across[0] + dy * across[1]


def _sum(start: Point, along: Point, first: float, across: Point, second: float) -> Point:
    return (start[0] + along[0] * first + across[0] * second, start[1] + along[1] * first + across[1] * second)


def _kept_apart(wanted: float, before: float) -> float:
    """At least a pixel, on the side where it was: a box is not turned inside out."""
    return math.copysign(max(LEAST_SIDE_PX, wanted * math.copysign(1.0, before)), before)


def _spanned(corners: Corners, index: int, place: Point) -> Corners:
    """The box between the corner opposite `index`, which stays, and a place."""
    fixed = corners[(index + 2) % 4]
    along, across = _axes(corners)
    first, second = _parts(fixed, place, along, across)
    # sides alternate: an even corner is left along the first side, an odd one along the second
    if index % 2 == 0:
        beside_next, beside_last = _sum(fixed, along, 0.0, across, second), _sum(fixed, along, first, across, 0.0)
    else:
        beside_next, beside_last = _sum(fixed, along, first, across, 0.0), _sum(fixed, along, 0.0, across, second)
    made = [place, beside_next, fixed, beside_last]
    a, b, c, d = made[-index:] + made[:-index] if index else made
    return a, b, c, d
