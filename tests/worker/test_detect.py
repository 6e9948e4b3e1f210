"""`earthscribe detect` with its real model process: rows on the terminal, in files, as JSON; stops and refusals."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any, Callable, Dict

import numpy as np
import pytest
import rasterio
from earthscribe.inference import cli
from earthscribe.inference.geometry import PixelQuad
from earthscribe.inference.values import Detection, Found, Recipe, Searched, Source
from earthscribe.inference.worker.rows import Rows
from earthscribe.tests.tiny_network import BUILDING, CAR, painted, write_network

GRID = rasterio.Affine(0.3, 0.0, 500000.0, 0.0, -0.3, 5000000.0)
OBJECTS = ((60.0, 50.0, 20.0, CAR), (200.0, 150.0, 24.0, CAR), (300.0, 220.0, 30.0, BUILDING))

Run = Callable[..., Any]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run_it(*words: str) -> Any:
        status = cli.main(["detect", *words])
        said = capsys.readouterr()
        return status, said.out.splitlines(), said.err.splitlines()

    return run_it


@pytest.fixture
def model(tmp_path: Path) -> str:
    return str(write_network(tmp_path))


def raster(path: Path, pixels: np.ndarray | None = None, **more: Any) -> str:
    pixels = painted((400, 300), OBJECTS) if pixels is None else pixels
    said: Dict[str, Any] = {"crs": "EPSG:32632", "transform": GRID, **more}
    with rasterio.open(path, "w", driver="GTiff", width=pixels.shape[1], height=pixels.shape[0], count=3, dtype="uint8",
                       **said) as file:
        file.write(np.moveaxis(pixels, -1, 0))
    return str(path)


def test_objects_become_json_rows(run: Run, tmp_path: Path, model: str) -> None:
    status, out, err = run(raster(tmp_path / "a.tif"), "--model", model, "--json")
    assert (status, err) == (0, [])
    rows = [json.loads(line) for line in out]
    assert sorted(row["category"] for row in rows) == ["building", "car", "car"]
    assert all(len(row["polygon_px"]) == len(row["polygon_map"]) == 4 for row in rows)


def test_objects_become_lines_for_people(run: Run, tmp_path: Path, model: str) -> None:
    status, out, _ = run(raster(tmp_path / "a.tif"), "--model", model, "--classes", "building")
    assert (status, len(out)) == (0, 1)
    assert out[0].startswith("building")
    assert " 9.0 x 4.5 m" in out[0] or " 8.9 x 4.5 m" in out[0]


def test_objects_go_to_a_geopackage_and_what_was_done_is_told(run: Run, tmp_path: Path, model: str) -> None:
    out = tmp_path / "out.gpkg"
    status, said, err = run(raster(tmp_path / "a.tif"), "--model", model, "-o", str(out), "-v")
    assert (status, said) == (0, [])
    assert "Found 3 objects: 2 car, 1 building" in err[-1]
    with closing(sqlite3.connect(out)) as connection:
        assert connection.execute("SELECT count(*) FROM detections").fetchone() == (3,)


def test_an_area_is_an_extent_or_a_file_of_polygons(run: Run, tmp_path: Path, model: str) -> None:
    source = raster(tmp_path / "a.tif")
    status, out, _ = run(source, "--model", model, "--json", "--area", "500000,4999970,500030,5000000")
    assert (status, len(out)) == (0, 1)
    status, out, _ = run(source, "--model", model, "--json", "--area", "150,100,399,299", "--pixel")
    assert (status, len(out)) == (0, 2)
    ring = [[500045.0, 4999970.0], [500075.0, 4999970.0], [500075.0, 4999940.0], [500045.0, 4999940.0]]
    area = tmp_path / "area.geojson"
    area.write_text(json.dumps({"type": "FeatureCollection", "crs": {"type": "name", "properties": {
        "name": "urn:ogc:def:crs:EPSG::32632"}}, "features": [{"type": "Feature", "properties": {}, "geometry": {
            "type": "Polygon", "coordinates": [[*ring, ring[0]]]}}]}), encoding="utf-8")
    status, out, _ = run(source, "--model", model, "--json", "--area", str(area))
    assert [json.loads(line)["category"] for line in out] == ["car"]


def test_what_several_polygons_of_a_file_cover_is_in_the_area(run: Run, tmp_path: Path, model: str) -> None:
    ring = [[500045.0, 4999970.0], [500075.0, 4999970.0], [500075.0, 4999940.0], [500045.0, 4999940.0]]
    area = tmp_path / "area.geojson"
    area.write_text(json.dumps({"type": "MultiPolygon", "coordinates": [[[*ring, ring[0]]]] * 2, "crs": {
        "type": "name", "properties": {"name": "EPSG:32632"}}}), encoding="utf-8")
    status, out, _ = run(raster(tmp_path / "a.tif"), "--model", model, "--json", "--area", str(area))
    assert (status, len(out)) == (0, 1)


def test_a_polygon_in_longitude_and_latitude_is_carried_over(run: Run, tmp_path: Path, model: str) -> None:
    from earthscribe.inference.raster import reproject

    corners = [GRID @ point for point in ((150, 100), (250, 100), (250, 200), (150, 200))]
    ring = [list(point) for point in reproject(corners, "EPSG:32632", "EPSG:4326")[0]]
    area = tmp_path / "area.geojson"
    area.write_text(json.dumps({"type": "Polygon", "coordinates": [[*ring, ring[0]]]}), encoding="utf-8")
    status, out, _ = run(raster(tmp_path / "a.tif"), "--model", model, "--json", "--area", str(area))
    assert (status, len(out)) == (0, 1)


def test_without_georeference_it_works_and_says_sizes_in_pixels(run: Run, tmp_path: Path, model: str) -> None:
    with pytest.warns(rasterio.errors.NotGeoreferencedWarning):
        source = raster(tmp_path / "a.tif", crs=None, transform=rasterio.Affine.identity())
    status, out, err = run(source, "--model", model, "--json")
    assert status == 0
    assert out
    assert all(json.loads(line)["length_m"] is None for line in out)
    assert any(line.startswith("warning: The size of a pixel") and line.endswith("--gsd M tells it.") for line in err)
    status, out, err = run(source, "--model", model, "--json", "--gsd", "0.3")
    assert (status, err, json.loads(out[0])["gsd_from"]) == (0, [], "given")


@pytest.mark.parametrize(("words", "status", "sentence"), [
    (("--classes", "boat,car"), 2, "error: The model knows no class 'boat'. It knows person, car, building."),
    (("--classes", ","), 2, "error: --classes cannot be ','. It takes names of classes, separated by commas."),
    (("--min-confidence", "0.001"), 2, "error: --min-confidence cannot be '0.001'. It takes a number from 0.01 to 1."),
    (("--min-confidence", "high"), 2, "error: --min-confidence cannot be 'high'. It takes a number from 0.01 to 1."),
    (("--area", "900000,1,900001,2"), 2, "lies outside the raster"),
    (("--area", "nowhere.geojson"), 2, "error: nowhere.geojson cannot be searched: there is no such file."),
    (("--area", "5,5,5,5"), 2, "it encloses no area"),
    (("-o", "nowhere/out.gpkg"), 2, "could not be written: the folder"),
    (("--model", "missing.onnx"), 3, "missing.onnx is missing"),
    (("--model", "echo"), 2, "echo finds no objects"),
])
def test_wrong_input_is_one_sentence_and_a_status(run: Run, tmp_path: Path, model: str, words: tuple, status: int,
                                                  sentence: str) -> None:
    got, out, err = run(raster(tmp_path / "a.tif"), "--model", model, *words)
    assert (got, out, len(err)) == (status, [], 1)
    assert sentence in err[0]


def test_polygons_that_are_none_are_refused(run: Run, tmp_path: Path, model: str) -> None:
    source = raster(tmp_path / "a.tif")
    for text, sentence in (("{", "damaged or not GeoJSON"), ('{"type": "Point", "coordinates": [1, 2]}',
                                                             "it holds no polygon")):
        area = tmp_path / "area.geojson"
        area.write_text(text, encoding="utf-8")
        status, _, err = run(source, "--model", model, "--area", str(area))
        assert (status, sentence in err[0]) == (2, True)


def test_a_damaged_model_names_its_hash_and_the_cure(run: Run, tmp_path: Path, model: str) -> None:
    path = Path(model)
    path.write_bytes(path.read_bytes() + b" ")
    status, _, err = run(raster(tmp_path / "a.tif"), "--model", model)
    assert status == 3
    assert "SHA-256" in err[0]


def test_ctrl_c_keeps_what_was_found(root: Path, tmp_path: Path, model: str) -> None:
    random = np.random.default_rng(2)
    objects = [(float(x), float(y), 20.0, CAR) for x in range(40, 1480, 80) for y in range(40, 9960, 80)]
    pixels = painted((1520, 400), [each for each in objects if each[1] < 380])
    pixels = np.concatenate([pixels] * 60)
    pixels[:, :, 1] += random.integers(0, 2, pixels.shape[:2]).astype(np.uint8)
    source, out = raster(tmp_path / "a.tif", pixels=pixels), tmp_path / "out.gpkg"
    package = tmp_path / "import"
    package.mkdir()
    (package / "earthscribe").symlink_to(root)
    process = subprocess.Popen([sys.executable, "-m", "earthscribe.inference", "detect", source, "--model", model,
                                "-o", str(out), "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               start_new_session=True, env={**os.environ, "PYTHONPATH": str(package)})
    assert process.stdout is not None
    printed = [process.stdout.readline()]
    os.killpg(process.pid, signal.SIGINT)
    printed += process.stdout.readlines()
    err = process.communicate()[1]
    assert process.returncode == 130, err.decode()
    with closing(sqlite3.connect(out)) as connection:
        kept = connection.execute("SELECT count(*) FROM detections").fetchone()[0]
    assert kept == len(printed)
    assert 0 < kept < 60 * sum(each[1] < 380 for each in objects)


def test_rows_of_an_answer_begun_again_are_not_said_twice() -> None:
    search = Searched(Source("a", ""), Recipe("optical", "rgb", (1,)), "m", "1")
    every = [Detection("car", each / 10, PixelQuad(((0.0, 0.0), (2.0, 0.0), (2.0, 1.0), (0.0, 1.0))))
             for each in range(9)]
    rows, said = Rows(), []
    for lot, again in ((every[:3], False), (every[3:5], False), (every[:4], True), (every[4:8], True),
                       (every[8:], True)):
        for found in rows.new(Found(tuple(lot), search), again=again):
            said += found.detections
    assert said == every
