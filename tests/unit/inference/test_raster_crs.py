"""Changing the CRS: the operation is recorded, x comes first, and what cannot be done is refused."""

from __future__ import annotations

import math
import re

import pytest
from earthscribe.inference.errors import NoCrs, NotTransformable, UnknownCrs
from earthscribe.inference.geometry import MapQuad
from earthscribe.inference.raster import crosses_antimeridian, is_geographic, known, reproject, transform_quad
from earthscribe.inference.raster.crs import short

DEGREES = '%s,CS[ellipsoidal,2],AXIS["lat",north],AXIS["lon",east],ANGLEUNIT["degree",0.0174532925199433]]'


def test_longitude_comes_first_and_the_operation_is_named() -> None:
    points, operation = reproject([(9.0, 47.85)], "EPSG:4326", "EPSG:32632")
    assert points[0] == pytest.approx((500_000.0, 5_299_629.0), abs=2.0)
    assert "UTM zone 32N" in operation.name
    assert operation.accuracy_m == 0.0
    assert not operation.ballpark


def test_the_same_crs_needs_nothing() -> None:
    points, operation = reproject([(1.5, 2.5)], "EPSG:3857", "EPSG:3857")
    assert points == [(1.5, 2.5)]
    assert operation.name == ""


def test_a_datum_shift_states_its_accuracy() -> None:
    _, operation = reproject([(13.4, 52.5)], "EPSG:4326", "EPSG:31468")
    assert operation.accuracy_m is not None
    assert operation.accuracy_m >= 1.0
    assert not operation.ballpark


def test_a_ballpark_operation_is_said() -> None:
    """No shift between these two datums is known, so PROJ takes longitudes and latitudes as they are."""
    local = DEGREES % 'GEOGCRS["old",DATUM["unknown survey",ELLIPSOID["Clarke 1866",6378206.4,294.98]]'
    _, operation = reproject([(10.0, 50.0)], local, "EPSG:4326")
    assert operation.ballpark
    assert operation.accuracy_m is None


@pytest.mark.parametrize("name", ["EPSG:99999", "WGS 84 / nowhere", "utm", "[", "EPSG:"])
def test_an_unknown_name_is_one_sentence(name: str) -> None:
    with pytest.raises(UnknownCrs, match=re.escape(f"There is no CRS called {name!r}.")) as caught:
        reproject([(0.0, 0.0)], "EPSG:4326", name)
    assert "\n" not in caught.value.sentence()
    with pytest.raises(NotTransformable):
        known(name)


def test_no_crs_is_no_crs() -> None:
    for source, target in (("", "EPSG:4326"), ("EPSG:4326", "")):
        with pytest.raises(NoCrs):
            reproject([(0.0, 0.0)], source, target)


@pytest.mark.parametrize("point", [(0.0, 100.0), (1e6, 2e6), (math.nan, 0.0), (math.inf, 1.0)])
def test_points_beyond_the_crs_are_refused(point: tuple[float, float]) -> None:
    with pytest.raises(NotTransformable):
        reproject([(9.0, 47.0), point], "EPSG:4326", "EPSG:32632")


def test_another_world_is_refused() -> None:
    moon = DEGREES % 'GEOGCRS["Moon",DATUM["Moon",ELLIPSOID["Moon",1737400,0]],PRIMEM["Reference Meridian",0]'
    with pytest.raises(NotTransformable):
        reproject([(0.0, 0.0)], moon, "EPSG:32632")


def test_a_quad_goes_corner_by_corner() -> None:
    quad = MapQuad(((9.0, 47.0), (9.1, 47.0), (9.1, 46.9), (9.0, 46.9)), "EPSG:4326")
    moved, operation = transform_quad(quad, "EPSG:32632")
    assert moved.crs == "EPSG:32632"
    assert moved.corners[0][1] > moved.corners[3][1]
    assert moved.corners[1][0] > moved.corners[0][0]
    back, _ = transform_quad(moved, "EPSG:4326")
    for one, other in zip(back.corners, quad.corners):
        assert one == pytest.approx(other, abs=1e-9)
    assert operation.name


def test_a_box_across_the_antimeridian_stays_in_one_piece() -> None:
    quad = MapQuad(((179.8, -17.0), (-179.9, -17.0), (-179.9, -17.2), (179.8, -17.2)), "EPSG:4326")
    assert crosses_antimeridian(quad)
    utm, _ = transform_quad(quad, "EPSG:32701")
    width = utm.corners[1][0] - utm.corners[0][0]
    assert width == pytest.approx(0.3 * 111_320 * math.cos(math.radians(17)), rel=0.01)
    east, _ = transform_quad(quad, "EPSG:4326", near=(180.2, -17.0))
    assert [x for x, _ in east.corners] == pytest.approx([179.8, 180.1, 180.1, 179.8])
    west, _ = transform_quad(quad, "EPSG:4326", near=(-179.9, -17.0))
    assert [x for x, _ in west.corners] == pytest.approx([-180.2, -179.9, -179.9, -180.2])


def test_projected_boxes_reach_a_raster_that_counts_beyond_180() -> None:
    quad = MapQuad(((-20_026_000.0, -1_920_000.0), (-20_020_000.0, -1_920_000.0), (-20_020_000.0, -1_926_000.0),
                    (-20_026_000.0, -1_926_000.0)), "EPSG:3857")
    moved, _ = transform_quad(quad, "EPSG:4326", near=(180.0, -17.0))
    assert all(180.0 < x < 180.2 for x, _ in moved.corners)


def test_ordinary_boxes_do_not_cross() -> None:
    assert not crosses_antimeridian(MapQuad(((-10.0, 1.0), (10.0, 1.0), (10.0, 0.0), (-10.0, 0.0)), "EPSG:4326"))
    assert not crosses_antimeridian(MapQuad(((-1e6, 1.0), (1e6, 1.0), (1e6, 0.0), (-1e6, 0.0)), "EPSG:3857"))
    assert is_geographic("EPSG:4258")
    assert not is_geographic("EPSG:32632")
    assert not is_geographic("")


def test_names_are_ours() -> None:
    assert known("epsg:4326") == "EPSG:4326"
    assert known("+proj=utm +zone=32 +datum=WGS84") == "EPSG:32632"
    assert known("+proj=aea +lat_1=29.3 +lat_2=45.3 +datum=WGS84").startswith("PROJCRS[")
    assert short('PROJCRS["Albers of ours",BASEGEOGCRS[...]]') == "Albers of ours"
