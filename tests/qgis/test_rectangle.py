"""The rectangle of an edge and a third point, and how its size is said."""

from __future__ import annotations

import math

import pytest
from earthscribe.inference.geometry import PixelQuad
from earthscribe.ui.drawing.rectangle import densified, has_length, rectangle
from earthscribe.ui.drawing.sizing import Size, spoken_length, spoken_size


@pytest.mark.parametrize("angle", [0, 17, 90, 133, 180, 271, 359])
@pytest.mark.parametrize("side", [1, -1])
def test_right_angled_with_the_third_point_on_the_far_side(angle, side):
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    first, second = (100.0, 50.0), (100.0 + 40.0 * cos, 50.0 + 40.0 * sin)
    third = (second[0] + 7.0 * cos - side * 12.0 * sin, second[1] + 7.0 * sin + side * 12.0 * cos)
    corners = rectangle(first, second, third)
    quad = PixelQuad(corners)
    assert corners[:2] == (first, second)
    assert quad.right_angled
    assert quad.sides == pytest.approx((40.0, 12.0))
    along = ((third[0] - corners[2][0]) * cos + (third[1] - corners[2][1]) * sin)
    across = (third[0] - corners[2][0]) * -sin + (third[1] - corners[2][1]) * cos
    assert along == pytest.approx(7.0)
    assert across == pytest.approx(0.0, abs=1e-9)


def test_an_edge_without_length_is_none():
    assert not has_length((3.0, 4.0), (3.0, 4.0))
    assert rectangle((3.0, 4.0), (3.0, 4.0), (9.0, 9.0)) == ((3.0, 4.0),) * 2 + ((3.0, 4.0),) * 2


def test_densified_keeps_the_corners():
    square = [(0.0, 0.0), (8.0, 0.0), (8.0, 8.0), (0.0, 8.0)]
    line = densified(square, 4, closed=True)
    assert len(line) == 16
    assert [line[i] for i in (0, 4, 8, 12)] == square
    assert densified(square[:2], 4, closed=False) == [(0.0, 0.0), (2.0, 0.0), (4.0, 0.0), (6.0, 0.0), (8.0, 0.0)]


@pytest.mark.parametrize(("metres", "said"), [(1.234, "1.23 m"), (12.34, "12.3 m"), (123.4, "123 m"),
                                              (12340.0, "12.3 km")])
def test_lengths(metres, said):
    assert spoken_length(metres) == said


@pytest.mark.parametrize(("size", "said"), [
    (Size(20.0, 5.0, 0.0), "20.0 m × 5.00 m  0°"),
    (Size(20.0, 5.0, 179.7), "20.0 m × 5.00 m  0°"),
    (Size(28.28, 0.0, 135.0), "28.3 m  135°"),
    (Size(40.0, 10.0, 90.0, "px"), "40 × 10 px"),
    (Size(40.0, 0.0, 90.0, "px"), "40 px"),
])
def test_sizes(size, said):
    assert spoken_size(size) == said
