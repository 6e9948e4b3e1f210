"""Rasters through osgeo.gdal: the engine inside QGIS' own Python, with GDAL from 3.4 on, without switching anything.

GDAL's exceptions are a setting of the whole process, which belongs to QGIS and its other plugins: both ways are
understood here and neither is chosen.
"""

from __future__ import annotations

import contextlib
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple

import numpy as np
from numpy.typing import NDArray

from ..errors import UnsupportedRaster
from ..geometry import PixelWindow
from .crs import osr_text
from .stored import StoredBand, StoredFacts, speaking, stacked

DAMAGED = "part of it cannot be read, the file is truncated or damaged"
DAMAGED_HINT = "Copy or download it again."


@contextlib.contextmanager
def _quiet() -> Iterator[List[str]]:
    """GDAL's complaints go into a list instead of the console."""
    from osgeo import gdal

    said: List[str] = []

    def keep(kind: int, _number: int, message: str) -> None:
        if kind >= gdal.CE_Failure:
            said.append(message)

    with contextlib.ExitStack() as stack:
        if hasattr(gdal, "ExceptionMgr"):  # GDAL 3.7 and newer: for this thread only, and without its FutureWarning
            stack.enter_context(gdal.ExceptionMgr(useExceptions=False))
        gdal.PushErrorHandler(keep)
        stack.callback(gdal.PopErrorHandler)
        yield said


class GdalFile:
    """A file opened by osgeo.gdal; a `StoredRaster`."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._open: Dict[int, Any] = {}
        self._level(0)

    def _level(self, level: int) -> Any:
        if level not in self._open:
            from osgeo import gdal

            options = [f"OVERVIEW_LEVEL={level - 1}"] if level else []
            with _quiet() as said:
                try:
                    dataset = gdal.OpenEx(self._path, gdal.OF_RASTER | gdal.OF_READONLY, open_options=options)
                except RuntimeError as error:  # where somebody has switched GDAL's exceptions on
                    said.append(str(error))
                    dataset = None
            if dataset is None:
                raise UnsupportedRaster(self._path, "GDAL does not recognise it, or it is damaged",
                                        detail="; ".join(said))
            self._open[level] = dataset
        return self._open[level]

    def facts(self) -> StoredFacts:
        """What the file says of itself."""
        dataset = self._level(0)
        with _quiet():
            bands = [dataset.GetRasterBand(number + 1) for number in range(dataset.RasterCount)]
            block = bands[0].GetBlockSize() if bands else (256, 256)
            return StoredFacts(
                driver=dataset.GetDriver().ShortName, width=dataset.RasterXSize, height=dataset.RasterYSize,
                geotransform=tuple(float(v) for v in dataset.GetGeoTransform()), crs=osr_text(dataset.GetSpatialRef()),
                gcps=tuple((p.GCPPixel, p.GCPLine, p.GCPX, p.GCPY) for p in dataset.GetGCPs()),
                gcp_crs=osr_text(dataset.GetGCPSpatialRef()), rpc=dict(dataset.GetMetadata_Dict("RPC") or {}),
                bands=tuple(_band(band) for band in bands), palette=_palette(bands),
                block=(int(block[0]), int(block[1])), overviews=_overviews(bands[0]) if bands else (),
                tags=_tags(dataset), parts=tuple(name for name, _ in dataset.GetSubDatasets()))

    def size(self, level: int) -> Tuple[int, int]:
        """Width and height of a level."""
        dataset = self._level(level)
        return dataset.RasterXSize, dataset.RasterYSize

    def mask_flags(self, level: int) -> int:
        """GDAL's mask flags of the first band at a level."""
        with _quiet():
            return int(self._level(level).GetRasterBand(1).GetMaskFlags())

    def values(self, level: int, window: PixelWindow, bands: Sequence[int]) -> NDArray[Any]:
        """Stored values (bands, height, width) of a window inside the level."""
        dataset = self._level(level)
        return stacked([self._layer(dataset.GetRasterBand(band), window) for band in bands])

    def mask(self, level: int, window: PixelWindow) -> NDArray[np.uint8]:
        """GDAL's mask of the first band, 0 = invalid."""
        with _quiet():
            band = self._level(level).GetRasterBand(1).GetMaskBand()
        return self._layer(band, window)

    def _layer(self, band: Any, window: PixelWindow) -> NDArray[Any]:
        with _quiet() as said:
            try:
                layer: Optional[NDArray[Any]] = band.ReadAsArray(window.x, window.y, window.width, window.height)
            except RuntimeError as error:  # where somebody has switched GDAL's exceptions on
                said.append(str(error))
                layer = None
        if layer is None or said:
            raise UnsupportedRaster(self._path, DAMAGED, hint=DAMAGED_HINT, detail="; ".join(said))
        return layer.view(np.int8) if _signed_byte(band) else layer

    def close(self) -> None:
        """Give the file back."""
        self._open.clear()


def _signed_byte(band: Any) -> bool:
    """GDAL before 3.7 has no type for it and calls it Byte."""
    return bool(band.GetMetadataItem("PIXELTYPE", "IMAGE_STRUCTURE") == "SIGNEDBYTE")


def _dtype(band: Any) -> str:
    from osgeo import gdal_array

    if _signed_byte(band):
        return "int8"
    return str(np.dtype(gdal_array.GDALTypeCodeToNumericTypeCode(band.DataType)))


def _band(band: Any) -> StoredBand:
    nodata, scale, offset = band.GetNoDataValue(), band.GetScale(), band.GetOffset()
    return StoredBand(
        number=band.GetBand(), dtype=_dtype(band), nodata=None if nodata is None else float(nodata),
        scale=1.0 if scale is None else float(scale), offset=0.0 if offset is None else float(offset),
        colour=int(band.GetColorInterpretation()), name=band.GetDescription() or "", unit=band.GetUnitType() or "",
        mask_flags=int(band.GetMaskFlags()), tags=_tags(band))


def _overviews(band: Any) -> Tuple[int, ...]:
    levels = [band.GetOverview(number) for number in range(band.GetOverviewCount())]
    return tuple(round(band.XSize / level.XSize) for level in levels)


def _tags(owner: Any) -> Dict[str, str]:
    found: Dict[str, str] = {}
    for domain in ["", *(each for each in owner.GetMetadataDomainList() or [] if each)]:
        if speaking(domain):
            found.update(owner.GetMetadata_Dict(domain) or {})
    return {key.upper(): value for key, value in found.items()}


def _palette(bands: Sequence[Any]) -> Tuple[Tuple[int, int, int, int], ...]:
    for band in bands:
        table = band.GetColorTable() if band.GetColorInterpretation() == 2 else None
        if table is not None:
            entries = [table.GetColorEntry(index) for index in range(table.GetCount())]
            return tuple((int(r), int(g), int(b), int(a)) for r, g, b, a in entries)
    return ()
