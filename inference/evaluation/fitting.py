"""From what an uncalibrated network saw to the numbers of its card: scaling and threshold per class.

Scalings and thresholds are fitted on one half of the pictures; precision, recall and calibration error are those of
the other half. Where a class has too few objects for halves all are used for both, and the fit says so. A class that is
found too badly to be of use, or of which there is too little to tell, is left out by name. Rendered pictures in which
a class is of no use although it is found in real ones have no say; that is told as well.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, Iterable, List, Mapping, Optional, Sequence, Tuple, Union

import numpy as np

from .average_precision import Curve, curves, only
from .calibration import Scaling, Threshold, choose_threshold, fit_scaling, halves
from .seeing import Labelled, Seen, kin

Array = Any

USEFUL_AP = 0.10
"""Below this AP50 a class is left out."""
ENOUGH_OBJECTS = 5
"""With fewer objects nobody can say how well a class is found."""
HALVED_FROM = 16
"""Objects a class needs for two halves."""
PLAUSIBLE = 0.02
"""Scores below are not fitted: nobody is shown them."""
LEAST_PRECISION = 0.4
"""Where the best F1 shows more wrong than right, the threshold rises until this much is right, if it can."""


@dataclass(frozen=True)
class Fit:
    """One class as the network's card says it."""

    label: int
    scaling: Scaling
    threshold: Threshold
    """Its precision and recall are those of the half it was not chosen on."""
    objects: int
    average_precision: float
    checked_apart: bool


@dataclass(frozen=True)
class Fitted:
    """All classes: those that stay, and why others do not."""

    fits: Mapping[int, Fit]
    left_out: Mapping[int, str]
    not_in_rendered: Mapping[int, str] = field(default_factory=dict)
    """Classes that stay for what real pictures show, and why rendered ones were left aside."""


def half_of(pictures: Iterable[Labelled]) -> Dict[str, int]:
    """Every family of look-alikes to a half, so that both have about as much of each class; set by set."""
    counts: Dict[str, Dict[str, Dict[str, int]]] = {}
    for picture in pictures:
        mine = counts.setdefault(picture.source, {}).setdefault(kin(picture), {})
        for label in picture.truth.labels:
            mine[str(label)] = mine.get(str(label), 0) + 1
    return {family: half for families in counts.values() for family, half in halves(families).items()}


def split(seen: Sequence[Seen], half: Mapping[str, int]) -> Tuple[List[Seen], List[Seen]]:
    """The half to fit on and the half to check on."""
    return ([each for each in seen if half[kin(each.picture)] == 0],
            [each for each in seen if half[kin(each.picture)] == 1])


def fit_all(real: Sequence[Seen], rendered: Sequence[Seen], *, classes: int, drawn: Sequence[int],
            precision: Optional[float] = None) -> Fitted:
    """Fit every class: on held-out real pictures, those in `drawn` on rendered ones too.

    Thresholds are those of best F1, or where a precision is given the lowest that keep it.
    """
    fits: Dict[int, Fit] = {}
    left_out: Dict[int, str] = {}
    aside: Dict[int, str] = {}
    half = half_of(each.picture for each in [*real, *rendered])
    for label in range(classes):
        seen = _showing([*real, *rendered] if label in drawn else real, label)
        why = _lost(rendered, label) if label in drawn and _useless(real, label) is None else None
        if why is not None:
            aside[label], seen = why, _showing(real, label)
        found = _fit(label, seen, half, precision)
        if isinstance(found, Fit):
            fits[label] = found
        else:
            left_out[label] = found
    return Fitted(fits, left_out, {label: why for label, why in aside.items() if label in fits})


def _useless(seen: Sequence[Seen], label: int) -> Optional[str]:
    """Why a class cannot be found well enough in these pictures, or that it can."""
    whole = _curve(_showing(seen, label), label)
    if whole is None or whole.objects < ENOUGH_OBJECTS:
        count = whole.objects if whole else 0
        return f"{count or 'no'} held-out {'object' if count == 1 else 'objects'}, too few to say how well it is found"
    return _poor(whole)


def _lost(seen: Sequence[Seen], label: int) -> Optional[str]:
    """How badly a class is found in these pictures; nothing where it is found, or there is too little of it to tell."""
    whole = _curve(_showing(seen, label), label)
    return None if whole is None or whole.objects < ENOUGH_OBJECTS else _poor(whole)


def _poor(whole: Curve) -> Optional[str]:
    quality = whole.average_precision()
    return None if quality >= USEFUL_AP else \
        f"AP50 {quality:.2f} on {whole.objects} held-out objects, below {USEFUL_AP:.2f}"


def _showing(seen: Sequence[Seen], label: int) -> List[Seen]:
    """Pictures of the sensors with which the class is ever seen; elsewhere its absence teaches nothing."""
    sensors = {each.picture.sensor for each in seen if (each.picture.truth.labels == label).any()}
    return [each for each in seen if each.picture.sensor in sensors and label in each.picture.counted]


def _fit(label: int, seen: Sequence[Seen], half: Mapping[str, int], precision: Optional[float]) -> Union[Fit, str]:
    """The class, or why it is left out."""
    why, whole = _useless(seen, label), _curve(seen, label)
    if why is not None or whole is None:
        return why or ""
    first, second = split(seen, half)
    fitted, checked = _curve(first, label), _curve(second, label)
    apart = (whole.objects >= HALVED_FROM and fitted is not None and checked is not None
             and bool(fitted.right.any()) and min(fitted.objects, checked.objects) >= ENOUGH_OBJECTS)
    base, other = (fitted, checked) if apart and fitted and checked else (whole, whole)
    scaling = scaling_of(base)
    chosen = _threshold(scaled(base, scaling), precision)
    if chosen is None:
        return f"no confidence from which on it is right often enough ({whole.objects} held-out objects)"
    said = Threshold(chosen.value, *scaled(other, scaling).at(chosen.value))
    return Fit(label, scaling, said, whole.objects, whole.average_precision(), apart)


def scaling_of(curve: Curve) -> Scaling:
    """The scaling that fits one class."""
    plausible = curve.scores >= PLAUSIBLE
    found = fit_scaling(curve.scores[plausible], curve.right[plausible])
    return Scaling(round(found.temperature, 3), round(found.bias, 3))


def scaled(curve: Curve, scaling: Scaling) -> Curve:
    """The curve with its scores as confidence."""
    return Curve(scaling.of(curve.scores), curve.right, curve.objects)


def _threshold(curve: Curve, precision: Optional[float]) -> Optional[Threshold]:
    if precision is not None:
        return choose_threshold(curve, precision=precision)
    best = choose_threshold(curve)
    if best is not None and best.precision < LEAST_PRECISION:
        return choose_threshold(curve, precision=LEAST_PRECISION) or best
    return best


def _curve(seen: Sequence[Seen], label: int) -> Optional[Curve]:
    return curves(only(each.scored(), label) for each in seen).get(label)


def together(parts: Sequence[Curve]) -> Tuple[Array, Array]:
    """Scores and verdicts of several classes as one."""
    if not parts:
        return np.zeros(0), np.zeros(0, bool)
    return np.concatenate([each.scores for each in parts]), np.concatenate([each.right for each in parts])
