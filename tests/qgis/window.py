"""A QGIS window for tests: the part of `iface` the plugin uses, with a real canvas, message bar, tool bar and docks."""

from __future__ import annotations

from qgis.core import QgsCoordinateReferenceSystem, QgsProject
from qgis.gui import QgsMapCanvas, QgsMapToolPan, QgsMessageBar
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QPoint, Qt, pyqtSignal
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QMainWindow, QMenu, QVBoxLayout, QWidget


class Window(QObject):
    """Stands in for `iface`."""

    currentLayerChanged = pyqtSignal(object)

    def __init__(self):
        super().__init__()
        self.main = QMainWindow()
        self.main.resize(1000, 640)
        middle = QWidget(self.main)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        self.bar = QgsMessageBar(middle)
        self.canvas = QgsMapCanvas(middle)
        self.canvas.setObjectName("theMapCanvas")
        self.canvas.enableAntiAliasing(True)
        column.addWidget(self.bar)
        column.addWidget(self.canvas, 1)
        self.main.setCentralWidget(middle)
        self.tools = self.main.addToolBar("Plugins")
        self.raster_menu = QMenu("Raster", self.main)
        self.menus = {}
        self.help_menu = QMenu("Help", self.main)
        self.option_factories = []
        self.keys = {}
        self.options_opened = []
        self.active = None
        self.pan = QgsMapToolPan(self.canvas)
        self.canvas.setMapTool(self.pan)
        self.main.show()

    # --- what the plugin calls

    def mainWindow(self):
        return self.main

    def mapCanvas(self):
        return self.canvas

    def messageBar(self):
        return self.bar

    def activeLayer(self):
        return None if self.active is None or sip.isdeleted(self.active) else self.active

    def setActiveLayer(self, layer):
        self.active = layer
        self.currentLayerChanged.emit(layer)
        return True

    def addToolBarIcon(self, action):
        self.tools.addAction(action)

    def removeToolBarIcon(self, action):
        self.tools.removeAction(action)

    def addPluginToRasterMenu(self, name, action):
        if name not in self.menus:
            self.menus[name] = self.raster_menu.addMenu(name)
        self.menus[name].addAction(action)

    def removePluginRasterMenu(self, name, action):
        menu = self.menus[name]
        menu.removeAction(action)
        if menu.isEmpty():
            self.raster_menu.removeAction(menu.menuAction())
            menu.deleteLater()
            del self.menus[name]

    def pluginHelpMenu(self):
        return self.help_menu

    def registerOptionsWidgetFactory(self, factory):
        self.option_factories.append(factory)

    def unregisterOptionsWidgetFactory(self, factory):
        self.option_factories.remove(factory)

    def showOptionsDialog(self, parent=None, currentPage=""):
        self.options_opened.append(currentPage)

    def registerMainWindowAction(self, action, shortcut):
        self.keys[action.objectName()] = shortcut
        action.setShortcut(shortcut)
        self.main.addAction(action)
        return True

    def unregisterMainWindowAction(self, action):
        del self.keys[action.objectName()]
        self.main.removeAction(action)
        return True

    def addDockWidget(self, area, dock):
        self.main.addDockWidget(area, dock)
        dock.show()

    def removeDockWidget(self, dock):
        self.main.removeDockWidget(dock)

    # --- what tests do

    def show(self, layer, crs=None, rotation=0.0):
        """Make a layer the active one and fill the canvas with it."""
        project = QgsProject.instance()
        project.addMapLayer(layer)
        seen = QgsCoordinateReferenceSystem(crs) if crs else layer.crs()
        project.setCrs(seen)
        self.canvas.setDestinationCrs(seen)
        self.canvas.setLayers([layer])
        self.canvas.setRotation(rotation)
        extent = self.canvas.mapSettings().layerExtentToOutputExtent(layer, layer.extent())
        self.canvas.setExtent(extent)
        self.canvas.refresh()
        self.canvas.waitWhileRendering()
        self.setActiveLayer(layer)

    def settle(self):
        """Let docks and tool bars find their places, which moves the canvas."""
        QTest.qWait(60)
        self.canvas.waitWhileRendering()

    def move(self, x, y):
        """The mouse goes to a point of the canvas."""
        QTest.mouseMove(self.canvas.viewport(), QPoint(x, y))

    def click(self, x, y, button=Qt.MouseButton.LeftButton):
        """The mouse goes there and clicks."""
        self.move(x, y)
        QTest.mouseClick(self.canvas.viewport(), button, Qt.KeyboardModifier.NoModifier, QPoint(x, y))

    def draw(self, *points):
        """Three clicks: an edge and a width."""
        for x, y in points:
            self.click(x, y)

    def map_point(self, x, y):
        """Where a point of the canvas lies in the project's CRS."""
        point = self.canvas.getCoordinateTransform().toMapCoordinates(x, y)
        return point.x(), point.y()

    def messages(self):
        """The texts in the message bar."""
        return [item.text() for item in self.bar.items()]

    def close(self):
        self.canvas.unsetMapTool(self.pan)
        self.canvas.stopRendering()
        self.main.close()
        self.main.deleteLater()
