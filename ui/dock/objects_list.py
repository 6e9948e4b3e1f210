"""ObjectsBox: this session's objects, each with its state, in the order they came."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import Dict, List, Optional, Sequence

from qgis.PyQt.QtCore import QEvent, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon, QKeyEvent, QResizeEvent
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..describing.objects import State
from .icons import icon, state_icon
from .naming import named
from .shown import Row

NUMBER = Qt.ItemDataRole.UserRole
ROWS, LEAST_ROWS = 4, 2
BACK, FORTH = "Alt+Left", "Alt+Right"


class ObjectList(QListWidget):
    """Up and Down go through the objects, Enter shows one again, Delete forgets it."""

    chosen = pyqtSignal(int)
    forgotten = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setUniformItemSizes(True)
        self.setTabKeyNavigation(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.itemClicked.connect(self._choose)

    def event(self, event: QEvent) -> bool:
        """Delete belongs to the list, even where a window has it for something else."""
        if (isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
                and event.key() == Qt.Key.Key_Delete):
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys named above; every other key is the list's own."""
        if event.key() == Qt.Key.Key_Delete:
            if self.currentItem() is not None:
                self.forgotten.emit()
            return
        before = self.currentItem()
        super().keyPressEvent(event)
        item = self.currentItem()
        if item is not before or event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(item)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The object that is shown stays in sight when the dock gives the list less room."""
        super().resizeEvent(event)
        if self.currentItem() is not None:
            self.scrollToItem(self.currentItem())

    def sizeHint(self) -> QSize:
        """Some rows; the rest is scrolled."""
        return QSize(200, self._high(ROWS))

    def minimumSizeHint(self) -> QSize:
        """Enough to see that there are more."""
        return QSize(100, self._high(LEAST_ROWS))

    def _high(self, rows: int) -> int:
        row = self.sizeHintForRow(0) if self.count() else max(self.fontMetrics().lineSpacing() + 4, 20)
        return int(rows * row + 2 * self.frameWidth() + 2)

    def _choose(self, item: Optional[QListWidgetItem]) -> None:
        if item is not None:
            self.chosen.emit(int(item.data(NUMBER)))


class ObjectsBox(QWidget):
    """The list with how many wait, and the way to the object before and after."""

    objectChosen = pyqtSignal(int)
    discardPressed = pyqtSignal()
    stopAllPressed = pyqtSignal()
    previousPressed = pyqtSignal()
    nextPressed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()
        self._signs: Dict[State, QIcon] = {}
        self.count = named(QLabel(self), "objectsCount", self.tr("Objects"))
        self.count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.stop_all = named(QToolButton(self), "stopAllButton", self.tr("Stop all"),
                              self.tr("Begin none of those that wait, and end the one at work"))
        self.stop_all.setText(self.tr("Stop all"))
        self.previous = named(QToolButton(self), "previousButton", self.tr("Previous object"),
                              self.tr("Go to the object before this one"), BACK)
        self.next = named(QToolButton(self), "nextButton", self.tr("Next object"),
                          self.tr("Go to the object after this one"), FORTH)
        self.previous.setIcon(icon("back"))
        self.next.setIcon(icon("forth"))
        for button in (self.stop_all, self.previous, self.next):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.list = named(ObjectList(self), "objectsList", self.tr("Objects of this session"), self.tr(
            "Click an object to see it on the map and its text below; Delete forgets the one shown"))
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.count, 1)
        for button in (self.stop_all, self.previous, self.next):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self.list.chosen.connect(self.objectChosen)
        self.list.forgotten.connect(self.discardPressed)
        self.stop_all.clicked.connect(self.stopAllPressed)
        self.previous.clicked.connect(self.previousPressed)
        self.next.clicked.connect(self.nextPressed)
        self.show_rows(())

    def tab_order(self) -> List[QWidget]:
        """The list first, it is what people want."""
        return [self.stop_all, self.previous, self.next, self.list]

    def show_rows(self, rows: Sequence[Row]) -> None:
        """The objects of this session; without any there is nothing to see."""
        self._rows = tuple(rows)
        while self.list.count() > len(rows):
            self.list.takeItem(self.list.count() - 1)
        while self.list.count() < len(rows):
            self.list.addItem(QListWidgetItem())
        for place, row in enumerate(rows):
            self._fill(self.list.item(place), row)
        self._show_current()
        waiting = sum(1 for row in rows if row.place_in_queue > 0)
        objects = self.tr("Objects: {number}").format(number=len(rows))
        queue = self.tr("{number} waiting").format(number=waiting)
        self.count.setText(queue if waiting else objects)
        self.count.setToolTip(f"{objects}, {queue}" if waiting else objects)
        self.stop_all.setVisible(waiting > 0)
        self.setVisible(bool(rows))

    def retitle(self, number: int, title: str) -> None:
        """One object is called otherwise now."""
        for place, row in enumerate(self._rows):
            if row.number == number and row.title != title:
                self._rows = (*self._rows[:place], replace(row, title=title), *self._rows[place + 1:])
                self._fill(self.list.item(place), self._rows[place])

    def _show_current(self) -> None:
        here = next((place for place, row in enumerate(self._rows) if row.current), -1)
        if here != self.list.currentRow():
            self.list.setCurrentRow(here)
            if here >= 0:
                self.list.scrollToItem(self.list.item(here))
        self.previous.setEnabled(here != 0 and bool(self._rows))
        self.next.setEnabled(here < len(self._rows) - 1)

    def _fill(self, item: QListWidgetItem, row: Row) -> None:
        state = self._words(row)
        title = " ".join(row.title.split()) or state
        text = f"{row.number}  {title}"
        if item.text() == text and item.data(NUMBER + 1) == (row.state, row.place_in_queue):
            return
        item.setText(text)
        if row.state not in self._signs:  # drawn once: there may be hundreds of rows
            self._signs[row.state] = state_icon(row.state)
        item.setIcon(self._signs[row.state])
        item.setData(NUMBER, row.number)
        item.setData(NUMBER + 1, (row.state, row.place_in_queue))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{row.number}, {title}, {state}")
        item.setToolTip(f"<p>{row.number}  {escape(title)}</p><p><i>{escape(state)}</i></p>")

    def _words(self, row: Row) -> str:
        if row.state is State.QUEUED:
            if row.place_in_queue > 1:
                return self.tr("waiting, place {place}").format(place=row.place_in_queue)
            return self.tr("waiting, next one")
        return {
            State.FRAMING: self.tr("being prepared"), State.WAITING: self.tr("being looked at"),
            State.STREAMING: self.tr("being described"), State.DONE: self.tr("to be accepted or rejected"),
            State.STOPPED: self.tr("stopped"), State.FAILED: self.tr("failed"), State.KEEPING: self.tr("being kept"),
            State.KEPT: self.tr("kept"), State.REJECTED: self.tr("rejected"),
        }.get(row.state, "")
