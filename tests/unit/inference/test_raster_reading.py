"""Reading windows: every type, padding to the pixel, overviews, validity, and rasters larger than memory."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from earthscribe.inference.errors import BoxTooSmall, NoCrs, NoSuchBand
from earthscribe.inference.geometry import PixelWindow
from earthscribe.inference.raster import BandInfo, Pixels, open_raster
from earthscribe.inference.raster.validity import valid_pixels

Raster = Callable[[str], str]


def read(path: str, window: tuple[int, int, int, int], bands: tuple[int, ...] = (1,),
         size: tuple[int, int] | None = None) -> Pixels:
    with open_raster(path) as source:
        return source.read(PixelWindow(*window), bands, size)


def test_a_window_is_the_files_own_values(raster: Raster) -> None:
    pixels = read(raster("utm"), (10, 20, 6, 5), (2, 1))
    assert pixels.values.dtype == np.uint8
    assert pixels.bands == (2, 1)
    assert (pixels.values[0] == np.arange(20, 25)[:, None]).all()
    assert (pixels.values[1] == np.arange(10, 16)).all()
    assert pixels.valid.all()
    assert not pixels.padded


@pytest.mark.parametrize(("name", "dtype"), [
    ("utm", "uint8"), ("int8", "int8"), ("nodata_edge", "int16"), ("bands_13_uint16", "uint16"),
    ("float_nan", "float32"), ("float64", "float64"), ("complex_slc", "complex64")])
def test_every_type_is_read_as_stored(raster: Raster, name: str, dtype: str) -> None:
    with open_raster(raster(name)) as source:
        assert source.info.bands[0].dtype == dtype
        assert source.read(PixelWindow(0, 0, 8, 8), (1,)).values.dtype == dtype
        assert source.read(PixelWindow(0, 0, 8, 8), (1,), (4, 4)).values.dtype == dtype
        assert source.read(PixelWindow(0, 0, 8, 8), (1,), (16, 16)).values.dtype == dtype


def test_complex_values_keep_their_phase_and_scaled_down_their_power(raster: Raster) -> None:
    whole = read(raster("complex_slc"), (4, 4, 8, 8))
    assert np.allclose(np.abs(whole.values[0]), 1.0 + np.arange(4, 12))
    assert np.abs(np.angle(whole.values[0])).max() > 1.0
    half = read(raster("complex_slc"), (4, 4, 8, 8), size=(4, 4))
    power = np.abs(whole.values[0].astype(np.complex128)) ** 2
    assert np.allclose(np.abs(half.values[0]) ** 2, power.reshape(4, 2, 4, 2).mean(axis=(1, 3)), rtol=1e-5)


def test_thirteen_bands_and_what_they_say(raster: Raster) -> None:
    with open_raster(raster("bands_13_uint16")) as source:
        bands = source.info.bands
        assert [band.name for band in bands][:9] == ["B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A"]
        assert (bands[0].scale, bands[0].offset, bands[0].unit) == (0.0001, -0.1, "reflectance")
        assert bands[3].wavelength_nm == 664.5
        assert bands[7].wavelength_nm == 832.8
        assert bands[0].wavelength_nm is None
        assert source.info.image_date == "2023-06-01T10:10:31"
        assert source.read(PixelWindow(0, 0, 4, 4), range(1, 14)).values.shape == (13, 4, 4)


def test_a_palette_comes_with_the_facts_and_is_never_averaged(raster: Raster) -> None:
    with open_raster(raster("palette")) as source:
        assert source.info.bands[0].colour == "palette"
        assert source.info.palette[3] == (111, 273 % 256, 15, 255)
        pixels = source.read(PixelWindow(0, 0, 64, 48), (1,), (8, 6))
    assert set(np.unique(pixels.values)) <= set(range(8))
    assert (pixels.values[0, 0] == np.arange(8)).all()


@pytest.mark.parametrize("band", [0, -1, 99])
def test_a_band_that_is_not_there_is_named_with_those_that_are(raster: Raster, band: int) -> None:
    with pytest.raises(NoSuchBand, match=f"no band {band}") as caught:
        read(raster("utm"), (0, 0, 4, 4), (1, band))
    assert "bands 1 to 3" in caught.value.hint


def test_an_empty_window_is_refused(raster: Raster) -> None:
    with pytest.raises(BoxTooSmall):
        read(raster("utm"), (0, 0, 0, 4))


# --- partly outside ----------------------------------------------------------------------------------------------


def test_what_lies_outside_is_zero_and_invalid(raster: Raster) -> None:
    pixels = read(raster("utm"), (-3, -2, 10, 6), (1, 2))
    assert pixels.padded
    assert not pixels.valid[:2].any()
    assert not pixels.valid[:, :3].any()
    assert pixels.valid[2:, 3:].all()
    assert (pixels.values[:, ~pixels.valid] == 0).all()
    assert (pixels.values[0, 2:, 3:] == np.arange(7)).all()
    assert pixels.grid.map_points([(3, 2)]) == [(500_000.0, 5_300_000.0)]


def test_a_window_wholly_outside_is_padding_only(raster: Raster) -> None:
    pixels = read(raster("utm"), (1000, 1000, 4, 4), size=(2, 2))
    assert pixels.padded
    assert not pixels.valid.any()
    assert not read(raster("utm"), (1000, 1000, 4, 4)).valid.any()


@pytest.mark.parametrize(("window", "size", "columns", "rows"), [
    ((-32, 0, 64, 48), (16, 12), slice(8, 16), slice(0, 12)),
    ((32, 24, 64, 48), (16, 12), slice(0, 8), slice(0, 6)),
    ((-10, -10, 84, 68), (42, 34), slice(5, 37), slice(5, 29)),
    ((-10, -10, 20, 20), (80, 80), slice(40, 80), slice(40, 80)),
    ((-21, 0, 64, 48), (10, 12), slice(3, 10), slice(0, 12)),
])
def test_padding_keeps_its_proportion_when_scaled(raster: Raster, window: tuple[int, int, int, int],
                                                  size: tuple[int, int], columns: slice, rows: slice) -> None:
    pixels = read(raster("utm"), window, size=size)
    expected = np.zeros((size[1], size[0]), dtype=bool)
    expected[rows, columns] = True
    assert (pixels.valid == expected).all()
    assert pixels.padded
    assert (pixels.grid.width, pixels.grid.height) == size


def test_scaled_values_lie_where_the_grid_says(raster: Raster) -> None:
    """The first band is x: after any scaling a pixel's value is the file x under its middle, up to rounding."""
    for window, size in (((0, 0, 64, 48), (13, 11)), ((-7, 5, 40, 30), (17, 9)), ((20, 20, 12, 9), (50, 31))):
        with open_raster(raster("utm")) as source:
            pixels = source.read(PixelWindow(*window), (1, 2), size)
            middles = [(x + 0.5, y + 0.5) for y in range(size[1]) for x in range(size[0])]
            in_file = np.array(source.info.grid.pixel_points(pixels.grid.map_points(middles)))
        step = max(window[2] / size[0], window[3] / size[1], 1.0)
        off_x = np.abs(pixels.values[0].ravel() + 0.5 - in_file[:, 0])[pixels.valid.ravel()]
        off_y = np.abs(pixels.values[1].ravel() + 0.5 - in_file[:, 1])[pixels.valid.ravel()]
        inner = step / 2 + 0.51  # at the raster's edge only part of a pixel has values
        assert off_x.max() <= inner
        assert off_y.max() <= inner
        assert np.median(off_x) <= 0.51


