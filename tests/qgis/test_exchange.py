"""What exactly was sent for an object, and what came back, can be read, copied and opened."""

from __future__ import annotations

import json

import pytest
from earthscribe.inference import settings
from earthscribe.inference.errors import ServerRefused
from earthscribe.tests.scripted_server import ScriptedServer, stream
from earthscribe.ui.describing.session import State
from earthscribe.ui.window.exchange_dialog import ExchangeDialog
from qgis.core import QgsApplication
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QLabel

from .conftest import until
from .scripted import Scripted
from .test_story import CLICKS, described, ready


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("EARTHSCRIBE_HOME", str(tmp_path / "own"))


def exchange(plugin):
    plugin.desk.panel.tools.exchange.trigger()
    until(lambda: plugin.desk.panel.findChildren(ExchangeDialog), "the dialog is there")
    return plugin.desk.panel.findChildren(ExchangeDialog)[0]


def test_what_was_sent_to_a_server_word_for_word(load, window, layer, out):
    plugin = ready(load, window, layer(), out, None)
    with ScriptedServer(stream("A long ", "roof.")) as server:
        name = f"{server.url}#eye"
        plugin.desk.panel.offer_models([name], name)
        window.draw(*CLICKS)
        assert described(plugin) is State.DONE, window.messages()
        body = server.requests[-1].json
    shown = exchange(plugin)
    sent, received = shown.sent.toPlainText(), shown.received.toPlainText()
    assert name in sent
    assert "Question:" in sent
    (question,) = [part["text"] for part in body["messages"][-1]["content"] if part["type"] == "text"]
    assert question.strip() in sent
    assert "made again" not in sent, "the kept chip is shown"
    assert len([each for each in shown.findChildren(QLabel) if each.objectName().startswith("sentPicture")]) == 2
    assert "A long roof." in received
    QTest.mouseClick(shown.copy, Qt.MouseButton.LeftButton)
    copied = QgsApplication.clipboard().text()
    assert sent in copied
    assert received in copied


def test_a_server_that_was_asked_is_told_when_it_is_configured_no_more(load, window, layer, out):
    plugin = ready(load, window, layer(), out, None)
    with ScriptedServer(stream("A long ", "roof.")) as server:
        entries = settings.place()
        entries.parent.mkdir(parents=True, exist_ok=True)
        entries.write_text(json.dumps({"schema": settings.SCHEMA, "servers": {
            "office": {"url": server.url, "model": "eye"}}}), encoding="utf-8")
        plugin.desk.panel.offer_models(["office"], "office")
        window.draw(*CLICKS)
        assert described(plugin) is State.DONE, window.messages()
    entries.unlink()
    sent = exchange(plugin).sent.toPlainText()
    assert "Nothing left this machine" not in sent
    assert "Question:" in sent


def test_what_is_shown_is_the_answer_of_the_moment_although_it_is_asked_again(load, window, layer, out):
    analyst = Scripted()
    plugin = ready(load, window, layer(), out, analyst)
    window.draw(*CLICKS)
    described(plugin)
    analyst.hold = 0
    plugin.desk.panel.tools.exchange.trigger()
    plugin.desk.asking.again()
    until(lambda: plugin.desk.panel.findChildren(ExchangeDialog), "the dialog is there")
    (shown,) = plugin.desk.panel.findChildren(ExchangeDialog)
    assert "A long roof beside a road." in shown.received.toPlainText()
    assert "scripted" in shown.received.toPlainText()
    analyst.go.set()
    described(plugin)


def test_nothing_left_this_machine(load, window, layer, out, scripted):
    plugin = ready(load, window, layer(), out, scripted)
    window.draw(*CLICKS)
    described(plugin)
    shown = exchange(plugin)
    assert "Nothing left this machine" in shown.sent.toPlainText()
    assert "length_m" in shown.sent.toPlainText()
    assert "made again" in shown.sent.toPlainText()
    assert "A long roof beside a road." in shown.received.toPlainText()


def test_after_a_failure_the_reason_is_there(load, window, layer, out):
    analyst = Scripted(words=("A ",), error=ServerRefused("http://127.0.0.1:9", "of the test", detail="status 418"))
    plugin = ready(load, window, layer(), out, analyst)
    window.draw(*CLICKS)
    assert described(plugin) is State.FAILED
    received = exchange(plugin).received.toPlainText()
    assert "of the test" in received
    assert "status 418" in received
    assert received.endswith("A ")


def test_what_came_is_shown_as_it_is(load, window, layer, out):
    hostile = "<b>bold</b> <img src='http://127.0.0.1:9/x.png'> %1"
    plugin = ready(load, window, layer(), out, Scripted(words=(hostile,)))
    window.draw(*CLICKS)
    described(plugin)
    assert hostile in exchange(plugin).received.toPlainText()


def test_the_chip_is_opened_in_the_users_own_program(load, window, layer, out):
    plugin = ready(load, window, layer(), out, None)
    opened = []
    plugin.desk.tools.open_url = lambda url: opened.append(url.toLocalFile()) or True
    window.draw(*CLICKS)
    assert described(plugin) is State.DONE, window.messages()
    plugin.desk.panel.tools.open_chip.trigger()
    (path,) = opened
    assert path.endswith(".png")


def test_a_chip_that_is_not_kept_is_said(load, window, layer, out, scripted):
    plugin = ready(load, window, layer(), out, scripted)
    window.draw(*CLICKS)
    described(plugin)
    plugin.desk.panel.tools.open_chip.trigger()
    assert "not kept" in plugin.desk.panel.message.text()


def test_it_closes_with_the_plugin(load, window, layer, out, scripted):
    plugin = ready(load, window, layer(), out, scripted)
    window.draw(*CLICKS)
    described(plugin)
    dialog = exchange(plugin)
    plugin.unload()
    until(lambda: sip.isdeleted(dialog) or not dialog.isVisible(), "it is gone")
