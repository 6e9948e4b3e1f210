"""The ground sample distances of a class are those at which its pictures are read best."""

from __future__ import annotations

import numpy as np
import pytest
from earthscribe.inference.detection.values import Boxes
from earthscribe.inference.evaluation.scales import (
    best_scales,
    look_at_scales,
    resized,
    sensor_ranges,
    usual_lengths,
    working_ranges,
)
from earthscribe.tests.labelled_pictures import CAR, PERSON, Picture, picture

LIKED_PX = 24.0
"""The length, in pixels of what it is shown, that the detector below is best at; objects are 12 pixels long."""


def liking(pictures: list[Picture]):
    """A detector that finds what appears about so long, and misses the more the further from that."""

    def see(pixels: np.ndarray, sensor: str, gsd: float | None) -> Boxes:
        one = pictures[0]
        scale = pixels.shape[0] / one.pixels.shape[0]
        shown = one.truth.boxes * np.array([scale] * 4 + [1.0])
        off = abs(np.log(shown[0, 2] / LIKED_PX))
        found = np.arange(len(shown)) < len(shown) * (1.0 - off)
        return Boxes(shown[found], np.full(int(found.sum()), 0.9), one.truth.labels[found].astype(np.intp))

    return see


def test_the_scale_that_suits_a_class_becomes_its_range() -> None:
    frames = [picture("hit-uav", f"images/0_60_90_0_{number}.jpg", [CAR] * 8) for number in range(3)]
    best = best_scales(look_at_scales(frames, liking(frames)))
    assert best == {("hit-uav", CAR): (2.0, 2.0)}
    ranges = working_ranges(best, frames)
    assert ranges == {CAR: {"infrared": (0.05, 0.05)}}
    assert sensor_ranges(ranges) == {"infrared": (0.05, 0.05)}


def test_neighbouring_scales_that_are_as_good_widen_the_range() -> None:
    frames = [picture("hit-uav", "images/0_60_90_0_1.jpg", [CAR] * 8)]

    def see(pixels: np.ndarray, sensor: str, gsd: float | None) -> Boxes:
        scale = pixels.shape[0] / frames[0].pixels.shape[0]
        found = frames[0].truth.boxes[:8 if scale in {0.5, 1.0} else 2] * np.array([scale] * 4 + [1.0])
        return Boxes(found, np.full(len(found), 0.9), np.full(len(found), CAR))

    assert best_scales(look_at_scales(frames, see)) == {("hit-uav", CAR): (0.5, 1.0)}


def test_each_sensor_has_its_own_range() -> None:
    frames = [picture("hit-uav", "images/0_60_90_0_1.jpg", [CAR] * 8, gsd=0.1),
              picture("kitais-minsk-cars", "images/DJI_1-1.jpg", [CAR] * 8, gsd=0.05, sensor="optical")]
    ranges = working_ranges({("hit-uav", CAR): (0.5, 1.0), ("kitais-minsk-cars", CAR): (1.0, 2.0)}, frames)
    assert ranges == {CAR: {"infrared": (0.1, 0.2), "optical": (0.025, 0.05)}}
    assert sensor_ranges(ranges) == {"infrared": (0.1, 0.2), "optical": (0.025, 0.05)}


def test_the_range_spans_what_the_sets_of_a_sensor_say() -> None:
    frames = [picture("fair-oam-buildings", "images/a.jpg", [CAR] * 8, gsd=0.1, sensor="optical"),
              picture("kitais-minsk-cars", "images/DJI_1-1.jpg", [CAR] * 8, gsd=0.05, sensor="optical")]
    ranges = working_ranges({("fair-oam-buildings", CAR): (0.5, 1.0), ("kitais-minsk-cars", CAR): (1.0, 2.0)}, frames)
    assert ranges == {CAR: {"optical": (0.025, 0.2)}}


def test_sets_that_hardly_show_a_class_or_tell_no_scale_have_no_say() -> None:
    few = [picture("hit-uav", "images/0_60_90_0_1.jpg", [PERSON] * 3)]
    assert best_scales(look_at_scales(few, liking(few))) == {}
    unknown = [picture("hrsid-mini-sar", "images/P0001_1.jpg", [CAR] * 8, gsd=None, sensor="sar")]
    assert working_ranges({("hrsid-mini-sar", CAR): (1.0, 1.0)}, unknown) == {}
    assert sensor_ranges({}) == {}


def test_usual_lengths_are_in_metres() -> None:
    frames = [picture("hit-uav", f"images/0_60_90_0_{number}.jpg", [CAR] * 4) for number in range(3)]
    assert usual_lengths(frames) == {CAR: (pytest.approx(1.2), pytest.approx(1.2))}


def test_a_picture_keeps_its_middle_when_it_is_resized() -> None:
    pixels = np.zeros((40, 60, 3), np.uint8)
    pixels[10:30, 20:40] = 200
    assert resized(pixels, 2.0).shape == (80, 120, 3)
    assert resized(pixels, 0.5)[10, 15, 0] == 200
    assert resized(pixels, 1.0) is pixels
