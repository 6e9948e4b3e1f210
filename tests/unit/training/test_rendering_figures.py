"""What is drawn of one thing lies tight in its box, casts its shadow away from the sun, and fits its kind."""

from __future__ import annotations

import math

import numpy as np
import pytest
from earthscribe.inference.training.rendering import airplanes, clutter, courts, ships, tanks
from earthscribe.inference.training.rendering.backgrounds import Background, cut
from earthscribe.inference.training.rendering.canvas import Canvas, Light, Place
from earthscribe.inference.training.rendering.figures import Figure, Part, Placed, box, dragged, draw, hull
from earthscribe.inference.training.rendering.optics import LOOKS, take
from earthscribe.inference.training.rendering.sketch import clipped_box, overlap

LIGHT = Light((0.8, 0.5), (0.06, -0.04), 0.5)
SIDE, GROUND = 240, (255, 0, 255)


def drawn_mask(figure: Figure, heading: float):
    """The figure's counting parts on plain ground, and its box in pixels."""
    x0, y0, x1, y1 = figure.extent
    gsd = math.hypot(x1 - x0, y1 - y0) / (SIDE * 0.9)
    middle = Place(SIDE * gsd / 2, SIDE * gsd / 2, heading)
    place = middle.at(-(x0 + x1) / 2, -(y0 + y1) / 2)
    canvas = Canvas(np.full((SIDE, SIDE, 3), GROUND, dtype=np.uint8), gsd)
    solid = Figure(tuple(part for part in figure.parts if part.counts), figure.category)
    draw(canvas, [Placed(solid, place)], Light((0.0, 0.0), LIGHT.lean, 0.0))
    changed = np.abs(canvas.pixels().astype(int) - GROUND).max(axis=2) > 40
    return changed, figure.quad(place) / gsd


def tight(figure: Figure, heading: float) -> None:
    changed, quad = drawn_mask(figure, heading)
    rows, columns = np.nonzero(changed)
    points = np.stack([columns + 0.5, rows + 0.5], axis=1)
    along, across = (quad[1] - quad[0]), (quad[3] - quad[0])
    for axis in (along, across):
        long = float(np.hypot(*axis))
        reach = (points - quad[0]) @ (axis / long)
        assert reach.min() >= -1.2, "something is drawn outside the box"
        assert reach.max() <= long + 1.2, "something is drawn outside the box"
        assert reach.min() <= 3.0, "the box is not tight"
        assert reach.max() >= long - 3.0, "the box is not tight"


@pytest.mark.parametrize("kind", list(airplanes.LENGTHS))
@pytest.mark.parametrize("heading", [0.0, 0.7, 4.0])
def test_an_airplane_lies_tight_in_its_box(kind, heading):
    rng = np.random.default_rng(2)
    for _ in range(4):
        tight(airplanes.airplane(rng, kind, LIGHT.seen_from(heading)), heading)


@pytest.mark.parametrize("kind", list(ships.LENGTHS))
def test_a_ship_lies_tight_in_its_box_and_its_wake_outside(kind):
    rng = np.random.default_rng(3)
    for under_way in (True, False):
        tight(ships.ship(rng, kind, LIGHT, under_way=under_way), 0.4)


@pytest.mark.parametrize("radius", [3.0, 12.0, 30.0])
def test_a_tank_lies_tight_in_its_box(radius):
    rng = np.random.default_rng(4)
    for _ in range(12):
        tight(tanks.tank(rng, tanks.tank_kind(rng, radius), LIGHT), 0.0)


def test_a_court_is_boxed_by_its_outer_lines():
    rng = np.random.default_rng(5)
    for _ in range(8):
        kind = courts.court_kind(rng)
        figure = courts.court(rng, kind, LIGHT)
        x0, y0, x1, y1 = figure.extent
        assert (x1 - x0, y1 - y0) == pytest.approx(courts.size_of(kind))
        tight(figure, 1.1)


def test_an_airplane_has_a_fuselage_of_its_kinds_length_and_points_to_the_right():
    rng = np.random.default_rng(6)
    for kind, (low, high) in airplanes.LENGTHS.items():
        x0, y0, x1, y1 = airplanes.airplane(rng, kind, LIGHT).extent
        assert low * 0.98 <= x1 - x0 <= high * 1.12
        assert y1 == pytest.approx(-y0, rel=0.02)


def test_a_ship_keeps_within_the_length_asked_for():
    rng = np.random.default_rng(7)
    for _ in range(20):
        x0, _y0, x1, _y1 = ships.ship(rng, "motor", LIGHT, (10.0, 12.0)).extent
        assert 9.9 <= x1 - x0 <= 12.1


def test_shadow_falls_where_the_light_says_and_nowhere_else():
    canvas = Canvas(np.full((90, 90, 3), 200, dtype=np.uint8), 1.0)
    tower = Figure((Part(box(-5.0, -5.0, 5.0, 5.0), (250, 250, 250), height_m=10.0, standing=True),))
    draw(canvas, [Placed(tower, Place(45.0, 45.0))], Light((2.0, 0.0), (0.0, 0.0), 0.5))
    pixels = canvas.pixels()[..., 0]
    assert pixels[45, 45] == 250
    assert pixels[45, 60] < 120
    assert pixels[45, 30] == pixels[60, 45] == pixels[30, 45] == 200


