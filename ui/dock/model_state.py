"""ModelState: the line below the model that says whether it is ready, and leads to what it lacks."""

from __future__ import annotations

from typing import Dict, Optional, Tuple

from qgis.PyQt.QtCore import QEvent, Qt, pyqtSignal
from qgis.PyQt.QtGui import QPixmap
from qgis.PyQt.QtWidgets import QGridLayout, QLabel, QToolButton, QWidget

from .icons import icon
from .naming import named

SIGNS = {
    "ready": "model_ready", "good": "model_ready", "loading": "model_busy", "busy": "model_busy",
    "setup": "model_wanting", "key": "model_wanting", "failed": "state_failed", "bad": "state_failed",
}
"""Tone -> picture; any other tone is unknown."""
CURABLE = {"setup", "key"}


class ModelState(QWidget):
    """A coloured sign, a few words, and a button where something is to be set up."""

    setupPressed = pyqtSignal()
    settingsPressed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._tone = ""
        self._drawn: Dict[Tuple[str, int], QPixmap] = {}
        self.sign = QLabel(self)
        self.sign.setObjectName("modelStateSign")
        self.words = named(QLabel(self), "modelStateWords", self.tr("State of the model"))
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.cure = named(QToolButton(self), "modelCureButton", self.tr("Set up the model"),
                          self.tr("Install or enter what this model lacks"))
        self.cure.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.cure.clicked.connect(self._press)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(5)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.sign, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.words, 0, 1)
        grid.addWidget(self.cure, 1, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
        self.show_state("", "")

    def show_state(self, words: str, tone: str) -> None:
        """Say it; tone is ready, loading, setup, key, failed or unknown."""
        self._tone = tone
        self.words.setText(words)
        self.cure.setVisible(tone in CURABLE)
        self.cure.setText(self.tr("Enter key…") if tone == "key" else self.tr("Set up…"))
        self.setVisible(bool(words))
        self._draw_sign()

    def changeEvent(self, event: QEvent) -> None:
        """The sign is as high as the words."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and hasattr(self, "sign"):
            self._draw_sign()

    def _draw_sign(self) -> None:
        name, side = SIGNS.get(self._tone, "model_unknown"), int(self.words.fontMetrics().height())
        if (name, side) not in self._drawn:  # it changes twice with every object
            self._drawn[name, side] = icon(name).pixmap(side, side)
        self.sign.setPixmap(self._drawn[name, side])

    def _press(self) -> None:
        (self.settingsPressed if self._tone == "key" else self.setupPressed).emit()
