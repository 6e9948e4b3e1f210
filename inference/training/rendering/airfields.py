"""Scenes with airplanes: terminals and their aprons, runways, yards of stored planes, light planes, dispersals."""

from __future__ import annotations

import math
from typing import Optional, Sequence, Tuple

import numpy as np

from .airplanes import LENGTHS, airplane
from .canvas import Colour, Place, Points
from .clutter import building, vehicle
from .figures import Figure, box, ellipse, near
from .ground import Material, material
from .land import country
from .sketch import Sketch

YELLOW: Colour = (206, 172, 60)
WHITE: Colour = (232, 232, 228)
AIRLINERS = ("narrow", "wide", "tail-jet", "turboprop")


def fitting_kind(sketch: Sketch, kinds: Sequence[str]) -> Optional[str]:
    """A kind that is neither a dot nor larger than the picture at this scale."""
    fit = [k for k in kinds if LENGTHS[k][1] / sketch.gsd_m >= 11.0 and LENGTHS[k][0] < sketch.extent * 0.8]
    return str(sketch.rng.choice(fit)) if fit else None


def plane_at(sketch: Sketch, kinds: Sequence[str], place: Place, gap: float = 0.5) -> bool:
    """Stand one plane of these kinds somewhere, if there is room."""
    kind = fitting_kind(sketch, kinds)
    return kind is not None and sketch.add(airplane(sketch.rng, kind, sketch.light_at(place)), place, gap=gap)


def surroundings(sketch: Sketch, names: Tuple[str, ...] = ("grass", "dry", "soil", "sand")) -> None:
    """Open land round an airfield, unless the ground is a real picture."""
    if not sketch.real:
        country(sketch, names)


def pavement(sketch: Sketch, place: Place, area: Points, name: Optional[str] = None) -> Material:
    """Lay tarmac or concrete with its joints, repairs and stains."""
    rng = sketch.rng
    name = name or str(rng.choice(["concrete", "asphalt"], p=(0.66, 0.34)))
    stuff = material(rng, name)
    sketch.clear(place.points(area))
    sketch.ground.cover(place.points(area), stuff)
    (x0, y0), (x1, y1) = area.min(axis=0), area.max(axis=0)
    if name == "concrete" and rng.random() < 0.7:
        slab = rng.uniform(4.0, 9.0) if sketch.gsd_m < 1.0 else rng.uniform(12.0, 30.0)
        tone, faint = near(rng, tuple_scaled(stuff.colour, rng.choice([0.85, 1.08])), 3.0), rng.uniform(25, 100)
        for x in np.arange(x0 + slab, x1, slab)[:160]:
            sketch.mark(place, np.array([[x, y0], [x, y1]]), tone, alpha=faint, line_m=0.35)
        for y in np.arange(y0 + slab, y1, slab)[:160]:
            sketch.mark(place, np.array([[x0, y], [x1, y]]), tone, alpha=faint, line_m=0.35)
    for _ in range(int(rng.integers(1, 9))):
        x, y = rng.uniform(x0, x1), rng.uniform(y0, y1)
        a, b = rng.uniform(6.0, 50.0), rng.uniform(4.0, 24.0)
        patch = np.clip(box(x, y, x + a, y + b), [x0, y0], [x1, y1])
        sketch.ground.cover(place.points(patch), material(rng, name), rng.uniform(0.15, 0.7))
    return stuff


def tuple_scaled(colour: Colour, factor: float) -> Colour:
    """A colour made lighter or darker."""
    return (colour[0] * factor, colour[1] * factor, colour[2] * factor)


def stains(sketch: Sketch, place: Place, around: Tuple[float, float], count: int) -> None:
    """Oil, tyre marks and wash on the ground."""
    rng = sketch.rng
    for _ in range(count):
        x, y = around[0] + rng.normal(0.0, 8.0), around[1] + rng.normal(0.0, 5.0)
        sketch.mark(
            place,
            ellipse((x, y), rng.uniform(0.8, 6.0), rng.uniform(0.5, 2.5), 12),
            (50, 48, 46),
            alpha=rng.uniform(15, 60),
        )


