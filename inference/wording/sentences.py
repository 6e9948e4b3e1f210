"""The sentences of a description and what each rests on, from facts.

The order is fixed: what and how large, how complete, shape and direction, colour, brightness, surface, indices or
echoes, place in the image, and what the image is. What stands there is "an object" and is never guessed. Every sentence
comes with its row of evidence, whose values are what was measured, in the numbers that the sentence shows; the same
facts give the same text.
"""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

from ..values import Evidence, Fact, Request, View
from .numbers_in_words import area, index, length, percent, shown
from .templates import Speaker, speaker

SQUARE_ASPECT = 1.15
"""Below this the longer side is not worth telling from the shorter one."""
SAME_DB = 1.0
SAME_DEGREES = 0.5
MUCH_DB = 6.0
LIGHTNESS_SCALE = 100
UNIFORM_SHARE = 0.85
"""From this share on a colour is not "mainly" there."""
HALF = 0.5
"""Below this share it is only "partly" there."""
TEXTURES = (("even", 4.0), ("slight", 9.0), ("varied", 16.0))
"""Up to which spread of lightness a surface has which texture."""
OTHER_TEXTURE = 1.7
"""How many times the spread of the surroundings (both raised by two) is worth a word."""

Facts = Mapping[str, Fact]


def version(language: str) -> str:
    """Which state of which templates speaks."""
    return f"{language}-{speaker(language).version}"


def compose(request: Request) -> Tuple[Evidence, ...]:
    """The sentences of a description, each with what it rests on."""
    facts, say = {fact.name: fact for fact in request.facts}, speaker(request.language)
    rows: List[Optional[Evidence]] = [_size(say, facts), _valid(say, facts), _shape(say, facts)]
    sensor = request.view.sensor if request.view else "optical"
    if sensor == "sar" and "backscatter" in facts:
        rows.append(_backscatter(say, facts))
    elif sensor == "infrared":
        rows.append(_temperature(say, facts) if "temperature" in facts else _brightness(say, facts, "thermal"))
    else:
        rows += [_colour(say, facts), _texture(say, facts), _indices(say, facts)]
    rows += [_position(say, facts), _sensor(say, facts, request.view)]
    return tuple(row for row in rows if row is not None)


def text(rows: Sequence[Evidence]) -> str:
    """The paragraph that sentences make."""
    return " ".join(row.sentence for row in rows)


def _value(facts: Facts, name: str) -> Any:
    return facts[name].value if name in facts else None


# --- the sentences, in order -----------------------------------------------------------------------------------------


def _size(say: Speaker, facts: Facts) -> Optional[Evidence]:
    if "length_m" not in facts:
        sides = {"length": shown(facts["length_px"].value), "width": shown(facts["width_px"].value)}
        return say.row("size_pixels", sides, {**sides, "unit": "px"})
    long, long_unit = length(facts["length_m"].value)
    wide, wide_unit = length(facts["width_m"].value, like=long_unit)
    size, size_unit = area(facts["area_m2"].value)
    square = float(_value(facts, "aspect") or 1.0) < SQUARE_ASPECT and long_unit == wide_unit
    values = {"length": long, "length_unit": long_unit, "width": wide, "width_unit": wide_unit, "area": size,
              "area_unit": size_unit}
    return say.row("size_same_unit" if square else "size", values, values)


def _valid(say: Speaker, facts: Facts) -> Optional[Evidence]:
    share = _value(facts, "valid_share")
    if share is None or share >= 0.995:
        return None
    return say.row("valid_share", {"share": percent(share)}, {"valid_share": percent(share), "unit": "%"})


def _shape(say: Speaker, facts: Facts) -> Optional[Evidence]:
    aspect = float(_value(facts, "aspect") or 1.0)
    if aspect < SQUARE_ASPECT:
        return say.row("shape_square", {}, {"aspect": index(aspect, 1)})
    kinds = (("slightly", 1.5), ("elongated", 3.0), ("strongly", 6.0))
    kind = next((name for name, limit in kinds if aspect < limit), "narrow")
    values, measured = {"shape": say.word("shape", kind), "aspect": shown(aspect)}, {"aspect": shown(aspect)}
    if "azimuth" in facts:
        azimuth = round(facts["azimuth"].value) % 180
        return say.row("shape_axis", {**values, "azimuth": azimuth, "direction": say.word("direction", _axis(azimuth))},
                       {**measured, "azimuth": azimuth, "azimuth_unit": "°"})
    if "axis_px" in facts:
        angle = round(facts["axis_px"].value) % 180
        return say.row("shape_screen", {**values, "direction": say.word("screen", _axis(angle))},
                       {**measured, "angle_from_top": angle, "angle_from_top_unit": "°"})
    return say.row("shape", values, measured)


