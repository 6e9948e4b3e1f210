"""A grid of pixels for layers that have none: web maps and tiles, which give any picture of any place in any size.

What is wanted is true metres on the ground per pixel: the user's word, or what the canvas shows, twice as fine so that
a small object fills enough of them. Sources that are made of tiles get the grid of one of their zoom levels, never a
finer one than they have: then a pixel of the grid is a pixel of a tile. The grid depends on the layer and on the
resolution alone, so that pixels of two boxes of one resolution can be compared.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import List, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import QCoreApplication

from ...inference.errors import EarthscribeError, UnsupportedRaster
from ...inference.geometry import Point
from ...inference.georef import AffinePlacement, PixelGrid
from ...inference.raster import is_geographic
from ...inference.raster.crs import LONLAT, by_osr

Extent = Tuple[float, float, float, float]
"""x_min, y_min, x_max, y_max in the layer's CRS."""

EARTH = 20037508.342789244
"""Half the side of the world in Web Mercator."""
ZOOM_0 = 2.0 * EARTH / 256.0
"""Map units per pixel of zoom level 0."""
WEB_MERCATOR = ("EPSG:3857", "EPSG:3785", "EPSG:900913", "EPSG:102100", "EPSG:102113", "ESRI:102100", "ESRI:102113",
                "OSGEO:41001")
"""The one CRS under its names; services in others may have the same resolutions, yet their tiles begin elsewhere."""
FINER_THAN_CANVAS = 2.0
MUCH_FINER = 16.0
TOLERANCE = 1.01
"""A level may be so much coarser than wanted."""
SAME_GROUND = 0.03
"""From this difference on, metres per pixel are told anew."""
SMALLEST_OVERVIEW = 256
STEPS = (1.0, 2.0, 5.0)


@dataclass(frozen=True)
class Wish:
    """The pixel size that is wanted, in true metres on the ground; 0 where nobody said."""

    gsd: float = 0.0
    """The user's own."""
    canvas_gsd: float = 0.0
    """What one pixel of the canvas shows."""
    at: Optional[Point] = None
    """Where in the layer's CRS, None for its middle: a map unit of Web Mercator is shorter the nearer the poles."""


UNSAID = Wish()


@dataclass(frozen=True)
class Levels:
    """What a source of tiles has."""

    resolutions: Tuple[float, ...] = ()
    """Map units per pixel of its levels; none for sources that draw any size."""
    pixel_ratio: float = 1.0
    """How many pixels stand for one of the usual 256 of a tile."""


@dataclass(frozen=True)
class Laid:
    """The grid that was chosen."""

    grid: PixelGrid
    overviews: Tuple[int, ...]
    """How many times coarser the source can be asked for."""
    gsd: float
    """True metres on the ground per pixel, where it was looked for."""
    zoom: Optional[int]
    """The zoom level by its usual number, None where there is no such thing."""
    finest: bool = False
    """Whether the source has nothing finer."""

    def fits(self, canvas_gsd: float, at: Optional[Point] = None) -> bool:
        """Whether it is neither coarser than what a canvas shows nor much finer than is chosen for it.

        It must also be told as it is there: towards the poles a pixel of the same level is shorter on the ground.
        """
        if at is not None and not math.isclose(self._gsd_at(at), self.gsd, rel_tol=SAME_GROUND):
            return False
        if canvas_gsd <= 0.0:
            return True
        finer = canvas_gsd / self.gsd
        return (finer >= 1.0 or self.finest) and finer <= MUCH_FINER

    def _gsd_at(self, at: Point) -> float:
        placement = self.grid.placement
        side = placement.a if isinstance(placement, AffinePlacement) else 0.0
        return side * metres_per_unit(self.grid.crs, at) if side else self.gsd

    @property
    def words(self) -> str:
        """What was chosen, as it is recorded."""
        level = "" if self.zoom is None else f" (zoom level {self.zoom})"
        return f"{self._metres()} m per pixel{level}"

    def said(self) -> str:
        """The same in the user's language."""
        if self.zoom is None:
            return QCoreApplication.translate("ShownRaster", "{gsd} m per pixel").format(gsd=self._metres())
        return QCoreApplication.translate("ShownRaster", "{gsd} m per pixel (zoom level {zoom})").format(
            gsd=self._metres(), zoom=self.zoom)

    def _metres(self) -> str:
        """Two digits that count."""
        if self.gsd >= 10.0:
            return f"{self.gsd:.0f}"
        return f"{self.gsd:.1f}" if self.gsd >= 1.0 else f"{self.gsd:.2f}" if self.gsd >= 0.1 else f"{self.gsd:.2g}"


