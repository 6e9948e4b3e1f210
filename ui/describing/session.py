"""Session: the objects described since the window was opened and the one that is shown; it knows no widget.

One object is *current*: the dock shows it. A new box becomes the current one unless the present one is still being
answered, written or compared. An answer that was kept or rejected gives way to the next object that waits for a
decision.

An object whose model is on another machine is looked at first: the very picture that would be sent is made and
`consent_wanted` is emitted; `allow` or `refuse` follows. A second opinion on the current object is its *rival*.
"""

from __future__ import annotations

from typing import Any, List, Optional, Tuple

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...inference.geometry import PixelQuad
from ..shared_analyst import SharedAnalyst
from ..tasks import Streams
from .objects import MODIFIABLE, Answer, Object, Question, Rings, State, following
from .queue import ConsentNeeded, Queue

__all__ = ["MODIFIABLE", "Answer", "Question", "Session", "State"]


class Session(QObject):
    """Many objects, one at work, one shown."""

    changed = pyqtSignal(object)
    """The State of the current object, or another object is current now."""
    shown = pyqtSignal(object)
    """The current Object is to be shown from its beginning, None for none; `changed` follows."""
    listed = pyqtSignal()
    """Objects came, went or changed their state."""
    said = pyqtSignal(str)
    """More text of the current object."""
    answered = pyqtSignal(object)
    """The whole Description of the current object; its text replaces what was said."""
    progressed = pyqtSignal(str, float)
    """What is being done for the current object before text comes, and how far (-1 unknown)."""
    failed = pyqtSignal(object, object)
    """An EarthscribeError the user must see, and the Object it befell."""
    consent_wanted = pyqtSignal(object, str, object)
    """Object, host, Seen: may this picture go there?"""
    rival_changed = pyqtSignal(object)
    """The second opinion on the current object (an Object of its own), or None where there is none any more."""

    def __init__(self, analyst: SharedAnalyst, streams: Streams, parent: Optional[QObject] = None,
                 consent_needed: Optional[ConsentNeeded] = None) -> None:
        super().__init__(parent)
        self._objects: List[Object] = []
        self._numbers = 0
        self.current: Optional[Object] = None
        self.rival: Optional[Object] = None
        self.queue = Queue(analyst, streams, consent_needed or (lambda _: ""), self)
        self.queue.entered.connect(self._entered)
        self.queue.said.connect(self._said)
        self.queue.answered.connect(self._answered)
        self.queue.restored.connect(self._restored)
        self.queue.progressed.connect(self._progressed)
        self.queue.failed.connect(self.failed)
        self.queue.consent_wanted.connect(self.consent_wanted)

    def close(self) -> None:
        """Nothing is begun or told any more."""
        self.queue.close()

    # --- what can be seen

    @property
    def objects(self) -> Tuple[Object, ...]:
        """All of this session, oldest first."""
        return tuple(self._objects)

    @property
    def state(self) -> State:
        """Where the current object stands."""
        return self.current.state if self.current is not None else State.IDLE

    @property
    def answer(self) -> Optional[Answer]:
        """The current object's."""
        return self.current.answer if self.current is not None else None

    @property
    def running(self) -> Optional[Object]:
        """The object at work; a rival, too."""
        return self.queue.running

    @property
    def waiting(self) -> Tuple[Object, ...]:
        """The objects whose turn comes, in this order."""
        return self.queue.waiting

    @property
    def stoppable(self) -> bool:
        """Whether `stop` has something to end."""
        return self.state.busy or (self.rival is not None and self.rival.state.busy)

    @property
    def repeatable(self) -> bool:
        """Whether the current box can be asked about (again) now."""
        return self.current is not None and self.current.repeatable

    @property
    def comparable(self) -> bool:
        """Whether another model can be asked about the current box now."""
        return self.answer is not None and self.state in MODIFIABLE

    # --- what the user does

    def describe(self, sight: Any, quad: PixelQuad, question: Question, rings: Rings = ()) -> Object:
        """Ask about a box as soon as the ones before it are answered."""
        self._numbers += 1
        made = Object(self._numbers, sight, quad, question.config, rings, question.notes)
        self._objects.append(made)
        if not (self.state.busy or self.state is State.KEEPING or self._comparing):
            self.select(made)
        self.queue.put(made)
        self.queue.go()
        return made

    def move(self, quad: PixelQuad) -> None:
        """The user has moved the current box; what was said of it stays until it is described again."""
        if self.current is not None:
            self.current.moved = None if quad == self.current.quad else quad
            self.changed.emit(self.state)
            self.listed.emit()

    def again(self, question: Question) -> None:
        """Ask about the current box again, where it is now.

        What was kept stays kept. Nor do the user's own words give way to a model's: the new answer comes beside them,
        or, where the box was moved since, as an object of its own.
        """
        old = self.current
        if old is None or not self.repeatable:
            return
        moved, old.moved = old.moved, None
        quad, rings = (moved, ()) if moved is not None else (old.quad, old.rings)
        if old.edited and moved is None and self.comparable:
            self.compare(question)
            return
        if old.state.settled or old.edited:
            self.describe(old.sight, quad, question, rings)
            return
        self.drop_rival()
        old.quad, old.rings, old.config, old.notes = quad, rings, question.config, question.notes
        self.queue.put(old, first=True)
        self.queue.go()

    def compare(self, question: Question) -> None:
        """Ask another model about the current box; its answer stands beside the present one."""
        old = self.current
        if old is None or old.answer is None or not self.comparable:
            return
        self.drop_rival()
        self.rival = Object(old.number, old.sight, old.answer.request.quad, question.config, old.rings, question.notes)
        self.queue.put(self.rival, first=True)
        self.queue.go()

    def take_rival(self) -> None:
        """The rival's answer takes the place of the current object's."""
        rival, current = self.rival, self.current
        if rival is None or current is None or rival.answer is None or not self.comparable:
            return
        current.answer, current.config, current.error = rival.answer, rival.config, None
        current.said = current.text = rival.answer.description.text
        current.state = rival.answer.state
        self.rival = None
        self.rival_changed.emit(None)
        self.select(current)
        self.listed.emit()

    def drop_rival(self) -> None:
        """The present answer stays; a rival that is still being asked is given up."""
        rival, self.rival = self.rival, None
        if rival is not None:
            self.queue.give_up(rival)
            self.rival_changed.emit(None)
            self.queue.go()

    def select(self, wanted: Optional[Object]) -> None:
        """Make an object the current one."""
        if wanted is not self.current:
            self.drop_rival()
        self.current = wanted
        self.shown.emit(wanted)
        self.changed.emit(self.state)

    def numbered(self, number: int) -> Optional[Object]:
        """The object of that number, None where it was discarded."""
        return next((each for each in self._objects if each.number == number), None)

    def step(self, by: int) -> None:
        """Go to the object so many places further in the list; ends stop there."""
        if not self._objects:
            return
        here = self._objects.index(self.current) if self.current in self._objects else (-1 if by > 0 else 1)
        self.select(self._objects[max(0, min(len(self._objects) - 1, here + by))])

    def rewrite(self, text: str) -> None:
        """The user changed the current object's text."""
        if self.current is not None and self.current.answer is not None and self.state in MODIFIABLE:
            self.current.text = text

    def stop(self) -> None:
        """End the current answer here, or its rival's; what was said stays. One that waits gives up its turn."""
        for each in (self.current, self.rival):
            if each is not None and each.state.busy:
                self.queue.stop(each)
                return

    def stop_all(self) -> None:
        """Nothing that waits is begun any more, and what runs ends."""
        self.queue.stop_all()

    def discard(self) -> None:
        """Forget the current object, also one that is still being answered; what was kept stays in its layer."""
        gone = self.current
        if gone is None or gone.state is State.KEEPING:
            return
        self.drop_rival()
        self.queue.give_up(gone)
        then = following(self._objects, gone)
        self._objects.remove(gone)
        self.select(then)
        self.listed.emit()
        self.queue.go()

    # --- consent

    def allow(self, asked: Object) -> None:
        """The picture of this object may be sent."""
        self.queue.allow(asked)

    def refuse(self, asked: Object) -> None:
        """The picture of this object must not be sent."""
        self.queue.refuse(asked)

    # --- keeping

    def hold(self) -> None:
        """The current answer is on its way into a file, or out of it; nothing else can be done with it meanwhile."""
        if self.current is not None:
            self.drop_rival()
            self._enter(self.current, State.KEEPING)

    def settle(self, done: Object, state: State) -> None:
        """An object was kept or rejected; if it is the current one, the next that waits for a decision is shown."""
        self._enter(done, state)
        if done is self.current:
            self.select(following(self._objects, done))

    def take_up(self, back: Object) -> None:
        """Go on with an object that was not kept, or not for good."""
        if back not in self._objects:
            self._objects.append(back)
        back.state = back.answer.state if back.answer is not None else State.STOPPED
        self.select(back)
        self.listed.emit()

    # --- what the queue says

    def _entered(self, target: Object) -> None:
        if target is self.current:
            self.changed.emit(target.state)
        if target is self.rival:
            self.rival_changed.emit(target)
        else:
            self.listed.emit()

    def _said(self, target: Object, text: str) -> None:
        if target is self.current:
            self.said.emit(text)
        elif target is self.rival:
            self.rival_changed.emit(target)

    def _answered(self, target: Object) -> None:
        if target is self.current and target.answer is not None:
            self.answered.emit(target.answer.description)

    def _restored(self, target: Object) -> None:
        if target is self.current:
            self.shown.emit(target)

    def _progressed(self, target: Object, step: str, fraction: float) -> None:
        if target is self.current:
            self.progressed.emit(step, fraction)

    # ---

    @property
    def _comparing(self) -> bool:
        """A second opinion is on its way, or stands there to be picked."""
        return self.rival is not None and self.rival.state is not State.FAILED

    def _enter(self, target: Object, state: State) -> None:
        target.state = state
        self._entered(target)
