"""MappingDialog: which field of a layer takes what; a line per field of ours, the technical ones on demand.

Fields whose type does not fit are listed with the reason and cannot be chosen. A field takes one thing: chosen for a
second one, it leaves the first. What was chosen is remembered for the layer.
"""

from __future__ import annotations

from typing import Dict, List, Optional, Tuple

from qgis.core import QgsField, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, Qt
from qgis.PyQt.QtGui import QStandardItem, QStandardItemModel, QWheelEvent
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...inference.errors import EarthscribeError
from ...inference.exchange.schema import FIELDS, Field
from ..host import mapping, store
from ..host.layer_words import called

OURS, THEIRS, NOTE = range(3)
FIRST = ("description", "category", "status")
LINES: Tuple[Field, ...] = tuple(sorted(FIELDS, key=lambda field: (
    field.hidden, FIRST.index(field.name) if field.name in FIRST else len(FIRST))))
"""What matters most stands first, what is technical last."""


class _Choice(QComboBox):
    """A list that the wheel changes only when it has the focus: the table scrolls under the mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the table scroll."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class MappingDialog(QDialog):
    """A table of our fields and the layer's."""

    def __init__(self, layer: QgsVectorLayer, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("mappingDialog")
        self.setWindowTitle(self.tr("Fields of “{layer}”").format(layer=layer.name()))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        self._layer = layer
        self.layer_id = layer.id()
        self._choices: Dict[str, _Choice] = {}
        self._make_parts()
        self._lay_out()
        chosen = mapping.mapping_for(layer)
        self._show_technical(on=any(field.hidden and chosen.target(field.name) for field in FIELDS))
        self._fill(chosen)
        self.resize(620, 520)
        self._choices["description"].setFocus()

    # --- parts

    def _make_parts(self) -> None:
        self.intro = QLabel(self.tr("Choose what goes into which field of the layer. What goes into none is not kept."),
                            self)
        self.intro.setWordWrap(True)
        self.table = QTableWidget(len(LINES), 3, self)
        self._name(self.table, "mappingTable", self.tr("Fields"), "")
        self.table.setHorizontalHeaderLabels([self.tr("Of the description"), self.tr("Field of the layer"),
                                              self.tr("Note")])
        self.table.verticalHeader().hide()
        self.table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setShowGrid(False)
        self.table.setAlternatingRowColors(True)
        self.table.setWordWrap(True)
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, mode in ((OURS, QHeaderView.ResizeMode.ResizeToContents), (THEIRS, QHeaderView.ResizeMode.Stretch),
                             (NOTE, QHeaderView.ResizeMode.ResizeToContents)):
            header.setSectionResizeMode(column, mode)
        self.technical = QCheckBox(self.tr("Show &technical fields"), self)
        self._name(self.technical, "technicalBox", self.tr("Show technical fields"),
                   self.tr("Where the object lies in the file, which model answered, and how it was asked"))
        self.technical.toggled.connect(self._toggle)
        self.match = QPushButton(self.tr("&Match by name"), self)
        self._name(self.match, "matchButton", self.tr("Match by name"),
                   self.tr("Choose the fields whose name or alias fits"))
        self.match.clicked.connect(lambda: self._fill(mapping.automatic(self._layer.fields())))
        self.add = QPushButton(self.tr("&Add missing fields"), self)
        self._name(self.add, "addFieldsButton", self.tr("Add missing fields"),
                   self.tr("Add a field to the layer for each line above that has none"))
        self.add.clicked.connect(self._add_missing)
        self.message = QLabel(self)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        self._name(self.message, "mappingMessage", self.tr("State"), "")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel,
                                        self)
        self.buttons.accepted.connect(self._remember)
        self.buttons.rejected.connect(self.reject)

    @staticmethod
    def _name(widget: QWidget, name: str, spoken: str, tip: str) -> None:
        widget.setObjectName(name)
        widget.setAccessibleName(spoken)
        widget.setToolTip(tip)

    def _lay_out(self) -> None:
        for row, field in enumerate(LINES):
            item = QTableWidgetItem(called(field.alias))
            item.setToolTip(f"{field.name}: {field.meaning}")
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.table.setItem(row, OURS, item)
            note = QTableWidgetItem("")
            note.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.table.setItem(row, NOTE, note)
            choice = _Choice(self.table)
            choice.setObjectName(f"choice_{field.name}")
            choice.setAccessibleName(called(field.alias))
            choice.currentIndexChanged.connect(lambda _, each=field: self._chosen(each))
            self._choices[field.name] = choice
            self.table.setCellWidget(row, THEIRS, choice)
        line = QHBoxLayout()
        line.addWidget(self.technical, 1)
        line.addWidget(self.match)
        line.addWidget(self.add)
        column = QVBoxLayout(self)
        column.addWidget(self.intro)
        column.addWidget(self.table, 1)
        column.addLayout(line)
        column.addWidget(self.message)
        column.addWidget(self.buttons)
        order: List[QWidget] = [*self._choices.values(), self.technical, self.match, self.add, self.buttons]
        for before, after in zip(order, order[1:]):
            QWidget.setTabOrder(before, after)

    # --- what it shows

    def _fill(self, chosen: mapping.FieldMapping) -> None:
        for ours in LINES:
            choice, target = self._choices[ours.name], chosen.target(ours.name)
            choice.blockSignals(True)
            offered = QStandardItemModel(choice)  # the one before is the choice's own, too, and goes with it
            offered.appendRow(_item("—", "", self.tr("Not kept")))
            for theirs in self._layer.fields().toList():
                if theirs.name() == target or not ours.hidden or self.technical.isChecked():  # what nobody sees waits
                    offered.appendRow(self._offer(ours, theirs))
            choice.setModel(offered)
            choice.setCurrentIndex(max(0, choice.findData(target)))
            choice.blockSignals(False)
            self._say_of(ours)
        self._say()

    @staticmethod
    def _offer(ours: Field, theirs: QgsField) -> QStandardItem:
        why = mapping.refusal(ours, theirs)
        item = _item(f"{theirs.name()} – {why}" if why else theirs.name(), theirs.name(), why or theirs.alias())
        item.setEnabled(not why)
        return item

    def _chosen(self, ours: Field) -> None:
        """A field of the layer takes one thing."""
        taken = self._choices[ours.name].currentData()
        for other in FIELDS:
            choice = self._choices[other.name]
            if taken and other.name != ours.name and choice.currentData() == taken:
                choice.setCurrentIndex(0)
        self._say_of(ours)
        self._say()

    def _say_of(self, ours: Field) -> None:
        index = self._layer.fields().lookupField(self._choices[ours.name].currentData() or "")
        note = ""
        if index >= 0:
            theirs = self._layer.fields().at(index)
            held, kind = mapping.limit(theirs), mapping.code(theirs)
            if ours.kind in {"text", "json"} and held:
                said = (self.tr("at most {count} bytes") if mapping.encoding_of(self._layer)
                        else self.tr("at most {count} characters"))
                note = said.format(count=held)
            elif ours.kind in {"real", "integer", "date"} and kind == mapping.STRING:
                note = self.tr("as text")
            elif ours.kind == "date" and kind == mapping.DATE:
                note = self.tr("only the day")
        row = LINES.index(ours)
        self.table.item(row, NOTE).setText(note)

    def _say(self, sentence: str = "") -> None:
        if not sentence and not self._choices["description"].currentData():
            sentence = self.tr("The description itself goes nowhere yet.")
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))

    def _toggle(self, on: bool) -> None:
        self._show_technical(on=on)
        self._fill(self.mapping())

    def _show_technical(self, *, on: bool) -> None:
        for row, field in enumerate(LINES):
            self.table.setRowHidden(row, field.hidden and not on)
        self.technical.blockSignals(True)
        self.technical.setChecked(on)
        self.technical.blockSignals(False)

    # --- what it does

    def mapping(self) -> mapping.FieldMapping:
        """What is chosen now."""
        return mapping.FieldMapping(tuple((name, str(choice.currentData())) for name, choice in self._choices.items()
                                          if choice.currentData()))

    def _add_missing(self) -> None:
        shown = [field for row, field in enumerate(LINES) if not self.table.isRowHidden(row)]
        before = self.mapping()
        wanted = mapping.missing(before, shown)
        try:
            made = store.add_fields(self._layer, wanted)
        except EarthscribeError as error:
            self._say(error.sentence())
            return
        self._fill(mapping.FieldMapping((*before.pairs, *made.items())))
        if made:
            self._say(self.tr("{count} fields were added to the layer.").format(count=len(made)))

    def _remember(self) -> None:
        if not sip.isdeleted(self._layer):
            mapping.remember(self._layer, self.mapping())
            self.accept()

    def changeEvent(self, event: QEvent) -> None:
        """Rows follow the size of the letters."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "table"):
            self.table.resizeRowsToContents()


def _item(words: str, name: str, more: str) -> QStandardItem:
    item = QStandardItem(words)
    item.setData(name, Qt.ItemDataRole.UserRole)
    item.setToolTip(more)
    return item
