"""What the keys mean while boxes are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QKeyEvent

ARROWS = {Qt.Key.Key_Left: (-1.0, 0.0), Qt.Key.Key_Right: (1.0, 0.0),
          Qt.Key.Key_Up: (0.0, -1.0), Qt.Key.Key_Down: (0.0, 1.0)}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
TABS = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
DIGITS = "0123456789"
STEP_PX, LARGE_STEP_PX = 1.0, 10.0
STEP_DEGREES, LARGE_STEP_DEGREES = 1.0, 15.0


@dataclass(frozen=True)
class Nudge:
    """A step on the screen."""

    dx: float
    dy: float


@dataclass(frozen=True)
class Turn:
    """A turn, clockwise."""

    degrees: float


def nudge_of(event: QKeyEvent) -> Optional[Nudge]:
    """The step of an arrow key; Shift makes it ten times as large."""
    if event.key() not in ARROWS or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return None
    step = LARGE_STEP_PX if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP_PX
    dx, dy = ARROWS[Qt.Key(event.key())]
    return Nudge(dx * step, dy * step)


def turn_of(event: QKeyEvent) -> Optional[Turn]:
    """The turn of Ctrl and an arrow key: right and down clockwise."""
    if event.key() not in ARROWS or not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return None
    step = LARGE_STEP_DEGREES if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP_DEGREES
    return Turn(step * sum(ARROWS[Qt.Key(event.key())]))


def is_digit(event: QKeyEvent) -> bool:
    """Whether a number begins to be typed."""
    other = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    return bool(event.text()) and event.text() in DIGITS and not event.modifiers() & other
