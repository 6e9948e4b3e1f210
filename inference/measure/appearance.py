"""How a box looks beside its surroundings: colours, lightness, contrast, texture.

They are read off the chip: 8-bit images are unstretched there, others show the recorded recipe. Only where red, green
and blue were each stretched by themselves is the picture made again with one gain for all: a stretch per band gives
every scene, be it one green forest, as much red and blue as green, and its colours are nobody's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Iterator

import numpy as np
from numpy.typing import NDArray

from ..sensors import render, true_colour
from ..sensors.bands import roles
from ..values import Fact, Recipe
from .colour import shades, to_lab
from .masks import FEWEST_PIXELS, Masks
from .saturation import hidden, saturated_share, value_range
from .scene import Scene

ENOUGH_PIXELS = 40_000
"""Of so many pixels a part is enough: shares and medians need no more."""
LEAST_SPAN = 0.05
"""Where white lies less than this part of its own value above black, a stretch shows haze and noise, not colours."""


def appearance_facts(scene: Scene, found: Masks) -> Iterator[Fact]:
    """What the chip shows inside the box against the ring round it; nothing of what the contrast hides."""
    raw, recipe = scene.part(found), _even_recipe(scene)
    if hidden(raw, recipe, found.inside):
        yield Fact("saturated_share", saturated_share(raw, recipe, found.inside))
        yield Fact("value_range", value_range(raw, recipe, found.inside))
        return
    pixels = scene.chip.pixels[found.rows, found.columns] if recipe is scene.recipe else render(raw, recipe, scene.info)
    inside, around = _some(pixels[found.inside]), _some(pixels[found.ring])
    surrounded = len(around) >= FEWEST_PIXELS and not hidden(raw, recipe, found.ring)
    if _coloured(scene.recipe):
        yield from _colour_basis(scene)
        yield from _colours("colour", inside)
        if surrounded:
            yield from _colours("colour_around", around)
    lab = to_lab(inside)
    yield Fact("lightness", float(np.median(lab[:, 0])), "L*")
    if surrounded:
        other = to_lab(around)
        yield Fact("lightness_around", float(np.median(other[:, 0])), "L*")
        apart = np.median(lab, axis=0) - np.median(other, axis=0)
        yield Fact("contrast", float(np.linalg.norm(apart)), "ΔE")
        yield Fact("texture_around", _spread(other[:, 0]), "L*")
    core = _some(pixels[found.core])
    yield Fact("texture", _spread(to_lab(core if len(core) else inside)[:, 0]), "L*")


def _even_recipe(scene: Scene) -> Recipe:
    """The recipe whose colours may be named.

    Each band keeps its own black, which takes off the haze, but all are as wide as the widest.
    """
    recipe = scene.recipe
    if not recipe.low or not true_colour(scene.info, recipe):
        return recipe
    span = max(high - low for low, high in zip(recipe.low, recipe.high))
    return replace(recipe, high=tuple(low + span for low in recipe.low))


def _coloured(recipe: Recipe) -> bool:
    """Whether the picture has colours, and enough between its black and white to name them."""
    if recipe.transform == "palette":
        return True
    span = max((high - low for low, high in zip(recipe.low, recipe.high)), default=1.0)
    return len(recipe.bands) == 3 and span >= LEAST_SPAN * max(map(abs, (*recipe.low, *recipe.high)), default=1.0)


def _some(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Every n-th pixel where there are very many."""
    return pixels[::max(1, len(pixels) // ENOUGH_PIXELS)]


def _colour_basis(scene: Scene) -> Iterator[Fact]:
    """Whether the chip's colours are those of light ("true", or "stretched" alike) or stand for something else."""
    if scene.recipe.transform == "palette":
        yield Fact("colour_basis", "palette")
    elif true_colour(scene.info, scene.recipe):
        yield Fact("colour_basis", "stretched" if scene.recipe.low else "true")
    else:
        names = {number: role for role, number in roles(scene.info, scene.recipe.preset).items()}
        yield Fact("colour_basis", "false")
        yield Fact("colour_bands", tuple(names.get(number, str(number)) for number in scene.recipe.bands))


def _colours(name: str, pixels: NDArray[np.uint8]) -> Iterator[Fact]:
    leading = shades(pixels)
    yield Fact(name, tuple(shade.name for shade in leading))
    yield Fact(f"{name}_share", tuple(shade.share for shade in leading))


def _spread(lightness: NDArray[np.float64]) -> float:
    """Half of what lies between the 16 and 84 % points: a standard deviation that outliers do not move."""
    low, high = np.percentile(lightness, [16.0, 84.0])
    return float(high - low) / 2.0
