"""How a detector's outputs are read: which columns are the box, the scores and the class, and in what unit.

    xyxy      left, top, right, bottom          cxcywh    centre x, centre y, width, height
    yxyx      top, left, bottom, right          xywh      left, top, width, height
    cxcywha   centre x, centre y, width, height, angle of the width      corners   four points round the box

Angles are radians from x (right) towards y (down), as everywhere here, unless something else is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Optional, Tuple

FORMATS: Mapping[str, int] = {"xyxy": 4, "yxyx": 4, "cxcywh": 4, "xywh": 4, "cxcywha": 5, "corners": 8}
"""The ways to write a box, and how many numbers each takes."""
ACTIVATIONS = ("probabilities", "sigmoid", "softmax")
"""What the numbers called scores are: confidences already, or what becomes one by this function."""
MOST_CLASSES = 10_000


@dataclass(frozen=True)
class Names:
    """The classes a model knows, and the number it uses for each."""

    names: Tuple[str, ...]
    numbers: Tuple[int, ...]
    counted: bool = True
    """Whether the numbers were written down; False: a list, counted from 0."""
    least: int = 0
    """How many classes the model has at least, where only some of them are wanted."""

    @property
    def span(self) -> int:
        """How many columns of scores go with them: the largest number and one, or more."""
        return max(self.least, max(self.numbers) + 1)


@dataclass(frozen=True)
class Part:
    """Some columns of one output, seen as a table with one candidate per row."""

    output: int
    columns: Tuple[int, ...]
    turned: bool = False
    """Whether the output has one candidate per column instead."""
    batched: bool = True
    """Whether the output's first dimension counts the pictures."""


@dataclass(frozen=True)
class Layout:
    """How all outputs are read."""

    what: str
    """In words, for whoever asks what was recognised."""
    box: Part
    form: str
    scores: Part
    """One column per class, or the one column that goes with `label`."""
    label: Optional[Part] = None
    objectness: Optional[Part] = None
    normalised: Optional[bool] = False
    """Whether coordinates are parts of the picture; None: if none of them is above 2."""
    activation: str = "probabilities"
    degrees: bool = False
    counter_clockwise: bool = False

    @property
    def oriented(self) -> bool:
        """Whether boxes may lie at any angle."""
        return self.form in ("cxcywha", "corners")

    @property
    def one_picture(self) -> bool:
        """Whether a call gives the boxes of one picture only."""
        return not self.box.batched


def span(first: int, count: int) -> Tuple[int, ...]:
    """Columns that follow one another."""
    return tuple(range(first, first + count))
