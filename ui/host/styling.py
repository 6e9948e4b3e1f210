"""From how QGIS paints a raster layer to how a model is shown it: bands, black and white, and what is lost.

The strings are those of the options `bands` and `stretch`. Only what a recipe can hold is taken: which bands are red,
green and blue, or grey, and the values between which each is stretched. All else is said in a note.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, List, Optional, Sequence, Tuple

from qgis.core import (
    Qgis,
    QgsContrastEnhancement,
    QgsMultiBandColorRenderer,
    QgsPalettedRasterRenderer,
    QgsRasterLayer,
    QgsRasterRenderer,
    QgsSingleBandColorDataRenderer,
    QgsSingleBandGrayRenderer,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QColor

from ...inference.raster import RasterInfo
from ...inference.sensors.bands import spoken_roles
from ...inference.sensors.presets import guess

Algorithm = QgsContrastEnhancement.ContrastEnhancementAlgorithm
translate = QCoreApplication.translate
AUTOMATIC = "auto"
UNCHANGED = "none"
USUAL = (1, 2, 3)
"""What QGIS shows as red, green and blue where nothing tells it more."""


@dataclass(frozen=True)
class Styled:
    """How a layer is painted, as far as a recipe can hold it."""

    bands: str
    stretch: str
    notes: Tuple[str, ...] = ()
    """What the model sees otherwise than the map shows it, in the user's language."""


def look_of(layer: QgsRasterLayer, info: Optional[RasterInfo] = None) -> Styled:
    """Bands and contrast "as styled in QGIS"; `info` tells of bands that the file stores by a scale and an offset."""
    renderer = layer.renderer()
    if isinstance(renderer, QgsMultiBandColorRenderer):
        found = _colours(layer, renderer, info)
    elif isinstance(renderer, QgsSingleBandGrayRenderer):
        found = _grey(layer, renderer, info)
    elif isinstance(renderer, QgsSingleBandPseudoColorRenderer):
        found = _ramp(renderer, info)
    elif isinstance(renderer, QgsPalettedRasterRenderer):
        found = _classes(layer, renderer, info)
    elif isinstance(renderer, QgsSingleBandColorDataRenderer):
        found = Styled("", AUTOMATIC)
    else:
        found = Styled("", AUTOMATIC, (_of_its_own(),))
    return Styled(found.bands, found.stretch, (*found.notes, *_filters(layer)))


def bands_hint(layer: QgsRasterLayer, info: RasterInfo) -> str:
    """The bands of the layer's style, where the user chose them and the raster does not say which band is which."""
    renderer = layer.renderer()
    if not isinstance(renderer, (QgsMultiBandColorRenderer, QgsSingleBandGrayRenderer)):
        return ""
    shown = _bands(renderer)
    chosen = shown != USUAL if len(shown) == 3 else len(info.bands) > 1 and shown != (1,)
    if not chosen or any(not 1 <= number <= len(info.bands) for number in shown):
        return ""
    told = spoken_roles(info, guess(info).preset)
    if {"red", "green", "blue"} <= set(told):
        return ""
    return _joined(shown)


def _bands(renderer: QgsRasterRenderer) -> Tuple[int, ...]:
    if isinstance(renderer, QgsMultiBandColorRenderer):
        return int(renderer.redBand()), int(renderer.greenBand()), int(renderer.blueBand())
    return tuple(int(number) for number in renderer.usesBands())


def _joined(bands: Sequence[int]) -> str:
    return ",".join(str(number) for number in bands)


def _colours(layer: QgsRasterLayer, renderer: QgsMultiBandColorRenderer, info: Optional[RasterInfo]) -> Styled:
    bands = _bands(renderer)
    contrasts = (renderer.redContrastEnhancement(), renderer.greenContrastEnhancement(),
                 renderer.blueContrastEnhancement())
    if min(bands) < 1:
        first = next((i for i, number in enumerate(bands) if number >= 1), None)
        note = translate("Styled", "QGIS paints this layer with fewer than three bands; the model sees the first of "
                                   "them in grey.")
        if first is None:
            return Styled("", AUTOMATIC, (note,))
        contrast = _contrast(layer, bands[first:first + 1], contrasts[first:first + 1], info)
        return Styled(str(bands[first]), contrast.stretch, (note, *contrast.notes))
    contrast = _contrast(layer, bands, contrasts, info)
    return Styled(_joined(bands), contrast.stretch, contrast.notes)


def _grey(layer: QgsRasterLayer, renderer: QgsSingleBandGrayRenderer, info: Optional[RasterInfo]) -> Styled:
    bands = _bands(renderer)
    contrast = _contrast(layer, bands, (renderer.contrastEnhancement(),), info)
    notes = list(contrast.notes)
    if renderer.gradient() == QgsSingleBandGrayRenderer.Gradient.WhiteToBlack:
        notes.append(_turned_round())
    return Styled(_joined(bands), contrast.stretch, tuple(notes))


