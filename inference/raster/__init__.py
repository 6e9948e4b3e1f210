"""Rasters: opening, reading windows, reprojecting, and the order of reading."""

from __future__ import annotations

from .crs import LONLAT, Operation, crosses_antimeridian, is_geographic, known, reproject, transform_quad
from .opening import fingerprint, open_raster
from .order import block_order
from .reading import Raster
from .source import BandInfo, Pixels, RasterInfo, RasterSource

__all__ = ["LONLAT", "BandInfo", "Operation", "Pixels", "Raster", "RasterInfo", "RasterSource", "block_order",
           "crosses_antimeridian", "fingerprint", "is_geographic", "known", "open_raster", "reproject",
           "transform_quad"]
