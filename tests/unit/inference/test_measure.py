"""Facts against a known truth: painted rectangles, ellipsoidal geometry, radar and reflectance by formula."""

from __future__ import annotations

import math
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pyproj
import pytest
from earthscribe.inference import measure
from earthscribe.inference.errors import NoImageThere
from earthscribe.inference.geometry import PixelQuad, corners_of
from earthscribe.inference.georef import PixelGrid
from earthscribe.inference.measure.colour import shades
from earthscribe.inference.measure.masks import masks
from earthscribe.inference.raster import open_raster
from earthscribe.inference.values import Look
from earthscribe.tests.scenes import MemoryRaster, box, make_raster, painted, scene_of
from hypothesis import given
from hypothesis import strategies as st

SAMPLES = Path(__file__).resolve().parents[3] / "resources" / "samples"
RED, GREEN = (200, 30, 30), (60, 110, 50)


def facts_of(source: MemoryRaster, quad: PixelQuad, look: Look | None = None) -> dict[str, Any]:
    return {fact.name: fact.value for fact in measure.measure(scene_of(source, quad, look))}


def test_a_red_rectangle_of_20_by_10_m_turned_by_30_degrees() -> None:
    quad = box(50, 50, 40, 20, 30)
    facts = facts_of(make_raster(painted(quad, RED, GREEN), pixel=0.5), quad)
    assert facts["length_m"] == pytest.approx(20.0, rel=1e-3)
    assert facts["width_m"] == pytest.approx(10.0, rel=1e-3)
    assert facts["area_m2"] == pytest.approx(200.0, rel=1e-3)
    assert facts["azimuth"] == pytest.approx(120.0, abs=0.3)
    assert facts["gsd_m"] == pytest.approx(0.5, rel=1e-3)
    assert (facts["length_px"], facts["width_px"]) == pytest.approx((40.0, 20.0))
    assert facts["aspect"] == pytest.approx(2.0, rel=0.01)
    assert facts["colour"] == ("red",)
    assert facts["colour_share"][0] > 0.99
    assert facts["colour_around"] == ("green",)
    assert facts["texture"] == 0.0
    assert facts["colour_basis"] == "true"


@given(st.floats(0, 179.9))
def test_azimuth_is_a_direction_of_the_axis_never_a_heading(angle: float) -> None:
    quad = box(50, 50, 40, 20, angle)
    azimuth = facts_of(make_raster(painted(quad, RED, GREEN), pixel=1.0), quad)["azimuth"]
    assert 0.0 <= azimuth < 180.0
    off = abs(azimuth - (angle + 90.0) % 180.0)
    assert min(off, 180.0 - off) < 0.3


@pytest.mark.parametrize("latitude", [-60.0, 0.5, 47.0, 70.0])
def test_sizes_in_degrees_follow_the_ellipsoid(latitude: float) -> None:
    """Pixels of a raster in degrees are no squares; length, area and azimuth must be those of the ground."""
    step = 1e-5
    grid = PixelGrid.from_affine((step, 0, 8.0, 0, -step, latitude), 100, 100, "EPSG:4326")
    source = make_raster(painted(box(50, 50, 40, 20, 30), RED, GREEN))
    source = MemoryRaster(source.values, type(source.info)(**{**vars(source.info), "grid": grid}))
    source.lonlat = lambda points: points  # type: ignore[method-assign,assignment]
    quad = box(50, 50, 40, 20, 30)
    facts = facts_of(source, quad)
    corners, geod = grid.map_points(quad.corners), pyproj.Geod(ellps="WGS84")
    area, _ = geod.polygon_area_perimeter(*zip(*corners, strict=True))
    forward, _, first = geod.inv(*corners[0], *corners[1])
    _, _, second = geod.inv(*corners[1], *corners[2])
    assert facts["area_m2"] == pytest.approx(abs(area), rel=1e-4)
    assert facts["length_m"] == pytest.approx(max(first, second), rel=1e-4)
    if first > second:
        assert facts["azimuth"] == pytest.approx(forward % 180.0, abs=0.05)


def test_without_a_place_sizes_are_in_pixels() -> None:
    quad = box(50, 50, 40, 20, 30)
    facts = facts_of(make_raster(painted(quad, RED, GREEN), pixel=None), quad)
    assert facts["length_px"] == pytest.approx(40.0)
    assert not {"length_m", "area_m2", "azimuth", "gsd_m"} & facts.keys()
    assert facts["axis_px"] == pytest.approx(120.0)


@pytest.mark.parametrize(("x", "y", "place", "screen"), [
    (50, 50, "centre", "centre"), (10, 10, "north-west", "upper left"), (90, 50, "east", "right"),
    (50, 92, "south", "bottom"), (92, 92, "south-east", "lower right"), (50, 8, "north", "top")])