def test_scaling_down_takes_the_mean_of_exact_areas(raster: Raster) -> None:
    pixels = read(raster("float64"), (0, 0, 9, 6), size=(2, 2))  # 4.5 columns and 3 rows for each
    row = np.arange(9) * 1e-3
    left = (row[:4].sum() + 0.5 * row[4]) / 4.5
    right = (0.5 * row[4] + row[5:].sum()) / 4.5
    assert np.allclose(pixels.values[0], [[left, right], [left, right]], rtol=1e-12)


# --- validity ----------------------------------------------------------------------------------------------------


def test_nodata_of_a_signed_raster_spoils_the_pixel_in_any_band(raster: Raster) -> None:
    both = read(raster("nodata_edge"), (0, 0, 64, 48), (1, 2))
    assert not both.valid[:, :20].any()
    assert both.valid[:, 20:].all()
    assert read(raster("nodata_edge"), (0, 0, 64, 48), (1,)).valid[:, 16:].all()


def test_nodata_never_leaks_into_means(raster: Raster) -> None:
    pixels = read(raster("nodata_edge"), (0, 0, 63, 48), (1,), (9, 6))  # 7 columns each: the third has 5 invalid
    assert pixels.values.min() >= 0
    assert not pixels.valid[:, :2].any()
    assert pixels.valid[:, 2:].all()
    assert pixels.values[0, 0, 2] == round(np.mean(np.arange(16, 21)) + 1)


def test_black_in_one_channel_is_a_colour_and_in_all_is_nodata(raster: Raster) -> None:
    pixels = read(raster("black_is_nodata"), (0, 0, 64, 48), (1, 2, 3))
    assert not pixels.valid[:5].any()
    assert pixels.valid[5:].all()
    assert (pixels.values[0, 5:, 0] == 0).all()


def test_nan_and_infinity_are_invalid(raster: Raster) -> None:
    pixels = read(raster("float_nan"), (0, 0, 64, 48))
    assert not pixels.valid[10:20, 10:20].any()
    assert not pixels.valid[0, 0]
    assert int((~pixels.valid).sum()) == 101
    small = read(raster("float_nan"), (0, 0, 64, 48), size=(16, 12))
    assert np.isfinite(small.values).all()
    assert small.valid[0, 0]


