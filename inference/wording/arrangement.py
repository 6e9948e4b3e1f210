"""How objects of one class are laid out in a view: in rows, along an edge, clustered or scattered, and where mostly."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Dict, List, Optional, Sequence, Tuple

import numpy as np
from numpy.typing import NDArray

from ..geometry import Point
from ..values import Detection
from .survey import Sight

FEWEST = 4
"""Fewer objects have a place, and no arrangement."""
MOST = 0.75
"""What holds for so many of them holds for "most"."""
ROW_SHARE = 0.6
"""From this share of objects in rows on they stand in rows."""
ROW_GAP, ROW_BEND = 4.0, 15.0
"""Neighbours in a row are nearer than so many of their lengths, and the row bends by fewer degrees at each."""
NEIGHBOURS = 4
EDGE_STRIP = 0.8
"""What lies beyond this part of the way from the middle to a side lies along that side."""
CLUSTERED = 0.6
"""Below this ratio of the mean distance between nearest neighbours to that of objects spread at random."""
PROBES = 1000
"""Of more objects as many, evenly taken, are asked for their neighbours."""
AXIS_SHARE = 0.6
Pair = Tuple[int, int]
LONG = 1.3
"""An object has a direction when it is so many times as long as wide."""


@dataclass(frozen=True)
class Arrangement:
    """How and where."""

    kind: str
    """rows | edge | clustered | scattered, "" for too few to tell"""
    where: Optional[str]
    """The part of the view that most lie in; for `edge` the side."""


def arrangement(objects: Sequence[Detection], sight: Sight) -> Arrangement:
    """The layout of objects of one class."""
    offsets = [sight.offset(each.quad.centre) for each in objects]
    where = _mostly(offsets, sight)
    if len(objects) < FEWEST:
        return Arrangement("", where)
    points = np.array([sight.plane(each.quad.centre) for each in objects])
    sizes = np.array([sight.yardstick.sides(each.quad)[0] for each in objects])
    probes = np.arange(0, len(objects), math.ceil(len(objects) / PROBES))
    if _row_share(points, sizes, probes) >= ROW_SHARE:
        return Arrangement("rows", where)
    side = _edge(offsets)
    if side is not None:
        return Arrangement("edge", sight.named(side))
    if len(objects) >= 6 and _spread_ratio(points, probes, sight) < CLUSTERED:
        return Arrangement("clustered", where)
    return Arrangement("scattered", None if where == "centre" else where)


def _mostly(offsets: Sequence[Point], sight: Sight) -> Optional[str]:
    """The part of the view that most objects lie in, None where they lie everywhere."""
    x, y = sum(u for u, _ in offsets) / len(offsets), sum(v for _, v in offsets) / len(offsets)
    name = sight.named((x, y))
    if name == "centre":
        near = sum(max(abs(u), abs(v)) < 0.5 for u, v in offsets)
        return "centre" if near >= MOST * len(offsets) else None
    far = math.hypot(x, y)
    there = sum((u * x + v * y) / far > 0.15 for u, v in offsets)
    return name if there >= MOST * len(offsets) else None


def _edge(offsets: Sequence[Point]) -> Optional[Point]:
    """The side of the view along which most objects lie, spread over more than half of it."""
    for side in ((0.0, 1.0), (1.0, 0.0), (0.0, -1.0), (-1.0, 0.0)):
        there = [(u, v) for u, v in offsets if u * side[0] + v * side[1] >= EDGE_STRIP]
        along = [u * side[1] + v * side[0] for u, v in there]
        if len(there) >= MOST * len(offsets) and max(along) - min(along) > 1.0:
            return side
    return None


def _apart(points: NDArray[np.float64], number: int) -> NDArray[np.float64]:
    """Distances of one object to all; it is infinitely far from itself."""
    apart: NDArray[np.float64] = np.hypot(*(points - points[number]).T)
    apart[number] = np.inf
    return apart


def _spread_ratio(points: NDArray[np.float64], probes: NDArray[np.intp], sight: Sight) -> float:
    """Mean distance to the nearest neighbour against that of as many objects at random on the view."""
    x_min, y_min, x_max, y_max = sight.bounds
    pixel = math.hypot(*sight.yardstick.vector(1.0, 0.0)) * math.hypot(*sight.yardstick.vector(0.0, 1.0))
    at_random = 0.5 * math.sqrt((x_max - x_min) * (y_max - y_min) * pixel / len(points))
    return float(np.mean([_apart(points, number).min() for number in probes.tolist()])) / at_random


def _row_share(points: NDArray[np.float64], sizes: NDArray[np.float64], probes: NDArray[np.intp]) -> float:
    """The share of objects that stand in a row: four or more in line, each between two of its nearest neighbours."""
    known: Dict[int, List[Pair]] = {}

    def pairs(number: int) -> List[Pair]:
        if number not in known:
            known[number] = _opposite(points, sizes, number)
        return known[number]

    in_row = np.zeros(len(points), dtype=bool)
    for number in probes.tolist():
        for first, second in pairs(number):
            for pair in (*pairs(first), *pairs(second)):
                if number in pair:
                    in_row[[number, first, second, *pair]] = True
    return float(in_row[probes].mean())


def _opposite(points: NDArray[np.float64], sizes: NDArray[np.float64], number: int) -> List[Pair]:
    """Pairs of near neighbours of one object that lie on opposite sides of it, about equally far."""
    apart = _apart(points, number)
    near = np.flatnonzero((apart <= ROW_GAP * np.maximum(sizes[number], sizes)) & (apart > 0.0))
    near = near[np.argsort(apart[near], kind="stable")][:NEIGHBOURS]
    angles = np.degrees(np.arctan2(*(points[near] - points[number]).T))
    found: List[Pair] = []
    for first in range(len(near)):
        for second in range(first + 1, len(near)):
            bend = abs(abs(angles[first] - angles[second]) - 180.0)
            if bend < ROW_BEND and apart[near[second]] <= 2.0 * apart[near[first]]:
                found.append((int(near[first]), int(near[second])))
    return found


def main_axis(objects: Sequence[Detection], sight: Sight) -> Optional[Tuple[str, int, int]]:
    """The one of four directions in which most long axes run, how many do, and of how many; None where none leads."""
    axes: List[str] = []
    for each in objects:
        long, wide = sight.yardstick.sides(each.quad)
        if long >= LONG * wide:
            axes.append(str(round(sight.yardstick.axis(each.quad) / 45.0) * 45 % 180))
    if not axes:
        return None
    leading = max(sorted(set(axes)), key=axes.count)
    return (leading, axes.count(leading), len(axes)) if axes.count(leading) >= AXIS_SHARE * len(axes) else None
