"""Loaded, unloaded and loaded again: QGIS is afterwards what it was before."""

from __future__ import annotations

import gc
import importlib.util
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from earthscribe.plugin import EarthscribePlugin
from earthscribe.ui.describing.session import State
from qgis.core import QgsApplication, QgsProject
from qgis.gui import QgsRubberBand
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, QObject, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QDockWidget, QLabel, QToolBar, QWidget

from .conftest import until
from .scripted import Scripted
from .test_story import CLICKS, ready


def children():
    """The processes this one has started and not buried."""
    folder = Path("/proc/self/task")
    return sorted(child for task in folder.iterdir() for child in (task / "children").read_text().split())


def standing(window):
    """Everything a plugin may leave behind."""
    for _ in range(3):
        QgsApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QTest.qWait(5)
    gc.collect()
    main, canvas = window.main, window.canvas
    return {
        "actions": sorted(action.text() for action in main.findChildren(QAction)),
        "docks": sorted(dock.objectName() for dock in main.findChildren(QDockWidget)),
        "tool bars": len(main.findChildren(QToolBar)),
        "widgets": len(main.findChildren(QWidget)),
        "labels": len(canvas.findChildren(QLabel)),
        "providers": sorted(each.id() for each in QgsApplication.processingRegistry().providers()),
        "map tool": canvas.mapTool(),
        "bands": sum(isinstance(item, QgsRubberBand) for item in canvas.scene().items()),
        "items": len(canvas.scene().items()),
        "tasks": QgsApplication.taskManager().count(),
        "threads": sorted(each.name for each in threading.enumerate() if not each.name.startswith("Dummy")),
        "children": children(),
        "menus": dict(window.menus),
        "objects of ours": sorted(type(each).__qualname__ for each in gc.get_objects() if is_ours(each)),
    }


def open_files():
    """How many files and pipes this process holds."""
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def is_ours(thing):
    """Whether it is a widget, a tool or a task of the plugin that lives."""
    ours = type(thing).__module__.startswith("earthscribe.ui")
    return ours and isinstance(thing, QObject) and not sip.isdeleted(thing)


def test_twice_and_nothing_stays(window):
    before = standing(window)
    for _ in range(2):
        plugin = EarthscribePlugin(window)
        plugin.initGui()
        during = standing(window)
        assert "earthscribeDock" in during["docks"]
        assert "earthscribe" in during["providers"]
        plugin.unload()
        assert standing(window) == before


def test_fifty_times_and_nothing_grows(window, layer):
    """As somebody who works on the plugin would, with a raster in the project and the tool in hand each time."""
    window.show(layer())

    def once():
        plugin = EarthscribePlugin(window, Scripted)
        plugin.initGui()
        until(lambda: plugin.opening.done, "the plugin is loaded")
        QTest.mouseClick(plugin.desk.panel.draw, Qt.MouseButton.LeftButton)
        plugin.unload()

    for _ in range(2):  # what is made once for all times
        once()
    before, files = standing(window), open_files()
    for _ in range(50):
        once()
    assert standing(window) == before
    assert open_files() - files < 10, "not one for each time"


def test_after_use_with_a_real_model_process(window, layer, out):
    window.show(layer())
    before = standing(window)
    for _ in range(2):
        plugin = ready(lambda _: loaded(window), window, layer(), out, None)
        window.draw(*CLICKS)
        until(lambda: not plugin.desk.session.state.busy, "the answer is there")  # noqa: B023
        assert children() != before["children"]
        plugin.unload()
        assert standing(window) == before


def loaded(window):
    plugin = EarthscribePlugin(window)
    plugin.initGui()
    return plugin


@pytest.mark.parametrize("hold", [0, 2])
def test_unloaded_in_mid_stream(window, layer, out, hold):
    analyst = Scripted(hold=hold)
    window.show(layer())
    before = standing(window)

    def load(_):
        plugin = EarthscribePlugin(window, lambda: analyst)
        plugin.initGui()
        return plugin

    plugin = ready(load, window, layer(), out, analyst)
    window.draw(*CLICKS)
    until(analyst.reached.is_set, "the analyst is at work")
    plugin.unload()
    assert analyst.closed
    assert standing(window) == before


def test_project_closed_in_mid_stream(window, layer, out):
    """What is being said goes on and can be kept; nothing of the closed project is touched."""
    analyst = Scripted(hold=2)
    before = standing(window)

    def load(_):
        plugin = EarthscribePlugin(window, lambda: analyst)
        plugin.initGui()
        return plugin

    plugin = ready(load, window, layer(), out, analyst)
    panel, session = plugin.desk.panel, plugin.desk.session
    window.draw(*CLICKS)
    until(analyst.reached.is_set, "the analyst is at work")
    window.canvas.setLayers([])
    QgsProject.instance().clear()
    QTest.qWait(50)
    assert panel.raster.currentLayer() is None
    analyst.go.set()
    until(lambda: not session.state.busy, "the answer is there")
    assert session.state is State.DONE
    assert panel.text.toPlainText() == "A long roof beside a road."
    QTest.mouseClick(panel.accept, Qt.MouseButton.LeftButton)
    until(out.exists, "it is kept")
    until(lambda: session.state is State.IDLE, "it is kept")
    QgsProject.instance().clear()
    plugin.unload()
    assert standing(window) == before


def test_without_a_window(qgis_app):
    plugin = EarthscribePlugin(None, Scripted)
    plugin.initProcessing()
    assert QgsApplication.processingRegistry().algorithmById("earthscribe:describebox") is not None
    plugin.unload()
    assert QgsApplication.processingRegistry().providerById("earthscribe") is None


def test_importing_the_plugin_loads_nothing_heavy(root):
    program = ("import sys; from qgis.core import QgsApplication\n"
               "import importlib.util as u\n"
               f"s = u.spec_from_file_location('earthscribe', {str(root / '__init__.py')!r},"
               f" submodule_search_locations=[{str(root)!r}])\n"
               "m = u.module_from_spec(s); sys.modules['earthscribe'] = m; s.loader.exec_module(m)\n"
               "before = set(sys.modules); import earthscribe.plugin\n"
               "print('\\n'.join(sorted(set(sys.modules) - before)))")
    done = subprocess.run([sys.executable, "-P", "-B", "-c", program], capture_output=True, text=True, check=True)
    fresh = done.stdout.split()
    assert "earthscribe.plugin" in fresh
    assert not [name for name in fresh if name.split(".")[0] in {"numpy", "osgeo", "rasterio", "sqlite3", "httpx"}]
    assert not [name for name in fresh if name.startswith(("earthscribe.ui", "earthscribe.inference"))]
    assert importlib.util.find_spec("earthscribe") is not None
