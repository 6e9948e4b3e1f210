"""The Analyst whose models live in a child process: for QGIS and everybody who must not die with a model.

    analyst = WorkerAnalyst(config)
    for said in analyst.run(request, stop): ...

Several threads may ask at once; they share one process, interactive requests first. The process is started by the first
request and started again after a crash: requests it had not begun are sent again, one it was at work on ends with
WorkerDied if somebody waits for it (the next try works) and gets one more try if it is batch work. An error that the
process reports is not its death: the model stays loaded.
"""

from __future__ import annotations

import atexit
import queue
from typing import TYPE_CHECKING, Dict, Iterator, List, Optional, Sequence, Tuple, Union

from .. import codec
from ..config import RunConfig, options
from ..errors import EarthscribeError, EnvironmentMissing, from_wire
from ..home import home
from ..values import Delta, Found, Progress, Request, Said, Seen, Stop, never
from .asks import Ask
from .child import Child
from .environment import LaunchCommand, launch_command
from .greeting import program_version
from .keeper import Keeper
from .log import WorkerLog
from .messages import look_message, run_message, said_in, seen_in
from .protocol import ENDS, PROTOCOL, Message
from .rows import Rows

if TYPE_CHECKING:
    from ..servers import Server

LOOK = 0.05
"""Seconds between two looks at `stop()` while nothing comes."""


class WorkerAnalyst:
    """Asks the model process; see `analyst.Analyst`."""

    def __init__(self, config: Optional[RunConfig] = None, servers: Sequence[Server] = (),
                 launch: Optional[LaunchCommand] = None) -> None:
        self._config = config or RunConfig()
        self._servers: Tuple[Server, ...] = tuple(servers)
        self._launch = launch
        self._log = WorkerLog(home() / "logs" / "worker.log")
        self._log.hide(server.key for server in self._servers)
        self._keeper = Keeper(self._open_child, self._greeting, self._log.tail,
                              self._config.start_timeout, self._config.silence_timeout)
        atexit.register(self.close)

    @property
    def pid(self) -> Optional[int]:
        """The process at work, None where there is none now."""
        return self._keeper.pid

    @property
    def about(self) -> Dict[str, object]:
        """What the process said of itself (python, version, packages), empty until it is ready."""
        return dict(self._keeper.ready or {})

    def start(self) -> None:
        """Start the process early, without waiting for it."""
        self._keeper.start()

    def run(self, request: Request, stop: Stop) -> Iterator[Said]:
        """See `Analyst.run`. Closing the generator cancels the request.

        An answer that had to be begun again after a crash comes without its pieces, as the result only; rows that came
        before are not said twice. A process that
        does not heed a cancel for long is ended, and nothing more is said.
        """
        ask = self._keeper.submit(lambda number: run_message(number, request), interactive=request.interactive)
        spoken, rows = False, Rows()
        for message in self._messages(ask, stop):
            if message.op == "stopped":
                return
            said = said_in(message)
            if isinstance(said, Found):
                yield from rows.new(said, again=ask.suspect)
                continue
            if isinstance(said, Delta) and ask.suspect and spoken:
                continue
            spoken = spoken or isinstance(said, Delta)
            yield said

    def look(self, request: Request, stop: Stop) -> Iterator[Union[Progress, Seen]]:
        """See `Analyst.look`; answered while another request is at work."""
        ask = self._keeper.submit(lambda number: look_message(number, request), interactive=request.interactive)
        for message in self._messages(ask, stop):
            if message.op == "stopped" or stop():
                return
            yield seen_in(message)

    def models(self, model: str, stop: Stop = never) -> List[str]:
        """The models that the server of `model` (a configured name or URL#NAME) offers; empty when stopped."""
        ask = self._keeper.submit(lambda number: Message("models", number, {"model": model, "priority": 1}),
                                  interactive=True)
        for message in self._messages(ask, stop):
            if message.op == "result":
                return [str(each) for each in message.body["result"]]
        return []

    def set_servers(self, servers: Sequence[Server]) -> None:
        """The configured servers from now on."""
        self._servers = tuple(servers)
        self._log.hide(server.key for server in self._servers)
        self._keeper.post(self._servers_message())

    def close(self) -> None:
        """End the process; requests still running end as stopped. Nothing can be asked any more."""
        atexit.unregister(self.close)
        self._keeper.close()

    # --- what the keeper needs ---

    def _open_child(self) -> Child:
        self._launch = self._launch or launch_command()
        try:
            return Child(self._launch, self._log)
        except OSError as error:
            raise EnvironmentMissing((self._launch.argv[0],)) from error

    def _greeting(self) -> Iterator[Message]:
        changed = {each.name: getattr(self._config, each.name) for each in options()
                   if getattr(self._config, each.name) != each.default}
        yield Message("hello", 0, {"protocol": PROTOCOL, "version": program_version(), "config": changed})
        yield self._servers_message()

    def _servers_message(self) -> Message:
        return Message("servers", 0, {"servers": [codec.encode(each) for each in self._servers]})

    # --- who waits ---

    def _messages(self, ask: Ask, stop: Stop) -> Iterator[Message]:
        """The messages of an ask up to its end; a reported or made-up error is raised."""
        try:
            while True:
                if stop():
                    self._keeper.cancel(ask)
                try:
                    came = ask.inbox.get(timeout=LOOK)
                except queue.Empty:
                    self._keeper.watch()
                    continue
                if came is None:
                    return
                if isinstance(came, EarthscribeError):
                    raise came
                if came.op == "error":
                    raise from_wire(came.body)
                yield came
                if came.op in ENDS:
                    return
        finally:
            self._keeper.cancel(ask)
