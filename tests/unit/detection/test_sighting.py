"""A closer look at one box: its class from the maps, the detection that fits it, what is inside it and beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Iterator

import numpy as np
import pytest
import rasterio
from earthscribe.inference import preparation, sensors
from earthscribe.inference.config import RunConfig
from earthscribe.inference.detection import bundled_detector, look_closely
from earthscribe.inference.detection.network import Network
from earthscribe.inference.errors import NoImageThere
from earthscribe.inference.geometry import OrientedBox, PixelQuad
from earthscribe.inference.raster import open_raster
from earthscribe.inference.tasks.describe import make_request
from earthscribe.inference.values import Look, Request
from earthscribe.tests.tiny_network import BUILDING, CAR, painted, write_network

GRID = rasterio.Affine(0.3, 0.0, 500000.0, 0.0, -0.3, 5000000.0)
OBJECTS = ((200.0, 150.0, 24.0, CAR), (200.0, 180.0, 24.0, CAR), (232.0, 150.0, 22.0, BUILDING))


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    detector = bundled_detector(write_network(tmp_path), cuda=False)
    yield detector
    detector.close()


def prepared(path: Path, quad: PixelQuad, *, placed: bool = True, **options: Any) -> Request:
    more = {"crs": "EPSG:32632", "transform": GRID} if placed else {}
    with rasterio.open(path, "w", driver="GTiff", width=400, height=300, count=3, dtype="uint8", **more) as file:
        file.write(np.moveaxis(painted((400, 300), OBJECTS), -1, 0))
    with open_raster(str(path)) as source:
        request = make_request(source.info, quad, RunConfig(**options))
        return preparation.prepared(request, source, sensors.make_recipe(source, Look()))


def box(x: float, y: float, length: float, width: float) -> PixelQuad:
    return PixelQuad(OrientedBox((x, y), length, width, 0.0).corners())


def test_a_box_round_an_object_has_its_class_and_its_detection(network: Network, tmp_path: Path) -> None:
    seen = look_closely(prepared(tmp_path / "a.tif", box(200.0, 150.0, 24.0, 12.0)), network)
    assert seen.posterior[0][0] == "car"
    assert seen.posterior[0][1] > 0.9
    assert sum(share for _, share in seen.posterior) + seen.unknown == pytest.approx(1.0, abs=1e-3)
    assert seen.match is not None
    assert seen.match.quad.centre == pytest.approx((200.0, 150.0), abs=3.0)
    assert seen.match.length_m == pytest.approx(7.2, rel=0.06)
    assert seen.inside == ()
    assert sorted(each.category for each in seen.neighbours) == ["building", "car"]
    assert (seen.gsd_m, seen.gsd_from) == (pytest.approx(0.3, rel=1e-2), "georeference")


def test_a_box_round_several_objects_holds_them(network: Network, tmp_path: Path) -> None:
    seen = look_closely(prepared(tmp_path / "a.tif", box(200.0, 165.0, 40.0, 70.0)), network)
    assert seen.match is None
    assert [each.category for each in seen.inside] == ["car", "car"]
    assert [each.category for each in seen.neighbours] == ["building"]


def test_a_box_on_nothing_is_unknown(network: Network, tmp_path: Path) -> None:
    seen = look_closely(prepared(tmp_path / "a.tif", box(80.0, 80.0, 30.0, 20.0)), network)
    assert seen.unknown > 0.95
    assert seen.match is None


def test_the_places_of_neighbours_are_those_of_the_file_however_the_chip_was_enlarged(network: Network,
                                                                                     tmp_path: Path) -> None:
    request = prepared(tmp_path / "a.tif", box(200.0, 150.0, 24.0, 12.0))
    assert request.view is not None
    assert request.view.framing.width > request.view.framing.window.width, "a small box is shown larger"
    beside = next(each for each in look_closely(request, network).neighbours if each.category == "building")
    assert beside.quad.centre == pytest.approx((232.0, 150.0), abs=3.0)
    assert beside.map_quad is not None
    assert beside.map_quad.corners[0] == pytest.approx(GRID @ beside.quad.corners[0])


def test_without_any_scale_it_still_looks(network: Network, tmp_path: Path) -> None:
    with pytest.warns(rasterio.errors.NotGeoreferencedWarning):
        request = prepared(tmp_path / "a.tif", box(200.0, 150.0, 24.0, 12.0), placed=False)
    seen = look_closely(request, network)
    assert seen.posterior
    assert all(each.length_m is None for each in (*seen.inside, *seen.neighbours))


def test_a_request_that_nobody_prepared_is_refused(network: Network, tmp_path: Path) -> None:
    request = prepared(tmp_path / "a.tif", box(200.0, 150.0, 24.0, 12.0))
    with pytest.raises(NoImageThere):
        look_closely(replace(request, chip=None), network)


def test_a_class_that_pixels_are_too_coarse_for_is_never_seen(tmp_path: Path) -> None:
    classes = [{"name": name, "channel": number, "threshold": 0.5, "temperature": 1.0, "gsd_m": [0.01, most]}
               for number, (name, most) in enumerate((("person", 0.5), ("car", 0.1), ("building", 0.5)))]
    detector = bundled_detector(write_network(tmp_path, classes=classes), cuda=False)
    seen = look_closely(prepared(tmp_path / "a.tif", box(200.0, 150.0, 24.0, 12.0)), detector)
    assert dict(seen.posterior)["car"] == 0.0
    assert [each.category for each in (*seen.inside, *seen.neighbours)] == ["building"]
    assert seen.match is None
    for each in classes:
        each["gsd_m"] = [0.01, 0.1]
    detector.close()
    detector = bundled_detector(write_network(tmp_path, classes=classes), cuda=False)
    seen = look_closely(prepared(tmp_path / "b.tif", box(200.0, 150.0, 24.0, 12.0)), detector)
    assert (seen.unknown, seen.match, seen.inside, seen.neighbours) == (1.0, None, (), ())
    detector.close()


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_the_pixel_size_that_the_user_gives_counts_where_the_georeference_says_none(network: Network,
                                                                                   tmp_path: Path) -> None:
    bare = look_closely(prepared(tmp_path / "a.tif", box(200.0, 150.0, 24.0, 12.0), placed=False, gsd=0.25), network)
    assert (bare.gsd_m, bare.gsd_from) == (0.25, "given")
    assert bare.match is not None
    assert bare.match.length_m == pytest.approx(6.0, rel=0.06)
    placed = look_closely(prepared(tmp_path / "b.tif", box(200.0, 150.0, 24.0, 12.0), gsd=0.25), network)
    assert placed.gsd_from == "georeference"
    assert placed.match is not None
    assert placed.match.length_m == pytest.approx(7.2, rel=0.06)
