"""What is taken for what: classes there against classes said, at one confidence per class.

Detections by falling score take the free object, of whatever class, with which they overlap most. What is said where
nothing is marked counts as invented only where that class is marked exhaustively; objects nobody found are missed.
"""

from __future__ import annotations

from typing import Any, Iterable, Mapping

import numpy as np

from .average_precision import IGNORED_SHARE, Scored
from .overlap import covered, overlaps

Array = Any


def confusion(images: Iterable[Scored], thresholds: Mapping[int, float], *, classes: int, level: float = 0.5) -> Array:
    """Counts [classes + 1, classes + 1]: rows what is there, columns what is said.

    The last row holds what was invented, the last column what was missed. Classes without a threshold are not said.
    """
    table = np.zeros((classes + 1, classes + 1), int)
    for image in images:
        _count(table, image, thresholds, level)
    return table


def _count(table: Array, image: Scored, thresholds: Mapping[int, float], level: float) -> None:
    nothing = len(table) - 1
    limits = np.array([thresholds.get(int(label), np.inf) for label in image.labels])
    shown = np.flatnonzero(np.asarray(image.scores) >= limits)
    shown = shown[np.argsort(-np.asarray(image.scores)[shown], kind="stable")]
    there = np.array([row for row, label in enumerate(image.truth_labels) if image.counts(int(label))], int)
    boxes = np.asarray(image.boxes, np.float64).reshape(-1, 5)[shown]
    truth = np.asarray(image.truth, np.float64).reshape(-1, 5)[there]
    left = overlaps(boxes, truth, oriented=np.asarray(image.oriented, bool)[there], frame=image.frame,
                    outlines=None if image.outlines is None else image.outlines[shown])
    ignored = covered(boxes, image.ignored, image.frame).max(axis=1, initial=0.0) >= IGNORED_SHARE
    found = np.zeros(len(there), bool)
    for i, row in enumerate(shown):
        said = int(image.labels[row])
        best = int(left[i].argmax()) if len(there) else -1
        if best >= 0 and left[i, best] >= level:
            table[int(image.truth_labels[there[best]]), said] += 1
            found[best] = True
            left[:, best] = -1.0
        elif image.counts(said) and not ignored[i]:
            table[nothing, said] += 1
    for missed in there[~found]:
        table[int(image.truth_labels[missed]), nothing] += 1
