"""Planner: what an installation of the present choices would bring, looked up a moment after they changed."""

from __future__ import annotations

from typing import Callable, Optional

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...inference.errors import EarthscribeError
from ...inference.setup.planning import Plan, Wish
from ..tasks import Stream, Streams, Then
from . import works
from .watchers import gone

PLAN_AFTER_MS = 300


class Planner(QObject):
    """Holds the plan of the choices as they are now; a newer wish makes the older one be forgotten."""

    begun = pyqtSignal()
    """It is being looked up."""
    planned = pyqtSignal(object)
    """The Plan."""
    refused = pyqtSignal(object)
    """An EarthscribeError: nothing can be installed so."""

    def __init__(self, streams: Streams, title: str, wish: Callable[[], Optional[Wish]], parent: QObject) -> None:
        super().__init__(parent)
        self._streams = streams
        self._title = title
        self._wish = wish
        self._task: Optional[Stream] = None
        self.plan: Optional[Plan] = None
        """None while it is not known."""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PLAN_AFTER_MS)
        self._later.timeout.connect(self._begin)

    def look_soon(self) -> None:
        """The machine may have changed; the plan holds until there is another."""
        self._later.start()

    def wish_changed(self) -> None:
        """Something else is wanted."""
        self.plan = None
        self.look_soon()

    def _begin(self) -> None:
        wish = self._wish()
        if wish is None:
            return
        if self._task is not None:
            self._task.forget()
        self.begun.emit()
        self._task = self._streams.start(self._title, works.planned(wish), Then(self._found, self._failed))

    def _found(self, plan: Optional[Plan]) -> None:
        if gone(self):
            return
        self._task = None
        if plan is not None:
            self.plan = plan
            self.planned.emit(plan)

    def _failed(self, error: EarthscribeError) -> None:
        if not gone(self):
            self._task = self.plan = None
            self.refused.emit(error)
