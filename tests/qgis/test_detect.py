"""The button "Detect in view": objects stream into a layer of their own, and the window lives on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from earthscribe.inference.config import RunConfig
from earthscribe.inference.errors import ModelFileMissing, PackageMissing
from earthscribe.inference.worker.client import WorkerAnalyst
from earthscribe.tests.tiny_network import BUILDING, CAR, write_network
from earthscribe.ui.host.detection_layer import CARD
from earthscribe.ui.host.readiness import networks
from qgis.core import QgsExpression, QgsExpressionContext, QgsProject, QgsRasterLayer, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

from . import rasters
from .conftest import until
from .scripted import Scripted, thing
from .test_processing_detect import CARS, scene
from .test_story import assert_near

MANY = tuple(thing(10 + (n % 90) * 2, 10 + (n // 90) % 70 * 2) for n in range(4000))


def shown(load, window, layer, analyst, **how):
    """The plugin with a raster in view, ready to detect."""
    window.show(layer, **how)
    plugin = load(analyst)
    until(plugin.desk.panel.find_bar.button.isEnabled, "objects can be found")
    window.settle()
    return plugin


def press(plugin):
    QTest.mouseClick(plugin.desk.panel.find_bar.button, Qt.MouseButton.LeftButton)


def ended(plugin):
    until(lambda: not plugin.desk.detecting.running, "the search is over")
    return plugin.desk.panel.find_bar.words.text()


def layers():
    return [each for each in QgsProject.instance().mapLayers().values() if isinstance(each, QgsVectorLayer)]


def test_objects_in_view_become_a_layer(window, load, layer, scripted):
    scripted.objects, scripted.notes = CARS, ("One band is shown in grey.",)
    raster = layer()
    plugin = shown(load, window, raster, scripted)
    press(plugin)
    said = ended(plugin)
    assert "car 2, building 1" in said
    assert "One band is shown in grey." in said
    (found,) = layers()
    assert found.name() == "Detections (picture)"
    assert found.crs().authid() == "EPSG:32632"
    assert found.featureCount() == 3
    assert [each.label() for each in found.renderer().categories()] == ["car", "building", "other"]
    assert QgsProject.instance().layerTreeRoot().findLayer(found.id()).customProperty("showFeatureCount")
    label = QgsExpression(found.labeling().settings().fieldName)
    context = QgsExpressionContext()
    context.setFields(found.fields())
    context.setFeature(next(found.getFeatures()))
    assert label.evaluate(context) == "car 80 %"
    assert "'swimming pool'" in label.expression()
    feature = next(each for each in found.getFeatures() if each["category"] == "building")
    ring = [(v.x(), v.y()) for v in feature.geometry().vertices()][:4]
    assert_near(rasters.pixels(raster.source(), ring), CARS[2].quad.corners)
    assert feature["length_m"] == 5.0
    assert not window.messages()
    assert plugin.desk.session.current is None, "nothing was put into the list of descriptions"


def test_only_what_the_map_shows_is_searched(window, load, layer, scripted):
    raster = layer()
    plugin = shown(load, window, raster, scripted, crs="EPSG:3857", rotation=20.0)
    window.canvas.zoomByFactor(0.4)
    window.canvas.waitWhileRendering()
    press(plugin)
    assert ended(plugin) == "Nothing was found in view."
    assert layers() == []
    (ring,) = scripted.asked[0].area
    polygon = window.canvas.mapSettings().visiblePolygon()
    corners = rasters.carried([(p.x(), p.y()) for p in polygon], "EPSG:3857", rasters.UTM)
    for x, y in rasters.pixels(raster.source(), corners)[:4]:
        assert min((x - u) ** 2 + (y - v) ** 2 for u, v in ring) < 0.05, (x, y)


def test_the_view_beside_the_raster_is_refused_in_words(window, load, layer, scripted):
    plugin = shown(load, window, layer(), scripted)
    window.canvas.setExtent(QgsRectangle(600000, 5400000, 600100, 5400100))
    press(plugin)
    ended(plugin)
    (said,) = window.messages()
    assert "outside the raster" in said
    assert scripted.asked == []
    assert plugin.desk.panel.find_bar.button.isEnabled()


def test_only_the_classes_that_are_ticked(window, load, layer, scripted):
    scripted.objects = CARS
    plugin = shown(load, window, layer(), scripted)
    bar = plugin.desk.panel.find_bar
    building = next(each for each in bar.menu.actions() if each.data() == "building")
    bar.menu.popup(bar.mapToGlobal(bar.rect().center()))
    QTest.mouseClick(bar.menu, Qt.MouseButton.LeftButton, pos=bar.menu.actionGeometry(building).center())
    assert bar.menu.isVisible(), "more may be ticked"
    assert building.isChecked()
    assert not bar.every.isChecked()
    bar.menu.close()
    press(plugin)
    assert "building 1" in ended(plugin)
    assert scripted.asked[0].classes == ("building",)
    bar.every.trigger()
    assert bar.chosen_classes() == ()
    press(plugin)
    assert "car 2" in ended(plugin)
    assert len(layers()) == 2


def test_stop_keeps_what_was_found(window, load, layer):
    analyst = Scripted(objects=CARS, hold=2)
    plugin = shown(load, window, layer(), analyst)
    bar = plugin.desk.panel.find_bar
    press(plugin)
    until(lambda: layers() and layers()[0].featureCount() == 2, "two are there")
    assert "Stop" in bar.button.text()
    assert bar.progress.isVisible()
    until(lambda: "2 found" in bar.words.text(), "it says how many")
    press(plugin)
    said = ended(plugin)
    assert said.startswith("Stopped.")
    assert "car 2" in said
    assert layers()[0].featureCount() == 2
    assert not bar.progress.isVisible()
    assert "Detect" in bar.button.text().replace("&", "")


def test_thousands_do_not_hold_up_the_window(window, load, layer):
    plugin = shown(load, window, layer(), Scripted(objects=MANY))
    press(plugin)
    assert "car 4000" in ended(plugin)
    assert layers()[0].featureCount() == 4000


def test_the_layer_is_taken_away_in_between(window, load, layer):
    analyst = Scripted(objects=CARS, hold=1)
    plugin = shown(load, window, layer(), analyst)
    press(plugin)
    until(layers, "the layer is there")
    QgsProject.instance().removeMapLayer(layers()[0].id())
    analyst.go.set()
    ended(plugin)
    assert layers() == []
    press(plugin)
    ended(plugin)
    assert layers()[0].featureCount() == 3


def test_the_project_is_closed_in_between(window, load, layer):
    analyst = Scripted(objects=CARS, hold=0)
    plugin = shown(load, window, layer(), analyst)
    press(plugin)
    until(analyst.reached.is_set, "it has begun")
    QgsProject.instance().clear()
    assert ended(plugin) == ""
    analyst.go.set()
    QTest.qWait(100)
    assert layers() == [], "what was found belongs to no new project"
    assert not window.messages()


def test_a_failure_is_told_and_what_was_found_stays(window, load, layer):
    analyst = Scripted(objects=CARS, error=PackageMissing("onnxruntime", "finding objects"))
    plugin = shown(load, window, layer(), analyst)
    press(plugin)
    ended(plugin)
    (said,) = window.messages()
    assert "onnxruntime" in said
    assert layers()[0].featureCount() == 3


def test_before_the_set_up_it_says_what_is_missing_and_leads_there(window, load, layer, scripted):
    window.show(layer())
    plugin = load(scripted)
    bar, opened = plugin.desk.panel.find_bar, []
    plugin.analyst.lack = lambda stop: PackageMissing("onnxruntime", "finding objects")
    plugin.desk.detecting.changed()
    until(bar.lack.isVisible, "it says what is missing")
    assert "set-up" in bar.lack.words.text()
    assert not bar.button.isEnabled()
    plugin.desk.panel.setupPressed.disconnect()
    plugin.desk.panel.setupPressed.connect(lambda: opened.append(True))
    QTest.mouseClick(bar.lack.cure, Qt.MouseButton.LeftButton)
    assert opened == [True]
    assert plugin.desk.panel.model.currentText() == "Measured description"
    plugin.analyst.lack = lambda stop: None
    plugin.desk.detecting.changed()
    until(bar.button.isEnabled, "it was set up")
    assert plugin.desk.panel.model.currentText() == "Bundled model", "now it says what it sees"
    assert not bar.lack.isVisible()
    plugin.analyst.lack = lambda stop: ModelFileMissing("bundled.onnx")
    plugin.desk.detecting.changed()
    until(bar.lack.isVisible, "the model is gone")
    assert not bar.lack.cure.isVisible()


def test_without_a_raster_there_is_nothing_to_search(window, load, layer, scripted):
    raster = layer()
    plugin = shown(load, window, raster, scripted)
    QgsProject.instance().removeMapLayer(raster.id())
    until(lambda: not plugin.desk.panel.find_bar.button.isEnabled(), "nothing can be found")


def test_unloaded_in_the_middle(window, load, layer):
    analyst = Scripted(objects=CARS, hold=1)
    plugin = shown(load, window, layer(), analyst)
    press(plugin)
    until(layers, "the layer is there")
    plugin.unload()
    assert layers()[0].featureCount() == 1


def test_which_files_may_hold_the_network(tmp_path):
    card = tmp_path / "bundled.json"
    assert list(networks(card)) == []
    card.write_text("{}", encoding="utf-8")
    assert [each.name for each in networks(card)] == ["bundled.onnx"]
    card.write_text('{"int8": {"file": "../bundled-int8.onnx"}}', encoding="utf-8")
    assert list(networks(card)) == [tmp_path / "bundled.onnx", tmp_path / "bundled-int8.onnx"]


class Renamed:
    """The real model process, asked for the model in a file where the dock asks for the bundled one."""

    def __init__(self, path):
        self.inner, self.path = WorkerAnalyst(RunConfig()), path
        self.close, self.look = self.inner.close, self.inner.look

    def run(self, request, stop):
        return self.inner.run(replace(request, model=str(self.path)), stop)


def test_the_model_process_finds_what_was_painted(window, load, tmp_path):
    objects = [(60, 80, 20, CAR), (300, 250, 16, CAR), (500, 400, 24, BUILDING)]
    raster = QgsRasterLayer(scene(tmp_path / "scene.tif", objects), "town")
    plugin = shown(load, window, raster, Renamed(write_network(tmp_path)))
    press(plugin)
    assert "car 2, building 1" in ended(plugin), window.messages()
    assert layers()[0].featureCount() == 3


@pytest.mark.skipif(not any(each.is_file() for each in networks(CARD)), reason="the bundled model is not there yet")
def test_the_bundled_model_finds_cars_on_the_thermal_sample(window, load, root):
    raster = QgsRasterLayer(str(root / "resources" / "samples" / "thermal_car_park.tif"), "cars")
    plugin = shown(load, window, raster, None)
    press(plugin)
    said = ended(plugin)
    assert not window.messages()
    assert "car" in said
    assert layers()[0].featureCount() >= 1
