"""The tables of a GeoPackage 1.3 file and of our layer in it, as SQL made of constants only.

The R-tree triggers are those of that version too: GeoPackage 1.4 has others, and every QGIS since 3.22 knows 1.3.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Dict, Optional, Tuple

from . import srs
from .kinds import DESCRIPTIONS, Kind

APPLICATION_ID = 0x47504B47
USER_VERSION = 10300
EVERYWHERE = "EPSG:4326"
"""The CRS that the format wants in the table of every file (requirement 11), used or not."""
GEOMETRY = "geom"
KEY = "fid"
METADATA_URI = "https://example.org/earthscribe/descriptions"
"""Marks the metadata entry that says which version our layer has."""
QGIS_URI = "http://mrcc.com/qgis.dtd"
"""Marks the metadata that QGIS reads and shows among the layer's properties."""

_COLUMN_TYPES = {"text": "TEXT", "real": "REAL", "integer": "INTEGER", "json": "TEXT", "date": "DATETIME"}

_CORE = (
    """CREATE TABLE IF NOT EXISTS gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
    organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL,
    description TEXT)""",
    """CREATE TABLE IF NOT EXISTS gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL,
    identifier TEXT UNIQUE, description TEXT DEFAULT '',
    last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
    min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
    CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))""",
    """CREATE TABLE IF NOT EXISTS gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
    geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
    CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
    CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
    CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))""",
    """CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,
    definition TEXT NOT NULL, scope TEXT NOT NULL,
    CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))""",
    """CREATE TABLE IF NOT EXISTS gpkg_metadata (id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL,
    md_scope TEXT NOT NULL DEFAULT 'dataset', md_standard_uri TEXT NOT NULL,
    mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '')""",
    """CREATE TABLE IF NOT EXISTS gpkg_metadata_reference (reference_scope TEXT NOT NULL, table_name TEXT,
    column_name TEXT, row_id_value INTEGER,
    timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), md_file_id INTEGER NOT NULL,
    md_parent_id INTEGER, CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
    CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id))""",
    """CREATE TABLE IF NOT EXISTS gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT,
    title TEXT, description TEXT, mime_type TEXT, constraint_name TEXT,
    CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name))""",
    """CREATE TABLE IF NOT EXISTS gpkg_data_column_constraints (constraint_name TEXT NOT NULL,
    constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC,
    max_is_inclusive BOOLEAN, description TEXT,
    CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value))""",
    """CREATE TABLE IF NOT EXISTS layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
    styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30),
    ui TEXT(30), update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')))""",
)

_EXTENSIONS = (
    ("gpkg_metadata", None, "gpkg_metadata", "http://www.geopackage.org/spec120/#extension_metadata", "read-write"),
    ("gpkg_metadata_reference", None, "gpkg_metadata", "http://www.geopackage.org/spec120/#extension_metadata",
     "read-write"),
    ("gpkg_data_columns", None, "gpkg_schema", "http://www.geopackage.org/spec121/#extension_schema", "read-write"),
    ("gpkg_data_column_constraints", None, "gpkg_schema", "http://www.geopackage.org/spec121/#extension_schema",
     "read-write"),
)
_RTREE_EXTENSION = ("gpkg_rtree_index", "http://www.geopackage.org/spec120/#extension_rtree", "write-only")

