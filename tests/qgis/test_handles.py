"""Handles on a box: what mouse and keys make of it in the pixels of the file, on every kind of raster."""

from __future__ import annotations

import math

import pytest
from earthscribe.inference.geometry import PixelQuad
from earthscribe.ui.drawing.box_band import sight_on
from earthscribe.ui.drawing.hints import Step
from earthscribe.ui.drawing.reshape import (
    Grip,
    Hold,
    moved,
    rotated,
    side_middle,
    turned_to,
    with_corner_at,
    with_side_at,
)
from earthscribe.ui.drawing.sizing import Ruler, Size
from qgis.core import QgsCoordinateReferenceSystem
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

from . import rasters
from .easel import CTRL, SHIFT, Easel

BOX = PixelQuad(((50.0, 60.0), (130.0, 60.0), (130.0, 100.0), (50.0, 100.0)))
SLANTED = PixelQuad(rotated(BOX.corners, 20.0))
PLACES = [("utm", None, 0.0), ("utm", "EPSG:3857", 35.0), ("turned", "EPSG:4326", -20.0),
          ("with_gcps", "EPSG:3857", 15.0), ("flat_pixels", None, 0.0)]
ONE_SCREEN_PIXEL = 0.6
"""What rounding to whole points of the screen may cost, in pixels of these files."""


def flat_pixels(path):
    """Pixels three times as long as wide, turned against north."""
    cos, sin = math.cos(math.radians(25)), math.sin(math.radians(25))
    return rasters.make(path, (500000.0, 0.3 * cos, 0.9 * sin, 5400000.0, 0.3 * sin, -0.9 * cos), rasters.UTM)


@pytest.fixture
def easel(window, layer, tmp_path):
    made = []

    def of(how="utm", quad=BOX, **shown):
        picture = layer(flat_pixels(tmp_path / "flat.tif") if how == "flat_pixels" else how)
        made.append(Easel(window, picture, **shown))
        if quad is not None:
            made[-1].tool.edit(made[-1].raster, quad)
        return made[-1]

    yield of
    for each in made:
        each.close()


def same(corners, wanted, within=1e-6):
    return all(a == pytest.approx(b, abs=within) for a, b in zip(corners, wanted))


# --- the arithmetic


@pytest.mark.parametrize("quad", [BOX, SLANTED])
@pytest.mark.parametrize("index", range(4))
def test_a_corner_goes_where_it_is_put_and_the_opposite_one_stays(quad, index):
    place = (quad.corners[index][0] + 3.0, quad.corners[index][1] - 2.0)
    changed = with_corner_at(quad.corners, index, place)
    assert changed[index] == pytest.approx(place)
    assert changed[(index + 2) % 4] == pytest.approx(quad.corners[(index + 2) % 4])
    assert PixelQuad(changed).right_angled
    assert PixelQuad(changed).oriented().angle == pytest.approx(quad.oriented().angle)


@pytest.mark.parametrize("quad", [BOX, SLANTED])
@pytest.mark.parametrize("index", range(4))
def test_a_side_goes_where_it_is_put_and_the_others_stay_in_line(quad, index):
    middle = side_middle(quad.corners, index)
    inward = [(quad.centre[i] - middle[i]) / 10 for i in (0, 1)]
    changed = with_side_at(quad.corners, index, (middle[0] + inward[0], middle[1] + inward[1]))
    assert side_middle(changed, index) == pytest.approx([middle[i] + inward[i] for i in (0, 1)])
    assert changed[(index + 2) % 4] == pytest.approx(quad.corners[(index + 2) % 4])
    assert changed[(index + 3) % 4] == pytest.approx(quad.corners[(index + 3) % 4])
    assert PixelQuad(changed).right_angled


def test_no_box_is_dragged_to_nothing_or_inside_out():
    for index in range(4):
        for changed in (with_corner_at(BOX.corners, index, (90.0 + 200 * (90 - BOX.corners[index][0]), 80.0)),
                        with_side_at(BOX.corners, index, BOX.corners[(index + 2) % 4])):
            assert min(PixelQuad(changed).sides) >= 1.0
            assert PixelQuad(changed).right_angled


def test_turning_keeps_middle_and_sides():
    changed = PixelQuad(turned_to(BOX.corners, 0, (1.0, 0.0)))
    assert changed.centre == pytest.approx(BOX.centre)
    assert changed.sides == pytest.approx(BOX.sides)
    assert side_middle(changed.corners, 0) == pytest.approx((BOX.centre[0] + 20.0, BOX.centre[1]))


