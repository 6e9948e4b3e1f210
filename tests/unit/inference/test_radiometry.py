"""What stored values mean, from metadata alone."""

from __future__ import annotations

import numpy as np
import pytest
from earthscribe.inference.raster.source import RasterInfo
from earthscribe.inference.sensors.radiometry import baseline, decibel, radiometry, to_power
from earthscribe.tests.scenes import make_raster


def info(dtype: str = "uint16", **facts: object) -> RasterInfo:
    return make_raster(np.ones((1, 4, 4), dtype), **facts).info  # type: ignore[arg-type]


@pytest.mark.parametrize(("tags", "path", "expected"), [
    ({"PROCESSING_BASELINE": "04.00"}, "x.tif", 4.0), ({"PROCESSING_BASELINE": "0511"}, "x.tif", 5.11),
    ({"PRODUCT_URI": "S2B_MSIL2A_20210101T101010_N0214_R022_T31TCJ_20210101T121212.SAFE"}, "x.tif", 2.14),
    ({}, "S2C_MSIL1C_20250101T101010_N0511_R022_T31TCJ_20250101T121212.SAFE", 5.11), ({}, "sentinel2_N0511.tif", None),
])
def test_baseline(tags: dict[str, str], path: str, expected: float | None) -> None:
    assert baseline(info(tags=tags, path=path)) == (None if expected is None else pytest.approx(expected))


@pytest.mark.parametrize(("version", "zero"), [("03.01", 0.0), ("04.00", 1000.0), ("05.11", 1000.0)])
def test_sentinel_2_moved_its_zero_with_baseline_4(version: str, zero: float) -> None:
    known = radiometry(info(tags={"PROCESSING_BASELINE": version}), 1, "sentinel-2")
    assert known.known
    assert known.apply(np.array([zero, zero + 10000.0])) == pytest.approx([0.0, 1.0])


def test_sentinel_2_without_a_baseline_is_not_guessed_from_values() -> None:
    assert not radiometry(info(), 1, "sentinel-2").known


def test_scale_in_the_file_wins() -> None:
    known = radiometry(info(band={"scale": 0.0001, "offset": -0.1}), 1, "sentinel-2")
    assert known.apply(np.array([1000.0])) == pytest.approx([0.0])
    assert known.known


@pytest.mark.parametrize("facts", [
    {"path": "LC08_L2SP_202034_20200101_20200823_02_T1_SR_B4.TIF"},
    {"tags": {"COLLECTION_NUMBER": "02", "PROCESSING_LEVEL": "L2SP"}},
])
def test_landsat_collection_2_level_2(facts: dict[str, object]) -> None:
    known = radiometry(info(**facts), 1, "landsat-8")
    assert known.apply(np.array([7273.0, 43636.0])) == pytest.approx([0.0, 1.0], abs=1e-4)


def test_landsat_level_1_stays_counts() -> None:
    assert not radiometry(info(path="LC08_L1TP_202034_20200101_20200823_02_T1_B4.TIF"), 1, "landsat-8").known


def test_backscatter_is_uncalibrated_unless_metadata_say_otherwise() -> None:
    assert radiometry(info(), 1, "sar-db").words == "uncalibrated dB"
    known = radiometry(info(names=("Sigma0_VV_db",)), 1, "sar-db")
    assert known.known
    assert known.words == "calibrated sigma nought in dB"


@pytest.mark.parametrize(("preset", "value"), [("sar-complex", 6 + 8j), ("sar-amplitude", 10.0), ("sar-linear", 100.0),
                                               ("sar-db", 20.0)])
def test_all_kinds_of_radar_values_become_the_same_power(preset: str, value: complex) -> None:
    assert decibel(float(to_power(np.array([value]), preset)[0])) == pytest.approx(20.0)


def test_temperature_needs_a_unit() -> None:
    assert radiometry(info("float32", band={"unit": "K"}), 1, "thermal").unit == "K"
    assert not radiometry(info("float32"), 1, "thermal").known
