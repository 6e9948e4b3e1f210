"""Finished descriptions made by hand, for tests of everything that keeps or shows them."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from earthscribe.inference.geometry import Corners, MapQuad, PixelQuad, PixelWindow
from earthscribe.inference.values import Description, Evidence, Fact, Framing, Provenance, Recipe, View

UTM: Corners = ((500000.0, 5700000.0), (500010.0, 5700000.0), (500010.0, 5699990.0), (500000.0, 5699990.0))
PIXELS: Corners = ((10.1, 20.25), (30.3, 20.25), (30.3, 41.0), (10.1, 41.0))


def described(uid: str = "first", crs: str = "EPSG:32632", corners: Corners = UTM, **changes: Any) -> Description:
    """A description of a ship; `changes` go to the description or, where it has no such field, to its view."""
    view = View("/data/harbour.tif", PixelQuad(PIXELS), Framing(PixelWindow(-2, 0, 64, 48), 128, 96),
                Recipe("optical", "rgb", (3, 2, 1), low=(0.0, math.nan, 1.0), high=(9.0, math.inf, 2.0)),
                MapQuad(corners, crs), "affine", "", "optical", 0.3, "2020-07-01", notes=("It is a guess.",))
    said = Provenance("bundled", "7", "none", "2", "bundled", "cpu", "raw text", 0.25, 12)
    whole = Description("A ship of 120 m.", view, said, uid, "ship", 0.5,
                        (Evidence("A ship of 120 m.", "measurement", {"length_m": 120.0, "strange": math.nan}),),
                        (Fact("length_m", 120.0, "m"), Fact("azimuth", math.nan, "degrees")))
    own = {name: value for name, value in changes.items() if hasattr(whole, name)}
    seen = {name: value for name, value in changes.items() if name not in own}
    return replace(whole, view=replace(view, **seen), **own)


def moved(corners: Corners, dx: float, dy: float = 0.0) -> Corners:
    """The same corners elsewhere."""
    a, b, c, d = [(x + dx, y + dy) for x, y in corners]
    return a, b, c, d
