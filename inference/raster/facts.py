"""From what the file says of itself to `RasterInfo`: which georeference counts, and what the bands are."""

from __future__ import annotations

import math
from typing import Dict, Mapping, Optional, Tuple

import numpy as np

from ..errors import UnsupportedRaster
from ..georef import UNPLACED, AffinePlacement, GcpPlacement, PixelGrid, Placement, RpcPlacement
from ..values import Source
from .metadata import image_date, wavelength_nm
from .source import BandInfo, RasterInfo
from .stored import StoredBand, StoredFacts

COLOURS = {1: "gray", 2: "palette", 3: "red", 4: "green", 5: "blue", 6: "alpha", 17: "pan", 18: "coastal",
           19: "rededge", 20: "nir", 21: "swir", 22: "mwir", 23: "lwir", 24: "tir"}
"""GDAL's colour interpretations that say something to us; the later ones are known to GDAL 3.10 and newer."""
RPC_CRS = "EPSG:4326"
_RPC_NUMBERS = {"line_offset": "LINE_OFF", "sample_offset": "SAMP_OFF", "latitude_offset": "LAT_OFF",
                "longitude_offset": "LONG_OFF", "height_offset": "HEIGHT_OFF", "line_scale": "LINE_SCALE",
                "sample_scale": "SAMP_SCALE", "latitude_scale": "LAT_SCALE", "longitude_scale": "LONG_SCALE",
                "height_scale": "HEIGHT_SCALE"}
_RPC_ROWS = {"line_numerator": "LINE_NUM_COEFF", "line_denominator": "LINE_DEN_COEFF",
             "sample_numerator": "SAMP_NUM_COEFF", "sample_denominator": "SAMP_DEN_COEFF"}


def info_of(stored: StoredFacts, source: Source) -> RasterInfo:
    """The facts of a raster that need no pixel."""
    if not stored.bands:
        raise UnsupportedRaster(source.path, _no_bands(stored), hint=_parts_hint(stored))
    placement, crs, georeference = _placement(stored, source.path)
    return RasterInfo(
        source=source, driver=stored.driver, grid=PixelGrid(placement, stored.width, stored.height, crs),
        georeference=georeference, bands=tuple(_band(band) for band in stored.bands), palette=stored.palette,
        block=stored.block, overviews=stored.overviews, tags=dict(sorted(stored.tags.items())),
        image_date=image_date(stored.tags, source.path))


def _no_bands(stored: StoredFacts) -> str:
    return f"it holds {len(stored.parts)} rasters and is none itself" if stored.parts else "it has no band"


def _parts_hint(stored: StoredFacts) -> str:
    return "Choose one of them: " + ", ".join(stored.parts[:4]) + (" ..." if len(stored.parts) > 4 else "") \
        if stored.parts else ""


def _placement(stored: StoredFacts, path: str) -> Tuple[Placement, str, str]:
    """GDAL's precedence: a geotransform that says something, then ground control points, then RPC."""
    x, a, b, y, d, e = stored.geotransform
    if (x, a, b, y, d, abs(e)) != (0.0, 1.0, 0.0, 0.0, 0.0, 1.0):
        return AffinePlacement(a, b, x, d, e, y), stored.crs, "affine"
    if stored.gcps:
        period = 360.0 if _in_degrees(stored.gcp_crs, stored.gcps) else 0.0
        points = GcpPlacement(stored.gcps, period)
        return points, stored.gcp_crs, points.method
    if stored.rpc:
        rpc = _rpc(stored.rpc, path)
        return rpc, RPC_CRS, rpc.method
    return UNPLACED, "", "none"


def _in_degrees(crs: str, gcps: Tuple[Tuple[float, float, float, float], ...]) -> bool:
    """Whether ground control is in longitude and latitude, where 181 and -179 are the same meridian."""
    named = crs == "EPSG:4326" or crs.upper().startswith(("GEOGCRS", "GEOGCS", "BOUNDCRS[SOURCECRS[GEOG"))
    return named and all(abs(x) <= 360.0 and abs(y) <= 90.0 for _, _, x, y in gcps)


def _rpc(tags: Mapping[str, str], path: str) -> RpcPlacement:
    """GDAL's RPC metadata domain; units behind the numbers are ignored."""
    try:
        numbers: Dict[str, float] = {name: float(tags[key].split()[0]) for name, key in _RPC_NUMBERS.items()}
        rows = {name: tuple(float(v) for v in tags[key].split()) for name, key in _RPC_ROWS.items()}
    except (KeyError, ValueError, IndexError) as error:
        raise UnsupportedRaster(path, "its rational polynomial coefficients are incomplete",
                                hint="Repair or remove them, then the raster opens without georeference.",
                                detail=repr(error)) from error
    if any(len(row) != 20 for row in rows.values()):
        raise UnsupportedRaster(path, "its rational polynomials do not have 20 coefficients each",
                                hint="Repair or remove them, then the raster opens without georeference.")
    return RpcPlacement(**numbers, **rows)  # type: ignore[arg-type]


def _nodata(band: StoredBand) -> Optional[float]:
    """The nodata value, None where it is none that a pixel of this type can have."""
    dtype = np.dtype(band.dtype)
    if band.nodata is None or not np.issubdtype(dtype, np.integer):
        return band.nodata
    limits = np.iinfo(dtype)
    whole = math.isfinite(band.nodata) and band.nodata == int(band.nodata)
    return band.nodata if whole and limits.min <= band.nodata <= limits.max else None


def _band(band: StoredBand) -> BandInfo:
    return BandInfo(number=band.number, dtype=band.dtype, nodata=_nodata(band), scale=band.scale, offset=band.offset,
                    colour=COLOURS.get(band.colour, ""), name=band.name,
                    wavelength_nm=wavelength_nm(band.tags, band.name), unit=band.unit)
