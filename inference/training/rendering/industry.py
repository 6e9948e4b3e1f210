"""Scenes with storage tanks: tank farms in bunds with pipes and roads, and small tanks beside industrial buildings."""

from __future__ import annotations

import math
from typing import Tuple

import numpy as np

from .canvas import Place
from .clutter import building, containers, mast, tree, vehicle
from .figures import box, near, pick
from .ground import material
from .land import country
from .sketch import Sketch
from .tanks import clarifier, silo, tank, tank_kind

_UPRIGHT = 0.0


def _at(place: Place) -> Place:
    """The same spot without a heading: what is round is drawn along the picture's axes."""
    return Place(place.x, place.y, _UPRIGHT)


def smallest(sketch: Sketch) -> float:
    """The least radius of a tank that is more than a dot at this scale."""
    return max(2.5, sketch.gsd_m * 4.0)


def tank_farm(sketch: Sketch) -> None:
    """Groups of tanks, each group in its bund, with roads between, pipes along and a few buildings."""
    rng, middle = sketch.rng, sketch.middle(0.1)
    floor = ("gravel", "concrete", "soil", "dry", "grass", "sand")
    if not sketch.real:
        country(sketch, ("grass", "dry", "soil", "gravel", "sand"))
    cell = float(np.clip(rng.uniform(40.0, 130.0), sketch.extent * 0.21, sketch.extent * 0.8))
    count = int(min(sketch.extent * rng.uniform(0.5, 1.3) / cell + 1, 5))
    walled = rng.uniform(0.0, 1.0)
    inside, road = str(rng.choice(floor)), material(rng, str(rng.choice(["asphalt", "concrete", "gravel"])))
    reach = count * cell / 2
    plain = rng.random() < 0.45
    sketch.clear(middle.points(box(-reach, -reach, reach, reach)))
    sketch.ground.cover(middle.points(box(-reach, -reach, reach, reach)), material(rng, inside) if plain else road)
    for line in np.arange(-reach, reach + 1.0, cell) if plain else ():
        sketch.ground.cover(middle.points(box(line - 3.0, -reach, line + 3.0, reach)), road)
    wall = pick(rng, ((196, 190, 178), (150, 140, 124), (120, 120, 118)), 12.0)
    for i in range(count):
        for k in range(count):
            at = middle.at((i - count / 2 + 0.5) * cell, (k - count / 2 + 0.5) * cell)
            half = cell / 2 - rng.uniform(2.5, 6.0)
            if not plain or rng.random() < 0.15:
                sketch.ground.cover(
                    at.points(box(-half, -half, half, half)),
                    material(rng, inside if rng.random() < 0.8 else str(rng.choice(floor))),
                )
            if rng.random() < walled:
                edge = box(-half, -half, half, half)
                sketch.mark(at, np.concatenate([edge, edge[:1]]), wall, alpha=220, line_m=rng.uniform(0.5, 2.5))
            what = rng.random()
            if what < 0.74:
                _group(sketch, at, half * 0.94)
            elif what < 0.9:
                _plant(sketch, at, half)
    _pipes(sketch, middle, reach, cell)


def _group(sketch: Sketch, at: Place, half: float) -> None:
    """One large tank, or a grid of like ones."""
    rng = sketch.rng
    most = half / (smallest(sketch) * 1.25)
    side = int(
        np.clip(rng.choice([1, 1, 1, 2, 2, 3, 4], p=(0.2, 0.2, 0.12, 0.2, 0.13, 0.1, 0.05)), 1, max(int(most), 1))
    )
    pitch = 2 * half / side
    radius = float(np.clip(pitch / 2 * rng.uniform(0.5, 0.88), 1.5, 46.0))
    kind = tank_kind(rng, radius)
    for i in range(side):
        for k in range(side):
            if rng.random() < 0.92:
                own = kind if rng.random() < 0.85 else tank_kind(rng, radius * rng.uniform(0.7, 1.0))
                spot = _at(at.at((i - side / 2 + 0.5) * pitch, (k - side / 2 + 0.5) * pitch))
                sketch.add(tank(rng, own, sketch.light), spot, checked=False)
                if rng.random() < 0.5:
                    pipe = near(rng, (186, 182, 174), 14.0)
                    begin = at.at((i - side / 2 + 0.5) * pitch, (k - side / 2 + 0.5) * pitch)
                    sketch.mark(begin, np.array([[0.0, 0.0], [0.0, pitch * 0.5]]), pipe, line_m=rng.uniform(0.4, 1.2))


