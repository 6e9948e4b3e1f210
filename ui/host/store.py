"""What the user kept, as one feature of any editable polygon layer: one edit command in, one edit command out.

A layer the user has in edit mode stays in edit mode and QGIS' own Undo reaches the new feature; any other layer is
committed at once, and `remove` takes back what `add` put there. What fails leaves the layer as it was. All of it is for
the main thread.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Callable, Dict, Iterable, List, Mapping, Optional, Tuple, Union

from qgis.core import (
    QgsDataProvider,
    QgsExpression,
    QgsFeature,
    QgsFeatureRequest,
    QgsFieldConstraints,
    QgsGeometry,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorDataProvider,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)
from qgis.PyQt.QtCore import QCoreApplication

from ...inference.errors import OutputUnwritable
from ...inference.exchange.schema import FIELDS, Column, Field, instant, to_columns
from ...inference.geometry import MapQuad
from ...inference.values import Description
from .layer_words import called
from .mapping import FieldMapping, Unfitting, encoding_of, fitted, new_fields
from .shapes import MapRings, geometry_for

MEMORY = "memory"
Rows = Union[QgsVectorLayer, QgsVectorDataProvider]
CHANGING = ("description", "category", "status", "edited", "analyst")
"""What users change in a row after it was kept."""


@dataclass(frozen=True)
class Kept:
    """What the user accepted or rejected, and where QGIS shows it."""

    description: Description
    place: MapQuad
    changed: bool
    """Whether the user changed the text."""
    rings: MapRings = ()
    """The polygon that the box was made from, in the CRS of `place`; it goes before the box."""
    question: str = ""
    analyst: str = ""
    rejected: bool = False

    def columns(self) -> Dict[str, Any]:
        """The row."""
        return {**to_columns(self.description), **self.review()}

    def review(self) -> Dict[str, Column]:
        """What the user said of it."""
        return {"status": "rejected" if self.rejected else "edited" if self.changed else "accepted",
                "question": self.question or None, "analyst": self.analyst or None,
                "edited": instant(datetime.now(timezone.utc)) if self.changed else None}


@dataclass(frozen=True)
class Entry:
    """A row that was put into a layer, and by what it is known there."""

    mapping: FieldMapping
    uid: str
    feature_id: int
    """Negative as long as the user has not saved it; it has another number then."""
    values: Mapping[str, Any]
    """What was written, by the names of the layer's fields."""
    shape: QgsGeometry
    left_out: Tuple[str, ...] = ()
    """Technical fields whose values did not fit."""


def add(kept: Kept, mapping: FieldMapping, layer: QgsVectorLayer, project: QgsProject, name: str) -> Entry:
    """Put a description into a layer; `name` is what errors call it by."""
    _may(layer, name, QgsVectorDataProvider.Capability.AddFeatures)
    values, left_out = _values(kept, mapping, layer, name)
    shape = geometry_for(layer, kept.place, kept.rings, kept.description.view.raster, project)
    by_index = {layer.fields().lookupField(field): value for field, value in values.items()}
    feature = QgsVectorLayerUtils.createFeature(layer, shape, by_index)
    _check(layer, feature, name)
    committed: List[int] = []

    def note(_layer_id: str, features: List[QgsFeature]) -> None:
        committed.extend(each.id() for each in features)

    layer.committedFeaturesAdded.connect(note)
    try:
        _edit(layer, name, QCoreApplication.translate("store", "Add a description"), lambda: layer.addFeature(feature))
    finally:
        layer.committedFeaturesAdded.disconnect(note)
    number = committed[0] if len(committed) == 1 else feature.id()
    return Entry(mapping, kept.description.uid, number, values, shape, left_out)


