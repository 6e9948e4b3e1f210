"""Detecting: all objects in the part of a raster that the map shows, into a layer of their own, while they are found.

The search and the making of features are a task's work; the window takes features a few at a time, so that thousands
do not hold it up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Callable, Iterator, List, Optional, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...inference.errors import EarthscribeError, ModelFileMissing, SetupError
from ...inference.values import Detected, Progress, Stop
from ..shared_analyst import SharedAnalyst
from ..tasks import Stream, Then
from .arriving import Arriving

if TYPE_CHECKING:
    from ...inference.values import Request
    from ..host.layers import ShownRaster
    from .desk import Desk

MODEL = "bundled"
CHECK_MS = 600
"""Readiness is looked at so long after the dock has a raster: not while QGIS is starting."""


@dataclass(frozen=True)
class _View:
    """What the map showed when the button was pressed."""

    shape: QgsGeometry
    crs: QgsCoordinateReferenceSystem
    context: QgsCoordinateTransformContext
    classes: Tuple[str, ...]
    name: str


class Detecting(QObject):
    """One search at a time."""

    readinessSeen = pyqtSignal(bool)
    """Whether the bundled network runs here."""

    def __init__(self, desk: Desk, analyst: SharedAnalyst, canvas: QgsMapCanvas) -> None:
        super().__init__(desk)
        self._desk, self._analyst, self._canvas = desk, analyst, canvas
        self._panel = panel = desk.panel
        self._task: Optional[Stream] = None
        self._arriving: Optional[Arriving] = None
        self._checked = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(CHECK_MS)
        self._soon.timeout.connect(self._check)
        panel.detectPressed.connect(self.begin)
        panel.stopDetectingPressed.connect(self.stop)
        panel.visibilityChanged.connect(lambda _: self.refresh())
        panel.rasterChanged.connect(lambda _: self._another_raster())
        QgsProject.instance().cleared.connect(self._project_gone)

    @property
    def running(self) -> bool:
        """Whether a search goes on or its features still arrive."""
        return self._task is not None or self._arriving is not None

    @property
    def layer(self) -> Optional[QgsVectorLayer]:
        """The layer that takes what is found now."""
        return self._arriving.layer if self._arriving is not None else None

    def close(self) -> None:
        """Search no more."""
        QgsProject.instance().cleared.disconnect(self._project_gone)
        self._soon.stop()
        self._checked = True
        self._forget()

    def _project_gone(self) -> None:
        """What is found now belongs to no project any more."""
        if self.running:
            self._forget()
            self._panel.find_bar.show_rest("")

    # --- whether all is there

    def refresh(self) -> None:
        """Look in a moment whether objects can be found, where that is not known and somebody may want to."""
        wanted = self._panel.isVisible() and self._panel.raster.currentLayer() is not None
        self._panel.find_bar.show_aimed(self._panel.raster.currentLayer() is not None)
        if wanted and not self._checked:
            self._soon.start()

    def _another_raster(self) -> None:
        """What was said of the one before does not hold for this one."""
        self._panel.find_bar.show_aside("")
        self.refresh()

    def changed(self) -> None:
        """The environment is another one now."""
        self._checked = False
        self.refresh()

    def _check(self) -> None:
        from ..host.detection_layer import bundled_classes, spoken

        analyst = self._analyst
        self._checked = True
        self._panel.find_bar.offer_classes([(name, spoken(name)) for name in bundled_classes()])

        def work(stop: Stop) -> Iterator[Optional[EarthscribeError]]:
            found = analyst.lack(stop)
            if not stop():
                yield found

        then = Then(self._show_lack, self._show_lack)
        self._desk.streams.start(self.tr("Earthscribe looks at its model"), work, then)

    def _show_lack(self, lack: Optional[EarthscribeError]) -> None:
        self.readinessSeen.emit(lack is None)
        if lack is None:
            self._panel.find_bar.show_lack("", curable=False)
            return
        if isinstance(lack, ModelFileMissing):
            words = self.tr("The model that detects objects is not there. Install Earthscribe again.")
        elif isinstance(lack, SetupError):
            words = self.tr("Detecting objects needs the set-up once.")
        else:
            words = _told(lack)
        self._panel.find_bar.show_lack(words, curable=isinstance(lack, SetupError)
                                       and not isinstance(lack, ModelFileMissing))

    # --- a search

    def begin(self) -> None:
        """Search what the map shows of the chosen raster."""
        layer = self._panel.raster.currentLayer()
        if layer is None or self.running:
            return
        settings = self._canvas.mapSettings()
        outline = settings.visiblePolygon()
        shape = QgsGeometry.fromPolygonXY([[QgsPointXY(outline[place]) for place in range(len(outline))]])
        view = _View(shape, settings.destinationCrs(),
                     settings.transformContext(), self._panel.find_bar.chosen_classes(), layer.name())
        self._panel.find_bar.show_running(self.tr("Opening the raster…"), -1.0)
        self._task = self._desk.aiming.open(layer, lambda raster: self._opened(raster, view), self._failed)

    def stop(self) -> None:
        """End the search; what was found stays."""
        if self._task is not None:
            self._task.stop()

    def _opened(self, raster: Optional[ShownRaster], view: _View) -> None:
        stopped = self._task is not None and self._task.stopped
        self._task, analyst = None, self._analyst
        if raster is None or stopped:
            self._panel.find_bar.show_rest("")
            return
        try:
            config = self._desk.questions.whole_view(raster, self._desk.aiming.layer_of(raster), MODEL)
            analyst.get_ready(MODEL)
        except EarthscribeError as error:
            self._failed(error)
            return

        def work(stop: Stop) -> Iterator[Any]:
            return _searched(analyst, raster, lambda: _request(raster, view, config), stop)

        title = self.tr("Detections ({raster})").format(raster=view.name)
        self._arriving = arriving = Arriving(self, raster.crs, title)
        self._panel.find_bar.show_running(self.tr("Starting…"), -1.0)
        self._task = self._desk.streams.start(self.tr("Earthscribe detects objects"), work, arriving)

    def progressed(self, step: Progress, count: int) -> None:
        """How far the search is."""
        from ..host.step_words import in_words

        words = in_words(step.step)
        if count:
            words = self.tr("{step} {count} found").format(step=words, count=count)
        self._panel.find_bar.show_running(words, -1.0 if step.fraction is None else step.fraction)

    def ended(self, detected: Optional[Detected]) -> None:
        """All that was found is in its layer."""
        stopped = self._task is not None and self._task.stopped
        self._task = self._arriving = None
        self._panel.find_bar.show_rest(self._summary(detected, stopped=stopped))

    def failed(self, error: EarthscribeError) -> None:
        """The search raised; what was found until then stays in its layer."""
        self._arriving = None
        self._failed(error)

    def _summary(self, detected: Optional[Detected], *, stopped: bool) -> str:
        from ..host.detection_layer import tally

        if detected is None:
            return self.tr("Stopped.") if stopped else ""
        said: List[str] = [self.tr("Stopped.")] if stopped else []
        if detected.count:
            said.append(self.tr("Found in view: {tally}.").format(tally=tally(detected.counts)))
        elif not stopped:
            said.append(self.tr("Nothing was found in view."))
        return " ".join((*said, *detected.notes))

    def _failed(self, error: EarthscribeError) -> None:
        self._task = None
        self._panel.find_bar.show_rest("")
        self._desk.refuse(error)
        if isinstance(error, SetupError):
            self.changed()

    def _forget(self) -> None:
        task, self._task = self._task, None
        arriving, self._arriving = self._arriving, None
        if task is not None:
            task.forget()
        if arriving is not None:
            arriving.close()


def _request(raster: ShownRaster, view: _View, config: Any) -> Request:
    """In a task's thread."""
    from ...inference.tasks.detect import Wanted
    from ..host.finding import request_for
    from ..host.search_area import common, on_raster
    from ..host.sight import Sight

    area = common(on_raster(Sight(raster, view.crs, view.context), view.shape, "The view"), None)
    return request_for(raster, Wanted(view.classes, area), config, view.context)


def _searched(analyst: SharedAnalyst, raster: ShownRaster, request: Callable[[], Request],
              stop: Stop) -> Iterator[Any]:
    """Progress, lists of features and the summary; in a task's thread."""
    from ...inference.values import Found
    from ..host.finding import find
    from ..host.rows import detected_feature

    for said in find(analyst, raster, request(), stop):
        if isinstance(said, Found):
            yield [detected_feature(each, said.search, raster.map_quad(each.quad)) for each in said.detections]
        else:
            yield said


def _told(error: EarthscribeError) -> str:
    from ..host.recorded import sentence

    return sentence(error)
