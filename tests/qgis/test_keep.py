"""Accept, Reject and Undo by the mouse, into the GeoPackage and into layers of the user's own."""

from __future__ import annotations

import sqlite3

import pytest
from earthscribe.inference import exchange
from earthscribe.inference.errors import OutputUnwritable
from earthscribe.inference.geometry import PixelQuad
from earthscribe.ui.describing.session import Question, State
from earthscribe.ui.drawing.box_band import sight_on
from earthscribe.ui.host import mapping
from earthscribe.ui.host.mapping import FieldMapping
from earthscribe.ui.results.keepsake import Keepsake, kept_of, rescue, rescued_file
from earthscribe.ui.results.mapping_dialog import MappingDialog
from earthscribe.ui.settings import Settings
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDialogButtonBox

from .conftest import until
from .test_store import OTHER, descriptions
from .test_story import CLICKS, described, keep, ready, rows, settled
from .user_layers import KINDS, database, make, texts

SHOTS = (CLICKS, OTHER, ((200, 200), (260, 200), (260, 260)))
FIELDS_OF_ROOFS = (("descr", "text", 0), ("state", "text", 20), ("length_m", "real", 0))
CHOSEN = FieldMapping((("description", "descr"), ("status", "state"), ("length_m", "length_m")))
SAID = "A long roof beside a road."


@pytest.fixture
def plugin(load, window, layer, out, scripted):
    """The plugin with its tool in hand."""
    return ready(load, window, layer(), out, scripted)


@pytest.fixture
def roofs(tmp_path, plugin):
    """Makes a layer of the user's own and chooses it in the dock."""

    def made(kind="GPKG", chosen=CHOSEN, **how):
        found = make(tmp_path / "user", kind, **{"fields": FIELDS_OF_ROOFS, **how})
        if chosen:
            mapping.remember(found, chosen)
        plugin.desk.panel.target.setLayer(found)
        assert plugin.desk.panel.chosen_target() is found
        return found

    return made


def describe(plugin, window, shot=CLICKS):
    window.draw(*shot)
    described(plugin)


def press(plugin, button):
    QTest.mouseClick(getattr(plugin.desk.panel, button), Qt.MouseButton.LeftButton)
    settled(plugin)


# --- the GeoPackage


def test_reject_keeps_a_row_that_says_so(plugin, window, out):
    describe(plugin, window)
    press(plugin, "reject")
    ((row, _),) = rows(out)
    assert (row["status"], row["description"]) == ("rejected", SAID)
    assert plugin.desk.session.objects[0].state is State.REJECTED
    assert "rejected" in plugin.desk.panel.message.text()
    press(plugin, "undo")
    assert rows(out) == []
    assert plugin.desk.session.state is State.DONE
    keep(plugin)
    assert rows(out)[0][0]["status"] == "accepted"


def test_who_reviewed_it_is_recorded(plugin, window, out):
    Settings().analyst_name = "A. Nalyst"
    try:
        describe(plugin, window)
        keep(plugin)
    finally:
        Settings().forget("analyst")
    assert rows(out)[0][0]["analyst"] == "A. Nalyst"
    assert Settings().analyst_name


def test_three_are_taken_back_newest_first(plugin, window, out):
    for shot, button in zip(SHOTS, ("accept", "reject", "accept")):
        describe(plugin, window, shot)
        press(plugin, button)
    uids = [row["uid"] for row, _ in rows(out)]
    for left in (2, 1, 0):
        assert plugin.desk.panel.undo.isVisible()
        press(plugin, "undo")
        assert [row["uid"] for row, _ in rows(out)] == uids[:left]
        assert plugin.desk.panel.text.toPlainText() == SAID
    assert not plugin.desk.panel.undo.isVisible()
    assert all(each.state is State.DONE for each in plugin.desk.session.objects)


