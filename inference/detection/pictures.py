"""Where tiles get their pixels: a raster rendered by its recipe, or pixels that are there already."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Optional, Protocol, Tuple

import numpy as np
from numpy.typing import NDArray

from ..geometry import PixelWindow
from ..raster.resampling import Axis, blended
from ..raster.source import Pixels, RasterSource
from ..sensors import NATURE, render
from ..values import Recipe

SUMMED = ("uint8", "uint16", "int16", "float32")
"""Types of values whose means are taken block by block."""
MOST_SHRUNK = 16
STRIP_PIXELS = 3_000_000
"""Pixels of the file read at once where a tile is shrunk."""

Shown = Tuple[NDArray[np.uint8], NDArray[np.bool_]]
"""A picture (height, width, 3), and which of its pixels are valid; the others are black."""


class Picture(Protocol):
    """Something that can be looked at window by window, in any size."""

    @property
    def width(self) -> int:
        """Pixels per row."""
        ...

    @property
    def height(self) -> int:
        """Rows."""
        ...

    @property
    def block(self) -> Tuple[int, int]:
        """Width and height of what is stored together."""
        ...

    def read(self, window: PixelWindow, size: Tuple[int, int]) -> Shown:
        """A window in `size` = (width, height) pixels; what lies outside is black and invalid."""
        ...


@dataclass(frozen=True)
class RasterPicture:
    """An open raster as its recipe shows it."""

    source: RasterSource
    recipe: Recipe

    @property
    def width(self) -> int:
        """Pixels per row of the file."""
        return self.source.info.width

    @property
    def height(self) -> int:
        """Rows of the file."""
        return self.source.info.height

    @property
    def block(self) -> Tuple[int, int]:
        """A stored block."""
        return self.source.info.block

    def read(self, window: PixelWindow, size: Tuple[int, int]) -> Shown:
        """See `Picture.read`."""
        factor = self._factor(window, size)
        if factor > 1:
            return self._shrunk(window, size, factor)
        return self._shown(window, None if size == (window.width, window.height) else size)

    def _shown(self, window: PixelWindow, size: Optional[Tuple[int, int]]) -> Shown:
        recipe = self.recipe
        return self._rendered(self.source.read(window, recipe.bands, size, NATURE.get(recipe.preset, "")))

    def _rendered(self, raw: Pixels) -> Shown:
        """The picture of raw values; those that are one already are passed on without a copy."""
        recipe = self.recipe
        as_stored = recipe.transform == "none" and not recipe.low and len(recipe.bands) == 3
        if as_stored and raw.values.dtype == np.uint8 and raw.bands == recipe.bands and raw.valid.all():
            return np.moveaxis(raw.values, 0, -1), raw.valid
        return render(raw, recipe, self.source.info), raw.valid

    def _factor(self, window: PixelWindow, size: Tuple[int, int]) -> int:
        """By how much whole blocks of pixels are to be averaged; 0 where that is not all there is to do."""
        factor = window.width // size[0]
        whole = (window.width, window.height) == (size[0] * factor, size[1] * factor)
        recipe, info = self.recipe, self.source.info
        plain = recipe.transform == "none" and recipe.preset not in NATURE
        simple = all(info.bands[band - 1].dtype in SUMMED for band in recipe.bands)
        overview = any(1 < each <= factor for each in info.overviews)
        return factor if whole and plain and simple and not overview and factor <= MOST_SHRUNK else 0

    def _shrunk(self, window: PixelWindow, size: Tuple[int, int], factor: int) -> Shown:
        """Means of whole blocks, read in strips so that memory stays flat; with care where some pixels are empty."""
        shown = np.zeros((size[1], size[0], 3), dtype=np.uint8)
        valid = np.zeros((size[1], size[0]), dtype=bool)
        rows = max(1, STRIP_PIXELS // (window.width * factor))
        for top in range(0, size[1], rows):
            count = min(rows, size[1] - top)
            strip = PixelWindow(window.x, window.y + top * factor, window.width, count * factor)
            raw = self.source.read(strip, self.recipe.bands)
            part = slice(top, top + count)
            if raw.valid.all():
                small = replace(raw, values=block_means(raw.values, factor), valid=np.ones((count, size[0]), bool))
                shown[part], valid[part] = self._rendered(small)[0], True
            elif raw.valid.any():
                shown[part], valid[part] = self._shown(strip, (size[0], count))
        return shown, valid


def block_means(values: NDArray[Any], factor: int) -> NDArray[Any]:
    """Means of blocks of factor x factor values of (bands, rows, columns); whole numbers of 8 bits stay those."""
    bands, height, width = values.shape
    kind: Any = np.uint16 if values.dtype == np.uint8 else np.float32
    rows = values.reshape(bands, height // factor, factor, width).sum(axis=2, dtype=kind)
    total = rows[..., ::factor].copy()
    for step in range(1, factor):
        total += rows[..., step::factor]
    if values.dtype == np.uint8:
        return np.asarray((total + np.uint16(factor * factor // 2)) // np.uint16(factor * factor), dtype=np.uint8)
    return np.asarray(total / np.float32(factor * factor))


@dataclass(frozen=True)
class ArrayPicture:
    """Pixels (height, width, 3) that are there already."""

    pixels: NDArray[np.uint8]
    valid: Optional[NDArray[np.bool_]] = None
    block: Tuple[int, int] = (1, 1)

    @property
    def width(self) -> int:
        """Pixels per row."""
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        """Rows."""
        return int(self.pixels.shape[0])

    def read(self, window: PixelWindow, size: Tuple[int, int]) -> Shown:
        """See `Picture.read`."""
        if size == (window.width, window.height):
            return self._copied(window)
        axes = (Axis.over(window.x, window.width, size[0], self.width),
                Axis.over(window.y, window.height, size[1], self.height))
        shown = np.zeros((size[1], size[0], 3), dtype=np.uint8)
        valid = np.zeros((size[1], size[0]), dtype=bool)
        (left, right), (top, bottom) = axes[0].needed(), axes[1].needed()
        if left < right and top < bottom:
            planes: NDArray[Any] = np.moveaxis(self.pixels[top:bottom, left:right], -1, 0)
            given = np.ones(planes.shape[1:], dtype=bool) if self.valid is None else self.valid[top:bottom, left:right]
            values, known = blended(planes, given, axes, (left, top))
            valid = known & axes[1].inside[:, np.newaxis] & axes[0].inside
            shown = np.where(valid[..., np.newaxis], np.moveaxis(values, 0, -1), np.uint8(0))
        return np.ascontiguousarray(shown), valid

    def _copied(self, window: PixelWindow) -> Shown:
        shown = np.zeros((window.height, window.width, 3), dtype=np.uint8)
        valid = np.zeros((window.height, window.width), dtype=bool)
        inside = window.intersection(PixelWindow(0, 0, self.width, self.height))
        if not inside.empty:
            rows = slice(inside.y - window.y, inside.bottom - window.y)
            columns = slice(inside.x - window.x, inside.right - window.x)
            shown[rows, columns] = self.pixels[inside.y:inside.bottom, inside.x:inside.right]
            valid[rows, columns] = True if self.valid is None else self.valid[inside.y:inside.bottom,
                                                                              inside.x:inside.right]
        return shown, valid
