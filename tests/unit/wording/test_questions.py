"""Questions: what each means, what is answered, and that everything else is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from earthscribe.inference.errors import QuestionBeyond
from earthscribe.inference.geometry import PixelQuad
from earthscribe.inference.values import Fact, Request
from earthscribe.inference.wording import Reply, Survey, answer, languages, text, understood
from earthscribe.inference.wording.questions.lexicon import lexicon
from earthscribe.tests.scenes import make_raster, request_of
from earthscribe.tests.sightings import KNOWN, car_park, detection, unfounded
from hypothesis import given, settings
from hypothesis import strategies as st

ALL = PixelQuad(((0, 0), (1000, 0), (1000, 1000), (0, 1000)))
GREY = np.full((3, 1000, 1000), 90, "uint8")
PLACED = request_of(make_raster(GREY, pixel=0.1), ALL)
UNPLACED = request_of(make_raster(GREY, pixel=None), ALL)
SEEN = car_park()


def ask(question: str, language: str = "en", survey: Survey = SEEN, request: Request = PLACED) -> Reply:
    return answer(replace(request, text=question, language=language, task="ask"), survey)


ENGLISH: list[tuple[str, str, Any, str]] = [
    ("Is there a ship?", "presence", False, "No, the model sees no ships."),
    ("Are there any cars in the picture?", "presence", True, "Yes, the model sees 17 cars."),
    ("Can you see a swimming pool or a ship?", "presence", True,
     "Yes, the model sees a swimming pool and no ships. The model is less than 50 % sure of this."),
    ("Are there cars and ships?", "presence", False, "No, the model sees 17 cars and no ships."),
    ("Are there more than 5 cars?", "presence", True, "Yes, the model sees 17 cars."),
    ("Are there fewer than twelve cars?", "presence", False, "No, the model sees 17 cars."),
    ("Are there exactly 17 cars?", "presence", True, "Yes, the model sees 17 cars."),
    ("Are there red cars?", "presence", True, "Yes, the model sees four cars in red, of 17 in all."),
    ("Are the cars red?", "presence", False, "No, the model sees four cars in red, of 17 in all."),
    ("Is the building red?", "presence", True, "Yes, the model sees a building in red."),
    ("Are the cars longer than 3 m?", "presence", True, "Yes, the model sees 17 cars with a length of more than 3 m."),
    ("What is in the south-west?", "overview", 1,
     "The model sees an object in the south-west of the view, of 23 in all. By kind: a building."),
    ("How many cars have a width of more than 1.9 m?", "count", 0,
     "The model sees no cars with a width of more than 1.9 m, of 17 in all."),
    ("How many buildings cover more than 100 m²?", "count", 1,
     "The model sees a building with an area of more than 100 m²."),
    ("What is the distance between the tree and the building?", "nearest", 22.0,
     "The tree that is nearest to a building is 22 m to the east of it, at column 700, row 650."),
    ("How many cars are there?", "count", 17, "The model sees 17 cars."),
    ("How many cars longer than 4.5 m?", "count", 5,
     "The model sees five cars with a length of more than 4.5 m, of 17 in all."),
    ("How many cars are longer than 15 feet?", "count", 5,
     "The model sees five cars with a length of more than 15 ft, of 17 in all."),
    ("How many cars are between 4.05 and 4.45 m long?", "count", 8,
     "The model sees eight cars with a length between 4.05 and 4.45 m, of 17 in all."),
    ("How many buildings are larger than 100 square metres?", "count", 1,
     "The model sees a building with an area of more than 100 m²."),
    ("How many cars and trees do you see?", "count", 21, "The model sees 17 cars and four trees."),
    ("How many vehicles?", "count", 17, "The model sees 17 vehicles."),
    ("How many objects are in the north-west?", "count", 17,
     "The model sees 17 objects in the north-west of the view, of 23 in all. By kind: 17 cars."),
    ("How many trees are on the left?", "count", 0,
     "The model sees no trees on the left-hand side of the view, of 4 in all."),
    ("How many trucks are there?", "count", 0, "The model sees no buses or trucks."),
    ("Are there more cars than trees?", "comparison", True, "Yes, the model sees more cars (17) than trees (4)."),
    ("Are there as many cars as trees?", "comparison", False, "No, the model sees more cars (17) than trees (4)."),
    ("Which are there more of, trees or cars?", "comparison", "car", "The model sees fewer trees (4) than cars (17)."),
    ("How many more cars than trees are there?", "comparison", 13, "The model sees more cars (17) than trees (4)."),
    ("Where is the building?", "where", ((300.0, 700.0),),
     "The model sees a building in the south-west (column 300, row 700)."),
    ("Where are the ships?", "where", None, "The model sees no ships."),
    ("Which tree is nearest to the building?", "nearest", 22.0,
     "The tree that is nearest to a building is 22 m to the east of it, at column 700, row 650."),
    ("Which car is closest to the centre?", "nearest", (296.0, 200.0),
     "The car nearest to the centre of the view is at column 296, row 200."),
    ("How far is the nearest ship from a car?", "nearest", None, "The model sees no ships."),
    ("What is the largest building?", "extreme", 600.0,
     ("The largest building measures about 30 m by 20 m and is in the south-west of the view, at column 300, row "
      "700.")),
    ("How long is the longest car?", "extreme", 4.8, ("The longest car measures about 4.8 m by 1.8 m and is in the "
                                                     "north-west of the view, at column 324, row 100.")),
    ("How long are the cars?", "size", 4.4,
     "The cars are between 4 m and 4.8 m long, half of them at most 4.4 m."),
    ("What is the average length of the cars?", "size", 4.38,
     "On average the cars are 4.4 m long (from 4 m to 4.8 m)."),
    ("How big is the building?", "size", 30.0, "The building measures about 30 m by 20 m."),
    ("What colour is the building?", "colour", "red", "The building is red."),
    ("What colour are the cars?", "colour", "black",
     "By their main colour the cars are black (5), grey (4), red (4) and white (4)."),
    ("Which way do the cars point?", "orientation", 0, "The long axes of all 17 cars run from north to south."),
    ("How is the building oriented?", "orientation", 90,
     "The long axis of the building runs from east to west (azimuth 90°)."),
    ("What share of the area is covered by buildings?", "share", 0.06,
     "The building covers about 6 % of the view, going by the boxes found."),
    ("How many cars per hectare?", "density", 17.0,
     "The model sees 17 cars. On average there are about 17 cars per hectare."),
]
GERMAN: list[tuple[str, str, Any, str]] = [
    ("Gibt es Schiffe?", "presence", False, "Nein, das Modell sieht keine Schiffe."),
    ("Ist ein Auto im Bild?", "presence", True, "Ja, das Modell sieht 17 Autos."),
    ("Sind mehr als 5 Autos zu sehen?", "presence", True, "Ja, das Modell sieht 17 Autos."),
    ("Wie viele Autos sind länger als 4,5 m?", "count", 5,
     "Das Modell sieht fünf Autos mit einer Länge von mehr als 4,5 m, von insgesamt 17."),
    ("Sind die Autos rot?", "presence", False, "Nein, das Modell sieht vier Autos in Rot, von insgesamt 17."),
    ("Wie groß ist der Abstand zwischen Baum und Gebäude?", "nearest", 22.0,
     ("Der Baum, der einem Gebäude am nächsten ist, befindet sich 22 m östlich davon, bei Spalte 700, "
      "Zeile 650.")),
    ("Wie viele rote Autos gibt es?", "count", 4, "Das Modell sieht vier Autos in Rot, von insgesamt 17."),
    ("Wie viele Fahrzeuge sind im Nordwesten?", "count", 17, ("Das Modell sieht 17 Fahrzeuge im Nordwesten des "
                                                            "Ausschnitts.")),
    ("Gibt es mehr Autos als Bäume?", "comparison", True, "Ja, das Modell sieht mehr Autos (17) als Bäume (4)."),
    ("Gibt es ebenso viele Autos wie Bäume?", "comparison", False,
     "Nein, das Modell sieht mehr Autos (17) als Bäume (4)."),
    ("Wo ist das Gebäude?", "where", ((300.0, 700.0),),
     "Das Modell sieht ein Gebäude im Südwesten (Spalte 300, Zeile 700)."),
    ("Welcher Baum ist dem Gebäude am nächsten?", "nearest", 22.0,
     ("Der Baum, der einem Gebäude am nächsten ist, befindet sich 22 m östlich davon, bei Spalte 700, "
      "Zeile 650.")),
    ("Wie weit ist das nächste Auto vom Schwimmbecken entfernt?", "nearest", 61.21,
     ("Das Auto, das einem Schwimmbecken am nächsten ist, befindet sich 61 m nordwestlich davon, bei "
      "Spalte 296, Zeile 200.")),
    ("Welches ist der größte Baum?", "extreme", 34.8,
     ("Der größte Baum misst etwa 6 m mal 5,8 m und befindet sich im Südosten des Ausschnitts, bei Spalte 700, "
      "Zeile 650.")),
    ("Wie lang sind die Autos?", "size", 4.4, ("Die Autos sind zwischen 4 m und 4,8 m lang, die Hälfte davon höchstens "
                                              "4,4 m.")),
    ("Welche Farbe haben die Autos?", "colour", "black",
     "Nach ihrer Hauptfarbe sind die Autos schwarz (5), grau (4), rot (4) und weiß (4)."),
    ("In welche Richtung zeigen die Autos?", "orientation", 0,
     "Bei allen 17 Autos verläuft die Längsachse von Norden nach Süden."),
    ("Wie ist das Gebäude ausgerichtet?", "orientation", 90,
     "Bei dem Gebäude verläuft die Längsachse von Osten nach Westen (Azimut 90°)."),
    ("Welcher Anteil der Fläche ist von Gebäuden bedeckt?", "share", 0.06,
     "Das Gebäude bedeckt etwa 6 % der Fläche, gemessen an den gefundenen Rahmen."),
    ("Wie viele Autos pro Hektar?", "density", 17.0,
     "Das Modell sieht 17 Autos. Im Mittel sind es etwa 17 Autos pro Hektar."),
]


@pytest.mark.parametrize(("question", "intent", "value", "said"), ENGLISH)
def test_english_questions_are_answered(question: str, intent: str, value: Any, said: str) -> None:
    reply = ask(question)
    assert (reply.intent, reply.value, text(reply.rows)) == (intent, value, said)


@pytest.mark.parametrize(("question", "intent", "value", "said"), GERMAN)
def test_german_questions_are_answered(question: str, intent: str, value: Any, said: str) -> None:
    reply = ask(question, "de")
    assert (reply.intent, reply.value, text(reply.rows)) == (intent, value, said)


@pytest.mark.parametrize(("language", "question"), [
    *(("en", question) for question in (
        "", "?", "Why are there cars?", "Is the car broken?", "Is there no car?", "Are there cars without drivers?",
        "How many cars are in the building?", "Are all cars red?", "How many parked cars are there?",
        "Is the ship heading north?", "How many cars longer than the building?", "How many cars longer than 5?",
        "How many cars larger than 5 m²  longer?", "What is the nearest car?", "Who owns the building?",
        "How many?", "Is it red?", "Which car is nearest to the building in the north?", "How many red blue cars?",
        "Where are more than 5 cars?", "What is the address of the largest building?", "Is the largest car red?")),
    *(("de", question) for question in (
        "Warum stehen dort Autos?", "Ist das Auto kaputt?", "Gibt es keine Autos?", "Wie viele Autos sind im Gebäude?",
        "Wem gehört das Gebäude?", "Sind alle Autos rot?", "Wie viele geparkte Autos gibt es?")),
])
def test_what_cannot_be_counted_or_measured_is_refused(language: str, question: str) -> None:
    with pytest.raises(QuestionBeyond) as refused:
        ask(question, language)
    assert refused.value.exit_status == 4
    assert refused.value.message.startswith("A larger model is needed to answer ")


@pytest.mark.parametrize(("language", "question", "begins"), [
    ("en", "How long are the red cars?", "The model sees four cars in red, of 17 in all. Among these: The cars are "),
    ("en", "Where is the largest red car?", "The model sees four cars in red, of 17 in all. Among these: The largest "),
    ("en", "Which way do the trees in the north point?", "The model sees no trees in the north of the view."),
    ("de", "Wie lang sind die roten Autos?",
     "Das Modell sieht vier Autos in Rot, von insgesamt 17. Unter diesen: Die Autos sind "),
    ("en", "How large is the red building?", "The model sees a building in red. The building measures "),
])
def test_of_some_objects_it_is_said_which_are_meant(language: str, question: str, begins: str) -> None:
    reply = ask(question, language)
    assert text(reply.rows).startswith(begins)
    assert [each for row in reply.rows for each in unfounded(row, language)] == []


def test_the_word_that_is_not_known_is_named() -> None:
    with pytest.raises(QuestionBeyond, match="'broken'"):
        ask("Is the car broken?")


def test_a_class_that_was_not_looked_for_is_not_said_to_be_missing() -> None:
    with pytest.raises(QuestionBeyond, match="does not look for objects of class 'ship'") as refused:
        ask("Are there ships?", survey=Survey((), ("car", "tree")))
    assert "car, tree" in refused.value.hint


def test_sizes_need_a_scale_and_pixels_do_not() -> None:
    with pytest.raises(QuestionBeyond, match="no known scale") as refused:
        ask("How many cars are longer than 4.5 m?", request=UNPLACED)
    assert "--gsd" in refused.value.hint
    assert ask("How many cars are longer than 45 pixels?", request=UNPLACED).value == 5
    assert ask("How many cars are longer than 4.5 m?", survey=replace(SEEN, gsd_m=0.1), request=UNPLACED).value == 5


def test_the_compass_needs_north_and_the_picture_does_not() -> None:
    with pytest.raises(QuestionBeyond, match="where north is"):
        ask("How many cars are in the north?", request=UNPLACED)
    assert ask("How many cars are in the upper left?", request=UNPLACED).value == 17
    assert ask("How many cars are on the left?").value == 17


def test_colours_need_true_colours() -> None:
    with pytest.raises(QuestionBeyond, match="no true colours"):
        ask("What colour are the cars?", survey=replace(SEEN, measure=lambda _: (Fact("colour_basis", "false"),)))
    with pytest.raises(QuestionBeyond, match="cannot be measured"):
        ask("What colour are the cars?", survey=replace(SEEN, measure=None))
    hidden = replace(SEEN, measure=lambda _: (Fact("saturated_share", 0.99),))
    assert text(ask("What colour is the building?", survey=hidden).rows) == \
        "The building: the contrast of the picture hides the colour."


def test_a_detectors_own_class_names_are_understood() -> None:
    survey = Survey((detection("wind_turbine", 0.9, 100, 100, 20, 20),), ("wind_turbine", "car"))
    reply = ask("How many wind turbines are there?", survey=survey)
    assert (reply.value, text(reply.rows)) == \
        (1, "The model sees an object of the class “wind_turbine”.")


def test_questions_are_read_before_anything_is_looked_at() -> None:
    request = replace(PLACED, text="How many cars are longer than 5 m?", task="ask")
    question = understood(request)
    assert question.intent == "count"
    assert (question.sizes[0].dimension, question.sizes[0].sign, question.sizes[0].amounts) == ("length", ">", (5.0,))


@pytest.mark.parametrize(("language", "written", "number"), [
    ("en", "1,500.5", 1500.5), ("en", "4.5", 4.5), ("en", "10,000", 10000.0), ("de", "1.500,5", 1500.5),
    ("de", "4,5", 4.5), ("de", "4.5", 4.5), ("de", "10.000", 10000.0)])
def test_numbers_are_read_as_the_language_writes_them(language: str, written: str, number: float) -> None:
    assert lexicon(language).words(written)[0].value == number


@pytest.mark.parametrize("language", languages())
def test_both_lexicons_know_the_same_kinds_of_words(language: str) -> None:
    ours, theirs = lexicon("en"), lexicon(language)

    def meanings(phrases: Any) -> set[Any]:
        return {meaning for meaning in phrases.values() if meaning[0] != "number"}

    assert meanings(ours.phrases) == meanings(theirs.phrases)
    assert {name for kind, value in theirs.phrases.values() if kind == "class" for name in value[:1]} >= set(KNOWN)


WORDS = st.sampled_from(sorted(lexicon("en").phrases) + ["5", "12.5", "m", "broken"])


@settings(max_examples=300, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=8).map(" ".join))
def test_any_question_is_answered_from_evidence_or_refused(question: str) -> None:
    try:
        reply = ask(question)
    except QuestionBeyond:
        return
    assert reply.rows
    assert [fault for row in reply.rows for fault in unfounded(row, "en")] == []


@pytest.mark.parametrize(("language", "questions"), [("en", ENGLISH), ("de", GERMAN)])
def test_every_number_and_class_in_an_answer_stands_in_its_evidence(language: str, questions: Any) -> None:
    for question, *_ in questions:
        assert [fault for row in ask(question, language).rows for fault in unfounded(row, language)] == []
