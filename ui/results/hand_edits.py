"""A text edited by hand in QGIS - in the form, the table, the field calculator - becomes `edited`, with its date.

Heard are layers that carry our fields. Status and date change in the edit command of the text, so that one Undo takes
all three back. Whoever sets the status in the same command has the last word. Changes outside an edit command are
QGIS' own Undo and Redo, which bring their own values back, and scripts, which know what they do. The field calculator
writes all rows, also those whose text it leaves as it was: those are not edited, and a rejected one stays rejected.
"""

from __future__ import annotations

from typing import Any, Dict, Iterable, List, Sequence, Set

from qgis.core import QgsFeatureRequest, QgsField, QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QDateTime, QObject, Qt

TEXT, STATUS, DATE = "description", "status", "edited"
CARRIED = {"uid", "polygon_px", TEXT, STATUS, DATE}
"""The fields by which a layer of ours is known, and those that change."""
ONE_BY_ONE, MOST = 20, 200_000
"""So many rows are asked for singly; who changes more gets them all at once, if there are no more than so many."""


class _Saved:
    """Text, status and date of rows as they stand in the data source, read while they are changed.

    QGIS' Undo asks the layer for every value whose old one it was not told, which takes minutes after the field
    calculator.
    """

    def __init__(self, layer: QgsVectorLayer) -> None:
        self._layer = layer
        self._rows: Dict[int, Dict[str, Any]] = {}
        self._all = False

    def of(self, feature_id: int) -> Dict[str, Any]:
        """Values by our names; nothing for a row that is not saved yet."""
        if feature_id < 0:
            return {}
        if feature_id not in self._rows and not self._all:
            provider = self._layer.dataProvider()
            self._all = len(self._rows) >= ONE_BY_ONE and 0 <= provider.featureCount() <= MOST
            self._read(QgsFeatureRequest() if self._all else QgsFeatureRequest(feature_id))
        return self._rows.get(feature_id, {})

    def _read(self, request: QgsFeatureRequest) -> None:
        provider = self._layer.dataProvider()
        wanted = {name: provider.fields().lookupField(name) for name in (TEXT, STATUS, DATE)}
        wanted = {name: index for name, index in wanted.items() if index >= 0}
        request.setFlags(QgsFeatureRequest.Flag.NoGeometry).setSubsetOfAttributes(list(wanted.values()))
        for row in provider.getFeatures(request):
            self._rows[row.id()] = {name: row.attribute(index) for name, index in wanted.items()}

    def forget(self) -> None:
        """The data source changes, or nobody edits any more."""
        self._rows.clear()
        self._all = False


class _Heard(QObject):
    """One layer that carries our fields."""

    def __init__(self, layer: QgsVectorLayer, parent: QObject) -> None:
        super().__init__(parent)
        self._layer = layer
        self._commands = 0
        self._settled: Set[int] = set()
        self._texts: Dict[int, Any] = {}
        self._saved = _Saved(layer)
        self._writing = False
        layer.editCommandStarted.connect(self._begin)
        layer.editCommandEnded.connect(self._end)
        layer.editCommandDestroyed.connect(self._end)
        layer.attributeValueChanged.connect(self._changed)
        layer.editingStopped.connect(self._forget)
        layer.afterCommitChanges.connect(self._forget)

    def close(self) -> None:
        """Hear nothing any more."""
        layer = self._layer
        if not sip.isdeleted(layer):
            layer.editCommandStarted.disconnect(self._begin)
            layer.editCommandEnded.disconnect(self._end)
            layer.editCommandDestroyed.disconnect(self._end)
            layer.attributeValueChanged.disconnect(self._changed)
            layer.editingStopped.disconnect(self._forget)
            layer.afterCommitChanges.disconnect(self._forget)
        self.deleteLater()

    def _begin(self, _title: str) -> None:
        self._commands += 1

    def _end(self) -> None:
        self._commands = max(0, self._commands - 1)
        self._settled.clear()

    def _forget(self) -> None:
        self._commands = 0
        self._settled.clear()
        self._texts.clear()
        self._saved.forget()

    def _changed(self, feature_id: int, index: int, value: Any) -> None:
        if self._writing:
            return
        name = self._layer.fields().at(index).name()
        if name == STATUS and self._commands:
            self._settled.add(feature_id)
        elif name == TEXT:
            before, self._texts[feature_id] = self._texts.get(feature_id), value
            if self._commands and feature_id not in self._settled:
                saved = self._saved.of(feature_id)
                if value != (saved.get(TEXT) if before is None else before):
                    self._mark(feature_id, saved)

    def _mark(self, feature_id: int, saved: Dict[str, Any]) -> None:
        fields = self._layer.fields()
        date = fields.lookupField(DATE)
        self._writing = True
        try:
            for index, value, before in ((fields.lookupField(STATUS), "edited", saved.get(STATUS)),
                                         (date, _now(fields.at(date)), saved.get(DATE))):
                self._layer.changeAttributeValue(feature_id, index, value, before)
        finally:
            self._writing = False


def _now(field: QgsField) -> Any:
    from ..host.mapping import MOMENT, STRING, code

    moment, kind = QDateTime.currentDateTimeUtc(), code(field)
    if kind == STRING:
        return moment.toString(Qt.DateFormat.ISODateWithMs)
    return moment if kind == MOMENT else moment.date()


class HandEdits(QObject):
    """Hears every layer of descriptions in the project, those that come later, too."""

    def __init__(self, project: QgsProject, parent: QObject) -> None:
        super().__init__(parent)
        self._project = project
        self._heard: Dict[str, _Heard] = {}
        project.layersAdded.connect(self._come)
        project.layersWillBeRemoved.connect(self._go)
        self.look_again()

    def look_again(self) -> None:
        """Hear layers, too, that were given our fields since they came."""
        self._come(self._project.mapLayers().values())

    def close(self) -> None:
        """Hear nothing any more."""
        self._project.layersAdded.disconnect(self._come)
        self._project.layersWillBeRemoved.disconnect(self._go)
        self._go(list(self._heard))

    def _come(self, layers: Iterable[QgsMapLayer]) -> None:
        for layer in layers:
            if isinstance(layer, QgsVectorLayer) and carries(layer) and layer.id() not in self._heard:
                self._heard[layer.id()] = _Heard(layer, self)

    def _go(self, ids: Sequence[str]) -> None:
        gone: List[_Heard] = [self._heard.pop(each) for each in ids if each in self._heard]
        for each in gone:
            each.close()


def carries(layer: QgsMapLayer) -> bool:
    """Whether a layer has the fields of ours that this is about."""
    return isinstance(layer, QgsVectorLayer) and layer.isValid() and set(layer.fields().names()) >= CARRIED
