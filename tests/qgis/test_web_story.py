"""The promise on layers that are no files: a box drawn on web tiles in, a feature out, by the real model process."""

from __future__ import annotations

import json

import numpy as np
import pytest
from earthscribe.ui.describing.session import State
from osgeo import gdal
from qgis.core import QgsRasterLayer, QgsRectangle, QgsVector
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

from . import map_server, rasters
from .conftest import until
from .map_server import LEFT, RESOLUTION, TILE_X, TILE_Y, TOP, ZOOM
from .test_story import CLICKS, aimed, described, keep, rows


@pytest.fixture
def server():
    made = map_server.MapServer()
    yield made
    made.close()


def drawn(window, load, layer, out, extent, analyst=None):
    """The plugin after a box was drawn on a part of the layer."""
    window.show(layer)
    plugin = load(analyst)
    panel = plugin.desk.panel
    out.parent.mkdir(exist_ok=True)
    panel.place.setFilePath(str(out))
    window.settle()
    window.canvas.setExtent(extent)
    window.canvas.waitWhileRendering()
    QTest.mouseClick(panel.draw, Qt.MouseButton.LeftButton)
    aimed(plugin)
    window.settle()
    wanted = rasters.box(*[window.map_point(*click) for click in CLICKS])
    window.draw(*CLICKS)
    return plugin, wanted


PART = QgsRectangle(LEFT + 200 * RESOLUTION, TOP - 700 * RESOLUTION, LEFT + 700 * RESOLUTION, TOP - 200 * RESOLUTION)


def test_a_box_on_web_tiles_becomes_a_feature_at_its_place(window, load, server, out):
    layer = QgsRasterLayer(server.xyz(), "tiles", "wms")
    plugin, wanted = drawn(window, load, layer, out, PART)
    assert described(plugin) is State.DONE
    shown = plugin.desk.session.answer
    assert f"zoom level {ZOOM}" in shown.raster.resolution
    keep(plugin)
    ((row, shape),) = rows(out)
    assert row["description"]
    assert f"zoom level {ZOOM}" in row["georeference"]
    placed = [shape.GetGeometryRef(0).GetPoint_2D(i) for i in range(4)]
    assert np.allclose(sorted(placed), sorted(map(tuple, wanted)), atol=0.01)
    grid = [((x - LEFT) / RESOLUTION + TILE_X * 256, (TOP - y) / RESOLUTION + TILE_Y * 256) for x, y in wanted]
    assert np.allclose(sorted(map(tuple, json.loads(row["polygon_px"]))), sorted(grid), atol=0.01)


def test_zooming_in_while_drawing_makes_the_pixels_finer(window, load, server, out, scripted):
    layer = QgsRasterLayer(server.xyz(), "tiles", "wms")
    wide = QgsRectangle(PART)
    wide.scale(16.0)
    plugin, _ = drawn(window, load, layer, out, wide, scripted)
    until(lambda: not plugin.desk.session.state.busy, "the first is answered or refused")
    coarse = plugin.desk.aiming.raster
    window.canvas.setExtent(PART)
    until(lambda: plugin.desk.aiming.raster is not coarse, "the layer is opened anew")
    assert f"zoom level {ZOOM}" in plugin.desk.aiming.raster.resolution
    assert coarse.resolution != plugin.desk.aiming.raster.resolution
    kept = plugin.desk.aiming.raster
    aside = QgsRectangle(PART)
    aside += QgsVector(9.0, 0.0)
    window.canvas.setExtent(aside)
    window.settle()
    assert plugin.desk.aiming.raster is kept, "a step aside changes nothing"
    far = QgsRectangle(PART)
    far += QgsVector(0.0, -3e6)
    window.canvas.setExtent(far)
    until(lambda: plugin.desk.aiming.raster is not kept, "the layer is opened anew")
    there = plugin.desk.aiming.raster
    assert f"zoom level {ZOOM}" in there.resolution
    assert there.grid == kept.grid
    assert there.resolution != kept.resolution, "nearer the equator a pixel of the same level is longer"


def test_a_server_that_is_gone_is_told_in_words(window, load, server, out):
    layer = QgsRasterLayer(server.xyz(), "tiles", "wms")
    server.broken = {(c, r) for c in range(4) for r in range(4)}
    plugin, _ = drawn(window, load, layer, out, PART)
    assert described(plugin) is State.FAILED
    (said,) = [text for text in window.messages() if "sent no picture" in text]
    assert "Try again" in said


def test_a_slow_server_can_be_stopped(window, load, server, out, scripted):
    layer = QgsRasterLayer(server.xyz(), "tiles", "wms")
    window.canvas.freeze(True)
    plugin, _ = drawn(window, load, layer, out, PART, scripted)
    until(lambda: not plugin.desk.session.state.busy, "the first is answered")
    plugin.desk.session.discard()
    server.asked.clear()
    server.delay = 600.0
    server.pixels = server.pixels.copy()
    window.canvas.setExtent(QgsRectangle(LEFT + 800 * RESOLUTION, TOP - 1000 * RESOLUTION, LEFT + 1000 * RESOLUTION,
                                         TOP - 800 * RESOLUTION))
    window.draw(*CLICKS)
    until(lambda: bool(server.asked), "the server is asked")
    QTest.mouseClick(plugin.desk.panel.stop, Qt.MouseButton.LeftButton)
    assert described(plugin) is State.STOPPED
    assert len(scripted.asked) == 1


def test_a_box_on_a_layer_in_memory_becomes_a_feature(window, load, out, tmp_path):
    gdal.GetDriverByName("GTiff").CreateCopy("/vsimem/story.tif", gdal.Open(rasters.utm(tmp_path / "utm.tif")))
    try:
        layer = QgsRasterLayer("/vsimem/story.tif", "in memory")
        plugin, wanted = drawn(window, load, layer, out, layer.extent())
        assert described(plugin) is State.DONE
        keep(plugin)
    finally:
        gdal.Unlink("/vsimem/story.tif")
    ((row, shape),) = rows(out)
    assert np.allclose(sorted(shape.GetGeometryRef(0).GetPoint_2D(i) for i in range(4)),
                       sorted(map(tuple, wanted)), atol=0.01)
    assert row["raster"]
