"""Storage tanks from above: fixed roofs (flat, cone, dome), floating roofs with their inner shadow, spheres."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, List, Tuple

import numpy as np

from .canvas import Colour, Light, Points
from .figures import Figure, Part, box, dragged, ellipse, hull, line, near, pick, times

if TYPE_CHECKING:
    from numpy.random import Generator

STYLES = ("cone", "dome", "flat", "floating", "sphere")

_PALE: Tuple[Colour, ...] = ((240, 240, 236), (250, 250, 248), (226, 222, 208), (206, 206, 202), (232, 226, 214))
_DARK: Tuple[Colour, ...] = (
    (120, 92, 74),
    (94, 84, 78),
    (78, 100, 84),
    (140, 140, 136),
    (110, 116, 124),
    (150, 118, 92),
    (60, 60, 62),
)


@dataclass(frozen=True)
class TankKind:
    """What the tanks of a row have in common."""

    style: str
    radius: float
    height: float
    shell: Colour
    roof: Colour


def tank_kind(rng: Generator, radius: float) -> TankKind:
    """A kind of tank of a size."""
    big = radius > 12.0
    style = str(rng.choice(STYLES, p=(0.3, 0.16, 0.14, 0.36, 0.04) if big else (0.42, 0.26, 0.24, 0.06, 0.02)))
    height = radius * rng.uniform(0.35, 0.9) if big else radius * rng.uniform(0.6, 1.9)
    shell = pick(rng, _PALE if rng.random() < 0.74 else _DARK, 10.0)
    roof = near(rng, shell, 8.0) if rng.random() < 0.85 else pick(rng, _PALE + _DARK, 10.0)
    return TankKind(style, radius, min(max(height, 2.5), 24.0), shell, roof)


def tank(rng: Generator, kind: TankKind, light: Light) -> Figure:
    """One tank; being round it is drawn (and boxed) along the picture's axes, so place it with heading 0."""
    lean = np.array(light.lean) * kind.height
    foot, top = ellipse((0.0, 0.0), kind.radius, count=40), ellipse((lean[0], lean[1]), kind.radius, count=40)
    shell = times(kind.shell, rng.uniform(0.55, 0.9))
    parts = [Part(dragged(foot, lean), shell), Part(top, times(kind.roof, 0.97), height_m=kind.height, standing=True)]
    makers = {"cone": _cone, "dome": _dome, "sphere": _dome, "flat": _flat, "floating": _floating}
    centre = (float(lean[0]), float(lean[1]))
    parts += makers[kind.style](rng, kind, light, centre)
    if kind.radius > 3.0 and rng.random() < 0.8:
        parts += _stairs(rng, kind, centre)
    return Figure(tuple(parts), "storage-tank")


def _sunward(light: Light) -> float:
    return math.atan2(-light.fall[1], -light.fall[0])


def _cone(rng: Generator, kind: TankKind, light: Light, centre: Tuple[float, float]) -> List[Part]:
    """Wedges, lighter towards the sun, and the seams between them."""
    steep, sun, count = rng.uniform(0.03, 0.14), _sunward(light), 20
    parts = []
    for i in range(count):
        a, b = (2.0 * math.pi * k / count for k in (i, i + 1.06))
        rim = [
            (centre[0] + math.cos(t) * kind.radius * 0.98, centre[1] + math.sin(t) * kind.radius * 0.98)
            for t in (a, (a + b) / 2, b)
        ]
        tone = times(kind.roof, 1.0 + steep * math.cos((a + b) / 2 - sun) + rng.normal(0.0, 0.008))
        parts.append(Part(line(centre, *rim), tone))
    if rng.random() < 0.7:
        parts.append(
            Part(ellipse(centre, max(kind.radius * 0.06, 0.3), count=10), times(kind.roof, rng.choice([0.7, 1.15])))
        )
    return parts + _worn(rng, kind, centre)


def _dome(rng: Generator, kind: TankKind, light: Light, centre: Tuple[float, float]) -> List[Part]:
    sun, deep = _sunward(light), 0.45 if kind.style == "sphere" else rng.uniform(0.08, 0.22)
    parts = []
    for i in range(9):
        share = 1.0 - i / 9.0
        shift = kind.radius * (1.0 - share) * 0.42
        at = (centre[0] + math.cos(sun) * shift, centre[1] + math.sin(sun) * shift)
        parts.append(
            Part(
                ellipse(at, kind.radius * share * 0.98, count=32),
                times(kind.roof, 1.0 - deep * 0.6 + deep * (1.0 - share)),
            )
        )
    return parts + ([] if kind.style == "sphere" else _worn(rng, kind, centre))


