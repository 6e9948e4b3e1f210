"""SizeLabel: the size beside the pointer, read while a box is drawn or adjusted."""

from __future__ import annotations

from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtWidgets import QLabel

OFF = QPoint(18, 14)
STYLE = ("QLabel { background: rgba(20, 24, 32, 215); color: white; border-radius: 4px; padding: 2px 6px;"
         " font-weight: 600; }")


class SizeLabel(QLabel):
    """A small dark label that the mouse does not notice."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.setObjectName("earthscribeBoxSize")
        self.setStyleSheet(STYLE)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def say(self, text: str, pointer: QPoint) -> None:
        """Show a text near the pointer, wholly on the canvas."""
        self.setText(text)
        self.adjustSize()
        canvas = self.parentWidget()
        place = pointer + OFF
        self.move(max(0, min(place.x(), canvas.width() - self.width())),
                  max(0, min(place.y(), canvas.height() - self.height())))
        self.show()
