"""What may befall a QGIS desktop while a description streams; run by `qgis --code` in a test profile.

EARTHSCRIBE_DESKTOP names a JSON file: {"story": name, "raster": file, "project": file, "model": name, "told": file} and
for `together` {"mine": file, "theirs": file}. The file `told` says how it went; QGIS then ends by itself.
"""

import faulthandler
import json
import os
import time
import traceback
from pathlib import Path

import qgis.utils
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QPoint, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QMessageBox
from qgis.utils import iface

faulthandler.enable()
PATIENCE = 120.0
CLICKS = ((0.383, 0.263), (0.583, 0.305), (0.635, 0.450))


def until(condition, what):
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise RuntimeError(f"waited in vain until {what}")
        QTest.qWait(20)


def children():
    """The processes QGIS has started and not buried."""
    return [child for task in Path("/proc/self/task").iterdir()
            for child in (task / "children").read_text().split()]


def desk():
    return qgis.utils.plugins["earthscribe"].desk


def arrange(plan):
    """A raster on the canvas of a saved project."""
    iface.mainWindow().showNormal()
    iface.mainWindow().resize(1240, 860)
    layer = QgsRasterLayer(plan["raster"], "picture")
    if not layer.isValid():
        raise RuntimeError("the raster did not load")
    QgsProject.instance().addMapLayer(layer)
    QgsProject.instance().setCrs(layer.crs())
    QgsProject.instance().write(plan["project"])
    iface.setActiveLayer(layer)
    QTest.qWait(300)
    iface.mapCanvas().setExtent(layer.extent())
    iface.mapCanvas().refresh()
    iface.mapCanvas().waitWhileRendering()


def draw(model):
    """A box by mouse, for a model."""
    here, canvas = desk(), iface.mapCanvas()
    here.panel.setUserVisible(True)
    here.panel.offer_models([model], model)
    QTest.qWait(300)
    QTest.mouseClick(here.panel.draw, Qt.MouseButton.LeftButton)
    until(lambda: here.tool.aimed, "the raster is open")
    view = canvas.viewport()
    for x, y in CLICKS:
        spot = QPoint(int(x * view.width()), int(y * view.height()))
        QTest.mouseMove(view, spot)
        QTest.qWait(30)
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)


def stream(plan):
    """A box whose description goes on for ever."""
    arrange(plan)
    draw(plan["model"])
    until(lambda: desk().panel.text.toPlainText().startswith("on on"), "text streams")


def bundled():
    """A box that is described; what is said of it."""
    draw("bundled")
    until(lambda: not desk().session.state.busy and desk().session.state.value != "idle", "it is described")
    return [desk().session.state.value, desk().panel.text.toPlainText()]


def closed(plan):
    """The user closes QGIS in mid-stream."""
    stream(plan)
    QgsProject.instance().setDirty(False)
    return {"children": children()}


def reloaded(plan):
    """The plugin reloader in mid-stream; the fresh one works."""
    stream(plan)
    before, old = children(), qgis.utils.plugins["earthscribe"]
    done = qgis.utils.reloadPlugin("earthscribe")
    QTest.qWait(300)
    left = [pid for pid in before if Path("/proc", pid).exists()]
    fresh = qgis.utils.plugins["earthscribe"] is not old
    said = bundled()
    QgsProject.instance().setDirty(False)
    return {"done": done is not False, "left": left, "fresh": fresh, "said": said, "children": children()}


def another_project(plan):
    """The user opens a new project in mid-stream; the dock lives on and describes what is drawn there."""
    stream(plan)
    iface.newProject(False)
    QTest.qWait(300)
    shown = desk().panel.text.toPlainText()
    if desk().session.state.busy:
        QTest.mouseClick(desk().panel.stop, Qt.MouseButton.LeftButton)
    until(lambda: not desk().session.state.busy, "the stream has ended")
    if desk().panel.discard.isEnabled():
        QTest.mouseClick(desk().panel.discard, Qt.MouseButton.LeftButton)
    arrange({**plan, "project": plan["project"] + "-2.qgz"})
    said = bundled()
    QgsProject.instance().setDirty(False)
    return {"shown": shown, "said": said, "children": children()}


def together(plan):
    """Two QGIS on one profile describe and keep at the same time."""
    arrange(plan)
    desk().panel.place.setFilePath(plan["kept"])
    Path(plan["mine"]).touch()
    until(Path(plan["theirs"]).exists, "the other QGIS is there")
    said = bundled()
    QTest.mouseClick(desk().panel.accept, Qt.MouseButton.LeftButton)
    until(lambda: desk().session.state.value == "idle", "it is kept")
    Path(plan["mine"] + ".done").touch()
    until(Path(plan["theirs"] + ".done").exists, "the other QGIS is done")
    QgsProject.instance().setDirty(False)
    return {"said": said, "children": children(), "messages": [item.text() for item in iface.messageBar().items()]}


def agree(asked):
    """Press the button a person in a hurry would press when QGIS asks whether tasks may be ended."""
    box = QgsApplication.activeModalWidget()
    if box is not None and not isinstance(box, QMessageBox):
        Path(asked).write_text(f"{type(box).__name__}: {box.windowTitle()}", encoding="utf-8")
    elif box is not None:
        with Path(asked).open("a", encoding="utf-8") as file:
            file.write(box.text() + "\n")
        yes = box.button(QMessageBox.StandardButton.Yes) or box.defaultButton() or box.buttons()[0]
        QTest.mouseClick(yes, Qt.MouseButton.LeftButton)


def main():
    plan = json.loads(Path(os.environ["EARTHSCRIBE_DESKTOP"]).read_text(encoding="utf-8"))
    asking = QTimer(iface.mainWindow())
    asking.timeout.connect(lambda: agree(plan["asked"]))
    asking.start(200)
    try:
        told = globals()[plan["story"]](plan)
    except Exception:  # noqa: BLE001 (an exception would leave the window open for ever)
        told = {"error": traceback.format_exc()}
        QgsProject.instance().clear()
        QgsProject.instance().setDirty(False)
    Path(plan["told"]).write_text(json.dumps(told), encoding="utf-8")
    QTimer.singleShot(40_000, lambda: QgsApplication.instance().exit(9))
    QTimer.singleShot(0, iface.actionExit().trigger)


QTimer.singleShot(1500, main)
