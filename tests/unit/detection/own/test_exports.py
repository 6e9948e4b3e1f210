"""The same boxes are read from whatever shape a tool exports them in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from earthscribe.inference.detection import SeenAs
from earthscribe.inference.detection.nms import Suppression, keep
from earthscribe.inference.detection.overlap import shares
from earthscribe.inference.detection.own import open_detector
from earthscribe.inference.detection.values import Boxes
from earthscribe.tests import own_graphs
from earthscribe.tests.own_graphs import SIDE, STRAIGHT, TILTED, Truth
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("onnxruntime")
CHIP = np.full((SIDE, SIDE, 3), 90, np.uint8)


def scattered(seed: int, count: int, *, tilted: bool) -> Truth:
    """Boxes of which no two touch."""
    random = np.random.default_rng(seed)
    places = random.permutation(36)[:count]
    x, y = places % 6 * 100 + 70 + random.uniform(-8, 8, count), places // 6 * 100 + 70 + random.uniform(-8, 8, count)
    length = random.uniform(20, 80, count)
    width = length * random.uniform(0.2, 0.9, count)
    angle = random.uniform(0, np.pi, count) if tilted else random.integers(0, 2, count) * np.pi / 2
    return Truth(np.stack([x, y, length, width, angle], 1), random.uniform(0.5, 0.99, count),
                 random.integers(0, 3, count))


def found_by(path: Path, least: float = 0.3) -> Boxes:
    """What the detector in a file says of a picture, each object once."""
    detector = open_detector(path, cuda=False)
    try:
        chip = detector.prepare(CHIP, SeenAs())
        found = detector.run([chip], np.full(len(detector.card.classes), least))[0]
    finally:
        detector.close()
    return found.take(keep(found, Suppression()))


def same(found: Boxes, truth: Truth, tolerance: float) -> None:
    """Every box is there once: its class, its sureness, its place and its direction."""
    assert len(found) == len(truth.scores)
    for box, score, label in zip(truth.boxes, truth.scores, truth.labels):
        nearest = int(np.argmin(np.hypot(*(found.boxes[:, :2] - box[:2]).T)))
        assert found.labels[nearest] == label
        assert found.scores[nearest] == pytest.approx(score, abs=2e-3)
        assert found.boxes[nearest, :4] == pytest.approx(box[:4], abs=tolerance)
        assert 0 <= found.boxes[nearest, 4] <= np.pi
        both = np.stack([found.boxes[nearest], box])
        overlap = shares(both, (np.array([0]), np.array([1])))[0][0]
        assert overlap > 1 - tolerance / 4


@pytest.mark.parametrize("way", STRAIGHT)
def test_boxes_along_the_axes_are_read(way: str, tmp_path: Path) -> None:
    truth = scattered(1, 20, tilted=False)
    same(found_by(STRAIGHT[way](truth).write(tmp_path)), truth, 0.3 if "16 bits" in way else 0.01)


@pytest.mark.parametrize("way", TILTED)
def test_boxes_at_any_angle_are_read(way: str, tmp_path: Path) -> None:
    truth = scattered(2, 20, tilted=True)
    same(found_by(TILTED[way](truth).write(tmp_path)), truth, 0.01)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), count=st.integers(1, 30), number=st.integers(0, 10**6))
def test_whatever_the_boxes_each_shape_gives_them_back(seed: int, count: int, number: int, tmp_path: Path) -> None:
    ways = [(way, False) for way in STRAIGHT] + [(way, True) for way in TILTED]
    way, tilted = ways[number % len(ways)]
    truth = scattered(seed, count, tilted=tilted)
    writer = (TILTED if tilted else STRAIGHT)[way]
    same(found_by(writer(truth).write(tmp_path)), truth, 0.3 if "16 bits" in way else 0.01)


@pytest.mark.parametrize("nms", [True, False])
def test_with_two_classes_a_list_of_objects_and_one_of_candidates_have_the_same_columns(nms: bool,
                                                                                        tmp_path: Path) -> None:
    truth = scattered(3, 12, tilted=False)
    truth = Truth(truth.boxes, truth.scores, truth.labels % 2)
    names = {0: "car", 1: "truck"}
    table = own_graphs.listed(truth, own_graphs.edges(truth)) if nms else own_graphs.candidates(
        own_graphs.sides(truth), own_graphs.scored(truth, 2))
    said = own_graphs.ultralytics(names=names, **(own_graphs.NMS if nms else {}))
    same(found_by(own_graphs.Export({"output0": table}, said).write(tmp_path)), truth, 0.01)


def test_two_classes_at_any_angle_with_nms_are_not_taken_for_candidates(tmp_path: Path) -> None:
    truth = scattered(4, 12, tilted=True)
    truth = Truth(truth.boxes, truth.scores, truth.labels % 2)
    table = own_graphs.listed(truth, truth.boxes[:, :4].astype(np.float32), truth.boxes[:, 4:])
    said = own_graphs.ultralytics("obb", names={0: "plane", 1: "ship"}, **own_graphs.NMS)
    same(found_by(own_graphs.Export({"output0": table}, said).write(tmp_path)), truth, 0.01)


def test_a_list_without_objects_is_no_error(tmp_path: Path) -> None:
    nothing = Truth(np.zeros((0, 5)), np.zeros(0), np.zeros(0, np.intp))
    for way, writer in STRAIGHT.items():
        assert not len(found_by(writer(nothing).write(tmp_path))), way


@pytest.mark.parametrize("way", ["ultralytics detect", "ultralytics end2end (v10, v26)", "yolov5"])
def test_classes_that_a_description_leaves_out_are_left_out(way: str, tmp_path: Path) -> None:
    truth = scattered(5, 20, tilted=False)
    path = STRAIGHT[way](truth).write(tmp_path)
    path.with_suffix(".json").write_text('{"classes": {"1": "lorry"}}')
    some = truth.labels == 1
    same(found_by(path), Truth(truth.boxes[some], truth.scores[some], truth.labels[some] - 1), 0.01)
    assert open_detector(path, cuda=False).card.names == ("lorry",)
