"""Reads for a request what only QGIS can read, in a task's thread, and says what is missing of the picture.

Servers may answer with less than was asked for: tiles that are late, broken or not there come as transparent pixels and
no error. So the picture is looked at: when some of it is missing it is asked for once more; a box of which nothing came
is refused with the server's words, and a picture with holes carries a note that says how much of it is missing. What
was read whole is kept for a while: the model sees exactly the picture that the user was shown.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import Any, Callable, Dict, Iterator, List, Tuple, Union

import numpy as np

from ...inference.errors import NoImageThere
from ...inference.geometry import PixelWindow
from ...inference.measure.scene import Scene
from ...inference.preparation import of_scene, pictured
from ...inference.raster.reading import Raster
from ...inference.sensors import make_recipe
from ...inference.values import Look, Progress, Recipe, Request, Stop
from .provider_source import Interrupted, Trouble

KEPT, LARGEST_KEPT = 4, 8_000_000
"""How many read requests are kept, and how many bytes a picture may have for that."""
EVERYWHERE = ("detect",)
"""Tasks that look at the whole picture and measure no box."""
TRIES = 2


@dataclass
class Opened:
    """A raster open in the thread that reads it, and what goes wrong while it does."""

    source: Raster
    trouble: Trouble


@dataclass(frozen=True)
class Missing:
    """The shares of a picture and of its box that did not come."""

    picture: float
    box: float

    def __bool__(self) -> bool:
        return self.picture > 0.0


class Reader:
    """Reads one layer; may be asked in several threads at once, each opens the layer for itself."""

    def __init__(self, name: str, open_source: Callable[[Stop], Opened], *, remote: bool = False,
                 notes: Tuple[str, ...] = ()) -> None:
        self._name = name
        self._open = open_source
        self._remote = remote
        self._notes = notes
        self._lock = threading.Lock()
        self._recipes: Dict[Look, Recipe] = {}
        self._read: OrderedDict[Tuple[Any, ...], Request] = OrderedDict()

    def prepared(self, request: Request, stop: Stop) -> Iterator[Union[Progress, Request]]:
        """Ends with the request that has its chip, view and facts, or without one when stopped."""
        key = (request.task in EVERYWHERE, request.quad, request.framing, request.look, request.crs_operation,
               request.notes)
        with self._lock:
            known = self._read.get(key)
        if known is None:
            yield Progress("reading the layer")
            try:
                known, whole = self._fresh(request, stop)
            except Interrupted:
                return
            if whole and known.chip is not None and known.chip.pixels.nbytes <= LARGEST_KEPT:
                self._keep(key, known)
        yield replace(request, chip=known.chip, view=known.view, facts=known.facts)

    def _keep(self, key: Tuple[Any, ...], read: Request) -> None:
        with self._lock:
            self._read[key] = read
            while len(self._read) > KEPT:
                self._read.popitem(last=False)

    def _fresh(self, request: Request, stop: Stop) -> Tuple[Request, bool]:
        """The prepared request, and whether nothing of its picture is missing."""
        for left in reversed(range(TRIES)):
            opened = self._open(stop)
            try:
                scene = self._scene(request, opened)
                missing = _missing(scene, request) if self._remote else Missing(0.0, 0.0)
                if not left or not (missing or opened.trouble.words):
                    break
            except NoImageThere:
                if not left:
                    raise
            finally:
                opened.source.close()
        said = "; ".join(opened.trouble.words)
        if missing.box == 1.0:
            raise self._empty(said)
        notes = (*request.notes, *self._notes, *_note(missing, said))
        prepare = pictured if request.task in EVERYWHERE else of_scene
        ready = prepare(replace(request, notes=notes), scene)
        return replace(ready, notes=request.notes), not (missing or said)

    def _scene(self, request: Request, opened: Opened) -> Scene:
        source = opened.source
        with self._lock:
            recipe = self._recipes.get(request.look)
        if recipe is None:
            recipe = make_recipe(source, request.look)
            if not opened.trouble.words:  # a contrast taken from half a picture is nobody's
                with self._lock:
                    self._recipes[request.look] = recipe
        if request.framing is None:
            raise NoImageThere(self._name, "no part of it was asked for")
        return Scene.read(source, recipe, request.quad, request.framing)

    def _empty(self, said: str) -> NoImageThere:
        why = f"its server sent no picture for the box ({said})" if said else "its server sent no picture for the box"
        return NoImageThere(self._name, why,
                            hint="Try again. If it stays empty, choose a coarser resolution or a place where the layer "
                                 "has a picture; QGIS' log says what the server answered.")


def _missing(scene: Scene, request: Request) -> Missing:
    """What is missing of the part that lies inside the layer."""
    window, info = scene.framing.window, scene.info
    inside = window.intersection(PixelWindow(0, 0, info.width, info.height))
    fx, fy = scene.framing.width / window.width, scene.framing.height / window.height
    part = scene.raw.valid[round((inside.y - window.y) * fy):round((inside.bottom - window.y) * fy),
                           round((inside.x - window.x) * fx):round((inside.right - window.x) * fx)]
    picture = 1.0 - float(np.mean(part)) if part.size else 1.0
    if request.task in EVERYWHERE:
        return Missing(picture, picture)
    found = scene.masks()
    of_box = scene.raw.valid[found.rows, found.columns][found.inside]
    return Missing(picture, 1.0 - float(np.mean(of_box)) if of_box.size else 1.0)


def _note(missing: Missing, said: str) -> List[str]:
    if not missing:
        return [f"The layer's server complained: {said}."] if said else []
    why = f" The server answered: {said}." if said else ""
    shares = f"{_percent(missing.picture)} of the picture and {_percent(missing.box)} of the box"
    return [f"{shares} are missing: the layer's server sent no picture there.{why}"]


def _percent(share: float) -> str:
    """A share in words that never rounds a little to nothing nor nearly all to all."""
    if share <= 0.0:
        return "0 %"
    return f"{min(99, max(1, round(100.0 * share)))} %" if share < 1.0 else "100 %"
