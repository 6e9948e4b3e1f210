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
    QgsAttributeEditorContainer,
    QgsAttributeEditorField,
    QgsAttributeTableConfig,
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsDefaultValue,
    QgsEditFormConfig,
    QgsEditorWidgetSetup,
    QgsFillSymbol,
    QgsLayerMetadata,
    QgsMapLayer,
    QgsPalLayerSettings,
    QgsProperty,
    QgsReadWriteContext,
    QgsRendererCategory,
    QgsSimpleLineSymbolLayer,
    QgsSymbolLayer,
    QgsSymbolLayerUtils,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QFont
from qgis.PyQt.QtXml import QDomDocument

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "resources" / "styles" / "descriptions.qml"
TYPES = {"text": "string", "json": "string", "real": "double", "integer": "integer", "date": "datetime"}
LONG = ("description", "notes", "evidence", "provenance", "raw", "chip", "recipe", "polygon_px",
        "polygon_map")
TABS = (
    ("Description", ("description", "category", "confidence", "question", "language")),
    ("Object", ("length_m", "width_m", "area_m2", "azimuth", "raster", "image_date", "sensor", "gsd_m", "notes")),
    ("Review", ("status", "analyst", "created", "edited")),
)
"""What the form shows first; the technical fields follow in a tab of their own, "Provenance"."""
WRITABLE = ("description", "category", "question", "language", "status", "analyst", "raster", "image_date", "sensor",
            "notes")
"""What people know better; the rest was measured or recorded."""
STATUS_NAMES = {"draft": "Draft, not reviewed", "accepted": "Accepted", "edited": "Accepted, edited by hand",
                "rejected": "Rejected"}
STATUS_LINES = {"accepted": ("solid", 0.7), "edited": ("dash dot", 0.7), "draft": ("dash", 0.6),
                "rejected": ("dot", 0.6)}
"""Told apart by their dashes, so that colour is free for the category and nobody needs to see colours."""
COLOURS = ("#ffca1a", "#56b4e9", "#f58231", "#3cd6a3", "#ff8ad1", "#c6e84a", "#b79cff", "#ffffff")
"""Bright on roofs and on shadows, the dark line around them aside; seen apart by the colour-blind as far as eight
colours can be. A category has the same one in every layer and on every machine."""
KNOWN = {"person": "#ff5a4f", "car": "#b79cff", "bicycle": "#ffffff", "other-vehicle": "#ff9ecf",
         "bus-truck": "#ff2fb0", "building": "#ff7a1a", "tree": "#8ee66b", "swimming-pool": "#6fe8ff",
         "ship": "#2f7bff", "airplane": "#f6ff7a", "storage-tank": "#f0c8a0", "sports-court": "#00b894"}
"""The classes of the bundled model, no two alike, also to the colour-blind; others share those of COLOURS."""
COLOUR = f"""coalesce(map_get(map({", ".join(f"'{name}', '{each}'" for name, each in KNOWN.items())}),
lower("category")),
array_get(array({", ".join(f"'{each}'" for each in COLOURS)}),
if(coalesce("category", 'object') = 'object', 0, 1 + array_sum(array_foreach(generate_series(1, length("category")),
@element * ascii(substr(lower("category"), @element, 1)))) % {len(COLOURS) - 1})))"""
ESCAPED = "replace(replace(replace(coalesce(\"{0}\", ''), '&', '&amp;'), '<', '&lt;'), '>', '&gt;')"
CHIP = """try(eval('earthscribe_chip("uid")'), '')"""
"""A function that exists while the plugin is loaded, `ui.chip_tip`."""
TIP = ('<div style="width: 264px; font: 13px sans-serif"><div>[% coalesce(' + CHIP + ", '') %]</div>"
       '<p style="margin: 4px 0">[% replace(' + ESCAPED.format("description") + ", '\\n', '<br/>') %]</p>"
       '<p style="color: gray; margin: 0">[% ' + ESCAPED.format("status") + " %] [% "
       + ESCAPED.format("sensor") + " %] [% " + ESCAPED.format("image_date") + " %]</p></div>")
