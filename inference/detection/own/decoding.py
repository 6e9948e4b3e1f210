"""Outputs of people's own detectors -> boxes as all have them here: centre, length, width, direction of the length.

Pure functions of arrays. A box becomes several candidates where several classes are sure enough; what overlaps is
sorted out by whoever merges tiles.
"""

from __future__ import annotations

import math
from typing import Any, List, Optional, Sequence, Tuple

import numpy as np
from numpy.typing import NDArray

from ..values import Boxes, Floats
from .layout import Layout, Names, Part

Outputs = Sequence[NDArray[Any]]
Size = Tuple[int, int]
MOST = 4000
"""Candidates kept of one picture, surest first."""
ROUNDING = 2e-3
"""By how much a probability of 16 bits may be off."""
PART_OF_PICTURE = 2.0
"""Coordinates none of which is above this are parts of the picture, not pixels."""
NOT_NUMBERS = "its scores are not numbers"
LARGEST = 4.0
"""A side longer than so many pictures is no box."""


class Unreadable(Exception):
    """The outputs are not what they were taken for; the message says why, in words."""


def table(outputs: Outputs, part: Part) -> NDArray[Any]:
    """The columns of a part, one candidate per row."""
    found = outputs[part.output]
    if found.ndim < 2:
        found = found.reshape(-1, 1)
    if part.turned:
        found = found.T
    if part.columns and part.columns[-1] >= found.shape[1]:
        raise Unreadable(f"an output has {found.shape[1]} columns where {part.columns[-1] + 1} are needed")
    first, count = part.columns[0], len(part.columns)
    straight = part.columns == tuple(range(first, first + count))
    return found[:, first:first + count] if straight else found[:, list(part.columns)]


def decode(outputs: Outputs, layout: Layout, names: Names, size: Size, least: Floats) -> Boxes:
    """The candidates of one picture of `size` = (width, height), at least `least[label]` sure, in its pixels."""
    rows, labels, scores = _candidates(outputs, layout, names, least)
    if not len(rows):
        return Boxes.none()
    if len(rows) > MOST:
        first = np.argsort(-scores, kind="stable")[:MOST]
        rows, labels, scores = rows[first], labels[first], scores[first]
    everything = table(outputs, layout.box)
    raw = everything[rows].astype(np.float64)
    if _normalised(everything, layout):
        raw = raw * _units(layout.form, size)
    boxes = oriented(raw, layout)
    sound = np.isfinite(boxes).all(axis=1) & (boxes[:, 3] > 0.0) & (boxes[:, 2] <= LARGEST * max(size))
    return Boxes(boxes[sound], scores[sound], labels[sound])


def _candidates(outputs: Outputs, layout: Layout, names: Names,
                least: Floats) -> Tuple[NDArray[np.intp], NDArray[np.intp], Floats]:
    """Row, label and score of whatever is sure enough."""
    sure = _confidence(table(outputs, layout.scores), layout.activation)
    if layout.objectness is not None:
        sure = sure * _confidence(table(outputs, layout.objectness), "probabilities")
    if layout.label is None:
        columns = list(names.numbers)
        if columns[-1] >= sure.shape[1]:
            raise Unreadable(f"it has scores of {sure.shape[1]} classes and {len(columns)} names")
        chosen = sure if columns == list(range(sure.shape[1])) else sure[:, columns]
        rows, labels = _hot(chosen, least)
        return rows, labels, np.minimum(chosen[rows, labels].astype(np.float64), 1.0)
    numbers = _whole(table(outputs, layout.label)[:, 0])
    known, which = _labels(numbers, names)
    scores = sure[:, 0]
    hot = (scores >= float(least.min())) & (scores > 0.0)
    odd = numbers[hot & ((numbers < 0) | (numbers >= names.span))]
    if len(odd):
        raise Unreadable(f"it found something of class number {odd[0]:.0f} and knows {names.span} classes")
    rows = np.nonzero(hot & known & (scores >= least[which]))[0]
    return rows, which[rows], np.minimum(scores[rows].astype(np.float64), 1.0)


