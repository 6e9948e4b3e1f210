"""The labelled pictures of a corpus folder, decoded once and held in memory."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Dict, FrozenSet, Iterator, List, Mapping, Optional, Sequence, Tuple

import numpy as np

from ..errors import BadAnnotation, NoImageThere
from .classes import CAR_LENGTH_M, IGNORE, NUMBER, RULES, SAME, SET_CLASSES

Array = Any
"""A numpy array, told by the words around it."""
ANNOTATIONS = "annotations.jsonl"
AXIS_ALIGNED = math.radians(0.5)


@dataclass(frozen=True)
class Truth:
    """The labelled objects of a picture: boxes [n, 5] as cx, cy, length, width, angle of the long side in radians."""

    boxes: Array
    labels: Array
    oriented: Array
    ignored: Array

    @classmethod
    def empty(cls) -> Truth:
        """No object at all."""
        none = np.zeros((0, 5))
        return cls(none, np.zeros(0, np.int64), np.zeros(0, bool), none)


@dataclass(frozen=True)
class Picture:
    """One decoded picture with its truth; `counted` are the classes that are background where there is no box."""

    source: str
    name: str
    split: str
    sensor: str
    pixels: Array
    truth: Truth
    counted: FrozenSet[int]
    gsd: Optional[float]
    gsd_derived: bool = False

    @property
    def size(self) -> Tuple[int, int]:
        """Width and height."""
        return int(self.pixels.shape[1]), int(self.pixels.shape[0])


def box_of(polygon: Sequence[Sequence[float]]) -> Tuple[float, float, float, float, float]:
    """Centre, length, width and direction of the long side of four corners."""
    points = np.asarray(polygon, np.float64)
    first = (points[1] - points[0] + points[2] - points[3]) / 2
    second = (points[2] - points[1] + points[3] - points[0]) / 2
    long, short = (first, second) if math.hypot(*first) >= math.hypot(*second) else (second, first)
    x, y = points.mean(axis=0)
    return float(x), float(y), math.hypot(*long), math.hypot(*short), math.atan2(long[1], long[0])


def truth_of(objects: Sequence[Mapping[str, Any]]) -> Truth:
    """The objects of one annotation line; what is neither a known class nor to be ignored is ignored, too."""
    boxes: List[Tuple[float, ...]] = []
    labels: List[int] = []
    oriented: List[bool] = []
    ignored: List[Tuple[float, ...]] = []
    for each in objects:
        category = SAME.get(each["category"], each["category"])
        box = box_of(each["polygon"])
        if category == IGNORE or category not in NUMBER:
            ignored.append(box)
            continue
        boxes.append(box)
        labels.append(NUMBER[category])
        oriented.append(bool(each["obb"]))
    return Truth(
        np.array(boxes, np.float64).reshape(-1, 5), np.array(labels, np.int64), np.array(oriented, bool),
        np.array(ignored, np.float64).reshape(-1, 5),
    )


def read_corpus(folder: Path, *, splits: Sequence[str] = ("train", "val")) -> List[Picture]:
    """Every picture of the sets that may be trained on; a set that is not there is left out."""
    found = [picture for name in RULES if (folder / name / ANNOTATIONS).exists()
             for picture in read_set(folder / name, splits=splits)]
    if not found:
        raise NoImageThere(str(folder), "it holds none of the sets " + ", ".join(RULES))
    return found


def read_set(folder: Path, *, splits: Sequence[str]) -> List[Picture]:
    """The pictures of one set, with resolutions derived where the set has none."""
    pictures = list(_lines(folder, splits))
    return derive_resolutions(pictures) if any(each.gsd is None for each in pictures) else pictures


def _lines(folder: Path, splits: Sequence[str]) -> Iterator[Picture]:
    from PIL import Image

    rule = RULES[folder.name]
    with (folder / ANNOTATIONS).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
                if row["split"] not in splits:
                    continue
                with Image.open(folder / row["image"]) as image:
                    pixels = np.asarray(image if image.mode == "L" else image.convert("RGB"))
                truth = truth_of(row["objects"])
            except (ValueError, KeyError, OSError) as problem:
                raise BadAnnotation(str(folder / ANNOTATIONS), f"line {number} cannot be used ({problem})") from problem
            counted = rule.counted(row.get("labelled"))
            if folder.name in SET_CLASSES:
                here = frozenset(int(label) for label in truth.labels)
                counted -= frozenset(NUMBER[name] for name in SET_CLASSES[folder.name]) - here
            yield Picture(folder.name, row["image"], row["split"], row["sensor"], pixels, truth, counted, row["gsd_m"])


def derive_resolutions(pictures: Sequence[Picture]) -> List[Picture]:
    """Give pictures of a sequence the resolution at which its cars have the usual length.

    A sequence without cars whose name tells flight height and pitch gets the one that fits these.
    """
    lengths: Dict[str, List[float]] = {}
    for picture in pictures:
        cars = picture.truth.boxes[(picture.truth.labels == NUMBER["car"]) & picture.truth.oriented]
        lengths.setdefault(sequence_of(picture), []).extend(float(length) for length in cars[:, 2])
    known = {name: CAR_LENGTH_M / float(np.median(found)) for name, found in lengths.items() if len(found) >= 8}
    rates = [known[name] / reach for name in known for reach in [reach_of(name)] if reach]
    rate = float(np.median(rates)) if rates else None
    result: List[Picture] = []
    for picture in pictures:
        name = sequence_of(picture)
        gsd, reach = known.get(name), reach_of(name)
        if gsd is None and reach and rate is not None:
            gsd = reach * rate
        if picture.gsd is None and gsd is not None:
            picture = replace(picture, gsd=gsd, gsd_derived=True)  # noqa: PLW2901 - the same picture, told more
        result.append(picture)
    return result


def sequence_of(picture: Picture) -> str:
    """The flight that a picture belongs to, by its name."""
    stem = Path(picture.name).stem
    flight = re.fullmatch(r"([01]_\d+_\d+)_\d+_\d+", stem)
    return f"{picture.source}/{flight.group(1)}" if flight else f"{picture.source}/{re.sub(r'-?[0-9]+$', '', stem)}"


def reach_of(sequence: str) -> Optional[float]:
    """How far away the ground in the middle of the picture is, in metres, where the name tells it."""
    flight = re.search(r"/[01]_(\d+)_(\d+)$", sequence)
    if not flight or int(flight.group(2)) == 0:
        return None
    return int(flight.group(1)) / math.sin(math.radians(int(flight.group(2))))
