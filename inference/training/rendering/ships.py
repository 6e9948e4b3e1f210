"""Ships from above: container, bulk, tanker, general cargo, ferry, naval, fishing, yachts, barges, small boats."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, List, Tuple

import numpy as np

from .boats import fishing, motor, sail
from .canvas import Colour, Light, Points
from .decks import DECKS, Hull, barge, bulk, cargo, container, ferry, naval, tanker
from .figures import Figure, Part, ellipse, mirrored, pick, times

if TYPE_CHECKING:
    from numpy.random import Generator

LENGTHS = {
    "container": (90.0, 330.0),
    "bulk": (80.0, 290.0),
    "tanker": (60.0, 320.0),
    "cargo": (50.0, 140.0),
    "ferry": (30.0, 210.0),
    "naval": (45.0, 180.0),
    "barge": (25.0, 110.0),
    "fishing": (8.0, 45.0),
    "sail": (6.0, 24.0),
    "motor": (5.0, 45.0),
}
"""The kinds and how long they are, in metres."""

_SLENDER = {
    "container": (6.0, 8.0),
    "bulk": (5.6, 7.2),
    "tanker": (5.4, 6.8),
    "cargo": (5.4, 7.4),
    "ferry": (4.6, 7.6),
    "naval": (7.4, 9.6),
    "barge": (3.6, 9.0),
    "fishing": (2.8, 4.4),
    "sail": (2.9, 4.0),
    "motor": (2.6, 4.6),
}


def ship(
    rng: Generator, kind: str, light: Light, within: Tuple[float, float] = (0.0, 1e9), *, under_way: bool = False
) -> Figure:
    """One ship of a kind, its length within bounds, its bow towards +x; its wake is not part of its box."""
    low, high = (float(np.clip(length, *LENGTHS[kind])) for length in within)
    length = math.exp(rng.uniform(math.log(low), math.log(high)))
    half = length / rng.uniform(*_SLENDER[kind]) / 2.0
    makers = {
        "container": container,
        "bulk": bulk,
        "tanker": tanker,
        "cargo": cargo,
        "ferry": ferry,
        "naval": naval,
        "barge": barge,
        "fishing": fishing,
        "sail": sail,
        "motor": motor,
    }
    deck = _deck(rng, kind)
    built = Hull(length, half, deck, min(max(length * 0.028, 0.5), 9.0), light)
    parts = list(_wake(rng, built) if under_way else ())
    outline = hull_outline(rng, kind, length, half)
    rim = times(deck, rng.uniform(0.6, 1.2)) if kind not in ("sail", "motor") else times(deck, 0.95)
    parts += [Part(outline, rim, height_m=built.side, standing=False), Part(outline * np.array([0.985, 0.92]), deck)]
    away = math.copysign(1.0, light.fall[1])
    edge = outline[: len(outline) // 2] * np.array([1.0, away])
    parts.append(
        Part(edge * np.array([0.99, 0.97]), times(deck, 0.6), alpha=150, line_m=max(half * 0.05, 0.12), counts=False)
    )
    return Figure((*parts, *makers[kind](rng, built)), "ship")


def _deck(rng: Generator, kind: str) -> Colour:
    if kind in ("sail", "motor"):
        return pick(rng, ((244, 244, 240), (226, 222, 212), (200, 170, 130), (60, 74, 104)), 8.0)
    if kind == "naval":
        return pick(rng, ((130, 136, 142), (104, 112, 118), (154, 158, 162)), 8.0)
    if kind == "ferry":
        return pick(rng, ((224, 224, 220), (206, 210, 212), (90, 120, 100)), 8.0)
    if kind == "barge":
        return pick(rng, ((108, 90, 74), (92, 92, 92), (130, 110, 84), (70, 72, 76)), 12.0)
    if kind == "fishing":
        return pick(rng, ((168, 160, 146), (70, 100, 140), (60, 110, 100), (220, 216, 206), (150, 70, 50)), 12.0)
    return pick(rng, DECKS, 12.0)


def hull_outline(rng: Generator, kind: str, length: float, half: float) -> Points:
    """A hull: how far the bow tapers and how wide the stern is depends on the kind."""
    bow = {
        "sail": 0.62,
        "motor": 0.45,
        "naval": 0.42,
        "fishing": 0.4,
        "barge": 0.05,
        "container": 0.2,
        "ferry": 0.24,
    }.get(kind, 0.14)
    bow *= rng.uniform(0.8, 1.25)
    stern = {"sail": 0.66, "naval": 0.8, "barge": 0.94, "tanker": 0.74, "bulk": 0.74}.get(kind, 0.86) * rng.uniform(
        0.92, 1.06
    )
    t = np.linspace(0.0, 1.0, 8)
    power = 0.9 if kind == "barge" else rng.uniform(1.5, 2.2)
    front = np.stack([length * (0.5 - bow * t), half * (1.0 - (1.0 - t) ** power)], axis=1)
    back = np.array(
        [
            [-length * (0.5 - rng.uniform(0.05, 0.14)), half],
            [-length * 0.49, half * min(stern, 1.0)],
            [-length * 0.5, half * min(stern, 1.0) * 0.9],
        ]
    )
    if kind == "sail":
        back = np.array(
            [[-length * 0.2, half * 0.96], [-length * 0.49, half * stern], [-length * 0.5, half * stern * 0.9]]
        )
    return mirrored(np.concatenate([front, back]))


def _wake(rng: Generator, built: Hull) -> List[Part]:
    """Foam behind the stern and in the two arms of the bow's wave, in blots that thin out; no part of the ship."""
    foam, fast = (220, 230, 234), rng.uniform(0.3, 1.0)
    long, stern, half = built.length * rng.uniform(0.6, 3.0), -built.length * 0.48, built.half
    parts: List[Part] = []
    for share in np.sort(rng.random(64)) ** 1.5:
        at = (stern - float(share) * long, rng.normal(0.0, half * (0.25 + 0.35 * share)))
        blot = ellipse(at, half * rng.uniform(0.8, 3.2), half * rng.uniform(0.1, 0.4), 10)
        parts.append(Part(blot, foam, alpha=62 * fast * (1.0 - share) ** 1.2, counts=False, under=True))
    spread = rng.uniform(0.1, 0.3)
    for share in rng.random(30):
        for side in (1.0, -1.0):
            x, away = (
                built.length * (0.42 - 1.7 * float(share) * fast),
                half * 0.4 + float(share) * fast * 1.7 * built.length * spread,
            )
            dash = ellipse((0.0, 0.0), half * rng.uniform(0.3, 1.1), half * rng.uniform(0.06, 0.2), 8) @ np.array(
                [[1.0, -side * spread], [side * spread, 1.0]]
            )
            parts.append(
                Part(
                    dash + (x, side * (away + rng.normal(0.0, half * 0.1))),
                    foam,
                    alpha=80 * fast * (1.0 - share),
                    counts=False,
                    under=True,
                )
            )
    return parts
