"""What took this raster: a guess from its metadata, band names, types and file name, with the reason in words.

A guess reads no pixel. The sensor's name is one of `values.SENSORS`; the preset says how its bands become a picture.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import FrozenSet, Optional, Sequence, Tuple

from ..raster.source import BandInfo, RasterInfo
from .bands import TABLES, colour_bands, plain_name, roles, table_names

PRESETS = ("rgb", "rgb-nir", "colour-infrared", "sentinel-2", "landsat-8", "landsat-5", "multispectral", "panchromatic",
           "palette", "thermal", "sar-complex", "sar-amplitude", "sar-linear", "sar-db", "sar-picture")
"""Names of the ways bands become a picture."""

_SAR = frozenset("sar s1 s1a s1b s1c s1d sentinel1 grd grdh slc insar polsar radar palsar alos2 terrasar tandem "
                 "cosmoskymed radarsat iceye capella umbra hrsid ssdd sigma0 gamma0 beta0".split())
_AMPLITUDES = frozenset("amp amplitude magnitude".split())
_POLARISATIONS = frozenset("vv vh hh hv".split())
_THERMAL = frozenset("thermal tir lwir mwir flir infrared hituav lst".split())
_SENTINEL2 = frozenset("s2 s2a s2b s2c sentinel2 eurosat msil1c msil2a".split())
_LANDSAT = frozenset("landsat landsat4 landsat5 landsat7 landsat8 landsat9 lc08 lc09 lt04 lt05 le07 lo08".split())
_LANDSAT_OLD = frozenset("lt04 lt05 le07 landsat4 landsat5 landsat7 tm etm".split())
_CIR = frozenset("cir irrg nrg falsecolor falsecolour".split())
_KELVIN = frozenset(("k", "kelvin", "degc", "celsius", "°c", "c", "degrees celsius", "degree_celsius"))


@dataclass(frozen=True)
class Guess:
    """What took the picture, how its bands are shown, and why this is believed."""

    sensor: str
    preset: str
    reason: str


def words_of(info: RasterInfo) -> FrozenSet[str]:
    """What the file's name says, in lower-case words."""
    stem = PurePath(info.source.path.replace("\\", "/")).stem.lower()
    parts = [part for part in re.split(r"[^a-z0-9]+", stem) if part]
    joined = [a + b for a, b in zip(parts, parts[1:])]
    return frozenset(parts + joined)


def _tagged(info: RasterInfo, pattern: str) -> bool:
    return any(re.search(pattern, f"{key}={value}", re.IGNORECASE) for key, value in info.tags.items())


def _types(bands: Sequence[BandInfo]) -> str:
    kinds = sorted({band.dtype for band in bands})
    return f"{len(bands)} {' and '.join(kinds)} band{'s' if len(bands) != 1 else ''}"


def guess(info: RasterInfo) -> Guess:
    """What took this raster, from everything but its pixels."""
    bands = colour_bands(info) or info.bands
    for rule in (_palette, _sar, _thermal, _sentinel2, _landsat, _colours):
        found = rule(info, bands)
        if found is not None:
            return found
    return _by_number(bands)


def guess_as(info: RasterInfo, sensor: str) -> Guess:
    """How bands are shown when the user says what took the picture."""
    bands, own, said = colour_bands(info) or info.bands, guess(info), f"the sensor was given as {sensor}"
    if own.sensor == sensor:
        return Guess(sensor, own.preset, f"{said}; {own.reason}")
    if sensor == "sar":
        preset, scale = _sar_preset(info, bands)
        return Guess(sensor, preset, f"{said}; {scale}")
    if sensor == "infrared":
        return Guess(sensor, "thermal", f"{said}; {_first(bands)} is shown in grey")
    if own.sensor in ("optical", "multispectral"):
        return Guess(sensor, own.preset, f"{said}; {own.reason}")
    return Guess(sensor, "multispectral" if len(bands) >= 3 else "panchromatic",
                 f"{said}; {_types(bands)} in the order of the file")


def _first(bands: Sequence[BandInfo]) -> str:
    return f"band {bands[0].number}"


