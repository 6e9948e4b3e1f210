"""What stands on the decks of large ships: houses, hatches, cranes, pipes, containers, cargo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, List, Tuple

import numpy as np

from .canvas import Colour, Light
from .figures import Part, box, ellipse, line, near, pick, times

if TYPE_CHECKING:
    from numpy.random import Generator

DECKS: Tuple[Colour, ...] = (
    (140, 62, 48),
    (70, 108, 88),
    (120, 124, 126),
    (86, 92, 100),
    (150, 96, 70),
    (60, 90, 120),
    (112, 100, 86),
)
PAINTS: Tuple[Colour, ...] = (
    (170, 60, 46),
    (40, 74, 130),
    (70, 120, 150),
    (190, 130, 50),
    (210, 210, 206),
    (60, 110, 70),
    (120, 60, 50),
    (150, 152, 154),
)
WHITE: Colour = (238, 238, 234)


@dataclass(frozen=True)
class Hull:
    """A ship to be fitted out: length, half its width, the colour of its deck and how high it lies above the water."""

    length: float
    half: float
    deck: Colour
    side: float
    light: Light


def block(
    rng: Generator, built: Hull, area: Tuple[float, float, float, float], high: float, colour: Colour
) -> List[Part]:
    """A deck house: a box with shadow, the side away from the sun darker, and a few things on its roof."""
    x0, y0, x1, y1 = area
    outline = box(x0, y0, x1, y1)
    fall = np.array(built.light.fall) * min(high, built.half * 1.2)
    parts = [
        Part(outline + fall, (10, 14, 18), alpha=110, counts=False),
        Part(outline, times(colour, 0.82)),
        Part(box(x0 + (x1 - x0) * 0.06, y0 + (y1 - y0) * 0.05, x1 - (x1 - x0) * 0.1, y1 - (y1 - y0) * 0.05), colour),
    ]
    for _ in range(int(rng.integers(1, 5))):
        x, y = rng.uniform(x0, x1), rng.uniform(y0, y1) * 0.8
        size = min(x1 - x0, y1 - y0) * rng.uniform(0.06, 0.18)
        parts.append(
            Part(box(x - size, y - size, x + size, y + size), times(colour, rng.choice([0.6, 0.8, 1.1])), counts=False)
        )
    return parts


def _bridge(rng: Generator, built: Hull, x: float, long: float) -> List[Part]:
    """The house aft with the wings of the bridge, and the funnel behind it."""
    half = built.half * rng.uniform(0.78, 0.95)
    parts = block(
        rng, built, (x - long / 2, -half, x + long / 2, half), long * 0.9, pick(rng, (WHITE, (220, 218, 208)), 8.0)
    )
    wing = built.half * 0.99
    parts.append(Part(box(x + long * 0.2, -wing, x + long * 0.42, wing), (232, 232, 228)))
    funnel = pick(rng, PAINTS, 14.0)
    parts.append(Part(box(x - long * 0.95, -built.half * 0.22, x - long * 0.6, built.half * 0.22), funnel))
    parts.append(Part(box(x - long * 0.85, -built.half * 0.1, x - long * 0.7, built.half * 0.1), (36, 34, 34)))
    return parts


def container(rng: Generator, built: Hull) -> List[Part]:
    """Stacks of containers in bays, the house between them."""
    aft = -built.length * rng.choice([0.28, 0.36, 0.12])
    house = max(built.length * 0.045, 8.0)
    rows = max(int(built.half * 2 / 2.5) - 1, 2)
    merge = max(rows // 6, 1)  # stacks side by side are drawn together where there are many
    parts: List[Part] = []
    x = -built.length * 0.46
    while x + 12.2 < built.length * 0.4:
        middle = x + 6.1
        if abs(middle - aft) > house * 1.2 + 6.0 and rng.random() < 0.92:
            room = built.half * min(1.0, (built.length * 0.5 - middle) / (built.length * 0.2)) * 0.94
            wide = 2.5 * merge
            for k in range(-int(room / wide), int(room / wide)):
                if rng.random() < 0.93:
                    high = rng.uniform(0.75, 1.1)
                    parts.append(
                        Part(box(x, k * wide, x + 12.2, (k + 1) * wide - 0.2), times(pick(rng, PAINTS, 10.0), high))
                    )
        x += 13.4
    return parts + _bridge(rng, built, aft, house)


def _hatches(rng: Generator, built: Hull, count: int, span: Tuple[float, float], share: float) -> List[Part]:
    parts: List[Part] = []
    step = (span[1] - span[0]) / count
    cover = times(built.deck, rng.uniform(0.7, 1.4)) if rng.random() < 0.6 else pick(rng, DECKS, 10.0)
    is_open = rng.random() < 0.2
    for i in range(count):
        x0, x1 = span[0] + step * (i + 0.14), span[0] + step * (i + 0.86)
        y = built.half * share
        parts.append(Part(box(x0, -y, x1, y), times(cover, 0.7)))
        parts.append(
            Part(
                box(x0 + step * 0.03, -y * 0.94, x1 - step * 0.03, y * 0.94),
                (40, 38, 36) if is_open else near(rng, cover, 5.0),
            )
        )
        parts.append(Part(line((x0, 0.0), (x1, 0.0)), times(cover, 0.75), line_m=max(built.half * 0.05, 0.3)))
    return parts


def _cranes(rng: Generator, built: Hull, places: List[float]) -> List[Part]:
    parts: List[Part] = []
    colour = pick(rng, ((220, 190, 70), (230, 230, 224), (160, 90, 60)), 10.0)
    for x in places:
        parts.append(
            Part(
                line((x, 0.0), (x + built.length * 0.1, built.half * rng.uniform(-0.4, 0.4))),
                colour,
                line_m=max(built.half * 0.12, 0.5),
            )
        )
        parts.append(Part(ellipse((x, 0.0), built.half * 0.18, count=10), times(colour, 0.9)))
    return parts


def bulk(rng: Generator, built: Hull) -> List[Part]:
    """A row of large hatches, sometimes with cranes between them."""
    count = int(np.clip(built.length / 30.0 + rng.integers(-1, 2), 3, 9))
    aft, fore = -built.length * 0.3, built.length * 0.42
    parts = _hatches(rng, built, count, (aft, fore), rng.uniform(0.48, 0.62))
    if rng.random() < 0.5:
        step = (fore - aft) / count
        parts += _cranes(rng, built, [aft + step * i for i in range(1, count, 2)])
    return parts + _bridge(rng, built, -built.length * 0.38, built.length * rng.uniform(0.05, 0.08))


def tanker(rng: Generator, built: Hull) -> List[Part]:
    """Pipes along the middle, the manifold across, the house aft."""
    pipe = pick(rng, ((180, 176, 168), (200, 120, 90), (110, 130, 120)), 12.0)
    aft, fore = -built.length * 0.3, built.length * 0.42
    parts = [
        Part(
            line((aft, y * built.half), (fore, y * built.half)),
            times(pipe, rng.uniform(0.7, 1.1)),
            line_m=max(built.half * 0.05, 0.3),
        )
        for y in (-0.12, 0.0, 0.12)
    ]
    parts.append(Part(line((aft, 0.0), (fore, 0.0)), pipe, alpha=120, line_m=built.half * 0.3))
    for x in np.linspace(aft, fore, int(rng.integers(4, 9)) + 1)[1:-1]:
        seam = line((x, -built.half * 0.8), (x, built.half * 0.8))
        parts.append(Part(seam, times(built.deck, 0.78), alpha=150, line_m=max(built.half * 0.04, 0.3)))
    for x in (0.0, built.length * 0.03):
        manifold = line((x, -built.half * 0.85), (x, built.half * 0.85))
        parts.append(Part(manifold, pipe, line_m=max(built.half * 0.08, 0.4)))
    if rng.random() < 0.3:
        spot = (built.length * rng.uniform(0.12, 0.3), built.half * 0.4)
        parts.append(Part(ellipse(spot, built.half * 0.35), (90, 140, 100)))
        parts.append(Part(ellipse(spot, built.half * 0.2), (224, 220, 120), alpha=160))
    return parts + _bridge(rng, built, -built.length * 0.38, built.length * rng.uniform(0.06, 0.1))


def cargo(rng: Generator, built: Hull) -> List[Part]:
    """One to three hatches and a crane."""
    parts = _hatches(
        rng, built, int(rng.integers(1, 4)), (-built.length * 0.26, built.length * 0.34), rng.uniform(0.6, 0.78)
    )
    if rng.random() < 0.5:
        parts += _cranes(rng, built, [0.02 * built.length])
    return parts + _bridge(rng, built, -built.length * 0.36, built.length * rng.uniform(0.08, 0.12))


def ferry(rng: Generator, built: Hull) -> List[Part]:
    """White decks over nearly all of the length, life boats along both sides."""
    top = pick(rng, (WHITE, (214, 216, 214), (200, 196, 186)), 8.0)
    parts = block(
        rng,
        built,
        (-built.length * 0.4, -built.half * 0.86, built.length * 0.26, built.half * 0.86),
        built.half * 0.7,
        top,
    )
    parts += block(
        rng,
        built,
        (-built.length * 0.22, -built.half * 0.6, built.length * 0.2, built.half * 0.6),
        built.half * 0.4,
        times(top, 1.04),
    )
    for side in (1.0, -1.0):
        for x in np.arange(-0.3, 0.2, 0.09):
            parts.append(
                Part(
                    box(x * built.length, side * built.half * 0.8, (x + 0.05) * built.length, side * built.half * 0.9),
                    (224, 120, 50),
                    alpha=210,
                )
            )
    funnel = -built.length * rng.uniform(0.1, 0.3)
    parts.append(
        Part(box(funnel, -built.half * 0.25, funnel + built.length * 0.05, built.half * 0.25), pick(rng, PAINTS, 10.0))
    )
    if built.length > 120 and rng.random() < 0.6:
        parts.append(
            Part(box(-built.length * 0.02, -built.half * 0.25, built.length * 0.06, built.half * 0.25), (80, 180, 205))
        )
    return parts


def naval(rng: Generator, built: Hull) -> List[Part]:
    """Grey houses amidships, a gun, a helicopter deck aft."""
    house = times(built.deck, 1.12)
    parts = block(
        rng,
        built,
        (-built.length * 0.12, -built.half * 0.7, built.length * 0.2, built.half * 0.7),
        built.half * 1.2,
        house,
    )
    parts += block(
        rng,
        built,
        (-built.length * 0.3, -built.half * 0.55, -built.length * 0.16, built.half * 0.55),
        built.half * 0.8,
        times(house, 0.95),
    )
    parts.append(Part(ellipse((built.length * 0.3, 0.0), built.half * 0.4, count=12), house))
    parts.append(
        Part(line((built.length * 0.3, 0.0), (built.length * 0.36, 0.0)), times(house, 0.8), line_m=built.half * 0.12)
    )
    parts.append(
        Part(
            box(-built.length * 0.47, -built.half * 0.7, -built.length * 0.34, built.half * 0.7),
            times(built.deck, 0.8),
        )
    )
    parts.append(
        Part(line((-built.length * 0.46, 0.0), (-built.length * 0.35, 0.0)), (220, 220, 216), alpha=170, line_m=0.5)
    )
    return parts


def barge(rng: Generator, built: Hull) -> List[Part]:
    """An open hold with its heaps, sometimes a small house aft."""
    load = pick(rng, ((60, 58, 56), (168, 146, 110), (120, 110, 100), (90, 60, 46), (150, 150, 148)), 14.0)
    x0, x1, y = (
        -built.length * rng.uniform(0.3, 0.45),
        built.length * rng.uniform(0.38, 0.46),
        built.half * rng.uniform(0.7, 0.84),
    )
    parts = [
        Part(box(x0, -y, x1, y), times(built.deck, 0.55)),
        Part(box(x0 * 0.99, -y * 0.93, x1 * 0.99, y * 0.93), load),
    ]
    for x in np.linspace(x0, x1, int(rng.integers(2, 9)))[1:-1]:
        if rng.random() < 0.7:
            heap = ellipse((x, 0.0), built.length * 0.06, y * 0.7, 12)
            parts.append(Part(heap, times(load, rng.uniform(0.85, 1.25)), alpha=160))
    if x0 > -built.length * 0.38:
        parts += block(
            rng, built, (-built.length * 0.47, -built.half * 0.6, -built.length * 0.4, built.half * 0.6), 3.0, WHITE
        )
    return parts
