"""What a camera makes of a scene: colour, panchromatic or infrared false colour, haze, blur, noise, JPEG."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Tuple

import numpy as np
from numpy.typing import NDArray

from .canvas import Pixels

if TYPE_CHECKING:
    from numpy.random import Generator

Field = NDArray[np.float32]
LOOKS = ("colour", "panchromatic", "infrared-false-colour")


def take(rng: Generator, scene: Pixels, look: str, finest: float) -> Pixels:
    """The scene as a camera would give it; `finest` (0 to 1) is how much of its harm small objects can bear."""
    picture = _toned(rng, _channels(rng, scene, look), look)
    picture = _resolved(rng, picture, finest)
    picture = _noisy(rng, picture, look, finest)
    return _compressed(rng, picture, finest)


def _channels(rng: Generator, scene: Pixels, look: str) -> Field:
    rgb = scene.astype(np.float32)
    if look == "panchromatic":
        weights = np.array(rng.dirichlet((6.0, 7.0, 3.0)), dtype=np.float32)
        return np.asarray(np.repeat((rgb @ weights)[:, :, None], 3, axis=2), dtype=np.float32)
    if look == "infrared-false-colour":
        r, g, b = rgb[..., 0], rgb[..., 1], rgb[..., 2]
        green = np.clip((g / np.maximum(b, 8.0) - 1.25) * 5.0, 0.0, 1.0)  # turbid water is green, too, but less so
        leaves = np.clip(g * 2.0 - r - b - 6.0, 0.0, 60.0) * green
        wet = np.clip((b + g) * 0.5 - r - 4.0, 0.0, 60.0) * (leaves < 12.0)
        infrared = (
            (r * 0.55 + g * 0.45)
            + leaves * np.float32(rng.uniform(1.0, 2.6))
            - wet * np.float32(rng.uniform(0.7, 1.4))
        )
        return np.stack([infrared, r * np.float32(0.95), g * np.float32(0.95)], axis=2)
    grey = rgb.mean(axis=2, keepdims=True)
    return np.asarray(grey + (rgb - grey) * np.float32(rng.uniform(0.5, 1.35)), dtype=np.float32)


def _toned(rng: Generator, picture: Field, look: str) -> Field:
    """Exposure, haze, a colour cast, and now and then very little contrast."""
    middle = np.float32(rng.normal(118.0, 20.0))
    contrast = np.float32(rng.uniform(0.35, 0.7) if rng.random() < 0.15 else rng.uniform(0.75, 1.35))
    mean = np.float32(picture.mean())
    target = mean * np.float32(0.55) + middle * np.float32(0.45) if rng.random() < 0.6 else mean
    picture = (picture - mean) * contrast + target
    if look == "colour":
        picture = picture * rng.normal(1.0, 0.04, 3).astype(np.float32) + rng.normal(0.0, 5.0, 3).astype(np.float32)
    if rng.random() < 0.2:
        picture = picture * np.float32(rng.uniform(1.15, 1.6))
    if rng.random() < 0.3:
        gamma = np.float32(rng.uniform(0.75, 1.3))
        picture = np.float32(255.0) * (np.clip(picture, 0.0, 255.0) / np.float32(255.0)) ** gamma
    return picture


def _resolved(rng: Generator, picture: Field, finest: float) -> Field:
    """The blur of optics and atmosphere; sometimes a coarser picture enlarged; sometimes sharpened too much."""
    from PIL import Image, ImageFilter

    image = Image.fromarray(np.clip(picture, 0.0, 255.0).astype(np.uint8))
    size = image.size
    if rng.random() < 0.25 * finest:
        share = rng.uniform(0.45, 0.85)
        small = image.resize((int(size[0] * share), int(size[1] * share)), Image.Resampling.BOX)
        image = small.resize(size, Image.Resampling.BICUBIC if rng.random() < 0.7 else Image.Resampling.BILINEAR)
    sigma = rng.uniform(0.2, 0.45 + 0.75 * finest)
    image = image.filter(ImageFilter.GaussianBlur(sigma))
    if rng.random() < 0.35:
        image = image.filter(ImageFilter.UnsharpMask(rng.uniform(0.8, 2.2), int(rng.integers(40, 160)), 0))
    return np.asarray(image, dtype=np.float32)


def _noisy(rng: Generator, picture: Field, look: str, finest: float) -> Field:
    shape: Tuple[int, ...] = picture.shape[:2]
    amount = np.float32(rng.uniform(0.3, 2.5 + 4.5 * finest * rng.random()))
    noise = rng.standard_normal(shape, dtype=np.float32)[:, :, None] * amount
    if look != "panchromatic" and rng.random() < 0.6:
        noise = noise + rng.standard_normal((*shape, 3), dtype=np.float32) * (
            amount * np.float32(rng.uniform(0.1, 0.7))
        )
    return picture + noise


def _compressed(rng: Generator, picture: Field, finest: float) -> Pixels:
    from PIL import Image

    pixels = np.clip(picture, 0.0, 255.0).astype(np.uint8)
    if rng.random() < 0.4:
        return pixels
    held = io.BytesIO()
    lowest = 78 - int(40 * finest)
    Image.fromarray(pixels).save(held, "JPEG", quality=int(rng.integers(lowest, 96)))
    return np.array(Image.open(held).convert("RGB"), dtype=np.uint8)
