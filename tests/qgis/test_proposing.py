"""Ctrl and a click on an object: the model proposes its box, Tab shows the next, Enter describes, Esc drops."""

from __future__ import annotations

import pytest
from earthscribe.inference.errors import PackageMissing
from earthscribe.tests.tiny_network import BUILDING, CAR, write_network
from earthscribe.ui.describing.session import State
from earthscribe.ui.drawing.box_band import sight_on
from earthscribe.ui.drawing.hints import Step
from qgis.core import QgsRasterLayer
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest

from .conftest import until
from .scripted import Scripted, thing
from .test_detect import Renamed
from .test_processing_detect import scene
from .test_story import CLICKS, assert_near, described, ready

CTRL = Qt.KeyboardModifier.ControlModifier
LARGE = thing(100, 80, length=60, width=40, confidence=0.55, category="building")
SMALL = thing(102, 82, length=20, width=10, angle=30.0, confidence=0.9)
FAR = thing(160, 30, length=20, width=10)


def point_at(window, plugin, x, y):
    """Ctrl and a click at a pixel of the file."""
    ((mx, my),) = sight_on(window.canvas, plugin.desk.aiming.raster).points([(x, y)])
    place = window.canvas.getCoordinateTransform().transform(mx, my)
    spot = QPoint(round(place.x()), round(place.y()))
    QTest.mouseMove(window.canvas.viewport(), spot)
    QTest.mouseClick(window.canvas.viewport(), Qt.MouseButton.LeftButton, CTRL, spot)


def looked(plugin):
    until(lambda: not plugin.desk.proposing.looking, "the model has looked")


def key(window, which):
    QTest.keyClick(window.canvas, which)


@pytest.mark.parametrize(("crs", "rotation"), [(None, 0.0), ("EPSG:3857", 30.0)])
def test_the_surest_box_there_is_proposed_and_enter_describes_it(window, load, layer, out, crs, rotation):
    analyst = Scripted(objects=(LARGE, SMALL, FAR))
    plugin = ready(load, window, layer(), out, analyst, crs=crs, rotation=rotation)
    point_at(window, plugin, 102, 82)
    looked(plugin)
    assert_near(plugin.desk.tool.editing.corners, SMALL.quad.corners)
    said = plugin.desk.panel.message.text()
    assert "car, 90 % (1 of 2)" in said
    assert "Tab" in said
    (request,) = analyst.asked
    assert request.task == "detect"
    assert request.option("min_confidence", 0.0) == pytest.approx(0.1)
    xs, ys = zip(*request.area[0])
    assert max(xs) - min(xs) == pytest.approx(512)
    assert (min(xs) + max(xs)) / 2 == pytest.approx(102, abs=1)
    assert (min(ys) + max(ys)) / 2 == pytest.approx(82, abs=1)
    key(window, Qt.Key.Key_Return)
    assert described(plugin) is State.DONE
    assert analyst.asked[1].task == "describe"
    assert_near(analyst.asked[1].quad.corners, SMALL.quad.corners)


def test_tab_goes_through_the_boxes_and_back(window, load, layer, out):
    plugin = ready(load, window, layer(), out, Scripted(objects=(LARGE, SMALL, FAR)))
    point_at(window, plugin, 102, 82)
    looked(plugin)
    key(window, Qt.Key.Key_Tab)
    assert_near(plugin.desk.tool.editing.corners, LARGE.quad.corners)
    assert "building, 55 % (2 of 2)" in plugin.desk.panel.message.text()
    key(window, Qt.Key.Key_Tab)
    assert_near(plugin.desk.tool.editing.corners, SMALL.quad.corners)
    key(window, Qt.Key.Key_Backtab)
    assert_near(plugin.desk.tool.editing.corners, LARGE.quad.corners)
    assert plugin.desk.tool.step == Step.ADJUSTING


def test_escape_drops_the_proposal_and_the_tool_stays(window, load, layer, out):
    analyst = Scripted(objects=(SMALL,))
    plugin = ready(load, window, layer(), out, analyst)
    assert "Ctrl+click" in plugin.desk.panel.message.text()
    point_at(window, plugin, 102, 82)
    looked(plugin)
    assert "Tab" not in plugin.desk.panel.message.text()
    key(window, Qt.Key.Key_Escape)
    assert plugin.desk.tool.editing is None
    assert window.canvas.mapTool() is plugin.desk.tool
    window.draw(*CLICKS)
    described(plugin)
    assert [request.task for request in analyst.asked] == ["detect", "describe"]


