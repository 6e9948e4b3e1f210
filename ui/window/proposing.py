"""Proposing: a click with Ctrl on an object asks the bundled model for its box, which waits on the map for Enter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Iterator, List, Optional, Sequence, Tuple

from qgis.core import QgsCoordinateTransformContext, QgsProject
from qgis.PyQt.QtCore import QObject

from ...inference.errors import EarthscribeError
from ...inference.geometry import Point, distance, signed_area
from ...inference.values import Detection, Found, Stop
from ..shared_analyst import SharedAnalyst
from ..tasks import Stream, Then
from .aiming import BETWEEN_BOXES
from .detecting import MODEL

if TYPE_CHECKING:
    from ...inference.config import RunConfig
    from ..host.layers import ShownRaster
    from ..host.sight import Sight
    from .desk import Desk

SIDE_PX = 512.0
"""So much of the picture round the click is searched, at the scale the model works at."""
FINEST_GSD = 0.1
"""Pictures finer than this, in metres per pixel, are shown to the model smaller: more of their pixels are searched."""
MOST_PX = 3900.0
"""Its square is no larger than what is read of layers that only QGIS can read."""
LEAST = 0.1
"""The least confidence of a proposal: somebody says that there is an object."""
MOST = 6
MARGIN_PX, MARGIN = 2.0, 0.2
"""A click so far beside a box still means it, in pixels or as a share of its width."""


class Proposing(QObject):
    """One look at a time; a newer click makes the older one be forgotten."""

    def __init__(self, desk: Desk, analyst: SharedAnalyst) -> None:
        super().__init__(desk)
        self._desk, self._analyst = desk, analyst
        self._task: Optional[Stream] = None
        self._found: Tuple[Detection, ...] = ()
        self._shown = 0
        tool = desk.tool
        tool.pointed.connect(self._look)
        tool.recalled.connect(self.recall)
        tool.proposed.connect(self._show)
        tool.deactivated.connect(self.recall)
        desk.aiming.opening.connect(self.recall)

    @property
    def looking(self) -> bool:
        """Whether an object is being looked for."""
        return self._task is not None

    @property
    def words(self) -> str:
        """What is proposed and what to do with it, "" where nothing is."""
        from ..host.detection_layer import spoken

        if not self._desk.tool.offering or self._shown >= len(self._found):
            return ""
        shown = self._found[self._shown]
        said = {"what": spoken(shown.category), "percent": round(100.0 * shown.confidence), "count": len(self._found),
                "place": self._shown + 1}
        if len(self._found) == 1:
            return self.tr("Proposed: {what}, {percent} %. Enter describes it, Esc drops it; its handles adjust "
                           "it.").format(**said)
        return self.tr("Proposed: {what}, {percent} % ({place} of {count}). Enter describes it, Tab shows the next "
                       "box, Esc drops it.").format(**said)

    def close(self) -> None:
        """Look for nothing any more."""
        self.recall()

    def recall(self) -> None:
        """Forget the click."""
        task, self._task = self._task, None
        if task is not None:
            task.forget()
            self._rest("")

    # ---

    def _look(self, sight: Sight, at: Point) -> None:
        self.recall()
        raster = sight.raster
        grid = raster.grid
        if not (0.0 <= at[0] <= grid.width and 0.0 <= at[1] <= grid.height):
            self._rest(self.tr("The raster does not reach there."))
            return
        try:
            config = self._desk.questions.whole_view(raster, self._desk.aiming.layer_of(raster), MODEL)
            self._analyst.get_ready(MODEL)
        except EarthscribeError as error:
            self._desk.refuse(error)
            return
        analyst = self._analyst
        ground = sight.ground(at)
        gsd = config.gsd or (ground.gsd if ground is not None else 0.0)

        click = _Click(at, gsd, QgsProject.instance().transformContext())

        def work(stop: Stop) -> Iterator[Any]:
            yield _candidates(analyst, raster, click, config, stop)

        self._desk.tool.await_proposal(awaited=True)
        self._desk.panel.find_bar.show_aside(self.tr("Looking for the object…"), busy=True)
        self._task = self._desk.streams.start(self.tr("Earthscribe looks for an object"), work,
                                              Then(lambda found: self._came(raster, found), self._failed))

    def _came(self, raster: ShownRaster, found: Optional[Sequence[Detection]]) -> None:
        self._task = None
        desk = self._desk
        if not found:
            self._rest("" if found is None else self.tr("No object was recognised there. Draw its box."))
            return
        self._rest("")
        if desk.aiming.raster is not raster or not desk.aiming.in_hand or not (
                desk.tool.step in BETWEEN_BOXES or desk.tool.offering):
            return  # the user went on to something else
        self._found, self._shown = tuple(found), 0
        desk.tool.propose(raster, [each.quad for each in found])

    def _show(self, place: int) -> None:
        self._shown = place

    def _failed(self, error: EarthscribeError) -> None:
        self._task = None
        self._rest("")
        self._desk.refuse(error)

    def _rest(self, words: str) -> None:
        self._desk.tool.await_proposal(awaited=False)
        self._desk.panel.find_bar.show_aside(words)


@dataclass(frozen=True)
class _Click:
    """Where the user pointed to, how fine the picture is there (0: not known), and how places are carried."""

    at: Point
    gsd: float
    context: QgsCoordinateTransformContext

    def ring(self) -> Tuple[Point, ...]:
        """The square that is searched."""
        x, y = self.at
        half = min(MOST_PX, SIDE_PX * max(1.0, FINEST_GSD / self.gsd if self.gsd else 1.0)) / 2.0
        return (x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half)


def _candidates(analyst: SharedAnalyst, raster: ShownRaster, click: _Click, config: RunConfig,
                stop: Stop) -> List[Detection]:
    """The boxes round a click, the surest first; in a task's thread."""
    from ...inference.tasks.detect import Wanted
    from ..host.finding import find, request_for

    request = request_for(raster, Wanted((), (click.ring(),), LEAST), config, click.context)
    found: List[Detection] = []
    for said in find(analyst, raster, request, stop):
        if isinstance(said, Found):
            found += [each for each in said.detections if _means(click.at, each)]
    return sorted(found, key=lambda each: -each.confidence)[:MOST]


def _means(at: Point, each: Detection) -> bool:
    """Whether a click at a pixel means an object."""
    corners = each.quad.corners
    side = 1.0 if signed_area(corners) > 0.0 else -1.0
    margin = max(MARGIN_PX, MARGIN * each.width_px)
    for (x1, y1), (x2, y2) in zip(corners, (*corners[1:], corners[0])):
        length = distance((x1, y1), (x2, y2)) or 1.0
        inward = side * ((x2 - x1) * (at[1] - y1) - (y2 - y1) * (at[0] - x1)) / length
        if inward < -margin:
            return False
    return True