def lay(extent: Extent, crs: str, levels: Levels, wish: Wish) -> Laid:
    """The grid for a layer of this extent."""
    x_min, y_min, x_max, y_max = extent
    if not all(math.isfinite(each) for each in extent) or x_max <= x_min or y_max <= y_min:
        raise UnsupportedRaster("The layer", "it does not say which area it covers",
                                hint="Check the layer's source, or choose another layer.")
    metres = metres_per_unit(crs, wish.at or ((x_min + x_max) / 2.0, (y_min + y_max) / 2.0))
    native = sorted(levels.resolutions, reverse=True)
    resolution = _level(native, metres, wish) if native else _free(extent, metres, wish)
    zoom = _zoom(resolution) if native and crs in WEB_MERCATOR else None
    if zoom is not None:
        extent = (-EARTH, -EARTH, EARTH, EARTH)
        resolution = ZOOM_0 / 2.0**zoom
        zoom -= round(math.log2(levels.pixel_ratio))
    sides = extent[2] - extent[0], extent[3] - extent[1]
    width, height = (max(1, math.ceil(side / resolution - 1e-6)) for side in sides)
    grid = PixelGrid.from_affine((resolution, 0.0, extent[0], 0.0, -resolution, extent[3]), width, height, crs)
    finest = bool(native) and resolution <= native[-1] * TOLERANCE
    return Laid(grid, tuple(_coarser(native, resolution, max(width, height))), resolution * metres, zoom, finest)


def metres_per_unit(crs: str, at: Point) -> float:
    """True metres on the ground of one map unit at a place, 1 where the place on Earth is not known."""
    if not crs:
        return 1.0
    unit = 1e-5 if is_geographic(crs) else 1.0
    probe = PixelGrid.from_affine((unit, 0.0, at[0], 0.0, -unit, at[1]), 1, 1, crs)
    try:
        return probe.ground((0.0, 0.0), lambda points: by_osr(points, crs, LONLAT)[0]).gsd / unit
    except EarthscribeError:  # the middle of an extent may lie where its CRS does not hold
        return 1.0


def _wanted(metres: float, wish: Wish) -> float:
    """Map units per pixel, 0 where nobody said."""
    return (wish.gsd or wish.canvas_gsd / FINER_THAN_CANVAS) / metres


def _level(native: Sequence[float], metres: float, wish: Wish) -> float:
    """The coarsest level that is fine enough, or the finest there is."""
    wanted = _wanted(metres, wish)
    return next((each for each in native if each <= wanted * TOLERANCE), native[-1])


def _free(extent: Extent, metres: float, wish: Wish) -> float:
    """The user's very resolution, or else a round number of map units, the same wherever the canvas stood."""
    wanted = _wanted(metres, wish) or max(extent[2] - extent[0], extent[3] - extent[1]) / 4096.0
    if wish.gsd:
        return wanted
    power = 10.0 ** math.floor(math.log10(wanted) + 1e-9)
    return max(step * power for step in STEPS if step * power <= wanted * TOLERANCE)


def _zoom(resolution: float) -> Optional[int]:
    """The level of the usual tiles of Web Mercator that has this resolution."""
    exact = math.log2(ZOOM_0 / resolution)
    return round(exact) if abs(exact - round(exact)) < 1e-4 and -1 < exact < 40 else None


def _coarser(native: Sequence[float], resolution: float, longest: int) -> List[int]:
    """Whole factors by which the source can be asked for fewer pixels."""
    if native:
        factors = [each / resolution for each in native]
        return sorted(round(each) for each in factors if each > 1.5 and abs(each - round(each)) < 1e-3 * each)
    found: List[int] = []
    while longest / 2 ** (len(found) + 1) >= SMALLEST_OVERVIEW:
        found.append(2 ** (len(found) + 1))
    return found
