"""From a request to what a backend may look at: the chip, the view and the facts of its box.

Whoever can read the raster prepares: the model process for files, QGIS for what only QGIS can read. Both come through
here, so that a picture is the same whoever made it.
"""

from __future__ import annotations

import contextlib
import math
from dataclasses import replace
from functools import partial
from typing import Callable, Iterator, Sequence

from . import measure
from .detection.answer import Field, Ground
from .detection.pictures import ArrayPicture, RasterPicture
from .errors import BoxOutside, BoxTooSmall, NoImageThere, NotTransformable
from .framing import plan
from .geometry import PixelQuad, PixelWindow, Point
from .measure.scene import Scene
from .raster import LONLAT, reproject
from .raster.recorded import recorded
from .raster.source import RasterSource
from .values import Fact, Framing, Recipe, Request, Seen, Source, View
from .wording.numbers_in_words import percent


def prepared(request: Request, source: RasterSource, recipe: Recipe) -> Request:
    """The request with its chip, view and facts."""
    if request.framing is None:
        return unseen(request)
    return of_scene(request, Scene.read(source, recipe, request.quad, request.framing))


def of_scene(request: Request, scene: Scene) -> Request:
    """The request with what a scene, already read, shows."""
    facts = measure.measure(scene)
    return replace(request, chip=scene.chip, view=_view(request, scene, facts), facts=facts)


def pictured(request: Request, scene: Scene) -> Request:
    """The request with picture and place of a scene, for tasks that measure nothing of its box."""
    return replace(request, chip=scene.chip, view=_view(request, scene, ()))


def field_of(source: RasterSource, recipe: Recipe) -> Field:
    """All of a raster, for a task that looks everywhere."""
    info = source.info
    gsd = None
    if info.grid.referenced:
        with contextlib.suppress(NotTransformable):  # its middle is outside of what the CRS shows of the Earth
            gsd = info.grid.ground((info.width / 2, info.height / 2), source.lonlat).gsd
    ground = Ground(info.grid, source.lonlat if info.grid.referenced else None, gsd, info.georeference,
                    info.image_date)
    return Field(RasterPicture(source, recipe), recipe, Source(recorded(info.source.path), info.source.fingerprint),
                 ground)


def field_of_chip(request: Request) -> Field:
    """The chip of a request whose raster only its sender could read; rows are in pixels of the chip."""
    chip, view = request.chip, request.view
    if chip is None or view is None:
        raise NoImageThere("the area", "the request names no raster")
    gsd = None if view.gsd_m is None else view.gsd_m * view.framing.window.width / view.framing.width
    referenced = chip.grid.referenced
    ground = Ground(chip.grid, partial(_lonlat, chip.grid.crs) if referenced else None, gsd,
                    view.georeference, view.image_date)
    return Field(ArrayPicture(chip.pixels), chip.recipe, Source(view.raster, ""), ground)


def _lonlat(crs: str, points: Sequence[Point]) -> Sequence[Point]:
    return reproject(points, crs, LONLAT)[0]


def measuring(source: RasterSource, recipe: Recipe) -> Callable[[PixelQuad], Sequence[Fact]]:
    """What measures one more box of a raster; nothing for a box too small, outside or without image data."""
    def measured(quad: PixelQuad) -> Sequence[Fact]:
        try:
            return measure.measure(Scene.read(source, recipe, quad, plan(quad, source.info.grid)))
        except (BoxTooSmall, BoxOutside, NoImageThere):
            return ()

    return measured


def is_prepared(request: Request) -> bool:
    """Whether somebody has read the pixels already."""
    return request.chip is not None and request.view is not None


def unseen(request: Request) -> Request:
    """A request without a raster: only its numbers are known."""
    return replace(request, view=unseen_view(request))


def unseen_view(request: Request) -> View:
    """The view of a request without a raster."""
    return View("", request.quad, request.framing or _bare_framing(request), Recipe("optical", "none", ()))


def seen(request: Request) -> Seen:
    """What a prepared request shows a model."""
    if request.chip is None or request.view is None:
        raise NoImageThere("the box", "the request names no raster")
    return Seen(request.chip, request.view, request.facts)


def _view(request: Request, scene: Scene, facts: Sequence[Fact]) -> View:
    info, notes = scene.info, list(request.notes)
    if scene.raw.padded:
        notes.append("Part of the picture lies outside the raster and is shown black.")
    notes.extend(_hidden(facts, scene.recipe))
    return View(recorded(info.source.path), scene.quad, scene.framing, scene.recipe,
                info.grid.to_map(scene.quad), info.georeference, request.crs_operation,
                scene.recipe.sensor, scene.ground.gsd if scene.ground else None, info.image_date, scene.raw.padded,
                tuple(notes))


def _hidden(facts: Sequence[Fact], recipe: Recipe) -> Iterator[str]:
    """What to know, and what to do, where the contrast shows nothing of the box."""
    known = {fact.name: fact.value for fact in facts}
    if "saturated_share" not in known:
        return
    low, high = known["value_range"]
    places = max(0, 1 - math.floor(math.log10(high - low)))
    linear = "linear " if recipe.sensor == "sar" and recipe.transform == "none" and recipe.preset != "sar-db" else ""
    yield (f"The contrast shows {percent(known['saturated_share'])} % of the box as plain black or white although its "
           f"values differ, so nothing is said of its brightness, colour and texture. A contrast such as --stretch "
           f"{linear}{low:.{places}f}..{high:.{places}f} would show them.")


def _bare_framing(request: Request) -> Framing:
    """The quad's own bounds, for requests nobody framed."""
    x_min, y_min, x_max, y_max = request.quad.bounds()
    window = PixelWindow(int(x_min), int(y_min), max(1, int(x_max - x_min)), max(1, int(y_max - y_min)))
    return Framing(window, window.width, window.height)
