"""The algorithm "Describe box": in the toolbox' registry and in qgis_process, without a window."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from earthscribe.inference.exchange import gpkg
from earthscribe.inference.exchange.schema import LAYER
from earthscribe.plugin import EarthscribePlugin
from osgeo import ogr
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback, QgsProject, QgsVectorLayer

from . import rasters
from .scripted import Scripted
from .test_story import assert_near

BOX = "500010 5399990 500040 5399970"
"""Two opposite corners in metres, pixels (20, 20) to (80, 60)."""
PIXELS = [(20.0, 20.0), (80.0, 20.0), (80.0, 60.0), (20.0, 60.0)]


@pytest.fixture
def run(qgis_app):
    """Runs the algorithm of a plugin without a window."""
    loaded = []

    def with_analyst(analyst, feedback=None, **parameters):
        plugin = EarthscribePlugin(None, (lambda: analyst) if analyst is not None else None)
        plugin.initProcessing()
        loaded.append(plugin)
        algorithm = QgsApplication.processingRegistry().createAlgorithmById("earthscribe:describebox")
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        feedback = feedback or QgsProcessingFeedback(False)
        result, ok = algorithm.run({"OUTPUT": "memory:", **parameters}, context, feedback)
        layer = context.takeResultLayer(result["OUTPUT"]) if ok and "OUTPUT" in result else None
        return ok, layer, feedback.textLog(), result

    yield with_analyst
    for plugin in loaded:
        plugin.unload()


def test_box_in_the_rasters_own_crs(run, tmp_path):
    path = rasters.utm(tmp_path / "utm.tif")
    ok, layer, _, result = run(Scripted(), RASTER=path, BOX=BOX)
    assert ok
    (feature,) = layer.getFeatures()
    assert_near(json.loads(feature["polygon_px"]), PIXELS)
    assert feature["description"] == result["DESCRIPTION"] == "A long roof beside a road."
    assert layer.crs().authid() == "EPSG:32632"
    assert feature.geometry().area() == pytest.approx(600.0)


def test_its_columns_have_the_types_of_every_other_output(run, tmp_path):
    layer = run(Scripted(), RASTER=rasters.utm(tmp_path / "utm.tif"), BOX=BOX)[1]
    path = str(tmp_path / "descriptions.gpkg")
    gpkg.ensure(path, "EPSG:32632")
    written = QgsVectorLayer(f"{path}|layername={LAYER}", "", "ogr").fields()
    types = {field.name(): field.type() for field in layer.fields()}
    assert types == {name: written.field(name).type() for name in types}
    (feature,) = layer.getFeatures()
    assert feature["created"].isValid()


def test_numbers_in_another_crs(run, tmp_path):
    path = rasters.utm(tmp_path / "utm.tif")
    corners = [(500010, 5399990), (500040, 5399990), (500040, 5399970), (500010, 5399970)]
    numbers = rasters.carried(corners, rasters.UTM, "EPSG:4326")
    ok, layer, _, _ = run(Scripted(), RASTER=path, BOX=" ".join(f"{x!r},{y!r}" for x, y in numbers),
                          BOX_CRS="EPSG:4326")
    assert ok
    (feature,) = layer.getFeatures()
    assert_near(json.loads(feature["polygon_px"]), PIXELS)
    assert feature["crs_operation"]


def test_an_extent(run, tmp_path):
    path = rasters.utm(tmp_path / "utm.tif")
    ok, layer, _, _ = run(Scripted(), RASTER=path, EXTENT="500010,500040,5399970,5399990 [EPSG:32632]")
    assert ok
    (feature,) = layer.getFeatures()
    assert_near(json.loads(feature["polygon_px"]), PIXELS)


def test_pixels_of_a_turned_file(run, tmp_path):
    path = rasters.turned(tmp_path / "turned.tif")
    ok, layer, _, _ = run(Scripted(), RASTER=path, BOX="20 20 80 60", PIXELS=True)
    assert ok
    (feature,) = layer.getFeatures()
    assert json.loads(feature["polygon_px"]) == [list(point) for point in PIXELS]
    shape = feature.geometry()
    ring = [(v.x(), v.y()) for v in shape.vertices()][:4]
    assert_near(rasters.pixels(path, ring), PIXELS)


@pytest.mark.parametrize(("parameters", "said"), [
    ({}, "no extent and no numbers"),
    ({"BOX": "1 2 3"}, "3 numbers were given"),
    ({"BOX": "1 2 3 x"}, "not made of numbers"),
    ({"BOX": "0 0 nan 5"}, "not a finite number"),
    ({"BOX": BOX, "EXTENT": "500010,500040,5399970,5399990 [EPSG:32632]"}, "both an extent and numbers"),
    ({"BOX": "0 0 1 1"}, "outside the raster"),
    ({"BOX": "500010 5399990 500010.5 5399989.5"}, "each side needs at least"),
])
def test_bad_input_is_one_sentence(run, tmp_path, parameters, said):
    path = rasters.utm(tmp_path / "utm.tif")
    analyst = Scripted()
    ok, layer, log, _ = run(analyst, RASTER=path, **parameters)
    assert not ok
    assert layer is None
    assert said in log
    assert "Traceback" not in log
    assert analyst.asked == []


def test_cancel_writes_nothing(run, tmp_path):
    class Impatient(QgsProcessingFeedback):
        def setProgressText(self, text):
            self.cancel()

    path = rasters.utm(tmp_path / "utm.tif")
    feedback = Impatient(False)
    _, layer, _, result = run(Scripted(hold=3), feedback, RASTER=path, BOX=BOX)
    assert layer is None
    assert "DESCRIPTION" not in result


@pytest.fixture
def qgis_process(tmp_path):
    """Runs qgis_process in a profile of its own, whose folder of plugins is `qgis_process.plugins`."""
    program = shutil.which("qgis_process.bin") or shutil.which("qgis_process")
    if program is None:
        pytest.skip("qgis_process is not installed")
    (tmp_path / "run").mkdir(mode=0o700)
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("QGIS_", "XDG_", "PYTHON"))}
    environ.update(HOME=str(tmp_path / "home"), XDG_RUNTIME_DIR=str(tmp_path / "run"), QT_QPA_PLATFORM="offscreen",
                   PYTHONDONTWRITEBYTECODE="1", EARTHSCRIBE_HOME=str(tmp_path / "own"))

    def start(*arguments):
        return subprocess.run([program, *arguments], env=environ, capture_output=True, text=True, check=False)

    start.environ = environ
    start.plugins = tmp_path / "home/.local/share/QGIS/QGIS3/profiles/default/python/plugins"
    start.plugins.mkdir(parents=True)
    return start


def test_an_installed_plugin_finds_the_python_of_qgis_behind_another_one(root, tmp_path, qgis_process):
    """No environment beside it, and the first python3 of the PATH is one that cannot read rasters."""
    for name in ("__init__.py", "plugin.py", "metadata.txt", "inference", "ui", "resources", "i18n"):
        place = qgis_process.plugins / "earthscribe" / name
        place.parent.mkdir(exist_ok=True)
        shutil.copytree(root / name, place) if (root / name).is_dir() else shutil.copy(root / name, place)
    other = tmp_path / "bin" / "python3"
    other.parent.mkdir()
    other.write_text('#!/bin/sh\ncase "$*" in *osgeo*) exit 1;; esac\nexec /usr/bin/python3 -S "$@"\n')
    other.chmod(0o755)
    qgis_process.environ["PATH"] = f"{other.parent}{os.pathsep}{qgis_process.environ['PATH']}"
    assert qgis_process("plugins", "enable", "earthscribe").returncode == 0
    done = qgis_process("run", "earthscribe:describebox", "--", f"RASTER={rasters.utm(tmp_path / 'utm.tif')}",
                        f"BOX={BOX}", f"OUTPUT={tmp_path / 'out.gpkg'}")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "An object about 30 m long" in done.stdout


def test_in_qgis_process(root, tmp_path, qgis_process):
    """A profile in which the checkout is the plugin; the model process is the real one."""
    (qgis_process.plugins / "earthscribe").symlink_to(root)
    enabled = qgis_process("plugins", "enable", "earthscribe")
    assert enabled.returncode == 0, enabled.stdout + enabled.stderr
    path, target = rasters.utm(tmp_path / "Bild für alle.tif"), tmp_path / "out.gpkg"
    done = qgis_process("run", "earthscribe:describebox", "--", f"RASTER={path}", f"BOX={BOX}", f"OUTPUT={target}")
    assert done.returncode == 0, done.stdout + done.stderr
    source = ogr.Open(str(target))
    (feature,) = source.GetLayer(0)
    assert_near(json.loads(feature["polygon_px"]), PIXELS)
    assert "It measures about" in feature["description"]
    refused = qgis_process("run", "earthscribe:describebox", "--", f"RASTER={path}", "BOX=1 2 3", f"OUTPUT={target}")
    assert refused.returncode != 0
    assert "3 numbers were given" in refused.stdout + refused.stderr
    assert "Traceback" not in refused.stdout + refused.stderr
    assert Path(target).exists()