LABEL = ("trim(if(coalesce(\"category\", 'object') = 'object', '', \"category\") || "
         "if(\"status\" in ('draft', 'rejected'), ' (' || \"status\" || ')', ''))")
DEFAULTS = {"uid": "replace(uuid('WithoutBraces'), '-', '')", "status": "'draft'", "created": "now()",
            "analyst": "coalesce(@user_full_name, @user_account_name)"}
"""For objects that somebody draws in QGIS."""
SHORT = {"description": 420, "category": 120, "status": 160, "raster": 180}
"""Widths of columns in the table."""


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


def outlines() -> QgsCategorizedSymbolRenderer:
    """A line per status in the colour of the category, on a dark one: seen on roofs and on shadows."""
    categories = [QgsRendererCategory(status, line(*STATUS_LINES[status]), name)
                  for status, name in STATUS_NAMES.items()]
    return QgsCategorizedSymbolRenderer("status", [*categories, QgsRendererCategory("", line("solid", 0.4), "Other")])


def line(dashes: str, width: float) -> QgsFillSymbol:
    """A bright line in the category's colour on a dark, wider one."""
    symbol = QgsFillSymbol.createSimple({"style": "no", "outline_style": "no"})
    dark = QgsSimpleLineSymbolLayer(QColor("#141820"), width + 0.7)
    bright = QgsSimpleLineSymbolLayer(QColor(COLOURS[0]), width)
    bright.setPenStyle(QgsSymbolLayerUtils.decodePenStyle(dashes))
    bright.setDataDefinedProperty(QgsSymbolLayer.PropertyStrokeColor, QgsProperty.fromExpression(COLOUR))
    for each in (dark, bright):
        each.setPenJoinStyle(Qt.PenJoinStyle.MiterJoin)
        symbol.appendSymbolLayer(each)
    symbol.deleteSymbolLayer(0)
    return symbol


def labels() -> QgsVectorLayerSimpleLabeling:
    """The category beside the object, where there is one, and what is not accepted yet or any more."""
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
    properties = settings.dataDefinedProperties()
    properties.setProperty(QgsPalLayerSettings.BufferColor, QgsProperty.fromExpression(COLOUR))
    properties.setProperty(QgsPalLayerSettings.Strikeout, QgsProperty.fromExpression("\"status\" = 'rejected'"))
    settings.setDataDefinedProperties(properties)
    return QgsVectorLayerSimpleLabeling(settings)


def widget(field) -> QgsEditorWidgetSetup:
    """How a field is edited."""
    if field.name == "status":
        return QgsEditorWidgetSetup("ValueMap", {"map": [{name: value} for value, name in STATUS_NAMES.items()]})
    if field.kind == "date":
        return QgsEditorWidgetSetup("DateTime", {"display_format": "yyyy-MM-dd HH:mm", "field_format":
                                                 "yyyy-MM-dd HH:mm:ss", "calendar_popup": True, "allow_null": True})
    if field.kind in {"real", "integer"}:  # a line that cannot be changed is unreadable in dark themes of QGIS
        return QgsEditorWidgetSetup("Range", {"Style": "SpinBox", "Min": -1e9, "Max": 1e12, "Step": 1,
                                              "AllowNull": True, "Precision": 0 if field.kind == "integer" else 2})
    return QgsEditorWidgetSetup("TextEdit", {"IsMultiline": field.name in LONG or field.hidden, "UseHtml": False})