def seek(entry: Entry, layer: QgsVectorLayer) -> Callable[[], Optional[QgsFeature]]:
    """What looks, in any thread, for a row that the layer's filter may hide; it finds None where there is no filter."""
    kind, source = layer.providerType(), layer.source()
    if not layer.subsetString() or kind == MEMORY:
        return lambda: None

    def look() -> Optional[QgsFeature]:
        provider = QgsProviderRegistry.instance().createProvider(kind, source, QgsDataProvider.ProviderOptions())
        if not isinstance(provider, QgsVectorDataProvider) or not provider.isValid():
            return None
        return _find_in(entry, provider) if provider.setSubsetString("", False) else None

    return look


def remove(entry: Entry, layer: QgsVectorLayer, name: str, hidden: Optional[QgsFeature] = None) -> Optional[str]:
    """Take that row out of the layer again; its text as it stood there, None where it does not tell.

    A row that somebody else took away is gone already. A copy that the user made of it stays. `hidden` is what `seek`
    found.
    """
    found = _find_in(entry, layer) or hidden or _find_copied(entry, layer)
    if found is None:
        return None
    _may(layer, name, QgsVectorDataProvider.Capability.DeleteFeatures)
    title = QCoreApplication.translate("store", "Take back a description")
    _edit(layer, name, title, lambda: layer.deleteFeature(found.id()))
    field = entry.mapping.target("description")
    text = found.attribute(field) if field and layer.fields().lookupField(field) >= 0 else None
    return text if isinstance(text, str) and text else None


def shows(entry: Entry, layer: QgsVectorLayer) -> bool:
    """Whether the layer's filter lets the row through."""
    return not layer.subsetString() or _find_in(entry, layer) is not None


def add_fields(layer: QgsVectorLayer, wanted: Iterable[Field]) -> Dict[str, str]:
    """Give a layer fields of ours, at once or, in edit mode, as one edit command; our names -> theirs."""
    _may(layer, layer.name(), QgsVectorDataProvider.Capability.AddAttributes)
    fields = new_fields(wanted, layer)
    if layer.isEditable():
        _edit(layer, layer.name(), QCoreApplication.translate("store", "Add fields for descriptions"),
              lambda: all(layer.addAttribute(field) for field in fields.values()))
    else:  # an edit buffer would compare the types' names with those the database uses
        if not layer.dataProvider().addAttributes(list(fields.values())):
            raise OutputUnwritable(layer.name(), "its data source took no new fields",
                                   detail="; ".join(layer.dataProvider().errors()))
        layer.updateFields()
    made = {name: field.name() for name, field in fields.items()}
    for ours in FIELDS:
        if ours.name in made:
            layer.setFieldAlias(layer.fields().lookupField(made[ours.name]), called(ours.alias))
    return made


# ---


def _values(kept: Kept, mapping: FieldMapping, layer: QgsVectorLayer,
            name: str) -> Tuple[Dict[str, Any], Tuple[str, ...]]:
    """What goes into the layer's fields; a technical value that does not fit is left out, any other is refused."""
    columns, fields, encoding = kept.columns(), layer.fields(), encoding_of(layer)
    values: Dict[str, Any] = {}
    left_out: List[str] = []
    for ours in FIELDS:
        index = fields.lookupField(mapping.target(ours.name)) if mapping.target(ours.name) else -1
        if index < 0:
            continue
        try:
            value = fitted(columns[ours.name], fields.at(index), encoding)
        except Unfitting as error:
            if not ours.hidden:
                raise OutputUnwritable(name, f"{ours.alias}, field {fields.at(index).name()}: {error}", hint=(
                    "Shorten the text, or choose another field for it in the table of fields.")) from error
            left_out.append(called(ours.alias))
            continue
        if value is not None:
            values[fields.at(index).name()] = value
    return values, tuple(left_out)


def _may(layer: QgsVectorLayer, name: str, needed: int) -> None:
    provider = layer.dataProvider()
    if layer.readOnly() or provider is None or not provider.capabilities() & needed:
        raise OutputUnwritable(name, "its layer is read-only in QGIS",
                               hint="Choose another layer, or make this one writable.")