def test_what_was_changed_in_the_table_comes_back_with_undo(plugin, window):
    describe(plugin, window)
    keep(plugin)
    layer = descriptions()
    layer.startEditing()
    layer.beginEditCommand("Attribute changed")
    layer.changeAttributeValue(1, layer.fields().lookupField("description"), "Better words.")
    layer.endEditCommand()
    layer.commitChanges()
    assert next(layer.getFeatures())["status"] == "edited"
    press(plugin, "undo")
    assert plugin.desk.panel.text.toPlainText() == "Better words."


def test_a_filter_hides_no_row_from_undo(plugin, window, out):
    describe(plugin, window)
    keep(plugin)
    descriptions().setSubsetString("\"status\" = 'rejected'")
    describe(plugin, window, OTHER)
    keep(plugin)
    assert "filter" in plugin.desk.panel.message.text()
    press(plugin, "undo")
    press(plugin, "undo")
    assert rows(out) == []
    assert descriptions().subsetString() == "\"status\" = 'rejected'"


def test_the_polygon_of_the_user_is_the_geometry(plugin, window, out):
    describe(plugin, window)
    current = plugin.desk.session.current
    ring = ((10.0, 10.0), (30.0, 10.0), (20.0, 40.0))
    plugin.desk.session.describe(current.sight, current.quad, Question(current.config), (ring,))
    until(lambda: plugin.desk.session.objects[-1].state is State.DONE, "the second is answered")
    plugin.desk.session.select(plugin.desk.session.objects[-1])
    keep(plugin)
    ((_, polygon),) = rows(out)
    shape = polygon.GetGeometryRef(0)
    wanted = current.raster.grid.map_points(ring)
    assert shape.GetPointCount() == 4
    for number, (x, y) in enumerate(wanted):
        assert shape.GetPoint_2D(number) == (pytest.approx(x), pytest.approx(y))


# --- layers of the user's own


@pytest.mark.parametrize("kind", KINDS)
def test_into_a_layer_of_the_user_and_back(plugin, window, roofs, kind):
    layer = roofs(kind)
    for shot, button in zip(SHOTS, ("accept", "reject", "accept")):
        describe(plugin, window, shot)
        press(plugin, button)
    assert texts(layer) == [SAID] * 3
    assert texts(layer, "state") == ["accepted", "rejected", "accepted"]
    assert layer.name() in plugin.desk.panel.message.text()
    assert window.messages() == []
    for left in (2, 1, 0):
        press(plugin, "undo")
        assert layer.featureCount() == left
    assert not layer.isEditable()
    assert not QgsProject.instance().mapLayersByName("Descriptions")


def test_in_edit_mode_it_stays_there(plugin, window, roofs):
    layer = roofs()
    layer.startEditing()
    describe(plugin, window)
    keep(plugin)
    assert "Save the edits" in plugin.desk.panel.message.text()
    assert (layer.isEditable(), layer.undoStack().count(), texts(layer)) == (True, 1, [SAID])
    press(plugin, "undo")
    assert (layer.isEditable(), layer.undoStack().count(), texts(layer)) == (True, 2, [])


def test_a_text_too_long_for_its_field_stays_in_the_dock(plugin, window, roofs):
    layer = roofs(fields=(("descr", "text", 10), *FIELDS_OF_ROOFS[1:]))
    describe(plugin, window)
    keep(plugin)
    (said,) = window.messages()
    assert f"the text has {len(SAID)} characters and the field holds 10" in said
    assert plugin.desk.session.state is State.DONE
    assert plugin.desk.panel.text.toPlainText() == SAID
    plugin.desk.panel.text.selectAll()
    QTest.keyClicks(plugin.desk.panel.text, "A roof.")
    keep(plugin)
    assert texts(layer) == ["A roof."]


def test_a_read_only_layer_is_one_message(plugin, window, roofs):
    roofs().setReadOnly(True)
    describe(plugin, window)
    keep(plugin)
    (said,) = window.messages()
    assert "read-only" in said
    assert plugin.desk.session.state is State.DONE


