"""The layer of descriptions in the language of QGIS: what its fields, the tabs of its form and the statuses are called.

The file keeps its English style, so that it is the same for everybody; a layer that goes into the project gets these
words on top. What somebody called otherwise stays as it is.
"""

from __future__ import annotations

from typing import Any, Dict

from qgis.core import (
    QgsAttributeEditorContainer,
    QgsCategorizedSymbolRenderer,
    QgsEditorWidgetSetup,
    QgsExpression,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QCoreApplication

from ...inference.exchange.schema import STATUSES

STATUS = "status"
MARKED, TOLD = f'"{STATUS}" || ', f"""coalesce("{STATUS}", '')"""
"""Where the file's labels and its map tip name the status."""


def words() -> Dict[str, str]:
    """English -> the language of QGIS, for all that the style of the file says."""
    translate = QCoreApplication.translate
    return {
        "Identifier": translate("Descriptions", "Identifier"), "Task": translate("Descriptions", "Task"),
        "Question": translate("Descriptions", "Question"), "Description": translate("Descriptions", "Description"),
        "Category": translate("Descriptions", "Category"), "Confidence": translate("Descriptions", "Confidence"),
        "Language": translate("Descriptions", "Language"), "Status": translate("Descriptions", "Status"),
        "Evidence": translate("Descriptions", "Evidence"), "Length (m)": translate("Descriptions", "Length (m)"),
        "Width (m)": translate("Descriptions", "Width (m)"), "Area (m²)": translate("Descriptions", "Area (m²)"),
        "Azimuth (°)": translate("Descriptions", "Azimuth (°)"), "Image date": translate("Descriptions", "Image date"),
        "Sensor": translate("Descriptions", "Sensor"), "Pixel size (m)": translate("Descriptions", "Pixel size (m)"),
        "Analyst": translate("Descriptions", "Analyst"), "Raster": translate("Descriptions", "Raster"),
        "Box in pixels": translate("Descriptions", "Box in pixels"),
        "Box on the map": translate("Descriptions", "Box on the map"),
        "CRS of the box": translate("Descriptions", "CRS of the box"),
        "CRS of the raster": translate("Descriptions", "CRS of the raster"),
        "CRS operation": translate("Descriptions", "CRS operation"),
        "Georeference": translate("Descriptions", "Georeference"), "Chip": translate("Descriptions", "Chip"),
        "Recipe": translate("Descriptions", "Recipe"), "Provenance": translate("Descriptions", "Provenance"),
        "Model": translate("Descriptions", "Model"), "Model revision": translate("Descriptions", "Model revision"),
        "Dialect": translate("Descriptions", "Dialect"), "Prompt version": translate("Descriptions", "Prompt version"),
        "Backend": translate("Descriptions", "Backend"), "Device": translate("Descriptions", "Device"),
        "Raw answer": translate("Descriptions", "Raw answer"), "Seconds": translate("Descriptions", "Seconds"),
        "Tokens": translate("Descriptions", "Tokens"), "Finish": translate("Descriptions", "Finish"),
        "Notes": translate("Descriptions", "Notes"), "Created": translate("Descriptions", "Created"),
        "Edited": translate("Descriptions", "Edited"),
        "Object": translate("Descriptions", "Object"), "Review": translate("Descriptions", "Review"),
        "Draft, not reviewed": translate("Descriptions", "Draft, not reviewed"),
        "Accepted": translate("Descriptions", "Accepted"),
        "Accepted, edited by hand": translate("Descriptions", "Accepted, edited by hand"),
        "Rejected": translate("Descriptions", "Rejected"), "Other": translate("Descriptions", "Other"),
    }


def statuses() -> Dict[str, str]:
    """The status as the file has it -> one word of the language of QGIS."""
    translate = QCoreApplication.translate
    return {
        "draft": translate("Descriptions", "draft"), "accepted": translate("Descriptions", "accepted"),
        "edited": translate("Descriptions", "edited"), "rejected": translate("Descriptions", "rejected"),
    }


def called(alias: str) -> str:
    """What a field is called."""
    return words().get(alias, alias)


def translate_layer(layer: QgsVectorLayer) -> None:
    """Give a layer of ours the words of QGIS' language; those of the file stay there."""
    said = {english: word for english, word in words().items() if word != english}
    if not said:
        return
    for index in layer.attributeList():
        if layer.attributeAlias(index) in said:
            layer.setFieldAlias(index, said[layer.attributeAlias(index)])
    form = layer.editFormConfig()
    for tab in form.tabs():
        if isinstance(tab, QgsAttributeEditorContainer) and tab.name() in said:
            tab.setName(said[tab.name()])
    layer.setEditFormConfig(form)
    _translate_choices(layer, said)
    _translate_legend(layer, said)
    _translate_map(layer)


# ---


def _translate_choices(layer: QgsVectorLayer, said: Dict[str, str]) -> None:
    """The statuses in form and table."""
    index = layer.fields().lookupField(STATUS)
    setup = layer.editorWidgetSetup(index)
    choices: Any = setup.config().get("map")
    if setup.type() == "ValueMap" and isinstance(choices, list):
        renamed = [{said.get(name, name): value for name, value in each.items()} for each in choices]
        layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup(setup.type(), {**setup.config(), "map": renamed}))


def _translate_legend(layer: QgsVectorLayer, said: Dict[str, str]) -> None:
    renderer = layer.renderer()
    if not isinstance(renderer, QgsCategorizedSymbolRenderer):
        return
    labels = [each.label() for each in renderer.categories()]
    for number, label in enumerate(labels):
        renderer.updateCategoryLabel(number, said.get(label, label))


def _translate_map(layer: QgsVectorLayer) -> None:
    """The status beside the object on the map and in its tip."""
    quoted = QgsExpression.quotedString
    pairs = ", ".join(f"{quoted(each)}, {quoted(word)}" for each, word in statuses().items() if each in STATUSES)
    spoken = f"""coalesce(map_get(map({pairs}), "{STATUS}"), "{STATUS}", '')"""
    layer.setMapTipTemplate(layer.mapTipTemplate().replace(TOLD, spoken))
    labelling = layer.labeling()
    if isinstance(labelling, QgsVectorLayerSimpleLabeling):
        settings = labelling.settings()
        settings.fieldName = settings.fieldName.replace(MARKED, f"{spoken} || ")
        layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
