"""WrappingRow: buttons side by side, in as many lines as the width asks for; nothing is cut off at large fonts."""

from __future__ import annotations

from typing import Dict, List, Optional, Sequence

from qgis.PyQt.QtCore import QEvent, QObject, QRect, QSize, Qt
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

GAP = 6
GIVE = 7
"""So many pixels of the air in a button may go before it moves to a line of its own."""
LOOKS = (QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.Polish, QEvent.Type.PolishRequest,
         QEvent.Type.LanguageChange, QEvent.Type.UpdateRequest, QEvent.Type.LayoutDirectionChange)


class WrappingRow(QWidget):
    """Each line is filled to the full width; a widget grows by its stretch, one of stretch 0 keeps its size."""

    def __init__(self, widgets: Sequence[QWidget], stretches: Sequence[int], parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._widgets = tuple(widgets)
        self._stretches = tuple(stretches)
        self._hints: Dict[int, QSize] = {}
        """What each widget asks for, until something changes: a style takes long to say it."""
        for each in self._widgets:
            each.setParent(self)
            each.installEventFilter(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """More lines where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its lines."""
        heights = [self._height(line) for line in self._lines(width)]
        return sum(heights) + GAP * (len(heights) - 1)

    def sizeHint(self) -> QSize:
        """All in one line."""
        widths = [self._width(index) for index in self._places()]
        return QSize(sum(widths) + GAP * (len(widths) - 1), self._height(list(self._places())))

    def minimumSizeHint(self) -> QSize:
        """One below the other."""
        width = max([self._width(index) for index in self._places()], default=0)
        return QSize(width, self._height(list(self._places())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self._lay_out()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What a widget asks for is asked again when it looks otherwise."""
        if event.type() in LOOKS:
            self._hints.clear()
        return bool(super().eventFilter(watched, event))

    def event(self, event: QEvent) -> bool:
        """Follow buttons that come, go, or get another text."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._hints.clear()
            self.updateGeometry()
            self._lay_out()
        return bool(super().event(event))

    def _places(self) -> Sequence[int]:
        """Of the widgets that take room: a hidden one does where its size policy says so."""
        return [index for index, each in enumerate(self._widgets)
                if not each.isHidden() or each.sizePolicy().retainSizeWhenHidden()]

    def _hint(self, index: int) -> QSize:
        if index not in self._hints:
            self._hints[index] = self._widgets[index].sizeHint()
        return self._hints[index]

    def _width(self, index: int) -> int:
        return int(self._hint(index).width())

    def _height(self, line: Sequence[int]) -> int:
        return max([int(self._hint(index).height()) for index in line], default=0)

    def _lines(self, width: int) -> List[List[int]]:
        lines: List[List[int]] = []
        for index in self._places():
            longer = [*lines[-1], index] if lines else []
            give = GIVE * sum(1 for each in longer if self._stretches[each])
            if longer and self._asked(longer) - give <= width:
                lines[-1] = longer
            else:
                lines.append([index])
        return lines

    def _asked(self, line: Sequence[int]) -> int:
        return sum(map(self._width, line)) + GAP * (len(line) - 1)

    def _lay_out(self) -> None:
        top = 0
        for line in self._lines(self.width()):
            height = self._height(line)
            spare = self.width() - self._asked(line)
            shares = self._shares(line, equal=spare < 0)
            left, given = 0, 0
            for place, index in enumerate(line):
                whole = sum(shares)
                until = round(spare * sum(shares[:place + 1]) / whole) if whole else 0
                width = self._width(index) + until - given
                given = until
                self._put(index, QRect(left, top, min(width, self.width()), height))
                left += width + GAP
            top += height + GAP

    def _shares(self, line: Sequence[int], *, equal: bool) -> List[int]:
        """Who gets how much of the spare width; what is lacking is taken from all that can give alike."""
        return [min(self._stretches[index], 1) if equal else self._stretches[index] for index in line]

    def _put(self, index: int, place: QRect) -> None:
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            place.moveLeft(self.width() - place.x() - place.width())
        self._widgets[index].setGeometry(place)
