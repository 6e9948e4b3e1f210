"""What the user is told: one sentence with its cure in the message bar, the details in the log panel.

Both show rich text, and messages quote layer names, servers and models; everything is escaped here.
"""

from __future__ import annotations

from html import escape
from typing import Any

from qgis.core import Qgis, QgsMessageLog

from ..inference.errors import EarthscribeError

TITLE = "Earthscribe"
SECONDS = 12


class Notifier:
    """Speaks to the message bar of a QGIS window."""

    def __init__(self, iface: Any) -> None:
        self._iface = iface

    def error(self, error: EarthscribeError) -> None:
        """Something failed and the user can do something about it."""
        self._push(error.sentence(), Qgis.MessageLevel.Warning)
        log(f"{type(error).__name__}: {error.sentence()} {error.detail}".strip(), Qgis.MessageLevel.Warning)

    def success(self, sentence: str) -> None:
        """Something worked that is not visible otherwise."""
        self._push(sentence, Qgis.MessageLevel.Success)

    def _push(self, sentence: str, level: Qgis.MessageLevel) -> None:
        self._iface.messageBar().pushMessage(TITLE, escape(sentence, quote=False), level, SECONDS)


def log(text: str, level: Qgis.MessageLevel) -> None:
    """A line in the panel "Earthscribe" of the message log."""
    QgsMessageLog.logMessage(escape(text, quote=False), TITLE, level, notifyUser=False)
