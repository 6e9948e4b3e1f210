"""Many objects in a session: boxes wait for their turn, each is found again, nothing that was said or typed is lost."""

from __future__ import annotations

import json

import pytest
from earthscribe.inference.errors import ServerRefused
from earthscribe.ui.describing.session import State
from qgis.core import QgsApplication, QgsFeature, QgsGeometry, QgsPointXY, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtTest import QTest

from . import rasters
from .conftest import until
from .scripted import Scripted
from .test_story import CLICKS, described, keep, ready, rows

SECOND = ((150, 150), (200, 150), (200, 190))
THIRD = ((150, 300), (220, 300), (220, 360))
TEXT = "A long roof beside a road."


def shown_marks(plugin):
    QTest.qWait(20)
    return [(mark.label, mark.tone) for mark in plugin.desk.showing.marks.shown]


def press(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def choose(plugin, row):
    """A click on a row of the list."""
    found = plugin.desk.panel.objects.list
    QTest.qWait(20)
    QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
                     found.visualItemRect(found.item(row)).center())


def states(plugin):
    return [each.state for each in plugin.desk.session.objects]


def idle(plugin):
    until(lambda: plugin.desk.session.running is None and not plugin.desk.session.waiting, "nothing is left to do")


@pytest.fixture
def slow(load, window, layer, out):
    """The plugin at work on the first of three boxes."""
    analyst = Scripted(hold=2)
    plugin = ready(load, window, layer(), out, analyst)
    for clicks in (CLICKS, SECOND, THIRD):
        window.draw(*clicks)
    until(analyst.reached.is_set, "the first is at work")
    return plugin, analyst


@pytest.fixture
def three(slow):
    """The plugin with three answers, none of them decided."""
    plugin, analyst = slow
    analyst.go.set()
    until(lambda: states(plugin) == [State.DONE] * 3, "all are answered")
    return plugin


def test_boxes_queue_up_while_one_is_answered(slow):
    plugin, analyst = slow
    until(lambda: states(plugin)[0] is State.STREAMING, "the first streams")
    assert states(plugin)[1:] == [State.QUEUED, State.QUEUED]
    assert shown_marks(plugin) == [("1", "running"), ("2 (1.)", "waiting"), ("3 (2.)", "waiting")]
    assert plugin.desk.session.current is plugin.desk.session.objects[0]
    analyst.go.set()
    until(lambda: states(plugin) == [State.DONE] * 3, "all are answered")
    assert [request.quad for request in analyst.asked] == [each.quad for each in plugin.desk.session.objects]
    assert shown_marks(plugin) == [("1", "current"), ("2", "done"), ("3", "done")]
    assert plugin.desk.panel.objects.list.count() == 3


def test_each_accepted_one_gives_way_to_the_next(three, out):
    session = three.desk.session
    for number in (1, 2, 3):
        assert session.current.number == number
        keep(three)
    assert session.state is State.IDLE
    assert len(rows(out)) == 3
    assert shown_marks(three) == [("1", "kept"), ("2", "kept"), ("3", "kept")]


def test_a_box_that_waits_for_enter_says_so_although_an_answer_waits_too(three, window):
    panel = three.desk.panel
    before = panel.message.text()
    panel.draw_bar.adjust.setChecked(True)
    window.draw((300, 300), (350, 300), (350, 340))
    assert "Enter" in panel.message.text()
    three.desk.session.changed.emit(three.desk.session.state)
    assert "Enter" in panel.message.text(), "the other answer's sentence does not hide it"
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    assert panel.message.text() == before


def test_a_rejected_one_too(three, out):
    press(three.desk.panel.reject)
    until(lambda: states(three)[0] is State.REJECTED, "it is written")
    assert three.desk.session.current.number == 2
    assert [row["status"] for row, _ in rows(out)] == ["rejected"]


