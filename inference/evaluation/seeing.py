"""Runs a detector over labelled pictures, with the scale told or withheld, and hands what it saw to the scores."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Callable, FrozenSet, Iterable, Iterator, List, Mapping, Optional, Protocol, Sequence

import numpy as np

from ..detection.card import CHANNELS
from ..detection.values import Boxes
from .average_precision import Scored
from .overlap import bounds, cross_bounds, round_bounds

Array = Any

See = Callable[[Array, str, Optional[float]], Boxes]
"""From pixels (H x W x 3 uint8), sensor and ground sample distance (None: unknown) to boxes, however unsure."""

LOOK_ALIKES: Mapping[str, str] = {
    "hit-uav": r"\d+_\d+_\d+", "fair-oam-buildings": r"[a-z]+", "kitais-minsk-cars": r"MOS|MunichStreet|DJI[-_]\d+",
    "neon-trees": r"[A-Z]+_\d+", "planet-ca-planes-ships": r"[a-z-]+", "hrsid-mini-sar": r"P\d+",
}
"""The part of a file's name that pictures of one flight, place or scene share; other sets have none that are alike."""


ROUND = tuple(CHANNELS.index(name) for name in ("tree", "storage-tank"))
CROSSED = (CHANNELS.index("airplane"),)
"""Labels of objects that do not reach into the corners of a turned box."""


def outlines_of(boxes: Array, labels: Array) -> Array:
    """Upright bounds of what is in the boxes: of the ellipse in a round object's, of the cross in an airplane's."""
    found = bounds(boxes)
    rounded, crossed = np.isin(labels, ROUND), np.isin(labels, CROSSED)
    found[rounded], found[crossed] = round_bounds(boxes[rounded]), cross_bounds(boxes[crossed])
    return found


class Marked(Protocol):
    """Boxes [n, 5] with labels, whether their axis is known, and places to be ignored."""

    @property
    def boxes(self) -> Array: ...  # noqa: D102
    @property
    def labels(self) -> Array: ...  # noqa: D102
    @property
    def oriented(self) -> Array: ...  # noqa: D102
    @property
    def ignored(self) -> Array: ...  # noqa: D102


class Labelled(Protocol):
    """One labelled picture; `counted` are the labels whose absence means that there is none."""

    @property
    def source(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def sensor(self) -> str: ...  # noqa: D102
    @property
    def pixels(self) -> Array: ...  # noqa: D102
    @property
    def truth(self) -> Marked: ...  # noqa: D102
    @property
    def counted(self) -> FrozenSet[int]: ...  # noqa: D102
    @property
    def gsd(self) -> Optional[float]: ...  # noqa: D102


@dataclass(frozen=True)
class Seen:
    """A picture and what was detected in it; labels are those of the picture's truth."""

    picture: Labelled
    found: Boxes

    def scored(self) -> Scored:
        """As the scores take it."""
        truth, pixels = self.picture.truth, self.picture.pixels
        return Scored(self.found.boxes, self.found.scores, self.found.labels, truth.boxes, truth.labels, truth.oriented,
                      truth.ignored, self.picture.counted, (float(pixels.shape[1]), float(pixels.shape[0])),
                      outlines_of(self.found.boxes, self.found.labels))

    def with_scores(self, scores: Array) -> Seen:
        """The same with other confidences."""
        return Seen(self.picture, Boxes(self.found.boxes, scores, self.found.labels))


def colours(pixels: Array) -> Array:
    """Grey pictures as three equal channels."""
    return np.ascontiguousarray(pixels if pixels.ndim == 3 else np.repeat(pixels[..., None], 3, axis=2))


def look_at(pictures: Sequence[Labelled], see: See, *, scale_told: bool,
            told: Callable[[int], None] = lambda _done: None) -> List[Seen]:
    """What a detector sees in every picture."""
    seen: List[Seen] = []
    for number, picture in enumerate(pictures):
        told(number)
        seen.append(Seen(picture, see(colours(picture.pixels), picture.sensor, picture.gsd if scale_told else None)))
    return seen


def all_scored(seen: Iterable[Seen]) -> Iterator[Scored]:
    """All of them as the scores take them."""
    return (each.scored() for each in seen)


def kin(picture: Labelled) -> str:
    """What a picture shares with those that look like it: they belong to the same half."""
    name = picture.name.rpartition("/")[2]
    found = re.match(LOOK_ALIKES.get(picture.source, "$^"), name)
    return f"{picture.source}/{found.group(0) if found else name}"
