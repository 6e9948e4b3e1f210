"""Three ways to a box with the mouse, numbers that hold, snapping, keys: real events in, pixels of the file out."""

from __future__ import annotations

import math

import pytest
from earthscribe.inference.geometry import PixelQuad
from earthscribe.ui.drawing.box_band import sight_on
from earthscribe.ui.drawing.draw_bar import DrawBar
from earthscribe.ui.drawing.hints import Step, hint
from earthscribe.ui.drawing.sizing import Ruler, Size
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsSnappingConfig,
    QgsTolerance,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QLabel

from . import rasters
from .conftest import until
from .easel import SHIFT, Easel

CLICKS = ((200, 240), (290, 200), (305, 300))
NEAR = 0.01
PLACES = [("utm", None, 0.0), ("utm", "EPSG:4326", 0.0), ("utm", "EPSG:3857", 35.0), ("turned", None, 0.0),
          ("turned", "EPSG:4326", -20.0), ("with_gcps", None, 0.0), ("with_gcps", "EPSG:3857", 15.0)]


@pytest.fixture
def easel(window, layer):
    made = []

    def of(how="utm", **shown):
        made.append(Easel(window, layer(how), **shown))
        return made[-1]

    yield of
    for each in made:
        each.close()


def near(corners, wanted, within=NEAR):
    return all(a == pytest.approx(b, abs=within) for a, b in zip(corners, wanted)) and len(corners) == len(wanted)


def ground(easel, quad):
    """Sides and azimuth of the long axis in UTM, by GDAL and plane trigonometry."""
    transform = rasters.gdal.Open(easel.layer.source()).GetGeoTransform()
    points = [rasters.gdal.ApplyGeoTransform(transform, *corner) for corner in quad.corners]
    edges = [(b[0] - a[0], b[1] - a[1]) for a, b in zip(points, [*points[1:], points[0]])]
    (length, axis), (width, _) = sorted(((math.hypot(*edge), edge) for edge in edges[:2]), reverse=True)
    return length, width, math.degrees(math.atan2(*axis)) % 180


def angle_between(first, second):
    return abs((first - second + 90) % 180 - 90)


# --- gestures


@pytest.mark.parametrize(("how", "crs", "rotation"), PLACES)
def test_an_edge_and_a_width(easel, how, crs, rotation):
    made = easel(how, crs=crs, rotation=rotation)
    wanted = rasters.box(*[made.pixel(*click) for click in CLICKS])
    for click in CLICKS:
        made.click(*click)
    (quad,) = made.drawn
    assert near(quad.corners, wanted)
    assert quad.right_angled


@pytest.mark.parametrize(("how", "crs", "rotation"), PLACES)
def test_a_drag_makes_a_box_along_the_rows_of_the_file(easel, how, crs, rotation):
    made = easel(how, crs=crs, rotation=rotation)
    (x1, y1), (x2, y2) = made.pixel(220, 210), made.pixel(320, 290)
    made.drag((220, 210), (320, 290))
    (quad,) = made.drawn
    assert near(quad.corners, [(x1, y1), (x2, y1), (x2, y2), (x1, y2)])
    assert made.bands() == []
    assert made.size() == ""


def test_a_drag_is_shown_while_it_lasts(easel):
    made = easel()
    made.press(220, 210)
    made.pull(223, 212)
    assert made.bands() == []
    made.pull(320, 290)
    assert len(made.bands()) == 1
    assert made.size()
    assert made.tool.step is Step.DRAGGING
    made.release(320, 290)
    assert made.tool.step is Step.NOTHING


def test_a_hand_that_trembles_clicks(easel):
    made = easel()
    made.drag((220, 210), (223, 212))
    assert made.drawn == []
    assert made.tool.step is Step.EDGE


def test_a_drag_that_makes_no_box_is_said_and_forgotten(easel):
    made = easel()
    made.drag((220, 210), (320, 210))
    assert made.drawn == []
    (error,) = made.failed
    assert "encloses no area" in error.sentence()
    assert made.tool.step is Step.NOTHING


def test_escape_takes_a_drag_back(easel):
    made = easel()
    made.press(220, 210)
    made.pull(320, 290)
    made.key(Qt.Key.Key_Escape)
    assert made.bands() == []
    made.release(320, 290)
    assert (made.drawn, made.said) == ([], [])
    made.key(Qt.Key.Key_Escape)
    assert made.said == ["left"]


