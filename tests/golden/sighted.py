"""Realistic sightings and views for the golden texts: what is said of them is read by people, in every language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from earthscribe.inference.geometry import PixelQuad
from earthscribe.inference.values import Look, Request
from earthscribe.inference.wording import Survey, answer, caption, compose, text
from earthscribe.tests.scenes import box, make_raster, painted, request_of
from earthscribe.tests.sightings import KNOWN, Seen, car_park, detection, row_of_cars

QUAD = box(60, 50, 45, 18, 30)
_RED = painted(QUAD, (170, 30, 35), (110, 112, 110))
_PLACED = request_of(make_raster(_RED, pixel=0.1, image_date="2024-05-17"), QUAD)
_UNPLACED = request_of(make_raster(_RED, pixel=None), QUAD)
_THERMAL = request_of(make_raster(painted(QUAD, (200,), (90,)), pixel=0.02), QUAD, Look(sensor="thermal"))
_RADAR = request_of(make_raster(painted(QUAD, (900,), (100,), dtype="uint16"), pixel=3), QUAD, Look(sensor="sar"))
_AROUND = (*row_of_cars(3, 110, 48), detection("tree", 0.5, 30, -20, 50, 48),
           detection("building", 0.97, 60, 190, 200, 100))

SIGHTED: Mapping[str, tuple[Request, Seen]] = {
    "a car, surely": (_PLACED, Seen((("car", 0.97), ("bus-truck", 0.02)), (), _AROUND)),
    "probably a car": (_PLACED, Seen((("car", 0.64), ("bus-truck", 0.21)), (), _AROUND[:1])),
    "a car or a tree": (_PLACED, Seen((("car", 0.42), ("tree", 0.38)), (), _AROUND[3:4])),
    "perhaps a tree": (_PLACED, Seen((("tree", 0.31), ("car", 0.11)))),
    "nothing it knows": (_PLACED, Seen((("building", 0.14),), (
        detection("person", 0.7, 60, 50, 5, 4), detection("person", 0.8, 65, 50, 5, 4),
        detection("bicycle", 0.4, 62, 55, 10, 4)))),
    "no scale": (_UNPLACED, Seen((("car", 0.97),), (), _AROUND)),
    "a scale derived, a building round it": (_UNPLACED, Seen((("tree", 0.87),), (
        detection("car", 0.9, 60, 50, 5, 4), detection("building", 0.95, 60, 50, 150, 100)), (), 0.11, "derived")),
    "a person in the thermal image": (_THERMAL, Seen((("person", 0.91),), (), (
        detection("person", 0.8, 95, 50, 20, 12), detection("person", 0.8, 60, 90, 20, 12)))),
    "a ship on radar": (_RADAR, Seen((("ship", 0.93),), (), (detection("ship", 0.8, 160, 50, 40, 12, 45),))),
    "a class of somebody's own": (_PLACED, Seen((("wind_turbine", 0.97),), (), (
        detection("wind_turbine", 0.8, 95, 50, 20, 12),))),
    "feet and acres": (replace(_PLACED, options=(("units", "imperial"),)), Seen((("bus-truck", 0.9),), (), _AROUND)),
}

_VIEW = PixelQuad(((0, 0), (1000, 0), (1000, 1000), (0, 1000)))
_GREY = np.full((3, 1000, 1000), 90, "uint8")
_WHOLE = request_of(make_raster(_GREY, pixel=0.1, image_date="2024-05-17"), _VIEW)
_WHOLE_UNPLACED = request_of(make_raster(_GREY, pixel=None), _VIEW)
VIEWS: Mapping[str, tuple[Request, Survey]] = {
    "a car park": (_WHOLE, car_park()),
    "a car park without a place": (_WHOLE_UNPLACED, car_park()),
    "two ships": (_WHOLE, Survey((detection("ship", 0.9, 800, 200, 60, 15, 45),
                                  detection("ship", 0.8, 200, 800, 40, 12, 135)), KNOWN)),
    "nothing": (_WHOLE, Survey((), KNOWN)),
}
QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "en": ("Is there a ship?", "How many red cars are there?", "Are there more cars than trees?", "Where are the cars?",
           "Which tree is nearest to the building?", "How long is the longest car?", "How long are the cars?",
           "What colour are the cars?", "Which way do the cars point?", "What share of the area do trees cover?"),
    "de": ("Gibt es ein Schiff?", "Wie viele rote Autos gibt es?", "Gibt es mehr Autos als Bäume?",
           "Wo sind die Autos?", "Welcher Baum ist dem Gebäude am nächsten?", "Wie lang ist das längste Auto?",
           "Wie lang sind die Autos?", "Welche Farbe haben die Autos?", "In welche Richtung zeigen die Autos?",
           "Welchen Anteil der Fläche bedecken Bäume?"),
}


def paragraphs(language: str) -> Mapping[str, str]:
    """What is said of every sighting and view in a language."""
    said = {kind: text(compose(replace(request, language=language), seen)) for kind, (request, seen) in SIGHTED.items()}
    for kind, (request, survey) in VIEWS.items():
        said[kind] = text(caption(replace(request, language=language), survey))
    for question in QUESTIONS[language]:
        asked = replace(_WHOLE, language=language, text=question, task="ask")
        said[question] = text(answer(asked, car_park()).rows)
    return said