def test_the_layer_goes_and_undo_with_it(plugin, window, roofs):
    layer = roofs()
    describe(plugin, window)
    keep(plugin)
    assert plugin.desk.panel.undo.isVisible()
    QgsProject.instance().removeMapLayer(layer.id())
    assert not plugin.desk.panel.undo.isVisible()


@pytest.mark.parametrize("kind", ["GPKG", "memory"])
def test_the_layer_goes_while_it_is_kept(plugin, window, roofs, kind):
    layer = roofs(kind)
    path = layer.source().split("|")[0]
    describe(plugin, window)
    QTest.mouseClick(plugin.desk.panel.accept, Qt.MouseButton.LeftButton)
    assert plugin.desk.session.state is State.KEEPING
    QgsProject.instance().removeMapLayer(layer.id())
    settled(plugin)
    if kind == "memory":
        assert "removed from the project" in window.messages()[0]
        assert plugin.desk.session.state is State.DONE
    else:
        assert texts(QgsVectorLayer(path, "again", "ogr")) == [SAID]
        assert plugin.desk.session.objects[0].state is State.KEPT


# --- the table of fields


def dialog_of(plugin):
    until(lambda: plugin.desk.panel.findChild(MappingDialog) is not None, "the table of fields is open")
    return plugin.desk.panel.findChild(MappingDialog)


def test_the_table_of_fields_opens_where_no_name_fits(plugin, window, roofs):
    layer = roofs(chosen=None)
    describe(plugin, window)
    QTest.mouseClick(plugin.desk.panel.accept, Qt.MouseButton.LeftButton)
    dialog = dialog_of(plugin)
    assert plugin.desk.session.state is State.DONE
    choice = dialog.focusWidget()
    assert choice.objectName() == "choice_description"
    QTest.keyClicks(choice, "descr")
    assert choice.currentText() == "descr"
    QTest.keyClick(dialog.buttons.button(QDialogButtonBox.StandardButton.Ok), Qt.Key.Key_Return)
    until(lambda: layer.featureCount() == 1, "the row is there")
    settled(plugin)
    assert texts(layer) == [SAID]
    describe(plugin, window, OTHER)
    keep(plugin)
    assert texts(layer) == [SAID] * 2


def test_given_up_nothing_is_kept(plugin, window, roofs):
    layer = roofs(chosen=None)
    describe(plugin, window)
    QTest.mouseClick(plugin.desk.panel.accept, Qt.MouseButton.LeftButton)
    QTest.keyClick(dialog_of(plugin), Qt.Key.Key_Escape)
    QTest.qWait(20)
    assert (layer.featureCount(), plugin.desk.session.state) == (0, State.DONE)


def test_missing_fields_are_added_by_the_button(plugin, window, roofs):
    layer = roofs(chosen=None)
    plugin.desk.keeping.map_fields()
    dialog = dialog_of(plugin)
    before = layer.fields().count()
    QTest.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    assert layer.fields().count() > before + 10
    assert "provenance" not in layer.fields().names()
    assert dialog.mapping().target("description") == "description"
    QTest.mouseClick(dialog.technical, Qt.MouseButton.LeftButton, pos=dialog.technical.rect().center() / 8)
    if not dialog.technical.isChecked():
        QTest.keyClick(dialog.technical, Qt.Key.Key_Space)
    QTest.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    assert "provenance" in layer.fields().names()
    QTest.mouseClick(dialog.buttons.button(QDialogButtonBox.StandardButton.Ok), Qt.MouseButton.LeftButton)
    describe(plugin, window)
    keep(plugin)
    (row,) = layer.getFeatures()
    assert (row["description"], row["status"]) == (SAID, "accepted")


