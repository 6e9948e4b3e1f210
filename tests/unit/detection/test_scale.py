"""At which scale a raster is looked at: from the ground sample distance, or by searching where none is known."""

from __future__ import annotations

from typing import Any, List, Sequence, Tuple

import numpy as np
import pytest
from earthscribe.inference.detection import SeenAs, detect_array
from earthscribe.inference.detection.area import Area
from earthscribe.inference.detection.detector import Card, ClassCard
from earthscribe.inference.detection.nms import USUAL
from earthscribe.inference.detection.pictures import ArrayPicture
from earthscribe.inference.detection.scale import passes_for, too_coarse, without_hopeless
from earthscribe.inference.detection.search import Scene, search_scale
from earthscribe.inference.detection.values import Boxes

CARD = Card("net", "1", (ClassCard("car", 0.4, length_m=(4.0, 5.0), gsd_m=(0.05, 0.3)),
                         ClassCard("building", 0.4, gsd_m=(0.3, 1.0)), ClassCard("ship", 0.4)),
            gsd_m=(("optical", (0.1, 1.0)),), searches_scale=True)


def scales(gsd: float) -> List[Tuple[float, Tuple[int, ...]]]:
    return [(way.scale, way.labels) for way in passes_for(gsd, CARD, "optical", (0, 1, 2))]


def test_pixels_within_the_range_of_all_classes_are_used_as_they_are() -> None:
    assert scales(0.3) == [(1.0, (0, 1, 2))]


def test_classes_that_want_coarser_pixels_get_a_pass_of_their_own() -> None:
    assert scales(0.08) == [(1.0, (0, 2)), (0.25, (1,))]
    ways = passes_for(0.08, CARD, "optical", (0, 1, 2))
    assert ways[1].gsd_m == pytest.approx(0.32), "and the model is told of the pixels it sees"


def test_coarse_pixels_are_enlarged_but_not_without_end() -> None:
    assert scales(0.6) == [(1.0, (0, 1, 2))], "not for one class of several"
    assert [way.scale for way in passes_for(0.6, CARD, "optical", (0,))] == [2.0]
    assert max(scale for scale, _ in scales(10.0)) == 3.0
    assert too_coarse(10.0, CARD, "optical", (0, 1, 2)) == (0, 1, 2)
    assert too_coarse(0.5, CARD, "optical", (0, 1, 2)) == ()


def test_classes_that_pixels_cannot_show_are_not_looked_for_unless_none_is_left() -> None:
    least = np.array([0.4, 0.4, 2.0])
    assert without_hopeless(least, 0.8, CARD, "optical").tolist() == [2.0, 0.4, 2.0]
    assert without_hopeless(least, 9.0, CARD, "optical").tolist() == least.tolist()
    assert without_hopeless(least, None, CARD, "optical").tolist() == least.tolist()


def test_what_is_found_best_enlarged_twice_is_looked_for_where_that_was_measured() -> None:
    ships = Card("net", "1", (ClassCard("ship", gsd_by_sensor=(("multispectral", (10.0 / 3, 10.0 / 2)),)),))
    assert too_coarse(10.01, ships, "multispectral", (0,)) == ()
    assert [way.scale for way in passes_for(10.01, ships, "multispectral", (0,))] == [2.0]


def test_what_one_sensor_is_too_coarse_for_another_is_as_well() -> None:
    known = (ClassCard("person", gsd_by_sensor=(("infrared", (0.02, 0.1)),)), ClassCard("ship"))
    card = Card("net", "1", known, gsd_m=(("multispectral", (0.1, 5.0)), ("sar", (0.5, 5.0))))
    assert too_coarse(10.0, card, "multispectral", (0, 1)) == (0,)
    assert too_coarse(3.0, card, "sar", (0, 1)) == (0,)
    assert too_coarse(0.2, card, "sar", (0, 1)) == ()


def test_a_class_has_the_range_of_the_sensor_it_is_seen_with() -> None:
    car = ClassCard("car", gsd_by_sensor=(("infrared", (0.02, 0.05)), ("optical", (0.1, 0.3))))
    card = Card("net", "1", (car,), gsd_m=(("sar", (0.5, 3.0)),), searches_scale=True)
    assert [way.scale for way in passes_for(0.05, card, "infrared", (0,))] == [1.0]
    assert [way.scale for way in passes_for(0.05, card, "optical", (0,))] == [0.5]
    assert [way.scale for way in passes_for(0.05, card, "multispectral", (0,))] == [0.5], "the same light"
    assert [way.scale for way in passes_for(1.0, card, "sar", (0,))] == [1.0], "else that of the sensor"
    pool = ClassCard("swimming-pool", gsd_by_sensor=(("optical", (0.2, 0.6)), ("multispectral", (0.1, 0.2))))
    assert pool.gsd_with("multispectral") == pool.gsd_with("optical") == (0.1, 0.6)