def test_the_tool_stays_in_hand_and_the_next_box_follows(easel):
    made = easel()
    for start in (150, 250, 350):
        made.drag((start, 210), (start + 60, 260))
    assert len(made.drawn) == 3
    assert made.canvas.mapTool() is made.tool


def test_two_quick_clicks_are_two_points(easel):
    made = easel()
    made.click(220, 210)
    made.double_click(300, 210)
    assert made.tool.step is Step.WIDTH


# --- stamps


@pytest.mark.parametrize(("how", "crs", "rotation"), [place for place in PLACES if place[0] != "with_gcps"])
def test_shift_and_a_click_stamp_the_last_size(easel, how, crs, rotation):
    made = easel(how, crs=crs, rotation=rotation)
    for click in CLICKS:
        made.click(*click)
    made.click(180, 320, SHIFT)
    first, second = made.drawn
    assert second.right_angled
    assert second.centre == pytest.approx(made.pixel(180, 320), abs=NEAR)
    assert ground(made, second) == pytest.approx(ground(made, first), rel=1e-3)


def test_shift_shows_what_it_would_stamp(easel):
    made = easel()
    made.entry.remember(Size(30.0, 12.0, 70.0))
    made.move(250, 250)
    assert made.bands() == []
    QTest.keyPress(made.canvas, Qt.Key.Key_Shift)
    assert len(made.bands()) == 1
    assert "30.0 m × 12.0 m  70°" in made.size()
    assert made.tool.step is Step.STAMPING
    QTest.keyRelease(made.canvas, Qt.Key.Key_Shift)
    assert made.bands() == []
    assert made.tool.step is Step.NOTHING


def test_without_a_size_there_is_nothing_to_stamp_and_the_hint_says_so(easel):
    made = easel()
    made.click(250, 250, SHIFT)
    assert made.drawn == []
    QTest.keyPress(made.canvas, Qt.Key.Key_Shift)
    assert made.tool.step is Step.NO_SIZE
    assert "type a length" in hint(made.steps[-1])


def test_the_last_size_is_remembered_by_the_next_session(easel, window):
    made = easel()
    made.drag((220, 210), (320, 260))
    length, width, azimuth = ground(made, made.drawn[0])
    made.canvas.setMapTool(window.pan)
    kept = DrawBar(QIcon()).size_entry.box_size()
    assert (kept.length, kept.width) == pytest.approx((length, width), rel=1e-2)
    assert angle_between(kept.azimuth, azimuth) < 0.3


def test_a_stamp_on_bent_ground_control_measures_what_was_typed(easel):
    made = easel("with_gcps")
    made.entry.remember(Size(40.0, 15.0, 33.0))
    made.click(250, 250, SHIFT)
    found = Ruler(sight(made)).measured(made.drawn[0].corners)
    assert (found.length, found.width) == pytest.approx((40.0, 15.0), rel=1e-6)
    assert found.azimuth == pytest.approx(33.0, abs=1e-6)


# --- numbers


def test_digits_typed_on_the_canvas_are_the_length_of_the_edge(easel):
    made = easel()
    made.click(200, 240)
    made.move(240, 240)
    made.type("25.5")
    assert made.entry.field("length").hasFocus()
    made.key(Qt.Key.Key_Return)
    assert made.canvas.hasFocus()
    assert made.entry.lock("length").isChecked()
    made.move(320, 245)
    assert "25.5 m" in made.size()
    made.click(320, 245)
    made.move(320, 300)
    made.type("7,25")
    assert made.entry.field("width").hasFocus()
    made.key(Qt.Key.Key_Return)
    (quad,) = made.drawn
    length, width, _ = ground(made, quad)
    assert (length, width) == pytest.approx((25.5, 7.25), rel=2e-3)
    assert Ruler(sight(made)).measured(quad.corners).length == pytest.approx(25.5, rel=1e-6)


def test_a_length_and_an_azimuth_set_the_edge_at_once(easel):
    made = easel("turned")
    made.click(200, 240)
    made.move(240, 200)
    made.type("20")
    made.key(Qt.Key.Key_Tab)
    made.key(Qt.Key.Key_Tab)
    assert made.entry.field("azimuth").hasFocus()
    made.type("30")
    made.key(Qt.Key.Key_Return)
    assert made.tool.step is Step.WIDTH
    made.click(300, 300)
    found = Ruler(sight(made)).sides(made.drawn[0].corners)
    assert found.length == pytest.approx(20.0, rel=1e-6)
    assert angle_between(found.azimuth, 30.0) < 1e-3


