"""Sits for the pictures of docs/images: run by `qgis --code` in the surroundings that dev/pictures.py makes.

Every scene is told by mouse, key and the buttons people press. `plan.json` beside this file says which pictures are
wanted in which light; `told.txt` beside the pictures says what went wrong, and is empty when all went well.
"""

import math
import sys
import traceback
from pathlib import Path

from osgeo import gdal, ogr, osr
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtCore import QPoint, QRect, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QComboBox, QDockWidget, QTabWidget
from qgis.utils import iface

sys.path.insert(0, str(Path.home() / ".run"))
import map_server
from finder import Finder, NothingFound
from studio import DOCK, HEIGHT, HOME, PLAN, WIDTH, until, window_called

PALE = [(292.2, 326.09), (539.82, 325.16), (539.4, 213.86)]
RED = [(428.51, 534.8), (568.34, 480.75), (543.82, 417.31)]
RUSTY = [(231.77, 548.62), (327.43, 521.11), (301.9, 432.37)]
TAN = [(40.0, 553.0), (160.0, 527.0), (136.0, 416.0)]
"""Roofs in pixels of the file: both ends of an edge, and a point of the opposite side."""


def place_tiles(server, placed):
    """Let the server's picture be where the raster is: on the tiles of the level with its pixels."""
    size = 256 * placed[1]
    server.ZOOM = round(math.log2(2 * server.EARTH / size))
    server.TILE_X, server.TILE_Y = round((placed[0] + server.EARTH) / size), round((server.EARTH - placed[3]) / size)
    server.RESOLUTION = 2 * server.EARTH / 256 / 2**server.ZOOM
    server.LEFT = server.TILE_X * 256 * server.RESOLUTION - server.EARTH
    server.TOP = server.EARTH - server.TILE_Y * 256 * server.RESOLUTION


