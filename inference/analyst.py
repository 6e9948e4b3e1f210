"""The Analyst: the one door to every model, wherever it runs.

`run(request, stop)` is a generator of `Delta`s and `Progress` that ends with one result; `look(request, stop)` ends
with what a model would see, and asks none. `LocalAnalyst` runs the backend in this process (it is what the worker
wraps); `worker.client.WorkerAnalyst` asks the child. A dock, a Processing algorithm, the command line and a test differ
only in who drives the generator.
"""

from __future__ import annotations

import gc
import time
import uuid
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from typing import Dict, Iterator, List, Optional, Protocol, Tuple, Union

from . import keepsakes, picture, preparation, raster, sensors
from .backends import Backend, open_backend, telling
from .config import RunConfig
from .detection.answer import Field
from .errors import EmptyAnswer, InputError, NoImageThere, OutOfMemory
from .memory import free_memory_mb
from .raster.source import RasterSource
from .servers import Server
from .values import (
    Delta,
    Description,
    Look,
    Progress,
    Provenance,
    Recipe,
    Request,
    Said,
    Seen,
    Stop,
)

OPEN_RASTERS = 4
"""How many rasters are kept open between requests."""


class Analyst(Protocol):
    """Answers requests."""

    def run(self, request: Request, stop: Stop) -> Iterator[Said]:
        """Pieces of the answer as they come, the result last.

        When `stop()` turns true the generator ends soon; what was said until then comes as a result with
        `finish == "stopped"`, and nothing at all if nothing was.
        """
        ...

    def look(self, request: Request, stop: Stop) -> Iterator[Union[Progress, Seen]]:
        """What a model would see of this request, without asking one: ends with it, or without when stopped."""
        ...

    def close(self) -> None:
        """Give models and processes back."""
        ...


@dataclass
class _OpenRaster:
    """A raster kept open with the recipes already made for it, so that all its boxes look alike."""

    source: RasterSource
    recipes: Dict[Look, Recipe] = field(default_factory=dict)

    def recipe(self, look: Look) -> Recipe:
        if look not in self.recipes:
            self.recipes[look] = sensors.make_recipe(self.source, look)
        return self.recipes[look]


class LocalAnalyst:
    """Runs the backend in this process. Not thread-safe: one request at a time."""

    def __init__(self, config: RunConfig, servers: Tuple[Server, ...] = ()) -> None:
        self._config = config
        self.servers = servers
        self._backend: Optional[Backend] = None
        self._rasters: OrderedDict[str, _OpenRaster] = OrderedDict()

    def run(self, request: Request, stop: Stop) -> Iterator[Said]:
        """Prepare the request, let the model answer, complete and keep the result."""
        if self._backend is None or self._backend.model != request.model:
            yield Progress("loading the model")
        backend = self._loaded(request.model)
        if stop():
            return
        if request.task == "detect":
            yield from backend.detect(request, self._field(request), stop)
            return
        prepared = self.prepare(request)
        started = time.monotonic()
        pieces: List[str] = []
        result: Optional[Description] = None
        for said in self._said_by(backend, request, prepared, stop):
            if isinstance(said, Description):
                result = said
                continue
            if isinstance(said, Delta):
                pieces.append(said.text)
            yield said
        text = "".join(pieces).strip()
        if result is None and not text:
            if stop():
                return
            raise EmptyAnswer(request.model)
        if result is None:
            result = _described(text, prepared, backend)
            result = result.stopped() if stop() else result
        elif stop() and result.provenance.finish == "complete" and len(text) < len(result.text):
            result = result.stopped()
        yield self._complete(telling.as_asked(result, request), prepared, time.monotonic() - started)

    def _said_by(self, backend: Backend, request: Request, prepared: Request, stop: Stop) -> Iterator[Said]:
        """What the model says of a box, or what is told of all that it finds in a view."""
        if request.task == "classify" and request.task not in backend.info.tasks:
            raise InputError(f"{request.model} gives no probabilities of classes.", hint="Choose --model bundled.")
        if request.task not in telling.TASKS or "detect" not in backend.info.tasks:
            return backend.run(prepared, stop)
        if preparation.is_prepared(request) or request.source is None:
            return telling.tell(backend, telling.Seeing(prepared, self._field(request), in_chip=True), stop)
        opened = self._opened(request.source.path, request.source.fingerprint)
        measured = preparation.measuring(opened.source, opened.recipe(request.look))
        return telling.tell(backend, telling.Seeing(prepared, self._field(request), measured), stop)

    def look(self, request: Request, stop: Stop) -> Iterator[Union[Progress, Seen]]:
        """What a model would see of a request."""
        yield Progress("reading the raster")
        prepared = self.prepare(request)
        if not stop():
            yield preparation.seen(prepared)

    def prepare(self, request: Request) -> Request:
        """The request with its chip, view and facts: everything a backend may look at.

        One that brings them, because only its sender could read the raster, is taken as it is.
        """
        if preparation.is_prepared(request):
            return request
        if request.source is None or request.framing is None:
            return preparation.unseen(request)
        opened = self._opened(request.source.path, request.source.fingerprint)
        return preparation.prepared(request, opened.source, opened.recipe(request.look))

    def _field(self, request: Request) -> Field:
        """What a task looks at that looks everywhere."""
        if preparation.is_prepared(request):
            return preparation.field_of_chip(request)
        if request.source is None:
            raise NoImageThere("the area", "the request names no raster")
        opened = self._opened(request.source.path, request.source.fingerprint)
        return preparation.field_of(opened.source, opened.recipe(request.look))

    def unload(self) -> None:
        """Give the model's memory and the files back; the next request loads again."""
        if self._backend is not None:
            self._backend.close()
            self._backend = None
            gc.collect()
        while self._rasters:
            self._rasters.popitem()[1].source.close()

    close = unload

    def _loaded(self, model: str) -> Backend:
        if self._backend is not None and self._backend.model == model:
            return self._backend
        self.unload()
        backend = open_backend(model, self._config, self.servers)
        free = free_memory_mb()
        if free is not None and backend.info.memory_mb > free:
            raise OutOfMemory(model, backend.info.memory_mb, free, "memory")
        backend.load()
        self._backend = backend
        return backend

    def _opened(self, path: str, fingerprint: str) -> _OpenRaster:
        key = f"{fingerprint} {path}"
        if key not in self._rasters:
            self._rasters[key] = _OpenRaster(raster.open_raster(path))
            while len(self._rasters) > OPEN_RASTERS:
                self._rasters.popitem(last=False)[1].source.close()
        self._rasters.move_to_end(key)
        return self._rasters[key]

    def _complete(self, result: Description, request: Request, seconds: float) -> Description:
        provenance = replace(result.provenance, seconds=round(seconds, 3))
        result = replace(result, uid=result.uid or uuid.uuid4().hex, provenance=provenance,
                         facts=result.facts or request.facts)
        if request.chip is not None and self._config.keep_mb > 0:
            try:
                keepsakes.keep(result, picture.png(request.chip.pixels), self._config.keep_mb)
            except OSError as error:
                note = f"The chip and the raw answer were not kept: {error.strerror or error}."
                result = replace(result, view=replace(result.view, notes=(*result.view.notes, note)))
        return result


def _described(text: str, request: Request, backend: Backend) -> Description:
    """A description from what a backend streamed, for backends that make no result of their own."""
    provenance = Provenance(request.model, backend.revision, backend.dialect, backend.prompt_version,
                            backend.info.name, backend.device, text, 0.0)
    view = request.view or preparation.unseen_view(request)
    return Description(text, view, provenance, facts=request.facts, language=request.language)
