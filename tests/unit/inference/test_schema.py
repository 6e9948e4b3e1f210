"""Rows: one table of fields, three shapes, nothing in them that a reader cannot take."""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta, timezone
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from earthscribe.inference.exchange import style
from earthscribe.inference.exchange.schema import FIELDS, REQUIRED, STATUSES, instant, to_columns, to_row, to_values
from earthscribe.tests.described import PIXELS, UTM, described

JSON_NAMES = {"uid", "description", "polygon_px", "polygon_map", "crs", "category", "confidence", "evidence", "chip",
              "image_date", "sensor", "gsd_m", "provenance"}
LAYER_NAMES = {"uid", "task", "question", "description", "category", "confidence", "language", "status", "evidence",
               "length_m", "width_m", "area_m2", "azimuth", "image_date", "sensor", "gsd_m", "analyst", "raster",
               "polygon_px", "crs_raster", "crs_operation", "recipe", "model", "model_revision", "dialect",
               "prompt_version", "backend", "device", "raw", "seconds", "created", "edited"}
PROVENANCE = {"model", "revision", "backend", "device", "dialect", "prompt_version", "raw", "seconds", "tokens",
              "finish"}


def test_the_table_holds_every_promised_field_once() -> None:
    names = [field.name for field in FIELDS]
    assert len(set(names)) == len(names)
    assert JSON_NAMES | LAYER_NAMES | set(REQUIRED) <= set(names)
    assert {field.kind for field in FIELDS} == {"text", "real", "integer", "json", "date"}
    assert len({field.alias for field in FIELDS}) == len(FIELDS), "two fields would look alike in a form"


def test_a_row_says_what_was_described() -> None:
    row = to_row(described())
    assert set(row) >= JSON_NAMES
    assert (row["uid"], row["description"], row["category"]) == ("first", "A ship of 120 m.", "ship")
    assert row["polygon_px"] == [list(corner) for corner in PIXELS], "pixels are exact and in the order given"
    assert row["polygon_map"] == [list(corner) for corner in UTM]
    assert row["crs"] == "EPSG:32632"
    assert row["chip"]["window"] == [-2, 0, 64, 48]
    assert row["chip"]["size"] == [128, 96]
    assert row["chip"]["recipe"]["bands"] == [3, 2, 1]
    assert set(row["provenance"]) == PROVENANCE
    assert row["length_m"] == 120.0
    assert row["width_m"] is None
    assert all(field in {each.name for each in FIELDS} for field in row), "every key of --json is a column too"


def test_a_row_is_strict_json_even_where_numbers_are_not() -> None:
    row = to_row(described(confidence=float("nan"), gsd_m=float("inf")))
    again = json.loads(json.dumps(row, allow_nan=False))
    assert again == row
    assert (row["confidence"], row["gsd_m"], row["azimuth"]) == (None, None, None)
    assert row["evidence"][0]["values"] == {"length_m": 120.0, "strange": None}
    assert row["chip"]["recipe"]["low"] == [0.0, None, 1.0]


def test_text_that_no_file_can_hold_is_made_holdable() -> None:
    row = to_row(described(text="a\0b\udc80c", raster="/data/\udcffname.tif"))
    assert row["description"] == "ab?c"
    assert row["raster"].encode("utf-8") == b"/data/?name.tif"


def test_without_georeference_there_is_no_polygon_on_the_map() -> None:
    row = to_row(described(map_quad=None))
    assert (row["polygon_map"], row["crs"]) == (None, None)


def test_values_flatten_the_provenance() -> None:
    row, values = to_row(described()), to_values(described())
    assert list(values) == [field.name for field in FIELDS]
    assert values["model_revision"] == row["provenance"]["revision"] == "7"
    for name in PROVENANCE - {"revision"}:
        assert values[name] == row["provenance"][name]
    assert values["recipe"] == row["chip"]["recipe"]
    assert values["crs_raster"] == row["crs"]
    assert (values["status"], values["edited"], values["analyst"]) == ("draft", None, None)
    assert {name: values[name] for name in row} == row


def test_columns_are_flat_and_nested_ones_are_json_text() -> None:
    values, columns = to_values(described()), to_columns(described())
    for field in FIELDS:
        if field.name == "created":
            continue
        if field.kind == "json" and values[field.name] is not None:
            assert json.loads(str(columns[field.name])) == values[field.name]
        else:
            assert columns[field.name] == values[field.name]
            assert isinstance(columns[field.name], (str, int, float, type(None)))


def test_moments_are_written_in_utc_with_milliseconds() -> None:
    moment = datetime(2026, 1, 2, 3, 4, 5, 678901, timezone(timedelta(hours=2)))
    assert instant(moment) == "2026-01-02T01:04:05.678Z"
    assert to_columns(described(), moment)["created"] == "2026-01-02T01:04:05.678Z"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", str(to_columns(described())["created"]))


def test_the_style_knows_every_field() -> None:
    document = ET.fromstring(style.qml())
    aliases = {each.get("field"): each.get("name") for each in document.iter("alias")}
    widgets = {each.get("name"): widget.get("type") for each in document.iter("field")
               for widget in each.iter("editWidget")}
    shown = {each.get("name") for each in document.iter("column") if each.get("hidden") == "0"}
    assert {field.name: field.alias for field in FIELDS} == {name: aliases[name] for name in aliases if name != "fid"}
    tabs = {tab.get("name"): [each.get("name") for each in tab.iter("attributeEditorField")]
            for tab in document.findall("attributeEditorForm/attributeEditorContainer")}
    assert list(tabs) == ["Description", "Object", "Review", "Provenance"]
    assert sorted(name for names in tabs.values() for name in names) == sorted(field.name for field in FIELDS)
    for field in FIELDS:
        assert (field.name in tabs["Provenance"]) == field.hidden, field.name
        assert (field.name not in shown) == field.hidden, field.name
    assert (widgets["fid"], widgets["status"]) == ("Hidden", "ValueMap")
    assert document.get("version", "").startswith("3.22"), "an older QGIS warns about styles of a newer one"
    assert {each.get("value") for each in document.iter("Option")} >= set(STATUSES), "the form offers every status"


def test_the_style_names_no_place_on_this_machine() -> None:
    assert not re.search(r"(/home/|/root|/tmp|[A-Z]:\\\\|file://)", style.qml()), "files travel"


def test_only_styles_nobody_touched_are_renewed() -> None:
    assert not style.is_earlier(style.qml()), "the present style must not be among those it replaces"
    assert not style.is_earlier("<qgis/>")


def test_the_page_of_formats_says_the_same(root: Path) -> None:
    page = (root / "docs" / "formats.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", page, flags=re.MULTILINE))
    expected = {field.name: f"{field.kind} | {field.alias} | {field.meaning}" for field in FIELDS}
    assert rows == expected


@pytest.mark.parametrize("name", ["description", "category", "confidence", "status", "length_m", "image_date", "gsd_m"])
def test_what_people_look_for_is_shown(name: str) -> None:
    assert not next(field for field in FIELDS if field.name == name).hidden
