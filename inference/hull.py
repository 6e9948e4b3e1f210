"""The smallest rectangle round a polygon: convex hull, then rotating calipers (one of its sides lies on the hull)."""

from __future__ import annotations

import math
from typing import List, Sequence

from .errors import BoxMalformed
from .geometry import Corners, PixelQuad, Point

SMALLER = 1.0 - 1e-12
"""A rectangle must be smaller by more than rounding to replace one found earlier."""


def convex_hull(points: Sequence[Point]) -> List[Point]:
    """The corners of the hull in turn, without those on its straight parts (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    return _half(ordered)[:-1] + _half(ordered[::-1])[:-1]


def smallest_rectangle(points: Sequence[Point]) -> PixelQuad:
    """The rectangle of least area round the points, its first corner at the top left; refused where there is none."""
    x0, y0 = points[0]  # counted from one point: pixel numbers are large and polygons small
    hull = convex_hull([(x - x0, y - y0) for x, y in points])
    if len(hull) < 3:
        raise BoxMalformed("it encloses no area")
    a, b, c, d = [(x + x0, y + y0) for x, y in _calipers(hull)]
    return PixelQuad((a, b, c, d)).ordered()


def _half(ordered: Sequence[Point]) -> List[Point]:
    chain: List[Point] = []
    for point in ordered:
        while len(chain) >= 2 and _turn(chain[-2], chain[-1], point) <= 0.0:
            chain.pop()
        chain.append(point)
    return chain


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _calipers(hull: Sequence[Point]) -> Corners:
    """Each side of the hull in turn is laid against the rectangle; the three other contacts only ever move on."""
    count = len(hull)
    least, found = math.inf, None
    ahead = across = behind = 1
    for i in range(count):
        (x, y), (next_x, next_y) = hull[i], hull[(i + 1) % count]
        long = math.hypot(next_x - x, next_y - y)
        u, v = (next_x - x) / long, (next_y - y) / long
        ahead = _furthest(hull, max(ahead, i + 1), (u, v))
        across = _furthest(hull, max(across, ahead), (-v, u))
        behind = _furthest(hull, max(behind, across), (-u, -v))
        right, top, left = hull[ahead % count], hull[across % count], hull[behind % count]
        start = (left[0] - x) * u + (left[1] - y) * v
        end = (right[0] - x) * u + (right[1] - y) * v
        height = (top[1] - y) * u - (top[0] - x) * v
        if (end - start) * height < least * SMALLER:
            least = (end - start) * height
            found = (x, y, u, v, start, end, height)
    if found is None:
        raise BoxMalformed("it encloses no area")
    x, y, u, v, start, end, height = found
    a, b, c, d = [(x + along * u - up * v, y + along * v + up * u)
                  for along, up in ((start, 0.0), (end, 0.0), (end, height), (start, height))]
    return a, b, c, d


def _furthest(hull: Sequence[Point], index: int, way: Point) -> int:
    """The last corner, going on from one, that still leads further along a direction."""
    count = len(hull)
    here = hull[index % count]
    while True:
        after = hull[(index + 1) % count]
        if (after[0] - here[0]) * way[0] + (after[1] - here[1]) * way[1] <= 0.0:
            return index
        index, here = index + 1, after
