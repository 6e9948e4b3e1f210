"""`--area` becomes rings in pixels of the raster: four or eight numbers, or a GeoJSON file of polygons.

A GeoJSON file is in longitude and latitude unless its member "crs" says otherwise; its edges are followed between their
ends when they are carried into the raster's CRS. On a raster without CRS its numbers are the raster's own.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterator, List, Sequence, Tuple

from ..errors import BadArea, BoxMalformed
from ..geometry import Point
from ..raster.source import RasterSource
from .box import place, read_box
from .parser import is_number, split_numbers

LONLAT = "EPSG:4326"
STEPS = 16
"""Pieces that an edge is carried over in."""
MANY = 2000
"""Rings of more corners are detailed enough as they are."""

Ring = Tuple[Point, ...]
Polygon = Tuple[Ring, ...]
"""Its outline, then its holes."""


@dataclass(frozen=True)
class PlacedArea:
    """Rings on the raster, and what the user should know of them."""

    rings: Tuple[Ring, ...]
    warnings: Tuple[str, ...] = ()
    notes: Tuple[str, ...] = ()


def read_area(text: str, frame: str, source: RasterSource) -> PlacedArea:
    """The area that the words after --area mean."""
    parts = split_numbers(text)
    if parts and all(is_number(part) for part in parts):
        try:
            placed = place(read_box(text), frame, source)
        except BoxMalformed as error:
            raise BadArea(f"The area {text}", error.message.rstrip(".").partition(": ")[2]) from error
        return PlacedArea((placed.quad.corners,), placed.warnings, placed.notes)
    path = Path(text)
    if not path.is_file():
        raise BadArea(text, "there is no such file")
    crs, polygons = _read(path)
    if not polygons:
        raise BadArea(text, "it holds no polygon")
    return _placed(_united(polygons), crs, source)


def _read(path: Path) -> Tuple[str, List[Polygon]]:
    try:
        said = json.loads(path.read_text(encoding="utf-8-sig"))
        return _crs(said), [polygon for polygon in _polygons(said) if polygon]
    except OSError as error:
        raise BadArea(str(path), f"it cannot be read ({error.strerror})", detail=str(error)) from error
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise BadArea(str(path), "it is damaged or not GeoJSON", detail=repr(error)) from error


def _crs(said: Any) -> str:
    member = said.get("crs")
    if not isinstance(member, dict):
        return LONLAT
    name = str(member["properties"]["name"])
    if name.upper().endswith("CRS84"):
        return LONLAT
    return "EPSG:" + name.rpartition(":")[2] if "EPSG" in name.upper() else name


def _polygons(said: Any) -> Iterator[Polygon]:
    """All polygons in a GeoJSON object."""
    kind = said["type"]
    if kind == "FeatureCollection":
        for each in said["features"]:
            yield from _polygons(each)
    elif kind == "Feature":
        if said.get("geometry"):
            yield from _polygons(said["geometry"])
    elif kind == "GeometryCollection":
        for each in said["geometries"]:
            yield from _polygons(each)
    elif kind in ("Polygon", "MultiPolygon"):
        for polygon in [said["coordinates"]] if kind == "Polygon" else said["coordinates"]:
            rings = [tuple(_point(point) for point in ring) for ring in polygon]
            yield tuple(ring for ring in rings if len(ring) >= 3)


def _point(said: Any) -> Point:
    x, y = float(said[0]), float(said[1])
    if not math.isfinite(x) or not math.isfinite(y):
        raise ValueError("a coordinate that is no number")
    return x, y


def _united(polygons: Sequence[Polygon]) -> List[Ring]:
    """The rings of all polygons together; what several of them cover is in the area, too."""
    if len(polygons) == 1:
        return list(polygons[0])
    import shapely

    whole = shapely.union_all([shapely.make_valid(shapely.Polygon(shell, holes)) for shell, *holes in polygons])
    parts = [part for part in shapely.get_parts(shapely.get_parts(whole)) if part.geom_type == "Polygon"]
    return [tuple(ring.coords) for part in parts for ring in (part.exterior, *part.interiors)]


def _placed(rings: Sequence[Ring], crs: str, source: RasterSource) -> PlacedArea:
    info = source.info
    if not info.crs:
        if info.georeference == "none":
            return PlacedArea(tuple(rings), notes=("The raster has no georeference: the area is read as pixels.",))
        return PlacedArea(tuple(tuple(info.grid.pixel_points(ring)) for ring in rings),
                          notes=("The raster has no CRS: the area is read in its own map coordinates.",))
    if crs == info.crs:
        return PlacedArea(tuple(tuple(info.grid.pixel_points(ring)) for ring in rings))
    from ..raster import reproject

    moved = []
    for ring in rings:
        points, _ = reproject(_followed(ring), crs, info.crs)
        moved.append(tuple(info.grid.pixel_points(points)))
    return PlacedArea(tuple(moved))


def _followed(ring: Ring) -> List[Point]:
    """A ring with points along its edges."""
    if len(ring) > MANY:
        return list(ring)
    return [(x0 + (x1 - x0) * step / STEPS, y0 + (y1 - y0) * step / STEPS)
            for (x0, y0), (x1, y1) in zip(ring, (*ring[1:], ring[0])) for step in range(STEPS)]
