"""What stands on fishing boats, sailing and motor yachts."""

from __future__ import annotations

from typing import TYPE_CHECKING, List

import numpy as np

from .decks import PAINTS, WHITE, Hull, block
from .figures import Part, box, ellipse, line, pick, times

if TYPE_CHECKING:
    from numpy.random import Generator


def fishing(rng: Generator, built: Hull) -> List[Part]:
    """A wheelhouse, gear on the deck, booms."""
    at = built.length * (rng.uniform(0.08, 0.2) if rng.random() < 0.6 else rng.uniform(-0.4, -0.3))
    parts = block(
        rng,
        built,
        (at, -built.half * 0.6, at + built.length * rng.uniform(0.14, 0.24), built.half * 0.6),
        built.half * 0.8,
        WHITE,
    )
    for _ in range(int(rng.integers(3, 10))):
        x, y, size = (
            built.length * rng.uniform(-0.42, 0.06),
            built.half * rng.uniform(-0.6, 0.6),
            built.half * rng.uniform(0.08, 0.25),
        )
        parts.append(Part(box(x - size, y - size, x + size, y + size), pick(rng, PAINTS, 20.0), counts=False))
    for x in (at, -built.length * 0.25):
        parts.append(
            Part(
                line((x, 0.0), (x - built.length * 0.18, built.half * rng.uniform(-0.3, 0.3))),
                (210, 204, 190),
                line_m=0.25,
                counts=False,
            )
        )
    return parts


def sail(rng: Generator, built: Hull) -> List[Part]:
    """A cockpit, a cabin, the boom, and the mast by its shadow."""
    parts = [
        Part(
            box(-built.length * 0.4, -built.half * 0.45, -built.length * 0.12, built.half * 0.45),
            pick(rng, ((176, 140, 100), (210, 206, 196), (60, 80, 120)), 10.0),
        ),
        Part(
            ellipse((built.length * 0.06, 0.0), built.length * 0.15, built.half * 0.45, 14),
            times(built.deck, rng.uniform(0.8, 1.05)),
        ),
    ]
    mast = built.length * rng.uniform(0.06, 0.14)
    tall = built.length * rng.uniform(1.0, 1.35)
    fall = np.array(built.light.fall) * tall
    parts.insert(
        0, Part(np.array([[mast, 0.0], [mast + fall[0], fall[1]]]), (20, 26, 30), alpha=120, line_m=0.2, counts=False)
    )
    boom = line((mast, 0.0), (-built.length * rng.uniform(0.2, 0.34), built.half * rng.uniform(-0.15, 0.15)))
    parts.append(
        Part(
            boom, pick(rng, ((236, 234, 228), (50, 80, 140), (200, 196, 186)), 8.0), line_m=max(built.half * 0.16, 0.2)
        )
    )
    return parts


def motor(rng: Generator, built: Hull) -> List[Part]:
    """A cockpit, a cabin, its dark windscreen."""
    x0, x1 = -built.length * rng.uniform(0.1, 0.3), built.length * rng.uniform(0.05, 0.2)
    parts = [
        Part(
            box(-built.length * 0.44, -built.half * 0.6, x0, built.half * 0.6),
            pick(rng, ((190, 160, 124), (214, 212, 206), (90, 96, 104)), 10.0),
        ),
        Part(box(x0, -built.half * 0.66, x1, built.half * 0.66), times(built.deck, 1.04)),
    ]
    glass = np.array(
        [
            [x1, -built.half * 0.6],
            [x1 + built.length * 0.1, -built.half * 0.36],
            [x1 + built.length * 0.1, built.half * 0.36],
            [x1, built.half * 0.6],
        ]
    )
    parts.append(Part(glass, (44, 52, 62)))
    if rng.random() < 0.4:
        parts.append(
            Part(
                box(x0, -built.half * 0.5, (x0 + x1) / 2, built.half * 0.5),
                pick(rng, ((236, 236, 232), (60, 70, 90), (190, 186, 176)), 10.0),
            )
        )
    if built.length < 8 and rng.random() < 0.6:
        parts.append(
            Part(box(-built.length * 0.5, -built.half * 0.14, -built.length * 0.44, built.half * 0.14), (40, 40, 42))
        )
    return parts
