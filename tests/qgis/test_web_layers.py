"""Web maps and tiles: pixels that equal the source, boxes at the right place, holes that are said, stops that stop."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from earthscribe.inference.config import RunConfig
from earthscribe.inference.errors import NoImageThere, UnsupportedRaster
from earthscribe.inference.geometry import PixelQuad
from earthscribe.inference.preparation import prepared
from earthscribe.inference.values import Description, Progress, Seen, never
from earthscribe.ui.host.asking import answers, look, request_for
from earthscribe.ui.host.crs import crs_of
from earthscribe.ui.host.ground_resolution import Levels, Wish, lay
from earthscribe.ui.host.layers import layer_file, on_canvas, shown_raster
from earthscribe.ui.host.sight import Sight
from earthscribe.ui.host.xyz_tiles import Template
from earthscribe.ui.tasks import Streams, Then
from qgis.core import QgsProject, QgsRasterLayer

from . import map_server
from .conftest import until
from .map_server import LEFT, RESOLUTION, TILE_X, TILE_Y, TOP, ZOOM

X, Y = TILE_X * 256, TILE_Y * 256
"""The picture's first pixel in the grid of its zoom level."""
SOMEWHERE = PixelQuad(((90, 90), (150, 90), (150, 150), (90, 150)))


@pytest.fixture
def server():
    made = map_server.MapServer()
    yield made
    made.close()


class Taker:
    """An analyst that takes what comes: the seam instead of the model process."""

    def __init__(self):
        self.taken = []

    def run(self, request, stop):
        self.taken.append(request)
        yield Progress("taken")

    def look(self, request, stop):
        raise AssertionError("nothing of a web layer is read by the model process")


def web_layer(uri, provider="wms"):
    layer = QgsRasterLayer(uri, "web map", provider)
    assert layer.isValid()
    return layer


def opened(layer, **wish):
    return shown_raster(layer_file(layer, **wish))


def sight_on(raster):
    return Sight(raster, raster.crs, QgsProject.instance().transformContext())


def quad_at(x, y, width=40, height=24):
    """A box in pixels of the picture, as pixels of the zoom level's grid."""
    return PixelQuad(((X + x, Y + y), (X + x + width, Y + y), (X + x + width, Y + y + height), (X + x, Y + y + height)))


def request_on(raster, quad, **options):
    return request_for(sight_on(raster), quad, RunConfig(**options))


def seen_of(raster, request, stop=never, analyst=None):
    (seen,) = (each for each in look(analyst or Taker(), raster, request, stop) if isinstance(each, Seen))
    return seen


