"""Airplanes from above: airliners, propeller and business planes, light planes, gliders and fighters."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, List, Tuple

import numpy as np

from .canvas import Colour, Light, Points
from .figures import Figure, Part, box, ellipse, line, mirrored, near, pick, times

if TYPE_CHECKING:
    from numpy.random import Generator

LENGTHS = {
    "narrow": (28.0, 46.0),
    "wide": (50.0, 74.0),
    "tail-jet": (25.0, 46.0),
    "turboprop": (17.0, 33.0),
    "transport": (28.0, 38.0),
    "business": (12.0, 29.0),
    "light": (6.0, 9.5),
    "twin": (8.5, 13.5),
    "glider": (6.3, 8.5),
    "fighter": (13.0, 22.0),
}
"""The kinds and how long they are, in metres."""

_WHITES: Tuple[Colour, ...] = ((246, 247, 248), (238, 240, 242), (228, 230, 234), (214, 218, 222), (235, 228, 214))
_LIVERY: Tuple[Colour, ...] = (
    (180, 30, 40),
    (20, 50, 120),
    (20, 110, 170),
    (225, 150, 30),
    (30, 120, 70),
    (70, 60, 110),
    (40, 44, 52),
    (210, 190, 40),
    (120, 20, 60),
)
_MILITARY: Tuple[Colour, ...] = (
    (128, 134, 138),
    (150, 156, 160),
    (96, 102, 104),
    (112, 110, 88),
    (160, 146, 116),
    (84, 92, 78),
)


@dataclass(frozen=True)
class _Build:
    """What the parts of one plane share: its length, half the width of its fuselage, its colours."""

    length: float
    body: float
    wing: Colour
    skin: Colour
    fin: Colour
    pod: Colour
    light: Light


def airplane(rng: Generator, kind: str, light: Light) -> Figure:
    """One airplane of a kind, its nose towards +x and the middle of its fuselage at the origin."""
    length = float(rng.uniform(*LENGTHS[kind]))
    if kind == "fighter":
        return Figure(tuple(_fighter(rng, length, light)), "airplane")
    skin = pick(rng, _MILITARY if kind == "transport" and rng.random() < 0.8 else _WHITES, 8.0)
    if kind in ("light", "twin", "glider") and rng.random() < 0.25:
        skin = pick(rng, _LIVERY, 15.0)
    grey = rng.uniform(0.72, 0.98) if kind in ("narrow", "wide", "tail-jet", "turboprop") else rng.uniform(0.9, 1.02)
    slim = {
        "wide": 0.046,
        "narrow": 0.05,
        "tail-jet": 0.046,
        "turboprop": 0.05,
        "transport": 0.066,
        "business": 0.056,
        "light": 0.068,
        "twin": 0.06,
        "glider": 0.042,
    }[kind]
    fin = pick(rng, _LIVERY, 15.0) if rng.random() < 0.6 else skin
    pod = times(skin if rng.random() < 0.75 else fin, rng.uniform(0.84, 1.0))
    build = _Build(length, length * slim * rng.uniform(0.9, 1.12), times(skin, grey), skin, fin, pod, light)
    makers = {
        "narrow": _airliner,
        "wide": _airliner,
        "tail-jet": _tail_jet,
        "business": _tail_jet,
        "turboprop": _propeller,
        "transport": _propeller,
        "light": _light,
        "twin": _light,
        "glider": _light,
    }
    return Figure(tuple(makers[kind](rng, kind, build)), "airplane")


def _body(t: Points, sharp: float, taper: float) -> Points:
    """Half width of a fuselage, as a share, along it from the nose (0) to the tail (1)."""
    front = np.sqrt(np.clip(1.0 - (1.0 - np.minimum(t / sharp, 1.0)) ** 2.0, 0.0, 1.0))
    back = 1.0 - 0.9 * np.clip((t - taper) / (1.0 - taper), 0.0, 1.0) ** 1.4
    return np.asarray(front * back)


def _fuselage(rng: Generator, build: _Build, sharp: float = 0.12, taper: float = 0.66) -> List[Part]:
    t = np.concatenate([np.linspace(0.0, sharp, 6), np.linspace(sharp * 1.3, 1.0, 12)])
    x = build.length * (0.5 - t)
    y = build.body * _body(t, sharp, taper)
    high = build.body * 2.6 + 0.02 * build.length
    parts = [Part(mirrored(np.stack([x, y], axis=1)), build.skin, height_m=high)]
    away = math.copysign(1.0, build.light.fall[1])
    side = np.concatenate([np.stack([x, y * away], axis=1), np.stack([x, y * away * 0.45], axis=1)[::-1]])
    parts.append(Part(side, times(build.skin, rng.uniform(0.62, 0.86))))
    ridge = np.concatenate([np.stack([x, -y * away * 0.15], axis=1), np.stack([x, -y * away * 0.6], axis=1)[::-1]])
    parts.append(Part(ridge, times(build.skin, 1.07)))
    if rng.random() < 0.3:
        back = t > rng.uniform(0.6, 0.8)
        parts.append(Part(mirrored(np.stack([x[back], y[back]], axis=1)), build.fin))
    elif rng.random() < 0.25:
        parts.append(Part(line((x[3], 0.0), (x[-2], 0.0)), build.fin, line_m=build.body * 0.3))
    glass = build.length * (0.5 - sharp * np.array([0.25, 0.42]))
    parts.append(Part(box(glass[1], -build.body * 0.5, glass[0], build.body * 0.5), (52, 58, 66), alpha=190))
    return parts


@dataclass(frozen=True)
class _Wing:
    """A pair of wings: where the root's front stands, half span, chords and sweep."""

    front: float
    half: float
    root: float
    tip: float
    sweep: float
    high: float
    kink: float = 0.0


