"""Results as features: the fields of a layer of descriptions or of detections, and one feature of it."""

from __future__ import annotations

from typing import Any, Dict, Mapping, Sequence

from qgis.core import Qgis, QgsFeature, QgsField, QgsFields, QgsGeometry, QgsPointXY
from qgis.PyQt.QtCore import QDateTime, QMetaType, Qt, QVariant

from ...inference.exchange import detections
from ...inference.exchange.schema import FIELDS, Field, to_columns
from ...inference.geometry import MapQuad
from ...inference.values import Description, Detection, Searched

YOUNG = 33800
"""From this version on QGIS wants QMetaType where it wanted QVariant."""

KINDS = {"real": "Double", "integer": "LongLong", "date": "QDateTime"}
"""The types a GeoPackage of results has in QGIS; nested values are text."""


def _type(kind: str) -> Any:
    name = KINDS.get(kind, "QString")
    if Qgis.versionInt() >= YOUNG:
        return getattr(QMetaType.Type, name)
    return getattr(QVariant, name.lstrip("Q"))


def fields(table: Sequence[Field] = FIELDS) -> QgsFields:
    """The columns of a table of results, as QGIS' fields."""
    made = QgsFields()
    for each in table:
        field = QgsField(each.name, _type(each.kind))
        field.setAlias(each.alias)
        made.append(field)
    return made


def attributes(columns: Mapping[str, Any], table: Sequence[Field] = FIELDS) -> Dict[str, Any]:
    """The values of a row as QGIS wants them: moments are no text there."""
    moments = {each.name: QDateTime.fromString(str(columns[each.name]), Qt.DateFormat.ISODateWithMs)
               for each in table if each.kind == "date" and columns.get(each.name)}
    return {**columns, **moments}


def feature(description: Description, place: MapQuad) -> QgsFeature:
    """One row of descriptions."""
    return _feature(to_columns(description), place, FIELDS)


def detected_fields() -> QgsFields:
    """The columns of a layer of detections."""
    return fields(detections.FIELDS)


def detected_feature(detection: Detection, search: Searched, place: MapQuad) -> QgsFeature:
    """One row of detections."""
    return _feature(detections.to_columns(detection, search), place, detections.FIELDS)


def _feature(columns: Mapping[str, Any], place: MapQuad, table: Sequence[Field]) -> QgsFeature:
    row, values = QgsFeature(), attributes(columns, table)
    row.setAttributes([values[each.name] for each in table])
    ring = [QgsPointXY(x, y) for x, y in place.corners]
    row.setGeometry(QgsGeometry.fromPolygonXY([[*ring, ring[0]]]))
    return row
