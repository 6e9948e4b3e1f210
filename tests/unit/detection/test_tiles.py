"""Tiles: cores without gap or overlap, windows of one size inside the raster, along the blocks of the file."""

from __future__ import annotations

import numpy as np
import pytest
from earthscribe.inference.detection.detector import Card, ClassCard
from earthscribe.inference.detection.tiles import CORE, HALO, cut
from earthscribe.inference.geometry import PixelWindow
from hypothesis import given
from hypothesis import strategies as st

CARD = Card("any", "1", (ClassCard("car"),))
FIXED = Card("any", "1", (ClassCard("car"),), size=(640, 480))


@given(st.integers(1, 3000), st.integers(1, 3000), st.sampled_from([2.0, 1.0, 0.5, 0.25, 0.3]),
       st.sampled_from([(1, 1), (256, 256), (512, 512), (3000, 1)]), st.booleans())
def test_every_pixel_belongs_to_one_core_and_lies_in_its_window(width: int, height: int, scale: float,
                                                                block: tuple, fixed: bool) -> None:
    card = FIXED if fixed else CARD
    claimed = np.zeros((height, width), dtype=np.uint8)
    for row in cut(PixelWindow(0, 0, width, height), (width, height), scale, card, block):
        for tile in row:
            core, window = tile.core, tile.window
            claimed[core.y:core.bottom, core.x:core.right] += 1
            assert window.x <= core.x, "the core lies in what the model sees"
            assert window.y <= core.y
            assert window.right >= core.right
            assert window.bottom >= core.bottom
            assert tile.size == card.size or (tile.size[0] % 32, tile.size[1] % 32) == (0, 0)
    assert claimed.min() == claimed.max() == 1


def test_cores_follow_the_blocks_of_the_file() -> None:
    rows = cut(PixelWindow(0, 0, 20_000, 20_000), (20_000, 20_000), 1.0, CARD, (256, 256))
    assert len(rows) == len(rows[0]) == 20
    assert all(tile.core.x % 256 == tile.core.y % 256 == 0 for row in rows for tile in row)
    assert rows[3][3].window == PixelWindow(3 * CORE - HALO, 3 * CORE - HALO, CORE + 2 * HALO, CORE + 2 * HALO)


def test_windows_at_the_edge_are_moved_inside_the_raster() -> None:
    rows = cut(PixelWindow(0, 0, 2500, 2500), (2500, 2500), 1.0, CARD)
    windows = [tile.window for row in rows for tile in row]
    assert all(window.x >= 0 and window.right <= 2500 and window.bottom <= 2500 for window in windows)


@pytest.mark.parametrize(("width", "height"), [(20, 30), (640, 512), (1100, 900)])
def test_a_small_raster_is_one_tile(width: int, height: int) -> None:
    rows = cut(PixelWindow(0, 0, width, height), (width, height), 1.0, CARD)
    assert [len(row) for row in rows] == [1]


def test_a_shrunk_pass_sees_more_of_the_file_at_once() -> None:
    rows = cut(PixelWindow(0, 0, 8192, 8192), (8192, 8192), 0.25, CARD)
    assert (len(rows), rows[0][0].window.width) == (2, 4 * rows[0][0].size[0])
