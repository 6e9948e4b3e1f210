"""Scenes of everyday ground: courts in rows, objects set down on real ground, and pictures with nothing but decoys."""

from __future__ import annotations

import math
from typing import Optional

import numpy as np

from .airfields import lone_plane, pavement
from .canvas import Place
from .clutter import building, marking, tree, vehicle
from .courts import court, court_kind, size_of
from .figures import Figure, box
from .ground import material
from .industry import smallest, yard
from .land import country
from .sketch import Sketch
from .tanks import clarifier, round_pool, roundabout, silo, tank, tank_kind


def courts(sketch: Sketch) -> None:
    """A row or a block of courts in a park, a school ground or among houses."""
    rng = sketch.rng
    if not sketch.real:
        country(sketch, ("grass", "dry", "asphalt", "concrete", "soil"))
    wanted, tries = int(rng.integers(1, 4)), 16
    while wanted and tries:
        wanted, tries = wanted - int(_block(sketch, sketch.middle(0.4))), tries - 1
    _about(sketch, int(rng.integers(4, 22)))


def _block(sketch: Sketch, at: Place) -> bool:
    """Lay one block of like courts there, if there is room."""
    rng = sketch.rng
    kind = court_kind(rng)
    long, wide = size_of(kind)
    step = (long + 2 * kind.margin[0], wide + 2 * kind.margin[1] * rng.uniform(0.6, 1.0))
    columns, rows = int(rng.integers(1, 3)), int(rng.integers(1, 5))
    half = (columns * step[0] / 2, rows * step[1] / 2)
    whole = at.points(box(-half[0] - 1, -half[1] - 1, half[0] + 1, half[1] + 1))
    if not sketch.is_free(whole):
        return False
    sketch.ground.cover(whole, material(rng, str(rng.choice(("asphalt", "concrete", "grass")))))
    for i in range(columns):
        for k in range(rows):
            spot = at.at((i - columns / 2 + 0.5) * step[0], (k - rows / 2 + 0.5) * step[1])
            if rng.random() < 0.94:
                sketch.add(court(rng, kind, sketch.light_at(spot)), spot, checked=False)
    sketch.take(whole)
    return True


def _about(sketch: Sketch, count: int) -> None:
    rng = sketch.rng
    heading = rng.uniform(0, math.pi)
    for _ in range(count):
        at = sketch.anywhere()
        at = Place(at.x, at.y, heading + float(rng.choice([0.0, math.pi / 2])))
        what = rng.random()
        if what < 0.5:
            sketch.add(tree(rng, sketch.light), at)
        elif what < 0.75:
            sketch.add(vehicle(rng, sketch.light), at, gap=0.4)
        elif not sketch.real:
            size = (rng.uniform(8.0, 30.0), rng.uniform(8.0, 18.0))
            sketch.add(building(rng, size, sketch.light_at(at), plan=str(rng.choice(["box", "l", "t"]))), at, gap=1.5)


def pasted(sketch: Sketch) -> None:
    """Single objects of every kind set down on real ground, some on a patch of paving of their own."""
    rng = sketch.rng
    if not sketch.real:
        country(sketch, ("grass", "dry", "concrete", "gravel"))
    for _ in range(int(rng.integers(2, 8))):
        place = sketch.anywhere()
        figure = _thing(sketch, place)
        if figure is None:
            continue
        round_one = figure.category == "storage-tank"
        place = Place(place.x, place.y, 0.0) if round_one else place
        if sketch.add(figure, place, gap=1.5) and rng.random() < 0.5 and figure.category != "sports-court":
            x0, y0, x1, y1 = figure.extent
            edge = rng.uniform(1.0, 12.0)
            sketch.ground.cover(
                place.points(box(x0 - edge, y0 - edge, x1 + edge, y1 + edge)),
                material(rng, str(rng.choice(("concrete", "asphalt", "grass", "gravel")))),
            )


def _thing(sketch: Sketch, place: Place) -> Optional[Figure]:
    rng = sketch.rng
    what = rng.random()
    if what < 0.5:
        return lone_plane(sketch, place)
    if what < 0.78:
        return tank(rng, tank_kind(rng, rng.uniform(smallest(sketch), max(16.0, smallest(sketch) * 2))), sketch.light)
    kind = court_kind(rng)
    return court(rng, kind, sketch.light_at(place)) if size_of(kind)[0] < sketch.extent * 0.7 else None


def decoys(sketch: Sketch) -> None:
    """Nothing that is looked for: crosses, rounds, arrows, T-shaped houses, lorries, basins, roundabouts."""
    rng, middle = sketch.rng, sketch.middle(0.25)
    if not sketch.real:
        country(sketch, ("grass", "dry", "concrete", "asphalt", "soil"))
    if rng.random() < 0.5:
        area = sketch.extent * rng.uniform(0.2, 0.5)
        pavement(sketch, middle, box(-area, -area * 0.7, area, area * 0.7))
    makers = (marking, marking, clarifier, round_pool, roundabout, tree, silo)
    for _ in range(int(rng.integers(4, 12) * np.clip(sketch.extent / 150.0, 1.0, 4.0))):
        at = sketch.anywhere()
        if rng.random() < 0.3:
            size = (rng.uniform(10.0, 50.0), rng.uniform(10.0, 50.0))
            plan = str(rng.choice(["t", "cross", "l"]))
            sketch.add(building(rng, size, sketch.light_at(at), plan=plan), at, gap=1.0)
            continue
        make = makers[int(rng.integers(len(makers)))]
        sketch.add(make(rng, sketch.light), Place(at.x, at.y, 0.0) if make is silo else at, gap=0.5)
    yard(sketch, middle, int(np.clip(rng.integers(0, 6), 0, 6)))
