"""What somebody asked the model process for, and what becomes of it when the process dies."""

from __future__ import annotations

import queue
from dataclasses import dataclass, field
from typing import Optional, Union

from ..errors import EarthscribeError, from_wire
from .protocol import Message

RESTARTS = 3
"""How often in a row the process is started again before everybody waiting is told."""

PAUSES = (0.1, 0.5, 2.0)
"""Seconds before the first, the second and every further restart in a row."""


@dataclass
class Ask:
    """One request from its call to its end; changed under the keeper's lock only."""

    number: int
    message: Message
    """What is sent, kept until the end so that it can be sent again."""
    interactive: bool
    inbox: queue.SimpleQueue[Union[Message, EarthscribeError, None]] = field(default_factory=queue.SimpleQueue)
    """Messages for this request; an error instead of one, or None, is the end that the parent made up."""
    sent: bool = False
    started: bool = False
    suspect: bool = False
    """It was at work when a process died; it gets one more try, alone."""
    cancelled: Optional[float] = None
    """When it was cancelled."""

    def end(self, error: Optional[EarthscribeError] = None) -> None:
        """Tell whoever waits that it is over: stopped, or failed."""
        self.inbox.put(None if error is None else from_wire(error.to_wire()))  # each raises its own


def survives(ask: Ask, *, given_up: bool) -> bool:
    """Whether an ask goes to the next process after a death; `given_up` when there will be none.

    What had not started is innocent. What was at work may be the cause: somebody who waits is told at once and can try
    again, batch work gets one more try alone, and is poison when that dies too. A look is the same to everybody, and
    mostly innocent of what the model beside it did: it gets one more try, too.
    """
    if ask.cancelled is not None or given_up:
        return False
    if not ask.started:
        return True
    return not ask.suspect and (not ask.interactive or ask.message.op == "look")


def pause(crashes: int) -> float:
    """Seconds to wait before the process is started after so many deaths in a row."""
    return 0.0 if crashes == 0 else PAUSES[min(crashes, len(PAUSES)) - 1]
