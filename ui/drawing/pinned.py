"""Pinned: something painted on the canvas in screen pixels that stays at its pixels of the file.

It follows pan, zoom, rotation and a change of the project's CRS by itself. What lies where the project's CRS does not
reach is not painted, and comes back with another CRS.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Dict, List, Optional, Sequence, Tuple

from qgis.core import QgsPointXY
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem
from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF
from qgis.PyQt.QtWidgets import QStyleOptionGraphicsItem, QWidget

from ...inference.errors import EarthscribeError
from ...inference.geometry import Corners, Point
from .box_band import PIECES, discard, sight_on
from .rectangle import densified

if TYPE_CHECKING:
    from ..host.layers import ShownRaster
    from ..host.sight import Sight

    Box = Tuple[ShownRaster, Corners]

FEW, FEWER_PIECES = 32, 4
SMOOTH = 100
"""So many outlines are painted with smooth edges; more of them would hold up the window."""
HALO = QColor(20, 24, 32, 200)
USUAL_DPI = 96.0
STANDARD_HALO = 2.4


class Pinned(QgsMapCanvasItem):
    """Outlines of boxes on the canvas, and what a subclass paints beside them."""

    MARGIN = 40.0
    """How far around the outlines something may be painted."""

    def __init__(self, canvas: QgsMapCanvas, z: float) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._boxes: Tuple[Box, ...] = ()
        self._places: List[Optional[QPolygonF]] = []
        self._screen: List[Optional[QPolygonF]] = []
        self._bounds = QRectF()
        self.setZValue(z)
        self.hide()
        canvas.destinationCrsChanged.connect(self._project)

    def remove(self) -> None:
        """Off the canvas for good."""
        self._canvas.destinationCrsChanged.disconnect(self._project)
        discard(self._canvas, self)

    @property
    def scale_factor(self) -> float:
        """Screen pixels of this canvas for one of a usual screen."""
        return max(1.0, float(self._canvas.logicalDpiX()) / USUAL_DPI)

    def pin(self, boxes: Sequence[Box]) -> None:
        """Show these and no others; those that were there already are not reckoned again."""
        known = dict(zip(map(_key, self._boxes), self._places))
        fresh = {_key(box): box for box in boxes if _key(box) not in known}
        known.update(zip(fresh, self._all_placed(list(fresh.values()))))
        self._boxes = tuple(boxes)
        self._places = [known[_key(box)] for box in self._boxes]
        self.setVisible(bool(self._boxes))
        self.updatePosition()

    def outline(self, index: int) -> Optional[QPolygonF]:
        """One of the boxes on the screen."""
        return self._screen[index]

    def paint_outline(self, painter: QPainter, outline: QPolygonF, pen: QPen, fill: QColor) -> None:
        """A line with a dark halo, so that it is seen on snow and on water."""
        path = QPainterPath()
        path.addPolygon(outline)
        path.closeSubpath()
        painter.fillPath(path, fill)
        halo = QPen(HALO, pen.widthF() + STANDARD_HALO * self.scale_factor)
        halo.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.strokePath(path, halo)
        painter.strokePath(path, pen)

    # --- for subclasses

    def paint_over(self, painter: QPainter) -> None:
        """Paint what is pinned; in screen pixels of the canvas."""

    def moved(self) -> None:
        """The outlines lie elsewhere on the screen."""

    # --- what QGIS calls

    def updatePosition(self) -> None:
        """The canvas shows another part of the map."""
        self.prepareGeometryChange()
        to_screen = self._canvas.getCoordinateTransform().transform()
        shift = self.toCanvasCoordinates(QgsPointXY(0.0, 0.0)) - to_screen.map(QPointF(0.0, 0.0))  # while one pans
        self._screen = [None if place is None else to_screen.map(place).translated(shift) for place in self._places]
        around = self.MARGIN * self.scale_factor
        self._bounds = QRectF()
        for outline in self._screen:
            if outline is not None:
                self._bounds = self._bounds.united(outline.boundingRect().adjusted(-around, -around, around, around))
        self.moved()
        self.update()

    def boundingRect(self) -> QRectF:
        """Where something may be painted."""
        return self._bounds

    def paint(self, painter: QPainter, _option: Optional[QStyleOptionGraphicsItem] = None,
              _widget: Optional[QWidget] = None) -> None:
        """Paint everything."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, len(self._boxes) <= SMOOTH)
        self.paint_over(painter)
        painter.restore()

    # ---

    def _project(self) -> None:
        self._places = self._all_placed(self._boxes)
        self.updatePosition()

    def _all_placed(self, boxes: Sequence[Box]) -> List[Optional[QPolygonF]]:
        """Where they lie on the map; of many, which are small, with fewer bends."""
        pieces = PIECES if len(boxes) <= FEW else FEWER_PIECES
        placed: List[Optional[QPolygonF]] = [None] * len(boxes)
        on: Dict[int, List[int]] = {}
        for place, (raster, _) in enumerate(boxes):
            on.setdefault(id(raster), []).append(place)
        for places in on.values():
            sight = sight_on(self._canvas, boxes[places[0]][0])
            outlines = [densified(boxes[place][1], pieces, closed=True) for place in places]
            for place, outline in zip(places, _placed(sight, outlines)):
                placed[place] = outline
        return placed


def _placed(sight: Sight, outlines: Sequence[Sequence[Point]]) -> List[Optional[QPolygonF]]:
    """All at once, which is much quicker, unless the project's CRS does not reach to one of them."""
    try:
        seen = [QPointF(x, y) for x, y in sight.points([point for outline in outlines for point in outline])]
    except EarthscribeError:  # there is nothing to draw of that one, and nothing is lost
        if len(outlines) == 1:
            return [None]
        half = len(outlines) // 2
        return [*_placed(sight, outlines[:half]), *_placed(sight, outlines[half:])]
    ends = list(accumulate(len(outline) for outline in outlines))
    return [QPolygonF(seen[start:end]) for start, end in zip([0, *ends], ends)]


def _key(box: Box) -> Tuple[int, Corners]:
    return id(box[0]), box[1]


def middle_of(first: QPointF, second: QPointF) -> QPointF:
    """Half way."""
    return QPointF((first.x() + second.x()) / 2, (first.y() + second.y()) / 2)
