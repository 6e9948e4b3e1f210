"""`earthscribe classify`: which class a box on a raster shows, of all that the model knows or of a list."""

from __future__ import annotations

import argparse
from contextlib import closing
from dataclasses import replace
from typing import Sequence, Tuple

from ..config import RunConfig
from ..errors import BoxMalformed
from ..raster.source import RasterSource
from ..values import Label, Request
from .answering import Listener, answer, open_analyst
from .box import Placed, frame_of, place, read_box
from .command import Command, Flag, option_flags
from .console import Console
from .describe import open_source
from .interrupt import Interrupt
from .parser import read_config
from .viewing import OPTIONS, STATUS
from .wanted import found_anywhere, read_classes

SAYS = """Without --classes the likeliest class of all that the model knows; with it the probabilities of those classes
and of "none of these", which add up to one. They are made from the calibrated confidences of the detector, as
docs/answers.md tells."""

COMMAND = Command(
    "classify",
    "Say which class of object a box shows.",
    "RASTER --bbox N... [options]",
    flags=(
        Flag(("RASTER",), "any raster or image that GDAL can read", group="Input"),
        Flag(("--bbox",), "4 numbers (x1 y1 x2 y2, two opposite corners) or 8 (four corners in order round the box), "
                          "x or longitude first, separated by blanks or commas; may be given several times",
             "N...", "Input", repeat=True),
        Flag(("--pixel",), "the numbers are pixels of the file, (0, 0) its outer top-left corner", group="Input"),
        Flag(("--crs",), "the CRS the numbers are in (default: the raster's own)", "CRS", "Input"),
        Flag(("--classes",), "only these classes, separated by commas (default: all that the model knows)", "A,B",
             "Input"),
        Flag(("--json",), "one JSON object per line and nothing else on stdout", group="Output"),
        *(flag for flag in option_flags() if flag.names[0] in (*OPTIONS, "--context")),
    ),
    paragraphs=(SAYS, STATUS),
    examples=(
        "earthscribe classify field.tif --bbox 310 120 372 168 --pixel",
        "earthscribe classify field.tif --bbox 310 120 372 168 --pixel --classes car,tree",
    ),
)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Classify every box in the order given."""
    config = read_config(arguments)
    frame = frame_of(arguments.crs, pixel=arguments.pixel)
    if not arguments.bbox:
        raise BoxMalformed("--bbox is missing")
    classes = read_classes(arguments.classes)
    boxes = [read_box(text) for text in arguments.bbox]
    source = open_source(arguments.raster)
    try:
        requests = [_request(place(box, frame, source), source, classes, config, console) for box in boxes]
    finally:
        source.close()
    return _classify(requests, config, console, json=arguments.json)


def _request(placed: Placed, source: RasterSource, classes: Tuple[str, ...], config: RunConfig,
             console: Console) -> Request:
    from ..tasks.classify import make_request

    for warning in placed.warnings:
        console.warn(warning)
    for note in placed.notes:
        console.note(note)
    request = found_anywhere(make_request(source.info, placed.quad, classes, config))
    return replace(request, crs_operation=placed.crs_operation,
                   notes=(*request.notes, *placed.warnings, *placed.notes))


def _classify(requests: Sequence[Request], config: RunConfig, console: Console, *, json: bool) -> int:
    from ..exchange.telling import to_row

    with Interrupt() as interrupt, closing(open_analyst(config)) as analyst:
        for request in requests:
            label = answer(analyst, request, Listener(console, interrupt, words=not json))
            console.end_line()
            if label is not None:
                for note in label.view.notes[len(request.notes):]:
                    console.warn(note)
            if json and label is not None:
                console.row(to_row(label))
            elif isinstance(label, Label) and request.classes:
                for name, share in label.probabilities:
                    console.line(f"  {share:4.2f}  {name}")
            if interrupt.asked:
                return console.interrupted()
    return 0