class Sitter(Finder):
    """What is shown, scene by scene."""

    def arrange(self):
        from earthscribe.inference import settings

        settings.write(settings.place(), {
            "servers": {"office": {"url": PLAN["server"], "model": "qwen2.5-vl-7b"}},
            "options": {"ca_file": PLAN["authority"]}})
        self.desk.changed()
        self.window.showNormal()
        self.window.move(0, 0)
        self.window.resize(WIDTH, HEIGHT)
        for dock in self.window.findChildren(QDockWidget):
            if dock.objectName() not in {"Layers", "earthscribeDock"}:
                dock.hide()
        self.panel.setUserVisible(True)
        self.wide(DOCK)
        QTest.qWait(400)
        self.take("welcome", self.panel)
        self.press(self.panel.welcome.close_it)

    def first_raster(self):
        self.layer = QgsRasterLayer(str(HOME / "Kampala" / "drone_kampala_rotated.tif"), "Kampala by drone")
        QgsProject.instance().addMapLayer(self.layer)
        QgsProject.instance().setCrs(self.layer.crs())
        QgsProject.instance().write(str(HOME / "Kampala" / "kampala.qgz"))
        QTest.qWait(300)
        self.look_at(self.layer, 0.55)
        self.take("dock-empty", self.panel)

    def first_box(self):
        self.choose_model("bundled")
        self.in_hand()
        self.draw(PALE, lambda: self.take("qgis-drawing"))
        self.answered()
        self.take("qgis-first-box")
        if self.german:
            self.take("dock-german", self.panel)

    def seen(self):
        box = self.panel.view_box
        self.dock_high(1320)
        box.setCollapsed(False)
        until(lambda: bool(box.caption.text()), "the picture is there")
        box.recipe.setCurrentIndex(box.recipe.findData("own"))
        QTest.qWait(1500)
        self.take("dock-view", self.panel)
        box.recipe.setCurrentIndex(0)
        box.setCollapsed(True)
        self.dock_high(HEIGHT)

    def compared(self):
        from earthscribe.ui.host.consents import grant

        grant(PLAN["server"].rpartition("/")[0])
        self.panel.comparePressed.emit("office")
        until(self.panel.comparison.rival.keep.isEnabled, "the second opinion is there")
        self.wide(500)
        self.panel.comparison.rival.text.verticalScrollBar().setValue(0)
        self.take("comparison", self.panel)
        self.wide(DOCK)
        self.press(self.panel.comparison.present.keep)

    def accepted(self):
        self.press(self.panel.accept)
        until(self.panel.undo.isVisible, "it is kept")
        (self.kept,) = QgsProject.instance().mapLayersByName(
            "Beschreibungen" if QgsProject.instance().mapLayersByName("Beschreibungen") else "Descriptions")
        self.in_hand()
        self.take("qgis-accepted")

    def consented(self):
        from earthscribe.ui.host.consents import revoke

        revoke(PLAN["server"].rpartition("/")[0])
        self.choose_model("office")
        self.press(self.panel.draw_bar.adjust)
        self.in_hand()
        self.draw(RED)
        QTest.qWait(400)
        top = self.canvas.mapTo(self.window, QPoint(0, 0))
        middle = self.spot(486, 476) + top
        self.take_screen("handles", QRect(middle.x() - 280, middle.y() - 190, 560, 380))
        QTest.keyClick(self.canvas, Qt.Key.Key_Return)
        self.press(self.panel.draw_bar.adjust)
        dialog = self.window_of("earthscribeConsent")
        until(dialog.once.isEnabled, "the pictures are shown")
        self.take("consent", dialog)
        self.press(dialog.always)
        self.answered()
        self.panel.exchangePressed.emit()
        told = self.window_of("exchangeDialog")
        self.take("exchange", told)
        told.close()
        self.keep()

    def queued(self):
        self.in_hand()
        for corners in (RUSTY, TAN):
            self.draw(corners)
            QTest.qWait(100)
        self.draw([(557, 386), (650, 384), (640, 222)])
        until(lambda: len(self.panel.text.toPlainText()) > 120, "the answer is on its way")
        self.take("qgis-queue")
        self.session.stop_all()
        until(lambda: self.session.running is None, "all are stopped")
        QTest.qWait(200)

    def failed(self):
        for each in list(self.session.objects):
            if each.state.value != "kept":
                self.session.select(each)
                self.session.discard()
        self.in_hand()
        iface.messageBar().clearWidgets()
        self.draw(RUSTY)
        self.answered()
        for each in iface.messageBar().items():
            if each.text() == "Earthscribe describes an object":  # where the system shows no notices QGIS does
                iface.messageBar().popWidget(each)
        self.window.resize(1340, HEIGHT)
        QTest.qWait(400)
        self.take("qgis-failed")
        self.window.resize(WIDTH, HEIGHT)
        iface.messageBar().clearWidgets()
        self.session.discard()
        self.choose_model("bundled")
        for corners in (RUSTY, TAN):
            self.in_hand()
            self.draw(corners)
            self.answered()
            self.keep()
        self.press(self.panel.draw)

    def tipped(self):
        iface.setActiveLayer(self.kept)
        _, feature, *_ = self.kept.getFeatures()
        iface.openFeatureForm(self.kept, feature, False, False)
        form = self.window_of("QgsAttributeDialog")
        form.resize(560, 620)
        self.take("form", form)
        tabs = form.findChild(QTabWidget)
        tabs.setCurrentIndex(2)
        self.take("form-review", form)
        form.close()
        iface.actionMapTips().trigger()
        *_, feature, _ = self.kept.getFeatures()
        box = self.canvas.getCoordinateTransform().transform(feature.geometry().centroid().asPoint())
        middle = QPoint(round(box.x()), round(box.y()))
        iface.actionPan().trigger()
        self.glide(middle + QPoint(40, 40), middle)
        QTest.qWait(2500)
        self.take_screen("map-tip", QRect(self.canvas.mapToGlobal(QPoint(0, 0)), self.canvas.size()))
        iface.actionMapTips().trigger()
        QTest.mouseMove(self.canvas.viewport(), QPoint(4, 4))

    def mapped(self):
        place = HOME / "Kampala" / "buildings.gpkg"
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(3857)
        source = ogr.GetDriverByName("GPKG").CreateDataSource(str(place))
        table = source.CreateLayer("buildings", reference, ogr.wkbPolygon)
        for name, kind, width in (("description", ogr.OFTString, 0), ("class", ogr.OFTString, 40),
                                  ("length_m", ogr.OFTReal, 0), ("width_m", ogr.OFTReal, 0),
                                  ("area_m2", ogr.OFTReal, 0),
                                  ("analyst", ogr.OFTString, 30), ("surveyed", ogr.OFTDate, 0),
                                  ("storeys", ogr.OFTInteger, 0)):
            field = ogr.FieldDefn(name, kind)
            field.SetWidth(width)
            table.CreateField(field)
        del table, source
        own = QgsVectorLayer(str(place), "Buildings", "ogr")
        QgsProject.instance().addMapLayer(own)
        iface.setActiveLayer(self.layer)
        self.panel.choices.more.setCollapsed(False)
        self.panel.target.setLayer(own)
        QTest.qWait(200)
        self.dock_high(1000)
        self.take("dock-more", self.panel)
        self.dock_high(HEIGHT)
        self.press(self.panel.choices.mapping)
        dialog = self.window_of("mappingDialog")
        choice = dialog.findChild(QComboBox, "choice_category")
        choice.setCurrentIndex(choice.findText("class"))
        self.take("mapping", dialog)
        dialog.reject()
        self.panel.target.setLayer(None)
        self.panel.choices.more.setCollapsed(True)
        QgsProject.instance().removeMapLayer(own.id())

    def set_up(self):
        self.desk.open_setup()
        dialog = self.desk._setup
        until(lambda: dialog.examine.isEnabled() and dialog.install.isEnabled(), "all was examined")
        self.take("setup", dialog)
        dialog.close()

    def opted(self):
        """QGIS' options are modal: what is seen in them is taken from within."""
        trouble = []

        def inside():
            dialog = QApplication.activeModalWidget()
            try:
                self._options(dialog)
            except Exception:  # noqa: BLE001 (is told at the end)
                trouble.append(traceback.format_exc())
            for each in (window_called("earthscribeServer"), dialog):
                if each is not None:
                    each.reject()

        QTimer.singleShot(2500, inside)
        self.desk.open_options()
        if trouble:
            raise RuntimeError(trouble[0])

    def _options(self, dialog):
        dialog.resize(900, 700)
        tabs = dialog.findChild(QTabWidget, "earthscribeTabs")
        page = dialog.findChild(object, "earthscribeOptions")
        for place, name in enumerate(("general", "servers", "privacy", "all")):
            tabs.setCurrentIndex(place)
            QTest.qWait(900)
            self.take(f"options-{name}", dialog)
        tabs.setCurrentIndex(1)
        page.servers.table.selectRow(0)
        self.press(page.servers.edit)
        server = self.window_of("earthscribeServer")
        self.press(server.ask)
        until(lambda: server.model.count() > 1, "the server has answered")
        self.take("server", server)

    def on_the_web(self):
        import numpy as np

        source = gdal.Open(str(HOME / "Kampala" / "drone_catanduanes.tif"))
        pixels = source.ReadAsArray()[:3].transpose(1, 2, 0)
        place_tiles(map_server, source.GetGeoTransform())
        opaque = np.full(pixels.shape[:2], 255, np.uint8)
        server = map_server.MapServer(pixels=np.ascontiguousarray(np.dstack([pixels, opaque])))
        layer = QgsRasterLayer(server.xyz(), "Imagery (XYZ)", "wms")
        QgsProject.instance().addMapLayer(layer)
        QgsProject.instance().layerTreeRoot().findLayer(self.kept.id()).setItemVisibilityChecked(False)
        self.look_at(layer, 1.0)
        QgsProject.instance().layerTreeRoot().findLayer(self.layer.id()).setItemVisibilityChecked(False)
        left, top, step = map_server.LEFT, map_server.TOP, map_server.RESOLUTION
        self.canvas.setExtent(QgsRectangle(left + 100 * step, top - 900 * step, left + 950 * step, top - 100 * step))
        self.panel.view_box.setCollapsed(False)
        self.dock_high(1320)
        self.in_hand()
        x, y = map_server.TILE_X * 256, map_server.TILE_Y * 256
        self.draw([(x + 778.6, y + 737.3), (x + 710.7, y + 833.1), (x + 574.3, y + 736.4)])
        self.answered()
        until(lambda: bool(self.panel.view_box.caption.text()), "the picture is there")
        QTest.qWait(800)
        self.take("dock-web", self.panel)
        server.close()

    def story(self):
        scenes = [self.arrange]
        if PLAN["kind"] == "models":
            scenes += [self.detected, self.proposed, self.asked]
        else:
            scenes += [self.first_raster, self.first_box]
        if PLAN["kind"] in {"light", "dark"}:
            scenes += [self.seen, self.compared, self.accepted, self.consented, self.queued, self.failed, self.tipped,
                       self.mapped, self.set_up, self.opted, self.on_the_web]
        for scene in scenes:
            scene()


def main():
    told, unheard = "", []
    sys.excepthook = lambda *error: unheard.append("".join(traceback.format_exception(*error)))  # QGIS' is modal
    try:
        Sitter().story()
    except NothingFound as wanting:
        told = str(wanting)
    except Exception:  # noqa: BLE001 (an exception would leave the window open for ever)
        told = traceback.format_exc()
        iface.mainWindow().grab().save(str(HOME / "pictures" / "trouble.png"))
    (HOME / "pictures" / "told.txt").write_text("\n".join([told, *unheard]).strip(), encoding="utf-8")
    QgsProject.instance().clear()
    QgsProject.instance().setDirty(False)
    QTimer.singleShot(0, iface.actionExit().trigger)
    QTimer.singleShot(20_000, lambda: QgsApplication.instance().exit(9))


QTimer.singleShot(2500, main)
