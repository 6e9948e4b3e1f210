"""Facts from raw values: vegetation and water index, radar backscatter, thermal signal, inside a box and round it.

Each says what its numbers rest on; nothing is called reflectance, calibrated or a temperature unless metadata say so.
"""

from __future__ import annotations

from typing import Iterator, Optional, Tuple

import numpy as np
from numpy.typing import NDArray

from ..raster.source import Pixels, RasterInfo
from ..sensors.bands import roles
from ..sensors.radiometry import Radiometry, calibrated_pair, decibel, radiometry, to_power
from ..values import Fact, Recipe
from .masks import FEWEST_PIXELS, Masks

LEAST_SUM = 1e-6
"""Pixels whose two bands add up to less have no index."""

Array = NDArray[np.float64]


def _plane(raw: Pixels, number: int) -> Array:
    return np.asarray(raw.values[raw.bands.index(number)])


def index_facts(info: RasterInfo, recipe: Recipe, raw: Pixels, found: Masks) -> Iterator[Fact]:
    """NDVI (near infrared against red) and NDWI (green against near infrared), as medians of known reflectance."""
    known = roles(info, recipe.preset)
    for name, first, second in (("ndvi", "nir", "red"), ("ndwi", "green", "nir")):
        numbers = known.get(first, 0), known.get(second, 0)
        if not all(number in raw.bands for number in numbers):
            continue
        pair = calibrated_pair(info, numbers, recipe.preset)
        if pair is None:
            continue
        ratio = _ratio(raw, numbers, pair)
        inside, around = _median(ratio[found.inside]), _median(ratio[found.ring])
        if inside is None:
            continue
        yield Fact(name, inside)
        if around is not None:
            yield Fact(f"{name}_around", around)
        yield Fact(f"{name}_basis", pair[0].words)


def _ratio(raw: Pixels, numbers: Tuple[int, int], pair: Tuple[Radiometry, Radiometry]) -> Array:
    a, b = (np.maximum(scale.apply(_plane(raw, number)), 0.0) for number, scale in zip(numbers, pair))
    total = a + b
    return np.where(total > LEAST_SUM, (a - b) / np.maximum(total, LEAST_SUM), np.nan)


def _median(values: Array) -> Optional[float]:
    finite = values[np.isfinite(values)]
    return float(np.median(finite)) if finite.size else None


def _mean(values: Array) -> Optional[float]:
    finite = values[np.isfinite(values)]
    return float(np.mean(finite)) if finite.size else None


def radar_facts(info: RasterInfo, recipe: Recipe, raw: Pixels, found: Masks) -> Iterator[Fact]:
    """Mean backscatter, averaged as power and given in dB; a difference needs no calibration."""
    if recipe.preset not in ("sar-complex", "sar-amplitude", "sar-linear", "sar-db"):
        return
    power = to_power(_plane(raw, recipe.bands[0]), recipe.preset)
    inside, around = _mean(power[found.inside]), _mean(power[found.ring])
    if inside is None:
        return
    yield Fact("backscatter", decibel(inside), "dB")
    if around is not None and found.ring.sum() >= FEWEST_PIXELS:
        yield Fact("backscatter_around", decibel(around), "dB")
    yield Fact("backscatter_basis", radiometry(info, recipe.bands[0], recipe.preset).words)


def thermal_facts(info: RasterInfo, recipe: Recipe, raw: Pixels, found: Masks) -> Iterator[Fact]:
    """Temperature where its unit is known; else how the signal stands to that of the surroundings."""
    scale = radiometry(info, recipe.bands[0], recipe.preset)
    values = scale.apply(np.abs(_plane(raw, recipe.bands[0])) if np.iscomplexobj(raw.values)
                         else _plane(raw, recipe.bands[0]))
    inside, around = _median(values[found.inside]), _median(values[found.ring])
    if inside is None:
        return
    name = "temperature" if scale.known else "thermal_signal"
    yield Fact(name, inside, scale.unit)
    if around is not None and found.ring.sum() >= FEWEST_PIXELS:
        yield Fact(f"{name}_around", around, scale.unit)
    yield Fact("thermal_basis", scale.words)