def source_pixels(server, framing):
    window = framing.window
    part = server.pixels[window.y - Y:window.bottom - Y, window.x - X:window.right - X, :3]
    assert framing.width % window.width == 0
    return part.repeat(framing.width // window.width, axis=0).repeat(framing.height // window.height, axis=1)


def in_a_thread(work):
    """What it returns or raises in a task's thread, while QGIS lives on in the main thread."""
    found = []
    streams = Streams()
    streams.start("test", lambda _stop: iter([work()]), Then(found.append, found.append))
    until(lambda: bool(found), "the layer is read")
    streams.close()
    if isinstance(found[0], Exception):
        raise found[0]
    return found[0]


# --- exactly the source's pixels


def test_the_pixels_of_tiles_are_those_of_the_source(window, server):
    raster = opened(web_layer(server.xyz()), gsd=0.5)
    assert raster.info.grid.width == 256 * 2**ZOOM
    request = request_on(raster, quad_at(300, 200, 400, 380), chip_pixels=1024)
    seen = in_a_thread(lambda: seen_of(raster, request))
    assert (request.framing.width, request.framing.height) == (request.framing.window.width,
                                                               request.framing.window.height)
    assert np.array_equal(seen.chip.pixels, source_pixels(server, request.framing))
    assert not any("missing" in note for note in seen.view.notes)


def test_the_pixels_of_a_wms_are_those_of_the_source(window, server):
    layer = web_layer(server.wms())
    raster = opened(layer, canvas_gsd=2.0, at=(LEFT, TOP))
    assert raster.resolution
    middle = (LEFT + 400 * RESOLUTION, TOP - 300 * RESOLUTION)
    (x, y), = raster.grid.pixel_points([middle])
    request = request_on(raster, PixelQuad(((x, y), (x + 200, y), (x + 200, y + 150), (x, y + 150))))
    seen = in_a_thread(lambda: seen_of(raster, request))
    height, width = seen.chip.pixels.shape[:2]
    part = raster.grid.window(request.framing.window)
    columns = [int((px - LEFT) / RESOLUTION) for px, _ in part.map_points([(i + 0.5, 0.5) for i in range(width)])]
    rows = [int((TOP - py) / RESOLUTION) for _, py in part.map_points([(0.5, j + 0.5) for j in range(height)])]
    assert request.framing.width == request.framing.window.width
    wanted = server.pixels[np.ix_(rows, columns)][..., :3]
    assert (np.abs(wanted.astype(int) - seen.chip.pixels).max(axis=2) == 0).mean() > 0.999


def test_the_pixels_of_a_wmts_are_those_of_the_source_within_a_pixel(window, server):
    """Newer versions of QGIS paint tiles a pixel larger than they are."""
    raster = opened(web_layer(server.wmts()), gsd=0.5)
    request = request_on(raster, quad_at(300, 200, 400, 380))
    seen = in_a_thread(lambda: seen_of(raster, request))
    wanted, found = source_pixels(server, request.framing), seen.chip.pixels[1:-1, 1:-1]
    height, width = found.shape[:2]
    beside = [(wanted[y:y + height, x:x + width] == found).all(axis=2) for y in range(3) for x in range(3)]
    assert np.logical_or.reduce(beside).all()


def test_an_arcgis_server_is_read_like_a_wms(window, server):
    raster = opened(web_layer(server.arcgis(), "arcgismapserver"), gsd=0.4, at=(LEFT, TOP))
    assert raster.resolution == "0.40 m per pixel"
    (x, y), = raster.grid.pixel_points([(LEFT + 300 * RESOLUTION, TOP - 300 * RESOLUTION)])
    request = request_on(raster, PixelQuad(((x, y), (x + 60, y), (x + 60, y + 60), (x, y + 60))))
    seen = in_a_thread(lambda: seen_of(raster, request))
    height, width = seen.chip.pixels.shape[:2]
    part = raster.grid.window(request.framing.window).resized(width, height)
    (px, py), = part.map_points([(width / 2, height / 2)])
    column, row = int((px - LEFT) / RESOLUTION), int((TOP - py) / RESOLUTION)
    around = server.pixels[row - 1:row + 2, column - 1:column + 2, :3].reshape(-1, 3)
    assert (np.abs(around.astype(int) - seen.chip.pixels[height // 2, width // 2]).max(axis=1) <= 1).any()


@pytest.mark.parametrize(("more", "wanted"), [
    ("", True), ("&referer=https://example.org/", True), ("&http-header:X-Map=yes", True), ("&authcfg=abc1234", False),
    ("&username=ann&password=x", False), ("&interpretation=maptilerterrain", False), ("&crs=EPSG:4326", False),
])
def test_plain_tiles_are_fetched_one_by_one_and_the_rest_by_the_provider(more, wanted):
    template = Template.of("type=xyz&url=https://example.org/%7Bz%7D/%7Bx%7D/%7B-y%7D?q%3D%7Bq%7D&zmax=9" + more)
    assert (template is not None) is wanted
    if template is not None:
        assert template.address((3, 5, 2)) == "https://example.org/3/5/5?q=121"
    assert Template.of("type=xyz&url=https://example.org/{s}/{z}/{x}/{y}") is None
    assert Template.of("type=mbtiles&url=file:///a.mbtiles") is None


def test_headers_of_the_layer_are_sent(window, server):
    raster = opened(web_layer(server.xyz("&http-header:X-Map=yes&referer=https://example.org/")), gsd=0.5)
    in_a_thread(lambda: seen_of(raster, request_on(raster, quad_at(300, 200))))
    assert {headers["X-Map"] for headers in server.headers} == {"yes"}
    assert {headers["Referer"] for headers in server.headers} == {"https://example.org/"}


def test_tiles_with_pixels_for_sharp_screens_keep_their_zoom_number(window, server):
    raster = opened(web_layer(server.xyz("&tilePixelRatio=2")), gsd=0.001, at=(LEFT, TOP))
    assert f"zoom level {ZOOM}" in raster.resolution
    assert raster.grid.width == 512 * 2**ZOOM


def test_levels_of_its_own_make_the_grid_of_a_source_that_has_them():
    extent = (1000.0, 2000.0, 4000.0, 5000.0)
    laid = lay(extent, "EPSG:25832", Levels((0.4, 0.8, 1.6)), Wish(gsd=1.0))
    assert (laid.grid.width, laid.grid.height) == (3750, 3750)
    assert laid.grid.map_points([(0.0, 0.0)]) == [(1000.0, 5000.0)]
    assert laid.zoom is None
    assert laid.overviews == (2,)
    assert laid.gsd == pytest.approx(0.8, rel=1e-2)
    europe = (5.0, 47.0, 15.0, 55.0)
    degrees = lay(europe, "EPSG:4326", Levels(), Wish(canvas_gsd=2.0, at=(9.0, 48.0)))
    assert 0.4 < degrees.gsd <= 1.01
    assert degrees.grid == lay(europe, "EPSG:4326", Levels(), Wish(canvas_gsd=2.1, at=(8.0, 47.5))).grid
    with pytest.raises(UnsupportedRaster):
        lay((0.0, 0.0, float("inf"), 1.0), "", Levels(), Wish())


def test_tiles_in_another_crs_keep_their_own_corner_though_their_levels_are_as_wide_as_those_of_the_web():
    extent = (-46133.17, 5048875.26, 1206211.10, 6301219.54)
    laid = lay(extent, "EPSG:25832", Levels(tuple(map_server.EARTH / 128 / 2**level for level in range(5, 19))),
               Wish(gsd=0.6, at=(500000.0, 5500000.0)))
    assert laid.zoom is None
    assert "zoom" not in laid.words
    assert laid.grid.map_points([(0.0, 0.0)]) == [(extent[0], extent[3])]


def test_a_server_without_coarser_tiles_is_not_asked_for_thousands(window, server, monkeypatch):
    from earthscribe.ui.host import provider_source

    monkeypatch.setattr(provider_source, "MOST_PIXELS", 10 * 256 * 256)
    raster = opened(web_layer(server.xyz().replace("zmin=0", f"zmin={ZOOM}")), gsd=0.5)
    request = request_on(raster, quad_at(0, 0, 1000, 1000), chip_pixels=256)
    with pytest.raises(UnsupportedRaster, match="no coarser ones"):
        in_a_thread(lambda: seen_of(raster, request))
    assert len(server.asked) <= 10


def test_a_large_box_is_read_from_coarser_tiles(window, server):
    raster = opened(web_layer(server.xyz()), gsd=0.5)
    request = request_on(raster, quad_at(0, 0, 1000, 1000), chip_pixels=256)
    in_a_thread(lambda: seen_of(raster, request))
    assert {path.split("/")[1] for path in server.asked} == {str(ZOOM - 2)}


# --- the grid and the resolution


def test_the_grid_is_a_zoom_levels_and_never_finer_than_the_source(window, server):
    layer = web_layer(server.xyz())
    finest = opened(layer, gsd=0.001, at=(LEFT, TOP))
    assert finest.grid.width == 256 * 2**ZOOM
    assert f"zoom level {ZOOM}" in finest.resolution
    coarse = opened(layer, canvas_gsd=8.0, at=(LEFT, TOP))
    assert finest.grid.width % coarse.grid.width == 0
    assert coarse.grid.width < finest.grid.width
    assert opened(layer, canvas_gsd=8.1, at=(LEFT + 500.0, TOP)).grid == coarse.grid
    assert coarse.grid.map_points([(0.0, 0.0)])[0] == pytest.approx((-map_server.EARTH, map_server.EARTH))


def test_the_resolution_is_true_metres_in_mercator(window, server):
    raster = opened(web_layer(server.xyz()), gsd=0.001, at=(LEFT, TOP))
    request = request_on(raster, quad_at(100, 100))
    view = in_a_thread(lambda: seen_of(raster, request)).view
    assert view.gsd_m < 0.8 * RESOLUTION
    assert raster.resolution.startswith(f"{view.gsd_m:.2f} m per pixel")
    assert f"{view.gsd_m:.2f} m per pixel (zoom level {ZOOM})" in view.georeference
    assert any(f"{view.gsd_m:.2f} m per pixel" in note for note in view.notes)


def test_a_wms_is_asked_at_the_users_own_resolution(window, server):
    raster = opened(web_layer(server.wms()), gsd=0.25, at=(LEFT, TOP))
    assert raster.resolution == "0.25 m per pixel"
    (x, y), = raster.grid.pixel_points([(LEFT + 5.0, TOP - 5.0)])
    request = request_on(raster, PixelQuad(((x, y), (x + 60, y), (x + 60, y + 40), (x, y + 40))))
    assert in_a_thread(lambda: seen_of(raster, request)).view.gsd_m == pytest.approx(0.25, rel=1e-3)


def test_what_the_canvas_shows_is_told_in_metres_on_the_ground(window, server):
    layer = web_layer(server.xyz())
    window.show(layer)
    window.canvas.setCenter(map_point(500, 500))
    window.canvas.zoomScale(2000.0)
    view = on_canvas(layer, window.canvas.mapSettings())
    assert view.at == pytest.approx((LEFT + 500 * RESOLUTION, TOP - 500 * RESOLUTION), abs=2.0)
    assert 0.3 * window.canvas.mapUnitsPerPixel() < view.gsd < 0.8 * window.canvas.mapUnitsPerPixel()


def map_point(x, y):
    from qgis.core import QgsPointXY

    return QgsPointXY(LEFT + x * RESOLUTION, TOP - y * RESOLUTION)


def test_a_box_given_in_another_crs_lands_where_it_is_on_the_map(window, server):
    raster = opened(web_layer(server.xyz()), gsd=0.001)
    utm = Sight(raster, crs_of("EPSG:25832"), QgsProject.instance().transformContext())
    quad = quad_at(300, 200)
    assert np.allclose(utm.quad(tuple(utm.points(quad.corners))).corners, quad.corners, atol=0.01)
    expected = [(LEFT + (x - X) * RESOLUTION, TOP - (y - Y) * RESOLUTION) for x, y in quad.corners]
    assert np.allclose(raster.map_quad(quad).corners, expected, atol=1e-3)


# --- what is missing


def test_a_box_of_which_nothing_came_is_refused_with_the_servers_words(window, server):
    server.broken = {(c, r) for c in range(4) for r in range(4)}
    raster = opened(web_layer(server.xyz()), gsd=0.5)
    with pytest.raises(NoImageThere, match=r"sent no picture.*Internal Server Error") as caught:
        in_a_thread(lambda: seen_of(raster, request_on(raster, quad_at(300, 200))))
    assert "coarser resolution" in caught.value.hint


def test_missing_tiles_are_said_with_their_share(window, server):
    server.absent = {(1, 1)}
    raster = opened(web_layer(server.xyz()), gsd=0.5)
    view = in_a_thread(lambda: seen_of(raster, request_on(raster, quad_at(200, 300, 112, 100)))).view
    (note,) = (each for each in view.notes if "missing" in each)
    assert "50 % of the box" in note
    assert "server replied: Not Found" in note
    assert "http" not in note


def test_half_transparent_tiles_are_said_too(window, server):
    server.clear = {(1, 1)}
    raster = opened(web_layer(server.xyz()), gsd=0.5)
    seen = in_a_thread(lambda: seen_of(raster, request_on(raster, quad_at(334, 300, 100, 100))))
    (note,) = (each for each in seen.view.notes if "missing" in each)
    assert "50 % of the box" in note
    assert {fact.name: fact.value for fact in seen.facts}["valid_share"] == pytest.approx(0.5, abs=0.02)


def test_an_empty_wms_is_refused(window, server):
    server.absent = {"all"}
    raster = opened(web_layer(server.wms()), gsd=1.0, at=(LEFT, TOP))
    with pytest.raises(NoImageThere, match="sent no picture"):
        in_a_thread(lambda: seen_of(raster, request_on(raster, SOMEWHERE)))


def test_what_fails_once_is_asked_for_again(window, server):
    server.broken, server.broken_times = {(1, 1)}, 1
    raster = opened(web_layer(server.wms()), gsd=1.0, at=(LEFT, TOP))
    request = request_on(raster, SOMEWHERE)
    seen = in_a_thread(lambda: seen_of(raster, request))
    assert not any("missing" in note for note in seen.view.notes)


def test_a_picture_with_holes_is_not_kept_for_the_next_time(window, server):
    server.absent = {(1, 1)}
    raster = opened(web_layer(server.xyz()), gsd=0.5)
    request = request_on(raster, quad_at(200, 300, 112, 100))
    assert any("missing" in note for note in in_a_thread(lambda: seen_of(raster, request)).view.notes)
    server.absent = set()
    assert not any("missing" in note for note in in_a_thread(lambda: seen_of(raster, request)).view.notes)


# --- slow servers


def test_a_slow_server_gives_the_same_picture(window, server):
    server.delay = 0.3
    raster = opened(web_layer(server.xyz()), gsd=0.5)
    request = request_on(raster, quad_at(300, 200, 100, 100))
    seen = in_a_thread(lambda: seen_of(raster, request))
    assert np.array_equal(seen.chip.pixels, prepared(request, _Memory(server, raster), seen.chip.recipe).chip.pixels)


class _Memory:
    """The server's picture as a raster, read by the code that reads files."""

    def __init__(self, server, raster):
        from earthscribe.inference.raster.reading import Raster

        self._pixels = server.pixels
        self._raster = Raster(self, raster.info, lambda points: [(8.0, 48.0)] * len(points))
        self.info, self.lonlat = raster.info, lambda points: [(8.0 + 1e-6 * x, 48.0 + 1e-6 * y) for x, y in points]

    def read(self, *given):
        return self._raster.read(*given)

    def mask_flags(self, level):
        return 0

    def size(self, level):
        return self.info.width, self.info.height

    def values(self, level, window, bands):
        part = self._pixels[window.y - Y:window.bottom - Y, window.x - X:window.right - X]
        return part.transpose(2, 0, 1)[[band - 1 for band in bands]]


def test_stop_ends_the_wait_for_a_server_that_does_not_answer(window, server):
    server.delay = 600.0
    raster = opened(web_layer(server.xyz()), gsd=0.5)
    request = request_on(raster, quad_at(300, 200))
    asked = threading.Event()

    def stop():
        if server.asked:
            asked.set()
        return asked.is_set()

    assert [each for each in in_a_thread(lambda: list(look(Taker(), raster, request, stop)))
            if isinstance(each, Seen)] == []
    assert asked.is_set()


# --- what the analyst gets


def test_look_shows_what_describe_sends(window, server):
    raster = opened(web_layer(server.xyz()), gsd=0.5)
    request = request_on(raster, quad_at(300, 200))
    taker = Taker()
    seen = in_a_thread(lambda: seen_of(raster, request))
    count = len(server.asked)
    in_a_thread(lambda: list(answers(taker, raster, request, never)))
    (sent,) = taker.taken
    assert sent.chip.pixels.tobytes() == seen.chip.pixels.tobytes()
    assert sent.view == seen.view
    assert sent.facts == seen.facts
    assert len(server.asked) == count, "what was shown is what is sent, without asking the server again"


def test_keys_and_passwords_are_not_recorded(window, server):
    uri = server.xyz("&username=ann&password=pa55word&http-header:Authorization=Bearer%20abc").replace(
        ".png", ".png?apikey%3Dsecret123%26style%3Dplain")
    raster = opened(web_layer(uri), gsd=0.5)
    path = raster.info.source.path
    assert "{z}/{x}/{y}.png" in path
    assert "style=plain" in path
    for secret in ("secret123", "pa55word", "abc", "ann"):
        assert secret not in path


def test_a_web_layer_is_described_by_the_real_model_process(window, server, tmp_path):
    from earthscribe.inference.worker.client import WorkerAnalyst

    raster = opened(web_layer(server.xyz()), gsd=0.5)
    quad = quad_at(300, 200)
    request = request_on(raster, quad)
    analyst = WorkerAnalyst(RunConfig())
    try:
        said = in_a_thread(lambda: list(answers(analyst, raster, request, never)))
    finally:
        analyst.close()
    description = said[-1]
    assert isinstance(description, Description)
    assert description.text
    assert description.view.raster == raster.info.source.path
    assert description.fact("length_m") == pytest.approx(40 * description.view.gsd_m, rel=0.01)
    assert np.allclose(raster.placed(description).view.map_quad.corners, raster.map_quad(quad).corners)
