"""How an object looks: the sentences about colour, brightness, surface, indices, radar echo and temperature."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Optional, Tuple

from ..values import Evidence, Fact
from .numbers_in_words import index, percent
from .templates import Speaker

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


def looks(say: Speaker, facts: Facts, sensor: str) -> List[Optional[Evidence]]:
    """The sentences about how it looks to that sensor."""
    if sensor == "sar" and "backscatter" in facts:
        return [_backscatter(say, facts)]
    if sensor == "infrared":
        return [_temperature(say, facts) if "temperature" in facts else _brightness(say, facts, "thermal")]
    return [_colour(say, facts), _texture(say, facts), _indices(say, facts)]


def value_of(facts: Facts, name: str) -> Any:
    """The value of a fact, None where it was not measured."""
    return facts[name].value if name in facts else None


def _colour(say: Speaker, facts: Facts) -> Optional[Evidence]:
    """Colour and brightness in one sentence, both against the surroundings."""
    basis = value_of(facts, "colour_basis")
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
    spread, around = value_of(facts, "texture"), value_of(facts, "texture_around")
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
    around = value_of(facts, f"{name}_around")
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