# --- the mouse


@pytest.mark.parametrize(("how", "crs", "rotation"), PLACES)
def test_dragging_inside_moves_the_box(easel, how, crs, rotation):
    made = easel(how, crs=crs, rotation=rotation)
    start, end = made.spot(80.0, 75.0), made.spot(95.0, 85.0)
    made.drag(start, end)
    (quad,) = made.adjusted
    off = [after - before for before, after in zip(made.pixel(*start), made.pixel(*end))]
    assert same(quad.corners, moved(BOX.corners, *off), within=0.01)
    assert made.drawn == []


@pytest.mark.parametrize(("how", "crs", "rotation"), PLACES)
@pytest.mark.parametrize("index", [0, 2])
def test_a_corner_resizes_about_the_opposite_one(easel, how, crs, rotation, index):
    made = easel(how, SLANTED, crs=crs, rotation=rotation)
    handle = made.handle(Hold(Grip.CORNER, index))
    end = (handle[0] + 22, handle[1] - 17)
    made.drag(handle, end)
    (quad,) = made.adjusted
    assert quad.right_angled
    assert quad.corners[(index + 2) % 4] == pytest.approx(SLANTED.corners[(index + 2) % 4], abs=1e-6)
    assert quad.corners[index] == pytest.approx(made.pixel(*end), abs=ONE_SCREEN_PIXEL)
    assert math.sin(math.radians(quad.oriented().angle - 20.0)) == pytest.approx(0.0, abs=1e-6) or how == "flat_pixels"


@pytest.mark.parametrize(("how", "crs", "rotation"), PLACES)
def test_the_middle_of_a_side_moves_that_side_only(easel, how, crs, rotation):
    made = easel(how, SLANTED, crs=crs, rotation=rotation)
    made.canvas.zoomByFactor(0.7)
    made.canvas.waitWhileRendering()
    handle = made.handle(Hold(Grip.SIDE, 2))
    made.drag(handle, (handle[0] + 15, handle[1] + 15))
    (quad,) = made.adjusted
    assert same(quad.corners[:2], SLANTED.corners[:2])
    assert quad.sides[0] == pytest.approx(SLANTED.sides[0])
    assert quad.sides[1] != pytest.approx(SLANTED.sides[1], abs=0.5)
    assert quad.right_angled


@pytest.mark.parametrize(("how", "crs", "rotation"), PLACES)
def test_the_stalk_turns_the_box(easel, how, crs, rotation):
    made = easel(how, crs=crs, rotation=rotation)
    stalk, middle = made.stalk(), made.spot(*BOX.centre)
    end = (middle[0] + 60, middle[1] + 25)
    side = made.tool._hand.editing.handles.stalk.index
    made.drag(stalk, end)
    (quad,) = made.adjusted
    assert quad.centre == pytest.approx(BOX.centre)
    assert quad.sides == pytest.approx(BOX.sides)
    toward, wanted = side_middle(quad.corners, side), made.pixel(*end)
    angles = [math.atan2(y - BOX.centre[1], x - BOX.centre[0]) for x, y in (toward, wanted)]
    assert math.cos(angles[0] - angles[1]) == pytest.approx(1.0, abs=1e-4)


@pytest.mark.parametrize(("how", "crs", "rotation"), PLACES)
def test_with_shift_the_long_axis_points_to_multiples_of_fifteen_degrees(easel, how, crs, rotation):
    made = easel(how, crs=crs, rotation=rotation)
    middle = made.spot(*BOX.centre)
    made.drag(made.stalk(), (middle[0] + 60, middle[1] + 25), SHIFT)
    (quad,) = made.adjusted
    azimuth = Ruler(sight_on(made.canvas, made.raster)).measured(quad.corners).azimuth
    assert azimuth / 15 == pytest.approx(round(azimuth / 15), abs=1e-5)
    assert quad.sides == pytest.approx(BOX.sides)


def test_escape_while_dragging_puts_it_back(easel):
    made = easel()
    made.press(*made.spot(80.0, 75.0))
    made.pull(*made.spot(120.0, 75.0))
    assert made.tool.editing != BOX
    made.key(Qt.Key.Key_Escape)
    assert made.tool.editing == BOX
    made.release(*made.spot(120.0, 75.0))
    assert (made.adjusted, made.drawn, made.said) == ([], [], [])


