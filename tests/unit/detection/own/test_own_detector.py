"""Somebody's own detector in the place of the bundled one: what it is shown, what it says of itself, what it finds."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Optional, Sequence

import numpy as np
import pytest
from earthscribe.inference.detection import SeenAs, detect_array
from earthscribe.inference.detection.own import OwnDetector, open_detector
from earthscribe.inference.values import SENSORS
from earthscribe.tests.own_graphs import (
    FLOAT,
    HALF,
    NAMES,
    NMS,
    SIDE,
    Export,
    deepness,
    finder,
    ultralytics,
)
from numpy.typing import NDArray

pytest.importorskip("onnxruntime")
REAL = "EARTHSCRIBE_OWN_ONNX"
ROWS = np.zeros((1, 300, 6), np.float32)
UINT8 = 2


def detector(folder: Path, content: bytes) -> OwnDetector:
    """The detector in a file of this content."""
    path = folder / "own.onnx"
    path.write_bytes(content)
    return open_detector(path, cuda=False)


def shown(folder: Path, chip: NDArray[np.uint8], shape: Sequence[Any], kind: int = FLOAT,
          said: Optional[dict[str, Any]] = None, metadata: Optional[dict[str, str]] = None) -> NDArray[Any]:
    """A chip as a model with such an input is given it."""
    metadata = metadata or {"class_names": '["car", "truck", "ship"]'}
    export = Export({"output0": ROWS}, metadata, [("images", shape, kind)], description=said)
    prepared: NDArray[Any] = open_detector(export.write(folder), cuda=False).prepare(chip, SeenAs())
    return prepared


@pytest.fixture
def chip() -> NDArray[np.uint8]:
    """A picture of 32 x 64 pixels whose bands differ."""
    pixels = np.zeros((32, 64, 3), np.uint8)
    pixels[..., 0], pixels[..., 1], pixels[..., 2] = 255, 51, 102
    return pixels


# --- what it is shown -------------------------------------------------------------------------------------------------


def test_channels_come_first_in_the_order_of_light_from_0_to_1(tmp_path: Path, chip: NDArray[np.uint8]) -> None:
    given = shown(tmp_path, chip, (1, 3, 32, 64))
    assert given.shape == (3, 32, 64)
    assert given.dtype == np.float32
    assert given[:, 5, 7] == pytest.approx([1.0, 0.2, 0.4])


def test_channels_come_last_where_the_model_wants_them_so(tmp_path: Path, chip: NDArray[np.uint8]) -> None:
    given = shown(tmp_path, chip, (1, 32, 64, 3))
    assert given.shape == (32, 64, 3)
    assert given[5, 7] == pytest.approx([1.0, 0.2, 0.4])


def test_16_bits_are_given_where_they_are_wanted(tmp_path: Path, chip: NDArray[np.uint8]) -> None:
    assert shown(tmp_path, chip, (1, 3, 32, 64), HALF).dtype == np.float16


def test_bytes_are_given_as_they_are(tmp_path: Path, chip: NDArray[np.uint8]) -> None:
    given = shown(tmp_path, chip, (1, 32, 64, 3), UINT8)
    assert given.dtype == np.uint8
    assert given[5, 7].tolist() == [255, 51, 102]


def test_one_channel_is_shown_grey(tmp_path: Path, chip: NDArray[np.uint8]) -> None:
    given = shown(tmp_path, chip, (1, 1, 32, 64))
    assert given.shape == (1, 32, 64)
    assert given[0, 5, 7] == pytest.approx((0.299 * 255 + 0.587 * 51 + 0.114 * 102) / 255)
    grey = np.full((32, 64, 3), 77, np.uint8)
    assert shown(tmp_path, grey, (1, 1, 32, 64))[0, 5, 7] == pytest.approx(77 / 255)


def test_a_description_chooses_order_scale_and_mean(tmp_path: Path, chip: NDArray[np.uint8]) -> None:
    said = {"channels": "bgr", "scale": 1, "mean": [103.53, 116.28, 123.675], "std": [57.375, 57.12, 58.395]}
    given = shown(tmp_path, chip, (1, 3, 32, 64), said=said)
    assert given[:, 5, 7] == pytest.approx([(102 - 103.53) / 57.375, (51 - 116.28) / 57.12, (255 - 123.675) / 58.395])


def test_a_description_fills_a_fourth_channel(tmp_path: Path, chip: NDArray[np.uint8]) -> None:
    said = {"bands": ["red", "green", "blue", "zero"]}
    assert shown(tmp_path, chip, (1, 4, 32, 64), said=said)[:, 5, 7] == pytest.approx([1.0, 0.2, 0.4, 0.0])


def test_deepness_mean_and_deviation_apply_from_0_to_1(tmp_path: Path, chip: NDArray[np.uint8]) -> None:
    said = deepness("YOLO_v9", standardization_mean=[0.5, 0.1, 0.2], standardization_std=[0.5, 0.1, 0.1])
    assert shown(tmp_path, chip, (1, 3, 32, 64), metadata=said)[:, 5, 7] == pytest.approx([1.0, 1.0, 2.0])


def test_what_lies_outside_the_raster_is_grey_for_a_model_that_learnt_it_so(tmp_path: Path) -> None:
    pixels = np.zeros((64, 64, 3), np.uint8)
    pixels[:40, :50] = 200
    pixels[10:20, 10:20] = 0
    given = shown(tmp_path, pixels, (1, 3, 64, 64), metadata=ultralytics(**NMS)) * 255
    assert given[0, 50, 60] == pytest.approx(114)
    assert given[0, 39, 49] == pytest.approx(200)
    assert given[0, 15, 15] == pytest.approx(0)
    assert not shown(tmp_path, pixels, (1, 3, 64, 64))[0, 50, 60]


# --- what it says of itself -------------------------------------------------------------------------------------------


def test_ultralytics_metadata_becomes_the_card(tmp_path: Path) -> None:
    card = detector(tmp_path, finder(ultralytics(stride="64", **NMS))).card
    assert card.names == tuple(NAMES.values())
    assert card.size is None
    assert card.stride == 64
    assert {each.threshold for each in card.classes} == {0.25}
    assert card.gsd_m == ()
    assert not card.oriented
    assert len(card.revision) == 16


def test_deepness_metadata_becomes_the_card(tmp_path: Path) -> None:
    path = Export({"output": np.zeros((1, 7, 8400), np.float32)}, deepness("YOLO_v9")).write(tmp_path)
    own = open_detector(path, cuda=False)
    assert own.card.size == (SIDE, SIDE)
    assert all(own.card.working_gsd(sensor) == (0.1, 0.1) for sensor in SENSORS)
    assert {each.threshold for each in own.card.classes} == {0.4}
    assert own.suppression.same_class == 0.5
    assert own.notes == ()


def test_a_fixed_input_fixes_tiles_and_batches(tmp_path: Path) -> None:
    card = detector(tmp_path, finder(ultralytics(**NMS), size=(256, 512), batch=1)).card
    assert card.size == (512, 256)
    assert card.largest_batch == 1


def test_a_description_fixes_the_size_of_an_open_input(tmp_path: Path) -> None:
    (tmp_path / "own.json").write_text('{"input_size": [512, 256]}')
    assert detector(tmp_path, finder(ultralytics(**NMS))).card.size == (512, 256)


def test_the_same_file_has_the_same_revision_and_another_has_another(tmp_path: Path) -> None:
    one, again = (detector(tmp_path, finder(ultralytics(**NMS))).card.revision for _ in range(2))
    other = detector(tmp_path, finder(ultralytics(**NMS, date="today"))).card.revision
    assert one == again != other


# --- what it finds ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", [
    {"size": (320, 320), "batch": 1}, {"size": (320, 320), "batch": 4}, {"size": (320, 320)}, {"half": True},
    {"size": (256, 512), "batch": 1}, {}, {"size": (320, 320), "batch": 1, "half": True},
])
def test_an_object_is_found_once_where_it_lies_whatever_the_tiles(how: dict[str, Any], tmp_path: Path) -> None:
    own = detector(tmp_path, finder(ultralytics(imgsz="[320, 320]", **NMS), **how))
    pixels = np.full((1000, 1500, 3), 60, np.uint8)
    pixels[400:440, 700:790] = 255
    found = detect_array(pixels, own, SeenAs())
    assert found.boxes.tolist() == [pytest.approx([745, 420, 90, 40, 0], abs=0.5)]
    assert found.labels.tolist() == [0]


def test_a_picture_smaller_than_the_input_is_served(tmp_path: Path) -> None:
    own = detector(tmp_path, finder(ultralytics(**NMS), size=(640, 640), batch=1))
    pixels = np.full((100, 80, 3), 60, np.uint8)
    pixels[20:30, 10:50] = 255
    assert detect_array(pixels, own, SeenAs()).boxes.tolist() == [pytest.approx([30, 25, 40, 10, 0], abs=0.5)]


def test_a_raster_finer_than_the_model_learnt_is_shrunk(tmp_path: Path) -> None:
    own = detector(tmp_path, finder({**ultralytics(**NMS), "resolution": "40"}, size=(320, 320), batch=1))
    pixels = np.full((800, 800, 3), 60, np.uint8)
    pixels[400:480, 320:440] = 255
    found = detect_array(pixels, own, SeenAs(gsd_m=0.1))
    assert own.prepare(pixels[:320, :320], SeenAs()).shape == (3, 320, 320)
    assert found.boxes.tolist() == [pytest.approx([380, 440, 120, 80, 0], abs=4)]


def test_several_chips_in_one_call_are_told_apart(tmp_path: Path) -> None:
    for batch in ("n", 1, 2, 4):
        own = detector(tmp_path, finder(ultralytics(**NMS), size=(64, 64), batch=batch))
        chips = np.full((5, 64, 64, 3), 60, np.uint8)
        for number, each in enumerate(chips):
            each[8:16, 8 * number:8 * number + 16] = 255
        found = own.run([own.prepare(each, SeenAs()) for each in chips], np.full(3, 0.5))
        assert [boxes.boxes[0, 0] for boxes in found] == [8 * number + 8 for number in range(5)], batch


def test_classes_that_are_not_wanted_are_not_given(tmp_path: Path) -> None:
    own = detector(tmp_path, finder(ultralytics(**NMS), size=(64, 64)))
    chip = np.full((64, 64, 3), 60, np.uint8)
    chip[8:16, 8:40] = 255
    assert not len(own.run([own.prepare(chip, SeenAs())], np.array([2.0, 0.1, 0.1]))[0])


def test_what_a_box_was_also_taken_for_comes_with_it(tmp_path: Path) -> None:
    table = np.zeros((1, 7, 8400), np.float32)
    table[0, :2] = np.linspace(4, 636, 8400)
    table[0, :4, 0], table[0, 4:, 0] = [100, 100, 40, 20], [0.7, 0.4, 0.1]
    own = open_detector(Export({"output0": table}, ultralytics()).write(tmp_path), cuda=False)
    found = own.run([own.prepare(np.full((SIDE, SIDE, 3), 9, np.uint8), SeenAs())], np.full(3, 0.25))[0]
    assert sorted(zip(found.labels.tolist(), found.scores.round(3).tolist())) == [(0, 0.7), (1, 0.4)]


def test_it_says_where_it_runs(tmp_path: Path) -> None:
    own = detector(tmp_path, finder(ultralytics(**NMS)))
    assert own.device.startswith("cpu")
    assert [note for note in own.notes if "resolution_cm" in note]
    assert own.batch_for(640) == 1
    own.close()


# --- a third party's real export --------------------------------------------------------------------------------------


@pytest.mark.skipif(REAL not in os.environ, reason=f"{REAL} is not set: it names a detector exported by somebody")
def test_a_real_export_looks_at_a_picture() -> None:
    own = open_detector(Path(os.environ[REAL]), cuda=False)
    random = np.random.default_rng(1)
    found = detect_array(random.integers(0, 255, (900, 700, 3)).astype(np.uint8), own, SeenAs(), least=0.01)
    print(own.card.name, own.plan.layout.what, own.card.size, own.card.names[:5], len(found))
    assert own.card.names
    assert np.isfinite(found.boxes).all()
    assert (found.boxes[:, 2] >= found.boxes[:, 3]).all()
