"""Arriving: features that a task found, on their way into a layer in memory, a few in each turn of the event loop."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING, Any, Deque, Optional, Protocol, Sequence, Set

from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QTimer

from ...inference.errors import EarthscribeError
from ...inference.values import Detected, Progress
from ..tasks import Watcher

if TYPE_CHECKING:
    from qgis.core import QgsFeature

TURN_S = 0.015
"""How long one turn of the event loop may be used."""
CHUNK = 25
"""So many features go into the layer at once."""
PAINT_MS = 700
"""How often the map is painted anew while features come."""


class Heard(Protocol):
    """Who wants to hear of it."""

    def progressed(self, step: Progress, count: int) -> None:
        """How far the search is, and how many were found."""
        ...

    def ended(self, detected: Optional[Detected]) -> None:
        """All that was found is in the layer."""
        ...

    def failed(self, error: EarthscribeError) -> None:
        """The search raised; what was found until then is in the layer."""
        ...

    def stop(self) -> None:
        """Nothing takes features any more."""
        ...


class Arriving(Watcher):
    """Features on their way into a layer, a few in each turn of the event loop."""

    def __init__(self, heard: Heard, crs: QgsCoordinateReferenceSystem, title: str) -> None:
        self._heard, self._crs, self._title = heard, crs, title
        self._waiting: Deque[QgsFeature] = deque()
        self._detected: Optional[Detected] = None
        self._step = Progress("")
        self._error: Optional[EarthscribeError] = None
        self._done = False
        self._painted = 0.0
        self._classes: Set[str] = set()
        self.count = 0
        self.layer: Optional[QgsVectorLayer] = None
        self._timer = QTimer()
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._work)

    def close(self) -> None:
        """Take nothing more."""
        self._timer.stop()
        self._waiting.clear()

    # --- from the task

    def on_items(self, items: Sequence[Any]) -> None:
        """Features, progress and the summary."""
        for each in items:
            if isinstance(each, Progress):
                self._step = each
            elif isinstance(each, Detected):
                self._detected = each
            else:
                self._waiting.extend(each)
        if self._step.step:
            self._heard.progressed(self._step, self.count + len(self._waiting))
        if self._waiting:
            self._timer.start()

    def on_done(self) -> None:
        """The search ended; what waits still goes in."""
        self._done = True
        self._timer.start()

    def on_error(self, error: EarthscribeError) -> None:
        """The same, after which the error is told."""
        self._error = error
        self.on_done()

    # --- a turn

    def _work(self) -> None:
        self._drain(time.monotonic() + TURN_S)
        if not self._waiting:
            self._timer.stop()
            if self._done:
                self._end()

    def _end(self) -> None:
        self._done = False  # told once, also where adding the layer let another turn run within this one
        self._paint(now=True)
        self._sum_up()
        if self._error is not None:
            self._heard.failed(self._error)
        else:
            self._heard.ended(self._detected)

    def _drain(self, until: float) -> None:
        while self._waiting and time.monotonic() < until:
            layer = self._into()
            if layer is None:
                self._waiting.clear()
                return
            place = layer.fields().lookupField("category")
            chunk = [self._waiting.popleft() for _ in range(min(CHUNK, len(self._waiting)))]
            self._classes.update(str(each.attribute(place)) for each in chunk)
            layer.dataProvider().addFeatures(chunk)
            self.count += len(chunk)
            self._paint()

    def _into(self) -> Optional[QgsVectorLayer]:
        """The layer, made and shown with the first object; None where the user took it away since."""
        if self.layer is None:
            from ..host.detection_layer import new_layer

            self.layer = new_layer(self._title, self._crs)
            QgsProject.instance().addMapLayer(self.layer)
        elif sip.isdeleted(self.layer) or QgsProject.instance().mapLayer(self.layer.id()) is None:
            self._heard.stop()
            return None
        return self.layer

    def _paint(self, *, now: bool = False) -> None:
        layer = self.layer
        if layer is None or sip.isdeleted(layer):
            return
        moment = time.monotonic()
        if now or moment - self._painted > PAINT_MS / 1000.0:
            self._painted = moment
            layer.updateExtents()
            layer.triggerRepaint()

    def _sum_up(self) -> None:
        """The legend names the classes that were found, and how many there are of each."""
        from ..host.detection_layer import list_only

        layer = self.layer
        if layer is None or sip.isdeleted(layer):
            return
        list_only(layer, self._classes)
        entry = QgsProject.instance().layerTreeRoot().findLayer(layer.id())
        if entry is not None:
            entry.setExpanded(True)
            entry.setCustomProperty("showFeatureCount", True)
