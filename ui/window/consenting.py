"""Consenting: the question before a picture first leaves this machine, put in a dialog, and what follows from it."""

from __future__ import annotations

from typing import Any, Optional

from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QWidget

from ...inference.values import Seen
from ..describing.objects import Object
from ..describing.session import Session
from ..tasks import Streams

ONCE, ALWAYS = "once", "always"


def consent_needed(model: str) -> str:
    """The address that may not be sent this model's pictures yet, "" where nothing needs to be asked."""
    from ..host.consents import needed

    return needed(model)


class Consenting(QObject):
    """Asks once per picture or once for good."""

    def __init__(self, session: Session, streams: Streams, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._streams = streams
        self._parent = parent
        self._dialog: Optional[Any] = None
        self._asked: Optional[Object] = None
        session.consent_wanted.connect(self._ask)
        session.listed.connect(self._look_after)
        session.rival_changed.connect(lambda _: self._look_after())

    def close(self) -> None:
        """Nobody needs the answer any more."""
        dialog, self._dialog, self._asked = self._dialog, None, None
        if dialog is not None:
            dialog.close()

    def _ask(self, asked: Object, host: str, seen: Seen) -> None:
        from .consent import ConsentDialog

        self.close()
        request = self._session.queue.request_of(asked)
        if request is None:
            return
        dialog = ConsentDialog(host, request, seen, self._streams, self._parent)
        self._dialog, self._asked = dialog, asked
        dialog.finished.connect(lambda _: self._decided(dialog))
        dialog.open()

    def _decided(self, dialog: Any) -> None:
        if dialog is not self._dialog:
            return
        asked, answer = self._asked, dialog.decision()
        self._dialog = self._asked = None
        if asked is None:
            return
        if answer in {ONCE, ALWAYS}:  # what is remembered, the dialog remembers
            self._session.allow(asked)
        else:
            self._session.refuse(asked)

    def _look_after(self) -> None:
        """The object was discarded or stopped while its picture stood in the dialog."""
        if self._asked is not None and self._session.running is not self._asked:
            self.close()
