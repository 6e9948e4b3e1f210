"""The way over a raster: each object once, nothing in nodata, the same in any number of tiles, stopped at any tile."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any, Iterator, List, Sequence, Tuple

import numpy as np
import pytest
import rasterio
from earthscribe.inference import preparation, sensors
from earthscribe.inference.config import RunConfig
from earthscribe.inference.detection import SeenAs, answer, bundled_detector, detect_array, tiles
from earthscribe.inference.detection.answer import detect
from earthscribe.inference.detection.area import Area
from earthscribe.inference.detection.network import Network
from earthscribe.inference.detection.nms import USUAL
from earthscribe.inference.detection.pictures import ArrayPicture
from earthscribe.inference.detection.scale import Pass
from earthscribe.inference.detection.sweep import Search, Step, sweep
from earthscribe.inference.errors import BadArea, UnknownClass
from earthscribe.inference.raster import open_raster
from earthscribe.inference.tasks.detect import Wanted, make_request
from earthscribe.inference.values import Detected, Found, Look, Progress, never
from earthscribe.tests.tiny_network import BUILDING, CAR, painted, write_network

Objects = Sequence[Tuple[float, float, float, int]]
GRID = rasterio.Affine(0.3, 0.0, 500000.0, 0.0, -0.3, 5000000.0)


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    detector = bundled_detector(write_network(tmp_path), cuda=False)
    yield detector
    detector.close()


@pytest.fixture
def small_tiles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiles, "CORE", 128)
    monkeypatch.setattr(tiles, "HALO", 32)


def scattered(width: int, height: int, apart: int = 40) -> Objects:
    """Objects all over, some of them on every seam."""
    random = np.random.default_rng(5)
    return [(x + float(random.uniform(-8, 8)), y + float(random.uniform(-8, 8)), float(random.uniform(16, 34)),
             CAR if random.uniform() < 0.6 else BUILDING)
            for y in range(24, height - 16, apart) for x in range(24, width - 16, apart)]


def raster(path: Path, pixels: np.ndarray, **more: Any) -> Path:
    said = {"driver": "GTiff", "width": pixels.shape[1], "height": pixels.shape[0], "count": 3, "dtype": "uint8",
            "crs": "EPSG:32632", "transform": GRID, **more}
    with rasterio.open(path, "w", **said) as file:
        file.write(np.moveaxis(pixels, -1, 0))
    return path


ALL = Wanted()


def asked(path: Path, network: Any, wanted: Wanted = ALL, stop: Any = never, **options: Any) -> List[Any]:
    with open_raster(str(path)) as source:
        field = preparation.field_of(source, sensors.make_recipe(source, Look()))
        return list(detect(network, field, make_request(source.info, wanted, RunConfig(**options)), stop))


def rows_of(said: List[Any]) -> List[Any]:
    return [row for each in said if isinstance(each, Found) for row in each.detections]


def centres(rows: List[Any]) -> List[Tuple[float, float]]:
    return sorted(row.quad.centre for row in rows)


@pytest.mark.usefixtures("small_tiles")
def test_each_object_is_found_once_wherever_seams_fall(network: Network) -> None:
    objects = scattered(600, 500)
    found = detect_array(painted((600, 500), objects), network, SeenAs("optical", 0.3))
    assert len(found) == len(objects)
    for x, y, length, label in objects:
        near = np.hypot(found.boxes[:, 0] - x, found.boxes[:, 1] - y)
        at = int(near.argmin())
        assert near[at] < 4.0
        assert found.labels[at] == label
        assert found.boxes[at, 2] == pytest.approx(length, rel=0.05)


def test_many_tiles_find_what_one_tile_finds(network: Network, monkeypatch: pytest.MonkeyPatch) -> None:
    pixels = painted((600, 500), scattered(600, 500))
    whole = detect_array(pixels, network, SeenAs("optical", 0.3))
    monkeypatch.setattr(tiles, "CORE", 96)
    monkeypatch.setattr(tiles, "HALO", 32)
    pieces = detect_array(pixels, network, SeenAs("optical", 0.3))
    assert len(whole) == len(pieces)
    for box in whole.boxes:
        assert np.abs(pieces.boxes - box).max(axis=1).min() < 4.5, "a cell at most"


@pytest.mark.usefixtures("small_tiles")
def test_rows_carry_pixels_map_metres_and_azimuth(network: Network, tmp_path: Path) -> None:
    said = asked(raster(tmp_path / "a.tif", painted((400, 300), [(200.0, 150.0, 20.0, CAR)])), network)
    (row,) = rows_of(said)
    assert row.category == "car"
    assert row.quad.centre == pytest.approx((200.0, 150.0), abs=3.0)
    assert row.map_quad.crs == "EPSG:32632"
    assert row.map_quad.corners[0] == pytest.approx(GRID @ row.quad.corners[0])
    assert (row.length_m, row.width_m) == pytest.approx((6.0, 3.0), rel=0.06)
    assert row.azimuth == pytest.approx(90.0, abs=0.5)
    end = said[-1]
    assert isinstance(end, Detected)
    assert (end.counts, end.search.gsd_from, end.provenance.finish) == (
        (("person", 0), ("car", 1), ("building", 0)), "georeference", "complete")
    assert end.searched_px == 400 * 300


def test_pixels_are_counted_once_however_many_passes_and_only_in_the_area(tmp_path: Path) -> None:
    classes = [{"name": name, "threshold": 0.5, "temperature": 1.0, "gsd_m": span}
               for name, span in (("person", [0.1, 0.3]), ("car", [0.1, 0.3]), ("building", [0.6, 1.2]))]
    for number, each in enumerate(classes):
        each["channel"] = number
    detector = bundled_detector(write_network(tmp_path, classes=classes), cuda=False)
    path = raster(tmp_path / "a.tif", painted((401, 299), [(200.0, 150.0, 20.0, CAR)]))
    end = asked(path, detector)[-1]
    assert end.search.scales == (1.0, 0.5)
    assert end.searched_px == pytest.approx(401 * 299, rel=1e-3)
    triangle = ((0.0, 0.0), (400.0, 0.0), (0.0, 298.0))
    assert asked(path, detector, Wanted(area=(triangle,)))[-1].searched_px == pytest.approx(400 * 298 / 2, rel=0.02)
    detector.close()


@pytest.mark.usefixtures("small_tiles")
def test_empty_tiles_never_reach_the_model_and_nothing_is_found_in_nodata(network: Network, tmp_path: Path,
                                                                          monkeypatch: pytest.MonkeyPatch) -> None:
    pixels = painted((512, 512), [(60.0, 60.0, 20.0, CAR), (400.0, 400.0, 20.0, CAR)])
    pixels[:, 256:] = pixels[256:] = 0
    calls: List[int] = []
    run = network.run
    monkeypatch.setattr(network, "run", lambda batch, least: calls.append(len(batch)) or run(batch, least))
    said = asked(raster(tmp_path / "a.tif", pixels, nodata=0), network)
    assert len(rows_of(said)) == 1
    assert sum(calls) < 16, "of sixteen tiles"
    assert said[-1].searched_px == pytest.approx(256 * 256, rel=0.3)


def test_a_raster_of_nothing_but_nodata_is_said(network: Network, tmp_path: Path) -> None:
    said = asked(raster(tmp_path / "a.tif", np.zeros((100, 100, 3), np.uint8), nodata=0), network)
    assert said[-1].count == 0
    assert "nothing but empty pixels" in said[-1].notes[0]


@pytest.mark.usefixtures("small_tiles")
def test_only_the_area_is_searched(network: Network, tmp_path: Path) -> None:
    objects = scattered(500, 400)
    path = raster(tmp_path / "a.tif", painted((500, 400), objects))
    triangle = ((100.0, 60.0), (420.0, 90.0), (180.0, 380.0))
    found = rows_of(asked(path, network, Wanted(area=(triangle,))))
    inside = Area.of((triangle,), 500, 400).contains(np.array([each[:2] for each in objects]))
    assert abs(len(found) - int(inside.sum())) <= 4, "objects on its edge may fall to either side"
    assert Area.of((triangle,), 500, 400).contains(np.array(centres(found))).all()


def test_an_area_outside_the_raster_or_without_area_is_refused() -> None:
    with pytest.raises(BadArea, match="lies outside the raster"):
        Area.of((((900.0, 0.0), (990.0, 0.0), (990.0, 50.0)),), 500, 400)
    with pytest.raises(BadArea, match="it is empty"):
        Area.of((((1.0, 1.0), (2.0, 2.0)),), 500, 400)


def test_an_area_has_holes_by_the_even_odd_rule() -> None:
    ring = ((0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0))
    hole = ((40.0, 40.0), (60.0, 40.0), (60.0, 60.0), (40.0, 60.0))
    area = Area.of((ring, hole), 200, 200)
    assert area.contains(np.array([[10.0, 10.0], [50.0, 50.0], [150.0, 50.0]])).tolist() == [True, False, False]
    assert not area.touches(tiles.PixelWindow(45, 45, 10, 10))
    assert area.touches(tiles.PixelWindow(55, 55, 10, 10))
    assert not area.touches(tiles.PixelWindow(120, 10, 10, 10))


def test_classes_and_confidence_are_chosen_by_the_user(network: Network, tmp_path: Path) -> None:
    pixels = painted((400, 300), [(100.0, 100.0, 20.0, CAR), (250.0, 100.0, 20.0, BUILDING)])
    faint = painted((400, 300), [(250.0, 250.0, 20.0, CAR)])
    pixels[200:, :, :] = np.where(faint[200:] > 180, np.uint8(115), faint[200:])
    path = raster(tmp_path / "a.tif", pixels)
    assert [row.category for row in rows_of(asked(path, network, Wanted(("building",))))] == ["building"]
    assert len(rows_of(asked(path, network))) == 2
    assert len(rows_of(asked(path, network, Wanted(min_confidence=0.2)))) == 3
    with pytest.raises(UnknownClass, match="no class 'boat'") as error:
        asked(path, network, Wanted(("boat", "car")))
    assert error.value.hint == "It knows person, car, building."
    assert error.value.exit_status == 2


@pytest.mark.usefixtures("small_tiles")
def test_a_stop_ends_it_at_the_next_tile_and_keeps_what_was_found(network: Network, tmp_path: Path) -> None:
    path = raster(tmp_path / "a.tif", painted((500, 900), scattered(500, 900)))
    stopped = threading.Event()
    said: List[Any] = []
    with open_raster(str(path)) as source:
        field = preparation.field_of(source, sensors.make_recipe(source, Look()))
        for each in detect(network, field, make_request(source.info, Wanted(), RunConfig()), stopped.is_set):
            said.append(each)
            if isinstance(each, Found):
                stopped.set()
    assert said[-1].provenance.finish == "stopped"
    assert 0 < len(rows_of(said)) == said[-1].count < len(scattered(500, 900))
    assert not any(each.name == "earthscribe-tiles" for each in threading.enumerate())


@pytest.mark.usefixtures("small_tiles")
def test_rows_come_while_it_goes_on_from_top_to_bottom(network: Network, tmp_path: Path) -> None:
    said = asked(raster(tmp_path / "a.tif", painted((400, 900), scattered(400, 900))), network)
    lots = [each for each in said if isinstance(each, Found)]
    assert len(lots) > 3
    assert [isinstance(each, Progress) for each in said].index(True) < said.index(lots[0])
    fractions = [each.fraction for each in said if isinstance(each, Progress) and each.fraction is not None]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    highest = [min(row.quad.centre[1] for row in lot.detections) for lot in lots]
    assert highest == sorted(highest)


def test_many_rows_come_in_lots(network: Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer, "LOT", 10)
    objects = scattered(400, 400)
    said = asked(raster(tmp_path / "a.tif", painted((400, 400), objects)), network)
    assert max(len(each.detections) for each in said if isinstance(each, Found)) == 10
    assert len(rows_of(said)) == len(objects)


@pytest.mark.usefixtures("small_tiles")
def test_a_reader_that_fails_is_told_and_leaves_no_thread(network: Network) -> None:
    class Torn(ArrayPicture):
        def read(self, window: Any, size: Any) -> Any:
            if window.y > 100:
                raise OSError("torn")
            return super().read(window, size)

    picture = Torn(painted((400, 600), ()))
    search = Search((Pass(1.0, (0, 1, 2)),), Area.of((), 400, 600), np.full(3, 0.5), "optical", USUAL)
    with pytest.raises(OSError, match="torn"):
        list(sweep(network, picture, search, never))
    assert not any(each.name == "earthscribe-tiles" for each in threading.enumerate())


@pytest.mark.usefixtures("small_tiles")
def test_two_passes_find_each_object_once(network: Network) -> None:
    class Scaled:
        """A network whose boxes are as large at every scale: as large as in the file."""

        card, device, notes, suppression = network.card, "cpu", (), USUAL

        def prepare(self, chip: Any, seen_as: SeenAs) -> Any:
            return network.prepare(chip, seen_as), seen_as.gsd_m

        def run(self, batch: Any, least: Any) -> Any:
            found = network.run([image for image, _ in batch], least)
            factors = [np.array([1, 1, 0.3 / gsd, 0.3 / gsd, 1]) for _, gsd in batch]
            return [type(boxes)(boxes.boxes * factor, boxes.scores, boxes.labels)
                    for boxes, factor in zip(found, factors)]

        def batch_for(self, side: int) -> int:
            return 3

        def close(self) -> None:
            pass

    objects = scattered(500, 400, 60)
    picture = ArrayPicture(painted((500, 400), objects, radius=12))
    both = (Pass(1.0, (0, 1, 2), 0.3), Pass(0.5, (0, 1, 2), 0.6))
    search = Search(both, Area.of((), 500, 400), np.full(3, 0.5), "optical", USUAL)
    said = list(sweep(Scaled(), picture, search, never))
    found = sum(len(each.boxes) for each in said if not isinstance(each, Step))
    assert found == len(objects)


def test_without_any_scale_sizes_are_in_pixels_and_that_is_said(network: Network, tmp_path: Path) -> None:
    pixels = painted((400, 300), [(200.0, 150.0, 20.0, CAR)])
    with pytest.warns(rasterio.errors.NotGeoreferencedWarning):
        path = raster(tmp_path / "a.tif", pixels, crs=None, transform=rasterio.Affine.identity())
    said = asked(path, network)
    row = rows_of(said)[0]
    assert (row.map_quad, row.length_m, row.azimuth) == (None, None, None)
    assert row.length_px > 1.0
    assert any("sizes are in pixels" in note for note in said[-1].notes)
    assert not any("--" in note for note in said[-1].notes), "QGIS knows no options of the command line"
    given = rows_of(asked(path, network, gsd=0.3))[0]
    assert (given.length_m, given.azimuth) == (pytest.approx(6.0, rel=0.06), None)


def test_one_band_works_and_is_told_of(network: Network, tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    with rasterio.open(path, "w", driver="GTiff", width=200, height=100, count=1, dtype="uint8", crs="EPSG:32632",
                       transform=GRID) as file:
        file.write(painted((200, 100), ())[..., 0], 1)
    assert any("One band is shown in grey" in note for note in asked(path, network)[-1].notes)
