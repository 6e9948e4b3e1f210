"""An easel: a window, a raster on its canvas, the map tool in hand with its bar, and what the tool said."""

from __future__ import annotations

from earthscribe.ui.drawing.box_band import sight_on
from earthscribe.ui.drawing.box_tool import BoxTool
from earthscribe.ui.drawing.draw_bar import DrawBar
from earthscribe.ui.host.layers import layer_file, shown_raster
from qgis.gui import QgsRubberBand
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QIcon, QMouseEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDockWidget, QLabel

from . import rasters

NO_KEY, SHIFT, CTRL = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier,
                       Qt.KeyboardModifier.ControlModifier)
LEFT = Qt.MouseButton.LeftButton


class Easel:
    """Draws with real mouse and key events."""

    def __init__(self, window, layer, crs=None, rotation=0.0):
        self.window, self.canvas, self.layer = window, window.canvas, layer
        window.show(layer, crs=crs, rotation=rotation)
        self.dock = QDockWidget(window.main)
        self.bar = DrawBar(QIcon(), self.dock)
        self.dock.setWidget(self.bar)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self.entry = self.bar.size_entry
        self.entry._last = {"m": None, "px": None}  # as in the first session ever
        self.raster = shown_raster(layer_file(layer))
        self.tool = BoxTool(self.canvas)
        self.tool.measure_with(self.entry)
        self.drawn, self.adjusted, self.failed, self.steps, self.said = [], [], [], [], []
        self.tool.drawn.connect(lambda sight, quad: self.drawn.append(quad))
        self.tool.adjusted.connect(lambda sight, quad: self.adjusted.append(quad))
        self.tool.failed.connect(self.failed.append)
        self.tool.stepped.connect(self.steps.append)
        self.tool.confirmed.connect(lambda: self.said.append("confirmed"))
        self.tool.left.connect(lambda: self.said.append("left"))
        self.canvas.setMapTool(self.tool)
        self.tool.aim(self.raster)
        self.canvas.setFocus()
        window.settle()
        self.frame()

    def frame(self):
        """Fill the canvas with the raster, now that docks have found their places."""
        extent = self.canvas.mapSettings().layerExtentToOutputExtent(self.layer, self.layer.extent())
        self.canvas.setExtent(extent)
        self.canvas.waitWhileRendering()

    # --- mouse and keys

    def move(self, x, y, keys=NO_KEY, buttons=Qt.MouseButton.NoButton):
        """The mouse goes there; QTest would only move the cursor, which says nothing of buttons and modifiers."""
        self._send(QEvent.Type.MouseMove, (x, y), (Qt.MouseButton.NoButton, buttons), keys)

    def click(self, x, y, keys=NO_KEY):
        self.move(x, y, keys)
        QTest.mouseClick(self.canvas.viewport(), LEFT, keys, QPoint(x, y))

    def press(self, x, y, keys=NO_KEY):
        self.move(x, y, keys)
        QTest.mousePress(self.canvas.viewport(), LEFT, keys, QPoint(x, y))

    def release(self, x, y, keys=NO_KEY):
        QTest.mouseRelease(self.canvas.viewport(), LEFT, keys, QPoint(x, y))

    def pull(self, x, y, keys=NO_KEY):
        """The mouse goes there with its button down."""
        self.move(x, y, keys, LEFT)

    def double_click(self, x, y):
        """The second half of a double click, as Qt tells it: no press, but this and a release."""
        self._send(QEvent.Type.MouseButtonDblClick, (x, y), (LEFT, LEFT), NO_KEY)
        self.release(x, y)

    def _send(self, kind, at, buttons, keys):
        place, viewport = QPoint(*at), self.canvas.viewport()
        event = QMouseEvent(kind, QPointF(place), QPointF(viewport.mapToGlobal(place)), *buttons, keys)
        QCoreApplication.sendEvent(viewport, event)

    def drag(self, start, end, keys=NO_KEY):
        """Press, go there in some steps, release."""
        self.press(*start, keys)
        for part in (0.3, 0.7, 1.0):
            self.pull(round(start[0] + (end[0] - start[0]) * part), round(start[1] + (end[1] - start[1]) * part), keys)
        self.release(*end, keys)

    def key(self, key, keys=NO_KEY):
        """A key goes down and up where the focus is."""
        QTest.keyClick(self.canvas.window().focusWidget() or self.canvas, key, keys)

    def type(self, text):
        """Each key goes where the focus is: to a field as soon as typing has led there."""
        for letter in text:
            QTest.keyClicks(self.canvas.window().focusWidget() or self.canvas, letter)

    # --- what is there

    def pixel(self, x, y):
        """The pixel of the file at a point of the canvas, by GDAL."""
        seen = self.canvas.mapSettings().destinationCrs().authid()
        points = rasters.carried([self.window.map_point(x, y)], seen, self.layer.crs().authid())
        return rasters.pixels(self.layer.source(), points)[0]

    def spot(self, x, y):
        """The point of the canvas where a pixel of the file is seen."""
        ((mx, my),) = sight_on(self.canvas, self.raster).points([(x, y)])
        place = self.canvas.getCoordinateTransform().transform(mx, my)
        return round(place.x()), round(place.y())

    def handle(self, hold):
        """The point of the canvas where a handle is."""
        spot = self.tool._hand.editing.handles.spot(hold)
        return round(spot.x()), round(spot.y())

    def stalk(self):
        """The point of the canvas where the box is turned."""
        return self.handle(self.tool._hand.editing.handles.stalk)

    def bands(self):
        return [item for item in self.canvas.scene().items()
                if isinstance(item, QgsRubberBand) and item.numberOfVertices() > 0]

    def size(self):
        label = self.canvas.findChild(QLabel, "earthscribeBoxSize")
        return label.text() if label.isVisible() else ""

    def close(self):
        self.tool.remove()
        self.tool.deleteLater()
        self.window.removeDockWidget(self.dock)
        self.dock.deleteLater()
