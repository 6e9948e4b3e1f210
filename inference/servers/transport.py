"""The seam to the network: one HTTP exchange as a stream that another thread can cut.

A transport blocks; `listening.py` runs it in a thread and stays awake. Whoever has other means than httpx and the
standard library writes a class with this one method and nothing else changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable, Generator, Mapping, Protocol, Union

CONNECT_SECONDS = 15.0
"""The longest wait for a connection; an answer may take longer."""

Cut = Callable[[], None]
"""Ends an exchange from another thread: whoever blocks on it wakes up with an error."""


@dataclass(frozen=True)
class Call:
    """What is sent. Headers hold the key, the body holds pictures: neither shows in repr."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)
    loopback: bool = False
    """Whether the address is on this machine, so that no proxy is asked."""


@dataclass(frozen=True)
class Head:
    """Status and headers of the reply, header names in lower case."""

    status: int
    headers: Mapping[str, str]


class Broken(Exception):
    """No reply, or only a part of it, came through: why, what helps, and whether trying again may."""

    def __init__(self, why: str, *, hint: str = "", lasting: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.hint = hint
        self.lasting = lasting


Pieces = Generator[Union[Head, bytes], None, None]


class Transport(Protocol):
    """Carries calls."""

    def stream(self, call: Call, on_open: Callable[[Cut], None], seconds: float) -> Pieces:
        """First the head, then the body in pieces as they come; redirects are not followed.

        `on_open` is given the way to cut the exchange as soon as there is a connection, and again when it changes.
        No single wait lasts longer than `seconds`. What goes wrong on the way is raised as `Broken`.
        """
        ...
