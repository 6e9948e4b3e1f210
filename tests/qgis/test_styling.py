""""As styled in QGIS": the model sees what QGIS paints, within a grey level, and is told what it does not see."""

from __future__ import annotations

import numpy as np
import pytest
from earthscribe.inference.config import RunConfig
from earthscribe.inference.raster import open_raster
from earthscribe.inference.sensors import make_recipe, render
from earthscribe.inference.tasks.describe import look_of as wanted_look
from earthscribe.ui.host.asking import band_names
from earthscribe.ui.host.layers import layer_file, shown_raster
from earthscribe.ui.host.styling import bands_hint, look_of
from osgeo import gdal
from qgis.core import (
    QgsColorRampShader,
    QgsContrastEnhancement,
    QgsHillshadeRenderer,
    QgsMultiBandColorRenderer,
    QgsPalettedRasterRenderer,
    QgsRasterLayer,
    QgsRasterShader,
    QgsSingleBandGrayRenderer,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtGui import QColor

Algorithm = QgsContrastEnhancement.ContrastEnhancementAlgorithm
WIDTH, HEIGHT = 60, 40


@pytest.fixture
def raster(tmp_path):
    """Makes a layer of random values of a type."""

    def made(kind=gdal.GDT_UInt16, bands=4, highest=4000, colours=None):
        path = str(tmp_path / f"picture_{kind}_{bands}.tif")
        plain = [] if colours else ["PHOTOMETRIC=MINISBLACK", "ALPHA=NO"]
        dataset = gdal.GetDriverByName("GTiff").Create(path, WIDTH, HEIGHT, bands, kind, plain)
        dataset.SetGeoTransform((500000.0, 10.0, 0.0, 5400000.0, 0.0, -10.0))
        if colours:
            table = gdal.ColorTable()
            for value, colour in enumerate(colours):
                table.SetColorEntry(value, colour)
            dataset.GetRasterBand(1).SetColorTable(table)
        random = np.random.default_rng(1)
        for number in range(1, bands + 1):
            dataset.GetRasterBand(number).WriteArray(random.uniform(0, highest, (HEIGHT, WIDTH)))
        del dataset
        layer = QgsRasterLayer(path, "picture")
        assert layer.isValid()
        return layer

    return made


def contrast(layer, band, low, high, algorithm=Algorithm.StretchToMinimumMaximum):
    made = QgsContrastEnhancement(layer.dataProvider().dataType(band))
    made.setMinimumValue(low)
    made.setMaximumValue(high)
    made.setContrastEnhancementAlgorithm(algorithm)
    return made


def colours(layer, *bands, algorithm=Algorithm.StretchToMinimumMaximum):
    """Paint three bands, each with a contrast of its own: (band, low, high)."""
    renderer = QgsMultiBandColorRenderer(layer.dataProvider(), *(band for band, _, _ in bands))
    setters = (renderer.setRedContrastEnhancement, renderer.setGreenContrastEnhancement,
               renderer.setBlueContrastEnhancement)
    for put, (band, low, high) in zip(setters, bands):
        put(contrast(layer, band, low, high, algorithm))
    layer.setRenderer(renderer)


def grey(layer, band, low, high, algorithm=Algorithm.StretchToMinimumMaximum):
    renderer = QgsSingleBandGrayRenderer(layer.dataProvider(), band)
    renderer.setContrastEnhancement(contrast(layer, band, low, high, algorithm))
    layer.setRenderer(renderer)
    return renderer


def painted(layer):
    """What the layer's renderer paints of its very pixels."""
    block = layer.renderer().block(1, layer.extent(), WIDTH, HEIGHT)
    return np.frombuffer(block.data(), np.uint8).reshape(HEIGHT, WIDTH, 4)[..., [2, 1, 0]].astype(int)


def shown(layer, styled):
    """What a model sees of them."""
    config = RunConfig(bands=styled.bands, stretch=styled.stretch)
    with open_raster(layer.source(), engine="gdal") as source:
        recipe = make_recipe(source, wanted_look(config))
        return render(source.read(source.info.grid.full_window, recipe.bands), recipe, source.info).astype(int)


@pytest.mark.parametrize(("kind", "highest"), [(gdal.GDT_UInt16, 4000), (gdal.GDT_Byte, 255), (gdal.GDT_Float32, 1.5)])
def test_three_stretched_bands_look_as_qgis_paints_them(qgis_app, raster, kind, highest):
    layer = raster(kind, highest=highest)
    colours(layer, (4, 0.1 * highest, 0.9 * highest), (2, 0.0, 0.5 * highest), (1, 0.3 * highest, 0.7 * highest))
    styled = look_of(layer)
    assert styled.bands == "4,2,1"
    assert styled.notes == ()
    assert np.abs(shown(layer, styled) - painted(layer)).max() <= 1


def test_a_grey_band_looks_as_qgis_paints_it(qgis_app, raster):
    layer = raster()
    grey(layer, 3, 500.0, 2500.0)
    styled = look_of(layer)
    assert (styled.bands, styled.stretch, styled.notes) == ("3", "linear 500..2500", ())
    assert np.abs(shown(layer, styled) - painted(layer)).max() <= 1


def test_radar_power_is_shown_without_decibels_when_qgis_does_so(qgis_app, raster):
    layer = raster(gdal.GDT_Float32, 1, 0.4)
    grey(layer, 1, 0.0, 0.3)
    styled = look_of(layer)
    with open_raster(layer.source(), engine="gdal") as source:
        config = RunConfig(bands=styled.bands, stretch=styled.stretch, sensor="sar")
        recipe = make_recipe(source, wanted_look(config))
        picture = render(source.read(source.info.grid.full_window, recipe.bands), recipe, source.info).astype(int)
    assert np.abs(picture - painted(layer)).max() <= 1


def test_bytes_without_contrast_pass_unchanged(qgis_app, raster):
    layer = raster(gdal.GDT_Byte, highest=255)
    colours(layer, (1, 0, 255), (2, 0, 255), (3, 0, 255), algorithm=Algorithm.NoEnhancement)
    styled = look_of(layer)
    assert (styled.bands, styled.stretch) == ("1,2,3", "none")
    assert np.array_equal(shown(layer, styled), painted(layer))


def test_what_is_painted_the_other_way_round_is_said(qgis_app, raster):
    layer = raster()
    grey(layer, 1, 100.0, 3000.0).setGradient(QgsSingleBandGrayRenderer.Gradient.WhiteToBlack)
    styled = look_of(layer)
    assert styled.stretch == "linear 100..3000"
    assert "high values dark" in styled.notes[0]
    assert np.abs(255 - shown(layer, styled) - painted(layer)).max() <= 1


def test_numbers_without_contrast_get_the_automatic_one_and_it_is_said(qgis_app, raster):
    layer = raster()
    grey(layer, 2, 0.0, 1.0, Algorithm.NoEnhancement)
    styled = look_of(layer)
    assert (styled.bands, styled.stretch) == ("2", "auto")
    assert "automatic contrast" in styled.notes[0]
    shown(layer, styled)


def test_values_left_out_by_qgis_are_said(qgis_app, raster):
    layer = raster()
    grey(layer, 1, 1000.0, 2000.0, Algorithm.StretchAndClipToMinimumMaximum)
    styled = look_of(layer)
    assert styled.stretch == "linear 1000..2000"
    assert "leaves out" in styled.notes[0]


def test_a_colour_ramp_becomes_grey_between_its_ends(qgis_app, raster):
    layer = raster()
    ramp = QgsColorRampShader(200.0, 1800.0)
    ramp.setColorRampItemList([QgsColorRampShader.ColorRampItem(200.0, QColor("blue")),
                               QgsColorRampShader.ColorRampItem(1800.0, QColor("red"))])
    shader = QgsRasterShader(200.0, 1800.0)
    shader.setRasterShaderFunction(ramp)
    renderer = QgsSingleBandPseudoColorRenderer(layer.dataProvider(), 2, shader)
    renderer.setClassificationMin(200.0)
    renderer.setClassificationMax(1800.0)
    layer.setRenderer(renderer)
    styled = look_of(layer)
    assert (styled.bands, styled.stretch) == ("2", "linear 200..1800")
    assert "colour ramp" in styled.notes[0]
    shown(layer, styled)


def test_the_classes_of_a_file_keep_its_colours(qgis_app, raster):
    layer = raster(gdal.GDT_Byte, 1, 2.99, colours=[(10, 20, 30), (200, 0, 0), (0, 200, 0)])
    assert isinstance(layer.renderer(), QgsPalettedRasterRenderer)
    styled = look_of(layer)
    assert (styled.bands, styled.stretch, styled.notes) == ("", "auto", ())
    assert np.array_equal(shown(layer, styled), painted(layer))


def test_classes_coloured_in_qgis_become_grey_and_it_is_said(qgis_app, raster):
    layer = raster(gdal.GDT_Byte, 1, 3.99)
    classes = [QgsPalettedRasterRenderer.Class(value, QColor(60 * value, 0, 0)) for value in range(4)]
    layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, classes))
    styled = look_of(layer)
    assert (styled.bands, styled.stretch) == ("1", "linear 0..3")
    assert "grey" in styled.notes[0]


