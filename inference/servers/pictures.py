"""Which pictures of an object a server is sent: one place for whoever sends them and whoever shows them beforehand."""

from __future__ import annotations

from typing import Tuple

import numpy as np
from numpy.typing import NDArray

from ..framing import chip_quad, focal_crop
from ..picture import outlined, png
from ..values import Chip, View

VIEW, CROP, BOTH = "view", "crop", "both"


def sent_pixels(chip: Chip, view: View, wanted: str = BOTH) -> Tuple[NDArray[np.uint8], ...]:
    """The view with the box drawn in, the crop, or both in this order."""
    quad = chip_quad(view.quad, view.framing)
    shown = (outlined(chip.pixels, quad),) if wanted != CROP else ()
    return (*shown, focal_crop(chip, quad).pixels) if wanted != VIEW else shown


def sent_pictures(chip: Chip, view: View, wanted: str = BOTH) -> Tuple[bytes, ...]:
    """The same as the PNGs that are sent."""
    return tuple(png(each) for each in sent_pixels(chip, view, wanted))
