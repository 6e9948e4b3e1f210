"""Marks: every box of the session on the canvas, with its number and in the tone of where it stands."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Dict, Optional, Sequence, Tuple

from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, QPointF, QRectF, Qt, QVariantAnimation
from qgis.PyQt.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from ...inference.geometry import PixelQuad
from .pinned import HALO, Pinned

if TYPE_CHECKING:
    from ..host.layers import ShownRaster

BELOW_BANDS = 90.0
FLASH_MS, FLASHES = 1200, 3
TEXT = QColor(20, 24, 32)
PAD, ROUND, TEXT_PX, LABEL_OFF = 4.0, 4.0, 11.0, 14.0


@dataclass(frozen=True)
class Mark:
    """One box, what stands beside it, and how it is told from others."""

    raster: ShownRaster
    quad: PixelQuad
    label: str = ""
    tone: str = "done"
    """waiting, running, current, done, failed or kept."""


@dataclass(frozen=True)
class Tone:
    """A colour, a width, a kind of line: told apart without seeing colours, too."""

    colour: QColor
    width: float
    line: Qt.PenStyle
    fill: int = 0


TONES: Dict[str, Tone] = {
    "waiting": Tone(QColor(236, 240, 246), 1.6, Qt.PenStyle.DashLine),
    "running": Tone(QColor(255, 150, 40), 2.4, Qt.PenStyle.DashDotLine, 20),
    "current": Tone(QColor(255, 196, 0), 2.6, Qt.PenStyle.SolidLine, 14),
    "done": Tone(QColor(110, 195, 255), 1.8, Qt.PenStyle.SolidLine),
    "failed": Tone(QColor(255, 105, 97), 1.8, Qt.PenStyle.DotLine),
    "kept": Tone(QColor(125, 220, 130), 1.4, Qt.PenStyle.SolidLine),
}


class Marks(QObject):
    """The session's boxes."""

    def __init__(self, canvas: QgsMapCanvas, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._item = _MarksItem(canvas)
        self._flash = _FlashItem(canvas)
        self._pulse = QVariantAnimation(self)
        self._pulse.setDuration(FLASH_MS)
        self._pulse.setStartValue(0.0)
        self._pulse.setEndValue(1.0)
        self._pulse.valueChanged.connect(self._flash.glow)
        self._pulse.finished.connect(self._flash.clear)

    @property
    def shown(self) -> Tuple[Mark, ...]:
        """What is on the canvas."""
        return self._item.marks

    @property
    def flashing(self) -> bool:
        """Whether a box is being pointed out."""
        return self._flash.isVisible()

    def show(self, marks: Sequence[Mark]) -> None:
        """These and no others."""
        self._item.show_marks(tuple(marks))

    def flash(self, raster: ShownRaster, quad: PixelQuad) -> None:
        """Point a box out for a moment."""
        self._pulse.stop()
        self._flash.pin([(raster, quad.corners)])
        self._pulse.start()

    def remove(self) -> None:
        """Everything off the canvas for good."""
        self._pulse.stop()
        self._item.remove()
        self._flash.remove()


class _MarksItem(Pinned):
    """Paints them all; one item is much quicker than one each."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas, BELOW_BANDS)
        self.marks: Tuple[Mark, ...] = ()

    def show_marks(self, marks: Tuple[Mark, ...]) -> None:
        self.marks = marks
        self.pin([(mark.raster, mark.quad.corners) for mark in marks])

    def paint_over(self, painter: QPainter) -> None:
        scale = self.scale_factor
        font = QFont(painter.font())
        font.setPixelSize(round(TEXT_PX * scale))
        font.setBold(True)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        shown = QRectF(self._canvas.rect())
        for mark, outline in sorted(zip(self.marks, self._screen), key=lambda each: each[0].tone == "current"):
            if outline is None or not shown.intersects(outline.boundingRect()):
                continue
            tone = TONES[mark.tone]
            pen = QPen(tone.colour, tone.width * scale, tone.line)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            fill = QColor(tone.colour)
            fill.setAlpha(tone.fill)
            self.paint_outline(painter, outline, pen, fill)
            if mark.label:
                self._paint_label(painter, mark.label, tone, _beside(outline, LABEL_OFF * scale), metrics)

    def _paint_label(self, painter: QPainter, label: str, tone: Tone, corner: QPointF, metrics: QFontMetricsF) -> None:
        scale = self.scale_factor
        height = metrics.height() + 2.0 * scale
        width = max(height, metrics.horizontalAdvance(label) + 2 * PAD * scale)
        badge = QRectF(corner.x() - width / 2, corner.y() - height / 2, width, height)
        painter.setPen(QPen(HALO, 1.4 * scale))
        painter.setBrush(tone.colour)
        painter.drawRoundedRect(badge, ROUND * scale, ROUND * scale)
        painter.setPen(TEXT)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, label)


class _FlashItem(Pinned):
    """A box that lights up some times."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas, BELOW_BANDS + 1)
        self._strength = 0.0

    def glow(self, part: float) -> None:
        """So far through the flashes."""
        self._strength = abs(math.sin(math.pi * FLASHES * part))
        self.update()

    def clear(self) -> None:
        self.pin(())

    def paint_over(self, painter: QPainter) -> None:
        outline = self._screen[0] if self._screen else None
        if outline is None:
            return
        colour, fill = QColor(TONES["current"].colour), QColor(TONES["current"].colour)
        colour.setAlphaF(self._strength)
        fill.setAlphaF(0.5 * self._strength)
        pen = QPen(colour, 4.0 * self.scale_factor)
        self.paint_outline(painter, outline, pen, fill)


def _beside(outline: QPolygonF, off: float) -> QPointF:
    """A place outside the corner that is seen furthest to the upper left, clear of a handle on it."""
    quarter = len(outline) // 4
    corner = min((QPointF(outline[i * quarter]) for i in range(4)), key=lambda point: point.x() + point.y())
    away = corner - outline.boundingRect().center()
    long = math.hypot(away.x(), away.y())
    return corner + away * (off / long) if long > 0.0 else corner
