"""What metadata say of a picture: when it was taken, and at which wavelength a band looks.

Only keys and file names of well-known products count; the date a file was written is no date of a picture.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Mapping, Optional

_DATE_KEYS = ("ACQUISITIONDATETIME", "ACQUISITION_DATETIME", "PRODUCT_START_TIME", "SENSING_TIME",
              "DATATAKE_1_DATATAKE_SENSING_START", "ACQUISITION_START_TIME", "FIRST_LINE_TIME", "STARTTIME",
              "ACQUISITION_DATE", "DATE_ACQUIRED", "ACQUISITION_TIME", "IMAGE_DATE", "EXIF_DATETIMEORIGINAL",
              "TIFFTAG_DATETIME")
"""Best first; TIFFTAG_DATETIME may be the date of processing, so anything else goes before it."""

_STAMP = re.compile(r"(?<!\d)((?:19|20)\d\d)[-:/ ]?(0[1-9]|1[0-2])[-:/ ]?(0[1-9]|[12]\d|3[01])"
                    r"(?:[T _](?:([01]\d|2[0-3]):?([0-5]\d):?([0-5]\d))?)?(?![\d:])")
_PRODUCTS = (
    re.compile(r"^S2[ABC]_MSI(?:L1C|L2A)_(\d{8}T\d{6})_"),
    re.compile(r"^S2[ABC]_OPER_.*_V?(\d{8}T\d{6})_"),
    re.compile(r"^T\d{2}[A-Z]{3}_(\d{8}T\d{6})_(?:B[0-9A-Z]{2}|TCI|SCL|AOT|WVP)"),
    re.compile(r"^S1[A-D]_(?:IW|EW|SM|WV|S\d)_(?:GRD|SLC|OCN|RAW).{0,3}_\w{4}_(\d{8}T\d{6})_", re.IGNORECASE),
    re.compile(r"^L[COTEM]0[4-9]_\w{4}_\d{6}_(\d{8})_\d{8}_"),
    re.compile(r"^L[COTEM]0[4-9]_\d{6}_(\d{8})"),
    re.compile(r"^m_\d{7}_[ns][ew]_\d{2}_\w+?_(\d{8})"),
)
"""File names that carry the date of acquisition: Sentinel-2, Sentinel-1, Landsat Collection 1 and 2, NAIP."""

_WAVELENGTH_KEYS = (("CENTRAL_WAVELENGTH_UM", 1000.0), ("WAVELENGTH_NM", 1.0), ("WAVELENGTH", 0.0),
                    ("CENTER_WAVELENGTH", 0.0), ("CENTRAL_WAVELENGTH", 0.0))
_UNITS = (("nanomet", 1.0), ("nm", 1.0), ("micromet", 1000.0), ("micron", 1000.0), ("um", 1000.0), ("µm", 1000.0))
_NUMBER = re.compile(r"^\s*\(?\s*([0-9]+(?:\.[0-9]+)?)\s*\)?\s*([a-zµ]*)", re.IGNORECASE)
_NAMED = re.compile(r"^\s*(?:[a-z][\w ]*[(:]\s*)?([0-9]+(?:\.[0-9]+)?)\s*"
                    r"\(?(nanometers|micrometers|nm|um|µm)\)?\s*\)?$", re.IGNORECASE)


def iso_stamp(text: str) -> Optional[str]:
    """The first date, with its time where one stands, in ISO form; None where there is none."""
    found = _STAMP.search(text)
    if found is None:
        return None
    year, month, day, hour, minute, second = found.groups()
    date = f"{year}-{month}-{day}"
    return date if hour is None else f"{date}T{hour}:{minute}:{second}"


def image_date(tags: Mapping[str, str], path: str) -> Optional[str]:
    """When the picture was taken, as far as its metadata or its product's file name say it."""
    for key in _DATE_KEYS:
        stamp = iso_stamp(tags.get(key, ""))
        if stamp is not None and key in {"DATE_ACQUIRED", "ACQUISITION_DATE"}:
            return _with_time(stamp, tags.get("SCENE_CENTER_TIME", ""))
        if stamp is not None:
            return stamp
    name = PurePath(path.replace("\\", "/")).name
    for product in _PRODUCTS:
        found = product.match(name)
        if found is not None:
            return iso_stamp(found.group(1))
    return None


def _with_time(date: str, time: str) -> str:
    """Landsat keeps date and time apart."""
    found = re.match(r"\"?([01]\d|2[0-3]):([0-5]\d):([0-5]\d)", time)
    return f"{date}T{':'.join(found.groups())}" if found and "T" not in date else date


def _factor(unit: str, number: float) -> float:
    """How many nanometres the unit has; without a unit the size of the number tells."""
    for word, factor in _UNITS:
        if unit.lower().startswith(word):
            return factor
    return 1000.0 if number < 100.0 else 1.0


def wavelength_nm(tags: Mapping[str, str], name: str) -> Optional[float]:
    """The middle wavelength of a band from its tags (ENVI, GDAL's IMAGERY domain) or its name ("665 nm")."""
    for key, factor in _WAVELENGTH_KEYS:
        found = _NUMBER.match(tags.get(key, ""))
        if found is not None:
            number = float(found.group(1))
            unit = found.group(2) or tags.get("WAVELENGTH_UNITS", "")
            return round(number * (factor or _factor(unit, number)), 3)
    named = _NAMED.match(name)
    return round(float(named.group(1)) * _factor(named.group(2), 0.0), 3) if named is not None else None
