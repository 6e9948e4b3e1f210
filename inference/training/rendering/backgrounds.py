"""Real pictures to draw on: arrays with their ground sample distance and the boxes that must not be drawn over."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, FrozenSet, List, Optional, Sequence, Tuple

import numpy as np

from .canvas import Pixels, Points

if TYPE_CHECKING:
    from numpy.random import Generator

DRAWN = ("airplane", "storage-tank", "ship", "sports-court")
"""The classes this renderer draws."""


@dataclass(frozen=True)
class Background:
    """A real picture: pixels (rows, columns, 3), what it shows, and which of the drawn classes it cannot contain."""

    pixels: Pixels
    gsd_m: float
    surface: str = "land"
    """`land` or `water`."""
    look: str = "colour"
    """`colour` or `infrared-false-colour`: the latter is only used for pictures of that look."""
    boxes: Tuple[Tuple[str, Points], ...] = ()
    """What is labelled in it: category and corners (4, 2) in its pixels; never drawn over."""
    free_of: FrozenSet[str] = frozenset()
    """The drawn classes of which it holds no unlabelled object."""


Backgrounds = Sequence[Background]


@dataclass(frozen=True)
class Cut:
    """A square cut out of a background, resampled to the picture's ground sample distance."""

    pixels: Pixels
    boxes: Tuple[Tuple[str, Points], ...]
    free_of: FrozenSet[str]


TRIES = 4
"""How many squares are looked at for one of open water."""

LARGEST_REACH = 1.2
"""How many times its own width a background may be asked to cover, by mirroring at its borders."""


def cut(rng: Generator, backgrounds: Backgrounds, want: Tuple[str, str], size: int, gsd_m: float) -> Optional[Cut]:
    """A random turned or mirrored square of one that shows `want` (surface, look) at this scale, or None."""
    alike = [one for one in backgrounds if (one.surface, one.look) == want]
    fitting = [one for one in alike if _fits(one, size, gsd_m)]
    for _ in range(TRIES if fitting else 0):
        found = _square(rng, fitting[int(rng.integers(len(fitting)))], size, gsd_m)
        if want[0] == "land" or _calm(found):
            return found
    finer = [one for one in alike if one.gsd_m <= gsd_m * 1.25 and min(one.pixels.shape[:2]) * one.gsd_m > 100.0]
    return _quilt(rng, finer, size, gsd_m) if finer and want[0] == "land" else None


def _calm(found: Cut) -> bool:
    """Whether it is open water: at a scale finer than its own a coast would be a smear."""
    return not found.boxes and float(found.pixels[::4, ::4].std(axis=(0, 1)).max()) < 9.0


def _quilt(rng: Generator, patches: Sequence[Background], size: int, gsd_m: float) -> Cut:
    """Many pictures side by side, where one alone is too small for the scale."""
    pixels = np.zeros((size, size, 3), dtype=np.uint8)
    step = min(round(min(one.pixels.shape[:2]) * one.gsd_m / gsd_m) for one in patches)
    offset, start = int(rng.integers(step)), int(rng.integers(len(patches)))
    same = [patches[(start + k) % len(patches)] for k in range(min(len(patches), 12))]
    for y in range(-offset, size, step):
        for x in range(-int(rng.integers(step)), size, step):
            one = same[int(rng.integers(len(same)))]
            side = min(round(step * gsd_m / one.gsd_m), *one.pixels.shape[:2])
            patch = np.rot90(_resampled(one.pixels[:side, :side], step), int(rng.integers(4)))
            (y0, y1), (x0, x1) = (max(y, 0), min(y + step, size)), (max(x, 0), min(x + step, size))
            pixels[y0:y1, x0:x1] = patch[y0 - y:y1 - y, x0 - x:x1 - x]
    shown = frozenset(name for one in same for name, _quad in one.boxes)  # their places are lost in the quilt
    return Cut(pixels, (), frozenset.intersection(*(one.free_of for one in same)) - shown)