def test_numbers_that_hold_hold_for_every_box_until_escape_frees_them(easel):
    made = easel()
    field, lock = made.entry.field("length"), made.entry.lock("length")
    field.setFocus()
    made.type("12")
    made.key(Qt.Key.Key_Return)
    assert lock.isChecked()
    for start in (150, 260):
        made.click(start, 240)
        made.click(start + 90, 250)
        made.click(start + 90, 300)
    for quad in made.drawn:
        assert Ruler(sight(made)).sides(quad.corners).length == pytest.approx(12.0, rel=1e-6)
    made.key(Qt.Key.Key_Escape)
    assert not lock.isChecked()
    assert made.said == []
    made.key(Qt.Key.Key_Escape)
    assert made.said == ["left"]


def test_escape_in_a_field_frees_all_and_leads_back_to_the_canvas(easel):
    made = easel()
    made.entry.remember(Size(30.0, 12.0, 70.0))
    for name in ("length", "width"):
        QTest.mouseClick(made.entry.lock(name), Qt.MouseButton.LeftButton)
    assert made.entry.held().width == 12.0
    made.entry.field("width").setFocus()
    made.type("99")
    made.key(Qt.Key.Key_Escape)
    assert not made.entry.held().any
    assert made.entry.field("width").value() == 12.0
    assert made.canvas.hasFocus()


def test_a_drag_keeps_to_the_numbers_that_hold(easel):
    made = easel()
    made.entry.remember(Size(30.0, 12.0, 70.0))
    for name in ("length", "width"):
        QTest.mouseClick(made.entry.lock(name), Qt.MouseButton.LeftButton)
    made.drag((200, 210), (260, 400))
    quad = made.drawn[0]
    found = Ruler(sight(made)).measured(quad.corners)
    assert (found.length, found.width) == pytest.approx((30.0, 12.0), rel=1e-6)
    assert angle_between(found.azimuth, 0.0) < 0.5
    assert quad.corners[0] == pytest.approx(made.pixel(200, 210), abs=NEAR)


def test_where_all_numbers_hold_a_click_is_a_box(easel):
    made = easel()
    made.entry.remember(Size(30.0, 12.0, 70.0))
    for name in ("length", "width", "azimuth"):
        QTest.mouseClick(made.entry.lock(name), Qt.MouseButton.LeftButton)
    made.canvas.setFocus()
    made.move(250, 250)
    assert made.tool.step is Step.STAMPING
    made.click(250, 250)
    made.click(320, 320)
    assert len(made.drawn) == 2
    found = Ruler(sight(made)).measured(made.drawn[1].corners)
    assert (found.length, found.width, found.azimuth) == pytest.approx((30.0, 12.0, 70.0), rel=1e-6)


def test_the_fields_follow_the_pointer(easel):
    made = easel()
    made.click(200, 240)
    made.move(290, 200)
    length, azimuth = made.entry.field("length").value(), made.entry.field("azimuth").value()
    (x1, y1), (x2, y2) = made.window.map_point(200, 240), made.window.map_point(290, 200)
    assert length == pytest.approx(math.hypot(x2 - x1, y2 - y1), rel=0.01)
    assert angle_between(azimuth, math.degrees(math.atan2(x2 - x1, y2 - y1))) < 2
    made.key(Qt.Key.Key_Escape)
    assert made.entry.field("length").value() == 0.0


def test_enter_sets_the_point_under_the_pointer(easel):
    made = easel()
    made.click(200, 240)
    for place in ((290, 200), (305, 300)):
        made.move(*place)
        made.key(Qt.Key.Key_Return)
    assert near(made.drawn[0].corners, rasters.box(*[made.pixel(*click) for click in CLICKS]))


def test_without_a_crs_numbers_are_pixels(easel):
    made = easel("make")
    assert made.entry.unit == "px"
    assert [label.text() for label in made.entry.findChildren(QLabel)][:2] == ["Length (px)", "Width (px)"]
    made.entry.remember(Size(40.0, 16.0, 90.0, "px"))
    made.click(250, 250, SHIFT)
    (x, y), corners = made.drawn[0].centre, made.drawn[0].corners
    wanted = [(x - 20, y - 8), (x + 20, y - 8), (x + 20, y + 8), (x - 20, y + 8)]
    assert sorted((round(u, 6), round(v, 6)) for u, v in corners) == sorted(
        (round(u, 6), round(v, 6)) for u, v in wanted)


