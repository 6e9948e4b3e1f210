"""Which pixels are picture and which are not: nodata, NaN, alpha bands and masks become one answer."""

from __future__ import annotations

from typing import Any, Optional, Sequence

import numpy as np
from numpy.typing import NDArray

from .source import BandInfo


def _stored_nodata(band: BandInfo, dtype: np.dtype[Any]) -> Optional[Any]:
    """The band's nodata value in the type of its pixels; None where no pixel can have it."""
    if band.nodata is None or np.isnan(band.nodata):
        return None  # NaN is never a value, with or without being declared
    if np.issubdtype(dtype, np.integer):
        return dtype.type(int(band.nodata))
    with np.errstate(over="ignore"):  # first in the band's own type: 0.1 is another number in 32 bits than in 64
        return dtype.type(np.dtype(band.dtype).type(band.nodata))


def _sentinel(band: BandInfo) -> bool:
    """Whether nodata is a value that no measurement takes, so that one band with it spoils the pixel.

    0 or 255 in an 8-bit picture is also black or white in one channel: there every band must have it.
    """
    return band.nodata != 0.0 and not band.dtype.startswith("uint")


def valid_pixels(values: NDArray[Any], bands: Sequence[BandInfo], alpha: Optional[NDArray[Any]],
                 mask: Optional[NDArray[np.uint8]]) -> NDArray[np.bool_]:
    """Valid pixels (height, width) of values (bands, height, width)."""
    valid: NDArray[np.bool_] = np.ones(values.shape[1:], dtype=bool)
    if np.issubdtype(values.dtype, np.inexact):
        valid &= np.isfinite(values).all(axis=0)
    empty = np.ones(values.shape[1:], dtype=bool)
    for layer, band in zip(values, bands):
        nodata = _stored_nodata(band, layer.dtype)
        if nodata is None:
            empty[:] = False
            continue
        hit = layer == nodata
        empty &= hit
        if _sentinel(band):
            valid &= ~hit
    valid &= ~empty
    if alpha is not None:
        valid &= alpha > 0
    if mask is not None:
        valid &= mask > 0
    return valid
