"""A layer's pixels through a clone of its QGIS provider: web maps, tiles, and all that only QGIS can read.

Pictures that a provider renders (WMS, WMTS, XYZ, ArcGIS) become three bands of 8 bits and a mask from their alpha;
other providers give their raw values. A clone is made, used and forgotten in the thread that reads: the provider of the
layer itself belongs to the window. While QGIS waits for a server it lets events through, so a timer can ask `stop`, and
the network's replies can be heard.
"""

from __future__ import annotations

import contextlib
import hashlib
import math
import re
from dataclasses import dataclass, field
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple

import numpy as np
from numpy.typing import NDArray
from qgis.core import Qgis, QgsNetworkAccessManager, QgsRasterBlockFeedback, QgsRasterDataProvider, QgsRectangle
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtGui import QColor

from ...inference.errors import NoImageThere, UnsupportedRaster
from ...inference.geometry import PixelWindow
from ...inference.georef import PixelGrid
from ...inference.raster.source import BandInfo, RasterInfo
from ...inference.raster.stored import stacked
from ...inference.values import Source, Stop
from .ground_resolution import Laid, Levels, Wish, lay

PIECE = 1024
"""Longest side of what is asked of a provider at once; servers refuse much larger pictures."""
MOST_PIXELS = 100_000_000
"""So many pixels are asked of a server for one picture; without coarser levels a large box would take it by storm."""
ASK_STOP_MS = 30
ALPHA = 4
RENDERED: Tuple[BandInfo, ...] = tuple(
    BandInfo(number, "uint8", colour=colour) for number, colour in enumerate(("red", "green", "blue", "alpha"), 1))


class Interrupted(Exception):
    """The user stopped while pixels were read; nothing is wrong."""


class Appetite:
    """How much of a server is asked for one picture."""

    def __init__(self) -> None:
        self._pixels = 0

    def more(self, pixels: int) -> None:
        """Refuse what would be too much."""
        self._pixels += pixels
        if self._pixels > MOST_PIXELS:
            raise UnsupportedRaster("The layer", f"the box needs more than {MOST_PIXELS:,} of its pixels, and its "
                                                 "server has no coarser ones",
                                    hint="Draw a smaller box, or choose a coarser resolution.")


def data_types() -> Dict[Any, str]:
    """QGIS' data types by numpy's names; the newer ones only where QGIS has them."""
    names = {"Byte": "uint8", "Int8": "int8", "UInt16": "uint16", "Int16": "int16", "UInt32": "uint32",
             "Int32": "int32", "Float32": "float32", "Float64": "float64", "CFloat32": "complex64",
             "CFloat64": "complex128"}
    return {getattr(Qgis.DataType, name): dtype for name, dtype in names.items() if hasattr(Qgis.DataType, name)}


def is_rendered(provider: QgsRasterDataProvider) -> bool:
    """Whether a provider gives finished colours instead of values."""
    return provider.dataType(1) in (Qgis.DataType.ARGB32, Qgis.DataType.ARGB32_Premultiplied)


@dataclass
class Trouble:
    """What went wrong while a window was read; a part of it may be there all the same."""

    words: List[str] = field(default_factory=list)

    def add(self, said: str) -> None:
        """Remember it, once."""
        if said and said not in self.words:
            self.words.append(said)