def service(sketch: Sketch, place: Place, reach: float, count: int) -> None:
    """Tugs, buses, loaders and their like round a plane."""
    rng = sketch.rng
    for _ in range(count):
        x, y = rng.uniform(-reach, reach, 2)
        kind = str(rng.choice(["car", "van", "truck"], p=(0.4, 0.4, 0.2)))
        at = place.at(float(x), float(y), float(rng.choice([0.0, math.pi / 2]) + rng.normal(0.0, 0.2)))
        sketch.add(vehicle(rng, sketch.light, kind), at, gap=0.3)


def runway(sketch: Sketch) -> None:
    """A runway with its paint and tyre marks, a taxiway, and a plane or two on them."""
    rng, middle, far = sketch.rng, sketch.middle(0.15), sketch.extent * 1.5
    surroundings(sketch)
    if rng.random() < 0.7:
        sketch.ground.cover(
            middle.points(box(-far, -rng.uniform(60, 140), far, rng.uniform(60, 140))),
            material(rng, str(rng.choice(["grass", "dry"]))),
        )
    half = rng.uniform(11.0, 30.0)
    sketch.ground.cover(middle.points(box(-far, -half - 7, far, half + 7)), material(rng, "asphalt"), 0.8)
    pavement(sketch, middle, box(-far, -half, far, half), str(rng.choice(["asphalt", "concrete"])))
    for x in np.arange(-far, far, 50.0):
        sketch.mark(middle, box(x, -0.45, x + 30.0, 0.45), WHITE, alpha=210)
    for side in (1.0, -1.0):
        sketch.mark(
            middle, np.array([[-far, side * (half - 1.5)], [far, side * (half - 1.5)]]), WHITE, alpha=200, line_m=0.9
        )
    if rng.random() < 0.5:
        end = rng.uniform(-0.4, 0.3) * sketch.extent
        for k in range(-6, 6):
            sketch.mark(middle, box(end, (k + 0.2) * half / 7, end + 30.0, (k + 0.75) * half / 7), WHITE, alpha=220)
        for _ in range(30):
            x, y = end + rng.uniform(100, 400), rng.normal(0.0, half * 0.2)
            sketch.mark(
                middle,
                np.array([[x, y], [x + rng.uniform(30, 120), y]]),
                (40, 40, 42),
                alpha=rng.uniform(30, 90),
                line_m=1.2,
            )
    off, wide = half + rng.uniform(40.0, 90.0), rng.uniform(8.0, 13.0)
    pavement(sketch, middle, box(-far, off - wide, far, off + wide))
    sketch.mark(middle, np.array([[-far, off], [far, off]]), YELLOW, alpha=200, line_m=0.4)
    kinds = AIRLINERS + ("business", "light", "twin", "transport")
    for y in (0.0, off, off):
        if rng.random() < 0.7:
            heading = math.pi * int(rng.integers(2)) + rng.normal(0.0, 0.05)
            plane_at(sketch, kinds, middle.at(sketch.away(0.4), y + rng.normal(0.0, 1.0), heading))


def storage_yard(sketch: Sketch) -> None:
    """Planes in close rows on sand or concrete."""
    rng, middle = sketch.rng, sketch.middle(0.1)
    surroundings(sketch, ("sand", "dry", "soil", "gravel"))
    if rng.random() < 0.5 or sketch.real:
        reach = sketch.extent * rng.uniform(0.4, 0.9)
        pavement(sketch, middle, box(-reach, -reach, reach, reach), "concrete" if rng.random() < 0.6 else "asphalt")
    kinds = ("narrow", "wide", "tail-jet", "transport", "fighter")
    kind = fitting_kind(sketch, kinds)
    if kind is None:
        return
    step = LENGTHS[kind][1] * rng.uniform(1.02, 1.25)
    row = step * rng.uniform(1.0, 1.5)
    count = min(int(sketch.extent / step) + 1, 9)
    skew = rng.uniform(-0.9, 0.9) if rng.random() < 0.5 else 0.0
    for i in range(count):
        facing = math.pi * (i % 2 if rng.random() < 0.4 else 0)
        for k in range(count):
            if rng.random() < 0.84:
                own = kind if rng.random() < 0.85 else (fitting_kind(sketch, kinds) or kind)
                at = middle.at(
                    (i - count / 2 + 0.5) * row, (k - count / 2 + 0.5) * step, facing + skew + rng.normal(0.0, 0.05)
                )
                sketch.add(airplane(rng, own, sketch.light_at(at)), at, gap=0.2)


