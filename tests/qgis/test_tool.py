"""The map tool by mouse and key: what is shown, what begins anew, what leads out."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from earthscribe.inference.errors import UnsupportedRaster
from earthscribe.inference.geometry import PixelQuad
from earthscribe.ui.describing.session import State
from earthscribe.ui.drawing.box_band import BoxBand, sight_on
from earthscribe.ui.host.layers import layer_file, shown_raster
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsPointXY,
    QgsProject,
    QgsRaster,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.gui import QgsRubberBand
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QLabel

from . import rasters
from .conftest import until
from .pulse import Pulse
from .test_story import CLICKS, aimed, described, ready


def bands(window):
    """The outlines on the canvas that show something."""
    return [item for item in window.canvas.scene().items()
            if isinstance(item, QgsRubberBand) and item.numberOfVertices() > 0]


def size(window):
    """The text beside the pointer, "" where there is none."""
    label = window.canvas.findChild(QLabel, "earthscribeBoxSize")
    return label.text() if label.isVisible() else ""


def numbers(text):
    return [float(each) for each in re.findall(r"[\d.]+", text)]


def test_the_outline_follows_the_pointer(window, load, layer, out, scripted):
    ready(load, window, layer(), out, scripted)
    assert bands(window) == []
    window.click(*CLICKS[0])
    window.move(*CLICKS[1])
    assert len(bands(window)) == 1
    (edge, azimuth) = numbers(size(window))
    (x1, y1), (x2, y2) = [window.map_point(*click) for click in CLICKS[:2]]
    assert edge == pytest.approx(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5, rel=0.01)
    assert azimuth == pytest.approx(66, abs=2)
    window.click(*CLICKS[1])
    window.move(*CLICKS[2])
    assert len(numbers(size(window))) == 3
    assert "m" in size(window)


@pytest.mark.parametrize("crs", ["EPSG:3857", "EPSG:4326"])
def test_the_size_is_in_true_metres_in_any_project(window, load, layer, out, scripted, crs):
    ready(load, window, layer(), out, scripted, crs=crs)
    points = [window.map_point(*click) for click in CLICKS[:2]]
    (x1, y1), (x2, y2) = rasters.carried(points, crs, rasters.UTM)
    window.click(*CLICKS[0])
    window.move(*CLICKS[1])
    assert numbers(size(window))[0] == pytest.approx(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5, rel=0.01)


def test_without_a_crs_the_size_is_in_pixels(window, load, layer, out, scripted):
    ready(load, window, layer("make"), out, scripted)
    window.click(*CLICKS[0])
    window.move(*CLICKS[1])
    assert size(window).endswith("px")


def test_escape_begins_anew_and_then_leaves(window, load, layer, out, scripted):
    plugin = ready(load, window, layer(), out, scripted)
    window.click(*CLICKS[0])
    window.move(*CLICKS[1])
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    assert bands(window) == []
    assert size(window) == ""
    assert window.canvas.mapTool() is plugin.desk.tool
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    assert window.canvas.mapTool() is window.pan
    assert not plugin.desk.panel.draw.isChecked()
    assert plugin.desk.panel.message.text() == ""
    assert scripted.asked == []


def test_the_right_button_begins_anew(window, load, layer, out, scripted):
    ready(load, window, layer(), out, scripted)
    window.click(*CLICKS[0])
    window.click(*CLICKS[1])
    window.click(*CLICKS[2], button=Qt.MouseButton.RightButton)
    assert bands(window) == []
    assert scripted.asked == []


def test_another_tool_puts_this_one_away(window, load, layer, out, scripted):
    plugin = ready(load, window, layer(), out, scripted)
    window.click(*CLICKS[0])
    window.canvas.setMapTool(window.pan)
    assert bands(window) == []
    assert not plugin.desk.panel.draw.isChecked()


def test_the_box_stays_on_the_canvas_until_it_is_decided(window, load, layer, out, scripted):
    plugin = ready(load, window, layer(), out, scripted)
    window.draw(*CLICKS)
    described(plugin)
    until(lambda: [mark.tone for mark in plugin.desk.showing.marks.shown] == ["current"], "it is marked")
    assert plugin.desk.tool.editing is not None
    QTest.mouseClick(plugin.desk.panel.discard, Qt.MouseButton.LeftButton)
    until(lambda: plugin.desk.showing.marks.shown == (), "it is gone")
    assert plugin.desk.tool.editing is None


def test_the_box_moves_with_the_projects_crs(window, layer):
    picture = layer("turned")
    window.show(picture)
    band = BoxBand(window.canvas)
    raster = shown_raster(layer_file(picture))
    quad = PixelQuad(((20.0, 30.0), (90.0, 30.0), (90.0, 70.0), (20.0, 70.0)))
    band.show_quad(raster, quad.corners)
    window.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    (item,) = bands(window)
    shape = item.asGeometry()
    points = [(v.x(), v.y()) for v in shape.vertices()]
    back = rasters.pixels(picture.source(), rasters.carried(points, "EPSG:4326", rasters.UTM))
    assert min(x for x, _ in back) == pytest.approx(20.0, abs=0.01)
    assert max(x for x, _ in back) == pytest.approx(90.0, abs=0.01)
    assert len(points) > 40
    band.remove()


def test_the_dock_follows_the_active_layer(window, load, layer, scripted):
    first, second = layer("utm"), layer("turned", "other")
    window.show(first)
    panel = load(scripted).desk.panel
    assert panel.raster.currentLayer() is first
    window.show(second)
    assert panel.raster.currentLayer() is second
    vectors = QgsVectorLayer("Polygon?crs=EPSG:4326", "v", "memory")
    QgsProject.instance().addMapLayer(vectors)
    window.currentLayerChanged.emit(vectors)
    assert panel.raster.currentLayer() is second


def test_the_tool_aims_at_the_raster_chosen_while_drawing(window, load, layer, out, scripted):
    plugin = ready(load, window, layer(), out, scripted)
    other = layer("turned", "other")
    window.click(*CLICKS[0])
    window.show(other)
    aimed(plugin)
    assert bands(window) == []
    window.draw(*CLICKS)
    described(plugin)
    assert scripted.asked[0].source.path == other.source()


@pytest.mark.parametrize("how", ["utm", "turned", "with_gcps", "with_rpcs", "make"])
def test_every_place_is_the_pixel_that_qgis_draws_there(window, layer, how):
    """The pictures say in their first two bands which column and row of the file a pixel has."""
    picture = layer(how)
    window.show(picture)
    sight, extent = sight_on(window.canvas, shown_raster(layer_file(picture))), picture.extent()
    off = []
    for i in range(3, picture.width(), 7):
        for j in range(3, picture.height(), 7):
            point = (extent.xMinimum() + (i + 0.5) * extent.width() / picture.width(),
                     extent.yMaximum() - (j + 0.5) * extent.height() / picture.height())
            found = picture.dataProvider().identify(QgsPointXY(*point), QgsRaster.IdentifyFormatValue).results()
            ((column, row),) = sight.pixels([point])
            if found.get(3) and 2 < column < rasters.WIDTH - 2 and 2 < row < 126:
                off.append((found[1] + 0.5 - column, found[2] / 2 + 0.5 - row))
    assert len(off) > 200
    for along in zip(*off):
        assert abs(sum(along) / len(along)) < 0.1
        assert max(map(abs, along)) < 0.71  # half a pixel, and what the warper allows itself


def test_without_a_raster_the_dock_says_what_to_do(window, load, scripted):
    panel = load(scripted).desk.panel
    assert not panel.draw.isEnabled()
    assert any("Add a raster layer" in label.text() for label in panel.findChildren(QLabel))
    assert not panel.accept.isEnabled()


def test_every_control_has_a_name_and_a_reason(window, load, scripted):
    panel = load(scripted).desk.panel
    for control in (panel.raster, panel.model, panel.place, panel.text, panel.draw, panel.stop, panel.accept,
                    panel.discard, panel.undo, panel.again):
        assert control.objectName()
        assert control.accessibleName()
        assert control.toolTip()
    assert panel.widget().minimumSizeHint().width() <= 280


def test_what_gdal_opens_behind_a_layer(layer, tmp_path):
    path = rasters.utm(tmp_path / "with option.tif")
    assert layer_file(QgsRasterLayer(path + "|option:NUM_THREADS=2", "x")).path == path
    with pytest.raises(UnsupportedRaster, match="not a raster layer"):
        layer_file(QgsVectorLayer("Polygon", "v", "memory"))
    with pytest.raises(UnsupportedRaster, match="could not load"):
        layer_file(QgsRasterLayer(str(tmp_path / "nothing.tif"), "gone"))


def test_a_file_that_changed_under_qgis_is_refused(window, load, layer, tmp_path, scripted):
    picture = layer()
    window.show(picture)
    plugin = load(scripted)
    smaller = rasters.gdal.Translate(str(tmp_path / "small.tif"), picture.source(), width=50, height=40)
    del smaller
    (tmp_path / "small.tif").replace(picture.source())
    QTest.mouseClick(plugin.desk.panel.draw, Qt.MouseButton.LeftButton)
    until(window.messages, "it is said")
    (said,) = window.messages()
    assert "50 x 40" in said
    assert not plugin.desk.panel.draw.isChecked()
    assert window.canvas.mapTool() is window.pan


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_slow_disk_does_not_hold_up_the_window(window, load, layer, out, scripted):
    """A pipe that nobody writes to stands for the disk: opening it takes until somebody does."""
    picture = layer()
    window.show(picture)
    plugin = load(scripted)
    path = Path(picture.source())
    path.unlink()
    os.mkfifo(path)
    writer = None
    try:
        with Pulse() as pulse:
            QTest.mouseClick(plugin.desk.panel.draw, Qt.MouseButton.LeftButton)
            assert window.canvas.mapTool() is plugin.desk.tool
            QTest.qWait(300)
        assert len(pulse.gaps) > 5
        assert "Opening the raster" in plugin.desk.panel.message.text()
        window.draw(*CLICKS)
        assert scripted.asked == []
    finally:
        writer = os.open(path, os.O_RDWR | os.O_NONBLOCK)
        until(lambda: plugin.desk.streams.running == 0 or not os.write(writer, b"no picture " * 400), "it was opened")
        os.close(writer)
    until(window.messages, "it is said")
    assert plugin.desk.session.state is State.IDLE
    assert not plugin.desk.panel.draw.isChecked()


def test_closing_the_dock_puts_the_tool_away(window, load, layer, out, scripted):
    plugin = ready(load, window, layer(), out, scripted)
    plugin.desk.panel.close()
    assert window.canvas.mapTool() is window.pan
