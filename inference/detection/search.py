"""The search for the scale where no ground sample distance is known: look at samples at several scales, keep the best.

At the right scale the model is sure of more objects than at its neighbours. A scale is scored by the squares of the
confidences of what stands after suppression. To the best one others are added as far as they find objects that it
misses, since small and large objects may want different ones; an enlarged picture costs most and must bring most.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Dict, List, Optional, Sequence, Tuple

import numpy as np

from ..geometry import PixelWindow
from ..values import Stop, never
from .area import Area
from .detector import Card, Detector, SeenAs
from .nms import keep
from .pictures import Picture
from .scale import Pass
from .tiles import cut, in_file
from .values import Boxes, Floats

SCALES = (1.0, 0.5, 0.25, 0.125, 2.0)
WHOLE_SIDE, SAMPLE_SIDE = 1536, 1024
"""A raster up to so many pixels square is looked at whole, larger ones in samples of this side."""
SAMPLES = 5
LEAST_SIDE = 64
"""A picture smaller than this shows nothing."""
GAIN, GAIN_ENLARGED = 0.1, 0.25
"""By which part a further scale must raise the score to be used as well, and one that enlarges."""
SURE = 0.5
FEWEST = 3
"""So many sure objects of known length are needed to derive a ground sample distance."""
LOOSE = 1.8
"""Classes whose longest is so many times their shortest say nothing about the scale."""


@dataclass(frozen=True)
class Scaled:
    """The outcome: passes to make, and the ground sample distance of the file that follows from known objects."""

    passes: Tuple[Pass, ...]
    gsd_m: Optional[float] = None
    """Derived; None where too few objects of known length were found."""
    basis: Tuple[int, str] = (0, "")
    """How many objects of which class it was derived from."""


@dataclass(frozen=True)
class Scene:
    """What is searched, and for what."""

    area: Area
    sensor: str
    least: Floats
    """Per label the least confidence; above 1: not looked for."""
    scales: Tuple[float, ...] = SCALES


def search_scale(detector: Detector, picture: Picture, scene: Scene, stop: Stop = never) -> Optional[Scaled]:
    """The scales at which to look; None when it was stopped."""
    wanted = tuple(np.nonzero(scene.least <= 1.0)[0].tolist())
    least = np.maximum(scene.least, _thresholds(detector.card, scene.least))
    regions = _samples(scene.area)
    tries: Dict[float, Boxes] = {}
    for scale in scene.scales:
        found: List[Boxes] = []
        for region in regions:
            if scale < 1.0 and min(region.width, region.height) * scale < LEAST_SIDE:
                continue
            for tile in (tile for row in cut(region, (picture.width, picture.height), scale, detector.card)
                         for tile in row):
                if stop():
                    return None
                shown, valid = picture.read(tile.window, tile.size)
                if valid.any():
                    prepared = detector.prepare(shown, SeenAs(scene.sensor))
                    found.append(_own(in_file(detector.run([prepared], least)[0], tile), tile.core))
        tries[scale] = _standing(found)
    return _chosen(tries, detector.card, wanted)


def _thresholds(card: Card, least: Floats) -> Floats:
    """A class is judged by what it is at least half sure of, however low the user's own least confidence is."""
    return np.where(least <= 1.0, np.array([max(SURE / 2, each.threshold) for each in card.classes]), least)


def _samples(area: Area) -> List[PixelWindow]:
    """The whole area where it is small, else squares spread over it."""
    region = area.window
    if region.width * region.height <= WHOLE_SIDE**2:
        return [region]
    across, down = math.ceil(region.width / SAMPLE_SIDE), math.ceil(region.height / SAMPLE_SIDE)
    squares = [PixelWindow(region.x + SAMPLE_SIDE * column, region.y + SAMPLE_SIDE * row, SAMPLE_SIDE,
                           SAMPLE_SIDE).intersection(region) for row in range(down) for column in range(across)]
    squares = [each for each in squares if area.touches(each)]
    steps = np.linspace(0, len(squares) - 1, min(SAMPLES, len(squares)) + 2)[1:-1]
    return [squares[round(at)] for at in steps] if len(squares) > SAMPLES else squares


def _own(found: Boxes, core: PixelWindow) -> Boxes:
    """Those whose centre lies in the core."""
    x, y = found.boxes[:, 0], found.boxes[:, 1]
    return found.take((x >= core.x) & (x < core.right) & (y >= core.y) & (y < core.bottom))


def _standing(several: Sequence[Boxes]) -> Boxes:
    """What stands after suppression."""
    found = Boxes.together(several)
    return found.take(keep(found))


def _score(found: Boxes) -> float:
    return float(np.square(found.scores).sum())


def _chosen(tries: Dict[float, Boxes], card: Card, wanted: Tuple[int, ...]) -> Scaled:
    """The best scale, and those that add to it."""
    best = max(tries, key=lambda scale: (_score(tries[scale]), -scale))
    if not len(tries[best]):
        return Scaled((Pass(1.0, wanted),))
    used, standing = [best], tries[best]
    left = [scale for scale in tries if scale != best and len(tries[scale])]
    while left:
        more = max(left, key=lambda scale: _score(_standing([standing, tries[scale]])))
        both = _standing([standing, tries[more]])
        if _score(both) < _score(standing) * (1.0 + (GAIN_ENLARGED if more > 1.0 else GAIN)):
            break
        used.append(more)
        left.remove(more)
        standing = both
    gsd, basis = derived_gsd(standing, card)
    return Scaled(tuple(Pass(scale, wanted) for scale in sorted(used, reverse=True)), gsd, basis)


def derived_gsd(found: Boxes, card: Card) -> Tuple[Optional[float], Tuple[int, str]]:
    """The ground sample distance of the file from objects in its pixels whose length on the ground is known well."""
    best: Tuple[int, str, float] = (0, "", 0.0)
    for label, each in enumerate(card.classes):
        if each.length_m is None or each.length_m[1] > LOOSE * each.length_m[0]:
            continue
        lengths = found.boxes[(found.labels == label) & (found.scores >= SURE), 2]
        if len(lengths) >= max(FEWEST, best[0]):
            typical = math.sqrt(each.length_m[0] * each.length_m[1])
            best = len(lengths), each.name, typical / float(np.median(lengths))
    return (best[2], best[:2]) if best[0] else (None, (0, ""))
