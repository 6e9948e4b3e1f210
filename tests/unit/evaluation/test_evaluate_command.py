"""A corpus and a network in, a calibrated card and a page with pictures out, on the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from earthscribe.inference.cli import evaluate
from earthscribe.inference.cli.console import Console
from earthscribe.inference.cli.parser import parse
from earthscribe.inference.errors import InputError, ModelMissing
from earthscribe.inference.evaluation.card_page import card_page
from earthscribe.tests.tiny_network import (
    CAR,
    LOG_PER_GREEN,
    OFFSET,
    SHAPE,
    STEEP,
    info,
    model,
    node,
    painted,
    tensor,
)
from PIL import Image

BUILDING = 5
CLASSES = 12
SIZE = (320, 256)


def network(path: Path) -> Path:
    """Red is a car, blue a building, green the length: the tiny network with a map for every class."""
    heat, box = np.zeros((CLASSES, 3), np.float32), np.zeros((6, 3), np.float32)
    heat[CAR, 0] = heat[BUILDING, 2] = STEEP
    box[2, 1] = box[3, 1] = LOG_PER_GREEN
    box_bias = np.array([0, 0, 0, np.log(SHAPE), 1, 0], np.float32)
    nodes = [node("AveragePool", ("image",), "small", {"kernel_shape": [4, 4], "strides": [4, 4]}),
             node("Conv", ("small", "heat_w", "heat_b"), "heat", {"kernel_shape": [1, 1]}),
             node("Conv", ("small", "box_w", "box_b"), "box", {"kernel_shape": [1, 1]})]
    tensors = [tensor("heat_w", heat[:, :, None, None]), tensor("heat_b", np.full(CLASSES, OFFSET, np.float32)),
               tensor("box_w", box[:, :, None, None]), tensor("box_b", box_bias)]
    path.write_bytes(model(nodes, tensors, [info("image", ("n", 3, "h", "w")), info("context", ("n", 6))],
                           [info("heat", ("n", CLASSES, "h4", "w4")), info("box", ("n", 6, "h4", "w4"))]))
    return path


def corpus(folder: Path) -> Path:
    """Two sets of painted pictures, cars and buildings, with one object of each picture missing from the paint."""
    made = {"kitais-minsk-cars": ("car", CAR, None, "DJI_{:04}-1.png"),
            "fair-oam-buildings": ("building", BUILDING, 0.3, "kampala-{}.png")}
    for name, (category, label, gsd, pattern) in made.items():
        (folder / name / "images").mkdir(parents=True)
        rows = []
        for number in range(20):
            places = [(60.0 + 90 * column, 60.0 + 70 * row) for row in range(3) for column in range(3)]
            image = f"images/{pattern.format(number)}"
            Image.fromarray(painted(SIZE, [(x, y, 30.0, label) for x, y in places[1:]])).save(folder / name / image)
            rows.append({"image": image, "width": SIZE[0], "height": SIZE[1], "split": "val", "sensor": "optical",
                         "gsd_m": gsd, "scene": "town", "captions": [], "objects": [
                             {"category": category, "polygon": corners(x, y), "obb": True, "description": None}
                             for x, y in places]})
        lines = "\n".join(json.dumps(row) for row in rows)
        (folder / name / "annotations.jsonl").write_text(lines, encoding="utf-8")
    return folder


def corners(x: float, y: float) -> list[list[float]]:
    return [[x - 15, y - 7.5], [x + 15, y - 7.5], [x + 15, y + 7.5], [x - 15, y + 7.5]]


def told(*words: str) -> int:
    return evaluate.run(parse(evaluate.COMMAND, words), Console())


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a whole quick run."""
    folder = tmp_path_factory.mktemp("evaluation")
    net = network(folder / "bundled.onnx")
    assert told("model", "--data", str(corpus(folder / "corpus")), "--model", str(net), "--against", str(net),
                "--calibrate", "--quick", "--out", str(folder / "docs" / "model-card.md")) == 0
    return folder


def numbers_of(folder: Path) -> dict[str, Any]:
    numbers: dict[str, Any] = json.loads((folder / "docs" / "model-card.json").read_text(encoding="utf-8"))
    return numbers


@pytest.mark.slow
def test_the_network_is_calibrated_and_useless_classes_are_left_out(written: Path) -> None:
    said = json.loads((written / "bundled.json").read_text(encoding="utf-8"))
    assert [each["name"] for each in said["classes"]] == ["car", "building"]
    assert [each["channel"] for each in said["classes"]] == [1, 5]
    assert "no held-out objects" in said["left_out"]["person"]
    car = said["classes"][0]
    assert car["recall"] == pytest.approx(8 / 9, abs=0.01)
    assert car["length_m"] == [pytest.approx(4.5, rel=0.01)] * 2
    assert car["gsd_m"] == {"optical": [pytest.approx(0.15, rel=0.01)] * 2}


@pytest.mark.slow
def test_the_page_is_made_from_the_numbers_beside_it(written: Path) -> None:
    numbers = numbers_of(written)
    assert (written / "docs" / "model-card.md").read_text(encoding="utf-8") == card_page(numbers)
    by_set = {each["set"]: each["classes"] for each in numbers["sets"]}
    assert by_set["kitais-minsk-cars"]["car"]["ap50"] == pytest.approx(8 / 9, abs=0.01)
    assert 0.0 < by_set["kitais-minsk-cars"]["car"]["ap50_scale_withheld"] < 1.0
    assert numbers["against"]["mean_change"] == 0.0
    assert numbers["quick"]
    assert {each.name for each in (written / "docs" / "images" / "model").iterdir()} >= {
        "reliability.svg", "kitais-minsk-cars-good.jpg"}


@pytest.mark.parametrize(("words", "said"), [
    (("pictures", "--data", "x"), "cannot be evaluated"), (("model",), "No labelled pictures"),
    (("model", "--data", "x", "--precision", "90"), "--precision"),
])
def test_what_cannot_be_evaluated_is_refused_in_words(words: tuple[str, ...], said: str) -> None:
    with pytest.raises(InputError, match=said):
        told(*words)


def test_a_missing_network_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match=r"none\.onnx"):
        told("model", "--data", str(tmp_path), "--model", str(tmp_path / "none.onnx"))