def _axis(angle: float) -> str:
    """The nearest of the four named directions of an axis."""
    return str(round(angle / 45.0) * 45 % 180)


def _colour(say: Speaker, facts: Facts) -> Optional[Evidence]:
    """Colour and brightness in one sentence, both against the surroundings."""
    basis = _value(facts, "colour_basis")
    if basis is None:
        return _brightness(say, facts)
    names, share = [say.colour(name) for name in facts["colour"].value], facts["colour_share"].value[0]
    kind = ("plain" if share >= UNIFORM_SHARE else "one" if share >= HALF else "mixed") if len(names) == 1 else \
        ("two" if share >= HALF else "both")
    values: Dict[str, Any] = {"colour": say.part(f"colour_{kind}", first=names[0], second=names[-1]), "around": "",
                              "brightness": ""}
    measured: Dict[str, Any] = {"colour": facts["colour"].value, "colour_share": round(share, 2)}
    if "colour_around" in facts:
        around, common = say.colour(facts["colour_around"].value[0]), facts["colour_around_share"].value[0]
        same = around == names[0]
        kind = "" if common >= UNIFORM_SHARE else "_mainly" if common >= HALF else "_partly"
        values["around"] = say.part(f"around_same{kind}" if same else f"around{kind}", first=around)
        measured.update(colour_around=facts["colour_around"].value[0], colour_around_share=round(common, 2))
        if basis != "palette":
            compared, lightness, name = _lightness(say, facts)
            way = ("same" if name == "same" else "differs") if same else "than"
            values["brightness"] = say.part(f"brightness_{way}", **compared)
            measured.update(lightness)
    if basis == "false":
        values["bands"] = say.listed([_band(say, name) for name in facts["colour_bands"].value])
        measured["bands_shown"] = facts["colour_bands"].value
    return say.row(f"colour_{basis}", values, measured)


def _band(say: Speaker, name: str) -> str:
    """A role's word, or the number of a band of unknown role."""
    return say.part("band", number=name) if name.isdigit() else say.word("role", name)


def _lightness(say: Speaker, facts: Facts) -> Tuple[Dict[str, Any], Dict[str, Any], str]:
    """What compares the lightness inside with that around, in words and as measured, and the grade's name."""
    inside, around = round(facts["lightness"].value), round(facts["lightness_around"].value)
    apart = inside - around
    grades = ((25, "much {}"), (10, "{}"), (4, "slightly {}"))
    grade = next((words for limit, words in grades if abs(apart) >= limit), "same")
    name = grade.format("brighter" if apart > 0 else "darker")
    return {"inside": inside, "beside": around, "scale": LIGHTNESS_SCALE, "grade": say.word("grade", name),
            "than": say.word("than", "same" if name == "same" else "other")}, \
        {"lightness": inside, "lightness_around": around}, name


def _brightness(say: Speaker, facts: Facts, template: str = "brightness") -> Optional[Evidence]:
    if "saturated_share" in facts:
        share = percent(facts["saturated_share"].value)
        return say.row("hidden", {"share": share}, {"saturated_share": share, "unit": "%"})
    if "lightness" not in facts:
        return None
    if "lightness_around" not in facts:
        inside = round(facts["lightness"].value)
        return say.row("brightness_alone", {"inside": inside, "scale": LIGHTNESS_SCALE}, {"lightness": inside})
    compared, measured, _ = _lightness(say, facts)
    return say.row(template, compared, measured)


def _texture(say: Speaker, facts: Facts) -> Optional[Evidence]:
    spread, around = _value(facts, "texture"), _value(facts, "texture_around")
    if spread is None:
        return None
    kind = next((name for name, limit in TEXTURES if spread < limit), "strong")
    measured, against = {"lightness_spread": round(spread, 1)}, ""
    if around is not None:
        measured["lightness_spread_around"] = round(around, 1)
        if not 1.0 / OTHER_TEXTURE < (spread + 2.0) / (around + 2.0) < OTHER_TEXTURE:
            against = say.part("around_rougher" if spread < around else "around_smoother")
    return say.row("texture", {"texture": say.word("texture", kind), "against": against}, measured)


