"""Crops: the same for the same number, with boxes that follow what is seen, and a context that tells the truth."""

from __future__ import annotations

import math

import numpy as np
import pytest
from earthscribe.inference.training.augment import (
    Plan,
    Sampler,
    context_of,
    make_turn,
    turned,
    turned_boxes,
    warp,
)
from earthscribe.inference.training.classes import CLASSES, NUMBER
from earthscribe.inference.training.data import Picture, Truth
from earthscribe.inference.training.radiometry import change

EVERY = frozenset(range(len(CLASSES)))


def with_a_bar(box: tuple[float, ...], size: int = 200) -> np.ndarray:
    x, y, length, width, angle = box
    rows, columns = np.mgrid[:size, :size] + 0.5
    along = (columns - x) * math.cos(angle) + (rows - y) * math.sin(angle)
    across = (rows - y) * math.cos(angle) - (columns - x) * math.sin(angle)
    inside = (np.abs(along) <= length / 2) & (np.abs(across) <= width / 2)
    return np.where(inside, 255, 0).astype(np.uint8)


def a_picture(source: str = "drawn", *, sensor: str = "optical") -> Picture:
    box = (90.0, 110.0, 60.0, 20.0, 0.4)
    truth = Truth(np.array([box]), np.array([NUMBER["car"]]), np.array([True]), np.zeros((0, 5)))
    pixels = np.repeat(with_a_bar(box)[..., None], 3, axis=2)
    return Picture(source, "bar", "train", sensor, pixels, truth, EVERY, 0.3)


@pytest.mark.parametrize(("scale", "angle", "flip"), [
    (1.0, 0.0, False), (0.5, 1.1, False), (1.7, -2.0, True), (0.3, math.pi / 2, True), (1.0, 4.0, False),
])
def test_boxes_follow_what_is_seen(scale, angle, flip):
    picture = a_picture()
    turn = make_turn(scale, angle, flip=flip, centre=np.array([90.0, 110.0]), target=np.array([70.0, 80.0]))
    seen = warp(picture.pixels, turn, (160, 160), 0)[..., 0] > 127
    (box,) = turned(picture.truth, turn, (160, 160)).boxes
    expected = with_a_bar(tuple(box), 160) > 0
    assert (seen & expected).sum() / (seen | expected).sum() > 0.8


def test_the_same_number_gives_the_same_crop_and_another_one_another():
    pictures = [a_picture("one"), a_picture("two")]
    first, again, other = (Sampler(pictures, 5, Plan(crop=64)).crop(number) for number in (3, 3, 4))
    assert first.pixels.tobytes() == again.pixels.tobytes()
    assert first.truth.boxes.tolist() == again.truth.boxes.tolist()
    assert first.context.tolist() == again.context.tolist()
    assert first.pixels.tobytes() != other.pixels.tobytes()
    assert first.pixels.tobytes() != Sampler(pictures, 6, Plan(crop=64)).crop(3).pixels.tobytes()


def test_the_round_stay_upright_when_turned_by_any_angle():
    crown = np.array([[50.0, 50, 30, 20, 0.0]])
    turn = make_turn(1.0, 0.7, flip=False, centre=np.array([50.0, 50]), target=np.array([50.0, 50]))
    (box,) = turned_boxes(crown, np.array([False]), turn)
    assert min(abs(math.sin(box[4])), abs(math.cos(box[4]))) < 1e-9
    assert 20 <= box[3] <= box[2] <= 30


def test_what_is_cut_off_or_too_small_is_neither_asked_for_nor_background():
    boxes = np.array([[99.0, 50, 60, 10, math.pi / 2], [1.0, 50, 60, 10, 0.0], [50, 50, 3.0, 2.0, 0.0]])
    truth = Truth(boxes, np.zeros(3, int), np.ones(3, bool), np.zeros((0, 5)))
    still = make_turn(1.0, 0.0, flip=False, centre=np.zeros(2), target=np.zeros(2))
    seen = turned(Truth(boxes - [90, 0, 0, 0, 0], truth.labels, truth.oriented, truth.ignored), still, (100, 100))
    assert seen.boxes[:, 0].tolist() == [9.0]
    seen = turned(truth, still, (100, 100))
    assert seen.boxes[:, 0].tolist() == [99.0, 1.0]
    assert seen.ignored[:, 0].tolist() == [50.0]


def test_the_context_tells_sensor_and_resolution_or_that_it_is_unknown():
    known, unknown = context_of("infrared", 0.6), context_of("sar", None)
    assert known.tolist() == pytest.approx([0, 1, 0, 0, 1.0, 1.0])
    assert unknown.tolist() == [0, 0, 1, 0, 0, 0]
    assert context_of("optical", 1e9)[4] == 7.0
    assert context_of("optical", 1e-9)[4] == -4.0


def test_the_resolution_is_withheld_from_about_half_of_the_crops_and_fits_the_scale_in_the_others():
    sampler = Sampler([a_picture()], 1, Plan(crop=64, mosaic=0.0))
    crops = [sampler.crop(number) for number in range(120)]
    told = [crop for crop in crops if crop.context[5]]
    assert 40 <= len(told) <= 80
    for crop in told:
        for box in crop.truth.boxes:
            scale = box[2] / 60.0
            assert 0.3 * 2 ** float(crop.context[4]) == pytest.approx(0.3 / scale, rel=0.45)


def test_rare_sets_are_drawn_as_often_as_large_ones_of_the_same_weight():
    pictures = [a_picture("large")] * 50 + [a_picture("rare", sensor="sar")]
    crops = [Sampler(pictures, 2, Plan(crop=32)).crop(number) for number in range(60)]
    rare = sum(bool(crop.context[2]) for crop in crops)
    assert 18 <= rare <= 42


def test_a_mosaic_is_complete_only_for_what_all_its_parts_are():
    both = [a_picture("one")]
    half = Picture("one", "other", "train", "optical", both[0].pixels, both[0].truth, frozenset({1, 2}), 0.3)
    crops = [Sampler([*both, half], 0, Plan(crop=64, mosaic=1.0)).crop(number) for number in range(30)]
    assert {crop.counted for crop in crops} == {EVERY, frozenset({1, 2})}


@pytest.mark.parametrize("sensor", ["optical", "infrared", "sar", "multispectral"])
def test_pictures_change_their_look_but_not_their_size_and_grey_sensors_stay_grey(sensor):
    pixels = np.repeat(np.arange(64 * 64, dtype=np.uint8).reshape(64, 64, 1), 3, axis=2)
    for seed in range(20):
        seen, told = change(pixels, sensor, "drawn", np.random.default_rng(seed))
        assert seen.shape == pixels.shape
        assert seen.dtype == np.uint8
        if sensor in {"infrared", "sar"}:
            assert told == sensor
            assert (seen == seen[..., :1]).all()
        else:
            assert told in {"optical", "multispectral"}
