"""At which scales a raster is looked at, so that objects have the sizes the model learnt.

Where the ground sample distance is known each class has a range in which it is found well; classes that want the same
scale are looked for in one pass. Pixels are used as they are wherever that fits and shrunk by 2, 4, 8 ... where they
are too fine, which costs little. Where they are too coarse they are enlarged, at most `ENLARGED` times, if all the
classes wanted need it: a pass over an enlarged picture takes longer than all the others together.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Dict, List, Optional, Sequence, Tuple

import numpy as np

from .detector import Card
from .values import Floats

ENLARGED = 3.0
"""How much a picture is enlarged at most: beyond that there is nothing more to see."""
ALIKE = 1.3
"""Scales that differ less than this are one."""
SHOWN = 2.0 * ALIKE
"""Pixels that are so many times coarser than the coarsest at which a class is found do not show it. What is found best
when it is enlarged twice has a range of half its pixel size: its own pictures must not count as too coarse.
"""
UNWANTED = 2.0
"""The least confidence of a class that is not looked for."""
STEPS = (1.5, 2.0, 3.0)
"""By how much a picture may be enlarged."""


@dataclass(frozen=True)
class Pass:
    """One way over the raster."""

    scale: float
    """Pixels of the model's picture per pixel of the file."""
    labels: Tuple[int, ...]
    """The classes looked for in it."""
    gsd_m: Optional[float] = None
    """Ground metres per pixel of the model's picture, as the model is told; None: not known."""


def passes_for(gsd: Optional[float], card: Card, sensor: str, wanted: Sequence[int]) -> Tuple[Pass, ...]:
    """The passes for a ground sample distance of the file; without one, or a model that does not care, one as it is."""
    working = card.working_gsd(sensor)
    if gsd is None or (working is None and all(card.classes[each].gsd_with(sensor) is None for each in wanted)):
        return (Pass(1.0, tuple(wanted), gsd),)
    by_scale: Dict[float, List[int]] = {}
    scales = [_scale(gsd, card.classes[label].gsd_with(sensor) or working) for label in wanted]
    most = 1.0 if min(scales) <= 1.0 else max(scales)
    for label, scale in zip(wanted, scales):
        by_scale.setdefault(min(scale, most), []).append(label)
    return tuple(Pass(scale, tuple(labels), gsd / scale) for scale, labels in _joined(by_scale))


def _scale(gsd: float, known: Optional[Tuple[float, float]]) -> float:
    finest, coarsest = known or (gsd, gsd)
    if gsd * ALIKE < finest:
        return 0.5 ** math.ceil(math.log2(finest / gsd / ALIKE))
    if gsd > coarsest * ALIKE:
        return min(STEPS, key=lambda step: abs(math.log(step * coarsest / gsd)))
    return 1.0


def _joined(by_scale: Dict[float, List[int]]) -> List[Tuple[float, List[int]]]:
    """Scales that are alike become the finer of them."""
    joined: List[Tuple[float, List[int]]] = []
    for scale in sorted(by_scale, reverse=True):
        if joined and joined[-1][0] / scale < ALIKE:
            joined[-1][1].extend(by_scale[scale])
        else:
            joined.append((scale, list(by_scale[scale])))
    return [(scale, sorted(labels)) for scale, labels in joined]


def too_coarse(gsd: Optional[float], card: Card, sensor: str, wanted: Sequence[int]) -> Tuple[int, ...]:
    """The classes that are smaller than what pixels of this size can show."""
    if gsd is None:
        return ()
    working = card.working_gsd(sensor)
    limits = ((label, card.classes[label].coarsest_with(sensor) or (working[1] if working else None))
              for label in wanted)
    return tuple(label for label, coarsest in limits if coarsest is not None and gsd > coarsest * SHOWN)


def without_hopeless(least: Floats, gsd: Optional[float], card: Card, sensor: str) -> Floats:
    """The same least confidences, but classes are not looked for that pixels of this size cannot show.

    Where that would leave none, all stay.
    """
    wanted = tuple(np.nonzero(least <= 1.0)[0].tolist())
    hopeless = too_coarse(gsd, card, sensor, wanted)
    if not hopeless or len(hopeless) == len(wanted):
        return least
    left = least.copy()
    left[list(hopeless)] = UNWANTED
    return left
