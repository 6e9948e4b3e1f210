"""The scenes of detection for the pictures of docs/images; which objects the model finds does not matter to them."""

import json

from qgis.core import QgsCubicRasterResampler, QgsProject, QgsRasterLayer, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtCore import QPoint, QRect, Qt
from qgis.PyQt.QtTest import QTest
from studio import DOCK, HOME, LAYERS, Studio, until

PLACE = "Claremont"
FILE = "naip_claremont_rgbn.tif"
TRIES = 8
"""So many of the surest objects are clicked, should one of them not be proposed again."""
AROUND_M = 75.0
"""How much of the map the picture of a proposal shows."""
WIDER = 300
CTRL = Qt.KeyboardModifier.ControlModifier


class NothingFound(Exception):
    """What the model did not give, in one sentence."""


class Finder(Studio):
    """Finds, proposes and describes with the bundled network."""

    def aerial_view(self):
        layer = self.aerial = QgsRasterLayer(str(HOME / PLACE / FILE), PLACE)
        layer.resampleFilter().setZoomedInResampler(QgsCubicRasterResampler())
        QgsProject.instance().addMapLayer(layer)
        QgsProject.instance().setCrs(layer.crs())
        QgsProject.instance().write(str(HOME / PLACE / "claremont.qgz"))
        self.wide(DOCK, WIDER)
        self.look_at(layer, 1.0)
        bar = self.panel.find_bar
        until(lambda: bar.button.isEnabled() or bar.lack.words.text(), "the model is looked at")
        if not bar.button.isEnabled():
            raise NothingFound(f"Objects cannot be detected: {bar.lack.words.text()}")

    def detected(self):
        self.aerial_view()
        self.press(self.panel.find_bar.button)
        until(lambda: not self.desk.detecting.running, "the search is over")
        layers = [each for each in QgsProject.instance().mapLayers().values() if isinstance(each, QgsVectorLayer)]
        if not layers or not layers[0].featureCount():
            said = " ".join([self.panel.find_bar.words.text(), *(each.text() for each in self.messages())])
            raise NothingFound(f"The model found nothing on {FILE}, so there is no picture of detections: {said}")
        self.found = layers[0]
        QTest.qWait(1200)  # QGIS counts what the legend says
        self.take("detect-view")

    def proposed(self):
        """The surest object is clicked; where the closer look says otherwise, the next one."""
        tree = QgsProject.instance().layerTreeRoot()
        tree.findLayer(self.found.id()).setItemVisibilityChecked(False)
        surest = sorted(self.found.getFeatures(), key=lambda each: -each["confidence"])
        self.wide(DOCK, LAYERS)
        self.choose_model("bundled")
        for each in surest[:TRIES]:
            self.near(each.geometry().boundingBox().center())
            self.in_hand()
            corners = each["polygon_px"]
            corners = json.loads(corners) if isinstance(corners, str) else corners
            spot = self.spot(*(sum(values) / len(corners) for values in zip(*corners)))
            QTest.mouseMove(self.canvas.viewport(), spot)
            QTest.mouseClick(self.canvas.viewport(), Qt.MouseButton.LeftButton, CTRL, spot)
            until(lambda: not self.desk.proposing.looking, "the model has looked")
            if self.desk.tool.offering:
                break
        else:
            raise NothingFound(f"The model proposed no box at the {TRIES} surest objects of {FILE}.")
        QTest.mouseMove(self.canvas.viewport(), spot + QPoint(110, 90))
        canvas = QRect(self.canvas.mapToGlobal(QPoint(0, 0)), self.canvas.size())
        dock = QRect(self.panel.mapToGlobal(QPoint(0, 0)), self.panel.size())
        middle = canvas.left() + spot.x()
        left = max(canvas.left(), middle - 260)
        self.take_screen("proposal", QRect(left, dock.top(), dock.right() - left + 1, dock.height()))
        QTest.keyClick(self.canvas, Qt.Key.Key_Return)
        self.answered()
        self.take("qgis-described")

    def asked(self):
        """The dialog of the algorithm, filled in."""
        import processing

        self.look_at(self.aerial, 1.0)
        dialog = processing.createAlgorithmDialog("earthscribe:detectobjects", {
            "RASTER": self.aerial.id(), "EXTENT": self.canvas.extent(), "MIN_CONFIDENCE": 0.5,
            "CLASSES": ["building", "swimming-pool", "tree"]})
        dialog.show()
        dialog.resize(960, 720)
        self.take("detect-dialog", dialog)
        dialog.close()

    def near(self, middle):
        """So near that one object fills a good part of the map, and no farther than the raster reaches."""
        half, whole = AROUND_M / 2, self.aerial.extent()
        x = min(max(middle.x(), whole.xMinimum() + half), whole.xMaximum() - half)
        y = min(max(middle.y(), whole.yMinimum() + 1.1 * half), whole.yMaximum() - 1.1 * half)
        self.canvas.setExtent(QgsRectangle(x - half, y - half, x + half, y + half))
        self.canvas.refresh()
        self.canvas.waitWhileRendering()

    def messages(self):
        from qgis.utils import iface

        return iface.messageBar().items()