def _plant(sketch: Sketch, at: Place, half: float) -> None:
    """Buildings, pipes and apparatus between the bunds."""
    rng = sketch.rng
    for _ in range(int(rng.integers(6, 50))):
        x, y = rng.uniform(-half, half), rng.uniform(-half, half)
        a, b = rng.uniform(0.6, 5.0), rng.uniform(0.6, 5.0) if rng.random() < 0.6 else rng.uniform(4.0, half)
        tone = near(rng, (150, 146, 140), 50.0)
        thing = box(x, y, min(x + a, half), min(y + b, half))
        sketch.mark(at, thing if rng.random() < 0.5 else thing[:, ::-1], tone, alpha=rng.uniform(120, 255))
    for _ in range(int(rng.integers(2, 9))):
        x, y = rng.uniform(-half * 0.8, half * 0.8, 2)
        size = (rng.uniform(3.0, half * 0.6), rng.uniform(3.0, half * 0.5))
        spot = at.at(float(x), float(y), float(rng.choice([0.0, math.pi / 2])))
        sketch.add(building(rng, size, sketch.light_at(spot)), spot, gap=1.0)
    for _ in range(int(rng.integers(0, 5))):
        x, y = rng.uniform(-half, half, 2)
        sketch.add(mast(rng, sketch.light), at.at(float(x), float(y)), gap=0.2)


def _pipes(sketch: Sketch, middle: Place, reach: float, cell: float) -> None:
    rng = sketch.rng
    for line in np.arange(-reach, reach + 1.0, cell):
        if rng.random() < 0.7:
            for offset in np.arange(0.0, rng.uniform(1.0, 5.0), 1.1):
                ends = np.array([[line + offset - 2, -reach], [line + offset - 2, reach]])
                flipped = ends[:, ::-1] if rng.random() < 0.15 else ends
                sketch.mark(middle, flipped, near(rng, (170, 166, 158), 24.0), alpha=220, line_m=rng.uniform(0.3, 0.8))
    for _ in range(int(rng.integers(0, 10))):
        at = middle.at(rng.choice(np.arange(-reach, reach + 1, cell)), rng.uniform(-reach, reach), math.pi / 2)
        sketch.add(vehicle(rng, sketch.light), at, gap=0.2)


def depot(sketch: Sketch) -> None:
    """Industrial ground: halls, yards, containers, lorries, basins, silos - and a row or a knot of small tanks."""
    rng, middle = sketch.rng, sketch.middle(0.25)
    if not sketch.real:
        country(sketch, ("concrete", "asphalt", "gravel", "soil"))
    row_at = middle.at(sketch.away(0.12), sketch.away(0.12))
    _row(sketch, row_at)
    for _ in range(int(rng.integers(1, 5))):
        if rng.random() < 0.4:
            sketch.add(clarifier(rng, sketch.light), _at(sketch.anywhere()), gap=1.0)
    yard(sketch, middle, int(rng.integers(3, 12)))


def _row(sketch: Sketch, at: Place) -> None:
    rng = sketch.rng
    radius = rng.uniform(smallest(sketch), max(9.0, sketch.gsd_m * 8))
    kind, pitch = tank_kind(rng, radius), radius * rng.uniform(2.15, 3.0)
    rows, columns = int(rng.integers(1, 4)), int(rng.integers(1, 7))
    width, depth = columns * pitch / 2 + radius * 0.4, rows * pitch / 2 + radius * 0.4
    sketch.clear(at.points(box(-width, -depth, width, depth)))
    if rng.random() < 0.8:
        sketch.ground.cover(
            at.points(box(-width, -depth, width, depth)), material(rng, str(rng.choice(("concrete", "gravel"))))
        )
    if rng.random() < 0.5:
        edge = box(-width, -depth, width, depth)
        sketch.mark(at, np.concatenate([edge, edge[:1]]), (196, 192, 184), line_m=0.5)
    for i in range(columns):
        for k in range(rows):
            spot = _at(at.at((i - columns / 2 + 0.5) * pitch, (k - rows / 2 + 0.5) * pitch))
            sketch.add(tank(rng, kind, sketch.light), spot, checked=False)


def yard(sketch: Sketch, middle: Place, halls: int) -> None:
    """Halls, lorries, containers, trees and silos wherever there is room."""
    rng = sketch.rng
    for _ in range(halls):
        plan = str(rng.choice(["box", "box", "l", "t", "cross"]))
        size: Tuple[float, float] = (rng.uniform(8.0, 70.0), rng.uniform(8.0, 40.0))
        at = middle.at(sketch.away(0.6), sketch.away(0.6), float(rng.choice([0.0, math.pi / 2])))
        sketch.add(building(rng, size, sketch.light_at(at), plan=plan), at, gap=2.0)
    for _ in range(int(rng.integers(2, 18))):
        at = middle.at(sketch.away(0.6), sketch.away(0.6), float(rng.choice([0.0, math.pi / 2])))
        what = rng.random()
        if what < 0.5:
            sketch.add(vehicle(rng, sketch.light), at, gap=0.3)
        elif what < 0.65:
            sketch.add(containers(rng, sketch.light), at, gap=0.5)
        elif what < 0.93:
            sketch.add(tree(rng, sketch.light), at)
        else:
            sketch.add(silo(rng, sketch.light), _at(at), gap=0.5)
