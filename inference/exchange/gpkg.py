"""Descriptions into a GeoPackage: one layer "descriptions", appended to in one SQLite transaction in the file itself.

Other layers of the file stay untouched and readers may have it open. The layer's CRS is that of the first row unless
the caller fixes one; rows of other rasters are carried into it. The version of the layer stands in the file's metadata:
a newer one is refused, an older one gets the columns it lacks in the same transaction.
"""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Dict, List, Mapping, Optional, Sequence, Tuple, Union

from ..errors import BadAnnotation, NoCrs
from ..geometry import MapQuad, Point
from ..values import Description
from . import gpkg_tables as tables
from . import sqlite_file, srs, wkb
from .schema import FIELDS, LAYER, REQUIRED, SCHEMA, Column, to_columns

SUFFIX = ".gpkg"
_WRITABLE_TYPES = ("POLYGON", "MULTIPOLYGON", "GEOMETRY", "SURFACE", "CURVEPOLYGON", "MULTISURFACE")

PathLike = Union[str, "os.PathLike[str]"]


@dataclass(frozen=True)
class _Layer:
    """Our layer as found in a file."""

    geometry: str
    srs_id: int
    crs: str
    multi: bool


def append(path: Path, descriptions: Sequence[Description], crs: str = "",
           patience: float = sqlite_file.BUSY_SECONDS, review: Mapping[str, Column] = MappingProxyType({})) -> None:
    """Add rows to the layer of a file, making what is not there yet; all of them or none.

    `crs` fixes the CRS of a layer that is made here; `patience` is how long to wait for another writer, in seconds;
    `review` is what somebody who looked at the rows said of them, such as their status.
    """
    def work(connection: sqlite3.Connection) -> None:
        layer = _ready(connection, path, crs or _first_crs(descriptions))
        if layer is not None:
            _insert(connection, layer, descriptions, review)
        tables.touch(connection)

    if not path.exists() and sqlite_file.create(path, work):
        return
    with sqlite_file.transaction(path, patience) as connection:
        work(connection)


def ensure(path: PathLike, crs: str = "", patience: float = sqlite_file.BUSY_SECONDS) -> None:
    """Make the file and our layer in it where they are not there yet, and bring an older layer up to date."""
    append(Path(path), (), crs, patience)


def update(path: Path, patience: float = sqlite_file.BUSY_SECONDS) -> bool:
    """Wait until an existing file can be written to and bring our layer in it up to date; whether it got columns.

    A newer layer is refused. Nothing is written where nothing is to be done.
    """
    with sqlite_file.transaction(path, patience) as connection:
        _check_layer(connection, path)
        if _find_layer(connection, path) is None:
            return False
        before = len(_columns(connection))
        if tables.version(connection) != SCHEMA:
            wkb.register_functions(connection)
            tables.create_core(connection)
            _migrate(connection)
        if _has_table(connection, "layer_styles"):
            tables.renew_style(connection)
        return len(_columns(connection)) > before


def check(path: Path, crs: Optional[str] = None, patience: float = sqlite_file.BUSY_SECONDS) -> None:
    """Refuse an existing file that cannot take rows (of rasters in `crs`, where that is known); nothing is changed."""
    def look(connection: sqlite3.Connection) -> None:
        _check_layer(connection, path)
        layer = _find_layer(connection, path)
        if layer is not None and crs is not None:
            _check_mix(crs, layer.crs, "The raster")

    if path.stat().st_size > 0:
        sqlite_file.inspect(path, look, patience)


def _ready(connection: sqlite3.Connection, path: Path, crs: str) -> Optional[_Layer]:
    """Our layer, made or brought up to date."""
    fresh = _is_fresh(connection)
    if not fresh:
        _check_layer(connection, path)
    wkb.register_functions(connection)
    tables.create_core(connection)
    if fresh:
        tables.mark_as_geopackage(connection)
    layer = _find_layer(connection, path)
    if layer is None:
        tables.create_layer(connection, srs.ensure(connection, crs))
        return _find_layer(connection, path)
    if tables.version(connection) != SCHEMA:
        _migrate(connection)
    tables.renew_style(connection)
    return layer


def _first_crs(descriptions: Sequence[Description]) -> str:
    quads = [_quad(each) for each in descriptions]
    return quads[0].crs if quads else ""


def _quad(description: Description) -> MapQuad:
    """Where the object lies; without georeference where QGIS shows such a picture, its y axis pointing down."""
    view = description.view
    if view.map_quad is not None and view.georeference != "none":
        return view.map_quad
    a, b, c, d = [(x, -y) for x, y in view.quad.corners]
    return MapQuad((a, b, c, d), "")


def _is_fresh(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None


def _columns(connection: sqlite3.Connection) -> Dict[str, str]:
    """The columns of the table named like our layer, lower case, with their declared types."""
    return {str(row[1]).lower(): str(row[2]).upper()
            for row in connection.execute(f'PRAGMA table_info("{LAYER}")')}


def _has_table(connection: sqlite3.Connection, name: str) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master WHERE type IN ('table', 'view') AND lower(name) = ?",
                              (name,)).fetchone() is not None


