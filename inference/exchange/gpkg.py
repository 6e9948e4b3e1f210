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
from typing import Callable, Dict, List, Mapping, Optional, Sequence, Tuple, Union

from ..errors import BadAnnotation, NoCrs
from ..geometry import MapQuad, PixelQuad, Point
from ..values import Description, Detection, Searched
from . import gpkg_tables as tables
from . import sqlite_file, srs, wkb
from .detections import to_columns as detection_columns
from .kinds import DESCRIPTIONS, DETECTIONS, Kind
from .schema import Column, to_columns

SUFFIX = ".gpkg"
_WRITABLE_TYPES = ("POLYGON", "MULTIPOLYGON", "GEOMETRY", "SURFACE", "CURVEPOLYGON", "MULTISURFACE")

PathLike = Union[str, "os.PathLike[str]"]


@dataclass(frozen=True)
class _Row:
    """One row to be written: where it lies, and its columns, given a note on how it came there."""

    quad: MapQuad
    raster: str
    columns: Callable[[str], Dict[str, Column]]


@dataclass(frozen=True)
class _Layer:
    """Our layer as found in a file."""

    kind: Kind
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
    _append(path, DESCRIPTIONS, [_described(each, review) for each in descriptions], crs, patience)


def append_detections(path: Path, found: Sequence[Detection], search: Searched,
                      patience: float = sqlite_file.BUSY_SECONDS) -> None:
    """Add objects that were found to the layer `detections` of a file, made where it is not there; all or none."""
    _append(path, DETECTIONS, [_found(each, search) for each in found], "", patience)


def ensure_detections(path: Path, crs: str, patience: float = sqlite_file.BUSY_SECONDS) -> None:
    """Make the file and its layer `detections` where they are not there yet."""
    _append(path, DETECTIONS, (), crs, patience)


def _append(path: Path, kind: Kind, rows: Sequence[_Row], crs: str, patience: float) -> None:
    def work(connection: sqlite3.Connection) -> None:
        layer = _ready(connection, path, crs or (rows[0].quad.crs if rows else ""), kind)
        if layer is not None:
            _insert(connection, layer, rows)
        tables.touch(connection, kind)

    if not path.exists() and sqlite_file.create(path, work):
        return
    with sqlite_file.transaction(path, patience) as connection:
        work(connection)


def _described(description: Description, review: Mapping[str, Column]) -> _Row:
    """The row of a description; a note that comes with its place is added to it."""
    def columns(note: str) -> Dict[str, Column]:
        view = description.view
        noted = replace(description, view=replace(view, notes=(*view.notes, note))) if note else description
        return {**to_columns(noted), **review}

    view = description.view
    placed = view.map_quad if view.georeference != "none" else None
    return _Row(_where(view.quad, placed), view.raster, columns)


def _found(detection: Detection, search: Searched) -> _Row:
    """The row of an object; how its place was come by is told for the whole run."""
    def columns(_: str) -> Dict[str, Column]:
        return detection_columns(detection, search)

    return _Row(_where(detection.quad, detection.map_quad), search.source.path, columns)


def _where(quad: PixelQuad, placed: Optional[MapQuad]) -> MapQuad:
    """Where an object lies; without georeference where QGIS shows such a picture, its y axis pointing down."""
    if placed is not None:
        return placed
    a, b, c, d = [(x, -y) for x, y in quad.corners]
    return MapQuad((a, b, c, d), "")


def ensure(path: PathLike, crs: str = "", patience: float = sqlite_file.BUSY_SECONDS) -> None:
    """Make the file and our layer in it where they are not there yet, and bring an older layer up to date."""
    append(Path(path), (), crs, patience)


