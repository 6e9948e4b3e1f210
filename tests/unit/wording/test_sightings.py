"""What a description says of a class, of what is in a box and near it: as sure as the numbers, and never more."""

from __future__ import annotations

from dataclasses import replace

import pytest
from earthscribe.inference.values import Request
from earthscribe.inference.wording import compose, languages, text, verdict
from earthscribe.tests.golden.pages import SCENES
from earthscribe.tests.scenes import box, make_raster, painted, request_of
from earthscribe.tests.sightings import KNOWN, Seen, detection, row_of_cars, unfounded
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

QUAD = box(60, 50, 45, 18, 30)
PIXELS = painted(QUAD, (170, 30, 35), (110, 112, 110), 100)
PLACED = request_of(make_raster(PIXELS, pixel=0.1, image_date="2024-05-17"), QUAD)
UNPLACED = request_of(make_raster(PIXELS, pixel=None), QUAD)


def first(request: Request, *posterior: tuple[str, float], language: str = "en") -> str:
    return compose(replace(request, language=language), Seen(posterior))[0].sentence


def near(request: Request, *neighbours: object, language: str = "en") -> str:
    rows = compose(replace(request, language=language), Seen((("car", 0.9),), neighbours=neighbours))  # type: ignore[arg-type]
    return next((row.sentence for row in rows if "neighbours" in row.values), "")


# --- what it is ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("posterior", "said"), [
    ([("car", 0.97), ("bus-truck", 0.02)], "This is a car (97 % sure)."),
    ([("car", 0.82), ("bus-truck", 0.12)], "This is a car (82 % sure), less likely a bus or truck (12 %)."),
    ([("airplane", 0.64), ("ship", 0.04)], "This is probably an airplane (64 %)."),
    ([("car", 0.42), ("tree", 0.38)], "This is a car (42 %) or a tree (38 %)."),
    ([("car", 0.32), ("tree", 0.28)], "This may be a car (32 %) or a tree (28 %)."),
    ([("tree", 0.31), ("car", 0.11)], "This may be a tree (31 %), or else a car (11 %); the model is not sure."),
    ([("tree", 0.14)], "The model does not recognise this object; it looks most like a tree (14 %)."),
    ([("tree", 0.02)], "The model does not recognise this object."),
    ([("small_thing {x}\n", 0.9)], "This is an object of the class “small_thing {x}” (90 % sure)."),
])
def test_the_wording_is_as_sure_as_the_model(posterior: list[tuple[str, float]], said: str) -> None:
    assert first(PLACED, *posterior) == said


@pytest.mark.parametrize(("category", "said"), [
    ("car", "Das ist wahrscheinlich ein Auto (64 %)."), ("tree", "Das ist wahrscheinlich ein Baum (64 %)."),
    ("person", "Das ist wahrscheinlich eine Person (64 %)."),
    ("bus-truck", "Das ist wahrscheinlich ein Bus oder Lastwagen (64 %)."),
])
def test_german_articles_follow_the_gender(category: str, said: str) -> None:
    assert first(PLACED, (category, 0.64), language="de") == said


@pytest.mark.parametrize(("category", "pronoun"), [("tree", "Er misst"), ("person", "Sie misst"), ("ship", "Es misst")])
def test_german_pronouns_follow_the_gender(category: str, pronoun: str) -> None:
    said = text(compose(replace(PLACED, language="de"), Seen(((category, 0.9),))))
    assert f" {pronoun} etwa 4,5 m mal 1,8 m, ist 2,5-mal so lang wie breit und bedeckt etwa 8,1 m²." in said


def test_what_is_not_recognised_looks_like_something_in_the_german_dative() -> None:
    assert first(PLACED, ("person", 0.14), language="de") == \
        "Das Modell erkennt dieses Objekt nicht; am ehesten ähnelt es einer Person (14 %)."


def test_a_row_gets_the_class_only_where_that_is_likely() -> None:
    def named(*posterior: tuple[str, float]) -> tuple[str, float | None]:
        found = verdict(posterior)
        assert found is not None
        return found.category, found.confidence

    assert named(("car", 0.97)) == ("car", 0.97)
    assert named(("car", 0.42), ("tree", 0.38)) == ("object", None)
    assert named(("car", 0.3)) == ("object", None)
    assert verdict(()) is None


def test_without_a_posterior_nothing_is_named() -> None:
    assert compose(PLACED, Seen()) == compose(PLACED)
    assert text(compose(PLACED)).startswith("An object about 4.5 m long")


# --- how large -------------------------------------------------------------------------------------------------------


def test_sizes_are_in_pixels_where_no_scale_is_known() -> None:
    assert "It measures about 45 by 18 pixels, 2.5 times as long as wide; the image has no known scale" in \
        text(compose(UNPLACED, Seen((("car", 0.9),))))


@pytest.mark.parametrize(("origin", "said"), [
    ("given", "at the pixel size of 10 cm that was given."),
    ("derived", "at a pixel size of 10 cm derived from the lengths of known objects."),
])
def test_a_scale_that_is_not_the_pictures_own_is_said_to_be_so(origin: str, said: str) -> None:
    rows = compose(UNPLACED, Seen((("car", 0.9),), gsd_m=0.1, gsd_from=origin))
    assert rows[1].sentence == \
        f"It measures about 4.5 m by 1.8 m, 2.5 times as long as wide, and covers about 8.1 m², {said}"
    assert rows[1].values["pixel_size_from"] == origin


