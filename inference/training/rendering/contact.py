"""Contact sheets: many rendered pictures in one, with their boxes, for looking at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Dict, Optional, Tuple

import numpy as np

from .backgrounds import Backgrounds
from .pictures import Rendered, render

if TYPE_CHECKING:
    from PIL import Image

_INK: Dict[str, Tuple[int, int, int]] = {
    "airplane": (255, 60, 60),
    "storage-tank": (60, 220, 255),
    "ship": (255, 230, 60),
    "sports-court": (120, 255, 90),
    "ignore": (190, 190, 190),
}


def contact_sheet(
    seed: int,
    path: Path,
    backgrounds: Backgrounds = (),
    *,
    grid: Tuple[int, int] = (6, 4),
    scene: Optional[str] = None,
) -> None:
    """Write rendered pictures of one seed side by side as one image, boxes drawn on every second column."""
    from PIL import Image

    columns, rows = grid
    rng, size = np.random.default_rng(seed), 320
    sheet = Image.new("RGB", (columns * size, rows * size))
    for i in range(columns * rows):
        one = render(rng, backgrounds, size, scene)
        sheet.paste(_shown(one, boxed=i % 2 == 1), (i % columns * size, i // columns * size))
    sheet.save(path)


def _shown(one: Rendered, *, boxed: bool) -> Image.Image:
    from PIL import Image, ImageDraw

    image = Image.fromarray(one.pixels)
    pen = ImageDraw.Draw(image)
    if boxed:
        for name, quad, _oriented in one.objects:
            corners = [(float(x), float(y)) for x, y in quad]
            pen.line([*corners, corners[0]], fill=_INK[name], width=1)
    pen.text(
        (4, 3),
        f"{one.scene} {one.gsd_m:.2f} m {one.sensor[:5]}",
        fill=(255, 255, 0),
        stroke_width=1,
        stroke_fill=(0, 0, 0),
    )
    return image
