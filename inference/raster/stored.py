"""What an engine (rasterio or osgeo.gdal) must tell and read of a file; everything else is done once, in `reading.py`.

Both engines hand over the same plain values, so that a raster looks the same whichever of them opened it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Mapping, Optional, Protocol, Sequence, Tuple

import numpy as np
from numpy.typing import NDArray

from ..geometry import PixelWindow

MASK_PER_DATASET = 2
MASK_ALPHA = 4
"""Bits of GDAL's mask flags."""

IDLE_DOMAINS = frozenset({"IMAGE_STRUCTURE", "DERIVED_SUBDATASETS", "SUBDATASETS", "COLOR_PROFILE", "RPC",
                          "GEOLOCATION", "TIFF"})
"""Metadata domains that say nothing about the picture, or are read elsewhere."""


def speaking(domain: Optional[str]) -> bool:
    """Whether the entries of a metadata domain belong to the tags; XML and JSON documents do not."""
    return not domain or (domain not in IDLE_DOMAINS and not domain.lower().startswith(("xml:", "json:")))


@dataclass(frozen=True)
class StoredBand:
    """One band as the file has it."""

    number: int
    dtype: str
    nodata: Optional[float]
    scale: float
    offset: float
    colour: int
    """GDAL's number of the colour interpretation."""
    name: str
    unit: str
    mask_flags: int
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class StoredFacts:
    """One raster as the file has it."""

    driver: str
    width: int
    height: int
    geotransform: Tuple[float, ...]
    """In GDAL's order (x, per column, per row, y, per column, per row)."""
    crs: str
    gcps: Tuple[Tuple[float, float, float, float], ...]
    """x_px, y_px, x_map, y_map each."""
    gcp_crs: str
    rpc: Mapping[str, str]
    bands: Tuple[StoredBand, ...]
    palette: Tuple[Tuple[int, int, int, int], ...]
    block: Tuple[int, int]
    overviews: Tuple[int, ...]
    tags: Mapping[str, str]
    parts: Tuple[str, ...] = ()
    """Names of the rasters inside a container that has no band of its own."""


class StoredPixels(Protocol):
    """Pixels that can be read. Level 0 is full resolution, level n the nth overview."""

    def size(self, level: int) -> Tuple[int, int]:
        """Width and height of a level."""
        ...

    def mask_flags(self, level: int) -> int:
        """GDAL's mask flags of the first band at a level."""
        ...

    def values(self, level: int, window: PixelWindow, bands: Sequence[int]) -> NDArray[Any]:
        """Stored values (bands, height, width) of a window inside the level."""
        ...

    def mask(self, level: int, window: PixelWindow) -> NDArray[np.uint8]:
        """GDAL's mask of the first band, 0 = invalid."""
        ...

    def close(self) -> None:
        """Give the file back."""
        ...


class StoredRaster(StoredPixels, Protocol):
    """An open file."""

    def facts(self) -> StoredFacts:
        """What the file says of itself."""
        ...


def stacked(layers: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """Bands of possibly different types as one array of the type that holds them all."""
    return np.stack(layers).astype(np.result_type(*layers), copy=False)