def form_of(layer, fields) -> QgsEditFormConfig:
    """Tabs by what one looks for; what nobody needs to read stands in the last."""
    config = layer.editFormConfig()
    config.setLayout(QgsEditFormConfig.TabLayout)
    config.clearTabs()
    shown = {name for _, names in TABS for name in names}
    for title, names in (*TABS, ("Provenance", tuple(each.name for each in fields if each.name not in shown))):
        tab = QgsAttributeEditorContainer(title, config.invisibleRootContainer())
        tab.setIsGroupBox(False)
        tab.setColumnCount(1)
        for name in names:
            tab.addChildElement(QgsAttributeEditorField(name, layer.fields().lookupField(name), tab))
        config.addTab(tab)
    hidden = [each.name for each in fields if each.hidden]
    for index, field in enumerate(layer.fields()):
        config.setReadOnly(index, field.name() not in WRITABLE)
        config.setLabelOnTop(index, field.name() in (*LONG, *hidden))
    return config


def table_of(layer, hidden) -> QgsAttributeTableConfig:
    """The attribute table without the technical columns, the newest row first, the text wide."""
    config = QgsAttributeTableConfig()
    config.update(layer.fields())
    columns = config.columns()
    for column in columns:
        column.hidden = column.name in hidden
        column.width = SHORT.get(column.name, -1)
    order = ("description", "category", "status")
    columns.sort(key=lambda column: order.index(column.name) if column.name in order else len(order))
    config.setColumns(columns)
    config.setSortExpression('"created"')
    config.setSortOrder(Qt.SortOrder.DescendingOrder)
    return config


def metadata() -> QgsLayerMetadata:
    """What the layer is, for catalogues."""
    said = QgsLayerMetadata()
    said.setTitle("Descriptions")
    said.setType("dataset")
    said.setLanguage("eng")
    said.setAbstract("Objects in raster pictures, each with its box or polygon, a description, measured sizes, and "
                     "which model said so.")
    said.setKeywords({"gmd:topicCategory": ["imageryBaseMapsEarthCover"], "object": ["Earthscribe", "description"]})
    said.setCrs(QgsCoordinateReferenceSystem())
    return said


def main() -> None:
    """Build the layer, let QGIS write its style, keep what does not depend on this machine."""
    application = QgsApplication([], False)
    application.initQgis()
    table = schema()
    layer = layer_of(table.FIELDS)
    layer.setRenderer(outlines())
    layer.setLabeling(labels())
    layer.setLabelsEnabled(True)
    layer.setMapTipTemplate(TIP)
    layer.setDisplayExpression('left("description", 80)')
    layer.setEditorWidgetSetup(0, QgsEditorWidgetSetup("Hidden", {}))
    for field in table.FIELDS:
        index = layer.fields().lookupField(field.name)
        layer.setFieldAlias(index, field.alias)
        layer.setEditorWidgetSetup(index, widget(field))
        if field.name in DEFAULTS:
            layer.setDefaultValueDefinition(index, QgsDefaultValue(DEFAULTS[field.name]))
    layer.setEditFormConfig(form_of(layer, table.FIELDS))
    layer.setAttributeTableConfig(table_of(layer, {"fid", *(each.name for each in table.FIELDS if each.hidden)}))
    document = QDomDocument()
    kinds = QgsMapLayer.StyleCategory
    wrong = layer.exportNamedStyle(document, QgsReadWriteContext(), kinds.Symbology | kinds.Labeling | kinds.Fields
                                   | kinds.Forms | kinds.MapTips | kinds.AttributeTable)
    if wrong:
        raise SystemExit(wrong)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(steady(document.toString(1)), encoding="utf-8")
    about = QDomDocument("qgis")
    root = about.createElement("qgis")
    about.appendChild(root)
    metadata().writeMetadataXml(root, about)
    TARGET.with_suffix(".qmd").write_text(about.toString(1), encoding="utf-8")
    application.exitQgis()


def steady(text: str) -> str:
    """The same bytes in every run."""
    text = re.sub(r'\bid="\{[0-9a-f-]{36}\}"', 'id=""', text)
    return re.sub(r'fontFamily="[^"]*"', 'fontFamily="Sans Serif"', text)


if __name__ == "__main__":
    main()
