"""The apron before a terminal: gates, bridges, vehicles, taxi lines, the infield behind."""

from __future__ import annotations

import math
from typing import Sequence, Tuple

import numpy as np

from .airfields import AIRLINERS, WHITE, YELLOW, fitting_kind, pavement, plane_at, service, stains, surroundings
from .airplanes import LENGTHS, airplane
from .canvas import Place
from .clutter import building, jet_bridge, mast
from .figures import box
from .ground import material
from .land import settlement
from .sketch import Sketch


def apron(sketch: Sketch) -> None:
    """A terminal with planes nose-in at its gates, taxi lines behind, and some planes parked further out."""
    rng, middle, far = sketch.rng, sketch.middle(0.18), sketch.extent * 1.5
    surroundings(sketch)
    depth = rng.uniform(90.0, 260.0)
    front = -depth * rng.uniform(0.2, 0.45)
    pavement(sketch, middle, box(front, -far, front + depth, far))
    behind = front - _terminal(sketch, middle, front)
    kinds = AIRLINERS if rng.random() < 0.8 else ("turboprop", "business")
    _gates(sketch, middle, front, kinds)
    _taxi(sketch, middle, front + depth * rng.uniform(0.6, 0.8), kinds)
    _infield(sketch, middle, front + depth, far)
    for _ in range(int(rng.integers(0, 6))):
        sketch.add(mast(rng, sketch.light), middle.at(front + rng.uniform(0, 10), sketch.away(0.5)))
    if not sketch.real:
        reach = (max(sketch.extent * 0.3 - 8.0, 1.0), sketch.extent * 0.6)
        settlement(sketch, middle.at(behind - sketch.extent * 0.3, 0.0), int(rng.integers(0, 34)), reach)


def _terminal(sketch: Sketch, middle: Place, front: float) -> float:
    """The terminal with its wings along the apron's edge; how deep it is."""
    rng, own = sketch.rng, sketch.light_at(middle)
    house, long = rng.uniform(18.0, 55.0), rng.uniform(0.6, 1.6) * sketch.extent
    start = rng.uniform(-0.8, -0.1) * sketch.extent
    sketch.add(building(rng, (house, long), own), middle.at(front - house / 2, start + long / 2), checked=False)
    for _ in range(int(rng.integers(0, 5))):
        part = (house * rng.uniform(0.3, 1.6), rng.uniform(15.0, 0.3 * long + 16.0))
        spot = middle.at(front - house * rng.uniform(0.5, 1.3), start + rng.uniform(0.0, 1.0) * long)
        sketch.add(building(rng, part, own), spot, checked=False)
    return house


def _gates(sketch: Sketch, middle: Place, front: float, kinds: Sequence[str]) -> None:
    """Planes side by side with their noses to the terminal, their bridges and what serves them."""
    rng, kind = sketch.rng, fitting_kind(sketch, kinds)
    if kind is None:
        return
    pitch = LENGTHS[kind][1] * rng.uniform(1.05, 1.5)
    skew, nose = rng.normal(0.0, 0.06) if rng.random() < 0.7 else rng.uniform(-0.6, 0.6), rng.uniform(4.0, 14.0)
    count = int(sketch.extent * 1.5 / pitch) + 1
    for i in range(count):
        y = (i - count / 2 + 0.5) * pitch
        if rng.random() < 0.15:
            continue
        own = kind if rng.random() < 0.6 else (fitting_kind(sketch, kinds) or kind)
        plane = airplane(rng, own, sketch.light_at(middle.at(0, 0, math.pi + skew)))
        half = plane.extent[2]
        at = middle.at(front + nose + half, y, math.pi + skew)
        _gate(sketch, middle, (front, y), front + nose + half * 2.2)
        if rng.random() < 0.82 and sketch.add(plane, at, gap=0.5):
            service(sketch, at, half * 1.1, int(rng.integers(0, 7)) if sketch.gsd_m < 1.6 else 0)
            stains(sketch, at, (0.0, 0.0), int(rng.integers(0, 4)))
        if rng.random() < 0.7:
            bridge = middle.at(front, y + rng.uniform(0.2, 0.35) * pitch, rng.normal(0.0, 0.25) - 0.25)
            long = min(nose + half * rng.uniform(0.3, 0.6), 32.0)
            sketch.add(jet_bridge(rng, long, sketch.light_at(bridge)), bridge, checked=False)


def _taxi(sketch: Sketch, middle: Place, taxi: float, kinds: Sequence[str]) -> None:
    """The line along the apron, the trails of tyres about it, and planes on their way."""
    rng, far = sketch.rng, sketch.extent * 1.5
    sketch.mark(middle, np.array([[taxi, -far], [taxi, far]]), YELLOW, alpha=200, line_m=0.5)
    for _ in range(int(rng.integers(0, 26))):
        y, away = sketch.away(0.6), rng.normal(0.0, 4.0)
        trail = np.array([[taxi + away, y], [taxi + away + rng.normal(0, 4), y + rng.uniform(20, 120)]])
        sketch.mark(middle, trail, (60, 58, 56), alpha=rng.uniform(10, 45), line_m=rng.uniform(0.6, 4.0))
    for _ in range(int(rng.integers(0, 4))):
        heading = math.pi * (0.5 + int(rng.integers(2))) + rng.normal(0.0, 0.1)
        plane_at(sketch, kinds, middle.at(taxi + rng.normal(0.0, 4.0), sketch.away(0.6), heading))


def _gate(sketch: Sketch, middle: Place, at: Tuple[float, float], end: float) -> None:
    if sketch.rng.random() < 0.75:
        tone = YELLOW if sketch.rng.random() < 0.7 else WHITE
        sketch.mark(
            middle,
            np.array([[at[0] + 5.0, at[1]], [end, at[1]]]),
            tone,
            alpha=sketch.rng.uniform(80, 220),
            line_m=0.35,
        )
    if sketch.rng.random() < 0.3:
        wide = 18.0
        zone = np.array(
            [[at[0] + 4, at[1] - wide], [end, at[1] - wide], [end, at[1] + wide], [at[0] + 4, at[1] + wide]]
        )
        sketch.mark(middle, zone, (200, 60, 50), alpha=120, line_m=0.3)


def _infield(sketch: Sketch, middle: Place, start: float, far: float) -> None:
    """Grass with shoulders and a taxiway beyond the apron."""
    rng = sketch.rng
    grass = material(rng, str(rng.choice(["grass", "dry", "soil"])))
    taxiway, wide = start + rng.uniform(30.0, 120.0), rng.uniform(16.0, 30.0)
    sketch.ground.cover(middle.points(box(start, -far, start + far, far)), grass)
    shoulder, lane = material(rng, "asphalt"), material(rng, str(rng.choice(["asphalt", "concrete"])))
    sketch.ground.cover(middle.points(box(taxiway - 8, -far, taxiway + wide + 8, far)), shoulder)
    sketch.ground.cover(middle.points(box(taxiway, -far, taxiway + wide, far)), lane)
    y = sketch.away(0.4)
    sketch.ground.cover(middle.points(box(start - 2, y, taxiway + 2, y + wide)), lane)
    sketch.mark(
        middle, np.array([[taxiway + wide / 2, -far], [taxiway + wide / 2, far]]), YELLOW, alpha=190, line_m=0.4
    )
    if rng.random() < 0.35:
        plane_at(sketch, AIRLINERS, middle.at(taxiway + wide / 2, sketch.away(0.4), math.pi * (0.5 + rng.integers(2))))
