"""A box as it is seen: what is read of the raster for it, the chip made of that, and where it lies on the ground."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Optional, Tuple

from ..errors import NotTransformable
from ..framing import chip_quad
from ..geodesy import GroundSize
from ..geometry import PixelQuad
from ..georef import GroundFrame
from ..raster.source import Pixels, RasterInfo, RasterSource
from ..sensors import NATURE, render
from ..sensors.bands import roles
from ..values import Chip, Framing, Recipe
from .masks import Masks, masks


@dataclass(frozen=True)
class Scene:
    """One box as it is seen: the chip, the raw pixels of the same window and size, and where they lie."""

    info: RasterInfo
    recipe: Recipe
    chip: Chip
    raw: Pixels
    quad: PixelQuad
    """The box in pixels of the FILE."""
    framing: Framing
    ground: Optional[GroundFrame] = None
    """True metres per pixel of the file at the box, None where the raster has no place on the ground."""
    size: Optional[GroundSize] = None
    """True size of the box, None also where it reaches beyond what the map shows of the Earth."""

    @classmethod
    def read(cls, source: RasterSource, recipe: Recipe, quad: PixelQuad, framing: Framing) -> Scene:
        """The scene of a box, its window read once."""
        info = source.info
        raw = source.read(framing.window, wanted_bands(info, recipe), (framing.width, framing.height),
                          NATURE.get(recipe.preset, ""))
        chip = Chip(render(raw, recipe, info), raw.grid, recipe)
        if not info.grid.referenced:
            return cls(info, recipe, chip, raw, quad, framing)
        ground = info.grid.ground(quad.centre, source.lonlat)
        return cls(info, recipe, chip, raw, quad, framing, ground, _size(source, quad))

    def masks(self) -> Masks:
        """Which pixels of the chip lie inside the box and which in the ring round it."""
        height, width = self.chip.pixels.shape[:2]
        return masks(chip_quad(self.quad, self.framing), width, height)

    def part(self, found: Masks) -> Pixels:
        """The raw values on the part of the chip that masks show."""
        raw = self.raw
        return replace(raw, values=raw.values[:, found.rows, found.columns], valid=raw.valid[found.rows, found.columns],
                       grid=raw.grid.window(found.window))

    def unenlarged(self) -> Scene:
        """The scene in pixels of the file again where the chip was enlarged, so that each counts once and whole."""
        window = self.framing.window
        factor = self.framing.width // window.width
        if factor < 2 or (self.framing.width, self.framing.height) != (window.width * factor, window.height * factor):
            return self
        every = slice(factor // 2, None, factor)
        raw = replace(self.raw, values=self.raw.values[:, every, every], valid=self.raw.valid[every, every],
                      grid=self.raw.grid.resized(window.width, window.height))
        chip = replace(self.chip, pixels=self.chip.pixels[every, every], grid=raw.grid)
        return replace(self, raw=raw, chip=chip, framing=Framing(window, window.width, window.height))


def _size(source: RasterSource, quad: PixelQuad) -> Optional[GroundSize]:
    try:
        return source.info.grid.ground_size(quad, source.lonlat)
    except NotTransformable:  # a corner in the empty margin of a world map
        return None


def wanted_bands(info: RasterInfo, recipe: Recipe) -> Tuple[int, ...]:
    """The bands to read for a chip and its facts: those shown, and those of the indices."""
    known = roles(info, recipe.preset) if recipe.sensor in ("optical", "multispectral") else {}
    more = [known[role] for role in ("red", "green", "nir") if role in known and "nir" in known]
    return tuple(dict.fromkeys((*recipe.bands, *more)))
