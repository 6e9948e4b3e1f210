"""The first time: a page that says what to do, and a sample to try on; afterwards the dock as it is every day."""

from __future__ import annotations

import pytest
from earthscribe.plugin import EarthscribePlugin
from earthscribe.ui.describing.session import State
from earthscribe.ui.settings import Settings
from earthscribe.ui.window.welcome import SEEN
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

from .conftest import until
from .test_story import CLICKS, described


@pytest.fixture
def first(window, scripted, tmp_path, monkeypatch):
    """The plugin in a fresh profile."""
    monkeypatch.setenv("EARTHSCRIBE_HOME", str(tmp_path / "own"))
    Settings().forget(SEEN)
    plugin = EarthscribePlugin(window, lambda: scripted)
    plugin.initGui()
    until(lambda: plugin.opening.done, "the plugin is loaded")
    window.settle()
    yield plugin
    plugin.unload()


def sample(plugin):
    QTest.mouseClick(plugin.desk.panel.welcome.sample, Qt.MouseButton.LeftButton)
    until(lambda: QgsProject.instance().mapLayers(), "the sample is there")
    (layer,) = QgsProject.instance().mapLayers().values()
    return layer


def test_the_page_is_shown_once(first, window, scripted):
    panel = first.desk.panel
    assert panel.welcome.isVisible()
    QTest.mouseClick(panel.welcome.close_it, Qt.MouseButton.LeftButton)
    assert not panel.welcome.isVisible()
    first.unload()
    again = EarthscribePlugin(window, lambda: scripted)
    again.initGui()
    until(lambda: again.opening.done, "the plugin is loaded")
    assert not again.desk.panel.welcome.isVisible()
    again.unload()


def test_the_sample_can_be_drawn_on_at_once(first, window, tmp_path):
    layer = sample(first)
    panel = first.desk.panel
    assert layer.isValid()
    assert layer.source().startswith(str(tmp_path / "own"))
    assert panel.raster.currentLayer() is layer
    assert not panel.welcome.isVisible()
    window.canvas.setLayers([layer])
    window.settle()
    QTest.mouseClick(panel.draw, Qt.MouseButton.LeftButton)
    until(lambda: first.desk.tool.aimed, "the raster is open")
    window.draw(*CLICKS)
    assert described(first) is State.DONE


def test_opened_twice_it_is_one_layer(first):
    layer = sample(first)
    first.desk.welcome.open_sample()
    until(lambda: first.desk.streams.running == 0, "it was looked for")
    assert list(QgsProject.instance().mapLayers().values()) == [layer]


def test_the_help_entry_shows_it_again(first, window):
    QTest.mouseClick(first.desk.panel.welcome.close_it, Qt.MouseButton.LeftButton)
    assert first.help_action in window.help_menu.actions()
    first.help_action.trigger()
    assert first.desk.panel.welcome.isVisible()


def test_drawing_leads_out_of_it(first, window, layer):
    window.show(layer())
    first.draw_action.trigger()
    assert not first.desk.panel.welcome.isVisible()
    assert window.canvas.mapTool() is first.desk.tool


def test_the_options_page_is_there_and_can_be_opened(first, window):
    assert len(window.option_factories) == 1
    first.desk.panel.settingsPressed.emit()
    page = window.option_factories[0].createWidget(window.main)
    assert window.options_opened == [page.objectName()]
    page.deleteLater()


def test_the_set_up_opens_and_goes_with_the_plugin(first, window):
    from earthscribe.ui.setup.dialog import SetupDialog

    QTest.mouseClick(first.desk.panel.welcome.setup, Qt.MouseButton.LeftButton)
    (dialog,) = window.main.findChildren(SetupDialog)
    assert dialog.isVisible()
    first.unload()
    QTest.qWait(20)
    assert not window.main.findChildren(SetupDialog)


def test_changed_options_are_seen_at_once(first, monkeypatch):
    from earthscribe.ui import models
    from earthscribe.ui.window import offering

    other = models.ModelChoice("house", "House", "key", "Its key is missing.")
    monkeypatch.setattr(offering, "offered", lambda **how: (*models.built_in(**how), other))
    first.desk.changed()
    panel = first.desk.panel
    assert panel.model.findData("house") >= 0
    panel.model.setCurrentIndex(panel.model.findData("house"))
    assert "key is missing" in panel.choices.model_state.words.text()