def test_position_in_the_raster(x: float, y: float, place: str, screen: str) -> None:
    quad, values = box(x, y, 8, 6), np.full((3, 100, 100), 90, "uint8")
    assert facts_of(make_raster(values), quad)["position"] == place
    assert facts_of(make_raster(values, pixel=None), quad)["position"] == screen


def test_position_follows_the_maps_north_not_the_pictures_top() -> None:
    source = make_raster(np.full((3, 100, 100), 90, "uint8"))
    south_up = PixelGrid.from_affine((1, 0, 0, 0, 1, 0), 100, 100, source.info.crs)
    turned = MemoryRaster(source.values, type(source.info)(**{**vars(source.info), "grid": south_up}))
    assert facts_of(turned, box(50, 8, 8, 6))["position"] == "south"


def test_brightness_and_contrast() -> None:
    quad = box(50, 50, 40, 20, 30)
    facts = facts_of(make_raster(painted(quad, (230,), (40,))), quad)
    assert facts["lightness"] > 85
    assert facts["lightness_around"] < 20
    assert facts["contrast"] > 60
    assert "colour" not in facts


def test_texture_tells_even_from_varied() -> None:
    quad, values = box(50, 50, 40, 40), np.full((1, 100, 100), 120, "uint8")
    values[0, 30:70, 30:70] += (np.indices((40, 40)).sum(axis=0) % 2 * 80).astype("uint8")
    facts = facts_of(make_raster(values), quad)
    assert facts["texture"] > 10
    assert facts["texture_around"] == 0.0


def test_nothing_but_nodata() -> None:
    valid = np.ones((100, 100), bool)
    valid[30:70, 30:70] = False
    source = make_raster(np.full((3, 100, 100), 90, "uint8"), valid=valid)
    with pytest.raises(NoImageThere, match="empty"):
        facts_of(source, box(50, 50, 20, 20))


def test_half_a_box_of_data() -> None:
    valid = np.ones((100, 100), bool)
    valid[:, :50] = False
    values = np.full((3, 100, 100), 255, "uint8")
    values[:, :, 50:] = np.array(RED)[:, None, None]
    facts = facts_of(make_raster(values, valid=valid), box(50, 50, 20, 20))
    assert facts["valid_share"] == pytest.approx(0.5)
    assert facts["colour"] == ("red",)


def test_a_box_partly_outside_counts_what_is_inside() -> None:
    source = make_raster(np.full((3, 100, 100), 90, "uint8"))
    assert facts_of(source, PixelQuad(corners_of((-10, 40, 10, 60))))["valid_share"] == pytest.approx(0.5)


# --- what the contrast hides -----------------------------------------------------------------------------------------

SLOPE = np.linspace(0, 4000, 10_000).reshape(1, 100, 100).astype("uint16")


@pytest.mark.parametrize("stretch", ["0..1", "9000..9001"])
def test_nothing_is_said_of_brightness_colour_and_texture_that_the_contrast_hides(stretch: str) -> None:
    facts = facts_of(make_raster(np.repeat(SLOPE, 3, axis=0)), box(50, 50, 40, 20), Look(stretch=stretch))
    assert facts["saturated_share"] > 0.9
    assert facts["value_range"] == (pytest.approx(1608, abs=40), pytest.approx(2392, abs=40))
    assert not {"colour", "lightness", "contrast", "texture", "colour_around", "lightness_around"} & facts.keys()


def test_surroundings_that_the_contrast_hides_are_not_compared_with() -> None:
    values = SLOPE.copy()
    values[0, 40:60, 30:70] = 1
    facts = facts_of(make_raster(values), box(50, 50, 40, 20), Look(stretch="0..2"))
    assert facts["lightness"] == pytest.approx(54, abs=2)
    assert not {"lightness_around", "contrast", "texture_around"} & facts.keys()


def test_an_even_box_beyond_black_or_white_is_black_or_white() -> None:
    quad = box(50, 50, 40, 20)
    facts = facts_of(make_raster(painted(quad, (4000,), (1500,), dtype="uint16")), quad, Look(stretch="1000..2000"))
    assert "saturated_share" not in facts
    assert facts["lightness"] == pytest.approx(100)
    assert facts["texture"] == 0.0


# --- signals ---------------------------------------------------------------------------------------------------------


def reflectances(quad: PixelQuad, zero: float) -> np.ndarray:
    """13 Sentinel-2 bands with NDVI 0.8 inside and 0 outside."""
    inside, outside = [zero + 500.0] * 13, [zero + 2000.0] * 13
    inside[7], inside[3] = zero + 4500.0, zero + 500.0
    return painted(quad, inside, outside, dtype="uint16")


