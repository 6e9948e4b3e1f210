"""DrawBar: how boxes are made: by hand, from selected polygons, by numbers; it says what was pressed."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QSize, pyqtSignal
from qgis.PyQt.QtGui import QIcon, QResizeEvent
from qgis.PyQt.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from .size_entry import SizeEntry

GAP = "\u2002"
"""Between an icon and its words; styles leave hardly any."""


class Worded(QPushButton):
    """A button whose icon gives way where its words need the room."""

    def __init__(self, icon: QIcon, words: str, parent: QWidget) -> None:
        super().__init__(GAP + words, parent)
        self._icon = icon
        self.setIcon(icon)
        self.toggled.connect(self._show_pressed)

    def _show_pressed(self, pressed: bool) -> None:
        """Dark themes of QGIS draw a button that stays down like any other: its words tell."""
        font = self.font()
        font.setBold(pressed)
        self.setFont(font)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words first."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """The icon only where there is room for it beside the words."""
        metrics = self.fontMetrics()
        asked = metrics.horizontalAdvance(self.text().replace("&", "")) + self.iconSize().width() + metrics.height()
        if (asked > self.width()) != self.icon().isNull():
            self.setIcon(QIcon() if asked > self.width() else self._icon)


class DrawBar(QWidget):
    """Draw, From selected polygons, Adjust first, and the size."""

    drawToggled = pyqtSignal(bool)
    selectedPressed = pyqtSignal()
    adjustToggled = pyqtSignal(bool)

    def __init__(self, draw_icon: QIcon, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("drawBar")
        self.draw = Worded(draw_icon, self.tr("Draw a &box"), self)
        self.draw.setCheckable(True)
        self.draw.setIconSize(QSize(20, 20))
        self._name(self.draw, "drawButton", self.tr("Draw a box"), self.tr(
            "Click both ends of an edge, then the width; or drag for a box along the picture's rows;\n"
            "or Shift+click to stamp a box of the size below; or Ctrl+click an object to have its box found.\n"
            "Esc begins anew."))
        self.adjust = QToolButton(self)
        self.adjust.setIcon(QgsApplication.getThemeIcon("/mActionVertexTool.svg"))
        self.adjust.setIconSize(QSize(20, 20))
        self.adjust.setCheckable(True)
        self._name(self.adjust, "adjustButton", self.tr("Adjust before describing"), self.tr(
            "Adjust each new box by its handles first; Enter on the canvas describes it"))
        self.selected = Worded(QgsApplication.getThemeIcon("/mIconPolygonLayer.svg"),
                               self.tr("&From selected polygons"), self)
        self._name(self.selected, "selectedButton", self.tr("From selected polygons"), self.tr(
            "A box round each selected polygon of the active vector layer; the polygon stays the feature's shape"))
        self.size_entry = SizeEntry(self)
        self._lay_out()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.draw.toggled.connect(self.drawToggled)
        self.selected.clicked.connect(lambda _checked=False: self.selectedPressed.emit())
        self.adjust.toggled.connect(self.adjustToggled)

    def _lay_out(self) -> None:
        for button in (self.draw, self.selected):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setMinimumWidth(1)
        self.adjust.setMinimumHeight(self.draw.sizeHint().height())
        first = QHBoxLayout()
        first.setSpacing(4)
        first.addWidget(self.draw, 1)
        first.addWidget(self.adjust)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(first)
        column.addWidget(self.selected)
        column.addWidget(self.size_entry)
        entry = self.size_entry
        order = (self.draw, self.adjust, self.selected, entry.field("length"), entry.field("width"),
                 entry.field("azimuth"), entry.lock("length"), entry.lock("width"), entry.lock("azimuth"))
        for before, after in zip(order, order[1:]):
            QWidget.setTabOrder(before, after)

    @staticmethod
    def _name(widget: QWidget, name: str, spoken: str, tip: str) -> None:
        widget.setObjectName(name)
        widget.setAccessibleName(spoken)
        widget.setToolTip(tip)