def test_a_field_takes_one_thing(plugin, roofs):
    layer = roofs()
    dialog = MappingDialog(layer)
    dialog._choices["category"].setCurrentIndex(dialog._choices["category"].findData("descr"))
    assert (dialog.mapping().target("category"), dialog.mapping().target("description")) == ("descr", "")
    assert dialog.message.isVisibleTo(dialog)
    QTest.mouseClick(dialog.match, Qt.MouseButton.LeftButton)
    assert dict(dialog.mapping().pairs) == {"length_m": "length_m"}
    dialog.deleteLater()


# --- the end of the project or of QGIS


@pytest.mark.parametrize("end", ["unload", "clear"])
@pytest.mark.parametrize("own", [False, True])
def test_what_is_being_kept_when_all_ends_is_in_the_file(plugin, window, out, roofs, end, own):
    layer = roofs() if own else None
    path = layer.source().split("|")[0] if own else ""
    describe(plugin, window)
    QTest.mouseClick(plugin.desk.panel.accept, Qt.MouseButton.LeftButton)
    assert plugin.desk.session.state is State.KEEPING
    if end == "unload":
        plugin.unload()
    else:
        QgsProject.instance().clear()
    QTest.qWait(50)
    if own:
        with database(path) as connection:
            assert connection.execute("SELECT descr FROM roofs").fetchall() == [(SAID,)]
    else:
        ((row, _),) = rows(out)
        assert (row["description"], row["status"]) == (SAID, "accepted")


def test_what_cannot_be_written_when_qgis_closes_is_rescued(plugin, load, window, out, scripted):
    describe(plugin, window)
    keep(plugin)
    describe(plugin, window, OTHER)
    holder = sqlite3.connect(str(out), isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        QTest.mouseClick(plugin.desk.panel.accept, Qt.MouseButton.LeftButton)
        plugin.unload()
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    place = rescued_file()
    assert [(row["description"], row["status"]) for row, _ in rows(place)] == [(SAID, "accepted")]
    assert len(rows(out)) == 1
    exchange.check(place)
    assert str(place) in window.messages()[-1]
    again = load(scripted)
    until(lambda: str(place) in again.desk.panel.message.text(), "the next start tells of it")
    place.unlink()


def test_a_rescued_row_keeps_the_users_own_polygon(plugin, out, tmp_path):
    ring = ((40.0, 40.0), (80.0, 42.0), (70.0, 60.0), (50.0, 66.0))
    raster = plugin.desk.aiming.raster
    quad = PixelQuad(((40.0, 40.0), (80.0, 40.0), (80.0, 66.0), (40.0, 66.0)))
    question = plugin.desk.questions.about(sight_on(plugin.desk.aiming._canvas, raster), quad, None, "")
    plugin.desk.session.describe(sight_on(plugin.desk.aiming._canvas, raster), quad, question, (ring,))
    described(plugin)
    current = plugin.desk.session.current
    kept = kept_of(current.answer, "Mine", State.KEPT)
    lost = OutputUnwritable("there", "it is locked")
    error = rescue(Keepsake(current, kept, State.KEPT, str(out), out.name), lost, QgsProject.instance())
    place = rescued_file()
    assert str(place) in error.hint
    ((row, shape),) = rows(place)
    assert (row["description"], row["status"]) == ("Mine", "edited")
    wanted = [(x, y) for x, y in raster.grid.map_points(ring)]
    assert [point[:2] for point in shape.GetGeometryRef(0).GetPoints()][:4] == [pytest.approx(each) for each in wanted]
    place.unlink()


def test_the_project_is_closed_while_the_file_is_locked(plugin, window, out):
    describe(plugin, window)
    keep(plugin)
    describe(plugin, window, OTHER)
    holder = sqlite3.connect(str(out), isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        QTest.mouseClick(plugin.desk.panel.accept, Qt.MouseButton.LeftButton)
        QgsProject.instance().clear()
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    assert plugin.desk.session.state is State.DONE
    assert plugin.desk.panel.text.toPlainText() == SAID
    keep(plugin)
    assert len(rows(out)) == 2
