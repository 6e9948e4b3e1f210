"""Asks the bundled model about labelled places it has not learnt from: `python -m dev.examples FOLDER`.

FOLDER is the corpus, one folder per set; docs/examples.md and its pictures are written. What is asked about follows
from a fixed rule, how it is asked is what every user gets, and whether the answer is right is decided by the label.
"""

from __future__ import annotations

import hashlib
import io
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from earthscribe.inference.analyst import Analyst
from earthscribe.inference.cli.answering import open_analyst
from earthscribe.inference.config import RunConfig
from earthscribe.inference.detection.card import read_model
from earthscribe.inference.detection.session import cuda_offered
from earthscribe.inference.errors import EarthscribeError, NoImageThere
from earthscribe.inference.evaluation.sources import SOURCES, TRAINED
from earthscribe.inference.framing import LEAST_SIDE_PX, chip_quad
from earthscribe.inference.geometry import PixelQuad
from earthscribe.inference.picture import outlined
from earthscribe.inference.raster import open_raster
from earthscribe.inference.raster.source import RasterSource
from earthscribe.inference.report.pictures import seen
from earthscribe.inference.tasks.describe import make_request
from earthscribe.inference.training.classes import CLASSES, IGNORE, NUMBER, RULES, SAME, TAUGHT
from earthscribe.inference.values import Description, View, never

from .examples_page import FOLDER, Example, outcome_of, page

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGE = DOCS / "examples.md"
ANNOTATIONS = "annotations.jsonl"
SETS = tuple(name for name, source in SOURCES.items() if source.shown and source.use == TRAINED)
"""The sets with held-out pictures that may be shown with their attribution."""
OBJECTS = {"infrared": 6, "optical": 8, "sar": 3, "multispectral": 3}
"""How many labelled objects are asked about per sensor."""
EMPTY = 4
"""How many places where nothing is marked."""
BEGIN = "Earthscribe 1"
"""What the order of everything follows from."""
TRIES = 200
LONGEST, LARGEST, QUALITY, LEAST_QUALITY = 320, 25_000, 84, 40
"""Of a picture: its longer side in pixels, its bytes, its quality as JPEG."""


@dataclass(frozen=True)
class Picture:
    """One held-out picture of a set, not yet read."""

    source: str
    path: Path
    sensor: str
    size: tuple[int, int]
    gsd: float | None
    objects: tuple[tuple[str, PixelQuad], ...]
    """Class and box of every labelled object, doubtful ones as `ignore`."""
    complete: bool
    """Whether every object that the model can name in a picture of this sensor has a box."""

    @property
    def key(self) -> str:
        """What it is called whatever machine it lies on."""
        return f"{self.source}/{self.path.name}"


@dataclass(frozen=True)
class Place:
    """A box to ask about; without a label nothing is there."""

    picture: Picture
    box: PixelQuad
    label: str | None


def order(key: str) -> str:
    """Where something comes among its like: by chance, and the same for everybody."""
    return hashlib.sha256(f"{BEGIN}/{key}".encode()).hexdigest()


def chance(key: str) -> float:
    """A number below 1 that is the same for everybody."""
    return int(order(key)[:8], 16) / 2**32


def read_pictures(corpus: Path) -> list[Picture]:
    """The held-out pictures of every set that may be shown."""
    found = [picture for name in SETS if (corpus / name / ANNOTATIONS).is_file()
             for picture in _read_set(corpus / name)]
    if not found:
        raise NoImageThere(str(corpus), "it holds none of the sets " + ", ".join(SETS))
    return found


def _read_set(folder: Path) -> Iterator[Picture]:
    rule = RULES[folder.name]
    for line in (folder / ANNOTATIONS).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["split"] == "val":
            able = {NUMBER[name] for name in TAUGHT[row["sensor"]]}
            complete = able <= rule.counted(row.get("labelled")) - rule.incomplete()
            yield Picture(folder.name, _best_file(folder, row["image"]), row["sensor"], (row["width"], row["height"]),
                          row["gsd_m"], tuple(_objects(row["objects"])), complete)


