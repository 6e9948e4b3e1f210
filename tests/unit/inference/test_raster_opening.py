"""What cannot be opened is said in one sentence with its cure; what can be opened needs no special care."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from earthscribe.inference.errors import BadOption, InputError, NoImageThere, UnsupportedRaster
from earthscribe.inference.geometry import PixelWindow
from earthscribe.inference.raster import fingerprint, open_raster

Raster = Callable[[str], str]


def refused(path: str) -> InputError:
    with pytest.raises(InputError) as caught:
        open_raster(path)
    error = caught.value
    assert error.hint
    assert "\n" not in error.sentence()
    assert path in error.message
    return error


def test_a_missing_file(tmp_path: Path) -> None:
    error = refused(str(tmp_path / "nothing here.tif"))
    assert isinstance(error, NoImageThere)
    assert "no such file" in error.message
    assert "path" in error.hint


def test_an_empty_file(raster: Raster) -> None:
    error = refused(raster("empty"))
    assert "the file is empty" in error.message
    assert "again" in error.hint


def test_a_file_cut_off_in_its_header(raster: Raster) -> None:
    error = refused(raster("header_only"))
    assert isinstance(error, UnsupportedRaster)
    assert "damaged" in error.message
    assert error.detail


def test_a_file_cut_off_in_its_pixels_opens_and_says_so_when_read(raster: Raster) -> None:
    with open_raster(raster("truncated")) as source:
        assert source.read(PixelWindow(0, 0, 8, 8), (1,)).valid.all()
        with pytest.raises(UnsupportedRaster, match="truncated or damaged") as caught:
            source.read(PixelWindow(0, 0, 96, 96), (3,))
    assert "Copy or download it again" in caught.value.hint
    assert caught.value.detail


def test_vector_data(raster: Raster) -> None:
    error = refused(raster("vector"))
    assert "vector data" in error.message
    assert "raster file" in error.hint


def test_a_vector_geopackage(tmp_path: Path) -> None:
    import pyogrio
    import shapely

    path = tmp_path / "points.gpkg"
    pyogrio.raw.write(path, geometry=shapely.to_wkb([shapely.Point(1, 2)]), field_data=[], fields=[],
                      geometry_type="Point", crs="EPSG:4326")
    assert "vector data" in refused(str(path)).message


def test_a_folder(tmp_path: Path) -> None:
    error = refused(str(tmp_path))
    assert "it is a folder" in error.message
    assert "inside" in error.hint


def test_a_file_that_is_something_else(tmp_path: Path) -> None:
    path = tmp_path / "letter.tif"
    path.write_text("Dear Sir or Madam")
    error = refused(str(path))
    assert "does not recognise" in error.message
    assert "GeoTIFF" in error.hint


def test_a_file_one_may_not_read(raster: Raster, tmp_path: Path) -> None:
    path = tmp_path / "secret.tif"
    shutil.copy(raster("utm"), path)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this account may read everything")
    assert "may not read" in refused(str(path)).message


@pytest.mark.parametrize("address", ["http://example.org/a.tif", "https://example.org/a.tif", "s3://bucket/a.tif", "file:///a.tif"])
def test_nothing_is_fetched_from_an_address(address: str) -> None:
    error = refused(address)
    assert "an address" in error.message
    assert ("/vsicurl/" + address in error.hint) == address.startswith("http")


def test_gdal_names_that_lead_nowhere(tmp_path: Path) -> None:
    assert "GDAL finds no raster of that name" in refused(f"/vsizip/{tmp_path}/none.zip/a.tif").message
    assert "GDAL finds no raster of that name" in refused(f'NETCDF:"{tmp_path}/none.nc":v').message


def test_a_raster_inside_a_zip(raster: Raster) -> None:
    path = f"/vsizip/{raster('zipped')}/inner.tif"
    with open_raster(path) as source:
        assert source.info.source.path == path
        assert source.read(PixelWindow(3, 0, 1, 1), (1,)).values[0, 0, 0] == 3


def test_paths_with_umlauts_spaces_and_signs(raster: Raster) -> None:
    with open_raster(raster("umlauts_and_spaces")) as source:
        assert source.info.width == 64


def test_an_unknown_engine_is_named(raster: Raster) -> None:
    with pytest.raises(BadOption, match="'magic'"):
        open_raster(raster("utm"), "magic")


# --- georeference ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "georeference", "crs"), [
    ("utm", "affine", "EPSG:32632"), ("no_crs", "affine", ""), ("no_georeference", "none", ""),
    ("local_crs", "affine", ""), ("gcps_and_geotransform", "affine", "EPSG:32632"),
    ("gcps_3", "polynomial of order 1 through 3 ground control points", "EPSG:32632"),
    ("rpc", "rational polynomial coefficients at height 0 m", "EPSG:4326")])
def test_which_georeference_counts(raster: Raster, name: str, georeference: str, crs: str) -> None:
    with open_raster(raster(name)) as source:
        assert (source.info.georeference, source.info.crs) == (georeference, crs)


def test_a_crs_without_a_code_is_wkt(raster: Raster) -> None:
    with open_raster(raster("custom_albers")) as source:
        assert source.info.crs.startswith("PROJCRS[")
        assert source.lonlat(source.info.grid.map_points([(0, 0)]))[0][0] < -96.0


def test_broken_rpc_is_refused_in_words(raster: Raster, tmp_path: Path) -> None:
    import rasterio

    path = tmp_path / "bent.tif"
    shutil.copy(raster("no_georeference"), path)
    (tmp_path / "bent.tif.aux.xml").write_text(
        '<PAMDataset><Metadata domain="RPC"><MDI key="LINE_OFF">1</MDI></Metadata></PAMDataset>')
    with rasterio.open(path) as there:
        assert there.tags(ns="RPC")
    assert "incomplete" in refused(str(path)).message


# --- fingerprint -------------------------------------------------------------------------------------------------


def test_the_fingerprint_changes_with_the_file_and_its_companions(raster: Raster, tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    shutil.copy(raster("utm"), path)
    first = fingerprint(str(path))
    assert first == fingerprint(str(path))
    with open_raster(str(path)) as source:
        assert source.info.source.fingerprint == first
    (tmp_path / "a.tif.aux.xml").write_text("<PAMDataset/>")
    second = fingerprint(str(path))
    os.utime(path, ns=(1, 1))
    assert len({first, second, fingerprint(str(path))}) == 3


def test_two_files_of_the_same_size_and_time_differ(raster: Raster, tmp_path: Path) -> None:
    paths = [tmp_path / part / "tile.tif" for part in "ab"]
    for path in paths:
        path.parent.mkdir()
        shutil.copy(raster("utm"), path)
        os.utime(path, ns=(10, 10))
    assert fingerprint(str(paths[0])) != fingerprint(str(paths[1]))


def test_the_fingerprint_of_a_name_follows_the_file_behind_it(raster: Raster, tmp_path: Path) -> None:
    archive = tmp_path / "z.zip"
    shutil.copy(raster("zipped"), archive)
    names = [f"/vsizip/{archive}/inner.tif", f"/vsizip/{archive}/other.tif", f'NETCDF:"{archive}":v']
    before = [fingerprint(name) for name in names]
    os.utime(archive, ns=(5, 5))
    assert all(one != fingerprint(name) for one, name in zip(before, names))
    assert len(set(before)) == 3