class ProviderPixels:
    """A clone of a provider, as `StoredPixels`; to be used in one thread."""

    def __init__(self, provider: QgsRasterDataProvider, info: RasterInfo, stop: Stop) -> None:
        self._provider = provider
        self._info = info
        self._stop = stop
        self._rendered = is_rendered(provider)
        self._appetite = Appetite()
        self.trouble = Trouble()

    def size(self, level: int) -> Tuple[int, int]:
        """Width and height of a level."""
        factor = self._info.overviews[level - 1] if level else 1
        return -(-self._info.width // factor), -(-self._info.height // factor)

    def mask_flags(self, level: int) -> int:  # noqa: ARG002 (alpha and nodata are all there is)
        """No mask beside alpha and nodata."""
        return 0

    def mask(self, level: int, window: PixelWindow) -> NDArray[np.uint8]:  # noqa: ARG002
        """All valid."""
        return np.full((window.height, window.width), 255, np.uint8)

    def values(self, level: int, window: PixelWindow, bands: Sequence[int]) -> NDArray[Any]:
        """Stored values (bands, height, width) of a window inside the level."""
        rows = []
        for y in range(window.y, window.bottom, PIECE):
            row = [self._piece(level, PixelWindow(x, y, min(PIECE, window.right - x), min(PIECE, window.bottom - y)),
                               bands) for x in range(window.x, window.right, PIECE)]
            rows.append(np.concatenate(row, axis=2))
        return np.concatenate(rows, axis=1)

    def _piece(self, level: int, window: PixelWindow, bands: Sequence[int]) -> NDArray[Any]:
        grid = self._info.grid.resized(*self.size(level)).window(window)
        (left, top), (right, bottom) = grid.map_points([(0.0, 0.0), (float(window.width), float(window.height))])
        extent = QgsRectangle(left, bottom, right, top)
        if self._rendered:
            self._appetite.more(window.width * window.height)
            planes = self._picture(self._block(1, extent, window))
            return planes[[band - 1 for band in bands]]
        return stacked([self._raw(band, self._block(band, extent, window)) for band in bands])

    def _block(self, band: int, extent: QgsRectangle, window: PixelWindow) -> Any:
        if self._stop():
            raise Interrupted
        feedback = QgsRasterBlockFeedback()
        with _stoppable(feedback, self._stop), heard(self.trouble):
            block = self._provider.block(band, extent, window.width, window.height, feedback)
        if self._stop():
            raise Interrupted
        for each in feedback.errors():
            self.trouble.add(str(each))
        if block is None or not block.isValid() or (block.width(), block.height()) != (window.width, window.height):
            why = "" if block is None or block.error().isEmpty() else block.error().summary()
            raise NoImageThere("the layer", "QGIS could not read its pixels", detail=why,
                               hint="Try again, or look into QGIS' log for what its source said.")
        return block

    def _picture(self, block: Any) -> NDArray[np.uint8]:
        """Red, green, blue and alpha of a block of colours."""
        packed = np.frombuffer(block.data(), np.uint8).reshape(block.height(), block.width(), 4)
        planes = np.ascontiguousarray(packed[..., [2, 1, 0, 3]].transpose(2, 0, 1))
        if block.dataType() == Qgis.DataType.ARGB32_Premultiplied:
            alpha = np.maximum(planes[3].astype(np.uint16), 1)
            shown = (planes[:3].astype(np.uint16) * 255 + alpha // 2) // alpha
            planes[:3] = np.minimum(shown, 255).astype(np.uint8)
        return planes

    def _raw(self, band: int, block: Any) -> NDArray[Any]:
        known = data_types().get(block.dataType())
        if known is None:
            raise UnsupportedRaster("The layer", f"the numbers of its band {band} are of a type that cannot be read",
                                    hint="Save it as a file with Export > Save As, and choose that.")
        dtype = np.dtype(known)
        values = np.frombuffer(block.data(), dtype).reshape(block.height(), block.width()).copy()
        nodata = self._info.bands[band - 1].nodata
        for low, high in _ends(self._provider, band, dtype) if nodata is not None else ():
            values[(values >= low) & (values <= high)] = nodata
        return values

    def close(self) -> None:
        """Forget the clone, in the thread that made it."""
        self._provider = None


@contextlib.contextmanager
def _stoppable(feedback: QgsRasterBlockFeedback, stop: Stop) -> Iterator[None]:
    """Cancels a read soon after `stop` turns true, for providers that wait with an event loop."""
    timer = QTimer()
    timer.setInterval(ASK_STOP_MS)
    timer.timeout.connect(lambda: feedback.cancel() if stop() else None)
    timer.start()
    try:
        yield
    finally:
        timer.stop()


@contextlib.contextmanager
def heard(trouble: Trouble) -> Iterator[None]:
    """What servers answer in this thread instead of pixels; before 3.30 or so QGIS writes it into its log only."""
    network = QgsNetworkAccessManager.instance()

    def listen(reply: Any) -> None:
        trouble.add(without_address(str(reply.errorString())))

    network.finished.connect(listen)
    try:
        yield
    finally:
        network.finished.disconnect(listen)


def without_address(said: str) -> str:
    """Qt's words for what went wrong, without the address, in which there may be a key."""
    return re.sub(r"(?i)(Error transferring )?\b[a-z]+://\S*( - )?", "", said).strip()


def bands_of(provider: QgsRasterDataProvider) -> Tuple[BandInfo, ...]:
    """The bands of a provider of values as the layer shows them: QGIS has applied scale and offset already."""
    if is_rendered(provider):
        return RENDERED
    return tuple(_band(provider, number) for number in range(1, provider.bandCount() + 1))


def _band(provider: QgsRasterDataProvider, number: int) -> BandInfo:
    own = provider.sourceHasNoDataValue(number) and provider.useSourceNoDataValue(number)
    dtype = data_types().get(provider.dataType(number), "float64")
    nodata = [provider.sourceNoDataValue(number)] if own else [
        low for low, high in _ends(provider, number, np.dtype(dtype)) if low <= high]
    colour = provider.colorInterpretationName(number).lower()
    name = provider.generateBandName(number).partition(":")[2].strip()
    return BandInfo(number, dtype, nodata=float(nodata[0]) if nodata else None,
                    colour="" if colour == "undefined" else colour, name=name)


def _ends(provider: QgsRasterDataProvider, number: int, dtype: np.dtype[Any]) -> Iterator[Tuple[float, float]]:
    """First and last of the values that the user calls empty, as the band's type can hold them."""
    kind = dtype.kind
    limits = np.iinfo(dtype) if kind in "iu" else np.finfo(dtype)
    least, most = limits.min, limits.max
    for each in provider.userNoDataValues(number):
        low = float(least) if math.isnan(each.min()) else max(each.min(), float(least))
        high = float(most) if math.isnan(each.max()) else min(each.max(), float(most))
        yield (float(math.ceil(low)), float(math.floor(high))) if kind in "iu" else (low, high)


def palette_of(provider: QgsRasterDataProvider, bands: Sequence[BandInfo]) -> Tuple[Tuple[int, int, int, int], ...]:
    """The colours of a palette band, index = value; none where no band has a palette."""
    number = next((band.number for band in bands if band.colour == "palette"), None)
    if number is None:
        return ()
    items = {int(item.value): QColor(item.color) for item in provider.colorTable(number) if item.value >= 0}
    missing = (0, 0, 0, 0)
    return tuple((items[i].red(), items[i].green(), items[i].blue(), items[i].alpha()) if i in items else missing
                 for i in range(max(items, default=-1) + 1))


def own_size(provider: QgsRasterDataProvider) -> Optional[Tuple[int, int]]:
    """Width and height in pixels of a provider that has pixels of its own."""
    size = int(provider.xSize()), int(provider.ySize())
    return None if is_rendered(provider) or min(size) <= 0 else size


def info_of(provider: QgsRasterDataProvider, source: str, crs: str, wish: Wish) -> Tuple[Optional[Laid], RasterInfo]:
    """The facts of a provider's raster, and the grid that was laid over one that has no pixels of its own."""
    bands, around = bands_of(provider), provider.extent()
    extent = around.xMinimum(), around.yMinimum(), around.xMaximum(), around.yMaximum()
    size, laid = own_size(provider), None
    overviews: Tuple[int, ...] = ()
    if size is None:
        ratio = 2.0 if "tilePixelRatio=2" in provider.dataSourceUri() else 1.0
        laid = lay(extent, crs, Levels(tuple(provider.nativeResolutions()), ratio), wish)
        grid, overviews = laid.grid, laid.overviews
    else:
        across, down = (extent[2] - extent[0]) / size[0], (extent[3] - extent[1]) / size[1]
        grid = PixelGrid.from_affine((across, 0.0, extent[0], 0.0, -down, extent[3]), *size, crs)
    place = "affine" if laid is None else f"affine, a grid of {laid.words}"
    recorded_as = Source(source, fingerprint_of(f"{source} {grid.placement}"))
    return laid, RasterInfo(recorded_as, provider.name(), grid, place, bands, palette_of(provider, bands),
                            overviews=overviews)


def fingerprint_of(text: str) -> str:
    """A short text that stands for a raster that is no file."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
