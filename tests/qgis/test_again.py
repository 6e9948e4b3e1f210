"""After a failure the same box can be asked about again, with the model chosen by then, without drawing it again."""

from __future__ import annotations

import os
import signal

import pytest
from earthscribe.inference.config import RunConfig
from earthscribe.inference.errors import ServerRefused
from earthscribe.inference.worker.client import WorkerAnalyst
from earthscribe.tests.scripted_server import ScriptedServer, endless, forever
from earthscribe.ui.describing.session import State
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

from .conftest import until
from .scripted import Scripted
from .test_story import CLICKS, described, keep, ready, rows


def marks(plugin):
    """What stands on the canvas, once the window has drawn it."""
    QTest.qWait(20)
    return plugin.desk.showing.marks.shown


def press(plugin):
    """Press Describe again."""
    QTest.mouseClick(plugin.desk.panel.again, Qt.MouseButton.LeftButton)


@pytest.fixture
def failed(load, window, layer, out):
    """The plugin after a server refused, and its analyst, mended since."""
    analyst = Scripted(words=("A ",), error=ServerRefused("http://127.0.0.1:9", "of the test"))
    plugin = ready(load, window, layer(), out, analyst)
    window.draw(*CLICKS)
    assert described(plugin) is State.FAILED
    analyst.words, analyst.error = ("A roof.",), None
    return plugin, analyst


def test_the_same_box_is_asked_about_again(failed, window, out):
    plugin, analyst = failed
    panel = plugin.desk.panel
    assert panel.again.isVisible()
    press(plugin)
    assert not panel.again.isVisible()
    assert described(plugin) is State.DONE
    assert panel.text.toPlainText() == "A roof."
    first, second = analyst.asked
    assert first.key() == second.key()
    assert [mark.tone for mark in marks(plugin)] == ["current"]
    keep(plugin)
    assert [row["description"] for row, _ in rows(out)] == ["A roof."]
    assert not panel.again.isVisible()


def test_with_the_model_chosen_since(failed):
    plugin, analyst = failed
    plugin.desk.panel.offer_models(["other"], "other")
    press(plugin)
    described(plugin)
    assert [request.model for request in analyst.asked] == ["bundled", "other"]
    assert analyst.asked[0].quad == analyst.asked[1].quad


def test_discard_forgets_the_box(failed, window):
    plugin, analyst = failed
    QTest.mouseClick(plugin.desk.panel.discard, Qt.MouseButton.LeftButton)
    assert not plugin.desk.panel.again.isVisible()
    assert marks(plugin) == ()
    plugin.desk.asking.again()
    assert len(analyst.asked) == 1


def test_a_box_that_is_none_is_not_offered_again(window, load, layer, out, scripted):
    plugin = ready(load, window, layer(), out, scripted)
    window.draw((300, 200), (302, 200), (302, 201))
    assert plugin.desk.session.state is State.FAILED
    assert not plugin.desk.panel.again.isVisible()


@pytest.mark.parametrize("how", ["stop", "the task list of QGIS"])
def test_stopped_before_the_first_word(load, window, layer, out, how):
    analyst = Scripted(hold=0)
    plugin = ready(load, window, layer(), out, analyst)
    window.draw(*CLICKS)
    until(analyst.reached.is_set, "the analyst is at work")
    if how == "stop":
        QTest.mouseClick(plugin.desk.panel.stop, Qt.MouseButton.LeftButton)
    else:
        QgsApplication.taskManager().cancelAll()
    assert described(plugin) is State.STOPPED
    assert window.messages() == []
    assert not plugin.desk.panel.accept.isEnabled()
    analyst.go.set()
    press(plugin)
    assert described(plugin) is State.DONE


def test_words_without_a_description_cannot_be_accepted(load, window, layer, out):
    class Cut(Scripted):
        def run(self, request, stop):
            yield from (said for said in super().run(request, stop) if not hasattr(said, "provenance"))

    analyst = Cut(hold=2)
    plugin = ready(load, window, layer(), out, analyst)
    panel = plugin.desk.panel
    window.draw(*CLICKS)
    until(lambda: panel.text.toPlainText() == "A long ", "two words are shown")
    QTest.mouseClick(panel.stop, Qt.MouseButton.LeftButton)
    assert described(plugin) is State.STOPPED
    assert panel.text.isReadOnly()
    assert not panel.accept.isEnabled()
    assert panel.again.isVisible()


def test_the_model_process_was_killed(window, load, layer, out):
    """Try again starts another one; the box was drawn once."""
    analyst = WorkerAnalyst(RunConfig())
    plugin = ready(load, window, layer(), out, analyst)
    panel = plugin.desk.panel
    with ScriptedServer(endless(forever("on "), 0.05)) as server:
        panel.offer_models([f"{server.url}#any"], f"{server.url}#any")
        window.draw(*CLICKS)
        until(lambda: panel.text.toPlainText().startswith("on on"), "text streams")
        first = analyst.pid
        os.kill(first, signal.SIGKILL)
        assert described(plugin) is State.FAILED
    panel.offer_models(["bundled"], "bundled")
    press(plugin)
    assert described(plugin) is State.DONE, window.messages()
    assert "It measures about" in panel.text.toPlainText()
    assert analyst.pid not in {first, None}
    keep(plugin)
    assert len(rows(out)) == 1
