"""GeoJSON: RFC 7946, our version on it, and never half a file."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Dict

import pytest
from earthscribe.inference import exchange
from earthscribe.inference.errors import BadAnnotation, NoCrs, OutputUnwritable
from earthscribe.inference.exchange import geojson
from earthscribe.inference.exchange.geojson import split_at_antimeridian
from earthscribe.inference.exchange.schema import FIELDS, SCHEMA, to_values
from earthscribe.inference.file_lock import held
from earthscribe.inference.geometry import Corners, signed_area
from earthscribe.tests.described import described
from hypothesis import given
from hypothesis import strategies as st

DEGREES: Corners = ((9.0, 51.45), (9.001, 51.45), (9.001, 51.449), (9.0, 51.449))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.geojson"


def read(path: Path) -> Dict[str, Any]:
    found: Dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_a_row_becomes_a_feature(out: Path) -> None:
    exchange.append(out, [described(crs="EPSG:4326", corners=DEGREES)])
    collection = read(out)
    assert (collection["type"], collection["earthscribe"]) == ("FeatureCollection", {"schema": SCHEMA})
    feature = collection["features"][0]
    assert (feature["type"], feature["id"]) == ("Feature", "first")
    assert list(feature["properties"]) == [field.name for field in FIELDS]
    expected = to_values(described(crs="EPSG:4326", corners=DEGREES))
    assert {**feature["properties"], "created": ""} == {**expected, "created": ""}
    ring = feature["geometry"]["coordinates"][0]
    assert ring[0] == ring[-1]
    assert signed_area([tuple(point) for point in ring[:-1]]) > 0, "counter-clockwise, whatever way the box was given"
    assert {tuple(point) for point in ring} == set(DEGREES)


def test_rows_append_and_keep_the_old_ones(out: Path) -> None:
    exchange.append(out, [described("a"), described("b")])
    old = read(out)["features"]
    exchange.check(out)
    exchange.append(out, [described("c")])
    assert read(out)["features"][:2] == old
    assert [each["id"] for each in read(out)["features"]] == ["a", "b", "c"]
    assert [each.name for each in out.parent.iterdir()] == ["out.geojson"]


def test_map_coordinates_become_longitude_and_latitude(out: Path) -> None:
    exchange.append(out, [described()])
    feature = read(out)["features"][0]
    for longitude, latitude in feature["geometry"]["coordinates"][0]:
        assert 8.9999 < longitude < 9.0002
        assert 51.451 < latitude < 51.452
    assert feature["properties"]["crs"] == "EPSG:32632", "the raster's own numbers are kept beside"


def test_a_polygon_over_the_antimeridian_is_split(out: Path) -> None:
    corners: Corners = ((179.9, 1.0), (-179.8, 1.0), (-179.8, 0.0), (179.9, 0.0))
    exchange.append(out, [described(crs="EPSG:4326", corners=corners)])
    geometry = read(out)["features"][0]["geometry"]
    assert geometry["type"] == "MultiPolygon"
    east, west = (sorted({point[0] for point in part[0]}) for part in geometry["coordinates"])
    assert (east, west) == ([179.9, 180.0], [-180.0, -179.8])


@given(west=st.floats(-180, 180), width=st.floats(1e-3, 20), south=st.floats(-80, 79), lean=st.floats(-5, 5))
def test_splitting_keeps_the_area_and_the_range(west: float, width: float, south: float, lean: float) -> None:
    whole = [(west, south), (west + width, south), (west + width + lean, south + 1), (west + lean, south + 1)]
    wrapped = [((x + 180) % 360 - 180, y) for x, y in whole]
    parts = split_at_antimeridian(wrapped)
    assert 1 <= len(parts) <= 2
    assert all(-180 <= x <= 180 for part in parts for x, _ in part)
    assert sum(abs(signed_area(part)) for part in parts) == pytest.approx(abs(signed_area(whole)), abs=1e-6)


def test_longitudes_beyond_180_are_brought_home() -> None:
    assert split_at_antimeridian(((190.0, 1.0), (191.0, 1.0), (191.0, 0.0), (190.0, 0.0))) == (
        ((-170.0, 1.0), (-169.0, 1.0), (-169.0, 0.0), (-170.0, 0.0)),)
    assert split_at_antimeridian(((179.0, 1.0), (180.0, 1.0), (180.0, 0.0), (179.0, 0.0))) == (
        ((179.0, 1.0), (180.0, 1.0), (180.0, 0.0), (179.0, 0.0)),)


def test_a_raster_without_crs_has_no_place_there(out: Path) -> None:
    for description in (described(map_quad=None), described(crs="")):
        with pytest.raises(NoCrs, match=r"harbour\.tif") as caught:
            exchange.append(out, [described("good"), description])
        assert ".gpkg" in caught.value.hint
    with pytest.raises(NoCrs):
        exchange.check(out, "")
    assert not out.exists()


@pytest.mark.parametrize(("text", "why"), [
    ("{", "damaged"),
    ("[1, 2]", "no GeoJSON collection"),
    ('{"type": "Feature"}', "no GeoJSON collection"),
    ('{"type": "FeatureCollection", "features": [{"properties": {"name": "x"}}]}', "not written by Earthscribe"),
    ('{"type": "FeatureCollection", "features": [], "earthscribe": {"schema": 99}}', "version 99"),
    (b"\xff\xfe\x00", "UTF-8"),
])
def test_what_is_not_ours_is_refused_and_left_alone(out: Path, text: Any, why: str) -> None:
    out.write_bytes(text if isinstance(text, bytes) else text.encode())
    before = out.read_bytes()
    for attempt in (exchange.check, lambda place: exchange.append(place, [described()])):
        with pytest.raises(BadAnnotation, match=why):
            attempt(out)
    assert out.read_bytes() == before
    assert [each.name for each in out.parent.iterdir()] == ["out.geojson"]


def test_rows_of_ours_without_a_version_are_taken_over(out: Path) -> None:
    exchange.append(out, [described()])
    collection = read(out)
    del collection["earthscribe"]
    out.write_text(json.dumps({**collection, "comment": "kept"}), encoding="utf-8")
    exchange.append(out, [described("second")])
    assert read(out)["earthscribe"] == {"schema": SCHEMA}
    assert read(out)["comment"] == "kept"
    assert len(read(out)["features"]) == 2


def test_an_empty_file_is_as_good_as_none(out: Path) -> None:
    out.touch()
    exchange.append(out, [described()])
    assert len(read(out)["features"]) == 1


def test_a_full_disk_costs_nothing_that_was_there(out: Path) -> None:
    resource = pytest.importorskip("resource", reason="this system has no limits of file size")
    exchange.append(out, [described()])
    before = out.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, hard))
    try:
        with pytest.raises(OutputUnwritable, match="disk is full"):
            exchange.append(out, [described(text="x" * 100_000)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert out.read_bytes() == before
    assert [each.name for each in out.parent.iterdir()] == ["out.geojson"]


def test_another_writer_is_waited_for_and_then_named(out: Path) -> None:
    exchange.append(out, [described()])
    before = out.read_bytes()
    with held(out, 0.0), pytest.raises(OutputUnwritable, match="another program"):
        geojson.append(out, [described("late")], patience=0.1)
    assert out.read_bytes() == before
    geojson.append(out, [described("now")], patience=0.1)
    assert len(read(out)["features"]) == 2


def test_a_lock_left_by_a_dead_process_does_not_block(out: Path) -> None:
    out.with_name(f".{out.name}.lock").touch()
    geojson.append(out, [described()], patience=0.1)
    assert [each.name for each in out.parent.iterdir()] == ["out.geojson"]


@pytest.mark.skipif(os.name == "nt", reason="rights of this kind are POSIX")
def test_the_rights_of_the_file_stay(out: Path) -> None:
    exchange.append(out, [described()])
    mask = os.umask(0)
    os.umask(mask)
    assert out.stat().st_mode & 0o777 == 0o666 & ~mask
    out.chmod(0o640)
    exchange.append(out, [described()])
    assert out.stat().st_mode & 0o777 == 0o640


def with_changes(out: Path, **changes: Any) -> None:
    """The file as another program may have left it."""
    exchange.append(out, [described(crs="EPSG:4326", corners=DEGREES)])
    out.write_text(json.dumps({**read(out), **changes}), encoding="utf-8")


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:EPSG::32632", "EPSG:3857"])
def test_a_file_in_another_crs_takes_no_longitudes(out: Path, name: str) -> None:
    with_changes(out, crs={"properties": {"name": name}, "type": "name"})
    before = out.read_bytes()
    for step in (lambda: exchange.check(out), lambda: exchange.append(out, [described()])):
        with pytest.raises(BadAnnotation, match="longitude and latitude"):
            step()
    assert out.read_bytes() == before


@pytest.mark.parametrize("crs", [None, {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}])
def test_a_file_that_names_longitude_and_latitude_is_fine(out: Path, crs: Any) -> None:
    with_changes(out, crs=crs)
    exchange.append(out, [described("second")])
    assert len(read(out)["features"]) == 2


def test_a_byte_order_mark_is_no_damage(out: Path) -> None:
    with_changes(out)
    out.write_bytes(b"\xef\xbb\xbf" + out.read_bytes())
    exchange.append(out, [described("second")])
    assert [each["id"] for each in read(out)["features"]] == ["first", "second"]


@pytest.mark.parametrize("text", ['{"type": "FeatureCollection", "earthscribe": {"schema": 1}, "features": [NaN]}',
                                  "[" * 200_000])
def test_what_is_no_json_is_refused_and_stays(out: Path, text: str) -> None:
    out.write_text(text, encoding="utf-8")
    with pytest.raises(BadAnnotation, match="damaged"):
        exchange.append(out, [described()])
    assert out.read_text(encoding="utf-8") == text
