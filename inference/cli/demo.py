"""`earthscribe demo`: what the bundled model says of the sample rasters, as a GeoPackage and a report."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import textwrap
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Iterator, List, Mapping, Tuple

from ..analyst import Analyst
from ..config import RunConfig
from ..errors import BadSetting, OutputUnwritable, SetupError
from ..geometry import PixelQuad, corners_of
from ..raster.source import RasterSource
from ..report.figures import counted
from ..report.sight import Label, Sight, make_sight
from ..report.whole import Whole, make_whole
from ..values import Description
from .answering import Listener, answer, open_analyst
from .command import WIDTH, Command, Flag
from .console import Console
from .describe import open_source
from .interrupt import Interrupt
from .surveying import Surveyed, survey

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
FEATURES, REPORT = "out.gpkg", "report.html"
LAYER_CRS = "EPSG:4326"

SHOWS = """The rasters come from drones, aircraft, satellites, radar and a thermal camera. Objects in given boxes are
described (layer descriptions), each raster is put into words as a whole, and all objects that the bundled model finds
on a georeferenced one become features, too (layer detections)."""

COMMAND = Command(
    "demo",
    "Describe, caption and search sample rasters into a GeoPackage and a report.",
    "[--out DIR]",
    flags=(Flag(("--out",), "the folder for out.gpkg and report.html; the samples' rows and the report are written "
                            "anew, other rows stay (default: demo)", "DIR", "Output"),),
    paragraphs=(SHOWS,),
    examples=("earthscribe demo --out demo",),
)


@dataclass(frozen=True)
class Sample:
    """A raster that comes along, and boxes on it."""

    path: Path
    title: str
    credit: str
    boxes: Tuple[Tuple[str, PixelQuad], ...]
    """What people call the thing (the model is not told), and where it is."""
    config: RunConfig


def read_samples(folder: Path = SAMPLES) -> List[Sample]:
    """What resources/samples/samples.json lists."""
    try:
        listed = json.loads((folder / "samples.json").read_text(encoding="utf-8"))
        return [_sample(folder, row) for row in listed["rasters"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadSetting("samples.json", f"it cannot be read ({error})",
                         hint="Install Earthscribe again: this copy is not complete.") from error


def _sample(folder: Path, row: Mapping[str, Any]) -> Sample:
    boxes = tuple((str(box["title"]), PixelQuad(corners_of(box["polygon_px"]))) for box in row["boxes"])
    return Sample(folder / str(row["file"]), str(row["title"]), str(row["attribution"]), boxes,
                  RunConfig(sensor=str(row["sensor"])))


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Describe, caption and search every sample, and say where the results are."""
    place = _made(Path(arguments.out or "demo"))
    console.go_on_unheard()
    results = _Results()
    with Interrupt() as interrupt, closing(open_analyst(RunConfig())) as analyst:
        listener = Listener(console, interrupt, words=False)
        for sample in read_samples():
            console.line(sample.title)
            with closing(open_source(str(sample.path))) as source:
                results.sights += _describe(sample, source, analyst, listener, len(results.sights))
                _survey(sample, source, analyst, listener, results)
            console.line()
            if interrupt.asked:
                return console.interrupted()
    _write_features(place / FEATURES, results)
    _write_report(place / REPORT, results)
    _tell(console, place, results)
    return 0


@dataclass
class _Results:
    """What has been said of the samples so far."""

    sights: List[Sight] = field(default_factory=list)
    wholes: List[Whole] = field(default_factory=list)
    surveys: List[Surveyed] = field(default_factory=list)
    searched: bool = True
    """False where the network of the bundled model does not run: measurements still do."""

    def placed(self) -> List[Description]:
        """Descriptions with a place on the map."""
        return [each.description for each in self.sights if each.lonlat is not None]

    def found(self, *, placed: bool = False) -> int:
        """How many objects were found, everywhere or on georeferenced rasters."""
        return sum(len(lot.detections) for each in self.surveys for lot in (each.placed if placed else each.found))


def _made(place: Path) -> Path:
    from .. import exchange

    try:
        place.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise OutputUnwritable(str(place), "it is not a folder", hint="Name a folder with --out.",
                               detail=str(error)) from error
    except OSError as error:
        raise OutputUnwritable(str(place), error.strerror or "the folder cannot be made", detail=str(error)) from error
    exchange.check(place / FEATURES)
    exchange.check_detections(place / FEATURES, LAYER_CRS)
    return place


