"""The numbers of `--bbox` become a box in pixels of the raster, whatever coordinate system they are in.

Map coordinates are carried over corner by corner. A box of longitudes may cross the antimeridian (179.9 to -179.9) and
may count from 0 to 360; where the raster's own system is torn apart inside the box, that is said.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import List, Optional, Sequence, Tuple

from ..errors import BadOption, BoxMalformed, BoxOutside, NoCrs
from ..geometry import Corners, MapQuad, PixelQuad, Point, corners_of, distance
from ..raster.source import RasterSource
from .parser import is_number, split_numbers

PIXEL, OWN = "pixel", ""
"""What may stand instead of a CRS name: pixels of the file, the raster's own system."""

TEAR = 0.25
"""A side is torn when the image of its middle lies farther off than this part of the box's size."""


@dataclass(frozen=True)
class Placed:
    """A box on the raster, and how it came there."""

    quad: PixelQuad
    crs_operation: str = ""
    warnings: Tuple[str, ...] = ()
    notes: Tuple[str, ...] = ()


def read_box(text: str) -> Corners:
    """Four corners from the words after --bbox, separated by blanks or commas."""
    parts = split_numbers(text)
    wrong = [repr(part) for part in parts if not is_number(part)]
    if wrong:
        raise BoxMalformed(f"{wrong[0]} is not a number" if len(wrong) == 1 else f"{', '.join(wrong)} are not numbers")
    return corners_of([float(part) for part in parts])


def frame_of(crs: Optional[str], *, pixel: bool) -> str:
    """Which frame the numbers are in, from the flags."""
    if pixel and crs:
        raise BadOption("--crs", crs, "nothing together with --pixel: the box is in pixels or in a CRS")
    if crs is not None and not crs.strip():
        raise BadOption("--crs", crs, "the name of a CRS, for example EPSG:4326")
    return PIXEL if pixel else (crs.strip() if crs else OWN)


def place(corners: Corners, frame: str, source: RasterSource) -> Placed:
    """The box in pixels of the file."""
    from ..raster import is_geographic

    info = source.info
    if frame == PIXEL:
        return Placed(PixelQuad(corners))
    if frame == OWN and not info.crs:
        return _place_unreferenced(corners, source)
    if not info.crs:
        raise NoCrs(info.source.path)
    if frame == OWN:
        quad = MapQuad(corners, info.crs)
        quad = _beside(quad, source) if is_geographic(info.crs) else quad
        _refuse_outside(quad, source)
        return Placed(info.grid.to_pixel(quad))
    return _transformed(MapQuad(corners, frame), source)


def _refuse_outside(quad: MapQuad, source: RasterSource) -> None:
    """Said here for numbers without a named frame, because a forgotten --pixel is the likeliest reason."""
    from ..raster.crs import short

    info = source.info
    if _touches(source, quad.corners):
        return
    edges = info.grid.map_points([(0, 0), (info.width, 0), (info.width, info.height), (0, info.height)])
    raise BoxOutside(f"{_span(quad.corners)} in {short(info.crs)}", _span(edges),
                     hint="The numbers are read in the raster's own CRS: add --pixel if they are pixels of the file, "
                          "or --crs EPSG:4326 if they are longitude and latitude.")


def _span(points: Sequence[Point]) -> str:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return f"x {min(xs):.10g} to {max(xs):.10g}, y {min(ys):.10g} to {max(ys):.10g}"


def _place_unreferenced(corners: Corners, source: RasterSource) -> Placed:
    grid = source.info.grid
    if source.info.georeference == "none":
        return Placed(PixelQuad(corners), notes=("The raster has no georeference: the box is read as pixels.",))
    return Placed(grid.to_pixel(MapQuad(corners, "")),
                  notes=("The raster has no CRS: the box is read in its own map coordinates.",))


