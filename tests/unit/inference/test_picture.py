"""PNG bytes and the drawn outline."""

from __future__ import annotations

import io

import numpy as np
import pytest
from earthscribe.inference.picture import outlined, png
from earthscribe.tests.scenes import box
from PIL import Image


@pytest.mark.parametrize("shape", [(1, 1), (1, 7), (5, 1), (37, 53)])
def test_png_is_read_by_another_program(shape: tuple[int, int]) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (*shape, 3)).astype(np.uint8)
    with Image.open(io.BytesIO(png(pixels))) as image:
        assert image.mode == "RGB"
        assert np.array_equal(np.asarray(image), pixels)


def test_png_is_the_same_every_time() -> None:
    pixels = np.full((9, 9, 3), 7, np.uint8)
    assert png(pixels) == png(pixels.copy())


def test_only_pixels_become_a_picture() -> None:
    with pytest.raises(ValueError, match="bytes"):
        png(np.zeros((4, 4), np.uint8))


@pytest.mark.parametrize("ground", [0, 128, 255])
def test_the_outline_shows_on_any_ground_and_leaves_the_rest(ground: int) -> None:
    pixels = np.full((120, 120, 3), ground, np.uint8)
    drawn = outlined(pixels, box(60, 60, 60, 30, 20))
    changed = (drawn != pixels).any(axis=2)
    assert changed.any()
    assert not changed[60, 60]
    assert not changed[2, 2]
    assert pixels.min() == ground
    lightness = drawn.astype(int).sum(axis=2)
    assert np.ptp(lightness) > 250