def test_where_nothing_is_found_one_sentence_and_a_box_can_be_drawn(window, load, layer, out):
    analyst = Scripted(objects=(FAR,))
    plugin = ready(load, window, layer(), out, analyst)
    point_at(window, plugin, 40, 120)
    looked(plugin)
    assert plugin.desk.panel.find_bar.words.text() == "No object was recognised there. Draw its box."
    assert plugin.desk.tool.editing is None
    assert not window.messages()
    window.draw(*CLICKS)
    assert described(plugin) is State.DONE


def test_the_dock_says_that_it_looks_and_escape_ends_that(window, load, layer, out):
    analyst = Scripted(objects=(SMALL,), hold=0)
    plugin = ready(load, window, layer(), out, analyst)
    bar = plugin.desk.panel.find_bar
    point_at(window, plugin, 102, 82)
    until(analyst.reached.is_set, "it looks")
    assert bar.words.text() == "Looking for the object…"
    assert bar.progress.isVisible()
    key(window, Qt.Key.Key_Escape)
    assert not plugin.desk.proposing.looking
    assert window.canvas.mapTool() is plugin.desk.tool
    assert not bar.words.isVisible()
    assert not bar.progress.isVisible()
    analyst.go.set()
    QTest.qWait(100)
    assert plugin.desk.tool.editing is None


def test_another_click_takes_the_place_of_the_first(window, load, layer, out):
    analyst = Scripted(objects=(SMALL, FAR), hold=0)
    plugin = ready(load, window, layer(), out, analyst)
    point_at(window, plugin, 102, 82)
    until(analyst.reached.is_set, "it looks")
    point_at(window, plugin, 160, 30)
    analyst.go.set()
    looked(plugin)
    assert_near(plugin.desk.tool.editing.corners, FAR.quad.corners)


def test_a_box_begun_in_the_meantime_is_not_disturbed(window, load, layer, out):
    analyst = Scripted(objects=(SMALL,), hold=0)
    plugin = ready(load, window, layer(), out, analyst)
    point_at(window, plugin, 102, 82)
    until(analyst.reached.is_set, "it looks")
    window.click(*CLICKS[0])
    analyst.go.set()
    looked(plugin)
    assert plugin.desk.tool.editing is None
    assert plugin.desk.tool.step == Step.EDGE


def test_a_proposal_can_be_adjusted_first(window, load, layer, out):
    analyst = Scripted(objects=(SMALL,))
    plugin = ready(load, window, layer(), out, analyst)
    point_at(window, plugin, 102, 82)
    looked(plugin)
    key(window, Qt.Key.Key_Right)
    moved = plugin.desk.tool.editing
    assert moved.corners != SMALL.quad.corners
    key(window, Qt.Key.Key_Return)
    described(plugin)
    assert_near(analyst.asked[-1].quad.corners, moved.corners)


def test_a_proposal_beside_a_described_box(window, load, layer, out):
    """Esc brings the handles of the box back that was described before."""
    analyst = Scripted(objects=(SMALL,))
    plugin = ready(load, window, layer(), out, analyst)
    window.draw(*CLICKS)
    described(plugin)
    before = plugin.desk.tool.editing
    point_at(window, plugin, 102, 82)
    looked(plugin)
    assert_near(plugin.desk.tool.editing.corners, SMALL.quad.corners)
    assert "car, 90 %" in plugin.desk.panel.message.text()
    key(window, Qt.Key.Key_Escape)
    assert plugin.desk.tool.editing == before
    assert "accept" in plugin.desk.panel.message.text()


def test_without_the_set_up_it_is_told_with_its_cure(window, load, layer, out):
    analyst = Scripted(error=PackageMissing("onnxruntime", "finding objects"))
    plugin = ready(load, window, layer(), out, analyst)
    point_at(window, plugin, 102, 82)
    looked(plugin)
    (said,) = window.messages()
    assert "onnxruntime" in said


def test_beside_the_raster_nobody_is_asked(window, load, layer, out, scripted):
    plugin = ready(load, window, layer(), out, scripted)
    point_at(window, plugin, -5, -5)
    assert plugin.desk.panel.find_bar.words.text() == "The raster does not reach there."
    assert scripted.asked == []


def test_the_model_process_proposes_what_was_painted(window, load, out, tmp_path):
    objects = [(60, 80, 20, CAR), (300, 250, 30, CAR), (500, 400, 24, BUILDING)]
    raster = QgsRasterLayer(scene(tmp_path / "scene.tif", objects), "town")
    plugin = ready(load, window, raster, out, Renamed(write_network(tmp_path)))
    point_at(window, plugin, 303, 252)
    looked(plugin)
    assert not window.messages()
    assert plugin.desk.tool.editing.centre == (pytest.approx(300, abs=3), pytest.approx(250, abs=3))
    assert "car" in plugin.desk.panel.message.text()
