"""Raw values into the 8-bit picture a model sees, by a recipe alone: the same recipe gives the same bytes."""

from __future__ import annotations

from typing import Any, Callable, Mapping, Sequence, Tuple

import numpy as np
from numpy.typing import NDArray

from ..raster.source import Pixels, RasterInfo
from ..values import Recipe

Array = NDArray[np.float64]


def plain(values: NDArray[Any]) -> Array:
    """Stored values as numbers; complex ones as amplitudes."""
    return np.asarray(np.abs(values) if np.iscomplexobj(values) else values, dtype=np.float64)


def _amplitude_to_db(values: NDArray[Any]) -> Array:
    return np.asarray(20.0 * np.log10(np.maximum(np.abs(plain(values)), 1e-6)))


def _power_to_db(values: NDArray[Any]) -> Array:
    return np.asarray(10.0 * np.log10(np.maximum(plain(values), 1e-12)))


TRANSFORMS: Mapping[str, Callable[[NDArray[Any]], Array]] = {
    "none": plain, "palette": plain, "amplitude to dB": _amplitude_to_db, "power to dB": _power_to_db,
}
"""What happens to stored values before the stretch; complex values become amplitudes in each."""
LOGARITHMIC = ("amplitude to dB", "power to dB")


def render(raw: Pixels, recipe: Recipe, info: RasterInfo) -> NDArray[np.uint8]:
    """The picture (height, width, 3) of raw values; invalid pixels are black."""
    planes = [raw.values[raw.bands.index(number)] for number in recipe.bands]
    if recipe.transform == "palette":
        shown = _expand(planes[0], info.palette)
    elif not recipe.low:
        shown = np.stack([np.asarray(plane, dtype=np.uint8) for plane in planes], axis=-1)
    else:
        transform = TRANSFORMS[recipe.transform]
        shown = np.stack([_scale(transform(plane), low, high)
                          for plane, low, high in zip(planes, recipe.low, recipe.high)], axis=-1)
    if shown.shape[2] == 1:
        shown = np.repeat(shown, 3, axis=2)
    return np.ascontiguousarray(np.where(raw.valid[..., None], shown, np.uint8(0)))


def _scale(values: Array, low: float, high: float) -> NDArray[np.uint8]:
    part = np.nan_to_num((values - low) / (high - low), nan=0.0, posinf=1.0, neginf=0.0)
    return np.floor(np.clip(part, 0.0, 1.0) * 255.0 + 0.5).astype(np.uint8)


def _expand(indices: NDArray[Any], palette: Sequence[Tuple[int, int, int, int]]) -> NDArray[np.uint8]:
    table = np.zeros((max(len(palette), 1), 3), dtype=np.uint8)
    for index, colour in enumerate(palette):
        table[index] = colour[:3]
    known = (indices >= 0) & (indices < len(palette))
    return np.asarray(np.where(known[..., None], table[np.where(known, indices, 0).astype(np.intp)], 0), dtype=np.uint8)
