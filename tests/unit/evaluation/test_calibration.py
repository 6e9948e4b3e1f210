"""Confidence is mended by a scaling, its error measured on other data, and thresholds keep what they promise."""

from __future__ import annotations

import numpy as np
import pytest
from earthscribe.inference.evaluation.average_precision import Curve
from earthscribe.inference.evaluation.calibration import (
    Scaling,
    choose_threshold,
    expected_error,
    fit_scaling,
    halves,
    logits,
    reliability,
)
from hypothesis import given
from hypothesis import strategies as st


def spoilt(temperature: float, bias: float = 0.0, count: int = 20_000) -> tuple[np.ndarray, np.ndarray]:
    """Scores that would be honest with a scaling, and verdicts drawn by the honest ones."""
    chance = np.random.default_rng(7)
    honest = chance.uniform(0.02, 0.98, count)
    return 1 / (1 + np.exp(-(logits(honest) - bias) * temperature)), chance.random(count) < honest


@pytest.mark.parametrize("temperature", [0.5, 1.0, 2.0, 4.0])
@pytest.mark.parametrize("bias", [-1.5, 0.0, 0.8])
def test_the_scaling_that_spoilt_the_scores_is_found(temperature: float, bias: float) -> None:
    found = fit_scaling(*spoilt(temperature, bias))
    assert found.temperature == pytest.approx(temperature, rel=0.06)
    assert found.bias == pytest.approx(bias, abs=0.1)


@pytest.mark.parametrize("bias", [0.0, 1.2])
def test_a_fitted_scaling_lowers_the_error_on_data_it_has_not_seen(bias: float) -> None:
    scores, right = spoilt(3.0, bias)
    fitted = fit_scaling(scores[::2], right[::2])
    before = expected_error(reliability(scores[1::2], right[1::2]))
    after = expected_error(reliability(fitted.of(scores[1::2]), right[1::2]))
    assert before > 0.1
    assert after < 0.02


@given(st.floats(0.1, 10), st.floats(-3, 3), st.lists(st.floats(0.001, 0.999), min_size=2, max_size=20, unique=True))
def test_a_scaling_keeps_the_order(temperature: float, bias: float, scores: list[float]) -> None:
    changed = Scaling(temperature, bias).of(np.sort(scores))
    assert (np.diff(changed) >= 0).all()
    assert Scaling().of(np.array(scores)) == pytest.approx(np.array(scores))


def test_verdicts_all_alike_tell_no_scaling() -> None:
    assert fit_scaling(np.array([0.3, 0.9]), np.array([True, True])) == Scaling()
    assert fit_scaling(np.array([0.3, 0.9]), np.array([False, False])) == Scaling()


def test_a_few_detections_make_no_extreme_scaling() -> None:
    found = fit_scaling(np.array([0.5, 0.5, 0.6]), np.array([True, True, False]))
    assert 0.5 < found.temperature < 2.0
    assert abs(found.bias) < 1.5


def test_the_error_is_the_weighted_distance_of_confidence_and_frequency() -> None:
    scores = np.array([0.9] * 10 + [0.5] * 30)
    right = np.array([True] * 7 + [False] * 3 + [True] * 15 + [False] * 15)
    assert expected_error(reliability(scores, right)) == pytest.approx((10 * 0.2 + 30 * 0.0) / 40)
    assert expected_error([]) == 0.0


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60), st.booleans())
def test_every_detection_is_in_one_bin(seen: list[tuple[float, bool]], equal_counts: bool) -> None:
    scores, right = np.array([s for s, _ in seen]), np.array([r for _, r in seen])
    bins = reliability(scores, right, equal_counts=equal_counts)
    assert sum(each.count for each in bins) == len(seen)
    assert sum(each.count * each.frequency for each in bins) == pytest.approx(right.sum())
    assert all(each.low - 1e-9 <= each.confidence <= each.high + 1e-9 for each in bins)
    if equal_counts:
        assert max(each.count for each in bins) - min(each.count for each in bins) <= 1


def test_the_threshold_of_best_f1_lies_between_right_and_wrong() -> None:
    curve = Curve(np.array([0.9, 0.8, 0.7, 0.3, 0.2]), np.array([True, True, True, False, False]), 3)
    best = choose_threshold(curve)
    assert best is not None
    assert 0.3 < best.value < 0.7
    assert (best.precision, best.recall, best.f1) == (1.0, 1.0, pytest.approx(1.0))


def test_a_stated_precision_is_kept_with_as_much_recall_as_it_leaves() -> None:
    scores = np.linspace(0.95, 0.05, 10)
    curve = Curve(scores, np.array([1, 1, 1, 0, 1, 0, 1, 0, 0, 0], bool), 6)
    kept = choose_threshold(curve, precision=0.75)
    assert kept is not None
    assert kept.precision == pytest.approx(0.8)
    assert kept.recall == pytest.approx(4 / 6)


def test_no_threshold_is_made_up_where_nothing_is_right() -> None:
    assert choose_threshold(Curve(np.array([0.9]), np.array([False]), 3)) is None
    assert choose_threshold(Curve(np.zeros(0), np.zeros(0, bool), 3)) is None
    assert choose_threshold(Curve(np.array([0.9, 0.8]), np.array([False, True]), 3), precision=0.9) is None


def test_halves_share_every_class_and_cut_no_sequence() -> None:
    sequences = {f"s{i}": {"car": 10 + i, "person": (7 * i) % 13} for i in range(12)}
    half = halves(sequences)
    assert set(half) == set(sequences)
    for name in ("car", "person"):
        parts = [sum(sequences[s][name] for s in sequences if half[s] == h) for h in (0, 1)]
        assert min(parts) > 0.6 * max(parts)
    assert halves(dict(reversed(list(sequences.items())))) == half