@pytest.mark.parametrize(("name", "bands", "first"), [
    ("alpha", (1, 2, 3), 20), ("alpha", (4,), 20), ("alpha_of_two", (1,), 20), ("external_mask", (1, 2, 3), 10),
    ("internal_mask", (3,), 10)])
def test_alpha_and_masks_say_what_is_picture(raster: Raster, name: str, bands: tuple[int, ...], first: int) -> None:
    pixels = read(raster(name), (0, 0, 64, 48), bands)
    assert not pixels.valid[:, :first].any()
    assert pixels.valid[:, first:].all()
    assert len(pixels.values) == len(bands)


def test_a_raster_without_a_valid_pixel_says_so(raster: Raster) -> None:
    assert not read(raster("all_nodata"), (0, 0, 64, 48)).valid.any()
    assert not read(raster("all_nodata"), (0, 0, 64, 48), size=(5, 5)).valid.any()


# --- size --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "value"), [((256, 192), 102), ((128, 96), 104), ((64, 48), 108), ((40, 30), 108),
                                             ((100, 75), 104)])
def test_the_overview_that_is_just_fine_enough_is_read(raster: Raster, size: tuple[int, int], value: int) -> None:
    pixels = read(raster("overviews"), (0, 0, 512, 384), size=size)
    assert (pixels.values == value).all()
    assert pixels.valid.all()


def test_no_overview_is_read_when_pixels_are_wanted_as_they_are(raster: Raster) -> None:
    pixels = read(raster("overviews"), (0, 0, 100, 90))
    assert (pixels.values[0] == np.arange(100)).all()
    nearly = read(raster("overviews"), (0, 0, 150, 90), size=(100, 60))
    assert nearly.values[0].std() > 10


@pytest.mark.parametrize(("nature", "dtype"), [("amplitude", "uint16"), ("decibels", "float32")])
def test_radar_values_are_averaged_as_power(tmp_path: Path, recipes: ModuleType, nature: str, dtype: str) -> None:
    """Speckle: the mean of amplitudes is 1.05 dB too low, that of decibels 2.5 dB."""
    power = np.random.default_rng(3).exponential(1e6, (1, 64, 64))
    stored = (np.sqrt(power) if nature == "amplitude" else 10.0 * np.log10(power)).astype(dtype)
    path = str(recipes.write(tmp_path / "speckle.tif", stored, transform=recipes.north_up()))
    with open_raster(path) as source:
        small = source.read(PixelWindow(0, 0, 64, 64), (1,), (4, 4), nature).values[0].astype(float)
    found = small**2 if nature == "amplitude" else 10.0 ** (small / 10.0)
    assert np.allclose(found, power.reshape(4, 16, 4, 16).mean(axis=(1, 3)), rtol=2e-3)


def test_overviews_hold_no_mean_of_power(raster: Raster) -> None:
    with open_raster(raster("overviews")) as source:
        stored = source.read(PixelWindow(0, 0, 512, 384), (1,), (64, 48)).values
        power = source.read(PixelWindow(0, 0, 512, 384), (1,), (64, 48), "amplitude").values
    assert (stored == 108).all()
    assert power.std() > 10


def test_nodata_of_32_bits_beside_a_band_of_64_bits() -> None:
    single = np.full((1, 4, 4), 0.1, "float32")
    values = np.concatenate([single.astype("float64"), np.ones((1, 4, 4))])
    bands = (BandInfo(1, "float32", nodata=0.1), BandInfo(2, "float64", nodata=None))
    assert not valid_pixels(values, bands, None, None).any()


def test_a_mask_is_right_at_every_overview(raster: Raster) -> None:
    pixels = read(raster("external_mask_and_overviews"), (0, 0, 512, 384), size=(128, 96))
    assert not pixels.valid[:, :25].any()
    assert pixels.valid[:, 25:].all()


def test_a_huge_raster_is_read_in_pieces(raster: Raster) -> None:
    with open_raster(raster("huge_sparse")) as source:
        assert source.info.width == 40_000
        there = source.read(PixelWindow(30_000, 20_000, 64, 64), (1,))
        assert (there.values[0] == np.arange(64)).all()
        tracemalloc.start()
        view = source.read(PixelWindow(26_000, 16_000, 8_000, 8_000), (1, 2, 3), (64, 64))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert view.values.max() > 0
    assert np.argwhere(view.values[0]).tolist()[0] == [32, 32]
    assert peak < 8_000 * 8_000  # a third of what the window holds, one byte for each value


def test_without_crs_there_is_no_longitude(raster: Raster) -> None:
    for name in ("no_crs", "local_crs", "no_georeference"):
        with open_raster(raster(name)) as source:
            assert source.info.crs == ""
            with pytest.raises(NoCrs, match="no coordinate reference system"):
                source.lonlat([(1.0, 2.0)])


def test_lonlat_puts_longitude_first(raster: Raster) -> None:
    with open_raster(raster("utm")) as source:
        assert source.lonlat([(500_000.0, 5_300_000.0)])[0] == pytest.approx((9.0, 47.8533), abs=1e-3)
