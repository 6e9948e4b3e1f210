"""Keeps one model process alive while somebody asks: start, hand-out, restart, the end.

One thread lives as long as the process does: it starts it, reads it, and after its death sorts out who is sent again.
Everybody else only leaves asks, and calls `watch` while waiting, which notices a process that is late, mute or deaf to
a cancel. Killing it is all that `watch` does; what follows is the same as after any other death.
"""

from __future__ import annotations

import threading
import time
from typing import Callable, Dict, Iterator, Optional

from ..errors import EarthscribeError, ProtocolMismatch, WorkerDied, WorkerTimeout, from_wire
from .asks import RESTARTS, Ask, pause, survives
from .child import Child
from .protocol import ENDS, PROTOCOL, Message

DEAF, LOST = 5.0, 10.0
"""Seconds after a cancel until the process is asked to end, and until it is killed."""

SLEPT = 5.0
"""A gap between two looks that means the machine slept, or nobody looked: silence is counted from anew."""


class Keeper:
    """Every method may be called from any thread."""

    def __init__(self, open_child: Callable[[], Child], greeting: Callable[[], Iterator[Message]],
                 tail: Callable[[], str], start_timeout: float, silence_timeout: float) -> None:
        self._open_child = open_child
        self._greeting = greeting
        self._tail = tail
        self._start_timeout = start_timeout
        self._silence_timeout = silence_timeout
        self._lock = threading.RLock()
        self._closing = threading.Event()
        self._thread: Optional[threading.Thread] = None
        self._child: Optional[Child] = None
        self._ready: Optional[Dict[str, object]] = None
        self._cause: Optional[EarthscribeError] = None
        self._asks: Dict[int, Ask] = {}
        self._number = 0
        self._crashes = 0
        self._looked = 0.0

    @property
    def pid(self) -> Optional[int]:
        """The process at work, None between two."""
        child = self._child
        return child.pid if child is not None else None

    @property
    def ready(self) -> Optional[Dict[str, object]]:
        """What the process said of itself when it was ready, None before."""
        return self._ready

    # --- who asks ---

    def start(self) -> None:
        """Have a process, soon."""
        with self._lock:
            if self._thread is None and not self._closing.is_set():
                self._thread = threading.Thread(target=self._keep, name="earthscribe-worker", daemon=True)
                self._thread.start()

    def submit(self, make: Callable[[int], Message], *, interactive: bool) -> Ask:
        """Ask; the answer comes to the ask's inbox."""
        with self._lock:
            self._number += 1
            number = self._number
        ask = Ask(number, make(number), interactive)
        with self._lock:
            if self._closing.is_set():
                raise WorkerDied(None, "the connection was closed before")
            self._asks[number] = ask
            if self._ready is None:
                ask.inbox.put(Message("progress", ask.number, {"step": "starting the model process"}))
            self.start()
        self._send_all()
        return ask

    def cancel(self, ask: Ask) -> None:
        """End an ask: what waits here ends at once, what is in the process ends when it says so or is killed."""
        with self._lock:
            if ask.cancelled is not None or ask.number not in self._asks:
                return
            ask.cancelled = time.monotonic()
            if ask.sent and self._child is not None:
                self._child.post(Message("cancel", ask.number, {}))
            else:
                del self._asks[ask.number]
                ask.end()

    def post(self, message: Message) -> None:
        """Say something that belongs to no request to the process, if there is one."""
        with self._lock:
            if self._child is not None:
                self._child.post(message)

    def watch(self) -> None:
        """Look whether the process is late, mute, or deaf to a cancel."""
        with self._lock:
            child, now = self._child, time.monotonic()
            slept, self._looked = now - self._looked > SLEPT, now
            if child is None:
                return
            if slept:
                child.heard = now
            if self._ready is None and now - max(child.born, child.heard) > self._start_timeout:
                self._end(child, WorkerTimeout("starting", self._start_timeout))
            elif self._ready is not None and now - child.heard > self._silence_timeout:
                self._end(child, WorkerTimeout("working", self._silence_timeout))
            deaf = max((now - ask.cancelled for ask in self._asks.values() if ask.cancelled is not None), default=0.0)
            if deaf > LOST:
                child.kill()
            elif deaf > DEAF:
                child.terminate()

    def close(self) -> None:
        """Say bye, and make sure of it. Whoever still waits is told that it was stopped."""
        self._closing.set()
        with self._lock:
            thread, child = self._thread, self._child
            for ask in self._asks.values():
                ask.end()
            self._asks.clear()
            if child is not None:
                child.post(Message("bye", 0, {}))
        for how in (None, "terminate", "kill"):
            with self._lock:
                child = self._child
            if child is not None and how is not None:
                child.terminate() if how == "terminate" else child.kill()
            if thread is None or thread is threading.current_thread():
                return
            thread.join(3.0)
            if not thread.is_alive():
                return

    # --- the thread ---

    def _keep(self) -> None:
        again = True
        while again:
            self._closing.wait(pause(self._crashes))
            try:
                if not self._closing.is_set():
                    self._live()
                cause = None
            except EarthscribeError as error:
                cause = error
            except BaseException as error:  # nobody may wait for ever because of a fault of ours
                self._sort_out(WorkerDied(None, repr(error)), final=True)
                raise
            again = self._sort_out(cause, final=not isinstance(cause, (WorkerDied, WorkerTimeout)))

    def _live(self) -> None:
        """One life of the process. Raises what its end means to those it owed an answer."""
        child = self._open_child()
        with self._lock:
            self._child, self._cause = child, None
            for message in self._greeting():
                child.post(message)
        if self._closing.is_set():
            child.post(Message("bye", 0, {}))
        try:
            for message in child.messages():
                self._take(message)
        except EarthscribeError:
            child.kill()
            raise
        finally:
            status = child.reap()
        raise self._cause or WorkerDied(status, self._tail())

    def _take(self, message: Message) -> None:
        if self._ready is None:
            self._check_ready(message)
            self._send_all()
            return
        if message.op == "error" and message.id == 0:
            raise from_wire(message.body)
        with self._lock:
            ask = self._asks.get(message.id)
            if ask is None:
                return
            if message.op == "started":
                ask.started = True
                return
            ask.inbox.put(message)
            if message.op in ENDS:
                del self._asks[ask.number]
                self._crashes = 0
                self._send_all()

    def _check_ready(self, message: Message) -> None:
        if message.op != "ready" or message.body.get("protocol") != PROTOCOL:
            theirs = message.body.get("protocol", f"something else ({message.op})")
            raise ProtocolMismatch(str(PROTOCOL), str(theirs))
        with self._lock:
            self._ready = message.body

    def _send_all(self) -> None:
        """Send what may be sent: a suspect keeps batch work back, so that it is alone if it kills again."""
        with self._lock:
            if self._child is None or self._ready is None:
                return
            alone = any(ask.suspect for ask in self._asks.values())
            for ask in self._asks.values():
                if not ask.sent and (ask.suspect or ask.interactive or not alone):
                    ask.sent = True
                    self._child.post(ask.message)

    def _end(self, child: Child, cause: EarthscribeError) -> None:
        self._cause = self._cause or cause
        child.kill()

    def _sort_out(self, cause: Optional[EarthscribeError], *, final: bool) -> bool:
        """After a death: who is told, who is sent again; whether another process is needed."""
        with self._lock:
            late = isinstance(cause, WorkerTimeout) and self._ready is None
            self._child, self._ready = None, None
            self._crashes += 1
            given_up = final or late or self._crashes > RESTARTS
            for ask in list(self._asks.values()):
                if survives(ask, given_up=given_up):
                    ask.suspect = ask.suspect or ask.started
                    ask.sent = ask.started = False
                    continue
                del self._asks[ask.number]
                ask.end(None if ask.cancelled is not None else cause)
                if ask.suspect:
                    self._crashes = 0  # the culprit is found; the process itself is fine
            again = bool(self._asks) and not self._closing.is_set()
            if not again:
                self._thread = None
            return again
