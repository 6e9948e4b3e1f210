"""SharedAnalyst: the one analyst of a QGIS session, used by the dock and by Processing alike.

It is made when first needed and given back when the plugin is unloaded or QGIS quits; with it goes the model process.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Callable, Iterator, List, Optional

from ..inference.config import RunConfig
from ..inference.errors import WorkerError
from ..inference.values import Request, Said, Stop

if TYPE_CHECKING:
    from ..inference.analyst import Analyst

MakeAnalyst = Callable[[], "Analyst"]


def worker_analyst() -> Analyst:
    """The analyst whose models live in a process of their own."""
    from ..inference.servers import load_servers
    from ..inference.worker.client import WorkerAnalyst

    return WorkerAnalyst(RunConfig(), servers=load_servers())


class SharedAnalyst:
    """Hands the same analyst to every thread that asks."""

    def __init__(self, make: MakeAnalyst = worker_analyst) -> None:
        self._make = make
        self._lock = threading.Lock()
        self._analyst: Optional[Analyst] = None
        self._closed = False

    def run(self, request: Request, stop: Stop) -> Iterator[Said]:
        """Answer a request; called in a task's thread, where the process may take its time to start."""
        yield from self._get().run(request, stop)

    def warm(self, stop: Stop) -> Iterator[Said]:
        """Let the model process start before it is asked; says nothing."""
        start = getattr(self._get(), "start", None)
        if start is not None and not stop():
            start()
        return iter(())

    def _get(self) -> Analyst:
        with self._lock:
            if self._closed:
                raise WorkerError("Earthscribe has been unloaded.", hint="Enable it again in the plugin manager.")
            if self._analyst is None:
                self._analyst = self._make()
            return self._analyst

    def close(self) -> None:
        """Give the models and their process back; nothing can be asked afterwards."""
        with self._lock:
            self._closed = True
            analyst, self._analyst = self._analyst, None
        if analyst is not None:
            analyst.close()


def model_names() -> List[str]:
    """The models a user may choose: the bundled one and the configured servers."""
    from ..inference.servers import load_servers

    return ["bundled", *(server.name for server in load_servers())]
