"""ONE recipe per raster and look: which bands are shown, transformed and stretched how, and why.

8-bit values pass unchanged. Everything else is stretched linearly between two values per band. The recipe holds those
values, so every box of a raster looks alike.
"""

from __future__ import annotations

from typing import Mapping, Tuple

from ..errors import BadOption
from ..raster.source import RasterInfo, RasterSource
from ..values import SENSORS, Look, Recipe
from .bands import colour_bands, dtype_of, find_band, roles
from .presets import Guess, guess, guess_as
from .stretch import stretched

CANONICAL: Mapping[str, str] = {**{name: name for name in SENSORS}, "thermal": "infrared"}
"""What a user may call a sensor -> its name everywhere."""
ALIASES: Mapping[str, Tuple[str, ...]] = {
    "rgb": ("red", "green", "blue"), "cir": ("nir", "red", "green"), "colour-infrared": ("nir", "red", "green"),
    "color-infrared": ("nir", "red", "green"), "swir": ("swir2", "nir", "red"),
}
"""Names for three bands at once."""
_PRESET_TRANSFORM: Mapping[str, str] = {
    "palette": "palette", "sar-complex": "amplitude to dB", "sar-amplitude": "amplitude to dB",
    "sar-linear": "power to dB",
}


def make_recipe(source: RasterSource, look: Look) -> Recipe:
    """The recipe of a raster for a look; reads one overview, so keep it for the raster's other boxes."""
    info = source.info
    found = _guess_for(info, look)
    numbers, reason = _choose(info, look, found)
    if found.preset == "palette" and not look.bands:
        return Recipe(found.sensor, found.preset, numbers, "palette", reason=reason)
    eight_bit = all(dtype_of(info, number) == "uint8" for number in numbers)
    if eight_bit and look.stretch in ("auto", "none"):
        return Recipe(found.sensor, found.preset, numbers, reason=reason)
    start = Recipe(found.sensor, found.preset, numbers, _PRESET_TRANSFORM.get(found.preset, "none"), reason=reason)
    return stretched(source, start, look.stretch)


def _guess_for(info: RasterInfo, look: Look) -> Guess:
    if look.sensor == "auto":
        return guess(info)
    if look.sensor not in CANONICAL:
        raise BadOption("--sensor", look.sensor, "one of auto, " + ", ".join(CANONICAL))
    return guess_as(info, CANONICAL[look.sensor])


def _choose(info: RasterInfo, look: Look, found: Guess) -> Tuple[Tuple[int, ...], str]:
    """The bands to show, and the reason with them."""
    asked = tuple(word.strip() for word in look.bands if word.strip())
    if asked:
        words = ALIASES.get(asked[0].lower(), asked) if len(asked) == 1 else asked
        if len(words) not in (1, 3):
            raise BadOption("--bands", ",".join(asked), "one band (grey) or three (red, green, blue)")
        numbers = tuple(find_band(info, word, found.preset) for word in words)
        listed = ", ".join(str(number) for number in numbers)
        return numbers, f"bands {listed} were asked for; {found.reason}"
    return _usual_bands(info, found.preset), found.reason


def _usual_bands(info: RasterInfo, preset: str) -> Tuple[int, ...]:
    bands = [band.number for band in colour_bands(info)] or [band.number for band in info.bands]
    if preset in ("panchromatic", "palette", "thermal") or preset.startswith("sar-") or len(bands) < 3:
        return (bands[0],)
    known = roles(info, preset)
    wanted = ALIASES["colour-infrared"] if preset == "colour-infrared" else ALIASES["rgb"]
    if all(role in known for role in wanted):
        return tuple(known[role] for role in wanted)
    return tuple(bands[:3])


def true_colour(info: RasterInfo, recipe: Recipe) -> bool:
    """Whether the chip shows red, green and blue light in their own colours."""
    if recipe.preset == "palette":
        return False
    known = roles(info, recipe.preset)
    shown = tuple(known.get(role, 0) for role in ("red", "green", "blue"))
    return len(recipe.bands) == 3 and recipe.bands == shown