def _hot(scores: NDArray[Any], least: Floats) -> Tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Rows and columns that are sure enough, looked for in the order in which they lie in memory."""
    bound = least.astype(scores.dtype)
    if scores.flags.f_contiguous:
        turned = scores.T
        labels, rows = np.nonzero(turned >= bound[:, np.newaxis])
        return rows, labels
    rows, labels = np.nonzero(scores >= bound)
    return rows, labels


def _whole(numbers: NDArray[Any]) -> Floats:
    """Numbers of classes as whole ones; -1 where there is none."""
    return np.nan_to_num(np.asarray(numbers, dtype=np.float64), nan=-1.0, posinf=-1.0, neginf=-1.0).round()


def _labels(numbers: Floats, names: Names) -> Tuple[NDArray[np.bool_], NDArray[np.intp]]:
    """Whether the number of each row is a wanted class, and which."""
    ranked = np.asarray(names.numbers)
    at = np.clip(np.searchsorted(ranked, numbers), 0, len(ranked) - 1)
    return ranked[at] == numbers, at


def _confidence(values: NDArray[Any], activation: str) -> NDArray[Any]:
    numbers: NDArray[Any] = values.astype(np.float32) if values.dtype == np.float16 else values
    if not np.issubdtype(numbers.dtype, np.floating):
        numbers = numbers.astype(np.float32)
    if activation == "probabilities":
        return _checked(numbers)
    if numbers.size and not np.isfinite(numbers).any():
        raise Unreadable(NOT_NUMBERS)
    if activation == "sigmoid":
        return np.asarray(0.5 * (1.0 + np.tanh(0.5 * np.nan_to_num(numbers, nan=-100.0))))
    raised = np.exp(numbers - numbers.max(axis=1, keepdims=True, initial=-np.inf))
    return np.asarray(np.nan_to_num(raised / raised.sum(axis=1, keepdims=True)))


def _checked(scores: NDArray[Any]) -> NDArray[Any]:
    """Scores that are confidences already; those that are no numbers are never sure enough."""
    if not scores.size:
        return scores
    low, high = float(np.fmin.reduce(scores, axis=None)), float(np.fmax.reduce(scores, axis=None))
    if np.isnan(high):
        raise Unreadable(NOT_NUMBERS)
    if high > 1.0 + ROUNDING or low < -ROUNDING:
        raise Unreadable(f"its scores run from {low:.3g} to {high:.3g} and not from 0 to 1")
    return scores


def _normalised(everything: NDArray[Any], layout: Layout) -> bool:
    if layout.normalised is not None:
        return layout.normalised
    finite = everything[np.isfinite(everything)]
    return bool(len(finite)) and float(np.abs(finite).max()) <= PART_OF_PICTURE


def _units(form: str, size: Size) -> Floats:
    """What turns parts of the picture into pixels, column by column."""
    width, height = float(size[0]), float(size[1])
    if form == "yxyx":
        return np.array([height, width, height, width])
    if form == "cxcywha":
        return np.array([width, height, width, height, 1.0])
    return np.array([width, height] * (4 if form == "corners" else 2))


def oriented(raw: Floats, layout: Layout) -> Floats:
    """[n, 5] from boxes as the model writes them, in pixels; sides that are none come out as none."""
    if layout.form == "corners":
        return _of_corners(raw.reshape(-1, 4, 2))
    angle: Optional[Floats] = None
    if layout.form == "cxcywha":
        angle = np.radians(raw[:, 4]) if layout.degrees else raw[:, 4]
        angle = -angle if layout.counter_clockwise else angle
    a, b, c, d = raw[:, :4].T
    if layout.form == "yxyx":
        a, b, c, d = b, a, d, c
    if layout.form in ("xyxy", "yxyx"):
        a, b, c, d = (a + c) / 2, (b + d) / 2, c - a, d - b
    elif layout.form == "xywh":
        a, b = a + c / 2, b + d / 2
    return along(a, b, c, d, np.zeros(len(raw)) if angle is None else angle)


def along(*parts: Floats) -> Floats:
    """[n, 5] from centre, two sides and the angle of the first: the longer side gives the direction, in [0, pi)."""
    x, y, first, second, angle = parts
    swap = second > first
    turned: List[Floats] = [x, y, np.where(swap, second, first), np.where(swap, first, second),
                            np.mod(np.where(swap, angle + math.pi / 2, angle), math.pi)]
    return np.stack(turned, axis=1)


def _of_corners(points: Floats) -> Floats:
    """The right-angled box nearest to four points in order round it."""
    across = (points[:, 1] - points[:, 0] + points[:, 2] - points[:, 3]) / 2
    down = (points[:, 3] - points[:, 0] + points[:, 2] - points[:, 1]) / 2
    centre = points.mean(axis=1)
    return along(centre[:, 0], centre[:, 1], np.hypot(across[:, 0], across[:, 1]), np.hypot(down[:, 0], down[:, 1]),
                 np.arctan2(across[:, 1], across[:, 0]))
