"""Streams: drive any generator in a QgsTask, its items to the main thread; the only module that starts threads.

The generator runs in a thread of QGIS' pool and touches no QObject. Its items wait in a queue; the main thread is woken
by one queued signal for however many there are and takes them at most every `REST_MS` milliseconds: a model that writes
fast never holds up the window. When the task is finished, what is left is handed over, and then done or failed is said.

A task belongs to QGIS' task manager, which deletes it when it ends; its Python side must live as long, or QGIS calls
into nothing (https://github.com/qgis/QGIS/issues/38583). `Streams` therefore holds every task until it is deleted.

Now and then QGIS (seen in 3.22) never runs a task that it was given, mostly one added while another's `finished` is
running: it stays queued while every thread of the pool is idle. What the window holds is therefore the `Stream`; a task
only drives it, and one that was lost is replaced.
"""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from typing import Any, Callable, Deque, Generator, Iterator, List, Optional, Sequence

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QElapsedTimer, QEventLoop, QObject, Qt, QThread, QThreadPool, QTimer, pyqtSignal

from ..inference.errors import EarthscribeError, WorkerError
from ..inference.values import Stop

REST_MS = 30
LEAVE_MS = 10_000
LOOK_MS = 250
PATIENCE = 2
"""How many looks in a row a thread must be free before a task that waits for one is lost."""

Work = Callable[[Stop], Iterator[Any]]
"""Makes the generator; called in the task's thread with the Stop it must ask."""


class Watcher:
    """What the main thread wants to hear of a stream; replace what you need."""

    def on_items(self, items: Sequence[Any]) -> None:
        """What came since the last time, in order."""

    def on_done(self) -> None:
        """The generator ended by itself or because it was stopped."""

    def on_error(self, error: EarthscribeError) -> None:
        """The generator raised."""


class Then(Watcher):
    """For work of which only the end matters, and what it found: its last item, None where it yields nothing."""

    def __init__(self, done: Callable[[Any], None], failed: Callable[[EarthscribeError], None]) -> None:
        self._done, self._failed = done, failed
        self._found: Any = None

    def on_items(self, items: Sequence[Any]) -> None:
        """Remember the last."""
        self._found = items[-1]

    def on_done(self) -> None:
        """Hand it over."""
        self._done(self._found)

    def on_error(self, error: EarthscribeError) -> None:
        """Hand the error over."""
        self._failed(error)


class Stream(QObject):
    """One generator on its way through a thread; what the window holds of it."""

    woken = pyqtSignal()
    over = pyqtSignal()

    def __init__(self, work: Work, watcher: Watcher) -> None:
        super().__init__()
        self._work = work
        self._watcher: Optional[Watcher] = watcher
        self._stop = threading.Event()
        self.left = threading.Event()
        """Set when the thread is out of the generator."""
        self.begun = False
        """Whether a thread has taken it up."""
        self._lock = threading.Lock()
        self._items: Deque[Any] = deque()
        self._awake = False
        self._error: Optional[EarthscribeError] = None
        self.woken.connect(self._rest, Qt.ConnectionType.QueuedConnection)

    @property
    def stopped(self) -> bool:
        """Whether somebody asked it to end: here, in QGIS' own task list or because QGIS quits."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Ask the generator to end; what it says until then still arrives."""
        self._stop.set()

    def forget(self) -> None:
        """Stop, and let nothing of it arrive any more."""
        self._watcher = None
        self.stop()

    # --- task thread

    def drive(self) -> None:
        """Take the generator to its end, in the thread that comes first; a second one only waits for that end."""
        with self._lock:
            late, self.begun = self.begun, True
        if late:  # the first task was slow, not lost; the end of this one would be taken for the end of all
            self.left.wait()
            return
        items: Iterator[Any] = iter(())
        try:
            if not self.stopped:  # stopped while it waited for a thread
                items = self._work(self._stop.is_set)
            for item in items:
                self._put(item)
        except EarthscribeError as error:
            self._error = error
        except Exception as error:  # noqa: BLE001 (a bug of ours must not take QGIS' thread down with it)
            self._error = unexpected(error)
        finally:
            if isinstance(items, Generator):
                items.close()
            self.left.set()

    def _put(self, item: Any) -> None:
        with self._lock:
            self._items.append(item)
            wake, self._awake = not self._awake, True
        if wake:
            self.woken.emit()

    # --- main thread

    def _rest(self) -> None:
        self._deliver()
        QTimer.singleShot(REST_MS, self._after_rest)

    def _after_rest(self) -> None:
        with self._lock:
            again = bool(self._items)
            self._awake = again
        if again:
            self._rest()

    def _deliver(self) -> None:
        with self._lock:
            items: List[Any] = list(self._items)
            self._items.clear()
        if items and self._watcher is not None:
            self._watcher.on_items(items)

    def end(self) -> None:
        """Hand over what is left, then say done or failed."""
        try:
            self._deliver()
            watcher, self._watcher = self._watcher, None
            if watcher is not None:
                if self._error is not None:
                    watcher.on_error(self._error)
                else:
                    watcher.on_done()
        finally:
            self.over.emit()


