"""Asking a server with patience: tries, back-off with full jitter, Retry-After, one deadline over everything.

A try is repeated only as long as nothing of the answer has come: text that somebody has read is never said twice.
"""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from typing import Callable, Iterator, Optional, Union

from ..config import RunConfig
from ..errors import EarthscribeError, RateLimited, ServerRefused
from ..values import Progress, Stop
from .addresses import Server
from .http_client_transport import HttpClientTransport
from .httpx_transport import HttpxTransport, importable
from .listening import Late, Patience, listen
from .refusals import Trouble, counted, refusal, unreadable
from .transport import Broken, Call, Head, Transport

LARGEST_ANSWER = 16 * 1024 * 1024
LARGEST_REFUSAL = 64 * 1024

Read = Callable[[Iterator[bytes]], Iterator[str]]
"""Makes text of a body; called anew for every try."""


@dataclass(frozen=True)
class Backoff:
    """How long to rest between tries: a random time up to a limit that doubles (full jitter)."""

    first: float = 0.5
    longest: float = 30.0
    loading: float = 1.0
    """The rest while a server loads its model."""

    def seconds(self, failed: int) -> float:
        """The rest after so many failed tries."""
        limit = min(self.longest, self.first * 2.0 ** min(failed - 1, 30))
        return secrets.SystemRandom().uniform(0.0, limit)


@dataclass
class Client:
    """One server, and how patiently it is asked."""

    server: Server
    transport: Transport
    tries: int = 5
    deadline: float = 300.0
    backoff: Backoff = field(default_factory=Backoff)

    def patience(self, stop: Stop) -> Patience:
        """The deadline of one answer, counted from now."""
        return Patience(time.monotonic() + self.deadline, stop)

    def answer(self, call: Call, read: Read, patience: Patience) -> Iterator[Union[Progress, str]]:
        """The pieces of text that `read` makes of the answer; raises `Stopped` when the patience's stop says so."""
        failed = 0
        while True:
            told = 0
            try:
                for text in self._try(call, read, patience, failed + 1):
                    told += len(text)
                    yield text
            except Late as error:
                raise self._late(told, None) from error
            except Trouble as trouble:
                if told:
                    raise self._broken_off(told, trouble) from trouble
                if not trouble.again:
                    raise trouble.error from trouble
                failed += trouble.counts
                if failed >= self.tries:
                    raise trouble.error from trouble
                try:
                    yield from self._rest(trouble, failed, patience)
                except Late as error:
                    raise self._late(0, trouble.error) from error
            else:
                return

    def _rest(self, trouble: Trouble, failed: int, patience: Patience) -> Iterator[Progress]:
        if not trouble.counts:
            yield Progress(f"{self.server.host} is loading the model")
            patience.rest(self.backoff.loading)
            return
        pause = max(self.backoff.seconds(failed), trouble.after or 0.0)
        if pause >= patience.left():
            raise Late
        yield Progress(f"{self.server.host} is busy or out of reach: try {failed + 1} of {self.tries} in {pause:.1f} s")
        patience.rest(pause)

    def _try(self, call: Call, read: Read, patience: Patience, number: int) -> Iterator[str]:
        exchange = listen(self.transport, call, patience)
        try:
            head = next(exchange)
            if not isinstance(head, Head):
                raise TypeError("a transport gives the head first")
            if head.status != 200:
                said = b"".join(_limited(exchange, LARGEST_REFUSAL, None))
                raise refusal(self.server, head, said).trouble(head.headers, number)
            yield from read(_limited(exchange, LARGEST_ANSWER, self.server.shown))
        except Broken as broken:
            why = broken.why if number == 1 or broken.lasting else f"in {counted(number)}, {broken.why}"
            raise Trouble(ServerRefused(self.server.shown, why, hint=broken.hint), broken.why,
                          again=not broken.lasting) from broken
        finally:
            exchange.close()

    def _broken_off(self, told: int, trouble: Trouble) -> EarthscribeError:
        return ServerRefused(self.server.shown, f"the answer broke off after {told} characters ({trouble.why})",
                             hint="What had come until then was shown. Ask again.", detail=trouble.error.sentence())

    def _late(self, told: int, last: Optional[EarthscribeError]) -> EarthscribeError:
        if isinstance(last, RateLimited):
            return last
        if told:
            return ServerRefused(self.server.shown,
                                 f"the deadline of {self.deadline:g} s passed after {told} characters",
                                 hint="What had come until then was shown. Raise --deadline, or lower --max-tokens.")
        return ServerRefused(self.server.shown, f"it gave no answer within {self.deadline:g} s",
                             hint="Look whether the server is at work at all, or raise --deadline.",
                             detail=last.sentence() if last else "")


def _limited(exchange: Iterator[Union[Head, bytes]], most: int, refuse_as: Optional[str]) -> Iterator[bytes]:
    """The body up to a size; beyond it is cut off, or refused in the name of a server."""
    size = 0
    for piece in exchange:
        if isinstance(piece, Head):
            continue
        size += len(piece)
        if size > most and refuse_as is None:
            return
        if size > most:
            raise unreadable(f"the server {refuse_as}", f"it is longer than {most // 2**20} MB")
        yield piece


def client_for(server: Server, config: RunConfig) -> Client:
    """The client that a configuration describes."""
    return Client(server, best_transport(config.ca_file), config.tries, float(config.deadline))


def best_transport(ca_file: str) -> Transport:
    """That of httpx where it is installed, that of the standard library before."""
    return HttpxTransport(ca_file) if importable() else HttpClientTransport(ca_file)


def call_for(server: Server, method: str, endpoint: str, body: bytes = b"") -> Call:
    """A request to an endpoint of a server, with its key if it has one."""
    headers = {"Accept": "text/event-stream, application/json" if body else "application/json",
               "Accept-Encoding": "identity", "User-Agent": "earthscribe"}
    if body:
        headers["Content-Type"] = "application/json"
    if server.key:
        headers["Authorization"] = f"{server.scheme} {server.key}".strip()
    return Call(method, server.url + endpoint, headers, body, loopback=server.loopback)