_RTREE = (
    """CREATE VIRTUAL TABLE "rtree_{t}_{c}" USING rtree(id, minx, maxx, miny, maxy)""",
    """CREATE TRIGGER "rtree_{t}_{c}_insert" AFTER INSERT ON "{t}"
    WHEN (new."{c}" NOT NULL AND NOT ST_IsEmpty(NEW."{c}")) BEGIN {insert}; END""",
    """CREATE TRIGGER "rtree_{t}_{c}_update1" AFTER UPDATE OF "{c}" ON "{t}"
    WHEN OLD."{i}" = NEW."{i}" AND (NEW."{c}" NOTNULL AND NOT ST_IsEmpty(NEW."{c}")) BEGIN {insert}; END""",
    """CREATE TRIGGER "rtree_{t}_{c}_update2" AFTER UPDATE OF "{c}" ON "{t}"
    WHEN OLD."{i}" = NEW."{i}" AND (NEW."{c}" ISNULL OR ST_IsEmpty(NEW."{c}"))
    BEGIN DELETE FROM "rtree_{t}_{c}" WHERE id = OLD."{i}"; END""",
    """CREATE TRIGGER "rtree_{t}_{c}_update3" AFTER UPDATE ON "{t}"
    WHEN OLD."{i}" != NEW."{i}" AND (NEW."{c}" NOTNULL AND NOT ST_IsEmpty(NEW."{c}"))
    BEGIN DELETE FROM "rtree_{t}_{c}" WHERE id = OLD."{i}"; {insert}; END""",
    """CREATE TRIGGER "rtree_{t}_{c}_update4" AFTER UPDATE ON "{t}"
    WHEN OLD."{i}" != NEW."{i}" AND (NEW."{c}" ISNULL OR ST_IsEmpty(NEW."{c}"))
    BEGIN DELETE FROM "rtree_{t}_{c}" WHERE id IN (OLD."{i}", NEW."{i}"); END""",
    """CREATE TRIGGER "rtree_{t}_{c}_delete" AFTER DELETE ON "{t}" WHEN old."{c}" NOT NULL
    BEGIN DELETE FROM "rtree_{t}_{c}" WHERE id = OLD."{i}"; END""",
)
_RTREE_INSERT = """INSERT OR REPLACE INTO "rtree_{t}_{c}" VALUES (NEW."{i}", ST_MinX(NEW."{c}"), ST_MaxX(NEW."{c}"),
    ST_MinY(NEW."{c}"), ST_MaxY(NEW."{c}"))"""


def declaration(kind: str) -> str:
    """The SQL type of a kind of field."""
    return _COLUMN_TYPES[kind]


def create_core(connection: sqlite3.Connection) -> None:
    """Make the tables of the format that are not there yet; `layer_styles` is QGIS' place for styles."""
    for statement in _CORE:
        connection.execute(statement)
    srs.enter_undefined(connection)
    connection.execute("INSERT OR IGNORE INTO gpkg_contents (table_name, data_type, identifier) "
                       "VALUES ('layer_styles', 'attributes', 'layer_styles')")


