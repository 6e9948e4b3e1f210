"""The algorithm "Detect objects": a raster in, one styled polygon per object out, in QGIS and in qgis_process."""

from __future__ import annotations

import json
import math
import os
import shutil
import subprocess

import pytest
from earthscribe.inference.exchange.detections import FIELDS
from earthscribe.plugin import EarthscribePlugin
from earthscribe.tests.tiny_network import BUILDING, CAR, painted, write_network
from earthscribe.ui.host.detection_layer import bundled_classes
from osgeo import gdal, ogr, osr
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)

from . import map_server, rasters
from .scripted import Scripted, thing
from .test_story import assert_near

CARS = (thing(40, 30), thing(100, 80, angle=30.0), thing(150, 120, category="building", confidence=0.6))


@pytest.fixture
def run(qgis_app):
    """Runs the algorithm of a plugin without a window."""
    loaded = []

    def with_analyst(analyst, feedback=None, **parameters):
        while loaded:
            loaded.pop().unload()
        plugin = EarthscribePlugin(None, (lambda: analyst) if analyst is not None else None)
        plugin.initProcessing()
        loaded.append(plugin)
        algorithm = QgsApplication.processingRegistry().createAlgorithmById("earthscribe:detectobjects")
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        feedback = feedback or QgsProcessingFeedback(False)
        given = {"OUTPUT": "memory:", **parameters}
        fits, why = algorithm.checkParameterValues(given, context)
        assert fits, why
        result, ok = algorithm.run(given, context, feedback)
        layer = context.takeResultLayer(result["OUTPUT"]) if ok and "OUTPUT" in result else None
        return ok, layer, feedback.textLog(), result

    yield with_analyst
    for plugin in loaded:
        plugin.unload()
    QgsProject.instance().clear()


def scene(path, objects, size=(600, 500), gsd=0.3):
    """A picture the tiny network understands, in UTM."""
    pixels = painted(size, objects)
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), *size, 3, gdal.GDT_Byte)
    for band in range(3):
        dataset.GetRasterBand(band + 1).WriteArray(pixels[..., band])
    reference = osr.SpatialReference()
    reference.SetFromUserInput(rasters.UTM)
    dataset.SetGeoTransform((500000.0, gsd, 0.0, 5400000.0, 0.0, -gsd))
    dataset.SetProjection(reference.ExportToWkt())
    del dataset
    return str(path)


def mask(*wkts, crs=rasters.UTM):
    """A layer of polygons."""
    layer = QgsVectorLayer(f"Polygon?crs={crs}", "mask", "memory")
    features = []
    for wkt in wkts:
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromWkt(wkt) if isinstance(wkt, str) else wkt)
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    QgsProject.instance().addMapLayer(layer)
    return layer


def square(x, y, side):
    return QgsGeometry.fromRect(QgsRectangle(x, y, x + side, y + side))


