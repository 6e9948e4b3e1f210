"""What `caption` and `ask` have in common: a view of a raster goes to the analyst, words or a row come back."""

from __future__ import annotations

import argparse
from contextlib import closing
from typing import Callable, Tuple

from ..config import RunConfig
from ..raster.source import RasterInfo
from ..tasks.caption import Viewed
from ..values import Request
from .answering import Listener, answer, open_analyst
from .box import frame_of
from .command import Flag, option_flags
from .console import Console
from .describe import open_source
from .interrupt import Interrupt
from .parser import read_config
from .wanted import found_anywhere, read_confidence, read_rings, tell_notes

OPTIONS = ("--model", "--language", "--units", "--bands", "--sensor", "--stretch", "--gsd", "--chip-pixels",
           "--start-timeout", "--silence-timeout", "--keep-mb")
STATUS = """Exit status: 0 done, 2 wrong input, 3 something to install or set, 4 the model cannot answer that, 5 the
model process died, 130 interrupted, 141 stdout closed by its reader."""

FLAGS: Tuple[Flag, ...] = (
    Flag(("RASTER",), "any raster or image that GDAL can read", group="Input"),
    Flag(("--area",), "look only there: a GeoJSON file of polygons, or the numbers x1,y1,x2,y2 of an extent",
         "FILE|EXTENT", "Input"),
    Flag(("--pixel",), "the numbers of --area are pixels of the file", group="Input"),
    Flag(("--crs",), "the CRS the numbers of --area are in (default: the raster's own)", "CRS", "Input"),
    Flag(("--min-confidence",), "count objects at least so sure, from 0.01 to 1 (default: per class, as the model card "
                                "says)", "X", "Input"),
    Flag(("--json",), "one JSON object and nothing else on stdout", group="Output"),
    *(flag for flag in option_flags() if flag.names[0] in OPTIONS),
)

MakeRequest = Callable[[RasterInfo, Viewed, RunConfig], Request]


def run_on_view(arguments: argparse.Namespace, console: Console, make_request: MakeRequest) -> int:
    """One request about a view, from the arguments to the exit status."""
    config = read_config(arguments)
    frame = frame_of(arguments.crs, pixel=arguments.pixel)
    confidence = read_confidence(arguments.min_confidence)
    source = open_source(arguments.raster)
    try:
        viewed = Viewed(read_rings(arguments.area, frame, source, console), confidence)
        request = found_anywhere(make_request(source.info, viewed, config))
    finally:
        source.close()
    return _say(request, arguments, config, console)


def _say(request: Request, arguments: argparse.Namespace, config: RunConfig, console: Console) -> int:
    from ..exchange.telling import to_row

    with Interrupt() as interrupt, closing(open_analyst(config)) as analyst:
        result = answer(analyst, request, Listener(console, interrupt, words=not arguments.json))
        console.end_line()
        if result is not None:
            tell_notes(result.view.notes, console)
            if arguments.json:
                console.row(to_row(result))
        return console.interrupted() if interrupt.asked else 0
