"""The row of an object that was found: fields of the layer `detections`, and what `detect --json` prints."""

from __future__ import annotations

import uuid
from datetime import datetime, timezone
from typing import Any, Dict, Optional, Tuple

from .. import codec
from ..values import Detection, Searched
from .schema import Column, Field, as_text, instant, plain, technical

SCHEMA = 1
"""The version of the table below; layers carry it."""
LAYER = "detections"
"""The name of the layer."""
REQUIRED = ("uid", "category", "confidence", "polygon_px")
"""A layer of unknown version that has these fields is one of ours."""

FIELDS: Tuple[Field, ...] = (
    technical("uid", "text", "Identifier", "names this row for ever, in every file it is copied to"),
    Field("category", "text", "Category", "which class the object is of"),
    Field("confidence", "real", "Confidence", "how likely that is, 0 to 1: of a hundred rows of the bundled model "
                                              "with 0.7 about seventy are right"),
    Field("alternatives", "json", "Alternatives", "other classes the same place was taken for, `[name, confidence]` "
                                                  "each, surest first"),
    Field("length_m", "real", "Length (m)", "long side of the box on the ground, in metres; empty where the scale is "
                                            "not known"),
    Field("width_m", "real", "Width (m)", "short side of the box on the ground, in metres"),
    Field("azimuth", "real", "Azimuth (°)", "direction of the long side, degrees clockwise from true north"),
    technical("length_px", "real", "Length (pixels)", "long side of the box, in pixels of the file"),
    technical("width_px", "real", "Width (pixels)", "short side of the box, in pixels of the file"),
    Field("sensor", "text", "Sensor", "`optical`, `infrared`, `sar` or `multispectral`"),
    Field("gsd_m", "real", "Pixel size (m)", "ground sample distance of the raster, in true metres"),
    technical("gsd_from", "text", "Pixel size from", "`georeference`, `given` by the user, `derived` from objects of "
                                                     "known length; empty where none is known"),
    Field("image_date", "text", "Image date", "when the picture was taken, in ISO 8601"),
    Field("raster", "text", "Raster", "the file the object was found in"),
    technical("polygon_px", "json", "Box in pixels", "four [x, y] in pixels of the file, round the box, the long "
                                                     "sides first; (0, 0) is the outer top-left corner"),
    technical("polygon_map", "json", "Box on the map", "the same four corners as [x, y] in `crs`; empty without "
                                                       "georeference"),
    technical("crs", "text", "CRS of the box", "the CRS of `polygon_map`: the raster's own, a code or WKT; empty "
                                               "where it has none"),
    technical("model", "text", "Model", "which model found it"),
    technical("model_revision", "text", "Model revision", "which state of it"),
    Field("created", "date", "Created", "when the row was written, in UTC"),
)


def to_row(detection: Detection, search: Searched) -> Dict[str, Any]:
    """The object of `--json`: plain JSON values, no NaN, corners in the order given."""
    placed = detection.map_quad
    row: Dict[str, Any] = {
        "category": detection.category,
        "confidence": detection.confidence,
        "polygon_px": _rounded(detection.quad.corners, 3),
        "polygon_map": [list(corner) for corner in placed.corners] if placed else None,
        "length_m": _number(detection.length_m, 3),
        "width_m": _number(detection.width_m, 3),
        "azimuth": _number(detection.azimuth, 2),
        "length_px": _number(detection.length_px, 2),
        "width_px": _number(detection.width_px, 2),
        "alternatives": [list(each) for each in detection.alternatives],
        "crs": (placed.crs if placed else "") or None,
        "raster": search.source.path,
        "sensor": search.recipe.sensor,
        "gsd_m": _number(search.gsd_m, 6),
        "gsd_from": search.gsd_from or None,
        "image_date": search.image_date,
        "model": search.model,
        "model_revision": search.revision,
    }
    cleaned: Dict[str, Any] = plain(row)
    return cleaned


def to_values(detection: Detection, search: Searched, created: Optional[datetime] = None) -> Dict[str, Any]:
    """Every field of the table in its order, nested values as they are; `created` is now unless given."""
    flat = {**to_row(detection, search), "uid": uuid.uuid4().hex,
            "created": instant(created or datetime.now(timezone.utc))}
    return {field.name: flat.get(field.name) for field in FIELDS}


def to_columns(detection: Detection, search: Searched, created: Optional[datetime] = None) -> Dict[str, Column]:
    """Every field of the table in its order, nested values as JSON text."""
    values = to_values(detection, search, created)
    return {field.name: as_text(values[field.name]) if field.kind == "json" else values[field.name]
            for field in FIELDS}


def _rounded(corners: Any, digits: int) -> Any:
    return [[round(x, digits), round(y, digits)] for x, y in corners]


def _number(value: Any, digits: int) -> Optional[float]:
    number = codec.encode(value)
    return round(float(number), digits) if isinstance(number, (int, float)) else None
