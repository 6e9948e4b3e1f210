"""Rasters through rasterio: the engine of the worker and the command line."""

from __future__ import annotations

import contextlib
import os
import warnings
from pathlib import Path
from typing import Any, Dict, Iterator, List, Sequence, Tuple

import numpy as np
from numpy.typing import NDArray

from ..errors import UnsupportedRaster
from ..geometry import PixelWindow
from .stored import StoredBand, StoredFacts, speaking, stacked

DAMAGED = "part of it cannot be read, the file is truncated or damaged"
DAMAGED_HINT = "Copy or download it again."
CACHE_MB = "256"
"""Megabytes of decoded blocks that are kept: enough for a row of tiles; GDAL's own limit grows with the machine."""


def _chain(error: BaseException) -> str:
    """What GDAL said, innermost last."""
    said: List[str] = []
    link: Any = error
    while link is not None:
        said.append(str(link))
        link = link.__cause__ or link.__context__
    return "; ".join(dict.fromkeys(said))


@contextlib.contextmanager
def _translated(path: str, why: str, hint: str) -> Iterator[None]:
    """GDAL's complaints, as rasterio raises them, become ours."""
    from rasterio._err import CPLE_BaseError
    from rasterio.env import env_ctx_if_needed
    from rasterio.errors import NotGeoreferencedWarning, RasterioError

    with warnings.catch_warnings(), env_ctx_if_needed():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        try:
            yield
        except (RasterioError, CPLE_BaseError, OSError) as error:
            raise UnsupportedRaster(path, why, hint=hint, detail=_chain(error)) from error


def crs_text(crs: Any) -> str:
    """A rasterio CRS as "EPSG:n" where it has a code, else WKT; "" for none and for local ones."""
    if not crs or not (crs.is_geographic or crs.is_projected):
        return ""
    code = crs.to_epsg()
    return f"EPSG:{code}" if code else str(crs.to_wkt(version="WKT2_2019"))


class RasterioFile:
    """A file opened by rasterio; a `StoredRaster`."""

    def __init__(self, path: str) -> None:
        os.environ.setdefault("GDAL_CACHEMAX", CACHE_MB)  # read once, when the first pixel is
        self._path = path
        self._open: Dict[int, Any] = {}
        self._level(0)

    def _level(self, level: int) -> Any:
        if level not in self._open:
            import rasterio

            # a file is given as a Path: rasterio takes some signs in text for those of a URL
            name: Any = Path(self._path) if os.path.lexists(self._path) else self._path
            options = {"overview_level": level - 1} if level else {}
            with _translated(self._path, "GDAL does not recognise it, or it is damaged", ""):
                self._open[level] = rasterio.open(name, **options)
        return self._open[level]

    def facts(self) -> StoredFacts:
        """What the file says of itself."""
        with _translated(self._path, DAMAGED, DAMAGED_HINT):
            dataset = self._level(0)
            gcps, gcp_crs = dataset.gcps
            blocks = dataset.block_shapes
            return StoredFacts(
                driver=dataset.driver, width=dataset.width, height=dataset.height,
                geotransform=tuple(float(v) for v in dataset.transform.to_gdal()), crs=crs_text(dataset.crs),
                gcps=tuple((float(p.col), float(p.row), float(p.x), float(p.y)) for p in gcps),
                gcp_crs=crs_text(gcp_crs), rpc=dataset.tags(ns="RPC"),
                bands=tuple(_band(dataset, number) for number in dataset.indexes), palette=_palette(dataset),
                block=(int(blocks[0][1]), int(blocks[0][0])) if blocks else (256, 256),
                overviews=tuple(int(v) for v in dataset.overviews(1)) if dataset.count else (),
                tags=_tags(dataset), parts=tuple(dataset.subdatasets))

    def size(self, level: int) -> Tuple[int, int]:
        """Width and height of a level."""
        dataset = self._level(level)
        return dataset.width, dataset.height

    def mask_flags(self, level: int) -> int:
        """GDAL's mask flags of the first band at a level."""
        with _translated(self._path, DAMAGED, DAMAGED_HINT):
            return sum(int(flag) for flag in self._level(level).mask_flag_enums[0])

    def values(self, level: int, window: PixelWindow, bands: Sequence[int]) -> NDArray[Any]:
        """Stored values (bands, height, width) of a window inside the level."""
        dataset = self._level(level)
        with _translated(self._path, DAMAGED, DAMAGED_HINT):
            if len({dataset.dtypes[band - 1] for band in bands}) > 1:
                return stacked([dataset.read(band, window=_window(window)) for band in bands])
            values: NDArray[Any] = dataset.read(list(bands), window=_window(window))
            return values

    def mask(self, level: int, window: PixelWindow) -> NDArray[np.uint8]:
        """GDAL's mask of the first band, 0 = invalid."""
        with _translated(self._path, DAMAGED, DAMAGED_HINT):
            mask: NDArray[np.uint8] = self._level(level).read_masks(1, window=_window(window))
            return mask

    def close(self) -> None:
        """Give the file back."""
        for dataset in self._open.values():
            dataset.close()
        self._open.clear()


def _window(window: PixelWindow) -> Any:
    from rasterio.windows import Window

    return Window(window.x, window.y, window.width, window.height)


def _band(dataset: Any, number: int) -> StoredBand:
    at = number - 1
    dtype = dataset.dtypes[at]
    nodata = dataset.nodatavals[at]
    return StoredBand(
        number=number, dtype="complex64" if dtype == "complex_int16" else dtype,
        nodata=None if nodata is None else float(nodata), scale=float(dataset.scales[at]),
        offset=float(dataset.offsets[at]), colour=int(dataset.colorinterp[at]), name=dataset.descriptions[at] or "",
        unit=dataset.units[at] or "", mask_flags=sum(int(flag) for flag in dataset.mask_flag_enums[at]),
        tags=_tags(dataset, number))


def _tags(dataset: Any, band: int = 0) -> Dict[str, str]:
    found: Dict[str, str] = {}
    for domain in ["", *dataset.tag_namespaces(band)]:
        if speaking(domain):
            found.update(dataset.tags(band, ns=domain or None))
    return {key.upper(): value for key, value in found.items()}


def _palette(dataset: Any) -> Tuple[Tuple[int, int, int, int], ...]:
    for number in dataset.indexes:
        if int(dataset.colorinterp[number - 1]) == 2:
            entries = [colour for _, colour in sorted(dataset.colormap(number).items())]
            return tuple((int(r), int(g), int(b), int(a)) for r, g, b, a in entries)
    return ()
