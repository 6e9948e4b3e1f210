"""From the canvas to the pixels of a file and back, in any project CRS."""

from __future__ import annotations

from typing import List, Optional, Sequence

from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext

from ...inference.errors import EarthscribeError
from ...inference.geometry import Corners, PixelQuad, Point
from ...inference.georef import GroundFrame
from ...inference.raster import Operation
from .crs import LONLAT, Passage, crs_of
from .layers import ShownRaster


class Sight:
    """One raster seen in one CRS: the canvas', or the one that numbers were given in."""

    def __init__(self, raster: ShownRaster, seen_in: QgsCoordinateReferenceSystem,
                 context: QgsCoordinateTransformContext) -> None:
        self.raster = raster
        self._passage = Passage(seen_in, raster.crs, context)
        self._lonlat = Passage(raster.crs, crs_of(LONLAT), context) if raster.crs.isValid() else None

    @property
    def turn(self) -> float:
        """How far it is once round the Earth in the CRS it is seen in, 0 where east and west do not meet."""
        return self._passage.turn

    @property
    def operation(self) -> Operation:
        """How the coordinates came from the CRS they were given in to the raster's."""
        return self._passage.operation

    def pixels(self, points: Sequence[Point]) -> List[Point]:
        """Pixels of the file where the points lie."""
        return list(self.raster.grid.pixel_points(self._passage.forward(points)))

    def points(self, pixels: Sequence[Point]) -> List[Point]:
        """Where pixels of the file are seen."""
        return self._passage.backward(self.raster.grid.map_points(pixels))

    def quad(self, corners: Corners) -> PixelQuad:
        """Four points as a box in pixels of the file."""
        a, b, c, d = self.pixels(corners)
        return PixelQuad((a, b, c, d))

    def lonlat(self, pixels: Sequence[Point]) -> Optional[List[Point]]:
        """Longitudes and latitudes of pixels, None where the raster's place on Earth is not known."""
        return self._lonlat.forward(self.raster.grid.map_points(pixels)) if self._lonlat is not None else None

    def ground(self, at: Point) -> Optional[GroundFrame]:
        """True metres per pixel at a pixel, None where the raster's place on Earth is not known."""
        if self._lonlat is None:
            return None
        try:
            return self.raster.grid.ground(at, self._lonlat.forward)
        except EarthscribeError:  # far outside the raster, where its CRS or its control points no longer hold
            return None
