"""Asking: from what was drawn, selected, moved or chosen to questions in the session's queue, and advice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional, Sequence, Tuple

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject

from ...inference.errors import EarthscribeError
from ...inference.geometry import PixelQuad
from ..describing.objects import State
from ..describing.session import Question
from ..drawing.box_band import sight_on
from ..drawing.hints import Step, hint
from .selecting import Selecting

if TYPE_CHECKING:
    from ..host.layers import ShownRaster
    from ..host.sight import Sight
    from .desk import Desk

QUIET = {State.IDLE, State.FAILED, State.KEPT, State.REJECTED}
"""Where nothing more important stands in the line that says what to do next."""


class Asking(QObject):
    """The way from the canvas to the session."""

    def __init__(self, iface: Any, desk: Desk) -> None:
        super().__init__(desk)
        self._canvas = iface.mapCanvas()
        self._iface = iface
        self._desk = desk
        self._session, self._panel = desk.session, desk.panel
        self._tool, self._aiming = desk.tool, desk.aiming
        self._advice = ""
        self._step: int = Step.NOTHING
        self._handled: Any = None
        self._offered: Any = None
        self._selecting = Selecting(desk.aiming, desk.streams, self._take_selected, desk.refuse, self)
        self._connect()

    def _connect(self) -> None:
        panel, tool, session = self._panel, self._tool, self._session
        tool.drawn.connect(self._describe)
        tool.stepped.connect(self._stepped)
        tool.adjusted.connect(self._adjusted)
        tool.confirmed.connect(self.again)
        tool.measure_with(panel.draw_bar.size_entry)
        panel.draw_bar.adjustToggled.connect(self._adjust_first)
        panel.selectedPressed.connect(self._from_selected)
        panel.againPressed.connect(self.again)
        panel.comparePressed.connect(self.compare)
        self._aiming.opening.connect(lambda: self._advise(self.tr("Opening the raster…")))
        self._aiming.aimed.connect(self._opened)
        self._aiming.put_down.connect(self._hold_handles)
        session.changed.connect(self._changed)
        session.shown.connect(self._shown)
        QgsProject.instance().layersRemoved.connect(self._layers_gone)
        self._adjust_first(panel.draw_bar.adjust.isChecked())

    def close(self) -> None:
        """Say and ask nothing any more."""
        self._selecting.close()
        self._session.changed.disconnect()
        self._session.shown.disconnect()
        QgsProject.instance().layersRemoved.disconnect(self._layers_gone)

    # --- from the canvas

    def box(self) -> Optional[Tuple[Sight, PixelQuad]]:
        """The box at hand: one that waits for Enter, or the current object's."""
        drawn, raster = self._tool.editing, self._tool.editing_on
        if self._waits and self._aiming.in_hand and drawn is not None and raster is not None:
            return sight_on(self._canvas, raster), drawn
        current = self._session.current
        return (current.sight, current.box) if current is not None else None

    def _describe(self, sight: Sight, quad: PixelQuad) -> None:
        self._panel.setUserVisible(True)
        question = self._question(sight, quad)
        if question is not None:
            self._session.describe(sight, quad, question)

    def _adjusted(self, sight: Sight, quad: PixelQuad) -> None:
        if not self._waits and self._session.current is not None:
            self._handled = (id(sight.raster), quad)
            self._session.move(quad)
            if self._session.current.moved is not None:
                self._panel.say(self.tr(
                    "The box was moved. Enter on the map, or “Describe again”, asks about it there."))
        self._desk.preview.refresh()

    def again(self) -> None:
        """Ask about the current box again, where it is now."""
        current = self._session.current
        if current is not None and self._session.repeatable:
            question = self._question(current.sight, current.box)
            if question is not None:
                self._session.again(question)

    def compare(self, model: str) -> None:
        """Ask another model about the box that the current answer speaks of."""
        current, answer = self._session.current, self._session.answer
        if current is not None and answer is not None:
            question = self._question(current.sight, answer.request.quad, model)
            if question is not None:
                self._session.compare(question)

    def _question(self, sight: Sight, quad: PixelQuad, model: str = "") -> Optional[Question]:
        try:
            return self._desk.questions.about(sight, quad, self._aiming.layer_of(sight.raster), model)
        except EarthscribeError as error:
            self._desk.refuse(error)
            return None

    # --- from selected polygons

    def _from_selected(self) -> None:
        chosen = self._panel.raster.currentLayer()
        if chosen is None:
            self._panel.say(self.tr("Choose a raster first."))
        else:
            self._selecting.begin(self._iface.activeLayer(), chosen)

    def _take_selected(self, sight: Sight, boxed: Any) -> bool:
        question = self._question(sight, boxed.quad)
        if question is not None:
            self._session.describe(sight, boxed.quad, question, boxed.rings)
        return question is not None

    # --- what to do next

    def _stepped(self, step: int) -> None:
        before, self._step = self._step, step
        if self._tool.aimed and self._aiming.in_hand:
            self._advise(self._hint(step))
        if before == Step.ADJUSTING and step != before:
            self._session.changed.emit(self._session.state)  # what stood there before the advice
        if step in {Step.NOTHING, Step.HANDLES}:
            self._hold_handles()
        elif step == Step.ADJUSTING:
            self._handled = None  # it took the handles: the current box gets them back afterwards
            self._desk.preview.refresh()

    def _advise(self, sentence: str) -> None:
        """Say what to do next, where nothing more important stands; a box that waits for Enter is just that."""
        if self._session.state in QUIET or self._waits:
            self._advice = sentence
            self._panel.say(sentence)

    def _hint(self, step: int) -> str:
        """What to do next; of a box that was proposed it says what it is, too."""
        return (self._desk.proposing.words if step == Step.ADJUSTING else "") or hint(step)

    def _changed(self, state: State) -> None:
        self._hold_handles()
        if self._waits and self._aiming.in_hand and state is not State.FAILED:
            self._advise(self._hint(Step.ADJUSTING))

    def say_no_more(self) -> None:
        """The tool is put away: its advice goes with it."""
        if self._waits:
            self._panel.say(self.tr("The new box waits on the map; “Draw a box” goes on with it."))
        elif self._panel.message.text() == self._advice:
            self._panel.say("")

    @property
    def _waits(self) -> bool:
        """Whether a new box waits for Enter."""
        return self._step == Step.ADJUSTING

    def _layers_gone(self, _ids: Sequence[str]) -> None:
        """A box that waits goes with its raster."""
        raster = self._tool.editing_on
        if self._waits and raster is not None and self._aiming.layer_of(raster) is None:
            self._tool.edit(None, None)

    def _hold_handles(self) -> None:
        """Handles on the current box while the tool is in hand, unless something is being drawn or written."""
        current = self._session.current
        wanted: Any = None
        if current is not None and not current.state.busy and current.state is not State.KEEPING:
            wanted = (id(current.raster), current.box)
        if self._step not in {Step.NOTHING, Step.HANDLES} or not self._aiming.in_hand or wanted == self._handled:
            return
        self._handled = wanted
        if wanted is None or current is None:
            self._tool.edit(None, None)
        else:
            self._tool.edit(current.raster, current.box)

    def _adjust_first(self, wanted: bool) -> None:
        self._tool.adjust_first = wanted

    def _shown(self, shown: Any) -> None:
        if shown is not None:
            self._offer_bands(shown.raster)
        self._desk.preview.refresh()

    def _opened(self, raster: ShownRaster) -> None:
        self._offer_bands(raster)
        self._hold_handles()

    def _offer_bands(self, raster: ShownRaster) -> None:
        """The bands of the raster at hand, those its layer shows first; what was chosen among them stays."""
        from ..host.asking import band_names
        from ..host.styling import bands_hint

        self._panel.show_resolution(raster.resolution)
        layer, names = self._aiming.layer_of(raster), band_names(raster)
        offered = (layer.id() if layer is not None else raster.info.source.path, names)
        if offered != self._offered:
            self._offered = offered
            self._panel.offer_bands(names, bands_hint(layer, raster.info) if layer is not None else "")
