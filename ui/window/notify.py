"""What the user is told: one sentence in the message bar, its cures as buttons, and the details in the log panel.

Both show rich text, and messages quote layer names, servers and models; everything is escaped here.
"""

from __future__ import annotations

from html import escape
from typing import Any, Callable, List, Mapping, Optional

from qgis.core import Qgis, QgsMessageLog
from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import QPushButton

from ...inference.errors import EarthscribeError

TITLE = "Earthscribe"
SECONDS = 12
SECONDS_WITH_CURE = 30

Cures = Mapping[str, Callable[[], None]]
"""What stands on a button -> what it does."""


class Notifier:
    """Speaks to the message bar of a QGIS window."""

    def __init__(self, iface: Any) -> None:
        self._iface = iface
        self._curable: List[Any] = []
        """Messages with buttons that may still be shown."""

    def close(self) -> None:
        """Take away the messages whose buttons would lead nowhere from now on."""
        for item in self._shown():
            self._iface.messageBar().popWidget(item)
        self._curable = []

    def error(self, error: EarthscribeError, cures: Optional[Cures] = None) -> None:
        """Something failed and the user can do something about it; a button says the cure shorter than the hint."""
        from ..host.recorded import told

        self._push(told(error.message if cures else error.sentence()), cures or {})
        log(f"{type(error).__name__}: {error.sentence()} {error.detail}".strip(), Qgis.MessageLevel.Warning)

    def _push(self, sentence: str, cures: Cures) -> None:
        level = Qgis.MessageLevel.Warning
        bar, text = self._iface.messageBar(), escape(sentence, quote=False)
        if not cures:
            bar.pushMessage(TITLE, text, level, SECONDS)
            return
        item = bar.createMessage(TITLE, text)
        for place, (words, cure) in enumerate(cures.items()):
            button = QPushButton(words, item)
            button.setObjectName(f"earthscribeCure{place}")
            button.clicked.connect(lambda _checked=False, cure=cure, item=item: _apply(bar, item, cure))
            item.layout().addWidget(button)
        item.setLevel(level)
        item.setDuration(SECONDS_WITH_CURE)
        self._curable = [*self._shown(), item]
        bar.pushItem(item)

    def _shown(self) -> List[Any]:
        return [each for each in self._curable if not sip.isdeleted(each)]


def _apply(bar: Any, item: Any, cure: Callable[[], None]) -> None:
    """The message has done its work."""
    bar.popWidget(item)
    cure()


def log(text: str, level: Qgis.MessageLevel) -> None:
    """A line in the panel "Earthscribe" of the message log."""
    from ..host.recorded import told

    QgsMessageLog.logMessage(escape(told(text), quote=False), TITLE, level, notifyUser=False)
