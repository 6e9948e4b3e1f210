"""The session's boxes on the canvas: painted where their pixels are, told apart by tone, gone when they should be."""

from __future__ import annotations

import pytest
from earthscribe.inference.geometry import OrientedBox, PixelQuad
from earthscribe.ui.drawing.box_band import sight_on
from earthscribe.ui.drawing.marks import TONES, Mark, Marks
from earthscribe.ui.host.layers import layer_file, shown_raster
from qgis.core import QgsCoordinateReferenceSystem
from qgis.PyQt.QtCore import QPoint

from . import rasters
from .conftest import until

BOX = PixelQuad(((50.0, 60.0), (130.0, 60.0), (130.0, 100.0), (50.0, 100.0)))


@pytest.fixture
def marks(window, layer):
    made = []

    def of(how="utm", **shown):
        picture = layer(how)
        window.show(picture, **shown)
        window.settle()
        made.append(Marks(window.canvas))
        return made[-1], shown_raster(layer_file(picture))

    yield of
    for each in made:
        each.remove()


def spot(window, raster, x, y):
    ((mx, my),) = sight_on(window.canvas, raster).points([(x, y)])
    place = window.canvas.getCoordinateTransform().transform(mx, my)
    return QPoint(round(place.x()), round(place.y()))


def changed(window, before):
    """Where the canvas looks otherwise than before."""
    after = window.canvas.grab().toImage()
    return {(x, y) for x in range(after.width()) for y in range(after.height())
            if before.pixel(x, y) != after.pixel(x, y)}


@pytest.mark.parametrize(("how", "crs", "rotation"), [("utm", None, 0.0), ("turned", "EPSG:3857", 30.0),
                                                      ("with_gcps", "EPSG:4326", 0.0)])
def test_a_mark_is_painted_where_its_pixels_are(window, marks, how, crs, rotation):
    made, raster = marks(how, crs=crs, rotation=rotation)
    before = window.canvas.grab().toImage()
    made.show([Mark(raster, BOX, "7", "current")])
    painted = changed(window, before)
    for a, b in zip(BOX.corners, (*BOX.corners[1:], BOX.corners[0])):
        place = spot(window, raster, (2 * a[0] + b[0]) / 3, (2 * a[1] + b[1]) / 3)
        assert (place.x(), place.y()) in painted
    far = spot(window, raster, 170.0, 140.0)
    assert (far.x(), far.y()) not in painted
    made.show([])
    assert changed(window, before) == set()


@pytest.mark.parametrize("tone", sorted(TONES))
def test_every_tone_is_seen_on_black_and_on_white(window, marks, tone):
    made, raster = marks()
    made.show([Mark(raster, BOX, "7", tone)])
    image = window.canvas.grab().toImage()
    start, end = spot(window, raster, 50.0, 80.0), spot(window, raster, 130.0, 80.0)
    for place in (start, end):
        lightness = [image.pixelColor(place.x() + dx, place.y() + dy).lightness()
                     for dx in range(-4, 5) for dy in range(-8, 9)]
        assert max(lightness) > 130
        assert min(lightness) < 70


def test_marks_stay_at_their_pixels_when_the_crs_changes(window, marks):
    made, raster = marks()
    made.show([Mark(raster, BOX)])
    window.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    outline = made._item.outline(0)
    place = spot(window, raster, *BOX.corners[0])
    assert abs(outline[0].x() - place.x()) < 1.5
    assert abs(outline[0].y() - place.y()) < 1.5


def test_what_the_crs_does_not_reach_comes_back(window, marks):
    made, raster = marks()
    made.show([Mark(raster, BOX)])
    window.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:2180"))
    window.canvas.setDestinationCrs(QgsCoordinateReferenceSystem(rasters.UTM))
    assert made._item.outline(0) is not None
    assert len(made.shown) == 1


def test_a_box_is_pointed_out_for_a_moment(window, marks):
    made, raster = marks()
    made.flash(raster, BOX)
    assert made.flashing
    until(lambda: not made.flashing, "it is over")


def test_marks_go_in_mid_flash(window, marks, layer):
    picture = layer()
    window.show(picture)
    before = len(window.canvas.scene().items())
    made = Marks(window.canvas)
    raster = shown_raster(layer_file(picture))
    made.show([Mark(raster, BOX, "1", "waiting")])
    made.flash(raster, BOX)
    made.remove()
    assert len(window.canvas.scene().items()) == before


def test_five_hundred_marks_are_placed_once(window, marks):
    made, raster = marks()
    many = [Mark(raster, PixelQuad(OrientedBox((10.0 + i % 180, 10.0 + i % 140), 8.0, 5.0, i).corners()), str(i))
            for i in range(500)]
    made.show(many)
    placed = list(made._item._places)
    made.show(many[:-1])
    assert len(made.shown) == 499
    assert all(now is before for now, before in zip(made._item._places, placed)), "none is reckoned again"
