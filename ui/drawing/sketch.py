"""Sketch: a box on its way: the points set, the button pressed, its outline and its size beside the pointer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, List, Optional

from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QPoint
from qgis.PyQt.QtWidgets import QApplication

from ...inference.geometry import Corners, Point
from .box_band import BoxBand
from .held import decided, dragged, drawn, edge_end
from .rectangle import has_length
from .reshape import Hold
from .size_label import SizeLabel
from .sizing import Held, Ruler, Size, spoken_size

if TYPE_CHECKING:
    from ..host.layers import ShownRaster


@dataclass(frozen=True)
class Press:
    """The left button went down here."""

    pos: QPoint
    pixel: Point
    hold: Optional[Hold]
    """What of a box with handles lies there."""


class Sketch:
    """What has been given of the next box."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self._band = BoxBand(canvas)
        self._label = SizeLabel(canvas)
        self.points: List[Point] = []
        self.pressed: Optional[Press] = None
        self.pointer: Optional[QPoint] = None
        self._start: Optional[Point] = None

    @property
    def dragging(self) -> bool:
        """Whether a box is being dragged open."""
        return self._start is not None

    @property
    def started(self) -> bool:
        """Whether something is given."""
        return bool(self.points) or self.dragging

    def press(self, pos: QPoint, pixel: Point, hold: Optional[Hold]) -> None:
        """The left button went down."""
        self.pressed = Press(pos, pixel, hold)

    def begin_drag(self) -> None:
        """The pointer went on with the button down."""
        if self.pressed is not None:
            self._start = self.pressed.pixel

    def add(self, ruler: Ruler, held: Held, here: Point) -> bool:
        """Set the next end of the first edge; not where the other one is."""
        point = edge_end(ruler, held, self.points[0], here) if self.points else here
        if self.points and not has_length(self.points[0], point):
            return False
        self.points.append(point)
        return True

    def corners(self, ruler: Ruler, held: Held, here: Point) -> Corners:
        """The box, or only its edge, with the pointer at a pixel."""
        if self._start is not None:
            return dragged(ruler, held, self._start, here)
        return drawn(ruler, held, self.points, here)

    def decided(self, held: Held) -> bool:
        """Whether numbers that hold leave the pointer only the side to decide in this step."""
        return decided(held, self.points)

    def show(self, raster: ShownRaster, corners: Corners, size: Size) -> None:
        """Draw it, and say how large it is."""
        if len(self.points) == 1:
            self._band.show_edge(raster, corners[0], corners[1])
        else:
            self._band.show_quad(raster, corners)
        if self.pointer is not None:
            self.say(size, self.pointer)

    def say(self, size: Size, pointer: QPoint) -> None:
        """The size beside the pointer."""
        self._label.say(spoken_size(size), pointer)

    def hide(self) -> None:
        """Draw nothing; what is given stays."""
        if self._band.shown:
            self._band.clear()
        self._label.hide()

    def clear(self) -> None:
        """Nothing is given."""
        self.points, self.pressed, self._start = [], None, None
        self.hide()

    def remove(self) -> None:
        """Off the canvas for good."""
        self._band.remove()
        self._label.deleteLater()


def far_enough(start: QPoint, now: QPoint) -> bool:
    """Whether the pointer went so far that a click has become a drag."""
    return bool((now - start).manhattanLength() >= QApplication.startDragDistance())
