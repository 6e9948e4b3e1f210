"""ObjectTools: what can be done with the current object beside deciding on it: open its chip, copy it, look into it."""

from __future__ import annotations

from copy import copy
from typing import Any, Callable, Iterator, Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QDialog, QWidget

from ...inference.errors import EarthscribeError
from ...inference.values import Description, Stop
from ..describing.objects import Object
from ..describing.session import Session
from ..shared_analyst import SharedAnalyst
from ..tasks import Streams, Then


class ObjectTools(QObject):
    """Serves the menu of the dock."""

    def __init__(self, session: Session, analyst: SharedAnalyst, streams: Streams, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._analyst = analyst
        self._streams = streams
        self._parent = parent
        self._dialog: Optional[QDialog] = None
        self.open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl
        self.say: Callable[[str], None] = lambda _: None
        self.refuse: Callable[[EarthscribeError], None] = lambda _: None

    def close(self) -> None:
        """Close what was opened."""
        if self._dialog is not None:
            self._dialog.close()

    def open_chip(self) -> None:
        """The picture the model saw, in the program that this machine opens pictures with."""
        from ...inference.keepsakes import chip_of

        answer = self._session.answer
        path = chip_of(answer.description.uid) if answer is not None else None
        if path is None or not path.is_file():
            self.say(self.tr("The picture of this object is not kept."))
        elif not self.open_url(QUrl.fromLocalFile(str(path))):
            self.say(self.tr("No program opens pictures here. It stands in {path}.").format(path=path))

    def copy(self) -> None:
        """The text as the user left it, with the measurements, to the clipboard."""
        current = self._session.current
        if current is None or current.answer is None:
            return
        QgsApplication.clipboard().setText(self._as_text(current, current.answer.description))
        self.say(self.tr("Copied to the clipboard."))

    def show_exchange(self) -> None:
        """What exactly was sent, and what came back."""
        current = self._session.current
        if current is None:
            return
        target = copy(current)  # as it stands now: it may be asked again while the task looks

        def work(stop: Stop) -> Iterator[Any]:
            from .exchange import exchange_of

            return exchange_of(target, self._analyst, stop)

        self._streams.start(self.tr("Earthscribe looks up what was sent"), work,
                            Then(lambda exchange: self._show(target.number, exchange), self.refuse))

    def _show(self, number: int, exchange: Any) -> None:
        from .exchange_dialog import ExchangeDialog

        if exchange is None:
            return
        self.close()
        self._dialog = dialog = ExchangeDialog(number, exchange, self._parent)
        dialog.finished.connect(self._closed)
        dialog.show()

    def _closed(self, _result: int) -> None:
        self._dialog = None

    def _as_text(self, current: Object, description: Description) -> str:
        view = description.view
        lines = [(current.text or description.text).strip(), ""]
        length, width, azimuth = (description.fact(name) for name in ("length_m", "width_m", "azimuth"))
        if length is not None and width is not None:
            lines.append(self.tr("Size: {length} × {width} m").format(length=_metres(length), width=_metres(width)))
        if azimuth is not None:
            lines.append(self.tr("Azimuth: {degrees}°").format(degrees=f"{azimuth:.0f}"))
        if view.map_quad is not None:
            x, y = (sum(values) / 4 for values in zip(*view.map_quad.corners))
            lines.append(self.tr("Middle: {x}, {y} ({crs})").format(
                x=f"{x:.10g}", y=f"{y:.10g}", crs=view.map_quad.crs or self.tr("no CRS")))
        lines.append(self.tr("Raster: {name}").format(name=view.raster))
        if view.image_date:
            lines.append(self.tr("Taken: {date}").format(date=view.image_date))
        lines.append(self.tr("Model: {name}").format(name=description.provenance.model))
        return "\n".join(lines) + "\n"


def _metres(length: float) -> str:
    """Four digits say enough of a box; of kilometres the metres are said."""
    return f"{length:.0f}" if length >= 1000.0 else f"{length:.4g}"
