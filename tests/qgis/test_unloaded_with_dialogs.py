"""Unloaded or closed over while its dialogs are open, the plugin takes them along and nothing speaks afterwards."""

from __future__ import annotations

import pytest
from earthscribe.inference.errors import NoCrs
from earthscribe.ui.setup.dialog import SetupDialog
from qgis.core import QgsProject
from qgis.gui import QgsExpressionBuilderDialog, QgsProjectionSelectionDialog
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDialog

from .conftest import until
from .test_exchange import exchange
from .test_notify import buttons
from .test_story import CLICKS, described, ready


@pytest.fixture
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("EARTHSCRIBE_HOME", str(tmp_path / "own"))


@pytest.fixture
def open_dialogs(load, window, layer, out, scripted, own_folder):
    """The plugin with everything open that can stay open beside QGIS."""
    plugin = ready(load, window, layer(), out, scripted)
    window.draw(*CLICKS)
    described(plugin)
    shown = [exchange(plugin)]
    plugin.desk.open_setup()
    shown += window.main.findChildren(SetupDialog)
    plugin.desk.refuse(NoCrs("The raster"))
    QTest.mouseClick(buttons(window)["Set CRS"], Qt.MouseButton.LeftButton)
    shown += plugin.desk.panel.findChildren(QgsProjectionSelectionDialog)
    plugin.desk.panel.choices.more.setCollapsed(False)
    plugin.desk.panel.instruction.button.setEnabled(True)
    plugin.desk.panel.instruction._build()
    shown += plugin.desk.panel.findChildren(QgsExpressionBuilderDialog)
    assert len(shown) == 4
    assert all(each.isVisible() for each in shown)
    return plugin, shown


def test_unloaded_they_all_go(open_dialogs, window):
    plugin, shown = open_dialogs
    plugin.unload()
    until(lambda: all(sip.isdeleted(each) for each in shown), "they are deleted")
    assert not [each for each in window.main.findChildren(QDialog) if each.isVisible()]


def test_the_project_closes_under_them_and_each_can_still_be_closed(open_dialogs, window):
    plugin, shown = open_dialogs
    QgsProject.instance().clear()
    for each in shown:
        each.accept()
    until(lambda: not any(not sip.isdeleted(each) and each.isVisible() for each in shown), "they are closed")
    assert plugin.desk.session.state.value == "done"
