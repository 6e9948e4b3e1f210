"""BoxBand: the outline of a box of the file's pixels, drawn on the canvas where QGIS shows those pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional, Sequence

from qgis.core import QgsGeometry, QgsPointXY, QgsWkbTypes
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem, QgsRubberBand
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from ...inference.errors import EarthscribeError
from ...inference.geometry import PixelQuad, Point
from .rectangle import densified

if TYPE_CHECKING:
    from ..host.layers import ShownRaster
    from ..host.sight import Sight

LINE = QColor(255, 196, 0)
HALO = QColor(20, 24, 32, 190)
FILL = QColor(255, 196, 0, 36)
PIECES = 16
"""Straight pieces per side; enough for the bends of control points and of far-away CRSs."""


def sight_on(canvas: QgsMapCanvas, raster: ShownRaster) -> Sight:
    """The raster as this canvas shows it."""
    from ..host.sight import Sight

    settings = canvas.mapSettings()
    return Sight(raster, settings.destinationCrs(), settings.transformContext())


def discard(canvas: QgsMapCanvas, item: QgsMapCanvasItem) -> None:
    """Take an item off the canvas and delete it now: left to Python it could outlive the canvas, which it asks then."""
    canvas.scene().removeItem(item)
    sip.delete(item)


class BoxBand:
    """One outline; it stays at its pixels when the project's CRS changes."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self._canvas = canvas
        self._raster: Optional[ShownRaster] = None
        self._pixels: Sequence[Point] = ()
        self._band = QgsRubberBand(canvas, QgsWkbTypes.PolygonGeometry)
        self._band.setStrokeColor(LINE)
        self._band.setSecondaryStrokeColor(HALO)
        self._band.setFillColor(FILL)
        self._band.setWidth(2)
        self._band.setLineStyle(Qt.PenStyle.SolidLine)
        canvas.destinationCrsChanged.connect(self._draw)

    @property
    def shown(self) -> bool:
        """Whether there is something to see."""
        return bool(self._pixels)

    def show_edge(self, raster: ShownRaster, first: Point, second: Point) -> None:
        """Draw one side."""
        self._show(raster, (first, second))

    def show_quad(self, raster: ShownRaster, corners: Sequence[Point]) -> None:
        """Draw a whole box."""
        self._show(raster, tuple(corners))

    def clear(self) -> None:
        """Draw nothing."""
        self._raster, self._pixels = None, ()
        self._band.reset(QgsWkbTypes.PolygonGeometry)

    def remove(self) -> None:
        """Take the outline off the canvas for good."""
        self._canvas.destinationCrsChanged.disconnect(self._draw)
        discard(self._canvas, self._band)

    def _show(self, raster: ShownRaster, pixels: Sequence[Point]) -> None:
        self._raster, self._pixels = raster, pixels
        self._draw()

    def _draw(self) -> None:
        if self._raster is None:
            return
        closed = len(self._pixels) > 2
        try:
            points = sight_on(self._canvas, self._raster).points(densified(self._pixels, PIECES, closed=closed))
        except EarthscribeError:  # the project's CRS does not reach there: there is nothing to draw, nothing is lost
            self._band.reset(QgsWkbTypes.PolygonGeometry)
            return
        seen = [QgsPointXY(x, y) for x, y in points]
        shape = QgsGeometry.fromPolygonXY([[*seen, seen[0]]]) if closed else QgsGeometry.fromPolylineXY(seen)
        self._band.reset(QgsWkbTypes.PolygonGeometry if closed else QgsWkbTypes.LineGeometry)
        self._band.addGeometry(shape)


def quad_of(corners: Sequence[Point]) -> PixelQuad:
    """Four points as a quad, refused where they make none."""
    a, b, c, d = corners
    return PixelQuad((a, b, c, d))
