"""A chip as somebody's own model takes it: channels, order, scale, type, and the grey it knows round pictures.

Tiles here are cut to the very size a model takes, so nothing is resized. What lies outside the raster is black in a
chip; a model of Ultralytics learnt with grey borders, so black borders become grey for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping, Optional, Sequence, Tuple

import numpy as np
from numpy.typing import NDArray

from ...errors import BadDescription, NoDetector
from .description import CHANNELS, Description
from .stated import Stated

TYPES: Mapping[str, Any] = {"tensor(float)": np.float32, "tensor(float16)": np.float16, "tensor(double)": np.float64,
                            "tensor(uint8)": np.uint8}
BORDER = 114
"""The grey of Ultralytics' borders."""
GREY = (0.299, 0.587, 0.114)
SMALLEST, LARGEST = 16, 8192
"""Sides of an input that can be served."""
MOST_CHANNELS = 16
SIZES, MASK = ("orig_target_sizes", "orig_size", "target_sizes"), ("pixel_mask",)
"""Further inputs that are understood: the size of the picture, and which of its pixels are one."""

Shape = Tuple[Any, ...]
Declared = Sequence[Tuple[str, str, Shape]]


@dataclass(frozen=True)
class Channels:
    """Where an input has its channels, rows and columns; None: as many as are given."""

    last: bool
    batched: bool
    count: int
    height: Optional[int]
    width: Optional[int]
    batch: Optional[int]


@dataclass(frozen=True)
class Input:
    """How a chip becomes the input of a model."""

    name: str
    dtype: Any
    shape: Channels
    order: Tuple[str, ...]
    divisor: float
    mean: Tuple[float, ...] = ()
    std: Tuple[float, ...] = ()
    border: Optional[int] = None
    sizes: str = ""
    """The input that is told the size of the picture, "" for none."""
    mask: str = ""

    def prepared(self, chip: NDArray[np.uint8]) -> NDArray[Any]:
        """[channels, height, width], or [height, width, channels]."""
        shown = chip if self.border is None else bordered(chip, self.border)
        height, width = shown.shape[:2]
        count = len(self.order)
        single = np.float64 if self.dtype is np.float64 else np.float32
        planes: NDArray[Any] = np.empty((count, height, width), dtype=single)
        for channel, name in enumerate(self.order):
            planes[channel] = _plane(shown, name)
        if self.divisor != 1.0:
            planes *= single(1.0 / self.divisor)
        for values, way in ((self.mean, np.subtract), (self.std, np.divide)):
            if values:
                each = np.array(values if len(values) == count else [values[0]] * count, dtype=single)
                way(planes, each[:, np.newaxis, np.newaxis], out=planes)
        if self.dtype is np.uint8:
            planes = np.clip(np.rint(planes), 0, 255)
        turned = np.moveaxis(planes, 0, -1) if self.shape.last else planes
        return np.ascontiguousarray(turned, dtype=self.dtype)

    def feeds(self, batch: NDArray[Any], size: Tuple[int, int]) -> Mapping[str, NDArray[Any]]:
        """Everything the model wants to be given for a batch of chips of `size` = (width, height)."""
        given = {self.name: batch if self.shape.batched else batch[0]}
        if self.sizes:
            given[self.sizes] = np.tile(np.array([size], dtype=np.int64), (len(batch), 1))
        if self.mask:
            given[self.mask] = np.ones((len(batch), size[1], size[0]), dtype=np.int64)
        return given


def _plane(shown: NDArray[np.uint8], name: str) -> NDArray[Any]:
    if name == "zero":
        return np.zeros(shown.shape[:2], dtype=np.float32)
    if name == "grey":
        return np.asarray(np.dot(shown.astype(np.float32), np.array(GREY, dtype=np.float32)))
    return shown[..., ("red", "green", "blue").index(name)]


