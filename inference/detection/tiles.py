"""How a region is cut into tiles: cores that meet without gap, and the window round each that the model sees.

An object belongs to the tile whose core holds its centre, with a little leeway on both sides of a seam so that none is
lost; duplicates there are merged afterwards. Cores follow the blocks in which the file is stored. Near the edges of the
raster windows are moved inside, so that the model sees ground there instead of black.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Iterator, List, Tuple

from ..geometry import PixelWindow
from .detector import Card
from .values import Boxes

CORE, HALO = 1024, 64
"""Side of a core, and what is seen beyond it on each side, in pixels of the model's picture."""
LEEWAY = 6
"""How far beyond its core a tile may claim an object, in the same pixels."""
FIXED_HALO = 8
"""Of inputs of fixed size an eighth on each side is halo."""


@dataclass(frozen=True)
class Tile:
    """One window and what of it counts, in pixels of the file; `size` is the model's picture."""

    core: PixelWindow
    window: PixelWindow
    size: Tuple[int, int]

    @property
    def scale(self) -> Tuple[float, float]:
        """Pixels of the model's picture per pixel of the file."""
        return self.size[0] / self.window.width, self.size[1] / self.window.height


@dataclass(frozen=True)
class _Cut:
    """How one axis is cut: the cores' edges, and the window's extent in the file and in the picture."""

    edges: Tuple[int, ...]
    window: int
    side: int
    halo: int


def cut(region: PixelWindow, extent: Tuple[int, int], scale: float, card: Card,
        block: Tuple[int, int] = (1, 1)) -> List[List[Tile]]:
    """Rows of tiles over a region of a raster of some extent, seen at a scale."""
    fixed = card.size or (0, 0)
    across = _axis((region.x, region.right), scale, card, (block[0], fixed[0], extent[0]))
    down = _axis((region.y, region.bottom), scale, card, (block[1], fixed[1], extent[1]))
    return [[_tile((x, y), (across, down), extent) for x in _spans(across)] for y in _spans(down)]


def _axis(span: Tuple[int, int], scale: float, card: Card, sides: Tuple[int, int, int]) -> _Cut:
    """One axis of a region; `sides` are those of a stored block, of the only input (0: any) and of the raster."""
    (start, end), (block, fixed, extent) = span, sides
    wanted = math.ceil((end - start) * scale)
    if fixed:
        side, halo = fixed, fixed // FIXED_HALO
        whole = wanted <= fixed
        core = max(1, int((side - 2 * halo) / scale))
    else:
        whole = wanted <= CORE + 2 * HALO
        halo = 0 if whole else HALO
        core = _balanced(end - start, int(CORE / scale), block)
        around = min(wanted + 2 * HALO, math.ceil(extent * scale))
        side = card.side(around if whole else math.ceil(core * scale) + 2 * HALO)
    window = max(1, round(side / scale))
    if whole:
        return _Cut((start, end), window, side, 0)
    first = start - start % block if block < core else start
    edges = sorted({start, *(each for each in range(first, end, core) if each > start), end})
    return _Cut(tuple(edges), window, side, max(1, int(halo / scale)))


def _balanced(extent: int, most: int, block: int) -> int:
    """A core's side so that all are about equal, whole blocks where those are small enough."""
    most = max(1, most)
    even = math.ceil(extent / math.ceil(extent / most))
    if 1 < block <= most // 2:
        return min(-(-even // block) * block, most // block * block)
    return even


def _spans(axis: _Cut) -> Iterator[Tuple[int, int]]:
    yield from zip(axis.edges[:-1], axis.edges[1:])


def _tile(spans: Tuple[Tuple[int, int], Tuple[int, int]], axes: Tuple[_Cut, _Cut], extent: Tuple[int, int]) -> Tile:
    (x0, x1), (y0, y1) = spans
    x, y = (_start(span, axis, whole) for span, axis, whole in zip(spans, axes, extent))
    window = PixelWindow(x, y, axes[0].window, axes[1].window)
    return Tile(PixelWindow(x0, y0, x1 - x0, y1 - y0), window, (axes[0].side, axes[1].side))


def _start(span: Tuple[int, int], axis: _Cut, whole: int) -> int:
    """Where a window begins: its halo before the core, moved inside the raster where it fits there."""
    before = axis.halo if len(axis.edges) > 2 else (axis.window - (span[1] - span[0])) // 2
    return max(0, min(span[0] - before, whole - axis.window))


def in_file(boxes: Boxes, tile: Tile) -> Boxes:
    """Boxes of a tile's picture in pixels of the file."""
    across, down = tile.scale
    moved = boxes.boxes.copy()
    moved[:, 0], moved[:, 1] = moved[:, 0] / across + tile.window.x, moved[:, 1] / down + tile.window.y
    moved[:, 2:4] *= 2.0 / (across + down)
    return Boxes(moved, boxes.scores, boxes.labels)
