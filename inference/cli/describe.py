"""`earthscribe describe`: boxes on one raster become descriptions, streamed, as JSON, or in a file for GIS.

Everything that can be wrong with the input is found before the model process starts. Each description is stored as soon
as it is there, so that a later failure loses nothing; a stopped one is shown, and not stored.
"""

from __future__ import annotations

import argparse
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Optional, Sequence, Tuple

from ..config import RunConfig
from ..errors import BoxMalformed
from ..raster.source import RasterSource
from ..report.pictures import check_png, save_png, seen
from ..values import Description, Request
from .answering import Listener, answer, open_analyst
from .box import Placed, frame_of, place, read_box
from .command import Command, Flag, option_flags
from .console import Console
from .interrupt import Interrupt
from .parser import read_config

STREAMS = """Text streams to stdout as it comes; progress and notes go to stderr at a terminal or with --verbose,
warnings always."""
STATUS = """Exit status: 0 done, 2 wrong input, 3 something to install or set (an unknown model too), 4 the model
refused, 5 the model process died, 130 interrupted, 141 stdout closed by its reader (`| head`), which ends the printing;
with -o or --save-chip the files are written all the same."""
STOPPING = """Ctrl-C ends the model cleanly: what was said so far is shown (with --json as a row whose
provenance.finish is "stopped") and not added to OUT; descriptions finished before are there. A second Ctrl-C ends at
once."""

COMMAND = Command(
    "describe",
    "Describe what stands in a box on a raster.",
    "RASTER --bbox N... [options]",
    flags=(
        Flag(("RASTER",), "any raster that GDAL can read", group="Input"),
        Flag(("--bbox",), "4 numbers (x1 y1 x2 y2, two opposite corners) or 8 (four corners in order round the box), "
                          "x or longitude first, separated by blanks or commas; may be given several times",
             "N...", "Input", repeat=True),
        Flag(("--pixel",), "the numbers are pixels of the file, (0, 0) its outer top-left corner", group="Input"),
        Flag(("--crs",), "the CRS the numbers are in (default: the raster's own)", "CRS", "Input"),
        Flag(("-o", "--output"), "add the descriptions to a GeoPackage (.gpkg) or GeoJSON file (.geojson)", "OUT",
             "Output"),
        Flag(("--json",), "one JSON object per line and nothing else on stdout", group="Output"),
        Flag(("--save-chip",), "write the picture the model saw; of several boxes, numbered ones", "PNG", "Output"),
        *option_flags(),
    ),
    paragraphs=(STREAMS, STATUS, STOPPING),
    examples=(
        "earthscribe describe field.tif --bbox 310 120 372 168 --pixel",
        "earthscribe describe field.tif --bbox -70.15 42.1 -70.149 42.101 --crs EPSG:4326",
        "earthscribe describe scene.tif --bbox 500120,4649800,500180,4649860 -o found.gpkg",
        "earthscribe describe sar.tif --bbox 40 40 90 80 --pixel --stretch -25..0 --json",
    ),
)


@dataclass(frozen=True)
class Output:
    """Where answers go besides the terminal."""

    json: bool
    path: Optional[str]
    chips: Tuple[str, ...] = ()

    def check(self, crs: str) -> None:
        """Refuse a place that cannot take results on a raster of this CRS, before any work is done."""
        if self.path is not None:
            from .. import exchange

            exchange.check(self.path, crs)
        for chip in self.chips:
            check_png(chip)

    def keep(self, description: Description, number: int, source: RasterSource, console: Console) -> None:
        """Show the answer's row, then store it if it is finished: what cannot be stored is not lost."""
        if self.json:
            from ..exchange.schema import to_row

            console.row(to_row(description))
        finished = description.provenance.finish != "stopped"
        if self.chips and finished:
            save_png(self.chips[number], seen(source, description.view))
            console.note(f"{self.chips[number]} holds the picture the model saw.")
        if self.path is not None and finished:
            from .. import exchange

            exchange.append(self.path, [description])
            console.note(f"One description was added to {self.path}.")


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Describe every box in the order given."""
    config = read_config(arguments)
    frame = frame_of(arguments.crs, pixel=arguments.pixel)
    if not arguments.bbox:
        raise BoxMalformed("--bbox is missing")
    boxes = [read_box(text) for text in arguments.bbox]
    output = Output(arguments.json, arguments.output, _chip_paths(arguments.save_chip, len(boxes)))
    if output.path is not None or output.chips:
        console.go_on_unheard()
    source = open_source(arguments.raster)
    try:
        output.check(source.info.crs)
        requests = [_request(place(box, frame, source), source, config, console) for box in boxes]
        return _describe_all(requests, output, config, console, source)
    finally:
        source.close()


def open_source(name: str) -> RasterSource:
    """The raster by a path, made absolute because the model process may run elsewhere, or by a name GDAL knows."""
    from ..raster import open_raster

    return open_raster(str(Path(name).absolute()) if Path(name).exists() else name)


def _request(placed: Placed, source: RasterSource, config: RunConfig, console: Console) -> Request:
    from ..tasks.describe import make_request

    for warning in placed.warnings:
        console.warn(warning)
    for note in placed.notes:
        console.note(note)
    request = make_request(source.info, placed.quad, config)
    return replace(request, crs_operation=placed.crs_operation,
                   notes=(*request.notes, *placed.warnings, *placed.notes))


def _describe_all(requests: Sequence[Request], output: Output, config: RunConfig, console: Console,
                  source: RasterSource) -> int:
    with Interrupt() as interrupt, closing(open_analyst(config)) as analyst:
        listener = Listener(console, interrupt, words=not output.json)
        for number, request in enumerate(requests):
            if number and not output.json:
                console.line()
            description = answer(analyst, request, listener)
            console.end_line()
            if description is not None:
                for note in description.view.notes[len(request.notes):]:
                    console.warn(note)
                output.keep(description, number, source, console)
            if interrupt.asked:
                return console.interrupted()
    return 0


def _chip_paths(first: Optional[str], count: int) -> Tuple[str, ...]:
    """chip.png for one box; chip-1.png, chip-2.png ... for several."""
    if first is None or count == 1:
        return () if first is None else (first,)
    path = Path(first)
    return tuple(str(path.with_name(f"{path.stem}-{number}{path.suffix}")) for number in range(1, count + 1))