class StreamTask(QgsTask):
    """Drives a stream in a thread of QGIS and shows it in QGIS' task list."""

    def __init__(self, title: str, stream: Stream) -> None:
        together = getattr(QgsTask, "Flags", QgsTask.Flag)  # QGIS on Qt6 has one type for one flag and for several
        # without the second QGIS asks about it when it is closed, and stays open
        wanted = QgsTask.Flag.CanCancel | QgsTask.Flag.CancelWithoutPrompt
        if hasattr(QgsTask.Flag, "Silent"):  # since QGIS 3.26; the dock says that an answer is there
            wanted |= QgsTask.Flag.Silent
        super().__init__(title, together(wanted))
        self._stream: Optional[Stream] = stream

    def run(self) -> bool:
        """In a thread of QGIS; errors are told by the stream, so QGIS always hears that all is well."""
        stream = self._stream
        if stream is not None:
            stream.drive()
        return True

    def cancel(self) -> None:
        """The user stopped it in QGIS' own task list, or QGIS is about to quit."""
        if self._stream is not None:
            self._stream.stop()
        super().cancel()

    def withdraw(self) -> None:
        """Drive it no more: another task does."""
        self._stream = None
        super().cancel()

    def finished(self, result: bool) -> None:  # noqa: ARG002 (QGIS' signature)
        """Called by QGIS in the main thread; told when QGIS is out of it, for who hears of it may add the next task."""
        stream, self._stream = self._stream, None
        if stream is not None:
            QTimer.singleShot(0, stream.end)


@dataclass(eq=False)
class _Held:
    """A stream with the task that drives it, or is to."""

    title: str
    stream: Stream
    task: StreamTask
    passed_over: int = 0


class Streams(QObject):
    """Starts streams and holds them until they are over."""

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._held: List[_Held] = []
        self._tasks: List[StreamTask] = []
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._look_for_lost)

    def start(self, title: str, work: Work, watcher: Watcher) -> Stream:
        """Begin to drive what `work` makes; `watcher` hears of it in the main thread."""
        stream = Stream(work, watcher)
        held = _Held(title, stream, self._task(title, stream))
        self._held.append(held)
        stream.over.connect(lambda: self._release(held))
        self._look.start()
        return stream

    @property
    def running(self) -> int:
        """How many are not over yet."""
        return len(self._held)

    def _task(self, title: str, stream: Stream) -> StreamTask:
        task = StreamTask(title, stream)
        self._tasks = [each for each in self._tasks if not sip.isdeleted(each)]
        self._tasks.append(task)
        QgsApplication.taskManager().addTask(task)
        return task

    def _release(self, held: _Held) -> None:
        if held in self._held:
            self._held.remove(held)

    def _look_for_lost(self) -> None:
        """Give a stream that QGIS has lost another task."""
        waiting = [each for each in self._held if not each.stream.begun]
        if not waiting:
            self._look.stop()
        free = _a_thread_is_free()
        for held in waiting:
            held.passed_over = held.passed_over + 1 if free and not _over(held.task) else 0
            if held.passed_over > PATIENCE:
                lost, held.passed_over = held.task, 0
                held.task = self._task(held.title, held.stream)
                lost.withdraw()

    def stop(self) -> None:
        """Ask all to end."""
        for held in self._held:
            held.stream.stop()

    def close(self) -> None:
        """Stop all and wait until their threads are out of our code; nothing of them arrives any more."""
        clock = QElapsedTimer()
        clock.start()
        self._look.stop()
        for held in self._held:  # all at once: they end while the first is waited for
            held.stream.forget()
        for held in list(self._held):
            started = held.stream.begun
            if not sip.isdeleted(held.task):  # else over, and QGIS was faster than our release
                started = started or held.task.status() == QgsTask.TaskStatus.Running
                held.task.cancel()
            if started:
                held.stream.left.wait(max(0, LEAVE_MS - clock.elapsed()) / 1000)
        QgsApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)


def _over(task: StreamTask) -> bool:
    return bool(sip.isdeleted(task)) or task.status() != QgsTask.TaskStatus.Queued


def _a_thread_is_free() -> bool:
    """Whether QGIS could run one more task right now: fewer run than there are threads, and the pool is not full."""
    pool = QThreadPool.globalInstance()
    running = [each for each in QgsApplication.taskManager().activeTasks()
               if each.status() == QgsTask.TaskStatus.Running]
    return len(running) < QThread.idealThreadCount() and pool.activeThreadCount() < pool.maxThreadCount()


def unexpected(error: Exception) -> EarthscribeError:
    """A bug, told like an error so that the user learns of it."""
    wrapped = WorkerError(f"Something unexpected happened: {type(error).__name__}.",
                          hint="Please report it with the text of the log panel.", detail=repr(error))
    wrapped.__cause__ = error
    return wrapped
