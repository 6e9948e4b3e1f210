"""The promise: a box drawn with the mouse in, text streams, a feature out, at the right pixels of the file."""

from __future__ import annotations

import json

import pytest
from earthscribe.ui.describing.session import State
from osgeo import ogr
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

from . import rasters
from .conftest import until
from .scripted import Scripted

CLICKS = ((300, 240), (390, 200), (405, 300))
NEAR = 0.01


def ready(load, window, layer, out, analyst, **shown):
    """The plugin with a raster on the canvas and the tool in hand."""
    window.show(layer, **shown)
    plugin = load(analyst)
    panel = plugin.desk.panel
    out.parent.mkdir(exist_ok=True)
    panel.place.setFilePath(str(out))
    QTest.mouseClick(panel.draw, Qt.MouseButton.LeftButton)
    assert window.canvas.mapTool() is plugin.desk.tool
    aimed(plugin)
    window.settle()
    return plugin


def aimed(plugin):
    """Wait until the raster is open and can be drawn on."""
    until(lambda: plugin.desk.tool.aimed, "the raster is open")


def described(plugin):
    """Wait for the end of the answer."""
    until(lambda: not plugin.desk.session.state.busy, "the answer is there")
    return plugin.desk.session.state


def keep(plugin):
    """Press Accept and wait for what becomes of it."""
    QTest.mouseClick(plugin.desk.panel.accept, Qt.MouseButton.LeftButton)
    settled(plugin)


def settled(plugin):
    """Wait until nothing is on its way into a file or out of it."""
    until(lambda: plugin.desk.session.state is not State.KEEPING, "the file is written")


def rows(path):
    """What another program reads from the file."""
    source = ogr.Open(str(path))
    return [(feature.items(), feature.GetGeometryRef().Clone()) for feature in source.GetLayer("descriptions")]


def expected(window, path, crs, source_crs=rasters.UTM):
    """The box of the clicks in pixels of the file, by GDAL."""
    seen = rasters.carried([window.map_point(*click) for click in CLICKS], crs or source_crs, source_crs)
    return rasters.box(*rasters.pixels(path, seen))


def assert_near(corners, wanted, within=NEAR):
    for (x, y), (u, v) in zip(corners, wanted):
        assert x == pytest.approx(u, abs=within)
        assert y == pytest.approx(v, abs=within)


@pytest.mark.parametrize(("how", "crs", "rotation"), [
    ("utm", None, 0.0), ("utm", "EPSG:4326", 0.0), ("utm", "EPSG:3857", 35.0),
    ("turned", None, 0.0), ("turned", "EPSG:4326", -20.0), ("with_gcps", None, 0.0), ("with_gcps", "EPSG:3857", 0.0),
])
def test_box_in_feature_out(window, load, layer, out, scripted, how, crs, rotation):
    picture = layer(how)
    plugin = ready(load, window, picture, out, scripted, crs=crs, rotation=rotation)
    wanted = expected(window, picture.source(), crs)
    window.draw(*CLICKS)
    assert described(plugin) is State.DONE
    assert plugin.desk.panel.text.toPlainText() == "A long roof beside a road."
    keep(plugin)
    assert plugin.desk.session.state is State.IDLE
    ((row, shape),) = rows(out)
    assert row["description"] == "A long roof beside a road."
    assert row["status"] == "accepted"
    assert_near(json.loads(row["polygon_px"]), wanted)
    ring = shape.GetGeometryRef(0)
    kept_at = [ring.GetPoint_2D(i) for i in range(4)]
    assert ring.GetPointCount() == 5
    assert_near(rasters.pixels(picture.source(), kept_at), wanted)
    assert not window.messages()


def test_rotated_raster_of_the_corpus(window, load, layer, out, scripted, corpus):
    path = corpus / "corpus" / "geotiff" / "oam_kampala-ug_epsg3857_rot30.tif"
    picture = layer(str(path))
    plugin = ready(load, window, picture, out, scripted)
    wanted = expected(window, str(path), "EPSG:3857", "EPSG:3857")
    window.draw(*CLICKS)
    assert described(plugin) is State.DONE
    assert_near(scripted.asked[0].quad.corners, wanted)
    assert scripted.asked[0].quad.right_angled


