"""Which pixels of a chip belong to a box and which lie in the ring round it, decided at the pixels' middles."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..geometry import PixelQuad, PixelWindow

RING_SHARE = 0.35
"""Width of the ring in square roots of the box's area."""
GAP_PX, LEAST_RING_PX = 1.0, 3.0
"""The ring starts so far outside the box (mixed pixels belong to neither) and is at least so wide."""
EDGE_PX = 0.75
"""A box so thin that it holds no pixel middle is represented by the pixels nearest to it."""
FEWEST_PIXELS = 4
"""Fewer valid pixels in the ring than this say nothing about the surroundings."""

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Masks:
    """Pixels inside a box, well inside it, and in the ring round it; shapes are those of the part `rows`, `columns`."""

    inside: Mask
    core: Mask
    ring: Mask
    rows: slice
    columns: slice

    @property
    def window(self) -> PixelWindow:
        """The part of the chip that the masks show."""
        height, width = self.inside.shape
        return PixelWindow(self.columns.start, self.rows.start, width, height)


def masks(quad: PixelQuad, width: int, height: int) -> Masks:
    """The masks of a box in a chip of that size, on the part of the chip that they can touch."""
    reach = max(RING_SHARE * math.sqrt(quad.area), LEAST_RING_PX) + GAP_PX
    x_min, y_min, x_max, y_max = quad.bounds()
    columns = slice(max(0, math.floor(x_min - reach)), max(0, min(width, math.ceil(x_max + reach))))
    rows = slice(max(0, math.floor(y_min - reach)), max(0, min(height, math.ceil(y_max + reach))))
    x = np.arange(columns.start, columns.stop, dtype=np.float64)[None, :] + 0.5
    y = np.arange(rows.start, rows.stop, dtype=np.float64)[:, None] + 0.5
    within, away = _within(quad, x, y), _squared_distance(quad, x, y)
    inside = within if within.any() else away <= EDGE_PX**2
    apart = away >= GAP_PX**2
    core = within & apart
    ring = ~within & apart & (away <= reach**2) & ~inside
    return Masks(inside, core if core.sum() >= 9 else inside, ring, rows, columns)


def _within(quad: PixelQuad, x: NDArray[np.float64], y: NDArray[np.float64]) -> Mask:
    """Even-odd rule, so that it holds for every quad that does not cross itself, convex or not."""
    within = np.zeros((y.shape[0], x.shape[1]), dtype=bool)
    for (x1, y1), (x2, y2) in zip(quad.corners, [*quad.corners[1:], quad.corners[0]]):
        if y1 == y2:
            continue
        crossed = (y1 <= y) != (y2 <= y)
        within ^= crossed & (x < x1 + (y - y1) * (x2 - x1) / (y2 - y1))
    return within


def _squared_distance(quad: PixelQuad, x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Squared distance of every pixel's middle to the outline."""
    nearest = np.full((y.shape[0], x.shape[1]), np.inf)
    for (x1, y1), (x2, y2) in zip(quad.corners, [*quad.corners[1:], quad.corners[0]]):
        dx, dy = x2 - x1, y2 - y1
        squared = max(dx * dx + dy * dy, 1e-12)
        along = (x - x1) * (dx / squared) + (y - y1) * (dy / squared)
        np.clip(along, 0.0, 1.0, out=along)
        off_x, off_y = (x - x1) - along * dx, (y - y1) - along * dy
        off_x *= off_x
        off_y *= off_y
        off_x += off_y
        np.minimum(nearest, off_x, out=nearest)
    return nearest
