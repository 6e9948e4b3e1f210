"""The objects of a session: each box with its question, what came of it, and where it stands.

QUEUED (waits for its turn) -> FRAMING (the box becomes a request; perhaps the user is asked whether its picture may
leave the machine) -> WAITING (for the first word) -> STREAMING -> DONE | STOPPED | FAILED. DONE and STOPPED hold an
answer, which can be kept, through KEEPING, as KEPT or REJECTED. IDLE is where a session without any object stands.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Optional, Sequence, Tuple

from ...inference.config import RunConfig
from ...inference.errors import BoxMalformed, BoxOutside, BoxTooSmall, EarthscribeError
from ...inference.geometry import PixelQuad, Point
from ...inference.values import Description, Request

if TYPE_CHECKING:
    from ..host.layers import ShownRaster
    from ..host.sight import Sight
    from ..host.store import Kept

Rings = Tuple[Tuple[Point, ...], ...]
"""A polygon in pixels of the file: its outer ring, then its holes."""


class State(Enum):
    """Where an object stands."""

    IDLE = "idle"
    QUEUED = "queued"
    FRAMING = "framing"
    WAITING = "waiting"
    STREAMING = "streaming"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"
    KEEPING = "keeping"
    KEPT = "kept"
    REJECTED = "rejected"

    @property
    def busy(self) -> bool:
        """Whether something is under way, or will be, that can be stopped."""
        return self in {State.QUEUED, State.FRAMING, State.WAITING, State.STREAMING}

    @property
    def settled(self) -> bool:
        """Whether nothing is left to do with it."""
        return self in {State.KEPT, State.REJECTED}


MODIFIABLE = (State.DONE, State.STOPPED)
"""Where the text of an answer can be changed."""
REPEATABLE = (*MODIFIABLE, State.FAILED, State.KEPT, State.REJECTED)
NO_BOX = (BoxMalformed, BoxOutside, BoxTooSmall)
"""What asking again does not cure, as long as the box stays what it is."""


@dataclass(frozen=True)
class Question:
    """How an object is to be described."""

    config: RunConfig
    notes: Tuple[str, ...] = ()
    """What is to be known of how the picture was wanted."""


@dataclass(frozen=True)
class Answer:
    """A finished description and the raster it speaks of."""

    description: Description
    raster: ShownRaster
    request: Request
    rings: Rings = ()
    """The polygon that the box was made from, where that is to be the feature's geometry."""

    @property
    def state(self) -> State:
        """Where an object that holds it stands."""
        return State.STOPPED if self.description.provenance.finish == "stopped" else State.DONE

    def kept(self, text: str) -> Kept:
        """What is to be kept, with the user's text."""
        from ..host.store import Kept

        changed = text.strip() != self.description.text.strip()
        description = replace(self.description, text=text) if changed else self.description
        return Kept(description, self.raster.map_quad(description.view.quad), changed)


@dataclass(eq=False)
class Object:
    """One box on one raster; the session changes it, everybody else reads it."""

    number: int
    """Counts up from 1 within a session; shown beside the box."""
    sight: Sight
    quad: PixelQuad
    config: RunConfig
    rings: Rings = ()
    notes: Tuple[str, ...] = ()
    """What is to be known of how the picture was wanted; goes into the view of the answer."""
    state: State = State.QUEUED
    moved: Optional[PixelQuad] = None
    """Where the user has moved the box since it was asked about."""
    said: str = ""
    """What came of the answer until now."""
    step: str = ""
    """What is being done before text comes."""
    answer: Optional[Answer] = None
    text: str = ""
    """The text as the user left it; the answer's own until then."""
    error: Optional[EarthscribeError] = None

    @property
    def raster(self) -> ShownRaster:
        """Where it lies."""
        return self.sight.raster

    @property
    def box(self) -> PixelQuad:
        """Where the box is now."""
        return self.moved or self.quad

    @property
    def repeatable(self) -> bool:
        """Whether it can be asked about again."""
        hopeless = self.state is State.FAILED and isinstance(self.error, NO_BOX) and self.moved is None
        return self.state in REPEATABLE and not hopeless

    @property
    def edited(self) -> bool:
        """Whether its text holds the user's own words."""
        return self.answer is not None and self.text.strip() != self.answer.description.text.strip()

    @property
    def title(self) -> str:
        """What a list shows of it: the category where there is one, or the beginning of the text."""
        if self.answer is not None and self.answer.description.category != "object":
            return self.answer.description.category
        return " ".join((self.text or self.said).split())[:80]


def following(objects: Sequence[Object], done: Object) -> Optional[Object]:
    """What to show after an object: one further on that waits for a decision, an earlier one, one to be asked again."""
    at = objects.index(done) if done in objects else -1
    order = (*objects[at + 1:], *objects[:max(at, 0)])
    undecided = [each for each in order if not each.state.settled]
    hopeful = [each for each in undecided if each.answer is not None or each.state.busy]
    return next(iter(hopeful or (each for each in undecided if each.repeatable)), None)
