"""Captions, answers and labels: from the request over a detector to the result, whichever backend detects."""

from __future__ import annotations

import sys
import types
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from earthscribe.inference import codec
from earthscribe.inference.analyst import LocalAnalyst
from earthscribe.inference.backends import BACKENDS, Backend, BackendInfo
from earthscribe.inference.config import RunConfig
from earthscribe.inference.errors import BadArea, BadOption, InputError, QuestionBeyond
from earthscribe.inference.exchange.telling import to_row
from earthscribe.inference.geometry import PixelQuad, corners_of
from earthscribe.inference.raster import open_raster
from earthscribe.inference.tasks import ask, caption, classify
from earthscribe.inference.tasks.caption import Viewed
from earthscribe.inference.tasks.describe import prompt
from earthscribe.inference.values import (
    Answer,
    Caption,
    Delta,
    Description,
    Detected,
    Found,
    Label,
    Progress,
    Provenance,
    Request,
    Result,
    Searched,
    never,
)
from earthscribe.inference.worker import messages
from earthscribe.tests.sightings import row_of_cars

CONFIG = RunConfig(keep_mb=0, model="finder")
Ask = Callable[..., Request]


class Finder(Backend):
    """Finds three cars, and says what it was asked."""

    info = BackendInfo("finder", streams=True, tasks=("describe", "detect"))
    asked: list[Request]

    def detect(self, request: Request, field: Any, stop: Any) -> Iterator[Any]:
        self.asked.append(request)
        yield Progress("looking for objects", 0.5)
        search = Searched(field.source, field.recipe, "finder", "7", gsd_m=field.ground.gsd_m)
        yield Found(tuple(row_of_cars(3, 20, 20, 20)), search)
        if stop():
            return
        origin = Provenance("finder", "7", "detect", "none", "finder", "cpu", "", 0.1)
        yield Detected(search, (("car", 3), ("tree", 0)), origin, 4000, ("It was dark.",))

    def run(self, request: Request, stop: Any) -> Iterator[Any]:
        yield Delta(f"{request.task}: {prompt(request).splitlines()[-2]}")


class Talker(Backend):
    """Finds nothing and says a word."""

    info = BackendInfo("talker", streams=True)

    def run(self, request: Request, stop: Any) -> Iterator[Any]:
        yield Delta("Two cars.")


@pytest.fixture(autouse=True)
def finder(monkeypatch: pytest.MonkeyPatch) -> type[Finder]:
    module: Any = types.ModuleType("earthscribe.inference.backends.finder")
    module.Finder, module.Talker = type("Finder", (Finder,), {"asked": []}), Talker
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setitem(BACKENDS, "finder", ("finder", "Finder"))
    monkeypatch.setitem(BACKENDS, "talker", ("finder", "Talker"))
    found: type[Finder] = module.Finder
    return found


@pytest.fixture
def request_to(raster: Callable[[str], str]) -> Ask:
    def make(task: str, *more: Any, config: RunConfig = CONFIG, name: str = "utm") -> Request:
        with open_raster(raster(name)) as source:
            info = source.info
        if task == "classify":
            return classify.make_request(info, PixelQuad(corners_of((10, 10, 30, 22))), *more, config)
        if task == "ask":
            return ask.make_request(info, *more, Viewed(), config)
        return caption.make_request(info, *(more or (Viewed(),)), config)

    return make


def told(request: Request) -> Description:
    result = list(LocalAnalyst(CONFIG).run(request, never))[-1]
    assert isinstance(result, Description)
    return result


def across(result: Result) -> Any:
    return messages.said_in(messages.said_message(1, result))


def test_a_caption_comes_from_what_was_found(request_to: Ask, finder: type[Finder]) -> None:
    request = request_to("caption")
    said = list(LocalAnalyst(CONFIG).run(request, never))
    result = said[-1]
    assert isinstance(result, Caption)
    assert result.text.startswith("In this view the model sees three cars.")
    assert "".join(each.text for each in said if isinstance(each, Delta)) == result.text
    assert " ".join(row.sentence for row in result.evidence) == result.text
    assert finder.asked[0].task == "detect"
    assert "It was dark." in result.view.notes
    assert (result.provenance.model, result.provenance.revision, result.provenance.dialect) == \
        ("finder", "7", "templates")
    assert to_row(result)["task"] == "caption"
    assert across(result) == result


