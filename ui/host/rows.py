"""Descriptions as features: the fields of a layer of results, and one feature of it."""

from __future__ import annotations

from typing import Any, Dict, Mapping

from qgis.core import Qgis, QgsFeature, QgsField, QgsFields, QgsGeometry, QgsPointXY
from qgis.PyQt.QtCore import QDateTime, QMetaType, Qt, QVariant

from ...inference.exchange.schema import FIELDS, to_columns
from ...inference.geometry import MapQuad
from ...inference.values import Description

YOUNG = 33800
"""From this version on QGIS wants QMetaType where it wanted QVariant."""

KINDS = {"real": "Double", "integer": "LongLong", "date": "QDateTime"}
"""The types a GeoPackage of results has in QGIS; nested values are text."""


def _type(kind: str) -> Any:
    name = KINDS.get(kind, "QString")
    if Qgis.versionInt() >= YOUNG:
        return getattr(QMetaType.Type, name)
    return getattr(QVariant, name.lstrip("Q"))


def fields() -> QgsFields:
    """The columns of every table of results, as QGIS' fields."""
    made = QgsFields()
    for each in FIELDS:
        field = QgsField(each.name, _type(each.kind))
        field.setAlias(each.alias)
        made.append(field)
    return made


def attributes(columns: Mapping[str, Any]) -> Dict[str, Any]:
    """The values of a row as QGIS wants them: moments are no text there."""
    moments = {each.name: QDateTime.fromString(str(columns[each.name]), Qt.DateFormat.ISODateWithMs)
               for each in FIELDS if each.kind == "date" and columns.get(each.name)}
    return {**columns, **moments}


def feature(description: Description, place: MapQuad) -> QgsFeature:
    """One row."""
    row = QgsFeature(fields())
    columns = attributes(to_columns(description))
    row.setAttributes([columns[each.name] for each in FIELDS])
    ring = [QgsPointXY(x, y) for x, y in place.corners]
    row.setGeometry(QgsGeometry.fromPolygonXY([[*ring, ring[0]]]))
    return row
