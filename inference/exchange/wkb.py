"""Polygons as GeoPackage geometry blobs, and the few functions the R-tree triggers of a GeoPackage call.

A blob is "GP", version 0, flags, srs_id, envelope (min x, max x, min y, max y), then little-endian WKB.
"""

from __future__ import annotations

import sqlite3
import struct
from typing import Optional, Sequence, Tuple

from ..geometry import Point

_HEADER = struct.Struct("<2sBBi4d")
_LITTLE_WITH_ENVELOPE = 0b0000_0011
_EMPTY = 0b0001_0000
_POLYGON, _MULTIPOLYGON = 3, 6

Envelope = Tuple[float, float, float, float]
"""min x, min y, max x, max y."""


def envelope(points: Sequence[Point]) -> Envelope:
    """The bounds of points."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


def polygon(corners: Sequence[Point], srs_id: int, *, multi: bool = False) -> bytes:
    """The blob of a polygon without holes; its ring is closed here."""
    ring = [*corners, corners[0]]
    body = struct.pack("<BIII", 1, _POLYGON, 1, len(ring)) + b"".join(struct.pack("<2d", *point) for point in ring)
    if multi:
        body = struct.pack("<BII", 1, _MULTIPOLYGON, 1) + body
    x_min, y_min, x_max, y_max = envelope(corners)
    return _HEADER.pack(b"GP", 0, _LITTLE_WITH_ENVELOPE, srs_id, x_min, x_max, y_min, y_max) + body


def _is_empty(blob: Optional[bytes]) -> Optional[int]:
    return None if blob is None else int(bool(blob[3] & _EMPTY))


def _bound(index: int, blob: Optional[bytes]) -> Optional[float]:
    if blob is None or len(blob) < _HEADER.size or not blob[3] & _LITTLE_WITH_ENVELOPE:
        return None
    return float(_HEADER.unpack_from(blob)[4 + index])


def register_functions(connection: sqlite3.Connection) -> None:
    """Teach a connection what the triggers call, for the blobs written here."""
    connection.create_function("ST_IsEmpty", 1, _is_empty, deterministic=True)
    for index, name in enumerate(("ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY")):
        connection.create_function(name, 1, lambda blob, index=index: _bound(index, blob), deterministic=True)