def _pair(rng: Generator, wing: _Wing, build: _Build, colour: Colour) -> List[Part]:
    drop = math.tan(wing.sweep) * wing.half
    kink = wing.kink * wing.half
    half = [
        (wing.front, 0.0),
        (wing.front - drop, wing.half * 0.985),
        (wing.front - drop - wing.tip * 0.5, wing.half),
        (wing.front - drop - wing.tip, wing.half * 0.985),
    ]
    if kink:
        share = wing.kink
        back = (1.0 - share) * (wing.front - wing.root) + share * (wing.front - drop - wing.tip)
        half.append((back * 0.35 + (wing.front - wing.root) * 0.65, kink))
    half.append((wing.front - wing.root, 0.0))
    outline = np.array(half)
    tilt = rng.uniform(0.0, 0.08) * math.copysign(1.0, build.light.fall[1])
    parts = []
    for side in (1.0, -1.0):
        own = outline * np.array([1.0, side])
        parts.append(Part(own, times(colour, 1.0 - tilt * side), height_m=wing.high))
        flap = np.array(
            [outline[-1], outline[-2], outline[-2] + (wing.tip * 0.22, 0.0), outline[-1] + (wing.root * 0.16, 0.0)]
        )
        if kink:
            flap = np.array(
                [outline[-2], outline[3], outline[3] + (wing.tip * 0.25, 0.0), outline[-2] + (wing.root * 0.12, 0.0)]
            )
        parts.append(Part(flap * np.array([1.0, side]), times(colour, rng.uniform(0.78, 0.95)), alpha=200))
        edge = outline[:2] * np.array([1.0, side]) - np.array([wing.tip * 0.08, 0.0])
        parts.append(Part(edge, times(colour, 1.08), line_m=wing.root * 0.06, counts=False))
    return parts


def _tailplane(rng: Generator, build: _Build, share: float, sweep: float, high: float) -> List[Part]:
    chord = build.length * rng.uniform(0.085, 0.11)
    half = build.length * share
    end = -build.length * 0.5 + math.tan(sweep) * half * 0.55 + chord * rng.uniform(0.7, 1.1)
    wing = _Wing(end, half, chord, chord * rng.uniform(0.4, 0.6), sweep, high)
    return _pair(rng, wing, build, build.wing)


def _fin(build: _Build, tall: float, chord: float, y: float = 0.0) -> List[Part]:
    x0, x1 = -build.length * 0.49 + chord, -build.length * 0.49
    lean = np.array(build.light.lean) * tall
    foot = np.array([[x0, y], [x1, y]])
    tip = np.array([[x1 + chord * 0.35, y], [x1 - chord * 0.04, y]]) + lean
    fall = np.array(build.light.fall) * tall
    shadow = np.array([foot[0], foot[1], tip[1] + fall, tip[0] + fall])
    seen = np.concatenate([foot, tip[::-1]])
    return [
        Part(shadow, build.fin, height_m=1e-6, visible=False),
        Part(seen, build.fin, counts=False),
        Part(foot, times(build.fin, 0.92), line_m=max(build.body * 0.22, 0.15)),
    ]


