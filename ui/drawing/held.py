"""What the pointer and the numbers that hold make together, while a box is drawn; no Qt in here."""

from __future__ import annotations

import math
from typing import List, Optional, Sequence

from ...inference.geometry import Corners, Point, centroid
from .rectangle import LEAST_EDGE_PX, rectangle
from .reshape import rotated
from .sizing import HALF, Held, Ruler

SNAP_DEGREES = 15.0
PICTURE_ROWS = (1.0, 0.0)


def edge_end(ruler: Ruler, held: Held, first: Point, here: Point) -> Point:
    """The other end of the first edge, as near to the pointer as the length and the azimuth that hold allow."""
    step = (here[0] - first[0], here[1] - first[1])
    reach = math.hypot(*step)
    if held.azimuth is not None:
        along = ruler.direction(first, held.azimuth)
        reach = step[0] * along[0] + step[1] * along[1]
    elif reach > LEAST_EDGE_PX:
        along = (step[0] / reach, step[1] / reach)
    else:
        return first
    if held.length is None:
        return first[0] + along[0] * reach, first[1] + along[1] * reach
    side = math.copysign(1.0, reach)
    return ruler.reached(first, (along[0] * side, along[1] * side), held.length)


def drawn(ruler: Ruler, held: Held, points: Sequence[Point], here: Point) -> Corners:
    """The box, or only its edge, that the points set and the pointer make."""
    if len(points) == 1:
        end = edge_end(ruler, held, points[0], here)
        return rectangle(points[0], end, end)
    if held.width is not None:
        return ruler.widened((points[0], points[1]), here, held.width)
    return rectangle(points[0], points[1], here)


def decided(held: Held, points: Sequence[Point]) -> bool:
    """Whether the numbers leave nothing of the next step to the pointer but the side it is on."""
    if len(points) == 1:
        return held.length is not None and held.azimuth is not None
    return len(points) == 2 and held.width is not None


def dragged(ruler: Ruler, held: Held, start: Point, here: Point) -> Corners:
    """The box between two opposite corners, along the picture's rows or along the azimuth that holds.

    A length that holds is that of the longer side, or of the side along the azimuth.
    """
    along = PICTURE_ROWS if held.azimuth is None else ruler.direction(start, held.azimuth)
    across = (-along[1], along[0])
    step = (here[0] - start[0], here[1] - start[1])
    parts = [step[0] * along[0] + step[1] * along[1], step[0] * across[0] + step[1] * across[1]]
    wanted: List[Optional[float]] = [held.length, held.width]
    if held.azimuth is None and abs(parts[1]) > abs(parts[0]):
        wanted.reverse()
    ends = []
    for axis, part, number in zip((along, across), parts, wanted):
        side = math.copysign(1.0, part)
        outward = (axis[0] * side, axis[1] * side)
        ends.append((start[0] + outward[0] * abs(part), start[1] + outward[1] * abs(part)) if number is None
                    else ruler.reached(start, outward, number))
    (x, y), (u, v) = ends
    return start, (x, y), (x + u - start[0], y + v - start[1]), (u, v)


def on_round_azimuth(ruler: Ruler, corners: Corners) -> Corners:
    """The box turned a little, so that its long axis points to a multiple of 15 degrees."""
    centre = centroid(corners)
    wanted = round(ruler.measured(corners).azimuth / SNAP_DEGREES) * SNAP_DEGREES
    start, end = corners[0], corners[1]
    sides = ruler.sides(corners)
    if sides.width > sides.length:
        start, end = corners[1], corners[2]
    axis, target = (end[0] - start[0], end[1] - start[1]), ruler.direction(centre, wanted)
    off = math.degrees(math.atan2(target[1], target[0]) - math.atan2(axis[1], axis[0]))
    return rotated(corners, (off + HALF / 2) % HALF - HALF / 2)
