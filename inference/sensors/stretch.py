"""Which values become black and white: percentiles of an overview, whatever the user says, or the type's full range.

By default these are the 2 and 98 % points of the valid pixels of an overview (1 and 99 % of the decibels for radar).
The user's own may be one pair for all bands or one for each ("0..3000;10..2500;5..1800"); after the word `linear` they
are values as stored, and radar is shown without decibels.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import List, Sequence, Tuple

import numpy as np

from ..errors import BadOption, NoImageThere
from ..geometry import PixelWindow
from ..raster.source import Pixels, RasterInfo, RasterSource
from ..values import Recipe
from .bands import dtype_of
from .rendering import LOGARITHMIC, TRANSFORMS, Array, plain

SAMPLE_PIXELS = 1024
"""Longest side of the overview that the stretch is taken from."""
WHOLE_READ_AT_MOST = 64_000_000
"""Rasters of more pixels in their coarsest overview are sampled in windows instead of being read whole."""
SEARCHED_AT_MOST = 4_000_000_000
"""Larger ones are not read whole even where every sample is empty: that takes minutes."""
SAMPLE_WINDOWS, SAMPLE_SIDE = 6, 256
LEAST_FILL, FEWEST_SAMPLES = 0.02, 16
"""A value counts as border fill from this share on, and only if so many other values remain."""

_NUMBER = r"(-?[\d.]+?(?:e[+-]?\d+)?)"
_VALUES = re.compile(rf"{_NUMBER}\s*(?:\.\.|,)\s*{_NUMBER}", re.IGNORECASE)
_LINEAR = re.compile(r"linear\s+", re.IGNORECASE)
_PERCENTILES = re.compile(r"([\d.]+?)\s*%?\s*(?:-|\.\.|,)\s*([\d.]+)\s*%")


def stretched(source: RasterSource, start: Recipe, stretch: str) -> Recipe:
    """The recipe with a black and a white value per band; reads one overview where they follow from the pixels."""
    stretch = stretch.strip()
    linear = _LINEAR.match(stretch)
    if linear:
        stretch, start = stretch[linear.end():], replace(start, transform="none")
    values = _values(stretch, len(start.bands))
    if linear and not values:
        raise BadOption("--stretch", f"linear {stretch}", "two values after the word linear, such as linear 0..0.3")
    if values:
        if start.preset == "sar-linear" and not linear:  # decibels are meant, and so may the values of the file be
            start = _sample(source, start)[1]
        return _between(start, values)
    if stretch == "none":
        limits = [_full_range(source.info, number) for number in start.bands]
        return _between(replace(start, transform="none"), limits)
    low, high = _percentiles(start, stretch)
    bands, refined = _sample(source, start)
    limits = [_limits(_without_fill(each) if stretch == "auto" else each, low, high) for each in bands]
    return _between(refined, limits)


def _values(stretch: str, bands: int) -> List[Tuple[float, float]]:
    """Black and white of every band where the user gives them, nothing where the words mean something else."""
    parts = [part.strip() for part in stretch.split(";")]
    found = [_VALUES.fullmatch(part) for part in parts]
    if len(parts) == 1 and found[0] is None:
        return []
    if len(parts) not in (1, bands) or not all(found):
        raise BadOption("--stretch", stretch, f"one pair of values such as 0..3000, or {bands} of them (one for each "
                                              "band shown) with semicolons between them")
    pairs = [_pair(stretch, each.group(1), each.group(2)) for each in found if each is not None]
    return pairs * bands if len(pairs) == 1 else pairs


def _between(start: Recipe, limits: Sequence[Tuple[float, float]]) -> Recipe:
    return replace(start, low=tuple(low for low, _ in limits), high=tuple(high for _, high in limits))


def _pair(stretch: str, first: str, second: str) -> Tuple[float, float]:
    try:
        low, high = float(first), float(second)
    except ValueError:
        low = high = math.nan
    if not low < high:
        raise BadOption("--stretch", stretch, "two numbers of which the second is larger, such as 0..3000 or 2-98%")
    return low, high


def _percentiles(start: Recipe, stretch: str) -> Tuple[float, float]:
    if stretch == "auto":
        return (1.0, 99.0) if start.sensor == "sar" else (2.0, 98.0)
    match = _PERCENTILES.fullmatch(stretch)
    if not match:
        raise BadOption("--stretch", stretch, "auto, none, percentiles such as 2-98% or values such as 0..3000")
    low, high = _pair(stretch, match.group(1), match.group(2))
    if high > 100.0:
        raise BadOption("--stretch", stretch, "percentiles from 0 to 100")
    return low, high


def _full_range(info: RasterInfo, number: int) -> Tuple[float, float]:
    dtype = dtype_of(info, number)
    if not re.fullmatch(r"u?int(8|16|32)", dtype):
        raise BadOption("--stretch", "none", f"auto, percentiles or values for bands of type {dtype}")
    return 0.0, float(np.iinfo(np.dtype(dtype)).max)


def _limits(values: Array, low: float, high: float) -> Tuple[float, float]:
    black, white = (float(v) for v in np.percentile(values, [low, high]))
    return black, max(white, black + max(1.0, abs(black) * 1e-6)) if white <= black else white


def _without_fill(values: Array) -> Array:
    """The values without an undeclared fill: one value that is more than half of all, or a frequent one far below."""
    middle = float(np.median(values))  # what is more than half of all is the median
    rest: Array = values[values != middle]
    if FEWEST_SAMPLES <= rest.size < 0.5 * values.size and np.ptp(rest) > 0.0:
        return rest
    lowest = values.min()
    rest = values[values > lowest]
    if rest.size < FEWEST_SAMPLES or rest.size > (1.0 - LEAST_FILL) * values.size:
        return values
    low, high = np.percentile(rest, [1.0, 99.0])
    return rest if low - lowest > high - low > 0.0 else values


def _sample(source: RasterSource, start: Recipe) -> Tuple[List[Array], Recipe]:
    """The transformed valid values per band of the whole raster, seen small; radar may turn out to be in dB already."""
    raw = [read for read in _reads(source, start.bands) if read.valid.any()]
    if not raw or (len(raw) > 1 and _all_alike(raw) and _searchable(source.info)):
        raw = _searched(source, start.bands)
    stored = [np.concatenate([plain(read.values[i][read.valid]) for read in raw]) for i in range(len(start.bands))]
    stored = [each[np.isfinite(each)] for each in stored]
    if any(each.size == 0 for each in stored):
        raise NoImageThere(source.info.source.path, "a band to be shown holds no number")
    recipe = start
    if start.preset == "sar-linear" and float(np.mean(stored[0] < 0.0)) > 0.05:
        recipe = replace(start, preset="sar-db", transform="none",
                         reason=f"{start.reason}; many values are negative, so they are decibels already")
    if recipe.transform in LOGARITHMIC:  # a radar echo of exactly nothing is an empty pixel
        stored = [each[each > 0.0] if (each > 0.0).any() else each for each in stored]
    return [TRANSFORMS[recipe.transform](each) for each in stored], recipe


def _all_alike(raw: Sequence[Pixels]) -> bool:
    """Whether samples from everywhere hold one value only, so that they are likely to have met nothing but fill."""
    seen = np.concatenate([read.values[:, read.valid] for read in raw], axis=1)
    return bool((seen == seen[:, :1]).all())


def _searchable(info: RasterInfo) -> bool:
    return info.width * info.height <= SEARCHED_AT_MOST


def _searched(source: RasterSource, bands: Sequence[int]) -> List[Pixels]:
    """The whole raster after samples of it were empty; NoImageThere where it is, or is too large to look through."""
    info = source.info
    if not _searchable(info):
        raise NoImageThere(info.source.path, "all samples of it are empty and it is too large to look through",
                           hint="Give it overviews (gdaladdo), or give the contrast, such as --stretch 0..3000.")
    found = _whole(source, bands)
    if not found.valid.any():
        raise NoImageThere(info.source.path, "every pixel of the raster is empty")
    return [source.read(window, bands) for window in _where_not_fill(info, found)]


def _where_not_fill(info: RasterInfo, found: Pixels) -> List[PixelWindow]:
    """Windows of the file's own pixels, where a small view shows more than fill: its averages are duller than they."""
    values = plain(found.values)
    fill = np.median(values[:, found.valid], axis=1)[:, None, None]
    other = found.valid & (values != fill).any(axis=0)
    ys, xs = np.nonzero(other if other.any() else found.valid)
    picked = np.linspace(0, len(xs) - 1, SAMPLE_WINDOWS**2).astype(int)
    side_x, side_y = min(SAMPLE_SIDE, info.width), min(SAMPLE_SIDE, info.height)
    height, width = found.valid.shape
    corners = {(min(max(0, int((x + 0.5) * info.width / width) - side_x // 2), info.width - side_x),
                min(max(0, int((y + 0.5) * info.height / height) - side_y // 2), info.height - side_y))
               for x, y in zip(xs[picked], ys[picked])}
    return [PixelWindow(x, y, side_x, side_y) for x, y in sorted(corners)]


def _whole(source: RasterSource, bands: Sequence[int]) -> Pixels:
    """The whole raster, seen small; slow where it is large and has no overviews."""
    info = source.info
    factor = max(1.0, max(info.width, info.height) / SAMPLE_PIXELS)
    return source.read(info.grid.full_window, bands, (max(1, round(info.width / factor)),
                                                      max(1, round(info.height / factor))))


def _reads(source: RasterSource, bands: Sequence[int]) -> List[Pixels]:
    info = source.info
    coarsest = max(info.overviews, default=1)
    if info.width * info.height <= WHOLE_READ_AT_MOST * coarsest**2:
        return [_whole(source, bands)]
    side_x, side_y = min(SAMPLE_SIDE, info.width), min(SAMPLE_SIDE, info.height)
    xs = np.linspace(0, info.width - side_x, SAMPLE_WINDOWS).astype(int)
    ys = np.linspace(0, info.height - side_y, SAMPLE_WINDOWS).astype(int)
    return [source.read(PixelWindow(int(x), int(y), side_x, side_y), bands) for y in ys for x in xs]
