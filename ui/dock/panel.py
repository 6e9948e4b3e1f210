"""DescribePanel: the dock with raster, model, Draw, the streaming text and what to do with it.

It shows what it is told and says what was pressed; what follows is decided by the desk. Text of models is shown as
plain text only.
"""

from __future__ import annotations

from typing import Optional, Sequence

from qgis.core import QgsMapLayer, QgsMapLayerProxyModel, QgsRasterLayer
from qgis.gui import QgsDockWidget, QgsFileWidget, QgsMapLayerComboBox
from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon, QTextCursor
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ..session import State

NARROW = 260
BUNDLED = "bundled"


class DescribePanel(QgsDockWidget):
    """One object at a time: choose, draw, read, keep."""

    drawToggled = pyqtSignal(bool)
    stopPressed = pyqtSignal()
    acceptPressed = pyqtSignal()
    discardPressed = pyqtSignal()
    undoPressed = pyqtSignal()
    againPressed = pyqtSignal()
    rasterChanged = pyqtSignal(object)
    modelChosen = pyqtSignal(str)

    def __init__(self, draw_icon: QIcon, parent: Optional[QWidget] = None) -> None:
        super().__init__("Earthscribe", parent)
        self.setObjectName("earthscribeDock")
        self._make_choices()
        self._make_text()
        self._make_buttons(draw_icon)
        self._lay_out()
        self._connect()
        self.show_state(State.IDLE, keepable=False, repeatable=False)

    # --- parts

    def _make_choices(self) -> None:
        self.raster = QgsMapLayerComboBox(self)
        self.raster.setFilters(QgsMapLayerProxyModel.Filter.RasterLayer)
        self._let_shrink(self.raster)
        self._name(self.raster, "rasterBox", self.tr("Raster"),
                   self.tr("The raster to draw on; follows the active layer"))
        self.model = QComboBox(self)
        self._let_shrink(self.model)
        self._name(self.model, "modelBox", self.tr("Model"),
                   self.tr("Who describes: the bundled description from measurements, or a server from the settings"))
        self.place = QgsFileWidget(self)
        self.place.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.place.setFilter("GeoPackage (*.gpkg)")
        self.place.setConfirmOverwrite(False)
        self.place.setDialogTitle(self.tr("Keep descriptions in"))
        self.place.lineEdit().setPlaceholderText(self.tr("beside the project"))
        self._name(self.place, "placeBox", self.tr("Keep in"),
                   self.tr("GeoPackage for accepted descriptions; descriptions.gpkg beside the project when empty"))

    def _make_text(self) -> None:
        self.text = QPlainTextEdit(self)
        self.text.setMinimumHeight(110)
        self.text.setTabChangesFocus(True)
        self._name(self.text, "descriptionText", self.tr("Description"),
                   self.tr("The description; it can be edited before it is accepted"))
        self.text.setPlaceholderText(self.tr(
            "1.  Add a raster layer and choose it above.\n\n"
            "2.  Press “Draw a box”. Click both ends of one edge of the object, then its width.\n\n"
            "3.  Read the description, edit it if need be, and accept it: it becomes a feature."))
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setMaximumHeight(6)
        self._name(self.progress, "progressBar", self.tr("Progress"), "")
        self.message = QLabel(self)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._name(self.message, "stateLine", self.tr("State"), "")

    def _make_buttons(self, draw_icon: QIcon) -> None:
        self.draw = QPushButton(draw_icon, self.tr("Draw a &box"), self)
        self.draw.setCheckable(True)
        self.draw.setIconSize(QSize(20, 20))
        self._name(self.draw, "drawButton", self.tr("Draw a box"),
                   self.tr("Two clicks for one edge of the object, a third for its width; Esc begins anew"))
        self.stop = QPushButton(self.tr("S&top"), self)
        self._name(self.stop, "stopButton", self.tr("Stop"), self.tr("End the answer here and keep what was said"))
        self.again = QPushButton(self.tr("Tr&y again"), self)
        self._name(self.again, "againButton", self.tr("Try again"), self.tr("Ask the chosen model about the same box"))
        self.undo = QPushButton(self.tr("&Undo"), self)
        self._name(self.undo, "undoButton", self.tr("Undo"),
                   self.tr("Take the feature out of the layer again and go on with its text"))
        self.undo.hide()
        self.accept = QPushButton(self.tr("&Accept"), self)
        self._name(self.accept, "acceptButton", self.tr("Accept"), self.tr("Keep the description as a feature"))
        self.discard = QPushButton(self.tr("D&iscard"), self)
        self._name(self.discard, "discardButton", self.tr("Discard"), self.tr("Forget this description"))

    @staticmethod
    def _let_shrink(box: QComboBox) -> None:
        """Long names must not widen the dock."""
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(8)
        box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @staticmethod
    def _name(widget: QWidget, name: str, spoken: str, tip: str) -> None:
        widget.setObjectName(name)
        widget.setAccessibleName(spoken)
        widget.setToolTip(tip)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(self.tr("Raster"), self.raster)
        form.addRow(self.tr("Model"), self.model)
        first, middle, last = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.draw, 2)
        first.addWidget(self.stop, 1)
        middle.addStrut(self.undo.sizeHint().height())  # the text does not jump when a button comes or goes
        middle.addWidget(self.message, 1)
        middle.addWidget(self.again)
        middle.addWidget(self.undo)
        last.addWidget(self.accept, 2)
        last.addWidget(self.discard, 1)
        keep = QFormLayout()
        keep.addRow(self.tr("Keep in"), self.place)
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addLayout(form)
        column.addLayout(first)
        column.addWidget(self.text, 1)
        column.addWidget(self.progress)
        column.addLayout(middle)
        column.addLayout(keep)
        column.addLayout(last)
        body.setMinimumWidth(NARROW)
        self.setWidget(body)
        for before, after in zip(self._tab_order(), self._tab_order()[1:]):
            QWidget.setTabOrder(before, after)

    def _tab_order(self) -> Sequence[QWidget]:
        return (self.raster, self.model, self.draw, self.stop, self.text, self.again, self.undo, self.place,
                self.accept, self.discard)

    def _connect(self) -> None:
        self.draw.toggled.connect(self.drawToggled)
        self.text.textChanged.connect(self._allow_accept)
        self.stop.clicked.connect(self.stopPressed)
        self.accept.clicked.connect(self.acceptPressed)
        self.discard.clicked.connect(self.discardPressed)
        self.undo.clicked.connect(self.undoPressed)
        self.again.clicked.connect(self.againPressed)
        self.raster.layerChanged.connect(self._raster_changed)
        self.model.activated.connect(lambda _: self.modelChosen.emit(self.chosen_model()))

    # --- what it is told

    def offer_models(self, names: Sequence[str], chosen: str) -> None:
        """Fill the list of models; one that is gone gives way to the first."""
        self.model.clear()
        for name in names:
            self.model.addItem(self.tr("Bundled (measured facts)") if name == BUNDLED else name, name)
        self.model.setCurrentIndex(max(0, self.model.findData(chosen)))

    def follow(self, layer: Optional[QgsMapLayer]) -> None:
        """The user made another layer active."""
        if isinstance(layer, QgsRasterLayer) and layer.isValid():
            self.raster.setLayer(layer)

    def show_state(self, state: State, *, keepable: bool, repeatable: bool) -> None:
        """Enable what can be done now and say where things stand."""
        if state in {State.IDLE, State.FRAMING}:
            self.text.clear()
        self.text.setReadOnly(not (keepable and state in {State.DONE, State.STOPPED}))
        self.stop.setEnabled(state.busy)
        self._allow_accept()
        self.discard.setEnabled(state not in {State.IDLE, State.KEEPING})
        self.again.setVisible(repeatable)
        self.draw.setEnabled(self.raster.currentLayer() is not None)
        self.progress.setRange(0, 0 if state.busy else 1)
        self.progress.setVisible(state.busy)
        self.say(self.tr("Stopped before there was a description.")
                 if state is State.STOPPED and not keepable else self._sentence(state))

    def show_progress(self, step: str, fraction: float) -> None:
        """What is being done before text comes."""
        self.say(step)
        self.progress.setRange(0, 0 if fraction < 0 else 100)
        self.progress.setValue(int(100 * max(0.0, fraction)))

    def say(self, sentence: str) -> None:
        """The state line."""
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))

    def append(self, text: str) -> None:
        """More of the answer; the view follows unless the user scrolled away or selected something."""
        bar = self.text.verticalScrollBar()
        following = bar.value() >= bar.maximum() - 2
        cursor = QTextCursor(self.text.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(text)
        if following:
            bar.setValue(bar.maximum())

    def replace(self, text: str) -> None:
        """The whole answer."""
        if text != self.text.toPlainText():
            self.text.setPlainText(text)
        self.text.document().clearUndoRedoStacks()  # Ctrl+Z undoes what the user typed, not what the model said
        self.text.document().setModified(False)

    def bring_back(self, text: str, *, changed: bool) -> None:
        """A text that had been accepted, to be edited further."""
        self.replace(text)
        self.text.document().setModified(changed)
        self.text.setFocus()

    def offer_undo(self, possible: bool) -> None:
        """Whether what was accepted last can be taken back."""
        self.undo.setVisible(possible)

    # --- what it says

    def chosen_model(self) -> str:
        """The model's name."""
        return str(self.model.currentData() or BUNDLED)

    def chosen_place(self) -> str:
        """What the user wrote as the GeoPackage, "" for the one beside the project."""
        return str(self.place.filePath()).strip()

    def _allow_accept(self) -> None:
        """Only what is finished and says something can be kept."""
        self.accept.setEnabled(not self.text.isReadOnly() and bool(self.text.toPlainText().strip()))

    def _raster_changed(self, layer: Optional[QgsMapLayer]) -> None:
        self.draw.setEnabled(layer is not None)
        self.rasterChanged.emit(layer)

    def _sentence(self, state: State) -> str:
        sentences = {
            State.WAITING: self.tr("Looking at the object…"),
            State.STREAMING: self.tr("Describing…"),
            State.DONE: self.tr("Edit the text if need be, then accept it."),
            State.KEEPING: self.tr("Writing the file…"),
            State.STOPPED: self.tr("Stopped. What was said can be edited and accepted."),
        }
        return sentences.get(state, "")