def _describe(sample: Sample, source: RasterSource, analyst: Analyst, listener: Listener,
              count: int) -> Iterator[Sight]:
    from ..tasks.describe import make_request

    for number, (label, box) in enumerate(sample.boxes, count + 1):
        description = answer(analyst, make_request(source.info, box, sample.config), listener)
        if description is None or listener.interrupt.asked:
            break
        listener.console.line(textwrap.fill(description.text, WIDTH, initial_indent=f"{number:>3}  ",
                                            subsequent_indent="     "))
        yield make_sight(source, description, Label(sample.title, sample.credit, label))


def _survey(sample: Sample, source: RasterSource, analyst: Analyst, listener: Listener, results: _Results) -> None:
    """Caption the raster and find its objects, where the network runs."""
    if listener.interrupt.asked or not results.searched:
        return
    try:
        surveyed = survey(analyst, source.info, sample.config, listener)
    except SetupError as error:
        results.searched = False
        listener.console.warn(f"The rasters are not searched for objects: {error.sentence()}")
        return
    if surveyed is not None:
        listener.console.line(surveyed.paragraph())
        results.surveys.append(surveyed)
        results.wholes.append(make_whole(source, surveyed.caption, surveyed.detections))


def _write_features(path: Path, results: _Results) -> None:
    """Rows of an earlier demo go, others stay; the file remains the same one, for somebody may have it open."""
    from .. import exchange
    from ..exchange import gpkg
    from ..exchange.kinds import DESCRIPTIONS, DETECTIONS

    if path.exists():
        rasters = sorted({each.description.view.raster for each in results.sights})
        for kind in (DESCRIPTIONS, DETECTIONS):
            gpkg.clear(path, rasters, kind=kind)
    exchange.append(path, results.placed(), LAYER_CRS)
    if results.searched:
        gpkg.ensure_detections(path, LAYER_CRS)
    for surveyed in results.surveys:
        for found in surveyed.placed:
            gpkg.append_detections(path, found.detections, found.search)


def _write_report(path: Path, results: _Results) -> None:
    from ..report.page import heading_of, render
    from ..report.pictures import replace_file

    today = datetime.now().astimezone().date().isoformat()
    page = render(results.sights, heading_of(results.sights, "What stands where", today, results.wholes),
                  results.wholes)
    replace_file(str(path), page.encode("utf-8"))


def _tell(console: Console, place: Path, results: _Results) -> None:
    features, report = shlex.quote(str(place / FEATURES)), shlex.quote(str(place / REPORT))
    described, placed, found = len(results.sights), len(results.placed()), results.found()
    rasters = counted(len({each.description.view.raster for each in results.sights}), "raster")
    there = f", and the model found {counted(found, 'object') if found else 'none'} there by itself"
    layers = f"layer descriptions ({counted(placed, 'feature')})"
    if results.searched:
        layers = f"layers descriptions ({counted(placed, 'feature')}) and detections ({results.found(placed=True)})"
    wide = max(len(features), len(report))
    console.line(f"{counted(described, 'object')} on {rasters} are described{there if results.searched else ''}:")
    console.line(f"  {features:<{wide}}  {layers}, for QGIS")
    console.line(f"  {report:<{wide}}  one page with pictures and evidence, for a browser")
    _tell_unplaced(console, described - placed, found - results.found(placed=True))
    console.line()
    console.line("Next:")
    opener = "start" if os.name == "nt" else "open" if os.uname().sysname == "Darwin" else "xdg-open"
    for left_side, right_side in (
        (f"{opener} {report}", "read the report"),
        (f"qgis {features}", "see the features; draw a box with the plugin"),
        ("earthscribe describe YOUR.tif --pixel --bbox X1 Y1 X2 Y2", "your own raster"),
        ("earthscribe detect YOUR.tif -o objects.gpkg", "all objects on your own raster"),
        ("earthscribe models --model http://localhost:11434/v1", "what a server of yours offers"),
    ):
        console.line(f"  {left_side:<57} {right_side}")


def _tell_unplaced(console: Console, described: int, found: int) -> None:
    """How many objects have no place on the map."""
    parts = [f"{count} of the {how}" for count, how in ((described, "described"), (found, "found")) if count]
    if parts:
        verb = "lies on a raster" if described + found == 1 else "lie on rasters"
        console.line(f"  ({' and '.join(parts)} {verb} without georeference: in the report only.)")
