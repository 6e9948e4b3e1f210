"""Numbers as a person writes them: a fitting unit, two or three significant digits, never "0 m"."""

from __future__ import annotations

import math
from typing import Mapping, Sequence, Tuple

METRIC, IMPERIAL = "metric", "imperial"

Units = Sequence[Tuple[float, str]]

_LENGTHS: Mapping[str, Units] = {
    METRIC: ((1000.0, "km"), (1.0, "m"), (0.01, "cm"), (0.001, "mm")),
    IMPERIAL: ((1609.344, "mi"), (0.3048, "ft"), (0.0254, "in")),
}
_AREAS: Mapping[str, Units] = {
    METRIC: ((1e6, "km²"), (1e4, "ha"), (1.0, "m²"), (1e-4, "cm²")),
    IMPERIAL: ((2589988.110336, "sq mi"), (4046.8564224, "acres"), (0.09290304, "sq ft"), (0.00064516, "sq in")),
}
METRES: Mapping[str, Tuple[float, int]] = {
    **{unit: (size, 1) for units in _LENGTHS.values() for size, unit in units},
    **{unit: (size, 2) for units in _AREAS.values() for size, unit in units},
}
"""Every unit in metres (1) or square metres (2)."""
UNIT_FROM = {"km": 2.0, "km²": 1.0, "ha": 2.0, "acres": 2.0}
"""A larger unit is used from so many of it on; the others from 1."""


def shown(value: float) -> str:
    """A number with two significant digits below 100 and three above, without an exponent."""
    if value == 0.0 or not math.isfinite(value):
        return "0"
    places = 2 - math.floor(math.log10(abs(value))) if abs(value) >= 99.5 else 1 - math.floor(math.log10(abs(value)))
    places = min(places, 0) if abs(value) >= 99.5 else places
    rounded = round(value, places)
    said = f"{rounded:.{max(0, places)}f}"
    return said.rstrip("0").rstrip(".") if "." in said else said


def _scaled(value: float, units: Units) -> Tuple[str, str]:
    for size, unit in units:
        if value / size >= UNIT_FROM.get(unit, 1.0) * 0.995:
            return shown(value / size), unit
    size, unit = units[-1]
    return shown(value / size), unit


def length(metres: float, like: str = "", units: str = METRIC) -> Tuple[str, str]:
    """A length and its unit; the unit of another length (`like`) where that is not much too large."""
    wanted = [(size, unit) for size, unit in _LENGTHS[units] if unit == like and metres >= 0.3 * size]
    return (shown(metres / wanted[0][0]), like) if wanted else _scaled(metres, _LENGTHS[units])


def area(square_metres: float, units: str = METRIC) -> Tuple[str, str]:
    """An area and its unit."""
    return _scaled(square_metres, _AREAS[units])


def index(value: float, places: int) -> str:
    """A number with fixed decimals, and no minus before nothing."""
    said = f"{value:.{places}f}"
    return said[1:] if said.startswith("-") and float(said) == 0.0 else said


def percent(share: float) -> str:
    """A share in per cent: "less than all" is never rounded to 100, and something never to 0."""
    return str(min(99, max(1, round(share * 100.0))))
