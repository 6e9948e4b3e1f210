"""The ground under a drawing: textured materials laid in zones, over a drawn or a real background."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Dict, Optional, Tuple

import numpy as np
from numpy.typing import NDArray

from .canvas import FINER, Colour, Pixels, Points
from .figures import near

if TYPE_CHECKING:
    from numpy.random import Generator
    from PIL.Image import Image as Picture

Field = NDArray[np.float32]


@dataclass(frozen=True)
class Material:
    """A surface: its colour, and how much it varies over tens of pixels, over a few, and from pixel to pixel."""

    colour: Colour
    patchy: float
    rough: float
    grain: float


_Spread = Tuple[float, float]
_MATERIALS: Dict[str, Tuple[Tuple[Colour, ...], _Spread, _Spread, _Spread]] = {
    "concrete": (
        ((196, 192, 182), (172, 170, 164), (208, 200, 184), (150, 148, 142), (186, 190, 194)),
        (2.0, 7.0),
        (1.0, 5.0),
        (1.0, 4.0),
    ),
    "asphalt": (((104, 104, 106), (84, 84, 88), (124, 122, 120), (66, 68, 74)), (2.0, 7.0), (1.0, 5.0), (1.0, 4.0)),
    "grass": (
        ((92, 112, 66), (112, 122, 76), (72, 92, 56), (128, 130, 88), (86, 98, 70)),
        (3.0, 9.0),
        (3.0, 11.0),
        (2.0, 6.0),
    ),
    "dry": (((164, 150, 112), (178, 164, 126), (146, 134, 98), (136, 122, 92)), (3.0, 9.0), (3.0, 12.0), (2.0, 6.0)),
    "sand": (((212, 192, 158), (196, 172, 136), (224, 206, 178)), (2.0, 8.0), (2.0, 7.0), (1.0, 5.0)),
    "soil": (((138, 108, 82), (120, 96, 76), (156, 122, 92), (104, 84, 70)), (3.0, 9.0), (3.0, 10.0), (2.0, 6.0)),
    "gravel": (((166, 160, 150), (148, 142, 134), (128, 124, 118)), (2.0, 8.0), (3.0, 10.0), (3.0, 8.0)),
    "woods": (((56, 74, 44), (70, 86, 52), (46, 60, 42), (84, 84, 58)), (3.0, 8.0), (14.0, 24.0), (3.0, 8.0)),
    "scrub": (((112, 108, 76), (134, 120, 88), (96, 96, 66)), (3.0, 8.0), (12.0, 22.0), (3.0, 8.0)),
    "water": (
        (
            (34, 62, 72),
            (24, 48, 66),
            (54, 82, 84),
            (40, 74, 96),
            (70, 88, 74),
            (20, 36, 50),
            (96, 104, 84),
            (126, 114, 94),
        ),
        (1.0, 5.0),
        (0.5, 3.0),
        (1.0, 4.0),
    ),
}


def material(rng: Generator, name: str) -> Material:
    """One kind of a surface."""
    colours, patchy, rough, grain = _MATERIALS[name]
    return Material(
        near(rng, colours[int(rng.integers(len(colours)))], 9.0),
        float(rng.uniform(*patchy)),
        float(rng.uniform(*rough)),
        float(rng.uniform(*grain)),
    )


def fractal(rng: Generator, size: int, coarsest: int = 4, finest: int = 80) -> Field:
    """Smooth noise of many scales, zero in the middle, about one in spread; `coarsest` blobs fit across it."""
    from PIL import Image

    total = np.zeros((size, size), dtype=np.float32)
    count, weight = coarsest, 1.0
    while count <= finest:
        small = rng.standard_normal((count, count), dtype=np.float32)
        total += np.asarray(
            Image.fromarray(small).resize(
                (size, size), Image.Resampling.BICUBIC if count < 8 else Image.Resampling.BILINEAR
            )
        ) * np.float32(weight)
        count, weight = count * 3, weight * 0.62
    return np.asarray((total - total.mean()) / max(float(total.std()), 1e-6), dtype=np.float32)


class Ground:
    """A picture of ground at the picture's own resolution, zone by zone."""

    def __init__(self, rng: Generator, size: int, gsd_m: float, base: Optional[Pixels] = None) -> None:
        self.size, self.gsd_m, self._rng = size, gsd_m, rng
        self._patches = fractal(rng, size + 96)
        self._rough = fractal(rng, size + 96, size // 9, size // 2)
        self._grain = rng.standard_normal((size + 96, size + 96), dtype=np.float32)
        self._pixels = base.astype(np.float32) if base is not None else np.zeros((size, size, 3), dtype=np.float32)

    def pixels(self) -> Pixels:
        """The ground so far."""
        return np.clip(self._pixels, 0, 255).astype(np.uint8)

    def flood(self, stuff: Material) -> None:
        """Cover everything."""
        self._pixels = self._textured(stuff)

    def cover(self, points: Points, stuff: Material, strength: float = 1.0) -> None:
        """Cover a polygon given in metres, with soft edges of a pixel."""
        from PIL import Image, ImageDraw

        dots = np.asarray(points) / self.gsd_m
        x0, y0 = np.maximum(np.floor(dots.min(axis=0)).astype(int), 0)
        x1, y1 = np.minimum(np.ceil(dots.max(axis=0)).astype(int) + 1, self.size)
        if x1 <= x0 or y1 <= y0:
            return
        mask: Picture = Image.new("L", (int(x1 - x0) * FINER, int(y1 - y0) * FINER), 0)
        ImageDraw.Draw(mask).polygon(((dots - (x0, y0)) * FINER - 0.5).ravel().tolist(), fill=255)
        share = np.asarray(mask.reduce(FINER), dtype=np.float32)[:, :, None] * np.float32(strength / 255.0)
        part = self._pixels[y0:y1, x0:x1]
        part += (self._textured(stuff, (int(y1 - y0), int(x1 - x0))) - part) * share

    def mottle(self, amount: float) -> None:
        """Let large soft patches of light and dark lie over everything."""
        self._pixels *= 1.0 + self._window(self._patches, (self.size, self.size))[:, :, None] * np.float32(amount)

    def ripple(self, amount: float, direction: float) -> None:
        """Waves: streaks of light and dark across a direction."""
        x, y = np.meshgrid(np.arange(self.size, dtype=np.float32), np.arange(self.size, dtype=np.float32))
        along = x * np.float32(np.cos(direction)) + y * np.float32(np.sin(direction))
        bent = along / np.float32(self._rng.uniform(1.2, 4.0)) + self._window(
            self._patches, (self.size, self.size)
        ) * np.float32(2.5)
        calm = 0.5 + 0.5 * self._window(self._patches, (self.size, self.size))
        self._pixels += (np.sin(bent) * np.clip(calm, 0.0, 1.5) * np.float32(amount))[:, :, None]

    def _textured(self, stuff: Material, shape: Optional[Tuple[int, int]] = None) -> Field:
        shape = shape or (self.size, self.size)
        light = (
            self._window(self._patches, shape) * np.float32(stuff.patchy)
            + self._window(self._rough, shape) * np.float32(stuff.rough)
            + self._window(self._grain, shape) * np.float32(stuff.grain)
        )
        tint = np.array(self._rng.uniform(0.85, 1.1, 3), dtype=np.float32)
        return np.asarray(np.array(stuff.colour, dtype=np.float32) + light[:, :, None] * tint, dtype=np.float32)

    def _window(self, field: Field, shape: Tuple[int, int]) -> Field:
        y, x = (int(self._rng.integers(0, field.shape[0] - n + 1)) for n in shape)
        return field[y:y + shape[0], x:x + shape[1]]
