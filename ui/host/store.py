"""Where accepted descriptions go: one feature, one edit command, into the "Descriptions" layer of a GeoPackage.

The file and its layer are made by the same code as the command line's. A layer the user has in edit mode stays in edit
mode and the new feature can be undone; any other layer is committed at once. What fails leaves the layer as it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Dict, List, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsVectorLayerUtils,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QDateTime, Qt

from ...inference.errors import NoCrs, OutputUnwritable
from ...inference.exchange import gpkg, sqlite_file
from ...inference.exchange.schema import FIELDS, LAYER, instant, to_columns
from ...inference.geometry import MapQuad
from ...inference.values import Description
from .crs import Passage, crs_of

PATIENCE = 1.0
"""Seconds to wait for another writer; the window stands still meanwhile."""

DATES = tuple(field.name for field in FIELDS if field.kind == "date")


@dataclass(frozen=True)
class Kept:
    """What the user accepted and where QGIS shows it."""

    description: Description
    place: MapQuad
    changed: bool
    """Whether the user changed the text."""


def beside_project(project: QgsProject) -> str:
    """The GeoPackage that belongs to a saved project, "" for a project without a folder."""
    folder = project.homePath() if project.fileName() else ""
    return str(Path(folder, "descriptions.gpkg")) if folder else ""


def add(kept: Kept, path: str, project: QgsProject, title: str) -> QgsVectorLayer:
    """Keep a description in the GeoPackage at `path` and return its layer, which is in the project afterwards."""
    layer = loaded(path, project)
    if layer is None:
        gpkg.ensure(path, kept.place.crs, PATIENCE)
        layer = _open(path, title)
        project.addMapLayer(layer)
    elif not layer.isEditable():
        _wait_for_others(path)
    _insert(layer, path, _feature(layer, kept, project))
    return layer


def _wait_for_others(path: str) -> None:
    """Refuse soon while another program writes: QGIS itself would let the window stand still for ten seconds."""
    if not Path(path).exists():
        raise OutputUnwritable(path, "the file of the layer is gone",
                               hint="Remove the layer from the project and accept again: the file is made anew.")
    with sqlite_file.transaction(Path(path), PATIENCE):
        pass


def loaded(path: str, project: QgsProject) -> Optional[QgsVectorLayer]:
    """The layer of that file which the project already shows."""
    for layer in project.mapLayers().values():
        if isinstance(layer, QgsVectorLayer) and layer.isValid() and layer.providerType() == "ogr":
            parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
            same_file = parts.get("path") and Path(parts["path"]).absolute() == Path(path).absolute()
            if same_file and (parts.get("layerName") or LAYER) == LAYER:
                return layer
    return None


def _open(path: str, title: str) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{path}|layername={LAYER}", title, "ogr")
    if not layer.isValid():
        raise OutputUnwritable(path, "QGIS cannot open its layer of descriptions")
    if not layer.crs().toProj():  # QGIS takes "undefined" for a CRS of its own and would not draw it over the raster
        layer.setCrs(QgsCoordinateReferenceSystem())
    return layer


def _feature(layer: QgsVectorLayer, kept: Kept, project: QgsProject) -> QgsFeature:
    columns: Dict[str, object] = dict(to_columns(kept.description))
    columns["status"] = "edited" if kept.changed else "accepted"
    if kept.changed:
        columns["edited"] = instant(datetime.now(timezone.utc))
    for name in DATES:
        if columns.get(name):
            columns[name] = QDateTime.fromString(str(columns[name]), Qt.DateFormat.ISODateWithMs)
    fields = layer.fields()
    values = {fields.lookupField(name): value for name, value in columns.items()
              if value is not None and fields.lookupField(name) >= 0}
    return QgsVectorLayerUtils.createFeature(layer, _geometry(layer, kept, project), values)


def _geometry(layer: QgsVectorLayer, kept: Kept, project: QgsProject) -> QgsGeometry:
    source, target = crs_of(kept.place.crs), layer.crs()
    if target.isValid() and not source.isValid():
        raise NoCrs(f"The raster {Path(kept.description.view.raster).name}",
                    hint="Assign one in its layer properties, or keep its descriptions in a GeoPackage of their own.")
    if source.isValid() and not target.isValid():
        raise NoCrs(f"The layer {layer.name()}",
                    hint="The raster has one: keep its descriptions in another GeoPackage.")
    points = Passage(source, target, project.transformContext()).forward(kept.place.corners)
    ring = [QgsPointXY(x, y) for x, y in points]
    geometry = QgsGeometry.fromPolygonXY([[*ring, ring[0]]])
    if QgsWkbTypes.isMultiType(layer.wkbType()):
        geometry.convertToMultiType()
    return geometry


def _insert(layer: QgsVectorLayer, path: str, feature: QgsFeature) -> None:
    """One feature as one edit command; a layer that was not in edit mode is committed, or put back as it was."""
    ours = not layer.isEditable()
    if ours and not layer.startEditing():
        raise OutputUnwritable(path, "its layer is read-only in QGIS")
    layer.beginEditCommand(layer.tr("Add a description"))
    if not layer.addFeature(feature):
        layer.destroyEditCommand()
        if ours:
            layer.rollBack()
        raise OutputUnwritable(path, "QGIS did not take the feature")
    layer.endEditCommand()
    if ours and not layer.commitChanges():
        said: List[str] = list(layer.commitErrors())
        layer.rollBack()
        raise OutputUnwritable(path, "it is locked or read-only", detail="; ".join(said))
    layer.triggerRepaint()