def test_ndvi_needs_the_processing_baseline() -> None:
    quad = box(50, 50, 40, 20, 30)
    known = facts_of(make_raster(reflectances(quad, 1000), tags={"PROCESSING_BASELINE": "05.11"}), quad)
    old = facts_of(make_raster(reflectances(quad, 0), tags={"PROCESSING_BASELINE": "02.14"}), quad)
    unknown = facts_of(make_raster(reflectances(quad, 1000)), quad)
    assert known["ndvi"] == pytest.approx(0.8)
    assert old["ndvi"] == pytest.approx(0.8)
    assert known["ndvi_around"] == pytest.approx(0.0)
    assert known["ndwi"] == pytest.approx(-0.8)
    assert "ndvi" not in unknown


def test_8_bit_images_have_no_index_because_their_counts_are_no_reflectance() -> None:
    quad = box(50, 50, 40, 20, 30)
    facts = facts_of(make_raster(painted(quad, (50, 60, 40, 150), (90, 90, 90, 90)), path="naip.tif"), quad)
    assert "colour" in facts
    assert not {"ndvi", "ndwi"} & facts.keys()


def test_backscatter_of_a_box_larger_than_its_picture_is_that_of_all_its_pixels(tmp_path: Path,
                                                                                recipes: ModuleType) -> None:
    power = np.random.default_rng(3).exponential(0.1, (1, 1500, 1500))
    path = recipes.write(tmp_path / "S1_db.tif", (10.0 * np.log10(power)).astype("float32"),
                         transform=recipes.north_up())
    with open_raster(str(path)) as source:
        facts = facts_of(source, PixelQuad(corners_of((10, 10, 1490, 1490))))  # type: ignore[arg-type]
    assert facts["backscatter"] == pytest.approx(-10.0, abs=0.05)


@pytest.mark.parametrize(("dtype", "low", "high"), [("complex64", 1.0, 10.0), ("uint16", 100.0, 1000.0)])
def test_backscatter_is_averaged_as_power(dtype: str, low: float, high: float) -> None:
    quad = box(50, 50, 40, 20, 30)
    facts = facts_of(make_raster(painted(quad, (high,), (low,), dtype=dtype)), quad, Look(sensor="sar"))
    assert facts["backscatter"] - facts["backscatter_around"] == pytest.approx(20.0)
    assert facts["backscatter_basis"] == "uncalibrated dB"


def test_temperature_only_with_a_unit() -> None:
    quad = box(50, 50, 40, 20, 30)
    values = painted(quad, (305.5,), (300.0,), dtype="float32")
    known = facts_of(make_raster(values, band={"unit": "K"}), quad)
    unknown = facts_of(make_raster(values), quad, Look(sensor="infrared"))
    assert known["temperature"] == pytest.approx(305.5)
    assert known["temperature_around"] == pytest.approx(300.0)
    assert "temperature" not in unknown
    assert unknown["thermal_signal"] == pytest.approx(305.5)


def test_false_colours_are_called_false() -> None:
    quad = box(50, 50, 40, 20, 30)
    facts = facts_of(make_raster(reflectances(quad, 0)), quad, Look(bands=("nir", "red", "3")))
    assert facts["colour_basis"] == "false"
    assert facts["colour_bands"] == ("nir", "red", "green")


def hazy_forest(noise: float) -> np.ndarray:
    """Sentinel-2 blue, green and red of one forest, brighter to the right, under the haze of the upper atmosphere."""
    light = np.linspace(0.0, 1.0, 100)[None, :] * np.ones((100, 1))
    grain = np.random.default_rng(1).normal(0.0, noise, (3, 100, 100))
    return (np.stack([790 + 70 * light, 560 + 170 * light, 350 + 110 * light]) + grain).astype("uint16")


def test_a_forest_is_green_although_every_band_was_stretched_by_itself() -> None:
    source, quad = make_raster(hazy_forest(3.0), names=("B2", "B3", "B4"), path="S2_forest.tif"), box(75, 50, 20, 20)
    facts = facts_of(source, quad)
    assert facts["colour_basis"] == "stretched"
    assert facts["colour"] == ("light green",)
    assert "green" not in shades(scene_of(source, quad).chip.pixels[45:55, 70:80].reshape(-1, 3))[0].name


def test_haze_and_noise_have_no_colour() -> None:
    values = np.random.default_rng(1).normal(700.0, 4.0, (3, 100, 100)).astype("uint16")
    facts = facts_of(make_raster(values, names=("B2", "B3", "B4"), path="S2_sea.tif"), box(50, 50, 20, 20))
    assert not {"colour", "colour_basis"} & facts.keys()
    assert "lightness" in facts


