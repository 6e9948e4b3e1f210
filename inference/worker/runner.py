"""A pair of hands in the child: a queue of requests, interactive ones first, and the thread that answers them.

There are two: one answers, with the models; the other only looks, so that a picture need not wait for a model. What a
request needs (numpy, the analyst, models) is imported in that thread: the child is ready before all that.
"""

from __future__ import annotations

import contextlib
import heapq
import importlib
import os
import sys
import threading
import traceback
from typing import TYPE_CHECKING, Callable, Dict, Iterator, List, Optional, Protocol, Tuple, Union

from ..config import RunConfig
from ..errors import EarthscribeError, EmptyAnswer, PackageMissing
from .protocol import Message

if TYPE_CHECKING:
    from ..servers import Server
    from ..values import Progress, Request, Said, Seen, Stop


class ModelHolder(Protocol):
    """An analyst that holds models in this process and can give their memory back between requests."""

    def run(self, request: Request, stop: Stop) -> Iterator[Said]:
        """See `analyst.Analyst`."""
        ...

    def look(self, request: Request, stop: Stop) -> Iterator[Union[Progress, Seen]]:
        """See `analyst.Analyst`."""
        ...

    def close(self) -> None:
        """See `analyst.Analyst`."""
        ...

    def unload(self) -> None:
        """Forget the models; the next request loads again."""
        ...


OpenAnalyst = Callable[[RunConfig, Tuple["Server", ...]], ModelHolder]
"""Makes the analyst of the process from the options and the configured servers."""


def local_analyst(config: RunConfig, servers: Tuple[Server, ...]) -> ModelHolder:
    """The analyst that runs backends in this process, imported when it is needed."""
    from ..analyst import LocalAnalyst

    return LocalAnalyst(config, servers)


def warm_up() -> None:
    """Import what the first request will need while nobody waits; what is broken is reported when it is asked for."""
    with contextlib.suppress(Exception):
        importlib.import_module("..analyst", __package__)
        importlib.import_module(".messages", __package__)


def reported(error: BaseException) -> EarthscribeError:
    """What the parent is told: our own errors as they are, a missing package by name, all else as a fault of ours."""
    if isinstance(error, EarthscribeError):
        return error
    trace = "".join(traceback.format_exception(type(error), error, error.__traceback__))
    if isinstance(error, ModuleNotFoundError) and error.name and not error.name.startswith("earthscribe"):
        return PackageMissing(error.name.partition(".")[0], "this request", detail=trace)
    return EarthscribeError(f"An internal error happened in the model process ({type(error).__name__}: {error}).",
                            hint="Try again; if it happens again, report it with the log.", detail=trace)


