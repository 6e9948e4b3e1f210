"""Pixels and map: round trips, GDAL as the oracle for control points and RPC, true metres against the ellipsoid."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from earthscribe.inference.errors import NotTransformable, UnsupportedRaster
from earthscribe.inference.geometry import MapQuad, PixelQuad, PixelWindow, Point
from earthscribe.inference.georef import AffinePlacement, GcpPlacement, PixelGrid, RpcPlacement
from earthscribe.inference.raster import open_raster, reproject
from hypothesis import assume, given
from hypothesis import strategies as st

Raster = Callable[[str], str]


def lattice(width: float, height: float) -> list[Point]:
    return [(float(x), float(y)) for x in np.linspace(0, width, 6) for y in np.linspace(0, height, 5)]


def worst(one: object, other: object) -> float:
    return float(np.abs(np.asarray(one) - np.asarray(other)).max())


# --- affine ------------------------------------------------------------------------------------------------------

affines = st.tuples(
    st.floats(1e-5, 500.0), st.floats(0.2, 5.0), st.floats(0.0, 360.0), st.floats(-50.0, 50.0), st.booleans(),
    st.floats(-2e7, 2e7), st.floats(-2e7, 2e7))


@given(affines, st.lists(st.tuples(st.floats(-1e5, 1e5), st.floats(-1e5, 1e5)), min_size=1, max_size=5))
def test_a_round_trip_closes_for_every_rotation_shear_and_scale(numbers: tuple[float, ...],
                                                                pixels: list[Point]) -> None:
    pixel, aspect, angle, shear, flipped, x0, y0 = numbers
    # a map coordinate is a double: pixels finer than that can tell apart cannot close to a millionth
    assume(max(abs(x0), abs(y0)) * 2.3e-16 / pixel < 1e-8)
    rotation, slant = math.radians(angle), math.tan(math.radians(shear))
    cos, sin, down = math.cos(rotation), math.sin(rotation), pixel * aspect * (1 if flipped else -1)
    grid = PixelGrid.from_affine((pixel * cos, down * (slant * cos - sin), x0, pixel * sin, down * (slant * sin + cos),
                                  y0), 100, 100, "EPSG:3857")
    assert worst(grid.pixel_points(grid.map_points(pixels)), pixels) < 1e-6


@given(st.floats(0.01, 30.0), st.floats(100_000, 900_000), st.floats(0, 9_999_999))
def test_a_round_trip_closes_at_utm_coordinates_down_to_centimetres(pixel: float, x0: float, y0: float) -> None:
    grid = PixelGrid.from_affine((pixel, 0.0, x0, 0.0, -pixel, y0), 50_000, 50_000, "EPSG:32632")
    pixels = lattice(50_000, 50_000)
    assert worst(grid.pixel_points(grid.map_points(pixels)), pixels) < 1e-6


def test_pixel_zero_is_the_outer_corner_of_the_first_pixel() -> None:
    grid = PixelGrid.from_affine((10, 0, 500_000, 0, -10, 5_000_000), 4, 4, "EPSG:32632")
    assert grid.map_points([(0, 0), (0.5, 0.5), (4, 4)]) == [(500_000.0, 5_000_000.0), (500_005.0, 4_999_995.0),
                                                           (500_040.0, 4_999_960.0)]


@pytest.mark.parametrize("affine", [(0, 0, 0, 0, 0, 0), (1, 2, 0, 2, 4, 0), (math.nan, 0, 0, 0, 1, 0)])
def test_a_geotransform_that_cannot_be_inverted_is_refused(affine: tuple[float, ...]) -> None:
    with pytest.raises(UnsupportedRaster, match="cannot be inverted"):
        AffinePlacement(*affine)


@pytest.mark.parametrize("name", ["rotated", "sheared", "south_up", "degrees", "custom_albers"])
def test_affines_agree_with_rasterio(raster: Raster, name: str) -> None:
    import rasterio

    with open_raster(raster(name)) as source, rasterio.open(raster(name)) as theirs:
        pixels = lattice(64, 48)
        assert worst(source.info.grid.map_points(pixels), [theirs.transform @ pixel for pixel in pixels]) < 1e-8
        assert source.info.georeference == "affine"


# --- control points and RPC --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "order"), [("gcps_3", 1), ("gcps_5", 1), ("gcps_6", 2), ("gcps_12", 2)])
def test_control_points_place_pixels_as_gdal_does(raster: Raster, name: str, order: int) -> None:
    import rasterio
    from rasterio.transform import GCPTransformer

    with open_raster(raster(name)) as source, rasterio.open(raster(name)) as theirs:
        grid = source.info.grid
        assert source.info.georeference == (f"polynomial of order {order} through {name[5:]} ground control points")
        assert grid.crs == "EPSG:32632"
        compare_with_gdal(grid, GCPTransformer(theirs.gcps[0]))


def test_rational_polynomials_place_pixels_as_gdal_does(raster: Raster) -> None:
    import rasterio
    from rasterio.transform import RPCTransformer

    with open_raster(raster("rpc")) as source, rasterio.open(raster("rpc")) as theirs:
        assert source.info.georeference == "rational polynomial coefficients at height 0 m"
        assert source.info.crs == "EPSG:4326"
        compare_with_gdal(source.info.grid, RPCTransformer(theirs.rpcs))


def compare_with_gdal(grid: PixelGrid, transformer: object) -> None:
    pixels = lattice(grid.width, grid.height)
    placed = grid.map_points(pixels)
    with transformer as gdal:  # type: ignore[attr-defined]
        rows, columns = gdal.rowcol([x for x, _ in placed], [y for _, y in placed], op=float)
    assert worst(list(zip(columns, rows)), pixels) < 0.01
    assert worst(grid.pixel_points(placed), pixels) < 0.01


def test_real_sentinel_1_control_points_close(corpus: Path) -> None:
    from rasterio.transform import GCPTransformer

    path = corpus / "corpus" / "geotiff" / "s1_gcps_only_no_transform.tif"
    import rasterio

    with open_raster(str(path)) as source, rasterio.open(path) as theirs:
        assert len(theirs.gcps[0]) == 210
        compare_with_gdal(source.info.grid, GCPTransformer(theirs.gcps[0]))


def test_control_points_on_both_sides_of_the_antimeridian_belong_together(raster: Raster) -> None:
    with open_raster(raster("gcps_antimeridian")) as source:
        grid = source.info.grid
        pixels = lattice(64, 48)
        assert worst(grid.pixel_points(grid.map_points(pixels)), pixels) < 1e-6
        there, beyond = grid.pixel_points([(-179.9, -17.1), (180.1, -17.1)])
        assert there == pytest.approx(beyond)
        assert there == pytest.approx((40.0, 25.0))


def test_control_points_on_one_line_are_refused() -> None:
    with pytest.raises(UnsupportedRaster, match="do not determine a position"):
        GcpPlacement(tuple((float(n), float(n), 10.0 * n, 10.0 * n) for n in range(4)))


def test_two_control_points_are_too_few() -> None:
    with pytest.raises(UnsupportedRaster, match="only 2 ground control points"):
        GcpPlacement(((0.0, 0.0, 0.0, 0.0), (1.0, 1.0, 1.0, 1.0)))


def test_rpc_across_the_antimeridian_counts_on() -> None:
    one = (1.0,) + (0.0,) * 19
    x, y = (0.0, 1.0) + (0.0,) * 18, (0.0, 0.0, -1.0) + (0.0,) * 17
    placement = RpcPlacement(50.0, 50.0, -17.0, 179.999, 0.0, 50.0, 50.0, 0.01, 0.01, 100.0, y, one, x, one)
    (left,), (right,) = (placement.to_pixel(np.array([[lon, -17.0]])) for lon in (180.005, -179.995))
    assert left == pytest.approx(right)
    assert left[0] == pytest.approx(80.5)


# --- windows, sizes, quads ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["rotated", "gcps_6", "rpc", "utm"])
def test_windows_and_sizes_compose(raster: Raster, name: str) -> None:
    with open_raster(raster(name)) as source:
        grid = source.info.grid
    chip = grid.window(PixelWindow(-4, 10, 32, 16)).resized(128, 32)
    assert (chip.width, chip.height) == (128, 32)
    part = chip.window(PixelWindow(8, 4, 16, 8)).scaled(0.5)
    assert (part.width, part.height) == (8, 4)
    here = [(0.0, 0.0), (8.0, 4.0), (3.0, 1.0)]
    in_file = [(-4 + (8 + 2 * x) / 4, 10 + (4 + 2 * y) / 2) for x, y in here]
    expected = grid.map_points(in_file)
    assert worst(grid.pixel_points(part.map_points(here)), in_file) < 1e-6
    assert worst(part.pixel_points(expected), here) < 1e-6


def test_a_quad_keeps_the_order_of_its_corners_both_ways(raster: Raster) -> None:
    with open_raster(raster("rotated")) as source:
        grid = source.info.grid
    quad = PixelQuad(((20.0, 30.0), (10.0, 30.0), (10.0, 12.0), (20.0, 12.0)))
    there = grid.to_map(quad)
    assert there.crs == grid.crs
    assert worst(grid.to_pixel(there).corners, quad.corners) < 1e-6


def test_a_map_quad_of_another_crs_is_refused() -> None:
    grid = PixelGrid.from_affine((1, 0, 0, 0, -1, 0), 10, 10, "EPSG:32632")
    with pytest.raises(NotTransformable, match="EPSG:4326 to EPSG:32632"):
        grid.to_pixel(MapQuad(((0, 0), (1, 0), (1, 1), (0, 1)), "EPSG:4326"))


def test_without_georeference_the_map_is_the_pixel(raster: Raster) -> None:
    with open_raster(raster("no_georeference")) as source:
        assert source.info.georeference == "none"
        assert not source.info.grid.referenced
        assert source.info.grid.map_points([(3.25, 7.5)]) == [(3.25, 7.5)]


# --- ground metres -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["utm", "rotated", "sheared", "web_mercator_60n", "degrees", "antimeridian", "rpc",
                                  "gcps_12", "custom_albers", "south_up"])
def test_ground_metres_are_those_of_the_ellipsoid(raster: Raster, name: str) -> None:
    from pyproj import Geod

    geod = Geod(ellps="WGS84")
    with open_raster(raster(name)) as source:
        grid = source.info.grid
        frame = grid.ground((32.0, 24.0), source.lonlat)
        for dx, dy in ((1.0, 0.0), (0.0, 1.0), (0.7, -0.4)):
            a, b = source.lonlat(grid.map_points([(32 - dx / 2, 24 - dy / 2), (32 + dx / 2, 24 + dy / 2)]))
            azimuth, _, length = geod.inv(*a, *b)
            assert frame.length(dx, dy) == pytest.approx(length, rel=1e-4)
            assert (frame.azimuth(dx, dy) - azimuth + 180.0) % 360.0 - 180.0 == pytest.approx(0.0, abs=0.02)
        corners = source.lonlat(grid.map_points([(31.5, 23.5), (32.5, 23.5), (32.5, 24.5), (31.5, 24.5)]))
        area, _ = geod.polygon_area_perimeter(*zip(*corners))
        assert frame.pixel_area == pytest.approx(abs(area), rel=1e-3)


def test_web_mercator_at_60_degrees_is_half_as_large_as_it_says(raster: Raster) -> None:
    with open_raster(raster("web_mercator_60n")) as source:
        assert source.info.grid.ground((0.0, 0.0), source.lonlat).gsd == pytest.approx(0.5, rel=3e-3)


def test_degrees_are_anisotropic(raster: Raster) -> None:
    with open_raster(raster("degrees")) as source:
        frame = source.info.grid.ground((0.0, 0.0), source.lonlat)
    assert frame.length(1, 0) == pytest.approx(1e-4 * 111_412.8 * math.cos(math.radians(60)), rel=5e-3)
    assert frame.length(0, 1) == pytest.approx(1e-4 * 111_412.0, rel=1e-3)
    assert frame.azimuth(0, -1) == pytest.approx(0.0, abs=1e-9)
    assert frame.azimuth(1, 0) == pytest.approx(90.0)


def test_a_rotated_grid_turns_the_azimuth(raster: Raster) -> None:
    with open_raster(raster("rotated")) as source:
        frame = source.info.grid.ground((0.0, 0.0), source.lonlat)
    assert frame.azimuth(1, 0) == pytest.approx(60.0, abs=0.1)
    assert frame.gsd == pytest.approx(0.5, rel=1e-3)


def test_pixel_centimetres_far_from_the_origin_keep_their_size() -> None:
    grid = PixelGrid.from_affine((0.018, 0, 171_000, 0, -0.018, 8_597_000), 1000, 1000, "EPSG:32753")
    frame = grid.ground((500.0, 500.0), lambda points: reproject(points, "EPSG:32753", "EPSG:4326")[0])
    assert frame.gsd == pytest.approx(0.018, rel=2e-3)


def test_ground_control_that_folds_over_places_nothing_rather_than_something() -> None:
    """A parabola has no pixel to the left of its top: no map position leads there."""
    points = tuple((x * x, y, x, y) for x in (-2.0, 0.0, 1.0, 3.0) for y in (0.0, 2.0, 5.0))
    grid = PixelGrid(GcpPlacement(points), 10, 5, "EPSG:32632")
    (there,) = grid.pixel_points(grid.map_points([(4.0, 2.0)]))
    assert there == pytest.approx((4.0, 2.0), abs=0.01)
    with pytest.raises(NotTransformable, match="ground control"):
        grid.map_points([(-3.0, 2.0)])
