"""What is drawn of one thing: outlines with colour and height in its own frame; its box follows from them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Iterable, List, Optional, Sequence, Tuple

import numpy as np

from .canvas import Canvas, Colour, Light, Place, Points

if TYPE_CHECKING:
    from numpy.random import Generator


@dataclass(frozen=True)
class Part:
    """An outline (or, with `line_m`, a line) with its colour; `height_m` is what its shadow is cast from."""

    outline: Points
    colour: Colour
    alpha: float = 255.0
    height_m: float = 0.0
    line_m: float = 0.0
    standing: bool = False
    """Whether it is the top of a wall, seen leaning with the camera; its shadow begins at the wall's foot."""
    counts: bool = True
    """Whether the box must hold it: wakes, propeller discs and rigging do not count."""
    visible: bool = True
    """An invisible part casts a shadow only."""
    under: bool = False
    """Whether it lies on the ground, below every other figure too: wakes, the run-off of a court."""


@dataclass(frozen=True)
class Figure:
    """A drawing in its own frame: metres, x along its length, y to the right of it."""

    parts: Tuple[Part, ...]
    category: Optional[str] = None

    @cached_property
    def extent(self) -> Tuple[float, float, float, float]:
        """Smallest x, smallest y, largest x, largest y of the parts that count."""
        solid = [part for part in self.parts if part.counts and part.visible]
        every = np.concatenate([part.outline for part in solid])
        wide = np.repeat([part.line_m / 2.0 for part in solid], [len(part.outline) for part in solid])[:, None]
        least, most = (every - wide).min(axis=0), (every + wide).max(axis=0)
        return (float(least[0]), float(least[1]), float(most[0]), float(most[1]))

    def quad(self, place: Place) -> Points:
        """The four corners of the tight box along the figure's own axes, in metres of the picture."""
        x0, y0, x1, y1 = self.extent
        return place.points(np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]]))


@dataclass(frozen=True)
class Placed:
    """A figure at its place."""

    figure: Figure
    place: Place

    def quad(self) -> Points:
        """The corners of its box, in metres of the picture."""
        return self.figure.quad(self.place)


def draw(canvas: Canvas, placed: Sequence[Placed], light: Light) -> None:
    """Lay all shadows on what is there, then draw the figures in their order."""
    for one in placed:
        own = light.seen_from(one.place.heading)
        for part in one.figure.parts:
            if part.height_m > 0.0:
                for outline in _shadow(part, own):
                    canvas.shade(one.place.points(outline))
    canvas.lay_shadows(light.darkness)
    for under in (True, False):
        for one in placed:
            for part in one.figure.parts:
                if part.visible and part.under == under:
                    _paint(canvas, part, one.place)


def _paint(canvas: Canvas, part: Part, place: Place) -> None:
    points = place.points(part.outline)
    if part.line_m > 0.0:
        canvas.stroke(points, part.line_m, part.colour, part.alpha)
    else:
        canvas.fill(points, part.colour, part.alpha)


def _shadow(part: Part, light: Light) -> Iterable[Points]:
    offset = np.array(light.fall) * part.height_m
    if part.standing:
        foot = part.outline - np.array(light.lean) * part.height_m
        yield swept(foot, offset) if part.line_m > 0.0 else dragged(foot, offset)
    else:
        yield ribbon(part.outline + offset, part.line_m) if part.line_m > 0.0 else part.outline + offset


def hull(points: Points) -> Points:
    """The convex hull."""
    ordered = sorted({(float(x), float(y)) for x, y in points})
    chains: List[List[Tuple[float, float]]] = []
    for row in (ordered, ordered[::-1]):
        chain: List[Tuple[float, float]] = []
        for x, y in row:
            while (
                len(chain) >= 2
                and (
                    (chain[-1][0] - chain[-2][0]) * (y - chain[-2][1])
                    - (chain[-1][1] - chain[-2][1]) * (x - chain[-2][0])
                )
                <= 0.0
            ):
                chain.pop()
            chain.append((x, y))
        chains.append(chain[:-1])
    return np.array(chains[0] + chains[1])


def dragged(outline: Points, offset: Points) -> Points:
    """What a convex outline covers that is moved by an offset: its two halves across the way, pulled apart."""
    after = np.roll(outline, -1, axis=0) - outline
    ahead = after[:, 0] * offset[1] - after[:, 1] * offset[0]
    turning = float(np.sum(outline[:, 0] * np.roll(outline[:, 1], -1) - np.roll(outline[:, 0], -1) * outline[:, 1]))
    front = ahead * turning < 0.0  # sides that face the way
    if front.all() or not front.any():
        return outline
    start = int(np.flatnonzero(front & ~np.roll(front, 1))[0])
    order = np.roll(np.arange(len(outline)), -start)
    count = int(front.sum())
    lead = outline[order[: count + 1]] if count < len(outline) else outline
    rest = outline[np.append(order[count:], order[0])]
    return np.concatenate([lead + offset, rest])


def swept(line: Points, offset: Points) -> Points:
    """What a line covers that is moved by an offset."""
    return np.concatenate([line, (line + offset)[::-1]])


def ribbon(line: Points, width: float) -> Points:
    """A straight line from its first to its last point as a thin polygon."""
    way = line[-1] - line[0]
    side = np.array([-way[1], way[0]]) / max(float(np.hypot(way[0], way[1])), 1e-9) * width / 2.0
    return np.array([line[0] + side, line[-1] + side, line[-1] - side, line[0] - side])


def box(x0: float, y0: float, x1: float, y1: float) -> Points:
    """A rectangle along the axes."""
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]])


def ellipse(centre: Tuple[float, float], rx: float, ry: Optional[float] = None, count: int = 28) -> Points:
    """An ellipse along the axes; a circle without `ry`."""
    turn = np.linspace(0.0, 2.0 * math.pi, count, endpoint=False)
    return np.stack([centre[0] + np.cos(turn) * rx, centre[1] + np.sin(turn) * (rx if ry is None else ry)], axis=1)


def mirrored(half: Points) -> Points:
    """An outline from its half at y >= 0, given from front to back."""
    return np.concatenate([half, (half * np.array([1.0, -1.0]))[::-1]])


def line(*points: Tuple[float, float]) -> Points:
    """A line through points."""
    return np.array(points, dtype=np.float64)


def times(colour: Colour, factor: float) -> Colour:
    """A colour made lighter or darker."""
    return (min(colour[0] * factor, 255.0), min(colour[1] * factor, 255.0), min(colour[2] * factor, 255.0))


def near(rng: Generator, colour: Colour, spread: float = 10.0) -> Colour:
    """A colour like another: lighter or darker by chance, and a little off in hue."""
    light = rng.normal(0.0, spread)
    own = rng.normal(0.0, spread * 0.35, 3)
    r, g, b = (float(np.clip(c + light + o, 4.0, 255.0)) for c, o in zip(colour, own))
    return (r, g, b)


def pick(rng: Generator, colours: Sequence[Colour], spread: float = 10.0) -> Colour:
    """One of some colours, varied."""
    return near(rng, colours[int(rng.integers(len(colours)))], spread)
