"""Accept can be taken back: exactly that feature goes, its text returns to the dock and can be accepted again."""

from __future__ import annotations

import sqlite3

import pytest
from earthscribe.ui.describing.session import State
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

from .conftest import until
from .scripted import Scripted
from .test_store import OTHER, another, descriptions
from .test_story import CLICKS, described, keep, ready, rows, settled


@pytest.fixture
def plugin(load, window, layer, out, scripted):
    """The plugin with two descriptions kept, the second of them edited."""
    made = ready(load, window, layer(), out, scripted)
    window.draw(*CLICKS)
    described(made)
    keep(made)
    window.draw(*OTHER)
    described(made)
    made.desk.panel.text.setFocus()
    QTest.keyClick(made.desk.panel.text, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(made.desk.panel.text, "Mine. ")
    keep(made)
    assert len(rows(out)) == 2
    return made


def undo(plugin):
    """Press Undo."""
    QTest.mouseClick(plugin.desk.panel.undo, Qt.MouseButton.LeftButton)
    settled(plugin)


def texts(out):
    return [row["description"] for row, _ in rows(out)]


def test_the_feature_goes_and_the_text_comes_back(plugin, window, out):
    panel, first = plugin.desk.panel, rows(out)[0][0]
    assert panel.text.toPlainText() == ""
    undo(plugin)
    ((row, _),) = rows(out)
    assert row == first
    assert descriptions().featureCount() == 1
    assert not descriptions().isEditable()
    assert plugin.desk.session.state is State.DONE
    assert panel.text.toPlainText() == "Mine. A long roof beside a road."
    assert "current" in [mark.tone for mark in plugin.desk.showing.marks.shown]
    assert panel.undo.isVisible(), "the first can be taken back, too"
    assert window.messages() == []


def test_edited_further_and_accepted_again(plugin, out):
    uid = rows(out)[1][0]["uid"]
    undo(plugin)
    assert plugin.desk.panel.text.hasFocus()
    QTest.keyClicks(plugin.desk.panel.text, "Really. ")
    keep(plugin)
    (_, (row, _)) = rows(out)
    assert (row["description"], row["status"]) == ("Really. Mine. A long roof beside a road.", "edited")
    assert row["uid"] == uid
    undo(plugin)
    assert len(rows(out)) == 1


def test_accepted_again_as_it_was_it_is_still_an_edited_one(plugin, out):
    undo(plugin)
    keep(plugin)
    assert rows(out)[1][0]["status"] == "edited"


def test_what_came_back_edited_is_not_lost_by_the_next_box(plugin, window):
    undo(plugin)
    window.draw(*CLICKS)
    described(plugin)
    assert plugin.desk.panel.text.toPlainText() == "A long roof beside a road."
    keep(plugin)
    assert plugin.desk.panel.text.toPlainText().startswith("Mine. ")


def test_by_the_keyboard_alone(plugin, out):
    panel = plugin.desk.panel
    panel.text.setFocus()
    for _ in range(60):
        if panel.undo.hasFocus():
            break
        QTest.keyClick(panel.window().focusWidget(), Qt.Key.Key_Tab)
    assert panel.undo.hasFocus()
    QTest.keyClick(panel.undo, Qt.Key.Key_Space)
    settled(plugin)
    assert len(rows(out)) == 1


def test_offered_while_further_boxes_are_drawn(plugin, window, out):
    panel = plugin.desk.panel
    window.draw(*CLICKS)
    assert panel.undo.isVisible()
    described(plugin)
    QTest.mouseClick(panel.discard, Qt.MouseButton.LeftButton)
    assert panel.undo.isVisible()
    undo(plugin)
    assert len(rows(out)) == 1


def test_a_text_in_work_is_not_lost_by_undo(plugin, window, out):
    panel = plugin.desk.panel
    window.draw(*CLICKS)
    described(plugin)
    QTest.keyClicks(panel.text, "Half done. ")
    undo(plugin)
    assert panel.text.toPlainText() == "Mine. A long roof beside a road."
    keep(plugin)
    assert "Half done." in panel.text.toPlainText()
    assert len(rows(out)) == 2


@pytest.mark.parametrize("gone", ["layer", "project"])
def test_gone_with_the_layer(plugin, out, gone):
    if gone == "layer":
        QgsProject.instance().removeMapLayer(descriptions().id())
    else:
        QgsProject.instance().clear()
    assert not plugin.desk.panel.undo.isVisible()
    plugin.desk.keeping.undo()
    assert plugin.desk.session.state is State.IDLE
    assert len(rows(out)) == 2


def test_another_layer_may_go(plugin, window, out):
    QgsProject.instance().removeMapLayer(window.active.id())
    undo(plugin)
    assert len(rows(out)) == 1
    keep(plugin)
    assert len(rows(out)) == 2


def test_a_feature_deleted_by_the_user_comes_back_as_text_only(plugin, out):
    layer = descriptions()
    layer.startEditing()
    layer.deleteFeature(max(layer.allFeatureIds()))
    layer.commitChanges()
    undo(plugin)
    assert len(rows(out)) == 1
    assert plugin.desk.panel.text.toPlainText() == "Mine. A long roof beside a road."


@pytest.mark.parametrize("saved", [True, False])
def test_a_copy_made_by_the_user_stays(plugin, out, saved):
    layer = descriptions()
    last = layer.getFeature(max(layer.allFeatureIds()))
    original = last.id()
    last.setAttribute("fid", None)
    layer.startEditing()
    assert layer.addFeature(last)
    if saved:
        layer.commitChanges()
    undo(plugin)
    assert original not in layer.allFeatureIds()
    assert layer.featureCount() == 2


def test_in_edit_mode_it_is_one_command_of_the_users_session(plugin, window, out):
    layer = descriptions()
    layer.startEditing()
    window.draw(*CLICKS)
    described(plugin)
    keep(plugin)
    assert "Save the edits" in plugin.desk.panel.message.text()
    undo(plugin)
    assert layer.isEditable()
    assert (layer.featureCount(), layer.undoStack().count()) == (2, 2)
    layer.undoStack().undo()
    assert layer.featureCount() == 3
    layer.rollBack()
    assert len(rows(out)) == 2


def test_a_locked_file_keeps_the_feature_and_the_offer(plugin, window, out):
    holder = sqlite3.connect(str(out), isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        undo(plugin)
        (said,) = window.messages()
        assert "could not be written" in said
        assert plugin.desk.session.state is State.IDLE
        assert plugin.desk.panel.undo.isVisible()
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    assert len(rows(out)) == 2
    undo(plugin)
    assert len(rows(out)) == 1


def test_the_window_lives_while_another_program_writes(plugin, window, out):
    """The wait for the other one is not the window's, and nothing else can be begun meanwhile."""
    window.draw(*OTHER)
    described(plugin)
    holder = sqlite3.connect(str(out), isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    panel = plugin.desk.panel
    try:
        QTest.mouseClick(panel.accept, Qt.MouseButton.LeftButton)
        assert plugin.desk.session.state is State.KEEPING
        assert not panel.accept.isEnabled()
        assert not panel.discard.isEnabled()
        assert panel.text.isReadOnly()
        window.draw(*CLICKS)
        assert plugin.desk.session.state is State.KEEPING
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    settled(plugin)
    assert len(rows(out)) == 3
    assert described(plugin) is State.DONE


def test_what_was_stopped_comes_back_as_stopped(load, window, layer, out):
    analyst = Scripted(hold=2)
    plugin = ready(load, window, layer(), out, analyst)
    window.draw(*CLICKS)
    until(lambda: plugin.desk.panel.text.toPlainText() == "A long ", "two words are shown")
    QTest.mouseClick(plugin.desk.panel.stop, Qt.MouseButton.LeftButton)
    described(plugin)
    keep(plugin)
    undo(plugin)
    assert plugin.desk.session.state is State.STOPPED
    assert texts(out) == []


def test_unloaded_while_it_is_kept(plugin, window, out):
    window.draw(*OTHER)
    described(plugin)
    QTest.mouseClick(plugin.desk.panel.accept, Qt.MouseButton.LeftButton)
    plugin.unload()
    QTest.qWait(50)
    assert len(rows(out)) in {2, 3}
    assert not descriptions().isEditable()


def test_a_name_without_folder_is_beside_the_project(plugin, window, tmp_path):
    QgsProject.instance().write(str(tmp_path / "work.qgz"))
    plugin.desk.panel.place.setFilePath("roofs")
    another(plugin, window)
    assert len(rows(tmp_path / "roofs.gpkg")) == 1


def test_the_same_file_by_another_spelling_is_the_same_layer(plugin, window, out):
    plugin.desk.panel.place.setFilePath(str(out.parent / ".." / out.parent.name / out.name))
    another(plugin, window)
    assert len(QgsProject.instance().mapLayersByName("Descriptions")) == 1
    assert len(rows(out)) == 3
