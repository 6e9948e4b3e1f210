"""How much two boxes have in common: exact polygons or axis-aligned bounds, inside the frame of their picture.

Boxes are rows [cx, cy, length, width, angle] in pixels; the angle is that of the long side in radians, x right, y down.
A rectangle at the border may reach beyond the picture, where nobody can see whether it is right: both boxes are cut at
the frame before they are compared.
"""

from __future__ import annotations

from typing import Any, Optional, Tuple

import numpy as np

Array = Any
Frame = Optional[Tuple[float, float]]
"""Width and height of the picture, or None where boxes are not cut."""


def corners(boxes: Array) -> Array:
    """The four corners of every box, [n, 4, 2], clockwise on a screen whose y points down."""
    boxes = np.asarray(boxes, np.float64).reshape(-1, 5)
    along = np.stack([np.cos(boxes[:, 4]), np.sin(boxes[:, 4])], axis=1) * boxes[:, 2:3] / 2.0
    across = np.stack([-np.sin(boxes[:, 4]), np.cos(boxes[:, 4])], axis=1) * boxes[:, 3:4] / 2.0
    centre = boxes[:, :2]
    return np.stack([centre - along - across, centre + along - across,
                     centre + along + across, centre - along + across], axis=1)


def bounds(boxes: Array, frame: Frame = None) -> Array:
    """The axis-aligned bounds [n, 4] (left, top, right, bottom) of every box, cut at the frame."""
    points = corners(boxes)
    return cut_bounds(np.concatenate([points.min(axis=1), points.max(axis=1)], axis=1), frame)


def round_bounds(boxes: Array) -> Array:
    """The upright bounds [n, 4] of the ellipse in every box: of a tree or a tank, however its box is turned."""
    boxes = np.asarray(boxes, np.float64).reshape(-1, 5)
    cos, sin = np.cos(boxes[:, 4]), np.sin(boxes[:, 4])
    half = np.stack([np.hypot(boxes[:, 2] * cos, boxes[:, 3] * sin), np.hypot(boxes[:, 2] * sin, boxes[:, 3] * cos)],
                    axis=1) / 2.0
    return np.concatenate([boxes[:, :2] - half, boxes[:, :2] + half], axis=1)


def cross_bounds(boxes: Array) -> Array:
    """The upright bounds [n, 4] of the middles of the sides: of what is shaped like a cross, as an airplane is."""
    boxes = np.asarray(boxes, np.float64).reshape(-1, 5)
    cos, sin = np.abs(np.cos(boxes[:, 4])), np.abs(np.sin(boxes[:, 4]))
    half = np.stack([np.maximum(boxes[:, 2] * cos, boxes[:, 3] * sin),
                     np.maximum(boxes[:, 2] * sin, boxes[:, 3] * cos)], axis=1) / 2.0
    return np.concatenate([boxes[:, :2] - half, boxes[:, :2] + half], axis=1)


def cut_bounds(found: Array, frame: Frame) -> Array:
    """Upright bounds cut at the frame."""
    return found if frame is None else np.clip(found, 0.0, np.array([frame[0], frame[1]] * 2))


def shared_areas(first: Array, second: Array, *, oriented: Array, frame: Frame = None,
                 outlines: Optional[Array] = None) -> Tuple[Array, Array, Array]:
    """Area of every first box, of every second box, and of what they share, each [n, m].

    `oriented` [m] says of each second box whether its polygon counts; otherwise upright bounds are compared: `outlines`
    [n, 4] are those of the first boxes, where they are other than those of their corners.
    """
    a, b = bounds(first, frame), bounds(second, frame)
    turned = np.asarray(oriented, bool)
    area_a, area_b, shared = _upright(a if outlines is None else cut_bounds(outlines, frame), b)
    if turned.any() and len(a):
        ring_a, ring_b = inside(corners(first), frame), inside(corners(second), frame)
        area_a[:, turned] = polygon_areas(ring_a)[:, None]
        area_b[:, turned] = polygon_areas(ring_b)[None, turned]
        rows, columns = np.nonzero((_upright(a, b)[2] > 0.0) & turned[None, :])
        shared[:, turned] = 0.0
        shared[rows, columns] = common_areas(ring_a[rows], ring_b[columns])
    return area_a, area_b, shared