def test_a_model_that_says_nothing_of_scale_sees_pixels_as_they_are() -> None:
    card = Card("own", "1", (ClassCard("car"),))
    assert [way.scale for way in passes_for(7.0, card, "optical", (0,))] == [1.0]


class Marks:
    """Finds white squares, surest where they are eight pixels wide: a model that knows one size."""

    card, device, notes, suppression = CARD, "cpu", (), USUAL

    def prepare(self, chip: Any, seen_as: SeenAs) -> Any:
        return chip

    def run(self, batch: Sequence[Any], least: Any) -> List[Boxes]:
        return [self._seen(chip, least) for chip in batch]

    def _seen(self, chip: Any, least: Any) -> Boxes:
        found = []
        bright = chip[..., 0] > 128
        while bright.any():
            y, x = np.argwhere(bright)[0]
            width = int(np.argmin(np.append(bright[y, x:], False)))
            height = int(np.argmin(np.append(bright[y:, x], False)))
            bright[y:y + height, max(0, x - 1):x + width + 1] = False
            found.append((x + width / 2, y + height / 2, float(max(width, height)), float(min(width, height)), 0.0))
        boxes = np.array(found, dtype=np.float64).reshape(-1, 5)
        scores = np.exp(-np.abs(np.log(np.maximum(boxes[:, 2], 1e-9) / 8.0)) * 2.0)
        sure = scores >= least[0]
        return Boxes(boxes[sure], scores[sure], np.zeros(int(sure.sum()), dtype=np.intp))

    def batch_for(self, side: int) -> int:
        return 1

    def close(self) -> None:
        pass


def squares(side: int) -> np.ndarray:
    pixels = np.zeros((640, 640, 3), np.uint8)
    for x in range(48, 600, 96):
        for y in range(48, 600, 96):
            pixels[y:y + side, x:x + side] = 255
    return pixels


@pytest.mark.parametrize(("side", "scale"), [(4, 2.0), (8, 1.0), (16, 0.5), (32, 0.25)])
def test_the_scale_is_found_at_which_objects_have_the_size_the_model_knows(side: int, scale: float) -> None:
    picture = ArrayPicture(squares(side))
    found = search_scale(Marks(), picture, Scene(Area.of((), 640, 640), "optical", np.array([0.4, 2.0, 2.0])))
    assert [way.scale for way in found.passes] == [scale]
    assert found.passes[0].gsd_m is None, "what is not known is not told to the model"
    assert found.gsd_m == pytest.approx(np.sqrt(20.0) / side, rel=0.1), "cars of 4 to 5 m give it away"
    assert found.basis == (36, "car")


def test_small_and_large_objects_are_found_at_scales_of_their_own() -> None:
    pixels = squares(8)
    pixels[320:] = 0
    for x in range(48, 600, 96):
        for y in range(340, 600, 96):
            pixels[y:y + 32, x:x + 32] = 255
    picture = ArrayPicture(pixels)
    found = search_scale(Marks(), picture, Scene(Area.of((), 640, 640), "optical", np.array([0.4, 2.0, 2.0])))
    assert [way.scale for way in found.passes] == [1.0, 0.25]


def test_large_rasters_are_searched_in_samples() -> None:
    seen: List[Any] = []

    class Counted(ArrayPicture):
        def read(self, window: Any, size: Any) -> Any:
            seen.append((window, size))
            return super().read(window, size)

    picture = Counted(np.zeros((4000, 5000, 3), np.uint8))
    search_scale(Marks(), picture, Scene(Area.of((), 5000, 4000), "optical", np.array([0.4, 2.0, 2.0]), (1.0, 0.25)))
    assert len([size for _, size in seen if size[0] > 512]) == 5
    assert len({window.y for window, _ in seen}) > 2, "from all over it"


def test_an_array_of_unknown_scale_is_searched_and_each_object_found_once() -> None:
    found = detect_array(squares(16), Marks(), SeenAs("optical"), classes=("car",))
    assert len(found) == 36
    assert found.boxes[:, 2] == pytest.approx(16.0, rel=0.1)


def test_where_nothing_is_found_at_any_scale_pixels_are_used_as_they_are() -> None:
    picture = ArrayPicture(np.zeros((300, 300, 3), np.uint8))
    found = search_scale(Marks(), picture, Scene(Area.of((), 300, 300), "optical", np.array([0.4, 2.0, 2.0])))
    assert ([way.scale for way in found.passes], found.gsd_m) == ([1.0], None)


def test_the_search_ends_when_it_is_stopped() -> None:
    picture = ArrayPicture(squares(8))
    scene = Scene(Area.of((), 640, 640), "optical", np.array([0.4, 2.0, 2.0]))
    assert search_scale(Marks(), picture, scene, lambda: True) is None
