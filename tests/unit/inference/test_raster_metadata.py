"""Dates and wavelengths from metadata, and the order in which windows are read."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
from earthscribe.inference.geometry import PixelWindow
from earthscribe.inference.raster import RasterInfo, block_order, open_raster
from earthscribe.inference.raster.metadata import image_date, iso_stamp, wavelength_nm


@pytest.mark.parametrize(("tags", "date"), [
    ({"TIFFTAG_DATETIME": "2021:07:14 11:22:33"}, "2021-07-14T11:22:33"),
    ({"ACQUISITIONDATETIME": "2019-05-03T10:00:01.5Z"}, "2019-05-03T10:00:01"),
    ({"DATE_ACQUIRED": "2020-08-01", "SCENE_CENTER_TIME": '"15:04:05.1230000Z"'}, "2020-08-01T15:04:05"),
    ({"DATE_ACQUIRED": "2020-08-01"}, "2020-08-01"),
    ({"PRODUCT_START_TIME": "2023-06-01T10:10:31.024Z", "TIFFTAG_DATETIME": "2024:01:01 00:00:00"},
     "2023-06-01T10:10:31"),
    ({"TIFFTAG_DATETIME": "0000:00:00 00:00:00"}, None),
    ({"TIFFTAG_DATETIME": "yesterday"}, None),
    ({"TIFFTAG_SOFTWARE": "20200101"}, None),
    ({}, None)])
def test_dates_from_metadata(tags: dict[str, str], date: str | None) -> None:
    assert image_date(tags, "picture.tif") == date


@pytest.mark.parametrize(("name", "date"), [
    ("S2A_MSIL2A_20230101T103421_N0509_R108_T32UMD_20230101T134756.SAFE", "2023-01-01T10:34:21"),
    ("T32UMD_20230101T103421_B04_10m.jp2", "2023-01-01T10:34:21"),
    ("LC08_L2SP_193027_20210613_20210622_02_T1_SR_B4.TIF", "2021-06-13"),
    ("S1A_IW_GRDH_1SDV_20180716T060623_20180716T060648_022818_027960_1F1A.tif", "2018-07-16T06:06:23"),
    ("m_3812243_sw_10_060_20200525.tif", "2020-05-25"),
    ("holiday_20200525.tif", None),
    ("IMG_20230101_120000.tif", None)])
def test_dates_from_names_of_known_products_only(name: str, date: str | None) -> None:
    assert image_date({}, f"/somewhere/2019-01-01/{name}") == date
    assert image_date({}, f"C:\\pictures\\{name}") == date


def test_stamps_that_are_none() -> None:
    assert iso_stamp("2021-13-01") is None
    assert iso_stamp("12021-01-01") is None
    assert iso_stamp("taken 20210105 at noon") == "2021-01-05"


@pytest.mark.parametrize(("tags", "name", "wavelength"), [
    ({"CENTRAL_WAVELENGTH_UM": "0.665"}, "", 665.0),
    ({"WAVELENGTH": "0.4927", "WAVELENGTH_UNITS": "Micrometers"}, "", 492.7),
    ({"WAVELENGTH": "664.5", "WAVELENGTH_UNITS": "Nanometers"}, "", 664.5),
    ({"WAVELENGTH": "842"}, "", 842.0),
    ({"WAVELENGTH": "2.2 um"}, "", 2200.0),
    ({}, "665 nm", 665.0),
    ({}, "Band 3 (0.56 um)", 560.0),
    ({}, "664.5 Nanometers", 664.5),
    ({}, "B4", None),
    ({}, "VV 12", None),
    ({"WAVELENGTH": "red"}, "", None)])
def test_wavelengths(tags: dict[str, str], name: str, wavelength: float | None) -> None:
    assert wavelength_nm(tags, name) == wavelength


@pytest.fixture
def huge(raster: Callable[[str], str]) -> RasterInfo:
    with open_raster(raster("huge_sparse")) as source:
        return source.info


def test_windows_are_read_block_by_block(huge: RasterInfo) -> None:
    windows = [PixelWindow((n * 7919) % 39_000, (n * 104_729) % 39_000, 100, 80) for n in range(2_000)]
    order = block_order(windows, huge)
    assert sorted(order) == list(range(2_000))

    def jumps(indices: list[int]) -> tuple[int, float]:
        blocks = [((windows[i].x + 50) // 2048, (windows[i].y + 40) // 2048) for i in indices]
        changes = [(a, b) for a, b in zip(blocks, blocks[1:]) if a != b]
        return len(changes), sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in changes) / len(changes)

    changes, step = jumps(order)
    used = len({((w.x + 50) // 2048, (w.y + 40) // 2048) for w in windows})
    assert changes == used - 1  # every block is visited once
    assert step < 1.5  # and the next one is a neighbour
    assert jumps(list(range(2_000)))[0] > 4 * changes


def test_windows_in_one_block_stay_in_order_and_outside_ones_are_kept(huge: RasterInfo) -> None:
    windows = [PixelWindow(10, 10, 5, 5), PixelWindow(-500, -500, 5, 5), PixelWindow(3, 3, 5, 5)]
    assert block_order(windows, huge) == [0, 1, 2]
    assert sorted(block_order([*windows, PixelWindow(90_000, 0, 5, 5)], huge)) == [0, 1, 2, 3]
    striped = dataclasses.replace(huge, block=(40_000, 1))
    assert block_order([PixelWindow(0, y, 1, 1) for y in (30, 10, 20)], striped) == [1, 2, 0]
    assert block_order([], huge) == []
