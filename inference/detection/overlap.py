"""How much two turned rectangles overlap, exactly and for many pairs at once, in plain numpy.

In the frame of the first rectangle the second is a polygon that is clipped by an upright box. By Green's theorem the
common area is the sum over the polygon's four edges of the integral of clamp(x) dy over the part of the edge whose y
lies in the box. That needs no list of vertices, has no special cases (shared edges, equal boxes) and is continuous, so
that rounding stays rounding.
"""

from __future__ import annotations

from typing import Tuple

import numpy as np

from .values import Floats, Pairs, corners_of_boxes

CHUNK = 50_000
"""Pairs computed at once: keeps memory below some tens of MB."""
DENSE = 192
"""Up to so many boxes all pairs are compared instead of asking a tree."""
FLAT = 1e-12


def bounds(boxes: Floats) -> Floats:
    """[n, 4]: x_min, y_min, x_max, y_max of boxes [n, 5]."""
    cos, sin = np.abs(np.cos(boxes[:, 4])), np.abs(np.sin(boxes[:, 4]))
    half_x = 0.5 * (boxes[:, 2] * cos + boxes[:, 3] * sin)
    half_y = 0.5 * (boxes[:, 2] * sin + boxes[:, 3] * cos)
    return np.stack([boxes[:, 0] - half_x, boxes[:, 1] - half_y, boxes[:, 0] + half_x, boxes[:, 1] + half_y], axis=1)


def touching(boxes: Floats) -> Pairs:
    """Pairs i < j whose upright bounds overlap: the candidates for anything more exact."""
    around = bounds(boxes)
    if len(boxes) <= DENSE:
        low, high = around[:, None, :2], around[:, None, 2:]
        meet = ((low < around[None, :, 2:]) & (high > around[None, :, :2])).all(axis=2)
        first, second = np.nonzero(np.triu(meet, 1))
        return first.astype(np.intp), second.astype(np.intp)
    import shapely

    shapes = shapely.box(around[:, 0], around[:, 1], around[:, 2], around[:, 3])
    first, second = shapely.STRtree(shapes).query(shapes)
    ahead = first < second
    return first[ahead].astype(np.intp), second[ahead].astype(np.intp)


def common_areas(one: Floats, other: Floats) -> Floats:
    """[n]: the common area of box i of one and box i of the other, both [n, 5]."""
    areas = np.empty(len(one))
    for start in range(0, len(one), CHUNK):
        part = slice(start, start + CHUNK)
        areas[part] = _clipped(one[part], other[part])
    return areas


def shares(boxes: Floats, pairs: Pairs) -> Tuple[Floats, Floats]:
    """Per pair: common area over union (IoU), and over the smaller of the two boxes."""
    first, second = pairs
    common = common_areas(boxes[first], boxes[second])
    area = boxes[:, 2] * boxes[:, 3]
    one, other = area[first], area[second]
    union = np.maximum(one + other - common, FLAT)
    return np.clip(common / union, 0.0, 1.0), np.clip(common / np.maximum(np.minimum(one, other), FLAT), 0.0, 1.0)


def _clipped(one: Floats, other: Floats) -> Floats:
    cos, sin = np.cos(one[:, 4]), np.sin(one[:, 4])
    dx, dy = other[:, 0] - one[:, 0], other[:, 1] - one[:, 1]
    seen = other.copy()
    seen[:, 0], seen[:, 1] = dx * cos + dy * sin, dy * cos - dx * sin
    seen[:, 4] = other[:, 4] - one[:, 4]
    corners = corners_of_boxes(seen)
    half_x, half_y = one[:, 2:3] / 2, one[:, 3:4] / 2
    start, end = corners, np.roll(corners, -1, axis=1)
    y0, y1 = np.clip(start[..., 1], -half_y, half_y), np.clip(end[..., 1], -half_y, half_y)
    rise = end[..., 1] - start[..., 1]
    steep = np.abs(rise) > FLAT
    safe = np.where(steep, rise, 1.0)
    run = end[..., 0] - start[..., 0]
    x0 = start[..., 0] + run * ((y0 - start[..., 1]) / safe)
    x1 = start[..., 0] + run * ((y1 - start[..., 1]) / safe)
    total: Floats = np.where(steep, (y1 - y0) * _mean_clamped(x0, x1, half_x), 0.0).sum(axis=1)
    return np.maximum(total, 0.0)


def _mean_clamped(x0: Floats, x1: Floats, half: Floats) -> Floats:
    """The mean of clamp(x, -half, half) + half while x runs evenly from x0 to x1."""
    low, high = np.minimum(x0, x1), np.maximum(x0, x1)
    inside_low, inside_high = np.clip(low, -half, half), np.clip(high, -half, half)
    length = high - low
    wide = length > FLAT
    safe = np.where(wide, length, 1.0)
    inside = (inside_high - inside_low) * (0.5 * (inside_low + inside_high) + half)
    beyond = (high - np.maximum(np.minimum(high, half), low)) * 2.0 * half
    return np.where(wide, (inside + beyond) / safe, inside_low + half)
