"""The dock by keyboard: keys that hold only while it has the focus, and the order in which Tab goes through it."""

from __future__ import annotations

from typing import List

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QAbstractButton, QShortcut, QWidget


def press_by_key(within: QWidget, key: str, button: QAbstractButton) -> None:
    """Let a key press a button, wherever within the widget the focus is; a grey or hidden one is not pressed."""
    def press() -> None:
        if button.isVisible() and button.isEnabled():
            button.click()

    shortcut = QShortcut(QKeySequence(key), within)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(press)


def tab_chain(part: QWidget, first: QWidget) -> List[QWidget]:
    """The order in which a part lets Tab go through its own widgets."""
    found = [first]
    while True:
        following = found[-1].nextInFocusChain()
        if following in found or not part.isAncestorOf(following):
            return [each for each in found if each.focusPolicy() != Qt.FocusPolicy.NoFocus]
        found.append(following)
