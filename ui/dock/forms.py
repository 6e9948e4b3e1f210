"""Forms of the dock: fields as wide as there is room, groups that open and close."""

from __future__ import annotations

from typing import Optional

from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

NARROW = 28
"""In a form of fewer letters than this the labels stand above their fields."""


class SlimForm(QWidget):
    """Labels beside their fields, or above them all where the dock is narrow or its letters are large."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.rows = QFormLayout(self)
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setHorizontalSpacing(8)
        self.rows.setVerticalSpacing(5)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the labels where both they and the fields can be read."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW * self.fontMetrics().averageCharWidth()
        policy = QFormLayout.RowWrapPolicy.WrapAllRows if narrow else QFormLayout.RowWrapPolicy.WrapLongRows
        if policy != self.rows.rowWrapPolicy():
            self.rows.setRowWrapPolicy(policy)


def align(*forms: QFormLayout) -> None:
    """Let the fields of forms that stand below each other begin at one line."""
    labels = [form.itemAt(row, QFormLayout.ItemRole.LabelRole) for form in forms for row in range(form.rowCount())]
    widgets = [each.widget() for each in labels if each is not None]
    named = [each for each in widgets if isinstance(each, QLabel) and each.text()]
    widest = max(each.sizeHint().width() for each in named)
    for each in named:
        each.setMinimumWidth(widest)


def fill(group: QgsCollapsibleGroupBox, body: QWidget) -> None:
    """Make this all a group holds; QGIS shows every child of a group it opens, also those that are hidden."""
    column = QVBoxLayout(group)
    column.setContentsMargins(8, 4, 8, 8)
    column.addWidget(body)
