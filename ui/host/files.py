"""The GeoPackage of descriptions as QGIS sees it: which file is meant, room for a row in it, its layer in the project.

The file and its layer are made by the same code as the command line's. What `make_room` gives waits for the disk and
for other writers and is for a task's thread; all else is for the main thread.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Callable, Optional

from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsProviderRegistry, QgsVectorLayer

from ...inference.errors import OutputUnwritable
from ...inference.exchange import gpkg, sqlite_file
from ...inference.exchange.schema import LAYER
from .layer_words import translate_layer

PATIENCE, IMPATIENT = 2.0, 0.5
"""Seconds to wait for another writer, in a task's thread and where the window itself waits."""

SQLITE = (gpkg.SUFFIX, ".sqlite", ".db")
"""Files that are locked as a whole while somebody writes."""


def place_in(project: QgsProject, wanted: str) -> str:
    """The GeoPackage meant by what the user wrote, relative to the project; "" where there is nothing to go by."""
    folder = project.homePath() if project.fileName() else ""
    if not wanted:
        return str(Path(folder, "descriptions.gpkg")) if folder else ""
    named = Path(wanted if wanted.lower().endswith(gpkg.SUFFIX) else wanted + gpkg.SUFFIX).expanduser()
    return str(Path(folder or Path.home(), named))


def make_room(path: str, crs: str, layer: Optional[QgsVectorLayer],
              patience: float = PATIENCE) -> Callable[[], bool]:
    """What must be done, in any thread, before a row can go to `path`; `layer` is what the project shows of it.

    It says whether columns were added to the file, so that its layer must look again.
    """
    if layer is None:
        return lambda: _made(path, crs, patience)
    if not path:  # no file: its provider waits for whom it must
        return lambda: False
    ours, editable = table_of(layer) == LAYER, layer.isEditable()
    if Path(path).suffix.lower() not in SQLITE:
        return lambda: _there(path)
    if not ours or Path(path).suffix.lower() != gpkg.SUFFIX:
        return lambda: _there(path) if editable else _free(path, patience)
    return lambda: _readable(path, patience) if editable else _current(path, patience)


def _made(path: str, crs: str, patience: float) -> bool:
    gpkg.ensure(path, crs, patience)
    return False


def _there(path: str) -> bool:
    if not Path(path).exists():
        raise OutputUnwritable(path, "the file of the layer is gone",
                               hint="Remove the layer from the project and accept again: the file is made anew.")
    return False


def _free(path: str, patience: float) -> bool:
    """Refuse soon while another program writes: QGIS itself would let the window stand still for ten seconds."""
    _there(path)
    with sqlite_file.transaction(Path(path), patience):
        pass
    return False


def _current(path: str, patience: float) -> bool:
    """The same for a layer of ours: newer ones are refused, older ones get the columns they lack."""
    _there(path)
    return gpkg.update(Path(path), patience)


def _readable(path: str, patience: float) -> bool:
    """A layer in edit mode: nothing is written now, but a newer layer is refused."""
    _there(path)
    with contextlib.suppress(OutputUnwritable):  # locked or read-only: told when the user saves the edits
        gpkg.check(Path(path), None, patience)
    return False


def path_of(layer: QgsVectorLayer) -> str:
    """The file a layer stands in, "" where it is in none."""
    if layer.providerType() != "ogr":
        return ""
    path = QgsProviderRegistry.instance().decodeUri("ogr", layer.source()).get("path") or ""
    return str(path) if path and Path(path).is_absolute() and not path.startswith("/vsi") else ""


def table_of(layer: QgsVectorLayer) -> str:
    """The name of a layer within its file; that of our own where the file has only one."""
    return str(QgsProviderRegistry.instance().decodeUri("ogr", layer.source()).get("layerName") or LAYER)


def loaded(path: str, project: QgsProject) -> Optional[QgsVectorLayer]:
    """The layer of that file which the project already shows."""
    for layer in project.mapLayers().values():
        if isinstance(layer, QgsVectorLayer) and layer.isValid() and layer.providerType() == "ogr":
            parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
            if _same_file(parts.get("path") or "", path) and table_of(layer) == LAYER:
                return layer
    return None


def _same_file(first: str, second: str) -> bool:
    names = [os.path.normcase(os.path.abspath(name)) for name in (first, second)]
    return bool(first) and names[0] == names[1]


def opened(path: str, title: str, *, styled: bool = True) -> QgsVectorLayer:
    """The layer of descriptions in a file, in no project yet; without its style it is there sooner."""
    options = QgsVectorLayer.LayerOptions()
    options.loadDefaultStyle = styled
    layer = QgsVectorLayer(f"{path}|layername={LAYER}", title, "ogr", options)
    if not layer.isValid():
        raise OutputUnwritable(path, "QGIS cannot open its layer of descriptions")
    if not layer.crs().toProj():  # QGIS takes "undefined" for a CRS of its own and would not draw it over the raster
        layer.setCrs(QgsCoordinateReferenceSystem())
    return layer


def show(path: str, project: QgsProject, title: str) -> QgsVectorLayer:
    """Add the layer of a file to the project, in the language of QGIS."""
    layer = opened(path, title)
    translate_layer(layer)
    project.addMapLayer(layer)
    return layer


def look_again(layer: QgsVectorLayer) -> None:
    """Let a layer see columns that were added to its file."""
    layer.dataProvider().reloadData()
    layer.updateFields()
