"""From bands to what the model sees: guesses, recipes, stretches, palettes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from earthscribe.inference import codec, sensors
from earthscribe.inference.errors import BadOption, NoImageThere, NoSuchBand
from earthscribe.inference.raster import open_raster
from earthscribe.inference.sensors.bands import find_band
from earthscribe.inference.sensors.stretch import SAMPLE_SIDE
from earthscribe.inference.values import Look, Recipe
from earthscribe.tests.scenes import MemoryRaster, make_raster

RAMP = np.tile(np.arange(100, dtype=np.float64), (100, 1))


def noise(count: int, dtype: str, top: float = 3000.0) -> np.ndarray:
    values = np.linspace(1.0, top, count * 40 * 40).reshape(count, 40, 40)
    return values.astype(dtype)


def rendered(source: MemoryRaster, look: Look | None = None) -> np.ndarray:
    recipe = sensors.make_recipe(source, look or Look())
    return sensors.render(source.read(source.info.grid.full_window, recipe.bands), recipe, source.info)


def test_8_bit_rgb_passes_unchanged() -> None:
    values = noise(3, "uint8", 255)
    assert np.array_equal(rendered(make_raster(values)), values.transpose(1, 2, 0))


def test_alpha_is_never_shown() -> None:
    values = noise(4, "uint8", 255)
    source = make_raster(values, colours=("alpha", "red", "green", "blue"))
    assert sensors.make_recipe(source, Look()).bands == (2, 3, 4)
    grey = make_raster(noise(2, "uint8", 255), colours=("gray", "alpha"))
    assert sensors.make_recipe(grey, Look()).bands == (1,)


def test_auto_stretch_takes_2_and_98_percent_of_valid_pixels() -> None:
    values = RAMP[None].astype("uint16")
    values[0, :, :50] = 60000
    valid = np.zeros((100, 100), bool)
    valid[:, 50:] = True
    recipe = sensors.make_recipe(make_raster(values, valid=valid), Look())
    expected = np.percentile(values[0][valid], [2, 98])
    assert (recipe.low[0], recipe.high[0]) == pytest.approx(tuple(expected))


def test_invalid_pixels_and_nan_are_black() -> None:
    values = np.full((1, 10, 10), 5.0, "float32")
    values[0, 0, 0] = np.nan
    values[0, :, 5:] = 9.0
    valid = np.ones((10, 10), bool)
    valid[9, 9] = False
    shown = rendered(make_raster(values, valid=valid))
    assert shown[9, 9].tolist() == [0, 0, 0]
    assert shown[0, 0].tolist() == [0, 0, 0]
    assert shown[5, 9].tolist() == [255, 255, 255]


def test_an_undeclared_border_does_not_spoil_the_stretch() -> None:
    values = np.full((1, 100, 100), 1, "uint16")
    values[0, 20:, :] = np.linspace(20000, 24000, 80 * 100).reshape(80, 100)
    assert sensors.make_recipe(make_raster(values), Look()).low[0] > 19999


@pytest.mark.parametrize(("stretch", "low", "high"), [("0..3000", 0.0, 3000.0), ("0,3000", 0.0, 3000.0),
                                                      ("-2.5, 1e+3", -2.5, 1000.0), ("-5.5..1e3", -5.5, 1000.0),
                                                      ("none", 0.0, 65535.0)])
def test_explicit_stretch(stretch: str, low: float, high: float) -> None:
    recipe = sensors.make_recipe(make_raster(noise(1, "uint16")), Look(stretch=stretch))
    assert (recipe.low, recipe.high) == ((low,), (high,))


@pytest.mark.parametrize("stretch", ["10-90%", "10..90%", "10%..90%", " 10, 90 %"])
def test_percentiles_given(stretch: str) -> None:
    source = make_raster(RAMP[None].astype("uint8"))
    recipe = sensors.make_recipe(source, Look(stretch=stretch))
    assert (recipe.low, recipe.high) == ((pytest.approx(9.9),), (pytest.approx(89.1),))


@pytest.mark.parametrize("stretch", ["loud", "98-2%", "2-198%", "30..3", "1..", "1.2.3..5", "%", "0,1,2"])
def test_bad_stretch_is_refused(stretch: str) -> None:
    with pytest.raises(BadOption, match="--stretch"):
        sensors.make_recipe(make_raster(noise(1, "uint16")), Look(stretch=stretch))


def test_no_stretch_needs_whole_numbers() -> None:
    with pytest.raises(BadOption, match="none"):
        sensors.make_recipe(make_raster(noise(1, "float32")), Look(stretch="none"))


def test_unknown_sensor_is_refused() -> None:
    with pytest.raises(BadOption, match="--sensor"):
        sensors.make_recipe(make_raster(noise(1, "uint8")), Look(sensor="sonar"))


def test_a_raster_of_nothing_is_refused() -> None:
    source = make_raster(noise(1, "uint16"), valid=np.zeros((40, 40), bool))
    with pytest.raises(NoImageThere):
        sensors.make_recipe(source, Look())


def test_constant_band_does_not_divide_by_zero() -> None:
    shown = rendered(make_raster(np.full((1, 8, 8), 700, "uint16")))
    assert shown.max() == 0


def test_recipe_survives_json_and_gives_the_same_bytes() -> None:
    source = make_raster(noise(13, "uint16"))
    recipe = sensors.make_recipe(source, Look())
    copy = codec.decode(Recipe, codec.encode(recipe))
    raw = source.read(source.info.grid.full_window, recipe.bands)
    assert copy == recipe
    assert sensors.render(raw, copy, source.info).tobytes() == sensors.render(raw, recipe, source.info).tobytes()


def test_every_box_of_a_raster_looks_alike() -> None:
    source = make_raster(noise(1, "uint16"))
    recipe = sensors.make_recipe(source, Look())
    whole = sensors.render(source.read(source.info.grid.full_window, (1,)), recipe, source.info)
    window = replace(source.info.grid.full_window, x=10, y=5, width=7, height=9)
    assert np.array_equal(sensors.render(source.read(window, (1,)), recipe, source.info), whole[5:14, 10:17])


def test_huge_raster_without_overviews_is_sampled_in_windows() -> None:
    source = make_raster(np.broadcast_to(np.arange(9000, dtype="uint16"), (1, 9000, 9000)))
    sensors.make_recipe(source, Look())
    assert max(read.width * read.height for read in source.reads) <= SAMPLE_SIDE**2


def test_a_small_island_in_a_huge_empty_raster_is_found() -> None:
    values, valid = np.broadcast_to(np.uint16(700), (1, 9000, 9000)), np.zeros((9000, 9000), bool)
    valid[2560:3072, 2560:3072] = True
    recipe = sensors.make_recipe(make_raster(values, valid=valid), Look())
    assert recipe.low == (700.0,)


def test_values_of_a_small_part_are_found_in_a_huge_raster_of_undeclared_fill() -> None:
    """All samples meet fill only; then the whole raster is looked through, and its fill is left out of the stretch."""
    values = np.zeros((1, 9000, 9000), "uint16")
    values[0, 2560:3072, 2560:3072] = np.linspace(0, 4000, 512)[None, :]
    source = make_raster(values)
    recipe = sensors.make_recipe(source, Look())
    assert source.reads[-1].width == SAMPLE_SIDE, "the file's own pixels make the stretch, not averages of many"
    assert recipe.low[0] < 200
    assert 3800 < recipe.high[0] <= 4000


@pytest.mark.parametrize(("fill", "share"), [(0, 0.6), (0, 0.97), (0, 0.995), (65535, 0.9), (500, 0.9)])
def test_a_fill_of_most_of_the_raster_does_not_make_the_stretch(fill: int, share: float) -> None:
    values = np.full((1, 100, 100), fill, "uint16")
    first = round(10_000 * share)
    values.ravel()[first:] = np.linspace(1, 4000, 10_000 - first)
    recipe = sensors.make_recipe(make_raster(values), Look())
    assert recipe.low[0] == pytest.approx(80, abs=60)
    assert recipe.high[0] == pytest.approx(3920, abs=60)


def test_two_values_are_both_shown_however_rare_one_is() -> None:
    values = np.zeros((1, 100, 100), "uint16")
    values[0, :5] = 700
    assert sorted(set(rendered(make_raster(values)).ravel())) == [0, 255]


def test_a_constant_raster_of_any_size_of_numbers_is_shown() -> None:
    assert (rendered(make_raster(np.full((1, 8, 8), 1e17))) == 0).all()


def test_values_given_for_radar_are_decibels_whatever_the_file_holds() -> None:
    db = np.random.default_rng(5).normal(-12.0, 3.0, (1, 40, 40)).astype("float32")
    given = sensors.make_recipe(make_raster(db, path="S1_scene.tif"), Look(stretch="-25..0"))
    assert (given.preset, given.transform, given.low, given.high) == ("sar-db", "none", (-25.0,), (0.0,))


def test_amplitudes_in_floating_point_are_believed_where_they_say_so() -> None:
    source = make_raster(np.ones((1, 8, 8), "float32"), path="S1_amplitude.tif")
    assert sensors.guess(source.info).preset == "sar-amplitude"


def test_palette_is_shown_in_its_colours() -> None:
    values = np.array([[[0, 1], [2, 9]]], "uint8")
    source = make_raster(values, colours=("palette",), palette=((255, 0, 0, 255), (0, 255, 0, 255), (0, 0, 255, 255)))
    assert rendered(source).tolist() == [[[255, 0, 0], [0, 255, 0]], [[0, 0, 255], [0, 0, 0]]]


# --- choosing bands --------------------------------------------------------------------------------------------------

S2_NAMES = ("B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B11", "B12")


@pytest.mark.parametrize(("word", "number"), [("4", 4), ("B4", 4), ("b04", 4), ("B8A", 9), ("665nm", 4), ("0.86um", 9),
                                              ("red", 4), ("nir", 8), ("swir1", 11), ("B12", 12)])
def test_sentinel_2_bands_by_number_name_role_and_wavelength(word: str, number: int) -> None:
    named = make_raster(noise(12, "uint16"), names=S2_NAMES).info
    in_order = make_raster(noise(12, "uint16")).info
    assert find_band(named, word, sensors.guess(named).preset) == number
    assert find_band(in_order, word, sensors.guess(in_order).preset) == number


def test_wavelengths_of_the_file_win() -> None:
    source = make_raster(noise(3, "uint16"))
    waves = (450.0, 550.0, 1000.0)
    info = replace(source.info, bands=tuple(replace(band, wavelength_nm=nm)
                                            for band, nm in zip(source.info.bands, waves, strict=True)))
    assert find_band(info, "545nm", "multispectral") == 2


@pytest.mark.parametrize("word", ["99", "0", "B99", "purple", "665nm", "-1", "1.5"])
def test_no_such_band(word: str) -> None:
    with pytest.raises(NoSuchBand, match="no band"):
        sensors.make_recipe(make_raster(noise(1, "uint8")), Look(bands=(word,)))


def test_the_refusal_names_what_there_is() -> None:
    with pytest.raises(NoSuchBand) as refused:
        sensors.make_recipe(make_raster(noise(12, "uint16"), names=S2_NAMES), Look(bands=("99",)))
    assert "bands 1 to 12" in refused.value.hint
    assert "B8A" in refused.value.hint


def test_two_bands_make_no_picture() -> None:
    with pytest.raises(BadOption, match="--bands"):
        sensors.make_recipe(make_raster(noise(3, "uint8")), Look(bands=("1", "2")))


def test_colour_infrared_by_one_word() -> None:
    recipe = sensors.make_recipe(make_raster(noise(13, "uint16")), Look(bands=("cir",)))
    assert recipe.bands == (8, 4, 3)
    assert not sensors.true_colour(make_raster(noise(13, "uint16")).info, recipe)


# --- guesses ---------------------------------------------------------------------------------------------------------


def test_13_bands_in_the_order_of_sentinel_2_say_so() -> None:
    found = sensors.guess(make_raster(noise(13, "uint16")).info)
    assert (found.sensor, found.preset) == ("multispectral", "sentinel-2")
    assert found.reason == "13 uint16 bands in the order of Sentinel-2 L1C: bands 4, 3, 2 as red, green, blue"


@pytest.mark.parametrize(("names", "path", "bands"), [
    (("SR_B2", "SR_B3", "SR_B4", "SR_B5"), "x.tif", (3, 2, 1)),
    ((), "LC08_L2SP_202034_20200101_20200823_02_T1.tif", (4, 3, 2)),
    ((), "LT05_L2SP_202034_19900101_20200823_02_T1.tif", (3, 2, 1)),
])
def test_landsat_shows_red_green_blue(names: tuple[str, ...], path: str, bands: tuple[int, ...]) -> None:
    source = make_raster(noise(len(names) or 7, "uint16"), names=names, path=path)
    recipe = sensors.make_recipe(source, Look())
    assert (recipe.sensor, recipe.bands) == ("multispectral", bands)
    assert sensors.true_colour(source.info, recipe)


def test_complex_is_radar_shown_in_decibels() -> None:
    values = (noise(1, "float32") * (1 + 1j)).astype("complex64")
    recipe = sensors.make_recipe(make_raster(values), Look())
    assert (recipe.sensor, recipe.preset, recipe.transform) == ("sar", "sar-complex", "amplitude to dB")
    decibels = 20 * np.log10(np.abs(values))
    assert (recipe.low[0], recipe.high[0]) == pytest.approx(tuple(np.percentile(decibels, [1, 99])))


def test_float_radar_is_power_unless_negative_values_show_decibels() -> None:
    linear = sensors.make_recipe(make_raster(noise(1, "float32", 0.5), path="sar.tif"), Look())
    decibel = sensors.make_recipe(make_raster(noise(1, "float32") / 100 - 25, path="sar.tif"), Look())
    assert (linear.preset, linear.transform) == ("sar-linear", "power to dB")
    assert (decibel.preset, decibel.transform) == ("sar-db", "none")
    assert "negative" in decibel.reason


def test_empty_echoes_do_not_darken_the_radar_stretch() -> None:
    values = noise(1, "uint16")
    values[0, :8] = 0
    assert sensors.make_recipe(make_raster(values), Look(sensor="sar")).low[0] > 0


def test_units_of_temperature_make_it_thermal() -> None:
    found = sensors.guess(make_raster(noise(1, "float32"), band={"unit": "degC"}).info)
    assert (found.sensor, found.preset) == ("infrared", "thermal")
    assert "degC" in found.reason


@pytest.mark.parametrize("word", ["infrared", "thermal"])
def test_thermal_is_infrared(word: str) -> None:
    recipe = sensors.make_recipe(make_raster(noise(1, "uint8", 255)), Look(sensor=word))
    assert recipe.sensor == "infrared"
    assert "was given as infrared" in recipe.reason


GUESSES = {
    "s2_boadella_12band_epsg4326": ("multispectral", "sentinel-2", (4, 3, 2)),
    "eurosat_forest_13band_utm32": ("multispectral", "sentinel-2", (4, 3, 2)),
    "s1_grd_vv_db_float32_utm31": ("sar", "sar-db", (1,)),
    "spacenet6_sar_4pol_float32": ("sar", "sar-db", (1,)),
    "spacenet6_rgb_4m5": ("optical", "rgb", (1, 2, 3)),
    "spacenet6_pan_uint16_0m5": ("optical", "panchromatic", (1,)),
    "spacenet_atlanta_pan_uint16_0m5": ("optical", "panchromatic", (1,)),
    "landsat_custom_albers_int16": ("multispectral", "landsat-8", (3, 2, 1)),
    "landsat_pucallpa_2020_4band_epsg4326": ("multispectral", "multispectral", (1, 2, 3)),
    "naip_nd_5m_4band_nad83_utm14": ("optical", "rgb-nir", (1, 2, 3)),
    "s1_gcps_only_no_transform": ("sar", "sar-amplitude", (1,)),
    "drone_rgba_utm50s_0m35": ("optical", "rgb", (1, 2, 3)),
    "colorado_hro_rgb_mask_nad83": ("optical", "rgb", (1, 2, 3)),
    "nl_rdnew_epsg28992_tiled": ("optical", "rgb", (1, 2, 3)),
    "australia_utm53s_1m8cm": ("optical", "rgb", (1, 2, 3)),
    "dateline_utm60n_uint16": ("optical", "panchromatic", (1,)),
    "oam_kampala-ug_epsg3857": ("optical", "rgb", (1, 2, 3)),
    "oam_kampala-ug_epsg3857_rot30": ("optical", "rgb", (1, 2, 3)),
    "neon_sjer_utm11_0m1": ("optical", "rgb", (1, 2, 3)),
}


@pytest.mark.parametrize("name", sorted(GUESSES))
def test_guess_of_real_rasters(corpus: Path, name: str) -> None:
    source = open_raster(str(corpus / "corpus" / "geotiff" / f"{name}.tif"))
    try:
        recipe = sensors.make_recipe(source, Look())
    finally:
        source.close()
    assert (recipe.sensor, recipe.preset, recipe.bands) == GUESSES[name]


def test_the_catalogue_of_real_rasters_agrees(corpus: Path) -> None:
    rows = json.loads((corpus / "corpus" / "geotiff" / "fixtures.json").read_text("utf-8"))
    assert {Path(row["file"]).stem: row["sensor"] for row in rows} == {name: GUESSES[name][0] for name in GUESSES}


@pytest.mark.parametrize(("name", "sensor", "preset", "bands"), [
    ("utm", "optical", "rgb", (1, 2, 3)), ("alpha", "optical", "rgb", (1, 2, 3)),
    ("palette", "optical", "palette", (1,)), ("complex_slc", "sar", "sar-complex", (1,)),
    ("bands_13_uint16", "multispectral", "sentinel-2", (4, 3, 2)), ("float_nan", "optical", "panchromatic", (1,)),
])
def test_guess_of_files_through_gdal(raster: Callable[[str], str], name: str, sensor: str, preset: str,
                                     bands: tuple[int, ...]) -> None:
    source = open_raster(raster(name))
    try:
        recipe = sensors.make_recipe(source, Look())
        shown = sensors.render(source.read(source.info.grid.full_window, recipe.bands), recipe, source.info)
    finally:
        source.close()
    assert (recipe.sensor, recipe.preset, recipe.bands) == (sensor, preset, bands)
    assert np.ptp(shown) > 0


def test_three_named_colours_and_a_fourth_band_show_true_colours() -> None:
    source = make_raster(noise(4, "uint8", 255), colours=("red", "green", "blue", ""))
    recipe = sensors.make_recipe(source, Look())
    assert (recipe.preset, recipe.bands) == ("rgb-nir", (1, 2, 3))
    assert sensors.true_colour(source.info, recipe)
    assert find_band(source.info, "nir", recipe.preset) == 4
    assert "taken for near infrared" in recipe.reason


def test_colour_infrared_by_file_name_is_not_true_colour() -> None:
    source = make_raster(noise(3, "uint8", 255), colours=("red", "green", "blue"), path="city_cir_2020.tif")
    recipe = sensors.make_recipe(source, Look())
    assert (recipe.preset, recipe.bands) == ("colour-infrared", (1, 2, 3))
    assert not sensors.true_colour(source.info, recipe)
    assert find_band(source.info, "red", recipe.preset) == 2
