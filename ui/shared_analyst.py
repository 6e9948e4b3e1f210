"""SharedAnalyst: the one analyst of a QGIS session, used by the dock and by Processing alike.

It is made when first needed and given back when the plugin is unloaded or QGIS quits; with it goes the model process.
What only the main thread may read (QGIS' proxy, the key of a server) is gathered there before a question is asked.
Where that has changed, or after `reload`, the next question goes to a fresh process; the old one ends when its last
answer is there.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterator, List, Optional, Tuple, Union

from ..inference.config import RunConfig
from ..inference.errors import EarthscribeError, WorkerError
from ..inference.values import Progress, Request, Said, Seen, Stop

if TYPE_CHECKING:
    from ..inference.analyst import Analyst
    from ..inference.servers import Server
    from .host.network import Surroundings


@dataclass(frozen=True)
class Outfit:
    """What the model process is started with."""

    config: RunConfig
    servers: Tuple[Server, ...] = ()
    surroundings: Optional[Surroundings] = None
    """How QGIS reaches the network; None where the main thread was not asked."""


MakeAnalyst = Callable[[Optional[Outfit]], "Analyst"]
Gather = Callable[[str], Optional[Outfit]]
Lack = Callable[[Stop], Optional[EarthscribeError]]


def lack_for_detection(stop: Stop) -> Optional[EarthscribeError]:
    """What is missing before objects can be found; for a task's thread."""
    from .host.readiness import lack_for_detection as found

    return found(stop)


def gathered(model: str) -> Outfit:
    """The outfit as the settings of Earthscribe and of QGIS are now; main thread only.

    QGIS may ask for its master password where the key of the model's server is kept under it.
    """
    from .host.keys import servers_for
    from .host.network import worker_surroundings
    from .settings import Settings

    config = Settings().run_config()
    return Outfit(config, servers_for(model), worker_surroundings(config.ca_file))


def worker_analyst(outfit: Optional[Outfit]) -> Analyst:
    """The analyst whose models live in a process of their own; for a task's thread."""
    from ..inference.servers import load_servers
    from ..inference.settings import run_config
    from ..inference.worker.client import WorkerAnalyst
    from ..inference.worker.environment import launch_command

    if outfit is None:
        return WorkerAnalyst(run_config(), servers=load_servers())
    config, launch, around = outfit.config, launch_command(), outfit.surroundings
    if around is not None:
        config = replace(config, ca_file=around.ca_file or config.ca_file)
        launch = replace(launch, env={**launch.env, **around.environ})
    return WorkerAnalyst(config, servers=outfit.servers, launch=launch)


def _with_known_keys(outfit: Optional[Outfit], before: Optional[Outfit]) -> Optional[Outfit]:
    """A key that was read for an earlier question is still known: another one may be about to use it."""
    if outfit is None or before is None:
        return outfit
    known = {(each.url, each.name, each.authcfg): each for each in before.servers if each.authcfg and each.key}
    servers = []
    for each in outfit.servers:
        same = known.get((each.url, each.name, each.authcfg)) if not each.key else None
        servers.append(replace(each, key=same.key, scheme=same.scheme) if same is not None else each)
    return replace(outfit, servers=tuple(servers))


