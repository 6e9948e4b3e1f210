"""Which band is which: band tables of known sensors, roles such as red or nir, and finding the band a user means.

A role comes from the file where it speaks (colour interpretation, band names, wavelengths) and from the known order of
a sensor's bands where it does not.
"""

from __future__ import annotations

import re
from typing import Dict, Mapping, Optional, Tuple

from ..errors import NoSuchBand
from ..raster.source import BandInfo, RasterInfo

SENTINEL2_NM: Mapping[str, float] = {
    "B1": 443.0, "B2": 490.0, "B3": 560.0, "B4": 665.0, "B5": 705.0, "B6": 740.0, "B7": 783.0, "B8": 842.0,
    "B8A": 865.0, "B9": 945.0, "B10": 1375.0, "B11": 1610.0, "B12": 2190.0,
}
LANDSAT8_NM: Mapping[str, float] = {
    "B1": 443.0, "B2": 482.0, "B3": 561.0, "B4": 655.0, "B5": 865.0, "B6": 1609.0, "B7": 2201.0, "B8": 590.0,
    "B9": 1373.0, "B10": 10895.0, "B11": 12005.0,
}
LANDSAT5_NM: Mapping[str, float] = {
    "B1": 485.0, "B2": 560.0, "B3": 660.0, "B4": 830.0, "B5": 1650.0, "B6": 11450.0, "B7": 2220.0, "B8": 710.0,
}
TABLES: Mapping[str, Mapping[str, float]] = {
    "sentinel-2": SENTINEL2_NM, "landsat-8": LANDSAT8_NM, "landsat-5": LANDSAT5_NM,
}
"""Band name -> centre wavelength in nm, per preset."""

_S2 = tuple(SENTINEL2_NM)
ORDERS: Mapping[Tuple[str, int], Tuple[str, ...]] = {
    ("sentinel-2", 13): _S2,
    ("sentinel-2", 12): tuple(name for name in _S2 if name != "B10"),
    ("sentinel-2", 10): ("B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B11", "B12"),
    ("sentinel-2", 4): ("B2", "B3", "B4", "B8"),
    ("sentinel-2", 3): ("B2", "B3", "B4"),
    ("landsat-8", 11): tuple(LANDSAT8_NM),
    ("landsat-8", 7): ("B1", "B2", "B3", "B4", "B5", "B6", "B7"),
    ("landsat-8", 6): ("B2", "B3", "B4", "B5", "B6", "B7"),
    ("landsat-8", 4): ("B2", "B3", "B4", "B5"),
    ("landsat-8", 3): ("B2", "B3", "B4"),
    ("landsat-5", 7): ("B1", "B2", "B3", "B4", "B5", "B6", "B7"),
    ("landsat-5", 6): ("B1", "B2", "B3", "B4", "B5", "B7"),
    ("landsat-5", 4): ("B1", "B2", "B3", "B4"),
    ("landsat-5", 3): ("B1", "B2", "B3"),
}
"""The usual order of bands that carry no names, per preset and number of bands."""

ROLE_NM: Mapping[str, Tuple[float, float, float]] = {
    "blue": (440.0, 515.0, 485.0), "green": (520.0, 600.0, 560.0), "red": (620.0, 695.0, 660.0),
    "nir": (760.0, 900.0, 840.0), "swir1": (1550.0, 1750.0, 1610.0), "swir2": (2050.0, 2350.0, 2200.0),
}
"""Role -> lowest, highest and best wavelength in nm."""

_ROLE_WORDS: Mapping[str, Tuple[str, ...]] = {
    "red": ("red", "r"), "green": ("green", "g"), "blue": ("blue", "b"),
    "nir": ("nir", "near infrared", "near-infrared", "nir1", "n"),
    "swir1": ("swir1", "swir16"), "swir2": ("swir2", "swir22"),
}
_USUAL: Mapping[str, Tuple[str, ...]] = {
    "rgb": ("red", "green", "blue"), "rgb-nir": ("red", "green", "blue", "nir"),
    "colour-infrared": ("nir", "red", "green"),
}
"""The roles of unnamed bands, in order, per preset."""

_FURTHEST = 0.2
"""How far (relative) the nearest band may be from a wavelength that is asked for."""


def colour_bands(info: RasterInfo) -> Tuple[BandInfo, ...]:
    """The bands that may be shown: all but alpha."""
    return tuple(band for band in info.bands if band.colour != "alpha")


def dtype_of(info: RasterInfo, number: int) -> str:
    """The type of a band's values."""
    return next(band.dtype for band in info.bands if band.number == number)


