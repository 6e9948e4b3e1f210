"""Somebody's own ONNX detector behind the same seam as the bundled network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, List, Optional, Sequence, Tuple

import numpy as np
from numpy.typing import NDArray

from ...errors import UnreadableAnswer
from ...memory import free_memory_mb
from ..detector import Card, SeenAs
from ..nms import Suppression, keep
from ..session import Session
from ..values import Boxes, Floats
from .decoding import Outputs, Unreadable, decode
from .layout import Layout, Names
from .pixels import Input

NEAR = 0.7
"""Candidates of one class that overlap so much are one before tiles are merged."""
LARGEST_BATCH = 16


@dataclass(frozen=True)
class Plan:
    """All that is known of a model: what goes in, how what comes out is read, what it says of itself."""

    card: Card
    given: Input
    layout: Layout
    names: Names
    overlap: Optional[float] = None
    notes: Tuple[str, ...] = ()


class OwnDetector:
    """A `Detector`; see there."""

    def __init__(self, plan: Plan, session: Session) -> None:
        self.plan = plan
        self._session = session

    @property
    def card(self) -> Card:
        """What it says of itself."""
        return self.plan.card

    @property
    def device(self) -> str:
        """Where it really runs."""
        return self._session.device

    @property
    def notes(self) -> Tuple[str, ...]:
        """What one should know of where it runs."""
        return self._session.notes + self.plan.notes

    @property
    def suppression(self) -> Suppression:
        """What suppresses what when tiles are merged: as the model's maker says, if anything is said."""
        return Suppression() if self.plan.overlap is None else Suppression(same_class=self.plan.overlap)

    def prepare(self, chip: NDArray[np.uint8], seen_as: SeenAs) -> NDArray[Any]:  # noqa: ARG002 (what the seam gives)
        """One chip as the model takes it."""
        return self.plan.given.prepared(chip)

    def run(self, batch: Sequence[NDArray[Any]], least: Floats) -> List[Boxes]:
        """Candidates of each prepared chip."""
        found: List[Boxes] = []
        for start in range(0, len(batch), self._together):
            found += self._found(batch[start:start + self._together], least)
        return found

    @property
    def _together(self) -> int:
        """How many chips go into one call."""
        return self.card.largest_batch or LARGEST_BATCH

    def _found(self, batch: Sequence[NDArray[Any]], least: Floats) -> List[Boxes]:
        size = size_of(batch[0], last=self.plan.given.shape.last)
        outputs = outputs_for(self._session, self.plan.given, batch)
        near = Suppression(max(NEAR, self.plan.overlap or 0.0), 2.0)
        layout, found = self.plan.layout, []
        for number in range(len(batch)):
            try:
                boxes = decode(_of_one(outputs, number, layout), layout, self.plan.names, size, least)
            except Unreadable as error:
                raise UnreadableAnswer(self.card.name, str(error),
                                       hint="Correct the .json file beside the model, or write one "
                                            "(docs/own-detectors.md).") from error
            found.append(boxes.take(keep(boxes, near)))
        return found

    def batch_for(self, side: int) -> int:
        """One chip on a processor, where more bring nothing; as many as memory holds on a graphics card."""
        if not self._session.on_gpu or self._together == 1:
            return 1
        free = free_memory_mb()
        host = LARGEST_BATCH if free is None else int(free * 2**20 / 4 / (side * side * 48))
        return max(1, min(self._together, host))

    def close(self) -> None:
        """Give the memory back."""
        self._session.close()


def size_of(prepared: NDArray[Any], *, last: bool) -> Tuple[int, int]:
    """(width, height) of a prepared chip."""
    height, width = prepared.shape[:2] if last else prepared.shape[1:]
    return width, height


def outputs_for(session: Session, given: Input, batch: Sequence[NDArray[Any]]) -> List[NDArray[Any]]:
    """All outputs for prepared chips; a model of a fixed batch gets its last chip again until that is full."""
    whole = list(batch)
    if given.shape.batch is not None:
        whole += [whole[-1]] * (given.shape.batch - len(whole))
    feeds = given.feeds(np.stack(whole), size_of(batch[0], last=given.shape.last))
    return session.run(feeds)


def _of_one(outputs: Outputs, number: int, layout: Layout) -> List[NDArray[Any]]:
    """The outputs of one picture of a batch; those that are not read stay as they are."""
    parts = [part for part in (layout.box, layout.scores, layout.label, layout.objectness) if part is not None]
    batched = {part.output for part in parts if part.batched}
    return [each[number] if place in batched else each for place, each in enumerate(outputs)]
