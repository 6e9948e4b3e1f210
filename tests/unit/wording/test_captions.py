"""A whole view in words: counts, layout, density, directions, cover; in both languages, never more than was found."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from earthscribe.inference.errors import UnknownClass
from earthscribe.inference.geometry import PixelQuad
from earthscribe.inference.values import Detection, Request
from earthscribe.inference.wording import NONE_OF_THESE, Survey, caption, classify, languages, text
from earthscribe.tests.scenes import make_raster, request_of
from earthscribe.tests.sightings import KNOWN, Seen, car_park, detection, row_of_cars, unfounded
from earthscribe.tests.unit.wording.test_sightings import CATEGORIES
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ALL = PixelQuad(((0, 0), (1000, 0), (1000, 1000), (0, 1000)))
GREY = np.full((3, 1000, 1000), 90, "uint8")
PLACED = request_of(make_raster(GREY, pixel=0.1, image_date="2024-05-17"), ALL)
UNPLACED = request_of(make_raster(GREY, pixel=None), ALL)


def said(request: Request, *found: Detection, language: str = "en", **more: object) -> str:
    return text(caption(replace(request, language=language), Survey(found, KNOWN, **more)))  # type: ignore[arg-type]


def test_a_car_park_is_told_in_a_paragraph() -> None:
    assert text(caption(PLACED, car_park())) == (
        "In this view the model sees 17 cars, four trees, a building and a swimming pool. The model is less than 50 % "
        "sure of one of these. On average there are about 17 cars per hectare. The cars are mostly arranged in rows, "
        "most of them in the north-west. The trees are mostly arranged in rows, most of them in the south-east. The "
        "building is in the south-west of the view. The long axes of all 17 cars run from north to south. The trees "
        "cover about 1 % of the view, going by the boxes found. The building covers about 6 % of the view, going by "
        "the boxes found. The view measures about 100 m by 100 m. The picture is an optical image with 10 cm per "
        "pixel, taken on 2024-05-17.")
    assert text(caption(replace(PLACED, language="de"), car_park())) == (
        "In diesem Ausschnitt sieht das Modell 17 Autos, vier Bäume, ein Gebäude und ein Schwimmbecken. In einem "
        "Fall ist sich das Modell zu weniger als 50 % sicher. Im Mittel sind es etwa 17 Autos pro Hektar. Die "
        "Autos sind überwiegend in Reihen angeordnet, die meisten im Nordwesten. Die Bäume sind überwiegend in "
        "Reihen angeordnet, die meisten im Südosten. Das Gebäude befindet sich im Südwesten des Ausschnitts. Bei "
        "allen 17 Autos verläuft die Längsachse von Norden nach Süden. Die Bäume bedecken etwa 1 % der Fläche, "
        "gemessen an den gefundenen Rahmen. Das Gebäude bedeckt etwa 6 % der Fläche, gemessen an den gefundenen "
        "Rahmen. Der Ausschnitt misst etwa 100 m mal 100 m. Das Bild ist eine optische Aufnahme mit 10 cm pro Pixel, "
        "aufgenommen am 2024-05-17.")


def test_nothing_found_names_what_was_looked_for() -> None:
    request = replace(PLACED, language="en")
    assert text(caption(request, Survey((), ("car", "tree")))).startswith(
        "In this view the model sees none of the objects it looks for here (cars or trees).")


def test_without_a_scale_there_is_no_density_and_sizes_are_in_pixels() -> None:
    words = said(UNPLACED, *row_of_cars(9, 100, 100))
    assert "hectare" not in words
    assert "most of them in the upper left" in words
    assert "from top to bottom" in words
    assert "measures 1000 by 1000 pixels; the image has no known scale" in words


def test_a_derived_scale_is_told() -> None:
    words = said(UNPLACED, *row_of_cars(9, 100, 100), gsd_m=0.1, gsd_from="derived", searched_px=1_000_000)
    assert "about 9 cars per hectare" in words
    assert "about 100 m by 100 m, at a pixel size of 10 cm derived from" in words


def scatter(count: int, low: float, high: float) -> list[Detection]:
    places = random.Random(5)
    return [detection("tree", 0.8, places.uniform(low, high), places.uniform(low, high), 20, 20) for _ in range(count)]


@pytest.mark.parametrize(("found", "words"), [
    (scatter(60, 0, 1000), "The trees are scattered over the view."),
    (scatter(30, 700, 900), "The trees are clustered, most of them in the south-east."),
    ([detection("tree", 0.8, 40 + 120 * n, 30 + 7 * (n % 3), 30, 30) for n in range(8)],
     "The trees line the northern edge of the view."),
    ([detection("ship", 0.9, 800, 200, 60, 15, 45), detection("ship", 0.8, 200, 800, 40, 12, 135)],
     "The ships are in the north-east and in the south-west of the view."),
    ([detection("ship", 0.9, 500, 500, 60, 15, 45)], "The ship is near the centre of the view."),
])
def test_layouts_have_names(found: list[Detection], words: str) -> None:
    assert words in said(PLACED, *found)


def test_classes_that_lie_everywhere_share_a_sentence() -> None:
    trees = scatter(60, 0, 1000)
    houses = [replace(each, category="building") for each in scatter(50, 5, 990)]
    assert "The trees and the buildings are scattered over the view." in said(PLACED, *trees, *houses)
    assert " Die Bäume und die Gebäude sind über den Ausschnitt verstreut." in said(
        PLACED, *trees, *houses, language="de")


def test_of_many_square_things_only_those_with_a_long_axis_have_a_direction() -> None:
    square = [replace(each, category="building") for each in scatter(5, 0, 900)]
    long = [detection("building", 0.8, 100 + 200 * n, 950, 60, 20) for n in range(4)]
    words = said(PLACED, *square, *long)
    assert "Where buildings have a clear long axis, it runs from east to west (4 of 4)." in words
    assert "Wo Gebäude eine deutliche Längsachse haben, verläuft sie von Osten nach Westen (4 von 4)." in said(
        PLACED, *square, *long, language="de")
    assert "long ax" not in said(PLACED, *square, *long[:3]), "of too few nothing is said"


def test_a_part_of_the_view_counts_only_with_what_was_searched() -> None:
    whole, half = (said(PLACED, *row_of_cars(9, 100, 100), searched_px=pixels) for pixels in (1_000_000, 500_000))
    assert "about 9 cars per hectare" in whole
    assert "about 18 cars per hectare" in half


def test_imperial_density_and_extent() -> None:
    imperial = replace(PLACED, options=(("units", "imperial"),))
    words = said(imperial, *row_of_cars(9, 100, 100))
    assert "cars per acre" in words
    assert "328 ft by 328 ft" in words


def test_thousands_of_objects_are_told_at_once() -> None:
    found = [detection("car", 0.9, 20 * column, 20 * row, 15, 8) for column in range(50) for row in range(60)]
    assert "The cars are mostly arranged in rows" in said(PLACED, *found)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.builds(lambda category, confidence, x, y, size, flat, angle: detection(
    category, confidence, x, y, size, max(1.0, size * flat), angle), CATEGORIES, st.floats(0.01, 0.999),
    st.floats(0, 1000), st.floats(0, 1000), st.floats(3, 200), st.floats(0.2, 1.0), st.floats(0, 180)), max_size=25),
    st.sampled_from((PLACED, UNPLACED)), st.sampled_from(languages()), st.sampled_from(("metric", "imperial")))
def test_every_number_and_class_in_a_caption_stands_in_its_evidence(found: list[Detection], request: Request,
                                                                    language: str, units: str) -> None:
    asked = replace(request, language=language, options=(("units", units),))
    rows = caption(asked, Survey(tuple(found), KNOWN))
    assert [fault for row in rows for fault in unfounded(row, language)] == []


# --- which class a box shows -----------------------------------------------------------------------------------------


def labelled(*classes: str) -> tuple[str, dict[str, float]]:
    seen = Seen((("car", 0.7), ("bus-truck", 0.2), ("tree", 0.02), ("ship", 0.01)))
    rows, shares = classify(replace(PLACED, classes=classes), seen)
    return text(rows), dict(shares)


def test_without_a_list_all_classes_are_asked() -> None:
    words, shares = labelled()
    assert words == "This is probably a car (70 %), less likely a bus or truck (20 %)."
    assert shares[NONE_OF_THESE] == pytest.approx(0.07)
    assert sum(shares.values()) == pytest.approx(1.0)


def test_in_a_list_what_was_not_asked_is_none_of_these() -> None:
    words, shares = labelled("ship", "tree")
    assert words == "This is most likely something other than a tree or a ship (97 %)."
    assert list(shares) == ["tree", "ship", NONE_OF_THESE]
    assert shares[NONE_OF_THESE] == pytest.approx(0.97)


def test_an_unknown_class_is_refused_by_naming_the_known_ones() -> None:
    with pytest.raises(UnknownClass) as refused:
        labelled("dog")
    assert "'dog'" in refused.value.message
    assert "bus-truck" in refused.value.hint
