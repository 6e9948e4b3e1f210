"""What stands about and is not looked for: vehicles, buildings, trees, paint, shapes easily mistaken for objects."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, List, Optional, Tuple

import numpy as np

from .canvas import Colour, Light, Points
from .figures import Figure, Part, box, dragged, ellipse, line, near, pick, times

if TYPE_CHECKING:
    from numpy.random import Generator

_PAINTS: Tuple[Colour, ...] = (
    (236, 236, 236),
    (200, 202, 204),
    (60, 62, 66),
    (120, 124, 128),
    (150, 40, 40),
    (50, 70, 120),
    (30, 32, 34),
    (190, 180, 160),
)
_ROOFS: Tuple[Colour, ...] = (
    (226, 226, 222),
    (190, 188, 184),
    (140, 138, 136),
    (160, 92, 70),
    (176, 116, 88),
    (100, 104, 110),
    (90, 120, 150),
    (120, 140, 120),
    (206, 198, 180),
    (244, 244, 242),
    (76, 74, 74),
)


def vehicle(rng: Generator, light: Light, kind: Optional[str] = None) -> Figure:
    """A car, van, bus or truck with trailer."""
    kind = kind or str(rng.choice(["car", "van", "truck", "bus"], p=(0.7, 0.12, 0.14, 0.04)))
    long, wide, high = {
        "car": (4.5, 1.8, 1.5),
        "van": (5.6, 2.1, 2.3),
        "truck": (14.0, 2.5, 3.6),
        "bus": (12.0, 2.55, 3.1),
    }[kind]
    long, wide = long * rng.uniform(0.9, 1.12), wide * rng.uniform(0.95, 1.06)
    paint, half = pick(rng, _PAINTS, 10.0), wide / 2
    body = np.array(
        [
            [long / 2, -half * 0.75],
            [long / 2, half * 0.75],
            [long * 0.42, half],
            [-long / 2, half],
            [-long / 2, -half],
            [long * 0.42, -half],
        ]
    )
    parts = [Part(body, paint, height_m=high, standing=True)]
    if kind in ("car", "van"):
        parts.append(Part(box(long * 0.08, -half * 0.8, long * 0.24, half * 0.8), (40, 46, 54)))
        parts.append(Part(box(-long * 0.4, -half * 0.75, -long * 0.3, half * 0.75), (44, 50, 58)))
    elif kind == "truck":
        parts.append(Part(box(long * 0.34, -half, long * 0.36, half), (40, 40, 42)))
        parts.append(Part(box(-long / 2, -half, long * 0.34, half), pick(rng, _PAINTS, 12.0)))
    else:
        parts.append(Part(box(-long * 0.2, -half * 0.5, long * 0.1, half * 0.5), times(paint, 0.85)))
    del light
    return Figure(tuple(parts))


def building(rng: Generator, size: Tuple[float, float], light: Light, *, plan: str = "box") -> Figure:
    """A building with a flat or a pitched roof; a plan of "t", "l" or "cross" makes it less plain."""
    x, y = size[0] / 2, size[1] / 2
    high, roof = rng.uniform(3.0, 6.0) + min(size) * rng.uniform(0.0, 0.3), pick(rng, _ROOFS, 12.0)
    lean = np.array(light.lean) * high
    parts: List[Part] = []
    for area in _plan(plan, x, y):
        top = area + lean
        parts.append(Part(dragged(area, lean), times(roof, rng.uniform(0.5, 0.8))))
        parts.append(Part(top, times(roof, 0.88), height_m=high, standing=True))
    for area in _plan(plan, x, y):
        top = area + lean
        inset = (top - top.mean(axis=0)) * (1.0 - min(0.8 / max(min(size), 1.0), 0.2)) + top.mean(axis=0)
        parts.append(Part(inset, roof))
        parts += _roof(rng, top, roof, light)
    return Figure(tuple(parts))


def _plan(plan: str, x: float, y: float) -> List[Points]:
    if plan == "t":
        return [box(-x, -y * 0.3, x, y * 0.3), box(-x, -y, -x * 0.45, y)]
    if plan == "l":
        return [box(-x, -y, x, -y * 0.3), box(-x, -y, -x * 0.4, y)]
    if plan == "cross":
        return [box(-x, -y * 0.28, x, y * 0.28), box(-x * 0.28, -y, x * 0.28, y)]
    return [box(-x, -y, x, y)]


def _roof(rng: Generator, top: Points, roof: Colour, light: Light) -> List[Part]:
    (x0, y0), (x1, y1) = top.min(axis=0), top.max(axis=0)
    parts: List[Part] = []
    if min(x1 - x0, y1 - y0) < 18.0 and rng.random() < 0.55:
        middle = (y0 + y1) / 2
        dark = box(x0, middle, x1, y1) if light.fall[1] > 0 else box(x0, y0, x1, middle)
        return [Part(dark, times(roof, rng.uniform(0.68, 0.9)))]
    if rng.random() < 0.4:
        step = rng.uniform(3.0, 9.0)
        tone = times(roof, rng.choice([0.86, 1.1]))
        parts += [
            Part(line((x, y0), (x, y1)), tone, alpha=150, line_m=rng.uniform(0.3, 1.2))
            for x in np.arange(x0 + step, x1, step)
        ]
    for _ in range(int(rng.integers(0, 2 + int((x1 - x0) * (y1 - y0) / 250.0)) % 26)):
        x, y, a, b = rng.uniform(x0, x1), rng.uniform(y0, y1), rng.uniform(0.5, 2.0), rng.uniform(0.5, 2.0)
        thing = np.clip(box(x - a, y - b, x + a, y + b), [x0, y0], [x1, y1])
        parts.append(Part(thing + np.array(light.fall) * 0.9, (20, 20, 24), alpha=90))
        parts.append(Part(thing, times(roof, rng.choice([0.7, 0.85, 1.15])), alpha=230))
    return parts


def tree(rng: Generator, light: Light) -> Figure:
    """A crown of a broad-leaved tree."""
    radius, green = (
        rng.uniform(1.5, 6.0),
        pick(rng, ((62, 84, 46), (76, 98, 56), (48, 66, 42), (96, 108, 66), (86, 84, 56)), 9.0),
    )
    sun = -np.array(light.fall) / max(math.hypot(*light.fall), 1e-6)
    parts = [Part(_blob(rng, (0.0, 0.0), radius), times(green, 0.7), height_m=radius * 1.5)]
    for _ in range(5):
        at = rng.normal(0.0, radius * 0.3, 2) + sun * radius * 0.22
        parts.append(
            Part(
                _blob(rng, (float(at[0]), float(at[1])), radius * rng.uniform(0.25, 0.5)),
                times(green, rng.uniform(0.9, 1.35)),
                alpha=170,
            )
        )
    return Figure(tuple(parts))


def _blob(rng: Generator, centre: Tuple[float, float], radius: float) -> Points:
    turn = np.linspace(0.0, 2.0 * math.pi, 14, endpoint=False)
    away = radius * rng.uniform(0.78, 1.08, 14)
    return np.stack([centre[0] + np.cos(turn) * away, centre[1] + np.sin(turn) * away], axis=1)


def containers(rng: Generator, light: Light) -> Figure:
    """A stack of shipping containers on the ground."""
    del light
    parts = []
    for i in range(int(rng.integers(1, 4))):
        for k in range(int(rng.integers(1, 7))):
            colour = pick(
                rng,
                ((170, 60, 46), (40, 74, 130), (190, 130, 50), (206, 206, 202), (60, 110, 70), (110, 60, 50)),
                12.0,
            )
            parts.append(
                Part(
                    box(i * 12.8, k * 2.6, i * 12.8 + 12.2, k * 2.6 + 2.44),
                    colour,
                    height_m=2.6 * rng.integers(1, 4),
                    standing=True,
                )
            )
    return Figure(tuple(parts))


def marking(rng: Generator, light: Light) -> Figure:
    """Paint on the ground: an arrow, a plus, a helicopter's H in its ring, stripes, a large T."""
    del light
    paint = pick(rng, ((236, 236, 230), (220, 190, 70), (200, 70, 50)), 8.0)
    size, kind = rng.uniform(3.0, 16.0), str(rng.choice(["arrow", "plus", "h", "stripes", "t", "x"]))
    wide = size * rng.uniform(0.08, 0.2)
    if kind == "arrow":
        parts = [
            Part(box(-size, -wide / 2, size * 0.4, wide / 2), paint),
            Part(line((size, 0.0), (size * 0.2, -size * 0.5), (size * 0.2, size * 0.5)), paint),
        ]
    elif kind == "plus":
        parts = [Part(box(-size, -wide, size, wide), paint), Part(box(-wide, -size, wide, size), paint)]
    elif kind == "t":
        parts = [
            Part(box(-size, -wide, size, wide), paint),
            Part(box(size - 2 * wide, -size * 0.7, size, size * 0.7), paint),
        ]
    elif kind == "x":
        parts = [Part(line((-size, -size * s), (size, size * s)), paint, line_m=wide * 1.4) for s in (1.0, -1.0)]
    elif kind == "stripes":
        parts = [
            Part(box(-size, k * wide * 2, size, k * wide * 2 + wide), paint) for k in range(int(rng.integers(3, 9)))
        ]
    else:
        ring = ellipse((0.0, 0.0), size, count=36)
        parts = [
            Part(np.concatenate([ring, ring[:1]]), paint, line_m=wide),
            Part(box(-size * 0.5, -size * 0.4, size * 0.5, -size * 0.25), paint),
            Part(box(-size * 0.5, size * 0.25, size * 0.5, size * 0.4), paint),
            Part(box(-wide / 2, -size * 0.4, wide / 2, size * 0.4), paint),
        ]
    return Figure(tuple(parts))


