"""The seam between tiling and models: what a detector is, whoever made it.

Everything before it (reading, tiles, scale, nodata) and behind it (thresholds, merging over seams, sizes, rows) is the
same for the bundled network and for people's own ONNX files; a detector only turns pixels into candidate boxes.

    chip     what `prepare` is given: H x W x 3 uint8, red green blue as the sensor recipe renders them, H and W those
             that `Card.sides` allows (or exactly `Card.size`)
    boxes    float64 [n, 5]: cx, cy, length, width, angle (radians, x right, y down, of the long side) in pixels of that
             chip, (0, 0) its outer top-left corner; scores [n] in 0..1; labels [n] index `Card.classes`

`prepare` is called in the thread that reads, while `run` works in another; nothing else is shared between them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Optional, Protocol, Sequence, Tuple

import numpy as np
from numpy.typing import NDArray

from .nms import Suppression
from .values import Boxes


@dataclass(frozen=True)
class SeenAs:
    """What is known of the pixels of a chip besides themselves."""

    sensor: str = "optical"
    """One of `values.SENSORS`."""
    gsd_m: Optional[float] = None
    """Ground metres per pixel of THIS chip (after any resampling), None where nobody knows."""


SAME_LIGHT = {"optical": "multispectral", "multispectral": "optical"}
"""What is known of one of these sensors holds for the other, too."""


@dataclass(frozen=True)
class ClassCard:
    """One class of a detector."""

    name: str
    threshold: float = 0.25
    """Least confidence of a detection where the user gives none."""
    temperature: float = 1.0
    """What logits are divided by, so that confidence means frequency."""
    length_m: Optional[Tuple[float, float]] = None
    """Typical lengths on the ground, least and most."""
    gsd_m: Optional[Tuple[float, float]] = None
    """Ground sample distances at which the class is found well with any sensor, finest and coarsest."""
    precision: Optional[float] = None
    recall: Optional[float] = None
    bias: float = 0.0
    """Confidence is sigmoid(logit / temperature + bias)."""
    gsd_by_sensor: Tuple[Tuple[str, Tuple[float, float]], ...] = ()
    """The same for single sensors, where it was measured with them."""

    def gsd_with(self, sensor: str) -> Optional[Tuple[float, float]]:
        """The ground sample distances at which it is found well with a sensor; None where nobody knows."""
        known = [span for each, span in self.gsd_by_sensor if each in (sensor, SAME_LIGHT.get(sensor))]
        return (min(finest for finest, _ in known), max(coarsest for _, coarsest in known)) if known else self.gsd_m

    def coarsest_with(self, sensor: str) -> Optional[float]:
        """The coarsest pixels in which it is found with a sensor, or with any other where that one was not measured."""
        known = self.gsd_with(sensor)
        return known[1] if known else max((coarsest for _, (_, coarsest) in self.gsd_by_sensor), default=None)


@dataclass(frozen=True)
class Card:
    """What a detector says of itself."""

    name: str
    revision: str
    classes: Tuple[ClassCard, ...]
    size: Optional[Tuple[int, int]] = None
    """(width, height) of the only input it takes; None: any whose sides are multiples of `stride`."""
    stride: int = 32
    gsd_m: Tuple[Tuple[str, Tuple[float, float]], ...] = ()
    """Per sensor the ground sample distances it works at, finest and coarsest; none: pixels as they are."""
    oriented: bool = True
    searches_scale: bool = False
    """Whether several scales may be tried where no ground sample distance is known."""
    largest_batch: int = 0
    """How many chips one call takes at most; 0: as many as memory holds."""

    @property
    def names(self) -> Tuple[str, ...]:
        """The names of the classes in the order of labels."""
        return tuple(each.name for each in self.classes)

    def working_gsd(self, sensor: str) -> Optional[Tuple[float, float]]:
        """The ground sample distances it works at for a sensor, None where it says nothing."""
        return dict(self.gsd_m).get(sensor)

    def side(self, wanted: int) -> int:
        """The side of an input nearest above `wanted` pixels."""
        return -(-wanted // self.stride) * self.stride


class Detector(Protocol):
    """A model that finds boxes in chips. Not shared between threads, but for `prepare`."""

    @property
    def card(self) -> Card:
        """What it says of itself."""
        ...

    @property
    def device(self) -> str:
        """Where it really runs, for example "cpu (2 threads)" or "cuda"; read from the session, never assumed."""
        ...

    @property
    def notes(self) -> Tuple[str, ...]:
        """What the user should know of where it runs."""
        ...

    @property
    def suppression(self) -> Suppression:
        """From which overlap on its boxes are one object."""
        ...

    def prepare(self, chip: NDArray[np.uint8], seen_as: SeenAs) -> Any:
        """One chip as the model takes it; the chips of one `run` all have the same shape."""
        ...

    def run(self, batch: Sequence[Any], least: NDArray[np.float64]) -> Sequence[Boxes]:
        """Candidates of each prepared chip, in pixels of the chip, at least `least[label]` sure.

        Overlapping candidates may be left in: they are suppressed afterwards, also between chips.
        """
        ...

    def batch_for(self, side: int) -> int:
        """How many square chips of this side fit into one `run`."""
        ...

    def close(self) -> None:
        """Give the memory back."""
        ...
