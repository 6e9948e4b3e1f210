"""A layer of objects that were found: its name, its look, its words in the language of QGIS, and how many of which."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Container, Dict, Iterable, Tuple

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsExpression,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QCoreApplication

from ...inference.exchange.style import DETECTIONS
from .layer_words import words as shared_words
from .rows import detected_fields

CARD = Path(__file__).resolve().parents[2] / "resources" / "models" / "bundled.json"
"""What the bundled model says of itself; its network is the model process' to open."""
MARKED = '"category" || '
"""Where the file's labels name the class."""


def class_words() -> Dict[str, str]:
    """The bundled model's classes in the language of QGIS."""
    translate = QCoreApplication.translate
    return {
        "person": translate("Detections", "person"), "car": translate("Detections", "car"),
        "bicycle": translate("Detections", "bicycle"), "other-vehicle": translate("Detections", "other vehicle"),
        "bus-truck": translate("Detections", "bus or truck"), "building": translate("Detections", "building"),
        "tree": translate("Detections", "tree"), "swimming-pool": translate("Detections", "swimming pool"),
        "ship": translate("Detections", "ship"), "airplane": translate("Detections", "airplane"),
        "storage-tank": translate("Detections", "storage tank"),
        "sports-court": translate("Detections", "sports court"),
    }


def bundled_classes(card: Path = CARD) -> Tuple[str, ...]:
    """The classes that the bundled model knows; all there could be where its card is not there to be read."""
    try:
        said = json.loads(card.read_text(encoding="utf-8"))
        return tuple(str(each["name"]) for each in said["classes"])
    except (OSError, ValueError, KeyError, TypeError):
        return tuple(class_words())


def spoken(name: str) -> str:
    """A class as people say it; one of a model of the user's own keeps its name."""
    return class_words().get(name, name)


def tally(counts: Iterable[Tuple[str, int]]) -> str:
    """How many of which class, most first: "car 30, tree 5"; "" where there is none."""
    known = sorted(((name, number) for name, number in counts if number), key=lambda each: -each[1])
    return ", ".join(f"{spoken(name)} {number}" for name, number in known)


def new_layer(name: str, crs: QgsCoordinateReferenceSystem) -> QgsVectorLayer:
    """An empty layer in memory, styled, in no project yet."""
    layer = QgsVectorLayer("Polygon", name, "memory")
    layer.setCrs(crs)
    layer.dataProvider().addAttributes(detected_fields().toList())
    layer.updateFields()
    dress(layer)
    return layer


def dress(layer: QgsVectorLayer) -> None:
    """Give a layer of detections its colours by class, labels, table and map tip, in the language of QGIS."""
    layer.loadNamedStyle(str(DETECTIONS.path))
    said = {**shared_words(), **_words()}
    for index in layer.attributeList():
        alias = layer.attributeAlias(index)
        if said.get(alias, alias) != alias:
            layer.setFieldAlias(index, said[alias])
    renderer = layer.renderer()
    if isinstance(renderer, QgsCategorizedSymbolRenderer):
        called = {**class_words(), "": QCoreApplication.translate("Detections", "other")}
        for number, each in enumerate(renderer.categories()):
            renderer.updateCategoryLabel(number, called.get(str(each.value() or ""), each.label()))
    _name_classes(layer)
    layer.triggerRepaint()


def list_only(layer: QgsVectorLayer, names: Container[str]) -> None:
    """Leave these classes in the legend, and the entry for all others."""
    renderer = layer.renderer()
    if not isinstance(renderer, QgsCategorizedSymbolRenderer):
        return
    shorter = renderer.clone()
    values = [str(each.value() or "") for each in renderer.categories()]
    for number in reversed([place for place, value in enumerate(values) if value and value not in names]):
        shorter.deleteCategory(number)
    layer.setRenderer(shorter)


def _name_classes(layer: QgsVectorLayer) -> None:
    """The classes as people say them, beside the objects on the map."""
    labelling = layer.labeling()
    if not isinstance(labelling, QgsVectorLayerSimpleLabeling):
        return
    quoted = QgsExpression.quotedString
    pairs = ", ".join(f"{quoted(name)}, {quoted(word)}" for name, word in class_words().items())
    settings = labelling.settings()
    settings.fieldName = settings.fieldName.replace(
        MARKED, f"""coalesce(map_get(map({pairs}), "category"), "category") || """)
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))


def _words() -> Dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "Alternatives": translate("Detections", "Alternatives"),
        "Length (pixels)": translate("Detections", "Length (pixels)"),
        "Width (pixels)": translate("Detections", "Width (pixels)"),
        "Pixel size from": translate("Detections", "Pixel size from"),
    }
