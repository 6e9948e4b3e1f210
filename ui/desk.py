"""Desk: the dock, the map tool, the session and the store of one QGIS window, wired together."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Iterator, Optional

from qgis.core import QgsMapLayer, QgsProject
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QFileDialog

from ..inference.config import RunConfig
from ..inference.errors import EarthscribeError
from ..inference.geometry import PixelQuad
from ..inference.values import Stop
from .box_band import BoxBand
from .box_tool import BoxTool
from .dock.panel import DescribePanel
from .host.layers import shown_raster
from .host.sight import Sight
from .notify import Notifier
from .session import Session, State
from .settings import Settings, debugging
from .shared_analyst import SharedAnalyst, model_names
from .tasks import Streams, Watcher


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
        self.tool = BoxTool(self._canvas)
        self._band = BoxBand(self._canvas)
        self._before: Optional[Any] = None
        self._connect()
        self._offer_models()
        self.panel.follow(iface.activeLayer())
        iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.panel)

    def _connect(self) -> None:
        panel, session, tool = self.panel, self.session, self.tool
        panel.drawToggled.connect(self._draw)
        panel.stopPressed.connect(session.stop)
        panel.acceptPressed.connect(self.accept)
        panel.discardPressed.connect(session.discard)
        panel.rasterChanged.connect(self._aim_anew)
        panel.modelChosen.connect(self._remember_model)
        tool.drawn.connect(self._describe)
        tool.stepped.connect(self._guide)
        tool.failed.connect(self._refuse)
        tool.left.connect(lambda: panel.draw.setChecked(False))
        tool.deactivated.connect(lambda: panel.draw.setChecked(False))
        session.changed.connect(self._show_state)
        session.said.connect(panel.append)
        session.answered.connect(lambda description: panel.replace(description.text))
        session.progressed.connect(panel.show_progress)
        session.failed.connect(self._refuse)
        self._iface.currentLayerChanged.connect(panel.follow)

    def close(self) -> None:
        """Take everything out of the window; what runs is stopped."""
        self._iface.currentLayerChanged.disconnect(self.panel.follow)
        self.panel.draw.setChecked(False)
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
            if self._canvas.mapTool() is self.tool:
                self._canvas.unsetMapTool(self.tool)
                if self._before is not None and not sip.isdeleted(self._before):
                    self._canvas.setMapTool(self._before)
            self._before = None
            return
        if not self._aim(self.panel.raster.currentLayer()):
            self.panel.draw.setChecked(False)
            return
        self._before = self._canvas.mapTool()
        self._canvas.setMapTool(self.tool)
        self._canvas.setFocus()
        self.streams.start(self.tr("Earthscribe starts its model process"), self._make_ready, Watcher())

    def _make_ready(self, stop: Stop) -> Iterator[Any]:
        """In a task's thread, while the user draws: load what the next clicks need, start the model process."""
        from .host import asking, store  # noqa: F401

        return self._analyst.warm(stop)

    def _aim(self, layer: Optional[QgsMapLayer]) -> bool:
        self.tool.aim(None)
        if layer is None:
            return False
        try:
            self.tool.aim(shown_raster(layer))
        except EarthscribeError as error:
            self._refuse(error)
            return False
        return True

    def _aim_anew(self, layer: Optional[QgsMapLayer]) -> None:
        if self._canvas.mapTool() is self.tool and not self._aim(layer):
            self.panel.draw.setChecked(False)

    def _guide(self, points: int) -> None:
        if self.session.state not in {State.IDLE, State.FAILED} or self._canvas.mapTool() is not self.tool:
            return
        self.panel.say((self.tr("Click one end of an edge of the object."),
                        self.tr("Click the other end of that edge."),
                        self.tr("Move to the opposite side and click to set the width."))[points])

    # --- describing

    def _describe(self, sight: Sight, quad: PixelQuad) -> None:
        if self.session.description is not None and self.panel.text.document().isModified():
            self.panel.say(self.tr("Accept or discard the text you edited before you describe the next object."))
            return
        self._band.show_quad(sight.raster, quad.corners)
        self.session.describe(sight, quad, RunConfig(model=self.panel.chosen_model()))

    def _show_state(self, state: State) -> None:
        self.panel.show_state(state)
        if state is State.IDLE:
            self._band.clear()

    def _refuse(self, error: EarthscribeError) -> None:
        self.panel.say(error.sentence())
        self._notifier.error(error)

    # --- keeping

    def accept(self) -> None:
        """Keep the description; what fails leaves the text where it is."""
        from .host import store

        text = self.panel.text.toPlainText().strip()
        kept = self.session.kept(text)
        path = self._place() if kept is not None and text else ""
        if kept is None or not path:
            return
        active = self._iface.activeLayer()
        try:
            store.add(kept, path, QgsProject.instance(), self.tr("Descriptions"))
        except EarthscribeError as error:
            self._refuse(error)
            return
        if active is not None:  # QGIS makes a new layer the active one; the user did not ask for that
            self._iface.setActiveLayer(active)
        self.session.discard()
        self.panel.say(self.tr("Kept in {file}.").format(file=Path(path).name))

    def _place(self) -> str:
        from .host import store

        path = self.panel.chosen_place() or store.beside_project(QgsProject.instance())
        if not path:
            path, _ = QFileDialog.getSaveFileName(self.panel, self.tr("Keep descriptions in"), "descriptions.gpkg",
                                                  "GeoPackage (*.gpkg)", "", QFileDialog.Option.DontConfirmOverwrite)
            self.panel.place.setFilePath(path)
            path = self.panel.chosen_place()
        return path

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
