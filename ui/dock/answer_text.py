"""AnswerText: the description as plain text; it can be read while it streams and edited when it is done."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QSize, pyqtSignal
from qgis.PyQt.QtGui import QTextCursor
from qgis.PyQt.QtWidgets import QPlainTextEdit, QWidget

LEAST_LINES, GOOD_LINES = 5, 6
AIR = 6
"""Pixels round the text."""


class AnswerText(QPlainTextEdit):
    """Nothing a model says is taken for markup."""

    edited = pyqtSignal(str)
    """The user changed the text; what the model says is not reported."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._told = self._growing = False
        self._following = True
        self.document().setDocumentMargin(AIR)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._report)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._follow)

    def append(self, text: str) -> None:
        """More of the answer; the view follows unless the user scrolled away or selected something."""
        self._growing = True
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        self._told = True
        cursor.insertText(text)
        self._told = False

    def replace(self, text: str, *, changed: bool = False) -> None:
        """The whole answer; `changed` where the user had a hand in it.

        One that grew here stands at its beginning then, unless its reader went to some place of it.
        """
        bar, grown = self.verticalScrollBar(), self._growing
        place = bar.value() if not self._following or self.textCursor().hasSelection() else 0
        self._growing = False
        if text != self.toPlainText():
            self._told = True
            self.setPlainText(text)
            self._told = False
            self._scrolled()
        if grown:
            bar.setValue(place)
        self.document().clearUndoRedoStacks()  # Ctrl+Z undoes what the user typed, not what the model said
        self.document().setModified(changed)

    def sizeHint(self) -> QSize:
        """Room to read."""
        return QSize(240, self._high(GOOD_LINES))

    def minimumSizeHint(self) -> QSize:
        """Some lines in any dock."""
        return QSize(120, self._high(LEAST_LINES))

    def _high(self, lines: int) -> int:
        return int(lines * self.fontMetrics().lineSpacing() + 2 * (AIR + self.frameWidth()))

    def _scrolled(self) -> None:
        bar = self.verticalScrollBar()
        self._following = bar.value() >= bar.maximum() - 2

    def _follow(self) -> None:
        """More text, or less room for it."""
        bar = self.verticalScrollBar()
        if self._growing and self._following:
            bar.setValue(bar.maximum())

    def _report(self) -> None:
        if not self._told:
            self.edited.emit(self.toPlainText())
