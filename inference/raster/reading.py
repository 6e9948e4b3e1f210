"""Reading a window: padding, overviews, resampling and validity, the same for every engine."""

from __future__ import annotations

from functools import partial
from types import TracebackType
from typing import Any, Callable, Iterator, Optional, Sequence, Tuple, Type

import numpy as np
from numpy.typing import NDArray

from ..errors import BoxTooSmall, NoSuchBand
from ..geometry import PixelWindow, Point
from .resampling import Axis, blended, picked
from .source import Pixels, RasterInfo
from .stored import MASK_PER_DATASET, StoredPixels
from .validity import valid_pixels

TILE_VALUES = 4_000_000
"""Stored values read at once when a window is scaled down; keeps memory flat however large the window."""
OVERVIEW_TOLERANCE = 1.01
"""How much coarser than wanted an overview may be: overview sizes are rounded to whole pixels."""

Tile = Tuple[slice, slice]
Layers = Tuple[NDArray[Any], NDArray[np.bool_]]
Reproject = Callable[[Sequence[Point]], Sequence[Point]]


def _needs_mask(flags: int) -> bool:
    """Whether the file has a mask of its own; alpha and nodata are looked at in the values themselves."""
    return flags in (MASK_PER_DATASET, MASK_PER_DATASET | 8)


