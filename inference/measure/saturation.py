"""Whether the contrast hides a box: most of it plain black or white although its values vary."""

from __future__ import annotations

from typing import Tuple

import numpy as np
from numpy.typing import NDArray

from ..raster.source import Pixels
from ..sensors import TRANSFORMS
from ..values import Recipe
from .masks import Mask

HIDDEN_SHARE = 0.9
"""From this share of black or white pixels on, a part of the picture says nothing of what is there."""
LEAST_VARIATION = 0.05
"""Values that vary by less of the way from black to white would look even in any case."""


def saturated_share(raw: Pixels, recipe: Recipe, part: Mask) -> float:
    """The share of a part's pixels that are black or white in every band shown."""
    if not recipe.low:
        return 0.0
    values, low, high = _shown(raw, recipe, part)
    return float(((values <= low) | (values >= high)).all(axis=0).mean())


def value_range(raw: Pixels, recipe: Recipe, part: Mask) -> Tuple[float, float]:
    """The 2 and 98 % points of a part's values, as the stretch sees them, over all bands shown."""
    values = _shown(raw, recipe, part)[0]
    low, high = np.nanpercentile(values, [2.0, 98.0])
    return float(low), float(high)


def hidden(raw: Pixels, recipe: Recipe, part: Mask) -> bool:
    """Whether a part is saturated by a clear share while its values differ by what could be seen."""
    if not part.any() or saturated_share(raw, recipe, part) <= HIDDEN_SHARE:
        return False
    values, low, high = _shown(raw, recipe, part)
    spread = np.ptp(np.nanpercentile(values, [16.0, 84.0], axis=1), axis=0)
    return bool((spread > LEAST_VARIATION * (high - low)[:, 0]).any())


def _shown(raw: Pixels, recipe: Recipe, part: Mask) -> Tuple[NDArray[np.float64], ...]:
    """The transformed values of a part (bands, pixels), and black and white of each band."""
    transform = TRANSFORMS[recipe.transform]
    values = np.stack([transform(raw.values[raw.bands.index(number)][part]) for number in recipe.bands])
    return np.where(np.isfinite(values), values, np.nan), np.array(recipe.low)[:, None], np.array(recipe.high)[:, None]