def _flat(rng: Generator, kind: TankKind, light: Light, centre: Tuple[float, float]) -> List[Part]:
    del light
    parts = [
        Part(ellipse(centre, kind.radius, count=40), times(kind.roof, rng.uniform(0.75, 1.12))),
        Part(ellipse(centre, kind.radius * rng.uniform(0.92, 0.97), count=40), kind.roof),
    ]
    return parts + _worn(rng, kind, centre)


def _floating(rng: Generator, kind: TankKind, light: Light, centre: Tuple[float, float]) -> List[Part]:
    """The wall's bright rim, the sunken roof in the wall's shadow, and the part of it the sun reaches."""
    inner = kind.radius * rng.uniform(0.93, 0.97)
    deep = kind.height * rng.uniform(0.05, 0.8)
    floor = (centre[0] - light.lean[0] * deep, centre[1] - light.lean[1] * deep)
    deck = pick(rng, _PALE + _DARK if rng.random() < 0.6 else _DARK, 10.0)
    parts = [
        Part(ellipse(centre, kind.radius, count=44), times(kind.shell, 1.06)),
        Part(ellipse(centre, inner, count=44), times(deck, 1.0 - light.darkness)),
        Part(lens(centre, inner, (floor[0] + light.fall[0] * deep, floor[1] + light.fall[1] * deep), inner), deck),
    ]
    if rng.random() < 0.6:
        ring = times(deck, rng.choice([0.8, 1.15]))
        parts += [
            Part(line(*_circle(floor, inner * share)), ring, alpha=150, line_m=inner * 0.05)
            for share in (rng.uniform(0.5, 0.85),)
        ]
    for _ in range(int(rng.integers(0, 7))):
        turn, away = rng.uniform(0, 2 * math.pi), inner * rng.uniform(0.0, 0.7)
        at = (floor[0] + math.cos(turn) * away, floor[1] + math.sin(turn) * away)
        parts.append(
            Part(ellipse(at, max(inner * 0.045, 0.3), count=10), times(deck, rng.choice([0.65, 1.25])), alpha=200)
        )
    if rng.random() < 0.7:
        turn = rng.uniform(0, 2 * math.pi)
        rim = (centre[0] + math.cos(turn) * inner, centre[1] + math.sin(turn) * inner)
        parts.append(Part(line(rim, floor), times(kind.shell, 0.9), alpha=220, line_m=max(inner * 0.035, 0.5)))
    return parts


def lens(a: Tuple[float, float], ra: float, b: Tuple[float, float], rb: float) -> Points:
    """What two discs have in common; fewer than three points where they do not meet."""
    one, two = ellipse(a, ra * 0.998, count=64), ellipse(b, rb * 0.998, count=64)
    held = np.concatenate([one[np.hypot(*(one - np.array(b)).T) <= rb], two[np.hypot(*(two - np.array(a)).T) <= ra]])
    return hull(held) if len(held) >= 3 else np.array([[a[0], a[1]]] * 3)


def _circle(centre: Tuple[float, float], radius: float) -> List[Tuple[float, float]]:
    ring = ellipse(centre, radius, count=36)
    return [(float(x), float(y)) for x, y in np.concatenate([ring, ring[:1]])]


def _worn(rng: Generator, kind: TankKind, centre: Tuple[float, float]) -> List[Part]:
    """Rust, dirt, manholes and the seams of the plates."""
    parts = []
    if rng.random() < 0.35:
        for _ in range(int(rng.integers(2, 9))):
            turn, away, size = (
                rng.uniform(0, 6.3),
                kind.radius * rng.uniform(0.0, 0.75),
                kind.radius * rng.uniform(0.06, 0.22),
            )
            at = (centre[0] + math.cos(turn) * away, centre[1] + math.sin(turn) * away)
            parts.append(
                Part(
                    ellipse(at, size, size * rng.uniform(0.5, 1.0), 12),
                    pick(rng, ((138, 96, 66), (110, 104, 98)), 12.0),
                    alpha=rng.uniform(20, 90),
                )
            )
    for _ in range(int(rng.integers(0, 5))):
        turn, away = rng.uniform(0, 6.3), kind.radius * rng.uniform(0.5, 0.9)
        at = (centre[0] + math.cos(turn) * away, centre[1] + math.sin(turn) * away)
        parts.append(
            Part(ellipse(at, max(kind.radius * 0.04, 0.3), count=8), times(kind.roof, rng.choice([0.5, 1.2])))
        )
    if rng.random() < 0.3:
        y = kind.radius * 0.6
        parts.append(
            Part(
                line((centre[0] - y, centre[1] - y * 0.8), (centre[0] + y, centre[1] + y * 0.8)),
                times(kind.roof, 0.7),
                line_m=0.5,
            )
        )
    return parts


