"""All numbers of a model card as one JSON value: per set and class, confusion, calibration, aims against truth.

The page is made from this value alone (`card_page`), and the value is kept beside the page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

import numpy as np

from .average_precision import Curve, ap50_95, curves
from .calibration import Bin, expected_error, reliability
from .confusion import confusion
from .fitting import Fitted, half_of, split, together
from .seeing import Seen, all_scored

Json = Dict[str, Any]

FORMAT = 1
SHOWN_FROM = 0.05
"""Calibration is measured on detections at least so sure: those that anybody asks for."""
DIGITS = 3


@dataclass(frozen=True)
class Aim:
    """What the model is meant to reach on pictures it has not seen."""

    text: str
    source: str
    label: str
    ap50: float


AIMS: Tuple[Aim, ...] = (
    Aim("Car, thermal", "hit-uav", "car", 0.80),
    Aim("Person, thermal", "hit-uav", "person", 0.60),
    Aim("Bicycle, thermal", "hit-uav", "bicycle", 0.60),
    Aim("Car, optical", "kitais-minsk-cars", "car", 0.65),
    Aim("Building, 7.5 cm", "fair-oam-buildings", "building", 0.45),
    Aim("Building, 60 cm", "naip-california-pools", "building", 0.45),
    Aim("Tree", "neon-trees", "tree", 0.35),
    Aim("Swimming pool, 60 cm", "naip-california-pools", "swimming-pool", 0.60),
    Aim("Airplane, mostly from rendered pictures", "gdit-airport", "airplane", 0.40),
    Aim("Storage tank, mostly from rendered pictures", "nc-airbus-oil-tanks", "storage-tank", 0.40),
)


@dataclass(frozen=True)
class Looks:
    """What the calibrated model saw, by kind of picture; labels are places in `names`."""

    names: Tuple[str, ...]
    thresholds: Mapping[int, float]
    told: Sequence[Seen]
    """Held-out real pictures, their scale told."""
    withheld: Sequence[Seen] = ()
    """The same, their scale withheld."""
    rendered: Sequence[Seen] = ()
    evaluation_only: Sequence[Seen] = ()
    drawn: Sequence[int] = field(default_factory=tuple)
    """Labels whose confidence is calibrated on rendered pictures too."""


def results(looks: Looks) -> Json:
    """Everything that is measured."""
    return {
        "format": FORMAT,
        "classes": [looks.names[label] for label in sorted(looks.thresholds)],
        "sets": sets(looks, looks.told, looks.withheld),
        "rendered": sets(looks, looks.rendered, ()),
        "evaluation_only": sets(looks, looks.evaluation_only, ()) if looks.evaluation_only else None,
        "confusion": confusion_of(looks),
        "calibration": calibration_of(looks),
        "aims": aims(looks),
    }


def sets(looks: Looks, told: Sequence[Seen], withheld: Sequence[Seen]) -> List[Json]:
    """Every set: how many pictures, and per class with truth how well it is found."""
    found = []
    for source in sorted({each.picture.source for each in told}):
        mine = [each for each in told if each.picture.source == source]
        blind = curves(all_scored([each for each in withheld if each.picture.source == source]))
        strict = ap50_95(all_scored(mine))
        rows = {looks.names[label]: _row(looks, label, curve, (mine, blind.get(label), strict[label]))
                for label, curve in curves(all_scored(mine)).items()}
        found.append({"set": source, "images": len(mine), "sensor": mine[0].picture.sensor,
                      "scale": _scale_words(mine), "classes": rows})
    return found


def _row(looks: Looks, label: int, curve: Curve, also: Tuple[Sequence[Seen], Optional[Curve], float]) -> Json:
    seen, blind, strict = also
    oriented = sum(int(each.picture.truth.oriented[each.picture.truth.labels == label].sum())
                   for each in seen if label in each.picture.counted)
    threshold = looks.thresholds.get(label)
    precision, recall = curve.at(threshold) if threshold is not None else (None, None)
    return {"objects": curve.objects, "oriented": oriented, "ap50": _short(curve.average_precision()),
            "ap50_95": _short(strict), "ap50_scale_withheld": _short(blind.average_precision()) if blind else None,
            "precision": _short(precision), "recall": _short(recall), "left_out": threshold is None}


def _scale_words(seen: Sequence[Seen]) -> str:
    if all(each.picture.gsd is None for each in seen):
        return "unknown"
    return "derived" if any(getattr(each.picture, "gsd_derived", False) for each in seen) else "known"


def confusion_of(looks: Looks) -> Json:
    """Who is taken for whom on the real held-out pictures."""
    labels = sorted(looks.thresholds)
    table = confusion(all_scored(looks.told), looks.thresholds, classes=len(looks.names))
    kept = [*labels, len(looks.names)]
    return {"classes": [looks.names[label] for label in labels], "counts": table[np.ix_(kept, kept)].tolist()}


def calibration_of(looks: Looks) -> Json:
    """How far confidence is from frequency, on the half that nothing was fitted on."""
    half = half_of(each.picture for each in [*looks.told, *looks.rendered])
    checked = split(looks.told, half)[1]
    real = curves(all_scored(checked), with_empty=True)
    whole = curves(all_scored([*checked, *split(looks.rendered, half)[1]]), with_empty=True)
    used = {label: (whole if label in looks.drawn else real).get(label) for label in sorted(looks.thresholds)}
    parts = {label: _plausible(curve) for label, curve in used.items() if curve is not None}
    shown = [_plausible(curve, looks.thresholds[label]) for label, curve in parts.items()]
    return {
        "from_confidence": SHOWN_FROM,
        "overall": _errors(*together(list(parts.values()))),
        "shown": _errors(*together(shown)),
        "classes": {looks.names[label]: _errors(curve.scores, curve.right) for label, curve in parts.items()},
    }


def _plausible(curve: Curve, least: float = SHOWN_FROM) -> Curve:
    kept = curve.scores >= least
    return Curve(curve.scores[kept], curve.right[kept], curve.objects)


def _errors(scores: Any, right: Any) -> Json:
    even, adaptive = reliability(scores, right), reliability(scores, right, equal_counts=True)
    return {"detections": len(scores), "ece": _short(expected_error(even)),
            "ece_adaptive": _short(expected_error(adaptive)), "bins": [_bin(each) for each in even]}


def _bin(each: Bin) -> List[float]:
    return [round(each.low, 4), round(each.high, 4), each.count, round(each.confidence, 4), round(each.frequency, 4)]


def aims(looks: Looks) -> List[Json]:
    """What was aimed at and what came out; None where it was not measured."""
    measured = {(each["set"], name): row["ap50"]
                for each in [*sets(looks, looks.told, ()), *sets(looks, looks.evaluation_only, ())]
                for name, row in each["classes"].items()}
    return [{"what": each.text, "set": each.source, "class": each.label, "aim": each.ap50,
             "ap50": measured.get((each.source, each.label))} for each in AIMS]


def class_rows(fitted: Fitted, names: Sequence[str]) -> List[Json]:
    """Scalings and thresholds as they were fitted, with the precision and recall of the other half."""
    return [{"class": names[label], "temperature": fit.scaling.temperature, "bias": fit.scaling.bias,
             "threshold": fit.threshold.value,
             "precision": _short(fit.threshold.precision), "recall": _short(fit.threshold.recall),
             "objects": fit.objects, "checked_apart": fit.checked_apart} for label, fit in sorted(fitted.fits.items())]


def _short(value: Optional[float]) -> Optional[float]:
    return None if value is None else round(float(value), DIGITS)