def test_the_forests_of_the_samples_are_green() -> None:
    for name, quad in (("sentinel2_forest_utm32.tif", PixelQuad(corners_of((6, 6, 22, 16)))),
                       ("sentinel2_forest_utm32.tif", PixelQuad(corners_of((19, 42, 33, 47)))),
                       ("sentinel2_kiel_canal.tif", PixelQuad(corners_of((60, 100, 92, 122))))):
        with open_raster(str(SAMPLES / name)) as source:
            facts = facts_of(source, quad)  # type: ignore[arg-type]
        assert any("green" in colour for colour in facts["colour"])
        assert not any(word in colour for colour in facts["colour"] for word in ("blue", "grey", "turquoise"))


def test_bare_ground_in_a_real_landsat_image_is_brown(corpus: Path) -> None:
    with open_raster(str(corpus / "corpus" / "geotiff" / "landsat_custom_albers_int16.tif")) as source:
        facts = facts_of(source, box(source.info.width / 2, source.info.height / 2, 60, 60))  # type: ignore[arg-type]
    assert facts["colour"] == ("brown",)


# --- masks and colours -----------------------------------------------------------------------------------------------


@given(st.floats(10, 90), st.floats(10, 90), st.floats(2, 60), st.floats(2, 60), st.floats(0, 180))
def test_masks_count_the_area_and_do_not_overlap(x: float, y: float, length: float, width: float,
                                                 angle: float) -> None:
    quad = box(x, y, length, width, angle)
    found = masks(quad, 2000, 2000)
    assert found.inside.any()
    assert not (found.inside & found.ring).any()
    x_min, y_min, _, _ = quad.bounds()
    if x_min > 0 and y_min > 0:
        assert abs(found.inside.sum() - quad.area) <= 2 * (length + width) + 4


def test_a_concave_quad_has_its_dent() -> None:
    quad = PixelQuad(((10, 10), (50, 25), (90, 10), (50, 80)))
    found = masks(quad, 100, 100)
    inside = np.zeros((100, 100), bool)
    inside[found.rows, found.columns] = found.inside
    assert not inside[12, 50]
    assert inside[40, 50]
    assert inside.sum() == pytest.approx(quad.area, rel=0.03)


@pytest.mark.parametrize(("rgb", "name"), [
    ((0, 0, 0), "black"), ((255, 255, 255), "white"), ((128, 128, 128), "grey"), ((50, 50, 52), "dark grey"),
    ((200, 200, 200), "light grey"), ((255, 0, 0), "red"), ((180, 40, 40), "red"), ((255, 140, 0), "orange"),
    ((255, 255, 0), "yellow"), ((0, 128, 0), "green"), ((34, 60, 30), "dark green"), ((0, 0, 255), "blue"),
    ((20, 30, 90), "dark blue"), ((135, 206, 235), "light blue"), ((64, 224, 208), "light turquoise"),
    ((128, 0, 128), "purple"), ((255, 105, 180), "pink"), ((139, 69, 19), "brown"), ((210, 180, 140), "beige"),
    ((107, 112, 40), "olive"), ((75, 83, 68), "dark greyish green")])
def test_colours_have_the_names_people_give_them(rgb: tuple[int, int, int], name: str) -> None:
    assert shades(np.tile(np.array(rgb, np.uint8), (9, 1)))[0].name == name


def test_a_second_colour_is_named_when_common() -> None:
    pixels = np.array([RED] * 60 + [(20, 30, 200)] * 40, np.uint8)
    assert [shade.name for shade in shades(pixels)] == ["red", "blue"]
    assert [shade.name for shade in shades(pixels[:70])] == ["red"]


def test_long_thin_boxes_have_pixels() -> None:
    source = make_raster(np.full((3, 3000, 3000), 90, "uint8"))
    facts = facts_of(source, box(1500, 1500, 2800, 2, 33))
    assert facts["length_px"] == pytest.approx(2800)
    assert math.isfinite(facts["lightness"])


def test_a_real_rotated_raster_gives_the_same_sizes_as_the_upright_one(corpus: Path) -> None:
    folder = corpus / "corpus" / "geotiff"
    upright = open_raster(str(folder / "oam_kampala-ug_epsg3857.tif"))
    turned = open_raster(str(folder / "oam_kampala-ug_epsg3857_rot30.tif"))
    quad = box(400, 300, 140, 90, 17)
    other = turned.info.grid.to_pixel(upright.info.grid.to_map(quad))
    facts, same = facts_of(upright, quad), facts_of(turned, other)  # type: ignore[arg-type]
    for name in ("length_m", "width_m", "area_m2", "azimuth"):
        assert same[name] == pytest.approx(facts[name], rel=1e-3)
    assert same["colour"][0] == facts["colour"][0]
    assert same["position"] == facts["position"]
