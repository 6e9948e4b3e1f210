"""StreamTask: drives any generator in a QgsTask, its items to the main thread; the only module that starts threads.

The generator runs in a thread of QGIS' pool and touches no QObject. Its items wait in a queue; the main thread is woken
by one queued signal for however many there are and takes them at most every `REST_MS` milliseconds: a model that writes
fast never holds up the window. `finished` (main thread) hands over what is left and then says done or failed.

A task belongs to QGIS' task manager, which deletes it when it ends; its Python side must live as long, or QGIS calls
into nothing (https://github.com/qgis/QGIS/issues/38583). `Streams` therefore holds every task until it is over.
"""

from __future__ import annotations

import threading
from collections import deque
from typing import Any, Callable, Deque, Generator, Iterator, List, Optional, Sequence

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QElapsedTimer, QEventLoop, QObject, Qt, QTimer, pyqtSignal

from ..inference.errors import EarthscribeError, WorkerError
from ..inference.values import Stop

REST_MS = 30
LEAVE_MS = 10_000

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


class StreamTask(QgsTask):
    """One generator on its way through a thread."""

    woken = pyqtSignal()
    over = pyqtSignal()

    def __init__(self, title: str, work: Work, watcher: Watcher) -> None:
        together = getattr(QgsTask, "Flags", QgsTask.Flag)  # QGIS on Qt6 has one type for one flag and for several
        # without the second QGIS asks about it when it is closed, and stays open
        wanted = QgsTask.Flag.CanCancel | QgsTask.Flag.CancelWithoutPrompt
        if hasattr(QgsTask.Flag, "Silent"):  # since QGIS 3.26; the dock says that an answer is there
            wanted |= QgsTask.Flag.Silent
        super().__init__(title, together(wanted))
        self._work = work
        self._watcher: Optional[Watcher] = watcher
        self._stop = threading.Event()
        self.left = threading.Event()
        """Set when the thread is out of the generator."""
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

    def cancel(self) -> None:
        """The user stopped it in QGIS' own task list, or QGIS is about to quit."""
        self._stop.set()
        super().cancel()

    # --- task thread

    def run(self) -> bool:
        """Drive the generator to its end; errors are told by us, so QGIS always hears that all is well."""
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
        return True

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

    def finished(self, result: bool) -> None:  # noqa: ARG002 (QGIS' signature)
        """Hand over what is left; called by QGIS in the main thread."""
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


class Streams(QObject):
    """Starts streams and holds them until they are over."""

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._tasks: List[StreamTask] = []

    def start(self, title: str, work: Work, watcher: Watcher) -> StreamTask:
        """Begin to drive what `work` makes; `watcher` hears of it in the main thread."""
        task = StreamTask(title, work, watcher)
        self._tasks.append(task)
        task.over.connect(lambda: self._release(task))
        QgsApplication.taskManager().addTask(task)
        return task

    @property
    def running(self) -> int:
        """How many are not over yet."""
        return len(self._tasks)

    def _release(self, task: StreamTask) -> None:
        # Not while QGIS is still inside the task's `finished`.
        QTimer.singleShot(0, lambda: self._tasks.remove(task) if task in self._tasks else None)

    def close(self) -> None:
        """Stop all and wait until their threads are out of our code; nothing of them arrives any more."""
        clock = QElapsedTimer()
        clock.start()
        for task in list(self._tasks):
            task.forget()
            if sip.isdeleted(task):  # over, and QGIS was faster than our release
                continue
            started = task.status() == QgsTask.TaskStatus.Running
            task.cancel()
            if started:
                task.left.wait(max(0, LEAVE_MS - clock.elapsed()) / 1000)
        QgsApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)


def unexpected(error: Exception) -> EarthscribeError:
    """A bug, told like an error so that the user learns of it."""
    wrapped = WorkerError(f"Something unexpected happened: {type(error).__name__}.",
                          hint="Please report it with the text of the log panel.", detail=repr(error))
    wrapped.__cause__ = error
    return wrapped
