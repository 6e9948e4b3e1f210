"""Colours in plain words: every pixel gets one of fourteen basic names, a group of pixels its leading ones.

Lightness and chroma are CIELAB's (D65), because they follow the eye; the hue that sorts the names is the hexagonal one,
because CIELAB's blue leans to violet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping, Tuple

import numpy as np
from numpy.typing import NDArray

NAMES = ("black", "grey", "white", "red", "orange", "brown", "beige", "yellow", "olive", "green", "turquoise", "blue",
         "purple", "pink")

GREY_CHROMA, COLD_GREY_CHROMA = 7.0, 10.0
"""Below this chroma a colour is a shade of grey; shadows and metal are tinged with blue and yet called grey."""
GREYISH_CHROMA = 13.0
REDDISH_HUE, REDDISH_CHROMA = 22.0, 16.0
"""A brown on the red side of this hue with so much chroma is reddish: rust, brick, old tiles."""
SECOND_SHARE = 0.25
"""A second colour is named from this share of the pixels on."""

_DARK_LIGHT: Mapping[str, Tuple[float, float]] = {
    "grey": (38.0, 72.0), "red": (32.0, 101.0), "brown": (32.0, 58.0), "green": (36.0, 70.0), "olive": (36.0, 101.0),
    "turquoise": (42.0, 78.0), "blue": (24.0, 66.0), "purple": (24.0, 66.0), "orange": (0.0, 101.0),
}
"""Below the first lightness a colour is dark, above the second light."""

Array = NDArray[np.float64]


_ENCODED = np.arange(256, dtype=np.float64) / 255.0
_LINEAR = np.where(_ENCODED <= 0.04045, _ENCODED / 12.92, ((_ENCODED + 0.055) / 1.055) ** 2.4)
"""Linear light of every sRGB byte."""


@dataclass(frozen=True)
class Shade:
    """A colour in words and the share of pixels that have it."""

    name: str
    share: float


def to_lab(pixels: NDArray[np.uint8]) -> Array:
    """CIELAB (D65) of sRGB bytes of shape (n, 3)."""
    linear = _LINEAR[pixels]
    to_xyz = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
                       [0.0193339, 0.1191920, 0.9503041]])
    xyz = linear @ (to_xyz / to_xyz.sum(axis=1, keepdims=True)).T
    f = np.where(xyz > 216.0 / 24389.0, np.cbrt(xyz), (24389.0 / 27.0 * xyz + 16.0) / 116.0)
    return np.stack([116.0 * f[:, 1] - 16.0, 500.0 * (f[:, 0] - f[:, 1]), 200.0 * (f[:, 1] - f[:, 2])], axis=1)


def _hue(pixels: NDArray[np.uint8]) -> Array:
    """Hexagonal hue in degrees."""
    r, g, b = (np.asarray(pixels[:, i], dtype=np.float64) for i in range(3))
    top, low = np.maximum(np.maximum(r, g), b), np.minimum(np.minimum(r, g), b)
    span = np.maximum(top - low, 1e-9)
    hue = np.where(top == r, ((g - b) / span) % 6.0, np.where(top == g, (b - r) / span + 2.0, (r - g) / span + 4.0))
    return np.asarray(hue * 60.0)


def name_pixels(pixels: NDArray[np.uint8], lab: Array) -> NDArray[np.intp]:
    """Index into NAMES for every pixel."""
    light, chroma, hue = lab[:, 0], np.hypot(lab[:, 1], lab[:, 2]), _hue(pixels)
    warm = (hue < 45.0) | (hue >= 345.0)
    sandy = warm | (hue < 62.0)
    cold = (hue >= 185.0) & (hue < 330.0)
    ruddy = (hue >= 345.0) | (hue < np.where(light < 45.0, 10.0, 15.0))
    rules: Tuple[Tuple[Any, str], ...] = (
        ((light < 6.0) | ((light < 14.0) & (chroma < 10.0)), "black"),
        ((light > 91.0) & (chroma < 9.0), "white"),
        (chroma < np.where(cold, COLD_GREY_CHROMA, GREY_CHROMA), "grey"),
        (ruddy & (light < 66.0) & (chroma >= 22.0), "red"),
        (sandy & (hue >= 18.0) & (hue < 62.0) & (light >= 66.0) & (chroma < 34.0), "beige"),
        (sandy & (hue >= 10.0) & (hue < 52.0) & (light < 66.0) & (chroma < 42.0), "brown"),
        (warm & (hue < 345.0) & (hue >= 15.0) & (light < 52.0), "brown"),
        (warm & (light >= 66.0) & ((hue < 15.0) | (hue >= 345.0)) & (chroma < 45.0), "pink"),
        (warm & (chroma < 22.0), "brown"),
        ((hue < 15.0) | (hue >= 345.0), "red"),
        (hue < 45.0, "orange"),
        ((hue < 72.0) & (light < 66.0), "olive"),
        (hue < 68.0, "yellow"),
        (hue < 165.0, "green"),
        (hue < 185.0, "turquoise"),
        (hue < 255.0, "blue"),
        (hue < 318.0, "purple"),
    )
    named = np.select([rule for rule, _ in rules], [NAMES.index(name) for _, name in rules], NAMES.index("pink"))
    return np.asarray(named, dtype=np.intp)


def shades(pixels: NDArray[np.uint8]) -> Tuple[Shade, ...]:
    """The leading colour of some pixels, and a second one where it is common enough."""
    lab = to_lab(pixels)
    named, hue = name_pixels(pixels, lab), _hue(pixels)
    counts = np.bincount(named, minlength=len(NAMES))
    order = sorted(range(len(NAMES)), key=lambda i: (-int(counts[i]), i))
    leading = [i for i in order[:2] if i == order[0] or counts[i] >= SECOND_SHARE * len(named)]
    return tuple(Shade(_qualified(NAMES[i], lab[named == i], hue[named == i]), float(counts[i]) / len(named))
                 for i in leading)


def _qualified(name: str, lab: Array, hue: Array) -> str:
    """The basic name with "dark" or "light", "greyish" or "reddish" where they fit: an id as "dark greyish green"."""
    light, chroma = float(np.median(lab[:, 0])), float(np.median(np.hypot(lab[:, 1], lab[:, 2])))
    dark, bright = _DARK_LIGHT.get(name, (0.0, 101.0))
    tone = "dark " if light < dark else ("light " if light > bright else "")
    tinge = "greyish " if chroma < GREYISH_CHROMA and name not in ("black", "grey", "white", "beige") else ""
    if name == "brown" and chroma >= REDDISH_CHROMA and np.median((hue + 90.0) % 360.0) < REDDISH_HUE + 90.0:
        tinge = "reddish "
    return f"{tone}{tinge}{name}"
