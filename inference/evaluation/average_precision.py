"""Average precision of detections, as people who compare detectors define it, for oriented and axis-aligned truth.

For validation inside a training loop one call is enough:

    from earthscribe.inference.evaluation.average_precision import Scored, ap50

    scored = [Scored(boxes, scores, labels, truth, truth_labels, oriented, ignored, counted, frame) for each image]
    ap50(scored)  ->  {label: AP50}, only labels that have truth in an image where they are counted

    boxes [n, 5], scores [n], labels [n]           detections: cx, cy, length, width, angle (long side, radians, y down)
    truth [m, 5], truth_labels [m], oriented [m]   False: the axis of the truth is unknown, bounds are compared
    ignored [k, 5]                                 neither background nor truth, of whatever class
    counted                                        labels for which this image is exhaustively labelled; None = all
    frame                                          (width, height): boxes are cut there before they are compared
    outlines [n, 4]                                upright bounds of detections that do not fill their boxes

All boxes are in pixels of the same picture. The rules: within an image and class detections come by falling score;
each takes the free truth with which it overlaps most, if that is at least the level (0.5). What takes none and lies at
least half in an ignored box is dropped; any other is false. Labels that are not counted in an image are left out there,
detections and truth alike. The area under the curve is that of the precision envelope at every recall (all points).
Detections of equal score enter together, so that their order does not matter across images.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Collection, Dict, Iterable, List, Optional, Sequence, Tuple

import numpy as np

from .overlap import Frame, covered, overlaps

Array = Any

LEVELS = tuple(round(0.5 + 0.05 * step, 2) for step in range(10))
"""The overlaps that AP50:95 averages over."""
IGNORED_SHARE = 0.5
"""How much of a detection must lie in an ignored box to be left out."""


def no_boxes() -> Array:
    """An empty table of boxes."""
    return np.zeros((0, 5))


@dataclass(frozen=True)
class Scored:
    """One image: what was detected and what is there."""

    boxes: Array
    scores: Array
    labels: Array
    truth: Array
    truth_labels: Array
    oriented: Array
    ignored: Array = field(default_factory=no_boxes)
    counted: Optional[Collection[int]] = None
    frame: Frame = None
    outlines: Optional[Array] = None
    """Upright bounds [n, 4] of the detections, for truth without an axis, where they are not those of the corners."""

    def counts(self, label: int) -> bool:
        """Whether every object of this label is marked in this image."""
        return self.counted is None or label in self.counted


@dataclass(frozen=True)
class Curve:
    """All detections of one label by falling score: which were right, and how many objects there are."""

    scores: Array
    right: Array
    objects: int

    def points(self) -> Tuple[Array, Array, Array]:
        """Score, precision and recall after each group of equal scores."""
        if not len(self.scores):
            return np.zeros(0), np.zeros(0), np.zeros(0)
        last = np.append(self.scores[1:] != self.scores[:-1], True)
        found = np.cumsum(self.right)[last]
        said = np.arange(1, len(self.scores) + 1)[last]
        return self.scores[last], found / said, found / max(1, self.objects)

    def average_precision(self) -> float:
        """Area under the precision envelope; 0 where nothing was found."""
        _, precision, recall = self.points()
        envelope = np.maximum.accumulate(precision[::-1])[::-1]
        return float((np.diff(recall, prepend=0.0) * envelope).sum())

    def at(self, threshold: float) -> Tuple[float, float]:
        """Precision and recall of the detections that score at least so much; precision is 1 where there is none."""
        said = int((self.scores >= threshold).sum())
        found = int(self.right[self.scores >= threshold].sum())
        return (found / said if said else 1.0), found / max(1, self.objects)


def ap50(images: Iterable[Scored]) -> Dict[int, float]:
    """AP at overlap 0.5 of every label that has truth."""
    return {label: curve.average_precision() for label, curve in curves(images).items()}


def ap50_95(images: Iterable[Scored]) -> Dict[int, float]:
    """AP averaged over the overlaps 0.5, 0.55 ... 0.95."""
    seen = [_Overlapping(image) for image in images]
    found = [_curves(seen, level) for level in LEVELS]
    return {label: float(np.mean([each[label].average_precision() for each in found])) for label in found[0]}


def curves(images: Iterable[Scored], *, level: float = 0.5, with_empty: bool = False) -> Dict[int, Curve]:
    """The curve of every label that has truth; of every label detected where it is counted, too, if so wished."""
    return _curves([_Overlapping(image) for image in images], level, with_empty=with_empty)


def only(image: Scored, label: int) -> Scored:
    """The image with the detections and the truth of one label alone."""
    said, there = np.asarray(image.labels) == label, np.asarray(image.truth_labels) == label
    return replace(image, boxes=image.boxes[said], scores=image.scores[said], labels=image.labels[said],
                   outlines=None if image.outlines is None else image.outlines[said],
                   truth=image.truth[there], truth_labels=image.truth_labels[there], oriented=image.oriented[there],
                   counted=frozenset({label} if image.counts(label) else ()))


def verdicts(image: Scored, *, level: float = 0.5) -> Array:
    """Of every detection of one image: 1 right, 0 false, -1 left out (ignored, or of a label not counted here)."""
    seen = _Overlapping(image)
    verdict = np.full(len(image.boxes), -1)
    for label in seen.labels():
        rows, _ = seen.of(label)
        verdict[rows] = seen.matched(label, level)
    return verdict


def taken(image: Scored, *, level: float = 0.5) -> Array:
    """Of every object of one image: whether a detection was right about it."""
    seen = _Overlapping(image)
    found = np.zeros(len(image.truth), bool)
    for label in seen.labels():
        _, columns = seen.of(label)
        found[columns[[column for _, column in seen.pairs(label, level)]]] = True
    return found


class _Overlapping:
    """One image with its overlaps, computed once for every level; detections by falling score."""

    def __init__(self, image: Scored) -> None:
        self.image = image
        self.order = np.argsort(-np.asarray(image.scores, np.float64), kind="stable")
        self.detected = np.asarray(image.labels, np.int64).reshape(-1)
        self.there = np.asarray(image.truth_labels, np.int64).reshape(-1)
        self.oriented = np.asarray(image.oriented, bool).reshape(-1)
        self.boxes = np.asarray(image.boxes, np.float64).reshape(-1, 5)
        self.truth = np.asarray(image.truth, np.float64).reshape(-1, 5)
        ignored = np.asarray(image.ignored, np.float64).reshape(-1, 5)
        self.ignored = np.zeros(len(self.boxes), bool)
        if len(ignored) and len(self.boxes):
            self.ignored = covered(self.boxes, ignored, image.frame).max(axis=1) >= IGNORED_SHARE
        self._overlap: Dict[int, Array] = {}

    def labels(self) -> List[int]:
        """The labels detected or there, and counted."""
        return [int(label) for label in np.union1d(self.detected, self.there) if self.image.counts(int(label))]

    def of(self, label: int) -> Tuple[Array, Array]:
        """The rows of detections, by falling score, and of truth of one label."""
        return self.order[self.detected[self.order] == label], np.flatnonzero(self.there == label)

    def matched(self, label: int, level: float) -> Array:
        """1 right, 0 false, -1 ignored, of the detections of one label by falling score."""
        rows, _ = self.of(label)
        verdict = np.where(self.ignored[rows], -1, 0)
        verdict[[row for row, _ in self.pairs(label, level)]] = 1
        return verdict

    def pairs(self, label: int, level: float) -> List[Tuple[int, int]]:
        """Which detection of a label (by falling score) took which of its objects."""
        rows, columns = self.of(label)
        if not len(rows) or not len(columns):
            return []
        if label not in self._overlap:
            outlines = None if self.image.outlines is None else self.image.outlines[rows]
            self._overlap[label] = overlaps(self.boxes[rows], self.truth[columns], oriented=self.oriented[columns],
                                            frame=self.image.frame, outlines=outlines)
        left = self._overlap[label].copy()
        found: List[Tuple[int, int]] = []
        for row in np.flatnonzero(left.max(axis=1) >= level).tolist():
            best = int(left[row].argmax())
            if left[row, best] >= level:
                found.append((row, best))
                left[:, best] = -1.0
        return found


def _curves(seen: Sequence[_Overlapping], level: float, *, with_empty: bool = False) -> Dict[int, Curve]:
    scores: Dict[int, List[Array]] = {}
    right: Dict[int, List[Array]] = {}
    objects: Dict[int, int] = {}
    for image in seen:
        for label in image.labels():
            rows, columns = image.of(label)
            verdict = image.matched(label, level)
            scores.setdefault(label, []).append(np.asarray(image.image.scores, np.float64)[rows][verdict >= 0])
            right.setdefault(label, []).append(verdict[verdict >= 0] == 1)
            objects[label] = objects.get(label, 0) + len(columns)
    return {label: _curve(scores[label], right[label], objects[label])
            for label in sorted(objects) if objects[label] or with_empty}


def _curve(scores: Sequence[Array], right: Sequence[Array], objects: int) -> Curve:
    together, verdict = np.concatenate(scores), np.concatenate(right)
    order = np.argsort(-together, kind="stable")
    return Curve(together[order], verdict[order], objects)
