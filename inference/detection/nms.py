"""Each object once: greedy suppression of overlapping boxes by their exact overlap, surest first.

Boxes of one class suppress each other from `SAME_CLASS` on. Boxes of different classes are two readings of one object
only when they nearly coincide (`ANY_CLASS`): a car on the roof of a car park stays, and so does a tree beside a house.
Ties are broken by label and place, so that the order in which tiles were read changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional, Tuple

import numpy as np
from numpy.typing import NDArray

from .overlap import shares, touching
from .values import Boxes, Floats

Mask = NDArray[np.bool_]

SAME_CLASS = 0.3
"""Overlap (common area over union) from which on the less sure box of one class goes."""
ANY_CLASS = 0.6
"""The same between different classes."""
CUT_SHARE = 0.6
"""Share of a box cut off by its tile's edge that another box must cover to replace it."""


@dataclass(frozen=True)
class Suppression:
    """What suppresses what."""

    same_class: float = SAME_CLASS
    any_class: float = ANY_CLASS
    """Above 1: classes never suppress each other."""


USUAL = Suppression()


def ranked(found: Boxes) -> NDArray[np.intp]:
    """Indices surest first; equal ones by label, then from top to bottom and left to right."""
    boxes = found.boxes
    return np.lexsort((boxes[:, 2], boxes[:, 0], boxes[:, 1], found.labels, -found.scores))


def keep(found: Boxes, how: Suppression = USUAL, cut: Optional[Mask] = None) -> NDArray[np.intp]:
    """Indices of the boxes that stay, surest first; see `suppressing` for `cut`."""
    order = ranked(found)
    order, first, second = suppressing(found, order, how, cut)
    left = order[~greedy(len(order), first, second)]
    return left if cut is None else left[ranked(found.take(left))]


def rotated_nms(boxes: Floats, scores: Floats, threshold: float) -> NDArray[np.intp]:
    """Indices of the boxes [n, 5] that stay when all are of one class, surest first."""
    found = Boxes(boxes, scores, np.zeros(len(scores), dtype=np.intp))
    return keep(found, Suppression(threshold, 2.0))


def suppressing(found: Boxes, order: NDArray[np.intp], how: Suppression,
                cut: Optional[Mask] = None) -> Tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """An order of the boxes, and the pairs (i, j) of places in it, i before j, of which i suppresses j if it stands.

    `cut` marks boxes that a tile's edge may have shortened: a whole box that covers most of one takes its place,
    whichever is surer.
    """
    if cut is not None and cut.any():
        order = np.concatenate([order[~cut[order]], order[cut[order]]])
    ordered = found.take(order)
    first, second = touching(ordered.boxes)
    same = ordered.labels[first] == ordered.labels[second]
    if how.any_class > 1.0:
        first, second, same = first[same], second[same], same[same]
    iou, smaller = shares(ordered.boxes, (first, second))
    hit = iou >= np.where(same, how.same_class, how.any_class)
    if cut is not None:
        shortened = cut[order]
        hit |= same & (shortened[first] | shortened[second]) & (smaller >= CUT_SHARE)
    return order, first[hit], second[hit]


def greedy(count: int, first: NDArray[np.intp], second: NDArray[np.intp]) -> Mask:
    """Which boxes fall to one before them that stands itself."""
    gone = np.zeros(count, dtype=bool)
    order = np.argsort(first, kind="stable")
    first, second = first[order], second[order]
    heads, starts = np.unique(first, return_index=True)
    ends = [*starts[1:].tolist(), len(first)]
    for head, start, end in zip(heads.tolist(), starts.tolist(), ends):
        if not gone[head]:
            gone[second[start:end]] = True
    return gone


def groups(count: int, first: NDArray[np.intp], second: NDArray[np.intp]) -> NDArray[np.intp]:
    """For each box the least number of the boxes it hangs together with through pairs."""
    group = np.arange(count)
    while len(first):
        least = np.minimum(group[first], group[second])
        before = group.copy()
        np.minimum.at(group, first, least)
        np.minimum.at(group, second, least)
        group = group[group]
        if np.array_equal(before, group):
            break
    return group
