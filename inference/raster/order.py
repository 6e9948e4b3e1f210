"""The order in which windows are read, so that each stored block is decoded once: along a Hilbert curve of blocks."""

from __future__ import annotations

from typing import List, Sequence

from ..geometry import PixelWindow
from .source import RasterInfo


def _hilbert(x: int, y: int, order: int) -> int:
    """Position of a cell along the Hilbert curve over 2**order x 2**order cells."""
    position, side = 0, 1 << order
    half = side >> 1
    while half:
        right, lower = int(bool(x & half)), int(bool(y & half))
        position += half * half * ((3 * right) ^ lower)
        if not lower:
            if right:
                x, y = side - 1 - x, side - 1 - y
            x, y = y, x
        half >>= 1
    return position


def block_order(windows: Sequence[PixelWindow], info: RasterInfo) -> List[int]:
    """Indices of the windows in reading order; windows in one block stay in the order given."""
    width, height = max(info.block[0], 1), max(info.block[1], 1)
    across, down = -(-info.width // width), -(-info.height // height)
    order = max(max(across, down) - 1, 1).bit_length()

    def place(index: int) -> int:
        window = windows[index]
        column = min(max(window.x + window.width // 2, 0), info.width - 1) // width
        row = min(max(window.y + window.height // 2, 0), info.height - 1) // height
        return _hilbert(column, row, order)

    return sorted(range(len(windows)), key=place)
