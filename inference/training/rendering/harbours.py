"""Scenes with ships: the open sea, a quay with cranes and sheds, a marina."""

from __future__ import annotations

import math
from typing import Optional, Sequence, Tuple

import numpy as np

from .airfields import pavement
from .canvas import Place
from .clutter import building, containers, mast, vehicle
from .figures import Figure, Part, box, ellipse, near, pick, times
from .ground import material
from .ships import LENGTHS, ship
from .sketch import Sketch, overlap


def fitting_kind(sketch: Sketch, kinds: Sequence[str]) -> Optional[str]:
    """A kind that is neither a dot nor much larger than the picture at this scale."""
    fit = [k for k in kinds if LENGTHS[k][1] / sketch.gsd_m >= 14.0 and LENGTHS[k][0] < sketch.extent * 0.7]
    return str(sketch.rng.choice(fit)) if fit else None


def water(sketch: Sketch) -> None:
    """Open water with waves, unless the ground is a real picture of it."""
    rng = sketch.rng
    if not sketch.real:
        sketch.ground.flood(material(rng, "water"))
    if not sketch.real or sketch.gsd_m < 1.0:
        sketch.ground.ripple(rng.uniform(0.5, 5.0), rng.uniform(0, math.pi))


def a_ship(sketch: Sketch, kinds: Sequence[str], place: Place, *, under_way: bool = False) -> Optional[Figure]:
    """A ship of one of these kinds that fits into the picture, or None."""
    kind = fitting_kind(sketch, kinds)
    within = (8.0 * sketch.gsd_m, sketch.extent * sketch.rng.uniform(0.12, 0.8))
    return None if kind is None else ship(sketch.rng, kind, sketch.light_at(place), within, under_way=under_way)


def sea(sketch: Sketch) -> None:
    """Ships at anchor or under way, buoys, foam, perhaps a rock."""
    rng = sketch.rng
    water(sketch)
    if rng.random() < 0.25:
        _rock(sketch)
    anchored = rng.uniform(0, 2 * math.pi)
    for _ in range(int(rng.integers(2, 13))):
        place = sketch.middle(0.43)
        under_way = bool(rng.random() < 0.55)
        if not under_way:
            place = Place(place.x, place.y, anchored + rng.normal(0.0, 0.2))
        figure = a_ship(sketch, tuple(LENGTHS), place, under_way=under_way)
        if figure is not None:
            sketch.add(figure, place, gap=3.0)
    for _ in range(int(rng.integers(0, 30))):
        at, size = sketch.anywhere(), sketch.gsd_m * rng.uniform(0.3, 1.6)
        crest = ellipse((0.0, 0.0), size * rng.uniform(1, 4), size, 8)
        sketch.mark(at, crest, (224, 232, 234), alpha=rng.uniform(30, 160))


def _rock(sketch: Sketch) -> None:
    """An islet with a shoal round it."""
    rng, at, reach = sketch.rng, sketch.anywhere(), sketch.extent * sketch.rng.uniform(0.03, 0.2)
    turn = np.linspace(0, 2 * math.pi, 40, endpoint=False)
    waves = [rng.uniform(0.0, 0.12) * np.cos(k * turn + rng.uniform(0, 6.3)) for k in (1, 2, 3, 5)]
    away = reach * (0.7 + np.sum(waves, axis=0))
    rock = np.stack([np.cos(turn) * away, np.sin(turn) * away], axis=1)
    sketch.ground.cover(at.points(rock * 1.12), material(rng, "gravel"), 0.5)
    sketch.ground.cover(at.points(rock), material(rng, str(rng.choice(["soil", "grass", "gravel"]))))
    sketch.take(at.points(box(-reach, -reach, reach, reach)))


