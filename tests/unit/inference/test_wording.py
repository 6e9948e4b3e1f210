"""Sentences from facts: order, truth of every number, units, language."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from earthscribe.inference.errors import BadOption
from earthscribe.inference.values import Evidence
from earthscribe.inference.wording import compose, languages, text
from earthscribe.inference.wording.numbers_in_words import area, index, length, percent, shown
from earthscribe.inference.wording.templates import speaker
from earthscribe.tests.golden.pages import SCENES, pages
from hypothesis import given
from hypothesis import strategies as st

NUMBER = re.compile(r"(?<![\w.-])-?\d+(?:\.\d+)?")


@pytest.mark.parametrize("kind", SCENES)
def test_every_number_in_the_text_stands_in_its_evidence(kind: str) -> None:
    rows = compose(SCENES[kind])
    assert rows
    for row in rows:
        sentence, known = row.sentence, set()
        for value in row.values.values():
            if isinstance(value, str):
                sentence = sentence.replace(value, "", 1)
            elif not isinstance(value, tuple):
                known.add(float(value))
        for number in NUMBER.findall(sentence.replace(" out of 100", "")):
            assert float(number) in known, (number, row)


def words_in(value: object) -> set[str]:
    """The texts of a value."""
    return {value} if isinstance(value, str) else set(value) if isinstance(value, tuple) else set()


@pytest.mark.parametrize("kind", SCENES)
def test_evidence_holds_facts_and_no_pieces_of_sentences(kind: str) -> None:
    request = SCENES[kind]
    assert request.view is not None
    measured = {request.view.sensor, (request.view.image_date or "")[:10]}.union(*(
        words_in(fact.value) for fact in request.facts))
    for row in compose(request):
        for name, value in row.values.items():
            if name == "unit" or name.endswith("_unit"):
                assert value in {"px", "mm", "cm", "m", "km", "cm²", "m²", "ha", "km²", "%", "°", "dB", "K", "°C"}
            else:
                assert isinstance(value, (int, float)) or words_in(value) <= measured, (name, value)


def test_evidence_has_names_that_a_reader_understands() -> None:
    size, shape, colour, _, _, picture = (row.values for row in compose(SCENES["aerial with near infrared"]))
    assert size == {"length": 40.0, "length_unit": "m", "width": 20.0, "width_unit": "m", "area": 800.0,
                    "area_unit": "m²"}
    assert shape == {"aspect": 2.0, "azimuth": 120, "azimuth_unit": "°"}
    assert colour == {"colour": ("dark green",), "colour_share": 1.0, "colour_around": "dark grey",
                      "colour_around_share": 1.0, "lightness": 24, "lightness_around": 35}
    assert picture == {"sensor": "optical", "pixel_size": 1.0, "pixel_size_unit": "m"}


@pytest.mark.parametrize("name", ["wording.md", "wording.de.md", "sightings.en.md", "sightings.de.md"])
def test_texts_are_as_agreed(root: Path, name: str) -> None:
    assert pages()[name] == (root / "tests/golden" / name).read_text("utf-8")


@pytest.mark.parametrize("kind", SCENES)
def test_texts_are_whole_and_never_guess(kind: str) -> None:
    said = text(compose(SCENES[kind]))
    assert said.startswith("An object ")
    assert said.endswith(".")
    assert not re.search(r"[{}]|  |\bNone\b|nan|\binf\b|\b0 m\b|heading", said)
    assert text(compose(SCENES[kind])) == said


def test_order_of_the_sentences() -> None:
    said = text(compose(SCENES["reflectance"]))
    marks = ["An object", "long axis", "it appears", "surface", "NDVI", "It is in the north-east", "The picture is"]
    places = [said.index(mark) for mark in marks]
    assert places == sorted(places)


def test_every_sentence_has_a_source() -> None:
    for request in SCENES.values():
        assert {row.source for row in compose(request)} == {"measurement", "scene"}
        assert all(isinstance(row, Evidence) and row.values for row in compose(request))


def test_another_language_is_refused_by_naming_what_there_is() -> None:
    with pytest.raises(BadOption, match="--language") as refused:
        compose(replace(SCENES["optical"], language="tlh"))
    assert "en" in refused.value.hint
    assert "en" in languages()
    with pytest.raises(BadOption):
        compose(replace(SCENES["optical"], language="../wording/en"))


@pytest.mark.parametrize("language", languages())
def test_every_language_says_the_same_things(language: str) -> None:
    """A translation fills the same fields with the same words' names as the English one."""
    ours, theirs = speaker("en"), speaker(language)
    fields = re.compile(r"{(?!It}|it}|him}|Its}|its})(\w+)}")
    for mine, other in ((ours.sentences, theirs.sentences), (ours.parts, theirs.parts)):
        assert mine.keys() == other.keys()
        for name, template in mine.items():
            assert set(fields.findall(template)) == set(fields.findall(other[name]))
    assert {kind: set(words) for kind, words in ours.words.items()} == \
        {kind: set(words) for kind, words in theirs.words.items()}


@pytest.mark.parametrize(("value", "said"), [(0.0123, "0.012"), (1.0, "1"), (9.96, "10"), (12.34, "12"), (99.6, "100"),
                                             (123.4, "123"), (98765.0, "98800"), (2.5, "2.5"), (0.0, "0")])
def test_shown(value: float, said: str) -> None:
    assert shown(value) == said


@pytest.mark.parametrize(("metres", "said"), [(0.018, ("1.8", "cm")), (0.5, ("50", "cm")), (7.04, ("7", "m")),
                                              (1500.0, ("1500", "m")), (2345.0, ("2.3", "km")), (0.004, ("4", "mm")),
                                              (0.999, ("1", "m"))])
def test_length(metres: float, said: tuple[str, str]) -> None:
    assert length(metres) == said


def test_lengths_side_by_side_share_a_unit() -> None:
    assert length(1780.0, like="km") == ("1.8", "km")
    assert length(20.0, like="km") == ("20", "m")


@pytest.mark.parametrize(("square", "said"), [
    (0.25, ("2500", "cm²")), (200.0, ("200", "m²")), (15000.0, ("15000", "m²")), (180000.0, ("18", "ha")),
    (9.6e6, ("9.6", "km²"))])
def test_area(square: float, said: tuple[str, str]) -> None:
    assert area(square) == said


@given(st.floats(1e-4, 1e7))
def test_a_length_is_never_nothing_and_nearly_right(metres: float) -> None:
    number, unit = length(metres)
    size = {"km": 1000.0, "m": 1.0, "cm": 0.01, "mm": 0.001}[unit]
    assert float(number) * size == pytest.approx(metres, rel=0.06)
    assert "e" not in number


def test_small_numbers_have_no_stray_sign() -> None:
    assert index(-0.001, 2) == "0.00"
    assert (percent(0.9999), percent(0.0001)) == ("99", "1")
