"""LocalAnalyst: one generator from a box to a complete answer, with models that come and go."""

from __future__ import annotations

import re
import sys
import types
from dataclasses import replace

import numpy as np
import pytest
from earthscribe.inference import keepsakes
from earthscribe.inference.analyst import LocalAnalyst
from earthscribe.inference.backends import BACKENDS, Backend, BackendInfo
from earthscribe.inference.config import RunConfig
from earthscribe.inference.errors import EmptyAnswer, ModelMissing, NoImageThere, OutOfMemory
from earthscribe.inference.geometry import PixelQuad, corners_of
from earthscribe.inference.raster import open_raster
from earthscribe.inference.tasks.describe import make_request
from earthscribe.inference.values import Delta, Description, Look, Progress, Request, never

CONFIG = RunConfig(keep_mb=0)


class Scripted(Backend):
    """Says the words of the class and writes down what happens to it."""

    info = BackendInfo("scripted", streams=True)
    words: tuple[str, ...] = ("one ", "two ", "three ")
    diary: list[str]

    def load(self):
        self.diary.append(f"load {self.model}")

    def run(self, request, stop):
        for word in self.words:
            if stop():
                return
            yield Delta(word)

    def close(self):
        self.diary.append(f"close {self.model}")


@pytest.fixture
def scripted(monkeypatch):
    """Two model names that the scripted backend answers; returns the class."""
    module = types.ModuleType("earthscribe.inference.backends.scripted")
    module.Scripted = type("Scripted", (Scripted,), {"diary": []})
    monkeypatch.setitem(sys.modules, module.__name__, module)
    for name in ("first", "second"):
        monkeypatch.setitem(BACKENDS, name, ("scripted", "Scripted"))
    return module.Scripted


@pytest.fixture
def request_on(raster):
    """A request for a box on a test raster."""
    def make(name="utm", numbers=(10, 10, 30, 22), **changes) -> Request:
        with open_raster(str(raster(name))) as source:
            return replace(make_request(source.info, PixelQuad(corners_of(numbers)), CONFIG), **changes)
    return make


def answered(analyst, request, stop=never):
    said = list(analyst.run(request, stop))
    return said, [each for each in said if isinstance(each, Description)]


def test_a_box_becomes_a_description_with_view_facts_and_provenance(request_on):
    said, (result,) = answered(LocalAnalyst(CONFIG), request_on())
    assert isinstance(said[0], Progress)
    assert "".join(each.text for each in said if isinstance(each, Delta)).strip() == result.text
    assert said[-1] is result
    assert result.view.quad == request_on().quad
    assert result.view.map_quad is not None
    assert result.fact("length_px") == 20.0
    assert result.provenance.model == "bundled"
    assert len(result.uid) == 32


def test_words_alone_become_a_result_and_carry_the_measured_facts(scripted, request_on):
    _, (result,) = answered(LocalAnalyst(CONFIG), request_on(model="first"))
    assert result.text == "one two three"
    assert result.provenance.finish == "complete"
    assert result.fact("width_px") == 12.0


def test_a_stop_keeps_what_was_said_and_says_so(scripted, request_on):
    heard = []
    analyst = LocalAnalyst(CONFIG)
    for said in analyst.run(request_on(model="first"), lambda: len(heard) >= 2):
        heard.extend([said] if isinstance(said, Delta) else [])
    assert said.text == "one two"
    assert said.provenance.finish == "stopped"


def test_a_stop_before_the_first_word_says_nothing(scripted, request_on):
    assert answered(LocalAnalyst(CONFIG), request_on(model="first"), lambda: True)[1] == []


def test_a_model_that_says_nothing_is_an_error_that_may_be_tried_again(scripted, request_on):
    scripted.words = (" ", "\n")
    with pytest.raises(EmptyAnswer) as caught:
        answered(LocalAnalyst(CONFIG), request_on(model="first"))
    assert caught.value.retryable


def test_a_model_is_loaded_once_and_gives_its_place_to_the_next(scripted, request_on):
    analyst = LocalAnalyst(CONFIG)
    for model in ("first", "first", "second"):
        answered(analyst, request_on(model=model))
    analyst.unload()
    assert scripted.diary == ["load first", "close first", "load second", "close second"]


def test_a_model_that_does_not_fit_is_refused_before_it_is_loaded(scripted, request_on):
    scripted.info = BackendInfo("scripted", streams=True, memory_mb=1e9)
    with pytest.raises(OutOfMemory, match="needs about 1000000000 MB"):
        answered(LocalAnalyst(CONFIG), request_on(model="first"))
    assert scripted.diary == []


def test_an_unknown_model_names_the_known_ones():
    request = Request("describe", PixelQuad(corners_of((0, 0, 5, 5))), model="nonesuch")
    with pytest.raises(ModelMissing) as caught:
        answered(LocalAnalyst(CONFIG), request)
    assert "bundled" in caught.value.hint


def test_all_boxes_of_a_raster_share_one_recipe(request_on):
    analyst = LocalAnalyst(CONFIG)
    recipes = {answered(analyst, request_on("float_nan", box))[1][0].view.recipe
               for box in ((2, 2, 12, 12), (20, 20, 40, 34))}
    assert len(recipes) == 1
    assert recipes.pop().low != ()


def test_a_box_without_a_valid_pixel_is_no_image(request_on):
    with pytest.raises(NoImageThere):
        answered(LocalAnalyst(CONFIG), request_on("all_nodata"))


def test_a_chip_that_cannot_be_kept_is_said_and_loses_nothing(request_on, tmp_path, monkeypatch):
    (tmp_path / "taken").write_text("a file where the folder should be")
    monkeypatch.setenv("EARTHSCRIBE_HOME", str(tmp_path / "taken"))
    _, (result,) = answered(LocalAnalyst(RunConfig()), request_on())
    assert "It measures about" in result.text
    assert "not kept" in result.view.notes[-1]


def test_a_box_that_the_contrast_hides_is_said_with_a_contrast_that_shows_it(recipes, tmp_path):
    values = np.linspace(100, 4000, 48 * 64).reshape(1, 48, 64).astype("uint16")
    with open_raster(str(recipes.write(tmp_path / "dark.tif", values, transform=recipes.north_up()))) as source:
        request = make_request(source.info, PixelQuad(corners_of((10, 10, 30, 22))), CONFIG)
    *_, hidden = LocalAnalyst(CONFIG).run(replace(request, look=Look(stretch="0..1")), never)
    (note,) = [each for each in hidden.view.notes if "contrast" in each]
    assert "99 % of the box as plain black or white" in note
    assert "plain black or white although their values differ" in hidden.text
    assert "lightness" not in hidden.text
    shows = re.search(r"--stretch (\S+) ", note).group(1)
    *_, shown = LocalAnalyst(CONFIG).run(replace(request, look=Look(stretch=shows)), never)
    assert not any("contrast" in each for each in shown.view.notes)
    assert "lightness" in shown.text


def test_the_chip_is_kept_unless_that_is_switched_off(request_on):
    _, (kept,) = answered(LocalAnalyst(RunConfig()), request_on())
    _, (lost,) = answered(LocalAnalyst(CONFIG), request_on())
    assert keepsakes.chip_of(kept.uid).exists()
    assert not keepsakes.chip_of(lost.uid).exists()
