"""A picture while it is being composed: its ground, what is painted on it, what stands on it and where room is left."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, List, Optional, Tuple

import numpy as np

from .canvas import Canvas, Colour, Light, Pixels, Place, Points
from .figures import Figure, Part, Placed, draw
from .ground import Ground

if TYPE_CHECKING:
    from numpy.random import Generator

Taken = Tuple[Points, float, float, float, float]


class Sketch:
    """What a scene fills: distances are metres, the origin is the picture's outer top-left corner."""

    def __init__(self, rng: Generator, light: Light, ground: Ground, *, real: bool, afloat: bool = False) -> None:
        self.rng = rng
        self.light = light
        self.ground = ground
        self.size = ground.size
        self.gsd_m = ground.gsd_m
        self.real = real
        """Whether the ground is a real picture."""
        self.afloat = afloat
        """Whether the ground is water."""
        self.marks: List[Placed] = []
        self.figures: List[Placed] = []
        self.taken: List[Taken] = []

    @property
    def extent(self) -> float:
        """The side of the picture in metres."""
        return self.size * self.gsd_m

    def middle(self, spread: float = 0.3) -> Place:
        """A place somewhere about the middle, with any heading."""
        half, away = self.extent / 2, self.extent * spread
        x, y = self.rng.uniform(-away, away, 2)
        return Place(half + float(x), half + float(y), float(self.rng.uniform(0.0, 2.0 * math.pi)))

    def away(self, share: float) -> float:
        """A distance of at most a share of the picture's side, to either side."""
        return float(self.rng.uniform(-share, share)) * self.extent

    def anywhere(self) -> Place:
        """Any place, with any heading."""
        return self.middle(0.5)

    def mark(
        self, place: Place, outline: Points, colour: Colour, *, alpha: float = 255.0, line_m: float = 0.0
    ) -> None:
        """Paint on the ground."""
        self.marks.append(Placed(Figure((Part(outline, colour, alpha, line_m=line_m),)), place))

    def light_at(self, place: Place) -> Light:
        """The light in a place's own frame."""
        return self.light.seen_from(place.heading)

    def add(self, figure: Figure, place: Place, *, gap: float = 0.0, checked: bool = True) -> bool:
        """Stand a figure at a place; refused where something stands or where nothing of it would be seen."""
        quad = figure.quad(place)
        if (quad.max(axis=0) <= 0.0).any() or (quad.min(axis=0) >= self.extent).any():
            return False
        if checked and not self.is_free(_grown(quad, gap)):
            return False
        self.take(quad)
        self.figures.append(Placed(figure, place))
        return True

    def is_free(self, quad: Points) -> bool:
        """Whether nothing stands there."""
        (x0, y0), (x1, y1) = quad.min(axis=0).tolist(), quad.max(axis=0).tolist()
        return not any(
            x1 >= a0 and x0 <= a1 and y1 >= b0 and y0 <= b1 and overlap(quad, other)
            for other, a0, b0, a1, b1 in self.taken
        )

    def take(self, quad: Points) -> None:
        """Let nothing else stand there."""
        (x0, y0), (x1, y1) = quad.min(axis=0).tolist(), quad.max(axis=0).tolist()
        self.taken.append((quad, x0, y0, x1, y1))

    def clear(self, area: Points) -> None:
        """Take away what stands on an area that is about to be paved."""
        self.figures = [placed for placed in self.figures if not overlap(placed.quad(), area)]
        self.taken = [one for one in self.taken if not overlap(one[0], area)]

    def drawn(self) -> Pixels:
        """The scene as drawn, before a camera has seen it."""
        canvas = Canvas(self.ground.pixels(), self.gsd_m)
        draw(canvas, self.marks, self.light)
        draw(canvas, self.figures, self.light)
        return canvas.pixels()


def _grown(quad: Points, gap: float) -> Points:
    middle = quad.mean(axis=0)
    away = quad - middle
    reach = np.maximum(np.hypot(away[:, 0], away[:, 1]), 1e-9)[:, None]
    return np.asarray(middle + away * (1.0 + gap * 1.4 / reach))


def overlap(one: Points, other: Points) -> bool:
    """Whether two rectangles have ground in common (no axis of theirs separates them)."""
    if (one.max(axis=0) < other.min(axis=0)).any() or (other.max(axis=0) < one.min(axis=0)).any():
        return False
    for quad in (one, other):
        for axis in (quad[1] - quad[0], quad[2] - quad[1]):
            a, b = one @ axis, other @ axis
            if a.max() < b.min() or b.max() < a.min():
                return False
    return True


def clipped_box(quad: Points, size: float) -> Optional[Points]:
    """The upright box of what of a quad lies inside the picture, or None."""
    low, high = np.clip(quad.min(axis=0), 0.0, size), np.clip(quad.max(axis=0), 0.0, size)
    if (high - low < 1.0).any():
        return None
    return np.array([[low[0], low[1]], [high[0], low[1]], [high[0], high[1]], [low[0], high[1]]])
