"""Objects in files: the layer `detections`, its style, and that neither a stop nor another layer loses anything."""

from __future__ import annotations

import json
import re
import sqlite3
import xml.etree.ElementTree as ET
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, List

import pytest
from earthscribe.inference import exchange
from earthscribe.inference.errors import BadAnnotation, NoCrs, OutputUnwritable
from earthscribe.inference.exchange import detections, gpkg, style
from earthscribe.inference.exchange.kinds import DETECTIONS
from earthscribe.inference.geometry import MapQuad, PixelQuad
from earthscribe.inference.values import Detection, Found, Recipe, Searched, Source
from earthscribe.tests.described import described

SEARCH = Searched(Source("town.tif", "f"), Recipe("optical", "rgb", (1, 2, 3)), "bundled", "7", "EPSG:4326", "affine",
                  "2024-05-01", 0.3, "georeference")
QUAD = PixelQuad(((10.0, 20.0), (30.0, 20.0), (30.0, 28.0), (10.0, 28.0)))
PLACED = MapQuad(((9.0, 51.45), (9.001, 51.45), (9.001, 51.449), (9.0, 51.449)), "EPSG:4326")
CAR = Detection("car", 0.9, QUAD, PLACED, 6.0, 2.4, 90.0, (("bus-truck", 0.3),), 20.0, 8.0)


def found(count: int = 1, **more: Any) -> Found:
    return Found((replace(CAR, **more),) * count, SEARCH)


def rows(path: Path) -> List[sqlite3.Row]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return connection.execute("SELECT * FROM detections").fetchall()