def quay(sketch: Sketch) -> None:
    """Land with a straight edge, ships alongside, sheds, containers, lorries and cranes on it."""
    rng, middle, far = sketch.rng, sketch.middle(0.15), sketch.extent * 1.5
    water(sketch)
    finger = bool(rng.random() < 0.35)
    depth = rng.uniform(15.0, 60.0) if finger else far
    pavement(sketch, middle, box(-depth, -far, 0.0, far))
    _yards(sketch, middle, 0 if finger else int(rng.integers(2, 12) * np.clip(sketch.extent / 250.0, 1.0, 3.0)))
    edge = np.array([[0.0, -far], [0.0, far]])
    sketch.mark(middle, edge, near(rng, (190, 186, 178), 12.0), line_m=rng.uniform(0.8, 2.5))
    sketch.mark(middle, box(0.0, -far, 1.0 + 4.0 * abs(sketch.light_at(middle).fall[0]), far), (10, 16, 22), alpha=90)
    _alongside(sketch, middle, 0.0, 1.0)
    if finger:
        _alongside(sketch, middle, -depth, -1.0)
    _rails(sketch, middle, far)
    _ashore(sketch, middle, min(depth, sketch.extent * 0.7), halls=not finger)
    land = middle.points(box(-depth, -far, 0.0, far))
    for _ in range(int(rng.integers(0, 4))):
        under_way = bool(rng.random() < 0.5)
        heading = (
            math.pi + rng.uniform(-1.3, 1.3) if under_way else rng.uniform(0.0, 6.3)
        )  # the wake keeps to the water
        place = middle.at(rng.uniform(0.25, 0.7) * sketch.extent, sketch.away(0.5), heading)
        figure = a_ship(sketch, tuple(LENGTHS), place, under_way=under_way)
        if figure is not None and not overlap(figure.quad(place), land):
            sketch.add(figure, place, gap=3.0)


def _yards(sketch: Sketch, middle: Place, count: int) -> None:
    """Areas of the land with surfaces of their own."""
    rng = sketch.rng
    for _ in range(count):
        x, y = -rng.uniform(5.0, 5.0 + sketch.extent), rng.uniform(-0.8, 0.7) * sketch.extent
        yard = box(x - rng.uniform(15.0, 120.0), y, x, y + rng.uniform(15.0, 150.0))
        stuff = material(rng, str(rng.choice(("concrete", "asphalt", "gravel", "dry", "grass", "soil"))))
        sketch.ground.cover(middle.points(yard), stuff, rng.uniform(0.3, 1.0))


def _alongside(sketch: Sketch, middle: Place, edge: float, outward: float) -> None:
    """Ships in a row along an edge, on the side that is water."""
    rng, y = sketch.rng, -sketch.extent * 0.7
    while y < sketch.extent * 0.7:
        heading = math.pi / 2 * float(rng.choice([1.0, -1.0]))
        figure = a_ship(sketch, tuple(LENGTHS), middle.at(0.0, 0.0, heading))
        if figure is None:
            return
        x0, y0, x1, y1 = figure.extent
        off = edge + outward * ((y1 - y0) / 2 + rng.uniform(0.3, 2.5))
        if rng.random() < 0.75:
            sketch.add(figure, middle.at(off, y + (x1 - x0) / 2, heading + rng.normal(0.0, 0.01)), gap=0.2)
        y += (x1 - x0) * rng.uniform(1.05, 1.5)


def _ashore(sketch: Sketch, middle: Place, depth: float, *, halls: bool) -> None:
    """Sheds, containers, masts and lorries on the land."""
    rng = sketch.rng
    for _ in range(int(rng.integers(6, 30) * np.clip(sketch.extent / 250.0, 1.0, 4.0))):
        at = middle.at(-rng.uniform(6.0, max(depth, 12.0)), sketch.away(0.6), float(rng.choice([0.0, math.pi / 2])))
        what = rng.random()
        if what < 0.3 and halls:
            size = (rng.uniform(10.0, 60.0), rng.uniform(8.0, 30.0))
            thing = building(rng, size, sketch.light_at(at))
        else:
            thing = (containers if what < 0.6 else mast if what < 0.68 else vehicle)(rng, sketch.light)
        inland = (thing.quad(at) - (middle.x, middle.y)) @ np.array(
            [math.cos(middle.heading), math.sin(middle.heading)]
        )
        if inland.max() < -1.5 and (halls or inland.min() > -depth + 1.5):
            sketch.add(thing, at, gap=1.0)


