"""The bundled network as a detector: the picture and what is known of it go in, maps come out and become boxes."""

from __future__ import annotations

import math
from pathlib import Path
from typing import List, Optional, Sequence, Tuple

import numpy as np
from numpy.typing import NDArray

from ..errors import ModelCorrupt
from ..memory import free_gpu_memory_mb
from ..values import SENSORS
from .card import BUNDLED, CURE, ModelFile, read_model
from .decode import Calibration, decode
from .detector import Card, SeenAs
from .nms import USUAL, Suppression
from .session import Session, cuda_offered, stacked
from .values import Boxes, Floats

REFERENCE_GSD = 0.3
"""The ground sample distance whose logarithm the network is told as zero."""
LEAST_LOG, MOST_LOG = -4.0, 7.0
BYTES_PER_PIXEL = 1200.0
"""What one pixel of input takes on a graphics card while the network runs, generously."""
PART, USUAL_GPU_MB = 0.5, 4000.0
"""How much of the free memory is used, and what is free where the driver does not say."""
LARGEST_BATCH = 32
INPUTS, OUTPUTS = ("image", "context"), ("heat", "box")

Prepared = Tuple[NDArray[np.float32], NDArray[np.float32]]


def context_of(seen_as: SeenAs) -> NDArray[np.float32]:
    """[6]: which sensor, and the ground sample distance as the network is told it."""
    said = np.zeros(6, dtype=np.float32)
    said[SENSORS.index(seen_as.sensor)] = 1.0
    if seen_as.gsd_m:
        said[4] = min(MOST_LOG, max(LEAST_LOG, math.log2(seen_as.gsd_m / REFERENCE_GSD)))
        said[5] = 1.0
    return said


class Network:
    """A `Detector`; see there."""

    def __init__(self, file: ModelFile, session: Session) -> None:
        self._session = session
        self._card = file.card
        self._free_mb: Optional[float] = None
        self.calibration = Calibration(np.array(file.channels, dtype=np.intp),
                                       np.array([each.temperature for each in file.card.classes]),
                                       np.array([each.bias for each in file.card.classes]))
        _check(file, session)

    @property
    def card(self) -> Card:
        """What it says of itself."""
        return self._card

    @property
    def device(self) -> str:
        """Where it really runs."""
        return self._session.device

    @property
    def notes(self) -> Tuple[str, ...]:
        """What one should know of where it runs."""
        return self._session.notes

    @property
    def suppression(self) -> Suppression:
        """From which overlap on its boxes are one object."""
        return USUAL

    def prepare(self, chip: NDArray[np.uint8], seen_as: SeenAs) -> Prepared:
        """One chip as the network takes it."""
        image = np.empty((3, *chip.shape[:2]), dtype=np.float32)
        for channel in range(3):
            image[channel] = chip[..., channel]
        return image, context_of(seen_as)

    def maps(self, batch: Sequence[Prepared]) -> Tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Heat [n, K, h, w] (logits) and box [n, 6, h, w] of prepared chips."""
        heat, box = self._session.run({"image": stacked([image for image, _ in batch]),
                                       "context": stacked([context for _, context in batch])})
        return heat, box

    def run(self, batch: Sequence[Prepared], least: Floats) -> List[Boxes]:
        """Candidates of each prepared chip."""
        heat, box = self.maps(batch)
        return [decode(heat[number], box[number], self.calibration, least) for number in range(len(batch))]

    def batch_for(self, side: int) -> int:
        """One chip on a processor, where more bring nothing; as many as memory holds on a graphics card."""
        if not self._session.on_gpu:
            return 1
        if self._free_mb is None:
            self._free_mb = free_gpu_memory_mb() or USUAL_GPU_MB
        fits = int(self._free_mb * 2**20 * PART / (side * side * BYTES_PER_PIXEL))
        return max(1, min(LARGEST_BATCH, fits))

    def close(self) -> None:
        """Give the memory back."""
        self._session.close()


def bundled_detector(path: Optional[Path] = None, *, cuda: bool = True) -> Network:
    """The bundled network, or one trained like it at `path`, ready to run."""
    cure = CURE if path is None else "Copy it and the card beside it again."
    eight_bit = not (cuda and cuda_offered())
    file = read_model(path or BUNDLED, cure, eight_bit=eight_bit)
    return Network(file, Session(file.content, file.path.name, cuda=cuda))


def _check(file: ModelFile, session: Session) -> None:
    """Refuse a file that is no network of this kind."""
    found = tuple(name for name, _, _ in session.inputs), tuple(name for name, _, _ in session.outputs)
    if set(found[0]) != set(INPUTS) or found[1] != OUTPUTS:
        raise ModelCorrupt(str(file.path), f"it takes {', '.join(found[0])} and gives {', '.join(found[1])}")
    maps = session.outputs[0][2][1]
    if isinstance(maps, int) and max(file.channels) >= maps:
        raise ModelCorrupt(str(file.path), f"its card names map {max(file.channels)} and it has {maps}")
