"""A server of maps on loopback: one picture as XYZ tiles and as a WMS, as well or as badly as a test wants."""

from __future__ import annotations

import json
import math
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import numpy as np
from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice
from qgis.PyQt.QtGui import QImage

EARTH = 20037508.342789244
ZOOM, TILE_X, TILE_Y, TILES = 17, 68000, 45000, 4
"""The picture is 4 x 4 tiles of zoom level 17, in the middle of Europe."""
SIDE = TILES * 256
RESOLUTION = 2 * EARTH / 256 / 2**ZOOM
LEFT, TOP = TILE_X * 256 * RESOLUTION - EARTH, EARTH - TILE_Y * 256 * RESOLUTION


def picture() -> np.ndarray:
    """SIDE x SIDE x 4: noise, so that no two places are alike, all of it opaque."""
    pixels = np.random.default_rng(3).integers(0, 256, (SIDE, SIDE, 4), dtype=np.uint8)
    pixels[..., 3] = 255
    return pixels


def png(pixels: np.ndarray) -> bytes:
    """Red, green, blue and alpha as a file."""
    height, width = pixels.shape[:2]
    image = QImage(np.ascontiguousarray(pixels).tobytes(), width, height, 4 * width, QImage.Format.Format_RGBA8888)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data)


@dataclass
class MapServer:
    """Its behaviour may be changed at any time."""

    pixels: np.ndarray = field(default_factory=picture)
    delay: float = 0.0
    absent: set = field(default_factory=set)
    """Tiles of the picture (column, row) that are answered with 404."""
    broken: set = field(default_factory=set)
    """... with 500."""
    broken_times: int = 1_000_000
    """How many answers are broken before all is well."""
    clear: set = field(default_factory=set)
    """... with a tile whose left half is transparent."""
    asked: list = field(default_factory=list)
    headers: list = field(default_factory=list)

    def __post_init__(self):
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_words):
                """Say nothing."""

            def do_GET(self):
                outer.asked.append(self.path)
                outer.headers.append(self.headers)
                time.sleep(outer.delay)
                status, kind, body = outer.answer(self.path)
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Cache-Control", "no-store")
                self.end_headers()
                self.wfile.write(body)

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    # --- what layers are made from

    def xyz(self, more=""):
        return f"type=xyz&url={self.url}/{{z}}/{{x}}/{{y}}.png&zmax={ZOOM}&zmin=0{more}"

    def wms(self, crs="EPSG:3857"):
        return f"crs={crs}&format=image/png&layers=picture&styles&url={self.url}/wms"

    def arcgis(self):
        return f"crs='EPSG:3857' format='PNG32' layer='0' url='{self.url}/arcgis/MapServer'"

    def wmts(self):
        """Two levels, the finer one with the picture's own pixels."""
        return (f"contextualWMSLegend=0&crs=EPSG:3857&dpiMode=7&format=image/png&layers=picture&styles=default"
                f"&tileMatrixSet=own&url={self.url}/wmts?SERVICE%3DWMTS%26REQUEST%3DGetCapabilities")

    # --- what is answered

    def answer(self, path):
        parts = urlsplit(path)
        if parts.path.startswith("/wms"):
            return self._wms({name.lower(): values[0] for name, values in parse_qs(parts.query).items()})
        if parts.path.startswith("/arcgis"):
            return self._arcgis(parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()})
        if parts.path.startswith("/wmts"):
            return self._wmts({name.lower(): values[0] for name, values in parse_qs(parts.query).items()})
        zoom, column, row = (int(word) for word in parts.path.rpartition(".")[0].strip("/").split("/"))
        factor = 2 ** (ZOOM - zoom)
        place = (column - TILE_X // factor, row - TILE_Y // factor)
        if place in self.absent:
            return 404, "text/plain", b"not there"
        if place in self.broken and self.broken_times > 0:
            self.broken_times -= 1
            return 500, "text/plain", b"out of order"
        tile = self._window(column * 256 * factor - TILE_X * 256, row * 256 * factor - TILE_Y * 256, 256 * factor, 256)
        if place in self.clear:
            tile[:, :128, 3] = 0
        return 200, "image/png", png(tile)

    def _window(self, x, y, size, pixels):
        """A square of the picture, one pixel out of every so many; transparent outside."""
        tile = np.zeros((pixels, pixels, 4), np.uint8)
        step = size // pixels
        xs, ys = x + np.arange(pixels) * step, y + np.arange(pixels) * step
        inside_x, inside_y = (xs >= 0) & (xs < SIDE), (ys >= 0) & (ys < SIDE)
        if inside_x.any() and inside_y.any():
            tile[np.ix_(inside_y, inside_x)] = self.pixels[np.ix_(ys[inside_y], xs[inside_x])]
        return tile

    def _wms(self, query):
        if query["request"] == "GetCapabilities":
            return 200, "text/xml", capabilities(self.url).encode()
        if self.broken and self.broken_times > 0:
            self.broken_times -= 1
            return 500, "text/plain", b"out of order"
        return 200, "image/png", png(self._drawn(query["bbox"], int(query["width"]), int(query["height"])))

    def _arcgis(self, path, query):
        if path.endswith("/export"):
            width, height = (int(word) for word in query["size"].split(","))
            return 200, "image/png", png(self._drawn(query["bbox"], width, height))
        extent = {"xmin": LEFT, "ymin": TOP - SIDE * RESOLUTION, "xmax": LEFT + SIDE * RESOLUTION, "ymax": TOP,
                  "spatialReference": {"wkid": 102100, "latestWkid": 3857}}
        about = {"currentVersion": 10.9, "mapName": "picture", "capabilities": "Map", "singleFusedMapCache": False,
                 "spatialReference": extent["spatialReference"], "fullExtent": extent, "initialExtent": extent,
                 "extent": extent, "layers": [{"id": 0, "name": "picture"}], "units": "esriMeters",
                 "supportedImageFormatTypes": "PNG32,PNG24", "id": 0, "name": "picture", "type": "Raster Layer"}
        return 200, "application/json", json.dumps(about).encode()

    def _wmts(self, query):
        if query["request"] == "GetCapabilities":
            return 200, "text/xml", tile_capabilities(self.url).encode()
        factor = {"fine": 1, "coarse": 2}[query["tilematrix"]]
        column, row = int(query["tilecol"]), int(query["tilerow"])
        return 200, "image/png", png(self._window(column * 256 * factor, row * 256 * factor, 256 * factor, 256))

    def _drawn(self, box, width, height):
        """Any part of the picture in any size, transparent outside."""
        x_min, _y_min, x_max, y_max = (float(word) for word in box.split(","))
        step_x, step_y = (x_max - x_min) / width / RESOLUTION, (x_max - x_min) / width / RESOLUTION
        xs = np.floor((x_min - LEFT) / RESOLUTION + (np.arange(width) + 0.5) * step_x).astype(int)
        ys = np.floor((TOP - y_max) / RESOLUTION + (np.arange(height) + 0.5) * step_y).astype(int)
        shown = np.zeros((height, width, 4), np.uint8)
        inside_x, inside_y = (xs >= 0) & (xs < SIDE), (ys >= 0) & (ys < SIDE)
        if inside_x.any() and inside_y.any():
            shown[np.ix_(inside_y, inside_x)] = self.pixels[np.ix_(ys[inside_y], xs[inside_x])]
        if self.absent:
            shown[...] = 0
        return shown


def capabilities(url):
    """What a WMS 1.1.1 says of itself."""
    box = f'minx="{LEFT}" miny="{TOP - SIDE * RESOLUTION}" maxx="{LEFT + SIDE * RESOLUTION}" maxy="{TOP}"'
    west, east = (math.degrees(x / 6378137.0) for x in (LEFT, LEFT + SIDE * RESOLUTION))
    online = f'<OnlineResource xmlns:xlink="http://www.w3.org/1999/xlink" xlink:type="simple" xlink:href="{url}/wms?"/>'
    get = f"<DCPType><HTTP><Get>{online}</Get></HTTP></DCPType>"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<WMT_MS_Capabilities version="1.1.1"><Service><Name>OGC:WMS</Name><Title>test</Title>{online}</Service>
<Capability><Request>
<GetCapabilities><Format>application/vnd.ogc.wms_xml</Format>{get}</GetCapabilities>
<GetMap><Format>image/png</Format>{get}</GetMap></Request>
<Exception><Format>application/vnd.ogc.se_xml</Format></Exception>
<Layer><Title>all</Title><SRS>EPSG:3857</SRS>
<Layer queryable="0"><Name>picture</Name><Title>picture</Title><SRS>EPSG:3857</SRS>
<LatLonBoundingBox minx="{west}" miny="40" maxx="{east}" maxy="60"/><BoundingBox SRS="EPSG:3857" {box}/>
</Layer></Layer></Capability></WMT_MS_Capabilities>"""


def tile_capabilities(url):
    """What a WMTS says of itself: two levels of its own, whose first pixel is the picture's."""
    levels = "".join(f"""<TileMatrix><ows:Identifier>{name}</ows:Identifier>
<ScaleDenominator>{RESOLUTION * factor / 0.00028!r}</ScaleDenominator><TopLeftCorner>{LEFT!r} {TOP!r}</TopLeftCorner>
<TileWidth>256</TileWidth><TileHeight>256</TileHeight><MatrixWidth>{TILES // factor}</MatrixWidth>
<MatrixHeight>{TILES // factor}</MatrixHeight></TileMatrix>""" for name, factor in (("coarse", 2), ("fine", 1)))
    kvp = '<ows:Constraint name="GetEncoding"><ows:AllowedValues><ows:Value>KVP</ows:Value></ows:AllowedValues>'
    link = f'<ows:Get xlink:href="{url}/wmts?">{kvp}</ows:Constraint></ows:Get>'
    bottom, right = TOP - SIDE * RESOLUTION, LEFT + SIDE * RESOLUTION
    west, south, east, north = 6.0, 48.0, 7.0, 49.5
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Capabilities xmlns="http://www.opengis.net/wmts/1.0" xmlns:ows="http://www.opengis.net/ows/1.1"
 xmlns:xlink="http://www.w3.org/1999/xlink" version="1.0.0">
<ows:ServiceIdentification><ows:Title>t</ows:Title><ows:ServiceType>OGC WMTS</ows:ServiceType>
<ows:ServiceTypeVersion>1.0.0</ows:ServiceTypeVersion></ows:ServiceIdentification>
<ows:OperationsMetadata>
<ows:Operation name="GetCapabilities"><ows:DCP><ows:HTTP>{link}</ows:HTTP></ows:DCP></ows:Operation>
<ows:Operation name="GetTile"><ows:DCP><ows:HTTP>{link}</ows:HTTP></ows:DCP></ows:Operation></ows:OperationsMetadata>
<Contents><Layer><ows:Title>picture</ows:Title>
<ows:BoundingBox crs="urn:ogc:def:crs:EPSG::3857"><ows:LowerCorner>{LEFT!r} {bottom!r}</ows:LowerCorner>
<ows:UpperCorner>{right!r} {TOP!r}</ows:UpperCorner></ows:BoundingBox>
<ows:WGS84BoundingBox><ows:LowerCorner>{west} {south}</ows:LowerCorner><ows:UpperCorner>{east} {north}</ows:UpperCorner>
</ows:WGS84BoundingBox><ows:Identifier>picture</ows:Identifier>
<Style isDefault="true"><ows:Identifier>default</ows:Identifier></Style><Format>image/png</Format>
<TileMatrixSetLink><TileMatrixSet>own</TileMatrixSet></TileMatrixSetLink></Layer>
<TileMatrixSet><ows:Identifier>own</ows:Identifier><ows:SupportedCRS>urn:ogc:def:crs:EPSG::3857</ows:SupportedCRS>
{levels}</TileMatrixSet></Contents></Capabilities>"""
