"""Results into files: one module per format, chosen by the file's suffix, each carrying the version of its rows."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Optional, Sequence, Union

from ..errors import BadAnnotation, OutputUnwritable
from ..values import Description
from . import geojson, gpkg
from .kinds import DESCRIPTIONS, DETECTIONS, Kind
from .schema import FIELDS, SCHEMA, to_columns, to_row
from .writing import DetectionWriter, GeojsonWriter, GpkgWriter, Nowhere

__all__ = ["FIELDS", "KNOWN", "SCHEMA", "append", "check", "check_detections", "detection_writer", "to_columns",
           "to_row"]

KNOWN = (gpkg.SUFFIX, *geojson.SUFFIXES)
"""The suffixes that can be written."""

PathLike = Union[str, "os.PathLike[str]"]


def append(path: PathLike, descriptions: Sequence[Description], crs: str = "") -> None:
    """Add rows to a file, made where it is not there; all of them or none.

    `crs` fixes the CRS of a GeoPackage layer that is made here, else it is that of the first row.
    """
    place = _place(path)
    if place.suffix.lower() == gpkg.SUFFIX:
        gpkg.append(place, descriptions, crs)
    else:
        geojson.append(place, descriptions)


def check(path: PathLike, crs: Optional[str] = None) -> None:
    """Refuse a file that cannot take rows before any work is done for it; nothing is changed.

    `crs` is that of the raster to be described, "" where it has none, None where it is not known yet.
    """
    _check(_place(path), crs, DESCRIPTIONS)


def check_detections(path: PathLike, crs: Optional[str] = None) -> None:
    """The same for a file that shall take objects."""
    _check(_place(path, "detections"), crs, DETECTIONS)


def _check(place: Path, crs: Optional[str], kind: Kind) -> None:
    try:
        tempfile.TemporaryFile(dir=place.parent).close()
    except OSError as error:
        raise OutputUnwritable(str(place), "its folder is not writable", detail=str(error)) from error
    if place.suffix.lower() != gpkg.SUFFIX:
        geojson.check(place, crs, kind)
    elif place.exists():
        gpkg.check(place, crs, kind=kind)


def detection_writer(path: Optional[PathLike], crs: str = "") -> DetectionWriter:
    """Writes objects of a raster in `crs` to a file while they are found, in a `with`; without a path nowhere."""
    if path is None:
        return Nowhere()
    place = _place(path, "detections")
    return GpkgWriter(place, crs) if place.suffix.lower() == gpkg.SUFFIX else GeojsonWriter(place)


def _place(path: PathLike, what: str = "descriptions") -> Path:
    if not str(path):
        raise BadAnnotation("The output", "its name is empty", hint=f"Write for example {what}{gpkg.SUFFIX}.")
    place = Path(path).resolve()
    if place.suffix.lower() not in KNOWN:
        raise BadAnnotation(str(path), f"results go to files ending in {', '.join(KNOWN)}",
                            hint=f"Write for example {place.stem or what}{gpkg.SUFFIX}.")
    if not place.parent.is_dir():
        raise OutputUnwritable(str(path), f"the folder {place.parent} does not exist", hint="Make the folder first.")
    if place.is_dir():
        raise OutputUnwritable(str(path), "it is a folder")
    return place
