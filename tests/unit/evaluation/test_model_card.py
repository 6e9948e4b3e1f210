"""The model card says what was measured: made from its numbers alone, fresh, and of the model that is shipped."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from earthscribe.inference.detection.card import digest_in
from earthscribe.inference.errors import ModelCorrupt, ModelMissing
from earthscribe.inference.evaluation.calibration import Scaling, Threshold
from earthscribe.inference.evaluation.card_page import PICTURES, RELIABILITY, card_page, table
from earthscribe.inference.evaluation.cases import choose_cases, dashes, judge
from earthscribe.inference.evaluation.fitting import Fit, Fitted
from earthscribe.inference.evaluation.model_file import said_of, sha256_of, uncalibrated_copy, write_calibrated
from earthscribe.inference.evaluation.reliability_diagram import reliability_diagram
from earthscribe.inference.evaluation.results import Looks, results
from earthscribe.inference.evaluation.scenes import scene_results, tellable
from earthscribe.inference.evaluation.sources import SOURCES
from earthscribe.tests.labelled_pictures import CAR, NAMES, PERSON, TREE, flights

LIMIT_BYTES = 1_500_000


def some_looks(**more: object) -> Looks:
    chance = np.random.default_rng(11)
    told = [*flights(48, [PERSON, CAR, CAR], chance), *flights(12, [TREE, TREE], chance, source="neon-trees")]
    given: dict[str, Any] = {"names": NAMES, "thresholds": {PERSON: 0.3, CAR: 0.3}, "told": told, "withheld": told[:30]}
    return Looks(**{**given, **more})


def some_numbers(**more: object) -> dict[str, Any]:
    return {
        "model": {"file": "bundled.onnx", "revision": "abc", "sha256": "0" * 64, "bytes": 5 * 2**20}, "quick": False,
        **results(some_looks()),
        "fitted": [{"class": "car", "temperature": 1.5, "threshold": 0.3, "precision": 0.8, "recall": 0.7,
                    "objects": 96, "checked_apart": True}],
        "left_out": {"tree": "AP50 0.02 on 24 held-out objects, below 0.10"}, "drawn": [], "against": None,
        "scenes": {"pictures": {"forest": {"neon-trees": 9}}, "in_several_sources": [], "testable": []},
        "pictures": [], **more,
    }


def test_the_numbers_are_those_of_the_pictures() -> None:
    measured = results(some_looks())
    thermal, trees = measured["sets"]
    assert (thermal["set"], thermal["images"], thermal["scale"]) == ("hit-uav", 48, "derived")
    car = thermal["classes"]["car"]
    assert (car["objects"], car["oriented"]) == (96, 96)
    assert 0.2 < car["ap50"] < 0.9
    assert car["ap50_scale_withheld"] is not None
    assert 0.5 < car["precision"] < 1.0
    assert trees["classes"]["tree"]["left_out"]
    assert trees["classes"]["tree"]["precision"] is None
    assert measured["evaluation_only"] is None
    assert json.loads(json.dumps(measured)) == measured


def test_honest_confidence_has_a_small_error_and_spoilt_confidence_a_large_one() -> None:
    chance = np.random.default_rng(4)
    errors = []
    for sharpness in (1.0, 3.0):
        told = flights(400, [CAR] * 5, chance, sharpness=sharpness)
        measured = results(Looks(NAMES, {CAR: 0.3}, told))
        errors.append(measured["calibration"]["overall"]["ece"])
        assert measured["calibration"]["shown"]["detections"] <= measured["calibration"]["overall"]["detections"]
    assert errors[0] < 0.06
    assert errors[1] > 2 * errors[0]


def test_confusion_has_a_row_and_a_column_for_nothing() -> None:
    said = results(some_looks())["confusion"]
    assert said["classes"] == ["person", "car"]
    counts = np.array(said["counts"])
    assert counts.shape == (3, 3)
    assert counts[1].sum() == 96


def test_aims_are_compared_with_what_was_measured() -> None:
    by_what = {each["what"]: each for each in results(some_looks())["aims"]}
    assert by_what["Car, thermal"]["ap50"] is not None
    assert by_what["Car, optical"]["ap50"] is None
    page = card_page(some_numbers())
    assert re.search(r"\| Car, thermal \| hit-uav \| 0\.80 \| 0\.\d\d \| (missed by 0\.\d\d|reached) \|", page)
    assert "| Car, optical | kitais-minsk-cars | 0.65 | - | not measured |" in page


def test_the_page_names_what_it_must() -> None:
    page = card_page(some_numbers())
    assert "0" * 64 in page
    assert "- **tree**: AP50 0.02" in page
    assert "tree (left out)" in page
    assert "## What not to use it for" in page
    assert "Not measured in this run" in page
    assert "No claim about the scene is made" in page
    assert SOURCES["hit-uav"].attribution in page
    assert SOURCES["gdit-airport"].attribution not in page
    assert "quick run" not in page
    assert "quick run" in card_page(some_numbers(quick=True))
    assert not re.search(r"\|\s*\n\n\|", page)


def test_a_model_that_was_not_calibrated_is_called_so() -> None:
    guessed = [{"class": "car", "temperature": 1.0, "threshold": 0.3}]
    assert "was not calibrated" in card_page(some_numbers(fitted=guessed))
    assert "was not calibrated" not in card_page(some_numbers())


def test_pictures_for_evaluation_only_are_told_apart() -> None:
    looks = some_looks(evaluation_only=flights(6, [CAR], np.random.default_rng(1), source="gdit-airport"))
    page = card_page(some_numbers(**results(looks)))
    assert "scored once per release" in page
    assert "| gdit-airport | car | 6 |" in page
    assert SOURCES["gdit-airport"].attribution in page


def test_another_stored_form_is_compared() -> None:
    against = {"file": "float32.onnx", "bytes": 2**20, "classes": {"car": [0.8, 0.81]}, "worst_class": "car",
               "worst_change": -0.01, "mean_change": -0.01}
    page = card_page(some_numbers(against=against))
    assert "`float32.onnx` (1.0 MB)" in page
    assert "-0.010" in page


def test_a_table_keeps_its_cells_and_puts_numbers_to_the_right() -> None:
    assert table(("a", "b"), [("x|y", "0.50"), ("z", "12 %")]) == (
        "| a | b |\n| --- | --: |\n| x\\|y | 0.50 |\n| z | 12 % |")


def test_good_and_bad_cases_are_pictures_of_sets_that_may_be_shown() -> None:
    seen = flights(12, [PERSON, CAR, CAR, CAR], np.random.default_rng(2))
    hidden = flights(3, [CAR, CAR, CAR], np.random.default_rng(2), source="saopaulo-cir-pools")
    thresholds = {PERSON: 0.3, CAR: 0.3}
    good, bad = choose_cases([*seen, *hidden], thresholds, NAMES)
    assert (good.file, bad.file) == ("hit-uav-good.jpg", "hit-uav-bad.jpg")
    assert good.jpeg[:3] == b"\xff\xd8\xff"
    assert len(good.jpeg) < 120_000
    quality = [judge(each, thresholds).f1 for each in seen]
    shares = [re.search(r"(\d+) of (\d+) found", each.words) for each in (good, bad)]
    found = [int(match.group(1)) / int(match.group(2)) for match in shares if match]
    assert found[0] > found[1]
    assert 0.0 <= min(quality) < max(quality) <= 1.0
    assert choose_cases([*seen, *hidden], thresholds, NAMES)[0].jpeg == good.jpeg


def test_what_is_shown_missed_and_wrong_adds_up() -> None:
    for each in flights(10, [PERSON, CAR, CAR], np.random.default_rng(8)):
        verdict = judge(each, {CAR: 0.3})
        assert int(verdict.right.sum()) + len(verdict.missed) == 2
        assert set(each.found.labels[each.found.scores >= 0.3]) >= set(verdict.seen.found.labels)


def test_dashes_cover_half_a_side_and_reach_not_beyond() -> None:
    start, end = np.array([0.0, 0.0]), np.array([100.0, 0.0])
    parts = dashes(start, end, 10.0)
    assert len(parts) == 5
    assert max(float(other[0]) for _, other in parts) <= 100.0
    assert dashes(start, end, 0.0) == [(start, end)]


def test_the_reliability_diagram_is_sound_svg_with_a_panel_per_class() -> None:
    drawn = ET.fromstring(reliability_diagram(some_numbers()["calibration"]))
    texts = [each.text or "" for each in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert "all classes" in texts
    assert "car" in texts
    assert sum("detections" in each and each.startswith("error") for each in texts) == 3


def test_scene_labels_are_claimed_only_where_a_source_left_out_can_test_them(tmp_path: Path) -> None:
    def add(source: str, scenes: list[str | None]) -> dict[str, Any]:
        (tmp_path / source).mkdir(parents=True)
        lines = "\n".join(json.dumps({"scene": scene}) for scene in scenes)
        (tmp_path / source / "annotations.jsonl").write_text(lines, encoding="utf-8")
        return scene_results(tmp_path)

    add("a", ["forest", "forest"])
    add("evaluation-only/z", ["town"])
    said = add("b", ["town", "forest"])
    assert said["testable"] == []
    assert said["in_several_sources"] == ["forest"]
    assert said["pictures"] == {"forest": {"a": 2, "b": 1}, "town": {"b": 1}}
    assert add("c", ["town", None])["testable"] == ["forest", "town"]
    assert tellable({}) == []


def network(folder: Path, card: dict[str, Any] | None = None) -> Path:
    path = folder / "net.onnx"
    path.write_bytes(b"weights")
    if card is not None:
        path.with_suffix(".json").write_text(json.dumps(card), encoding="utf-8")
    return path


def test_calibration_changes_what_it_measures_and_keeps_the_other_facts(tmp_path: Path) -> None:
    path = network(tmp_path, {"name": "bundled", "sensors": ["optical"], "sha256": "old", "classes": [
        {"name": "car", "channel": 1, "threshold": 0.9, "temperature": 9.0, "length_m": [3.5, 5.5]},
        {"name": "tree", "channel": 2, "threshold": 0.9, "temperature": 9.0, "length_m": [2, 20]}]})
    fit = Fit(CAR, Scaling(1.25, -0.4), Threshold(0.37, 0.8123, 0.7), 100, 0.8, checked_apart=True)
    write_calibrated(path, Fitted({CAR: fit}, {TREE: "AP50 0.01"}), NAMES)
    said = said_of(path)
    assert digest_in(said) == sha256_of(path)
    assert said["sensors"] == ["optical"]
    assert said["left_out"] == {"tree": "AP50 0.01"}
    assert said["classes"] == [{"name": "car", "channel": 1, "length_m": [3.5, 5.5], "temperature": 1.25,
                                "bias": -0.4, "threshold": 0.37, "precision": 0.812, "recall": 0.7, "objects": 100,
                                "checked_apart": True}]
    back = Fit(TREE, Scaling(), Threshold(0.4, 0.5, 0.5), 40, 0.3, checked_apart=True)
    write_calibrated(path, Fitted({TREE: back}, {CAR: "AP50 0.01"}), NAMES)
    assert said_of(path)["classes"][0]["length_m"] == [2, 20]


def test_an_uncalibrated_copy_has_every_class_and_leaves_the_original_alone(tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    path = network(tmp_path, {"name": "x", "gsd_m": {"optical": [0.1, 1.0]}, "classes": [
        {"name": "car", "threshold": 0.9, "temperature": 9.0, "gsd_m": [0.1, 0.3]}]})
    before = path.with_suffix(".json").read_text(encoding="utf-8")
    said = said_of(uncalibrated_copy(path, tmp_path / "copy", NAMES))
    assert [each["name"] for each in said["classes"]] == list(NAMES)
    assert {(each["temperature"], each["bias"]) for each in said["classes"]} == {(1.0, 0.0)}
    assert said["classes"][1]["gsd_m"] == [0.1, 0.3]
    assert said["gsd_m"] == {"optical": [0.1, 1.0]}
    assert path.with_suffix(".json").read_text(encoding="utf-8") == before


def test_a_model_that_is_not_there_or_of_no_use_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        sha256_of(tmp_path / "none.onnx")
    path = network(tmp_path)
    with pytest.raises(ModelCorrupt, match="none of its classes"):
        write_calibrated(path, Fitted({}, {CAR: "AP50 0.00"}), NAMES)
    assert not path.with_suffix(".json").exists()
    path.with_suffix(".json").write_text("[1]", encoding="utf-8")
    with pytest.raises(ModelCorrupt, match="no JSON object"):
        said_of(path)


def committed(root: Path) -> dict[str, Any]:
    numbers: dict[str, Any] = json.loads((root / "docs" / "model-card.json").read_text(encoding="utf-8"))
    return numbers


def test_the_committed_card_is_made_from_its_numbers(root: Path) -> None:
    assert (root / "docs" / "model-card.md").read_text(encoding="utf-8") == card_page(committed(root)), (
        "run `earthscribe evaluate model`")
    assert not committed(root)["quick"]


def test_the_committed_card_is_that_of_the_shipped_model(root: Path) -> None:
    numbers, model = committed(root), root / "resources" / "models" / "bundled.onnx"
    assert numbers["model"]["sha256"] == sha256_of(model)
    said = said_of(model)
    assert digest_in(said) == numbers["model"]["sha256"]
    assert [each["name"] for each in said["classes"]] == numbers["classes"]
    for mine, theirs in zip(said["classes"], numbers["fitted"]):
        assert {key: mine[key] for key in ("threshold", "temperature", "bias")} == {
            key: theirs[key] for key in ("threshold", "temperature", "bias")}
    assert said.get("left_out", {}) == numbers["left_out"]


def test_the_pictures_of_the_card_are_there_small_and_may_be_shown(root: Path) -> None:
    numbers, folder = committed(root), root / "docs" / PICTURES
    named = {each["file"] for each in numbers["pictures"]} | {RELIABILITY}
    assert {each.name for each in folder.iterdir()} == named
    assert sum(each.stat().st_size for each in folder.iterdir()) < LIMIT_BYTES
    assert all(SOURCES[each["set"]].shown for each in numbers["pictures"])
    assert (folder / RELIABILITY).read_text(encoding="utf-8") == reliability_diagram(numbers["calibration"])
