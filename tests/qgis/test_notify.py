"""Messages quote layers, files and models: they are shown as they are, and nothing in them becomes markup."""

from __future__ import annotations

import pytest
from earthscribe.inference.errors import (
    EnvironmentMissing,
    NoCrs,
    NoSuchBand,
    NotAuthorised,
    OutputUnwritable,
    ServerRefused,
    UnreadableAnswer,
    UnsupportedRaster,
    WorkerDied,
)
from earthscribe.ui.describing.session import State
from earthscribe.ui.window.notify import TITLE, Notifier
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsProject
from qgis.gui import QgsProjectionSelectionDialog
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QPushButton, QTextBrowser

from .conftest import until
from .scripted import Scripted
from .test_story import CLICKS, described, ready

HOSTILE = ['<img src="http://127.0.0.1:9/x.png">', "<script>x</script>", "100 %1 & more", "a < b > c", "<b>bold</b>"]


@pytest.mark.parametrize("name", HOSTILE)
def test_shown_as_it_is(window, name):
    lines = []
    QgsApplication.messageLog().messageReceived.connect(lambda text, tag, level: lines.append((text, tag)))
    Notifier(window).error(UnsupportedRaster(name, "of the test", detail="<i>detail</i>"))
    (item,) = window.bar.items()
    browser = item.findChild(QTextBrowser)
    assert name in browser.toPlainText()
    assert "<img" not in browser.document().toHtml().split("<body", 1)[1]
    told = [text for text, tag in lines if tag == TITLE]
    assert told
    assert "<script>" not in told[-1]
    assert "&lt;i&gt;detail" in told[-1]


def test_keys_in_the_address_of_a_source_are_told_nowhere(window):
    lines = []
    QgsApplication.messageLog().messageReceived.connect(lambda text, tag, level: lines.append((text, tag)))
    place = "/vsicurl/https://ann:geheim1@example.org/token/geheim2/a.tif?sig=geheim3"
    Notifier(window).error(UnsupportedRaster(place, "it is damaged", detail=f"HTTP 403: {place}"))
    shown = window.bar.items()[0].findChild(QTextBrowser).toPlainText()
    for text in (shown, next(text for text, tag in reversed(lines) if tag == TITLE)):
        assert "geheim" not in text
        assert "https://example.org/token/[hidden]/a.tif?sig=[hidden]" in text


def buttons(window):
    """The cures in the message bar."""
    (item,) = window.bar.items()
    return {each.text(): each for each in item.findChildren(QPushButton)
            if each.objectName().startswith("earthscribeCure")}


def press(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(("error", "cures"), [
    (EnvironmentMissing(()), ["Open set-up", "Copy diagnostics"]),
    (NotAuthorised("https://h", "the options"), ["Open options"]),
    (UnreadableAnswer("eye", "an HTML page came"), ["Open options"]),
    (NoSuchBand("9", "3 bands"), ["Choose bands"]),
    (OutputUnwritable("there.gpkg", "of the test"), ["Choose another place"]),
    (NoCrs("The raster"), ["Set CRS"]),
    (WorkerDied(1), ["Copy diagnostics"]),
    (UnsupportedRaster("x", "of the test"), []),
])
def test_the_cure_of_an_error_is_its_button(window, load, layer, scripted, error, cures):
    window.show(layer())
    load(scripted).desk.refuse(error)
    assert list(buttons(window)) == cures


def test_retry_asks_again_and_the_message_goes(window, load, layer, out):
    analyst = Scripted(words=(), error=ServerRefused("http://127.0.0.1:9", "of the test"))
    plugin = ready(load, window, layer(), out, analyst)
    window.draw(*CLICKS)
    assert described(plugin) is State.FAILED
    analyst.words, analyst.error = ("A roof.",), None
    press(buttons(window)["Retry"])
    assert described(plugin) is State.DONE
    assert window.bar.items() == []


def test_choose_bands_opens_them(window, load, layer, scripted):
    window.show(layer())
    plugin = load(scripted)
    plugin.desk.refuse(NoSuchBand("9", "3 bands"))
    press(buttons(window)["Choose bands"])
    box = plugin.desk.panel.view_box
    assert not box.isCollapsed()
    assert box.choice().recipe == "own"


def test_choose_another_place_opens_where_results_go(window, load, layer, scripted):
    window.show(layer())
    plugin = load(scripted)
    plugin.desk.refuse(OutputUnwritable("there.gpkg", "of the test"))
    press(buttons(window)["Choose another place"])
    assert not plugin.desk.panel.choices.more.isCollapsed()
    until(plugin.desk.panel.place.isVisible, "it is shown")


def test_set_crs_gives_the_raster_one(window, load, layer, scripted):
    picture = layer("make")
    window.show(picture)
    plugin = load(scripted)
    plugin.desk.refuse(NoCrs("The raster"))
    press(buttons(window)["Set CRS"])
    (dialog,) = plugin.desk.panel.findChildren(QgsProjectionSelectionDialog)
    dialog.setCrs(QgsCoordinateReferenceSystem("EPSG:32632"))
    dialog.accept()
    assert picture.crs().authid() == "EPSG:32632"


def test_set_crs_is_for_the_raster_that_the_error_speaks_of(load, window, layer, out, scripted):
    first, other = layer("make", "first"), layer("utm", "other")
    plugin = ready(load, window, first, out, scripted)
    window.draw(*CLICKS)
    described(plugin)
    QgsProject.instance().addMapLayer(other)
    plugin.desk.panel.raster.setLayer(other)
    plugin.desk.refuse(NoCrs("The raster"), plugin.desk.session.current)
    press(buttons(window)["Set CRS"])
    (dialog,) = plugin.desk.panel.findChildren(QgsProjectionSelectionDialog)
    assert "first" in dialog.windowTitle()
    dialog.reject()


def test_set_crs_of_a_raster_that_is_gone_does_nothing(window, load, layer, scripted):
    picture = layer("make")
    window.show(picture)
    plugin = load(scripted)
    plugin.desk.refuse(NoCrs("The raster"))
    QgsProject.instance().removeMapLayer(picture.id())
    press(buttons(window)["Set CRS"])
    assert plugin.desk.panel.findChildren(QgsProjectionSelectionDialog) == []


def test_buttons_go_with_the_plugin_and_other_messages_stay(window, load, layer, scripted):
    window.show(layer())
    plugin = load(scripted)
    window.bar.pushMessage("somebody", "else")
    plugin.desk.refuse(EnvironmentMissing(()))
    plugin.desk.refuse(NoCrs("The raster"))
    assert len(window.bar.items()) == 3
    plugin.unload()
    assert ["else" in text for text in window.messages()] == [True]


def test_diagnostics_go_to_the_clipboard_without_names(window, load, layer, scripted, tmp_path, monkeypatch):
    monkeypatch.setenv("EARTHSCRIBE_HOME", str(tmp_path / "own"))
    window.show(layer())
    plugin = load(scripted)
    plugin.desk.refuse(WorkerDied(1))
    QgsApplication.clipboard().clear()
    press(buttons(window)["Copy diagnostics"])
    until(lambda: "Python" in QgsApplication.clipboard().text(), "it is copied")
    assert str(tmp_path) not in QgsApplication.clipboard().text()
