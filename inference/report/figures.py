"""Numbers and facts in the form people read them: three digits, a unit, a name without underscores."""

from __future__ import annotations

import math
from typing import Any, Iterator, List, Mapping, Optional, Sequence, Tuple

from ..geometry import Point
from ..values import Description, Fact

LEADING = (("length_m", "Length"), ("width_m", "Width"), ("area_m2", "Area"), ("length_px", "Length"),
           ("width_px", "Width"), ("azimuth", "Long axis"), ("colour", "Colour"), ("position", "In the picture"))
"""The facts shown first, with their labels."""

UNIT_ENDINGS = ("_m2", "_px2", "_m", "_px")
IN_PIXELS = {"length_px": "length_m", "width_px": "width_m"}
"""Shown only where the size on the ground is unknown."""

UNSHOWN = ("ground",)
"""Facts for programs: four numbers that turn pixels into metres to the east and north."""

SENSORS = {"optical": "Optical", "infrared": "Thermal infrared", "sar": "Radar (SAR)",
           "multispectral": "Multispectral"}


def number(value: float) -> str:
    """Three significant digits at most, no exponent, thin groups of thousands."""
    if not math.isfinite(value):
        return "unknown"
    if value == 0.0 or float(value).is_integer():
        return f"{value:,.0f}".replace(",", "\N{NARROW NO-BREAK SPACE}")
    digits = max(0, 2 - math.floor(math.log10(abs(value))))
    text = f"{value:,.{min(digits, 6)}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace(",", "\N{NARROW NO-BREAK SPACE}")


def said(value: Any, unit: str = "") -> str:
    """A value of a fact or of evidence, in words."""
    if isinstance(value, bool):
        text = "yes" if value else "no"
    elif isinstance(value, (int, float)):
        text = number(float(value))
    elif isinstance(value, (list, tuple)):
        rows = any(isinstance(each, Mapping) for each in value)
        text = ("; " if rows else ", ").join(said(each) for each in value)
    elif isinstance(value, Mapping):
        text = ", ".join(f"{words(str(key))} {said(each, _unit_of(key, value))}" for key, each in value.items()
                         if key != "unit" and not str(key).endswith("_unit"))
    else:
        text = "unknown" if value is None else str(value)
    if not unit or text == "unknown":
        return text
    return f"{text}°" if unit == "°" else f"{text}\N{NO-BREAK SPACE}{unit}"


def length(metres: float) -> str:
    """Metres as people say them: centimetres below one, kilometres from ten thousand."""
    if metres < 1.0:
        return said(metres * 100.0, "cm")
    return said(metres / 1000.0, "km") if metres >= 10_000.0 else said(metres, "m")


def area(square_metres: float) -> str:
    """Square metres, hectares or square kilometres."""
    if square_metres >= 1e6:
        return said(square_metres / 1e6, "km²")
    return said(square_metres / 1e4, "ha") if square_metres >= 1e4 else said(square_metres, "m²")


def counted(count: int, noun: str) -> str:
    """A number of things, with the noun in its form."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def words(name: str) -> str:
    """A name of the code as a person writes it."""
    return name.replace("_", " ")


def leading(description: Description) -> Iterator[Tuple[str, str]]:
    """The facts everybody looks for."""
    for name, label in LEADING:
        fact = _fact(description, name)
        if fact is not None and description.fact(IN_PIXELS.get(name, "-")) is None:
            yield label, _shown(fact)
    if description.view.gsd_m is not None:
        yield "Pixel size", length(description.view.gsd_m)


def _shown(fact: Fact) -> str:
    if isinstance(fact.value, (int, float)) and fact.unit in {"m", "m²"}:
        return length(fact.value) if fact.unit == "m" else area(fact.value)
    return said(fact.value, fact.unit)


def others(description: Description) -> Iterator[Tuple[str, str]]:
    """All measured facts by their own names; a unit stands behind the number and not in the name as well."""
    for fact in description.facts:
        if fact.name in UNSHOWN:
            continue
        ending = next((each for each in UNIT_ENDINGS if fact.unit and fact.name.endswith(each)), "")
        yield words(fact.name[:len(fact.name) - len(ending)]), said(fact.value, fact.unit)


def rests_on(sentence: str, values: Mapping[str, Any]) -> List[Tuple[str, str]]:
    """The values behind a sentence, numbers with their unit: that of "NAME_unit", else that of "unit".

    Words that stand in the sentence anyway are left out as long as something else is there.
    """
    shown = [(words(name), said(value, _unit_of(name, values)).strip(" ,;"), value)
             for name, value in values.items() if name != "unit" and not name.endswith("_unit")]
    telling = [row for row in shown if not (isinstance(row[2], str) and row[1] in sentence)]
    return [(name, text) for name, text, _ in telling or shown if text]


def _unit_of(name: str, values: Mapping[str, Any]) -> str:
    number_like = isinstance(values[name], (int, float)) and not isinstance(values[name], bool)
    return str(values.get(f"{name}_unit", values.get("unit", ""))) if number_like else ""


def _fact(description: Description, name: str) -> Optional[Fact]:
    return next((each for each in description.facts if each.name == name), None)


def place(point: Point) -> str:
    """Longitude and latitude with their letters."""
    longitude, latitude = (point[0] + 180.0) % 360.0 - 180.0, point[1]
    return (f"{abs(latitude):.5f}° {'N' if latitude >= 0 else 'S'}, "
            f"{abs(longitude):.5f}° {'E' if longitude >= 0 else 'W'}")


def corners(points: Sequence[Point], digits: int) -> str:
    """Four corners in the order given."""
    return "; ".join(f"{x:.{digits}f} {y:.{digits}f}" for x, y in points)


def short_crs(crs: str) -> str:
    """A CRS's code or the name inside its WKT."""
    if not crs:
        return "no CRS"
    parts = crs.split('"')
    return parts[1] if "[" in crs and len(parts) > 2 else crs