def _nacelle(build: _Build, centre: Tuple[float, float], long: float, wide: float) -> List[Part]:
    x, y = centre
    high = build.body * 1.2
    half = np.array(
        [
            [x + long * 0.5, wide * 0.36],
            [x + long * 0.42, wide * 0.46],
            [x + long * 0.2, wide * 0.5],
            [x - long * 0.15, wide * 0.46],
            [x - long * 0.4, wide * 0.3],
            [x - long * 0.5, wide * 0.16],
        ]
    )
    own = mirrored(half) + np.array([0.0, y])
    lip = box(x + long * 0.44, y - wide * 0.36, x + long * 0.5, y + wide * 0.36)
    shade = build.light.fall[1] * 0.25 / max(math.hypot(*build.light.fall), 1e-6) * wide
    flank = box(x - long * 0.3, y + shade - wide * 0.12, x + long * 0.4, y + shade + wide * 0.12)
    return [
        Part(own, build.pod, height_m=high),
        Part(flank, times(build.pod, 0.82)),
        Part(lip, (96, 98, 104), alpha=170),
    ]


def _airliner(rng: Generator, kind: str, build: _Build) -> List[Part]:
    span = build.length * rng.uniform(0.84, 1.06)
    sweep = math.radians(rng.uniform(22.0, 34.0))
    root = build.length * rng.uniform(0.17, 0.23)
    wing = _Wing(
        build.length * rng.uniform(0.1, 0.16),
        span / 2,
        root,
        root * rng.uniform(0.2, 0.32),
        sweep,
        build.body * 1.6 + 0.02 * build.length,
        rng.uniform(0.3, 0.42),
    )
    parts: List[Part] = []
    four = kind == "wide" and rng.random() < 0.35
    long, wide = build.length * rng.uniform(0.075, 0.105), build.body * rng.uniform(0.95, 1.4)
    for share in (0.38, 0.68) if four else (rng.uniform(0.3, 0.36),):
        x = wing.front - math.tan(sweep) * wing.half * share + long * rng.uniform(0.05, 0.3)
        for side in (1.0, -1.0):
            parts += _nacelle(build, (x, side * share * wing.half), long * (0.85 if four else 1.0), wide)
    parts += _pair(rng, wing, build, build.wing)
    parts += _tailplane(rng, build, rng.uniform(0.15, 0.19), math.radians(rng.uniform(26, 36)), build.body * 2.4)
    parts += _fuselage(rng, build)
    return parts + _fin(build, build.length * rng.uniform(0.15, 0.2), build.length * rng.uniform(0.12, 0.17))


def _tail_jet(rng: Generator, kind: str, build: _Build) -> List[Part]:
    span = build.length * (rng.uniform(0.72, 0.98) if kind == "tail-jet" else rng.uniform(0.85, 1.1))
    sweep = math.radians(rng.uniform(18.0, 30.0) if kind == "tail-jet" else rng.uniform(4.0, 30.0))
    root = build.length * rng.uniform(0.15, 0.2)
    wing = _Wing(
        build.length * rng.uniform(-0.02, 0.06),
        span / 2,
        root,
        root * rng.uniform(0.25, 0.4),
        sweep,
        build.body * 1.2 + 0.02 * build.length,
        rng.uniform(0.25, 0.4),
    )
    parts = _pair(rng, wing, build, build.wing)
    long, wide = build.length * rng.uniform(0.13, 0.17), build.body * rng.uniform(0.75, 1.05)
    x = -build.length * rng.uniform(0.2, 0.28)
    for side in (1.0, -1.0):
        parts += _nacelle(build, (x, side * (build.body + wide * 0.62)), long, wide)
    parts += _fuselage(rng, build, sharp=0.16, taper=0.7)
    tall = build.length * rng.uniform(0.15, 0.2)
    parts += _fin(build, tall, build.length * rng.uniform(0.13, 0.18))
    return parts + _tailplane(
        rng, build, rng.uniform(0.13, 0.17), math.radians(rng.uniform(20, 34)), tall * rng.uniform(0.5, 1.0)
    )


def _propeller(rng: Generator, kind: str, build: _Build) -> List[Part]:
    span = build.length * (rng.uniform(0.98, 1.15) if kind == "turboprop" else rng.uniform(1.2, 1.38))
    root = span * rng.uniform(0.08, 0.11)
    wing = _Wing(
        build.length * rng.uniform(0.08, 0.16),
        span / 2,
        root,
        root * rng.uniform(0.45, 0.65),
        math.radians(rng.uniform(1.0, 5.0)),
        build.body * 2.6,
    )
    engines: List[Part] = []
    for share in (0.28, 0.54) if kind == "transport" else (rng.uniform(0.27, 0.33),):
        for side in (1.0, -1.0):
            y, x = side * share * wing.half, wing.front
            engines += _nacelle(build, (x - root * 0.05, y), root * 1.7, build.body * 0.75)
            engines += _blades(rng, x + root * 0.82, y, span * 0.065)
    wings = _pair(rng, wing, build, build.wing)
    body = _fuselage(rng, build, taper=0.56)
    parts = body + engines + wings if rng.random() < 0.6 else engines + wings + body
    tall = build.length * rng.uniform(0.16, 0.22)
    parts += _fin(build, tall, build.length * 0.14)
    return parts + _tailplane(
        rng, build, rng.uniform(0.14, 0.2), math.radians(rng.uniform(4, 12)), tall * rng.uniform(0.3, 1.0)
    )


