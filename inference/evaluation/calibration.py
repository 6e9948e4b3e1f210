"""Confidence that means frequency: scaled logits, expected calibration error, thresholds, halves to measure them on.

A network's score is sigmoid(logit). Per class a temperature divides the logit and a bias moves it, both fitted on one
half of the data by maximum likelihood: the loss that heat maps are learnt with counts misses and false finds
differently, so that a score of one half does not mean "as often as not". How far confidence and frequency still differ
is measured on the other half. Halves never cut a sequence.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

import numpy as np

from .average_precision import Curve

Array = Any

BINS = 15
COLDEST, HOTTEST = 0.1, 10.0
"""Temperatures are looked for between these."""
USUAL_SPREAD, USUAL_BIAS = 0.5, 1.5
"""How far the logarithm of a temperature, and a bias, usually are from 0: few detections make no extreme ones."""
STEPS, NEWTON_STEPS = 40, 30
GOLDEN = (math.sqrt(5.0) - 1.0) / 2.0
SUREST = 1e-6
LEAST_THRESHOLD, MOST_THRESHOLD = 0.02, 0.95


@dataclass(frozen=True)
class Bin:
    """Detections of similar confidence: how many, how sure on average, how often right."""

    low: float
    high: float
    count: int
    confidence: float
    frequency: float


@dataclass(frozen=True)
class Threshold:
    """From which confidence on detections are shown, and what that gives."""

    value: float
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2.0 * self.precision * self.recall / both if both else 0.0


def logits(scores: Array) -> Array:
    """What the sigmoid made the scores of."""
    bounded = np.clip(np.asarray(scores, np.float64), SUREST, 1.0 - SUREST)
    return np.log(bounded / (1.0 - bounded))


@dataclass(frozen=True)
class Scaling:
    """What makes a logit confidence: sigmoid(logit / temperature + bias)."""

    temperature: float = 1.0
    bias: float = 0.0

    def of(self, scores: Array) -> Array:
        """Scores of a network without scaling as they are with it."""
        return 1.0 / (1.0 + np.exp(-logits(scores) / self.temperature - self.bias))


def fit_scaling(scores: Array, right: Array) -> Scaling:
    """The scaling under which these verdicts are likeliest; near none where they hardly tell."""
    verdict = np.asarray(right, bool)
    if not verdict.any() or verdict.all():
        return Scaling()
    seen = logits(scores)

    def loss(log_temperature: float) -> float:
        scaled = seen / math.exp(log_temperature)
        bias = _likeliest_bias(scaled, verdict)
        doubt = (log_temperature / USUAL_SPREAD) ** 2 / 2.0 + (bias / USUAL_BIAS) ** 2 / 2.0
        return float(np.logaddexp(0.0, np.where(verdict, -scaled - bias, scaled + bias)).sum()) + doubt

    low, high = math.log(COLDEST), math.log(HOTTEST)
    for _ in range(STEPS):
        first, second = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
        low, high = (low, second) if loss(first) <= loss(second) else (first, high)
    temperature = math.exp((low + high) / 2.0)
    return Scaling(temperature, _likeliest_bias(seen / temperature, verdict))


def _likeliest_bias(scaled: Array, verdict: Array) -> float:
    """What must be added to these logits: the one root of a falling function, by Newton's steps."""
    bias = 0.0
    for _ in range(NEWTON_STEPS):
        sure = 1.0 / (1.0 + np.exp(-scaled - bias))
        slope = float((verdict - sure).sum()) - bias / USUAL_BIAS**2
        step = slope / (float((sure * (1.0 - sure)).sum()) + 1.0 / USUAL_BIAS**2)
        bias += max(-1.0, min(1.0, step))
    return bias


def reliability(scores: Array, right: Array, *, bins: int = BINS, equal_counts: bool = False) -> List[Bin]:
    """Detections by confidence, in bins of equal width or (adaptive) of equal count; empty bins are left out."""
    confidence = np.asarray(scores, np.float64)
    order = np.argsort(confidence, kind="stable")
    confidence, verdict = confidence[order], np.asarray(right, np.float64)[order]
    if equal_counts:
        parts = [part for part in np.array_split(np.arange(len(order)), bins) if len(part)]
        edges = [(float(confidence[part[0]]), float(confidence[part[-1]])) for part in parts]
    else:
        place = np.minimum((confidence * bins).astype(int), bins - 1)
        chosen = [number for number in range(bins) if (place == number).any()]
        parts = [np.flatnonzero(place == number) for number in chosen]
        edges = [(number / bins, (number + 1) / bins) for number in chosen]
    return [Bin(low, high, len(part), float(confidence[part].mean()), float(verdict[part].mean()))
            for part, (low, high) in zip(parts, edges)]


def expected_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: the mean distance of confidence and frequency, weighted by count."""
    total = sum(each.count for each in bins)
    return sum(each.count * abs(each.confidence - each.frequency) for each in bins) / total if total else 0.0


def choose_threshold(curve: Curve, *, precision: Optional[float] = None) -> Optional[Threshold]:
    """The threshold of best F1, or the lowest that keeps a precision; None where nothing right was found."""
    scores, precisions, recalls = curve.points()
    usable = (scores >= LEAST_THRESHOLD) & (recalls > 0.0)
    if precision is not None:
        usable &= precisions >= precision
    if not usable.any():
        return None
    quality = recalls if precision is not None else 2.0 * precisions * recalls / (precisions + recalls + SUREST)
    best = int(np.where(usable, quality, -1.0).argmax())
    below = scores[best + 1] if best + 1 < len(scores) else 0.0
    value = min(MOST_THRESHOLD, max(LEAST_THRESHOLD, round(float(max(scores[best] + below, 0.0)) / 2.0, 3)))
    return Threshold(value, *curve.at(value))


def halves(sequences: Mapping[str, Mapping[str, int]]) -> Dict[str, int]:
    """Every sequence to half 0 or 1, whole, so that of every class both halves have about the same number of objects.

    Large sequences choose first; a sequence goes where the classes it brings are rarer.
    """
    totals: Dict[str, int] = {}
    for counts in sequences.values():
        for name, count in counts.items():
            totals[name] = totals.get(name, 0) + count
    have: Tuple[Dict[str, float], Dict[str, float]] = ({}, {})
    found: Dict[str, int] = {}
    for sequence in sorted(sequences, key=lambda each: (-_weight(sequences[each], totals), each)):
        share = {name: count / totals[name] for name, count in sequences[sequence].items() if totals[name]}
        lead = sum(part * (have[0].get(name, 0.0) - have[1].get(name, 0.0)) for name, part in share.items())
        if lead == 0.0:
            lead = float(sum(have[0].values()) - sum(have[1].values()))
        half = 1 if lead > 0.0 else 0
        found[sequence] = half
        for name, part in share.items():
            have[half][name] = have[half].get(name, 0.0) + part
    return found


def _weight(counts: Mapping[str, int], totals: Mapping[str, int]) -> float:
    return max((count / totals[name] for name, count in counts.items() if totals[name]), default=0.0)
