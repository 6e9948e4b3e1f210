"""Write resources/styles/detections.qml from the table of fields; run by QGIS' own Python after a field was added.

    QT_HASH_SEED=0 QT_QPA_PLATFORM=offscreen python3 -m dev.detections_style

A line per class in the colour that the class has in every layer of Earthscribe, thin because there may be thousands.
"""

from __future__ import annotations

import importlib

from qgis.core import (
    QgsApplication,
    QgsAttributeTableConfig,
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsFillSymbol,
    QgsLayerMetadata,
    QgsMapLayer,
    QgsPalLayerSettings,
    QgsProperty,
    QgsReadWriteContext,
    QgsRendererCategory,
    QgsSimpleLineSymbolLayer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QFont
from qgis.PyQt.QtXml import QDomDocument

from .descriptions_style import COLOUR, COLOURS, ESCAPED, KNOWN, ROOT, TYPES, schema, steady, widget

TARGET = ROOT / "resources" / "styles" / "detections.qml"
LABEL = "\"category\" || if(\"confidence\" is null, '', ' ' || round(100 * \"confidence\") || ' %')"
LABELS_FROM = 2500.0
"""The scale from which on objects are labelled: farther off the labels would hide what they name."""
SIZE = ("if(\"length_m\" is null, round(\"length_px\") || ' × ' || round(\"width_px\") || ' pixels', "
        "round(\"length_m\", 1) || ' × ' || round(\"width_m\", 1) || ' m')")
TIP = ('<div style="width: 220px; font: 13px sans-serif"><p style="margin: 0"><b>[% ' + ESCAPED.format("category")
       + ' %]</b>, [% round(100 * "confidence") %] %</p><p style="margin: 0">[% ' + SIZE + " %]</p>"
       '<p style="color: gray; margin: 0">[% ' + ESCAPED.format("sensor") + " %] [% " + ESCAPED.format("image_date")
       + " %]</p></div>")
ORDER = ("category", "confidence", "length_m", "width_m", "azimuth")


def outline(colour: str, *, computed: bool = False) -> QgsFillSymbol:
    """A bright line on a dark, wider one."""
    symbol = QgsFillSymbol.createSimple({"style": "no", "outline_style": "no"})
    dark, bright = QgsSimpleLineSymbolLayer(QColor("#141820"), 0.8), QgsSimpleLineSymbolLayer(QColor(colour), 0.45)
    if computed:
        from qgis.core import QgsSymbolLayer

        bright.setDataDefinedProperty(QgsSymbolLayer.PropertyStrokeColor, QgsProperty.fromExpression(COLOUR))
    for each in (dark, bright):
        each.setPenJoinStyle(Qt.PenJoinStyle.MiterJoin)
        symbol.appendSymbolLayer(each)
    symbol.deleteSymbolLayer(0)
    return symbol


def outlines(classes) -> QgsCategorizedSymbolRenderer:
    """One entry of the legend per class of the bundled model, and one for those of other models."""
    known = [QgsRendererCategory(name, outline(KNOWN[name]), name.replace("-", " ")) for name in classes]
    other = QgsRendererCategory("", outline(COLOURS[0], computed=True), "other")
    return QgsCategorizedSymbolRenderer("category", [*known, other])


def labels() -> QgsVectorLayerSimpleLabeling:
    """Class and confidence, near enough to read them."""
    text, halo = QgsTextFormat(), QgsTextBufferSettings()
    text.setFont(QFont("Sans Serif"))
    text.setSize(8)
    text.setColor(QColor("#141820"))
    halo.setEnabled(True)
    halo.setSize(1.0)
    halo.setColor(QColor("#ffffff"))
    text.setBuffer(halo)
    settings = QgsPalLayerSettings()
    settings.setFormat(text)
    settings.fieldName, settings.isExpression = LABEL, True
    settings.scaleVisibility, settings.minimumScale, settings.maximumScale = True, LABELS_FROM, 0.0
    properties = settings.dataDefinedProperties()
    properties.setProperty(QgsPalLayerSettings.BufferColor, QgsProperty.fromExpression(COLOUR))
    settings.setDataDefinedProperties(properties)
    return QgsVectorLayerSimpleLabeling(settings)


def table_of(layer, hidden) -> QgsAttributeTableConfig:
    """The attribute table without the technical columns, the surest row first."""
    config = QgsAttributeTableConfig()
    config.update(layer.fields())
    columns = config.columns()
    for column in columns:
        column.hidden = column.name in hidden
    columns.sort(key=lambda column: ORDER.index(column.name) if column.name in ORDER else len(ORDER))
    config.setColumns(columns)
    config.setSortExpression('"confidence"')
    config.setSortOrder(Qt.SortOrder.DescendingOrder)
    return config


def metadata() -> QgsLayerMetadata:
    """What the layer is, for catalogues."""
    said = QgsLayerMetadata()
    said.setTitle("Detections")
    said.setType("dataset")
    said.setLanguage("eng")
    said.setAbstract("Objects found in raster pictures by a detector, each with its oriented box, class, calibrated "
                     "confidence and size.")
    said.setKeywords({"gmd:topicCategory": ["imageryBaseMapsEarthCover"], "object": ["Earthscribe", "detection"]})
    said.setCrs(QgsCoordinateReferenceSystem())
    return said


def main() -> None:
    """Build the layer, let QGIS write its style, keep what does not depend on this machine."""
    application = QgsApplication([], False)
    application.initQgis()
    schema()
    fields = importlib.import_module("earthscribe.inference.exchange.detections").FIELDS
    classes = importlib.import_module("earthscribe.inference.detection.card").CHANNELS
    columns = "&".join(f"field={field.name}:{TYPES[field.kind]}" for field in fields)
    layer = QgsVectorLayer(f"Polygon?crs=EPSG:4326&field=fid:integer&{columns}", "detections", "memory")
    layer.setRenderer(outlines(classes))
    layer.setLabeling(labels())
    layer.setLabelsEnabled(True)
    layer.setMapTipTemplate(TIP)
    layer.setDisplayExpression(LABEL)
    for field in fields:
        index = layer.fields().lookupField(field.name)
        layer.setFieldAlias(index, field.alias)
        layer.setEditorWidgetSetup(index, widget(field))
    layer.setAttributeTableConfig(table_of(layer, {"fid", *(each.name for each in fields if each.hidden)}))
    document, kinds = QDomDocument(), QgsMapLayer.StyleCategory
    wrong = layer.exportNamedStyle(document, QgsReadWriteContext(), kinds.Symbology | kinds.Labeling | kinds.Fields
                                   | kinds.Forms | kinds.MapTips | kinds.AttributeTable)
    if wrong:
        raise SystemExit(wrong)
    TARGET.write_text(steady(document.toString(1)), encoding="utf-8")
    about = QDomDocument("qgis")
    root = about.createElement("qgis")
    about.appendChild(root)
    metadata().writeMetadataXml(root, about)
    TARGET.with_suffix(".qmd").write_text(about.toString(1), encoding="utf-8")
    application.exitQgis()


if __name__ == "__main__":
    main()
