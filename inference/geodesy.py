"""Lengths and areas on the WGS 84 ellipsoid from longitudes and latitudes, for a pixel as for half a continent.

Everything is reckoned in space, not in degrees, so that neither the antimeridian nor a pole is special. Lines come as
many short steps: chords of the ellipsoid add up to their length, triangles of the authalic sphere (the sphere on which
every area is that of the ellipsoid) to the area they enclose.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Sequence, Tuple

import numpy as np
from numpy.typing import NDArray

from .geometry import Point

WGS84_A = 6378137.0
WGS84_E2 = 6.69437999014e-3
AUTHALIC_RADIUS = 6371007.1809
EDGE_STEPS = 64
"""Into so many steps an edge is cut: those of a box of 1000 km at 70 degrees are right to 1e-5."""


@dataclass(frozen=True)
class GroundSize:
    """True size of a box: mean metres of its first and of its second pair of opposite sides, and square metres."""

    sides: Tuple[float, float]
    area: float


def size_of(outline: Sequence[Point]) -> GroundSize:
    """The size of a box from (longitude, latitude) points along its outline, as many on each of its four edges."""
    a, b, c, d = step_lengths(outline).reshape(4, -1).sum(axis=1)
    return GroundSize((float(a + c) / 2, float(b + d) / 2), enclosed_area(outline))


def step_lengths(ring: Sequence[Point]) -> NDArray[np.float64]:
    """Metres from each (longitude, latitude) point of a closed line to the next."""
    longitude, latitude = np.radians(np.asarray(ring, dtype=np.float64)).T
    normal = WGS84_A / np.sqrt(1.0 - WGS84_E2 * np.sin(latitude) ** 2)
    upright = normal * (1.0 - WGS84_E2) * np.sin(latitude)
    places = np.stack([normal * np.cos(latitude) * np.cos(longitude), normal * np.cos(latitude) * np.sin(longitude),
                       upright], axis=1)
    lengths: NDArray[np.float64] = np.linalg.norm(np.roll(places, -1, axis=0) - places, axis=1)
    return lengths


def enclosed_area(ring: Sequence[Point]) -> float:
    """Square metres inside a closed line of (longitude, latitude) points; it covers less than half of the Earth."""
    longitude, latitude = np.radians(np.asarray(ring, dtype=np.float64)).T
    authalic = _authalic(latitude)
    places = np.stack([np.cos(authalic) * np.cos(longitude), np.cos(authalic) * np.sin(longitude),
                       np.sin(authalic)], axis=1)
    hub = places[0]
    one, other = places, np.roll(places, -1, axis=0)
    volume = np.cross(one - hub, other - hub) @ hub
    spread = 1.0 + one @ hub + other @ hub + np.sum(one * other, axis=1)
    return abs(float(2.0 * np.arctan2(volume, spread).sum())) * AUTHALIC_RADIUS**2


def _authalic(latitude: NDArray[np.float64]) -> NDArray[np.float64]:
    """Latitudes (radians) on the sphere of equal areas; the series is right to 1e-9."""
    e2, e4, e6 = WGS84_E2, WGS84_E2**2, WGS84_E2**3
    return latitude - (e2 / 3 + 31 * e4 / 180 + 59 * e6 / 560) * np.sin(2 * latitude) \
        + (17 * e4 / 360 + 61 * e6 / 1260) * np.sin(4 * latitude) - 383 * e6 / 45360 * np.sin(6 * latitude)


def metres_between(origin: Point, points: Sequence[Point]) -> NDArray[np.float64]:
    """East and north in metres of nearby (longitude, latitude) points, by the ellipsoid's radii at the origin."""
    latitude = math.radians(origin[1])
    flat = 1.0 - WGS84_E2 * math.sin(latitude) ** 2
    meridian, normal = WGS84_A * (1.0 - WGS84_E2) / flat**1.5, WGS84_A / math.sqrt(flat)
    off = np.asarray(points, dtype=np.float64) - np.asarray(origin)
    east = np.radians((off[:, 0] + 180.0) % 360.0 - 180.0) * normal * math.cos(latitude)
    return np.stack([east, np.radians(off[:, 1]) * meridian], axis=1)
