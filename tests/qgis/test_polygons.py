"""Boxes round selected polygons: known rectangles come back exactly, in any CRS, from every kind of geometry."""

from __future__ import annotations

import math

import pytest
from earthscribe.inference.errors import InputError, PolygonsLeftOut
from earthscribe.inference.geometry import OrientedBox
from earthscribe.ui.drawing.box_band import sight_on
from earthscribe.ui.host.layers import layer_file, shown_raster
from earthscribe.ui.host.polygons import MOST, boxes_of_selected, boxes_round, selected_polygons
from earthscribe.ui.tasks import Streams, Watcher
from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtTest import QTest

from . import rasters
from .conftest import until

BOX = OrientedBox((95.0, 70.0), 40.0, 15.0, 27.0)
NEAR = 1e-4


@pytest.fixture
def seen(window, layer):
    def of(how="utm", crs=None):
        picture = layer(how)
        window.show(picture, crs=crs)
        raster = shown_raster(layer_file(picture))
        return sight_on(window.canvas, raster)

    return of


def on_map(sight, pixels, crs=rasters.UTM):
    """Pixels of the file as map points of a CRS; the grid's own way to the map is tested elsewhere."""
    return rasters.carried(sight.raster.grid.map_points(pixels), rasters.UTM, crs)


def wkt(points):
    ring = ", ".join(f"{x!r} {y!r}" for x, y in [*points, points[0]])
    return f"({ring})"


def chosen(*shapes, kind="Polygon", crs=rasters.UTM):
    """A layer of these shapes, all of them selected."""
    layer = QgsVectorLayer(f"{kind}?crs={crs}", "parcels", "memory")
    features = []
    for shape in shapes:
        feature = QgsFeature()
        if shape is not None:
            geometry = QgsGeometry.fromWkt(shape)
            assert not geometry.isNull(), shape
            feature.setGeometry(geometry)
        features.append(feature)
    done, _ = layer.dataProvider().addFeatures(features)
    assert done
    QgsProject.instance().addMapLayer(layer)
    layer.selectAll()
    return layer


def same_box(quad, corners, within=NEAR):
    return len(quad.corners) == 4 and all(
        min(math.dist(corner, other) for other in quad.corners) < within for corner in corners)


@pytest.mark.parametrize(("how", "crs"), [("utm", rasters.UTM), ("utm", "EPSG:4326"), ("utm", "EPSG:3857"),
                                          ("turned", rasters.UTM), ("turned", "EPSG:4326"),
                                          ("with_gcps", rasters.UTM), ("with_gcps", "EPSG:4326")])
def test_a_rectangle_comes_back_exactly(seen, how, crs):
    sight = seen(how)
    corners = BOX.corners()
    (boxed,) = boxes_of_selected(chosen(f"Polygon({wkt(on_map(sight, corners, crs))})", crs=crs), sight)
    assert same_box(boxed.quad, corners)
    assert boxed.quad.right_angled
    assert boxed.rings[0][0] == boxed.rings[0][-1]
    assert len(boxed.rings[0]) == 5


def test_the_smallest_rectangle_is_that_of_the_files_pixels(seen):
    """Right-angled on the map is not right-angled in pixels that are bent: the box follows the pixels."""
    sight = seen("with_gcps", crs="EPSG:4326")
    triangle = [(40.0, 40.0), (140.0, 60.0), (80.0, 110.0)]
    (boxed,) = boxes_of_selected(chosen(f"Polygon({wkt(on_map(sight, triangle))})"), sight)
    assert boxed.quad.right_angled
    for x, y in triangle:
        assert _inside(boxed.quad, x, y)
    assert boxed.quad.area == pytest.approx(2 * 0.5 * 6600.0, rel=0.2)


def _inside(quad, x, y):
    return all((bx - ax) * (y - ay) - (by - ay) * (x - ax) > -NEAR * 100
               for (ax, ay), (bx, by) in zip(quad.corners, (*quad.corners[1:], quad.corners[0])))


