"""The area that is searched: rings in pixels of the file, read by the even-odd rule, or everything."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Sequence, Tuple

import numpy as np
from numpy.typing import NDArray

from ..errors import BadArea
from ..geometry import PixelWindow, Point
from .values import Floats

CHUNK = 4_000_000
"""Comparisons of a point with an edge done at once."""


@dataclass(frozen=True)
class Area:
    """Polygons on a raster; without rings all of it."""

    width: int
    height: int
    edges: Floats
    """[n, 4]: x1, y1, x2, y2 of every edge."""

    @classmethod
    def of(cls, rings: Sequence[Sequence[Point]], width: int, height: int) -> Area:
        """The area between rings, checked to lie on the raster."""
        parts = []
        for ring in rings:
            points = np.asarray(ring, dtype=np.float64).reshape(-1, 2)
            if len(points) >= 3 and np.isfinite(points).all():
                parts.append(np.concatenate([points, np.roll(points, -1, axis=0)], axis=1))
        if rings and not parts:
            raise BadArea("The area", "it is empty")
        area = cls(width, height, np.concatenate(parts) if parts else np.zeros((0, 4)))
        if not area.everywhere and (area.window.empty or not area.touches(PixelWindow(0, 0, width, height))):
            raise BadArea("The area", "it lies outside the raster")
        return area

    @property
    def everywhere(self) -> bool:
        """Whether all of the raster is meant."""
        return not len(self.edges)

    @property
    def window(self) -> PixelWindow:
        """The whole pixels of the raster that hold the area; empty where it lies outside."""
        if self.everywhere:
            return PixelWindow(0, 0, self.width, self.height)
        xs, ys = self.edges[:, [0, 2]], self.edges[:, [1, 3]]
        x0, y0 = max(0, math.floor(min(float(xs.min()), self.width))), max(0, math.floor(min(float(ys.min()),
                                                                                             self.height)))
        x1, y1 = min(self.width, math.ceil(max(float(xs.max()), 0.0))), min(self.height,
                                                                            math.ceil(max(float(ys.max()), 0.0)))
        return PixelWindow(x0, y0, max(0, x1 - x0), max(0, y1 - y0))

    def contains(self, points: Floats) -> NDArray[np.bool_]:
        """Which points [n, 2] lie in the area."""
        if self.everywhere:
            return np.ones(len(points), dtype=bool)
        inside = np.zeros(len(points), dtype=bool)
        if not len(points):
            return inside
        upper, lower = self.edges[:, [1, 3]].min(axis=1), self.edges[:, [1, 3]].max(axis=1)
        edges = self.edges[(upper <= points[:, 1].max()) & (lower > points[:, 1].min())]
        step = max(1, CHUNK // max(1, len(edges)))
        x1, y1, x2, y2 = (edges[:, i] for i in range(4))
        rise = np.where(y2 == y1, 1.0, y2 - y1)
        for start in range(0, len(points), step):
            x, y = points[start:start + step, 0:1], points[start:start + step, 1:2]
            crosses = ((y1 <= y) != (y2 <= y)) & (x < x1 + (y - y1) / rise * (x2 - x1))
            inside[start:start + step] = crosses.sum(axis=1) % 2 == 1
        return inside

    def holds(self, window: PixelWindow) -> bool:
        """Whether a window lies in the area with all of it."""
        return self.everywhere or (not _any_edge_in(self.edges, window) and self.touches(window))

    def touches(self, window: PixelWindow) -> bool:
        """Whether a window has any of the area."""
        if self.everywhere:
            return True
        if _any_edge_in(self.edges, window):
            return True
        middle = np.array([[window.x + window.width / 2, window.y + window.height / 2]])
        return bool(self.contains(middle)[0])


def _any_edge_in(edges: Floats, window: PixelWindow) -> bool:
    """Whether an edge passes through a window (Liang and Barsky)."""
    start, along = edges[:, :2], edges[:, 2:] - edges[:, :2]
    low = np.array([window.x, window.y], dtype=np.float64)
    high = np.array([window.right, window.bottom], dtype=np.float64)
    flat = along == 0.0
    safe = np.where(flat, 1.0, along)
    one, two = (low - start) / safe, (high - start) / safe
    outside = flat & ((start <= low) | (start >= high))
    enter = np.where(flat, 0.0, np.minimum(one, two)).max(axis=1)
    leave = np.where(flat, 1.0, np.maximum(one, two)).min(axis=1)
    passes = (np.maximum(enter, 0.0) < np.minimum(leave, 1.0)) & ~outside.any(axis=1)
    return bool(passes.any())


def rectangle(corners: Sequence[Point]) -> Tuple[Tuple[Point, ...], ...]:
    """The one ring of a box."""
    return (tuple(corners),)