class SharedAnalyst:
    """Hands the same analyst to every thread that asks."""

    def __init__(self, make: MakeAnalyst = worker_analyst, gather: Gather = gathered,
                 lack: Lack = lack_for_detection) -> None:
        self._make = make
        self._gather = gather
        self.lack = lack
        """What is missing before objects can be found, None where all is there; asked in a task's thread."""
        self._making = threading.Lock()
        """Held by one asking thread at a time, while it may have to wait for a process; never by the main thread."""
        self._lock = threading.Lock()
        self._wanted: Optional[Outfit] = None
        self._outfit: Optional[Outfit] = None
        """What the present analyst has."""
        self._analyst: Optional[Analyst] = None
        self._leaving: List[Analyst] = []
        self._users: Dict[int, int] = {}
        self._closed = False

    # --- main thread

    def get_ready(self, model: str) -> None:
        """Gather what a question to this model needs; settings that cannot be used are an error in words."""
        outfit = self._gather(model)
        with self._lock:
            self._wanted = _with_known_keys(outfit, self._wanted)

    def reload(self) -> None:
        """The next question goes to a fresh process; `tidy` ends the old one where nobody waits for it."""
        with self._lock:
            self._retire()

    # --- any thread

    def sending_to(self, agreed: str) -> Allowed:
        """The same for a question whose picture the user allowed to be sent to this address, "" for none."""
        return Allowed(self, agreed)

    def run(self, request: Request, stop: Stop, agreed: str = "") -> Iterator[Said]:
        """Answer a request; called in a task's thread, where the process may take its time to start.

        Its picture goes to `agreed`, to an address with leave, or nowhere: what the server's name means may have
        changed since the user was asked.
        """
        from .host.consents import bound

        analyst, servers = self._take()
        try:
            yield from analyst.run(bound(request, servers, agreed), stop)
        finally:
            self._give_back(analyst)

    def look(self, request: Request, stop: Stop) -> Iterator[Union[Progress, Seen]]:
        """What a model would see of a request; in a task's thread."""
        analyst, _ = self._take()
        try:
            yield from analyst.look(request, stop)
        finally:
            self._give_back(analyst)

    def warm(self, stop: Stop) -> Iterator[Said]:
        """Let the model process start before it is asked; says nothing."""
        analyst, _ = self._take()
        try:
            start = getattr(analyst, "start", None)
            if start is not None and not stop():
                start()
        finally:
            self._give_back(analyst)
        return iter(())

    def tidy(self, _stop: Stop) -> Iterator[Said]:
        """End the processes that were replaced and have nothing left to say; waiting for them is a task's work."""
        self._end_idle()
        return iter(())

    def close(self) -> None:
        """Give the models and their processes back; nothing can be asked afterwards."""
        with self._lock:
            self._closed = True
            self._retire()
            leaving, self._leaving = self._leaving, []
        for each in leaving:
            each.close()

    # ---

    def _take(self) -> Tuple[Analyst, Tuple[Server, ...]]:
        """The analyst, and the servers it will know."""
        from ..inference.servers import load_servers

        with self._making:
            with self._lock:
                self._refuse_when_closed()
                wanted, analyst = self._wanted, self._analyst
                if analyst is not None and wanted is not None and not _same_process(self._outfit, wanted):
                    self._retire()
                    analyst = None
                if analyst is not None:
                    self._enlist(analyst)
            fresh = analyst is None
            if analyst is None:
                analyst = self._made(wanted)
            try:
                if not fresh and wanted is not None and wanted != self._outfit:
                    _tell(analyst, wanted.servers)
                self._outfit = wanted
                return analyst, wanted.servers if wanted is not None else load_servers()
            except BaseException:
                self._give_back(analyst)
                raise

    def _enlist(self, analyst: Analyst) -> None:
        """Somebody asks it from now on: it is not ended before they are done. The lock is held."""
        self._users[id(analyst)] = self._users.get(id(analyst), 0) + 1

    def _made(self, wanted: Optional[Outfit]) -> Analyst:
        analyst = self._make(wanted)
        with self._lock:
            if not self._closed:
                self._analyst = analyst
                self._enlist(analyst)
                return analyst
        analyst.close()
        with self._lock:
            self._refuse_when_closed()
        return analyst

    def _refuse_when_closed(self) -> None:
        if self._closed:
            raise WorkerError("Earthscribe has been unloaded.", hint="Enable it again in the plugin manager.")

    def _retire(self) -> None:
        if self._analyst is not None:
            self._leaving.append(self._analyst)
            self._analyst = None

    def _give_back(self, analyst: Analyst) -> None:
        with self._lock:
            self._users[id(analyst)] -= 1
            if not self._users[id(analyst)]:
                del self._users[id(analyst)]
        self._end_idle()

    def _end_idle(self) -> None:
        with self._lock:
            idle = [each for each in self._leaving if id(each) not in self._users]
            self._leaving = [each for each in self._leaving if id(each) in self._users]
        for each in idle:
            each.close()


@dataclass(frozen=True)
class Allowed:
    """The shared analyst for one question whose picture may go to one address."""

    analyst: SharedAnalyst
    agreed: str

    def run(self, request: Request, stop: Stop) -> Iterator[Said]:
        """See `SharedAnalyst.run`."""
        return self.analyst.run(request, stop, self.agreed)

    def look(self, request: Request, stop: Stop) -> Iterator[Union[Progress, Seen]]:
        """See `SharedAnalyst.look`."""
        return self.analyst.look(request, stop)


def _tell(analyst: Analyst, servers: Tuple[Server, ...]) -> None:
    tell: Any = getattr(analyst, "set_servers", None)
    if tell is not None:
        tell(servers)


def _same_process(first: Optional[Outfit], second: Outfit) -> bool:
    """Whether a process with the first outfit can answer for the second: servers can be told to it, all else not."""
    return first is not None and replace(first, servers=second.servers) == second
