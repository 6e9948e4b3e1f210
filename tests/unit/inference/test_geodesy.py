"""True sizes of boxes of any size, by the geodesics of GeographicLib (pyproj.Geod) along densely cut edges."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from earthscribe.inference.geodesy import enclosed_area, metres_between, size_of
from earthscribe.inference.geometry import PixelQuad, Point
from earthscribe.inference.georef import PixelGrid
from earthscribe.inference.measure import measure
from earthscribe.inference.raster import reproject
from earthscribe.tests.scenes import MemoryRaster, box, make_raster, scene_of
from pyproj import Geod

GEOD = Geod(ellps="WGS84")
LONLAT = "EPSG:4326"
QUAD = box(50, 50, 40, 24, 25)
VALUES = np.full((1, 100, 100), 90, "uint8")


def raster_at(middle: Point, crs: str, length: float) -> MemoryRaster:
    """A raster of a CRS whose middle is a (longitude, latitude) and on which QUAD is about so many metres long."""
    pixel = length / 40.0 / (111_320.0 if crs == LONLAT else math.cos(math.radians(middle[1])) if crs == "EPSG:3857"
                             else 1.0)
    (x, y), = reproject([middle], LONLAT, crs)[0]
    across = pixel / math.cos(math.radians(middle[1])) if crs == LONLAT else pixel
    return placed(PixelGrid.from_affine((across, 0, x - 50 * across, 0, -pixel, y + 50 * pixel), 100, 100, crs))


def placed(grid: PixelGrid) -> MemoryRaster:
    """A raster of one grey on a grid."""
    source = make_raster(VALUES)
    source.info = replace(source.info, grid=grid)
    source.lonlat = lambda points: reproject(points, grid.crs, LONLAT)[0]  # type: ignore[method-assign]
    return source


def facts_of(source: MemoryRaster, quad: PixelQuad = QUAD) -> dict[str, Any]:
    return {fact.name: fact.value for fact in measure(scene_of(source, quad))}


def on_ground(source: MemoryRaster, pixels: tuple[Point, ...]) -> tuple[list[float], list[float]]:
    longitudes, latitudes = zip(*source.lonlat(source.info.grid.map_points(pixels)), strict=True)
    return list(longitudes), list(latitudes)


@pytest.mark.parametrize("length", [10.0, 1e3, 1e5, 1e6])
@pytest.mark.parametrize(("crs", "longitude", "latitude"), [
    *((LONLAT, 8.0, each) for each in (0.0, 45.0, 70.0)), *(("EPSG:3857", 8.0, each) for each in (0.0, 45.0, 70.0)),
    *(("EPSG:32632", 8.0, each) for each in (0.0, 45.0, 70.0)), ("EPSG:32733", 16.0, -45.0),
    (LONLAT, 180.0, 45.0), ("EPSG:3857", 180.0, -17.0), ("EPSG:32601", -179.999999, 70.0)])
def test_sizes_and_azimuth_are_those_of_the_ellipsoid(crs: str, longitude: float, latitude: float,
                                                      length: float) -> None:
    source = raster_at((longitude, latitude), crs, length)
    facts = facts_of(source)
    longitudes, latitudes = on_ground(source, QUAD.outline(500))
    steps = GEOD.line_lengths([*longitudes, longitudes[0]], [*latitudes, latitudes[0]])
    a, b, c, d = np.reshape(steps, (4, -1)).sum(axis=1)
    assert facts["length_m"] == pytest.approx((a + c) / 2, rel=1e-4)
    assert facts["width_m"] == pytest.approx((b + d) / 2, rel=1e-4)
    assert facts["area_m2"] == pytest.approx(abs(GEOD.polygon_area_perimeter(longitudes, latitudes)[0]), rel=1e-4)
    turn = math.radians(25)
    along = math.cos(turn) * 0.01, math.sin(turn) * 0.01
    (x1, x2), (y1, y2) = on_ground(source, ((50 - along[0], 50 - along[1]), (50 + along[0], 50 + along[1])))
    off = facts["azimuth"] - GEOD.inv(x1, y1, x2, y2)[0]
    assert (off + 90.0) % 180.0 - 90.0 == pytest.approx(0.0, abs=0.01)


@pytest.mark.parametrize("crs", [LONLAT, "EPSG:3857", "EPSG:32632"])
@pytest.mark.parametrize("length", [0.5, 10.0, 500.0])
def test_small_boxes_are_as_in_the_tangent_plane(crs: str, length: float) -> None:
    source = raster_at((8.0, 55.0), crs, length)
    ground = source.info.grid.ground(QUAD.centre, source.lonlat)
    facts, quad = facts_of(source), box(50, 50, 40, 24, 25)
    a, b, c, _ = quad.corners
    assert facts["length_m"] == pytest.approx(ground.length(b[0] - a[0], b[1] - a[1]), rel=1e-5)
    assert facts["width_m"] == pytest.approx(ground.length(c[0] - b[0], c[1] - b[1]), rel=1e-5)
    assert facts["area_m2"] == pytest.approx(ground.pixel_area * quad.area, rel=1e-5)


def test_a_box_round_the_pole_has_its_area() -> None:
    grid = PixelGrid.from_affine((20_000, 0, -1e6, 0, -20_000, 1e6), 100, 100, "EPSG:3995")
    source, quad = placed(grid), box(52, 49, 40, 30)
    longitudes, latitudes = on_ground(source, quad.outline(2000))
    facts = facts_of(source, quad)
    assert facts["area_m2"] == pytest.approx(abs(GEOD.polygon_area_perimeter(longitudes, latitudes)[0]), rel=1e-4)
    assert facts["length_m"] == pytest.approx(
        (sum(GEOD.line_lengths(longitudes[:2001], latitudes[:2001]))
         + sum(GEOD.line_lengths(longitudes[4000:6001], latitudes[4000:6001]))) / 2, rel=1e-4)


def test_where_the_map_leaves_the_earth_a_box_has_its_size_in_pixels_only() -> None:
    world = placed(PixelGrid.from_affine((360_000, 0, -18e6, 0, -180_000, 9e6), 100, 100, "ESRI:54009"))
    facts = facts_of(world, box(15, 20, 20, 15))
    assert facts["area_px"] == pytest.approx(300.0)
    assert facts["gsd_m"] > 100_000
    assert not {"length_m", "width_m", "area_m2"} & facts.keys()


def test_where_the_first_point_stands_and_which_way_it_runs_does_not_matter() -> None:
    ring = [(179.0, 10.0), (-179.0, 10.0), (-179.0, 12.0), (179.0, 12.0)]
    area = enclosed_area(ring)
    assert enclosed_area(ring[::-1]) == pytest.approx(area, rel=1e-12)
    assert enclosed_area(ring[2:] + ring[:2]) == pytest.approx(area, rel=1e-12)
    assert enclosed_area([(x + 360.0 if x < 0 else x, y) for x, y in ring]) == pytest.approx(area, rel=1e-12)
    first, second = size_of(ring).sides
    assert (first, second) == pytest.approx((218_500, 221_200), rel=2e-3)


def test_metres_are_short_across_the_antimeridian() -> None:
    assert metres_between((179.9999, 0.0), [(-179.9999, 0.0)])[0][0] == pytest.approx(22.26, abs=0.01)
