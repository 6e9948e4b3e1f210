"""Maps of a report as inline SVG: the world with its rasters, pictures with boxes, scale bar and north arrow."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import List, Optional, Sequence, Tuple

from ..errors import BadSetting
from ..geometry import PixelQuad, Point, distance
from .markup import Markup, join, picture_url, tag
from .pictures import Shown

LAND = Path(__file__).resolve().parents[2] / "resources" / "report" / "land.svg"
_PATH = re.compile(r'<path d="([MmzZ0-9., -]+)"/>')
GRATICULE = 30
WORLD_WIDTH = 360
CLOSE = 7.0
SCALE_STEPS = (1.0, 2.0, 5.0)


@dataclass(frozen=True)
class Mark:
    """A box in a picture, in the picture's own pixels."""

    quad: PixelQuad
    colour: str
    title: str


def world(places: Sequence[Tuple[str, Point]]) -> Markup:
    """Numbered places (longitude, latitude) on a plain map of the world."""
    lines = [f"M{x},0V180" for x in range(GRATICULE, 360, GRATICULE)]
    lines += [f"M0,{y}H360" for y in range(GRATICULE, 180, GRATICULE)]
    return tag("svg", tag("title", "Where the rasters lie"), tag("path", d=_land(), cls="land"),
               tag("path", d="".join(lines), cls="graticule"), *_markers(places),
               view_box="0 0 360 156", role="img", cls="world")


def _land() -> str:
    found = _PATH.search(LAND.read_text(encoding="utf-8"))
    if found is None:
        raise BadSetting(LAND.name, "it holds no outline of the land",
                         hint="Install Earthscribe again: this copy is damaged.")
    return found.group(1)


def _markers(places: Sequence[Tuple[str, Point]]) -> List[Markup]:
    """One dot for neighbours that would hide each other, with all their numbers."""
    spots: List[Tuple[Point, List[str]]] = []
    for label, (longitude, latitude) in places:
        at = ((longitude + 180.0) % 360.0, 90.0 - latitude)
        near = next((labels for spot, labels in spots if distance(spot, at) < CLOSE), None)
        if near is None:
            spots.append((at, [label]))
        else:
            near.append(label)
    dots = [tag("circle", cx=x, cy=y, r=3.2, cls="dot") for (x, y), _ in spots]
    return dots + [_label(spot, ", ".join(labels)) for spot, labels in spots]


def _label(spot: Point, text: str) -> Markup:
    """Numbers right of their dot, left of it at the right margin."""
    x, y = spot
    if x < WORLD_WIDTH - 40:
        return tag("text", text, x=x + 5.0, y=y + 2.8, cls="number")
    return tag("text", text, x=x - 5.0, y=y + 2.8, text_anchor="end", cls="number")


def picture(shown: Shown, title: str, *, gsd_m: Optional[float] = None, north: Optional[float] = None) -> Markup:
    """A picture with the box drawn in, a scale bar where metres are known, and north."""
    return _framed(shown, title, _boxed(shown.quad), gsd_m=gsd_m, north=north)


def marked(shown: Shown, title: str, marks: Sequence[Mark], *, gsd_m: Optional[float] = None,
           north: Optional[float] = None) -> Markup:
    """A picture with many boxes, each in its colour; what a box is shows under the pointer."""
    drawn = [tag("g", tag("title", each.title), tag("polygon", points=_corners(each.quad), cls="found-halo"),
                 tag("polygon", points=_corners(each.quad), cls="found", stroke=each.colour)) for each in marks]
    return _framed(shown, title, join(*drawn), gsd_m=gsd_m, north=north)


def _corners(quad: PixelQuad) -> str:
    return " ".join(f"{x:.2f},{y:.2f}" for x, y in quad.corners)


def _boxed(quad: PixelQuad) -> Markup:
    return join(*[tag("polygon", points=_corners(quad), cls=each) for each in ("halo", "box")])


def _framed(shown: Shown, title: str, drawn: Markup, *, gsd_m: Optional[float], north: Optional[float]) -> Markup:
    width, height = shown.size
    unit = max(width, height) / 100.0
    return tag("svg", tag("title", title),
               tag("image", href=picture_url(shown.kind, shown.data), width=width, height=height,
                   style="image-rendering:pixelated" if max(shown.size) <= 200 else None), drawn,
               _scale_bar(gsd_m, shown.size, unit) if gsd_m else None,
               _north(north, shown.size, unit) if north is not None else None,
               view_box=f"0 0 {width} {height}", role="img", cls="chip")


def locator(shown: Shown, title: str) -> Markup:
    """A small picture of the whole raster with the box, or a ring where the box is too small to be seen."""
    width, height = shown.size
    xs, ys = [x for x, _ in shown.quad.corners], [y for _, y in shown.quad.corners]
    if max(max(xs) - min(xs), max(ys) - min(ys)) >= max(width, height) / 12.0:
        drawn = _boxed(shown.quad)
    else:
        x, y = shown.quad.centre
        radius = max(width, height) / 20.0
        drawn = join(*[tag("circle", cx=x, cy=y, r=radius, cls=each) for each in ("halo", "box")])
    return tag("svg", tag("title", title),
               tag("image", href=picture_url(shown.kind, shown.data), width=width, height=height), drawn,
               view_box=f"0 0 {width} {height}", role="img")


def _scale_bar(gsd_m: float, size: Tuple[int, int], unit: float) -> Markup:
    metres = round_length(gsd_m * size[0] * 0.28)
    length, left, y = metres / gsd_m, unit * 3.5, size[1] - unit * 4.0
    ends = {"x1": left, "x2": left + length, "y1": y, "y2": y}
    label = f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
    return join(tag("line", cls="scale-halo", **ends), tag("line", cls="scale", **ends),
                tag("text", label, x=left, y=y - unit * 1.8, font_size=unit * 4.0, cls="on-picture",
                    style=f"stroke-width:{unit * 0.7:.2f}px"))


def round_length(most: float) -> float:
    """The longest of 1, 2, 5, 10, 20, 50 ... that is not above `most`."""
    power = 10.0 ** math.floor(math.log10(most))
    return max(step * power for step in SCALE_STEPS if step * power <= most * (1 + 1e-9))


def _north(angle: float, size: Tuple[int, int], unit: float) -> Markup:
    """An arrow to true north; `angle` is clockwise from straight up, in degrees."""
    place = f"translate({size[0] - unit * 6:.2f} {unit * 7:.2f}) scale({unit:.4f})"
    arrow = tag("g", tag("path", d="M0,-4.4L2.2,2.6L0,1.2L-2.2,2.6z", cls="on-picture", style="stroke-width:.8px"),
                transform=f"rotate({angle:.1f})")
    letter = tag("text", "N", x=0, y=7.4, font_size=4, text_anchor="middle", cls="on-picture",
                 style="stroke-width:.8px")
    return tag("g", tag("title", "True north"), arrow, letter, transform=place)
