"""Aiming: from the raster chosen in the dock to a tool in hand that draws on it, and back.

What the layer says is taken in the main thread; its file is opened in a task's, so that a slow disk or server does not
hold up the window.
"""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any, Callable, Iterator, List, Optional, Tuple

from qgis.core import QgsMapLayer, QgsProject, QgsRasterLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...inference.errors import EarthscribeError
from ...inference.values import Stop
from ..drawing.box_tool import BoxTool
from ..drawing.hints import Step
from ..tasks import Stream, Streams, Then

if TYPE_CHECKING:
    from ..host.layers import ShownRaster


BETWEEN_BOXES = (Step.NOTHING, Step.STAMPING, Step.NO_SIZE, Step.HANDLES)
"""Where drawing stands while no new box is under way."""


class Aiming(QObject):
    """Gives the tool to the canvas, a raster to the tool, and the canvas back its tool."""

    aimed = pyqtSignal(object)
    """The ShownRaster that can be drawn on from now on."""
    opening = pyqtSignal()
    """A raster is being opened."""
    put_down = pyqtSignal()
    """The tool is not in hand any more."""
    failed = pyqtSignal(object)
    """An EarthscribeError: the layer cannot be drawn on."""

    def __init__(self, canvas: QgsMapCanvas, tool: BoxTool, streams: Streams, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._tool = tool
        self._streams = streams
        self._before: Optional[Any] = None
        self._opening: Optional[Stream] = None
        self._opened: List[Tuple[weakref.ReferenceType[ShownRaster], str]] = []
        self._wanted: Optional[QgsMapLayer] = None
        self.gsd = 0.0
        """Metres per pixel that the user wants of layers without pixels of their own; 0 chooses."""
        self.raster: Optional[ShownRaster] = None
        """What the tool draws on."""
        tool.deactivated.connect(self.put_down)
        canvas.extentsChanged.connect(self._zoomed)

    @property
    def in_hand(self) -> bool:
        """Whether the canvas has our tool."""
        return bool(self._canvas.mapTool() is self._tool)

    def take(self, layer: Optional[QgsMapLayer]) -> bool:
        """Give the canvas our tool, to draw on this layer; false where it cannot be drawn on."""
        if not self.aim(layer):
            return False
        if not self.in_hand:
            self._before = self._canvas.mapTool()
            self._canvas.setMapTool(self._tool)
        self._canvas.setFocus()
        return True

    def put_away(self) -> None:
        """Give the canvas back the tool it had before."""
        if self._opening is not None:
            self._opening.forget()
            self._opening = None
        before, self._before = self._before, None
        if self.in_hand:
            self._canvas.unsetMapTool(self._tool)
            if before is not None and not sip.isdeleted(before):
                self._canvas.setMapTool(before)
        self._follow(None)

    def aim(self, layer: Optional[QgsMapLayer]) -> bool:
        """Let the tool draw on this layer as soon as it is open."""
        self._tool.aim(None)
        self.raster = None
        if self._opening is not None:
            self._opening.forget()
            self._opening = None
        self._follow(layer)
        if layer is None:
            return False
        self._opening = self.open(layer, self._aimed, self._not_aimed)
        if self._opening is not None:
            self.opening.emit()
        return self._opening is not None

    def open(self, layer: QgsMapLayer, then: Callable[[Optional[ShownRaster]], None],
             failed: Callable[[EarthscribeError], None]) -> Optional[Stream]:
        """Open a layer's raster in a task; None, after `failed`, where the layer itself says that it cannot be."""
        from ..host.layers import layer_file, on_canvas, shown_raster

        try:
            canvas = on_canvas(layer, self._canvas.mapSettings())
            file = layer_file(layer, gsd=self.gsd, canvas_gsd=canvas.gsd, at=canvas.at)
        except EarthscribeError as error:
            failed(error)
            return None
        layer_id = layer.id()

        def work(_stop: Stop) -> Iterator[ShownRaster]:
            yield shown_raster(file)

        def opened(raster: Optional[ShownRaster]) -> None:
            if raster is not None:
                self._opened = [each for each in self._opened if each[0]() is not None]
                self._opened.append((weakref.ref(raster), layer_id))
            then(raster)

        return self._streams.start(self.tr("Earthscribe opens a raster"), work, Then(opened, failed))

    def layer_of(self, raster: ShownRaster) -> Optional[QgsRasterLayer]:
        """The layer a raster was opened from, None where the project has it no more."""
        found = next((layer_id for each, layer_id in self._opened if each() is raster), "")
        layer = QgsProject.instance().mapLayer(found)
        return layer if isinstance(layer, QgsRasterLayer) else None

    # ---

    def _aimed(self, raster: Optional[ShownRaster]) -> None:
        self._opening = None
        if raster is None:  # stopped in QGIS' own task list
            self.put_down.emit()
        elif self.in_hand:
            self.raster = raster
            self._tool.aim(raster)
            self.aimed.emit(raster)

    def _not_aimed(self, error: EarthscribeError) -> None:
        self._opening = None
        self.put_down.emit()
        self.failed.emit(error)

    def _follow(self, layer: Optional[QgsMapLayer]) -> None:
        """Aim anew when the user gives the layer another CRS or another source."""
        if self._wanted is not None and not sip.isdeleted(self._wanted):
            self._wanted.crsChanged.disconnect(self._changed)
            self._wanted.dataSourceChanged.disconnect(self._changed)
        self._wanted = layer
        if layer is not None:
            layer.crsChanged.connect(self._changed)
            layer.dataSourceChanged.connect(self._changed)

    def want(self, gsd: float) -> None:
        """Another resolution is wanted of layers without pixels of their own."""
        if gsd != self.gsd:
            self.gsd = gsd
            if self.raster is not None and self.raster.resolution:
                self._changed()

    def _zoomed(self) -> None:
        """The canvas shows other metres per pixel: a layer without pixels of its own gets a grid that suits them."""
        from ..host.layers import on_canvas

        raster, layer = self.raster, self._wanted
        if raster is None or not raster.resolution or layer is None or sip.isdeleted(layer) or not self.in_hand:
            return
        idle = self._opening is None and self._tool.step in BETWEEN_BOXES
        if idle and not raster.fits(on_canvas(layer, self._canvas.mapSettings())):
            self._opening = self.open(layer, self._aimed, self._not_aimed)

    def _changed(self) -> None:
        if self.in_hand and self._wanted is not None and not sip.isdeleted(self._wanted):
            self.aim(self._wanted)
