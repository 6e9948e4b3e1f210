"""Pictures of an answer, made again from the raster by the recipe that travels with it."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Tuple

import numpy as np
from numpy.typing import NDArray

from ..errors import OutputUnwritable
from ..geometry import PixelQuad, PixelWindow
from ..raster.source import RasterSource
from ..values import View
from ..whole_file import write_whole

Picture = NDArray[np.uint8]

LONGEST_SHOWN = 760
LONGEST_OVERVIEW = 264
JPEG_QUALITY = 86


@dataclass(frozen=True)
class Shown:
    """A picture as bytes of a file, its size, and the box in its own pixels."""

    kind: str
    data: bytes
    size: Tuple[int, int]
    quad: PixelQuad


def seen(source: RasterSource, view: View) -> Picture:
    """The chip the model saw, H x W x 3: the same window through the same recipe gives the same bytes."""
    framing = view.framing
    return _rendered(source, framing.window, (framing.width, framing.height), view)


def chip_shown(source: RasterSource, view: View) -> Shown:
    """The chip in the size of a page."""
    framing = view.framing
    return _shown(source, framing.window, _fitted((framing.width, framing.height), LONGEST_SHOWN), view)


def overview_shown(source: RasterSource, view: View) -> Shown:
    """The whole raster, small, with the box where it lies."""
    full = source.info.grid.full_window
    return _shown(source, full, _fitted((full.width, full.height), LONGEST_OVERVIEW), view)


def whole_shown(source: RasterSource, view: View) -> Shown:
    """The whole raster in the size of a page."""
    full = source.info.grid.full_window
    return _shown(source, full, _fitted((full.width, full.height), LONGEST_SHOWN), view)


def in_picture(quad: PixelQuad, window: PixelWindow, size: Tuple[int, int]) -> PixelQuad:
    """A box of the file in pixels of a picture that shows a window in another size."""
    a, b, c, d = [((x - window.x) * size[0] / window.width, (y - window.y) * size[1] / window.height)
                  for x, y in quad.corners]
    return PixelQuad((a, b, c, d))


def _shown(source: RasterSource, window: PixelWindow, size: Tuple[int, int], view: View) -> Shown:
    kind, data = _file(_rendered(source, window, size, view))
    return Shown(kind, data, size, in_picture(view.quad, window, size))


def _rendered(source: RasterSource, window: PixelWindow, size: Tuple[int, int], view: View) -> Picture:
    """A window through the view's recipe; what the model saw is read as it was then, an overview as it is stored."""
    from ..sensors import NATURE, render

    recipe = view.recipe
    nature = NATURE.get(recipe.preset, "") if window == view.framing.window else ""
    picture: Picture = render(source.read(window, recipe.bands, size, nature), recipe, source.info)
    return picture


def _fitted(size: Tuple[int, int], longest: int) -> Tuple[int, int]:
    factor = min(1.0, longest / max(size))
    return max(1, round(size[0] * factor)), max(1, round(size[1] * factor))


def _file(picture: Picture) -> Tuple[str, bytes]:
    """JPEG where Pillow is there, for its size; PNG else, and for small pictures whose pixels are to be seen."""
    from ..picture import png

    if max(picture.shape[:2]) <= 200:
        return "png", png(picture)
    try:
        from PIL import Image
    except ImportError:
        return "png", png(picture)
    stream = io.BytesIO()
    Image.fromarray(picture).save(stream, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return "jpeg", stream.getvalue()


def check_png(path: str) -> None:
    """Refuse a place where no picture can be written."""
    if not path.lower().endswith(".png"):
        raise OutputUnwritable(path, "pictures are written as PNG", hint="Give a name that ends in .png.")
    folder = Path(path).absolute().parent
    if not folder.is_dir():
        raise OutputUnwritable(path, "its folder does not exist", hint=f"Make the folder {folder}, or name another.")
    if not os.access(folder, os.W_OK):
        raise OutputUnwritable(path, "its folder is read-only")


def save_png(path: str, picture: Picture) -> None:
    """Write a picture as PNG."""
    from ..picture import png

    replace_file(path, png(picture))


def replace_file(path: str, content: bytes) -> None:
    """Write a whole file or leave what was there: a full disk leaves no half of one."""
    try:
        write_whole(Path(path), content)
    except OSError as error:
        raise OutputUnwritable(path, (error.strerror or "the system refused it").lower(), detail=str(error)) from error
