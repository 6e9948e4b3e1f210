"""The tiles of an XYZ layer, fetched one by one: a pixel of the answer is exactly a pixel of a tile.

Newer versions of QGIS paint tiles one pixel larger than they are, so that no gap shows on the canvas; what a provider
gives is off by up to a pixel then (`destinationRect` in qgswmsprovider.cpp). So plain XYZ layers are read here, through
QGIS' own network with its proxy, cache and time-out, many tiles at a time. Layers with a log-in or an interpretation of
their colours stay with their provider.
"""

from __future__ import annotations

import math
import re
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any, Dict, List, Optional, Sequence, Set, Tuple
from urllib.parse import unquote

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtCore import QEventLoop, Qt, QTimer, QUrl
from qgis.PyQt.QtGui import QImage
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from ...inference.geometry import PixelWindow
from ...inference.raster.source import RasterInfo
from ...inference.values import Stop
from .provider_source import ASK_STOP_MS, Appetite, Interrupted, Trouble, without_address

KEPT_TILES = 128
USUAL_SIDE = 256
Place = Tuple[int, int, int]
"""Zoom, column and row of a tile."""


@dataclass(frozen=True)
class Template:
    """Where the tiles of a layer are to be had."""

    url: str = field(repr=False)
    side: int = USUAL_SIDE
    """Pixels along a tile."""
    headers: Tuple[Tuple[str, str], ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, source: str) -> Optional[Template]:
        """The template of a layer's source, None for what its provider must read."""
        said = {name: unquote(value) for name, _, value in (part.partition("=") for part in source.split("&"))}
        strange = {"authcfg", "username", "password", "interpretation"} & {name for name in said if said[name]}
        url = said.get("url", "")
        left = re.sub(r"\{(?:x|y|-y|z|q)\}", "", url)
        plain = said.get("crs", "") in ("", "EPSG:3857") and url.startswith(("http://", "https://"))
        if said.get("type") != "xyz" or strange or not plain or "{" in left:
            return None
        ratio = 2 if said.get("tilePixelRatio") == "2" else 1
        headers = [(name.partition(":")[2], value) for name, value in said.items() if name.startswith("http-header:")]
        headers += [("Referer", said["referer"])] if said.get("referer") else []
        return cls(url, USUAL_SIDE * ratio, tuple(headers))

    def address(self, place: Place) -> str:
        """Where one tile is to be had."""
        zoom, column, row = place
        words = {"{x}": str(column), "{y}": str(row), "{-y}": str(2**zoom - 1 - row), "{z}": str(zoom),
                 "{q}": "".join(str(((column >> bit) & 1) + 2 * ((row >> bit) & 1))
                                for bit in range(zoom - 1, -1, -1))}
        return re.sub(r"\{(?:x|y|-y|z|q)\}", lambda found: words[found.group(0)], self.url)

    def request(self, place: Place) -> QNetworkRequest:
        """What is asked of the network."""
        request = QNetworkRequest(QUrl(self.address(place)))
        attribute, policy = QNetworkRequest.Attribute, QNetworkRequest.RedirectPolicy.NoLessSafeRedirectPolicy
        request.setAttribute(attribute.RedirectPolicyAttribute, getattr(policy, "value", policy))
        for name, value in self.headers:
            request.setRawHeader(name.encode("latin-1", "replace"), value.encode("latin-1", "replace"))
        return request


