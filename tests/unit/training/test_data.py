"""Labelled pictures are read as they are meant: what is complete, what is ignored, what nobody knows."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from earthscribe.inference.errors import BadAnnotation, NoImageThere
from earthscribe.inference.training.classes import CLASSES, NUMBER, RULES
from earthscribe.inference.training.data import Picture, Truth, box_of, derive_resolutions, read_corpus, read_set
from PIL import Image


def a_set(folder: Path, objects: list, **more: object) -> Path:
    (folder / "images").mkdir(parents=True)
    Image.new("RGB", (40, 30), (10, 20, 30)).save(folder / "images/a.png")
    row = {"image": "images/a.png", "width": 40, "height": 30, "split": "train", "sensor": "optical", "gsd_m": 0.6,
           "objects": objects, **more}
    (folder / "annotations.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return folder


def an_object(category: str, *, obb: bool = True) -> dict:
    return {"category": category, "polygon": [[5, 5], [15, 5], [15, 9], [5, 9]], "obb": obb, "description": ""}


def test_a_box_has_its_length_along_its_long_side():
    turned = [(0, 0), (3, 3), (1, 5), (-2, 2)]
    x, y, length, width, angle = box_of(turned)
    assert (x, y) == pytest.approx((0.5, 2.5))
    assert (length, width) == pytest.approx((math.sqrt(18), math.sqrt(8)))
    assert math.tan(angle) == pytest.approx(1.0)


def test_names_of_the_sets_become_our_classes_and_unknown_ones_are_ignored(tmp_path):
    objects = [an_object(name) for name in ("minibus", "oil-storage-tank", "ignore", "windmill")]
    (picture,) = read_set(a_set(tmp_path / "neon-trees", objects), splits=("train",))
    assert [CLASSES[label] for label in picture.truth.labels] == ["bus-truck", "storage-tank"]
    assert len(picture.truth.ignored) == 2


def test_only_what_a_picture_is_complete_for_counts_as_background(tmp_path):
    folder = a_set(tmp_path / "naip-california-pools", [], labelled=["swimming-pool", "building"])
    (picture,) = read_set(folder, splits=("train",))
    assert {NUMBER["swimming-pool"], NUMBER["building"]} <= picture.counted
    assert not picture.counted & {NUMBER["car"], NUMBER["tree"], NUMBER["sports-court"]}


def test_a_picture_of_airplanes_does_not_say_that_there_are_no_ships(tmp_path):
    folder = a_set(tmp_path / "planet-ca-planes-ships", [an_object("airplane")])
    (picture,) = read_set(folder, splits=("train",))
    assert NUMBER["airplane"] in picture.counted
    assert NUMBER["ship"] not in picture.counted


def test_whether_the_axis_is_known_is_kept(tmp_path):
    folder = a_set(tmp_path / "neon-trees", [an_object("tree", obb=False), an_object("tree")])
    (picture,) = read_set(folder, splits=("train",))
    assert picture.truth.oriented.tolist() == [False, True]


def test_a_sequence_without_resolution_gets_the_one_at_which_its_cars_are_as_long_as_cars():
    boxes = np.tile([50.0, 50, 90, 40, 0.2], (9, 1))
    cars = Truth(boxes, np.full(9, NUMBER["car"]), np.ones(9, bool), np.zeros((0, 5)))
    seen = [flight("0_60_90_0_00001", cars), flight("0_120_90_0_00002", Truth.empty())]
    near, far = derive_resolutions(seen)
    assert near.gsd == pytest.approx(4.5 / 90)
    assert far.gsd == pytest.approx(2 * 4.5 / 90), "twice as high, twice as coarse"
    assert near.gsd_derived
    assert far.gsd_derived


def flight(name: str, truth: Truth) -> Picture:
    return Picture("hit-uav", f"images/{name}.jpg", "train", "infrared", np.zeros((8, 8), np.uint8), truth,
                   frozenset(), None)


def test_a_folder_without_any_set_says_which_ones_it_looked_for(tmp_path):
    with pytest.raises(NoImageThere, match="hit-uav"):
        read_corpus(tmp_path)


def test_a_broken_line_is_named(tmp_path):
    folder = a_set(tmp_path / "neon-trees", [])
    with (folder / "annotations.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"image": "images/none.png", "split": "train"}\n')
    with pytest.raises(BadAnnotation, match="line 2"):
        read_set(folder, splits=("train",))


def test_no_set_for_evaluation_only_is_ever_trained_on():
    assert not {"gdit-airport", "nc-airbus-oil-tanks"} & set(RULES)
