"""The sentences of a description and what each rests on, from facts.

The order is fixed: what it is, how large, how complete, shape and direction, colour, brightness, surface, indices or
echoes, what is inside and near, place in the image, and what the image is. What stands there is as a detector saw it,
in words as sure as that; without a detector it is "an object" and never guessed. Every sentence comes with its row of
evidence, whose values are what was measured, in the numbers that the sentence shows; the same facts give the same text.
"""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Sequence, Tuple

from ..values import Evidence, Request, View
from .identity import Sighting, identity, verdict
from .looks import Facts, looks, value_of
from .numbers_in_words import METRIC, area, index, length, percent, shown
from .places import Yardstick
from .surroundings import surroundings
from .templates import Speaker, speaker

SQUARE_ASPECT = 1.15
"""Below this the longer side is not worth telling from the shorter one."""


def version(language: str) -> str:
    """Which state of which templates speaks."""
    return f"{language}-{speaker(language).version}"


def compose(request: Request, sighting: Optional[Sighting] = None) -> Tuple[Evidence, ...]:
    """The sentences of a description, each with what it rests on; without a sighting nothing is named."""
    facts, say = {fact.name: fact for fact in request.facts}, speaking(request)
    found = verdict(sighting.posterior) if sighting is not None else None
    rows: List[Optional[Evidence]]
    if found is None or sighting is None:
        rows = [_size(say, facts), _valid(say, facts), _shape(say, facts)]
    else:
        say = say.about(found.category)
        rows = [identity(say, found), _known_size(say, facts, sighting), _valid(say, facts), _axis(say, facts)]
    rows += looks(say, facts, request.view.sensor if request.view else "optical")
    if sighting is not None:
        yardstick = Yardstick.of(facts, sighting.gsd_m)
        rows += surroundings(say, request.quad, sighting.inside, sighting.neighbours, yardstick)
    rows += [_position(say, facts), picture_of(say, facts, request.view)]
    return tuple(row for row in rows if row is not None)


def speaking(request: Request) -> Speaker:
    """The language and the units of a request."""
    return speaker(request.language, str(request.option("units", METRIC)))


def text(rows: Sequence[Evidence]) -> str:
    """The paragraph that sentences make."""
    return " ".join(row.sentence for row in rows)


# --- the sentences, in order -----------------------------------------------------------------------------------------


def _size(say: Speaker, facts: Facts) -> Optional[Evidence]:
    if "length_m" not in facts:
        sides = {"length": shown(facts["length_px"].value), "width": shown(facts["width_px"].value)}
        return say.row("size_pixels", sides, {**sides, "unit": "px"})
    values = _measures(say, facts["length_m"].value, facts["width_m"].value, facts["area_m2"].value)
    same = _aspect(facts) < SQUARE_ASPECT and values["length_unit"] == values["width_unit"]
    return say.row("size_same_unit" if same else "size", values, values)


def _measures(say: Speaker, long_m: float, wide_m: float, area_m2: float) -> Dict[str, Any]:
    long, long_unit = length(long_m, units=say.units)
    wide, wide_unit = length(wide_m, like=long_unit, units=say.units)
    size, size_unit = area(area_m2, say.units)
    return {"length": long, "length_unit": long_unit, "width": wide, "width_unit": wide_unit, "area": size,
            "area_unit": size_unit}


def _known_size(say: Speaker, facts: Facts, sighting: Sighting) -> Evidence:
    """Size and shape of what the sentence before it has named; the scale may be given or derived."""
    aspect, yardstick = _aspect(facts), Yardstick.of(facts, sighting.gsd_m)
    square, scale = aspect < SQUARE_ASPECT, yardstick.gsd_m
    shape = say.part("times_square" if square else "times", aspect=shown(aspect))
    measured: Dict[str, Any] = {"aspect": index(aspect, 1) if square else shown(aspect)}
    if "length_m" in facts:
        values = _measures(say, facts["length_m"].value, facts["width_m"].value, facts["area_m2"].value)
    elif scale is None or "area_px" not in facts:
        sides = {"length": shown(facts["length_px"].value), "width": shown(facts["width_px"].value)}
        return say.row("known_size_pixels", {"times": shape, **sides}, {**sides, "unit": "px", **measured})
    else:
        values = _measures(say, facts["length_px"].value * scale, facts["width_px"].value * scale,
                           facts["area_px"].value * scale**2)
    known, said = scale_of(say, yardstick, sighting.gsd_from)
    return say.row("known_size", {"times": shape, "scale": said, **values}, {**values, **measured, **known})


