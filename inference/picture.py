"""Pixels as PNG bytes and with the box drawn in, from the standard library and numpy alone."""

from __future__ import annotations

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

from .geometry import PixelQuad

OUTER = (0, 0, 0)
INNER = (255, 255, 0)


def png(pixels: NDArray[np.uint8]) -> bytes:
    """An RGB PNG of (height, width, 3) pixels; the same pixels give the same bytes."""
    if pixels.dtype != np.uint8 or pixels.ndim != 3 or pixels.shape[2] != 3:
        raise ValueError("a picture is an array of (height, width, 3) bytes")
    height, width = pixels.shape[:2]
    rows = np.zeros((height, 1 + width * 3), dtype=np.uint8)
    rows[:, 1:] = pixels.reshape(height, width * 3)
    rows[1:, 1:] -= pixels[:-1].reshape(height - 1, width * 3) if height > 1 else 0
    rows[1:, 0] = 2  # filter "up": neighbouring rows are alike
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"".join((b"\x89PNG\r\n\x1a\n", _chunk(b"IHDR", header),
                     _chunk(b"IDAT", zlib.compress(rows.tobytes(), 6)), _chunk(b"IEND", b"")))


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def outlined(pixels: NDArray[np.uint8], quad_in_chip: PixelQuad) -> NDArray[np.uint8]:
    """A copy with the box drawn as a bright line between dark ones, so that it shows on any background."""
    height, width = pixels.shape[:2]
    half = max(0.75, max(height, width) / 700.0)
    away = _distance_to_outline(quad_in_chip, width, height)
    drawn = pixels.copy()
    drawn[away <= half + 1.25] = OUTER
    drawn[away <= half] = INNER
    return drawn


def _distance_to_outline(quad: PixelQuad, width: int, height: int) -> NDArray[np.float64]:
    x, y = np.arange(width)[None, :] + 0.5, np.arange(height)[:, None] + 0.5
    nearest = np.full((height, width), np.inf)
    for (x1, y1), (x2, y2) in zip(quad.corners, [*quad.corners[1:], quad.corners[0]]):
        dx, dy = x2 - x1, y2 - y1
        squared = max(dx * dx + dy * dy, 1e-12)
        along = np.clip(((x - x1) * dx + (y - y1) * dy) / squared, 0.0, 1.0)
        nearest = np.minimum(nearest, np.hypot(x - (x1 + along * dx), y - (y1 + along * dy)))
    return nearest
