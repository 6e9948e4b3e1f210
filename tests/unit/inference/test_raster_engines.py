"""Both engines see the same raster: facts, values and validity are equal, and places are those QGIS shows."""

from __future__ import annotations

import importlib.util
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from earthscribe.inference.errors import InputError
from earthscribe.inference.raster import open_raster
from earthscribe.inference.raster.crs import by_pyproj

Raster = Callable[[str], str]
UNKNOWN_DATUM = """GEOGCRS["old",DATUM["unknown survey",ELLIPSOID["Clarke 1866",6378206.4,294.98]],CS[ellipsoidal,2],
                AXIS["lat",north],AXIS["lon",east],ANGLEUNIT["degree",0.0174532925199433]]"""
ALIKE = [
    "utm", "rotated", "sheared", "south_up", "no_crs", "no_georeference", "local_crs", "web_mercator_60n",
    "degrees", "antimeridian", "gcps_3", "gcps_6", "gcps_12", "gcps_antimeridian", "rpc",
    "gcps_and_geotransform", "palette", "alpha", "alpha_of_two", "external_mask", "internal_mask",
    "nodata_edge", "black_is_nodata", "float_nan", "float64", "complex_slc", "bands_13_uint16", "all_nodata",
    "int8", "dated", "overviews", "external_mask_and_overviews", "huge_sparse", "umlauts_and_spaces",
    "custom_albers",
]


@pytest.fixture(scope="session")
def system_python() -> str:
    """A Python that has GDAL's own bindings."""
    for python in ("/usr/bin/python3", shutil.which("python3") or ""):
        if python and Path(python).exists() and subprocess.run(
                [python, "-c", "from osgeo import gdal_array"], check=False, capture_output=True).returncode == 0:
            return python
    pytest.skip("no Python with osgeo (python3-gdal) was found")


@pytest.fixture(scope="session")
def other_engine(system_python: str, data: Path) -> Callable[..., dict[str, Any]]:
    """Ask the system's Python: `task`, then paths."""
    def ask(task: str, *paths: str) -> dict[str, Any]:
        done = subprocess.run([system_python, "-W", "error", str(data / "portrait.py"), task, *paths], check=False,
                              capture_output=True, text=True, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer

    return ask


@pytest.fixture(scope="session")
def portrait(data: Path) -> Callable[[str, str], dict[str, Any]]:
    spec = importlib.util.spec_from_file_location("portrait", data / "portrait.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    result: Callable[[str, str], dict[str, Any]] = module.portrait
    return result


def unnamed(info: str) -> str:
    """Facts without the spelling of WKT, which each version of PROJ writes its own way."""
    head, wkt, tail = info.partition("crs='PROJCRS[")
    return head + (wkt + tail[tail.index("', origin="):] if wkt else "")


def test_both_engines_see_the_same(raster: Raster, other_engine: Callable[..., dict[str, Any]],
                                   portrait: Callable[[str, str], dict[str, Any]]) -> None:
    paths = {name: raster(name) for name in ALIKE}
    theirs = other_engine("gdal", *paths.values())
    few = [paths[name] for name in ("utm", "alpha", "gcps_6", "no_georeference")]
    with_exceptions = other_engine("gdal+exceptions", *few)
    assert with_exceptions == {path: theirs[path] for path in few}
    for name, path in paths.items():
        ours = portrait(path, "rasterio")
        assert unnamed(ours.pop("info")) == unnamed(theirs[path].pop("info")), name
        assert ours == theirs[path], name


def test_both_engines_see_the_same_in_real_files(corpus: Path, other_engine: Callable[..., dict[str, Any]],
                                                 portrait: Callable[[str, str], dict[str, Any]]) -> None:
    """JPEG inside TIFF is left out: two versions of its decoder differ by a grey level."""
    jpeg = {"nl_rdnew_epsg28992_tiled.tif", "oam_kampala-ug_epsg3857.tif", "oam_kampala-ug_epsg3857_rot30.tif"}
    paths = [str(path) for path in sorted((corpus / "corpus" / "geotiff").glob("*.tif")) if path.name not in jpeg]
    theirs = other_engine("gdal", *paths)
    assert len(paths) > 10
    for path in paths:
        ours = portrait(path, "rasterio")
        assert unnamed(ours.pop("info")) == unnamed(theirs[path].pop("info")), path
        assert ours == theirs[path], path


@pytest.mark.parametrize("name", ["rotated", "sheared", "gcps_3", "gcps_5", "gcps_6", "gcps_12", "rpc"])
def test_places_are_those_qgis_shows(raster: Raster, name: str, other_engine: Callable[..., dict[str, Any]]) -> None:
    """QGIS draws such rasters through a warped VRT; the file pixel it samples at a place is the one we compute."""
    path = raster(name)
    shown = other_engine("warped", path)[path]
    assert len(shown) > 20
    with open_raster(path) as source:
        placed = source.info.grid.pixel_points([(x, y) for x, y, _, _ in shown])
    for (x, y), (_, _, column, row) in zip(placed, shown):
        assert abs(x - (column + 0.5)) <= 0.5 + 1e-6
        assert abs(y - (row + 0.5)) <= 0.5 + 1e-6


BAD = ["truncated", "header_only", "empty", "vector"]


@pytest.mark.parametrize("task", ["failing", "failing+exceptions"])
def test_both_engines_say_the_same_of_bad_files(raster: Raster, task: str,
                                                other_engine: Callable[..., dict[str, Any]]) -> None:
    theirs = other_engine(task, *(raster(name) for name in BAD))
    for name in BAD:
        path = raster(name)
        with pytest.raises(InputError) as caught, open_raster(path, "rasterio") as source:
            source.read(source.info.grid.full_window, [1, 2, 3])
        assert theirs[path] == [type(caught.value).__name__, caught.value.message, caught.value.hint]


@pytest.mark.parametrize("task", ["carried", "carried+exceptions"])
def test_gdal_carries_coordinates_as_pyproj_does(task: str, other_engine: Callable[..., dict[str, Any]]) -> None:
    good = [["EPSG:4326", "EPSG:32632", 9.5, 47.5], ["EPSG:3857", "EPSG:4326", 1e6, 6e6],
            [UNKNOWN_DATUM, "EPSG:4326", 10.0, 50.0], ["EPSG:32632", "EPSG:3857", 500_000.0, 5_300_000.0],
            ["EPSG:4326", "EPSG:4326", 1.0, 2.0]]
    bad = [["EPSG:4326", "EPSG:99999", 9.5, 47.5], ["nonsense", "EPSG:4326", 9.5, 47.5],
           ["EPSG:4326", "EPSG:32632", 9.5, 147.5], ["", "EPSG:4326", 0.0, 0.0]]
    theirs = other_engine(task, *(json.dumps(case) for case in good + bad))
    for source, target, x, y in good:
        points, operation = by_pyproj([(x, y)], source, target)
        point, ballpark, name = theirs[json.dumps([source, target, x, y])]
        assert point == pytest.approx(points[0], rel=1e-9)
        assert ballpark == operation.ballpark
        assert bool(name) == bool(operation.name)
    for source, target, x, y in bad:
        with pytest.raises(InputError) as caught:
            by_pyproj([(x, y)], source, target)
        assert theirs[json.dumps([source, target, x, y])][0] == type(caught.value).__name__
