"""docs/examples.md: chosen by a rule that knows no model, asked as users ask, judged by the label, small enough."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest
from earthscribe.dev import examples
from earthscribe.dev.examples_page import (
    CHOICE,
    FOLDER,
    OUTCOMES,
    RIGHT,
    UNKNOWN,
    WRONG,
    Example,
    outcome_of,
    page,
    tally,
)
from earthscribe.inference.detection.card import read_model
from earthscribe.inference.evaluation.sources import SOURCES
from earthscribe.inference.values import Description, Provenance
from earthscribe.inference.wording import compose, text, verdict
from earthscribe.tests.scenes import box, make_raster, painted, request_of
from earthscribe.tests.sightings import Seen
from PIL import Image

LIMIT_BYTES = 700_000
FEW = {"infrared": 3, "optical": 2}
SIZE = (160, 120)
QUAD = box(60, 50, 45, 18, 30)
ASKED = request_of(make_raster(painted(QUAD, (170, 30, 35), (110, 112, 110)), pixel=0.1), QUAD)


def corners(x: float, y: float, wide: float = 20.0) -> list[list[float]]:
    return [[x - wide / 2, y - 5], [x + wide / 2, y - 5], [x + wide / 2, y + 5], [x - wide / 2, y + 5]]


def made_set(folder: Path, name: str, sensor: str, labels: list[str], count: int = 6) -> None:
    """Pictures with an object of each class, side by side in the upper half; the first one may be trained on."""
    (folder / name / "images").mkdir(parents=True)
    rows = []
    for number in range(count):
        pixels = np.random.default_rng(number).integers(60, 90, (SIZE[1], SIZE[0]), np.uint8)
        for place in range(len(labels)):
            pixels[25:35, 20 + 35 * place:40 + 35 * place] = 220
        image = f"images/{number}.png"
        Image.fromarray(pixels).save(folder / name / image)
        rows.append({"image": image, "width": SIZE[0], "height": SIZE[1], "split": "val" if number else "train",
                     "sensor": sensor, "gsd_m": 0.1 if sensor == "optical" else None, "objects": [
                         {"category": label, "polygon": corners(30.0 + 35 * place, 30.0), "obb": True}
                         for place, label in enumerate(labels)]})
    (folder / name / "annotations.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")


@pytest.fixture(scope="module")
def sets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sets")
    made_set(folder, "hit-uav", "infrared", ["car", "person", "ignore"])
    made_set(folder, "kitais-minsk-cars", "optical", ["minibus"])
    made_set(folder, "saopaulo-cir-pools", "optical", ["swimming-pool"])
    return folder


def said_of(*posterior: tuple[str, float]) -> Description:
    """What is answered for a posterior, in the real words."""
    rows, found = compose(ASKED, Seen(posterior)), verdict(posterior)
    assert ASKED.view is not None
    assert found is not None
    origin = Provenance("bundled", "1", "templates", "1", "bundled", "cpu", "", 0.0)
    return Description(text=text(rows), view=ASKED.view, evidence=rows, provenance=origin, category=found.category,
                       confidence=found.confidence)


def an_example(outcome: str, label: str | None = "car", sensor: str = "infrared") -> Example:
    return Example("01-hit-uav.jpg", "hit-uav", "0_1.jpg", sensor, label, outcome, "It is <b> *so*.", "no scale")


# --- what is asked about ----------------------------------------------------------------------------------------------


def test_the_same_places_are_chosen_every_time_from_held_out_pictures_that_may_be_shown(sets: Path) -> None:
    pictures = examples.read_pictures(sets)
    places = examples.choose(pictures, FEW, 2)
    assert places == examples.choose(list(reversed(pictures)), FEW, 2)
    assert {each.picture.source for each in places} == {"hit-uav", "kitais-minsk-cars"}
    assert "hit-uav/0.png" not in {each.key for each in pictures}


def test_classes_take_turns_and_no_picture_is_asked_about_twice(sets: Path) -> None:
    places = examples.choose(examples.read_pictures(sets), FEW, 0)
    assert [each.label for each in places] == ["person", "car", "person", "bus-truck", "bus-truck"]
    assert len({each.picture.key for each in places}) == 5


def test_objects_cut_by_the_border_or_too_small_are_not_asked_about(tmp_path: Path) -> None:
    made_set(tmp_path, "hit-uav", "infrared", ["car"])
    rows = [json.loads(line) for line in (tmp_path / "hit-uav/annotations.jsonl").read_text("utf-8").splitlines()]
    for row, polygon in zip(rows, (corners(30, 30), corners(5, 30), corners(30, 30, 1.5), *[corners(30, 30)] * 3)):
        row["objects"][0]["polygon"] = polygon
    (tmp_path / "hit-uav/annotations.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    places = examples.choose(examples.read_pictures(tmp_path), {"infrared": 9}, 0)
    assert {each.picture.key for each in places} == {"hit-uav/3.png", "hit-uav/4.png", "hit-uav/5.png"}


def test_nothing_lies_where_nothing_is_said_to_be_and_only_where_everything_is_marked(sets: Path) -> None:
    pictures = examples.read_pictures(sets)
    places = examples.choose(pictures, FEW, 3)[-3:]
    assert {each.complete for each in pictures if each.source == "kitais-minsk-cars"} == {False}
    for place in places:
        assert place.label is None
        assert place.picture.source == "hit-uav"
        left, top, right, bottom = place.box.bounds()
        assert min(left, top) >= 0
        assert right <= SIZE[0]
        assert bottom <= SIZE[1]
        assert top > 54 or left > 129, "an object's length away from the row of objects, the doubtful one as well"


def test_the_page_tells_how_many_places_the_rule_chooses() -> None:
    words = {3: "three", 4: "four", 6: "six", 8: "eight"}
    told = re.findall("|".join(words.values()), CHOICE.partition("2. ")[0].lower())
    assert told == [words[each] for each in (*examples.OBJECTS.values(), examples.EMPTY)]


def test_a_folder_without_sets_is_refused_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert examples.main([str(tmp_path)]) == 2
    assert "it holds none of the sets hit-uav" in capsys.readouterr().err
    assert examples.main([]) == 2


# --- right or wrong ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("label", "posterior", "outcome"), [
    ("car", [("car", 0.9)], RIGHT), ("car", [("car", 0.55), ("tree", 0.2)], RIGHT), ("tree", [("car", 0.55)], WRONG),
    ("car", [("car", 0.45), ("tree", 0.4)], UNKNOWN), ("ship", [("car", 0.45), ("tree", 0.4)], WRONG),
    ("ship", [("car", 0.3), ("tree", 0.25)], UNKNOWN), ("car", [("car", 0.3)], UNKNOWN),
    ("car", [("car", 0.05)], UNKNOWN),
    (None, [("car", 0.9)], WRONG), (None, [("car", 0.45), ("tree", 0.4)], WRONG), (None, [("car", 0.3)], RIGHT),
    (None, [("car", 0.02)], RIGHT),
])
def test_the_label_decides(label: str | None, posterior: list[tuple[str, float]], outcome: str) -> None:
    assert outcome_of(label, said_of(*posterior)) == outcome


def test_the_tally_counts_per_sensor_and_together() -> None:
    several = [an_example(RIGHT), an_example(WRONG), an_example(UNKNOWN, sensor="sar"), an_example(RIGHT, None, "sar")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in tally(several).splitlines()[2:]]
    assert rows == [["Thermal", "2", "1", "1", "0"], ["Radar", "1", "0", "0", "1"],
                    ["Places where nothing is", "1", "1", "0", "0"], ["**together**", "4", "2", "1", "1"]]


def test_the_page_shows_each_with_its_label_and_credits_its_set() -> None:
    made = page([an_example(RIGHT)], "revision `abc`")
    assert "**Right.** Labelled: **car**.<br><br>“It is &lt;b> \\*so\\*.”" in made
    assert f"![car in a picture of hit-uav]({FOLDER}/01-hit-uav.jpg)" in made
    assert SOURCES["hit-uav"].attribution in made


# --- asked as users ask -----------------------------------------------------------------------------------------------


def test_every_place_is_asked_of_the_real_model_process(sets: Path, tmp_path: Path) -> None:
    (tmp_path / "99-earlier.jpg").write_bytes(b"")
    places = examples.choose(examples.read_pictures(sets), FEW, 1)
    found = examples.ask(places, tmp_path)
    assert [each.name for each in sorted(tmp_path.iterdir())] == [each.file for each in found]
    assert [each.label for each in found] == [each.label for each in places]
    assert {each.outcome for each in found} <= set(OUTCOMES)
    assert all(each.text.startswith(("This ", "The model does not recognise")) for each in found)
    unknown, told = "scale not known", "told that a pixel is 0.1 m"
    assert [each.scale for each in found] == [*[unknown] * 3, told, told, unknown]
    with Image.open(tmp_path / found[0].file) as picture:
        assert max(picture.size) == examples.LONGEST


# --- the committed page -----------------------------------------------------------------------------------------------


def test_the_committed_page_is_of_the_shipped_model_and_its_tally_is_that_of_its_rows(root: Path) -> None:
    made = (root / "docs" / "examples.md").read_text(encoding="utf-8")
    assert f"revision `{read_model().card.revision}`" in made, "run `python -m dev.examples FOLDER`"
    said = re.findall(r"\| \*\*(\w[\w ]*)\.\*\* Labelled: ", made)
    (total,) = re.findall(r"\*\*together\*\* \| (\d+) \| (\d+) \| (\d+) \| (\d+)", made)
    assert [int(each) for each in total] == [24, *(said.count(each.capitalize()) for each in OUTCOMES)]


def test_its_pictures_are_there_and_small(root: Path) -> None:
    files = sorted((root / "docs" / FOLDER).iterdir())
    assert [each.name[:2] for each in files] == [f"{number:02}" for number in range(1, 25)]
    assert all(each.stat().st_size <= examples.LARGEST for each in files)
    assert sum(each.stat().st_size for each in files) < LIMIT_BYTES


def test_the_committed_page_shows_what_the_rule_chooses(root: Path, corpus: Path) -> None:
    made = (root / "docs" / "examples.md").read_text(encoding="utf-8").replace("\\", "")
    places = examples.choose(examples.read_pictures(corpus / "corpus"))
    assert len(places) == sum(examples.OBJECTS.values()) + examples.EMPTY == 24
    shown = re.findall(r"Labelled: \*\*([\w-]+)\*\*.*<sub>([\w-]+, [^,]+), ", made)
    assert shown == [(each.label or "nothing", f"{each.picture.source}, {each.picture.path.name}") for each in places]
