"""One object as a report shows it: the answer with its pictures and its place in the world."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import Optional

from ..geometry import Point
from ..raster.source import RasterSource
from ..values import Description
from .pictures import Shown, chip_shown, overview_shown


@dataclass(frozen=True)
class Label:
    """What people call things; none of it was told to a model or comes from one."""

    title: str = ""
    """The raster."""
    credit: str = ""
    """Who made the raster, where that has to be said."""
    thing: str = ""
    """What the box was drawn round."""


@dataclass(frozen=True)
class Sight:
    """Everything a page needs; nothing is read any more once it is made."""

    description: Description
    chip: Shown
    overview: Shown
    label: Label
    lonlat: Optional[Point] = None
    north: Optional[float] = None
    """Direction of true north in the picture, degrees clockwise from straight up."""
    shown_gsd_m: Optional[float] = None
    """Ground metres per pixel of the shown chip."""
    raster_size: str = ""

    @property
    def title(self) -> str:
        """What the raster is called: by people, else its file's name."""
        return self.label.title or PurePath(self.description.view.raster).name


def make_sight(source: RasterSource, description: Description, label: Label = Label()) -> Sight:
    """The pictures and the place of an answer, read from its raster."""
    info, view = source.info, description.view
    chip = chip_shown(source, view)
    lonlat = source.lonlat(info.grid.map_points([view.quad.centre]))[0] if info.grid.referenced else None
    gsd = view.gsd_m * view.framing.window.width / chip.size[0] if view.gsd_m else None
    north = north_at(source, view.quad.centre)
    return Sight(description, chip, overview_shown(source, view), label, lonlat, north, gsd,
                 f"{info.width} x {info.height} pixels, {len(info.bands)} band"
                 f"{'s' if len(info.bands) != 1 else ''}")


def north_at(source: RasterSource, point: Point) -> Optional[float]:
    """Direction of true north in a picture of the raster, degrees clockwise from straight up; None where unknown."""
    grid = source.info.grid
    return -grid.ground(point, source.lonlat).azimuth(0.0, -1.0) if grid.referenced else None
