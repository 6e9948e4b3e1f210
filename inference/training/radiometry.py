"""Makes a crop look as if another camera, another day or another stretch had made it."""

from __future__ import annotations

from typing import Any, Tuple

import numpy as np

Array = Any
INFRARED_COLOUR = "saopaulo-cir-pools"
"""The set whose red channel is near infrared."""


def change(pixels: Array, sensor: str, source: str, chance: np.random.Generator) -> Tuple[Array, str]:
    """The changed crop [h, w, 3] of bytes and the sensor that is told with it."""
    values = pixels.astype(np.float32)
    grey = sensor in ("infrared", "sar")
    if sensor == "infrared" and chance.random() < 0.15:
        values = 255.0 - values
    if sensor in ("optical", "multispectral"):
        values = _colours(values, source, chance)
        grey = bool(chance.random() < 0.06)
        if grey:
            values = np.repeat(values.mean(2, keepdims=True), 3, axis=2)
        sensor = _told(sensor, chance)
    if chance.random() < 0.8:
        values = _tone(values, chance, each=not grey)
    if chance.random() < 0.25:
        values = _blurred(values, float(chance.uniform(0.4, 1.3)))
    if chance.random() < 0.3:
        channels = 1 if grey else 3
        noise = chance.standard_normal((*values.shape[:2], channels), np.float32) * float(chance.uniform(1, 9))
        values = values * (1 + noise / 60) if sensor == "sar" else values + noise
    return np.clip(values + 0.5, 0, 255).astype(np.uint8), sensor


def _told(sensor: str, chance: np.random.Generator) -> str:
    """Colour pictures are told as optical or multispectral, whichever the bands of a file suggest."""
    if sensor == "optical":
        return "multispectral" if chance.random() < 0.12 else sensor
    return "optical" if chance.random() < 0.35 else sensor


def _colours(values: Array, source: str, chance: np.random.Generator) -> Array:
    """Swapped or exchanged channels, more or less colour."""
    if source == INFRARED_COLOUR and chance.random() < 0.4:
        values = values[:, :, [1, 1, 2]] if chance.random() < 0.5 else values[:, :, [1, 2, 2]]
    elif chance.random() < 0.04:
        values = values[:, :, chance.permutation(3)]
    if chance.random() < 0.5:
        grey = values.mean(2, keepdims=True)
        values = grey + (values - grey) * float(chance.uniform(0.5, 1.5))
    return values


def _tone(values: Array, chance: np.random.Generator, *, each: bool) -> Array:
    """Another gain, offset and gamma."""
    gain = chance.uniform(0.75, 1.3) * (chance.uniform(0.92, 1.08, 3) if each else np.ones(3))
    offset = chance.uniform(-25, 25)
    values = np.clip(values * gain.astype(np.float32) + np.float32(offset), 0, 255)
    if chance.random() < 0.4:
        gamma = float(np.exp(chance.uniform(-0.35, 0.35)))
        values = 255 * np.power(values / 255, gamma, dtype=np.float32)
    return values


def _blurred(values: Array, radius: float) -> Array:
    from PIL import Image, ImageFilter

    image = Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))
    return np.asarray(image.filter(ImageFilter.GaussianBlur(radius)), np.float32)