@pytest.mark.parametrize("suffix", [".gpkg", ".geojson"])
def test_rows_are_added_lot_by_lot_and_to_what_was_there(tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"out{suffix}"
    for lots in ((1, 2), (3,)):
        exchange.check_detections(out, "EPSG:4326")
        with exchange.detection_writer(out, "EPSG:4326") as writer:
            for count in lots:
                writer.add(found(count))
    uids = [row["uid"] for row in rows(out)] if suffix == ".gpkg" else [
        each["id"] for each in json.loads(out.read_text(encoding="utf-8"))["features"]]
    assert len(uids) == len(set(uids)) == 6
    assert [each.name for each in tmp_path.iterdir()] == [out.name], "and nothing is left beside it"


def test_a_row_has_all_fields(tmp_path: Path) -> None:
    with exchange.detection_writer(tmp_path / "out.gpkg") as writer:
        writer.add(found())
    (row,) = rows(tmp_path / "out.gpkg")
    assert set(row.keys()) == {"fid", "geom", *(field.name for field in detections.FIELDS)}
    assert (row["category"], row["confidence"], row["length_m"], row["azimuth"]) == ("car", 0.9, 6.0, 90.0)
    assert json.loads(row["alternatives"]) == [["bus-truck", 0.3]]
    assert json.loads(row["polygon_px"]) == [list(corner) for corner in QUAD.corners]
    assert (row["raster"], row["gsd_from"], row["model_revision"]) == ("town.tif", "georeference", "7")


@pytest.mark.parametrize("suffix", [".gpkg", ".geojson"])
def test_what_was_found_before_a_failure_is_there(tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"out{suffix}"

    def failing() -> None:
        with exchange.detection_writer(out) as writer:
            writer.add(found(2))
            raise RuntimeError("the end")

    with pytest.raises(RuntimeError, match="the end"):
        failing()
    assert out.read_bytes().count(b"EPSG:4326") >= 1


@pytest.mark.parametrize("suffix", [".gpkg", ".geojson"])
def test_a_run_that_finds_nothing_leaves_an_empty_layer(tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"out{suffix}"
    with exchange.detection_writer(out, "EPSG:32632"):
        pass
    if suffix == ".gpkg":
        assert rows(out) == []
    else:
        assert json.loads(out.read_text(encoding="utf-8"))["features"] == []
    exchange.check_detections(out, "EPSG:32632")


def test_descriptions_and_detections_share_a_geopackage(tmp_path: Path) -> None:
    out = tmp_path / "out.gpkg"
    exchange.append(out, [described(crs="EPSG:4326", corners=PLACED.corners)])
    with exchange.detection_writer(out) as writer:
        writer.add(found())
    exchange.append(out, [described("b", crs="EPSG:4326", corners=PLACED.corners)])
    with closing(sqlite3.connect(out)) as connection:
        counts = [connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
                  for name in ("descriptions", "detections")]
        styles = dict(connection.execute("SELECT f_table_name, styleQML FROM layer_styles"))
    assert counts == [2, 1]
    assert styles["detections"] == style.DETECTIONS.qml() != styles["descriptions"]


def test_the_rows_of_a_raster_are_taken_out_of_one_layer_only(tmp_path: Path) -> None:
    out = tmp_path / "out.gpkg"
    exchange.append(out, [described(crs="EPSG:4326", corners=PLACED.corners, raster="town.tif")])
    gpkg.clear(out, ["town.tif"], kind=DETECTIONS)
    with exchange.detection_writer(out) as writer:
        writer.add(found(2))
        writer.add(Found((CAR,), replace(SEARCH, source=Source("village.tif", "f"))))
    gpkg.clear(out, ["town.tif"], kind=DETECTIONS)
    assert [row["raster"] for row in rows(out)] == ["village.tif"]
    with closing(sqlite3.connect(out)) as connection:
        assert connection.execute("SELECT count(*) FROM descriptions").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM rtree_detections_geom").fetchone() == (1,)


def test_a_geojson_file_of_descriptions_is_not_mixed_with_objects(tmp_path: Path) -> None:
    out = tmp_path / "out.geojson"
    exchange.append(out, [described(crs="EPSG:4326", corners=PLACED.corners)])
    with pytest.raises(BadAnnotation, match="it holds descriptions"):
        exchange.check_detections(out, "EPSG:4326")


def test_objects_without_a_place_go_to_a_geopackage_only(tmp_path: Path) -> None:
    with pytest.raises(NoCrs):
        exchange.check_detections(tmp_path / "out.geojson", "")
    exchange.check_detections(tmp_path / "out.gpkg", "")
    with exchange.detection_writer(tmp_path / "out.gpkg") as writer:
        writer.add(found(map_quad=None, length_m=None, width_m=None, azimuth=None))
    (row,) = rows(tmp_path / "out.gpkg")
    assert (row["length_m"], row["length_px"], row["crs"]) == (None, 20.0, None)


def test_an_output_that_cannot_be_written_is_refused_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(OutputUnwritable, match="does not exist"):
        exchange.check_detections(tmp_path / "nowhere" / "out.gpkg", "EPSG:4326")
    with pytest.raises(BadAnnotation, match=r"detections\.gpkg|ending in"):
        exchange.check_detections(tmp_path / "out.shp", "EPSG:4326")


def test_the_style_knows_the_fields_and_the_classes() -> None:
    from earthscribe.inference.detection.card import CHANNELS

    said = style.DETECTIONS.qml()
    for field in detections.FIELDS:
        assert f'field="{field.name}"' in said or f'name="{field.name}"' in said
        assert f'name="{field.alias}"' in said, "the alias of the table"
    assert set(CHANNELS) <= set(re.findall(r'<category [^>]*value="([^"]+)"', said))


def test_no_two_classes_have_the_same_colour() -> None:
    renderer = ET.fromstring(style.DETECTIONS.qml()).find("renderer-v2")
    assert renderer is not None
    symbols = {each.get("name"): [option.get("value") for option in each.iter("Option")
                                  if option.get("name") == "line_color"][-1] for each in renderer.iter("symbol")}
    colours = [symbols[each.get("symbol")] for each in renderer.iter("category") if each.get("value")]
    assert len(set(colours)) == len(colours) >= 12


def test_the_page_lists_every_field(root: Path) -> None:
    page = (root / "docs" / "detection.md").read_text(encoding="utf-8").partition("## All fields")[2]
    rows = re.findall(r"(?m)^\| `(\w+)` \| (\w+) \| (.*?) \| (.*) \|$", page)
    assert rows == [(field.name, field.kind, field.alias, field.meaning) for field in detections.FIELDS]


def test_json_rows_hold_what_the_command_promises() -> None:
    row = detections.to_row(CAR, SEARCH)
    assert {"category", "confidence", "polygon_px", "polygon_map", "length_m", "width_m", "azimuth"} <= set(row)
    assert row["polygon_map"] == [list(corner) for corner in PLACED.corners]
    json.dumps(row, allow_nan=False)