def test_a_click_in_the_list_shows_zooms_and_flashes(three, window):
    panel, showing = three.desk.panel, three.desk.showing
    here = window.canvas.extent()
    choose(three, 1)
    assert three.desk.session.current.number == 2
    assert showing.marks.flashing
    near = window.canvas.extent()
    assert near.width() < here.width()
    choose(three, 1)
    assert window.canvas.extent() == near, "what is well in view needs no zoom"
    window.canvas.setExtent(near)
    away = window.canvas.extent()
    choose(three, 2)
    assert window.canvas.extent() != away
    box = showing._on_map(three.desk.session.current)
    assert window.canvas.extent().contains(box)
    assert panel.text.toPlainText() == TEXT


def test_previous_and_next_keep_what_was_typed(three):
    panel = three.desk.panel
    panel.text.setFocus()
    QTest.keyClicks(panel.text, "Mine. ")
    press(panel.next)
    QTest.qWait(20)
    assert panel.text.toPlainText() == TEXT
    press(panel.previous)
    QTest.qWait(20)
    assert "Mine. " in panel.text.toPlainText()
    assert panel.text.document().isModified()
    QTest.keyClick(panel.text, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert three.desk.session.current.number == 2


def test_delete_in_the_list_forgets_the_object(three, out):
    listed = three.desk.panel.objects.list
    choose(three, 1)
    listed.setFocus()
    QTest.keyClick(listed, Qt.Key.Key_Delete)
    assert [each.number for each in three.desk.session.objects] == [1, 3]
    assert three.desk.session.current.number == 3
    assert len(shown_marks(three)) == 2
    assert not out.exists()


def test_stop_on_one_that_waits_gives_up_its_turn(slow):
    plugin, analyst = slow
    choose(plugin, 1)
    assert plugin.desk.panel.stop.isEnabled()
    press(plugin.desk.panel.stop)
    assert states(plugin)[1] is State.STOPPED
    assert "before there was a description" in plugin.desk.panel.message.text()
    analyst.go.set()
    idle(plugin)
    assert len(analyst.asked) == 2
    press(plugin.desk.panel.again)
    idle(plugin)
    assert states(plugin) == [State.DONE] * 3


def test_stop_all_leaves_what_was_said(slow):
    plugin, analyst = slow
    until(lambda: plugin.desk.panel.text.toPlainText() == "A long ", "two words are shown")
    QTest.qWait(20)
    press(plugin.desk.panel.objects.stop_all)
    idle(plugin)
    assert states(plugin) == [State.STOPPED] * 3
    assert plugin.desk.session.objects[0].answer.description.text == "A long "
    assert len(analyst.asked) == 1


def test_discarding_the_one_at_work_begins_the_next(slow):
    plugin, analyst = slow
    press(plugin.desk.panel.discard)
    assert [each.number for each in plugin.desk.session.objects] == [2, 3]
    analyst.go.set()
    idle(plugin)
    assert states(plugin) == [State.DONE] * 2
    assert [each.text for each in plugin.desk.session.objects] == [TEXT] * 2


def test_one_that_fails_does_not_hold_up_the_others(load, window, layer, out):
    class FailsFirst(Scripted):
        def run(self, request, stop):
            yield from super().run(request, stop)
            if len(self.asked) == 1:
                raise ServerRefused("http://127.0.0.1:9", "of the test")

    analyst = FailsFirst(hold=2)
    plugin = ready(load, window, layer(), out, analyst)
    for clicks in (CLICKS, SECOND, THIRD):
        window.draw(*clicks)
    until(analyst.reached.is_set, "the first is at work")
    analyst.go.set()
    idle(plugin)
    assert states(plugin) == [State.FAILED, State.DONE, State.DONE]
    assert [said for said in window.messages() if "of the test" in said]
    press(plugin.desk.panel.again)
    idle(plugin)
    assert states(plugin) == [State.DONE] * 3


def test_a_hundred_boxes_that_are_none_end_each_for_itself(load, window, layer, out, scripted):
    """Boxes that cannot be framed fail one after the other, however many there are."""
    from earthscribe.inference.geometry import PixelQuad
    from earthscribe.ui.describing.session import Question
    from earthscribe.ui.drawing.box_band import sight_on

    plugin = ready(load, window, layer(), out, scripted)
    session = plugin.desk.session
    sight = sight_on(window.canvas, plugin.desk.aiming.raster)
    question = Question(plugin.desk.questions.about(sight, PixelQuad(((1, 1), (9, 1), (9, 9), (1, 9))), None).config)
    session.queue._starting = True  # as while one is being begun
    for _ in range(400):
        session.describe(sight, PixelQuad(((10, 10), (10.5, 10), (10.5, 10.5), (10, 10.5))), question)
    session.queue._starting = False
    session.queue.go()
    until(lambda: set(states(plugin)) == {State.FAILED}, "all have failed")
    assert scripted.asked == []


def test_asked_again_the_answer_comes_back_if_nothing_comes_of_it(load, window, layer, out):
    analyst = Scripted()
    plugin = ready(load, window, layer(), out, analyst)
    panel = plugin.desk.panel
    window.draw(*CLICKS)
    assert described(plugin) is State.DONE
    analyst.hold = 0
    press(panel.again)
    until(analyst.reached.is_set, "it is asked again")
    press(panel.stop)
    assert described(plugin) is State.DONE
    assert panel.text.toPlainText() == TEXT
    analyst.hold, analyst.words, analyst.error = -1, (), ServerRefused("http://127.0.0.1:9", "of the test")
    press(panel.again)
    assert described(plugin) is State.DONE
    assert panel.text.toPlainText() == TEXT
    assert len(window.messages()) == 1


@pytest.fixture
def typed(load, window, layer, out, scripted):
    """The plugin with an answer in which the user has written."""
    plugin = ready(load, window, layer(), out, scripted)
    window.draw(*CLICKS)
    assert described(plugin) is State.DONE
    plugin.desk.panel.text.setFocus()
    QTest.keyClicks(plugin.desk.panel.text, "Mine. ")
    return plugin


def test_asked_again_the_users_own_words_stay_beside_the_new_answer(typed, scripted, out):
    panel, session = typed.desk.panel, typed.desk.session
    mine = panel.text.toPlainText()
    scripted.words = ("A barn.",)
    press(panel.again)
    until(lambda: session.rival is not None and session.rival.state is State.DONE, "it is answered again")
    assert panel.comparison.present.text.toPlainText() == mine
    assert panel.comparison.rival.text.toPlainText() == "A barn."
    press(panel.comparison.present.keep)
    assert panel.text.toPlainText() == mine
    assert panel.text.document().isModified()
    keep(typed)
    assert [row["description"] for row, _ in rows(out)] == [mine.strip()]


def test_asked_again_elsewhere_the_users_own_words_stay_where_they_were_written(typed, scripted):
    from earthscribe.inference.geometry import PixelQuad

    session, first = typed.desk.session, typed.desk.session.current
    mine, elsewhere = first.text, PixelQuad(((20, 20), (60, 20), (60, 50), (20, 50)))
    session.move(elsewhere)
    press(typed.desk.panel.again)
    idle(typed)
    assert [each.quad for each in session.objects] == [first.quad, elsewhere]
    assert (first.text, first.moved, first.state) == (mine, None, State.DONE)
    assert session.current is session.objects[1]


def test_an_accepted_one_asked_again_is_a_new_object(three, out):
    keep(three)
    choose(three, 0)
    press(three.desk.panel.again)
    idle(three)
    assert [each.number for each in three.desk.session.objects] == [1, 2, 3, 4]
    assert states(three)[0] is State.KEPT
    assert states(three)[3] is State.DONE
    assert len(rows(out)) == 1


def test_the_layer_goes_while_boxes_wait(slow, window, out):
    """Their pixels are in the file still; their outlines go with the layer."""
    plugin, analyst = slow
    QgsProject.instance().removeMapLayer(window.active.id())
    assert shown_marks(plugin) == []
    assert not plugin.desk.panel.draw.isChecked()
    analyst.go.set()
    until(lambda: states(plugin) == [State.DONE] * 3, "all are answered")
    keep(plugin)
    assert len(rows(out)) == 1


def test_the_project_is_closed_while_boxes_wait(slow, out):
    plugin, analyst = slow
    QgsProject.instance().clear()
    analyst.go.set()
    until(lambda: states(plugin) == [State.DONE] * 3, "all are answered")
    assert plugin.desk.panel.text.toPlainText() == TEXT
    keep(plugin)
    assert len(rows(out)) == 1


def test_the_file_is_gone_when_its_turn_comes(load, window, layer, out, tmp_path):
    analyst = Scripted(hold=1)
    picture = layer()
    plugin = ready(load, window, picture, out, analyst)
    window.draw(*CLICKS)
    until(analyst.reached.is_set, "the first is at work")
    path = picture.source()
    QgsProject.instance().removeMapLayer(picture.id())
    (tmp_path / "gone").mkdir()
    __import__("os").replace(path, tmp_path / "gone" / "utm.tif")
    analyst.go.set()
    assert described(plugin) is State.FAILED
    (said,) = window.messages()
    assert "Traceback" not in said


def test_the_active_raster_goes_while_a_box_is_drawn(load, window, layer, out, scripted):
    picture = layer()
    plugin = ready(load, window, picture, out, scripted)
    window.click(*CLICKS[0])
    window.click(*CLICKS[1])
    QgsProject.instance().removeMapLayer(picture.id())
    QTest.qWait(20)
    window.click(*CLICKS[2])
    assert not plugin.desk.panel.draw.isChecked()
    assert window.canvas.mapTool() is window.pan
    assert scripted.asked == []


def test_reloaded_in_mid_stream(slow, load, window, layer, out):
    plugin, analyst = slow
    plugin.unload()
    assert analyst.closed
    again = ready(load, window, layer(name="other"), out, Scripted())
    window.draw(*CLICKS)
    assert described(again) is State.DONE


def test_the_key_takes_the_tool_in_hand(load, window, layer, scripted):
    window.show(layer())
    plugin = load(scripted)
    assert window.keys["earthscribeDrawAction"]
    plugin.draw_action.trigger()
    assert window.canvas.mapTool() is plugin.desk.tool
    plugin.draw_action.trigger()
    assert window.canvas.mapTool() is window.pan


def test_one_pixel_of_the_file_on_one_of_the_screen(three, window):
    press_tool = three.desk.panel.tools.zoom
    press_tool.trigger()
    assert window.canvas.mapUnitsPerPixel() * window.canvas.devicePixelRatioF() == pytest.approx(0.5, rel=0.01)
    box = three.desk.showing._on_map(three.desk.session.current)
    assert window.canvas.extent().contains(box.center())


def test_copied_as_text(three):
    three.desk.panel.tools.copy.trigger()
    text = QgsApplication.clipboard().text()
    assert text.startswith(TEXT)
    assert "EPSG:32632" in text
    assert "utm.tif" in text


@pytest.mark.parametrize(("metres", "said"), [(0.42, "0.42"), (14.237, "14.24"), (1234.56, "1235"), (45678.9, "45679")])
def test_sizes_are_copied_without_powers_of_ten(metres, said):
    from earthscribe.ui.window.object_tools import _metres

    assert _metres(metres) == said


def polygons(*rings):
    """A vector layer with these polygons, all selected."""
    layer = QgsVectorLayer(f"Polygon?crs={rasters.UTM}", "roofs", "memory")
    for ring in rings:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromPolygonXY([[QgsPointXY(*point) for point in ring]]))
        layer.dataProvider().addFeature(feature)
    QgsProject.instance().addMapLayer(layer)
    layer.selectAll()
    return layer


