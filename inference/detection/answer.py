"""From a request to rows: what is looked for, at which scale, then the sweep, then what is to be said of it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Dict, Iterator, Optional, Sequence, Tuple, Union

import numpy as np

from ..errors import UnknownClass
from ..georef import PixelGrid, ToLonLat
from ..values import Detected, Found, Progress, Provenance, Recipe, Request, Searched, Source, Stop
from .area import Area
from .detector import Card, Detector
from .pictures import Picture
from .placing import Placer
from .scale import UNWANTED, Pass, passes_for, too_coarse, without_hopeless
from .search import Scaled, Scene, search_scale
from .sweep import Search, Step, sweep
from .values import Floats

MIN_CONFIDENCE = "min_confidence"
"""The option of a request that replaces the classes' own thresholds; 0 keeps them."""
GSD = "gsd"
"""The option that says how many metres a pixel of the file is; 0: the georeference says it."""
NO_SCALE = "The size of a pixel on the ground is not known, so sizes are in pixels."
"""A note; whoever shows it says where people tell the size."""
TELLINGS = 200
"""How often progress is told at most."""

LOT = 2000
"""Rows handed on together at most, so that no message grows without bound."""


@dataclass(frozen=True)
class Ground:
    """Where a picture lies, as far as anybody knows."""

    grid: PixelGrid
    to_lonlat: Optional[ToLonLat] = None
    gsd_m: Optional[float] = None
    """From the georeference."""
    georeference: str = "none"
    image_date: Optional[str] = None


@dataclass(frozen=True)
class Field:
    """What is searched: a picture, how it was made, and where it lies."""

    picture: Picture
    recipe: Recipe
    source: Source
    ground: Ground


def least_confidence(card: Card, classes: Sequence[str], confidence: float) -> Floats:
    """Per label the least confidence of a detection; above 1 where the class is not looked for."""
    unknown = [each for each in classes if each not in card.names]
    if unknown:
        raise UnknownClass(unknown, card.names)
    return np.array([(confidence or each.threshold) if not classes or each.name in classes else UNWANTED
                     for each in card.classes])


def detect(detector: Detector, field: Field, request: Request,
           stop: Stop) -> Iterator[Union[Progress, Found, Detected]]:
    """Progress and final rows as they come, the summary last; also when it was stopped."""
    started = time.monotonic()
    card, ground = detector.card, field.ground
    plan = _Plan(request, field, card)
    if plan.gsd is None and card.searches_scale:
        yield Progress("looking for the scale")
        plan.scaled = search_scale(detector, field.picture, Scene(plan.area, plan.sensor, plan.least), stop)
    search = plan.searched()
    placer = Placer(ground.grid, card.names, ground.to_lonlat, plan.given,
                    georeferenced=ground.georeference != "none")
    counts: Dict[str, int] = {card.names[label]: 0 for label in plan.wanted}
    seen, told = 0, -1.0
    way = Search(plan.passes(), plan.area, plan.least, plan.sensor, detector.suppression)
    for said in sweep(detector, field.picture, way, stop):
        if isinstance(said, Step):
            seen, part = said.searched_px, said.done / max(said.total, 1)
            if part - told >= 1.0 / TELLINGS or said.done == said.total:
                told = part
                yield Progress("looking for objects", part)
        elif len(said.boxes):
            rows = placer.rows(said)
            for row in rows:
                counts[row.category] += 1
            yield from (Found(rows[start:start + LOT], search) for start in range(0, len(rows), LOT))
    provenance = Provenance(card.name, card.revision, "detect", "none", card.name, detector.device, "",
                            round(time.monotonic() - started, 3), finish="stopped" if stop() else "complete")
    empty = not seen and provenance.finish == "complete"
    yield Detected(search, tuple(counts.items()), provenance, seen, tuple(_notes(detector, field, plan, empty=empty)))


class _Plan:
    """What a request means for a field and a detector."""

    def __init__(self, request: Request, field: Field, card: Card) -> None:
        self.card, self.field = card, field
        self.sensor = field.recipe.sensor
        self.given = float(request.option(GSD, 0.0)) or None
        self.gsd = self.given or field.ground.gsd_m
        self.least = least_confidence(card, request.classes, float(request.option(MIN_CONFIDENCE, 0.0)))
        if not request.classes:
            self.least = without_hopeless(self.least, self.gsd, card, self.sensor)
        self.wanted: Tuple[int, ...] = tuple(np.nonzero(self.least <= 1.0)[0].tolist())
        self.area = Area.of(request.area, field.picture.width, field.picture.height)
        self.scaled: Optional[Scaled] = None

    def passes(self) -> Tuple[Pass, ...]:
        """The ways over the raster."""
        return self.scaled.passes if self.scaled else passes_for(self.gsd, self.card, self.sensor, self.wanted)

    def searched(self) -> Searched:
        """What all rows have in common."""
        ground, derived = self.field.ground, self.scaled.gsd_m if self.scaled else None
        known = (("given", self.given), ("georeference", ground.gsd_m), ("derived", derived), ("", None))
        gsd_from, gsd = next(each for each in known if each[1] or not each[0])
        return Searched(self.field.source, self.field.recipe, self.card.name, self.card.revision, ground.grid.crs,
                        ground.georeference, ground.image_date, gsd, gsd_from,
                        tuple(each.scale for each in self.passes()))


def _notes(detector: Detector, field: Field, plan: _Plan, *, empty: bool) -> Iterator[str]:
    """What the user should know."""
    yield from detector.notes
    if empty:
        yield "There is nothing but empty pixels in the area."
    if plan.gsd is None:
        yield from _without_scale(plan.scaled)
    coarse = too_coarse(plan.gsd, plan.card, plan.sensor, plan.wanted)
    if coarse and plan.gsd is not None:
        names = [plan.card.names[label] for label in coarse]
        which = "the classes looked for" if len(coarse) == len(plan.wanted) > 1 else _listed(names)
        yield (f"A pixel is {plan.gsd:.3g} m on the ground, too coarse to show {which}: little or nothing of them will "
               "be found.")
    if plan.sensor == "optical" and len(field.recipe.bands) == 1 and field.recipe.transform != "palette":
        yield "One band is shown in grey where the model learnt from three in colour, so it will find less."


def _without_scale(scaled: Optional[Scaled]) -> Iterator[str]:
    yield NO_SCALE
    if scaled is not None and scaled.gsd_m is not None:
        count, name = scaled.basis
        yield (f"Judged by the length of {count} objects of class {name}, a pixel is about {scaled.gsd_m:.2g} m "
               "(derived, not measured).")


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
