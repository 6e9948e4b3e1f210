"""What is no detector is refused in one sentence that names the cure; what is broken or dangerous as well."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any, Dict, Mapping

import numpy as np
import pytest
from earthscribe.inference.detection import SeenAs
from earthscribe.inference.detection.own import open_detector
from earthscribe.inference.detection.own.vetting import vetted
from earthscribe.inference.errors import (
    BackendError,
    BadDescription,
    EarthscribeError,
    ModelCorrupt,
    NoDetector,
    SetupError,
    UnreadableAnswer,
)
from earthscribe.tests.own_graphs import (
    FLOAT,
    IMAGE,
    INT64,
    NMS,
    SIDE,
    Export,
    deepness,
    finder,
    model_bytes,
    ultralytics,
)
from earthscribe.tests.tiny_network import field, info, node, tensor

pytest.importorskip("onnxruntime")
ROWS = np.zeros((1, 300, 6), np.float32)
NAMED = {"classes": ["car", "truck", "ship"]}


def refused(path: Path, kind: type) -> str:
    """The sentence a person reads."""
    with pytest.raises(kind) as caught:
        open_detector(path, cuda=False)
    assert isinstance(caught.value, EarthscribeError)
    said = caught.value.sentence()
    assert str(path.name) in said or str(path.with_suffix(".json").name) in said
    assert caught.value.hint
    assert "\n" not in said
    return said


# --- no detector ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("outputs", "words"), [
    ({"probabilities": np.zeros((1, 1000), np.float32)}, "probabilities [1, 1000]"),
    ({"mask": np.zeros((1, 1, SIDE, SIDE), np.float32)}, "mask [1, 1, 640, 640]"),
    ({"disparity": np.zeros((1, SIDE, SIDE), np.float32)}, "does not fit 3 classes"),
    ({"output0": np.zeros((1, 20, 8400), np.float32)}, "does not fit 3 classes"),
    ({"a": ROWS, "b": ROWS}, "no list of boxes"),
    ({"one": np.zeros((1, 6), np.float32)}, "no list of boxes"),
])
def test_other_outputs_are_named_with_their_shapes(outputs: Mapping[str, Any], words: str, tmp_path: Path) -> None:
    said = refused(Export(outputs, ultralytics()).write(tmp_path), NoDetector)
    assert words in said
    assert "no detector" in said
    assert ".json" in said


def test_boxes_and_scores_apart_want_a_description(tmp_path: Path) -> None:
    outputs = {"b": np.zeros((1, 8400, 4), np.float32), "s": np.zeros((1, 8400, 3), np.float32)}
    said = refused(Export(outputs, ultralytics()).write(tmp_path), NoDetector)
    assert "how its boxes are written is not known" in said
    assert '"box"' in said


def test_classes_without_names_are_asked_for(tmp_path: Path) -> None:
    said = refused(Export({"output0": np.zeros((1, 84, 8400), np.float32)}).write(tmp_path), NoDetector)
    assert "names of its classes" in said
    assert '{"classes": ["car", "truck"]}' in said


@pytest.mark.parametrize("metadata", [ultralytics("classify"), deepness("", model_type="Segmentor"),
                                      deepness("", model_type="Superresolution")])
def test_a_model_that_says_it_does_something_else_is_believed(metadata: Dict[str, str], tmp_path: Path) -> None:
    said = refused(Export({"output0": ROWS}, metadata).write(tmp_path), NoDetector)
    assert "classify" in said or "Segmentor" in said or "Superresolution" in said


@pytest.mark.parametrize(("inputs", "words"), [
    ([("tokens", (1, 77), INT64)], "takes no picture"),
    ([IMAGE, ("prompt", (1, 77), INT64)], "wants to be given 'prompt'"),
    ([IMAGE, ("second", (1, 3, SIDE, SIDE), FLOAT)], "takes no picture"),
    ([("images", (1, 3, SIDE, SIDE), INT64)], "tensor(int64)"),
    ([("images", (1, 3, 8, 8), FLOAT)], "a side of 8 pixels"),
    ([("images", (1, 3, 20000, 20000), FLOAT)], "a side of 20000 pixels"),
    ([("images", (1, 4, SIDE, SIDE), FLOAT)], "4 channels, and three are shown"),
])
def test_other_inputs_are_refused(inputs: Any, words: str, tmp_path: Path) -> None:
    assert words in refused(Export({"output0": ROWS}, ultralytics(), inputs).write(tmp_path), NoDetector)


def test_classes_counted_from_nobody_knows_where_are_asked_for(tmp_path: Path) -> None:
    outputs = {"boxes": np.zeros((5, 4), np.float32), "labels": np.zeros(5, np.int64),
               "scores": np.zeros(5, np.float32)}
    said = refused(Export(outputs, description=NAMED).write(tmp_path), NoDetector)
    assert '{"classes": {"1": "car", "2": "truck"}}' in said


def test_a_transformer_with_another_number_of_classes_is_refused(tmp_path: Path) -> None:
    outputs = {"logits": np.zeros((1, 300, 80), np.float32), "pred_boxes": np.zeros((1, 300, 4), np.float32)}
    said = refused(Export(outputs, description=NAMED).write(tmp_path), NoDetector)
    assert "80 classes and 3 names" in said


def test_a_size_it_does_not_run_at_is_said(tmp_path: Path) -> None:
    nodes = [node("Reshape", ("images", "shape"), "output0", {})]
    ends = [info("images", ("n", 3, "h", "w"), FLOAT)], [info("output0", ("n", "k", 6), FLOAT)]
    path = tmp_path / "own.onnx"
    path.write_bytes(model_bytes(nodes, [tensor("shape", np.array([1, 7, 11], np.int64))], ends, ultralytics()))
    assert "does not run on a picture of 640 x 640" in refused(path, NoDetector)


# --- broken or dangerous files ----------------------------------------------------------------------------------------


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"gone\.onnx"):
        open_detector(tmp_path / "gone.onnx")


@pytest.mark.parametrize("content", [b"", b"not a model at all", b"\x00" * 100, b"\x08" * 50, b"PK\x03\x04" + b"x" * 99,
                                     field(1, 8), field(7, b"\xff" * 20)])
def test_what_is_no_onnx_file_is_said(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "own.onnx"
    path.write_bytes(content)
    assert "own.onnx" in refused(path, ModelCorrupt)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_that_ends_too_early_is_said(share: float, tmp_path: Path) -> None:
    path = Export({"output0": ROWS}, ultralytics(**NMS)).write(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[:int(len(whole) * share)])
    assert "ends too early" in refused(path, ModelCorrupt)


def test_bytes_turned_over_anywhere_end_in_a_sentence_or_in_a_detector(tmp_path: Path) -> None:
    random = np.random.default_rng(7)
    path = tmp_path / "own.onnx"
    whole = finder(ultralytics(**NMS))
    for _ in range(150):
        broken = bytearray(whole)
        for at in random.integers(0, len(whole), 3):
            broken[at] = random.integers(0, 256)
        path.write_bytes(bytes(broken))
        with suppress(EarthscribeError):
            detector = open_detector(path, cuda=False)
            detector.run([detector.prepare(np.zeros((64, 64, 3), np.uint8), SeenAs())],
                         np.full(len(detector.card.classes), 0.5))


def test_operators_of_its_own_are_named(tmp_path: Path) -> None:
    call = b"".join((field(1, "images"), field(2, "output0"), field(4, "EfficientNMS_TRT"), field(7, "TRT")))
    ends = [info(*IMAGE)], [info("output0", (1, 300, 6), FLOAT)]
    path = tmp_path / "own.onnx"
    path.write_bytes(model_bytes([call], [], ends, ultralytics(), domain="TRT"))
    assert "EfficientNMS_TRT" in refused(path, ModelCorrupt)


def test_a_newer_format_is_told_from_a_broken_file(tmp_path: Path) -> None:
    path = Export({"output0": ROWS}, ultralytics(**NMS)).write(tmp_path)
    path.write_bytes(path.read_bytes() + field(1, 99))  # the last IR version counts
    assert "newer ONNX" in refused(path, ModelCorrupt)


def weights_in(location: str) -> bytes:
    """A model whose constant lies in another file."""
    said = b"".join(field(13, field(1, key) + field(2, value)) for key, value in
                    (("location", location), ("offset", "0"), ("length", str(300 * 6 * 4))))
    outside = b"".join(field(1, each) for each in (1, 300, 6)) + field(2, FLOAT) + field(8, "c") + said + field(14, 1)
    return model_bytes([node("Identity", ("c",), "output0", {})], [outside],
                       ([info(*IMAGE)], [info("output0", (1, 300, 6), FLOAT)]), ultralytics(**NMS))


def test_weights_beside_the_model_are_read(tmp_path: Path) -> None:
    (tmp_path / "own.onnx").write_bytes(weights_in("own.data"))
    (tmp_path / "own.data").write_bytes(ROWS.tobytes())
    assert open_detector(tmp_path / "own.onnx", cuda=False).card.names == ("car", "truck", "ship")


@pytest.mark.parametrize("location", ["../secret.data", "/etc/hostname", "sub/../../secret.data", "C:\\secret.data",
                                      "..\\secret.data", "file:///etc/hostname", "link.data", ""])
def test_weights_outside_the_models_folder_are_never_opened(location: str, tmp_path: Path) -> None:
    folder = tmp_path / "models"
    folder.mkdir()
    (tmp_path / "secret.data").write_bytes(ROWS.tobytes())
    (folder / "link.data").symlink_to(tmp_path / "secret.data")
    path = folder / "own.onnx"
    path.write_bytes(weights_in(location))
    assert "outside its own folder" in refused(path, ModelCorrupt)


def test_weights_outside_are_found_in_branches_and_functions_too(tmp_path: Path) -> None:
    inner = field(5, field(8, "c") + field(13, field(1, "location") + field(2, "../secret.data")))
    branch = field(1, field(5, field(1, "then_branch") + field(6, inner)))
    constant = field(1, field(5, field(1, "value") + field(5, field(13, field(1, "location") + field(2, "/secret")))))
    for content in (field(7, branch), field(7, field(2, "g")) + field(25, b"".join(
            field(7, each[2:]) for each in [constant]))):
        path = tmp_path / "own.onnx"
        path.write_bytes(content)
        with pytest.raises(ModelCorrupt, match="outside its own folder"):
            vetted(path)


def test_missing_weights_are_named(tmp_path: Path) -> None:
    (tmp_path / "own.onnx").write_bytes(weights_in("own.data"))
    said = refused(tmp_path / "own.onnx", ModelCorrupt)
    assert "own.data" in said
    assert "Copy" in said


def test_graphs_nested_without_end_are_refused(tmp_path: Path) -> None:
    graph = b""
    for _ in range(200):
        graph = field(1, field(5, field(6, graph)))
    (tmp_path / "own.onnx").write_bytes(field(7, graph))
    assert "nested too deep" in refused(tmp_path / "own.onnx", ModelCorrupt)


# --- answers that do not fit ------------------------------------------------------------------------------------------


def run(path: Path) -> None:
    """Look at one grey picture."""
    detector = open_detector(path, cuda=False)
    detector.run([detector.prepare(np.full((SIDE, SIDE, 3), 9, np.uint8), SeenAs())], np.full(3, 0.25))


@pytest.mark.parametrize(("row", "words"), [
    ([10, 10, 20, 20, 7.5, 0], "not from 0 to 1"), ([10, 10, 20, 20, -3.0, 0], "not from 0 to 1"),
    ([10, 10, 20, 20, 0.9, 80], "class number 80"), ([10, 10, 20, 20, 0.9, -1], "class number -1"),
])
def test_answers_that_do_not_fit_are_no_silent_boxes(row: Any, words: str, tmp_path: Path) -> None:
    rows = ROWS.copy()
    rows[0, 0] = row
    with pytest.raises(UnreadableAnswer, match=words):
        run(Export({"output0": rows}, ultralytics(**NMS)).write(tmp_path))


def test_scores_that_are_no_numbers_are_said(tmp_path: Path) -> None:
    with pytest.raises(BackendError, match="not numbers"):
        run(Export({"output0": np.full((1, 300, 6), np.nan, np.float32)}, ultralytics(**NMS)).write(tmp_path))


@pytest.mark.parametrize("row", [[10, 10, 10, 30, 0.9, 0], [30, 10, 10, 30, 0.9, 0], [np.nan, 1, 2, 3, 0.9, 0],
                                 [-1e9, -1e9, 1e9, 1e9, 0.9, 0], [np.inf, 1, 2, 3, 0.9, 0]])
def test_boxes_that_are_none_are_left_out(row: Any, tmp_path: Path) -> None:
    rows = ROWS.copy()
    rows[0, 0], rows[0, 1] = row, [10, 10, 20, 30, 0.8, 1]
    path = Export({"output0": rows}, ultralytics(**NMS)).write(tmp_path)
    detector = open_detector(path, cuda=False)
    found = detector.run([detector.prepare(np.full((SIDE, SIDE, 3), 9, np.uint8), SeenAs())], np.full(3, 0.25))[0]
    assert found.scores.tolist() == [pytest.approx(0.8)]


# --- descriptions -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("said", "words"), [
    ([], "must be a JSON object"), ({"clases": ["car"]}, "Did you mean 'classes'?"),
    ({"sense_of_life": 42}, "nothing is known of"), ({"classes": []}, "there are no classes"),
    ({"classes": "car"}, "must be a list of names"), ({"classes": ["car", ""]}, "empty name"),
    ({"classes": [["car"]]}, "no name of a class"), ({"classes": {"car": "1"}}, "no class number"),
    ({"classes": {"-1": "car"}}, "not negative"), ({"classes": {"1": "a", "01": "b"}}, "twice"),
    ({**NAMED, "box": "circle"}, "must be one of xyxy"), ({**NAMED, "input_size": 7}, "whole number from 16"),
    ({**NAMED, "input_size": [640, 640, 3]}, "one side or [width, height]"),
    ({**NAMED, "input_size": 512}, "512 pixels wide and the model takes 640"),
    ({**NAMED, "scale": 0}, "a number above 0"), ({**NAMED, "std": [1, 0, 1]}, "above 0"),
    ({**NAMED, "mean": [1, 2]}, "2 numbers as mean"), ({**NAMED, "confidence": 1.5}, "at most 0.999"),
    ({**NAMED, "nms": "yes"}, "true or false"), ({**NAMED, "channels": "rgba"}, "one of rgb, bgr, grey"),
    ({**NAMED, "bands": ["red", "nir"]}, "one of red, green"), ({**NAMED, "bands": ["red"]}, "names 1 channels"),
    ({**NAMED, "channels": "rgb", "bands": ["red"]}, "both 'channels' and 'bands'"),
    ({**NAMED, "score_column": 4}, "not 'box'"), ({**NAMED, "outputs": {"boxes": "x"}}, "not 'box'"),
    ({**NAMED, "box": "xyxy", "outputs": {"scores": "x"}}, "must name outputs"),
    ({**NAMED, "box": "xyxy", "outputs": {"boxes": "x"}}, "no output 'x'"),
    ({**NAMED, "box": "xyxy", "box_columns": [0, 1, 2, 3, 4]}, "takes 4 columns"),
    ({**NAMED, "box": "corners"}, "11 columns are needed"), ({**NAMED, "box": "xyxy", "score_column": 9}, "has 6"),
    ({**NAMED, "box": "xyxy", "class_columns": [4, 5]}, "there are 3 classes"),
    ({**NAMED, "box": "xyxy", "class_columns": [5, 4]}, "first and the last"),
    ({**NAMED, "version": 2}, "from 1 to 1"),
])
def test_a_wrong_description_is_corrected_in_words(said: Any, words: str, tmp_path: Path) -> None:
    path = Export({"output0": ROWS}, description=said).write(tmp_path)
    kind = NoDetector if "as mean" in words else BadDescription
    assert words in refused(path, kind)


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe\x00", b"[" * 100_000,
                                     b'{"classes": ' + b" " * 2**21 + b"1}"])
def test_a_description_that_is_no_json_is_said(content: bytes, tmp_path: Path) -> None:
    path = Export({"output0": ROWS}).write(tmp_path)
    path.with_suffix(".json").write_bytes(content)
    refused(path, BadDescription)


def test_a_description_goes_before_metadata(tmp_path: Path) -> None:
    said = {"classes": ["one", "two"], "confidence": 0.6, "resolution_cm": 25, "overlap": 0.55}
    path = Export({"output0": ROWS}, {**ultralytics(), **deepness("")}, description=said).write(tmp_path)
    detector = open_detector(path, cuda=False)
    assert detector.card.names == ("one", "two")
    assert {each.threshold for each in detector.card.classes} == {0.6}
    assert detector.card.working_gsd("optical") == (0.25, 0.25)
    assert detector.suppression.same_class == 0.55


def test_metadata_that_is_nonsense_says_nothing(tmp_path: Path) -> None:
    deep = "[" * 5000 + "]" * 5000
    for names in ("{0: __import__('os').system('true')}", deep, "{0: 'car'", "17", "x" * 10**6, "{'a': 'b'}"):
        said = {**ultralytics(), "names": names, "imgsz": deep, "stride": "-4", "args": "print()"}
        path = Export({"output0": ROWS}, said, description=NAMED).write(tmp_path)
        assert open_detector(path, cuda=False).card.names == ("car", "truck", "ship")
        path.with_suffix(".json").unlink()
        assert "names of its classes" in refused(path, NoDetector)


def test_names_are_one_line_of_text_and_distinct(tmp_path: Path) -> None:
    names = json.dumps({"0": "<b>car\n\x1b[31m</b>", "1": "car", "2": "car", "3": "y" * 500})
    path = Export({"output0": ROWS}, {**ultralytics(**NMS), "names": names}).write(tmp_path)
    first, second, third, fourth = open_detector(path, cuda=False).card.names
    assert first == "<b>car [31m</b>"
    assert (second, third) == ("car", "car 2")
    assert len(fourth) == 80
