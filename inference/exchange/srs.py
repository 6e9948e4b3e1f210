"""What a file says of a coordinate system: name, authority, code and definition, from pyproj or from GDAL's osr."""

from __future__ import annotations

import contextlib
import functools
import sqlite3
from dataclasses import dataclass
from typing import Any, Iterator, Optional

from ..errors import UnknownCrs
from ..raster.crs import inside_qgis, short

UNDEFINED = -1
"""The srs_id of plain x and y without a CRS."""

FIRST_CUSTOM = 100000
"""The first srs_id for a CRS without an EPSG code."""


@dataclass(frozen=True)
class Srs:
    """One row of a table of coordinate systems."""

    name: str
    organisation: str
    code: int
    definition: str


@functools.lru_cache(maxsize=64)
def look_up(crs: str) -> Srs:
    """The facts of a CRS written as a code ("EPSG:32632") or as WKT."""
    if inside_qgis():
        return _by_osr(crs)
    try:
        return _by_pyproj(crs)
    except ImportError:
        return _by_osr(crs)


def _by_pyproj(crs: str) -> Srs:
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    try:
        found = CRS.from_user_input(crs)
        authority = found.to_authority(min_confidence=100)
    except CRSError as error:
        raise _unknown(crs, error) from error
    try:
        definition = found.to_wkt("WKT1_GDAL")
    except CRSError:  # younger kinds of CRS have no form in the older grammar
        definition = found.to_wkt()
    return _srs(found.name, authority, definition)


def _by_osr(crs: str) -> Srs:
    from osgeo import osr

    try:
        with _raising(osr):
            found = osr.SpatialReference()
            found.SetFromUserInput(crs)
            definition = found.ExportToWkt()
    except RuntimeError as error:
        raise _unknown(crs, error) from error
    organisation, code = found.GetAuthorityName(None), found.GetAuthorityCode(None)
    return _srs(found.GetName(), (organisation, code) if organisation and code else None, definition)


@contextlib.contextmanager
def _raising(osr: Any) -> Iterator[None]:
    """OSR's errors as exceptions for a moment; for QGIS and its other plugins nothing changes."""
    if hasattr(osr, "ExceptionMgr"):  # GDAL 3.7 and newer: for this thread only
        with osr.ExceptionMgr(useExceptions=True):
            yield
        return
    before = osr.GetUseExceptions()
    osr.UseExceptions()
    try:
        yield
    finally:
        if not before:
            osr.DontUseExceptions()


def _srs(name: str, authority: object, definition: str) -> Srs:
    if isinstance(authority, tuple) and str(authority[1]).isdigit():
        return Srs(name, str(authority[0]), int(authority[1]), definition)
    return Srs(name, "NONE", 0, definition)


def _unknown(crs: str, error: Exception) -> UnknownCrs:
    return UnknownCrs(short(crs), detail=str(error))


def crs_of(connection: sqlite3.Connection, srs_id: int) -> str:
    """The CRS of an entry as a code or as WKT, "" where it is undefined."""
    row = connection.execute("SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys "
                             "WHERE srs_id = ?", (srs_id,)).fetchone()
    if row is None or srs_id in (UNDEFINED, 0):
        return ""
    organisation, code, definition = str(row[0]), int(row[1]), str(row[2])
    return definition if organisation.upper() in ("NONE", "") else f"{organisation.upper()}:{code}"


def find(connection: sqlite3.Connection, crs: str) -> Optional[int]:
    """The srs_id a CRS has in this file, None where it is not there; "" has the undefined one."""
    if not crs:
        return UNDEFINED
    srs = look_up(crs)
    if srs.code:
        row = connection.execute("SELECT srs_id FROM gpkg_spatial_ref_sys WHERE upper(organization) = ? "
                                 "AND organization_coordsys_id = ?", (srs.organisation.upper(), srs.code)).fetchone()
    else:
        row = connection.execute("SELECT srs_id FROM gpkg_spatial_ref_sys WHERE definition = ?",
                                 (srs.definition,)).fetchone()
    return None if row is None else int(row[0])


def ensure(connection: sqlite3.Connection, crs: str) -> int:
    """The srs_id of a CRS, entered where it is not there yet."""
    found = find(connection, crs)
    if found is not None:
        return found
    srs = look_up(crs)
    srs_id = srs.code if srs.organisation.upper() == "EPSG" else 0
    if not srs_id or _known(connection, srs_id):
        highest = connection.execute("SELECT max(srs_id) FROM gpkg_spatial_ref_sys").fetchone()[0] or 0
        srs_id = max(FIRST_CUSTOM, int(highest) + 1)
    _enter(connection, srs_id, srs)
    return srs_id


def enter_undefined(connection: sqlite3.Connection) -> None:
    """Enter the two undefined systems that every GeoPackage has."""
    for srs_id, name in ((UNDEFINED, "Undefined Cartesian SRS"), (0, "Undefined geographic SRS")):
        if not _known(connection, srs_id):
            _enter(connection, srs_id, Srs(name, "NONE", srs_id, "undefined"))


def _known(connection: sqlite3.Connection, srs_id: int) -> bool:
    return connection.execute("SELECT 1 FROM gpkg_spatial_ref_sys WHERE srs_id = ?", (srs_id,)).fetchone() is not None


def _enter(connection: sqlite3.Connection, srs_id: int, srs: Srs) -> None:
    code = srs.code if srs.code or srs.definition == "undefined" else srs_id
    values = (srs.name, srs_id, srs.organisation, code, srs.definition)
    there = {str(row[1]) for row in connection.execute("PRAGMA table_info(gpkg_spatial_ref_sys)")}
    if "definition_12_063" in there:  # the extension for the newer grammar of WKT is in use
        connection.execute(
            "INSERT INTO gpkg_spatial_ref_sys (srs_name, srs_id, organization, organization_coordsys_id, definition, "
            "definition_12_063) VALUES (?, ?, ?, ?, ?, 'undefined')", values)
        return
    connection.execute("INSERT INTO gpkg_spatial_ref_sys (srs_name, srs_id, organization, organization_coordsys_id, "
                       "definition) VALUES (?, ?, ?, ?, ?)", values)
