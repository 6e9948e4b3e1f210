"""Selecting: the selected polygons of the active layer become objects, each with its polygon as its geometry.

The features are read in a task; questions are asked a few at a time, so that hundreds of polygons do not hold up the
window.
"""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING, Any, Callable, Deque, Iterator, Optional, Sequence

from qgis.core import QgsMapLayer
from qgis.PyQt.QtCore import QObject, QTimer

from ...inference.errors import EarthscribeError
from ...inference.values import Stop
from ..tasks import Stream, Streams, Watcher
from .aiming import Aiming

if TYPE_CHECKING:
    from ..host.layers import ShownRaster
    from ..host.polygons import Boxed, Selected
    from ..host.sight import Sight

TURN_S = 0.02
"""How long one turn of the event loop may be used."""


class Selecting(QObject):
    """One selection at a time; `take` is called with Sight and Boxed and says whether to go on."""

    def __init__(self, aiming: Aiming, streams: Streams, take: Callable[[Sight, Boxed], bool],
                 refuse: Callable[[EarthscribeError], None], parent: QObject) -> None:
        super().__init__(parent)
        self._aiming = aiming
        self._streams = streams
        self._take = take
        self.refuse = refuse
        self._task: Optional[Stream] = None
        self._sight: Any = None
        self._waiting: Deque[Boxed] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._work)

    def begin(self, layer: Optional[QgsMapLayer], chosen: QgsMapLayer) -> None:
        """Take what is selected in a layer, on the raster layer that was chosen; it is opened if it is not open."""
        from ..host.polygons import selected_polygons

        self.close()
        try:
            selected = selected_polygons(layer)
        except EarthscribeError as error:
            self.refuse(error)
            return
        raster = self._aiming.raster
        if raster is not None and self._aiming.layer_of(raster) is chosen:
            self._read(selected, raster)
            return

        def opened(found: Optional[ShownRaster]) -> None:
            if found is not None:
                self._read(selected, found)

        self._task = self._aiming.open(chosen, opened, self.refuse)

    def close(self) -> None:
        """Take nothing more."""
        self._timer.stop()
        self._waiting.clear()
        if self._task is not None:
            self._task.forget()
            self._task = None

    def _read(self, selected: Selected, raster: ShownRaster) -> None:
        from ..host.polygons import boxes_round
        from ..host.sight import Sight

        self._sight = Sight(raster, selected.crs, selected.context)

        def work(stop: Stop) -> Iterator[Boxed]:
            return boxes_round(selected, raster, stop)

        self._task = self._streams.start(self.tr("Earthscribe reads polygons"), work, _Reader(self))

    def came(self, boxes: Sequence[Any]) -> None:
        """More boxes."""
        self._waiting.extend(boxes)
        self._timer.start()

    def _work(self) -> None:
        end = time.monotonic() + TURN_S
        while self._waiting and time.monotonic() < end:
            if not self._take(self._sight, self._waiting.popleft()):
                self.close()
                return
        if not self._waiting:
            self._timer.stop()


class _Reader(Watcher):
    """Hands the boxes over."""

    def __init__(self, selecting: Selecting) -> None:
        self._selecting = selecting

    def on_items(self, items: Sequence[Any]) -> None:
        """Hand them over."""
        self._selecting.came(items)

    def on_error(self, error: EarthscribeError) -> None:
        """Nothing could be made of them."""
        self._selecting.refuse(error)
