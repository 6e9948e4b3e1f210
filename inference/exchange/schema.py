"""What one row of results holds: the table of fields, the --json object and the flat columns of tables.

A row is written in three shapes, all from here: `to_row` is the object of `--json`; `to_values` adds the flattened
provenance and the review fields (properties of GeoJSON); `to_columns` is that with nested values as JSON text (tables).
Fields are only ever added. A field added raises `SCHEMA`; readers of an older layer add the columns they miss.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Dict, Mapping, Optional, Tuple, Union

from .. import codec
from ..values import Description

SCHEMA = 1
"""The version of the table below; layers carry it."""

LAYER = "descriptions"
"""The name of the layer."""

REQUIRED = ("uid", "description", "polygon_px")
"""A layer of unknown version that has these fields is one of ours."""

STATUSES = ("draft", "accepted", "edited", "rejected")

Column = Union[str, float, int, None]


@dataclass(frozen=True)
class Field:
    """One field of a row."""

    name: str
    kind: str
    """text | real | integer | json | date; json is nested, and text in tables; date is an instant in UTC."""
    alias: str
    meaning: str
    hidden: bool = False
    """Technical: not shown in tables and forms by default."""


def technical(name: str, kind: str, alias: str, meaning: str) -> Field:
    """A field that tables and forms hide by default."""
    return Field(name, kind, alias, meaning, hidden=True)


FIELDS: Tuple[Field, ...] = (
    technical("uid", "text", "Identifier", "names this row for ever, in every file it is copied to"),
    technical("task", "text", "Task", "what was asked for; `describe`"),
    Field("question", "text", "Question", "what was asked in words, where somebody asked"),
    Field("description", "text", "Description", "the answer"),
    Field("category", "text", "Category", "what the object is, in one word; `object` where nobody knows"),
    Field("confidence", "real", "Confidence", "how sure the model is, 0 to 1; empty where it does not say"),
    Field("language", "text", "Language", "language of the answer, as a code"),
    Field("status", "text", "Status", "`draft`, `accepted`, `edited` or `rejected`"),
    technical("evidence", "json", "Evidence", "per sentence: `sentence`, `source`, and the `values` it rests on"),
    Field("length_m", "real", "Length (m)", "long side of the box on the ground, in metres"),
    Field("width_m", "real", "Width (m)", "short side of the box on the ground, in metres"),
    Field("area_m2", "real", "Area (m²)", "area of the box on the ground, in square metres"),
    Field("azimuth", "real", "Azimuth (°)", "direction of the long axis, degrees clockwise from true north"),
    Field("image_date", "text", "Image date", "when the picture was taken: a day, or a day and time, in ISO 8601"),
    Field("sensor", "text", "Sensor", "`optical`, `infrared`, `sar` or `multispectral`"),
    Field("gsd_m", "real", "Pixel size (m)", "ground sample distance at the object, in true metres"),
    Field("analyst", "text", "Analyst", "who reviewed the row"),
    Field("raster", "text", "Raster", "the file the object was seen in"),
    technical("polygon_px", "json", "Box in pixels", "four [x, y] in pixels of the file, corners as given, exact: the "
                                                     "truth of the object; (0, 0) is the outer top-left corner"),
    technical("polygon_map", "json", "Box on the map", "the same four corners as [x, y] in `crs`; the pixels "
                                                       "themselves where the raster has no georeference"),
    technical("crs", "text", "CRS of the box", "the CRS of `polygon_map`: the raster's own, a code or WKT; x or "
                                               "longitude first; empty where it has none"),
    technical("crs_raster", "text", "CRS of the raster", "the CRS the file itself declares"),
    technical("crs_operation", "text", "CRS operation", "the operation that brought the box from the CRS it was given "
                                                        "in to the raster's"),
    technical("georeference", "text", "Georeference", "how the map follows from the file: `affine`, control points, "
                                                      "rational polynomials or `none`"),
    technical("chip", "json", "Chip", "what the model saw: `window` [x, y, width, height] of the file, `size` "
                                      "[width, height] and `recipe`"),
    technical("recipe", "json", "Recipe", "how bands became the picture: sensor, preset, bands, transform, low, high"),
    technical("provenance", "json", "Provenance", "all of the fields below up to `finish`, as one object"),
    technical("model", "text", "Model", "which model answered"),
    technical("model_revision", "text", "Model revision", "which state of it"),
    technical("dialect", "text", "Dialect", "how it was asked"),
    technical("prompt_version", "text", "Prompt version", "which state of the question's wording"),
    technical("backend", "text", "Backend", "what ran it"),
    technical("device", "text", "Device", "where it ran"),
    technical("raw", "text", "Raw answer", "what the model said, word for word"),
    technical("seconds", "real", "Seconds", "how long it took"),
    technical("tokens", "integer", "Tokens", "length of the answer in tokens, where the model counts them"),
    technical("finish", "text", "Finish", "`complete`, `stopped` (by the user) or `length` (cut off)"),
    Field("notes", "json", "Notes", "what one should know: a padded view, a coarse transformation, a chip that could "
                                    "not be kept"),
    Field("created", "date", "Created", "when the row was written, in UTC"),
    Field("edited", "date", "Edited", "when somebody last changed the text by hand, in UTC"),
)


def to_row(description: Description) -> Dict[str, Any]:
    """The object of `--json`: plain JSON values, no NaN, corners in the order given."""
    view, said = description.view, description.provenance
    window = view.framing.window
    recipe = codec.encode(view.recipe)
    placed = view.map_quad
    row: Dict[str, Any] = {
        "uid": description.uid,
        "task": description.task,
        "description": description.text,
        "category": description.category,
        "confidence": description.confidence,
        "language": description.language,
        "evidence": codec.encode(description.evidence),
        **{name: _number(description.fact(name)) for name in ("length_m", "width_m", "area_m2", "azimuth")},
        "image_date": view.image_date,
        "sensor": view.sensor,
        "gsd_m": view.gsd_m,
        "raster": view.raster,
        "polygon_px": [list(corner) for corner in view.quad.corners],
        "polygon_map": [list(corner) for corner in placed.corners] if placed else None,
        "crs": (placed.crs if placed else "") or None,
        "crs_operation": view.crs_operation,
        "georeference": view.georeference,
        "chip": {"window": [window.x, window.y, window.width, window.height],
                 "size": [view.framing.width, view.framing.height], "recipe": recipe},
        "provenance": {
            "model": said.model, "revision": said.revision, "backend": said.backend, "device": said.device,
            "dialect": said.dialect, "prompt_version": said.prompt_version, "raw": said.raw, "seconds": said.seconds,
            "tokens": said.tokens, "finish": said.finish,
        },
        "notes": list(view.notes),
    }
    cleaned: Dict[str, Any] = plain(row)
    return cleaned


def to_values(description: Description, created: Optional[datetime] = None) -> Dict[str, Any]:
    """Every field of the table in its order, nested values as they are; `created` is now unless given."""
    row, own = to_row(description), description.view.crs_raster
    said: Mapping[str, Any] = row["provenance"]
    flat = {
        **row,
        **{name: said[name] for name in ("model", "dialect", "prompt_version", "backend", "device", "raw", "seconds",
                                         "tokens", "finish")},
        "model_revision": said["revision"],
        "recipe": row["chip"]["recipe"],
        "crs_raster": row["crs"] if own is None else own or None,
        "status": STATUSES[0],
        "created": instant(created or datetime.now(timezone.utc)),
    }
    return {field.name: flat.get(field.name) for field in FIELDS}


def to_columns(description: Description, created: Optional[datetime] = None) -> Dict[str, Column]:
    """Every field of the table in its order, nested values as JSON text."""
    values = to_values(description, created)
    return {field.name: as_text(values[field.name]) if field.kind == "json" else values[field.name]
            for field in FIELDS}


def as_text(value: Any) -> Optional[str]:
    """A nested value as JSON text; nothing stays nothing."""
    return None if value is None else json.dumps(value, ensure_ascii=False, allow_nan=False)


def instant(moment: datetime) -> str:
    """A moment as tables write it: UTC, milliseconds, Z."""
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def _number(value: Any) -> Optional[float]:
    """A measured number, nothing where there is none."""
    number = codec.encode(value)
    return float(number) if isinstance(number, (int, float)) and not isinstance(number, bool) else None


def plain(value: Any) -> Any:
    """JSON values that every reader takes: finite numbers, text without lone surrogates and NUL."""
    if isinstance(value, dict):
        return {plain(key): plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return codec.encode(value)
