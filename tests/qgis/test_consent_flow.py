"""Before a picture first leaves this machine the user is shown it and asked; what follows is what was answered."""

from __future__ import annotations

import pytest
from earthscribe.inference import settings as settings_file
from earthscribe.ui.describing.session import State
from earthscribe.ui.settings import Settings
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDialog, QLabel, QPushButton

from .conftest import until
from .scripted import Scripted
from .test_queue import SECOND, press, states
from .test_story import CLICKS, described, ready

FAR = "https://models.example.org/v1#eye"
ADDRESS = "https://models.example.org"


@pytest.fixture(autouse=True)
def nobody_was_allowed(tmp_path, monkeypatch):
    monkeypatch.setenv("EARTHSCRIBE_HOME", str(tmp_path / "own"))
    assert not settings_file.place().exists()
    for address in Settings().granted():
        Settings().revoke(address)
    yield
    for address in Settings().granted():
        Settings().revoke(address)


@pytest.fixture
def asked(load, window, layer, out, scripted):
    """The plugin with a box drawn for a model on another machine, and the dialog that asks."""
    plugin = ready(load, window, layer(), out, scripted)
    plugin.desk.panel.offer_models([FAR], FAR)
    window.draw(*CLICKS)
    return plugin, dialog(plugin)


def dialog(plugin):
    until(lambda: dialogs(plugin), "the user is asked")
    return dialogs(plugin)[0]


def dialogs(plugin):
    return [each for each in plugin.desk.panel.findChildren(QDialog, "earthscribeConsent") if each.isVisible()]


def answer(shown, name):
    button = shown.findChild(QPushButton, name)
    until(button.isEnabled, "the pictures are shown")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_nothing_is_sent_before_the_answer(asked, scripted):
    plugin, shown = asked
    assert len(scripted.looked) == 1
    assert scripted.asked == []
    assert plugin.desk.session.state is State.FRAMING
    assert "models.example.org" in " ".join(label.text() for label in shown.findChildren(QLabel))


def test_once_is_for_this_picture_only(asked, scripted, window):
    plugin, shown = asked
    answer(shown, "sendOnce")
    assert described(plugin) is State.DONE
    assert Settings().granted() == {}
    window.draw(*SECOND)
    answer(dialog(plugin), "sendNot")
    assert described(plugin) is State.STOPPED
    assert len(scripted.asked) == 1


def test_the_very_picture_that_was_shown_is_sent(asked, scripted):
    plugin, shown = asked
    answer(shown, "sendOnce")
    assert described(plugin) is State.DONE
    (request,) = scripted.asked
    assert request.chip is not None
    assert request.view is not None
    assert plugin.desk.session.answer.request.chip is None, "pictures are not hoarded"


def test_always_is_remembered(asked, scripted, window):
    plugin, shown = asked
    answer(shown, "sendAlways")
    assert described(plugin) is State.DONE
    assert list(Settings().granted()) == [ADDRESS]
    window.draw(*SECOND)
    assert described(plugin) is State.DONE
    assert len(scripted.asked) == 2
    assert dialogs(plugin) == []


def test_no_stops_all_that_wait_for_the_same_machine(load, window, layer, out, scripted):
    plugin = ready(load, window, layer(), out, scripted)
    panel = plugin.desk.panel
    panel.offer_models(["bundled", FAR], FAR)
    window.draw(*CLICKS)
    window.draw(*SECOND)
    panel.model.setCurrentIndex(0)
    window.draw((150, 300), (220, 300), (220, 360))
    answer(dialog(plugin), "sendNot")
    until(lambda: not any(state.busy for state in states(plugin)), "all have ended")
    assert states(plugin) == [State.STOPPED, State.STOPPED, State.DONE]
    assert [request.model for request in scripted.asked] == ["bundled"]
    assert dialogs(plugin) == []


@pytest.mark.parametrize("how", ["discard", "stop"])
def test_the_dialog_goes_with_its_object(asked, scripted, how):
    plugin, _ = asked
    press(getattr(plugin.desk.panel, how))
    until(lambda: dialogs(plugin) == [], "the dialog is gone")
    assert scripted.asked == []
    assert states(plugin) == ([] if how == "discard" else [State.STOPPED])


def test_closing_the_dialog_is_a_no(asked, scripted):
    plugin, shown = asked
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert described(plugin) is State.STOPPED
    assert scripted.asked == []
    press(plugin.desk.panel.again)
    answer(dialog(plugin), "sendOnce")
    assert described(plugin) is State.DONE


def test_drawing_the_next_box_leaves_the_question_standing(asked, window):
    plugin, shown = asked
    window.draw(*SECOND)
    assert shown.isVisible()
    assert states(plugin) == [State.FRAMING, State.QUEUED]


def test_unloaded_while_the_user_is_asked(asked, scripted):
    plugin, _ = asked
    plugin.unload()
    assert scripted.asked == []


def test_this_machine_needs_no_leave(load, window, layer, out):
    analyst = Scripted()
    plugin = ready(load, window, layer(), out, analyst)
    near = "http://127.0.0.1:9/v1#eye"
    plugin.desk.panel.offer_models([near], near)
    window.draw(*CLICKS)
    assert described(plugin) is State.DONE
    assert analyst.looked == []
