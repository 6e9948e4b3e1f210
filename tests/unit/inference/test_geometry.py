"""Boxes: what is refused, what is kept exactly, and how corners are named."""

from __future__ import annotations

import math

import pytest
from earthscribe.inference.errors import BoxMalformed
from earthscribe.inference.geometry import (
    MapQuad,
    OrientedBox,
    PixelQuad,
    PixelWindow,
    corners_of,
    signed_area,
    turned,
)
from hypothesis import given
from hypothesis import strategies as st

SQUARE = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0))


def test_four_numbers_are_two_opposite_corners_and_keep_their_order() -> None:
    assert corners_of([8, 9, 2, 3]) == ((8.0, 9.0), (2.0, 9.0), (2.0, 3.0), (8.0, 3.0))


def test_eight_numbers_are_four_corners_as_given() -> None:
    assert corners_of([1, 2, 5, 3, 4, 7, 0, 6]) == ((1.0, 2.0), (5.0, 3.0), (4.0, 7.0), (0.0, 6.0))


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 7, 9])
def test_another_count_of_numbers_is_refused_in_words(count: int) -> None:
    with pytest.raises(BoxMalformed, match=f"{count} numbers were given") as caught:
        corners_of(list(range(count)))
    assert "4 numbers" in caught.value.hint


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("place", range(8))
def test_a_number_that_is_none_is_refused(bad: float, place: int) -> None:
    numbers = [0.0, 0.0, 4.0, 0.0, 4.0, 4.0, 0.0, 4.0]
    numbers[place] = bad
    with pytest.raises(BoxMalformed, match="not a finite number"):
        corners_of(numbers)


@pytest.mark.parametrize("numbers", [[0, 0, 4, 4, 4, 0, 0, 4], [0, 0, 4, 0, 0, 4, 4, 4], [0, 0, 9, 9, 8, 0, 0, 4]])
def test_sides_that_cross_are_refused_with_the_cure(numbers: list[int]) -> None:
    with pytest.raises(BoxMalformed, match="cross each other") as caught:
        corners_of(numbers)
    assert "in order" in caught.value.hint


@pytest.mark.parametrize("numbers", [[1, 1, 1, 5], [1, 1, 1, 1], [0, 0, 1, 1, 2, 2, 3, 3]])
def test_a_box_without_area_is_refused(numbers: list[int]) -> None:
    with pytest.raises(BoxMalformed, match="no area"):
        corners_of(numbers)


def test_a_pixel_quad_checks_its_corners_too() -> None:
    with pytest.raises(BoxMalformed):
        PixelQuad(((0.0, 0.0), (4.0, 4.0), (4.0, 0.0), (0.0, 4.0)))


def test_small_area_survives_large_map_coordinates() -> None:
    x, y = 500_000.0, 9_999_999.0
    millimetre = [(x, y), (x + 0.001, y), (x + 0.001, y + 0.001), (x, y + 0.001)]
    assert signed_area(millimetre) == pytest.approx(1e-6, rel=1e-3)
    assert corners_of([v for point in millimetre for v in point])


@pytest.mark.parametrize("turn", range(4))
@pytest.mark.parametrize("backwards", [False, True])
def test_ordered_names_corners_as_seen_wherever_the_list_begins(turn: int, backwards: bool) -> None:
    corners = list(SQUARE[turn:] + SQUARE[:turn])
    if backwards:
        corners.reverse()
    quad = PixelQuad(tuple(corners))
    assert quad.ordered().corners == SQUARE
    assert quad.corners == tuple(corners)


def test_ordered_of_a_box_on_its_corner_begins_at_the_top() -> None:
    diamond = PixelQuad(((0.0, 5.0), (5.0, 0.0), (10.0, 5.0), (5.0, 10.0)))
    assert diamond.ordered().corners[0] == (5.0, 0.0)


finite = st.floats(-1e4, 1e4)


@given(finite, finite, st.floats(1.0, 500.0), st.floats(1.0, 500.0), st.floats(0.0, 179.9))
def test_a_rectangle_and_its_oriented_box_are_the_same(x: float, y: float, one: float, other: float,
                                                       angle: float) -> None:
    quad = PixelQuad(OrientedBox((x, y), one, other, angle).corners())
    assert quad.right_angled
    box = quad.oriented()
    assert box.length == pytest.approx(max(one, other))
    assert box.width == pytest.approx(min(one, other))
    assert 0.0 <= box.angle < 180.0
    assert box.centre == pytest.approx((x, y), abs=1e-6)
    again = PixelQuad(box.corners()).ordered()
    assert again.area == pytest.approx(quad.area)
    for point in quad.corners:
        assert min(math.dist(point, corner) for corner in again.corners) < 1e-6


def test_a_slanted_quad_is_no_rectangle_and_stays_as_given() -> None:
    quad = PixelQuad(((0.0, 0.0), (10.0, 0.0), (12.0, 5.0), (2.0, 5.0)))
    assert not quad.right_angled
    assert quad.corners[2] == (12.0, 5.0)
    assert PixelQuad(SQUARE).right_angled


def test_the_angle_of_an_almost_level_box_is_zero_not_180() -> None:
    assert turned(-1e-17, 180.0) == 0.0
    quad = PixelQuad(((0.0, 0.0), (10.0, -1e-17), (10.0, 4.0), (0.0, 4.0)))
    assert quad.oriented().angle == 0.0


def test_bounds_sides_area_and_shift() -> None:
    quad = PixelQuad(((1.0, 2.0), (5.0, 2.0), (5.0, 8.0), (1.0, 8.0)))
    assert quad.bounds() == (1.0, 2.0, 5.0, 8.0)
    assert quad.sides == (4.0, 6.0)
    assert quad.area == 24.0
    assert quad.centre == (3.0, 5.0)
    assert quad.shifted(-1.0, -2.0, 2.0).corners == ((0.0, 0.0), (8.0, 0.0), (8.0, 12.0), (0.0, 12.0))
    assert MapQuad(quad.corners, "").centre == (3.0, 5.0)


def test_windows_intersect_and_may_be_empty() -> None:
    raster = PixelWindow(0, 0, 100, 50)
    assert PixelWindow(-5, 40, 20, 20).intersection(raster) == PixelWindow(0, 40, 15, 10)
    apart = PixelWindow(200, 0, 5, 5).intersection(raster)
    assert apart.empty
    assert (apart.width, apart.right, raster.bottom) == (0, 200, 50)


def test_coordinates_whose_area_is_no_number_are_refused() -> None:
    with pytest.raises(BoxMalformed, match="larger than any raster"):
        PixelQuad(corners_of((-1e200, -1e200, 1e200, 1e200)))
