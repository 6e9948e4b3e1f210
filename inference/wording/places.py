"""How far and on which side something lies: metres and the compass where they are known, else pixels and the picture.

Everything is reckoned in a plane with x to the east (or to the right of the picture) and y to the north (or up), in
true metres where the scale is known, else in pixels of the file.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Mapping, Optional, Sequence, Tuple

from ..geometry import PixelQuad, Point
from ..georef import GroundFrame
from ..measure.size import COMPASS, SCREEN
from ..values import Fact

GROUND = "ground"
"""The fact that holds the four numbers of a `GroundFrame`."""
Plane = Tuple[Point, ...]
"""The corners of a box in the plane."""


@dataclass(frozen=True)
class Yardstick:
    """What turns pixels of the file into the plane: a frame on the ground, a pixel size alone, or nothing."""

    frame: Optional[GroundFrame] = None
    gsd_m: Optional[float] = None

    @classmethod
    def of(cls, facts: Mapping[str, Fact], gsd_m: Optional[float] = None) -> Yardstick:
        """From what was measured; `gsd_m` is the pixel size of a picture without a place on the ground."""
        if GROUND in facts:
            return cls(GroundFrame(*facts[GROUND].value))
        return cls(gsd_m=gsd_m)

    @property
    def north(self) -> bool:
        """Whether the sides can be named by the compass."""
        return self.frame is not None

    @property
    def metric(self) -> bool:
        """Whether distances are metres on the ground."""
        return self.frame is not None or self.gsd_m is not None

    def vector(self, dx: float, dy: float) -> Point:
        """A step in pixels of the file as a step in the plane."""
        if self.frame is not None:
            return self.frame.vector(dx, dy)
        scale = self.gsd_m or 1.0
        return dx * scale, -dy * scale

    def plane(self, quad: PixelQuad, origin: Point) -> Plane:
        """The corners of a box in the plane, counted from a pixel."""
        return tuple(self.vector(x - origin[0], y - origin[1]) for x, y in quad.corners)

    def side(self, step: Point) -> str:
        """The name of the side to which a step in the plane leads."""
        names = COMPASS if self.north else SCREEN
        return names[round(math.degrees(math.atan2(step[0], step[1])) / 45.0) % 8]

    def axis(self, quad: PixelQuad) -> float:
        """Where the long side of a box points, in degrees clockwise from the north (or the top), in [0, 180)."""
        a, b, c, d = self.plane(quad, quad.corners[0])
        first = (b[0] - a[0] + c[0] - d[0], b[1] - a[1] + c[1] - d[1])
        second = (c[0] - b[0] + d[0] - a[0], c[1] - b[1] + d[1] - a[1])
        long = first if math.hypot(*first) >= math.hypot(*second) else second
        return math.degrees(math.atan2(*long)) % 180.0

    def sides(self, quad: PixelQuad) -> Tuple[float, float]:
        """Length and width of a box in the plane, the longer first."""
        a, b, c, d = self.plane(quad, quad.corners[0])
        first, second = (math.dist(a, b) + math.dist(c, d)) / 2, (math.dist(b, c) + math.dist(d, a)) / 2
        return max(first, second), min(first, second)


def middle(points: Sequence[Point]) -> Point:
    """The mean of some points."""
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)


def contains(box: Plane, point: Point) -> bool:
    """Whether a point lies in a convex box."""
    turns = [(b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])
             for a, b in zip(box, (*box[1:], box[0]))]
    return all(turn >= 0.0 for turn in turns) or all(turn <= 0.0 for turn in turns)


def gap(box: Plane, other: Plane) -> float:
    """How far another box is from this one, edge to edge; 0 where they touch or overlap."""
    if _overlap(box, other):
        return 0.0
    return min(_to_edge(corner, a, b)[0] for one, two in ((box, other), (other, box)) for corner in one
               for a, b in zip(two, (*two[1:], two[0])))


def step_to(point: Point, box: Plane) -> Point:
    """The step from a point to the nearest point of a box; to its middle where the point lies in it."""
    if contains(box, point):
        foot = middle(box)
    else:
        foot = min(_to_edge(point, a, b) for a, b in zip(box, (*box[1:], box[0])))[1]
    return foot[0] - point[0], foot[1] - point[1]


def _to_edge(point: Point, a: Point, b: Point) -> Tuple[float, Point]:
    dx, dy = b[0] - a[0], b[1] - a[1]
    squared = dx * dx + dy * dy
    along = 0.0 if squared == 0.0 else max(0.0, min(1.0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / squared))
    foot = a[0] + along * dx, a[1] + along * dy
    return math.dist(point, foot), foot


def _overlap(box: Plane, other: Plane) -> bool:
    """Separating axes: two convex boxes are apart exactly where an edge of one has the other wholly on its far side."""
    for one, two in ((box, other), (other, box)):
        for a, b in zip(one, (*one[1:], one[0])):
            normal = (a[1] - b[1], b[0] - a[0])
            near = [normal[0] * x + normal[1] * y for x, y in one]
            far = [normal[0] * x + normal[1] * y for x, y in two]
            if max(near) < min(far) or max(far) < min(near):
                return False
    return True


def in_a_row(points: Sequence[Point], size: float) -> bool:
    """Whether three or more points lie evenly enough on one line: off it by less than half a typical object's size."""
    if len(points) < 3:
        return False
    x, y = middle(points)
    xx, yy = sum((p[0] - x) ** 2 for p in points), sum((p[1] - y) ** 2 for p in points)
    xy = sum((p[0] - x) * (p[1] - y) for p in points)
    angle = 0.5 * math.atan2(2.0 * xy, xx - yy)
    along = sorted((p[0] - x) * math.cos(angle) + (p[1] - y) * math.sin(angle) for p in points)
    off = max(abs((p[1] - y) * math.cos(angle) - (p[0] - x) * math.sin(angle)) for p in points)
    steps = [b - a for a, b in zip(along, along[1:])]
    return off <= 0.5 * size and max(steps) <= 2.5 * max(min(steps), 0.5 * size)
