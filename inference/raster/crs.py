"""The one place of `inference` where coordinates change their reference system, with a record of how.

pyproj does it in the worker and on the command line, `osgeo.osr` inside QGIS, whose PROJ must stay the only one in the
process. x or longitude always comes first. A CRS is "EPSG:n" (or any name PROJ knows), WKT, or "" for none.
"""

from __future__ import annotations

import functools
import importlib.util
import math
import sys
from dataclasses import dataclass
from typing import Any, Callable, List, Optional, Sequence, Tuple

from ..errors import NoCrs, NotTransformable, UnknownCrs
from ..geometry import Corners, MapQuad, Point

LONLAT = "EPSG:4326"
BALLPARK = "ballpark"


@dataclass(frozen=True)
class Operation:
    """How coordinates were carried from one CRS to another."""

    name: str
    accuracy_m: Optional[float] = None
    """Stated accuracy in metres, None where it is not known."""
    ballpark: bool = False
    """Whether the datum shift was left out for want of anything better: errors of 100 m and more are possible."""


NOTHING = Operation("", 0.0)
"""No change of CRS was needed."""

Transform = Callable[[Sequence[Point]], Tuple[List[Point], Operation]]


def inside_qgis() -> bool:
    """Whether this process is QGIS', where the GDAL and PROJ of the rasterio and pyproj wheels must not be loaded."""
    return "qgis.core" in sys.modules or "qgis._core" in sys.modules


def reproject(points: Sequence[Point], source_crs: str, target_crs: str) -> Tuple[List[Point], Operation]:
    """The points in another CRS, and the operation that carried them."""
    use_pyproj = not inside_qgis() and importlib.util.find_spec("pyproj") is not None
    return (by_pyproj if use_pyproj else by_osr)(points, source_crs, target_crs)


def by_pyproj(points: Sequence[Point], source_crs: str, target_crs: str) -> Tuple[List[Point], Operation]:
    """`reproject` with pyproj."""
    return _carried(points, source_crs, target_crs, _pyproj_transform)


def by_osr(points: Sequence[Point], source_crs: str, target_crs: str) -> Tuple[List[Point], Operation]:
    """`reproject` with GDAL's own osr."""
    return _carried(points, source_crs, target_crs, _osr_transform)


def _carried(points: Sequence[Point], source: str, target: str,
             make: Callable[[str, str], Transform]) -> Tuple[List[Point], Operation]:
    if not source or not target:
        raise NoCrs("The raster" if not target else "The box" if not source else "It")
    plain = [(float(x), float(y)) for x, y in points]
    if not all(math.isfinite(v) for point in plain for v in point):
        raise NotTransformable(short(source), short(target), "a coordinate is not a finite number")
    if source == target:
        return plain, NOTHING
    moved, operation = make(source, target)(plain)
    if len(moved) != len(plain) or not all(math.isfinite(v) for point in moved for v in point):
        raise NotTransformable(short(source), short(target), "the place lies outside the area where that is defined")
    return moved, operation


def transform_quad(quad: MapQuad, target_crs: str, near: Optional[Point] = None) -> Tuple[MapQuad, Operation]:
    """The quad corner by corner in another CRS, in the order given.

    A quad in degrees with a side longer than half the globe is taken to cross the antimeridian and kept in one piece.
    `near` is a point of the target (the raster's middle): longitudes are counted so that they lie beside it.
    """
    corners: Sequence[Point] = quad.corners
    if crosses_antimeridian(quad):
        corners = [(x + 360.0 if x < 0.0 else x, y) for x, y in corners]
    moved, operation = reproject(corners, quad.crs, target_crs)
    if is_geographic(target_crs):
        moved = _in_one_piece(moved, near)
    a, b, c, d = moved
    result: Corners = (a, b, c, d)
    return MapQuad(result, target_crs), operation


def _in_one_piece(points: Sequence[Point], near: Optional[Point]) -> List[Point]:
    """Longitudes without a jump between neighbours, and beside a longitude if one is given."""
    first = points[0][0]
    if near is not None:
        first += 360.0 * round((near[0] - first) / 360.0)
    return [(x + 360.0 * round((first - x) / 360.0), y) for x, y in points]


def crosses_antimeridian(quad: MapQuad) -> bool:
    """Whether a quad in degrees has a side longer than half the globe, which no object has."""
    if not is_geographic(quad.crs):
        return False
    xs = [x for x, _ in quad.corners]
    return max(xs) - min(xs) > 180.0


def is_geographic(crs: str) -> bool:
    """Whether coordinates of the CRS are degrees of longitude and latitude."""
    if not crs:
        return False
    if crs == LONLAT:
        return True
    if inside_qgis() or importlib.util.find_spec("pyproj") is None:
        return bool(_osr_crs(crs).IsGeographic())
    return bool(_pyproj_crs(crs).is_geographic)


def known(crs: str) -> str:
    """The CRS in our spelling ("EPSG:n" where it has a code, else WKT); UnknownCrs for an unknown name."""
    if inside_qgis() or importlib.util.find_spec("pyproj") is None:
        return osr_text(_osr_crs(crs))
    found = _pyproj_crs(crs)
    code = found.to_epsg()
    return f"EPSG:{code}" if code else str(found.to_wkt())


