"""What every control of the dock has: a name for tests, one for screen readers, a tooltip, and a bearable width."""

from __future__ import annotations

from html import escape
from typing import TypeVar

from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QComboBox, QSizePolicy, QWidget

Some = TypeVar("Some", bound=QWidget)

LETTERS = 4
"""As many letters of a choice always show; more where there is room."""


def named(widget: Some, name: str, spoken: str, tip: str = "", key: str = "") -> Some:
    """The widget with its names; a key that presses it is written behind the tooltip."""
    widget.setObjectName(name)
    widget.setAccessibleName(spoken)
    shown = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) if key else ""
    widget.setToolTip(f"{tip} ({shown})" if shown else tip)
    return widget


def shrinking(box: QComboBox) -> None:
    """Long names must not widen the dock."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(LETTERS)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


def plain_tip(text: str) -> str:
    """A tooltip that shows a text of others as it is, whatever markup it looks like, in lines of a bearable length."""
    return f"<p>{escape(text)}</p>" if text else ""
