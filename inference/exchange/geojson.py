"""Descriptions into GeoJSON (RFC 7946): longitude and latitude, rings counter-clockwise, split at the antimeridian.

Properties bear the names of the table of fields. The file says which version its rows have ("earthscribe": {"schema"}).
Appending reads the file, writes all of it beside and replaces it, under a lock, so that no row of two writers is lost.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict, Iterable, List, Optional, Sequence, Tuple

from ..errors import BadAnnotation, NoCrs, OutputUnwritable
from ..file_lock import held
from ..geometry import MapQuad, Point, signed_area
from ..values import Description, Detection, Searched
from ..whole_file import whole_text, write_whole
from . import detections
from .kinds import DESCRIPTIONS, DETECTIONS, Kind
from .schema import to_values
from .sqlite_file import BUSY_SECONDS
from .trouble import said_by_system

SUFFIXES = (".geojson", ".json")
LONLAT = "EPSG:4326"
LONLAT_NAMES = ("crs84", "epsg::4326", "epsg:4326")
"""How names of longitude and latitude end in the member "crs" of files older than the RFC."""
DIGITS = 9
"""Decimals of a degree that are written: a tenth of a millimetre."""

Json = Dict[str, Any]


def append(path: Path, descriptions: Sequence[Description], patience: float = BUSY_SECONDS) -> None:
    """Add rows to a file, made where it is not there; all of them or none."""
    features = [_feature(each) for each in descriptions]
    with held(path, patience):
        collection = _read(path)
        collection["features"] = [*collection["features"], *features]
        _replace(path, collection)


def check(path: Path, crs: Optional[str] = None, kind: Kind = DESCRIPTIONS) -> None:
    """Refuse a file that cannot take rows (of rasters in `crs`, where that is known); nothing is changed."""
    if crs == "":
        raise _without_place("The raster")
    _read(path, kind)


def append_detections(path: Path, lines: Iterable[str], patience: float = BUSY_SECONDS) -> None:
    """Add objects, one feature per line, to a file, made where it is not there.

    They are copied line by line, so that memory stays flat however many there are.
    """
    with held(path, patience):
        collection = _read(path, DETECTIONS)
        before = [json.dumps(each, ensure_ascii=False, allow_nan=False) for each in collection["features"]]
        try:
            with whole_text(path) as stream:
                stream.write(f'{_head(collection)}, "features": [\n')
                stream.write(",\n".join(before))
                ahead = ",\n" if before else ""
                for line in lines:
                    stream.write(ahead + line.rstrip("\n"))
                    ahead = ",\n"
                stream.write("\n]}\n")
        except OSError as error:
            raise said_by_system(path, error) from error


def detection_line(detection: Detection, search: Searched) -> str:
    """The feature of an object on one line."""
    values = detections.to_values(detection, search)
    feature = {"type": "Feature", "id": values["uid"], "properties": values,
               "geometry": _polygon(detection.map_quad, search.source.path)}
    return json.dumps(feature, ensure_ascii=False, allow_nan=False) + "\n"


def _read(path: Path, kind: Kind = DESCRIPTIONS) -> Json:
    """The collection in the file, an empty one where there is none; a file that may not be changed is refused."""
    try:
        with path.open("r+", encoding="utf-8-sig") as stream:  # for writing too, though it is replaced
            text = stream.read()
    except FileNotFoundError:
        text = ""
    except PermissionError as error:
        raise OutputUnwritable(str(path), "it is read-only", detail=str(error)) from error
    except UnicodeDecodeError as error:
        raise BadAnnotation(str(path), "it is not a text file in UTF-8", detail=str(error)) from error
    except OSError as error:
        raise OutputUnwritable(str(path), f"it cannot be read ({error.strerror})", detail=str(error)) from error
    if not text.strip():
        return {"type": "FeatureCollection", "name": kind.name, "earthscribe": {"schema": kind.version}, "features": []}
    try:
        collection = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise BadAnnotation(str(path), "it is damaged or not GeoJSON", detail=str(error)) from error
    return _checked(path, collection, kind)


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is not a number of JSON")


def _checked(path: Path, collection: Any, kind: Kind) -> Json:
    """The same collection if it is one of ours, with our version on it."""
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list) or collection.get("type") != "FeatureCollection":
        raise BadAnnotation(str(path), "it is no GeoJSON collection of features")
    version = collection.get("earthscribe", {})
    version = version.get("schema") if isinstance(version, dict) else None
    name = collection.get("name")
    if isinstance(version, int) and name in {DESCRIPTIONS.name, DETECTIONS.name} - {kind.name}:
        raise BadAnnotation(str(path), f"it holds {name}, and {kind.name} need a file of their own")
    if isinstance(version, int) and version > kind.version:
        raise BadAnnotation(str(path), f"its rows have version {version} and this program knows up to {kind.version}",
                            hint="Update Earthscribe, or choose another file name.")
    if version is None and not all(_is_ours(each, kind) for each in features):
        raise BadAnnotation(str(path), "its features were not written by Earthscribe")
    if not _in_lonlat(collection):
        raise BadAnnotation(str(path), "its coordinates are not longitude and latitude",
                            hint="Choose another file name, or write the file anew in EPSG:4326.")
    return {**collection, "earthscribe": {"schema": kind.version}}


def _in_lonlat(collection: Json) -> bool:
    """Whether its coordinates are those of the RFC; other programs write others and name the CRS in a member."""
    member = collection.get("crs")
    properties = member.get("properties") if isinstance(member, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else member
    return name is None or str(name).lower().endswith(LONLAT_NAMES)


def _is_ours(feature: Any, kind: Kind) -> bool:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return isinstance(properties, dict) and all(name in properties for name in kind.required)


def _replace(path: Path, collection: Json) -> None:
    """Write the whole file beside its place and put it there; the old one stays until then."""
    rows = ",\n".join(json.dumps(each, ensure_ascii=False, allow_nan=False) for each in collection["features"])
    text = f'{_head(collection)}, "features": [\n{rows}\n]}}\n'
    try:
        write_whole(path, text.encode("utf-8"))
    except OSError as error:
        raise said_by_system(path, error) from error


def _head(collection: Json) -> str:
    """The file up to its features."""
    return json.dumps({key: each for key, each in collection.items() if key != "features"}, ensure_ascii=False)[:-1]


def _feature(description: Description) -> Json:
    return {"type": "Feature", "id": description.uid, "geometry": _geometry(description),
            "properties": to_values(description)}


def _geometry(description: Description) -> Json:
    return _polygon(description.view.map_quad, description.view.raster)


def _polygon(quad: Optional[MapQuad], raster: str) -> Json:
    if quad is None or not quad.crs:
        raise _without_place(raster)
    if quad.crs != LONLAT:
        from ..raster import transform_quad

        quad, _ = transform_quad(quad, LONLAT)
    parts = split_at_antimeridian(quad.corners)
    if len(parts) == 1:
        return {"type": "Polygon", "coordinates": [_ring(parts[0])]}
    return {"type": "MultiPolygon", "coordinates": [[_ring(part)] for part in parts]}


def _without_place(raster: str) -> NoCrs:
    return NoCrs(raster, hint="GeoJSON needs one: assign it to the raster, or write .gpkg instead.")


def _ring(points: Sequence[Point]) -> List[List[float]]:
    """A closed ring, counter-clockwise as seen on a map."""
    turned = list(points) if signed_area(points) > 0 else list(reversed(points))
    return [[round(x, DIGITS), round(y, DIGITS)] for x, y in (*turned, turned[0])]


def split_at_antimeridian(points: Sequence[Point]) -> Tuple[Tuple[Point, ...], ...]:
    """The parts of a polygon on either side of the antimeridian, longitudes in [-180, 180]; one part where it is far.

    Sides take the short way round the globe, which is how a small object is meant.
    """
    ring = [points[0]]
    for x, y in points[1:]:
        ring.append((x - 360.0 * round((x - ring[-1][0]) / 360.0), y))
    first = (min(x for x, _ in ring) + 180.0) // 360.0
    parts = []
    for turn in (first, first + 1.0):
        low = -180.0 + 360.0 * turn
        part = _clipped(_clipped(ring, low, 1.0), low + 360.0, -1.0)
        if len(part) > 2 and signed_area(part) != 0.0:
            parts.append(tuple((x - 360.0 * turn, y) for x, y in part))
    return tuple(parts) or (tuple(ring),)


def _clipped(ring: Sequence[Point], at: float, side: float) -> List[Point]:
    """The part of a ring where side * (x - at) >= 0."""
    kept: List[Point] = []
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], *ring[:1]]):
        inside1, inside2 = side * (x1 - at) >= 0.0, side * (x2 - at) >= 0.0
        if inside1:
            kept.append((x1, y1))
        if inside1 != inside2:
            kept.append((at, y1 + (y2 - y1) * (at - x1) / (x2 - x1)))
    return kept