def test_each_part_is_a_box_of_its_own(seen):
    sight = seen()
    parts = [OrientedBox((40.0 + 50 * i, 60.0), 20.0, 10.0, 15.0 * i).corners() for i in range(3)]
    shape = ", ".join(f"({wkt(on_map(sight, part))})" for part in parts)
    layer = chosen(f"MultiPolygon({shape})", kind="MultiPolygon")
    found = boxes_of_selected(layer, sight)
    assert len(found) == 3
    assert {boxed.feature_id for boxed in found} == set(layer.selectedFeatureIds())
    for boxed, part in zip(found, parts):
        assert same_box(boxed.quad, part)


def test_holes_stay_in_the_polygon(seen):
    sight = seen()
    hole = OrientedBox(BOX.centre, 10.0, 5.0, 27.0).corners()
    outer, inner = wkt(on_map(sight, BOX.corners())), wkt(on_map(sight, hole))
    (boxed,) = boxes_of_selected(chosen(f"Polygon({outer}, {inner})"), sight)
    assert same_box(boxed.quad, BOX.corners())
    assert len(boxed.rings) == 2
    assert list(boxed.rings[1][:4]) == [pytest.approx(corner, abs=NEAR) for corner in hole]


def test_heights_and_measures_are_dropped(seen):
    sight = seen()
    points = on_map(sight, BOX.corners())
    ring = ", ".join(f"{x!r} {y!r} 12 7" for x, y in [*points, points[0]])
    (boxed,) = boxes_of_selected(chosen(f"PolygonZM(({ring}))", kind="PolygonZM"), sight)
    assert same_box(boxed.quad, BOX.corners())
    assert all(len(point) == 2 for point in boxed.rings[0])


def test_a_curve_becomes_straight_pieces(seen):
    sight = seen()
    (x, y), radius = on_map(sight, [(100.0, 80.0)])[0], 15.0
    circle = (f"CurvePolygon(CircularString({x - radius} {y}, {x} {y + radius}, {x + radius} {y},"
              f" {x} {y - radius}, {x - radius} {y}))")
    (boxed,) = boxes_of_selected(chosen(circle, kind="CurvePolygon"), sight)
    assert boxed.quad.sides == pytest.approx((60.0, 60.0), rel=1e-3)
    assert boxed.quad.centre == pytest.approx((100.0, 80.0), abs=0.1)
    assert len(boxed.rings[0]) > 60


def test_only_what_is_selected(seen):
    sight = seen()
    layer = chosen(*[f"Polygon({wkt(on_map(sight, OrientedBox((40.0 + 30 * i, 60.0), 20.0, 10.0, 0.0).corners()))})"
                     for i in range(4)])
    layer.selectByIds(sorted(layer.selectedFeatureIds())[1:3])
    assert [boxed.quad.centre[0] for boxed in boxes_of_selected(layer, sight)] == pytest.approx([70.0, 100.0])


def test_what_is_being_edited_counts_as_it_is_now(seen):
    sight = seen()
    layer = chosen(f"Polygon({wkt(on_map(sight, BOX.corners()))})")
    layer.startEditing()
    moved = OrientedBox((60.0, 100.0), 30.0, 12.0, 80.0).corners()
    (number,) = layer.selectedFeatureIds()
    layer.changeGeometry(number, QgsGeometry.fromWkt(f"Polygon({wkt(on_map(sight, moved))})"))
    (boxed,) = boxes_of_selected(layer, sight)
    assert same_box(boxed.quad, moved)
    layer.rollBack()


def test_what_makes_no_box_is_left_out(seen):
    sight = seen()
    far = OrientedBox((5000.0, 5000.0), 20.0, 10.0, 0.0).corners()
    line = [(40.0, 40.0), (60.0, 50.0), (80.0, 60.0)]
    layer = chosen(None, f"Polygon({wkt(on_map(sight, far))})", f"Polygon({wkt(on_map(sight, BOX.corners()))})",
                   f"Polygon({wkt([(500020.0, 5399970.0)] * 3)})",
                   f"Polygon({wkt(on_map(sight, line[:2] + line[:1]))})")
    (boxed,) = boxes_of_selected(layer, sight)
    assert same_box(boxed.quad, BOX.corners())
    heard = []
    with pytest.raises(PolygonsLeftOut, match=r"3 of 4 selected polygons were left out") as caught:
        heard.extend(boxes_round(selected_polygons(layer), sight.raster))
    assert "others are described" in caught.value.sentence()


