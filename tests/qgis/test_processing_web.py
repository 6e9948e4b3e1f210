"""The algorithm "Describe box" on web layers and layers in memory, and before it sends pictures away."""

from __future__ import annotations

import json

import pytest
from earthscribe.inference.home import home
from earthscribe.inference.settings import choose_options
from earthscribe.plugin import EarthscribePlugin
from earthscribe.ui.host.consents import grant, revoke
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsRasterLayer,
)

from . import map_server, rasters
from .map_server import LEFT, RESOLUTION, TOP, ZOOM
from .scripted import Scripted
from .test_processing import BOX
from .test_story import assert_near

THERE = "https://models.example"
ASKED = f"{LEFT + 300 * RESOLUTION} {TOP - 200 * RESOLUTION} {LEFT + 340 * RESOLUTION} {TOP - 224 * RESOLUTION}"
"""Pixels (300, 200) to (340, 224) of the served picture."""


@pytest.fixture
def run(qgis_app):
    """Runs the algorithm, as often as a test wants."""
    loaded = []

    def with_analyst(analyst, **parameters):
        while loaded:
            loaded.pop().unload()
        plugin = EarthscribePlugin(None, (lambda: analyst) if analyst is not None else None)
        plugin.initProcessing()
        loaded.append(plugin)
        algorithm = QgsApplication.processingRegistry().createAlgorithmById("earthscribe:describebox")
        context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
        context.setProject(QgsProject.instance())
        result, ok = algorithm.run({"OUTPUT": "memory:", **parameters}, context, feedback)
        return ok, context.takeResultLayer(result["OUTPUT"]) if ok else None, feedback.textLog()

    yield with_analyst
    for plugin in loaded:
        plugin.unload()


@pytest.fixture
def server():
    made = map_server.MapServer()
    yield made
    made.close()


@pytest.fixture
def project_layer(qgis_app):
    """Puts a layer into the project, where an algorithm finds it."""

    def put(uri, provider):
        layer = QgsRasterLayer(uri, "layer", provider)
        assert layer.isValid()
        QgsProject.instance().addMapLayer(layer)
        return layer.id()

    yield put
    QgsProject.instance().clear()


def test_a_web_layer_is_described_where_the_box_is(run, server, project_layer):
    ok, layer, said = run(None, RASTER=project_layer(server.xyz(), "wms"), BOX=ASKED, GSD=0.5)
    assert ok, said
    (feature,) = layer.getFeatures()
    left, top = map_server.TILE_X * 256, map_server.TILE_Y * 256
    assert_near(json.loads(feature["polygon_px"]), [(left + 300, top + 200), (left + 340, top + 200),
                                                   (left + 340, top + 224), (left + 300, top + 224)])
    corners = feature.geometry().boundingBox()
    assert corners.xMinimum() == pytest.approx(LEFT + 300 * RESOLUTION, abs=0.01)
    assert corners.yMaximum() == pytest.approx(TOP - 200 * RESOLUTION, abs=0.01)
    assert feature["description"]
    assert f"zoom level {ZOOM}" in feature["georeference"]
    assert f"zoom level {ZOOM}" in said


def test_the_resolution_is_chosen_by_the_box(run, server, project_layer):
    layer_id = project_layer(server.wms(), "wms")
    sizes = []
    for metres in (40, 400):
        box = f"{LEFT + 100} {TOP - 100} {LEFT + 100 + metres} {TOP - 100 - metres / 2}"
        ok, layer, said = run(None, RASTER=layer_id, BOX=box)
        assert ok, said
        (feature,) = layer.getFeatures()
        xs = [x for x, _ in json.loads(feature["polygon_px"])]
        sizes.append(max(xs) - min(xs))
    assert all(200 <= size <= 700 for size in sizes)


def test_pixels_of_a_web_layer_need_a_resolution(run, server, project_layer):
    ok, _, said = run(Scripted(), RASTER=project_layer(server.xyz(), "wms"), BOX="10 10 40 40", PIXELS=True)
    assert not ok
    assert "no pixels of its own" in said
    assert "ground resolution" in said


def test_a_layer_in_memory_is_described(run, tmp_path, project_layer):
    gdal.GetDriverByName("GTiff").CreateCopy("/vsimem/algorithm.tif", gdal.Open(rasters.utm(tmp_path / "utm.tif")))
    try:
        ok, layer, said = run(None, RASTER=project_layer("/vsimem/algorithm.tif", "gdal"), BOX=BOX)
    finally:
        gdal.Unlink("/vsimem/algorithm.tif")
    assert ok, said
    (feature,) = layer.getFeatures()
    assert feature["length_m"] == pytest.approx(30.0, rel=1e-2)


def test_nothing_is_sent_away_without_leave(run, tmp_path):
    path, analyst = rasters.utm(tmp_path / "utm.tif"), Scripted()
    ok, _, said = run(analyst, RASTER=path, BOX=BOX, MODEL=f"{THERE}/v1#sees")
    assert not ok
    assert THERE in said
    assert "may be sent" in said
    assert analyst.asked == []
    assert run(analyst, RASTER=path, BOX=BOX, MODEL=f"{THERE}/v1#sees", MAY_SEND=True)[0]
    assert not run(analyst, RASTER=path, BOX=BOX, MODEL=f"{THERE}/v1#sees")[0], "leave was for one run"
    grant(THERE)
    try:
        assert run(analyst, RASTER=path, BOX=BOX, MODEL=f"{THERE}/v1#sees")[0]
    finally:
        revoke(THERE)
    assert run(analyst, RASTER=path, BOX=BOX, MODEL="http://127.0.0.1:9/v1#sees")[0], "this machine needs no leave"


def test_options_that_were_set_hold_here_too(run, tmp_path):
    settings = home() / "settings.json"
    choose_options(settings, {"instruction": "Name the material."})
    try:
        analyst = Scripted()
        assert run(analyst, RASTER=rasters.utm(tmp_path / "utm.tif"), BOX=BOX)[0]
        assert dict(analyst.asked[0].options)["instruction"] == "Name the material."
    finally:
        settings.unlink()