def update(path: Path, patience: float = sqlite_file.BUSY_SECONDS) -> bool:
    """Wait until an existing file can be written to and bring our layer in it up to date; whether it got columns.

    A newer layer is refused. Nothing is written where nothing is to be done.
    """
    with sqlite_file.transaction(path, patience) as connection:
        kind = DESCRIPTIONS
        _check_layer(connection, path, kind)
        if _find_layer(connection, path, kind) is None:
            return False
        before = len(_columns(connection, kind))
        if tables.version(connection, kind) != kind.version:
            wkb.register_functions(connection)
            tables.create_core(connection)
            _migrate(connection, kind)
        if _has_table(connection, "layer_styles"):
            tables.renew_style(connection, kind)
        return len(_columns(connection, kind)) > before


def check(path: Path, crs: Optional[str] = None, patience: float = sqlite_file.BUSY_SECONDS,
          kind: Kind = DESCRIPTIONS) -> None:
    """Refuse an existing file that cannot take rows (of rasters in `crs`, where that is known); nothing is changed."""
    def look(connection: sqlite3.Connection) -> None:
        _check_layer(connection, path, kind)
        layer = _find_layer(connection, path, kind)
        if layer is not None and crs is not None:
            _check_mix(crs, layer, "The raster")

    if path.stat().st_size > 0:
        sqlite_file.inspect(path, look, patience)


def _ready(connection: sqlite3.Connection, path: Path, crs: str, kind: Kind) -> Optional[_Layer]:
    """Our layer, made or brought up to date."""
    fresh = _is_fresh(connection)
    if not fresh:
        _check_layer(connection, path, kind)
    wkb.register_functions(connection)
    tables.create_core(connection)
    if fresh:
        tables.mark_as_geopackage(connection)
    layer = _find_layer(connection, path, kind)
    if layer is None:
        tables.create_layer(connection, srs.ensure(connection, crs), kind)
        return _find_layer(connection, path, kind)
    if tables.version(connection, kind) != kind.version:
        _migrate(connection, kind)
    tables.renew_style(connection, kind)
    return layer


def _is_fresh(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None


def _columns(connection: sqlite3.Connection, kind: Kind) -> Dict[str, str]:
    """The columns of the table named like our layer, lower case, with their declared types."""
    return {str(row[1]).lower(): str(row[2]).upper()
            for row in connection.execute(f'PRAGMA table_info("{kind.name}")')}


def _has_table(connection: sqlite3.Connection, name: str) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master WHERE type IN ('table', 'view') AND lower(name) = ?",
                              (name,)).fetchone() is not None


def _check_layer(connection: sqlite3.Connection, path: Path, kind: Kind) -> None:
    """Refuse a database that is no GeoPackage, and a layer of our name that is not ours or newer than we are."""
    if _is_fresh(connection):
        return
    if not _has_table(connection, "gpkg_contents") or not _has_table(connection, "gpkg_spatial_ref_sys"):
        raise BadAnnotation(str(path), "it is a SQLite database but not a GeoPackage")
    there = _columns(connection, kind)
    if not there:
        return
    known = tables.version(connection, kind) if _has_table(connection, "gpkg_metadata_reference") else None
    if known is not None and known > kind.version:
        raise BadAnnotation(str(path), f"its layer {kind.name} has version {known} and this program knows up to "
                                       f"{kind.version}",
                            hint="Update Earthscribe, or choose another file name.")
    missing = [name for name in kind.required if name not in there]
    if missing or _find_layer(connection, path, kind) is None:
        why = f"without {', '.join(missing)}" if missing else "without polygons"
        raise BadAnnotation(str(path), f"it has a table {kind.name} of another make, {why}",
                            hint=f"Choose another file name, or rename that table (it must not be called {kind.name}).")


def _find_layer(connection: sqlite3.Connection, path: Path, kind: Kind) -> Optional[_Layer]:
    if not _columns(connection, kind) or not _has_table(connection, "gpkg_geometry_columns"):
        return None
    row = connection.execute("SELECT column_name, geometry_type_name, srs_id FROM gpkg_geometry_columns "
                             "WHERE lower(table_name) = ?", (kind.name,)).fetchone()
    if row is None or str(row[1]).upper() not in _WRITABLE_TYPES:
        return None
    if '"' in str(row[0]):
        raise BadAnnotation(str(path), f"the geometry column of its layer {kind.name} has a name with a quotation mark")
    shape, srs_id = str(row[1]).upper(), int(row[2])
    return _Layer(kind, str(row[0]), srs_id, srs.crs_of(connection, srs_id), shape.startswith("MULTI"))