def test_selected_polygons_become_objects_and_stay_their_geometry(load, window, layer, out, scripted):
    plugin = ready(load, window, layer(), out, scripted)
    triangle = [(500010, 5399990), (500030, 5399990), (500010, 5399970)]
    square = [(500050, 5399960), (500060, 5399960), (500060, 5399950), (500050, 5399950)]
    window.setActiveLayer(polygons(triangle, square))
    press(plugin.desk.panel.draw_bar.selected)
    until(lambda: states(plugin) == [State.DONE] * 2, "both are answered")
    keep(plugin)
    keep(plugin)
    kept = sorted(rows(out), key=lambda each: each[1].GetArea())
    assert [shape.GetArea() for _, shape in kept] == pytest.approx([100.0, 200.0], rel=0.01)
    assert [shape.GetGeometryRef(0).GetPointCount() for _, shape in kept] == [5, 4]
    assert [len(json.loads(row["polygon_px"])) for row, _ in kept] == [4, 4]


def test_selected_polygons_of_no_polygon_layer_are_refused_in_words(load, window, layer, out, scripted):
    plugin = ready(load, window, layer(), out, scripted)
    press(plugin.desk.panel.draw_bar.selected)
    until(window.messages, "it is said")
    assert scripted.asked == []
    assert plugin.desk.session.objects == ()


