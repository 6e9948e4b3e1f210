"""Layers that only QGIS can read, and files that the model process cannot open: described all the same, and exactly."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from earthscribe.inference.config import RunConfig
from earthscribe.inference.errors import NoSuchBand, UnsupportedRaster
from earthscribe.inference.geometry import PixelQuad
from earthscribe.inference.raster import open_raster
from earthscribe.inference.values import Delta, Description, Seen, never
from earthscribe.inference.worker.client import WorkerAnalyst
from earthscribe.ui.host.asking import answers, look, request_for
from earthscribe.ui.host.ground_resolution import Wish
from earthscribe.ui.host.layers import layer_file, shown_raster
from earthscribe.ui.host.provider_source import Interrupted, ProviderPixels, bands_of, info_of, palette_of
from earthscribe.ui.host.recorded import recorded
from earthscribe.ui.host.sight import Sight
from osgeo import gdal
from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsRasterLayer, QgsRasterRange

from . import rasters
from .test_web_layers import in_a_thread

QUAD = PixelQuad(((60, 40), (110, 40), (110, 70), (60, 70)))


def request_on(raster, quad=QUAD, **options):
    sight = Sight(raster, raster.crs, QgsProject.instance().transformContext())
    return request_for(sight, quad, RunConfig(**options))


def seen_of(raster, request, analyst=None):
    (seen,) = (each for each in look(analyst, raster, request, never) if isinstance(each, Seen))
    return seen


@pytest.fixture
def in_memory(tmp_path):
    """Makes layers of one picture that stand in the memory of QGIS, in a virtual raster or behind a log-in."""
    path = rasters.utm(tmp_path / "picture.tif")
    kept = []

    def made(how):
        if how == "vsimem":
            gdal.GetDriverByName("GTiff").CreateCopy("/vsimem/earthscribe.tif", gdal.Open(path))
            uri = "/vsimem/earthscribe.tif"
        elif how == "virtual":
            uri = gdal.BuildVRT("", [path]).GetMetadata("xml:VRT")[0]
        else:
            array = gdal.Open(path).ReadAsArray()
            kept.append(np.ascontiguousarray(array))
            uri = (f"MEM:::DATAPOINTER={kept[-1].ctypes.data},PIXELS={rasters.WIDTH},LINES={rasters.HEIGHT},BANDS=3,"
                   "DATATYPE=Byte,GEOTRANSFORM=500000/0.5/0/5400000/0/-0.5")
        layer = QgsRasterLayer(uri, f"layer {how}")
        assert layer.isValid()
        return layer

    gdal.SetConfigOption("GDAL_MEM_ENABLE_OPEN", "YES")  # newer versions open memory only when told to
    yield path, made
    gdal.SetConfigOption("GDAL_MEM_ENABLE_OPEN", None)
    if gdal.VSIStatL("/vsimem/earthscribe.tif"):
        gdal.Unlink("/vsimem/earthscribe.tif")


@pytest.mark.parametrize("how", ["vsimem", "virtual", "memory"])
def test_layers_in_memory_look_like_the_file_they_came_from(window, in_memory, how):
    path, made = in_memory
    raster = shown_raster(layer_file(made(how)))
    assert raster.resolution == ""
    assert (raster.grid.width, raster.grid.height) == (rasters.WIDTH, rasters.HEIGHT)
    seen = in_a_thread(lambda: seen_of(raster, request_on(raster)))
    window_read = seen.view.framing.window
    with open_raster(path, engine="gdal") as source:
        wanted = source.read(window_read, (1, 2, 3), (seen.view.framing.width, seen.view.framing.height)).values
    assert np.array_equal(seen.chip.pixels, wanted.transpose(1, 2, 0))
    assert "0x" not in seen.view.raster
    assert "DATAPOINTER" not in seen.view.raster
    if how == "vsimem":
        assert raster.grid == open_raster(path).info.grid


def test_a_layer_in_memory_is_described_by_the_real_model_process(window, in_memory):
    _, made = in_memory
    raster = shown_raster(layer_file(made("vsimem")))
    request = request_on(raster)
    analyst = WorkerAnalyst(RunConfig())
    try:
        said = in_a_thread(lambda: list(answers(analyst, raster, request, never)))
        seen = in_a_thread(lambda: seen_of(raster, request, analyst))
    finally:
        analyst.close()
    assert isinstance(said[-1], Description)
    assert said[-1].view == seen.view
    assert said[-1].fact("length_m") == pytest.approx(25.0, rel=1e-3)


# --- raw values through a provider


def provider_raster(layer, monkeypatch):
    """A layer in memory that GDAL is not allowed to open by itself: its provider is read."""
    import earthscribe.ui.host.layers as layers

    def closed(path, engine="auto"):
        raise UnsupportedRaster(path, "it must not be opened from memory")

    with monkeypatch.context() as patch:
        patch.setattr(layers, "open_raster", closed)
        return shown_raster(layer_file(layer))


@pytest.mark.parametrize("how", ["vsimem", "virtual"])
def test_raw_values_come_through_the_provider_as_well(window, in_memory, monkeypatch, how):
    path, made = in_memory
    raster = provider_raster(made(how), monkeypatch)
    request = request_on(raster)
    seen = in_a_thread(lambda: seen_of(raster, request))
    with open_raster(path, engine="gdal") as source:
        wanted = source.read(request.framing.window, (1, 2, 3), (request.framing.width, request.framing.height)).values
    assert np.array_equal(seen.chip.pixels, wanted.transpose(1, 2, 0))
    assert raster.grid == open_raster(path).info.grid


def test_a_provider_tells_bands_nodata_and_palettes(window, tmp_path):
    path = str(tmp_path / "classes.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(path, 30, 20, 1, gdal.GDT_Byte)
    dataset.SetGeoTransform((500000.0, 10.0, 0.0, 5400000.0, 0.0, -10.0))
    values = np.arange(600, dtype=np.uint8).reshape(20, 30) % 4
    table = gdal.ColorTable()
    for value, colour in enumerate(((0, 0, 0), (250, 0, 0), (0, 250, 0), (0, 0, 250))):
        table.SetColorEntry(value, colour)
    dataset.GetRasterBand(1).SetColorTable(table)
    dataset.GetRasterBand(1).WriteArray(values)
    dataset.GetRasterBand(1).SetNoDataValue(3)
    del dataset
    layer = QgsRasterLayer(path, "classes")
    provider = layer.dataProvider().clone()
    bands = bands_of(provider)
    assert [(band.dtype, band.colour, band.nodata) for band in bands] == [("uint8", "palette", 3.0)]
    assert palette_of(provider, bands)[1][:3] == (250, 0, 0)
    provider.setUserNoDataValue(1, [QgsRasterRange(1, 1)])
    _, info = info_of(provider, path, "EPSG:32632", Wish())
    read = ProviderPixels(provider, info, never).values(0, info.grid.full_window, (1,))
    assert np.array_equal(read[0], np.where(values == 1, 3, values)), "what the user calls empty is empty"


def test_numbers_of_every_type_come_as_they_are(window, tmp_path):
    for kind, dtype in ((gdal.GDT_UInt16, np.uint16), (gdal.GDT_Int16, np.int16), (gdal.GDT_Float32, np.float32),
                        (gdal.GDT_Float64, np.float64), (gdal.GDT_Int32, np.int32)):
        path = str(tmp_path / f"numbers{kind}.tif")
        values = (np.arange(35 * 21).reshape(21, 35) * 7 - (0 if dtype == np.uint16 else 900)).astype(dtype)
        dataset = gdal.GetDriverByName("GTiff").Create(path, 35, 21, 1, kind)
        dataset.SetGeoTransform((500000.0, 10.0, 0.0, 5400000.0, 0.0, -10.0))
        dataset.GetRasterBand(1).WriteArray(values)
        del dataset
        layer = QgsRasterLayer(path, "numbers")
        provider = layer.dataProvider().clone()
        _, info = info_of(provider, path, "EPSG:32632", Wish())
        read = ProviderPixels(provider, info, never).values(0, info.grid.full_window, (1,))
        assert read.dtype == dtype
        assert np.array_equal(read[0], values)
        with pytest.raises(Interrupted):
            ProviderPixels(provider, info, lambda: True).values(0, info.grid.full_window, (1,))


@pytest.mark.parametrize(("low", "high", "empty"), [
    (float("-inf"), 5.0, range(6)), (float("nan"), 5.0, range(6)), (395.0, float("nan"), range(395, 400)),
    (2.5, 3.5, [3]), (-9999.0, -9999.0, []),
])
def test_a_range_of_empty_values_may_be_open_or_beyond_the_bands_type(window, tmp_path, low, high, empty):
    path = str(tmp_path / "numbers.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(path, 20, 20, 1, gdal.GDT_UInt16)
    dataset.SetGeoTransform((500000.0, 10.0, 0.0, 5400000.0, 0.0, -10.0))
    dataset.GetRasterBand(1).WriteArray(np.arange(400, dtype=np.uint16).reshape(20, 20))
    del dataset
    layer = QgsRasterLayer(path, "numbers")
    provider = layer.dataProvider().clone()
    provider.setUserNoDataValue(1, [QgsRasterRange(low, high)])
    _, info = info_of(provider, path, "EPSG:32632", Wish())
    read = ProviderPixels(provider, info, never).values(0, info.grid.full_window, (1,))[0].ravel()
    nodata = info.bands[0].nodata
    assert ([] if nodata is None else list(np.nonzero(read == nodata)[0])) == list(empty)
    kept = np.setdiff1d(np.arange(400), list(empty))
    assert np.array_equal(read[kept], kept)


# --- files that the model process cannot open


class Unable:
    """A model process without the driver; it takes what is read for it."""

    def __init__(self):
        self.taken = []
        self.threads = set()

    def run(self, request, stop):
        self.threads.add(threading.current_thread())
        if request.chip is None:
            raise UnsupportedRaster(request.source.path, "GDAL does not recognise it")
        self.taken.append(request)
        yield Delta("A roof.")

    def look(self, request, stop):
        raise UnsupportedRaster(request.source.path, "GDAL does not recognise it")
        yield


@pytest.mark.parametrize("how", ["utm", "turned", "with_gcps"])
def test_a_file_the_model_process_cannot_open_is_read_in_qgis_and_asked_again(window, layer, how):
    picture = layer(how)
    raster = shown_raster(layer_file(picture))
    assert raster.reader is None
    request = request_on(raster)
    unable = Unable()
    said = in_a_thread(lambda: list(answers(unable, raster, request, never)))
    assert [each.text for each in said if isinstance(each, Delta)] == ["A roof."]
    (sent,) = unable.taken
    seen = in_a_thread(lambda: seen_of(raster, request, unable))
    assert seen.chip.pixels.tobytes() == sent.chip.pixels.tobytes()
    assert any("QGIS read the pixels" in note for note in sent.view.notes)
    assert threading.main_thread() not in unable.threads
    here = WorkerAnalyst(RunConfig())
    try:
        there = in_a_thread(lambda: next(each for each in here.look(request, never) if isinstance(each, Seen)))
        assert there.chip.pixels.tobytes() == sent.chip.pixels.tobytes()
    finally:
        here.close()


def test_what_nobody_can_open_keeps_the_model_processes_own_words(window, layer, tmp_path):
    picture = layer()
    raster = shown_raster(layer_file(picture))
    request = request_on(raster)
    (tmp_path / "utm.tif").write_bytes(b"no picture any more")
    with pytest.raises(UnsupportedRaster, match="GDAL does not recognise it"):
        in_a_thread(lambda: list(answers(Unable(), raster, request, never)))


def test_other_errors_are_not_tried_again(window, layer):
    raster = shown_raster(layer_file(layer()))
    request = request_on(raster, bands="9")

    class Refusing:
        asked = 0

        def run(self, request, stop):
            self.asked += 1
            raise NoSuchBand("9", "bands 1 to 3")
            yield

    refusing = Refusing()
    with pytest.raises(NoSuchBand):
        in_a_thread(lambda: list(answers(refusing, raster, request, never)))
    assert refusing.asked == 1


# --- what is written down


@pytest.mark.parametrize(("source", "wanted"), [
    ("type=xyz&url=https://tiles.example/%7Bz%7D/%7Bx%7D/%7By%7D?token%3Dabc%26v%3D2&zmax=19",
     "type=xyz&url=https://tiles.example/{z}/{x}/{y}?token=[hidden]&v=2&zmax=19"),
    ("dbname='land' host=example.org user='ann' password='p w' table=\"a\".\"b\"",
     "dbname='land' host=example.org user=[hidden] password=[hidden] table=\"a\".\"b\""),
    ("https://ann:secret@example.org/a.tif", "https://example.org/a.tif"),
    ("/vsicurl/https://example.org/a.tif?sig=xyz&se=2 authcfg='ab12cd3'",
     "/vsicurl/https://example.org/a.tif?sig=[hidden]&se=2 authcfg=[hidden]"),
    ("https://example.org/services;key=abc123/tiles/{z}", "https://example.org/services;key=[hidden]"),
    ("type=xyz&url=https://example.org/a&password=pa%26ss&zmax=3",
     "type=xyz&url=https://example.org/a&password=[hidden]&zmax=3"),
    ("url=https://example.org/wms&http-header:X-Token=abc&layers=ortho",
     "url=https://example.org/wms&http-header:X-Token=[hidden]&layers=ortho"),
    ("type=xyz&url=https%3A%2F%2Fexample.org%2Fa%253Ftoken%253Dabc", "type=xyz&url=https://example.org/a?token=[hidden]"),
    ("url=https://ann:p@ss@example.org/wms&layers=a", "url=https://example.org/wms&layers=a"),
    ("url=https://example.org/wms?subscription-key=abc&AWSAccessKeyId=def&styles=plain",
     "url=https://example.org/wms?subscription-key=[hidden]&AWSAccessKeyId=[hidden]&styles=plain"),
    ("url=https://example.org/wms_dop__1f2e3d4c-0a0b-4c4d-8e8f-0123456789ab&layers=dop",
     "url=https://example.org/wms_dop__1f2e[hidden]&layers=dop"),
    ("url=https://example.org/token/abc/wmts/topo_2024/{z}", "url=https://example.org/token/[hidden]/wmts/topo_2024/{z}"),
    ("PG:dbname=land password='it''s p' table=t", "PG:dbname=land password=[hidden] table=t"),
    ("<GDAL_WMS><UserPwd>ann:secret</UserPwd></GDAL_WMS>", "a layer (in memory)"),
    ("MEM:::DATAPOINTER=0x1234", "a layer (in memory)"), ("<VRTDataset></VRTDataset>", "a layer (in memory)"),
    ("/data/keys/monkey=1.tif", "/data/keys/monkey=1.tif"),
])
def test_sources_are_written_down_without_keys(source, wanted):
    assert recorded(source, "a layer") == wanted


def test_a_crs_given_in_qgis_does_not_pass_for_the_files_own(window, layer):
    from earthscribe.inference.exchange.schema import to_columns

    picture = layer()
    own = shown_raster(layer_file(picture)).info.crs
    picture.setCrs(QgsCoordinateReferenceSystem("EPSG:25832"))
    raster = shown_raster(layer_file(picture))
    analyst = WorkerAnalyst(RunConfig())
    try:
        said = in_a_thread(lambda: list(answers(analyst, raster, request_on(raster), never)))
    finally:
        analyst.close()
    row = to_columns(raster.placed(said[-1]))
    assert (row["crs"], row["crs_raster"]) == ("EPSG:25832", own)
    assert own != "EPSG:25832"
