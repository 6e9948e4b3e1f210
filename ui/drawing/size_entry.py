"""SizeEntry: length, width and azimuth of a box as fields to type into; a lock shows which numbers hold.

While a box is drawn the free fields follow the pointer; afterwards they show the size of the last box, which Shift and
a click stamp. Enter in a field makes its number hold, Tab goes on to the next one, Esc frees all three.
"""

from __future__ import annotations

from typing import Dict, Optional, Tuple

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QSignalBlocker, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtWidgets import QDockWidget, QGridLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ..dock.wrapping_row import WrappingRow
from ..settings import Settings
from .number_field import NumberField
from .sizing import METRES, Held, Size

LENGTH, WIDTH, AZIMUTH = "length", "width", "azimuth"
NAMES = (LENGTH, WIDTH, AZIMUTH)
IDLE, DRAWING, ADJUSTING = "idle", "drawing", "adjusting"
MOST = 1e8
LOCK_WIDTH = 20


class SizeEntry(QWidget):
    """Three numbers and what holds of them."""

    entered = pyqtSignal(str, float)
    """Enter in the field of that name, with its number; the canvas goes on."""
    freed = pyqtSignal()
    """Nothing holds any more, by Esc."""
    heldChanged = pyqtSignal()
    """Other numbers hold, or the same ones at other values."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("sizeEntry")
        self._unit = METRES
        self._mode = IDLE
        self._last: Dict[str, Optional[Size]] = {}
        self._written: Dict[str, Optional[Size]] = {}
        self._fields: Dict[str, NumberField] = {}
        self._locks: Dict[str, QToolButton] = {}
        self._labels: Dict[str, QLabel] = {}
        self._open = QgsApplication.getThemeIcon("/unlocked.svg")
        self._shut = QgsApplication.getThemeIcon("/locked.svg")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(WrappingRow([self._made(name) for name in NAMES], (1, 1, 1), self))
        self._azimuth_range()
        self.show_unit(METRES)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    @property
    def unit(self) -> str:
        """What the lengths are counted in: "m" or "px"."""
        return self._unit

    def field(self, name: str) -> NumberField:
        """The field of "length", "width" or "azimuth"."""
        return self._fields[name]

    def lock(self, name: str) -> QToolButton:
        """The lock beside that field."""
        return self._locks[name]

    # --- what it says

    def box_size(self) -> Optional[Size]:
        """The three numbers, None where length or width is missing."""
        length, width, azimuth = self._numbers()
        return Size(length, width, azimuth, self._unit).normal() if length > 0.0 and width > 0.0 else None

    def held(self) -> Held:
        """The numbers that hold."""
        length, width, azimuth = [number if self._locks[name].isChecked() and (number > 0.0 or name == AZIMUTH)
                                  else None for name, number in zip(NAMES, self._numbers())]
        return Held(length, width, azimuth)

    # --- what it is told

    def show_unit(self, unit: str) -> None:
        """Count in metres or in pixels from now on; the last size in that unit comes back."""
        self._mode = IDLE
        self._name_all(unit)
        if unit != self._unit:
            self.free()
        self._unit = unit
        if unit not in self._last:
            self._last[unit] = self._written[unit] = Size.read(Settings().drawn_size(unit), unit)
        last = self._last[unit]
        self._set((0.0, 0.0, 0.0) if last is None else (last.length, last.width, last.azimuth), also_held=False)

    def follow(self, size: Size) -> None:
        """What is being drawn, as far as the pointer decides it; in the order it is drawn."""
        self._mode = DRAWING
        if size.unit == self._unit:
            self._set((size.length, size.width, size.azimuth), also_held=False)

    def adjust(self, size: Size) -> None:
        """A box with handles: numbers typed now change that box, and none is made to hold."""
        self.show_unit(size.unit)
        self._mode = ADJUSTING
        self._set((size.length, size.width, size.azimuth), also_held=True)

    def remember(self, size: Size) -> None:
        """The size of a finished box: the next one may be stamped with it."""
        kept = size.normal()
        self._last[kept.unit] = kept
        if kept.unit == self._unit:
            self._set((kept.length, kept.width, kept.azimuth), also_held=False)

    def rest(self) -> None:
        """Nothing is being drawn: show the size of the last box again."""
        self.show_unit(self._unit)

    def store(self) -> None:
        """Write the last sizes down for the next session; not at every box, for the disk may be slow."""
        for unit, size in self._last.items():
            if size is not None and size != self._written.get(unit):
                Settings().keep_drawn_size(unit, size.written())
                self._written[unit] = size

    def free(self) -> None:
        """Let no number hold."""
        for lock in self._locks.values():
            lock.setChecked(False)

    def begin(self, name: str, event: Optional[QKeyEvent] = None) -> None:
        """Go to a field, with the first digit that was typed on the canvas."""
        self._raise_dock()
        field = self._fields[name]
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()
        if event is not None:
            QCoreApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, event.key(), event.modifiers(),
                                                        event.text()))

    # ---

    def _made(self, name: str) -> QWidget:
        cell = QWidget(self)
        label, field, lock = QLabel(cell), NumberField(cell), QToolButton(cell)
        label.setBuddy(field)
        field.setObjectName(f"{name}Field")
        lock.setObjectName(f"{name}Lock")
        lock.setCheckable(True)
        lock.setAutoRaise(True)
        lock.setIcon(self._open)
        lock.setIconSize(QSize(14, 14))
        lock.setFixedWidth(LOCK_WIDTH)
        field.held.connect(lambda: self._hold(name))
        field.freed.connect(self._free_by_key)
        field.changed.connect(lambda: self._changed(name))
        lock.toggled.connect(lambda shut: self._locked(lock, shut=shut))
        grid = QGridLayout(cell)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2)
        grid.addWidget(label, 0, 0, 1, 2)
        grid.addWidget(field, 1, 0)
        grid.addWidget(lock, 1, 1)
        grid.setColumnStretch(0, 1)
        self._labels[name], self._fields[name], self._locks[name] = label, field, lock
        return cell

    def _azimuth_range(self) -> None:
        for name in (LENGTH, WIDTH):
            self._fields[name].setRange(0.0, MOST)
        angle = self._fields[AZIMUTH]
        angle.setRange(0.0, 360.0)
        angle.setDecimals(1)
        angle.setSuffix("°")
        angle.setWrapping(True)

    def _name_all(self, unit: str) -> None:
        north = (self.tr("Direction of the long axis, clockwise from true north") if unit == METRES
                 else self.tr("Direction of the long axis, clockwise from the picture's upper edge"))
        words: Dict[str, Tuple[str, str]] = {
            LENGTH: (self.tr("Length"),
                     self.tr("Length of the edge that is drawn first, or of the box that is stamped")),
            WIDTH: (self.tr("Width"), self.tr("Width of the box")),
            AZIMUTH: (self.tr("Azimuth"), north),
        }
        how = self.tr("Digits typed on the canvas go here; Enter makes the number hold, Tab goes on, Esc frees all.")
        hold = self.tr("Hold this number for the next boxes")
        for name, (title, meaning) in words.items():
            self._labels[name].setText(title if name == AZIMUTH else f"{title} ({unit})")
            self._fields[name].setAccessibleName(title)
            self._fields[name].setToolTip(f"{meaning}.\n{how}")
            self._locks[name].setAccessibleName(self.tr("Hold: {}").format(title))
            self._locks[name].setToolTip(hold)

    def _numbers(self) -> Tuple[float, float, float]:
        length, width, azimuth = [self._fields[name].value() for name in NAMES]
        return length, width, azimuth

    def _set(self, numbers: Tuple[float, float, float], *, also_held: bool) -> None:
        for name, number in zip(NAMES, numbers):
            field = self._fields[name]
            if field.hasFocus() or (self._locks[name].isChecked() and not also_held):
                continue
            quiet = QSignalBlocker(field)
            field.setValue(min(number, MOST))
            del quiet

    def _hold(self, name: str) -> None:
        number = self._fields[name].value()
        if self._mode != ADJUSTING:
            self._shut_lock(name)
        self.entered.emit(name, number)

    def _shut_lock(self, name: str) -> None:
        if name == AZIMUTH or self._fields[name].value() > 0.0:
            self._locks[name].setChecked(True)

    def _locked(self, lock: QToolButton, *, shut: bool) -> None:
        lock.setIcon(self._shut if shut else self._open)
        self.heldChanged.emit()

    def _changed(self, name: str) -> None:
        if self._mode == DRAWING:  # a number left with Tab holds, too, or the pointer would overwrite it at once
            self._shut_lock(name)
        if self.held().any:
            self.heldChanged.emit()
        size = self.box_size()
        if size is not None and self._mode == IDLE:
            self._last[size.unit] = size

    def _free_by_key(self) -> None:
        self.free()
        self.freed.emit()

    def _raise_dock(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QDockWidget):
            above = above.parentWidget()
        if above is not None:
            above.raise_()
