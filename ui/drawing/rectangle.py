"""The rectangle that an edge and a width make, in pixels; no Qt in here.

Two points are the first edge; a third says how wide, by its distance from the line through that edge. The result is
right-angled in PIXEL space, whatever it looks like on the map.
"""

from __future__ import annotations

from typing import List, Sequence

from ...inference.geometry import Corners, Point, distance

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
