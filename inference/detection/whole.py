"""All objects of pixels that are there already: what wording and evaluation ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import List, Sequence, Tuple

import numpy as np
from numpy.typing import NDArray

from ..values import Stop, never
from .answer import least_confidence
from .area import Area
from .detector import Detector, SeenAs
from .merge import Settled
from .pictures import ArrayPicture
from .scale import passes_for, without_hopeless
from .search import Scene, search_scale
from .sweep import Search, sweep
from .values import Boxes


def detect_array(pixels: NDArray[np.uint8], detector: Detector, seen_as: SeenAs, *, least: float = 0.0,
                 classes: Sequence[str] = ()) -> Boxes:
    """Boxes in pixels (height, width, 3) of known or unknown scale, surest first.

    `least` replaces the thresholds of the classes (0 keeps them), `classes` keeps only some.
    """
    found = detect_settled(ArrayPicture(pixels), detector, seen_as, Wanted(least, tuple(classes))).boxes
    return found.take(np.argsort(-found.scores, kind="stable"))


@dataclass(frozen=True)
class Wanted:
    """Which classes, and how sure."""

    least: float = 0.0
    classes: Tuple[str, ...] = ()


def detect_settled(picture: ArrayPicture, detector: Detector, seen_as: SeenAs, wanted: Wanted,
                   stop: Stop = never) -> Settled:
    """The objects of a picture with what else each was taken for, from top to bottom."""
    least = least_confidence(detector.card, wanted.classes, wanted.least)
    if not wanted.classes:
        least = without_hopeless(least, seen_as.gsd_m, detector.card, seen_as.sensor)
    area = Area.of((), picture.width, picture.height)
    labels = tuple(np.nonzero(least <= 1.0)[0].tolist())
    ways = passes_for(seen_as.gsd_m, detector.card, seen_as.sensor, labels)
    if seen_as.gsd_m is None and detector.card.searches_scale:
        scaled = search_scale(detector, picture, Scene(area, seen_as.sensor, least), stop)
        ways = scaled.passes if scaled else ways
    search = Search(ways, area, least, seen_as.sensor, detector.suppression)
    found: List[Settled] = [said for said in sweep(detector, picture, search, stop) if isinstance(said, Settled)]
    return Settled(Boxes.together([each.boxes for each in found]),
                   tuple(other for each in found for other in each.alternatives))
