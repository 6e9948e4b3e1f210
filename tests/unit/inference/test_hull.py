"""The smallest rectangle round points: known rectangles come back exactly, and no other rectangle is smaller."""

from __future__ import annotations

import math
import random

import pytest
from earthscribe.inference.errors import BoxMalformed
from earthscribe.inference.geometry import OrientedBox, Point, signed_area
from earthscribe.inference.hull import convex_hull, smallest_rectangle
from hypothesis import given
from hypothesis import strategies as st

coordinate = st.integers(-1000, 1000).map(lambda n: n / 8)


def extent(points: list[Point], angle: float) -> float:
    """The area of the rectangle round the points that lies at an angle, by turning the points."""
    cos, sin = math.cos(angle), math.sin(angle)
    along, across = [x * cos + y * sin for x, y in points], [y * cos - x * sin for x, y in points]
    return (max(along) - min(along)) * (max(across) - min(across))


@pytest.mark.parametrize("angle", [0, 0.001, 17, 45, 89.9, 90, 133, 179])
@pytest.mark.parametrize("away", [0.0, 250_000.0])
def test_a_rectangle_comes_back(angle: float, away: float) -> None:
    corners = OrientedBox((away + 40.0, away + 30.0), 25.0, 10.0, angle).corners()
    between = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in zip(corners, (*corners[1:], corners[0]))]
    found = smallest_rectangle([*corners, *between, (away + 40.0, away + 30.0)])
    for x, y in corners:
        assert min(math.hypot(x - u, y - v) for u, v in found.corners) < 1e-8
    assert found.right_angled
    assert sorted(found.sides) == pytest.approx([10.0, 25.0], abs=1e-8)


def test_corners_come_as_seen_from_the_top_left() -> None:
    found = smallest_rectangle([(10.0, 10.0), (10.0, 4.0), (30.0, 4.0), (30.0, 10.0)])
    assert found.corners == ((10.0, 4.0), (30.0, 4.0), (30.0, 10.0), (10.0, 10.0))


@given(st.lists(st.tuples(coordinate, coordinate), min_size=3, max_size=40))
def test_everything_lies_inside_and_nothing_is_smaller(points: list[Point]) -> None:
    hull = convex_hull(points)
    if len(hull) < 3:
        with pytest.raises(BoxMalformed):
            smallest_rectangle(points)
        return
    found = smallest_rectangle(points)
    assert found.right_angled
    for x, y in points:
        for (ax, ay), (bx, by) in zip(found.corners, (*found.corners[1:], found.corners[0])):
            assert (bx - ax) * (y - ay) - (by - ay) * (x - ax) > -1e-6
    edges = [math.atan2(b[1] - a[1], b[0] - a[0]) for a, b in zip(hull, [*hull[1:], hull[0]])]
    assert found.area <= min(extent(points, angle) for angle in edges) * (1 + 1e-9) + 1e-9
    assert found.area <= min(extent(points, math.radians(step)) for step in range(0, 90, 3)) + 1e-6


@given(st.lists(st.tuples(coordinate, coordinate), min_size=3, max_size=40))
def test_the_hull_turns_one_way_and_holds_all(points: list[Point]) -> None:
    hull = convex_hull(points)
    assert set(hull) <= set(points)
    if len(hull) < 3:
        return
    assert signed_area(hull) > 0
    for a, b in zip(hull, [*hull[1:], hull[0]]):
        assert all((b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]) >= 0 for x, y in points)


@pytest.mark.parametrize("points", [[(1.0, 1.0)], [(1.0, 1.0), (2.0, 3.0)], [(0.0, 0.0), (1.0, 1.0), (2.0, 2.0)]])
def test_a_line_has_no_rectangle(points: list[Point]) -> None:
    with pytest.raises(BoxMalformed, match="encloses no area"):
        smallest_rectangle(points)


def test_many_points_take_no_time_that_matters() -> None:
    chance = random.Random(1)
    points = [(math.cos(a) * 500, math.sin(a) * 300) for a in (chance.uniform(0, 2 * math.pi) for _ in range(20_000))]
    assert smallest_rectangle(points).area == pytest.approx(1000 * 600, rel=1e-3)