def mast(rng: Generator, light: Light) -> Figure:
    """A lamp mast: a dot with a long thin shadow."""
    high, size = rng.uniform(8.0, 30.0), rng.uniform(0.3, 0.8)
    foot = line((0.0, 0.0), (size, 0.0))
    del light
    return Figure((Part(foot, near(rng, (200, 200, 196), 12.0), height_m=high, line_m=0.5, standing=True),))


def jet_bridge(rng: Generator, long: float, light: Light) -> Figure:
    """The passage from a terminal to a plane: bent, with a wider head; it begins at the origin."""
    del light
    bend = (long * rng.uniform(0.4, 0.6), rng.uniform(-0.2, 0.2) * long)
    roof = pick(rng, ((214, 214, 210), (170, 172, 176), (232, 232, 228)), 10.0)
    end = (long, bend[1] + rng.uniform(-0.15, 0.15) * long)
    parts = [
        Part(line((0.0, 0.0), bend), times(roof, 0.9), height_m=5.5, line_m=3.0),
        Part(line(bend, end), roof, height_m=5.5, line_m=2.6),
    ]
    head = np.array(end) + box(-2.2, -2.0, 2.2, 2.0)
    return Figure(
        (*parts, Part(ellipse(bend, 2.2, count=12), times(roof, 0.95)), Part(head, times(roof, 0.8), height_m=5.5))
    )
