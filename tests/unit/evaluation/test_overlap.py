"""Overlaps of boxes agree with shapely's polygons, at any angle, at the frame and far from the origin."""

from __future__ import annotations

import math

import numpy as np
import pytest
from earthscribe.inference.evaluation.overlap import (
    bounds,
    common_areas,
    corners,
    covered,
    cross_bounds,
    overlaps,
    round_bounds,
)
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Polygon, box

place = st.floats(-40, 140, allow_nan=False, width=32)
side = st.floats(0.5, 90, allow_nan=False, width=32)
angle = st.one_of(st.sampled_from([0.0, math.pi / 2, math.pi, -math.pi / 4]), st.floats(-4, 4, width=32))
some_box = st.tuples(place, place, side, side, angle)
boxes = st.lists(some_box, min_size=1, max_size=6)


def oracle(first: tuple[float, ...], second: tuple[float, ...], *, oriented: bool, frame: bool) -> float:
    a, b = (Polygon(corners(np.array([each]))[0]) for each in (first, second))
    if not oriented:
        a, b = box(*a.bounds), box(*b.bounds)
    if frame:
        a, b = a.intersection(box(0, 0, 100, 80)), b.intersection(box(0, 0, 100, 80))
    union = a.area + b.area - a.intersection(b).area
    return float(a.intersection(b).area / union) if union > 1e-9 else 0.0


@given(boxes, boxes, st.booleans(), st.booleans())
def test_overlaps_are_those_of_shapely(
    first: list[tuple[float, ...]], second: list[tuple[float, ...]], oriented: bool, frame: bool
) -> None:
    found = overlaps(np.array(first), np.array(second), oriented=np.full(len(second), oriented),
                     frame=(100.0, 80.0) if frame else None)
    for i, a in enumerate(first):
        for j, b in enumerate(second):
            assert found[i, j] == pytest.approx(oracle(a, b, oriented=oriented, frame=frame), abs=1e-6)


@given(some_box, st.floats(0, 3e5, width=32))
def test_a_box_is_wholly_over_itself_wherever_it_lies(one: tuple[float, ...], away: float) -> None:
    there = np.array([[one[0] + away, one[1] + away, *one[2:]]])
    assert overlaps(there, there, oriented=np.array([True]))[0, 0] == pytest.approx(1.0, abs=1e-6)
    assert covered(there, there)[0, 0] == pytest.approx(1.0, abs=1e-6)


def test_truth_without_an_axis_is_compared_by_bounds() -> None:
    detected = np.array([[50.0, 50.0, 40.0, 10.0, math.pi / 4]])
    upright = np.concatenate([[[50.0, 50.0]], bounds(detected)[:, 2:] - bounds(detected)[:, :2], [[0.0]]], axis=1)
    assert overlaps(detected, upright, oriented=np.array([False]))[0, 0] == pytest.approx(1.0)
    assert overlaps(detected, upright, oriented=np.array([True]))[0, 0] == pytest.approx(400 / 1250)


@given(some_box)
def test_round_and_crossed_outlines_are_those_of_the_drawn_shapes(one: tuple[float, ...]) -> None:
    turn = np.linspace(0, 2 * math.pi, 7200, endpoint=False)
    cos, sin = math.cos(one[4]), math.sin(one[4])
    for found, along, across in (
        (round_bounds(np.array([one]))[0], np.cos(turn) * one[2] / 2, np.sin(turn) * one[3] / 2),
        (cross_bounds(np.array([one]))[0], np.array([1, -1, 0, 0]) * one[2] / 2, np.array([0, 0, 1, -1]) * one[3] / 2),
    ):
        x, y = one[0] + along * cos - across * sin, one[1] + along * sin + across * cos
        assert found == pytest.approx([x.min(), y.min(), x.max(), y.max()], abs=1e-3)
        whole = bounds(np.array([one]))[0]
        assert (found[:2] >= whole[:2] - 1e-9).all()
        assert (found[2:] <= whole[2:] + 1e-9).all()


def test_a_turned_box_round_a_tank_is_compared_by_the_tank() -> None:
    turned, tank = np.array([[50.0, 50.0, 20.0, 20.0, math.pi / 4]]), np.array([[50.0, 50.0, 20.0, 20.0, 0.0]])
    upright = {"oriented": np.array([False]), "frame": (100.0, 80.0)}
    assert overlaps(turned, tank, **upright)[0, 0] == pytest.approx(0.5)
    assert overlaps(turned, tank, outlines=round_bounds(turned), **upright)[0, 0] == pytest.approx(1.0)
    assert overlaps(turned, tank, outlines=round_bounds(turned), oriented=np.array([True]))[0, 0] < 0.9


def test_what_lies_beyond_the_picture_does_not_count() -> None:
    inside, beyond = [10.0, 40.0, 20.0, 20.0, 0.0], [-10.0, 40.0, 60.0, 20.0, 0.0]
    both = np.array([inside]), np.array([beyond])
    assert overlaps(*both, oriented=np.array([True]), frame=(100.0, 80.0))[0, 0] == pytest.approx(1.0)
    assert overlaps(*both, oriented=np.array([True]))[0, 0] == pytest.approx(1 / 3)


def test_a_box_beyond_the_corner_of_the_picture_covers_nothing_of_it() -> None:
    beyond, near = np.array([[105.0, 85.0, 60.0, 2.0, -math.pi / 4]]), np.array([[95.0, 75.0, 20.0, 20.0, 0.0]])
    assert covered(near, beyond, (100.0, 80.0))[0, 0] == 0.0
    assert covered(near, beyond)[0, 0] > 0.0


def test_nothing_has_no_overlap() -> None:
    none, one = np.zeros((0, 5)), np.array([[5.0, 5.0, 4.0, 2.0, 0.3]])
    assert overlaps(none, one, oriented=np.array([True])).shape == (0, 1)
    assert overlaps(one, none, oriented=np.zeros(0, bool)).shape == (1, 0)
    assert common_areas(corners(none), corners(none)).shape == (0,)
