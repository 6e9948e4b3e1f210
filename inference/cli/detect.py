"""`earthscribe detect`: all objects on a raster become rows, on the terminal, as JSON, or in a file for GIS.

Rows are written as soon as they are final, so that memory stays flat however large the raster, and Ctrl-C or a failure
loses nothing that was found before.
"""

from __future__ import annotations

import argparse
from contextlib import closing
from dataclasses import dataclass
from typing import Optional

from ..config import RunConfig
from ..errors import EmptyAnswer
from ..raster.source import RasterSource
from ..values import Detected, Detection, Found, Progress, Request
from .answering import open_analyst, said_by
from .box import frame_of
from .command import Command, Flag, option_flags
from .console import Console
from .describe import open_source
from .interrupt import Interrupt
from .parser import read_config
from .wanted import found_anywhere, read_classes, read_confidence, read_rings, tell_notes

OPTIONS = ("--model", "--bands", "--sensor", "--stretch", "--gsd", "--start-timeout", "--silence-timeout")
BAR = 24

FINDS = """One row per object: category, confidence, four corners in pixels and on the map, length and width in metres
and azimuth where they are known. The bundled model needs to know how large a pixel is: from the georeference, else from
--gsd; with neither it looks at several scales and gives sizes in pixels."""
STREAMS = """Rows go to stdout as they become final, from top to bottom; warnings go to stderr, and at a terminal or
with --verbose progress and the summary, too."""
STATUS = """Exit status: 0 done (also when nothing was found), 2 wrong input (an unknown class too), 3 something to
install or set, 4 the model failed, 5 the model process died, 130 interrupted, 141 stdout closed by its reader."""
STOPPING = """Ctrl-C ends it at the next tile: what was found until then is kept, in OUT too. A second Ctrl-C ends at
once."""

COMMAND = Command(
    "detect",
    "Find all objects of known classes on a raster.",
    "RASTER [options]",
    flags=(
        Flag(("RASTER",), "any raster or image that GDAL can read", group="Input"),
        Flag(("--classes",), "only these classes, separated by commas (default: all that the model knows)", "A,B",
             "Input"),
        Flag(("--area",), "look only there: a GeoJSON file of polygons, or the numbers x1,y1,x2,y2 of an extent",
             "FILE|EXTENT", "Input"),
        Flag(("--pixel",), "the numbers of --area are pixels of the file", group="Input"),
        Flag(("--crs",), "the CRS the numbers of --area are in (default: the raster's own)", "CRS", "Input"),
        Flag(("--min-confidence",), "report objects at least so sure, from 0.01 to 1 (default: per class, as the model "
                                    "card says)", "X", "Input"),
        Flag(("-o", "--output"), "add the objects to a GeoPackage (.gpkg) or GeoJSON file (.geojson)", "OUT", "Output"),
        Flag(("--json",), "one JSON object per line and nothing else on stdout", group="Output"),
        *(flag for flag in option_flags() if flag.names[0] in OPTIONS),
    ),
    paragraphs=(FINDS, STREAMS, STATUS, STOPPING),
    examples=(
        "earthscribe detect town.tif -o objects.gpkg",
        "earthscribe detect street.tif --classes car,bus-truck --area block.geojson --json",
        "earthscribe detect photo.jpg --gsd 0.08 --min-confidence 0.5 -o found.geojson",
        "earthscribe detect scene.tif --model my_detector.onnx -o found.gpkg",
    ),
)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Find the objects of one raster."""
    config = read_config(arguments)
    frame = frame_of(arguments.crs, pixel=arguments.pixel)
    if arguments.output is not None:
        console.go_on_unheard()
    source = open_source(arguments.raster)
    try:
        if arguments.output is not None:
            from .. import exchange

            exchange.check_detections(arguments.output, source.info.crs)
        request = _request(arguments, source, frame, config, console)
        going = _Run(console, arguments.json, arguments.output, source.info.crs)
        return _detect(request, going, config)
    finally:
        source.close()


def _request(arguments: argparse.Namespace, source: RasterSource, frame: str, config: RunConfig,
             console: Console) -> Request:
    from ..tasks.detect import Wanted, make_request

    wanted = Wanted(read_classes(arguments.classes), read_rings(arguments.area, frame, source, console),
                    read_confidence(arguments.min_confidence))
    return found_anywhere(make_request(source.info, wanted, config))


@dataclass
class _Run:
    """One run on its way: where rows go, and how many there are."""

    console: Console
    json: bool
    output: Optional[str]
    crs: str = ""
    count: int = 0

    def tell(self, progress: Progress) -> None:
        """The bar, at a terminal."""
        if progress.fraction is None:
            self.console.doing(progress.step)
            return
        full = round(BAR * progress.fraction)
        self.console.doing(f"[{'#' * full}{'.' * (BAR - full)}] {100 * progress.fraction:3.0f} %  "
                           f"{_objects(self.count)}")

    def rows(self, found: Found) -> None:
        """Show rows where nothing else will."""
        from ..exchange.detections import to_row

        self.count += len(found.detections)
        for each in found.detections:
            if self.json:
                self.console.row(to_row(each, found.search))
            elif self.output is None:
                self.console.line(_line(each))

    def end(self, detected: Detected) -> None:
        """Summary and notes."""
        tell_notes(detected.notes, self.console)
        listed = ", ".join(f"{number} {name}" for name, number in detected.counts if number)
        said = f"{_objects(detected.count)}{': ' if listed else ''}{listed}"
        where = f"; they are in {self.output}" if self.output is not None and detected.count else ""
        self.console.note(f"Found {said}{where}. It ran on {detected.provenance.device} for "
                          f"{detected.provenance.seconds:.1f} s.")


def _detect(request: Request, going: _Run, config: RunConfig) -> int:
    from .. import exchange

    console = going.console
    ended: Optional[Detected] = None
    with Interrupt() as interrupt, closing(open_analyst(config)) as analyst, \
            exchange.detection_writer(going.output, going.crs) as writer:
        for said in said_by(analyst, request, interrupt):
            if isinstance(said, Progress):
                going.tell(said)
            elif isinstance(said, Found):
                writer.add(said)
                going.rows(said)
            elif isinstance(said, Detected):
                ended = said
    console.end_line()
    if ended is not None:
        going.end(ended)
    if interrupt.asked:
        return console.interrupted()
    if ended is None:
        raise EmptyAnswer(request.model, "it ended without a result")
    return 0


def _objects(count: int) -> str:
    return "1 object" if count == 1 else f"{count} objects" if count else "no object"


def _line(each: Detection) -> str:
    """One object for people."""
    x, y = each.quad.centre
    size = f"{each.length_px:.0f} x {each.width_px:.0f} px"
    if each.length_m is not None and each.width_m is not None:
        size = f"{each.length_m:.1f} x {each.width_m:.1f} m"
    direction = "" if each.azimuth is None else f"  {each.azimuth:3.0f} deg"
    return f"{each.category:<14} {each.confidence:4.2f}  {size:<16}{direction}  at pixel {x:.0f}, {y:.0f}"
