"""The selected polygons of a vector layer as boxes: the smallest rectangle round each, right-angled in the file.

What the layer says is taken in the main thread (`selected_polygons`); its features are read and their boxes reckoned in
any thread (`boxes_round`), so that many polygons, or a slow database, do not hold up the window.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import Iterator, List, Optional, Sequence, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsMapLayer,
    QgsPointXY,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
    QgsWkbTypes,
)

from ...inference.errors import BoxMalformed, NoPolygons, NotTransformable, PolygonsLeftOut
from ...inference.geometry import PixelQuad, Point
from ...inference.hull import smallest_rectangle
from ...inference.values import Stop
from ..describing.objects import Rings
from .crs import Passage
from .layers import ShownRaster
from .sight import Sight

MOST = 500
"""So many polygons are taken at once; more are hardly meant."""


@dataclass(frozen=True)
class Boxed:
    """One polygon: the box round it, and the polygon itself, both in pixels of the file."""

    quad: PixelQuad
    rings: Rings
    """Its outer ring, then its holes; each ends where it began."""
    feature_id: int


@dataclass(frozen=True)
class Selected:
    """Which features of which layer; the layer itself is not touched any more."""

    name: str
    source: QgsVectorLayerFeatureSource
    ids: Tuple[int, ...]
    crs: QgsCoordinateReferenceSystem
    context: QgsCoordinateTransformContext


def selected_polygons(layer: Optional[QgsMapLayer]) -> Selected:
    """What is selected in the layer, or words why it makes no boxes."""
    if not isinstance(layer, QgsVectorLayer):
        raise NoPolygons("no vector layer is active" if layer is None else f"{layer.name()} is not a vector layer")
    if not layer.isValid():
        raise NoPolygons(f"QGIS could not load {layer.name()}",
                         hint="Repair its data source in the layer panel, or choose another layer.")
    if layer.geometryType() != QgsWkbTypes.PolygonGeometry:
        raise NoPolygons(f"{layer.name()} is not a layer of polygons")
    ids = tuple(layer.selectedFeatureIds())
    if not ids:
        raise NoPolygons(f"no polygon of {layer.name()} is selected",
                         hint="Select some with QGIS' selection tools, and press the button again.")
    if len(ids) > MOST:
        raise NoPolygons(f"{len(ids)} polygons of {layer.name()} are selected, and at most {MOST} are taken at once",
                         hint="Select fewer.")
    return Selected(layer.name(), QgsVectorLayerFeatureSource(layer), ids, layer.crs(),
                    QgsProject.instance().transformContext())


def boxes_round(selected: Selected, raster: ShownRaster, stop: Stop = lambda: False) -> Iterator[Boxed]:
    """A box for each polygon that lies on the raster, one per part; in any thread.

    Polygons beside the raster and those without area are left out, and the error at the end says so.
    """
    passage = Passage(selected.crs, raster.crs, selected.context)
    request = QgsFeatureRequest().setFilterFids(list(selected.ids)).setSubsetOfAttributes([])
    found = outside = empty = 0
    for feature in sorted(selected.source.getFeatures(request), key=QgsFeature.id):
        for part in parts_of(feature.geometry()):
            if stop():
                return
            try:
                rings = tuple(tuple(raster.grid.pixel_points(passage.forward(ring))) for ring in part)
                quad = smallest_rectangle(rings[0])
            except NotTransformable:
                outside += 1
                continue
            except BoxMalformed:
                empty += 1
                continue
            if _on_raster(quad, raster):
                found += 1
                yield Boxed(quad, rings, int(feature.id()))
            else:
                outside += 1
    if found and outside + empty:
        raise PolygonsLeftOut(outside + empty, found + outside + empty)
    if not found:
        where = "lies outside the raster" if outside else "encloses an area"
        raise NoPolygons(f"{'every' if outside else 'no'} selected polygon of {selected.name} {where}",
                         hint="Select polygons on the raster, or choose the raster they lie on.")


def boxes_of_selected(layer: Optional[QgsMapLayer], sight: Sight) -> Tuple[Boxed, ...]:
    """All at once, in the main thread; those left out are not spoken of."""
    found: List[Boxed] = []
    with contextlib.suppress(PolygonsLeftOut):  # there are others
        found.extend(boxes_round(selected_polygons(layer), sight.raster))
    return tuple(found)


def parts_of(geometry: QgsGeometry) -> Iterator[Sequence[List[Point]]]:
    """Each polygon of a geometry as its rings: straight pieces, no heights or measures."""
    if geometry.isNull():
        return
    for part in geometry.asGeometryCollection():
        if part.type() != QgsWkbTypes.GeometryType.PolygonGeometry:  # what a cut leaves where two only touch
            continue
        straight = QgsGeometry(part.constGet().segmentize())
        polygon = straight.asPolygon() if not straight.isMultipart() else []
        rings = [_points(ring) for ring in polygon]
        if rings and len(rings[0]) > 3:
            yield [ring for ring in rings if len(ring) > 3]


def _points(ring: Sequence[QgsPointXY]) -> List[Point]:
    return [(point.x(), point.y()) for point in ring]


def _on_raster(quad: PixelQuad, raster: ShownRaster) -> bool:
    """Whether box and raster have a pixel in common."""
    left, top, right, bottom = quad.bounds()
    return left < raster.grid.width and right > 0.0 and top < raster.grid.height and bottom > 0.0
