"""A whole raster of a report: what is said of it, its picture with every object found, and how many of each class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, Mapping, Optional, Sequence, Tuple

from ..geometry import PixelQuad
from ..raster.source import RasterSource
from ..values import Description, Detection
from .entry import evidence, notes, provenance
from .figures import counted
from .maps import Mark, marked
from .markup import Markup, tag
from .pictures import Shown, in_picture, whole_shown
from .sight import north_at

COLOURS = ("#f58231", "#3cd6a3", "#ff8ad1", "#c6e84a", "#b79cff", "#56b4e9", "#ff5a4f", "#ffffff", "#2ee6ff", "#d9a066",
           "#8aa0ff", "#b8ffb0")
"""One per class; yellow is kept for boxes that were asked about."""
NOTHING = "No object of a class that the model knows was found here, so none is drawn."


@dataclass(frozen=True)
class Spot:
    """An object that was found, in pixels of the picture that is shown."""

    category: str
    confidence: float
    quad: PixelQuad


@dataclass(frozen=True)
class Whole:
    """Everything a page needs of a whole raster; nothing is read any more once it is made."""

    caption: Description
    shown: Shown
    spots: Tuple[Spot, ...]
    north: Optional[float] = None
    """Direction of true north in the picture, degrees clockwise from straight up."""
    shown_gsd_m: Optional[float] = None
    """Ground metres per pixel of the shown picture."""

    @property
    def raster(self) -> str:
        """Which raster it is."""
        return self.caption.view.raster

    def counts(self) -> Dict[str, int]:
        """How many objects of each class, most first."""
        names = [each.category for each in self.spots]
        return {name: names.count(name) for name in sorted(set(names), key=lambda each: (-names.count(each), each))}


def make_whole(source: RasterSource, caption: Description, found: Sequence[Detection]) -> Whole:
    """The picture of a raster with what was found there, the surest drawn last."""
    view, window = caption.view, source.info.grid.full_window
    shown = whole_shown(source, view)
    spots = tuple(Spot(each.category, each.confidence, in_picture(each.quad, window, shown.size))
                  for each in sorted(found, key=lambda each: each.confidence))
    gsd = view.gsd_m * window.width / shown.size[0] if view.gsd_m else None
    return Whole(caption, shown, spots, north_at(source, view.quad.centre), gsd)


def colours_of(wholes: Sequence[Whole]) -> Dict[str, str]:
    """A colour for each class of a page, the same in all its pictures."""
    names = dict.fromkeys(name for whole in wholes for name in whole.counts())
    return {name: COLOURS[number % len(COLOURS)] for number, name in enumerate(names)}


def card(whole: Whole, title: str, colours: Mapping[str, str]) -> Markup:
    """What leads the section of a raster."""
    caption, count = whole.caption, len(whole.spots)
    marks = [Mark(each.quad, colours[each.category], f"{_called(each.category)}, {each.confidence * 100:.0f} % sure")
             for each in whole.spots]
    picture = marked(whole.shown, f"{title}, with {counted(count, 'object')} found", marks, gsd_m=whole.shown_gsd_m,
                     north=whole.north)
    head = tag("header", tag("h3", "The whole raster"),
               tag("span", f"{counted(count, 'object')} found" if count else "nothing found", cls="tag"))
    said = tag("div", head, *notes(caption), tag("p", caption.text, cls="text", lang=caption.language or None),
               evidence(caption), provenance(caption), cls="said")
    return tag("div", tag("div", picture, _legend(whole, colours), cls="pictures"), said, cls="object whole")


def _legend(whole: Whole, colours: Mapping[str, str]) -> Markup:
    rows = [tag("li", _swatch(colours[name]), f"{_called(name)} ", tag("b", str(count)))
            for name, count in whole.counts().items()]
    return tag("ul", *rows, cls="legend") if rows else tag("p", NOTHING, cls="where")


def _swatch(colour: str) -> Markup:
    """Drawn, because browsers print no backgrounds."""
    return tag("svg", tag("rect", x=1, y=1, width=10, height=10, rx=2, fill=colour), view_box="0 0 12 12",
               aria_hidden="true")


def _called(category: str) -> str:
    return category.replace("-", " ").replace("_", " ")