def mark_as_geopackage(connection: sqlite3.Connection) -> None:
    """Write the numbers by which a GeoPackage is known into the header of a new file, and the CRS each one lists."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
    connection.execute(f"PRAGMA user_version = {USER_VERSION:d}")
    srs.ensure(connection, EVERYWHERE)


def create_layer(connection: sqlite3.Connection, srs_id: int, kind: Kind = DESCRIPTIONS) -> None:
    """Make our layer: its table, its spatial index, aliases, style and version."""
    columns = ", ".join(f'"{field.name}" {declaration(field.kind)}' for field in kind.fields)
    connection.execute(f'CREATE TABLE "{kind.name}" ("{KEY}" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, '
                       f'"{GEOMETRY}" POLYGON, {columns})')
    taken = connection.execute("SELECT 1 FROM gpkg_contents WHERE identifier = ?", (kind.name,)).fetchone()
    connection.execute("INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) "
                       "VALUES (?, 'features', ?, ?, ?)", (kind.name, None if taken else kind.name, kind.about, srs_id))
    connection.execute("INSERT INTO gpkg_geometry_columns VALUES (?, ?, 'POLYGON', ?, 0, 0)",
                       (kind.name, GEOMETRY, srs_id))
    names: Dict[str, str] = {"t": kind.name, "c": GEOMETRY, "i": KEY}
    for statement in _RTREE:
        connection.execute(statement.format(insert=_RTREE_INSERT.format(**names), **names))
    connection.execute("INSERT INTO gpkg_extensions VALUES (?, ?, ?, ?, ?)",
                       (kind.name, GEOMETRY, *_RTREE_EXTENSION))
    register_extensions(connection)
    describe_columns(connection, kind)
    set_version(connection, kind)
    _add_style(connection, kind)
    _note(connection, kind, QGIS_URI, "text/xml", kind.look.qmd())


def register_extensions(connection: sqlite3.Connection) -> None:
    """Declare the extensions of the format that metadata and aliases are."""
    for row in _EXTENSIONS:
        known = connection.execute("SELECT 1 FROM gpkg_extensions WHERE table_name = ? AND extension_name = ?",
                                   (row[0], row[2])).fetchone()
        if known is None:
            connection.execute("INSERT INTO gpkg_extensions VALUES (?, ?, ?, ?, ?)", row)


def describe_columns(connection: sqlite3.Connection, kind: Kind = DESCRIPTIONS) -> None:
    """Enter aliases and meanings of the fields that have none yet."""
    connection.executemany(
        "INSERT OR IGNORE INTO gpkg_data_columns (table_name, column_name, name, title, description) "
        "VALUES (?, ?, ?, ?, ?)",
        [(kind.name, field.name, field.alias, field.alias, field.meaning) for field in kind.fields])


def version(connection: sqlite3.Connection, kind: Kind = DESCRIPTIONS) -> Optional[int]:
    """The version our layer carries, None where it carries none."""
    found = _metadata(connection, kind)
    if found is None:
        return None
    try:
        return int(json.loads(found[1])["schema"])
    except (ValueError, KeyError, TypeError):
        return None


def set_version(connection: sqlite3.Connection, kind: Kind = DESCRIPTIONS) -> None:
    """Write the current version onto the layer."""
    said = json.dumps({"program": "Earthscribe", "layer": kind.name, "schema": kind.version})
    found = _metadata(connection, kind)
    if found is not None:
        connection.execute("UPDATE gpkg_metadata SET metadata = ? WHERE id = ?", (said, found[0]))
        return
    _note(connection, kind, METADATA_URI, "application/json", said)


def _note(connection: sqlite3.Connection, layer: Kind, standard: str, mime: str, text: str) -> None:
    """Enter metadata of our layer."""
    cursor = connection.execute("INSERT INTO gpkg_metadata (md_scope, md_standard_uri, mime_type, metadata) "
                                "VALUES ('dataset', ?, ?, ?)", (standard, mime, text))
    connection.execute("INSERT INTO gpkg_metadata_reference (reference_scope, table_name, md_file_id) "
                       "VALUES ('table', ?, ?)", (layer.name, cursor.lastrowid))


def _metadata(connection: sqlite3.Connection, kind: Kind) -> Optional[Tuple[int, str]]:
    """Number and text of our entry in the metadata."""
    row = connection.execute(
        "SELECT m.id, m.metadata FROM gpkg_metadata m JOIN gpkg_metadata_reference r ON r.md_file_id = m.id "
        "WHERE m.md_standard_uri = ? AND lower(r.table_name) = ? ORDER BY m.id DESC",
        (METADATA_URI, kind.name)).fetchone()
    return None if row is None else (int(row[0]), str(row[1]))


def _add_style(connection: sqlite3.Connection, kind: Kind) -> None:
    connection.execute("INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, "
                       "styleName, styleQML, styleSLD, useAsDefault, description, owner) "
                       "VALUES ('', '', ?, ?, ?, ?, '', 1, 'Earthscribe', '')",
                       (kind.name, GEOMETRY, kind.name, kind.look.qml()))


def renew_style(connection: sqlite3.Connection, kind: Kind = DESCRIPTIONS) -> None:
    """Put the present style in the place of an earlier one of ours; a style that the user changed stays."""
    for number, qml in connection.execute("SELECT id, styleQML FROM layer_styles WHERE lower(f_table_name) = ? "
                                          "AND styleName = ?", (kind.name, kind.name)).fetchall():
        if kind.look.is_earlier(str(qml)):
            connection.execute("UPDATE layer_styles SET styleQML = ?, update_time = strftime('%Y-%m-%dT%H:%M:%fZ', "
                               "'now') WHERE id = ?", (kind.look.qml(), number))


def touch(connection: sqlite3.Connection, kind: Kind = DESCRIPTIONS) -> None:
    """Note that the layer changed now."""
    connection.execute("UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') "
                       "WHERE lower(table_name) = ?", (kind.name,))
