"""StepsPage: three steps to a description, shown wherever there is none yet."""

from __future__ import annotations

from typing import Optional, Sequence

from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QPainter, QPaintEvent, QPalette
from qgis.PyQt.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget


class Badge(QWidget):
    """A number in a disc of the theme's own colour."""

    def __init__(self, number: int, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._number = number
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Somewhat larger than a letter."""
        side = int(self.fontMetrics().height() * 1.5)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(QPalette.ColorRole.Highlight))
        painter.drawEllipse(self.rect())
        painter.setPen(self.palette().color(QPalette.ColorRole.HighlightedText))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()


class Steps(QWidget):
    """Numbered sentences."""

    def __init__(self, sentences: Sequence[str], parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(12)
        grid.setColumnStretch(1, 1)
        for place, sentence in enumerate(sentences):
            words = QLabel(sentence, self)
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setWordWrap(True)
            words.setMinimumWidth(80)
            grid.addWidget(Badge(place + 1, self), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, place, 1, Qt.AlignmentFlag.AlignVCenter)
