"""From bands to what the model sees: guess the sensor, make ONE recipe per raster, render pixels by it."""

from __future__ import annotations

from .presets import Guess, guess
from .radiometry import NATURE
from .recipe import CANONICAL, make_recipe, true_colour
from .rendering import TRANSFORMS, render

__all__ = ["CANONICAL", "NATURE", "TRANSFORMS", "Guess", "guess", "make_recipe", "render", "true_colour"]
