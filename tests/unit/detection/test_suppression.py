"""Overlap and suppression of turned boxes: exact, and equal to what plain geometry says."""

from __future__ import annotations

from typing import List

import numpy as np
import pytest
import shapely
from earthscribe.inference.detection.merge import Merger
from earthscribe.inference.detection.nms import Suppression, keep, rotated_nms
from earthscribe.inference.detection.overlap import DENSE, common_areas, shares, touching
from earthscribe.inference.detection.values import Boxes, Floats, corners_of_boxes
from hypothesis import given, settings
from hypothesis import strategies as st

THRESHOLD = 0.3
NUMBER = st.floats(0.0, 40.0, allow_nan=False)
SIZE = st.floats(0.5, 30.0, allow_nan=False)
BOX = st.tuples(NUMBER, NUMBER, SIZE, SIZE, st.floats(-4.0, 4.0, allow_nan=False)).map(
    lambda box: (box[0], box[1], max(box[2:4]), min(box[2:4]), box[4]))


def boxes_of(several: List[tuple]) -> Floats:
    return np.array(several, dtype=np.float64).reshape(-1, 5)


def oracle_areas(one: Floats, other: Floats) -> Floats:
    return np.asarray(shapely.area(shapely.intersection(shapely.polygons(corners_of_boxes(one)),
                                                        shapely.polygons(corners_of_boxes(other)))))


def oracle_nms(boxes: Floats, scores: Floats) -> List[int]:
    """Plain greedy suppression, pair by pair, with polygons."""
    shapes = shapely.polygons(corners_of_boxes(boxes))
    kept: List[int] = []
    for each in np.argsort(-scores, kind="stable").tolist():
        if all(shapes[each].intersection(shapes[other]).area < THRESHOLD * shapes[each].union(shapes[other]).area
               for other in kept):
            kept.append(each)
    return kept


@given(st.lists(st.tuples(BOX, BOX), min_size=1, max_size=30))
def test_common_areas_are_those_of_polygons(pairs: List[tuple]) -> None:
    one, other = boxes_of([a for a, _ in pairs]), boxes_of([b for _, b in pairs])
    assert common_areas(one, other) == pytest.approx(oracle_areas(one, other), abs=1e-7)


@given(st.lists(BOX, min_size=1, max_size=40), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_what_stays_is_what_plain_geometry_keeps(several: List[tuple], random: object) -> None:
    boxes = boxes_of(several)
    scores = np.array([random.random() for _ in several])  # type: ignore[attr-defined]
    iou = shares(boxes, touching(boxes))[0]
    if np.any(np.abs(iou - THRESHOLD) < 1e-9) or len(set(scores.tolist())) < len(several):
        return
    assert rotated_nms(boxes, scores, THRESHOLD).tolist() == oracle_nms(boxes, scores)


def test_many_boxes_find_the_same_pairs_through_the_tree() -> None:
    random = np.random.default_rng(3)
    boxes = np.stack([random.uniform(0, 300, 400), random.uniform(0, 300, 400), random.uniform(8, 30, 400),
                      random.uniform(3, 8, 400), random.uniform(0, np.pi, 400)], axis=1)
    few = touching(boxes[:DENSE])
    assert set(zip(*[each.tolist() for each in few])) == {
        pair for pair in zip(*[each.tolist() for each in touching(boxes)]) if max(pair) < DENSE}


@pytest.mark.parametrize("turn", [0.0, 0.3, np.pi / 2, np.pi])
def test_equal_boxes_and_boxes_that_share_an_edge_are_no_special_case(turn: float) -> None:
    box = np.array([[5.0, 7.0, 10.0, 4.0, turn]])
    assert common_areas(box, box)[0] == pytest.approx(40.0)
    beside = box + np.array([[10.0 * np.cos(turn), 10.0 * np.sin(turn), 0.0, 0.0, 0.0]])
    assert common_areas(box, beside)[0] == pytest.approx(0.0, abs=1e-9)


def test_classes_suppress_each_other_only_where_they_nearly_coincide() -> None:
    boxes = np.array([[10.0, 10.0, 8.0, 4.0, 0.0], [10.1, 10.0, 8.0, 4.0, 0.0], [13.0, 10.0, 8.0, 4.0, 0.0]])
    found = Boxes(boxes, np.array([0.9, 0.8, 0.7]), np.array([0, 1, 1], dtype=np.intp))
    assert keep(found).tolist() == [0, 2], "the second is another reading of the first, the third beside it is not"
    assert keep(found, Suppression(any_class=2.0)).tolist() == [0, 1]


def test_another_reading_is_kept_as_an_alternative() -> None:
    boxes = np.array([[10.0, 10.0, 8.0, 4.0, 0.0], [10.1, 10.0, 8.0, 4.0, 0.0]])
    merger = Merger()
    merger.add(Boxes(boxes, np.array([0.6, 0.4]), np.array([2, 1], dtype=np.intp)), np.zeros(2, dtype=bool))
    settled = merger.settle()
    assert (settled.boxes.labels.tolist(), settled.alternatives) == ([2], (((1, 0.4),),))


def test_a_whole_box_takes_the_place_of_one_cut_at_a_seam_even_if_less_sure() -> None:
    boxes = np.array([[10.0, 10.0, 8.0, 4.0, 0.0], [13.0, 10.0, 20.0, 4.0, 0.0]])
    found = Boxes(boxes, np.array([0.9, 0.6]), np.array([0, 0], dtype=np.intp))
    assert keep(found, cut=np.array([True, False])).tolist() == [1]


@given(st.integers(0, 2**32 - 1), st.integers(1, 6))
@settings(deadline=None, max_examples=40)
def test_objects_that_come_in_pieces_are_those_that_come_at_once(seed: int, pieces: int) -> None:
    random = np.random.default_rng(seed)
    count = 120
    boxes = np.stack([random.uniform(0, 120, count), random.uniform(0, 300, count), random.uniform(8, 30, count),
                      random.uniform(4, 8, count), random.uniform(0, np.pi, count)], axis=1)
    found = Boxes(boxes, random.uniform(0, 1, count), random.integers(0, 2, count).astype(np.intp))
    whole = found.take(keep(found))
    merger, given_out = Merger(), []
    edges = np.linspace(0, 300, pieces + 1)
    for low, high in zip(edges[:-1], edges[1:]):
        part = found.take((boxes[:, 1] >= low) & (boxes[:, 1] < high))
        merger.add(part, np.zeros(len(part), dtype=bool))
        given_out.append(merger.settle(high - 15.0).boxes)
    given_out.append(merger.settle().boxes)
    streamed = Boxes.together(given_out)
    assert len(merger) == 0
    assert sorted(map(tuple, streamed.boxes.tolist())) == sorted(map(tuple, whole.boxes.tolist()))


def test_the_order_of_tiles_changes_nothing() -> None:
    random = np.random.default_rng(8)
    boxes = np.repeat(np.stack([random.uniform(0, 90, 30), random.uniform(0, 90, 30), np.full(30, 12.0),
                                np.full(30, 5.0), np.zeros(30)], axis=1), 2, axis=0)
    found = Boxes(boxes, np.full(60, 0.5), np.zeros(60, dtype=np.intp))
    turned = found.take(np.arange(60)[::-1])
    assert sorted(map(tuple, found.take(keep(found)).boxes.tolist())) == sorted(
        map(tuple, turned.take(keep(turned)).boxes.tolist()))