def test_other_ways_of_painting_and_filters_are_said(qgis_app, raster):
    layer = raster(gdal.GDT_Float32, 1, 100.0)
    layer.setRenderer(QgsHillshadeRenderer(layer.dataProvider(), 1, 315.0, 45.0))
    layer.brightnessFilter().setBrightness(40)
    styled = look_of(layer)
    assert (styled.bands, styled.stretch) == ("", "auto")
    assert len(styled.notes) == 2


def test_bands_the_user_chose_are_hinted_where_the_file_says_nothing(qgis_app, raster):
    layer = raster()
    info = shown_raster(layer_file(layer)).info
    assert bands_hint(layer, info) == "", "QGIS' own first three are nobody's choice"
    colours(layer, (4, 0, 4000), (3, 0, 4000), (2, 0, 4000))
    assert bands_hint(layer, info) == "4,3,2"
    grey(layer, 2, 0, 4000)
    assert bands_hint(layer, info) == "2"


def test_bands_a_file_names_need_no_hint(qgis_app, raster, root):
    layer = QgsRasterLayer(str(root / "resources" / "samples" / "sentinel2_kiel_canal.tif"), "canal")
    colours(layer, (4, 0, 4000), (3, 0, 4000), (2, 0, 4000))
    shown_as = shown_raster(layer_file(layer))
    assert bands_hint(layer, shown_as.info) == ""
    assert band_names(shown_as)[0].startswith("1: B2")


def test_values_that_the_file_stores_by_scale_and_offset_are_shown_as_qgis_shows_them(window, tmp_path):
    path = str(tmp_path / "reflectance.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(path, WIDTH, HEIGHT, 3, gdal.GDT_UInt16, ["PHOTOMETRIC=MINISBLACK"])
    dataset.SetGeoTransform((500000.0, 10.0, 0.0, 5400000.0, 0.0, -10.0))
    for number in (1, 2, 3):
        band = dataset.GetRasterBand(number)
        band.WriteArray(np.random.default_rng(number).integers(1000, 4001, (HEIGHT, WIDTH)).astype(np.uint16))
        band.SetScale(0.0001)
        band.SetOffset(-0.1)
    del band, dataset
    layer = QgsRasterLayer(path, "reflectance")
    colours(layer, (1, 0.05, 0.25), (2, 0.0, 0.3), (3, 0.1, 0.2))
    info = shown_raster(layer_file(layer)).info
    assert look_of(layer, info).stretch == "linear 1500..3500;1000..4000;2000..3000"
    grey(layer, 2, 0.0, 0.3)
    assert look_of(layer, info).stretch == "linear 1000..4000"
