"""NumberField: one number to type, which tells Enter, Esc and being left apart."""

from __future__ import annotations

from qgis.PyQt.QtCore import QEvent, QLocale, QSize, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from qgis.PyQt.QtWidgets import QDoubleSpinBox, QSizePolicy, QWidget

from .keys import ENTER

FRAME = 10


class NumberField(QDoubleSpinBox):
    """One number; it says what it is finished with by key."""

    held = pyqtSignal()
    """Enter: the number holds."""
    freed = pyqtSignal()
    """Esc: no number holds."""
    changed = pyqtSignal()
    """The user left the field, or pressed Enter, with another number in it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
        self.setGroupSeparatorShown(False)
        self.setKeyboardTracking(False)
        self.setDecimals(2)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._before = 0.0

    def minimumSizeHint(self) -> QSize:
        """Small: three of them stand side by side in a narrow dock."""
        return QSize(self.fontMetrics().horizontalAdvance("000.0°") + FRAME, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """No wider than need be; the layout gives what there is."""
        return QSize(self.fontMetrics().horizontalAdvance("00000.0") + FRAME, super().minimumSizeHint().height())

    def textFromValue(self, value: float) -> str:
        """The larger, the fewer digits: all of them must be in sight."""
        digits = self.decimals() if value < 100.0 else 1 if value < 1000.0 else 0
        locale = self.locale()
        locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
        return str(locale.toString(float(value), "f", min(digits, self.decimals())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc mean something here; point and comma are the same."""
        if event.key() in ENTER:
            self.interpretText()
            self._tell()
            self.held.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.setValue(self._before)
            self.freed.emit()
        elif event.text() in {".", ","} and event.text() != self.locale().decimalPoint():
            super().keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, event.key(), event.modifiers(),
                                            self.locale().decimalPoint()))
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What stood here when the user came; typing replaces it."""
        self._before = self.value()
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.MouseFocusReason:  # the click that follows would take the selection away
            QTimer.singleShot(0, self.selectAll)
        else:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A number typed and left counts."""
        super().focusOutEvent(event)
        self._tell()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling over the dock changes no number."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _tell(self) -> None:
        if self.value() != self._before:
            self._before = self.value()
            self.changed.emit()
