"""PixelGrid: the only arithmetic between pixels and the map.

Convention, written here once: pixel (0, 0) is the outer top-left CORNER of the first pixel, x right, y down, floats
allowed; the middle of the first pixel is (0.5, 0.5).

A grid has one of three placements. `AffinePlacement` covers every rotation and shear. `GcpPlacement` and
`RpcPlacement` follow what GDAL's warper, and so QGIS' display, does with ground control points (polynomial of order 1
below six points, else 2, fitted from map to pixel) and with rational polynomial coefficients (height 0). For both the
map -> pixel direction is GDAL's formula and pixel -> map inverts it numerically, so that a round trip closes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Callable, Sequence, Tuple, Union

import numpy as np
from numpy.typing import NDArray

from .errors import NotTransformable, UnsupportedRaster
from .geodesy import EDGE_STEPS, GroundSize, metres_between, size_of
from .geometry import Corners, MapQuad, PixelQuad, PixelWindow, Point, turned

Array = NDArray[np.float64]
ToLonLat = Callable[[Sequence[Point]], Sequence[Point]]

NEWTON_STEPS = 30
NEWTON_TOLERANCE_PX = 1e-8
CLOSED_PX = 0.005
"""A place found less exactly than this is none: rounding may keep the last digits from closing, not more."""


@dataclass(frozen=True)
class AffinePlacement:
    """x_map = a*x + b*y + c, y_map = d*x + e*y + f (the order of the affine package, not of GDAL's geotransform)."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float
    method = "affine"

    def __post_init__(self) -> None:
        if not math.isfinite(self.determinant) or self.determinant == 0.0:
            raise UnsupportedRaster("The raster", "its geotransform cannot be inverted",
                                    hint="Repair its georeference, for example with gdal_edit.py.")

    @property
    def determinant(self) -> float:
        """Signed map area of one pixel."""
        return self.a * self.e - self.b * self.d

    def to_map(self, pixels: Array) -> Array:
        """Map coordinates of pixel coordinates, shape (n, 2)."""
        placed: Array = pixels @ np.array([[self.a, self.d], [self.b, self.e]]) + np.array([self.c, self.f])
        return placed

    def to_pixel(self, points: Array) -> Array:
        """Pixel coordinates of map coordinates, shape (n, 2)."""
        inverse = np.array([[self.e, -self.d], [-self.b, self.a]]) / self.determinant
        placed: Array = (points - np.array([self.c, self.f])) @ inverse
        return placed


def _terms(uv: Array, order: int) -> Array:
    u, v = uv[:, 0], uv[:, 1]
    columns = [np.ones_like(u), u, v]
    if order == 2:
        columns += [u * u, u * v, v * v]
    return np.stack(columns, axis=1)


@dataclass(frozen=True)
class _Polynomial:
    """A polynomial between two planes, fitted on centred and scaled coordinates for numerical health."""

    order: int
    centre: Tuple[float, float]
    scale: Tuple[float, float]
    coefficients: Tuple[Tuple[float, float], ...]

    @classmethod
    def fit(cls, source: Array, target: Array, order: int) -> _Polynomial:
        centre, scale = source.mean(axis=0), np.maximum(np.abs(source - source.mean(axis=0)).max(axis=0), 1e-12)
        design = _terms((source - centre) / scale, order)
        solution, _, rank, _ = np.linalg.lstsq(design, target, rcond=None)
        if rank < design.shape[1]:
            raise UnsupportedRaster("The raster", "its ground control points do not determine a position",
                                    hint="Add ground control points that do not lie on one line.")
        return cls(order, (float(centre[0]), float(centre[1])), (float(scale[0]), float(scale[1])),
                   tuple((float(row[0]), float(row[1])) for row in solution))

    def __call__(self, points: Array) -> Array:
        uv = (points - np.array(self.centre)) / np.array(self.scale)
        result: Array = _terms(uv, self.order) @ np.array(self.coefficients)
        return result


def _invert(forward: Callable[[Array], Array], wanted: Array, start: Array, step: Array) -> Array:
    """Solve forward(m) = wanted by Newton's method with numerical derivatives of the given step."""
    guess = start.copy()
    along_x, along_y = np.array([step[0], 0.0]), np.array([0.0, step[1]])
    for _ in range(NEWTON_STEPS):
        off = forward(guess) - wanted
        if float(np.abs(off).max(initial=0.0)) < NEWTON_TOLERANCE_PX:
            return guess
        dx = (forward(guess + along_x) - forward(guess - along_x)) / (2 * step[0])
        dy = (forward(guess + along_y) - forward(guess - along_y)) / (2 * step[1])
        determinant = dx[:, 0] * dy[:, 1] - dy[:, 0] * dx[:, 1]
        if not np.all(np.isfinite(determinant)) or np.any(determinant == 0.0):
            raise NotTransformable("pixels", "the map", "its ground control does not hold at this place")
        guess = guess - np.stack([(off[:, 0] * dy[:, 1] - off[:, 1] * dy[:, 0]) / determinant,
                                  (off[:, 1] * dx[:, 0] - off[:, 0] * dx[:, 1]) / determinant], axis=1)
    if not float(np.abs(forward(guess) - wanted).max(initial=0.0)) < CLOSED_PX:
        raise NotTransformable("pixels", "the map", "its ground control does not hold at this place")
    return guess


@dataclass(frozen=True)
class GcpPlacement:
    """Ground control points: (x_px, y_px, x_map, y_map) each."""

    points: Tuple[Tuple[float, float, float, float], ...]
    period: float = 0.0
    """360 where x is a longitude: 181 and -179 are one meridian, and points on both sides of it belong together."""

    def __post_init__(self) -> None:
        if len(self.points) < 3:
            raise UnsupportedRaster("The raster", f"it has only {len(self.points)} ground control points",
                                    hint="At least three are needed.")
        _ = self._backward, self._forward  # points that determine no position are refused here, when they are read

    @cached_property
    def _table(self) -> Array:
        table = np.asarray(self.points, dtype=np.float64)
        table[:, 2] = self._beside(table[:, 2], float(table[0, 2]))
        return table

    def _beside(self, x: Array, middle: float) -> Array:
        """Longitudes counted so that they lie beside a middle one; other x unchanged."""
        if not self.period:
            return x
        result: Array = x + self.period * np.round((middle - x) / self.period)
        return result

    @cached_property
    def _backward(self) -> _Polynomial:
        return _Polynomial.fit(self._table[:, 2:], self._table[:, :2], self.order)

    @cached_property
    def _forward(self) -> _Polynomial:
        return _Polynomial.fit(self._table[:, :2], self._table[:, 2:], self.order)

    @property
    def order(self) -> int:
        """The polynomial order GDAL chooses for this number of points."""
        return 2 if len(self.points) >= 6 else 1

    @property
    def method(self) -> str:
        """How the place follows from the file, in words."""
        return f"polynomial of order {self.order} through {len(self.points)} ground control points"

    def to_pixel(self, points: Array) -> Array:
        """Pixel coordinates of map coordinates, as GDAL's warper computes them."""
        x = self._beside(points[:, 0], self._backward.centre[0])
        return self._backward(np.stack([x, points[:, 1]], axis=1))

    def to_map(self, pixels: Array) -> Array:
        """The map coordinates whose pixel coordinates these are."""
        step = np.array(self._backward.scale) * 1e-6
        return _invert(self.to_pixel, pixels, self._forward(pixels), step)


@dataclass(frozen=True)
class RpcPlacement:
    """Rational polynomial coefficients over longitude and latitude (RPC00B), at height 0 above the ellipsoid."""

    line_offset: float
    sample_offset: float
    latitude_offset: float
    longitude_offset: float
    height_offset: float
    line_scale: float
    sample_scale: float
    latitude_scale: float
    longitude_scale: float
    height_scale: float
    line_numerator: Tuple[float, ...]
    line_denominator: Tuple[float, ...]
    sample_numerator: Tuple[float, ...]
    sample_denominator: Tuple[float, ...]
    method = "rational polynomial coefficients at height 0 m"

    def to_pixel(self, points: Array) -> Array:
        """Pixel coordinates of (longitude, latitude); RPC counts from pixel middles, hence the half."""
        longitude = (points[:, 0] - self.longitude_offset + 180.0) % 360.0 - 180.0
        x = longitude / self.longitude_scale
        y = (points[:, 1] - self.latitude_offset) / self.latitude_scale
        z = np.full_like(x, -self.height_offset / self.height_scale)
        one = np.ones_like(x)
        terms = np.stack([one, x, y, z, x * y, x * z, y * z, x * x, y * y, z * z, x * y * z, x * x * x, x * y * y,
                          x * z * z, x * x * y, y * y * y, y * z * z, x * x * z, y * y * z, z * z * z], axis=1)
        sample = (terms @ np.array(self.sample_numerator)) / (terms @ np.array(self.sample_denominator))
        line = (terms @ np.array(self.line_numerator)) / (terms @ np.array(self.line_denominator))
        return np.stack([sample * self.sample_scale + self.sample_offset + 0.5,
                         line * self.line_scale + self.line_offset + 0.5], axis=1)

    def to_map(self, pixels: Array) -> Array:
        """The (longitude, latitude) whose pixel coordinates these are."""
        centre = np.array([self.longitude_offset, self.latitude_offset])
        step = np.array([self.longitude_scale, self.latitude_scale]) * 1e-5
        return _invert(self.to_pixel, pixels, np.tile(centre, (len(pixels), 1)), step)


Placement = Union[AffinePlacement, GcpPlacement, RpcPlacement]
UNPLACED = AffinePlacement(1.0, 0.0, 0.0, 0.0, 1.0, 0.0)


@dataclass(frozen=True)
class GroundFrame:
    """True ground metres (east, north) per pixel step at one place."""

    east_per_x: float
    east_per_y: float
    north_per_x: float
    north_per_y: float

    def vector(self, dx: float, dy: float) -> Tuple[float, float]:
        """East and north of a pixel step, in metres."""
        return self.east_per_x * dx + self.east_per_y * dy, self.north_per_x * dx + self.north_per_y * dy

    def length(self, dx: float, dy: float) -> float:
        """Ground length of a pixel step, in metres."""
        return math.hypot(*self.vector(dx, dy))

    def azimuth(self, dx: float, dy: float) -> float:
        """Direction of a pixel step, degrees clockwise from true north in [0, 360)."""
        east, north = self.vector(dx, dy)
        return turned(math.degrees(math.atan2(east, north)), 360.0)

    @property
    def pixel_area(self) -> float:
        """Square metres of one pixel."""
        return abs(self.east_per_x * self.north_per_y - self.east_per_y * self.north_per_x)

    @property
    def gsd(self) -> float:
        """Ground sample distance: the side of a square of one pixel's area, in metres."""
        return math.sqrt(self.pixel_area)


@dataclass(frozen=True)
class PixelGrid:
    """Where the pixels of a raster, a window of it or a scaled chip lie on the map.

    `origin` and `scale` say which part of the placement's own pixels this grid shows:
    file pixel = origin + grid pixel / scale.
    """

    placement: Placement
    width: int
    height: int
    crs: str = ""
    origin: Point = (0.0, 0.0)
    scale: Tuple[float, float] = (1.0, 1.0)

    @classmethod
    def from_affine(cls, affine: Sequence[float], width: int, height: int, crs: str) -> PixelGrid:
        """A grid from (a, b, c, d, e, f)."""
        a, b, c, d, e, f = [float(v) for v in affine]
        return cls(AffinePlacement(a, b, c, d, e, f), width, height, crs)

    @property
    def referenced(self) -> bool:
        """Whether map coordinates have a known CRS."""
        return bool(self.crs)

    @property
    def full_window(self) -> PixelWindow:
        """All of this grid's pixels."""
        return PixelWindow(0, 0, self.width, self.height)

    def map_points(self, pixels: Sequence[Point]) -> Sequence[Point]:
        """Map coordinates of pixel coordinates of this grid."""
        own = np.asarray(pixels, dtype=np.float64).reshape(-1, 2)
        placed = self.placement.to_map(own / np.array(self.scale) + np.array(self.origin))
        return [(float(x), float(y)) for x, y in placed]

    def pixel_points(self, points: Sequence[Point]) -> Sequence[Point]:
        """Pixel coordinates of this grid for map coordinates."""
        placed = self.placement.to_pixel(np.asarray(points, dtype=np.float64).reshape(-1, 2))
        return [(float(x), float(y)) for x, y in (placed - np.array(self.origin)) * np.array(self.scale)]

    def to_map(self, quad: PixelQuad) -> MapQuad:
        """The map quad of a pixel quad, corner by corner, in the order given."""
        a, b, c, d = self.map_points(quad.corners)
        return MapQuad((a, b, c, d), self.crs)

    def to_pixel(self, quad: MapQuad) -> PixelQuad:
        """The pixel quad of a map quad of this grid's CRS, corner by corner, in the order given."""
        if quad.crs != self.crs:
            raise NotTransformable(quad.crs or "no CRS", self.crs or "no CRS", "the box must be in the grid's own CRS")
        a, b, c, d = self.pixel_points(quad.corners)
        corners: Corners = (a, b, c, d)
        return PixelQuad(corners)

    def window(self, window: PixelWindow) -> PixelGrid:
        """The grid of a window, which may reach beyond this grid."""
        origin = (self.origin[0] + window.x / self.scale[0], self.origin[1] + window.y / self.scale[1])
        return replace(self, width=window.width, height=window.height, origin=origin)

    def resized(self, width: int, height: int) -> PixelGrid:
        """The grid of the same place in another number of pixels."""
        scale = (self.scale[0] * width / self.width, self.scale[1] * height / self.height)
        return replace(self, width=width, height=height, scale=scale)

    def scaled(self, factor: float) -> PixelGrid:
        """The grid of the same place with `factor` times as many pixels along each side (rounded up to whole ones)."""
        scale = (self.scale[0] * factor, self.scale[1] * factor)
        return replace(self, width=math.ceil(self.width * factor), height=math.ceil(self.height * factor), scale=scale)

    def spanned(self, corners: Tuple[Point, Point, Point], width: int, height: int) -> PixelGrid:
        """The grid of a turned part, from its top-left, top-right and bottom-left corners in this grid's pixels."""
        a, b, d = np.asarray(self.map_points(corners), dtype=np.float64)
        across, down = (b - a) / width, (d - a) / height
        return PixelGrid.from_affine((across[0], down[0], a[0], across[1], down[1], a[1]), width, height, self.crs)

    def ground(self, at: Point, to_lonlat: ToLonLat) -> GroundFrame:
        """True ground metres per pixel of this grid at a pixel position."""
        x, y = at
        around = [(x, y), (x + 0.5, y), (x - 0.5, y), (x, y + 0.5), (x, y - 0.5)]
        lonlat = to_lonlat(self.map_points(around))
        metres = metres_between(lonlat[0], lonlat)
        along_x, along_y = metres[1] - metres[2], metres[3] - metres[4]
        return GroundFrame(float(along_x[0]), float(along_y[0]), float(along_x[1]), float(along_y[1]))

    def ground_size(self, quad: PixelQuad, to_lonlat: ToLonLat) -> GroundSize:
        """True size of a box however large: its edges, straight in pixels, are followed on the ground."""
        return size_of(to_lonlat(self.map_points(quad.outline(EDGE_STEPS))))
