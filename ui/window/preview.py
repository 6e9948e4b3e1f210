"""Preview: "What the model sees" of the box at hand, made anew a moment after something changed, while the box is open.

Trouble is told where the picture would be: nobody asked for anything yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Iterator, Optional, Tuple

from qgis.core import QgsRasterLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer

from ...inference.errors import EarthscribeError
from ...inference.values import Seen, Stop
from ..dock.panel import DescribePanel
from ..shared_analyst import SharedAnalyst
from ..tasks import Stream, Streams, Then
from .aiming import Aiming
from .questions import Questions

if TYPE_CHECKING:
    from ...inference.geometry import PixelQuad
    from ..host.sight import Sight

DELAY_MS = 200

Box = Optional[Tuple["Sight", "PixelQuad"]]


class Preview(QObject):
    """Looks at one box at a time; a newer look makes the older one be forgotten."""

    def __init__(self, panel: DescribePanel, questions: Questions, aiming: Aiming, analyst: SharedAnalyst,
                 streams: Streams) -> None:
        super().__init__(panel)
        self._panel = panel
        self._questions = questions
        self._aiming = aiming
        self._analyst = analyst
        self._streams = streams
        self._task: Optional[Stream] = None
        self._looked: Any = None
        self._styled: Optional[QgsRasterLayer] = None
        """The layer whose style the picture may follow."""
        self.box: Callable[[], Box] = lambda: None
        """Which box is at hand."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self._look)

    def refresh(self) -> None:
        """Something changed that the picture may depend on."""
        if self._wanted():
            self._timer.start()
        else:
            self._timer.stop()
            self._forget()

    def close(self) -> None:
        """Look at nothing any more."""
        self._timer.stop()
        self._forget()
        self._follow(None)

    def _wanted(self) -> bool:
        return not self._panel.view_box.isCollapsed() and self._panel.isVisible()

    def _forget(self) -> None:
        task, self._task, self._looked = self._task, None, None
        if task is not None:
            task.forget()

    def _look(self) -> None:
        from ..host.asking import look, request_for

        box = self.box()
        if box is None or not self._wanted():
            self._forget()
            self._panel.show_seen(None)
            return
        sight, quad = box
        try:
            layer = self._aiming.layer_of(sight.raster)
            self._follow(layer)
            question = self._questions.about(sight, quad, layer)
            request = request_for(sight, quad, question.config)
            self._analyst.get_ready("bundled")  # no key is needed to look
        except EarthscribeError as error:
            self._forget()
            self._trouble(error)
            return
        looked = (quad, request.framing, request.look, question.notes)
        if self._looked is not None and self._looked[0] is sight.raster and self._looked[1] == looked:
            return
        self._forget()
        self._looked = sight.raster, looked
        analyst, raster = self._analyst, sight.raster

        def work(stop: Stop) -> Iterator[Any]:
            return look(analyst, raster, request, stop)

        self._task = self._streams.start(self.tr("Earthscribe prepares a picture"), work,
                                         Then(self._seen, self._failed))

    def _follow(self, layer: Optional[QgsRasterLayer]) -> None:
        """Look again when the user styles the layer otherwise."""
        before, self._styled = self._styled, layer
        if before is layer:
            return
        if before is not None and not sip.isdeleted(before):
            before.rendererChanged.disconnect(self.refresh)
        if layer is not None:
            layer.rendererChanged.connect(self.refresh)

    def _seen(self, seen: Any) -> None:
        self._task = None
        if isinstance(seen, Seen):
            self._panel.show_seen(seen)

    def _failed(self, error: EarthscribeError) -> None:
        self._task = self._looked = None
        self._trouble(error)

    def _trouble(self, error: EarthscribeError) -> None:
        from ..host.recorded import sentence

        self._panel.show_seen(None)
        self._panel.view_box.picture.show_words(sentence(error))
