"""From an area of a raster in QGIS to the objects found there, in pixels of the file and where QGIS shows them.

The pixels of a file are searched where the models are, however many there are. What only QGIS can read is read here, up
to `MOST_READ` pixels, and goes to the analyst as a prepared request; its rows come back in pixels of that picture and
are put where they belong.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Iterator, Sequence, Tuple, Union

from qgis.core import QgsCoordinateTransformContext

from ...inference.config import RunConfig
from ...inference.detection.area import Area
from ...inference.errors import BadArea, UnsupportedRaster
from ...inference.geometry import PixelQuad, PixelWindow, Point
from ...inference.tasks.detect import Wanted, make_request
from ...inference.values import Detected, Detection, Found, Framing, Progress, Request, Stop
from .asking import Asked
from .layers import ShownRaster
from .reader import Reader
from .sight import Sight

MOST_READ = 16_000_000
"""So many pixels are read here for one search; a file has no such limit."""
OWN_MODEL = ".onnx"

Said = Union[Progress, Found, Detected]


def find(analyst: Asked, raster: ShownRaster, request: Request, stop: Stop) -> Iterator[Said]:
    """Progress and rows as they come, the summary last, also when it was stopped; in a task's thread."""
    if raster.reader is not None:
        yield from _read_and_find(analyst, raster, raster.reader, request, stop)
        return
    begun = False
    try:
        for said in analyst.run(request, stop):
            begun = begun or isinstance(said, Found)
            if isinstance(said, (Progress, Found, Detected)):
                yield _placed(said, raster, (0, 0))
    except UnsupportedRaster as error:
        if begun:
            raise
        yield from _instead(_read_and_find(analyst, raster, raster.read_here, request, stop), error)


def request_for(raster: ShownRaster, wanted: Wanted, config: RunConfig, context: QgsCoordinateTransformContext, *,
                waiting: bool = True) -> Request:
    """The request to find objects; `waiting` says whether somebody sits before it. Reads no pixel."""
    own = Path(config.model)
    model = str(own.absolute()) if own.suffix.lower() == OWN_MODEL else config.model
    gsd = 0.0 if raster.resolution else config.gsd or _assigned_gsd(raster, context)
    request = make_request(raster.info, wanted, replace(config, model=model, gsd=gsd))
    return replace(request, interactive=waiting)


def _assigned_gsd(raster: ShownRaster, context: QgsCoordinateTransformContext) -> float:
    """Metres per pixel by the CRS that the user gave the layer, 0 where the file's own word holds."""
    if not raster.renamed or raster.info.georeference == "none":
        return 0.0
    ground = Sight(raster, raster.crs, context).ground((raster.grid.width / 2.0, raster.grid.height / 2.0))
    return ground.gsd if ground is not None else 0.0


def _read_and_find(analyst: Asked, raster: ShownRaster, reader: Reader, request: Request,
                   stop: Stop) -> Iterator[Said]:
    window = _window(raster, request)
    corner = window.x, window.y
    to_read = replace(request, quad=_outline(window), area=_moved_rings(request.area, corner),
                      framing=Framing(window, window.width, window.height))
    for read in reader.prepared(to_read, stop):
        if isinstance(read, Progress):
            yield read
            continue
        notes = read.view.notes if read.view is not None else ()
        for said in analyst.run(read, stop):
            if isinstance(said, Detected):
                yield replace(said, notes=(*notes, *said.notes))
            elif isinstance(said, (Progress, Found)):
                yield _placed(said, raster, corner)


def _window(raster: ShownRaster, request: Request) -> PixelWindow:
    """What must be read, refused where that is too much for one picture."""
    grid = raster.grid
    window = Area.of(request.area, grid.width, grid.height).window
    if window.width * window.height > MOST_READ:
        raise BadArea(
            raster.info.source.path,
            f"only QGIS can read it, and the area has {window.width:,} x {window.height:,} of its pixels",
            hint="Choose a smaller extent or a coarser resolution; or save the extent as a GeoTIFF with Export > "
                 "Save As, and search that.")
    return window


def _outline(window: PixelWindow) -> PixelQuad:
    left, top, right, bottom = (float(each) for each in (window.x, window.y, window.right, window.bottom))
    return PixelQuad(((left, top), (right, top), (right, bottom), (left, bottom)))


def _moved_rings(rings: Sequence[Sequence[Point]], corner: Tuple[int, int]) -> Tuple[Tuple[Point, ...], ...]:
    """Rings in pixels of the picture that begins at a corner of the raster."""
    return tuple(tuple((x - corner[0], y - corner[1]) for x, y in ring) for ring in rings)


def _placed(said: Said, raster: ShownRaster, corner: Tuple[int, int]) -> Said:
    """The same with its rows in pixels of the file and in the CRS that QGIS shows the layer in."""
    if not isinstance(said, Found) or (corner == (0, 0) and not raster.renamed):
        return said
    return replace(said, detections=tuple(_row(each, raster, corner) for each in said.detections))


def _row(each: Detection, raster: ShownRaster, corner: Tuple[int, int]) -> Detection:
    a, b, c, d = [(x + corner[0], y + corner[1]) for x, y in each.quad.corners]
    quad = PixelQuad((a, b, c, d))
    known = raster.info.georeference != "none"
    return replace(each, quad=quad, map_quad=raster.map_quad(quad) if known else each.map_quad)


def _instead(read: Iterator[Any], refused: UnsupportedRaster) -> Iterator[Any]:
    """What comes of reading a file here that the model process cannot open; its refusal where QGIS cannot either."""
    try:
        yield from read
    except UnsupportedRaster:
        raise refused from None
