"""One request through an analyst: words and progress go where they belong, the result comes back."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Iterator, Optional

from ..analyst import Analyst
from ..config import RunConfig
from ..errors import EmptyAnswer, WorkerError
from ..servers import load_servers
from ..values import Delta, Description, Progress, Request, Said
from ..worker.client import WorkerAnalyst
from .console import Console
from .interrupt import Interrupt


@dataclass(frozen=True)
class Listener:
    """Who hears what is said."""

    console: Console
    interrupt: Interrupt
    words: bool
    """Whether words are shown as they come."""


def open_analyst(config: RunConfig) -> WorkerAnalyst:
    """The model process, not yet started."""
    return WorkerAnalyst(config, servers=load_servers(os.environ))


def said_by(analyst: Analyst, request: Request, interrupt: Interrupt) -> Iterator[Said]:
    """All that is said; that the model process ends on Ctrl-C is no error."""
    try:
        yield from analyst.run(request, interrupt)
    except WorkerError:
        if not interrupt.asked:
            raise


def answer(analyst: Analyst, request: Request, listener: Listener) -> Optional[Description]:
    """The answer; None when it was stopped before anything was said."""
    result, shown, step = None, "", ""
    for said in said_by(analyst, request, listener.interrupt):
        if isinstance(said, Description):
            result = said
        elif isinstance(said, Delta):
            shown += said.text
            if listener.words:
                listener.console.words(said.text)
        elif isinstance(said, Progress) and said.step != step:
            step = said.step
            listener.console.note(step)
        elif isinstance(said, Progress) and said.fraction is not None:
            listener.console.doing(f"{said.step}: {100 * said.fraction:.0f} %")
    if result is None:
        if not listener.interrupt.asked:
            raise EmptyAnswer(request.model)
        return None
    if listener.words and shown.split() != result.text.split():  # begun again after a crash, or put right at the end
        listener.console.line(result.text)
    return result
