"""Scaling and threshold per class come from one half of the pictures, what they are worth from the other."""

from __future__ import annotations

import numpy as np
import pytest
from earthscribe.inference.detection.values import Boxes
from earthscribe.inference.evaluation.fitting import fit_all, half_of, split
from earthscribe.inference.evaluation.seeing import Seen, colours, kin, look_at
from earthscribe.tests.labelled_pictures import CAR, PERSON, TREE, flights, picture


def test_the_temperature_that_spoilt_the_confidence_is_found_on_one_half() -> None:
    chance = np.random.default_rng(5)
    seen = flights(240, [PERSON, CAR, CAR, PERSON], chance, sharpness=2.0)
    fitted = fit_all(seen, [], classes=3, drawn=[])
    assert set(fitted.fits) == {PERSON, CAR}
    for fit in fitted.fits.values():
        assert fit.checked_apart
        assert fit.scaling.temperature == pytest.approx(2.0, rel=0.25)
        assert 0.1 < fit.threshold.value < 0.6
        assert 0.4 <= fit.threshold.precision <= 1.0


def test_precision_and_recall_are_those_of_the_other_half() -> None:
    chance = np.random.default_rng(5)
    seen = flights(80, [CAR, CAR, CAR], chance)
    half = half_of(each.picture for each in seen)
    other = {each.picture.name for each in split(seen, half)[1]}
    honest = fit_all(seen, [], classes=2, drawn=[]).fits[CAR]
    blind = [each if each.picture.name not in other else Seen(each.picture, Boxes.none()) for each in seen]
    assert fit_all(blind, [], classes=2, drawn=[]).fits[CAR].threshold.recall == 0.0
    assert honest.threshold.recall > 0.3


def test_a_class_is_left_out_by_name_where_it_is_of_no_use() -> None:
    chance = np.random.default_rng(1)
    poor = [Seen(each.picture, each.found.moved(1.0, 9.0, 40.0)) for each in flights(20, [TREE, TREE], chance)]
    few = flights(2, [PERSON, PERSON], chance)
    left_out = fit_all([*poor, *few], [], classes=3, drawn=[]).left_out
    assert set(left_out) == {PERSON, CAR, TREE}
    assert "4 held-out objects" in left_out[PERSON]
    assert "no held-out objects" in left_out[CAR]
    assert "AP50 0.00 on 40" in left_out[TREE]


def test_thresholds_keep_a_stated_precision_with_less_recall() -> None:
    seen = flights(200, [CAR, CAR, CAR], np.random.default_rng(6))
    best = fit_all(seen, [], classes=2, drawn=[]).fits[CAR].threshold
    sure = fit_all(seen, [], classes=2, drawn=[], precision=0.85).fits[CAR].threshold
    assert sure.precision == pytest.approx(0.85, abs=0.05)
    assert sure.recall < best.recall


def test_few_objects_are_not_halved_and_the_fit_says_so() -> None:
    fit = fit_all(flights(5, [CAR, CAR], np.random.default_rng(2)), [], classes=2, drawn=[]).fits[CAR]
    assert not fit.checked_apart
    assert fit.objects == 10


def test_rendered_pictures_count_only_for_the_classes_that_are_drawn() -> None:
    chance = np.random.default_rng(3)
    real = flights(30, [CAR, CAR], chance)
    rendered = flights(30, [CAR, TREE, TREE], chance, source="rendered")
    drawn = fit_all(real, rendered, classes=3, drawn=[TREE])
    assert drawn.fits[CAR].objects == 60
    assert drawn.fits[TREE].objects == 60
    assert TREE not in fit_all(real, rendered, classes=3, drawn=[]).fits


def test_rendered_pictures_in_which_a_class_is_lost_have_no_say_where_real_ones_show_it() -> None:
    chance = np.random.default_rng(4)
    real = flights(30, [CAR, CAR], chance)
    lost = [Seen(each.picture, Boxes.none()) for each in flights(60, [CAR, CAR, TREE], chance, source="rendered")]
    fitted = fit_all(real, lost, classes=3, drawn=[CAR, TREE])
    assert fitted.fits[CAR].objects == 60
    assert "AP50 0.00 on 120" in fitted.not_in_rendered[CAR]
    assert set(fitted.not_in_rendered) == {CAR}
    assert TREE in fitted.left_out, "and what no real picture shows is left out"


@pytest.mark.parametrize("count", [0, 2])
def test_too_few_rendered_objects_are_no_reason_to_say_that_a_class_is_lost_there(count: int) -> None:
    real = flights(30, [CAR, CAR], np.random.default_rng(4))
    few = [Seen(each.picture, Boxes.none()) for each in flights(
        count, [CAR, CAR], np.random.default_rng(5), source="rendered")]
    fitted = fit_all(real, few, classes=3, drawn=[CAR])
    assert fitted.not_in_rendered == {}
    assert fitted.fits[CAR].objects == 60 + 2 * count


def test_frames_of_one_flight_stay_in_one_half() -> None:
    pictures = [picture("hit-uav", f"images/1_{height}_90_0_{frame:05}.jpg", [CAR] * 3)
                for height in (60, 70, 80, 90) for frame in range(10)]
    half = half_of(pictures)
    assert len(half) == 4
    assert sorted(half.values()) == [0, 0, 1, 1]
    assert kin(pictures[0]) == kin(pictures[9]) != kin(pictures[10])
    assert kin(picture("naip-california-pools", "images/long_beach_2020_1.jpg", [])) != kin(
        picture("naip-california-pools", "images/long_beach_2020_2.jpg", []))


def test_halves_of_a_set_do_not_depend_on_other_sets() -> None:
    mine = [picture("hit-uav", f"images/1_{height}_90_0_1.jpg", [CAR] * height) for height in range(20, 28)]
    others = [picture("neon-trees", f"images/HARV_{number}.jpg", [TREE]) for number in range(9)]
    together = half_of([*others, *mine])
    assert {family: together[family] for family in half_of(mine)} == half_of(mine)


def test_the_scale_is_told_or_withheld() -> None:
    asked: list[tuple[tuple[int, ...], str, float | None]] = []

    def see(pixels: np.ndarray, sensor: str, gsd: float | None) -> Boxes:
        asked.append((pixels.shape, sensor, gsd))
        return Boxes.none()

    frames = [picture("hit-uav", "images/0_60_90_0_1.jpg", [CAR])]
    steps: list[int] = []
    look_at(frames, see, scale_told=True, told=steps.append)
    look_at(frames, see, scale_told=False)
    assert asked == [((200, 400, 3), "infrared", 0.1), ((200, 400, 3), "infrared", None)]
    assert steps == [0]
    assert colours(np.zeros((4, 5, 3), np.uint8)).shape == (4, 5, 3)
