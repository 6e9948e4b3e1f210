"""What the set-up dialog hears of its tasks; nothing where it is gone meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Sequence

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject

from ...inference.doctor.finding import Finding
from ...inference.errors import EarthscribeError
from ...inference.setup.process import Line
from ...inference.values import Progress
from ..tasks import Watcher

if TYPE_CHECKING:
    from .dialog import SetupDialog


def gone(thing: QObject) -> bool:
    """Whether Qt has deleted it."""
    return bool(sip.isdeleted(thing))


class FindingsWatcher(Watcher):
    """Puts findings into the list as they come."""

    def __init__(self, dialog: SetupDialog) -> None:
        self._dialog = dialog

    def on_items(self, items: Sequence[Any]) -> None:
        """Show them."""
        if not gone(self._dialog):
            self._dialog.findings.add([each for each in items if isinstance(each, Finding)])

    def on_done(self) -> None:
        """All was looked at."""
        if not gone(self._dialog):
            self._dialog.examined()

    def on_error(self, error: EarthscribeError) -> None:
        """It could not be looked at."""
        if not gone(self._dialog):
            self._dialog.log.add([error.sentence()])
            self._dialog.examined()


class Doing(Watcher):
    """Tells the dialog how its work goes on and ends."""

    def __init__(self, dialog: SetupDialog) -> None:
        self._dialog = dialog
        self._last: Any = None

    def on_items(self, items: Sequence[Any]) -> None:
        """Steps and lines; whatever else comes is a result."""
        results = [each for each in items if not isinstance(each, (Line, Progress))]
        self._last = results[-1] if results else self._last
        if not gone(self._dialog):
            self._dialog.heard(items)

    def on_done(self) -> None:
        """It is over."""
        if not gone(self._dialog):
            self._dialog.over(self._last)

    def on_error(self, error: EarthscribeError) -> None:
        """It failed."""
        if not gone(self._dialog):
            self._dialog.failed(error)
