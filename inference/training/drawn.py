"""Rendered pictures for training and for choosing thresholds, drawn once and kept beside the run."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, Dict, FrozenSet, List, Sequence, Tuple

import numpy as np

from .classes import CLASSES, IGNORE, NUMBER
from .data import Picture, truth_of
from .rendering import Backgrounds, Rendered, from_corpus, render, validation

Array = Any
SOURCE = "rendered"
SIDE = 384
VALIDATION_SEED = 11
SENSOR_NUMBERS = ("optical", "multispectral")


def drawn_pictures(folder: Path, corpus: Path, seed: int, count: int, tell: Callable[[str], None]) -> List[Picture]:
    """So many rendered pictures; drawn now if the folder does not hold them yet."""
    path = folder / f"rendered-{seed}-{count}.npz"
    if not path.exists():
        tell(f"drawing {count} pictures into {path.name}")
        folder.mkdir(parents=True, exist_ok=True)
        grounds = from_corpus(corpus)
        keep(path, [render(np.random.default_rng((seed, 77, number)), grounds, SIDE) for number in range(count)])
    return kept(path, "train")


def held_out(count: int, grounds: Backgrounds = ()) -> List[Picture]:
    """Rendered pictures that no training draws."""
    drawn = validation(VALIDATION_SEED, count, grounds, SIDE)
    return [picture_of(each, f"validation-{number}", "val") for number, each in enumerate(drawn)]


def picture_of(drawn: Rendered, name: str, split: str) -> Picture:
    """A rendered picture as the corpus' pictures are."""
    objects = [{"category": category, "polygon": quad.tolist(), "obb": oriented}
               for category, quad, oriented in drawn.objects]
    counted = frozenset(NUMBER[each] for each in drawn.labelled if each in NUMBER)
    return Picture(SOURCE, name, split, drawn.sensor, drawn.pixels, truth_of(objects), counted, drawn.gsd_m)


def keep(path: Path, drawn: Sequence[Rendered]) -> None:
    """Write rendered pictures as plain arrays, whole or not at all."""
    names = (*CLASSES, IGNORE)
    rows = [(number, names.index(category), float(oriented), *np.asarray(quad, np.float64).reshape(8))
            for number, each in enumerate(drawn) for category, quad, oriented in each.objects]
    arrays: Dict[str, Array] = {
        "pixels": np.stack([each.pixels for each in drawn]),
        "sensors": np.array([SENSOR_NUMBERS.index(each.sensor) for each in drawn]),
        "gsd": np.array([each.gsd_m for each in drawn]),
        "labelled": np.array([[name in each.labelled for name in CLASSES] for each in drawn]),
        "objects": np.array(rows, np.float64).reshape(-1, 11),
    }
    partial = path.with_suffix(".partial.npz")
    np.savez(partial, **arrays)
    partial.replace(path)


def kept(path: Path, split: str) -> List[Picture]:
    """The rendered pictures of a file."""
    names = (*CLASSES, IGNORE)
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    pictures: List[Picture] = []
    for number, pixels in enumerate(arrays["pixels"]):
        mine = arrays["objects"][arrays["objects"][:, 0] == number]
        objects = [{"category": names[int(row[1])], "polygon": row[3:].reshape(4, 2), "obb": bool(row[2])}
                   for row in mine]
        counted: FrozenSet[int] = frozenset(np.flatnonzero(arrays["labelled"][number]).tolist())
        sensor = SENSOR_NUMBERS[int(arrays["sensors"][number])]
        size: Tuple[float, str] = float(arrays["gsd"][number]), f"{path.stem}-{number}"
        pictures.append(Picture(SOURCE, size[1], split, sensor, pixels, truth_of(objects), counted, size[0]))
    return pictures
