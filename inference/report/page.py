"""The report: one HTML file that needs nothing else, with every sentence's evidence; good on paper, phone and desk.

It runs no script and loads nothing: a content security policy says so to the browser as well. Everything that models,
layers and files said is escaped (`markup.tag`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Iterator, List, Sequence, Tuple

from ..geometry import Point
from .entry import entry
from .figures import SENSORS, counted, short_crs
from .maps import world
from .markup import Markup, tag
from .sight import Sight
from .whole import Whole, card, colours_of

CSS = Path(__file__).resolve().parents[2] / "resources" / "report" / "report.css"
READING = """The yellow outline is the box that was asked about, in pixels of the file. Sizes are true metres on the
ground where the raster has a coordinate system. The long axis is a line, not a heading."""
READING_WHOLE = """In the picture of a whole raster each object that was found has the colour of its class; how sure the
model is of it shows under the pointer."""
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True)
class Heading:
    """What stands at the top and the foot of the page."""

    title: str
    lead: str = ""
    foot: Sequence[str] = ()


def render(sights: Sequence[Sight], heading: Heading, wholes: Sequence[Whole] = ()) -> str:
    """The whole page; what is known of a whole raster leads its section."""
    groups = _by_raster(sights)
    head = tag("head", tag("meta", charset="utf-8"),
               tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
               tag("meta", named="viewport", content="width=device-width, initial-scale=1"),
               tag("meta", named="referrer", content="no-referrer"),
               tag("meta", named="generator", content="Earthscribe"),
               tag("title", heading.title), tag("style", Markup(CSS.read_text(encoding="utf-8"))))
    body = tag("body", _masthead(groups, heading),
               tag("main", *_sections(groups, wholes)),
               tag("footer", *[tag("p", line) for line in heading.foot]))
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='en')}\n"


def _by_raster(sights: Sequence[Sight]) -> List[List[Sight]]:
    groups: Dict[str, List[Sight]] = {}
    for sight in sights:
        groups.setdefault(sight.description.view.raster, []).append(sight)
    return list(groups.values())


def _masthead(groups: Sequence[Sequence[Sight]], heading: Heading) -> Markup:
    places = [(str(number), group[0].lonlat) for number, group in enumerate(groups, 1)]
    known: List[Tuple[str, Point]] = [(label, point) for label, point in places if point is not None]
    left = tag("div", tag("p", "Earthscribe", cls="eyebrow"), tag("h1", heading.title),
               tag("p", heading.lead, cls="lead") if heading.lead else None)
    return tag("div", tag("div", left, world(known) if known else None), cls="masthead")


def _sections(groups: Sequence[Sequence[Sight]], wholes: Sequence[Whole]) -> Iterator[Markup]:
    count, colours = 0, colours_of(wholes)
    leading = {whole.raster: whole for whole in wholes}
    for number, group in enumerate(groups, 1):
        cards = []
        for sight in group:
            count += 1
            cards.append(entry(sight, count))
        whole = leading.get(group[0].description.view.raster)
        lead = card(whole, group[0].title, colours) if whole else None
        yield tag("section", _raster_header(number, group[0]), lead, *cards, cls="raster")


def _raster_header(number: int, sight: Sight) -> Markup:
    view = sight.description.view
    said = [SENSORS.get(view.sensor, view.sensor), sight.raster_size,
            short_crs(view.map_quad.crs) if view.map_quad and view.map_quad.crs else "not georeferenced",
            view.image_date or "date unknown"]
    return tag("header", tag("span", str(number), cls="badge"),
               tag("div", tag("h2", sight.title), tag("p", " · ".join(each for each in said if each), cls="where"),
                   tag("p", sight.label.credit, cls="where") if sight.label.credit else None))


def heading_of(sights: Sequence[Sight], title: str, day: str, wholes: Sequence[Whole] = ()) -> Heading:
    """A heading that counts what is there."""
    rasters = len({sight.description.view.raster for sight in sights})
    models = ", ".join(sorted({sight.description.provenance.model for sight in sights}))
    found = sum(len(whole.spots) for whole in wholes)
    searched = f", and {counted(found, 'object') if found else 'no object'} found there" if wholes else ""
    lead = (f"{counted(len(sights), 'object')} on {counted(rasters, 'raster')}, described by {models} on {day}"
            f"{searched}. Each text stands beside the picture the model saw; what it rests on is one click below it.")
    reading = (READING, READING_WHOLE) if wholes else (READING,)
    return Heading(title, lead, (
        *reading, "This page is one file: it holds its pictures, loads nothing and runs no script.",
    ))