def _indices(say: Speaker, facts: Facts) -> Optional[Evidence]:
    """NDVI, and NDWI in the same sentence where there is one."""
    if "ndvi" not in facts:
        return None
    values = {"ndvi": index(facts["ndvi"].value, 2), **_against(say, facts, "ndvi", "against")}
    measured: Dict[str, Any] = {**_both(facts, "ndvi", 2), "basis": facts["ndvi_basis"].value}
    kinds = (("none", 0.1), ("sparse", 0.3), ("green", 0.6))
    kind = next((kind for kind, limit in kinds if float(values["ndvi"]) < limit), "dense")
    values["cover"] = say.word("cover", kind)
    if "ndwi" in facts:
        values.update(ndwi=index(facts["ndwi"].value, 2), **_against(say, facts, "ndwi", "against_water"))
        measured.update(_both(facts, "ndwi", 2))
    return say.row("indices" if "ndwi" in facts else "ndvi", values, measured)


def _against(say: Speaker, facts: Facts, name: str, key: str) -> Dict[str, str]:
    around = _value(facts, f"{name}_around")
    return {key: "" if around is None else say.part("against", beside=index(around, 2))}


def _both(facts: Facts, name: str, places: int) -> Dict[str, str]:
    """A measured number as it is shown, and that of the surroundings where there is one."""
    return {each: index(facts[each].value, places) for each in (name, f"{name}_around") if each in facts}


def _backscatter(say: Speaker, facts: Facts) -> Optional[Evidence]:
    measured, basis = _both(facts, "backscatter", 1), str(facts["backscatter_basis"].value)
    values: Dict[str, Any] = {"inside": measured["backscatter"], "basis": say.word(
        "basis", "calibrated" if basis.startswith("calibrated") else "uncalibrated")}
    kept = {**measured, "unit": facts["backscatter"].unit, "basis": basis}
    if "backscatter_around" not in measured:
        return say.row("backscatter_alone", values, kept)
    values["beside"] = measured["backscatter_around"]
    apart = float(values["inside"]) - float(values["beside"])
    if abs(apart) < SAME_DB:
        return say.row("backscatter_same", values, kept)
    strength = ("much " if abs(apart) >= MUCH_DB else "") + ("stronger" if apart > 0 else "weaker")
    difference = index(abs(apart), 1)
    return say.row("backscatter", {**values, "difference": difference, "strength": say.word("strength", strength),
                                   "direction": say.word("compare", "higher" if apart > 0 else "lower")},
                   {**kept, "difference": difference})


def _temperature(say: Speaker, facts: Facts) -> Optional[Evidence]:
    measured, unit = _both(facts, "temperature", 1), facts["temperature"].unit
    values, kept = {"inside": measured["temperature"], "unit": unit}, {**measured, "unit": unit}
    if "temperature_around" not in measured:
        return say.row("temperature_alone", values, kept)
    apart = float(measured["temperature"]) - float(measured["temperature_around"])
    if abs(apart) < SAME_DEGREES:
        return say.row("temperature_same", values, kept)
    difference = index(abs(apart), 1)
    return say.row("temperature", {**values, "difference": difference, "step_unit": "K",
                                   "direction": say.word("compare", "above" if apart > 0 else "below")},
                   {**kept, "difference": difference, "difference_unit": "K"})


def _position(say: Speaker, facts: Facts) -> Optional[Evidence]:
    if "position" not in facts:
        return None
    place = facts["position"].value
    return say.row("position", {"position": say.word("position", place)}, {"position": place})


def _sensor(say: Speaker, facts: Facts, view: Optional[View]) -> Optional[Evidence]:
    if view is None:
        return None
    values: Dict[str, Any] = {"sensor": say.word("sensor", view.sensor), "resolution": "", "date": ""}
    gsd = view.gsd_m if view.gsd_m is not None else _value(facts, "gsd_m")
    known: Dict[str, Any] = {"sensor": view.sensor}
    if gsd:
        number, unit = length(gsd)
        values["resolution"] = say.part("resolution", gsd=number, unit=unit)
        known.update(pixel_size=number, pixel_size_unit=unit)
    if view.image_date:
        known["image_date"] = view.image_date[:10]
        values["date"] = say.part("date", date=known["image_date"])
    return say.row("sensor", values, known, source="scene")
