"""Size, shape, direction and place of a box, from its own corners.

The long axis has an azimuth from 0 to 180 degrees, that of true north at the middle of the box; which of its two ends
is the front nobody can measure, so no heading is ever given.
"""

from __future__ import annotations

import math
from dataclasses import astuple
from typing import Iterator, Tuple

from ..values import Fact
from .scene import Scene

COMPASS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
SCREEN = ("top", "upper right", "right", "lower right", "bottom", "lower left", "left", "upper left")


def size_facts(scene: Scene) -> Iterator[Fact]:
    """Length, width and area, in pixels and in true metres where those are known; then what one pixel is on the ground.

    `ground` is a `GroundFrame`: metres to the east of a step right and down, metres to the north of the same.
    """
    sides = scene.quad.sides
    yield Fact("length_px", max(sides), "px")
    yield Fact("width_px", min(sides), "px")
    if scene.size is None:
        yield Fact("area_px", scene.quad.area, "px²")
    else:
        yield Fact("length_m", max(scene.size.sides), "m")
        yield Fact("width_m", min(scene.size.sides), "m")
        yield Fact("area_m2", scene.size.area, "m²")
    if scene.ground is not None:
        yield Fact("gsd_m", scene.ground.gsd, "m")
        yield Fact("ground", astuple(scene.ground), "m")


def shape_facts(scene: Scene) -> Iterator[Fact]:
    """How much longer than wide, how compact, and where the long axis points."""
    box = scene.size or scene.quad
    first, second = box.sides
    yield Fact("aspect", max(first, second) / min(first, second))
    yield Fact("compactness", math.pi * box.area / (first + second) ** 2)
    axis = _mid_line(scene, along_first=first >= second)
    if scene.ground is not None:
        yield Fact("azimuth", round(scene.ground.azimuth(*axis), 9) % 180.0, "°")
    else:
        yield Fact("axis_px", round(math.degrees(math.atan2(axis[0], -axis[1])), 9) % 180.0, "°")


def _mid_line(scene: Scene, *, along_first: bool) -> Tuple[float, float]:
    """The vector between the middles of two opposite sides, in pixels; it passes through the centre."""
    a, b, c, d = scene.quad.corners if along_first else (*scene.quad.corners[1:], scene.quad.corners[0])
    return (b[0] - a[0] + c[0] - d[0]) / 2, (b[1] - a[1] + c[1] - d[1]) / 2


def position(scene: Scene) -> Fact:
    """Where in the raster the box lies, by the map's north where there is one, as seen on screen otherwise."""
    x, y = scene.quad.centre
    u, v = 2.0 * x / scene.info.width - 1.0, 2.0 * y / scene.info.height - 1.0
    if max(abs(u), abs(v)) < 1.0 / 3.0:
        return Fact("position", "centre")
    ground = scene.ground
    if ground is None:
        right, up, words = u, -v, SCREEN
    else:
        along_x, along_y = ground.length(1.0, 0.0), ground.length(0.0, 1.0)
        right, up = ground.vector(u / along_x, v / along_y)
        words = COMPASS
    return Fact("position", words[round(math.degrees(math.atan2(right, up)) / 45.0) % 8])
