"""Sports courts from above: tennis and basketball with their lines; the box is the playing surface inside the lines."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, List, Tuple

import numpy as np

from .canvas import Colour, Light, Points
from .figures import Figure, Part, box, line, near, pick, times

if TYPE_CHECKING:
    from numpy.random import Generator

SIZES = {"tennis": (23.77, 10.97), "basketball": (28.0, 15.0), "futsal": (40.0, 20.0), "volleyball": (18.0, 9.0)}
"""Length and width of the playing surface, in metres."""

_SURFACES: Tuple[Colour, ...] = (
    (70, 116, 84),
    (60, 96, 136),
    (164, 86, 62),
    (120, 96, 120),
    (112, 116, 118),
    (84, 130, 110),
    (176, 110, 80),
    (52, 82, 110),
    (140, 138, 130),
)


@dataclass(frozen=True)
class CourtKind:
    """What the courts of a row have in common."""

    sport: str
    inside: Colour
    outside: Colour
    lines: Colour
    margin: Tuple[float, float]
    scale: float
    worn: float


def court_kind(rng: Generator) -> CourtKind:
    """A sport, its surface and how worn the lines are."""
    sport = str(rng.choice(list(SIZES), p=(0.5, 0.34, 0.1, 0.06)))
    inside = pick(rng, _SURFACES, 10.0)
    outside = pick(rng, _SURFACES, 10.0) if rng.random() < 0.55 else near(rng, inside, 4.0)
    margin = (
        (rng.uniform(3.5, 6.4), rng.uniform(2.0, 3.7))
        if sport == "tennis"
        else (rng.uniform(0.8, 3.5), rng.uniform(0.8, 3.0))
    )
    marks = (232, 234, 230) if rng.random() < 0.85 else pick(rng, ((220, 200, 90), (60, 70, 90)), 8.0)
    scale = rng.uniform(0.97, 1.03) if sport == "tennis" else rng.uniform(0.82, 1.05)
    return CourtKind(sport, inside, outside, marks, margin, scale, rng.uniform(0.35, 1.0))


def size_of(kind: CourtKind) -> Tuple[float, float]:
    """Length and width of the playing surface, in metres."""
    return (SIZES[kind.sport][0] * kind.scale, SIZES[kind.sport][1] * kind.scale)


def court(rng: Generator, kind: CourtKind, light: Light) -> Figure:
    """One court along x, its centre at the origin; its run-off is drawn, too, but is not part of its box."""
    x, y = (v / 2.0 for v in size_of(kind))
    mx, my = kind.margin
    parts = [
        Part(box(-x - mx, -y - my, x + mx, y + my), kind.outside, counts=False, under=True),
        Part(box(-x, -y, x, y), kind.inside),
    ]
    for _ in range(int(rng.integers(0, 6))):
        px, py, size = rng.uniform(-x, x), rng.uniform(-y, y), rng.uniform(1.0, 5.0)
        parts.append(Part(_patch(rng, (px, py), size, (x, y)), times(kind.inside, rng.uniform(0.86, 1.12)), alpha=90))
    marks = {"tennis": _tennis, "basketball": _basketball, "futsal": _futsal, "volleyball": _volleyball}[kind.sport]
    wide = rng.uniform(0.05, 0.11)
    parts += [
        Part(way, kind.lines, alpha=255 * kind.worn, line_m=wide, counts=False)
        for way in (_rectangle(x, y), *marks(x, y))
    ]
    if kind.sport in ("tennis", "volleyball"):
        net = line((0.0, -y - 0.9), (0.0, y + 0.9))
        parts.append(Part(net, (50, 56, 56), alpha=200, height_m=1.0, line_m=0.12, counts=False, standing=True))
    if kind.sport == "basketball":
        for side in (1.0, -1.0):
            parts.append(
                Part(
                    box(side * (x - 1.2) - 0.12, -0.9, side * (x - 1.2) + 0.12, 0.9),
                    (236, 236, 232),
                    height_m=3.5,
                    counts=False,
                )
            )
    if rng.random() < 0.5:
        parts += _fence(x + mx, y + my, light)
    return Figure(tuple(parts), "sports-court")


def _patch(rng: Generator, centre: Tuple[float, float], size: float, half: Tuple[float, float]) -> Points:
    turn = np.linspace(0.0, 2.0 * math.pi, 9, endpoint=False)
    away = size * rng.uniform(0.5, 1.0, 9)
    points = np.stack([centre[0] + np.cos(turn) * away, centre[1] + np.sin(turn) * away], axis=1)
    return np.clip(points, [-half[0], -half[1]], [half[0], half[1]])


def _rectangle(x: float, y: float) -> Points:
    return line((-x, -y), (x, -y), (x, y), (-x, y), (-x, -y))


def _arc(centre: Tuple[float, float], radius: float, start: float, end: float) -> Points:
    turn = np.linspace(start, end, 20)
    return np.stack([centre[0] + np.cos(turn) * radius, centre[1] + np.sin(turn) * radius], axis=1)


def _tennis(x: float, y: float) -> List[Points]:
    single, service = y * 0.75, x * 0.538
    return [
        line((-x, single), (x, single)),
        line((-x, -single), (x, -single)),
        line((-service, -single), (-service, single)),
        line((service, -single), (service, single)),
        line((-service, 0.0), (service, 0.0)),
    ]


def _basketball(x: float, y: float) -> List[Points]:
    ways = [line((0.0, -y), (0.0, y)), _arc((0.0, 0.0), 1.8, 0.0, 6.29)]
    for side in (1.0, -1.0):
        key = side * (x - 5.8)
        ways.append(line((side * x, -2.45), (key, -2.45), (key, 2.45), (side * x, 2.45)))
        ways.append(_arc((key, 0.0), 1.8, 0.0, 6.29))
        reach = min(6.75, y * 0.92)
        middle = 0.0 if side < 0 else math.pi
        ways.append(_arc((side * (x - 1.575), 0.0), reach, middle - 1.4, middle + 1.4))
    return ways


def _futsal(x: float, y: float) -> List[Points]:
    ways = [line((0.0, -y), (0.0, y)), _arc((0.0, 0.0), 3.0, 0.0, 6.29)]
    for side in (1.0, -1.0):
        middle = 0.0 if side < 0 else math.pi
        ways.append(_arc((side * x, 0.0), min(6.0, y * 0.8), middle - 1.57, middle + 1.57))
    return ways


def _volleyball(x: float, y: float) -> List[Points]:
    return [line((side * x / 3.0, -y), (side * x / 3.0, y)) for side in (1.0, -1.0)]


def _fence(x: float, y: float, light: Light) -> List[Part]:
    del light
    corners = [(-x, -y), (x, -y), (x, y), (-x, y), (-x, -y)]
    return [
        Part(
            line(a, b),
            (70, 74, 72),
            alpha=130,
            height_m=2.6 if side % 2 else 2.2,
            line_m=0.1,
            standing=True,
            counts=False,
        )
        for side, (a, b) in enumerate(zip(corners, corners[1:]))
    ]
