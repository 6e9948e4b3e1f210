"""Comparison: the present answer and a second opinion, side by side or one below the other; one of them is kept."""

from __future__ import annotations

from typing import List, Optional

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import QBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ..describing.objects import State
from .answer_text import AnswerText
from .naming import named, plain_tip
from .shown import RivalShown

STACKED_BELOW = 26
"""Columns of fewer letters than twice this are hard to read."""


class Column(QWidget):
    """One answer under the name of its model."""

    pressed = pyqtSignal()

    def __init__(self, name: str, spoken: str, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.model = named(QLabel(self), f"{name}Model", self.tr("Model of this answer"))
        self.model.setTextFormat(Qt.TextFormat.PlainText)
        self.model.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        font = self.model.font()
        font.setBold(True)
        self.model.setFont(font)
        self.text = named(AnswerText(self), f"{name}Text", spoken, self.tr("An answer to compare with the other one"))
        self.text.setReadOnly(True)
        self.keep = named(QPushButton(self), f"{name}Keep", self.tr("Keep this answer"),
                          self.tr("Go on with this answer and forget the other one"))
        self.keep.clicked.connect(self.pressed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.model)
        column.addWidget(self.text, 1)
        column.addWidget(self.keep)

    def show_answer(self, model: str, text: str) -> None:
        """A growing text is continued where the reader is, not begun anew."""
        self.model.setText(model)
        self.model.setToolTip(plain_tip(model))
        shown = self.text.toPlainText()
        if shown and text.startswith(shown):
            if len(text) > len(shown):
                self.text.append(text[len(shown):])
        else:
            self.text.replace(text)


class Comparison(QWidget):
    """Two columns, stacked where the dock is narrow."""

    rivalTaken = pyqtSignal()
    rivalDropped = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("comparison")
        self.present = Column("present", self.tr("Present answer"), self)
        self.rival = Column("rival", self.tr("Answer of the other model"), self)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self.present, 1)
        self._row.addWidget(self.rival, 1)
        self.present.pressed.connect(self.rivalDropped)
        self.rival.pressed.connect(self.rivalTaken)
        self._name_buttons()

    @property
    def stacked(self) -> bool:
        """Whether one stands below the other."""
        return self._row.direction() == QBoxLayout.Direction.TopToBottom

    def tab_order(self) -> List[QWidget]:
        """Column by column."""
        return [self.present.text, self.present.keep, self.rival.text, self.rival.keep]

    def show_answers(self, present_model: str, present: str, rival: RivalShown, rival_model: str) -> None:
        """Both answers as far as they are; only a finished one can be kept instead of the present one."""
        self.present.show_answer(present_model, present)
        self.rival.show_answer(rival_model, rival.text)
        self.rival.text.setPlaceholderText(self._waiting(rival.state))
        self.rival.keep.setEnabled(rival.state in {State.DONE, State.STOPPED} and bool(rival.text.strip()))

    def clear(self) -> None:
        """Forget both."""
        self.present.show_answer("", "")
        self.rival.show_answer("", "")

    def minimumSizeHint(self) -> QSize:
        """One column is enough; then there are two rows."""
        least = self.present.minimumSizeHint().expandedTo(self.rival.minimumSizeHint())
        return QSize(least.width(), 2 * least.height() + self._row.spacing() if self.stacked else least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side only where both can be read."""
        super().resizeEvent(event)
        narrow = self.width() < 2 * STACKED_BELOW * self.fontMetrics().averageCharWidth()
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if way != self._row.direction():
            self._row.setDirection(way)
            self._name_buttons()

    def _name_buttons(self) -> None:
        self.present.keep.setText(self.tr("Keep the upper one") if self.stacked else self.tr("Keep the left one"))
        self.rival.keep.setText(self.tr("Keep the lower one") if self.stacked else self.tr("Keep the right one"))

    def _waiting(self, state: State) -> str:
        if state is State.FAILED:
            return self.tr("This model gave no answer.")
        if state is State.QUEUED:
            return self.tr("Waits for its turn…")
        if state is State.STOPPED:
            return self.tr("Stopped before there was an answer.")
        return self.tr("Looking at the object…")
