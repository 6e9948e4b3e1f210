"""The backend that is always there: it says what the bundled network sees, and what can be measured without one.

Without onnxruntime or the model file measurements alone speak: a note says so, what stands in the box is called "an
object" and never guessed. Every sentence has a row of evidence.
"""

from __future__ import annotations

import contextlib
import time
from dataclasses import replace
from typing import Any, Dict, Iterator, Optional, Tuple

from ..detection import Network, Sighting, bundled_detector, look_closely
from ..detection.answer import Field, detect, least_confidence
from ..errors import EmptyAnswer, SetupError
from ..values import Delta, Description, Evidence, Label, Provenance, Request, Said, Stop
from ..wording import NONE_OF_THESE, classify, compose, text, verdict, version
from .base import Backend, BackendInfo

REVISION = "measure-1"
"""Changes when the same pixels would be described with other facts."""
UNSEEN = "Nothing is said of what the object is: the bundled model does not run here."


class Bundled(Backend):
    """Finds objects, and composes sentences from what it sees and measures."""

    info = BackendInfo("bundled", streams=True, needs=(), tasks=("describe", "detect", "caption", "classify", "ask"))
    _network: Optional[Network] = None
    _why_not: Optional[SetupError] = None

    @property
    def revision(self) -> str:
        """Which state of the measurements, and of the network, speaks."""
        return REVISION if self._network is None else f"{REVISION} {self._network.card.revision}"

    @property
    def device(self) -> str:
        """Where the network runs."""
        return "cpu" if self._network is None else self._network.device

    @property
    def dialect(self) -> str:
        """How it is asked: it fills templates."""
        return "templates"

    @property
    def prompt_version(self) -> str:
        """Which state of the templates it fills."""
        return version(self.config.language)

    def load(self) -> None:
        """Load the network where it can run; measurements need none."""
        with contextlib.suppress(SetupError):  # told with every answer
            self.network()

    def network(self) -> Network:
        """The network, loaded when it is first needed; raises why there is none where there is none."""
        if self._why_not is not None:
            raise self._why_not
        if self._network is None:
            try:
                self._network = bundled_detector()
            except SetupError as error:
                self._why_not = error
                raise
        return self._network

    def detect(self, request: Request, field: Field, stop: Stop) -> Iterator[Said]:
        """Find objects all over a picture."""
        yield from detect(self.network(), field, request, stop)

    def run(self, request: Request, stop: Stop) -> Iterator[Said]:
        """The paragraph word by word, then the whole with its evidence."""
        started = time.perf_counter()
        if request.view is None:
            raise EmptyAnswer(self.model, "nothing could be measured")
        said = self._label(request) if request.task == "classify" else self._description(request)
        for number, word in enumerate(said.text.split(" ")):
            if stop():
                return
            yield Delta(f" {word}" if number else word)
        yield replace(said, provenance=replace(said.provenance, seconds=time.perf_counter() - started))

    def _label(self, request: Request) -> Label:
        network = self.network()
        least_confidence(network.card, request.classes, 0.0)  # refuses a class that it does not know before it looks
        rows, shares = classify(request, look_closely(request, network))
        named = [(name, share) for name, share in shares if name != NONE_OF_THESE]
        found, said = verdict(named), self._said(request, rows)
        label = Label(**said, probabilities=shares)
        return label if found is None else replace(label, category=found.category, confidence=found.confidence)

    def _description(self, request: Request) -> Description:
        sighting: Optional[Sighting] = None
        note = ""
        if request.chip is not None:
            try:
                sighting = look_closely(request, self.network())
            except SetupError as error:
                note = f"{UNSEEN} {error.sentence()}"
        described = Description(**self._said(request, compose(request, sighting)))
        if note:
            described = replace(described, view=replace(described.view, notes=(*described.view.notes, note)))
        found = verdict(sighting.posterior) if sighting is not None else None
        return described if found is None else replace(described, category=found.category, confidence=found.confidence)

    def _said(self, request: Request, rows: Tuple[Evidence, ...]) -> Dict[str, Any]:
        """What every answer is made of."""
        said = text(rows)
        if not said:
            raise EmptyAnswer(self.model, "nothing could be measured")
        provenance = Provenance(model=self.info.name, revision=self.revision, dialect=self.dialect,
                                prompt_version=version(request.language), backend=self.info.name, device=self.device,
                                raw=said, seconds=0.0)
        return {"text": said, "view": request.view, "provenance": provenance, "evidence": rows,
                "facts": request.facts, "language": request.language}

    def close(self) -> None:
        """Give the network's memory back."""
        if self._network is not None:
            self._network.close()
            self._network = None