class Runner:
    """Answers one request after another in a thread of its own; every method may be called from any thread."""

    def __init__(self, config: RunConfig, say: Callable[[Message], None], open_analyst: OpenAnalyst) -> None:
        self._config = config
        self._say = say
        self._open = open_analyst
        self._changed = threading.Condition()
        self._queue: List[Tuple[int, int, int]] = []  # least first: minus priority, order of arrival, id
        self._waiting: Dict[int, Message] = {}
        self._order = 0
        self._current: Optional[int] = None
        self._stopping = False
        self._leaving = False
        self._started = False
        self._servers: Tuple[Server, ...] = ()
        self._analyst: Optional[ModelHolder] = None
        self._analyst_servers: Tuple[Server, ...] = ()
        self._thread = threading.Thread(target=self._work, name="earthscribe-runner", daemon=True)

    @property
    def busy(self) -> Optional[int]:
        """The id of the request at work."""
        return self._current

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()
        self._started = True

    def put(self, message: Message) -> None:
        """Queue a `run`, a `look` or a `models`; begins to answer if nobody has said so."""
        if not self._started:
            self.start()
        with self._changed:
            self._order += 1
            self._waiting[message.id] = message
            heapq.heappush(self._queue, (-int(message.body.get("priority", 0)), self._order, message.id))
            self._changed.notify()

    def cancel(self, number: int) -> None:
        """End a request: at once where it waits, at its next step where it runs; nothing where it is over."""
        with self._changed:
            if number == self._current:
                self._stopping = True
            waited = self._waiting.pop(number, None) is not None
        if waited:
            self._say(Message("stopped", number, {}))

    def use_servers(self, servers: Tuple[Server, ...]) -> None:
        """The configured servers for requests that start from now on."""
        self._servers = servers

    def leave(self, grace: float) -> None:
        """Stop what runs, forget what waits, and wait at most `grace` seconds for the thread to end."""
        with self._changed:
            self._leaving = True
            self._waiting.clear()
            self._changed.notify()
        if self._started:
            self._thread.join(grace)

    # --- in the thread ---

    def _work(self) -> None:
        """Answer until the end. A fault outside of any answer ends the process: one that only beats helps nobody."""
        try:
            self._answer_all()
        except BaseException:  # noqa: BLE001 (whatever it was, nobody answers any more)
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(1)

    def _answer_all(self) -> None:
        warm_up()
        loaded = False
        while not self._leaving:
            message = self._next(self._config.idle_unload if loaded else None)
            if message is not None:
                self._answer(message)
                loaded = True
            elif loaded and not self._leaving:
                self._unload()
                loaded = False
        if self._analyst is not None:
            self._analyst.close()

    def _next(self, timeout: Optional[float]) -> Optional[Message]:
        """The next request, which is then the current one; None after `timeout` seconds of rest and at the end."""
        with self._changed:
            self._changed.wait_for(lambda: bool(self._waiting) or self._leaving, timeout)
            while self._queue and not self._leaving:
                message = self._waiting.pop(heapq.heappop(self._queue)[2], None)
                if message is not None:
                    self._current, self._stopping = message.id, False
                    return message
        return None

    def _answer(self, message: Message) -> None:
        self._say(Message("started", message.id, {}))
        try:
            end = self._models(message) if message.op == "models" else self._run(message)
        except BaseException as error:  # noqa: BLE001 (whatever a model throws is an answer, not the child's end)
            end = Message("error", message.id, reported(error).to_wire())
        with self._changed:
            self._current = None
        self._say(end)

    def _stop(self) -> bool:
        return self._stopping or self._leaving

    def _run(self, message: Message) -> Message:
        """Say the pieces of the answer; what ends it is returned, to be said when the hands are free again."""
        from ..values import Delta, Found, Progress
        from .messages import request_in, said_message

        request, end = request_in(message), None
        analyst = self._ready_analyst()
        answer = analyst.look if message.op == "look" else analyst.run
        for said in answer(request, self._stop):
            if isinstance(said, (Delta, Found, Progress)):
                self._say(said_message(message.id, said))
            else:
                end = said_message(message.id, said)
        if end is not None:
            return end
        if self._stop():
            return Message("stopped", message.id, {})
        raise EmptyAnswer(request.model, "it ended without a result")

    def _models(self, message: Message) -> Message:
        from ..servers import Stopped, base_server, offered_models

        server = base_server(str(message.body["model"]), self._servers)
        try:
            return Message("result", message.id, {"result": offered_models(server, self._config, self._stop)})
        except Stopped:
            return Message("stopped", message.id, {})

    def _ready_analyst(self) -> ModelHolder:
        servers = self._servers
        if self._analyst is not None and servers != self._analyst_servers:
            self._analyst.close()
            self._analyst = None
        if self._analyst is None:
            self._analyst = self._open(self._config, servers)
            self._analyst_servers = servers
        return self._analyst

    def _unload(self) -> None:
        try:
            if self._analyst is not None:
                self._analyst.unload()
        except Exception:  # noqa: BLE001 (nobody waits for this; the log has it, the next request will tell)
            traceback.print_exc()
