"""One object of a report: picture, text, facts, evidence and provenance as a card."""

from __future__ import annotations

from pathlib import PurePath
from typing import Iterator, Optional

from ..values import Description, Evidence
from . import figures
from .maps import locator, picture
from .markup import Markup, join, table, tag
from .sight import Sight

FINISH = {"stopped": "Stopped by the user: the text is not complete.",
          "length": "Cut off at the longest allowed answer."}


def entry(sight: Sight, number: int) -> Markup:
    """The card of one object."""
    description = sight.description
    return tag("article", _pictures(sight, number), tag(
        "div", _header(description, number), *notes(description),
        tag("p", description.text, cls="text", lang=description.language or None),
        _facts(description), evidence(description), _measurements(description), provenance(description),
        cls="said"), cls="object", id=f"object-{number}")


def _pictures(sight: Sight, number: int) -> Markup:
    chip = picture(sight.chip, f"Object {number} on {sight.title}, in its box", gsd_m=sight.shown_gsd_m,
                   north=sight.north)
    drawn = f"Drawn round: {sight.label.thing}" if sight.label.thing else None
    where = [figures.place(sight.lonlat) if sight.lonlat else "Place on Earth unknown"]
    where.append(f"Pixel {sight.description.view.quad.centre[0]:.0f}, {sight.description.view.quad.centre[1]:.0f}")
    inset = tag("div", locator(sight.overview, f"Where object {number} lies on {sight.title}"),
                tag("p", tag("b", drawn) if drawn else None, *[tag("span", each) for each in where]), cls="inset")
    return tag("div", chip, inset, cls="pictures")


def _header(description: Description, number: int) -> Markup:
    category = description.category or "object"
    sure = None if description.confidence is None else f"{description.confidence * 100:.0f} % sure"
    title = category[:1].upper() + category[1:]
    return tag("header", tag("h3", f"{title} {number}"),
               tag("span", figures.SENSORS.get(description.view.sensor, description.view.sensor), cls="tag"),
               tag("span", sure, cls="tag") if sure else None)


def notes(description: Description) -> Iterator[Markup]:
    """What the reader should know of an answer."""
    for note in (*description.view.notes, FINISH.get(description.provenance.finish, "")):
        if note:
            yield tag("p", note, cls="note")


def _facts(description: Description) -> Optional[Markup]:
    cells = [tag("div", tag("dt", label), tag("dd", value)) for label, value in figures.leading(description)]
    return tag("dl", *cells, cls="facts") if cells else None


def evidence(description: Description) -> Optional[Markup]:
    """Each sentence with what it rests on, folded."""
    if not description.evidence:
        return None
    head = tag("thead", tag("tr", *[tag("th", each, scope="col") for each in ("Sentence", "Source", "Rests on")]))
    rows = [tag("tr", tag("td", each.sentence), tag("td", each.source), tag("td", _values(each), cls="values"))
            for each in description.evidence]
    return fold(f"Evidence for {figures.counted(len(rows), 'sentence')}",
                tag("div", tag("table", head, tag("tbody", *rows), cls="evidence"), cls="scroll"))


def _values(row: Evidence) -> Markup:
    behind = figures.rests_on(row.sentence, row.values)
    return join(*[tag("span", f"{name} ", tag("b", value)) for name, value in behind])


def _measurements(description: Description) -> Optional[Markup]:
    rows = list(figures.others(description))
    return fold(f"All {len(rows)} measurements", table(rows)) if rows else None


def provenance(description: Description) -> Markup:
    """Model, file, place and recipe, folded."""
    view, made = description.view, description.provenance
    window, recipe = view.framing.window, view.recipe
    bands = ", ".join(str(band) for band in recipe.bands)
    rows = {
        "Identifier": description.uid,
        "Model": f"{made.model} (revision {made.revision})",
        "Ran on": f"{made.backend}, {made.device}, {made.seconds:.2f} s",
        "Asked with": f"dialect {made.dialect}, prompt {made.prompt_version}",
        "Finished": made.finish,
        "File": PurePath(view.raster).name,
        "Box in pixels": figures.corners(view.quad.corners, 2),
        "Box on the map": figures.corners(view.map_quad.corners, 6) if view.map_quad else "",
        "CRS": figures.short_crs(view.map_quad.crs) if view.map_quad and view.map_quad.crs else "none",
        "Georeference": view.georeference,
        "CRS operation": view.crs_operation,
        "Window": f"{window.width} x {window.height} pixels from {window.x}, {window.y}, "
                  f"shown to the model as {view.framing.width} x {view.framing.height}",
        "Recipe": f"{recipe.preset}, {'band' if len(recipe.bands) == 1 else 'bands'} {bands}: {recipe.reason}",
    }
    return fold("Where this comes from", table([(name, said) for name, said in rows.items() if said]))


def fold(title: str, content: Markup) -> Markup:
    """Content that shows on a click."""
    return tag("details", tag("summary", title), content)
