"""Session: the presenter of one description, from the drawn box to the kept feature; it knows no widget.

IDLE -> FRAMING (the box becomes a request) -> WAITING (for the first word) -> STREAMING -> DONE | STOPPED | FAILED.
DONE and STOPPED hold an answer that can be discarded or, through KEEPING, accepted; both lead back to IDLE, and an
accepted answer may be taken up again. FAILED and a STOPPED that said nothing may be asked again. A new box forgets an
earlier run: nothing of it arrives any more, because its stream has lost its watcher.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any, List, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..inference.config import RunConfig
from ..inference.errors import EarthscribeError, EmptyAnswer
from ..inference.geometry import PixelQuad
from ..inference.values import Delta, Description, Progress, Stop
from .shared_analyst import SharedAnalyst
from .tasks import Streams, StreamTask, Watcher

if TYPE_CHECKING:
    from .host.layers import ShownRaster
    from .host.sight import Sight
    from .host.store import Kept


class State(Enum):
    """Where a description stands."""

    IDLE = "idle"
    FRAMING = "framing"
    WAITING = "waiting"
    STREAMING = "streaming"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"
    KEEPING = "keeping"

    @property
    def busy(self) -> bool:
        """Whether something is under way that can be stopped."""
        return self in {State.FRAMING, State.WAITING, State.STREAMING}


@dataclass(frozen=True)
class Answer:
    """A finished description and the raster it speaks of."""

    description: Description
    raster: ShownRaster

    @property
    def state(self) -> State:
        """Where a session that holds it stands."""
        return State.STOPPED if self.description.provenance.finish == "stopped" else State.DONE

    def kept(self, text: str) -> Kept:
        """What is to be kept, with the user's text."""
        from .host.store import Kept

        changed = text.strip() != self.description.text.strip()
        description = replace(self.description, text=text) if changed else self.description
        return Kept(description, self.raster.map_quad(description.view.quad), changed)


class Session(QObject):
    """One description at a time."""

    changed = pyqtSignal(object)
    """A new State."""
    said = pyqtSignal(str)
    """More text of the current description."""
    answered = pyqtSignal(object)
    """The whole Description; its text replaces what was said."""
    progressed = pyqtSignal(str, float)
    """What is being done before text comes, and how far (-1 unknown)."""
    failed = pyqtSignal(object)
    """An EarthscribeError the user must see."""

    def __init__(self, analyst: SharedAnalyst, streams: Streams, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._analyst = analyst
        self._streams = streams
        self._task: Optional[StreamTask] = None
        self._asked: Optional[Tuple[Sight, PixelQuad]] = None
        self.state = State.IDLE
        self.answer: Optional[Answer] = None

    @property
    def repeatable(self) -> bool:
        """Whether the same box can be asked about again because nothing came of it."""
        return self._asked is not None and self.answer is None and self.state in {State.FAILED, State.STOPPED}

    # --- what the user does

    def describe(self, sight: Sight, quad: PixelQuad, config: RunConfig) -> None:
        """Ask about a box; an earlier answer that was not accepted is gone."""
        from .host.asking import request_for

        self._leave()
        self._enter(State.FRAMING)
        try:
            request = request_for(sight, quad, config)
        except EarthscribeError as error:
            self._fail(error)
            return
        self._asked = (sight, quad)

        def work(stop: Stop) -> Any:
            return self._analyst.run(request, stop)

        self._enter(State.WAITING)
        self._task = self._streams.start(self.tr("Earthscribe describes an object"), work, _Ear(self))

    def again(self, config: RunConfig) -> None:
        """Ask about the same box again."""
        if self.repeatable and self._asked is not None:
            self.describe(*self._asked, config)

    def stop(self) -> None:
        """End the answer here; what was said until now stays."""
        if self._task is not None:
            self._task.stop()

    def discard(self) -> None:
        """Forget the answer, also one that is still coming."""
        self._leave()
        self._enter(State.IDLE)

    def hold(self) -> None:
        """The answer is on its way into a file, or out of it; nothing else can be done meanwhile."""
        self._enter(State.KEEPING)

    def take_up(self, answer: Answer) -> None:
        """Go on with an answer that was not kept, or not for good."""
        self._leave()
        self.answer = answer
        self._enter(answer.state)

    # --- what the stream says

    def hear(self, items: Sequence[Any]) -> None:
        """Items of the current stream."""
        text: List[str] = [item.text for item in items if isinstance(item, Delta)]
        if text:
            if self.state is State.WAITING:
                self._enter(State.STREAMING)
            self.said.emit("".join(text))
        for item in items:
            if isinstance(item, Progress) and self.state is State.WAITING:
                self.progressed.emit(item.step, -1.0 if item.fraction is None else item.fraction)
            elif isinstance(item, Description):
                self.answer = self._answer(item)

    def end(self) -> None:
        """The current stream is over."""
        task, self._task = self._task, None
        if self.answer is not None:
            self.answered.emit(self.answer.description)
            self._enter(self.answer.state)
        elif task is not None and task.stopped:
            self._enter(State.STOPPED)
        else:
            self._fail(EmptyAnswer("The model"))

    def break_off(self, error: EarthscribeError) -> None:
        """The current stream ended with an error; what was said until then stays readable."""
        self._task, self.answer = None, None
        self._fail(error)

    # ---

    def _answer(self, description: Description) -> Optional[Answer]:
        if self._asked is None:
            return None
        raster = self._asked[0].raster
        return Answer(raster.placed(description), raster)

    def _leave(self) -> None:
        if self._task is not None:
            self._task.forget()
        self._task, self._asked, self.answer = None, None, None

    def _fail(self, error: EarthscribeError) -> None:
        self._enter(State.FAILED)
        self.failed.emit(error)

    def _enter(self, state: State) -> None:
        self.state = state
        self.changed.emit(state)


class _Ear(Watcher):
    """Hands one stream's items to its session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def on_items(self, items: Sequence[Any]) -> None:
        self._session.hear(items)

    def on_done(self) -> None:
        self._session.end()

    def on_error(self, error: EarthscribeError) -> None:
        self._session.break_off(error)
