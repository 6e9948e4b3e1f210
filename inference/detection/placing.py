"""From boxes to rows: corners on the map, metres and directions on the ground, where those are known."""

from __future__ import annotations

import math
from typing import Dict, List, Optional, Sequence, Tuple

from ..errors import NotTransformable
from ..geometry import MapQuad, PixelQuad, turned
from ..georef import GroundFrame, PixelGrid, ToLonLat
from ..values import Detection
from .merge import Alternatives, Settled
from .values import Boxes, as_corners

CELL = 256
"""Metres per pixel are computed once for squares of so many pixels: inside one they differ by less than rounding."""
SMALLEST = 1e-3


class Placer:
    """Places boxes of one raster; remembers the ground it has computed.

    `gsd_m` is what the user says of pixels; it goes before the georeference.
    """

    def __init__(self, grid: PixelGrid, names: Sequence[str], to_lonlat: Optional[ToLonLat] = None,
                 gsd_m: Optional[float] = None, *, georeferenced: bool = True) -> None:
        self.grid, self.names, self.to_lonlat = grid, names, to_lonlat
        self.gsd_m, self.georeferenced = gsd_m, georeferenced
        self._ground: Dict[Tuple[int, int], Optional[GroundFrame]] = {}

    def rows(self, settled: Settled) -> Tuple[Detection, ...]:
        """The rows of objects."""
        return self.place(settled.boxes, settled.alternatives)

    def place(self, found: Boxes, alternatives: Sequence[Alternatives] = ()) -> Tuple[Detection, ...]:
        """The rows of boxes in pixels of the grid."""
        corners = found.corners()
        placed = self._on_map([(x, y) for x, y in corners.reshape(-1, 2).tolist()]) if len(found) else None
        rows: List[Detection] = []
        for number in range(len(found)):
            length, width = (max(float(each), SMALLEST) for each in found.boxes[number, 2:4])
            quad = PixelQuad(as_corners(corners[number]))
            map_quad = None
            if placed is not None:
                a, b, c, d = placed[4 * number:4 * number + 4]
                map_quad = MapQuad((a, b, c, d), self.grid.crs)
            others = tuple((self.names[label], round(score, 4)) for label, score in alternatives[number]) \
                if alternatives else ()
            length_m, width_m, azimuth = self._measured(found.boxes[number].tolist())
            rows.append(Detection(self.names[int(found.labels[number])], round(float(found.scores[number]), 4), quad,
                                  map_quad, length_m, width_m, azimuth, others, length, width))
        return tuple(rows)

    def _on_map(self, points: Sequence[Tuple[float, float]]) -> Optional[Sequence[Tuple[float, float]]]:
        if not self.georeferenced:
            return None
        try:
            return self.grid.map_points(points)
        except NotTransformable:  # beyond what its ground control holds
            return None

    def _measured(self, box: Sequence[float]) -> Tuple[Optional[float], Optional[float], Optional[float]]:
        """Length, width and azimuth of a box on the ground."""
        x, y, length, width, angle = box
        cos, sin = math.cos(angle), math.sin(angle)
        frame = self.frame(x, y)
        azimuth = turned(frame.azimuth(cos, sin), 180.0) if frame is not None else None
        if self.gsd_m is not None:
            return length * self.gsd_m, width * self.gsd_m, azimuth
        if frame is None:
            return None, None, None
        long, wide = frame.length(length * cos, length * sin), frame.length(-width * sin, width * cos)
        if wide > long:
            return wide, long, turned(frame.azimuth(-sin, cos), 180.0)
        return long, wide, azimuth

    def frame(self, x: float, y: float) -> Optional[GroundFrame]:
        """Metres per pixel near a place, None where the raster has none."""
        cell = int(x // CELL), int(y // CELL)
        if cell not in self._ground:
            self._ground[cell] = self._computed((cell[0] + 0.5) * CELL, (cell[1] + 0.5) * CELL)
        return self._ground[cell]

    def _computed(self, x: float, y: float) -> Optional[GroundFrame]:
        if self.to_lonlat is None or not self.grid.referenced:
            return None
        at = min(max(x, 0.0), float(self.grid.width)), min(max(y, 0.0), float(self.grid.height))
        try:
            return self.grid.ground(at, self.to_lonlat)
        except NotTransformable:  # outside of what the CRS shows of the Earth
            return None
