"""Rasters in memory with a known truth, and the few steps from a box on one to its facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from earthscribe.inference import measure, sensors
from earthscribe.inference.framing import plan
from earthscribe.inference.geometry import OrientedBox, PixelQuad, PixelWindow, Point
from earthscribe.inference.georef import PixelGrid
from earthscribe.inference.raster.source import BandInfo, Pixels, RasterInfo
from earthscribe.inference.values import Look, Request, Source, View

UTM = "EPSG:32631"


class MemoryRaster:
    """A RasterSource over an array; its map, where it has one, is metres round a point on the equator."""

    def __init__(self, values: np.ndarray, info: RasterInfo, valid: np.ndarray | None = None) -> None:
        self.values, self.info = values, info
        self.valid = np.ones(values.shape[1:], bool) if valid is None else valid
        self.reads: list[PixelWindow] = []

    def read(self, window: PixelWindow, bands: Sequence[int], size: tuple[int, int] | None = None,
             nature: str = "") -> Pixels:
        self.reads.append(window)
        width, height = size or (window.width, window.height)
        xs = window.x + ((np.arange(width) + 0.5) * window.width / width).astype(int)
        ys = window.y + ((np.arange(height) + 0.5) * window.height / height).astype(int)
        within = ((ys >= 0) & (ys < self.info.height))[:, None] & ((xs >= 0) & (xs < self.info.width))[None, :]
        rows, columns = np.clip(ys, 0, self.info.height - 1)[:, None], np.clip(xs, 0, self.info.width - 1)[None, :]
        values = np.stack([self.values[number - 1][rows, columns] for number in bands])
        grid = self.info.grid.window(window).resized(width, height)
        return Pixels(values, within & self.valid[rows, columns], grid, tuple(bands), padded=not within.all())

    def lonlat(self, points: Sequence[Point]) -> Sequence[Point]:
        return [(x / 111319.490793, y / 110574.275822) for x, y in points]

    def close(self) -> None:
        pass


def make_raster(values: np.ndarray, *, pixel: float | None = 1.0, path: str = "scene.tif", names: Sequence[str] = (),
                colours: Sequence[str] = (), valid: np.ndarray | None = None, band: dict[str, Any] | None = None,
                **facts: Any) -> MemoryRaster:
    """A raster of (bands, height, width) values; `pixel` in metres, None for no place on the map."""
    count, height, width = values.shape
    affine = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0) if pixel is None else (pixel, 0.0, 0.0, 0.0, -pixel, height * pixel)
    grid = PixelGrid.from_affine(affine, width, height, "" if pixel is None else UTM)
    bands = tuple(BandInfo(i + 1, str(values.dtype), name=names[i] if names else "",
                           colour=colours[i] if colours else "", **(band or {})) for i in range(count))
    info = RasterInfo(Source(path, "1"), "MEM", grid, "none" if pixel is None else "affine", bands, **facts)
    return MemoryRaster(values, info, valid)


def box(x: float, y: float, length: float, width: float, angle: float = 0.0) -> PixelQuad:
    """An oriented box by its middle; the angle runs clockwise on screen from +x."""
    return PixelQuad(OrientedBox((x, y), length, width, angle).corners())


def painted(quad: PixelQuad, inside: Sequence[float], outside: Sequence[float], side: int = 100,
            dtype: str = "uint8") -> np.ndarray:
    """An image of one colour per band outside a rectangle and another inside it, decided at the pixels' middles."""
    (ax, ay), (bx, by), _, (dx, dy) = quad.corners
    x, y = np.meshgrid(np.arange(side) + 0.5, np.arange(side) + 0.5)
    u = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)
    v = ((x - ax) * (dx - ax) + (y - ay) * (dy - ay)) / ((dx - ax) ** 2 + (dy - ay) ** 2)
    within = (u >= 0) & (u < 1) & (v >= 0) & (v < 1)
    return np.stack([np.where(within, a, b) for a, b in zip(inside, outside, strict=True)]).astype(dtype)


def scene_of(source: MemoryRaster, quad: PixelQuad, look: Look | None = None) -> measure.Scene:
    """What the analyst makes of a box before it measures."""
    recipe = sensors.make_recipe(source, look or Look())
    return measure.Scene.read(source, recipe, quad, plan(quad, source.info.grid))


def request_of(source: MemoryRaster, quad: PixelQuad, look: Look | None = None) -> Request:
    """A prepared request: chip, view and facts are set."""
    scene = scene_of(source, quad, look)
    view = View(source.info.source.path, quad, scene.framing, scene.recipe, sensor=scene.recipe.sensor,
                gsd_m=scene.ground.gsd if scene.ground else None, image_date=source.info.image_date,
                padded=scene.raw.padded)
    return replace(Request("describe", quad, source.info.source, scene.framing, look or Look()), chip=scene.chip,
                   view=view, facts=measure.measure(scene))