def _best_file(folder: Path, image: str) -> Path:
    """The georeferenced raster of a picture, where the set has it."""
    raster = folder / "geotiff" / f"{Path(image).stem}.tif"
    return raster if raster.is_file() else folder / image


def _objects(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, PixelQuad]]:
    for row in rows:
        name = SAME.get(row["category"], row["category"])
        a, b, c, d = ((float(x), float(y)) for x, y in row["polygon"])
        yield name if name in NUMBER else IGNORE, PixelQuad((a, b, c, d))


def choose(pictures: Sequence[Picture], objects: Mapping[str, int] = OBJECTS, empty: int = EMPTY) -> list[Place]:
    """What is asked about: labelled objects of each sensor, then places where nothing is marked."""
    places: list[Place] = []
    for sensor, count in objects.items():
        places += _labelled([each for each in pictures if each.sensor == sensor], count)
    return places + _unmarked(pictures, empty, {each.picture.key for each in places})


def _labelled(pictures: Sequence[Picture], count: int) -> list[Place]:
    """Set and class take turns; of each the objects come in order, one per picture."""
    kinds: dict[tuple[int, int], list[tuple[str, Place]]] = {}
    for picture in pictures:
        for number, (name, box) in enumerate(picture.objects):
            if name != IGNORE and _askable(box, picture.size):
                kind = SETS.index(picture.source), CLASSES.index(name)
                kinds.setdefault(kind, []).append((order(f"{picture.key}/{number}"), Place(picture, box, name)))
    queues = [[place for _, place in sorted(kinds[kind], key=lambda row: row[0])] for kind in sorted(kinds)]
    chosen: list[Place] = []
    while len(chosen) < count and any(queues):
        for queue in queues:
            while queue and queue[0].picture in [each.picture for each in chosen]:
                queue.pop(0)
            if queue and len(chosen) < count:
                chosen.append(queue.pop(0))
    return chosen


def _askable(box: PixelQuad, size: tuple[int, int]) -> bool:
    """Whether a box lies in its picture and is large enough to be asked about."""
    left, top, right, bottom = box.bounds()
    return min(left, top) >= 0.0 and right <= size[0] and bottom <= size[1] and min(box.sides) >= LEAST_SIDE_PX


def _unmarked(pictures: Sequence[Picture], count: int, used: set[str]) -> list[Place]:
    """Boxes of the size of an object of the same set where none is; sets take turns, new pictures come first."""
    queues = [sorted((each for each in pictures if each.source == name and each.complete),
                     key=lambda each: (each.key in used, order(each.key))) for name in SETS]
    queues, chosen = [queue for queue in queues if queue], []
    while len(chosen) < count and any(queues):
        for queue in queues:
            place = None
            while queue and place is None:
                place = _free_place(queue.pop(0), pictures)
            if place and len(chosen) < count:
                chosen.append(place)
    return chosen


def _free_place(picture: Picture, pictures: Sequence[Picture]) -> Place | None:
    """A box of the shape of some object of the set that stays clear of everything marked, if chance finds one."""
    shapes = sorted(((order(f"{picture.key} like {each.key}/{number}"), box) for each in pictures
                     if each.source == picture.source for number, (name, box) in enumerate(each.objects)
                     if name != IGNORE and _askable(box, each.size)), key=lambda row: row[0])
    for number in range(TRIES if shapes else 0):
        middle = [chance(f"{picture.key} {axis}{number}") * side for axis, side in zip("xy", picture.size, strict=True)]
        box = _moved(shapes[0][1], middle[0], middle[1])
        if _askable(box, picture.size) and all(_apart(box, each) for _, each in picture.objects):
            return Place(picture, box, None)
    return None


