"""Which window of the raster becomes the chip: context round the object, focal crop, deskewed chip, tiles.

The window holds whole pixels and the whole box. Its margin grows with the object, but slower: a small object needs
more of its surroundings to be understood. It is shrunk to the pixel budget, and enlarged three or five times, so
that a tiny object can be seen.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Iterator, List, Optional, Sequence

import numpy as np
from numpy.typing import NDArray

from .errors import BoxOutside, BoxTooSmall
from .geometry import PixelQuad, PixelWindow, Point, distance, signed_area
from .georef import PixelGrid
from .values import Chip, Framing

LEAST_SIDE_PX = 2.0
"""A box needs at least so many pixels along each side."""
ROUNDING_PX = 1e-6
SMALL_MARGIN, SMALL_MARGIN_AT_MOST_PX = 1.5, 96.0
"""Small objects get 1.5 times their longer side on each side, up to 96 pixels ..."""
LARGE_MARGIN, LEAST_MARGIN_PX = 0.25, 16.0
"""... large ones a quarter of it, everything at least 16 pixels."""
ENLARGE_TO, ENLARGE_AT_MOST = 512, 5
"""Windows are enlarged three or five times while their longer side stays within 512 pixels: with an odd factor the
middle of every group of chip pixels is exactly a pixel of the file, which is what is measured."""
CROP_MARGIN = 0.1


def plan(quad: PixelQuad, grid: PixelGrid, context: float = 0.0, chip_pixels: int = 1024) -> Framing:
    """The window round a box and the size of its chip; reads no pixel."""
    first, second = quad.sides
    if min(first, second) < LEAST_SIDE_PX - ROUNDING_PX:
        raise BoxTooSmall(first, second, LEAST_SIDE_PX)
    if not _common_area(quad, grid):
        x_min, y_min, x_max, y_max = quad.bounds()
        raise BoxOutside(f"x {x_min:.10g} to {x_max:.10g}, y {y_min:.10g} to {y_max:.10g} in pixels",
                         f"{grid.width} x {grid.height} pixels")
    window = _window(quad, grid, context)
    longest = max(window.width, window.height)
    budget = max(1, chip_pixels)
    factor = min(ENLARGE_AT_MOST, min(ENLARGE_TO, budget) // longest)
    if factor >= 3:
        factor -= 1 - factor % 2
        return Framing(window, window.width * factor, window.height * factor)
    scale = min(1.0, budget / longest)
    return Framing(window, max(1, round(window.width * scale)), max(1, round(window.height * scale)))


def _margin(longer: float, context: float) -> float:
    if context > 0.0:
        return longer * context
    return max(LARGE_MARGIN * longer, min(SMALL_MARGIN * longer, SMALL_MARGIN_AT_MOST_PX), LEAST_MARGIN_PX)


def _window(quad: PixelQuad, grid: PixelGrid, context: float) -> PixelWindow:
    """Context inside the raster, and all of the box even where it leaves the raster (within one raster size)."""
    x_min, y_min, x_max, y_max = quad.bounds()
    margin = _margin(max(x_max - x_min, y_max - y_min), context)
    around = _whole(max(0.0, x_min - margin), max(0.0, y_min - margin),
                    min(float(grid.width), x_max + margin), min(float(grid.height), y_max + margin))
    box = _whole(max(x_min, -float(grid.width)), max(y_min, -float(grid.height)),
                 min(x_max, 2.0 * grid.width), min(y_max, 2.0 * grid.height))
    x, y = min(around.x, box.x), min(around.y, box.y)
    return PixelWindow(x, y, max(around.right, box.right) - x, max(around.bottom, box.bottom) - y)


def _whole(x_min: float, y_min: float, x_max: float, y_max: float) -> PixelWindow:
    tiny = 1e-9
    x, y = math.floor(x_min + tiny), math.floor(y_min + tiny)
    return PixelWindow(x, y, max(1, math.ceil(x_max - tiny) - x), max(1, math.ceil(y_max - tiny) - y))


def _common_area(quad: PixelQuad, grid: PixelGrid) -> bool:
    """Whether the quad and the raster share any area (Sutherland-Hodgman clipping by the raster's four sides)."""
    points: List[Point] = list(quad.corners)
    right, bottom = float(grid.width), float(grid.height)
    for axis, limit, sign in ((0, 0.0, 1.0), (0, right, -1.0), (1, 0.0, 1.0), (1, bottom, -1.0)):
        points = _clip(points, axis, limit, sign)
        if len(points) < 3:
            return False
    return abs(signed_area(points)) > 0.0


def _clip(points: Sequence[Point], axis: int, limit: float, sign: float) -> List[Point]:
    kept: List[Point] = []
    for here, there in zip(points, [*points[1:], points[0]]):
        a, b = (here[axis] - limit) * sign, (there[axis] - limit) * sign
        if a >= 0.0:
            kept.append(here)
        if a * b < 0.0:
            t = a / (a - b)
            kept.append((here[0] + t * (there[0] - here[0]), here[1] + t * (there[1] - here[1])))
    return kept


def chip_quad(quad: PixelQuad, framing: Framing) -> PixelQuad:
    """The box in pixels of the chip."""
    fx, fy = framing.width / framing.window.width, framing.height / framing.window.height
    a, b, c, d = [((x - framing.window.x) * fx, (y - framing.window.y) * fy) for x, y in quad.corners]
    return PixelQuad((a, b, c, d))


def focal_crop(chip: Chip, quad_in_chip: PixelQuad) -> Chip:
    """The part of the chip that holds the box and a tenth more, upright."""
    height, width = chip.pixels.shape[:2]
    x_min, y_min, x_max, y_max = quad_in_chip.bounds()
    margin = CROP_MARGIN * max(x_max - x_min, y_max - y_min)
    wanted = _whole(x_min - margin, y_min - margin, x_max + margin, y_max + margin)
    part = wanted.intersection(PixelWindow(0, 0, width, height))
    if part.empty:
        raise BoxOutside("the box in the chip", f"{width} x {height} pixels")
    pixels = np.ascontiguousarray(chip.pixels[part.y:part.bottom, part.x:part.right])
    return replace(chip, pixels=pixels, grid=chip.grid.window(part))


def deskew(chip: Chip, quad_in_chip: PixelQuad, size: Optional[int] = None) -> Chip:
    """The box alone, turned upright with its long side (of `size` pixels if given) across; sampled bilinearly."""
    a, b, c, d = quad_in_chip.ordered().corners
    across, down = (distance(a, b) + distance(d, c)) / 2, (distance(b, c) + distance(a, d)) / 2
    if down > across:  # a quarter turn clockwise: the left side becomes the top
        a, b, c, d = d, a, b, c
        across, down = down, across
    width = max(1, size or round(across))
    height = max(1, round(width * down / across))
    u, v = np.meshgrid((np.arange(width) + 0.5) / width, (np.arange(height) + 0.5) / height)
    x = a[0] * (1 - u) * (1 - v) + b[0] * u * (1 - v) + c[0] * u * v + d[0] * (1 - u) * v
    y = a[1] * (1 - u) * (1 - v) + b[1] * u * (1 - v) + c[1] * u * v + d[1] * (1 - u) * v
    return replace(chip, pixels=_bilinear(chip.pixels, x, y), grid=chip.grid.spanned((a, b, d), width, height))


def _bilinear(pixels: NDArray[np.uint8], x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Colours at positions (corner convention: the middle of the first pixel is 0.5), edges repeated."""
    height, width = pixels.shape[:2]
    px, py = np.clip(x - 0.5, 0.0, width - 1.0), np.clip(y - 0.5, 0.0, height - 1.0)
    left, top = np.floor(px).astype(np.intp), np.floor(py).astype(np.intp)
    right, bottom = np.minimum(left + 1, width - 1), np.minimum(top + 1, height - 1)
    fx, fy = (px - left)[..., None], (py - top)[..., None]
    upper = pixels[top, left] * (1.0 - fx) + pixels[top, right] * fx
    lower = pixels[bottom, left] * (1.0 - fx) + pixels[bottom, right] * fx
    return np.asarray(np.floor(upper * (1.0 - fy) + lower * fy + 0.5), dtype=np.uint8)


def tiles(window: PixelWindow, side: int, overlap: int = 0) -> Iterator[PixelWindow]:
    """Square windows of `side` pixels that cover a window row by row, neighbours sharing at least `overlap` pixels.

    The last of a row or column is moved back rather than cut, so all are of one size (or the window's, if smaller).
    """
    if not 0 <= overlap < side:
        raise ValueError("the overlap must be smaller than the side")
    for y in _starts(window.height, side, overlap):
        for x in _starts(window.width, side, overlap):
            yield PixelWindow(window.x + x, window.y + y, min(side, window.width), min(side, window.height))


def _starts(length: int, side: int, overlap: int) -> List[int]:
    if length <= side:
        return [0]
    starts = list(range(0, length - side, side - overlap))
    return [*starts, length - side]
