"""BoxTool: two clicks make the first edge of a box, a third its width.

The box is right-angled in the pixels of the file, whatever the project's CRS, the canvas' rotation or the way QGIS lays
the raster out. Esc and the right button begin anew; Esc before the first click leaves the tool.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, List, Optional

from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool
from qgis.PyQt.QtCore import QPoint, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtWidgets import QLabel

from ..inference.errors import EarthscribeError
from ..inference.geometry import Corners, Point, centroid
from .box_band import BoxBand, quad_of, sight_on
from .rectangle import has_length, rectangle, size_in_words

if TYPE_CHECKING:
    from .host.layers import ShownRaster
    from .host.sight import Sight

LABEL_OFF = QPoint(18, 14)
LABEL_STYLE = ("QLabel { background: rgba(20, 24, 32, 215); color: white; border-radius: 4px; padding: 2px 6px;"
               " font-weight: 600; }")


class BoxTool(QgsMapTool):
    """Draws boxes on one raster."""

    drawn = pyqtSignal(object, object)
    """Sight and PixelQuad of a finished box."""
    stepped = pyqtSignal(int)
    """How many points are set."""
    failed = pyqtSignal(object)
    """An EarthscribeError: what was clicked makes no box."""
    left = pyqtSignal()
    """The user wants no box."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._raster: Optional[ShownRaster] = None
        self._set: List[Point] = []
        self._band = BoxBand(canvas)
        self._label = QLabel(canvas)
        self._label.setObjectName("earthscribeBoxSize")
        self._label.setStyleSheet(LABEL_STYLE)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._label.hide()
        self.setCursor(Qt.CursorShape.CrossCursor)

    @property
    def aimed(self) -> bool:
        """Whether there is a raster to draw on."""
        return self._raster is not None

    def aim(self, raster: Optional[ShownRaster]) -> None:
        """Draw on this raster from now on."""
        self._raster = raster
        self.reset()

    def reset(self) -> None:
        """Begin anew."""
        self._set = []
        self._band.clear()
        self._label.hide()
        self.stepped.emit(0)

    def remove(self) -> None:
        """Take everything off the canvas for good."""
        self._canvas.unsetMapTool(self)
        self._band.remove()
        self._label.deleteLater()

    # --- what QGIS calls

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Show what a click here would make."""
        if self._raster is None or not self._set:
            return
        try:
            corners = self._corners(sight_on(self._canvas, self._raster), event)
        except EarthscribeError:  # the pointer is where the raster's CRS does not hold: the last outline stays
            return
        self._show(corners, event.pos())

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Set a point."""
        if event.button() == Qt.MouseButton.RightButton:
            self.reset()
        elif event.button() == Qt.MouseButton.LeftButton and self._raster is not None:
            try:
                self._click(sight_on(self._canvas, self._raster), event)
            except EarthscribeError as error:
                self.failed.emit(error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc: one step back to the beginning, then out."""
        if event.key() != Qt.Key.Key_Escape:
            return
        event.accept()
        if self._set:
            self.reset()
        else:
            self.left.emit()

    def deactivate(self) -> None:
        """Another tool was chosen."""
        self.reset()
        super().deactivate()

    # ---

    def _click(self, sight: Sight, event: QgsMapMouseEvent) -> None:
        here = self._pixel(sight, event)
        if len(self._set) < 2:
            if not self._set or has_length(self._set[0], here):
                self._set.append(here)
                self.stepped.emit(len(self._set))
            return
        quad = quad_of(rectangle(self._set[0], self._set[1], here))
        self.reset()
        self.drawn.emit(sight, quad)

    def _pixel(self, sight: Sight, event: QgsMapMouseEvent) -> Point:
        point = event.mapPoint()
        return sight.pixels([(point.x(), point.y())])[0]

    def _corners(self, sight: Sight, event: QgsMapMouseEvent) -> Corners:
        here = self._pixel(sight, event)
        if len(self._set) == 1:
            return rectangle(self._set[0], here, here)
        return rectangle(self._set[0], self._set[1], here)

    def _show(self, corners: Corners, pointer: QPoint) -> None:
        raster = self._raster
        if raster is None:
            return
        if len(self._set) == 1:
            self._band.show_edge(raster, corners[0], corners[1])
        else:
            self._band.show_quad(raster, corners)
        ground = sight_on(self._canvas, raster).ground(centroid(corners))
        self._label.setText(size_in_words(corners, ground))
        self._label.adjustSize()
        room = QPoint(max(0, self._canvas.width() - self._label.width()),
                      max(0, self._canvas.height() - self._label.height()))
        place = pointer + LABEL_OFF
        self._label.move(min(place.x(), room.x()), min(place.y(), room.y()))
        self._label.show()
