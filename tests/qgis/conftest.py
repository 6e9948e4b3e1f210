"""What the QGIS tests share: a window, the plugin loaded into it, layers, and waiting."""

from __future__ import annotations

import time

import pytest
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer
from qgis.PyQt.QtTest import QTest

from . import rasters
from .pulses import felt_pulse, pytest_terminal_summary  # noqa: F401 (how long each story blocks the window)
from .scripted import Scripted
from .window import Window

PATIENCE = 60.0


def until(condition, what="it", patience=PATIENCE):
    """Let QGIS live until the condition holds."""
    end = time.monotonic() + patience
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"waited {patience:g} s in vain until {what}")
        QTest.qWait(10)


@pytest.fixture
def window(qgis_app):
    """An empty QGIS window."""
    made = Window()
    yield made
    QgsProject.instance().clear()
    made.close()
    QTest.qWait(10)


@pytest.fixture
def load(window):
    """Loads the plugin, with a scripted analyst unless told otherwise; unloads what a test left loaded."""
    from earthscribe.plugin import EarthscribePlugin
    from earthscribe.ui.settings import Settings
    from earthscribe.ui.window.welcome import SEEN

    Settings().keep(SEEN, True)
    loaded = []

    def with_analyst(analyst=None):
        plugin = EarthscribePlugin(window, (lambda: analyst) if analyst is not None else None)
        plugin.initGui()
        loaded.append(plugin)
        until(lambda: plugin.opening.done, "the plugin is loaded")
        return plugin

    yield with_analyst
    for plugin in loaded:
        plugin.unload()
    until(lambda: QgsApplication.taskManager().countActiveTasks() == 0, "no task runs")


@pytest.fixture
def scripted():
    """An analyst that says six words."""
    return Scripted()


@pytest.fixture
def layer(tmp_path):
    """Makes a raster layer by the name of a function of `rasters`, or of a file."""

    def made(how="utm", name="picture"):
        path = getattr(rasters, how)(tmp_path / f"{how}.tif") if hasattr(rasters, how) else how
        found = QgsRasterLayer(path, name)
        assert found.isValid()
        return found

    return made


@pytest.fixture
def out(tmp_path):
    """Where descriptions are kept in these tests."""
    return tmp_path / "kept" / "descriptions.gpkg"