def test_an_answer_has_its_question_and_a_bare_value(request_to: Ask) -> None:
    result = told(request_to("ask", "  How many\n cars? "))
    assert isinstance(result, Answer)
    assert (result.text, result.question, result.intent, result.value) == \
        ("The model sees three cars.", "How many cars?", "count", 3)
    row = to_row(result)
    assert (row["task"], row["question"], row["value"]) == ("ask", "How many cars?", 3)
    assert across(result) == result


def test_german_and_imperial_are_options_of_the_request(request_to: Ask) -> None:
    config = replace(CONFIG, language="de", units="imperial")
    result = told(request_to("ask", "Wie lang sind die Autos?", config=config))
    assert result.text.startswith("Die Autos sind zwischen ")
    assert " Fuß lang" in result.text
    assert result.language == "de"


def test_colours_are_measured_on_the_raster(request_to: Ask) -> None:
    result = told(request_to("ask", "What colour are the cars?"))
    assert isinstance(result, Answer)
    assert result.text.startswith("By their main colour the cars are ")
    assert result.value is not None


def test_a_question_beyond_it_says_so(request_to: Ask) -> None:
    with pytest.raises(QuestionBeyond, match="'broken'"):
        told(request_to("ask", "Are the cars broken?"))


def test_the_bundled_model_reads_the_question_before_it_looks(request_to: Ask) -> None:
    request = replace(request_to("ask", "Are the cars broken?"), model="bundled")
    with pytest.raises(QuestionBeyond):
        told(request)


def test_stopped_while_it_looks_it_says_nothing(request_to: Ask) -> None:
    asked = iter([False, True, True, True])
    heard = list(LocalAnalyst(CONFIG).run(request_to("caption"), lambda: next(asked)))
    assert any(isinstance(each, Progress) and each.fraction for each in heard)
    assert not any(isinstance(each, (Delta, Description)) for each in heard)


def test_a_model_that_only_talks_is_asked_in_words(request_to: Ask) -> None:
    result = told(request_to("ask", "How many cars?", config=replace(CONFIG, model="talker")))
    assert isinstance(result, Answer)
    assert (result.text, result.question, result.value) == ("Two cars.", "How many cars?", None)
    assert isinstance(told(request_to("caption", config=replace(CONFIG, model="talker"))), Caption)


def test_the_words_for_a_model_that_talks(request_to: Ask) -> None:
    assert "Say what the picture shows" in prompt(request_to("caption"))
    assert "How many cars?" in prompt(request_to("ask", "How many cars?"))
    assert request_to("caption").option("pictures", "") == "crop"


def test_a_model_that_only_talks_has_no_probabilities(request_to: Ask) -> None:
    with pytest.raises(InputError, match="no probabilities"):
        told(request_to("classify", ("car",), config=replace(CONFIG, model="talker")))


def test_an_area_is_the_view(request_to: Ask) -> None:
    ring = ((10.0, 12.0), (40.0, 12.0), (40.0, 30.0), (10.0, 30.0))
    request = request_to("caption", Viewed((ring,), 0.3))
    assert request.quad.bounds() == (10.0, 12.0, 40.0, 30.0)
    assert request.area == (ring,)
    assert request.option("min_confidence", 0.0) == 0.3
    with pytest.raises(BadArea):
        request_to("caption", Viewed((((-50.0, -50.0), (-40.0, -50.0), (-40.0, -40.0)),)))


def test_what_is_no_question_and_no_confidence_is_refused(request_to: Ask) -> None:
    with pytest.raises(BadOption, match="--question"):
        request_to("ask", "  ")
    with pytest.raises(BadOption, match="--min-confidence"):
        request_to("caption", Viewed((), 1.5))


def test_a_label_crosses_the_border_and_becomes_a_row(request_to: Ask) -> None:
    seen = told(request_to("caption"))
    label = Label("This is a car.", seen.view, seen.provenance, category="car", confidence=0.9,
                  probabilities=(("car", 0.9), ("none of these", 0.1)))
    assert across(label) == label
    assert to_row(label)["probabilities"] == {"car": 0.9, "none of these": 0.1}
    assert codec.decode(Result, codec.encode(label)) == label  # type: ignore[arg-type]