class Raster:
    """An open raster: a `RasterSource`, and a context manager that closes it. Not shared between threads."""

    def __init__(self, stored: StoredPixels, info: RasterInfo, to_lonlat: Reproject) -> None:
        self.info = info
        self._stored = stored
        self._to_lonlat = to_lonlat
        self._masked = _needs_mask(stored.mask_flags(0))
        self._alpha = next((band.number for band in info.bands if band.colour == "alpha"), None)
        self._levels = self._usable_levels()

    def _usable_levels(self) -> Tuple[int, ...]:
        """Overviews finer first; none where the file's mask has no overviews: validity goes before speed."""
        levels = range(1, len(self.info.overviews) + 1)
        if self._masked and not all(_needs_mask(self._stored.mask_flags(level)) for level in levels):
            return ()
        return tuple(sorted(levels, key=lambda level: self.info.overviews[level - 1]))

    def read(self, window: PixelWindow, bands: Sequence[int], size: Optional[Tuple[int, int]] = None,
             nature: str = "") -> Pixels:
        """The bands (numbers from 1) of a window, in `size` = (width, height) pixels if given; see `RasterSource`."""
        self._check(window, bands, size)
        inside = window.intersection(self.info.grid.full_window)
        width, height = size or (window.width, window.height)
        if (width, height) == (window.width, window.height):
            values, valid = self._copied(window, inside, bands)
        else:
            values, valid = self._scaled(window, bands, (width, height), nature)
        grid = self.info.grid.window(window)
        if size is not None:
            grid = grid.resized(width, height)
        return Pixels(values, valid, grid, tuple(bands), padded=inside != window)

    def _check(self, window: PixelWindow, bands: Sequence[int], size: Optional[Tuple[int, int]]) -> None:
        count = len(self.info.bands)
        for band in bands:
            if not 1 <= band <= count:
                raise NoSuchBand(str(band), f"bands 1 to {count}" if count > 1 else "band 1 only")
        if window.empty or (size is not None and min(size) < 1):
            raise BoxTooSmall(window.width, window.height, 1)

    def _dtype(self, bands: Sequence[int]) -> np.dtype[Any]:
        return np.result_type(*[np.dtype(self.info.bands[band - 1].dtype) for band in bands])

    def _layers(self, level: int, window: PixelWindow, bands: Sequence[int]) -> Layers:
        """Stored values and validity of a window inside a level."""
        asked = list(bands)
        hidden = self._alpha if self._alpha is not None and self._alpha not in asked else None
        values = self._stored.values(level, window, asked if hidden is None else [*asked, hidden])
        alpha = None
        if self._alpha is not None:
            alpha = values[-1] if hidden is not None else values[asked.index(self._alpha)]
        mask = self._stored.mask(level, window) if self._masked else None
        values = values[:len(asked)].astype(self._dtype(asked), copy=False)
        return values, valid_pixels(values, [self.info.bands[band - 1] for band in asked], alpha, mask)

    def _copied(self, window: PixelWindow, inside: PixelWindow, bands: Sequence[int]) -> Layers:
        """The window pixel for pixel; parts outside the raster stay zero and invalid."""
        if inside == window:
            return self._layers(0, window, bands)
        values = np.zeros((len(bands), window.height, window.width), dtype=self._dtype(bands))
        valid = np.zeros((window.height, window.width), dtype=bool)
        if not inside.empty:
            x, y = inside.x - window.x, inside.y - window.y
            place = (slice(y, y + inside.height), slice(x, x + inside.width))
            values[(slice(None), *place)], valid[place] = self._layers(0, inside, bands)
        return values, valid

    def _level_for(self, window: PixelWindow, size: Tuple[int, int]) -> int:
        """The coarsest level that is still as fine as what is wanted."""
        wanted = min(window.width / size[0], window.height / size[1]) * OVERVIEW_TOLERANCE
        return max((level for level in self._levels if self.info.overviews[level - 1] <= wanted), default=0,
                   key=lambda level: self.info.overviews[level - 1])

    def _scaled(self, window: PixelWindow, bands: Sequence[int], size: Tuple[int, int], nature: str) -> Layers:
        """The window in another number of pixels, read tile by tile from the level that fits."""
        level = 0 if nature else self._level_for(window, size)  # what overviews hold is no mean of power
        width, height = self._stored.size(level)
        fx, fy = width / self.info.width, height / self.info.height
        across = Axis.over(window.x * fx, window.width * fx, size[0], width)
        down = Axis.over(window.y * fy, window.height * fy, size[1], height)
        classes = any(self.info.bands[band - 1].colour == "palette" for band in bands)
        resample = picked if classes else partial(blended, nature=nature)
        values = np.zeros((len(bands), size[1], size[0]), dtype=self._dtype(bands))
        valid = np.zeros((size[1], size[0]), dtype=bool)
        for rows, columns in _tiles(across, down, len(bands)):
            axes = across.part(columns.start, columns.stop), down.part(rows.start, rows.stop)
            (left, right), (top, bottom) = axes[0].needed(), axes[1].needed()
            if left >= right or top >= bottom:
                continue
            source = PixelWindow(left, top, right - left, bottom - top)
            layers = self._layers(level, source, bands)
            values[:, rows, columns], valid[rows, columns] = resample(*layers, axes, (left, top))
        valid &= down.inside[:, np.newaxis] & across.inside
        values[:, ~valid] = 0
        return values, valid

    def lonlat(self, points: Sequence[Point]) -> Sequence[Point]:
        """Longitude and latitude (WGS 84) of map points of this raster's CRS."""
        return self._to_lonlat(points)

    def close(self) -> None:
        """Give the file back."""
        self._stored.close()

    def __enter__(self) -> Raster:
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException],
                 trace: Optional[TracebackType]) -> None:
        self.close()


def _tiles(across: Axis, down: Axis, bands: int) -> Iterator[Tile]:
    """Pieces of the output whose source stays below TILE_VALUES, whole rows where possible."""
    width, height = len(across.low), len(down.low)
    per_column = max(1.0, float(across.high[0] - across.low[0]))
    per_row = max(1.0, float(down.high[0] - down.low[0]))
    columns = max(1, min(width, int(TILE_VALUES / (bands * per_row * per_column))))
    rows = max(1, min(height, int(TILE_VALUES / (bands * per_row * per_column * columns))))
    for top in range(0, height, rows):
        for left in range(0, width, columns):
            yield slice(top, min(top + rows, height)), slice(left, min(left + columns, width))