def test_imperial_units_are_an_option_in_both_languages() -> None:
    imperial = replace(PLACED, options=(("units", "imperial"),))
    assert "about 15 ft by 5.9 ft, 2.5 times as long as wide, and covers about 87 sq ft." in \
        text(compose(imperial, Seen((("car", 0.9),))))
    german = text(compose(replace(imperial, language="de"), Seen((("car", 0.9),))))
    assert "etwa 15 Fuß mal 5,9 Fuß" in german
    assert "87 Quadratfuß" in german


# --- inside, round and near ------------------------------------------------------------------------------------------


def test_cars_in_a_row_to_the_east() -> None:
    assert near(PLACED, *row_of_cars(3, 110, 48)) == \
        "Nearby the model sees three cars in a row 1.7 m to the east."
    assert near(PLACED, *row_of_cars(3, 110, 48), language="de") == \
        "In der Nähe sieht das Modell drei Autos in einer Reihe 1,7 m östlich."


def test_sides_are_those_of_the_picture_where_north_is_not_known() -> None:
    tree = detection("tree", 0.9, 60, -20, 50, 48)
    assert near(UNPLACED, tree) == "Nearby the model sees a tree 27 pixels above it."
    assert near(UNPLACED, tree, language="de") == "In der Nähe sieht das Modell einen Baum 27 Pixel darüber."


def test_a_picture_turned_upside_down_keeps_the_compass() -> None:
    south_up = replace(PLACED, facts=tuple(
        replace(fact, value=(-0.1, 0.0, 0.0, 0.1)) if fact.name == "ground" else fact for fact in PLACED.facts))
    assert near(south_up, detection("tree", 0.9, 60, -20, 50, 48)) == \
        "Nearby the model sees a tree 2.7 m to the south."


def test_what_touches_is_directly_beside_it() -> None:
    assert near(PLACED, detection("building", 0.9, 60, 110, 100, 80)) == \
        "Nearby the model sees a building directly to the south."


def test_unsure_neighbours_are_marked_and_far_ones_left_out() -> None:
    assert near(PLACED, detection("tree", 0.5, 30, -20, 50, 48)) == \
        "Nearby the model sees a tree (50 % sure) 2.7 m to the north."
    assert near(PLACED, detection("tree", 0.9, 1000, 1000, 50, 48)) == ""


def test_trees_all_round_are_told_by_sides() -> None:
    trees = [detection("tree", 0.9, 60 + dx, 50 + dy, 20, 20) for dx, dy in ((0, -40), (55, 0), (0, 40), (-55, 0))]
    said = near(PLACED, *trees)
    assert said.count("a tree") == 3
    assert "four trees" not in said


def test_what_is_inside_and_what_encloses() -> None:
    inside = (detection("person", 0.7, 60, 50, 5, 4), detection("person", 0.8, 65, 50, 5, 4),
              detection("building", 0.95, 60, 50, 150, 100))
    said = text(compose(PLACED, Seen((), inside)))
    assert "Inside it the model sees two people. It is within a building." in said
    german = text(compose(replace(PLACED, language="de"), Seen((), inside)))
    assert "sieht das Modell zwei Personen. Es befindet sich innerhalb von einem Gebäude." in german


def test_the_order_is_fixed_and_the_text_the_same_every_time() -> None:
    sighting = Seen((("car", 0.97),), (detection("person", 0.9, 60, 50, 4, 4),), tuple(row_of_cars(3, 110, 48)))
    said = text(compose(PLACED, sighting))
    marks = ["This is", "It measures", "axis", "It is red", "surface", "Inside", "Nearby", "centre", "The picture"]
    places = [said.index(mark) for mark in marks]
    assert places == sorted(places)
    assert text(compose(PLACED, sighting)) == said
    assert [row.source for row in compose(PLACED, sighting)] == \
        ["detection", "measurement", "measurement", "measurement", "measurement", "detection", "detection",
         "measurement", "scene"]


# --- nothing is claimed that is not in the evidence ------------------------------------------------------------------

CATEGORIES = st.sampled_from((*KNOWN, "plane", "Baustelle", "tennis-court", "7", "{x}"))
DETECTIONS = st.builds(lambda category, confidence, x, y, size, flat, angle: detection(
    category, confidence, x, y, size, max(1.0, size * flat), angle), CATEGORIES, st.floats(0.01, 0.999),
    st.floats(-200, 300), st.floats(-200, 300), st.floats(3, 150), st.floats(0.2, 1.0), st.floats(0, 180))


@st.composite
def sightings(draw: st.DrawFn) -> Seen:
    shares = draw(st.dictionaries(CATEGORIES, st.floats(0.0, 1.0), max_size=4))
    whole = max(1.0, sum(shares.values()))
    return Seen(tuple((name, share / whole) for name, share in shares.items()),
                tuple(draw(st.lists(DETECTIONS, max_size=4))), tuple(draw(st.lists(DETECTIONS, max_size=6))),
                *draw(st.sampled_from(((None, ""), (0.13, "given"), (2.5, "derived")))))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(SCENES)), sightings(), st.sampled_from(languages()),
       st.sampled_from(("metric", "imperial")))
def test_every_number_and_class_in_a_text_stands_in_its_evidence(kind: str, seen: Seen, language: str,
                                                                 units: str) -> None:
    rows = compose(replace(SCENES[kind], language=language, options=(("units", units),)), seen)
    subject = [str(rows[0].values.get("category", ""))]
    assert [fault for row in rows for fault in unfounded(row, language, subject)] == []
    said = text(rows)
    assert "None" not in said
    assert "  " not in said
