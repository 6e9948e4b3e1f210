"""A whole raster put into words and searched for all objects: what the demo shows of each sample."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import List, Optional, Tuple

from ..analyst import Analyst
from ..config import RunConfig
from ..errors import EmptyAnswer
from ..raster.source import RasterInfo
from ..values import Description, Detected, Detection, Found, Request
from .answering import Listener, answer, said_by
from .command import WIDTH

PREFIX = "all  "


@dataclass(frozen=True)
class Surveyed:
    """What is known of a whole raster."""

    raster: str
    caption: Description
    found: Tuple[Found, ...]

    @property
    def detections(self) -> Tuple[Detection, ...]:
        """All objects."""
        return tuple(each for found in self.found for each in found.detections)

    @property
    def placed(self) -> Tuple[Found, ...]:
        """What has a place on the map."""
        return tuple(each for each in self.found if each.search.georeference != "none")

    def paragraph(self) -> str:
        """The caption for a terminal, with what the reader should know of it."""
        lines = [textwrap.fill(self.caption.text, WIDTH, initial_indent=PREFIX, subsequent_indent=" " * len(PREFIX))]
        lines += [textwrap.fill(f"({note})", WIDTH, initial_indent=" " * len(PREFIX),
                                subsequent_indent=" " * (len(PREFIX) + 1)) for note in self.caption.view.notes]
        return "\n".join(lines)


def survey(analyst: Analyst, info: RasterInfo, config: RunConfig, listener: Listener) -> Optional[Surveyed]:
    """Caption and objects of a raster; None when it was stopped before both were there.

    A caption counts what it tells and does not carry it, so the objects are asked for in a request of their own.
    """
    from ..tasks import caption, detect

    said = answer(analyst, caption.make_request(info, caption.Viewed(), config), listener)
    if said is None or listener.interrupt.asked:
        return None
    found = _found(analyst, detect.make_request(info, detect.Wanted(), config), listener)
    return None if listener.interrupt.asked else Surveyed(info.source.path, said, found)


def _found(analyst: Analyst, request: Request, listener: Listener) -> Tuple[Found, ...]:
    lots: List[Found] = []
    ended = False
    for said in said_by(analyst, request, listener.interrupt):
        if isinstance(said, Found):
            lots.append(said)
        ended = ended or isinstance(said, Detected)
    if not ended and not listener.interrupt.asked:
        raise EmptyAnswer(request.model, "it ended without a result")
    return tuple(lots)