def test_raster_without_georeference(window, load, layer, out, scripted):
    picture = layer("make")
    plugin = ready(load, window, picture, out, scripted)
    points = [window.map_point(*click) for click in CLICKS]
    wanted = rasters.box(*[(x, -y) for x, y in points])
    window.draw(*CLICKS)
    assert described(plugin) is State.DONE
    keep(plugin)
    ((row, shape),) = rows(out)
    assert_near(json.loads(row["polygon_px"]), wanted)
    ring = shape.GetGeometryRef(0)
    assert_near([ring.GetPoint_2D(i) for i in range(4)], [(x, -y) for x, y in wanted])


def test_layer_with_a_crs_given_in_qgis(window, load, layer, out, scripted):
    from qgis.core import QgsCoordinateReferenceSystem

    picture = layer("utm")
    picture.setCrs(QgsCoordinateReferenceSystem("EPSG:32633"))
    plugin = ready(load, window, picture, out, scripted)
    window.draw(*CLICKS)
    assert described(plugin) is State.DONE
    description = plugin.desk.session.answer.description
    assert description.view.map_quad.crs == "EPSG:32633"
    assert any("assigned in QGIS" in note for note in description.view.notes)
    assert_near(description.view.quad.corners, expected(window, picture.source(), None))


def test_text_streams_word_by_word_and_can_be_edited(window, load, layer, out):
    analyst = Scripted(hold=3)
    plugin = ready(load, window, layer(), out, analyst)
    panel = plugin.desk.panel
    window.draw(*CLICKS)
    until(lambda: panel.text.toPlainText() == "A long roof ", "half of the text is shown")
    assert plugin.desk.session.state is State.STREAMING
    assert panel.text.isReadOnly()
    assert panel.stop.isEnabled()
    assert not panel.accept.isEnabled()
    analyst.go.set()
    assert described(plugin) is State.DONE
    assert not panel.text.isReadOnly()
    panel.text.setFocus()
    QTest.keyClick(panel.text, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(panel.text, " Seen twice.")
    QTest.keyClick(panel.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert panel.text.toPlainText() == "A long roof beside a road."
    QTest.keyClick(panel.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert panel.text.toPlainText() == "A long roof beside a road."
    QTest.keyClicks(panel.text, " Seen twice.")
    keep(plugin)
    ((row, _),) = rows(out)
    assert row["description"] == "A long roof beside a road. Seen twice."
    assert row["status"] == "edited"
    assert row["edited"]


def test_the_list_follows_what_is_said_to_its_end(window, load, layer, out):
    analyst = Scripted(hold=3)
    plugin = ready(load, window, layer(), out, analyst)
    window.draw(*CLICKS)
    item = plugin.desk.panel.objects.list.item
    until(lambda: item(0) is not None and item(0).text() == "1  A long roof", "the list shows the words said so far")
    analyst.go.set()
    described(plugin)
    until(lambda: item(0).text() == "1  A long roof beside a road.", "and all of them in the end")


def test_stop_in_mid_stream_keeps_what_was_said(window, load, layer, out):
    analyst = Scripted(hold=2)
    plugin = ready(load, window, layer(), out, analyst)
    panel = plugin.desk.panel
    window.draw(*CLICKS)
    until(lambda: panel.text.toPlainText() == "A long ", "two words are shown")
    QTest.mouseClick(panel.stop, Qt.MouseButton.LeftButton)
    assert described(plugin) is State.STOPPED
    keep(plugin)
    ((row, _),) = rows(out)
    assert (row["description"], row["finish"]) == ("A long ", "stopped")
    assert not window.messages()


def test_stop_before_the_first_word(window, load, layer, out):
    analyst = Scripted(hold=0)
    plugin = ready(load, window, layer(), out, analyst)
    window.draw(*CLICKS)
    until(analyst.reached.is_set, "the analyst is at work")
    QTest.mouseClick(plugin.desk.panel.stop, Qt.MouseButton.LeftButton)
    assert described(plugin) is State.STOPPED
    assert not plugin.desk.panel.accept.isEnabled()
    assert "before there was a description" in plugin.desk.panel.message.text()


def test_a_box_drawn_while_another_is_answered_waits_for_its_turn(window, load, layer, out):
    slow = Scripted(words=("old ",) * 3, hold=1)
    plugin = ready(load, window, layer(), out, slow)
    panel, session = plugin.desk.panel, plugin.desk.session
    window.draw(*CLICKS)
    until(lambda: panel.text.toPlainText() == "old ", "the first answer has begun")
    window.draw((200, 200), (260, 200), (260, 260))
    first, second = session.objects
    assert (first.state, second.state) == (State.STREAMING, State.QUEUED)
    assert session.current is first
    assert panel.text.toPlainText() == "old "
    slow.go.set()
    until(lambda: second.state is State.DONE, "the second is answered")
    assert session.current is first
    assert panel.text.toPlainText() == "old old old "
    keep(plugin)
    assert session.current is second
    assert panel.text.toPlainText() == "old old old "
    assert [each.quad for each in (first, second)] == [request.quad for request in slow.asked]


def test_a_box_that_waits_for_enter_survives_another_tool(window, load, layer, out, scripted):
    picture = layer()
    plugin = ready(load, window, picture, out, scripted)
    panel, tool = plugin.desk.panel, plugin.desk.tool
    QTest.mouseClick(panel.draw_bar.adjust, Qt.MouseButton.LeftButton)
    window.draw(*CLICKS)
    drawn = tool.editing
    assert drawn is not None
    window.canvas.setMapTool(window.pan)
    QTest.qWait(20)
    assert panel.message.text() == "The new box waits on the map; “Draw a box” goes on with it."
    assert tool._hand.editing.handles.isVisible()
    QTest.mouseClick(panel.draw, Qt.MouseButton.LeftButton)
    aimed(plugin)
    assert tool.editing == drawn
    assert "Enter describes it" in panel.message.text()
    QTest.keyClick(window.canvas, Qt.Key.Key_Return)
    assert described(plugin) is State.DONE
    assert scripted.asked[0].quad == drawn
    window.draw((200, 200), (260, 200), (260, 260))
    assert tool.editing != drawn
    window.canvas.setMapTool(window.pan)
    QgsProject.instance().removeMapLayer(picture.id())
    QTest.qWait(20)
    assert tool.editing is None
    assert not tool._hand.editing.handles.isVisible()


def test_discard_forgets(window, load, layer, out, scripted):
    plugin = ready(load, window, layer(), out, scripted)
    window.draw(*CLICKS)
    described(plugin)
    QTest.mouseClick(plugin.desk.panel.discard, Qt.MouseButton.LeftButton)
    assert plugin.desk.session.state is State.IDLE
    assert plugin.desk.panel.text.toPlainText() == ""
    assert not out.exists()


def test_an_edited_text_is_not_lost_by_the_next_box(window, load, layer, out, scripted):
    plugin = ready(load, window, layer(), out, scripted)
    panel = plugin.desk.panel
    window.draw(*CLICKS)
    described(plugin)
    QTest.keyClicks(panel.text, "Mine. ")
    window.draw((200, 200), (260, 200), (260, 260))
    described(plugin)
    assert panel.text.toPlainText() == "A long roof beside a road."
    keep(plugin)
    assert panel.text.toPlainText() == "A long roof beside a road.Mine. "
    assert panel.text.document().isModified()
    keep(plugin)
    assert plugin.desk.session.state is State.IDLE
    assert [(row["description"], row["status"]) for row, _ in rows(out)] == [
        ("A long roof beside a road.", "accepted"), ("A long roof beside a road.Mine.", "edited")]


def test_a_box_too_small_is_one_message(window, load, layer, out, scripted):
    plugin = ready(load, window, layer(), out, scripted)
    window.draw((300, 200), (302, 200), (302, 201))
    assert plugin.desk.session.state is State.FAILED
    (said,) = window.messages()
    assert "each side needs at least" in said
    assert scripted.asked == []


def test_layer_removed_in_mid_stream(window, load, layer, out):
    analyst = Scripted(hold=2)
    picture = layer()
    plugin = ready(load, window, picture, out, analyst)
    window.draw(*CLICKS)
    until(analyst.reached.is_set, "the analyst is at work")
    QgsProject.instance().removeMapLayer(picture.id())
    QTest.qWait(20)
    analyst.go.set()
    assert described(plugin) is State.DONE
    keep(plugin)
    assert len(rows(out)) == 1


def test_what_a_model_says_is_shown_as_it_is(window, load, layer, out):
    hostile = ('<script>alert(1)</script> <b>%1 %n</b> [% $area %] =HYPERLINK("http://x") '
               "\"; DROP TABLE x; 'é\U0001f6f0")
    analyst = Scripted(words=(hostile,))
    plugin = ready(load, window, layer(name="<b>%1</b>"), out, analyst)
    window.draw(*CLICKS)
    described(plugin)
    assert plugin.desk.panel.text.toPlainText() == hostile
    keep(plugin)
    ((row, _),) = rows(out)
    assert row["description"] == hostile
