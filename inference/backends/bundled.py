"""The backend that is always there: a truthful description from measurements alone, on numpy only.

What stands in the box is called "an object" and never guessed; every sentence has a row of evidence.
"""

from __future__ import annotations

import time
from typing import Iterator

from ..errors import EmptyAnswer
from ..values import Delta, Description, Provenance, Request, Said, Stop
from ..wording import compose, text, version
from .base import Backend, BackendInfo

REVISION = "measure-1"
"""Changes when the same pixels would be described with other facts."""


class Bundled(Backend):
    """Composes sentences from the facts of a request."""

    info = BackendInfo("bundled", streams=True, needs=())

    @property
    def revision(self) -> str:
        """Which state of the measurements speaks."""
        return REVISION

    @property
    def dialect(self) -> str:
        """How it is asked: it fills templates."""
        return "templates"

    @property
    def prompt_version(self) -> str:
        """Which state of the templates it fills."""
        return version(self.config.language)

    def run(self, request: Request, stop: Stop) -> Iterator[Said]:
        """The paragraph word by word, then the whole with its evidence."""
        started = time.perf_counter()
        rows = compose(request)
        said = text(rows)
        if request.view is None or not said:
            raise EmptyAnswer(self.model, "nothing could be measured")
        for number, word in enumerate(said.split(" ")):
            if stop():
                return
            yield Delta(f" {word}" if number else word)
        provenance = Provenance(
            model=self.info.name, revision=self.revision, dialect=self.dialect,
            prompt_version=version(request.language), backend=self.info.name,
            device=self.device, raw=said, seconds=time.perf_counter() - started)
        yield Description(said, request.view, provenance, evidence=rows, facts=request.facts,
                          language=request.language)
