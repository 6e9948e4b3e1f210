"""A second opinion stands beside the answer; one of the two is picked, the other is forgotten."""

from __future__ import annotations

import pytest
from earthscribe.inference.errors import ServerRefused
from earthscribe.ui.describing.session import State
from qgis.PyQt.QtTest import QTest

from .conftest import until
from .scripted import Scripted
from .test_notify import buttons
from .test_queue import SECOND, choose, press
from .test_story import CLICKS, described, keep, ready, rows

OTHER = "http://127.0.0.1:9/v1#other"


@pytest.fixture
def compared(load, window, layer, out):
    """The plugin with an answer, and another model about to answer."""
    analyst = Scripted()
    plugin = ready(load, window, layer(), out, analyst)
    plugin.desk.panel.offer_models(["bundled", OTHER], "bundled")
    window.draw(*CLICKS)
    assert described(plugin) is State.DONE
    analyst.words, analyst.hold = ("A ", "barn."), 1
    action = next(each for each in plugin.desk.panel.tools.compare.actions() if each.data() == OTHER)
    action.trigger()
    until(analyst.reached.is_set, "the other one is at work")
    return plugin, analyst


def finished(plugin):
    until(lambda: plugin.desk.session.rival.state is State.DONE, "the other one has answered")


def test_both_stand_side_by_side_while_the_second_streams(compared):
    plugin, analyst = compared
    panel = plugin.desk.panel
    until(lambda: panel.comparison.rival.text.toPlainText() == "A ", "it streams")
    assert panel.comparison.isVisible()
    assert panel.comparison.present.text.toPlainText() == "A long roof beside a road."
    assert [request.model for request in analyst.asked] == ["bundled", OTHER]
    assert analyst.asked[0].quad == analyst.asked[1].quad
    assert len(plugin.desk.session.objects) == 1


def test_the_other_one_is_picked(compared, out):
    plugin, analyst = compared
    analyst.go.set()
    finished(plugin)
    press(plugin.desk.panel.comparison.rival.keep)
    assert not plugin.desk.panel.comparison.isVisible()
    assert plugin.desk.panel.text.toPlainText() == "A barn."
    keep(plugin)
    assert [row["description"] for row, _ in rows(out)] == ["A barn."]


def test_the_present_one_is_picked(compared, out):
    plugin, analyst = compared
    analyst.go.set()
    finished(plugin)
    press(plugin.desk.panel.comparison.present.keep)
    assert plugin.desk.session.rival is None
    assert plugin.desk.panel.text.toPlainText() == "A long roof beside a road."
    keep(plugin)
    assert [row["description"] for row, _ in rows(out)] == ["A long roof beside a road."]


def test_given_up_while_it_streams(compared):
    plugin, analyst = compared
    press(plugin.desk.panel.comparison.present.keep)
    assert plugin.desk.session.running is None
    analyst.go.set()
    until(lambda: plugin.desk.streams.running == 0, "its stream has ended")
    assert plugin.desk.panel.text.toPlainText() == "A long roof beside a road."
    assert plugin.desk.session.rival is None


def test_a_box_drawn_meanwhile_waits_for_its_turn_and_leaves_both_in_sight(compared, window):
    plugin, analyst = compared
    session = plugin.desk.session
    window.draw(*SECOND)
    assert [each.number for each in session.waiting] == [2]
    assert session.current.number == 1
    analyst.go.set()
    finished(plugin)
    until(lambda: session.objects[1].state is State.DONE, "the box is answered")
    assert plugin.desk.panel.comparison.isVisible()
    press(plugin.desk.panel.comparison.rival.keep)
    assert plugin.desk.panel.text.toPlainText() == "A barn."


def test_stop_ends_the_other_one_and_what_it_said_can_be_picked(compared):
    plugin, _ = compared
    panel = plugin.desk.panel
    until(lambda: panel.comparison.rival.text.toPlainText() == "A ", "it streams")
    assert panel.stop.isEnabled()
    press(panel.stop)
    until(lambda: plugin.desk.session.rival.state is State.STOPPED, "it has ended")
    assert not panel.stop.isEnabled()
    press(panel.comparison.rival.keep)
    assert panel.text.toPlainText().strip() == "A"


def test_retry_asks_the_other_model_again(compared, window):
    plugin, analyst = compared
    analyst.error = ServerRefused("http://127.0.0.1:9", "of the test")
    analyst.go.set()
    until(lambda: plugin.desk.session.rival.state is State.FAILED, "the other one has failed")
    analyst.error = None
    press(buttons(window)["Retry"])
    finished(plugin)
    assert [request.model for request in analyst.asked] == ["bundled", OTHER, OTHER]
    assert plugin.desk.panel.comparison.rival.text.toPlainText() == "A barn."


def test_given_up_by_going_to_another_object(compared, window):
    plugin, analyst = compared
    window.draw(*SECOND)
    choose(plugin, 1)
    analyst.go.set()
    until(lambda: plugin.desk.session.running is None and not plugin.desk.session.waiting, "all is answered")
    assert plugin.desk.session.rival is None
    assert [each.state for each in plugin.desk.session.objects] == [State.DONE, State.DONE]
    assert plugin.desk.session.objects[0].text == "A long roof beside a road."


def test_one_that_fails_leaves_the_answer(compared, window):
    plugin, analyst = compared
    analyst.error = ServerRefused("http://127.0.0.1:9", "of the test")
    analyst.go.set()
    until(lambda: plugin.desk.session.rival.state is State.FAILED, "the other one has failed")
    assert "of the test" in plugin.desk.panel.comparison.rival.text.toPlainText()
    press(plugin.desk.panel.comparison.present.keep)
    assert plugin.desk.session.state is State.DONE
    assert plugin.desk.panel.accept.isEnabled()
    QTest.qWait(10)
    assert len(window.messages()) == 1
