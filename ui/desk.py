"""Desk: the dock, the map tool, the session and the store of one QGIS window, wired together.

What only a first click needs (`host`) is imported there: QGIS starts no slower for a plugin that is not used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Iterator, Optional

from qgis.core import QgsMapLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, Qt
from qgis.PyQt.QtGui import QIcon

from ..inference.config import RunConfig
from ..inference.errors import EarthscribeError
from ..inference.geometry import PixelQuad
from ..inference.values import Stop
from .box_band import BoxBand
from .box_tool import BoxTool
from .dock.panel import DescribePanel
from .keeping import Keeping
from .notify import Notifier
from .session import Session, State
from .settings import Settings, debugging
from .shared_analyst import SharedAnalyst, model_names
from .tasks import Streams, StreamTask, Then, Watcher

if TYPE_CHECKING:
    from .host.layers import ShownRaster
    from .host.sight import Sight


class Desk(QObject):
    """What stands in one QGIS window."""

    def __init__(self, iface: Any, analyst: SharedAnalyst, draw_icon: QIcon) -> None:
        super().__init__()
        self._iface = iface
        self._analyst = analyst
        self._notifier = Notifier(iface)
        self._settings = Settings()
        self._canvas = iface.mapCanvas()
        self.streams = Streams(self)
        self.session = Session(analyst, self.streams, self)
        self.panel = DescribePanel(draw_icon, iface.mainWindow())
        self.keeping = Keeping(iface, self.session, self.panel, self.streams, self)
        self.tool = BoxTool(self._canvas)
        self._band = BoxBand(self._canvas)
        self._before: Optional[Any] = None
        self._opening: Optional[StreamTask] = None
        self._advice = ""
        self._connect()
        self._offer_models()
        self.panel.follow(iface.activeLayer())
        iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.panel)

    def _connect(self) -> None:
        panel, session, tool = self.panel, self.session, self.tool
        panel.drawToggled.connect(self._draw)
        panel.stopPressed.connect(session.stop)
        panel.acceptPressed.connect(self.keeping.accept)
        panel.discardPressed.connect(session.discard)
        panel.undoPressed.connect(self.keeping.undo)
        panel.againPressed.connect(lambda: session.again(self._config()))
        panel.closed.connect(self._put_away)
        panel.rasterChanged.connect(self._aim_anew)
        panel.modelChosen.connect(self._remember_model)
        tool.drawn.connect(self._describe)
        tool.stepped.connect(self._guide)
        tool.failed.connect(self._refuse)
        tool.left.connect(self._put_away)
        tool.deactivated.connect(self._put_away)
        session.changed.connect(self._show_state)
        session.said.connect(panel.append)
        session.answered.connect(lambda description: panel.replace(description.text))
        session.progressed.connect(panel.show_progress)
        session.failed.connect(self._refuse)
        self.keeping.refused.connect(self._refuse)
        self._iface.currentLayerChanged.connect(panel.follow)

    def close(self) -> None:
        """Take everything out of the window; what runs is stopped."""
        self._iface.currentLayerChanged.disconnect(self.panel.follow)
        self._put_away()
        self.keeping.close()
        self.streams.close()
        self.tool.remove()
        self._band.remove()
        self._iface.removeDockWidget(self.panel)
        self.panel.setParent(None)
        self.panel.deleteLater()
        self.tool.deleteLater()
        self.deleteLater()

    # --- drawing

    def _draw(self, wanted: bool) -> None:
        if not wanted:
            if self.panel.message.text() == self._advice:
                self.panel.say("")
            if self._opening is not None:
                self._opening.forget()
            if self._canvas.mapTool() is self.tool:
                self._canvas.unsetMapTool(self.tool)
                if self._before is not None and not sip.isdeleted(self._before):
                    self._canvas.setMapTool(self._before)
            self._before = None
            return
        if not self._aim(self.panel.raster.currentLayer()):
            self._put_away()
            return
        self._before = self._canvas.mapTool()
        self._canvas.setMapTool(self.tool)
        self._canvas.setFocus()
        self.streams.start(self.tr("Earthscribe starts its model process"), self._make_ready, Watcher())

    def _put_away(self) -> None:
        """Give the canvas back the tool it had before."""
        self.panel.draw.setChecked(False)

    def _make_ready(self, stop: Stop) -> Iterator[Any]:
        """In a task's thread, while the user draws: load what the next clicks need, start the model process."""
        from .host import asking, store  # noqa: F401

        return self._analyst.warm(stop)

    def _aim(self, layer: Optional[QgsMapLayer]) -> bool:
        from .host.layers import layer_file, shown_raster

        self.tool.aim(None)
        if self._opening is not None:
            self._opening.forget()
        if layer is None:
            return False
        try:
            file = layer_file(layer)
        except EarthscribeError as error:
            self._refuse(error)
            return False

        def work(_stop: Stop) -> Iterator[ShownRaster]:
            yield shown_raster(file)

        self._advise(self.tr("Opening the raster…"))
        self._opening = self.streams.start(self.tr("Earthscribe opens a raster"), work,
                                           Then(self._aimed, self._not_aimed))
        return True

    def _aimed(self, raster: Optional[ShownRaster]) -> None:
        self._opening = None
        if raster is None:  # stopped in QGIS' own task list
            self._put_away()
        elif self._canvas.mapTool() is self.tool:
            self.tool.aim(raster)

    def _not_aimed(self, error: EarthscribeError) -> None:
        self._opening = None
        self._put_away()
        self._refuse(error)

    def _aim_anew(self, layer: Optional[QgsMapLayer]) -> None:
        if self._canvas.mapTool() is self.tool and not self._aim(layer):
            self._put_away()

    def _guide(self, points: int) -> None:
        if self.tool.aimed and self._canvas.mapTool() is self.tool:
            self._advise((self.tr("Click one end of an edge of the object."),
                          self.tr("Click the other end of that edge."),
                          self.tr("Move to the opposite side and click to set the width."))[points])

    def _advise(self, sentence: str) -> None:
        """Say what to do next, where nothing more important stands."""
        if self.session.state in {State.IDLE, State.FAILED}:
            self._advice = sentence
            self.panel.say(sentence)

    # --- describing

    def _describe(self, sight: Sight, quad: PixelQuad) -> None:
        if self.session.state is State.KEEPING:
            self.panel.say(self.tr("The last description is still being kept; draw the box again in a moment."))
            return
        if self.session.answer is not None and self.panel.text.document().isModified():
            self.panel.say(self.tr("Accept or discard the text you edited before you describe the next object."))
            return
        self.panel.setUserVisible(True)
        self._band.show_quad(sight.raster, quad.corners)
        self.session.describe(sight, quad, self._config())

    def _config(self) -> RunConfig:
        return RunConfig(model=self.panel.chosen_model())

    def _show_state(self, state: State) -> None:
        answer = self.session.answer
        self.panel.show_state(state, keepable=answer is not None, repeatable=self.session.repeatable)
        if state is State.IDLE:
            self._band.clear()
        elif answer is not None:  # perhaps one that was taken up again
            self._band.show_quad(answer.raster, answer.description.view.quad.corners)

    def _refuse(self, error: EarthscribeError) -> None:
        self.panel.say(error.sentence())
        self._notifier.error(error)

    # --- models

    def _offer_models(self) -> None:
        try:
            names = model_names()
        except EarthscribeError as error:
            names = ["bundled"]
            self._notifier.error(error)
        self.panel.offer_models([*names, *(["echo"] if debugging() else [])], self._settings.model)

    def _remember_model(self, name: str) -> None:
        self._settings.model = name
