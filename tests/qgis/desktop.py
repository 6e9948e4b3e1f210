"""One description in a real QGIS desktop, told by mouse and saved as pictures; run by `qgis --code` in a test profile.

EARTHSCRIBE_DESKTOP names a JSON file: {"raster": file, "project": file, "pictures": folder, "clicks": [[x, y] * 3 as
fractions of the canvas], "zoom": fraction of the raster shown}. `story.json` beside the pictures says how it went.
"""

import json
import os
import time
import traceback
from pathlib import Path

from qgis.core import QgsApplication, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QPoint, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDockWidget, QPushButton
from qgis.utils import iface, plugins

WIDTH, HEIGHT = 1240, 860
PATIENCE = 90.0


def until(condition, what):
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise RuntimeError(f"waited in vain until {what}")
        QTest.qWait(20)


def picture(widget, folder, name):
    """What the window shows now."""
    QTest.qWait(250)
    iface.mapCanvas().waitWhileRendering()
    shot = widget.grab()
    shot.save(str(Path(folder, name)))
    return [shot.width(), shot.height()]


def arrange(plan):
    """A window of the wanted size with the raster, as a person would set it up."""
    window, canvas = iface.mainWindow(), iface.mapCanvas()
    window.showNormal()
    window.resize(WIDTH, HEIGHT)
    layer = QgsRasterLayer(plan["raster"], "Kampala by drone")
    if not layer.isValid():
        raise RuntimeError("the raster did not load")
    QgsProject.instance().addMapLayer(layer)
    QgsProject.instance().setCrs(layer.crs())
    iface.setActiveLayer(layer)
    for dock in window.findChildren(QDockWidget):
        if dock.objectName() not in {"Layers", "earthscribeDock"}:
            dock.hide()
    QgsProject.instance().write(plan["project"])
    QTest.qWait(300)
    extent = layer.extent()
    extent.scale(plan.get("zoom", 1.0))
    canvas.setExtent(extent)
    canvas.refresh()
    canvas.waitWhileRendering()
    return layer


def story(plan):
    """Draw, read, accept, take back, accept again."""
    arrange(plan)
    desk, canvas = plugins["earthscribe"].desk, iface.mapCanvas()
    panel, session = desk.panel, desk.session
    panel.setUserVisible(True)
    window = iface.mainWindow()
    window.resizeDocks([panel, window.findChild(QDockWidget, "Layers")], [330, 230], Qt.Orientation.Horizontal)
    QTest.qWait(300)
    told = {"pictures": {}}
    told["pictures"]["dock-empty.png"] = picture(panel, plan["pictures"], "dock-empty.png")
    QTest.mouseClick(panel.draw, Qt.MouseButton.LeftButton)
    until(lambda: desk.tool.aimed, "the raster is open")
    view = canvas.viewport()
    spots = [QPoint(int(x * view.width()), int(y * view.height())) for x, y in plan["clicks"]]
    for spot in spots[:2]:
        QTest.mouseMove(view, spot)
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    for step in range(8):
        QTest.mouseMove(view, spots[1] + (spots[2] - spots[1]) * (step / 8))
        QTest.qWait(15)
    QTest.mouseMove(view, spots[2])
    told["pictures"]["qgis-drawing.png"] = picture(window, plan["pictures"], "qgis-drawing.png")
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spots[2])
    until(lambda: not session.state.busy, "the description is there")
    told["state"], told["text"] = session.state.value, panel.text.toPlainText()
    told["pictures"]["qgis-first-box.png"] = picture(window, plan["pictures"], "qgis-first-box.png")
    told["pictures"]["dock.png"] = picture(panel, plan["pictures"], "dock.png")
    QTest.mouseClick(panel.accept, Qt.MouseButton.LeftButton)
    until(panel.undo.isVisible, "it is kept")
    (layer,) = QgsProject.instance().mapLayersByName("Descriptions")
    told["children"] = [child for task in Path("/proc/self/task").iterdir()
                        for child in (task / "children").read_text().split()]
    told["features"] = layer.featureCount()
    told["editing"] = layer.isEditable()
    told["messages"] = [item.text() for item in iface.messageBar().items()]
    told["pictures"]["qgis-accepted.png"] = picture(window, plan["pictures"], "qgis-accepted.png")
    QTest.mouseClick(panel.undo, Qt.MouseButton.LeftButton)
    until(lambda: session.state.value == "done", "it is taken back")
    told["after undo"] = [layer.featureCount(), panel.text.toPlainText() == told["text"]]
    QTest.mouseClick(panel.accept, Qt.MouseButton.LeftButton)
    until(panel.undo.isVisible, "it is kept again")
    told["keys"] = keys(window.menuBar().actions()), keys(panel.findChildren(QPushButton))
    return told


def keys(named):
    """The letters that Alt takes to these."""
    return [each.text()[each.text().index("&") + 1].lower() for each in named if "&" in each.text()]


def main():
    plan = json.loads(Path(os.environ["EARTHSCRIBE_DESKTOP"]).read_text(encoding="utf-8"))
    try:
        told = story(plan)
    except Exception:  # noqa: BLE001 (an exception would leave the window open for ever)
        told = {"error": traceback.format_exc()}
    Path(plan["pictures"], "story.json").write_text(json.dumps(told), encoding="utf-8")
    QgsProject.instance().clear()
    QgsProject.instance().setDirty(False)
    QTimer.singleShot(0, iface.actionExit().trigger)
    QTimer.singleShot(20_000, lambda: QgsApplication.instance().exit(9))


QTimer.singleShot(1500, main)
