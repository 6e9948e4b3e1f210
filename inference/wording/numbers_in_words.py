"""Numbers as a person writes them: a fitting unit, two or three significant digits, never "0 m"."""

from __future__ import annotations

import math
from typing import Sequence, Tuple

_LENGTHS: Sequence[Tuple[float, str]] = ((1000.0, "km"), (1.0, "m"), (0.01, "cm"), (0.001, "mm"))
_AREAS: Sequence[Tuple[float, str]] = ((1e6, "km²"), (1e4, "ha"), (1.0, "m²"), (1e-4, "cm²"))
UNIT_FROM = {"km": 2.0, "km²": 1.0, "ha": 2.0}
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


def _scaled(value: float, units: Sequence[Tuple[float, str]]) -> Tuple[str, str]:
    for size, unit in units:
        if value / size >= UNIT_FROM.get(unit, 1.0) * 0.995:
            return shown(value / size), unit
    size, unit = units[-1]
    return shown(value / size), unit


def length(metres: float, like: str = "") -> Tuple[str, str]:
    """A length and its unit; the unit of another length (`like`) where that is not much too large."""
    wanted = [(size, unit) for size, unit in _LENGTHS if unit == like and metres >= 0.3 * size]
    return (shown(metres / wanted[0][0]), like) if wanted else _scaled(metres, _LENGTHS)


def area(square_metres: float) -> Tuple[str, str]:
    """An area and its unit."""
    return _scaled(square_metres, _AREAS)


def index(value: float, places: int) -> str:
    """A number with fixed decimals, and no minus before nothing."""
    said = f"{value:.{places}f}"
    return said[1:] if said.startswith("-") and float(said) == 0.0 else said


def percent(share: float) -> str:
    """A share in per cent: "less than all" is never rounded to 100, and something never to 0."""
    return str(min(99, max(1, round(share * 100.0))))
