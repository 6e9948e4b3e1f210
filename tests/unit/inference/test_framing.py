"""The window round a box, the crop, the deskewed chip and the tiles."""

from __future__ import annotations

import numpy as np
import pytest
from earthscribe.inference.errors import BoxOutside, BoxTooSmall
from earthscribe.inference.framing import ENLARGE_AT_MOST, chip_quad, deskew, focal_crop, plan, tiles
from earthscribe.inference.geometry import PixelQuad, PixelWindow, corners_of
from earthscribe.inference.georef import PixelGrid
from earthscribe.inference.values import Chip, Recipe
from earthscribe.tests.scenes import UTM, box
from hypothesis import given
from hypothesis import strategies as st

GRID = PixelGrid.from_affine((1, 0, 0, 0, -1, 1000), 1000, 1000, UTM)


def flat(*numbers: float) -> PixelQuad:
    return PixelQuad(corners_of(numbers))


def chip_of(pixels: np.ndarray) -> Chip:
    height, width = pixels.shape[:2]
    grid = PixelGrid.from_affine((1, 0, 0, 0, -1, height), width, height, UTM)
    return Chip(pixels, grid, Recipe("optical", "rgb", ()))


@given(st.floats(-40, 1040), st.floats(-40, 1040), st.floats(2, 900), st.floats(2, 900), st.floats(0, 180),
       st.sampled_from([0.0, 0.5, 3.0]), st.sampled_from([64, 256, 1024]))
def test_the_window_holds_the_box_and_respects_the_budget(x: float, y: float, length: float, width: float,
                                                          angle: float, context: float, budget: int) -> None:
    quad = box(x, y, length, width, angle)
    try:
        framing = plan(quad, GRID, context, budget)
    except BoxOutside:
        return
    x_min, y_min, x_max, y_max = quad.bounds()
    window = framing.window
    assert window.x <= x_min + 1e-6
    assert window.y <= y_min + 1e-6
    assert window.right >= x_max - 1e-6
    assert window.bottom >= y_max - 1e-6
    assert max(framing.width, framing.height) <= budget
    assert framing.width <= ENLARGE_AT_MOST * window.width
    inner = chip_quad(quad, framing).bounds()
    assert inner[0] >= -1e-6
    assert inner[2] <= framing.width + 1e-6


def test_small_objects_get_more_surroundings() -> None:
    small, large = plan(box(500, 500, 10, 10), GRID), plan(box(500, 500, 400, 400), GRID)
    assert small.window.width / 10 > 2 * large.window.width / 400


def test_context_given_in_box_sizes() -> None:
    assert plan(flat(500, 500, 520, 510), GRID, context=2.0).window == PixelWindow(460, 460, 100, 90)


def test_context_stays_inside_the_raster_and_the_box_does_not() -> None:
    assert plan(flat(-10, 5, 20, 30), GRID).window.x == -10
    inside = plan(flat(2, 2, 30, 30), GRID).window
    assert (inside.x, inside.y) == (0, 0)


def test_a_monstrous_box_does_not_make_a_monstrous_window() -> None:
    window = plan(flat(-1e12, -1e12, 1e12, 1e12), GRID).window
    assert (window.width, window.height) == (3000, 3000)


def test_small_windows_are_enlarged_by_odd_whole_factors() -> None:
    framing = plan(flat(500, 500, 505, 505), GRID)
    factor = framing.width / framing.window.width
    assert factor == ENLARGE_AT_MOST == 5
    assert plan(box(500, 500, 60, 30), GRID).width % 3 == 0
    assert framing.height == factor * framing.window.height


@pytest.mark.parametrize("quad", [flat(10, 10, 11.5, 40), flat(10, 10, 40, 11.9)])
def test_too_small(quad: PixelQuad) -> None:
    with pytest.raises(BoxTooSmall, match="1"):
        plan(quad, GRID)


def test_two_pixels_are_enough() -> None:
    assert plan(flat(10, 10, 12, 12), GRID).window.width > 2


@pytest.mark.parametrize("quad", [flat(-50, 10, -1, 40), flat(1000, 10, 1040, 40), box(-20, -20, 60, 4, -45),
                                  flat(10, -30, 40, 0)])
def test_outside(quad: PixelQuad) -> None:
    with pytest.raises(BoxOutside, match="1000 x 1000"):
        plan(quad, GRID)


def test_focal_crop_keeps_its_place() -> None:
    pixels = np.arange(100 * 100 * 3, dtype=np.uint32).astype(np.uint8).reshape(100, 100, 3)
    chip, quad = chip_of(pixels), flat(20, 30, 60, 50)
    crop = focal_crop(chip, quad)
    assert crop.pixels.shape == (28, 48, 3)
    assert np.array_equal(crop.pixels, pixels[26:54, 16:64])
    assert crop.grid.map_points([(4, 4)]) == chip.grid.map_points([(20, 30)])


def test_deskewed_chip_is_the_box_upright() -> None:
    """A ramp along the box's long axis becomes a ramp along the rows, and its grid knows where every pixel lies."""
    quad = box(50, 50, 60, 20, 30)
    (ax, ay), (bx, by), _, _ = quad.corners
    x, y = np.meshgrid(np.arange(100) + 0.5, np.arange(100) + 0.5)
    along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / 60
    chip = chip_of(np.repeat(np.clip(along * 3, 0, 255).astype(np.uint8)[..., None], 3, axis=2))
    upright = deskew(chip, quad)
    assert upright.pixels.shape == (20, 60, 3)
    expected = np.tile((np.arange(60) + 0.5) * 3, (20, 1))
    assert np.abs(upright.pixels[..., 0].astype(float) - expected).max() < 2.5
    corners = upright.grid.map_points([(0, 0), (60, 0), (60, 20), (0, 20)])
    assert np.asarray(corners) == pytest.approx(np.asarray(chip.grid.map_points(quad.ordered().corners)))


def test_deskew_lays_a_standing_box_down_without_mirroring() -> None:
    pixels = np.zeros((40, 40, 3), np.uint8)
    pixels[:20] = 200
    upright = deskew(chip_of(pixels), flat(15, 5, 25, 35))
    assert upright.pixels.shape == (10, 30, 3)
    assert upright.pixels[5, 2].max() != upright.pixels[5, 27].max()
    a, b, c = (np.asarray(p) for p in upright.grid.map_points([(0, 0), (30, 0), (0, 10)]))
    (ux, uy), (vx, vy) = b - a, c - a
    assert ux * vy - uy * vx < 0  # map north is up: right, then down turns clockwise


@given(st.integers(1, 900), st.integers(1, 900), st.integers(8, 300), st.integers(0, 7))
def test_tiles_cover_the_window(width: int, height: int, side: int, overlap: int) -> None:
    window = PixelWindow(-5, 7, width, height)
    seen = np.zeros((height, width), bool)
    for tile in tiles(window, side, overlap):
        assert tile.intersection(window) == tile
        seen[tile.y - 7:tile.bottom - 7, tile.x + 5:tile.right + 5] = True
    assert seen.all()


def test_tiles_overlap() -> None:
    found = list(tiles(PixelWindow(0, 0, 100, 40), 40, 10))
    assert [tile.x for tile in found] == [0, 30, 60]