def _rails(sketch: Sketch, middle: Place, far: float) -> None:
    """The rails of the quay's cranes, and now and then such a crane with its boom over the water."""
    rng = sketch.rng
    if rng.random() < 0.5:
        return
    gauge, tone = rng.uniform(10.0, 30.0), near(rng, (110, 104, 98), 14.0)
    for x in (-3.0, -3.0 - gauge):
        sketch.mark(middle, np.array([[x, -far], [x, far]]), tone, alpha=180, line_m=0.4)
    paint = pick(rng, ((60, 100, 150), (210, 90, 50), (220, 220, 214), (200, 170, 60)), 10.0)
    for y in rng.uniform(-0.5, 0.5, int(rng.integers(0, 4))) * sketch.extent:
        boom = box(-gauge - 12.0, -1.6, rng.uniform(5.0, 36.0), 1.6)
        legs = [
            Part(box(x - 1.5, -8.0, x + 1.5, 8.0), times(paint, 0.85), height_m=20.0) for x in (-3.0, -3.0 - gauge)
        ]
        crane = Figure(
            (
                *legs,
                Part(boom, paint, height_m=30.0),
                Part(box(-gauge - 9, -3.5, -gauge, 3.5), times(paint, 1.1), height_m=32.0),
            )
        )
        sketch.add(crane, middle.at(0.0, float(y)), checked=False)


def marina(sketch: Sketch) -> None:
    """Piers with berths on both sides, yachts bow or stern to them."""
    rng, middle, far = sketch.rng, sketch.middle(0.15), sketch.extent * 1.5
    water(sketch)
    if rng.random() < 0.5:
        edge = rng.uniform(0.2, 0.45) * sketch.extent
        sketch.ground.cover(
            middle.points(box(-far, edge, far, far)),
            material(rng, str(rng.choice(["concrete", "asphalt", "grass", "gravel"]))),
        )
    plank = pick(rng, ((176, 164, 144), (196, 192, 184), (140, 126, 108)), 10.0)
    length = max(rng.uniform(8.0, 16.0), sketch.gsd_m * 26.0)
    kinds = [("sail", "motor"), ("motor", "fishing"), ("sail",)][int(rng.integers(3))]
    wide, pitch = rng.uniform(1.5, 3.0), length * rng.uniform(0.36, 0.46)
    for x in np.arange(-0.7 * sketch.extent, 0.7 * sketch.extent, length * rng.uniform(3.0, 4.2)):
        sketch.mark(middle, box(x - wide / 2, -far, x + wide / 2, sketch.extent * 0.45), plank)
        for y in np.arange(-0.7 * sketch.extent, 0.42 * sketch.extent, pitch):
            for side in (1.0, -1.0):
                if round(y / pitch) % 2 == 0:
                    finger = np.array([[x, y], [x + side * length * 0.8, y]])
                    sketch.mark(middle, finger, plank, line_m=0.7)
                if rng.random() < 0.72:
                    facing = (
                        (0.0 if side > 0 else math.pi) + math.pi * float(rng.random() < 0.3) + rng.normal(0.0, 0.03)
                    )
                    berth = middle.at(0.0, 0.0, facing)
                    figure = _yacht(sketch, kinds, berth, (length, pitch))
                    if figure is not None:
                        reach = figure.extent[2]
                        sketch.add(
                            figure,
                            middle.at(x + side * (wide / 2 + reach + rng.uniform(0.2, 1.0)), y + pitch / 2, facing),
                            gap=0.05,
                        )


def _yacht(sketch: Sketch, kinds: Sequence[str], berth: Place, room: Tuple[float, float]) -> Optional[Figure]:
    figure = ship(
        sketch.rng, str(sketch.rng.choice(list(kinds))), sketch.light_at(berth), (room[0] * 0.5, room[0] * 1.15)
    )
    return figure if figure.extent[3] - figure.extent[1] < room[1] * 0.94 else None