def _migrate(connection: sqlite3.Connection, kind: Kind) -> None:
    """Give an older layer the columns it lacks, and the version."""
    there = _columns(connection, kind)
    for field in kind.fields:
        if field.name not in there:
            connection.execute(f'ALTER TABLE "{kind.name}" ADD COLUMN "{field.name}" {tables.declaration(field.kind)}')
    tables.register_extensions(connection)
    tables.describe_columns(connection, kind)
    tables.set_version(connection, kind)


def _insert(connection: sqlite3.Connection, layer: _Layer, rows: Sequence[_Row]) -> None:
    names = [field.name for field in layer.kind.fields]
    quoted, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
    # the names are constants but for that of the geometry column, which was checked when the layer was found
    statement = f'INSERT INTO "{layer.kind.name}" ("{layer.geometry}", {quoted}) VALUES (?, {marks})'  # nosec B608
    points: List[Point] = []
    for row in rows:
        corners, columns = _placed(connection, row, layer)
        points.extend(corners)
        blob = wkb.polygon(corners, layer.srs_id, multi=layer.multi)
        connection.execute(statement, (blob, *(columns[name] for name in names)))
    if points:
        _widen(connection, wkb.envelope(points), layer.kind)


def _placed(connection: sqlite3.Connection, row: _Row,
            layer: _Layer) -> Tuple[Sequence[Point], Dict[str, Column]]:
    """The corners in the layer's CRS and the columns that go with them."""
    if row.quad.crs == layer.crs or srs.find(connection, row.quad.crs) == layer.srs_id:
        return row.quad.corners, row.columns("")
    _check_mix(row.quad.crs, layer, row.raster)
    from ..raster import transform_quad

    moved, operation = transform_quad(row.quad, layer.crs)
    note = f"the geometry was carried into the layer's CRS only roughly ({operation.name})"
    return moved.corners, row.columns(note if operation.ballpark else "")


def _check_mix(raster_crs: str, layer: _Layer, raster: str) -> None:
    """Refuse to put plain numbers and places on the earth into one layer."""
    if layer.crs and not raster_crs:
        raise NoCrs(raster, hint=f"The layer its {layer.kind.name} should go to has one: assign a CRS to the raster, "
                                 "or write them to another file.")
    if raster_crs and not layer.crs:
        raise NoCrs(f"The layer {layer.kind.name}", hint=f"The raster has one: write its {layer.kind.name} to another "
                                                         "file.")


def _widen(connection: sqlite3.Connection, bounds: wkb.Envelope, kind: Kind) -> None:
    """Let the layer's extent reach over what was added."""
    connection.execute(
        "UPDATE gpkg_contents SET min_x = min(coalesce(min_x, ?1), ?1), min_y = min(coalesce(min_y, ?2), ?2), "
        "max_x = max(coalesce(max_x, ?3), ?3), max_y = max(coalesce(max_y, ?4), ?4) WHERE lower(table_name) = ?5",
        (*bounds, kind.name))


def clear(path: Path, rasters: Sequence[str], patience: float = sqlite_file.BUSY_SECONDS,
          kind: Kind = DESCRIPTIONS) -> None:
    """Take the rows of these rasters out of our layer, in the file itself; every other row and layer stays."""
    with sqlite_file.transaction(path, patience) as connection:
        _check_layer(connection, path, kind)
        wkb.register_functions(connection)
        if "raster" in _columns(connection, kind):
            connection.executemany(f'DELETE FROM "{kind.name}" WHERE "raster" = ?',  # nosec B608 (a constant)
                                   [(each,) for each in rasters])
            tables.touch(connection, kind)
