"""Where accepted descriptions go: one feature, one edit command, into the "Descriptions" layer of a GeoPackage.

The file and its layer are made by the same code as the command line's. A layer the user has in edit mode stays in edit
mode and QGIS' own Undo reaches the new feature; any other layer is committed at once, and `remove` takes back what
`add` put there. What fails leaves the layer as it was. `make_room` waits for the disk and for other writers and is for
a task's thread; all else is for the main thread.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Callable, Dict, List, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsExpression,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsVectorLayerUtils,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QCoreApplication

from ...inference.errors import NoCrs, OutputUnwritable
from ...inference.exchange import gpkg, sqlite_file
from ...inference.exchange.schema import LAYER, instant, to_columns
from ...inference.geometry import MapQuad
from ...inference.values import Description
from .crs import Passage, crs_of
from .rows import attributes

PATIENCE = 2.0
"""Seconds to wait for another writer."""


@dataclass(frozen=True)
class Kept:
    """What the user accepted and where QGIS shows it."""

    description: Description
    place: MapQuad
    changed: bool
    """Whether the user changed the text."""


def place_in(project: QgsProject, wanted: str) -> str:
    """The GeoPackage meant by what the user wrote, relative to the project; "" where there is nothing to go by."""
    folder = project.homePath() if project.fileName() else ""
    if not wanted:
        return str(Path(folder, "descriptions.gpkg")) if folder else ""
    named = Path(wanted if wanted.lower().endswith(gpkg.SUFFIX) else wanted + gpkg.SUFFIX).expanduser()
    return str(Path(folder or Path.home(), named))


def make_room(path: str, crs: str, layer: Optional[QgsVectorLayer]) -> Callable[[], None]:
    """What must be done, in any thread, before a row can go to `path`; `layer` is what the project shows of it."""
    if layer is None:
        return lambda: gpkg.ensure(path, crs, PATIENCE)
    if layer.isEditable():
        return lambda: None
    return lambda: _wait_for_others(path)


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
            if _same_file(parts.get("path") or "", path) and (parts.get("layerName") or LAYER) == LAYER:
                return layer
    return None


def _same_file(first: str, second: str) -> bool:
    names = [os.path.normcase(os.path.abspath(name)) for name in (first, second)]
    return bool(first) and names[0] == names[1]


def show(path: str, project: QgsProject, title: str) -> QgsVectorLayer:
    """Add the layer of a file to the project."""
    layer = QgsVectorLayer(f"{path}|layername={LAYER}", title, "ogr")
    if not layer.isValid():
        raise OutputUnwritable(path, "QGIS cannot open its layer of descriptions")
    if not layer.crs().toProj():  # QGIS takes "undefined" for a CRS of its own and would not draw it over the raster
        layer.setCrs(QgsCoordinateReferenceSystem())
    project.addMapLayer(layer)
    return layer


def add(kept: Kept, path: str, layer: QgsVectorLayer, project: QgsProject) -> None:
    """Keep a description in the layer of the GeoPackage at `path`."""
    feature = _feature(layer, kept, project)
    _edit(layer, path, QCoreApplication.translate("store", "Add a description"), lambda: layer.addFeature(feature))


def remove(uid: str, path: str, layer: QgsVectorLayer) -> None:
    """Take the description of that name out of the layer again; one that somebody else took away is gone already.

    A copy that the user made of the feature bears the same name and stays.
    """
    wanted = f"{QgsExpression.quotedColumnRef('uid')} = {QgsExpression.quotedString(uid)}"
    request = QgsFeatureRequest(QgsExpression(wanted)).setFlags(QgsFeatureRequest.Flag.NoGeometry)
    # saved rows count up from 1, unsaved ones down from -1: the first of its kind is the original
    found = sorted((feature.id() for feature in layer.getFeatures(request)), key=lambda fid: (fid < 0, abs(fid)))
    if found:
        title = QCoreApplication.translate("store", "Take back a description")
        _edit(layer, path, title, lambda: layer.deleteFeature(found[0]))


def _feature(layer: QgsVectorLayer, kept: Kept, project: QgsProject) -> QgsFeature:
    columns: Dict[str, object] = dict(to_columns(kept.description))
    columns["status"] = "edited" if kept.changed else "accepted"
    if kept.changed:
        columns["edited"] = instant(datetime.now(timezone.utc))
    fields = layer.fields()
    values = {fields.lookupField(name): value for name, value in attributes(columns).items()
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


def _edit(layer: QgsVectorLayer, path: str, title: str, change: Callable[[], bool]) -> None:
    """One change as one edit command; a layer that was not in edit mode is committed, or put back as it was."""
    ours = not layer.isEditable()
    if ours and not layer.startEditing():
        raise OutputUnwritable(path, "its layer is read-only in QGIS")
    layer.beginEditCommand(title)
    if not change():
        layer.destroyEditCommand()
        if ours:
            layer.rollBack()
        raise OutputUnwritable(path, "QGIS did not take the change")
    layer.endEditCommand()
    if ours and not layer.commitChanges():
        said: List[str] = list(layer.commitErrors())
        layer.rollBack()
        raise OutputUnwritable(path, "it is locked or read-only", detail="; ".join(said))
    layer.triggerRepaint()