def _moved(box: PixelQuad, x: float, y: float) -> PixelQuad:
    """The same box round another middle."""
    across, down = x - box.centre[0], y - box.centre[1]
    a, b, c, d = ((round(px + across, 1), round(py + down, 1)) for px, py in box.corners)
    return PixelQuad((a, b, c, d))


def _apart(first: PixelQuad, second: PixelQuad) -> bool:
    """Whether the box is at least its own length away from another one."""
    margin = max(first.sides)
    (left, top, right, bottom), other = first.bounds(), second.bounds()
    return (left - margin > other[2] or right + margin < other[0] or top - margin > other[3]
            or bottom + margin < other[1])


def ask(places: Sequence[Place], folder: Path) -> list[Example]:
    """What the model says of every place, with its picture written into the folder, where no others stay."""
    folder.mkdir(parents=True, exist_ok=True)
    for each in folder.glob("*.jpg"):
        each.unlink()
    examples: list[Example] = []
    with closing(open_analyst(RunConfig(keep_mb=0))) as analyst:
        for number, place in enumerate(places, 1):
            example = _asked(place, analyst, folder / f"{number:02}-{place.picture.source}.jpg")
            print(f"{number:2}  {place.label or 'nothing':14} {example.outcome:15} {example.text[:70]}", flush=True)
            examples.append(example)
    return examples


def _asked(place: Place, analyst: Analyst, file: Path) -> Example:
    picture, card = place.picture, read_model().card
    with open_raster(str(picture.path.absolute())) as source:
        placed = source.info.grid.referenced
        config = RunConfig(sensor=picture.sensor, gsd=0.0 if placed else picture.gsd or 0.0)
        request = make_request(source.info, place.box, config)
        (said,) = [each for each in analyst.run(request, never) if isinstance(each, Description)]
        if not said.provenance.revision.endswith(card.revision):
            raise NoImageThere(picture.key, "; ".join(said.view.notes) or "the network did not look at it")
        file.write_bytes(shown(source, said.view))
    known = "scale from the georeference" if placed else "scale not known"
    scale = f"told that a pixel is {config.gsd:g} m" if config.gsd else known
    return Example(file.name, picture.source, picture.path.name, picture.sensor, place.label,
                   outcome_of(place.label, said), said.text, scale, place.label in (None, *card.names))


def shown(source: RasterSource, view: View) -> bytes:
    """What the model saw with the box drawn in, as a small JPEG."""
    from PIL import Image

    chip = Image.fromarray(seen(source, view))
    factor = LONGEST / max(chip.size)
    size = round(chip.width * factor), round(chip.height * factor)
    small = np.asarray(chip.resize(size, Image.Resampling.LANCZOS if factor < 1 else Image.Resampling.BICUBIC))
    a, b, c, d = ((x * size[0] / chip.width, y * size[1] / chip.height)
                  for x, y in chip_quad(view.quad, view.framing).corners)
    drawn = Image.fromarray(outlined(small, PixelQuad((a, b, c, d))))
    for quality in range(QUALITY, LEAST_QUALITY - 1, -4):
        stream = io.BytesIO()
        drawn.save(stream, "JPEG", quality=quality, optimize=True)
        if stream.tell() <= LARGEST:
            break
    return stream.getvalue()


def model_asked() -> str:
    """Which network answers on this machine."""
    file = read_model(eight_bit=not cuda_offered())
    return f"revision `{file.card.revision}`, in the form `{file.path.name}`"


def main(arguments: list[str]) -> int:
    """Ask, and write the page with its pictures."""
    if len(arguments) != 1:
        print("python -m dev.examples FOLDER: the folder of labelled sets, see docs/training.md", file=sys.stderr)
        return 2
    try:
        examples = ask(choose(read_pictures(Path(arguments[0]))), DOCS / FOLDER)
    except EarthscribeError as error:
        print(error.sentence(), file=sys.stderr)
        return 2
    PAGE.write_text(page(examples, model_asked()), encoding="utf-8", newline="\n")
    print(f"{PAGE} was written.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