def general_aviation(sketch: Sketch) -> None:
    """Light planes in rows on asphalt or grass beside hangars."""
    rng, middle, far = sketch.rng, sketch.middle(0.15), sketch.extent * 1.5
    surroundings(sketch)
    depth = rng.uniform(40.0, 140.0)
    if sketch.real or rng.random() < 0.85:
        pavement(sketch, middle, box(-depth / 2, -far, depth / 2, far))
    kinds = ("light", "light", "twin", "business") if rng.random() < 0.85 else ("glider", "light")
    for x in np.arange(-depth / 2 + 9, depth / 2 - 4, rng.uniform(11.0, 24.0)):
        facing = math.pi * int(rng.integers(2)) + rng.normal(0.0, 0.15)
        step = rng.uniform(12.0, 17.0)
        for y in np.arange(-sketch.extent * 0.7, sketch.extent * 0.7, step):
            sketch.mark(middle, np.array([[x - 3, y], [x + 3, y]]), YELLOW, alpha=120, line_m=0.15)
            if rng.random() < 0.55:
                at = middle.at(
                    float(x) + rng.normal(0, 0.6), float(y) + rng.normal(0, 0.5), facing + rng.normal(0.0, 0.12)
                )
                plane_at(sketch, kinds, at, 0.2)
    for _ in range(int(rng.integers(0, 6))):
        size = (rng.uniform(12, 26), rng.uniform(14, 60))
        at = middle.at(-depth / 2 - size[0] / 2 - rng.uniform(2, 12), sketch.away(0.6))
        sketch.add(building(rng, size, sketch.light_at(at)), at, gap=1.0)
    service(sketch, middle, sketch.extent * 0.5, int(rng.integers(0, 9)))


def dispersal(sketch: Sketch) -> None:
    """Fighters and transports on a line, or one by one on round stands."""
    rng, middle, far = sketch.rng, sketch.middle(0.15), sketch.extent * 1.5
    surroundings(sketch)
    kinds = ("fighter",) if rng.random() < 0.65 else ("transport", "business", "fighter")
    lane = rng.uniform(8.0, 14.0)
    if rng.random() < 0.55:
        pavement(sketch, middle, box(-30.0, -far, 35.0, far))
        step, facing = rng.uniform(17.0, 30.0), rng.uniform(-0.6, 0.6)
        for y in np.arange(-0.6 * sketch.extent, 0.6 * sketch.extent, step):
            if rng.random() < 0.75:
                plane_at(sketch, kinds, middle.at(rng.normal(0.0, 0.5), float(y), facing + rng.normal(0.0, 0.03)))
        return
    stuff = pavement(sketch, middle, box(-lane, -far, lane, far), "concrete")
    for y in np.arange(-0.6 * sketch.extent, 0.6 * sketch.extent, rng.uniform(60.0, 110.0)):
        for side in (1.0, -1.0):
            centre, radius = (side * rng.uniform(45.0, 60.0), float(y) + rng.normal(0.0, 8.0)), rng.uniform(19.0, 28.0)
            sketch.ground.cover(
                middle.points(box(min(0.0, centre[0]), centre[1] - 6, max(0.0, centre[0]), centre[1] + 6)), stuff
            )
            sketch.ground.cover(middle.points(ellipse(centre, radius, count=36)), stuff)
            if rng.random() < 0.65:
                plane_at(sketch, kinds, middle.at(centre[0], centre[1], rng.uniform(0, 6.3)))


def lone_plane(sketch: Sketch, place: Place) -> Optional[Figure]:
    """A plane for a spot on real ground."""
    kind = fitting_kind(sketch, tuple(LENGTHS))
    return None if kind is None else airplane(sketch.rng, kind, sketch.light_at(place))