def _check(layer: QgsVectorLayer, feature: QgsFeature, name: str) -> None:
    """Refuse what the layer's constraints would not let in, naming the field."""
    for index in range(layer.fields().count()):
        passed, said = QgsVectorLayerUtils.validateAttribute(
            layer, feature, index, QgsFieldConstraints.ConstraintStrength.ConstraintStrengthHard)
        if not passed:
            raise OutputUnwritable(name, f"its field {layer.fields().at(index).name()} says: {'; '.join(said)}", hint=(
                "Give that field a default value, or choose what goes into it in the table of fields."))


def _find_copied(entry: Entry, layer: QgsVectorLayer) -> Optional[QgsFeature]:
    """In a copy without the filter; a layer in memory has no other way."""
    if not layer.subsetString():
        return None
    copy = layer.clone()
    copy.setSubsetString("")
    return _find_in(entry, copy)


def _find_in(entry: Entry, layer: Rows) -> Optional[QgsFeature]:
    """The row by its name, else by its number, else by everything that was written of it."""
    field = entry.mapping.target("uid")
    if field and layer.fields().lookupField(field) >= 0:
        wanted = f"{QgsExpression.quotedColumnRef(field)} = {QgsExpression.quotedString(entry.uid)}"
        return _first(layer.getFeatures(QgsFeatureRequest(QgsExpression(wanted))))
    near = [each for each in layer.getFeatures(QgsFeatureRequest(entry.shape.boundingBox()))
            if each.geometry().equals(entry.shape) or each.geometry().isGeosEqual(entry.shape)]
    named = [each for each in near if each.id() == entry.feature_id]
    if named or entry.feature_id >= 0:
        return _first(named)
    steady = {entry.mapping.target(name) for name in CHANGING}
    like = [each for each in near if _same(each, entry.values, steady)]
    return _first(each for each in like if _same(each, entry.values)) or (like[0] if len(like) == 1 else None)


def _same(feature: QgsFeature, values: Mapping[str, Any], besides: Iterable[str] = ()) -> bool:
    """Whether a feature holds what was written; dates, which every database keeps its own way, aside."""
    names = feature.fields().names()
    compared = {name: value for name, value in values.items()
                if isinstance(value, (str, int, float)) and name not in besides}
    return bool(compared) and all(name in names and _equal(feature.attribute(name), value)
                                  for name, value in compared.items())


def _equal(stored: Any, written: Any) -> bool:
    """Whether a value is the one written; databases round numbers."""
    if isinstance(written, str) or not isinstance(stored, (int, float)):
        return bool(stored == written)
    return math.isclose(stored, written, rel_tol=1e-6, abs_tol=1e-6)


def _first(features: Iterable[QgsFeature]) -> Optional[QgsFeature]:
    """Saved rows count up from 1, unsaved ones down from -1: the first of its kind is the original."""
    return min(features, key=lambda each: (each.id() < 0, abs(each.id())), default=None)


def _edit(layer: QgsVectorLayer, name: str, title: str, change: Callable[[], bool]) -> None:
    """One change as one edit command; a layer that was not in edit mode is committed, or put back as it was."""
    ours = not layer.isEditable()
    if ours and not layer.startEditing():
        raise OutputUnwritable(name, "its layer is read-only in QGIS")
    layer.beginEditCommand(title)
    if not change():
        layer.destroyEditCommand()
        if ours:
            layer.rollBack()
        raise OutputUnwritable(name, "QGIS did not take the change")
    layer.endEditCommand()
    if ours and not layer.commitChanges():
        said: List[str] = [line.strip() for line in layer.commitErrors() if line.strip()]
        layer.rollBack()
        why = f"its data source refused it ({said[-1]})" if said else "it is locked or read-only"
        raise OutputUnwritable(name, why, detail="; ".join(said))
    layer.triggerRepaint()
