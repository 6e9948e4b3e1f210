"""Keeping: Accept, Reject and Undo, from the text in the dock to the feature in a layer and back.

What waits for the disk or for another program goes through a task's thread; what touches the layer is done in the main
thread, one step per turn of the event loop, so that the window never stands still for the sum of them. Where no turn is
left, because the project or QGIS closes, the row is written at once.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, Iterator, List, Optional, Sequence

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog

from ...inference.errors import EarthscribeError, OutputUnwritable
from ...inference.values import Stop
from ..describing.objects import State
from ..describing.session import MODIFIABLE, Session
from ..dock.panel import DescribePanel
from ..tasks import Stream, Streams, Then
from .chip_tip import ChipTip
from .hand_edits import HandEdits
from .keepsake import Keepsake, kept_of, rescue, rescued_file, write_now

if TYPE_CHECKING:
    from ..host.store import Entry


class Keeping(QObject):
    """Keeps one object at a time, and can take back those of this session, the newest first."""

    refused = pyqtSignal(object)
    """An EarthscribeError: nothing was changed."""

    def __init__(self, iface: Any, session: Session, panel: DescribePanel, streams: Streams, parent: QObject) -> None:
        super().__init__(parent)
        self._iface = iface
        self._session = session
        self._panel = panel
        self._streams = streams
        self._now: Optional[Keepsake] = None
        self._back: Optional[Keepsake] = None
        self._stack: List[Keepsake] = []
        self._dialog: Optional[Any] = None
        self._task: Optional[Stream] = None
        self._project = QgsProject.instance()
        self._project.layersWillBeRemoved.connect(self._layers_go)
        self._project.cleared.connect(self._finish)
        self._edits = HandEdits(self._project, self)
        self._chips = ChipTip()
        QTimer.singleShot(0, self._tell_rescued)

    def close(self) -> None:
        """Finish what is under way; hear of no layer any more."""
        self._finish(last=True)
        if self._dialog is not None:
            self._dialog.reject()
        self._project.layersWillBeRemoved.disconnect(self._layers_go)
        self._project.cleared.disconnect(self._finish)
        self._edits.close()
        self._chips.close()

    # --- Accept and Reject

    def accept(self) -> None:
        """Keep the current object with the text as it stands; what fails leaves the text where it is."""
        self._keep(State.KEPT)

    def reject(self) -> None:
        """Keep that the current object's description was turned down."""
        self._keep(State.REJECTED)

    def _keep(self, state: State) -> None:
        from ..host import files, mapping

        current = self._session.current
        answer = current.answer if current is not None and current.state in MODIFIABLE else None
        if current is None or answer is None or self._now is not None or self._back is not None:
            return
        text = current.text.strip() or (answer.description.text if state is State.REJECTED else "")
        if not text:
            return
        layer = self._panel.chosen_target()
        if layer is None:
            path = self._place()
            if path:
                self._begin(Keepsake(current, kept_of(answer, text, state), state, path, Path(path).name))
            return
        if not mapping.mapping_for(layer).target("description"):
            self.map_fields(lambda: self._keep(state))
            return
        self._begin(Keepsake(current, kept_of(answer, text, state), state, files.path_of(layer), layer.name(),
                             layer.id()))

    def _begin(self, keepsake: Keepsake) -> None:
        self._now = keepsake
        self._session.hold()
        self._make_room(keepsake, self._show, self._not_kept)

    def _show(self, grown: Any) -> None:
        from ..host import files

        if self._now is None:
            return
        self._now = replace(self._now, ready=True)
        active = self._iface.activeLayer()
        try:
            layer = self._layer(self._now)
            if layer is None and not self._now.layer_id:
                files.show(self._now.path, self._project, self.tr("Descriptions"))
            elif layer is not None and grown:
                files.look_again(layer)
        except EarthscribeError as error:
            self._not_kept(error)
            return
        if active is not None:  # QGIS makes a new layer the active one; the user did not ask for that
            self._iface.setActiveLayer(active)
        QTimer.singleShot(0, self._add)

    def _add(self) -> None:
        from ..host import mapping, store

        now = self._now
        if now is None:
            return
        try:
            layer = self._layer(now)
            if layer is None:
                raise OutputUnwritable(now.name, "its layer was removed from the project meanwhile")
            entry = store.add(now.kept, mapping.mapping_for(layer), layer, self._project, now.path or now.name)
        except EarthscribeError as error:
            self._not_kept(error)
            return
        self._now = None
        self._edits.look_again()
        self._stack.append(replace(now, layer_id=layer.id(), entry=entry))
        self._session.settle(now.object, now.state)
        self._offer()
        self._panel.say(self._said(now, entry, layer))

    def _said(self, now: Keepsake, entry: Entry, layer: QgsVectorLayer) -> str:
        from ..host import store

        if layer.isEditable():
            said = self.tr("Added to {file}. Save the edits of its layer to keep it.")
        elif now.state is State.REJECTED:
            said = self.tr("Kept in {file} as rejected.")
        else:
            said = self.tr("Kept in {file}.")
        sentences = [said.format(file=now.name)]
        if entry.left_out:
            sentences.append(self.tr("Too long for their fields and left out: {fields}.").format(
                fields=", ".join(entry.left_out)))
        if not layer.isEditable() and not store.shows(entry, layer):
            sentences.append(self.tr("The filter of the layer hides it."))
        return " ".join(sentences)

    def _not_kept(self, error: EarthscribeError) -> None:
        now, self._now = self._now, None
        if now is not None:
            self._session.take_up(now.object)
            self.refused.emit(error)

    def _place(self) -> str:
        from ..host import files

        path = files.place_in(self._project, self._panel.chosen_place())
        if not path:
            chosen, _ = QFileDialog.getSaveFileName(self._panel, self.tr("Keep descriptions in"), "descriptions.gpkg",
                                                    "GeoPackage (*.gpkg)", "", QFileDialog.Option.DontConfirmOverwrite)
            path = files.place_in(self._project, chosen) if chosen else ""
            if path:
                self._panel.place.setFilePath(path)
        return path

    def _finish(self, *, last: bool = False) -> None:
        """The project or the window closes: what is on its way is written now, or comes back into the dock."""
        if (self._now is not None or self._back is not None) and self._task is not None:
            self._task.forget()
        back, self._back = self._back, None
        if back is not None:  # it stays where it is
            self._session.settle(back.object, back.state)
        now, self._now = self._now, None
        if now is None:
            return
        try:
            write_now(now, self._layer(now), self._project)
        except EarthscribeError as error:
            self._session.take_up(now.object)
            self.refused.emit(rescue(now, error, self._project) if last else error)
            return
        self._session.settle(now.object, now.state)

    def _tell_rescued(self) -> None:
        place = rescued_file()
        if place.exists() and not sip.isdeleted(self._panel):
            self._panel.say(self.tr("What could not be kept when QGIS was closed stands in {file}.").format(file=place))

    # --- Undo

    def undo(self) -> None:
        """Take the feature kept last out again and bring its text back into the dock."""
        if self._stack and self._now is None and self._back is None and self._session.state is not State.KEEPING:
            self._back = self._stack[-1]
            self._session.select(self._back.object)
            self._session.hold()
            self._make_room(self._back, self._found, self._not_undone, self._seeking(self._back))

    def _seeking(self, back: Keepsake) -> Callable[[], Any]:
        from ..host import store

        layer = self._layer(back)
        return store.seek(back.entry, layer) if layer is not None and back.entry is not None else lambda: None

    def _found(self, hidden: Any) -> None:
        """The rows that the layer shows are looked through by `remove` itself."""
        QTimer.singleShot(0, lambda: self._remove(hidden))

    def _remove(self, hidden: Any) -> None:
        from ..host import store

        back = self._back
        if back is None:
            return
        try:
            layer = self._layer(back)
            if layer is None or back.entry is None:
                raise OutputUnwritable(back.name, "its layer was removed from the project meanwhile")
            text = store.remove(back.entry, layer, back.path or back.name, hidden)
        except EarthscribeError as error:
            self._not_undone(error)
            return
        self._back = None
        self._stack.remove(back)
        self._offer()
        self._bring_back(back, text or back.kept.description.text)

    def _bring_back(self, back: Keepsake, text: str) -> None:
        answer = back.object.answer
        back.object.text = text
        self._session.take_up(back.object)
        self._panel.bring_back(text, changed=answer is None or text != answer.description.text)

    def _not_undone(self, error: EarthscribeError) -> None:
        back, self._back = self._back, None
        if back is not None:
            self._session.settle(back.object, back.state)
            self.refused.emit(error)

    # --- the table of fields

    def map_fields(self, then: Optional[Callable[[], None]] = None) -> None:
        """Let the user say which field of the chosen layer takes what; `then` follows when that is settled."""
        from .mapping_dialog import MappingDialog

        layer = self._panel.chosen_target()
        if layer is None or self._dialog is not None:
            return
        dialog = MappingDialog(layer, self._panel)
        self._dialog = dialog

        def done(result: int) -> None:
            self._dialog = None
            dialog.deleteLater()
            if result and then is not None:
                then()

        dialog.finished.connect(done)
        dialog.open()

    # --- both

    def _layer(self, keepsake: Keepsake) -> Optional[QgsVectorLayer]:
        from ..host import files

        if keepsake.layer_id:
            found = self._project.mapLayer(keepsake.layer_id)
            return found if isinstance(found, QgsVectorLayer) else None
        return files.loaded(keepsake.path, self._project)

    def _make_room(self, keepsake: Keepsake, then: Callable[[Any], None],
                   failed: Callable[[EarthscribeError], None], seek: Optional[Callable[[], Any]] = None) -> None:
        """In a task's thread; `then` hears whether the file got columns, or what `seek` found."""
        from ..host import files

        make_room = files.make_room(keepsake.path, keepsake.kept.place.crs, self._layer(keepsake))

        def work(_stop: Stop) -> Iterator[Any]:
            grown = make_room()
            yield seek() if seek is not None else grown

        self._task = self._streams.start(self.tr("Earthscribe keeps a description"), work,
                                         Then(then, failed))

    def _offer(self) -> None:
        self._panel.offer_undo(bool(self._stack))

    def _layers_go(self, ids: Sequence[str]) -> None:
        target = self._layer(self._now) if self._now is not None else None
        if target is not None and target.id() in ids:
            self._finish()
        if self._dialog is not None and self._dialog.layer_id in ids:
            self._dialog.reject()
        self._stack = [each for each in self._stack if each.layer_id not in ids]
        self._offer()
