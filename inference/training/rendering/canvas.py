"""A picture being drawn in metres: polygons and lines, three times finer than its pixels, shadows laid in one go."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Optional, Tuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

FINER = 3
"""How many times finer than the picture the drawing is."""

Points = NDArray[np.float64]
Pixels = NDArray[np.uint8]
Colour = Tuple[float, float, float]


@dataclass(frozen=True)
class Place:
    """Where a drawing's own frame lies in the picture: its origin in metres, and where its x axis points."""

    x: float
    y: float
    heading: float = 0.0

    def points(self, own: Points) -> Points:
        """Points of the own frame as metres of the picture (x right, y down)."""
        if self.heading == 0.0:
            return np.asarray(own + (self.x, self.y), dtype=np.float64)
        c, s = math.cos(self.heading), math.sin(self.heading)
        return np.asarray(own @ np.array([[c, s], [-s, c]]) + (self.x, self.y), dtype=np.float64)

    def at(self, x: float, y: float, turned: float = 0.0) -> Place:
        """A place given in this place's frame."""
        c, s = math.cos(self.heading), math.sin(self.heading)
        return Place(float(self.x + x * c - y * s), float(self.y + x * s + y * c), self.heading + turned)


@dataclass(frozen=True)
class Light:
    """How one metre of height is displaced: by its shadow, and by a camera that does not look straight down."""

    fall: Tuple[float, float]
    lean: Tuple[float, float]
    darkness: float

    def seen_from(self, heading: float) -> Light:
        """The same light in the frame of something turned by `heading`."""
        return Light(_turned(self.fall, -heading), _turned(self.lean, -heading), self.darkness)


def _turned(vector: Tuple[float, float], angle: float) -> Tuple[float, float]:
    c, s = math.cos(angle), math.sin(angle)
    return (vector[0] * c - vector[1] * s, vector[0] * s + vector[1] * c)


class Canvas:
    """Draws on a ground picture; all coordinates are metres from its outer top-left corner."""

    def __init__(self, ground: Pixels, gsd_m: float) -> None:
        from PIL import Image, ImageDraw

        self.size = ground.shape[0]
        self.gsd_m = gsd_m
        self.extent_m = self.size * gsd_m
        self._scale = FINER / gsd_m
        side = (ground.shape[1] * FINER, ground.shape[0] * FINER)
        self._image: Picture = Image.fromarray(ground).resize(side, Image.Resampling.BILINEAR)
        self._pen: Any = ImageDraw.Draw(self._image, "RGBA")
        self._shade: Optional[Picture] = None
        self._shade_pen: Any = None

    def fill(self, points: Points, colour: Colour, alpha: float = 255.0) -> None:
        """Fill a polygon."""
        if len(points) >= 3:
            self._pen.polygon(self._dots(points), fill=_ink(colour, alpha))

    def stroke(self, points: Points, width_m: float, colour: Colour, alpha: float = 255.0) -> None:
        """Draw a line of a width in metres; thinner than a dot, it becomes fainter."""
        width = width_m * self._scale
        faint = min(width, 1.0)
        self._pen.line(self._dots(points), fill=_ink(colour, alpha * faint), width=max(round(width), 1))

    def shade(self, points: Points) -> None:
        """Remember a polygon that lies in shadow."""
        if self._shade is None:
            from PIL import Image, ImageDraw

            self._shade = Image.new("L", self._image.size, 0)
            self._shade_pen = ImageDraw.Draw(self._shade)
        if len(points) >= 3:
            self._shade_pen.polygon(self._dots(points), fill=255)

    def lay_shadows(self, darkness: float) -> None:
        """Darken everything drawn so far where shadow lies; light from the sky leaves it bluish."""
        if self._shade is None:
            return
        area = self._shade.getbbox()
        if area is not None:
            part = self._image.crop(area)
            levels = np.arange(256)
            table = np.concatenate(
                [levels * (1.0 - darkness * k) + d for k, d in ((1.0, 2.0), (0.97, 3.0), (0.9, 7.0))]
            )
            dark = part.point([int(v) for v in np.clip(table, 0, 255)])
            part.paste(dark, (0, 0), self._shade.crop(area))
            self._image.paste(part, area[:2])
        self._shade = self._shade_pen = None

    def pixels(self) -> Pixels:
        """The picture at its own resolution."""
        return np.array(self._image.reduce(FINER), dtype=np.uint8)

    def _dots(self, points: Points) -> Any:
        flat: Any = (points * self._scale - 0.5).ravel().tolist()
        return flat


def _ink(colour: Colour, alpha: float) -> Tuple[int, int, int, int]:
    r, g, b = (int(min(max(c, 0.0), 255.0)) for c in colour)
    return (r, g, b, int(min(max(alpha, 0.0), 255.0)))
