"""Handles: what the mouse takes hold of on a box: its corners, its sides, a stalk to turn it, its inside to move it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Dict, List, Optional, Tuple

from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QCursor, QPainter, QPainterPath, QPen, QPixmap

from ...inference.geometry import Corners
from .box_band import LINE, PIECES
from .pinned import HALO, Pinned, middle_of
from .reshape import Grip, Hold

if TYPE_CHECKING:
    from ..host.layers import ShownRaster

ABOVE_MARKS = 240.0
REACH = 9.0
"""How near to a handle the pointer takes hold of it."""
STALK = 28.0
CORNER_SIZE, SIDE_SIZE, KNOB_SIZE = 9.0, 7.0, 10.0
ROOM_FOR_SIDES = 44.0
"""A shorter side has no handle of its own, or nothing would be left to move the box by."""
ROOM_INSIDE = 24.0
WHITE = QColor(255, 255, 255)
THIN_FILL = QColor(255, 196, 0, 14)
"""Thin: what is looked at lies below."""


class Handles(Pinned):
    """The box under the hand."""

    MARGIN = STALK + KNOB_SIZE

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas, ABOVE_MARKS)
        self._stalk_side: Optional[int] = None
        self._spots: Dict[Hold, QPointF] = {}
        self.gripped: Optional[Hold] = None
        """What the mouse holds, or would take hold of."""

    def show_box(self, raster: ShownRaster, corners: Corners, *, stalk_side: Optional[int] = None) -> None:
        """Put handles on a box; while it is being turned its stalk stays on one side."""
        self._stalk_side = stalk_side
        self.pin([(raster, corners)])

    def clear(self) -> None:
        """No handles."""
        self._stalk_side, self.gripped = None, None
        self._spots = {}
        self.pin(())

    def spot(self, hold: Hold) -> QPointF:
        """Where a handle is on the canvas."""
        return self._spots[hold]

    @property
    def stalk(self) -> Hold:
        """The stalk, on the side where it stands."""
        return next(hold for hold in self._spots if hold.grip is Grip.STALK)

    def hit(self, place: QPointF) -> Optional[Hold]:
        """What the mouse would take hold of there."""
        outline = self.outline(0) if self._spots else None
        if outline is None:
            return None
        reach = REACH * self.scale_factor
        inside = outline.containsPoint(place, Qt.FillRule.OddEvenFill)
        near = [(_far(spot, place), hold) for hold, spot in self._spots.items()]
        far, hold = min(near, key=lambda each: each[0])
        corners = self._corners()
        small = min(_far(corners[0], corners[1]), _far(corners[1], corners[2])) < ROOM_INSIDE * self.scale_factor
        middle = middle_of(corners[0], corners[2])
        if far > reach or (small and inside and _far(middle, place) < far):
            return Hold(Grip.BODY) if inside else None
        return hold

    def cursor_for(self, hold: Optional[Hold]) -> QCursor:
        """The shape that says what dragging there does."""
        if hold is None or not self._spots:
            return QCursor(Qt.CursorShape.CrossCursor)
        if hold.grip is Grip.BODY:
            return QCursor(Qt.CursorShape.SizeAllCursor)
        if hold.grip is Grip.STALK:
            return rotate_cursor()
        corners = self._corners()
        if hold.grip is Grip.CORNER:
            toward = corners[hold.index] - corners[(hold.index + 2) % 4]
        else:
            toward = middle_of(corners[hold.index], corners[(hold.index + 1) % 4]) - middle_of(corners[0], corners[2])
        eighth = round(math.degrees(math.atan2(toward.y(), toward.x())) / 45.0) % 4
        return QCursor((Qt.CursorShape.SizeHorCursor, Qt.CursorShape.SizeFDiagCursor, Qt.CursorShape.SizeVerCursor,
                        Qt.CursorShape.SizeBDiagCursor)[eighth])

    # --- what Pinned calls

    def moved(self) -> None:
        """Find the handles' places on the screen."""
        self._spots = {}
        if not self._screen or self._screen[0] is None:
            return
        corners = self._corners()
        self._spots = {Hold(Grip.CORNER, i): corner for i, corner in enumerate(corners)}
        for i in range(4):
            start, end = corners[i], corners[(i + 1) % 4]
            if _far(start, end) >= ROOM_FOR_SIDES * self.scale_factor:
                self._spots[Hold(Grip.SIDE, i)] = middle_of(start, end)
        side, _foot, knob = self._stalk_line(corners)
        self._spots[Hold(Grip.STALK, side)] = knob

    def paint_over(self, painter: QPainter) -> None:
        """The outline, the stalk, the handles."""
        outline = self.outline(0)
        if outline is None or not self._spots:
            return
        scale = self.scale_factor
        line = QPen(LINE, 2.0 * scale)
        line.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self.paint_outline(painter, outline, line, THIN_FILL)
        _side, foot, knob = self._stalk_line(self._corners())
        painter.setPen(QPen(HALO, 4.0 * scale))
        painter.drawLine(foot, knob)
        painter.setPen(QPen(LINE, 1.6 * scale))
        painter.drawLine(foot, knob)
        for hold, spot in self._spots.items():
            self._paint_handle(painter, hold, spot, scale)

    # ---

    def _paint_handle(self, painter: QPainter, hold: Hold, spot: QPointF, scale: float) -> None:
        painter.setPen(QPen(HALO, 1.4 * scale))
        painter.setBrush(LINE if hold == self.gripped else WHITE)
        if hold.grip is Grip.STALK:
            half = KNOB_SIZE * scale / 2
            painter.drawEllipse(spot, half, half)
            return
        half = (CORNER_SIZE if hold.grip is Grip.CORNER else SIDE_SIZE) * scale / 2
        painter.drawRect(QRectF(spot.x() - half, spot.y() - half, 2 * half, 2 * half))

    def _corners(self) -> List[QPointF]:
        outline = self._screen[0]
        return [] if outline is None else [QPointF(outline[i * PIECES]) for i in range(4)]

    def _stalk_line(self, corners: List[QPointF]) -> Tuple[int, QPointF, QPointF]:
        """The side where the stalk stands, its foot and its end: the uppermost side on the screen, unless told."""
        middles = [middle_of(corners[i], corners[(i + 1) % 4]) for i in range(4)]
        side = self._stalk_side
        if side is None:
            side = min(range(4), key=lambda i: (round(middles[i].y(), 1), middles[i].x()))
        foot, centre = middles[side], middle_of(corners[0], corners[2])
        long = max(_far(centre, foot), 1e-6)
        out = (foot - centre) * (STALK * self.scale_factor / long)
        return side, foot, foot + out


def _far(first: QPointF, second: QPointF) -> float:
    return math.hypot(second.x() - first.x(), second.y() - first.y())


def rotate_cursor() -> QCursor:
    """A bent arrow, white with a dark rim."""
    picture = QPixmap(24, 24)
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    bow = QPainterPath()
    bow.arcMoveTo(QRectF(5, 5, 14, 14), 60)
    bow.arcTo(QRectF(5, 5, 14, 14), 60, 280)
    head = QPainterPath(QPointF(19, 2))
    head.lineTo(19.5, 10)
    head.lineTo(12.5, 7)
    head.closeSubpath()
    for colour, width in ((QColor(20, 24, 32), 4.5), (WHITE, 2.0)):
        painter.strokePath(bow, QPen(colour, width))
        painter.strokePath(head, QPen(colour, max(0.5, width - 2.0)))
    painter.fillPath(head, WHITE)
    painter.end()
    return QCursor(picture, 12, 12)
