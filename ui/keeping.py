"""Keeping: Accept and its Undo, from the text in the dock to the feature in the file and back.

What waits for the disk or for another program goes through a task's thread; what touches the layer is done in the main
thread, one step per turn of the event loop, so that the window never stands still for the sum of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, Iterator, Optional, Sequence

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog

from ..inference.errors import EarthscribeError, OutputUnwritable
from ..inference.values import Stop
from .dock.panel import DescribePanel
from .session import Answer, Session, State
from .tasks import Streams, Then

if TYPE_CHECKING:
    from .host.store import Kept


@dataclass(frozen=True)
class Keepsake:
    """An answer on its way into a file, or there."""

    answer: Answer
    kept: Kept
    path: str
    layer_id: str = ""


class Keeping(QObject):
    """Keeps one answer at a time, and can take back the last one until the next box is drawn."""

    refused = pyqtSignal(object)
    """An EarthscribeError: nothing was changed."""

    def __init__(self, iface: Any, session: Session, panel: DescribePanel, streams: Streams, parent: QObject) -> None:
        super().__init__(parent)
        self._iface = iface
        self._session = session
        self._panel = panel
        self._streams = streams
        self._now: Optional[Keepsake] = None
        self._last: Optional[Keepsake] = None
        self._project = QgsProject.instance()
        self._project.layersWillBeRemoved.connect(self._layers_go)
        session.changed.connect(self._state_changed)

    def close(self) -> None:
        """Hear of no layer any more."""
        self._project.layersWillBeRemoved.disconnect(self._layers_go)

    # --- Accept

    def accept(self) -> None:
        """Keep the answer with the text as it stands; what fails leaves the text where it is."""
        answer, text = self._session.answer, self._panel.text.toPlainText().strip()
        path = self._place() if answer is not None and text else ""
        if answer is None or not path:
            return
        self._offer(None)
        self._now = Keepsake(answer, answer.kept(text), path)
        self._session.hold()
        self._make_room(self._now, self._show, self._not_kept)

    def _show(self) -> None:
        from .host import store

        if self._now is None:
            return
        active = self._iface.activeLayer()
        try:
            if self._layer(self._now) is None:
                store.show(self._now.path, self._project, self.tr("Descriptions"))
        except EarthscribeError as error:
            self._not_kept(error)
            return
        if active is not None:  # QGIS makes a new layer the active one; the user did not ask for that
            self._iface.setActiveLayer(active)
        QTimer.singleShot(0, self._add)

    def _add(self) -> None:
        from .host import store

        now = self._now
        if now is None:
            return
        try:
            layer = self._layer(now)
            if layer is None:
                raise OutputUnwritable(now.path, "its layer was removed from the project meanwhile")
            store.add(now.kept, now.path, layer, self._project)
        except EarthscribeError as error:
            self._not_kept(error)
            return
        self._now = None
        self._session.discard()
        said = (self.tr("Added to {file}. Save the edits of its layer to keep it.") if layer.isEditable()
                else self.tr("Kept in {file}."))
        self._panel.say(said.format(file=Path(now.path).name))
        self._offer(Keepsake(now.answer, now.kept, now.path, layer.id()))

    def _not_kept(self, error: EarthscribeError) -> None:
        now, self._now = self._now, None
        if now is not None:
            self._session.take_up(now.answer)
            self.refused.emit(error)

    def _place(self) -> str:
        from .host import store

        path = store.place_in(self._project, self._panel.chosen_place())
        if not path:
            chosen, _ = QFileDialog.getSaveFileName(self._panel, self.tr("Keep descriptions in"), "descriptions.gpkg",
                                                    "GeoPackage (*.gpkg)", "", QFileDialog.Option.DontConfirmOverwrite)
            path = store.place_in(self._project, chosen)
            self._panel.place.setFilePath(path)
        return path

    # --- Undo

    def undo(self) -> None:
        """Take the feature kept last out again and bring its text back into the dock."""
        if self._last is not None and self._session.state is State.IDLE:
            self._session.hold()
            self._make_room(self._last, self._remove, self._not_undone)

    def _remove(self) -> None:
        from .host import store

        last = self._last
        if last is None:
            return
        try:
            layer = self._layer(last)
            if layer is not None:
                store.remove(last.kept.description.uid, last.path, layer)
        except EarthscribeError as error:
            self._not_undone(error)
            return
        self._offer(None)
        self._session.take_up(last.answer)
        self._panel.bring_back(last.kept.description.text, changed=last.kept.changed)

    def _not_undone(self, error: EarthscribeError) -> None:
        self._session.discard()
        self.refused.emit(error)

    # --- both

    def _layer(self, keepsake: Keepsake) -> Optional[QgsVectorLayer]:
        from .host import store

        return store.loaded(keepsake.path, self._project)

    def _make_room(self, keepsake: Keepsake, then: Callable[[], None],
                   failed: Callable[[EarthscribeError], None]) -> None:
        from .host import store

        make_room = store.make_room(keepsake.path, keepsake.kept.place.crs, self._layer(keepsake))

        def work(_stop: Stop) -> Iterator[Any]:
            make_room()
            return iter(())

        self._streams.start(self.tr("Earthscribe keeps a description"), work, Then(lambda _: then(), failed))

    def _offer(self, keepsake: Optional[Keepsake]) -> None:
        self._last = keepsake
        self._panel.offer_undo(keepsake is not None)

    def _state_changed(self, state: State) -> None:
        if state is State.FRAMING:
            self._offer(None)

    def _layers_go(self, ids: Sequence[str]) -> None:
        if self._last is not None and self._last.layer_id in ids:
            self._offer(None)