def _square(rng: Generator, chosen: Background, size: int, gsd_m: float) -> Cut:
    side = max(round(size * gsd_m / chosen.gsd_m), 8)
    short = max(side - min(chosen.pixels.shape[:2]), 0)
    pixels = chosen.pixels if not short else np.pad(chosen.pixels, ((0, short), (0, short), (0, 0)), mode="symmetric")
    y, x = (int(rng.integers(0, n - side + 1)) for n in pixels.shape[:2])
    boxes = [(name, (quad - (x, y)) * (size / side)) for name, quad in chosen.boxes]
    square = _resampled(pixels[y:y + side, x:x + side], size)
    turns, flip = int(rng.integers(4)), bool(rng.integers(2))
    square = np.rot90(square, turns)
    square = np.ascontiguousarray(square[:, ::-1] if flip else square)
    moved = [(name, _turned(quad, turns, size, flip=flip)) for name, quad in boxes]
    seen = [
        (name, quad)
        for name, quad in moved
        if quad.max() > 0.0 and (quad.min(axis=0) < size).all() and (quad.max(axis=0) > 0.0).all()
    ]
    twice = frozenset(name for name, _quad in chosen.boxes) if short else frozenset()
    return Cut(square, tuple(seen), chosen.free_of - twice)


def _fits(one: Background, size: int, gsd_m: float) -> bool:
    side = size * gsd_m / one.gsd_m
    finest = one.gsd_m if one.surface == "land" else one.gsd_m * 0.2
    return side <= min(one.pixels.shape[:2]) * LARGEST_REACH and gsd_m >= finest * 0.45


def _resampled(square: Pixels, size: int) -> Pixels:
    from PIL import Image

    finer = square.shape[0] > size
    how = Image.Resampling.BOX if finer else Image.Resampling.BICUBIC
    return np.array(Image.fromarray(np.ascontiguousarray(square)).resize((size, size), how), dtype=np.uint8)


def _turned(quad: Points, turns: int, size: int, *, flip: bool) -> Points:
    for _ in range(turns):
        quad = np.stack([quad[:, 1], size - quad[:, 0]], axis=1)
    return np.stack([size - quad[:, 0], quad[:, 1]], axis=1) if flip else quad


@dataclass(frozen=True)
class _Set:
    """How a set of the corpus serves as ground: its look, how much coarser it is kept, what it cannot contain."""

    folder: str
    gsd_m: Optional[float]
    coarser: int
    free_of: Tuple[str, ...]
    look: str = "colour"
    surface: str = "land"
    scenes: Optional[Tuple[str, ...]] = None


_SETS = (
    _Set("naip-california-pools", None, 1, ("airplane", "storage-tank", "ship")),
    _Set("fair-oam-buildings", None, 2, DRAWN),
    _Set("kitais-minsk-cars", 0.15, 2, ("airplane", "storage-tank", "ship")),
    _Set("neon-trees", None, 1, DRAWN),
    _Set("saopaulo-cir-pools", None, 2, ("airplane", "ship"), "infrared-false-colour"),
    _Set("planet-ca-planes-ships", None, 1, DRAWN, surface="water", scenes=("sea", "bay", "harbour", "ocean")),
)


def from_corpus(corpus: Path, most: int = 400) -> Tuple[Background, ...]:
    """Training pictures to draw on, at most so many of each set; nothing of `val` or `evaluation-only` is read."""
    found: List[Background] = []
    for one in _SETS:
        listing = corpus / one.folder / "annotations.jsonl"
        if listing.is_file():
            found += _of_set(one, listing, most)
    return tuple(found)


def _of_set(one: _Set, listing: Path, most: int) -> List[Background]:
    found: List[Background] = []
    for text in listing.read_text(encoding="utf-8").splitlines():
        row = json.loads(text)
        if len(found) >= most:
            break
        gsd = row["gsd_m"] or one.gsd_m
        if row["split"] != "train" or gsd is None:
            continue
        if one.scenes is not None and not any(word in str(row["scene"]) for word in one.scenes):
            continue
        boxes = tuple(
            (str(o["category"]), np.array(o["polygon"], dtype=np.float64) / one.coarser) for o in row["objects"]
        )
        free = frozenset(one.free_of) | (frozenset(row.get("labelled", ())) & frozenset(DRAWN))
        pixels = _read(listing.parent / row["image"], one.coarser)
        found.append(Background(pixels, gsd * one.coarser, one.surface, one.look, boxes, free))
    return found


def _read(path: Path, coarser: int) -> Pixels:
    from PIL import Image

    with Image.open(path) as image:
        rgb = image.convert("RGB")
        return np.array(rgb.reduce(coarser) if coarser > 1 else rgb, dtype=np.uint8)