def _stairs(rng: Generator, kind: TankKind, centre: Tuple[float, float]) -> List[Part]:
    start, long = rng.uniform(0, 6.3), rng.uniform(0.5, 1.3)
    turn = np.linspace(start, start + long, 8)
    arc = np.stack([centre[0] + np.cos(turn) * kind.radius, centre[1] + np.sin(turn) * kind.radius], axis=1)
    return [Part(arc, times(kind.shell, rng.choice([0.5, 0.75, 1.1])), line_m=rng.uniform(0.6, 1.1), counts=False)]


def silo(rng: Generator, light: Light) -> Figure:
    """A slim round silo: whether it is a storage tank is a matter of taste, so nobody is asked (category ignore)."""
    radius = rng.uniform(1.6, 4.0)
    kind = TankKind("cone", radius, radius * rng.uniform(3.5, 6.0), pick(rng, _PALE, 12.0), pick(rng, _PALE, 12.0))
    return Figure(tank(rng, kind, light).parts, "ignore")


def clarifier(rng: Generator, light: Light) -> Figure:
    """A round settling basin with its bridge: round and rimmed like a tank, but open water."""
    del light
    radius = rng.uniform(5.0, 24.0)
    rim, water = (
        pick(rng, ((190, 188, 180), (168, 166, 160)), 10.0),
        pick(rng, ((72, 84, 70), (88, 78, 60), (52, 66, 70), (104, 96, 78)), 10.0),
    )
    turn = rng.uniform(0, 6.3)
    tip = (math.cos(turn) * radius, math.sin(turn) * radius)
    back = (0.0, 0.0) if rng.random() < 0.6 else (-tip[0], -tip[1])
    return Figure(
        (
            Part(ellipse((0.0, 0.0), radius, count=44), rim),
            Part(ellipse((0.0, 0.0), radius - rng.uniform(0.5, 1.2), count=44), water),
            Part(line(*_circle((0.0, 0.0), radius * 0.88)), times(rim, 0.9), line_m=0.5),
            Part(line(back, tip), times(rim, 1.05), line_m=rng.uniform(0.8, 1.6)),
            Part(ellipse((0.0, 0.0), radius * rng.uniform(0.08, 0.22), count=16), times(rim, 0.85)),
        )
    )


def round_pool(rng: Generator, light: Light) -> Figure:
    """A round swimming pool or fountain in its paving."""
    del light
    radius = rng.uniform(2.5, 9.0)
    deck = pick(rng, ((214, 204, 188), (190, 186, 180)), 10.0)
    water = pick(rng, ((84, 180, 205), (60, 150, 190), (120, 200, 210)), 12.0)
    return Figure(
        (
            Part(ellipse((0.0, 0.0), radius * rng.uniform(1.1, 1.5)), deck),
            Part(ellipse((0.0, 0.0), radius), water),
            Part(box(-radius * 0.1, -radius * 0.1, radius * 0.1, radius * 0.1), times(water, 1.2), alpha=120),
        )
    )


def roundabout(rng: Generator, light: Light) -> Figure:
    """A roundabout with its four roads: a ring and a cross at once."""
    del light
    inner, lane = rng.uniform(5.0, 16.0), rng.uniform(5.0, 9.0)
    road, middle = near(rng, (104, 104, 106), 16.0), pick(rng, ((92, 112, 66), (150, 140, 116), (176, 172, 164)), 12.0)
    reach = inner + lane + rng.uniform(10.0, 30.0)
    arms = [Part(box(-reach, -lane / 2, reach, lane / 2), road), Part(box(-lane / 2, -reach, lane / 2, reach), road)]
    return Figure(
        (
            *arms,
            Part(ellipse((0.0, 0.0), inner + lane, count=44), road),
            Part(line(*_circle((0.0, 0.0), inner + lane * 0.5)), (225, 225, 220), alpha=110, line_m=0.2),
            Part(ellipse((0.0, 0.0), inner, count=40), middle),
            Part(ellipse((0.0, 0.0), inner * rng.uniform(0.2, 0.7)), times(middle, rng.uniform(0.7, 1.2))),
        )
    )
