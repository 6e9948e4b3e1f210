"""Average precision agrees with one computed by hand, object by object; what is not labelled is no error."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pytest
from earthscribe.inference.evaluation.average_precision import Curve, Scored, ap50, ap50_95, curves, verdicts
from earthscribe.inference.evaluation.overlap import corners
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Polygon, box

CAR, TREE, SHIP = 0, 1, 2


def image(detected: Sequence[Sequence[float]], truth: Sequence[Sequence[float]], **more: object) -> Scored:
    """Rows of detections: cx, cy, length, width, angle, score, label; of truth: cx ... angle, label, oriented."""
    said = np.array(detected, float).reshape(-1, 7)
    there = np.array(truth, float).reshape(-1, 7)
    return Scored(said[:, :5], said[:, 5], said[:, 6].astype(int), there[:, :5], there[:, 5].astype(int),
                  there[:, 6].astype(bool), **more)  # type: ignore[arg-type]


def at(x: float, score: float, label: int = CAR) -> list[float]:
    return [x, 20.0, 10.0, 4.0, 0.3, score, label]


def there(x: float, label: int = CAR, *, oriented: bool = True) -> list[float]:
    return [x, 20.0, 10.0, 4.0, 0.3, label, oriented]


def shape(row: np.ndarray, *, oriented: bool, frame: tuple[float, float] | None) -> Polygon:
    polygon = Polygon(corners(row[None])[0])
    polygon = polygon if oriented else box(*polygon.bounds)
    return polygon if frame is None else polygon.intersection(box(0, 0, *frame))


def plain_average_precision(images: Sequence[Scored], label: int, level: float) -> float | None:
    """The same rules without arrays: every detection in turn, every truth in turn, exact fractions for the area."""
    said: list[tuple[float, bool]] = []
    objects = 0
    for each in images:
        if each.counted is not None and label not in each.counted:
            continue
        free = [j for j in range(len(each.truth)) if each.truth_labels[j] == label]
        objects += len(free)
        for i in sorted(range(len(each.boxes)), key=lambda i: -each.scores[i]):
            if each.labels[i] != label:
                continue
            best, chosen = 0.0, None
            for j in free:
                a = shape(each.boxes[i], oriented=bool(each.oriented[j]), frame=each.frame)
                b = shape(each.truth[j], oriented=bool(each.oriented[j]), frame=each.frame)
                shared = a.intersection(b).area
                if shared and shared / (a.area + b.area - shared) > best:
                    best, chosen = shared / (a.area + b.area - shared), j
            whole = shape(each.boxes[i], oriented=True, frame=each.frame)
            left_out = whole.area > 0 and any(
                whole.intersection(shape(row, oriented=True, frame=each.frame)).area >= 0.5 * whole.area
                for row in each.ignored)
            if chosen is not None and best >= level:
                free.remove(chosen)
                said.append((each.scores[i], True))
            elif not left_out:
                said.append((each.scores[i], False))
    if not objects:
        return None
    points = []
    for score in sorted({score for score, _ in said}, reverse=True):
        right = sum(1 for other, hit in said if other >= score and hit)
        points.append((Fraction(right, objects), Fraction(right, sum(1 for other, _ in said if other >= score))))
    area, before = Fraction(0), Fraction(0)
    for i, (recall, _) in enumerate(points):
        area += (recall - before) * max(precision for _, precision in points[i:])
        before = recall
    return float(area)


def some_images(seed: int) -> list[Scored]:
    """Pictures with objects, detections near some of them, strays, doubles, ignored places and unlabelled classes."""
    chance = random.Random(seed)

    def row() -> list[float]:
        return [chance.uniform(-5, 105), chance.uniform(-5, 85), chance.uniform(4, 40), chance.uniform(2, 20),
                chance.uniform(-4, 4)]

    made = []
    for _ in range(chance.randint(1, 4)):
        truth = [[*row(), chance.randint(0, 2), chance.random() < 0.6] for _ in range(chance.randint(0, 6))]
        near = [[*(v + chance.gauss(0, 1.5) for v in each[:2]), each[2] * chance.uniform(0.8, 1.25),
                 each[3] * chance.uniform(0.8, 1.25), each[4] + chance.gauss(0, 0.1),
                 round(chance.random(), 1), each[5] if chance.random() < 0.8 else chance.randint(0, 2)]
                for each in truth for _ in range(chance.randint(0, 2))]
        stray = [[*row(), round(chance.random(), 1), chance.randint(0, 2)] for _ in range(chance.randint(0, 5))]
        ignored = np.array([row() for _ in range(chance.randint(0, 2))]).reshape(-1, 5)
        made.append(image(near + stray, truth, ignored=ignored,
                          counted=chance.choice([None, {CAR}, {CAR, TREE}, set()]),
                          frame=chance.choice([None, (100.0, 80.0)])))
    return made


@given(st.integers(0, 10**9))
def test_it_is_what_one_gets_object_by_object(seed: int) -> None:
    images = some_images(seed)
    found = ap50(images)
    strict = curves(images, level=0.75)
    for label in (CAR, TREE, SHIP):
        expected = plain_average_precision(images, label, 0.5)
        assert (label in found) == (expected is not None)
        if expected is not None:
            assert found[label] == pytest.approx(expected, abs=1e-9)
            assert strict[label].average_precision() == pytest.approx(
                plain_average_precision(images, label, 0.75), abs=1e-9)


def test_all_found_is_one_and_nothing_found_is_zero() -> None:
    truth = [there(20), there(60)]
    assert ap50([image([at(20, 0.9), at(60, 0.8)], truth)]) == {CAR: pytest.approx(1.0)}
    assert ap50([image([], truth)]) == {CAR: 0.0}
    assert ap50_95([image([at(20, 0.9), at(60, 0.8)], truth)]) == {CAR: pytest.approx(1.0)}


def test_a_false_one_before_the_right_one_halves_it() -> None:
    assert ap50([image([at(90, 0.9), at(20, 0.8)], [there(20)])]) == {CAR: pytest.approx(0.5)}


def test_finding_an_object_twice_is_an_error() -> None:
    doubled = image([at(20, 0.9), at(20.2, 0.8), at(60, 0.7)], [there(20), there(60)])
    assert ap50([doubled])[CAR] == pytest.approx(0.5 + 0.5 * 2 / 3)
    assert list(verdicts(doubled)) == [1, 0, 1]


def test_a_wrong_axis_counts_only_where_the_axis_is_known() -> None:
    across = [20.0, 20.0, 10.0, 4.0, 0.0, 0.9, CAR]
    truth = [20.0, 20.0, 10.0, 4.0, math.pi / 2, CAR, True]
    assert ap50([image([across], [truth])]) == {CAR: 0.0}
    slanting = [20.0, 20.0, 12.0, 4.0, math.pi / 4, 0.9, CAR]
    mirrored = [20.0, 20.0, 12.0, 4.0, -math.pi / 4, CAR, False]
    assert ap50([image([slanting], [mirrored])]) == {CAR: 1.0}


def test_ignored_places_are_neither_errors_nor_finds() -> None:
    ignored = np.array([[60.0, 20.0, 20.0, 20.0, 0.0]])
    detected = [at(60, 0.99), at(20, 0.5)]
    assert ap50([image(detected, [there(20)], ignored=ignored)]) == {CAR: pytest.approx(1.0)}
    assert ap50([image(detected, [there(20)])]) == {CAR: pytest.approx(0.5)}
    assert list(verdicts(image(detected, [there(20)], ignored=ignored))) == [-1, 1]


def test_an_object_in_an_ignored_place_can_still_be_found() -> None:
    ignored = np.array([[20.0, 20.0, 40.0, 40.0, 0.0]])
    assert ap50([image([at(20, 0.5)], [there(20)], ignored=ignored)]) == {CAR: pytest.approx(1.0)}


def test_classes_that_are_not_labelled_in_an_image_are_no_errors_there() -> None:
    first = image([at(20, 0.9, TREE), at(60, 0.9)], [there(60)], counted={CAR})
    second = image([at(20, 0.8, TREE)], [there(20, TREE)], counted={TREE})
    assert ap50([first, second]) == {CAR: 1.0, TREE: 1.0}
    assert list(verdicts(first)) == [-1, 1]


def test_classes_never_there_have_a_curve_only_when_wished() -> None:
    images = [image([at(20, 0.9, SHIP)], [there(60)])]
    assert set(curves(images)) == {CAR}
    assert set(curves(images, with_empty=True)) == {CAR, SHIP}


def test_equal_scores_enter_together() -> None:
    right, wrong = image([at(20, 0.5)], [there(20)]), image([at(20, 0.5)], [there(60)])
    assert ap50([right, wrong]) == ap50([wrong, right]) == {CAR: pytest.approx(0.25)}


def test_precision_and_recall_at_a_threshold() -> None:
    curve = Curve(np.array([0.9, 0.8, 0.4]), np.array([True, False, True]), 4)
    assert curve.at(0.85) == (1.0, 0.25)
    assert curve.at(0.5) == (0.5, 0.25)
    assert curve.at(0.0) == (pytest.approx(2 / 3), 0.5)
    assert curve.at(0.99) == (1.0, 0.0)
