"""Descriptions as features: the fields of a layer of results, and one feature of it."""

from __future__ import annotations

from typing import Any

from qgis.core import Qgis, QgsFeature, QgsField, QgsFields, QgsGeometry, QgsPointXY
from qgis.PyQt.QtCore import QMetaType, QVariant

from ...inference.exchange.schema import FIELDS, to_columns
from ...inference.geometry import MapQuad
from ...inference.values import Description

YOUNG = 33800
"""From this version on QGIS wants QMetaType where it wanted QVariant."""

KINDS = {"real": "Double", "integer": "Int"}


def _type(kind: str) -> Any:
    """QGIS' type for a kind of field; dates and nested values are text here."""
    name = KINDS.get(kind, "QString")
    if Qgis.versionInt() >= YOUNG:
        return getattr(QMetaType.Type, name)
    return getattr(QVariant, "String" if name == "QString" else name)


def fields() -> QgsFields:
    """The columns of every table of results, as QGIS' fields."""
    made = QgsFields()
    for each in FIELDS:
        field = QgsField(each.name, _type(each.kind))
        field.setAlias(each.alias)
        made.append(field)
    return made


def feature(description: Description, place: MapQuad) -> QgsFeature:
    """One row."""
    row = QgsFeature(fields())
    columns = to_columns(description)
    row.setAttributes([columns[each.name] for each in FIELDS])
    ring = [QgsPointXY(x, y) for x, y in place.corners]
    row.setGeometry(QgsGeometry.fromPolygonXY([[*ring, ring[0]]]))
    return row