def plain_name(name: str) -> str:
    """A band's name as the tables write it: "B04", "SR_B4" and "Band 4" become "B4"."""
    match = re.search(r"(?:^|[^a-z0-9])(?:b|band)[ _]?0*(\d{1,2}a?)(?![0-9a-z])", name.strip().lower())
    return f"B{match.group(1).upper()}" if match else ""


def table_names(info: RasterInfo, preset: str) -> Dict[int, str]:
    """Band number -> the sensor's own band name, from the names in the file or else from the usual order."""
    table = TABLES.get(preset, {})
    bands = colour_bands(info)
    named = {band.number: plain_name(band.name) for band in bands if plain_name(band.name) in table}
    if named:
        return named
    order = ORDERS.get((preset, len(bands)), ())
    return {band.number: name for band, name in zip(bands, order)}


def wavelengths(info: RasterInfo, preset: str) -> Dict[int, float]:
    """Band number -> wavelength in nm, where the file or the sensor's table tells it."""
    table, names = TABLES.get(preset, {}), table_names(info, preset)
    known = {number: table[name] for number, name in names.items()}
    known.update({band.number: band.wavelength_nm for band in colour_bands(info) if band.wavelength_nm})
    return known


def roles(info: RasterInfo, preset: str) -> Dict[str, int]:
    """Role ("red", "green", "blue", "nir", "swir1", "swir2") -> band number, as far as it is known."""
    found = spoken_roles(info, preset)
    usual = dict(zip(_USUAL.get(preset, ()), (band.number for band in colour_bands(info))))
    if preset == "colour-infrared":
        return found if "nir" in found else usual
    if preset == "rgb-nir":
        rest = [band.number for band in colour_bands(info) if band.number not in found.values()]
        return {"nir": rest[0], **found} if found and rest else found or usual
    return found or usual


def spoken_roles(info: RasterInfo, preset: str) -> Dict[str, int]:
    """The roles that the file itself or the sensor's table tells, nothing assumed."""
    found: Dict[str, int] = {}
    known = wavelengths(info, preset)
    for role, (low, high, best) in ROLE_NM.items():
        spoken = next((band.number for band in colour_bands(info) if _says(band, role)), None)
        fitting = [(abs(nm - best), number) for number, nm in known.items() if low <= nm <= high]
        if spoken is not None:
            found[role] = spoken
        elif fitting:
            found[role] = min(fitting)[1]
    return found


def _says(band: BandInfo, role: str) -> bool:
    return band.colour == role or band.name.strip().lower() in _ROLE_WORDS[role]


def find_band(info: RasterInfo, word: str, preset: str) -> int:
    """The band a user means by a number, a name, a role or a wavelength such as "665nm"; NoSuchBand otherwise."""
    asked = word.strip()
    number = _numbered(info, asked) or _named(info, asked, preset) or _waved(info, asked, preset)
    if number is None:
        raise NoSuchBand(asked, _available(info, preset))
    return number


def _numbered(info: RasterInfo, asked: str) -> Optional[int]:
    if not asked.isdigit():
        return None
    return int(asked) if any(band.number == int(asked) for band in info.bands) else None


def _named(info: RasterInfo, asked: str, preset: str) -> Optional[int]:
    low = asked.lower()
    exact = next((band.number for band in info.bands if low and low == band.name.strip().lower()), None)
    if exact is not None:
        return exact
    role = next((role for role, words in _ROLE_WORDS.items() if low in words), "")
    if role in (known := roles(info, preset)):
        return known[role]
    plain = plain_name(asked)
    in_file = {plain_name(band.name): band.number for band in info.bands if plain_name(band.name)}
    in_table = {name: number for number, name in table_names(info, preset).items()}
    return in_file.get(plain) or in_table.get(plain)


def _waved(info: RasterInfo, asked: str, preset: str) -> Optional[int]:
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(nm|um|µm)", asked.lower())
    known = wavelengths(info, preset)
    if match is None or not known:
        return None
    wanted = float(match.group(1)) * (1.0 if match.group(2) == "nm" else 1000.0)
    off, number = min((abs(nm - wanted), number) for number, nm in known.items())
    return number if off <= _FURTHEST * wanted else None


def _available(info: RasterInfo, preset: str) -> str:
    count = len(info.bands)
    numbers = "band 1" if count == 1 else f"bands 1 to {count}"
    names = [band.name for band in info.bands if band.name] or list(table_names(info, preset).values())
    known = sorted(wavelengths(info, preset).values())
    parts = [numbers]
    if names:
        parts.append("named " + ", ".join(names))
    if known:
        parts.append(f"at {', '.join(f'{nm:g}' for nm in known)} nm")
    return " ".join(parts)
