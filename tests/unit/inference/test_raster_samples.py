"""The sample rasters: small, attributed, and every box lies on picture."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from earthscribe.inference.geometry import PixelQuad, PixelWindow, corners_of
from earthscribe.inference.raster import open_raster
from earthscribe.inference.values import SENSORS


@pytest.fixture
def samples(root: Path) -> Path:
    return root / "resources" / "samples"


@pytest.fixture
def listed(samples: Path) -> list[dict[str, Any]]:
    content = json.loads((samples / "samples.json").read_text(encoding="utf-8"))
    assert content["schema"] == 1
    rasters: list[dict[str, Any]] = content["rasters"]
    return rasters


def test_all_are_listed_attributed_and_small(samples: Path, listed: list[dict[str, Any]]) -> None:
    attribution = (samples / "ATTRIBUTION.md").read_text(encoding="utf-8")
    files = {path.name for path in samples.glob("*.tif")}
    assert {each["file"] for each in listed} == files
    assert all(f"`{name}`" in attribution for name in files)
    assert sum(path.stat().st_size for path in samples.iterdir()) <= 3_000_000
    assert {each["sensor"] for each in listed} == set(SENSORS)
    assert sum(len(each["boxes"]) for each in listed) >= 10


def test_every_box_lies_on_valid_pixels(samples: Path, listed: list[dict[str, Any]]) -> None:
    for each in listed:
        with open_raster(str(samples / each["file"])) as source:
            for box in each["boxes"]:
                quad = PixelQuad(corners_of(box["polygon_px"]))
                x0, y0, x1, y1 = (round(v) for v in quad.bounds())
                window = PixelWindow(x0, y0, x1 - x0, y1 - y0)
                pixels = source.read(window, [band.number for band in source.info.bands])
                assert not pixels.padded, box["title"]
                assert pixels.valid.all(), box["title"]
                assert min(quad.sides) > 2.0, box["title"]


def test_they_show_what_the_demonstration_needs(samples: Path, listed: list[dict[str, Any]]) -> None:
    seen = {}
    for each in listed:
        with open_raster(str(samples / each["file"])) as source:
            seen[each["file"]] = source.info
    assert seen["thermal_car_park.tif"].georeference == "none"
    assert seen["sentinel2_forest_utm32.tif"].crs == "EPSG:32632"
    assert len(seen["sentinel2_forest_utm32.tif"].bands) == 13
    assert seen["sentinel2_kiel_canal.tif"].image_date == "2022-08-12"
    (ax, ay), (bx, by) = seen["drone_kampala_rotated.tif"].grid.map_points([(0, 0), (1, 0)])
    assert abs(by - ay) > 0.3 * abs(bx - ax)
