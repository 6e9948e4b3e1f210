"""From maps to boxes: local maxima, calibrated, with the box that stands there."""

from __future__ import annotations

import numpy as np
import pytest
from earthscribe.inference.detection.decode import Calibration, decode, sigmoid

CALIBRATION = Calibration(np.array([0, 2], dtype=np.intp), np.array([1.0, 2.0]), np.zeros(2))


def maps(height: int = 8, width: int = 10) -> tuple:
    heat, box = np.full((3, height, width), -20.0, np.float32), np.zeros((6, height, width), np.float32)
    box[2], box[3], box[4] = np.log(20.0), np.log(8.0), 1.0
    return heat, box


def test_a_hot_cell_is_a_box_with_calibrated_confidence() -> None:
    heat, box = maps()
    heat[2, 3, 5] = 3.0
    box[:, 3, 5] = 0.25, -0.5, np.log(30.0), np.log(10.0), np.cos(2.0), np.sin(2.0)
    found = decode(heat, box, CALIBRATION, np.array([0.3, 0.3]))
    assert found.boxes.tolist() == [pytest.approx([23.0, 12.0, 30.0, 10.0, 1.0], abs=1e-4)]
    assert (found.labels.tolist(), found.scores[0]) == ([1], pytest.approx(1 / (1 + np.exp(-1.5))))


def test_only_the_hottest_of_neighbours_is_an_object() -> None:
    heat, box = maps()
    heat[0, 2:5, 2:5] = 1.0
    heat[0, 3, 3] = 2.0
    heat[0, 0, 9] = heat[0, 0, 8] = 1.5
    found = decode(heat, box, CALIBRATION, np.array([0.5, 0.5]))
    assert sorted(found.boxes[:, :2].tolist()) == [[14.0, 14.0], [34.0, 2.0]], "and of equal ones the first"


def test_confidence_below_the_least_and_classes_not_looked_for_are_left_out() -> None:
    heat, box = maps()
    heat[0, 1, 1], heat[2, 5, 5] = 4.0, 0.0
    assert decode(heat, box, CALIBRATION, np.array([2.0, 0.6])).labels.tolist() == []
    assert decode(heat, box, CALIBRATION, np.array([2.0, 0.01])).labels.tolist() == [1]
    assert decode(heat, box, CALIBRATION, np.array([0.6, 2.0])).labels.tolist() == [0]


def test_the_longer_side_is_the_length_whatever_the_network_calls_it() -> None:
    heat, box = maps()
    heat[0, 1, 1] = 4.0
    box[2, 1, 1], box[3, 1, 1] = np.log(5.0), np.log(15.0)
    length, width, angle = decode(heat, box, CALIBRATION, np.array([0.5, 0.5])).boxes[0, 2:]
    assert (length, width, angle) == pytest.approx((15.0, 5.0, np.pi / 2), abs=1e-5)


def test_confidence_never_overflows() -> None:
    assert sigmoid(np.array([-1e4, 0.0, 1e4])).tolist() == [0.0, 0.5, 1.0]
