"""The camera, the mouse and the patience that the pictures of docs/images are taken with, inside QGIS."""

import json
import time
from pathlib import Path

from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDockWidget
from qgis.utils import iface, plugins

HOME = Path.home()
HERE = HOME / ".run"
PLAN = json.loads((HERE / "plan.json").read_text(encoding="utf-8"))
PATIENCE = 90.0
WIDTH, HEIGHT, DOCK, LAYERS = 1240, 860, 330, 210
DARK = {"welcome", "qgis-first-box", "dock-view", "setup", "options-general", "consent", "mapping", "exchange",
        "form"}


def until(condition, what):
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise RuntimeError(f"waited in vain until {what}")
        QTest.qWait(20)


def window_called(name):
    """The top-level window with an object name or of a class."""
    for each in QApplication.topLevelWidgets():
        if each.isVisible() and name in {each.objectName(), each.metaObject().className()}:
            return each
    return None


class Studio:
    """One QGIS, its dock and what is pressed there."""

    def __init__(self):
        self.desk = plugins["earthscribe"].desk
        self.panel, self.session = self.desk.panel, self.desk.session
        self.window, self.canvas = iface.mainWindow(), iface.mapCanvas()
        self.german = PLAN["kind"] == "german"

    # --- the camera

    def save(self, name, picture):
        kind = PLAN["kind"]
        if (self.german and not name.endswith("-german")) or (kind == "dark" and name not in DARK):
            return
        name = f"{name}-dark" if kind == "dark" else name
        if not PLAN["names"] or name in PLAN["names"] or f"{name}.png" in PLAN["names"]:
            picture.save(str(HOME / "pictures" / f"{name}.png"))

    def take(self, name, widget=None):
        """What a widget shows now."""
        QTest.qWait(300)
        self.canvas.waitWhileRendering()
        self.save(name, (widget or self.window).grab())

    def take_screen(self, name, place):
        """A part of the screen with whatever lies over the windows."""
        QTest.qWait(200)
        whole = QApplication.primaryScreen().grabWindow(0)
        self.save(name, whole.copy(place))

    # --- mouse and keys

    def press(self, widget):
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        QTest.qWait(60)

    def spot(self, x, y):
        from earthscribe.ui.drawing.box_band import sight_on

        ((mx, my),) = sight_on(self.canvas, self.desk.aiming.raster).points([(x, y)])
        place = self.canvas.getCoordinateTransform().transform(mx, my)
        return QPoint(round(place.x()), round(place.y()))

    def click(self, spot):
        view = self.canvas.viewport()
        QTest.mouseMove(view, spot)
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
        QTest.qWait(30)

    def glide(self, start, end):
        for step in range(9):
            QTest.mouseMove(self.canvas.viewport(), start + (end - start) * (step / 8))
            QTest.qWait(15)

    def draw(self, corners, before_last=lambda: None):
        spots = [self.spot(*each) for each in corners]
        for each in spots[:2]:
            self.click(each)
        self.glide(spots[1], spots[2])
        before_last()
        self.click(spots[2])

    def answered(self):
        until(lambda: not self.session.state.busy and self.session.running is None, "the description is there")

    def in_hand(self):
        if not self.panel.draw.isChecked():
            self.press(self.panel.draw)
        until(lambda: self.desk.tool.aimed, "the raster is open")
        QTest.qWait(150)

    def keep(self):
        self.press(self.panel.accept)
        until(lambda: self.session.current is None, "it is kept")

    def window_of(self, name):
        until(lambda: window_called(name) is not None, f"{name} is shown")
        QTest.qWait(150)
        return window_called(name)

    def look_at(self, layer, share):
        iface.setActiveLayer(layer)
        extent = layer.extent()
        extent.scale(share)
        self.canvas.setExtent(extent)
        self.canvas.refresh()
        self.canvas.waitWhileRendering()

    def choose_model(self, name):
        self.panel.model.setCurrentIndex(self.panel.model.findData(name))
        self.panel.model.activated.emit(self.panel.model.currentIndex())

    def dock_high(self, high):
        """The dock alone, as high as its content asks for."""
        self.window.resize(WIDTH, high)
        QTest.qWait(300)

    def wide(self, width, layers=LAYERS):
        tree = self.window.findChild(QDockWidget, "Layers")
        self.window.resizeDocks([self.panel, tree], [width, layers], Qt.Orientation.Horizontal)
        QTest.qWait(300)