def _upright(a: Array, b: Array) -> Tuple[Array, Array, Array]:
    sides = np.minimum(a[:, None, 2:], b[None, :, 2:]) - np.maximum(a[:, None, :2], b[None, :, :2])
    shared = np.clip(sides, 0.0, None).prod(axis=2)
    area_a = np.repeat((a[:, 2:] - a[:, :2]).prod(axis=1)[:, None], len(b), axis=1)
    area_b = np.repeat((b[:, 2:] - b[:, :2]).prod(axis=1)[None, :], len(a), axis=0)
    return area_a, area_b, shared


def overlaps(first: Array, second: Array, *, oriented: Array, frame: Frame = None,
             outlines: Optional[Array] = None) -> Array:
    """Intersection over union of every first with every second box, [n, m]; see `shared_areas`."""
    area_a, area_b, shared = shared_areas(first, second, oriented=oriented, frame=frame, outlines=outlines)
    union = area_a + area_b - shared
    return np.divide(shared, union, out=np.zeros_like(shared), where=union > 0.0)


def covered(first: Array, second: Array, frame: Frame = None) -> Array:
    """Which part of every first box lies in each second one, [n, m]."""
    area, _, shared = shared_areas(first, second, oriented=np.ones(len(second), bool), frame=frame)
    return np.divide(shared, area, out=np.zeros_like(shared), where=area > 0.0)


def inside(rings: Array, frame: Frame) -> Array:
    """Convex rings [n, v, 2] cut at the frame; corners that are not needed repeat another one."""
    if frame is None or not len(rings):
        return rings
    width, height = frame
    if (rings >= 0.0).all() and (rings[..., 0] <= width).all() and (rings[..., 1] <= height).all():
        return rings
    edges = np.array([[0.0, 0.0], [width, 0.0], [width, height], [0.0, height]])
    return _cut_by_ring(rings, np.broadcast_to(edges, (len(rings), 4, 2)))


def common_areas(first: Array, second: Array) -> Array:
    """The area that each first convex ring shares with the second one of the same row."""
    if not len(first):
        return np.zeros(0)
    near = first[:, :1]  # counted from one corner: places in a large picture are large numbers and boxes small
    shared = polygon_areas(_cut_by_ring(first - near, second - near))
    return np.where(polygon_areas(second) > 0.0, shared, 0.0)  # a ring of nothing has no sides that could cut


def polygon_areas(rings: Array) -> Array:
    """The shoelace area of every ring."""
    if not len(rings):
        return np.zeros(0)
    near = rings - rings[:, :1]
    after = np.roll(near, -1, axis=1)
    return np.abs((near[..., 0] * after[..., 1] - near[..., 1] * after[..., 0]).sum(axis=1)) / 2.0


def _cut_by_ring(rings: Array, by: Array) -> Array:
    """Sutherland and Hodgman's clipping of convex rings, all rows at once."""
    for i in range(by.shape[1]):
        rings = _cut_by_line(rings, by[:, i], by[:, (i + 1) % by.shape[1]])
    return rings


def _cut_by_line(rings: Array, start: Array, end: Array) -> Array:
    """What of every ring lies to the right of its line (down, seen along x); a line without length cuts nothing."""
    way = (end - start)[:, None]
    from_start = rings - start[:, None]
    side = way[..., 0] * from_start[..., 1] - way[..., 1] * from_start[..., 0]
    after, side_after = np.roll(rings, -1, axis=1), np.roll(side, -1, axis=1)
    crosses = (side > 0.0) & (side_after < 0.0) | (side < 0.0) & (side_after > 0.0)
    part = np.divide(side, side - side_after, out=np.zeros_like(side), where=crosses)
    crossing = rings + part[..., None] * (after - rings)
    rows, count = rings.shape[:2]
    points = np.stack([rings, crossing], axis=2).reshape(rows, 2 * count, 2)
    kept = np.stack([side >= 0.0, crosses], axis=2).reshape(rows, 2 * count)
    order = np.argsort(~kept, axis=1, kind="stable")[:, :max(1, int(kept.sum(axis=1).max(initial=1)))]
    points, kept = np.take_along_axis(points, order[..., None], axis=1), np.take_along_axis(kept, order, axis=1)
    return np.where(kept[..., None], points, points[:, :1])
