"""What was sent for an object and what came back, word for word, gathered for somebody who wants to know.

The pictures are made from the very chip that is kept with the answer; where none is kept any more, the raster is looked
at again and that is said. For a task's thread: it reads files.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Iterator, Optional, Tuple

import numpy as np
from numpy.typing import NDArray
from qgis.PyQt.QtGui import QImage

from ...inference.errors import EarthscribeError
from ...inference.keepsakes import chip_of
from ...inference.servers.pictures import sent_pixels
from ...inference.tasks.describe import prompt
from ...inference.values import Chip, Provenance, Request, Seen, Stop, View
from ..host.asking import look, request_for

if TYPE_CHECKING:
    from ..describing.objects import Answer, Object
    from ..shared_analyst import SharedAnalyst

CHANNELS = 3
SERVED = "openai_server"
"""The backend of an answer that came from a server."""


@dataclass(frozen=True)
class Exchange:
    """Question and answer of one object."""

    request: Request
    words: str
    """The question as the model was given it."""
    pictures: Tuple[NDArray[np.uint8], ...]
    received: str
    """The raw answer, or what had come of it."""
    again: bool = False
    """Whether the pictures were made anew, because the kept chip is gone."""
    served: bool = False
    """Whether a server was asked; the built-in descriptions are given measurements and no words."""
    made: Optional[Provenance] = None
    """Where the answer came from, None where there is none."""
    error: Optional[EarthscribeError] = None
    """Why there is none."""


def exchange_of(target: Object, analyst: SharedAnalyst, stop: Stop) -> Iterator[Exchange]:
    """Gather the exchange of an object that nobody changes meanwhile; ends without one when stopped."""
    answer = target.answer
    request = answer.request if answer is not None else request_for(target.sight, target.quad, target.config)
    seen = _kept(answer) if answer is not None else None
    again = seen is None
    if seen is None:
        for found in look(analyst, target.raster, request, stop):
            seen = found if isinstance(found, Seen) else seen
    if seen is None:
        return
    request = replace(request, view=seen.view, facts=seen.facts)
    made = answer.description.provenance if answer is not None else None
    served = _served(request.model, made)
    pictures = sent_pixels(seen.chip, seen.view, str(request.option("pictures", "both"))) if served else (
        *sent_pixels(seen.chip, seen.view, "view"),)
    received = made.raw if made is not None else target.said
    yield Exchange(request, prompt(request), pictures, received, again, served, made, target.error)


def _served(model: str, made: Optional[Provenance]) -> bool:
    """Whether a server answered, or would have: an answer says so itself, for servers come and go in the options."""
    from ...inference.servers import is_address, load_servers

    if made is not None:
        return made.backend == SERVED or is_address(model)
    return is_address(model) or model in {each.name for each in load_servers()}


def _kept(answer: Answer) -> Optional[Seen]:
    """What the model saw, from the chip kept with the answer."""
    description = answer.description
    pixels = read_png(str(chip_of(description.uid)))
    if pixels is None:
        return None
    try:
        chip = _chip(pixels, description.view, answer.raster.info.grid)
    except EarthscribeError:  # a picture of another size: not the one that was sent
        return None
    return Seen(chip, description.view, description.facts)


def _chip(pixels: NDArray[np.uint8], view: View, grid: Any) -> Chip:
    framing = view.framing
    return Chip(pixels, grid.window(framing.window).resized(framing.width, framing.height), view.recipe)


def read_png(path: str) -> Optional[NDArray[np.uint8]]:
    """The pixels of a picture file, None where there is none."""
    image = QImage(path)
    if image.isNull():
        return None
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = image.constBits().asarray(image.sizeInBytes())
    lines = np.frombuffer(bytes(rows), np.uint8).reshape(image.height(), image.bytesPerLine())
    return lines[:, : CHANNELS * image.width()].reshape(image.height(), image.width(), CHANNELS).copy()