def test_sizes_in_metres_and_in_pixels_are_remembered_apart(easel):
    made = easel()
    made.entry.remember(Size(30.0, 12.0, 70.0))
    made.entry.show_unit("px")
    made.entry.remember(Size(99.0, 44.0, 10.0, "px"))
    made.entry.show_unit("m")
    assert made.entry.box_size() == Size(30.0, 12.0, 70.0)


def test_a_number_typed_in_the_dock_is_a_size_to_stamp(easel):
    made = easel()
    for name, number in (("length", "10"), ("width", "20")):
        made.entry.field(name).setFocus()
        made.entry.field(name).selectAll()
        made.type(number)
        made.key(Qt.Key.Key_Tab)
    assert made.entry.box_size() == Size(20.0, 10.0, 0.0)
    assert not made.entry.held().any
    made.click(250, 250, SHIFT)
    found = Ruler(sight(made)).measured(made.drawn[0].corners)
    assert (found.length, found.width) == pytest.approx((20.0, 10.0), rel=1e-6)


# --- snapping


def snapping(made, *points):
    """A layer of points and a project that snaps to its vertices."""
    layer = QgsVectorLayer(f"Point?crs={made.layer.crs().authid()}", "corners", "memory")
    features = []
    for x, y in points:
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, y)))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    QgsProject.instance().addMapLayer(layer)
    made.canvas.setLayers([layer, made.layer])
    config = QgsSnappingConfig(QgsProject.instance())
    config.setEnabled(True)
    config.setMode(QgsSnappingConfig.SnappingMode.AllLayers)
    config.setTypeFlag(QgsSnappingConfig.SnappingTypes.VertexFlag)
    config.setTolerance(12)
    config.setUnits(QgsTolerance.UnitType.Pixels)
    utils = made.canvas.snappingUtils()
    utils.setMapSettings(made.canvas.mapSettings())
    utils.setConfig(config)
    until(lambda: utils.snapToMap(QgsPointXY(*points[-1]), None, True).isValid(), "QGIS has indexed the corners")


def test_points_snap_as_the_project_says(easel):
    made = easel()
    true = [(500020.0, 5399970.0), (500050.0, 5399965.0), (500055.0, 5399950.0)]
    snapping(made, *true)
    transform = made.canvas.getCoordinateTransform()
    for point in true:
        place = transform.transform(*point)
        made.click(round(place.x()) + 4, round(place.y()) - 3)
    wanted = rasters.box(*rasters.pixels(made.layer.source(), true))
    assert near(made.drawn[0].corners, wanted, within=1e-6)


def test_a_snapped_place_is_shown_and_nothing_of_it_stays(easel):
    made = easel()
    snapping(made, (500020.0, 5399970.0))
    items = len(made.canvas.scene().items())
    place = made.canvas.getCoordinateTransform().transform(500020.0, 5399970.0)
    made.move(round(place.x()) + 3, round(place.y()))
    shown = [item for item in made.canvas.scene().items() if item.isVisible()]
    made.move(400, 100)
    hidden = [item for item in made.canvas.scene().items() if item.isVisible()]
    assert len(shown) == len(hidden) + 1
    made.canvas.unsetMapTool(made.tool)
    assert len(made.canvas.scene().items()) <= items + 1


# --- all of it goes


def test_nothing_stays_on_the_canvas(window, layer):
    picture = layer()
    window.show(picture)
    before = len(window.canvas.scene().items())
    made = Easel(window, picture)
    made.entry.remember(Size(30.0, 12.0, 70.0))
    made.tool.edit(made.raster, PixelQuad(((20.0, 30.0), (90.0, 30.0), (90.0, 70.0), (20.0, 70.0))))
    made.click(300, 210)
    made.move(320, 290)
    assert len(window.canvas.scene().items()) > before
    made.close()
    del made
    QTest.qWait(20)
    assert len(window.canvas.scene().items()) == before


def test_every_step_has_a_hint(qgis_app):
    assert len({hint(step) for step in Step}) == len(Step)


def sight(made):
    return sight_on(made.canvas, made.raster)