def short(crs: str) -> str:
    """A CRS for a sentence: its code, or the name inside its WKT."""
    if "[" not in crs:
        return crs
    parts = crs.split('"')
    return parts[1] if len(parts) > 1 else crs[:40]


# --- pyproj ------------------------------------------------------------------------------------------------------


@functools.lru_cache(maxsize=64)
def _pyproj_crs(crs: str) -> Any:
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    try:
        return CRS.from_user_input(crs)
    except CRSError as error:
        raise UnknownCrs(short(crs), detail=str(error)) from error


@functools.lru_cache(maxsize=64)
def _pyproj_transformer(source: str, target: str) -> Any:
    from pyproj import Transformer
    from pyproj.exceptions import ProjError

    try:
        return Transformer.from_crs(_pyproj_crs(source), _pyproj_crs(target), always_xy=True)
    except ProjError as error:
        raise NotTransformable(short(source), short(target), "PROJ knows no way between them",
                               detail=str(error)) from error


def _pyproj_transform(source: str, target: str) -> Transform:
    def transform(points: Sequence[Point]) -> Tuple[List[Point], Operation]:
        from pyproj.exceptions import ProjError

        transformer = _pyproj_transformer(source, target)
        if not points:
            return [], NOTHING
        try:
            xs, ys = transformer.transform([p[0] for p in points], [p[1] for p in points], errcheck=True)
        except ProjError as error:
            raise NotTransformable(short(source), short(target), "the place lies outside the area where that is "
                                   "defined", detail=str(error)) from error
        return [(float(x), float(y)) for x, y in zip(xs, ys)], _pyproj_operation(transformer)

    return transform


def _pyproj_operation(transformer: Any) -> Operation:
    from pyproj.exceptions import ProjError

    try:
        used = transformer.get_last_used_operation()
    except ProjError:  # one fixed operation: there was nothing to choose
        used = transformer
    name = str(used.description)
    ballpark = BALLPARK in name.lower()
    accuracy = float(used.accuracy) if used.accuracy is not None and used.accuracy >= 0 and not ballpark else None
    return Operation(name, accuracy, ballpark)


# --- osgeo.osr ---------------------------------------------------------------------------------------------------


def osr_text(crs: Any) -> str:
    """An osr CRS as "EPSG:n" where it has a code, else WKT; "" for none and for local ones."""
    if crs is None or not (crs.IsGeographic() or crs.IsProjected()):
        return ""
    if crs.GetAuthorityName(None) == "EPSG" and crs.GetAuthorityCode(None):
        return f"EPSG:{crs.GetAuthorityCode(None)}"
    for match, confidence in crs.FindMatches():
        if confidence >= 70 and match.GetAuthorityName(None) == "EPSG":
            return f"EPSG:{match.GetAuthorityCode(None)}"
    return str(crs.ExportToWkt(["FORMAT=WKT2_2019"]))


def _osr_crs(crs: str) -> Any:
    from osgeo import gdal, osr

    found = osr.SpatialReference()
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        failed, said = found.SetFromUserInput(crs) != 0, gdal.GetLastErrorMsg()
    except RuntimeError as error:  # where somebody has switched GDAL's exceptions on
        failed, said = True, str(error)
    finally:
        gdal.PopErrorHandler()
    if failed:
        raise UnknownCrs(short(crs), detail=said)
    found.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return found


def _osr_transform(source: str, target: str) -> Transform:
    """A transform by osr, which does not tell its operation: that it needs a ballpark one is found by forbidding it."""
    def transform(points: Sequence[Point]) -> Tuple[List[Point], Operation]:
        crs = _osr_crs(source), _osr_crs(target)
        name = f"{short(source)} to {short(target)} (chosen by GDAL)"
        moved = _osr_attempt(crs, points, ballpark=False)
        if moved is not None:
            return moved, Operation(name)
        moved = _osr_attempt(crs, points, ballpark=True)
        if moved is None:
            raise NotTransformable(short(source), short(target), "PROJ knows no way between them, or the place lies "
                                   "outside the area where that is defined")
        return moved, Operation(f"Ballpark transformation: {name}", ballpark=True)

    return transform


def _osr_attempt(crs: Tuple[Any, Any], points: Sequence[Point], *, ballpark: bool) -> Optional[List[Point]]:
    from osgeo import gdal, osr

    options = osr.CoordinateTransformationOptions()
    options.SetBallparkAllowed(ballpark)
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        found = osr.CreateCoordinateTransformation(crs[0], crs[1], options)
        if found is None:
            return None
        moved = [found.TransformPoint(x, y) for x, y in points]
    except RuntimeError:  # where somebody has switched GDAL's exceptions on
        return None
    finally:
        gdal.PopErrorHandler()
    if not all(math.isfinite(p[0]) and math.isfinite(p[1]) for p in moved):
        return None
    return [(float(p[0]), float(p[1])) for p in moved]