def test_escape_later_puts_it_back_as_it_was_given(easel):
    made = easel()
    made.drag(made.spot(80.0, 75.0), made.spot(100.0, 75.0))
    made.drag(made.spot(90.0, 75.0), made.spot(100.0, 85.0))
    made.key(Qt.Key.Key_Escape)
    assert made.adjusted[-1] == BOX
    made.key(Qt.Key.Key_Escape)
    assert made.said == ["left"]


def test_a_click_inside_begins_the_next_box(easel):
    made = easel()
    made.click(*made.spot(80.0, 75.0))
    assert made.tool.step is Step.EDGE
    made.click(*made.spot(100.0, 75.0))
    made.click(*made.spot(100.0, 85.0))
    assert len(made.drawn) == 1
    assert made.adjusted == []


def test_shift_and_a_click_inside_stamp(easel):
    made = easel()
    made.click(*made.spot(90.0, 80.0), SHIFT)
    (quad,) = made.drawn
    assert sorted(quad.sides) == pytest.approx(sorted(BOX.sides), rel=1e-3)


def test_the_cursor_says_what_dragging_does(easel):
    made = easel()
    handles = made.tool._hand.editing.handles
    for place, wanted in ((made.handle(Hold(Grip.CORNER, 0)), Qt.CursorShape.SizeFDiagCursor),
                          (made.handle(Hold(Grip.CORNER, 1)), Qt.CursorShape.SizeBDiagCursor),
                          (made.handle(Hold(Grip.SIDE, 0)), Qt.CursorShape.SizeVerCursor),
                          (made.handle(Hold(Grip.SIDE, 1)), Qt.CursorShape.SizeHorCursor),
                          (made.stalk(), Qt.CursorShape.BitmapCursor),
                          (made.spot(75.0, 75.0), Qt.CursorShape.SizeAllCursor),
                          (made.spot(20.0, 20.0), Qt.CursorShape.CrossCursor)):
        made.move(*place)
        assert handles.cursor_for(handles.gripped).shape() == wanted
        assert made.canvas.cursor().shape() == wanted or made.canvas.viewport().cursor().shape() == wanted


def test_a_small_box_can_still_be_moved(easel):
    small = PixelQuad(((100.0, 80.0), (103.0, 80.0), (103.0, 83.0), (100.0, 83.0)))
    made = easel(quad=small)
    start = made.spot(101.5, 81.5)
    made.drag(start, (start[0] + 40, start[1] + 30))
    (quad,) = made.adjusted
    assert quad.sides == pytest.approx(small.sides)


# --- keys and numbers


@pytest.mark.parametrize("rotation", [0.0, 40.0])
def test_arrows_move_by_a_pixel_of_the_screen(easel, rotation):
    made = easel("turned", rotation=rotation)
    before = made.spot(*BOX.centre)
    centre = made.canvas.center()
    for _ in range(12):
        made.key(Qt.Key.Key_Right)
    made.key(Qt.Key.Key_Down, SHIFT)
    after = made.spot(*made.adjusted[-1].centre)
    assert (after[0] - before[0], after[1] - before[1]) == (12, 10)
    assert made.canvas.center() == centre
    assert len(made.adjusted) == 13


def test_control_and_an_arrow_turn_the_box(easel):
    made = easel()
    made.key(Qt.Key.Key_Right, CTRL)
    assert same(made.adjusted[-1].corners, rotated(BOX.corners, 1.0))
    made.key(Qt.Key.Key_Left, CTRL | SHIFT)
    assert same(made.adjusted[-1].corners, rotated(BOX.corners, -14.0))


def test_without_handles_arrows_are_the_canvas_own(easel):
    made = easel(quad=None)
    centre = made.canvas.center()
    made.key(Qt.Key.Key_Right)
    assert made.canvas.center() != centre
    assert made.adjusted == []


def test_enter_confirms_the_box_with_handles(easel):
    made = easel()
    made.drag(made.spot(80.0, 75.0), made.spot(100.0, 75.0))
    made.key(Qt.Key.Key_Return)
    assert made.said == ["confirmed"]
    assert made.drawn == []