def test_a_dragged_outline_covers_what_the_hull_of_both_ends_covers():
    shapely = pytest.importorskip("shapely")
    rng = np.random.default_rng(8)
    for _ in range(60):
        outline = hull(rng.normal(size=(int(rng.integers(3, 20)), 2)))[:: int(rng.choice([1, -1]))]
        offset = rng.normal(size=2)
        one = shapely.Polygon(dragged(outline, offset))
        other = shapely.Polygon(hull(np.concatenate([outline, outline + offset])))
        assert one.symmetric_difference(other).area == pytest.approx(0.0, abs=1e-9)


def test_clutter_is_never_an_object():
    rng = np.random.default_rng(9)
    makers = (clutter.vehicle, clutter.tree, clutter.containers, clutter.marking, clutter.mast, tanks.clarifier,
              tanks.round_pool, tanks.roundabout)
    assert {make(rng, LIGHT).category for make in makers for _ in range(6)} == {None}
    assert tanks.silo(rng, LIGHT).category == "ignore"


def test_rectangles_overlap_only_where_they_share_ground():
    one = box(0.0, 0.0, 4.0, 2.0)
    turned = Place(6.0, 3.0, math.pi / 4).points(box(-2.0, -2.0, 2.0, 2.0))
    assert overlap(one, box(3.0, 1.0, 9.0, 9.0))
    assert not overlap(one, turned), "their upright boxes overlap, they do not"
    assert overlap(one, Place(5.0, 2.5, math.pi / 4).points(box(-2.0, -2.0, 2.0, 2.0)))


def test_what_lies_outside_a_picture_has_no_box():
    assert clipped_box(box(-9.0, -9.0, -1.0, -1.0), 50.0) is None
    assert clipped_box(box(-9.0, 10.0, 5.0, 20.0), 50.0).tolist() == box(0.0, 10.0, 5.0, 20.0).tolist()


@pytest.mark.parametrize("seed", range(8))
def test_a_cut_of_real_ground_keeps_its_boxes_on_what_they_mark(seed):
    pixels = np.full((400, 500, 3), 60, dtype=np.uint8)
    pixels[100:160, 180:300] = 240
    ground = Background(pixels, 0.5, boxes=(("building", box(180.0, 100.0, 300.0, 160.0)),))
    found = cut(np.random.default_rng(seed), (ground,), ("land", "colour"), 360, 0.5)
    for _name, quad in found.boxes:
        (x0, y0), (x1, y1) = np.clip(quad.min(axis=0), 0, 360), np.clip(quad.max(axis=0), 0, 360)
        marked = np.zeros((360, 360), dtype=bool)
        marked[round(y0):round(y1), round(x0):round(x1)] = True
        assert np.array_equal(marked, found.pixels[..., 0] > 150)
    assert bool(found.boxes) == bool((found.pixels > 150).any())


def test_ground_that_shows_something_else_is_not_used():
    ground = Background(np.full((400, 400, 3), 60, dtype=np.uint8), 0.5)
    rng = np.random.default_rng(1)
    assert cut(rng, (ground,), ("water", "colour"), 100, 0.5) is None
    assert cut(rng, (ground,), ("land", "infrared-false-colour"), 100, 0.5) is None
    assert cut(rng, (ground,), ("land", "colour"), 100, 0.05) is None


def test_a_picture_too_wide_for_one_ground_is_sewn_of_many_and_forgets_what_they_hold():
    boxes = (("sports-court", box(1.0, 1.0, 20.0, 20.0)),)
    free = frozenset(("airplane", "sports-court"))
    grounds = tuple(Background(np.full((250, 250, 3), tone, dtype=np.uint8), 0.6, boxes=boxes, free_of=free)
                    for tone in (60, 120, 180))
    sewn = cut(np.random.default_rng(2), grounds, ("land", "colour"), 320, 2.0)
    assert sewn.pixels.min() >= 60, "no gaps"
    assert len(np.unique(sewn.pixels)) > 1
    assert sewn.boxes == ()
    assert sewn.free_of == {"airplane"}


def test_panchromatic_pictures_have_three_like_channels():
    scene = np.random.default_rng(0).integers(0, 255, (64, 64, 3)).astype(np.uint8)
    for seed in range(6):
        taken = take(np.random.default_rng(seed), scene, "panchromatic", 1.0).astype(int)
        assert np.abs(taken[..., 0] - taken[..., 2]).max() <= 3


def test_leaves_are_red_in_infrared_false_colour():
    scene = np.full((64, 64, 3), (70, 110, 60), dtype=np.uint8)
    taken = take(np.random.default_rng(0), scene, LOOKS[2], 0.2).astype(int)
    assert taken[..., 0].mean() > taken[..., 1].mean() + 20


def test_a_wake_lies_under_every_ship():
    rng = np.random.default_rng(10)
    figure = ships.ship(rng, "cargo", LIGHT, under_way=True)
    plain = Figure((Part(box(-9.0, -9.0, 9.0, 9.0), (10, 200, 10)),))
    length = figure.extent[2]
    canvas = Canvas(np.full((200, 200, 3), 60, dtype=np.uint8), 1.0)
    draw(canvas, [Placed(plain, Place(100.0 - length - 25.0, 100.0)), Placed(figure, Place(100.0, 100.0))], LIGHT)
    x = int(100.0 - length - 25.0)
    assert canvas.pixels()[98:102, x - 5:x + 5].reshape(-1, 3).tolist() == [[10, 200, 10]] * 40
