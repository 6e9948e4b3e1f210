"""What is taken for what: rows are truth, columns are words, the last ones missed and invented."""

from __future__ import annotations

import numpy as np
from earthscribe.inference.evaluation.average_precision import Scored
from earthscribe.inference.evaluation.confusion import confusion

CAR, BUS, TREE = 0, 1, 2
THRESHOLDS = {CAR: 0.5, BUS: 0.5, TREE: 0.5}


def seen(detected: list[tuple[float, int, float]], truth: list[tuple[float, int]], **more: object) -> Scored:
    """Detections (place, label, score) and objects (place, label), all of one shape."""

    def boxes(places: list[float]) -> np.ndarray:
        return np.array([[x, 10.0, 8.0, 4.0, 0.2] for x in places]).reshape(-1, 5)

    return Scored(boxes([x for x, _, _ in detected]), np.array([s for _, _, s in detected]),
                  np.array([label for _, label, _ in detected], int), boxes([x for x, _ in truth]),
                  np.array([label for _, label in truth], int), np.ones(len(truth), bool), **more)  # type: ignore[arg-type]


def test_right_mistaken_missed_and_invented_have_their_cells() -> None:
    image = seen([(10, CAR, 0.9), (30, BUS, 0.8), (90, TREE, 0.7), (110, CAR, 0.4)],
                 [(10, CAR), (30, CAR), (50, TREE)])
    table = confusion([image], THRESHOLDS, classes=3)
    assert table[CAR, CAR] == 1
    assert table[CAR, BUS] == 1
    assert table[TREE, 3] == 1
    assert table[3, TREE] == 1
    assert table.sum() == 4


def test_unlabelled_classes_and_ignored_places_invent_nothing() -> None:
    image = seen([(90, TREE, 0.9), (120, CAR, 0.9)], [(10, CAR)], counted={CAR},
                 ignored=np.array([[120.0, 10.0, 20.0, 20.0, 0.0]]))
    table = confusion([image], THRESHOLDS, classes=3)
    assert table[CAR, 3] == 1
    assert table.sum() == 1


def test_classes_without_a_threshold_say_nothing() -> None:
    table = confusion([seen([(10, CAR, 0.9)], [(10, CAR)])], {TREE: 0.5}, classes=3)
    assert table[CAR, CAR] == 0
    assert table[CAR, 3] == 1
    assert confusion([seen([], [])], THRESHOLDS, classes=3).sum() == 0
