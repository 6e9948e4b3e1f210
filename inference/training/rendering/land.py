"""Open country drawn where no real ground is: patches of fields, roads with vehicles, scattered trees and houses."""

from __future__ import annotations

import math
from typing import Tuple

from .canvas import Place
from .clutter import building, tree, vehicle
from .figures import box
from .ground import Material, material
from .sketch import Sketch

PAINT = Material((226.0, 226.0, 218.0), 0.0, 0.0, 2.0)
"""Of the lines on roads."""


def country(sketch: Sketch, names: Tuple[str, ...] = ("grass", "dry", "soil", "sand")) -> None:
    """Cover everything with one surface, then with patches of others and a road or two."""
    rng = sketch.rng
    sketch.ground.flood(material(rng, str(rng.choice(names))))
    grid = sketch.middle(0.2)
    for _ in range(int(rng.integers(0, 9))):
        x, y = rng.uniform(-0.7, 0.7, 2) * sketch.extent
        a, b = rng.uniform(0.06, 0.45, 2) * sketch.extent
        field = box(float(x), float(y), float(x + a), float(y + b)) + rng.normal(0.0, 0.02 * sketch.extent, (4, 2))
        sketch.ground.cover(
            grid.points(field), material(rng, str(rng.choice((*names, "woods", "scrub")))), rng.uniform(0.4, 1.0)
        )
    for _ in range(int(rng.integers(0, 3))):
        road(sketch, grid)


def road(sketch: Sketch, grid: Place) -> None:
    """A straight road with its line and its traffic."""
    rng, far = sketch.rng, sketch.extent * 1.5
    turned = float(rng.choice([0.0, math.pi / 2, rng.uniform(0, math.pi)]))
    way = grid.at(sketch.away(0.5), sketch.away(0.5), turned)
    half = rng.uniform(2.5, 9.0)
    sketch.ground.cover(
        way.points(box(-far, -half, far, half)),
        material(rng, str(rng.choice(["asphalt", "asphalt", "concrete", "gravel"]))),
    )
    if rng.random() < 0.6:
        sketch.ground.cover(way.points(box(-far, -0.15, far, 0.15)), PAINT, rng.uniform(0.2, 0.8))
    for _ in range(int(rng.integers(0, 8))):
        lane = half * 0.5 * float(rng.choice([1.0, -1.0]))
        sketch.add(vehicle(rng, sketch.light), way.at(sketch.away(0.7), lane, math.pi * int(rng.integers(2))), gap=0.5)


def settlement(sketch: Sketch, place: Place, count: int, reach: Tuple[float, float]) -> None:
    """Houses in rows with trees and cars between them, in an area of a place's frame."""
    rng = sketch.rng
    for _ in range(count):
        x, y = (float(rng.uniform(-r, r)) for r in reach)
        at = place.at(x, y, float(rng.choice([0.0, math.pi / 2])))
        what = rng.random()
        if what < 0.45:
            size = (rng.uniform(8.0, 34.0), rng.uniform(7.0, 18.0))
            sketch.add(
                building(rng, size, sketch.light_at(at), plan=str(rng.choice(["box", "box", "l", "t"]))), at, gap=1.5
            )
        else:
            sketch.add(tree(rng, sketch.light) if what < 0.8 else vehicle(rng, sketch.light), at, gap=0.3)
