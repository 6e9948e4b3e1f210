"""Write resources/styles/descriptions.qml from the table of fields; run by QGIS' own Python after a field was added.

    QT_HASH_SEED=0 QT_QPA_PLATFORM=offscreen python3 -m dev.descriptions_style

What a model wrote is data: the map tip escapes it, the form shows it as plain text.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsAttributeTableConfig,
    QgsEditorWidgetSetup,
    QgsFillSymbol,
    QgsMapLayer,
    QgsPalLayerSettings,
    QgsReadWriteContext,
    QgsSimpleLineSymbolLayer,
    QgsSingleSymbolRenderer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor, QFont
from qgis.PyQt.QtXml import QDomDocument

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "resources" / "styles" / "descriptions.qml"
TYPES = {"text": "string", "json": "string", "real": "double", "integer": "integer", "date": "datetime"}
LONG = ("description", "question", "notes")
ESCAPED = "replace(replace(replace(coalesce(\"{0}\", ''), '&', '&amp;'), '<', '&lt;'), '>', '&gt;')"
TIP = ('<div style="max-width: 340px"><p>[% ' + ESCAPED.format("description") + " %]</p>"
       '<p style="color: gray">[% ' + ESCAPED.format("sensor") + " %] [% " + ESCAPED.format("image_date")
       + " %]</p></div>")
LABEL = "if(\"category\" = 'object', '', \"category\")"


def schema():
    """The table of fields, from this checkout."""
    spec = importlib.util.spec_from_file_location("earthscribe", ROOT / "__init__.py",
                                                  submodule_search_locations=[str(ROOT)])
    sys.modules["earthscribe"] = importlib.util.module_from_spec(spec)
    return importlib.import_module("earthscribe.inference.exchange.schema")


def layer_of(fields) -> QgsVectorLayer:
    """An empty layer with these fields."""
    columns = "&".join(f"field={field.name}:{TYPES[field.kind]}" for field in fields)
    return QgsVectorLayer(f"Polygon?crs=EPSG:4326&field=fid:integer&{columns}", "descriptions", "memory")


def outline() -> QgsSingleSymbolRenderer:
    """A bright line on a dark one: seen on roofs and on shadows."""
    symbol = QgsFillSymbol.createSimple({"style": "no", "outline_style": "no"})
    for colour, width in (("#141820", 1.3), ("#ffca1a", 0.6)):
        line = QgsSimpleLineSymbolLayer(QColor(colour), width)
        symbol.appendSymbolLayer(line)
    symbol.deleteSymbolLayer(0)
    return QgsSingleSymbolRenderer(symbol)


def labels() -> QgsVectorLayerSimpleLabeling:
    """The category beside the object, where there is one."""
    text = QgsTextFormat()
    text.setFont(QFont("Sans Serif"))
    text.setSize(9)
    text.setColor(QColor("#141820"))
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(0.8)
    halo.setColor(QColor("#ffffff"))
    text.setBuffer(halo)
    settings = QgsPalLayerSettings()
    settings.setFormat(text)
    settings.fieldName, settings.isExpression = LABEL, True
    return QgsVectorLayerSimpleLabeling(settings)


def widget(field, statuses) -> QgsEditorWidgetSetup:
    """How a field is edited."""
    if field.hidden:
        return QgsEditorWidgetSetup("Hidden", {})
    if field.name == "status":
        return QgsEditorWidgetSetup("ValueMap", {"map": [{name: name} for name in statuses]})
    if field.kind == "date":
        return QgsEditorWidgetSetup("DateTime", {"display_format": "yyyy-MM-dd HH:mm", "allow_null": True})
    return QgsEditorWidgetSetup("TextEdit", {"IsMultiline": field.name in LONG, "UseHtml": False})


def table_of(layer, hidden) -> QgsAttributeTableConfig:
    """The attribute table without the technical columns, the text wide."""
    config = QgsAttributeTableConfig()
    config.update(layer.fields())
    columns = config.columns()
    for column in columns:
        column.hidden = column.name in hidden
        column.width = 420 if column.name == "description" else -1
    config.setColumns(columns)
    return config


def main() -> None:
    """Build the layer, let QGIS write its style, keep what does not depend on this machine."""
    application = QgsApplication([], False)
    application.initQgis()
    table = schema()
    layer = layer_of(table.FIELDS)
    layer.setRenderer(outline())
    layer.setLabeling(labels())
    layer.setLabelsEnabled(True)
    layer.setMapTipTemplate(TIP)
    layer.setDisplayExpression('left("description", 80)')
    layer.setEditorWidgetSetup(0, QgsEditorWidgetSetup("Hidden", {}))
    for field in table.FIELDS:
        index = layer.fields().lookupField(field.name)
        layer.setFieldAlias(index, field.alias)
        layer.setEditorWidgetSetup(index, widget(field, table.STATUSES))
    layer.setAttributeTableConfig(table_of(layer, {"fid", *(each.name for each in table.FIELDS if each.hidden)}))
    document = QDomDocument()
    kinds = QgsMapLayer.StyleCategory
    wrong = layer.exportNamedStyle(document, QgsReadWriteContext(), kinds.Symbology | kinds.Labeling | kinds.Fields
                                   | kinds.Forms | kinds.MapTips | kinds.AttributeTable)
    if wrong:
        raise SystemExit(wrong)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(steady(document.toString(1)), encoding="utf-8")
    application.exitQgis()


def steady(text: str) -> str:
    """The same bytes in every run."""
    text = re.sub(r'\bid="\{[0-9a-f-]{36}\}"', 'id=""', text)
    return re.sub(r'fontFamily="[^"]*"', 'fontFamily="Sans Serif"', text)


if __name__ == "__main__":
    main()