def _check_layer(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a database that is no GeoPackage, and a layer of our name that is not ours or newer than we are."""
    if _is_fresh(connection):
        return
    if not _has_table(connection, "gpkg_contents") or not _has_table(connection, "gpkg_spatial_ref_sys"):
        raise BadAnnotation(str(path), "it is a SQLite database but not a GeoPackage")
    there = _columns(connection)
    if not there:
        return
    known = tables.version(connection) if _has_table(connection, "gpkg_metadata_reference") else None
    if known is not None and known > SCHEMA:
        raise BadAnnotation(str(path), f"its layer {LAYER} has version {known} and this program knows up to {SCHEMA}",
                            hint="Update Earthscribe, or choose another file name.")
    missing = [name for name in REQUIRED if name not in there]
    if missing or _find_layer(connection, path) is None:
        why = f"without {', '.join(missing)}" if missing else "without polygons"
        raise BadAnnotation(str(path), f"it has a table {LAYER} of another make, {why}",
                            hint=f"Choose another file name, or rename that table (it must not be called {LAYER}).")


def _find_layer(connection: sqlite3.Connection, path: Path) -> Optional[_Layer]:
    if not _columns(connection) or not _has_table(connection, "gpkg_geometry_columns"):
        return None
    row = connection.execute("SELECT column_name, geometry_type_name, srs_id FROM gpkg_geometry_columns "
                             "WHERE lower(table_name) = ?", (LAYER,)).fetchone()
    if row is None or str(row[1]).upper() not in _WRITABLE_TYPES:
        return None
    if '"' in str(row[0]):
        raise BadAnnotation(str(path), f"the geometry column of its layer {LAYER} has a name with a quotation mark")
    kind, srs_id = str(row[1]).upper(), int(row[2])
    return _Layer(str(row[0]), srs_id, srs.crs_of(connection, srs_id), kind.startswith("MULTI"))


def _migrate(connection: sqlite3.Connection) -> None:
    """Give an older layer the columns it lacks, and the version."""
    there = _columns(connection)
    for field in FIELDS:
        if field.name not in there:
            connection.execute(f'ALTER TABLE "{LAYER}" ADD COLUMN "{field.name}" {tables.declaration(field.kind)}')
    tables.register_extensions(connection)
    tables.describe_columns(connection)
    tables.set_version(connection)


def _insert(connection: sqlite3.Connection, layer: _Layer, descriptions: Sequence[Description],
            review: Mapping[str, Column]) -> None:
    names = [field.name for field in FIELDS]
    quoted, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    # the names are constants but for that of the geometry column, which was checked when the layer was found
    statement = f'INSERT INTO "{LAYER}" ("{layer.geometry}", {quoted}) VALUES (?, {marks})'  # nosec B608
    points: List[Point] = []
    for description in descriptions:
        corners, columns = _placed(connection, description, layer)
        columns.update(review)
        points.extend(corners)
        blob = wkb.polygon(corners, layer.srs_id, multi=layer.multi)
        connection.execute(statement, (blob, *(columns[name] for name in names)))
    if points:
        _widen(connection, wkb.envelope(points))


def _placed(connection: sqlite3.Connection, description: Description,
            layer: _Layer) -> Tuple[Sequence[Point], Dict[str, Column]]:
    """The corners in the layer's CRS and the row that goes with them."""
    quad = _quad(description)
    if quad.crs == layer.crs or srs.find(connection, quad.crs) == layer.srs_id:
        return quad.corners, to_columns(description)
    _check_mix(quad.crs, layer.crs, description.view.raster)
    from ..raster import transform_quad

    moved, operation = transform_quad(quad, layer.crs)
    if operation.ballpark:
        note = f"the geometry was carried into the layer's CRS only roughly ({operation.name})"
        description = replace(description, view=replace(description.view, notes=(*description.view.notes, note)))
    return moved.corners, to_columns(description)


def _check_mix(raster_crs: str, layer_crs: str, raster: str) -> None:
    """Refuse to put plain numbers and places on the earth into one layer."""
    if layer_crs and not raster_crs:
        raise NoCrs(raster, hint="The layer its descriptions should go to has one: assign a CRS to the raster, or "
                                 "write them to another file.")
    if raster_crs and not layer_crs:
        raise NoCrs(f"The layer {LAYER}", hint="The raster has one: write its descriptions to another file.")


def _widen(connection: sqlite3.Connection, bounds: wkb.Envelope) -> None:
    """Let the layer's extent reach over what was added."""
    connection.execute(
        "UPDATE gpkg_contents SET min_x = min(coalesce(min_x, ?1), ?1), min_y = min(coalesce(min_y, ?2), ?2), "
        "max_x = max(coalesce(max_x, ?3), ?3), max_y = max(coalesce(max_y, ?4), ?4) WHERE lower(table_name) = ?5",
        (*bounds, LAYER))


def clear(path: Path, rasters: Sequence[str], patience: float = sqlite_file.BUSY_SECONDS) -> None:
    """Take the rows of these rasters out of our layer, in the file itself; every other row and layer stays."""
    with sqlite_file.transaction(path, patience) as connection:
        _check_layer(connection, path)
        wkb.register_functions(connection)
        if "raster" in _columns(connection):
            connection.executemany(f'DELETE FROM "{LAYER}" WHERE "raster" = ?',  # nosec B608 (a constant)
                                   [(each,) for each in rasters])
            tables.touch(connection)