def _palette(info: RasterInfo, bands: Sequence[BandInfo]) -> Optional[Guess]:
    if not info.palette or bands[0].colour not in ("palette", ""):
        return None
    return Guess("optical", "palette", "the band's values are indices into a colour table: shown in its colours")


def _sar_preset(info: RasterInfo, bands: Sequence[BandInfo]) -> Tuple[str, str]:
    band = bands[0]
    shown = f"{_first(bands)} in grey"
    if band.dtype.startswith(("complex", "cint", "cfloat")):
        return "sar-complex", f"complex values: the amplitude of {shown}, in dB"
    if band.dtype == "uint8":
        return "sar-picture", f"8-bit values are an image already stretched: {shown}, unchanged"
    if band.unit.lower() == "db" or "db" in words_of(info) or re.search(r"\bdb\b", band.name.lower()):
        return "sar-db", f"values in dB: {shown}"
    if band.dtype.startswith("float") and not _AMPLITUDES & (words_of(info) | set(band.name.lower().split())):
        return "sar-linear", f"floating-point values, taken for power: {shown}, in dB"
    kind = "floating-point" if band.dtype.startswith("float") else "whole-number"
    return "sar-amplitude", f"{kind} amplitudes: {shown}, in dB"


def _sar(info: RasterInfo, bands: Sequence[BandInfo]) -> Optional[Guess]:
    words = words_of(info)
    polarised = any(re.search(r"\b(vv|vh|hh|hv)\b", band.name.lower().replace("_", " ")) for band in bands)
    if bands[0].dtype.startswith(("complex", "cint", "cfloat")):
        why = "complex values"
    elif _tagged(info, r"sentinel-1|synthetic aperture|\bIW GRD|_GRD[HM]|terrasar|radarsat|cosmo-?skymed|palsar"):
        why = "the metadata name a radar"
    elif polarised:
        why = "the bands are named after polarisations"
    elif len(bands) <= 4 and words & _SAR and not words & _SENTINEL2:
        why = f"the file name says {_quoted(words & (_SAR | _POLARISATIONS))}"
    else:
        return None
    preset, scale = _sar_preset(info, bands)
    return Guess("sar", preset, f"radar, because {why}; {scale}")


def _quoted(words: FrozenSet[str]) -> str:
    return " and ".join(f'"{word}"' for word in sorted(words))


def _thermal(info: RasterInfo, bands: Sequence[BandInfo]) -> Optional[Guess]:
    band, words = bands[0], words_of(info)
    if band.unit.strip().lower() in _KELVIN:
        why = f"the band's unit is {band.unit.strip()}"
    elif band.wavelength_nm and band.wavelength_nm > 3000.0:
        why = f"the band lies at {band.wavelength_nm / 1000.0:g} µm"
    elif _tagged(info, r"flir|thermal ?infrared|radiometric ?(jpeg|thermal)"):
        why = "the metadata name a thermal camera"
    elif len(bands) == 1 and words & _THERMAL:
        why = f"the file name says {_quoted(words & _THERMAL)}"
    elif len(bands) == 1 and words & {"b10", "b6", "b11", "stb10", "stb6"} and words & _LANDSAT:
        why = "the file name is that of a Landsat thermal band"
    else:
        return None
    return Guess("infrared", "thermal", f"thermal infrared, because {why}; {_first(bands)} is shown in grey")


def _sentinel2(info: RasterInfo, bands: Sequence[BandInfo]) -> Optional[Guess]:
    words, count = words_of(info), len(bands)
    names = {plain_name(band.name) for band in bands} - {""}
    padded = any(re.search(r"\bB0\d", band.name) for band in bands)
    spoken = bool(words & _SENTINEL2) or _tagged(info, r"sentinel-?2|MSIL[12]")
    wide = all(band.dtype in ("uint16", "int16", "float32") for band in bands)
    if "B8A" in names or (padded and not words & _LANDSAT) or (spoken and {"B2", "B3", "B4"} <= names):
        why = f"{_types(bands)} named like those of Sentinel-2"
    elif not names and wide and count in (12, 13) and not words & _LANDSAT:
        level = "L1C" if count == 13 else "L2A"
        why = f"{_types(bands)} in the order of Sentinel-2 {level}"
    elif not names and wide and spoken and count in (3, 4, 10) and not roles(info, ""):
        why = f"{_types(bands)} of Sentinel-2, taken to be in the order of their wavelengths"
    else:
        return None
    return Guess("multispectral", "sentinel-2", f"{why}: {_shown(info, 'sentinel-2')}")


