"""A request as a backend gets it: chip, view and facts filled in by hand, no raster needed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from earthscribe.inference.config import RunConfig
from earthscribe.inference.geometry import PixelQuad, PixelWindow
from earthscribe.inference.georef import AffinePlacement, PixelGrid
from earthscribe.inference.values import Chip, Fact, Framing, Recipe, Request, Source, View

QUAD = PixelQuad(((130.0, 120.0), (150.0, 122.0), (149.0, 132.0), (129.0, 130.0)))


def prepared_request(**changes: Any) -> Request:
    """A box of about 20 x 10 pixels in a window of 64 x 48, shown at its own size."""
    placement = AffinePlacement(0.5, 0.0, 500000.0, 0.0, -0.5, 5600000.0)
    framing = Framing(PixelWindow(108, 102, 64, 48), 64, 48)
    recipe = Recipe("optical", "rgb", (1, 2, 3), reason="three 8-bit bands")
    pixels = np.random.default_rng(7).integers(0, 255, (48, 64, 3), dtype=np.uint8)
    chip = Chip(pixels, PixelGrid(placement, 400, 300, "EPSG:32633").window(framing.window), recipe)
    view = View("town.tif", QUAD, framing, recipe, gsd_m=0.5, image_date="2024-05-17")
    facts = (Fact("length_m", 10.0, "m"), Fact("width_m", 5.0, "m"))
    request = Request("describe", QUAD, Source("town.tif", "fingerprint"), framing, chip=chip, view=view, facts=facts)
    return replace(request, **changes)


def quick(**options: Any) -> RunConfig:
    """A configuration whose deadline no test waits for."""
    return RunConfig(**{"deadline": 60.0, **options})
