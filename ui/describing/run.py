"""Run: one object on its way through the analyst, and who listens to it; used by the queue alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Optional, Sequence

from ...inference.errors import EarthscribeError
from ...inference.values import Request, Seen
from ..tasks import Stream, Watcher
from .objects import Answer, Object

if TYPE_CHECKING:
    from .queue import Queue


@dataclass(frozen=True)
class Before:
    """What an object held when it was asked again; it comes back if nothing comes of the new answer."""

    answer: Answer
    text: str


@dataclass(eq=False)
class Run:
    """The object at work."""

    target: Object
    before: Optional[Before]
    request: Optional[Request] = None
    task: Optional[Stream] = None
    host: str = ""
    seen: Optional[Seen] = None


class Ear(Watcher):
    """Hands one stream's items to the queue."""

    def __init__(self, queue: Queue, run: Run) -> None:
        self._queue, self._run = queue, run

    def on_items(self, items: Sequence[Any]) -> None:
        """More of it."""
        self._queue.hear(self._run, items)

    def on_done(self) -> None:
        """It is over."""
        self._queue.end(self._run)

    def on_error(self, error: EarthscribeError) -> None:
        """It broke off."""
        self._queue.break_off(self._run, error)


class Glance(Ear):
    """Waits for the picture that would be sent."""

    def on_done(self) -> None:
        """The picture is there, unless it was stopped."""
        self._queue.looked(self._run)
