"""Queue: the objects whose turn comes, and the one at work: framed, shown to the user where it must be, and asked.

Boxes are answered one after another in the order they came; what is asked again goes first. Each run is told apart
from the ones before it: nothing of a run that was given up arrives any more.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Callable, Iterator, List, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import QElapsedTimer, QObject, QTimer, pyqtSignal

from ...inference.errors import EarthscribeError, EmptyAnswer
from ...inference.values import Delta, Description, Progress, Request, Seen, Stop
from ..shared_analyst import SharedAnalyst
from ..tasks import Streams, unexpected
from .objects import Answer, Object, State
from .run import Before, Ear, Glance, Run

TURN_MS = 20
"""How long objects are begun before the window has its turn."""

ConsentNeeded = Callable[[str], str]
"""Model -> the host that may not be sent pixels yet, "" where nothing needs to be asked."""


class Queue(QObject):
    """Puts one object after the other to the analyst."""

    entered = pyqtSignal(object)
    """An Object whose state has changed."""
    said = pyqtSignal(object, str)
    """More text of an Object."""
    answered = pyqtSignal(object)
    """An Object has its whole answer; its text replaces what was said."""
    restored = pyqtSignal(object)
    """Nothing came of asking an Object again: it is what it was before."""
    progressed = pyqtSignal(object, str, float)
    """What is being done for an Object before text comes, and how far (-1 unknown)."""
    failed = pyqtSignal(object, object)
    """An EarthscribeError, and the Object it befell."""
    consent_wanted = pyqtSignal(object, str, object)
    """Object, host, Seen: may this picture go there?"""

    def __init__(self, analyst: SharedAnalyst, streams: Streams, consent_needed: ConsentNeeded,
                 parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._analyst = analyst
        self._streams = streams
        self._consent_needed = consent_needed
        self._first: List[Object] = []
        self._later: List[Object] = []
        self._run: Optional[Run] = None
        self._starting = False

    @property
    def running(self) -> Optional[Object]:
        """The object at work."""
        return self._run.target if self._run is not None else None

    @property
    def waiting(self) -> Tuple[Object, ...]:
        """The objects whose turn comes, in this order."""
        return (*self._first, *self._later)

    def request_of(self, target: Object) -> Optional[Request]:
        """What is being asked about the object at work, None for any other."""
        return self._run.request if self._run is not None and self._run.target is target else None

    def put(self, target: Object, *, first: bool = False) -> None:
        """Its turn comes after all others, or before all that were never asked."""
        (self._first if first else self._later).append(target)
        self._enter(target, State.QUEUED)

    def go(self) -> None:
        """Begin with the next one, unless one is at work."""
        if self._starting:  # an object that fails at once ends inside the loop below
            return
        self._starting = True
        clock = QElapsedTimer()
        clock.start()
        try:
            while self._run is None and self.waiting:
                if clock.elapsed() > TURN_MS:  # many that fail at once: the window lives between them
                    QTimer.singleShot(0, self.go)
                    break
                self._start((self._first or self._later).pop(0))
        finally:
            self._starting = False

    def stop(self, target: Object) -> None:
        """End its answer here; one that waits gives up its turn."""
        run = self._run
        if run is not None and run.target is target:
            if run.task is not None:
                run.task.stop()
            else:  # the user is being asked for consent
                self._end(run, State.STOPPED)
        elif self._take_out(target):
            if target.answer is not None:
                _put_back(target, target.answer)
            self._enter(target, target.answer.state if target.answer is not None else State.STOPPED)

    def stop_all(self) -> None:
        """Nothing that waits is begun any more, and what runs ends."""
        for target in (*self.waiting, *([self._run.target] if self._run is not None else [])):
            self.stop(target)

    def give_up(self, target: Object) -> None:
        """Let nothing of this object arrive any more; its state is no longer told."""
        self._take_out(target)
        if self._run is not None and self._run.target is target:
            if self._run.task is not None:
                self._run.task.forget()
            self._run = None

    def close(self) -> None:
        """Nothing is begun or told any more."""
        for target in (*self.waiting, *([self._run.target] if self._run is not None else [])):
            self.give_up(target)
        self._starting = True

    # --- consent

    def allow(self, asked: Object) -> None:
        """The picture of this object may be sent."""
        run = self._run
        if run is not None and run.target is asked and run.seen is not None and run.task is None:
            self._ask(run)

    def refuse(self, asked: Object) -> None:
        """The picture must not be sent, and no other to the same machine of those that wait already."""
        run = self._run
        if run is None or run.target is not asked or run.task is not None:
            return
        for target in self.waiting:
            if self._host(target) == run.host:
                self.stop(target)
        self._end(run, State.STOPPED)

    def _host(self, target: Object) -> str:
        try:
            return self._consent_needed(target.config.model)
        except EarthscribeError:  # told when its turn comes
            return ""

    # --- one run

    def _start(self, target: Object) -> None:
        from ..host.asking import look, request_for

        before = Before(target.answer, target.text) if target.answer is not None else None
        run = self._run = Run(target, before)
        target.answer, target.error, target.said, target.text, target.step = None, None, "", "", ""
        self._enter(target, State.FRAMING)
        try:
            request = request_for(target.sight, target.quad, target.config)
            request = run.request = replace(request, notes=(*request.notes, *target.notes))
            self._analyst.get_ready(target.config.model)
            run.host = self._consent_needed(target.config.model)
        except EarthscribeError as error:
            self.break_off(run, error)
            return
        except Exception as error:  # noqa: BLE001 (a bug of ours must not hold up all that wait)
            self.break_off(run, unexpected(error))
            return
        if run is not self._run:  # given up while QGIS asked for its master password
            return
        if not run.host:
            self._ask(run)
            return

        def work(stop: Stop) -> Iterator[Any]:
            return look(self._analyst, target.raster, request, stop)

        run.task = self._streams.start(self.tr("Earthscribe prepares a picture"), work, Glance(self, run))

    def _ask(self, run: Run) -> None:
        from ..host.asking import answers

        request = run.request
        if request is None:
            return
        if run.seen is not None:  # what was agreed to is sent, and nothing that was read again since
            request = replace(request, chip=run.seen.chip, view=run.seen.view, facts=run.seen.facts)

        def work(stop: Stop) -> Iterator[Any]:
            return answers(self._analyst.sending_to(run.host), run.target.raster, request, stop)

        self._enter(run.target, State.WAITING)
        run.task = self._streams.start(self.tr("Earthscribe describes an object"), work, Ear(self, run))

    def looked(self, run: Run) -> None:
        """The picture that would be sent is there, or nobody wants it any more."""
        if run is not self._run:
            return
        task, run.task = run.task, None
        if run.seen is not None and not task.stopped:
            self.consent_wanted.emit(run.target, run.host, run.seen)
        elif task.stopped:
            self._end(run, State.STOPPED)
        else:
            self.break_off(run, EmptyAnswer("The model process", "no picture could be made of the box"))

    def hear(self, run: Run, items: Sequence[Any]) -> None:
        """Items of a stream."""
        if run is not self._run:
            return
        target = run.target
        text = "".join(item.text for item in items if isinstance(item, Delta))
        if text:
            target.said += text
            if target.state is State.WAITING:
                self._enter(target, State.STREAMING)
            self.said.emit(target, text)
        for item in items:
            if isinstance(item, Progress):
                target.step = item.step
                if target.state is not State.STREAMING:
                    self.progressed.emit(target, item.step, -1.0 if item.fraction is None else item.fraction)
            elif isinstance(item, Description):
                self._take(run, item)
            elif isinstance(item, Seen):
                run.seen = item

    def _take(self, run: Run, description: Description) -> None:
        target = run.target
        try:
            target.answer = Answer(target.raster.placed(description), target.raster, run.request, target.rings)
        except EarthscribeError as error:  # the layer was given a CRS that does not reach there
            run.task.forget()
            self.break_off(run, error)

    def end(self, run: Run) -> None:
        """A stream is over."""
        if run is not self._run:
            return
        target = run.target
        if target.answer is not None:
            target.said = target.text = target.answer.description.text
            self.answered.emit(target)
            self._end(run, target.answer.state)
        elif run.task is not None and run.task.stopped:
            self._end(run, State.STOPPED)
        else:
            self.break_off(run, EmptyAnswer("The model"))

    def break_off(self, run: Run, error: EarthscribeError) -> None:
        """A stream ended with an error; what was said until then stays readable."""
        if run is self._run:
            run.target.answer, run.target.error = None, error
            self._end(run, State.FAILED, error)

    def _end(self, run: Run, state: State, error: Optional[EarthscribeError] = None) -> None:
        self._run = None
        target, before = run.target, run.before
        if target.answer is None and before is not None:
            target.answer, target.said, target.text = before.answer, before.answer.description.text, before.text
            target.error, state = None, before.answer.state
            target.state = state
            _put_back(target, before.answer)
            self.restored.emit(target)
        self._enter(target, state)
        if error is not None:
            self.failed.emit(error, target)
        self.go()

    # ---

    def _take_out(self, target: Object) -> bool:
        for line in (self._first, self._later):
            if target in line:
                line.remove(target)
                return True
        return False

    def _enter(self, target: Object, state: State) -> None:
        target.state = state
        self.entered.emit(target)


def _put_back(target: Object, answer: Answer) -> None:
    """An earlier answer holds: the object's box is the one it speaks of, and where the user moved it is not lost."""
    if target.quad != answer.request.quad:
        target.moved, target.quad, target.rings = target.quad, answer.request.quad, answer.rings
