"""What stored values mean: reflectance, backscatter, temperature or mere counts, and how to get there.

Scale and offset come from metadata only, never from looking at values: a band's own scale and offset first, then what
the processing baseline of Sentinel-2 or the Collection 2 Level 2 marks of Landsat fix. Else a value is a count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Mapping, Optional, Tuple

import numpy as np
from numpy.typing import NDArray

from ..raster.resampling import POWER
from ..raster.source import BandInfo, RasterInfo
from .presets import words_of

QUANTIFICATION = 10000.0
"""Sentinel-2 counts per unit of reflectance."""
BASELINE_WITH_OFFSET = 4.0
"""The Sentinel-2 processing baseline that moved zero reflectance to 1000 counts."""
LANDSAT_REFLECTANCE = (0.0000275, -0.2)
LANDSAT_TEMPERATURE = (0.00341802, 149.0)
"""Scale and offset of Landsat Collection 2 Level 2 (surface reflectance; surface temperature in kelvin)."""
NATURE: Mapping[str, str] = {"sar-complex": "amplitude", "sar-amplitude": "amplitude", "sar-db": "decibels"}
"""What the values of a radar preset are that are not power themselves; the words are those of `resampling.POWER`."""
COUNTS = "uncalibrated counts"
_UNITS = {"k": "K", "kelvin": "K", "degc": "°C", "celsius": "°C", "°c": "°C", "degrees celsius": "°C", "c": "°C",
          "degree_celsius": "°C"}


@dataclass(frozen=True)
class Radiometry:
    """What a band's values are: physical = value * scale + offset."""

    kind: str
    """reflectance | temperature | backscatter | counts"""
    scale: float = 1.0
    offset: float = 0.0
    unit: str = ""
    known: bool = False
    """Whether scale, offset and unit are told by metadata."""
    words: str = COUNTS

    def apply(self, values: NDArray[np.floating]) -> NDArray[np.float64]:
        """Physical values of stored ones."""
        return np.asarray(values, dtype=np.float64) * self.scale + self.offset


def radiometry(info: RasterInfo, number: int, preset: str) -> Radiometry:
    """What the values of a band mean."""
    band = next(each for each in info.bands if each.number == number)
    if preset.startswith("sar-"):
        return _backscatter(info, band)
    if preset == "thermal":
        return _temperature(info, band)
    scaled = band.scale != 1.0 or band.offset != 0.0
    if scaled or band.unit.lower() in ("reflectance", "1"):
        return Radiometry("reflectance", band.scale, band.offset, known=True,
                          words="reflectance by the scale and offset in the file")
    if preset == "sentinel-2":
        return _sentinel2(info)
    if preset.startswith("landsat-") and _collection2_level2(info):
        scale, offset = LANDSAT_REFLECTANCE
        return Radiometry("reflectance", scale, offset, known=True,
                          words="surface reflectance of Landsat Collection 2 Level 2")
    return Radiometry("counts")


def _tag(info: RasterInfo, *names: str) -> str:
    return next((value for key, value in info.tags.items()
                 if any(key.upper().endswith(name) for name in names)), "")


def baseline(info: RasterInfo) -> Optional[float]:
    """The Sentinel-2 processing baseline from the metadata or the product's official name."""
    said = re.match(r"\s*(\d+(?:\.\d+)?)", _tag(info, "PROCESSING_BASELINE"))
    if said:
        number = float(said.group(1))
        return number / 100.0 if number >= 100.0 else number
    name = " ".join((_tag(info, "PRODUCT_URI"), info.source.path))
    official = re.search(r"S2[A-D]_MSIL[12][AC]_\d{8}T\d{6}_N(\d{2})(\d{2})_", name)
    return float(f"{official.group(1)}.{official.group(2)}") if official else None


def _sentinel2(info: RasterInfo) -> Radiometry:
    stated = re.search(r"-?\d+", _tag(info, "BOA_ADD_OFFSET", "RADIO_ADD_OFFSET"))
    known = baseline(info)
    if stated is None and known is None:
        return Radiometry("counts", words="counts of Sentinel-2 whose processing baseline is not known")
    if stated is not None:
        added, why = float(stated.group(0)), "the offset in the metadata"
    elif known is not None and known >= BASELINE_WITH_OFFSET:
        added, why = -1000.0, f"processing baseline {known:05.2f}, offset -1000"
    else:
        added, why = 0.0, f"processing baseline {known:05.2f}, no offset"
    return Radiometry("reflectance", 1.0 / QUANTIFICATION, added / QUANTIFICATION, known=True,
                      words=f"reflectance of Sentinel-2 ({why})")


def _collection2_level2(info: RasterInfo) -> bool:
    by_tags = _tag(info, "COLLECTION_NUMBER").lstrip("0") == "2" and \
        _tag(info, "PROCESSING_LEVEL").upper().startswith("L2")
    return by_tags or bool(re.search(r"L[COTEM]0[4-9]_L2S[PR]_\d{6}_\d{8}_\d{8}_02_", info.source.path))


def _temperature(info: RasterInfo, band: BandInfo) -> Radiometry:
    unit = _UNITS.get(band.unit.strip().lower(), "")
    if unit:
        return Radiometry("temperature", band.scale, band.offset, unit, known=True, words=f"temperature in {unit}")
    landsat = _collection2_level2(info) and words_of(info) & {"b10", "b6", "stb10", "stb6"}
    if landsat and band.dtype == "uint16":
        scale, offset = LANDSAT_TEMPERATURE
        return Radiometry("temperature", scale, offset, "K", known=True,
                          words="surface temperature of Landsat Collection 2 Level 2 in K")
    return Radiometry("counts", words="thermal signal without a known temperature scale")


def _backscatter(info: RasterInfo, band: BandInfo) -> Radiometry:
    said = " ".join([band.name, band.unit, *(f"{key}={value}" for key, value in info.tags.items())]).lower()
    kind = re.search(r"(sigma|gamma|beta)[ _-]?(0|nought|zero)", said)
    if kind:
        return Radiometry("backscatter", unit="dB", known=True, words=f"calibrated {kind.group(1)} nought in dB")
    return Radiometry("backscatter", unit="dB", words="uncalibrated dB")


def to_power(values: NDArray[np.generic], preset: str) -> NDArray[np.float64]:
    """Radar values as power, in which means are meaningful: amplitudes are squared, dB undone."""
    nature = NATURE.get(preset, "")
    return POWER[nature][0](values) if nature else np.asarray(values, dtype=np.float64)


def decibel(power: float) -> float:
    """Power in dB, with a floor far below every real echo."""
    return float(10.0 * np.log10(max(power, 1e-12)))


def calibrated_pair(info: RasterInfo, numbers: Tuple[int, int], preset: str) -> Optional[Tuple[Radiometry, Radiometry]]:
    """How two bands become reflectance, whose ratios mean something; None where that is not known."""
    first, second = (radiometry(info, number, preset) for number in numbers)
    return (first, second) if first.known and second.known else None
