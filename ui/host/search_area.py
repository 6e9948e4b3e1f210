"""Where objects are looked for: extents and polygons in any CRS become rings in pixels of the file."""

from __future__ import annotations

from typing import List, Optional, Sequence, Tuple

from qgis.core import QgsGeometry, QgsPointXY, QgsRectangle

from ...inference.errors import BadArea, NotTransformable
from ...inference.geometry import Point
from .polygons import parts_of
from .sight import Sight

STEPS = 15
"""Points put on every edge, so that it bends where the way into the raster's CRS does."""

Rings = Tuple[Tuple[Point, ...], ...]
"""By the even-odd rule; none mean everywhere."""


def of_extent(extent: QgsRectangle) -> QgsGeometry:
    """An extent as a polygon."""
    return QgsGeometry.fromRect(extent)


def on_raster(sight: Sight, shape: QgsGeometry, name: str) -> QgsGeometry:
    """The part of a shape, given in the CRS of the sight, that lies on the raster, in pixels of the file."""
    outline = _outline(sight)
    part = shape.densifyByCount(STEPS)
    if outline is not None:
        part = _within(part, outline, sight.turn)
    found = QgsGeometry.fromMultiPolygonXY([[_moved(sight, ring) for ring in rings] for rings in parts_of(part)])
    if found.isEmpty():
        raise BadArea(name, "it lies outside the raster", hint="Choose a part of the raster.")
    return found if found.isGeosValid() else found.makeValid()


def common(first: Optional[QgsGeometry], second: Optional[QgsGeometry]) -> Rings:
    """The rings of what two areas on one raster share; None means everywhere."""
    if first is None or second is None:
        only = first or second
        return _rings(only) if only is not None else ()
    found = _rings(first.intersection(second))
    if not found:
        raise BadArea("The area", "the extent and the mask have no place in common",
                      hint="Choose an extent that touches the mask, or leave one of them out.")
    return found


# ---


def _outline(sight: Sight) -> Optional[QgsGeometry]:
    """The raster in the CRS of the sight; None where that CRS does not hold all of it."""
    grid = sight.raster.grid
    around = QgsGeometry.fromRect(QgsRectangle(0.0, 0.0, float(grid.width), float(grid.height))).densifyByCount(STEPS)
    try:
        points = sight.points([(point.x(), point.y()) for point in around.asPolygon()[0]])
    except NotTransformable:
        return None
    unrolled = _unrolled(points, sight.turn)
    if unrolled is None:
        return None
    seen = QgsGeometry.fromPolygonXY([[QgsPointXY(x, y) for x, y in unrolled]])
    return seen if seen.isGeosValid() else seen.makeValid()


def _unrolled(points: Sequence[Point], turn: float) -> Optional[List[Point]]:
    """A ring that goes on beyond the antimeridian instead of jumping to its other side; None round a pole."""
    if not turn:
        return list(points)
    made = [points[0]]
    for x, y in points[1:]:
        made.append((x + turn * round((made[-1][0] - x) / turn), y))
    return made if abs(made[-1][0] - made[0][0]) < turn / 2.0 else None


def _within(shape: QgsGeometry, outline: QgsGeometry, turn: float) -> QgsGeometry:
    """What a shape shares with an outline; on a globe also one turn further east or west."""
    found = [shape.intersection(outline)]
    for shift in (-turn, turn) if turn else ():
        moved = QgsGeometry(shape)
        moved.translate(shift, 0.0)
        if moved.boundingBox().intersects(outline.boundingBox()):
            found.append(moved.intersection(outline))
    there = [each for each in found if not each.isEmpty()]
    return there[0] if len(there) == 1 else QgsGeometry.unaryUnion(there)


def _moved(sight: Sight, ring: Sequence[Point]) -> List[QgsPointXY]:
    return [QgsPointXY(x, y) for x, y in sight.pixels(ring)]


def _rings(shape: QgsGeometry) -> Rings:
    return tuple(tuple(ring) for part in parts_of(shape) for ring in part)