def _transformed(quad: MapQuad, source: RasterSource) -> Placed:
    from ..raster import crosses_antimeridian, is_geographic, reproject, transform_quad
    from ..raster.crs import short

    info = source.info
    there, operation = transform_quad(quad, info.crs, near=_middle_of(source))
    if is_geographic(info.crs):
        _refuse_half(there.corners, source)
    else:  # the middles of the sides show what the corners alone hide
        whole = _across(quad.corners) if crosses_antimeridian(quad) else quad.corners
        _refuse_torn(there.corners, reproject(_middles(whole), quad.crs, info.crs)[0])
    ballpark = (f"Only a ballpark transformation from {short(quad.crs)} to {short(info.crs)} is known here: "
                "the box may be off by many metres.")
    return Placed(info.grid.to_pixel(there), _said(operation.name, operation.accuracy_m),
                  (ballpark,) if operation.ballpark else ())


def _said(name: str, accuracy_m: Optional[float]) -> str:
    return name if not name or accuracy_m is None else f"{name} (accuracy {accuracy_m:g} m)"


def _middle_of(source: RasterSource) -> Point:
    grid = source.info.grid
    return grid.map_points([(grid.width / 2, grid.height / 2)])[0]


def _across(corners: Corners) -> Corners:
    """The corners with western longitudes counted on past 180."""
    a, b, c, d = [(x + 360.0 if x < 0 else x, y) for x, y in corners]
    return a, b, c, d


def _beside(quad: MapQuad, source: RasterSource) -> MapQuad:
    """The same place with longitudes counted as the raster counts them (-180 to 180, 0 to 360, or on past 180)."""
    a, b, c, _ = quad.corners
    xs = [x for x, _ in quad.corners]
    nearly_the_whole_world = a[1] == b[1] and b[0] == c[0] and a[0] < b[0]
    crossing = max(xs) - min(xs) > 180.0 and not nearly_the_whole_world
    corners = _across(quad.corners) if crossing else quad.corners
    turn = 360.0 * round((_middle_of(source)[0] - sum(x for x, _ in corners) / 4) / 360.0)
    a, b, c, d = [(x + turn, y) for x, y in corners]
    if crossing:
        _refuse_half((a, b, c, d), source)
    return replace(quad, corners=(a, b, c, d))


def _refuse_half(corners: Corners, source: RasterSource) -> None:
    """A raster of the whole world in degrees ends at one meridian: half of a box across it lies at its other end."""
    turned = [[(x + turn, y) for x, y in corners] for turn in (360.0, -360.0)]
    if _touches(source, corners) and any(_touches(source, each) and _apart(source, corners, each) for each in turned):
        raise _torn()


def _apart(source: RasterSource, points: Sequence[Point], others: Sequence[Point]) -> bool:
    """Whether they are different pixels: ground control points and RPC count all turns of a longitude as one place."""
    grid = source.info.grid
    return distance(grid.pixel_points(points)[0], grid.pixel_points(others)[0]) > 1.0


def _touches(source: RasterSource, points: Sequence[Point]) -> bool:
    pixels = source.info.grid.pixel_points(points)
    xs, ys = [x for x, _ in pixels], [y for _, y in pixels]
    return max(xs) > 0 and min(xs) < source.info.width and max(ys) > 0 and min(ys) < source.info.height


def _middles(corners: Corners) -> List[Point]:
    a, b, c, d = corners
    return [((p[0] + q[0]) / 2, (p[1] + q[1]) / 2) for p, q in ((a, b), (b, c), (c, d), (d, a))]


def _refuse_torn(corners: Corners, middles: Sequence[Point]) -> None:
    size = max(distance(corners[0], corners[2]), distance(corners[1], corners[3]))
    if any(distance(there, straight) > TEAR * size for there, straight in zip(middles, _middles(corners))):
        raise _torn()


def _torn() -> BoxMalformed:
    return BoxMalformed("it crosses the line where the raster's coordinate system is torn apart (the antimeridian)",
                        hint="Give one box on each side of that line, or give the box in pixels with --pixel.")