def bordered(chip: NDArray[np.uint8], grey: int) -> NDArray[np.uint8]:
    """A chip whose wholly black rows and columns at its edges are grey instead."""
    lit: NDArray[np.bool_] = np.any(chip, axis=2)
    rows, columns = np.nonzero(np.any(lit, axis=1))[0], np.nonzero(np.any(lit, axis=0))[0]
    if not len(rows) or (rows[0] == 0 and columns[0] == 0 and rows[-1] == chip.shape[0] - 1
                         and columns[-1] == chip.shape[1] - 1):
        return chip
    painted = np.full_like(chip, grey)
    inside = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
    painted[inside] = chip[inside]
    return painted


def input_of(declared: Declared, stated: Stated, description: Description, path: str) -> Input:
    """How pictures are given to a model with these inputs; a model that wants something else is refused."""
    pictures = [each for each in declared if len(each[2]) == 4] or [each for each in declared if len(each[2]) == 3]
    if len(pictures) != 1:
        listed = "; ".join(f"{name[:40]} {list(shape)}" for name, _, shape in declared[:6]) or "nothing"
        raise NoDetector(path, f"it takes no picture ({listed})", hint="Choose a model that looks at pictures.")
    name, kind, shape = pictures[0]
    if kind not in TYPES:
        raise NoDetector(path, f"its pictures are of the type {kind}", hint="Export it with float32 inputs.")
    channels = _channels(shape, description.layout)
    order = _order(channels.count, description, path)
    dtype = TYPES[kind]
    divisor = stated.divisor or (1.0 if dtype is np.uint8 else 255.0)
    for word, values in (("mean", stated.mean), ("std", stated.std)):
        if len(values) not in (0, 1, channels.count):
            raise NoDetector(path, f"it has {channels.count} channels and {len(values)} numbers as {word}")
    _check_sides(channels, path)
    sizes, mask = _others([each for each in declared if each[0] != name], path)
    border = BORDER if stated.family == "ultralytics" else None
    return Input(name, dtype, channels, order, divisor, stated.mean, stated.std, border, sizes, mask)


def _channels(shape: Shape, layout: str) -> Channels:
    batched = len(shape) == 4
    batch = _whole(shape[0]) if batched else 1
    three = shape[1:] if batched else shape
    first, last = _whole(three[0]), _whole(three[2])
    end = layout == "nhwc" or (not layout and (first is None or first > MOST_CHANNELS) and last is not None
                               and last <= MOST_CHANNELS)
    count = last if end else first
    height, width = (three[0], three[1]) if end else (three[1], three[2])
    return Channels(end, batched, count or 3, _whole(height), _whole(width), batch)


def _whole(dimension: Any) -> Optional[int]:
    return dimension if isinstance(dimension, int) and dimension > 0 else None


def _order(count: int, description: Description, path: str) -> Tuple[str, ...]:
    if description.channels:
        if len(description.channels) != count:
            raise BadDescription(description.path, f"it names {len(description.channels)} channels and the model takes "
                                                   f"{count}")
        return description.channels
    if count == 3:
        return CHANNELS["rgb"]
    if count == 1:
        return CHANNELS["grey"]
    raise NoDetector(path, f"it takes pictures of {count} channels, and three are shown",
                     hint="Export it for three, or say in a file beside it, of the same name and ending in .json, "
                          'which shown band goes where: {"bands": ["red", "green", "blue", "zero"]}.')


def _check_sides(shape: Channels, path: str) -> None:
    for side in (shape.width, shape.height):
        if side is not None and not SMALLEST <= side <= LARGEST:
            raise NoDetector(path, f"its pictures have a side of {side} pixels, where {SMALLEST} to "
                                   f"{LARGEST} are possible",
                             hint="Export it for another size.")


def _others(declared: Declared, path: str) -> Tuple[str, str]:
    """The inputs for the size of the picture and for its mask."""
    sizes = mask = ""
    for name, kind, _ in declared:
        if name.lower() in SIZES and kind == "tensor(int64)":
            sizes = name
        elif name.lower() in MASK and kind == "tensor(int64)":
            mask = name
        else:
            raise NoDetector(path, f"it wants to be given {name[:40]!r} besides a picture",
                             hint="Export it so that it takes a picture only.")
    return sizes, mask