def test_a_polygon_that_reaches_over_the_edge_is_taken_whole(seen):
    sight = seen()
    corners = OrientedBox((0.0, 70.0), 40.0, 15.0, 27.0).corners()
    (boxed,) = boxes_of_selected(chosen(f"Polygon({wkt(on_map(sight, corners))})"), sight)
    assert same_box(boxed.quad, corners)


def test_a_raster_without_a_place(window, layer):
    picture = layer("make")
    window.show(picture)
    sight = sight_on(window.canvas, shown_raster(layer_file(picture)))
    vectors = QgsVectorLayer("Polygon", "v", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt("Polygon((20 -30, 60 -30, 60 -50, 20 -50, 20 -30))"))
    vectors.dataProvider().addFeatures([feature])
    vectors.selectAll()
    (boxed,) = boxes_of_selected(vectors, sight)
    assert boxed.quad.corners == ((20.0, 30.0), (60.0, 30.0), (60.0, 50.0), (20.0, 50.0))


def refusal(layer, sight):
    with pytest.raises(InputError) as caught:
        boxes_of_selected(layer, sight)
    return caught.value.sentence()


def test_refusals_are_words(seen, tmp_path):
    sight = seen()
    layer = chosen(f"Polygon({wkt(on_map(sight, BOX.corners()))})")
    layer.removeSelection()
    assert "no polygon of parcels is selected" in refusal(layer, sight)
    assert "no vector layer is active" in refusal(None, sight)
    assert "not a layer of polygons" in refusal(QgsVectorLayer("Point?crs=EPSG:4326", "dots", "memory"), sight)
    assert "not a vector layer" in refusal(QgsRasterLayer(rasters.utm(tmp_path / "other.tif"), "other"), sight)
    assert "could not load" in refusal(QgsVectorLayer("/nowhere.gpkg", "gone", "ogr"), sight)
    far = OrientedBox((5000.0, 5000.0), 20.0, 10.0, 0.0).corners()
    assert "every selected polygon of parcels lies outside the raster" in refusal(
        chosen(f"Polygon({wkt(on_map(sight, far))})"), sight)
    assert "no selected polygon of parcels encloses an area" in refusal(chosen(None), sight)


def many(sight, count):
    boxes = [OrientedBox((10.0 + i % 180, 10.0 + i % 140), 8.0, 5.0, i).corners() for i in range(count)]
    points = on_map(sight, [corner for box in boxes for corner in box])
    return chosen(*[f"Polygon({wkt(points[4 * i:4 * i + 4])})" for i in range(count)])


def test_too_many_are_refused(seen):
    sight = seen()
    assert f"at most {MOST}" in refusal(many(sight, MOST + 1), sight)


def test_five_hundred_are_reckoned_beside_the_window(seen):
    sight = seen("with_gcps")
    layer = many(sight, MOST)
    heard, done = [], []

    class Heard(Watcher):
        def on_items(self, items):
            heard.extend(items)

        def on_done(self):
            done.append(True)

    selected = selected_polygons(layer)
    streams = Streams()
    streams.start("boxes", lambda stop: boxes_round(selected, sight.raster, stop), Heard())
    QgsProject.instance().removeMapLayer(layer.id())
    until(lambda: done, "all are there")
    assert len(heard) == MOST
    streams.close()
    QTest.qWait(10)


def test_stop_ends_it(seen):
    sight = seen()
    selected = selected_polygons(many(sight, 20))
    asked = []
    found = list(boxes_round(selected, sight.raster, lambda: asked.append(1) or len(asked) > 5))
    assert len(found) == 5