def pull(view, place):
    """The mouse goes there with its button down; QTest would only move the cursor."""
    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(place), QPointF(view.mapToGlobal(place)),
                        Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QCoreApplication.sendEvent(view, event)


def test_a_box_moved_by_hand_is_described_there_by_enter(load, window, layer, out, scripted):
    plugin = ready(load, window, layer(), out, scripted)
    window.draw(*CLICKS)
    described(plugin)
    before = plugin.desk.session.current.quad
    middle, view = QPoint(352, 250), window.canvas.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
    for step in (10, 25, 40):
        pull(view, middle + QPoint(step, 0))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle + QPoint(40, 0))
    current = plugin.desk.session.current
    assert current.moved is not None
    assert current.quad == before
    assert "moved" in plugin.desk.panel.message.text()
    assert len(scripted.asked) == 1
    QTest.keyClick(window.canvas, Qt.Key.Key_Return)
    until(lambda: len(scripted.asked) == 2, "it is asked again")
    described(plugin)
    assert scripted.asked[1].quad == current.quad != before
    assert len(plugin.desk.session.objects) == 1


def test_asked_again_elsewhere_in_vain_the_answer_keeps_its_own_box(load, window, layer, out):
    from earthscribe.inference.geometry import PixelQuad

    analyst = Scripted()
    plugin = ready(load, window, layer(), out, analyst)
    window.draw(*CLICKS)
    described(plugin)
    current = plugin.desk.session.current
    first, elsewhere = current.quad, PixelQuad(((20, 20), (60, 20), (60, 50), (20, 50)))
    plugin.desk.session.move(elsewhere)
    analyst.hold = 0
    press(plugin.desk.panel.again)
    until(analyst.reached.is_set, "it is asked again")
    press(plugin.desk.panel.stop)
    assert described(plugin) is State.DONE
    assert (current.quad, current.moved) == (first, elsewhere)
    keep(plugin)
    ((row, _),) = rows(out)
    assert json.loads(row["polygon_px"])[0] == pytest.approx(first.corners[0], abs=0.01)


def test_a_bug_while_one_is_begun_does_not_hold_up_the_others(load, window, layer, out, scripted):
    plugin = ready(load, window, layer(), out, scripted)
    session = plugin.desk.session
    broken = iter([True])

    def needed(_model):
        if next(broken, False):
            raise ZeroDivisionError("of the test")
        return ""

    session.queue._consent_needed = needed
    window.draw(*CLICKS)
    window.draw(*SECOND)
    idle(plugin)
    assert states(plugin) == [State.FAILED, State.DONE]
    assert any("ZeroDivisionError" in said for said in window.messages())