def _blades(rng: Generator, x: float, y: float, radius: float) -> List[Part]:
    if rng.random() < 0.3:
        return [Part(ellipse((x, y), radius * 0.18, radius, 12), (150, 150, 150), alpha=70, counts=False)]
    return [Part(line((x, y - radius), (x, y + radius)), (60, 60, 62), alpha=190, line_m=0.18, counts=False)]


def _light(rng: Generator, kind: str, build: _Build) -> List[Part]:
    ratio = {"light": (1.15, 1.45), "twin": (1.1, 1.4), "glider": (2.0, 2.6)}[kind]
    span = build.length * rng.uniform(*ratio)
    root = build.length * (rng.uniform(0.1, 0.13) if kind == "glider" else rng.uniform(0.16, 0.24))
    wing = _Wing(
        build.length * rng.uniform(0.16, 0.24),
        span / 2,
        root,
        root * rng.uniform(0.5, 1.0),
        math.radians(rng.uniform(-2.0, 4.0)),
        build.body * 2.2 + 0.4,
    )
    parts: List[Part] = []
    if kind == "twin":
        for side in (1.0, -1.0):
            y = side * wing.half * rng.uniform(0.28, 0.32)
            parts += _nacelle(build, (wing.front - root * 0.1, y), root * 1.5, build.body * 0.85)
            parts += _blades(rng, wing.front + root * 0.68, y, 1.0)
    wings = _pair(rng, wing, build, build.wing)
    if rng.random() < 0.4:
        tips = [
            Part(
                box(
                    wing.front - wing.tip * 0.95,
                    side * wing.half * 0.9,
                    wing.front - wing.tip * 0.05,
                    side * wing.half * 0.97,
                ),
                build.fin,
                counts=False,
            )
            for side in (1.0, -1.0)
        ]
        wings += [] if kind == "glider" else tips
    body = _fuselage(rng, build, sharp=0.14, taper=0.34)
    parts += body + wings if rng.random() < 0.5 and kind != "glider" else wings + body
    if kind == "light":
        parts += _blades(rng, build.length * 0.5 - 0.1, 0.0, 0.95)
    tall = build.length * rng.uniform(0.12, 0.18)
    parts += _fin(build, tall, build.length * 0.13)
    return parts + _tailplane(
        rng, build, rng.uniform(0.17, 0.22), math.radians(rng.uniform(0, 9)), build.body * 1.6 + 0.3
    )


def _fighter(rng: Generator, length: float, light: Light) -> List[Part]:
    skin = pick(rng, _MILITARY, 10.0)
    body = length * rng.uniform(0.045, 0.07)
    half, delta = length * rng.uniform(0.28, 0.36), rng.random() < 0.5
    build = _Build(length, body, skin, skin, times(skin, 0.85), skin, light)
    sweep = math.radians(rng.uniform(48, 60) if delta else rng.uniform(34, 46))
    root = length * (rng.uniform(0.4, 0.5) if delta else rng.uniform(0.26, 0.34))
    front = half * math.tan(sweep) - length * rng.uniform(0.34, 0.4) + root * (0.12 if delta else 0.25)
    front = min(front, length * 0.22)
    wing = _Wing(front, half, root, root * rng.uniform(0.1, 0.28), sweep, body * 2.0)
    parts = _pair(rng, wing, build, near(rng, skin, 4.0))
    t = np.linspace(0.0, 1.0, 14)
    wide = np.interp(t, [0.0, 0.25, 0.45, 0.9, 1.0], [0.03, 0.6, 1.15, 1.1, 0.8]) * body
    outline = mirrored(np.stack([length * (0.5 - t), wide], axis=1))
    parts.append(Part(outline, times(skin, 1.05), height_m=body * 2.4))
    parts.append(Part(ellipse((length * 0.24, 0.0), length * 0.075, body * 0.4, 14), (40, 44, 50), alpha=220))
    parts.append(Part(box(-length * 0.5, -body * 0.7, -length * 0.46, body * 0.7), (44, 42, 42)))
    if not delta or rng.random() < 0.3:
        parts += _tailplane(rng, build, rng.uniform(0.17, 0.21), math.radians(rng.uniform(35, 48)), body * 2.0)
    for y in (-body * 1.1, body * 1.1) if rng.random() < 0.55 else (0.0,):
        parts += _fin(build, length * 0.14, length * 0.16, y)
    return parts
