"""Rendered training pictures: the same for the same seed, boxes tight round what is drawn, classes told honestly."""

from __future__ import annotations

import math

import numpy as np
import pytest
from earthscribe.inference.training.rendering import (
    DRAWN,
    SMALLEST,
    Background,
    contact_sheet,
    from_corpus,
    render,
    validation,
)
from earthscribe.inference.training.rendering.pictures import _real_boxes
from earthscribe.inference.training.rendering.scenes import SCENES

NAMES = [scene.name for scene in SCENES]


def plain(surface: str = "land", **more: object) -> Background:
    rng = np.random.default_rng(3)
    pixels = rng.integers(90, 120, (700, 700, 3)).astype(np.uint8)
    return Background(pixels, 0.5, surface, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def many() -> tuple:
    grounds = (plain(free_of=frozenset(("airplane", "ship"))), plain("water", free_of=frozenset(DRAWN)))
    return tuple(render(np.random.default_rng((5, i)), grounds, 160, NAMES[i % len(NAMES)]) for i in range(91))


def test_the_same_generator_state_draws_the_same_picture():
    one, other = (render(np.random.default_rng(11), (plain(),), 160) for _ in range(2))
    assert one.pixels.tobytes() == other.pixels.tobytes()
    assert [(name, quad.tolist()) for name, quad, _ in one.objects] == [(n, q.tolist()) for n, q, _ in other.objects]
    assert (one.sensor, one.gsd_m, one.labelled) == (other.sensor, other.gsd_m, other.labelled)


def test_another_state_draws_another_picture():
    pictures = {render(np.random.default_rng(seed), (), 96).pixels.tobytes() for seed in range(5)}
    assert len(pictures) == 5


def test_validation_is_the_same_every_time_and_no_picture_of_training_with_that_seed():
    first, again = validation(4, 3, size=96), validation(4, 3, size=96)
    assert [one.pixels.tobytes() for one in first] == [one.pixels.tobytes() for one in again]
    trained = {render(np.random.default_rng((4, i)), (), 96).pixels.tobytes() for i in range(3)}
    assert not trained & {one.pixels.tobytes() for one in first}


def test_more_validation_pictures_begin_with_the_fewer():
    assert validation(4, 3, size=64)[0].pixels.tobytes() == validation(4, 1, size=64)[0].pixels.tobytes()


def test_pictures_are_square_bytes_with_a_known_sensor_and_scale(many):
    for one in many:
        assert one.pixels.shape == (160, 160, 3)
        assert one.pixels.dtype == np.uint8
        assert one.sensor in ("optical", "multispectral")
        assert 0.15 <= one.gsd_m <= 3.0


def test_every_class_and_every_scene_occurs(many):
    assert {name for one in many for name, _, _ in one.objects} == {*DRAWN, "ignore"}
    assert {one.scene for one in many} == set(NAMES)
    assert {one.sensor for one in many} == {"optical", "multispectral"}


def test_no_box_reaches_beyond_the_picture(many):
    for one in many:
        for _name, quad, _oriented in one.objects:
            assert quad.shape == (4, 2)
            assert quad.min() >= 0.0
            assert quad.max() <= 160.0


def test_only_what_is_large_enough_is_an_object(many):
    for one in many:
        for name, quad, oriented in one.objects:
            if name != "ignore":
                assert oriented
                assert max(math.dist(quad[0], quad[1]), math.dist(quad[1], quad[2])) >= SMALLEST * 0.98


def test_boxes_of_tanks_are_upright(many):
    for one in many:
        for name, quad, _oriented in one.objects:
            if name == "storage-tank":
                assert len({round(float(x), 6) for x in quad[:, 0]}) == 2


def test_sizes_in_metres_are_those_of_real_things(many):
    longest = {"airplane": 82.0, "ship": 335.0, "storage-tank": 105.0, "sports-court": 43.0}
    for one in many:
        for name, quad, _oriented in one.objects:
            if name != "ignore":
                long = max(math.dist(quad[0], quad[1]), math.dist(quad[1], quad[2])) * one.gsd_m
                assert 2.0 <= long <= longest[name], (name, long)


def test_on_drawn_ground_every_drawn_class_is_labelled():
    for seed in range(6):
        assert render(np.random.default_rng(seed), (), 96).labelled == frozenset(DRAWN)


def test_on_real_ground_only_classes_it_cannot_contain_are_labelled():
    ground = plain(free_of=frozenset(("airplane",)))
    seen = {render(np.random.default_rng(seed), (ground,), 96, "pasted").labelled for seed in range(20)}
    assert seen == {frozenset(("airplane",)), frozenset(DRAWN)}


def test_classes_that_are_not_drawn_are_never_said_to_be_labelled(many):
    assert all(one.labelled <= frozenset(DRAWN) for one in many)


@pytest.mark.parametrize("scene", ["pasted", "courts"])
def test_what_is_labelled_on_real_ground_is_not_drawn_over(scene):
    whole = np.array([[0.0, 0.0], [700.0, 0.0], [700.0, 700.0], [0.0, 700.0]])
    ground = plain(boxes=(("building", whole),), free_of=frozenset(("airplane",)))
    drawn = [render(np.random.default_rng(seed), (ground,), 96, scene) for seed in range(30)]
    real = [one for one in drawn if one.labelled == {"airplane"}]
    assert real
    assert not [one.objects for one in real if one.objects]


def test_what_is_labelled_in_real_ground_is_neither_background_nor_object():
    quad = np.array([[30.0, 30.0], [90.0, 20.0], [92.0, 40.0], [32.0, 50.0]])
    boxes = (("ship", quad), ("building", quad), ("ignore", quad))
    (name, upright, oriented), spot = _real_boxes(boxes, 80, afloat=True)
    assert (name, oriented, spot[0]) == ("ignore", False, "ignore")
    assert upright.min(axis=0).tolist() == [30.0, 20.0]
    assert upright.max(axis=0).tolist() == [80.0, 50.0]
    assert [name for name, _, _ in _real_boxes(boxes, 80, afloat=False)] == ["ignore"]


def test_a_contact_sheet_is_one_picture_of_many(tmp_path):
    from PIL import Image

    contact_sheet(1, tmp_path / "sheet.png", grid=(2, 1))
    with Image.open(tmp_path / "sheet.png") as image:
        assert image.size == (640, 320)


def test_a_folder_without_the_sets_gives_no_grounds(tmp_path):
    assert from_corpus(tmp_path) == ()


def test_only_training_pictures_serve_as_ground(tmp_path):
    import json

    from PIL import Image

    folder = tmp_path / "naip-california-pools"
    (folder / "images").mkdir(parents=True)
    rows = []
    for split in ("train", "val"):
        Image.new("RGB", (64, 64), (90, 100, 80)).save(folder / "images" / f"{split}.png")
        rows.append({"image": f"images/{split}.png", "split": split, "gsd_m": 0.6, "scene": "residential", "objects": [
            {"category": "sports-court", "polygon": [[1, 1], [9, 1], [9, 5], [1, 5]], "obb": True}]})
    (folder / "annotations.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (ground,) = from_corpus(tmp_path)
    assert ground.gsd_m == 0.6
    assert ground.boxes[0][0] == "sports-court"
    assert "sports-court" not in ground.free_of
    assert "airplane" in ground.free_of


def test_the_corpus_gives_ground_of_land_water_and_infrared(corpus):
    grounds = from_corpus(corpus / "corpus", most=6)
    assert {(one.surface, one.look) for one in grounds} == {("land", "colour"), ("land", "infrared-false-colour"),
                                                            ("water", "colour")}
    assert all(one.pixels.dtype == np.uint8 and one.gsd_m > 0.0 for one in grounds)