def _ramp(renderer: QgsSingleBandPseudoColorRenderer, info: Optional[RasterInfo]) -> Styled:
    note = translate("Styled", "QGIS paints this layer with a colour ramp; the model sees its values in grey.")
    bands = _bands(renderer)
    limits = _limits(renderer.classificationMin(), renderer.classificationMax())
    stretch = _stretch([_stored(limits, bands[0], info)]) if limits else AUTOMATIC
    return Styled(_joined(bands), stretch, (note,))


def _classes(layer: QgsRasterLayer, renderer: QgsPalettedRasterRenderer, info: Optional[RasterInfo]) -> Styled:
    bands = _bands(renderer)
    own = {item.value: QColor(item.color).name() for item in layer.dataProvider().colorTable(bands[0])}
    shown = {each.value: QColor(each.color).name() for each in renderer.classes()}
    if own:
        changed = any(own.get(value) != colour for value, colour in shown.items())
        note = translate("Styled", "The colours of the classes were changed in QGIS; the model sees those of the file.")
        return Styled("", AUTOMATIC, (note,) if changed else ())
    note = translate("Styled", "The colours of the classes are QGIS'; the model sees the numbers of the classes in "
                               "grey.")
    limits = _limits(min(shown, default=math.nan), max(shown, default=math.nan))
    stretch = _stretch([_stored(limits, bands[0], info)]) if limits else AUTOMATIC
    return Styled(_joined(bands), stretch, (note,))


def _contrast(layer: QgsRasterLayer, bands: Sequence[int],
              contrasts: Sequence[Optional[QgsContrastEnhancement]], info: Optional[RasterInfo]) -> Styled:
    """Black and white of each band, and what is lost of how QGIS makes them."""
    notes: List[str] = []
    pairs: List[Tuple[float, float]] = []
    for number, contrast in zip(bands, contrasts):
        pair = _pair(layer, number, contrast, notes)
        if pair is None:
            return Styled("", AUTOMATIC, (_without_contrast(),))
        pairs.append(_stored(pair, number, info))
    unchanged = all(_eight_bit(layer, number) for number in bands) and all(pair == (0.0, 255.0) for pair in pairs)
    return Styled("", UNCHANGED if unchanged else _stretch(pairs), tuple(dict.fromkeys(notes)))


def _pair(layer: QgsRasterLayer, number: int, contrast: Optional[QgsContrastEnhancement],
          notes: List[str]) -> Optional[Tuple[float, float]]:
    algorithm = Algorithm.NoEnhancement if contrast is None else contrast.contrastEnhancementAlgorithm()
    if algorithm in (Algorithm.StretchAndClipToMinimumMaximum, Algorithm.ClipToMinimumMaximum):
        notes.append(translate("Styled", "QGIS leaves out values beyond the contrast; the model sees them black or "
                                         "white."))
    if algorithm in (Algorithm.NoEnhancement, Algorithm.ClipToMinimumMaximum):
        return (0.0, 255.0) if _eight_bit(layer, number) else None
    if contrast is None or algorithm == Algorithm.UserDefinedEnhancement:
        return None
    low, high = contrast.minimumValue(), contrast.maximumValue()
    if high < low:
        low, high = high, low
        notes.append(_turned_round())
    return _limits(low, high)


def _limits(low: float, high: float) -> Optional[Tuple[float, float]]:
    return (float(low), float(high)) if math.isfinite(low) and math.isfinite(high) and low < high else None


def _stored(limits: Tuple[float, float], number: int, info: Optional[RasterInfo]) -> Tuple[float, float]:
    """The values that stand in the file: QGIS has applied a band's scale and offset to what it shows."""
    band = next((each for each in info.bands if each.number == number), None) if info is not None else None
    if band is None or band.scale == 0.0 or (band.scale, band.offset) == (1.0, 0.0):
        return limits
    low, high = sorted((value - band.offset) / band.scale for value in limits)
    return low, high


def _stretch(pairs: Sequence[Tuple[float, float]]) -> str:
    """As the option wants it: values as they are stored, one pair where all bands have the same."""
    said = [f"{low:.10g}..{high:.10g}" for low, high in pairs]
    return "linear " + (said[0] if len(set(said)) == 1 else ";".join(said))


def _eight_bit(layer: QgsRasterLayer, number: int) -> bool:
    return bool(layer.dataProvider().dataType(number) == Qgis.DataType.Byte)


def _filters(layer: QgsRasterLayer) -> List[str]:
    """What QGIS does to the finished colours."""
    light, colour = layer.brightnessFilter(), layer.hueSaturationFilter()
    changed: List[Any] = [light is not None and (light.brightness() or light.contrast() or light.gamma() != 1.0),
                          colour is not None and (colour.saturation() or colour.colorizeOn() or colour.invertColors())]
    if not any(changed):
        return []
    return [translate("Styled", "The layer's brightness, gamma, saturation and colour settings are not passed on.")]


def _of_its_own() -> str:
    return translate("Styled", "QGIS paints this layer in a way that cannot be passed on; the model sees the automatic "
                               "bands and contrast.")


def _without_contrast() -> str:
    return translate("Styled", "QGIS paints a band without a contrast that could be passed on; the model sees the "
                               "automatic contrast.")


def _turned_round() -> str:
    return translate("Styled", "QGIS paints high values dark; the model sees them bright, so that words of brightness "
                               "hold.")
