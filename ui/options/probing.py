"""Asking a server what it offers, as a description asks it: by the model process, over QGIS' network.

Nothing but the request for the list of models is sent: no picture, no question.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Iterator, List, Optional

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...inference.config import RunConfig
from ...inference.errors import EarthscribeError
from ...inference.servers import Server
from ...inference.values import Stop
from ..host.network import Surroundings, started_with, worker_surroundings
from ..tasks import Stream, Streams, Then

SECONDS = 30.0


def offers_of(server: Server, config: RunConfig, surroundings: Surroundings, stop: Stop) -> List[str]:
    """The models of a server, asked by a model process of its own; in a task's thread."""
    from ...inference.worker.client import WorkerAnalyst
    from ...inference.worker.environment import launch_command

    analyst = WorkerAnalyst(config, servers=(server,), launch=started_with(launch_command(), surroundings))
    try:
        return analyst.models(server.name or server.url, stop)
    finally:
        analyst.close()


class Probe(QObject):
    """Asks one server at a time; a new question forgets the last."""

    answered = pyqtSignal(list)
    failed = pyqtSignal(object)

    def __init__(self, streams: Streams, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._streams = streams
        self._task: Optional[Stream] = None

    @property
    def busy(self) -> bool:
        """Whether an answer is waited for."""
        return self._task is not None

    def ask(self, server: Server, config: RunConfig) -> None:
        """Ask; QGIS may want its master password for the proxy now."""
        self.forget()
        try:
            surroundings = worker_surroundings(config.ca_file)
        except EarthscribeError as error:
            self.failed.emit(error)
            return
        quick = replace(config, tries=1, deadline=min(config.deadline, SECONDS), ca_file=surroundings.ca_file)

        def work(stop: Stop) -> Iterator[Any]:
            yield offers_of(server, quick, surroundings, stop)

        self._task = self._streams.start(self.tr("Earthscribe asks a server"), work, Then(self._done, self._refused))

    def forget(self) -> None:
        """Nobody wants to know any more."""
        if self._task is not None:
            self._task.forget()
            self._task = None

    def in_words(self, server: Server, names: List[str]) -> str:
        """What the answer means for a server as it is set."""
        if not names:
            return self.tr("The server answers, and offers no model: load one there first.")
        if not server.model:
            return self.tr("The server answers. Choose one of its models ({count}).").format(count=len(names))
        if server.model in names:
            return self.tr("The server answers and has the model {name}.").format(name=server.model)
        return self.tr("The server answers, but has no model {name}. It offers: {names}").format(
            name=server.model, names=", ".join(names[:8]) + ("…" if len(names) > 8 else ""))

    def _done(self, names: Optional[List[str]]) -> None:
        self._task = None
        self.answered.emit(names or [])

    def _refused(self, error: EarthscribeError) -> None:
        self._task = None
        self.failed.emit(error)