def inside(rings, x, y):
    """The even-odd rule, written another way than the plugin's."""
    crossings = 0
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]]):
            if (y1 <= y) != (y2 <= y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                crossings += 1
    return crossings % 2 == 1


def test_one_polygon_per_object_where_it_lies(run, tmp_path):
    path = rasters.utm(tmp_path / "utm.tif")
    ok, layer, log, result = run(Scripted(objects=CARS, notes=("Look out.",)), RASTER=path)
    assert ok, log
    assert layer.crs().authid() == "EPSG:32632"
    assert [field.name() for field in layer.fields()] == [field.name for field in FIELDS]
    found = list(layer.getFeatures())
    assert [each["category"] for each in found] == ["car", "car", "building"]
    assert result["COUNT"] == 3
    assert "car 2, building 1" in log
    assert "Look out." in log
    for each, made in zip(found, CARS):
        assert_near(json.loads(each["polygon_px"]), made.quad.corners)
        ring = [(v.x(), v.y()) for v in each.geometry().vertices()][:4]
        assert_near(rasters.pixels(path, ring), made.quad.corners)
        assert each["confidence"] == pytest.approx(made.confidence)
        assert (each["length_m"], each["width_m"]) == (5.0, 2.5)
    assert found[0]["created"].isValid()


def test_what_is_asked_of_the_model(run, tmp_path):
    analyst = Scripted(objects=CARS)
    ok, layer, log, _ = run(analyst, RASTER=rasters.utm(tmp_path / "utm.tif"), CLASSES=["building"], GSD=0.2,
                            MIN_CONFIDENCE=0.05, OTHER_CLASSES="roof , building")
    assert ok, log
    (request,) = analyst.asked
    assert request.task == "detect"
    assert request.classes == ("building", "roof")
    assert request.option("gsd", 0.0) == 0.2
    assert request.option("min_confidence", 0.0) == 0.05
    assert request.area == ()
    assert not request.interactive
    assert [each["category"] for each in layer.getFeatures()] == ["building"]


def test_the_list_of_classes_is_that_of_the_bundled_model(run, tmp_path):
    run(Scripted(), RASTER=rasters.utm(tmp_path / "utm.tif"))
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("earthscribe:detectobjects")
    assert tuple(algorithm.parameterDefinition("CLASSES").options()) == bundled_classes()
    card = tmp_path / "card.json"
    card.write_text(json.dumps({"classes": [{"name": "car"}, {"name": "ship"}]}), encoding="utf-8")
    assert bundled_classes(card) == ("car", "ship")
    card.write_text("{", encoding="utf-8")
    assert "car" in bundled_classes(card)


def test_a_model_of_ones_own_by_its_file(run, tmp_path):
    analyst = Scripted()
    mine = tmp_path / "mine.onnx"
    mine.write_bytes(b"x")
    run(analyst, RASTER=rasters.utm(tmp_path / "utm.tif"), MODEL=str(mine))
    run(analyst, RASTER=rasters.utm(tmp_path / "utm.tif"))
    run(analyst, RASTER=rasters.utm(tmp_path / "utm.tif"), MODEL="bundled")
    assert [request.model for request in analyst.asked] == [str(mine), "bundled", "bundled"]


@pytest.mark.parametrize("crs", ["EPSG:32632", "EPSG:4326", "EPSG:3857"])
def test_an_extent_in_any_crs(run, tmp_path, crs):
    analyst = Scripted(objects=CARS)
    west, east, south, north = 500010.0, 500060.0, 5399950.0, 5399990.0
    corners = rasters.carried([(west, south), (east, north)], rasters.UTM, crs)
    (x1, y1), (x2, y2) = corners
    ok, _, log, _ = run(analyst, RASTER=rasters.utm(tmp_path / "utm.tif"), EXTENT=f"{x1},{x2},{y1},{y2} [{crs}]")
    assert ok, log
    area = analyst.asked[0].area
    for x, y in ((25, 25), (115, 95), (25, 95), (115, 25)):
        assert inside(area, x, y)
    for x, y in ((10, 50), (130, 50), (70, 10), (70, 110)):
        assert not inside(area, x, y)


def test_an_extent_far_larger_than_the_raster_is_cut_to_it(run, tmp_path):
    analyst = Scripted()
    world = "-20037508,20037508,-20037508,20037508 [EPSG:3857]"
    ok, _, log, _ = run(analyst, RASTER=rasters.utm(tmp_path / "utm.tif"), EXTENT=world)
    assert ok, log
    points = [point for ring in analyst.asked[0].area for point in ring]
    assert min(x for x, _ in points) == pytest.approx(0.0, abs=0.1)
    assert max(y for _, y in points) == pytest.approx(rasters.HEIGHT, abs=0.1)


@pytest.mark.parametrize(("crs", "west"), [
    ("EPSG:4326", -180.0), ("EPSG:4326", 180.0), ("EPSG:3857", -math.pi * 6378137.0)])
def test_an_extent_where_the_date_changes(run, tmp_path, crs, west):
    """The raster lies on both sides of the antimeridian, which has two longitudes."""
    (middle, north), = rasters.carried([(180.0, 10.0)], "EPSG:4326", "EPSG:32660")
    path = rasters.make(tmp_path / "dateline.tif", (middle - 50.0, 0.5, 0.0, north, 0.0, -0.5), "EPSG:32660")
    analyst = Scripted()
    (_, bottom), (_, top) = rasters.carried([(0.0, 9.0), (0.0, 11.0)], "EPSG:4326", crs)
    ok, _, log, _ = run(analyst, RASTER=path, EXTENT=f"{west!r},{west + 1.0!r},{bottom!r},{top!r} [{crs}]")
    assert ok, log
    area = analyst.asked[0].area
    assert inside(area, 102, 80)
    assert not inside(area, 95, 80), "that is west of it"


def test_an_extent_that_only_touches_the_raster_is_outside(run, tmp_path):
    analyst = Scripted()
    ok, _, log, _ = run(analyst, RASTER=rasters.utm(tmp_path / "utm.tif"),
                        EXTENT="499900,500000,5399920,5400000 [EPSG:32632]")
    assert not ok
    assert "outside the raster" in log
    assert "Traceback" not in log


def test_a_mask_with_a_hole_in_another_crs_within_the_extent(run, tmp_path):
    analyst = Scripted()
    ring = square(500000, 5399920, 60.0).difference(square(500020, 5399940, 20.0))
    overlapping = square(500040, 5399920, 50.0)
    moved = []
    for each in (ring, overlapping):
        polygon = [rasters.carried([(p.x(), p.y()) for p in part], rasters.UTM, "EPSG:4326")
                   for part in each.asPolygon()]
        moved.append("Polygon(" + ",".join(
            "(" + ",".join(f"{x!r} {y!r}" for x, y in part) + ")" for part in polygon) + ")")
    layer = mask(*moved, crs="EPSG:4326")
    ok, _, log, _ = run(analyst, RASTER=rasters.utm(tmp_path / "utm.tif"), MASK=layer.id(),
                        EXTENT="500000,500070,5399920,5399970 [EPSG:32632]")
    assert ok, log
    area = analyst.asked[0].area
    for x, y in ((10, 110), (100, 130), (50, 130), (130, 130)):
        assert inside(area, x, y), (x, y)
    for x, y in ((60, 100), (10, 50), (150, 130)):
        assert not inside(area, x, y), (x, y)


@pytest.mark.parametrize("how", ["turned", "with_gcps"])
def test_an_extent_on_a_raster_that_does_not_lie_north_up(run, tmp_path, how):
    path = getattr(rasters, how)(tmp_path / f"{how}.tif")
    analyst = Scripted(objects=(thing(100, 80),))
    layer = QgsRasterLayer(path, how)
    around = layer.extent()
    ok, found, log, _ = run(analyst, RASTER=path, EXTENT=f"{around.xMinimum()},{around.xMaximum()},"
                                                         f"{around.yMinimum()},{around.yMaximum()} [EPSG:32632]")
    assert ok, log
    assert inside(analyst.asked[0].area, 100, 80)
    (feature,) = found.getFeatures()
    ring = [(v.x(), v.y()) for v in feature.geometry().vertices()][:4]
    assert_near(rasters.pixels(path, ring), thing(100, 80).quad.corners, within=0.05)


@pytest.mark.parametrize(("parameters", "said"), [
    ({"EXTENT": "0,10,0,10 [EPSG:32632]"}, "outside the raster"),
    ({"MIN_CONFIDENCE": 0.005}, "a number from 0.01 to 1"),
])
def test_bad_input_is_one_sentence(run, tmp_path, parameters, said):
    analyst = Scripted()
    ok, layer, log, _ = run(analyst, RASTER=rasters.utm(tmp_path / "utm.tif"), **parameters)
    assert not ok
    assert layer is None
    assert said in log
    assert "Traceback" not in log
    assert analyst.asked == []


def test_an_empty_mask_and_one_beside_the_extent_are_refused(run, tmp_path):
    path = rasters.utm(tmp_path / "utm.tif")
    ok, _, log, _ = run(Scripted(), RASTER=path, MASK=mask().id())
    assert not ok
    assert "it holds no polygon" in log
    ok, _, log, _ = run(Scripted(), RASTER=path, MASK=mask(square(500000, 5399920, 10.0)).id(),
                        EXTENT="500050,500070,5399950,5399970 [EPSG:32632]")
    assert not ok
    assert "no place in common" in log


def test_cancelled_what_was_found_stays(run, tmp_path):
    class Impatient(QgsProcessingFeedback):
        def setProgress(self, progress):
            if progress > 60:
                self.cancel()

    ok, layer, _, result = run(Scripted(objects=CARS), Impatient(False), RASTER=rasters.utm(tmp_path / "utm.tif"))
    assert ok
    assert layer.featureCount() == result["COUNT"] == 2


def test_a_failure_in_the_middle_is_one_sentence(run, tmp_path):
    from earthscribe.inference.errors import PackageMissing

    analyst = Scripted(objects=CARS, error=PackageMissing("onnxruntime", "detection"))
    ok, _, log, _ = run(analyst, RASTER=rasters.utm(tmp_path / "utm.tif"))
    assert not ok
    assert "onnxruntime" in log
    assert "Traceback" not in log


def test_the_layer_in_the_project_is_styled(run, tmp_path):
    plugin = EarthscribePlugin(None, lambda: Scripted(objects=CARS))
    plugin.initProcessing()
    try:
        algorithm = QgsApplication.processingRegistry().createAlgorithmById("earthscribe:detectobjects")
        context, target = QgsProcessingContext(), str(tmp_path / "found.gpkg")
        context.setProject(QgsProject.instance())
        details = QgsProcessingContext.LayerDetails("Found", QgsProject.instance(), "OUTPUT")
        context.addLayerToLoadOnCompletion(target, details)
        result, ok = algorithm.run({"RASTER": rasters.utm(tmp_path / "utm.tif"), "OUTPUT": target}, context,
                                   QgsProcessingFeedback(False))
        assert ok
        dresser = context.layerToLoadOnCompletionDetails(result["OUTPUT"]).postProcessor()
        layer = QgsVectorLayer(target, "Found", "ogr")
        dresser.postProcessLayer(layer, context, QgsProcessingFeedback(False))
        labels = [each.label() for each in layer.renderer().categories()]
        assert {"car", "building", "swimming pool"} <= set(labels)
        assert layer.labelsEnabled()
    finally:
        plugin.unload()


def test_the_model_process_finds_what_was_painted(run, tmp_path):
    """The real process with a network of three nodes, in the file of a model of one's own."""
    objects = [(60, 80, 20, CAR), (300, 250, 16, CAR), (500, 400, 24, BUILDING)]
    path = scene(tmp_path / "scene.tif", objects)
    ok, layer, log, _ = run(None, RASTER=path, MODEL=str(write_network(tmp_path)))
    assert ok, log
    found = sorted(layer.getFeatures(), key=lambda each: each.geometry().centroid().asPoint().x())
    assert [each["category"] for each in found] == ["car", "car", "building"]
    for each, (x, y, length, _) in zip(found, objects):
        ((px, py),) = rasters.pixels(path, [(each.geometry().centroid().asPoint().x(),
                                             each.geometry().centroid().asPoint().y())])
        assert (px, py) == (pytest.approx(x, abs=3), pytest.approx(y, abs=3))
        assert each["length_m"] == pytest.approx(length * 0.3, rel=0.2)


def test_a_layer_in_memory_is_read_by_qgis(run, tmp_path):
    """Its rows lie where the layer shows them, also where only an extent of it was read."""
    objects = [(60, 80, 20, CAR), (300, 250, 16, CAR), (500, 400, 24, BUILDING)]
    gdal.GetDriverByName("GTiff").CreateCopy("/vsimem/detect.tif", gdal.Open(scene(tmp_path / "scene.tif", objects)))
    layer = QgsRasterLayer("/vsimem/detect.tif", "memory")
    QgsProject.instance().addMapLayer(layer)
    west, north = 500000.0 + 200 * 0.3, 5400000.0 - 150 * 0.3
    ok, found, log, _ = run(None, RASTER=layer.id(), MODEL=str(write_network(tmp_path)),
                            EXTENT=f"{west},{west + 60},{north - 60},{north} [EPSG:32632]")
    assert ok, log
    (feature,) = found.getFeatures()
    middle = feature.geometry().centroid().asPoint()
    assert middle.x() == pytest.approx(500000.0 + 300 * 0.3, abs=1.0)
    assert middle.y() == pytest.approx(5400000.0 - 250 * 0.3, abs=1.0)
    xs = [x for x, _ in json.loads(feature["polygon_px"])]
    assert sum(xs) / 4 == pytest.approx(300, abs=3)


def test_a_web_layer_is_searched_within_an_extent_and_refused_without(run):
    server = map_server.MapServer()
    try:
        layer = QgsRasterLayer(server.xyz(), "layer", "wms")
        QgsProject.instance().addMapLayer(layer)
        west, north = map_server.LEFT + 300 * map_server.RESOLUTION, map_server.TOP - 200 * map_server.RESOLUTION
        side = 200 * map_server.RESOLUTION
        analyst = Scripted(objects=(thing(50, 40),))
        ok, found, log, _ = run(analyst, RASTER=layer.id(), GSD=0.5,
                                EXTENT=f"{west},{west + side},{north - side},{north} [EPSG:3857]")
        assert ok, log
        (request,) = analyst.asked
        assert request.chip is not None
        assert request.chip.pixels.shape[:2] == (pytest.approx(200, abs=2), pytest.approx(200, abs=2))
        assert request.option("gsd", 0.0) == 0.0
        assert "it was read at" in log
        (feature,) = found.getFeatures()
        middle = feature.geometry().centroid().asPoint()
        assert middle.x() == pytest.approx(west + 50 * map_server.RESOLUTION, abs=2 * map_server.RESOLUTION)
        assert middle.y() == pytest.approx(north - 40 * map_server.RESOLUTION, abs=2 * map_server.RESOLUTION)
        ok, _, log, _ = run(analyst, RASTER=layer.id(), GSD=0.5)
        assert not ok
        assert "only QGIS can read it" in log
        assert "GeoTIFF" in log
    finally:
        server.close()


def test_a_crs_that_the_user_assigned_gives_the_scale(run, tmp_path):
    path = rasters.make(tmp_path / "bare.tif", (500000.0, 0.5, 0.0, 5400000.0, 0.0, -0.5))
    layer = QgsRasterLayer(path, "bare")
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32632"))
    QgsProject.instance().addMapLayer(layer)
    analyst = Scripted(objects=CARS)
    ok, found, log, _ = run(analyst, RASTER=layer.id())
    assert ok, log
    assert analyst.asked[0].option("gsd", 0.0) == pytest.approx(0.5, rel=0.01)
    assert next(found.getFeatures())["crs"] == "EPSG:32632"


def test_in_qgis_process(root, tmp_path):
    """Without a window; the checkout is the plugin and the model process is the real one."""
    program = shutil.which("qgis_process.bin") or shutil.which("qgis_process")
    if program is None:
        pytest.skip("qgis_process is not installed")
    (tmp_path / "run").mkdir(mode=0o700)
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("QGIS_", "XDG_", "PYTHON"))}
    environ.update(HOME=str(tmp_path / "home"), XDG_RUNTIME_DIR=str(tmp_path / "run"), QT_QPA_PLATFORM="offscreen",
                   PYTHONDONTWRITEBYTECODE="1", EARTHSCRIBE_HOME=str(tmp_path / "own"))
    plugins = tmp_path / "home/.local/share/QGIS/QGIS3/profiles/default/python/plugins"
    plugins.mkdir(parents=True)
    (plugins / "earthscribe").symlink_to(root)

    def start(*arguments):
        return subprocess.run([program, *arguments], env=environ, capture_output=True, text=True, check=False)

    assert start("plugins", "enable", "earthscribe").returncode == 0
    path = scene(tmp_path / "Bild für alle.tif", [(60, 80, 20, CAR), (500, 400, 24, BUILDING)])
    target = tmp_path / "out.gpkg"
    done = start("run", "earthscribe:detectobjects", "--", f"RASTER={path}", f"MODEL={write_network(tmp_path)}",
                 f"OUTPUT={target}")
    assert done.returncode == 0, done.stdout + done.stderr
    source = ogr.Open(str(target))
    assert sorted(feature["category"] for feature in source.GetLayer(0)) == ["building", "car"]
    refused = start("run", "earthscribe:detectobjects", "--", f"RASTER={path}", f"MODEL={tmp_path / 'none.onnx'}",
                    f"OUTPUT={tmp_path / 'no.gpkg'}")
    assert refused.returncode != 0
    assert "Traceback" not in refused.stdout + refused.stderr
