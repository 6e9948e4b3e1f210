"""The geometry of a kept object: its box or the polygon it was made from, as the target layer wants it."""

from __future__ import annotations

from pathlib import Path
from typing import Sequence, Tuple

from qgis.core import QgsGeometry, QgsPointXY, QgsProject, QgsVectorLayer, QgsWkbTypes

from ...inference.errors import NoCrs, NotTransformable, OutputUnwritable
from ...inference.geometry import MapQuad, Point
from .crs import Passage, crs_of, name_of

MapRings = Tuple[Tuple[Point, ...], ...]
"""A polygon in map coordinates: its outer ring, then its holes."""


def geometry_for(layer: QgsVectorLayer, place: MapQuad, rings: MapRings, raster: str,
                 project: QgsProject) -> QgsGeometry:
    """The polygon in the layer's CRS and of the layer's type (single or multi, with Z or M); `rings` go before the box.

    `raster` is named where one of the two has no CRS.
    """
    source, target = crs_of(place.crs), layer.crs()
    if target.isValid() and not source.isValid():
        raise NoCrs(f"The raster {Path(raster).name}",
                    hint="Assign one in its layer properties, or keep its descriptions in a GeoPackage of their own.")
    if source.isValid() and not target.isValid():
        raise NoCrs(f"The layer {layer.name()}",
                    hint="The raster has one: keep its descriptions in another layer, or assign a CRS to this one.")
    passage = Passage(source, target, project.transformContext())
    drawn = rings or (place.corners,)
    geometry = QgsGeometry.fromPolygonXY([_closed(passage.forward(ring)) for ring in drawn])
    if geometry.isEmpty():
        raise NotTransformable(place.crs, name_of(target), "nothing is left of the polygon")
    return _of_type(geometry, layer)


def _closed(points: Sequence[Point]) -> Sequence[QgsPointXY]:
    ring = [QgsPointXY(x, y) for x, y in points]
    return ring if ring[0] == ring[-1] else [*ring, ring[0]]


def _of_type(geometry: QgsGeometry, layer: QgsVectorLayer) -> QgsGeometry:
    wanted = layer.wkbType()
    kind = QgsWkbTypes.geometryType(wanted)
    if kind == QgsWkbTypes.PolygonGeometry:
        fitting = geometry.coerceToType(wanted)
        if len(fitting) == 1:
            return fitting[0]
    elif kind == QgsWkbTypes.UnknownGeometry:  # takes any
        return geometry
    raise OutputUnwritable(layer.name(), "it is not a layer of polygons", hint="Choose a polygon layer.")
