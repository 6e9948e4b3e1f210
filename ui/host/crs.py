"""QGIS' coordinate systems and ours: names both ways, and the one change of CRS on QGIS' side.

Ours are strings: "EPSG:n" (or another authority) where there is a code, else WKT2, "" for none. QGIS draws a layer
without CRS, or in a project without CRS, as if both were the same; so does a `Passage`.
"""

from __future__ import annotations

import math
from typing import List, Sequence

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsLineString,
)

from ...inference.errors import NotTransformable
from ...inference.geometry import Point
from ...inference.raster import Operation

LONLAT, WEB_MERCATOR = "EPSG:4326", "EPSG:3857"
ONCE_ROUND, WEB_MERCATOR_ROUND = 360.0, 2.0 * math.pi * 6378137.0


def name_of(crs: QgsCoordinateReferenceSystem) -> str:
    """Our string for one of QGIS' CRSs."""
    if not crs.isValid():
        return ""
    known = crs.authid()
    if known and not known.startswith("USER:"):
        return str(known)
    return str(crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT2_2019))


def crs_of(name: str) -> QgsCoordinateReferenceSystem:
    """QGIS' CRS for one of our strings; the empty string gives the invalid CRS, an unknown one is refused."""
    if not name:
        return QgsCoordinateReferenceSystem()
    crs = QgsCoordinateReferenceSystem(name)
    if not crs.isValid():
        crs = QgsCoordinateReferenceSystem.fromWkt(name)
    if not crs.isValid():
        raise NotTransformable(name, "another CRS", "QGIS does not know it")
    return crs


def same_crs(first: QgsCoordinateReferenceSystem, second: QgsCoordinateReferenceSystem) -> bool:
    """Whether two CRSs mean the same; those without a code may differ in their wording only."""
    return bool(first == second) or (first.isValid() and first.toProj() != "" and not first.authid()
                                     and first.toProj() == second.toProj())


class Passage:
    """The way between two coordinate systems by the operation that QGIS uses to draw."""

    def __init__(self, source: QgsCoordinateReferenceSystem, target: QgsCoordinateReferenceSystem,
                 context: QgsCoordinateTransformContext) -> None:
        self._transform = QgsCoordinateTransform(source, target, context)
        # A ballpark operation is taken, as on the canvas, and told by `operation`.
        self._transform.setAllowFallbackTransforms(True)

    @property
    def trivial(self) -> bool:
        """Whether coordinates stay as they are."""
        return bool(self._transform.isShortCircuited())

    @property
    def turn(self) -> float:
        """Once round the Earth in the CRS one comes from, 0 where its east and west do not meet."""
        source = self._transform.sourceCrs()
        if source.isGeographic():
            return ONCE_ROUND
        return WEB_MERCATOR_ROUND if source.authid() == WEB_MERCATOR else 0.0

    @property
    def operation(self) -> Operation:
        """What is done to coordinates on the way; the empty name where nothing is."""
        if self.trivial:
            return Operation("", None, False)
        details = self._transform.instantiatedCoordinateOperationDetails()
        accuracy = details.accuracy if details.accuracy >= 0 else None
        ballpark = "ballpark" in details.name.lower()
        return Operation(details.name or self._transform.coordinateOperation(), accuracy, ballpark)

    def forward(self, points: Sequence[Point]) -> List[Point]:
        """Points of the source in the target."""
        return self._carry(points, Qgis.TransformDirection.Forward)

    def backward(self, points: Sequence[Point]) -> List[Point]:
        """Points of the target in the source."""
        return self._carry(points, Qgis.TransformDirection.Reverse)

    def _carry(self, points: Sequence[Point], direction: Qgis.TransformDirection) -> List[Point]:
        carried = list(points) if self.trivial else self._transformed(points, direction)
        if not all(math.isfinite(x) and math.isfinite(y) for x, y in carried):
            raise self._outside(direction)
        return carried

    def _transformed(self, points: Sequence[Point], direction: Qgis.TransformDirection) -> List[Point]:
        """Many points are quicker as one line than each by itself."""
        line = QgsLineString([x for x, _ in points], [y for _, y in points])
        try:
            line.transform(self._transform, direction)
        except QgsCsException as error:
            raise self._outside(direction, str(error)) from error
        return [(point.x(), point.y()) for point in line.points()]

    def _outside(self, direction: Qgis.TransformDirection, detail: str = "") -> NotTransformable:
        names = [name_of(crs) or "no CRS" for crs in (self._transform.sourceCrs(), self._transform.destinationCrs())]
        source, target = names if direction == Qgis.TransformDirection.Forward else names[::-1]
        return NotTransformable(source, target, "the place lies outside the area where they hold", detail=detail)