def scale_of(say: Speaker, yardstick: Yardstick, origin: str) -> Tuple[Dict[str, Any], str]:
    """The pixel size that sizes rest on where the picture itself has none: as measured, and in words."""
    if yardstick.gsd_m is None:
        return {}, ""
    number, unit = length(yardstick.gsd_m, units=say.units)
    said = say.part("scale_derived" if origin == "derived" else "scale_given", gsd=number, unit=unit)
    return {"pixel_size": number, "pixel_size_unit": unit, "pixel_size_from": origin}, said


def _valid(say: Speaker, facts: Facts) -> Optional[Evidence]:
    share = value_of(facts, "valid_share")
    if share is None or share >= 0.995:
        return None
    return say.row("valid_share", {"share": percent(share)}, {"valid_share": percent(share), "unit": "%"})


def _shape(say: Speaker, facts: Facts) -> Optional[Evidence]:
    aspect = _aspect(facts)
    if aspect < SQUARE_ASPECT:
        return say.row("shape_square", {}, {"aspect": index(aspect, 1)})
    kinds = (("slightly", 1.5), ("elongated", 3.0), ("strongly", 6.0))
    kind = next((name for name, limit in kinds if aspect < limit), "narrow")
    values, measured = {"shape": say.word("shape", kind), "aspect": shown(aspect)}, {"aspect": shown(aspect)}
    if "azimuth" in facts:
        azimuth = round(facts["azimuth"].value) % 180
        direction = say.word("direction", axis_name(azimuth))
        return say.row("shape_axis", {**values, "azimuth": azimuth, "direction": direction},
                       {**measured, "azimuth": azimuth, "azimuth_unit": "°"})
    if "axis_px" in facts:
        angle = round(facts["axis_px"].value) % 180
        return say.row("shape_screen", {**values, "direction": say.word("screen", axis_name(angle))},
                       {**measured, "angle_from_top": angle, "angle_from_top_unit": "°"})
    return say.row("shape", values, measured)


def _axis(say: Speaker, facts: Facts) -> Optional[Evidence]:
    """Where the long axis points, for what is longer than wide."""
    if _aspect(facts) < SQUARE_ASPECT:
        return None
    if "azimuth" in facts:
        azimuth = round(facts["azimuth"].value) % 180
        return say.row("known_axis", {"azimuth": azimuth, "direction": say.word("direction", axis_name(azimuth))},
                       {"azimuth": azimuth, "azimuth_unit": "°"})
    if "axis_px" in facts:
        angle = round(facts["axis_px"].value) % 180
        return say.row("known_axis_screen", {"direction": say.word("screen", axis_name(angle))},
                       {"angle_from_top": angle, "angle_from_top_unit": "°"})
    return None


def _aspect(facts: Facts) -> float:
    return float(value_of(facts, "aspect") or 1.0)


def axis_name(angle: float) -> str:
    """The nearest of the four named directions of an axis."""
    return str(round(angle / 45.0) * 45 % 180)


def _position(say: Speaker, facts: Facts) -> Optional[Evidence]:
    if "position" not in facts:
        return None
    place = facts["position"].value
    return say.row("position", {"position": say.word("position", place)}, {"position": place})


def picture_of(say: Speaker, facts: Facts, view: Optional[View]) -> Optional[Evidence]:
    """What took the picture, how fine it is and when it was taken."""
    if view is None:
        return None
    values: Dict[str, Any] = {"sensor": say.word("sensor", view.sensor), "resolution": "", "date": ""}
    gsd = view.gsd_m if view.gsd_m is not None else value_of(facts, "gsd_m")
    known: Dict[str, Any] = {"sensor": view.sensor}
    if gsd:
        number, unit = length(gsd, units=say.units)
        values["resolution"] = say.part("resolution", gsd=number, unit=unit)
        known.update(pixel_size=number, pixel_size_unit=unit)
    if view.image_date:
        known["image_date"] = view.image_date[:10]
        values["date"] = say.part("date", date=known["image_date"])
    return say.row("sensor", values, known, source="scene")
