"""ToolsMenu: what can be done with an object beside deciding on it."""

from __future__ import annotations

from typing import List, Optional, Tuple

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAction, QMenu, QToolButton, QWidget

from ..describing.objects import State
from .icons import icon
from .naming import named


class ToolsMenu(QToolButton):
    """A button with a menu; what makes no sense now is grey."""

    openChipPressed = pyqtSignal()
    copyPressed = pyqtSignal()
    comparePressed = pyqtSignal(str)
    exchangePressed = pyqtSignal()
    zoomPressed = pyqtSignal()
    undoPressed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        named(self, "toolsButton", self.tr("More to do"), self.tr("More to do with this object"))
        self.setIcon(icon("more"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        menu = QMenu(self)
        menu.setObjectName("toolsMenu")
        menu.setToolTipsVisible(True)
        self.open_chip = self._action(menu, "openChipAction", self.tr("Open the chip"),
                                      self.tr("Open the picture the model saw"))
        self.copy = self._action(menu, "copyAction", self.tr("Copy as text"), self.tr(
            "The description with its measurements to the clipboard"))
        self.compare = QMenu(self.tr("Ask again with another model"), menu)
        self.compare.setObjectName("compareMenu")
        menu.addMenu(self.compare)
        self.exchange = self._action(menu, "exchangeAction", self.tr("Show request and answer…"),
                                     self.tr("What exactly was sent, and what came back"))
        self.zoom = self._action(menu, "zoomAction", self.tr("Zoom to in file pixels"),
                                 self.tr("The object on the map, one pixel of the file on one of the screen"))
        menu.addSeparator()
        self.undo = self._action(menu, "undoAction", self.tr("Undo"), self.tr(
            "Take the feature kept last out of its layer again"))
        self.setMenu(menu)
        for action, signal in ((self.open_chip, self.openChipPressed), (self.copy, self.copyPressed),
                               (self.exchange, self.exchangePressed), (self.zoom, self.zoomPressed),
                               (self.undo, self.undoPressed)):
            action.triggered.connect(lambda _checked=False, signal=signal: signal.emit())
        self.undo.setEnabled(False)

    def offer_models(self, models: List[Tuple[str, str]]) -> None:
        """The models a second opinion can be had from: name and title."""
        self.compare.clear()
        for name, title in models:
            action = self.compare.addAction(title.replace("&", "&&"))
            action.setObjectName("compareWith")
            action.setData(name)
            action.triggered.connect(lambda _checked=False, name=name: self.comparePressed.emit(name))

    def show_state(self, state: State, *, keepable: bool) -> None:
        """Grey out what makes no sense for an object that stands there."""
        answered = keepable or state in {State.KEPT, State.REJECTED}
        self.open_chip.setEnabled(answered or state is State.FAILED)
        self.exchange.setEnabled(answered or state is State.FAILED)
        self.copy.setEnabled(answered)
        self.compare.setEnabled(keepable and state in {State.DONE, State.STOPPED} and bool(self.compare.actions()))
        self.zoom.setEnabled(state is not State.IDLE)

    @staticmethod
    def _action(menu: QMenu, name: str, text: str, tip: str) -> QAction:
        action = menu.addAction(text)
        action.setObjectName(name)
        action.setToolTip(tip)
        return action
