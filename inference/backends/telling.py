"""What a detector finds in a whole view becomes a caption or an answer, whichever backend finds it."""

from __future__ import annotations

import time
from dataclasses import dataclass, fields, replace
from typing import Any, Iterator, List, Optional, Sequence, Tuple

from ..detection.answer import Field
from ..errors import EmptyAnswer
from ..geometry import PixelQuad, Point
from ..values import (
    Answer,
    Caption,
    Delta,
    Description,
    Detected,
    Detection,
    Evidence,
    Found,
    Framing,
    Provenance,
    Request,
    Said,
    Stop,
    View,
)
from ..wording import Survey, answer, caption, text, understood, version
from ..wording.survey import Measure
from .base import Backend

TASKS = ("caption", "ask")
BUNDLED = "bundled"


@dataclass(frozen=True)
class Seeing:
    """What telling needs beside the backend: the prepared request, and how to look everywhere and at one box."""

    request: Request
    field: Field
    measure: Optional[Measure] = None
    in_chip: bool = False
    """Whether what is found is in pixels of the chip, because nothing but the chip could be read."""


def as_asked(result: Description, request: Request) -> Description:
    """What a model said that finds no objects, as the answer or the caption that was asked for."""
    kind = {"ask": Answer, "caption": Caption}.get(request.task)
    if kind is None or isinstance(result, (Answer, Caption)):
        return result
    held = {each.name: getattr(result, each.name) for each in fields(result)}
    return Answer(**held, question=request.text) if kind is Answer else Caption(**held)


def tell(backend: Backend, seeing: Seeing, stop: Stop) -> Iterator[Said]:
    """Progress while objects are found, then the words, then the whole."""
    request = seeing.request
    view = request.view
    if view is None:
        raise EmptyAnswer(request.model, "nothing could be seen")
    spoken = version(request.language)  # refuses a language or a question before minutes are spent on looking
    if request.task == "ask" and backend.info.name == BUNDLED:
        understood(request)
    started = time.perf_counter()
    detections: List[Detection] = []
    ended: Optional[Detected] = None
    for said in backend.detect(replace(request, task="detect"), seeing.field, stop):
        if isinstance(said, Found):
            detections += said.detections
        elif isinstance(said, Detected):
            ended = said
        else:
            yield said
    if ended is None or stop():
        return
    if seeing.in_chip:
        detections = [_in_file(each, view.framing) for each in detections]
    survey = Survey(tuple(detections), tuple(name for name, _ in ended.counts), ended.search.gsd_m,
                    ended.search.gsd_from, 0 if seeing.in_chip else ended.searched_px, seeing.measure)
    rows, result = _told(request, survey)
    words = text(rows)
    for number, word in enumerate(words.split(" ")):
        if stop():
            return
        yield Delta(f" {word}" if number else word)
    provenance = Provenance(model=ended.provenance.model, revision=ended.provenance.revision, dialect="templates",
                            prompt_version=spoken, backend=backend.info.name,
                            device=ended.provenance.device, raw=words, seconds=time.perf_counter() - started)
    yield replace(result, text=words, view=_noted(view, ended.notes), provenance=provenance)


def _told(request: Request, survey: Survey) -> Tuple[Sequence[Evidence], Any]:
    """The sentences, and the result that still lacks its text and where it comes from."""
    blank: Any = {"text": "", "view": request.view, "provenance": None, "facts": request.facts,
                  "language": request.language}
    if request.task == "ask":
        reply = answer(request, survey)
        return reply.rows, Answer(**blank, evidence=reply.rows, question=request.text, intent=reply.intent,
                                  value=reply.value)
    rows = caption(request, survey)
    return rows, Caption(**blank, evidence=rows)


def _noted(view: View, notes: Sequence[str]) -> View:
    return replace(view, notes=(*view.notes, *notes))


def _in_file(found: Detection, framing: Framing) -> Detection:
    """A detection in pixels of the chip, in pixels of the file."""
    window = framing.window
    fx, fy = window.width / framing.width, window.height / framing.height

    def moved(point: Point) -> Point:
        return window.x + point[0] * fx, window.y + point[1] * fy

    a, b, c, d = found.quad.corners
    return replace(found, quad=PixelQuad((moved(a), moved(b), moved(c), moved(d))),
                   length_px=found.length_px * (fx + fy) / 2, width_px=found.width_px * (fx + fy) / 2)