def test_a_number_resizes_the_box_with_handles_about_its_middle(easel):
    made = easel(quad=SLANTED)
    assert made.entry.field("length").value() == pytest.approx(40.0, rel=0.01)
    made.type("55")
    made.key(Qt.Key.Key_Return)
    made.entry.field("azimuth").setFocus()
    made.type("90")
    made.key(Qt.Key.Key_Return)
    quad = made.adjusted[-1]
    found = Ruler(sight_on(made.canvas, made.raster)).measured(quad.corners)
    assert found.length == pytest.approx(55.0, rel=1e-6)
    assert found.azimuth == pytest.approx(90.0, abs=1e-6)
    assert quad.centre == pytest.approx(SLANTED.centre, abs=1e-6)
    assert not made.entry.held().any


# --- adjust first


def test_adjust_first_waits_for_enter(easel):
    made = easel(quad=None)
    made.tool.adjust_first = True
    made.drag((220, 210), (320, 290))
    assert made.drawn == []
    assert made.tool.step is Step.ADJUSTING
    before = made.tool.editing
    middle = made.spot(*before.centre)
    made.drag((middle[0] + 14, middle[1]), (middle[0] + 34, middle[1]))
    assert made.adjusted == []
    made.key(Qt.Key.Key_Return)
    (quad,) = made.drawn
    assert quad.centre[0] > before.centre[0]
    assert quad.sides == pytest.approx(before.sides)
    assert made.tool.editing is None


def test_adjust_first_and_escape_drops_it(easel):
    made = easel(quad=None)
    made.tool.adjust_first = True
    made.drag((220, 210), (320, 290))
    made.key(Qt.Key.Key_Escape)
    assert made.tool.editing is None
    made.key(Qt.Key.Key_Return)
    assert (made.drawn, made.said) == ([], [])


# --- in between


def test_handles_give_way_while_another_box_is_drawn(easel):
    made = easel()
    handles = made.tool._hand.editing.handles
    assert handles.isVisible()
    made.click(30 + 200, 40 + 150)
    assert not handles.isVisible()
    made.key(Qt.Key.Key_Escape)
    assert handles.isVisible()


def test_an_edit_that_comes_while_a_box_is_drawn_disturbs_nothing(easel):
    made = easel(quad=None)
    made.click(220, 210)
    made.move(300, 210)
    made.tool.edit(made.raster, SLANTED)
    assert made.tool.step is Step.EDGE
    made.click(300, 210)
    made.click(300, 260)
    assert len(made.drawn) == 1
    assert made.tool.editing == SLANTED


def test_the_same_box_again_keeps_what_was_adjusted(easel):
    made = easel()
    made.drag(made.spot(80.0, 75.0), made.spot(100.0, 75.0))
    adjusted = made.tool.editing
    made.tool.edit(made.raster, BOX)
    made.tool.edit(made.raster, adjusted)
    assert made.tool.editing == adjusted
    made.key(Qt.Key.Key_Escape)
    assert made.tool.editing == BOX


def test_another_tool_hides_the_handles_and_this_one_shows_them_again(easel, window):
    made = easel()
    handles = made.tool._hand.editing.handles
    made.canvas.setMapTool(window.pan)
    assert not handles.isVisible()
    made.canvas.setMapTool(made.tool)
    assert handles.isVisible()


def test_handles_stay_at_their_pixels_when_the_view_or_the_crs_changes(easel):
    made = easel(quad=SLANTED)
    for change in (lambda: made.canvas.zoomByFactor(0.6), lambda: made.canvas.setRotation(50.0),
                   lambda: made.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))):
        change()
        made.canvas.waitWhileRendering()
        QTest.qWait(5)
        for index, corner in enumerate(SLANTED.corners):
            place, wanted = made.handle(Hold(Grip.CORNER, index)), made.spot(*corner)
            assert math.dist(place, wanted) < 1.5


def test_a_box_where_the_project_crs_does_not_reach_is_not_shown_and_comes_back(easel):
    made = easel()
    made.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:27700"))
    made.canvas.setDestinationCrs(QgsCoordinateReferenceSystem(rasters.UTM))
    made.frame()
    assert math.dist(made.handle(Hold(Grip.CORNER, 0)), made.spot(*BOX.corners[0])) < 1.5


def test_a_stamp_takes_the_size_of_the_box_with_handles(easel):
    made = easel(quad=SLANTED)
    size = made.entry.box_size()
    assert isinstance(size, Size)
    assert size.length == pytest.approx(40.0, rel=0.01)