def _landsat(info: RasterInfo, bands: Sequence[BandInfo]) -> Optional[Guess]:
    words = words_of(info)
    names = {plain_name(band.name) for band in bands} - {""}
    if not (words & _LANDSAT or _tagged(info, r"landsat|(SENSOR_ID|SPACECRAFT_ID)=.*(OLI|ETM|\bTM)") or
            any(band.name.upper().startswith("SR_B") for band in bands)):
        return None
    old = bool(words & _LANDSAT_OLD) or _tagged(info, r"landsat[_ -]?[457]\b")
    preset = "landsat-5" if old else "landsat-8"
    if roles(info, "").keys() >= {"red", "green", "blue"}:
        return None
    if len(names) >= 3 and names <= set(TABLES[preset]):
        return Guess("multispectral", preset, f"{_types(bands)} named like those of Landsat: {_shown(info, preset)}")
    wide = all(band.dtype != "uint8" for band in bands)
    if wide and len(bands) >= 3 and table_names(info, preset):
        return Guess("multispectral", preset, f"{_types(bands)} of Landsat, taken to be in the order of their "
                                              f"wavelengths: {_shown(info, preset)}")
    if len(bands) >= 3:
        return Guess("multispectral", "multispectral", f"{_types(bands)} of a Landsat composite that does not say "
                                                       "which wavelengths they are: shown in the order of the file")
    return None


def _shown(info: RasterInfo, preset: str) -> str:
    known = roles(info, preset)
    numbers = [known[role] for role in ("red", "green", "blue") if role in known]
    if len(numbers) < 3:
        return "not all of red, green and blue are among them"
    return f"bands {numbers[0]}, {numbers[1]}, {numbers[2]} as red, green, blue"


def _colours(info: RasterInfo, bands: Sequence[BandInfo]) -> Optional[Guess]:
    known, words = roles(info, ""), words_of(info)
    if len(bands) == 3 and words & _CIR and "nir" not in known:
        return Guess("multispectral", "colour-infrared", f"the file name says {_quoted(words & _CIR)}: near infrared, "
                                                         "red and green are shown as red, green, blue")
    if known.keys() >= {"red", "green", "blue"}:
        named = f"the file names its colours: {_shown(info, '')}"
        if len(bands) == 4:
            also = "" if "nir" in known else "; the fourth is taken for near infrared"
            return Guess("optical", "rgb-nir", named + also)
        return Guess("optical", "rgb", named) if len(bands) == 3 else Guess("multispectral", "multispectral", named)
    if known.keys() >= {"red", "green", "nir"}:
        return Guess("multispectral", "colour-infrared", f"the file names near infrared, red and green: bands "
                     f"{known['nir']}, {known['red']}, {known['green']} as red, green, blue")
    return None


def _by_number(bands: Sequence[BandInfo]) -> Guess:
    count, types = len(bands), _types(bands)
    if count <= 2:
        more = "" if count == 1 else f"; only {_first(bands)} is shown"
        return Guess("optical", "panchromatic", f"{types} without further word: taken for panchromatic, "
                                                f"shown in grey{more}")
    if count == 3:
        return Guess("optical", "rgb", f"{types} without further word: taken for red, green, blue")
    if count == 4:
        return Guess("optical", "rgb-nir", f"{types} without further word: taken for red, green, blue and "
                                           "near infrared, the usual order of aerial images")
    return Guess("multispectral", "multispectral", f"{types} of unknown wavelengths: the first three are shown as "
                                                   "red, green, blue")
