"""`earthscribe demo`: the main job on the sample rasters that come along, into a GeoPackage and a report."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import textwrap
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, List, Mapping, Sequence, Tuple

from ..config import RunConfig
from ..errors import BadSetting, OutputUnwritable
from ..geometry import PixelQuad, corners_of
from ..report.sight import Label, Sight, make_sight
from ..values import Description
from .answering import Listener, answer, open_analyst
from .command import WIDTH, Command, Flag
from .console import Console
from .describe import open_source
from .interrupt import Interrupt

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
FEATURES, REPORT = "out.gpkg", "report.html"
LAYER_CRS = "EPSG:4326"

COMMAND = Command(
    "demo",
    "Describe sample rasters of several sensors into a GeoPackage and a report.",
    "[--out DIR]",
    flags=(Flag(("--out",), "the folder for out.gpkg and report.html; the samples' rows and the report are written "
                            "anew, other rows stay (default: demo)", "DIR", "Output"),),
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
    """Describe every sample and say where the results are."""
    place = _made(Path(arguments.out or "demo"))
    console.go_on_unheard()
    sights: List[Sight] = []
    with Interrupt() as interrupt, closing(open_analyst(RunConfig())) as analyst:
        listener = Listener(console, interrupt, words=False)
        for sample in read_samples():
            console.line(sample.title)
            sights += _describe(sample, analyst, listener, len(sights))
            if interrupt.asked:
                return console.interrupted()
    placed = [each.description for each in sights if each.lonlat is not None]
    _write_features(place / FEATURES, placed)
    _write_report(place / REPORT, sights)
    _tell(console, place, sights, placed)
    return 0


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
    return place


def _describe(sample: Sample, analyst: Any, listener: Listener, count: int) -> List[Sight]:
    from ..tasks.describe import make_request

    sights: List[Sight] = []
    with closing(open_source(str(sample.path))) as source:
        for label, box in sample.boxes:
            description = answer(analyst, make_request(source.info, box, sample.config), listener)
            if description is None or listener.interrupt.asked:
                break
            number = f"{count + len(sights) + 1:>3}  "
            listener.console.line(textwrap.fill(description.text, WIDTH, initial_indent=number,
                                                subsequent_indent="     "))
            sights.append(make_sight(source, description, Label(sample.title, sample.credit, label)))
    listener.console.line()
    return sights


def _write_features(path: Path, descriptions: Sequence[Description]) -> None:
    """Rows of an earlier demo go, others stay; the file remains the same one, for somebody may have it open."""
    from .. import exchange
    from ..exchange import gpkg

    if path.exists():
        gpkg.clear(path, sorted({each.view.raster for each in descriptions}))
    exchange.append(path, descriptions, LAYER_CRS)


def _write_report(path: Path, sights: Sequence[Sight]) -> None:
    from ..report.page import heading_of, render
    from ..report.pictures import replace_file

    today = datetime.now().astimezone().date().isoformat()
    page = render(sights, heading_of(sights, "What stands where", today))
    replace_file(str(path), page.encode("utf-8"))


def _tell(console: Console, place: Path, sights: Sequence[Sight], placed: Sequence[Description]) -> None:
    features, report = shlex.quote(str(place / FEATURES)), shlex.quote(str(place / REPORT))
    rasters = len({each.description.view.raster for each in sights})
    console.line(f"{len(sights)} objects on {rasters} rasters are described:")
    wide = max(len(features), len(report))
    console.line(f"  {features:<{wide}}  {len(placed)} features with their style, for QGIS")
    console.line(f"  {report:<{wide}}  one page with pictures and evidence, for a browser")
    left = len(sights) - len(placed)
    if left:
        verb = "lies on a raster" if left == 1 else "lie on rasters"
        console.line(f"  ({left} of the objects {verb} without georeference and stand in the report only.)")
    console.line()
    console.line("Next:")
    opener = "start" if os.name == "nt" else "open" if os.uname().sysname == "Darwin" else "xdg-open"
    for left_side, right_side in (
        (f"{opener} {report}", "read the report"),
        (f"qgis {features}", "see the features; draw a box with the plugin"),
        ("earthscribe describe YOUR.tif --pixel --bbox X1 Y1 X2 Y2", "your own raster"),
        ("earthscribe models --model http://localhost:11434/v1", "what a server of yours offers"),
    ):
        console.line(f"  {left_side:<57} {right_side}")