class TileStore:
    """The tiles read last; shared by the threads that read one layer."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tiles: OrderedDict[Place, NDArray[np.uint8]] = OrderedDict()

    def get(self, place: Place) -> Optional[NDArray[np.uint8]]:
        """A tile that is known."""
        with self._lock:
            return self._tiles.get(place)

    def put(self, place: Place, tile: NDArray[np.uint8]) -> None:
        """Keep a tile that came whole."""
        with self._lock:
            self._tiles[place] = tile
            while len(self._tiles) > KEPT_TILES:
                self._tiles.popitem(last=False)


class XyzPixels:
    """The tiles of a layer as `StoredPixels`; to be used in one thread."""

    def __init__(self, template: Template, zoom: int, info: RasterInfo, store: TileStore, stop: Stop) -> None:
        self._template = template
        self._zoom = zoom
        self._info = info
        self._store = store
        self._stop = stop
        self._appetite = Appetite()
        self.trouble = Trouble()

    def size(self, level: int) -> Tuple[int, int]:
        """Width and height of a level."""
        factor = self._info.overviews[level - 1] if level else 1
        return self._info.width // factor, self._info.height // factor

    def mask_flags(self, level: int) -> int:  # noqa: ARG002 (their alpha is all there is)
        """No mask beside alpha."""
        return 0

    def mask(self, level: int, window: PixelWindow) -> NDArray[np.uint8]:  # noqa: ARG002
        """All valid."""
        return np.full((window.height, window.width), 255, np.uint8)

    def values(self, level: int, window: PixelWindow, bands: Sequence[int]) -> NDArray[Any]:
        """Stored values (bands, height, width) of a window inside the level; what did not come is transparent."""
        side, zoom = self._template.side, self._zoom
        if level:
            zoom -= round(math.log2(self._info.overviews[level - 1]))
        places = [(zoom, column, row) for row in range(window.y // side, (window.bottom - 1) // side + 1)
                  for column in range(window.x // side, (window.right - 1) // side + 1)]
        tiles = self._tiles(places)
        planes = np.zeros((4, window.height, window.width), np.uint8)
        for (_, column, row), tile in tiles.items():
            left, top = column * side, row * side
            part = window.intersection(PixelWindow(left, top, side, side))
            there = tile[part.y - top:part.bottom - top, part.x - left:part.right - left]
            planes[:, part.y - window.y:part.bottom - window.y,
                   part.x - window.x:part.right - window.x] = there.transpose(2, 0, 1)
        return planes[[band - 1 for band in bands]]

    def close(self) -> None:
        """Nothing is held."""

    def _tiles(self, places: Sequence[Place]) -> Dict[Place, NDArray[np.uint8]]:
        known = {place: self._store.get(place) for place in places}
        found = {place: tile for place, tile in known.items() if tile is not None}
        if self._stop():
            raise Interrupted
        unknown = [place for place in places if place not in found]
        self._appetite.more(len(unknown) * self._template.side**2)
        found.update(_Fetch(self._template, self._stop, self.trouble).fetched(unknown))
        for place, tile in found.items():
            self._store.put(place, tile)
        return found


class _Fetch:
    """Many tiles asked for at once; lives in one thread."""

    def __init__(self, template: Template, stop: Stop, trouble: Trouble) -> None:
        self._template = template
        self._stop = stop
        self._trouble = trouble
        self._loop = QEventLoop()
        self._waiting: Set[Place] = set()
        self._found: Dict[Place, NDArray[np.uint8]] = {}

    def fetched(self, places: Sequence[Place]) -> Dict[Place, NDArray[np.uint8]]:
        """The tiles that came; the words of what went wrong stand in the trouble."""
        if not places:
            return {}
        network, replies = QgsNetworkAccessManager.instance(), []
        self._waiting = set(places)
        for place in places:
            reply = network.get(self._template.request(place))
            reply.finished.connect(self._taker(place, reply))
            replies.append(reply)
        timer = QTimer()
        timer.setInterval(ASK_STOP_MS)
        timer.timeout.connect(lambda: self._loop.quit() if self._stop() else None)
        timer.start()
        if self._waiting:
            self._loop.exec()
        timer.stop()
        self._leave(replies)
        if self._stop():
            raise Interrupted
        return self._found

    def _leave(self, replies: List[QNetworkReply]) -> None:
        for reply in replies:
            reply.finished.disconnect()
            reply.abort()
            reply.deleteLater()

    def _taker(self, place: Place, reply: QNetworkReply) -> Any:
        def take() -> None:
            self._waiting.discard(place)
            if reply.error() == QNetworkReply.NetworkError.NoError:
                self._keep(place, reply.readAll().data())
            else:
                self._trouble.add(without_address(str(reply.errorString())))
            if not self._waiting:
                self._loop.quit()

        return take

    def _keep(self, place: Place, data: bytes) -> None:
        image = QImage.fromData(data)
        if image.isNull():
            self._trouble.add("what came is no picture")
            return
        side = self._template.side
        if (image.width(), image.height()) != (side, side):
            image = image.scaled(side, side, Qt.AspectRatioMode.IgnoreAspectRatio,
                                 Qt.TransformationMode.SmoothTransformation)
        image = image.convertToFormat(QImage.Format.Format_RGBA8888)
        bits = image.constBits()
        bits.setsize(image.bytesPerLine() * side)
        self._found[place] = np.frombuffer(bits, np.uint8).reshape(side, -1, 4)[:, :side].copy()
