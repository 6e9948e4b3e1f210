"""Showing: what the session holds, in the dock and as marks on the canvas.

Lists and marks are drawn once per turn of the event loop, however much has changed: many objects come at once.
"""

from __future__ import annotations

from typing import Optional, Sequence

from qgis.core import QgsProject, QgsRectangle
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, QTimer

from ...inference.errors import EarthscribeError
from ..describing.objects import Object, State
from ..describing.session import Session
from ..dock.panel import DescribePanel
from ..dock.shown import RivalShown, Row
from ..drawing.box_band import sight_on
from ..drawing.marks import Mark, Marks
from .aiming import Aiming

TONES = {
    State.QUEUED: "waiting", State.FRAMING: "running", State.WAITING: "running", State.STREAMING: "running",
    State.DONE: "done", State.STOPPED: "done", State.KEEPING: "done", State.FAILED: "failed", State.KEPT: "kept",
    State.REJECTED: "kept",
}
ROOM = 3.0
"""How many times its own size is shown of the map round an object."""
WELL_SEEN = 5.0
"""An object that would fit the view more often than this is zoomed to; for one well in view the map stays."""


class Showing(QObject):
    """Keeps the dock and the canvas true to the session."""

    def __init__(self, session: Session, panel: DescribePanel, aiming: Aiming, canvas: QgsMapCanvas,
                 parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._panel = panel
        self._aiming = aiming
        self._canvas = canvas
        self.marks = Marks(canvas)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._show_all)
        session.shown.connect(self._show)
        session.changed.connect(self._show_state)
        session.listed.connect(self._soon.start)
        session.said.connect(panel.append)
        session.queue.said.connect(self._retitle)
        session.answered.connect(lambda description: panel.replace(description.text))
        session.progressed.connect(panel.show_progress)
        session.rival_changed.connect(self._show_rival)
        QgsProject.instance().layersRemoved.connect(self._layers_gone)

    def close(self) -> None:
        """Take everything off the canvas."""
        self._soon.stop()
        QgsProject.instance().layersRemoved.disconnect(self._layers_gone)
        self.marks.remove()

    # --- the object that is shown

    def _show(self, shown: Optional[Object]) -> None:
        answer = shown.answer if shown is not None else None
        text = (shown.text or shown.said) if shown is not None else ""
        self._panel.text.replace(text, changed=answer is not None and text != answer.description.text)
        self._soon.start()

    def _show_state(self, state: State) -> None:
        session, current = self._session, self._session.current
        self._panel.show_state(state, keepable=session.answer is not None, repeatable=session.repeatable)
        self._panel.stop.setEnabled(session.stoppable)
        if current is not None and state is State.FAILED and current.error is not None:
            self._panel.say(_told(current.error))
        elif current is not None and state in {State.FRAMING, State.WAITING} and current.step:
            self._panel.show_progress(current.step, -1.0)

    def _retitle(self, shown: Object, _text: str) -> None:
        """The list shows what was said until now."""
        if shown is not self._session.rival:
            self._panel.objects.retitle(shown.number, shown.title)

    def _show_rival(self, rival: Optional[Object]) -> None:
        current = self._session.current
        self._panel.stop.setEnabled(self._session.stoppable)
        if rival is None or current is None:
            self._panel.show_rival(None)
            return
        text = rival.text or rival.said
        if rival.state is State.FAILED and rival.error is not None:
            text = f"{text}\n\n{_told(rival.error)}".strip()
        present = current.answer.description.provenance.model if current.answer is not None else ""
        self._panel.show_rival(RivalShown(rival.config.model, text, rival.state, present))

    # --- all of them

    def _show_all(self) -> None:
        session = self._session
        places = {id(each): place for place, each in enumerate(session.waiting, 1)}
        rows, marks = [], []
        for each in session.objects:
            place, current = places.get(id(each), 0), each is session.current
            rows.append(Row(each.number, each.title, each.state, place, current))
            if self._aiming.layer_of(each.raster) is not None:
                tone = "current" if current and not each.state.busy else TONES[each.state]
                label = self.tr("{number} ({place}.)").format(number=each.number, place=place) if place else str(
                    each.number)
                marks.append(Mark(each.raster, each.box, label, tone))
        self._panel.show_objects(rows)
        self.marks.show(marks)

    def _layers_gone(self, _ids: Sequence[str]) -> None:
        """Their outlines go with them."""
        self._soon.start()

    # --- on the map

    def point_out(self, shown: Object) -> None:
        """Flash an object's box; the map goes there where it cannot be seen well."""
        box = self._on_map(shown)
        if box is None:
            return
        view = self._canvas.extent()
        small = max(box.width(), box.height()) < min(view.width(), view.height()) / WELL_SEEN
        if small or not view.contains(box):
            box.scale(ROOM)
            self._canvas.setExtent(box)
            self._canvas.refresh()
        self.marks.flash(shown.raster, shown.box)

    def zoom_to_pixels(self, shown: Object) -> None:
        """The map at the object, one pixel of the file on one of the screen."""
        from ...inference.geometry import centroid

        box = self._on_map(shown)
        if box is None:
            return
        x, y = centroid(shown.box.corners)
        try:
            (u1, v1), (u2, v2) = sight_on(self._canvas, shown.raster).points([(x - 0.5, y), (x + 0.5, y)])
        except EarthscribeError:  # its middle is where the project's CRS does not reach
            return
        per_pixel = ((u2 - u1) ** 2 + (v2 - v1) ** 2) ** 0.5
        # QGIS counts a pixel of a screen with a high resolution as several
        per_unit = per_pixel / self._canvas.mapUnitsPerPixel() * self._canvas.devicePixelRatioF()
        self._canvas.setCenter(box.center())
        self._canvas.zoomByFactor(per_unit)
        self.marks.flash(shown.raster, shown.box)

    def _on_map(self, shown: Object) -> Optional[QgsRectangle]:
        try:
            points = sight_on(self._canvas, shown.raster).points(shown.box.corners)
        except EarthscribeError:  # the project's CRS does not reach there
            return None
        across, along = zip(*points)
        return QgsRectangle(min(across), min(along), max(across), max(along))


def _told(error: EarthscribeError) -> str:
    from ..host.recorded import sentence

    return sentence(error)
