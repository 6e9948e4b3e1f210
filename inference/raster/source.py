"""What a raster is to Earthscribe: its facts (`RasterInfo`) and one way to read it (`RasterSource.read`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Mapping, Optional, Protocol, Sequence, Tuple

import numpy as np
from numpy.typing import NDArray

from ..geometry import PixelWindow, Point
from ..georef import PixelGrid
from ..values import Source


@dataclass(frozen=True)
class BandInfo:
    """One band: number from 1, type, and what its metadata say of it."""

    number: int
    dtype: str
    nodata: Optional[float] = None
    scale: float = 1.0
    offset: float = 0.0
    colour: str = ""
    """red | green | blue | alpha | gray | palette | nir | ... | "" (GDAL's colour interpretation, lower case)."""
    name: str = ""
    """The band's description, for example "B4"."""
    wavelength_nm: Optional[float] = None
    unit: str = ""


@dataclass(frozen=True)
class RasterInfo:
    """The facts of a raster that need no pixel."""

    source: Source
    driver: str
    grid: PixelGrid
    georeference: str
    """How the map follows from the file: the placement's `method`, or "none"."""
    bands: Tuple[BandInfo, ...]
    palette: Tuple[Tuple[int, int, int, int], ...] = ()
    """The colour table of a palette band, index = value."""
    block: Tuple[int, int] = (256, 256)
    """Width and height of a stored block."""
    overviews: Tuple[int, ...] = ()
    """How many times coarser than the file each overview is."""
    tags: Mapping[str, str] = field(default_factory=dict)
    """Metadata of all domains that say something, upper-case keys."""
    image_date: Optional[str] = None
    """ISO date (or date and time) of acquisition where the metadata say it."""

    @property
    def width(self) -> int:
        """Pixels per row."""
        return self.grid.width

    @property
    def height(self) -> int:
        """Rows."""
        return self.grid.height

    @property
    def crs(self) -> str:
        """The raster's CRS, "EPSG:..." where it has a code, else WKT, "" for none."""
        return self.grid.crs


@dataclass(frozen=True)
class Pixels:
    """Raw values as stored (bands, height, width), which pixels are valid (height, width), and where they lie."""

    values: NDArray[Any]
    valid: NDArray[np.bool_]
    grid: PixelGrid
    bands: Tuple[int, ...]
    """The band numbers of `values`, in order."""
    padded: bool = False
    """Whether part of the window lies outside the raster."""


class RasterSource(Protocol):
    """An open raster. Not shared between threads."""

    info: RasterInfo

    def read(self, window: PixelWindow, bands: Sequence[int], size: Optional[Tuple[int, int]] = None,
             nature: str = "") -> Pixels:
        """The bands (numbers from 1) of a window, in `size` = (width, height) pixels if given.

        Parts outside the raster are filled with zeros and invalid. Overviews are used when `size` is smaller. Smaller
        pixels are exact area means of the valid ones (complex: of their power), larger ones linear between them, and
        those of a palette the nearest; invalid pixels are zero when the size was changed.
        Values of a `nature` ("amplitude", "decibels") have a mean only as power, and are read in full resolution.
        Nodata, alpha, internal and external masks and NaN make pixels invalid.
        """
        ...

    def lonlat(self, points: Sequence[Point]) -> Sequence[Point]:
        """Longitude and latitude (WGS 84) of map points of this raster's CRS."""
        ...

    def close(self) -> None:
        """Give the file back."""
        ...
