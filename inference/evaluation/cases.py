"""Good and bad cases as pictures: what was found, invented and missed, in the one colour each that a legend names."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from typing import Any, List, Mapping, Optional, Sequence, Tuple

import numpy as np

from .average_precision import Scored, taken, verdicts
from .overlap import corners
from .seeing import Seen, colours
from .sources import SOURCES

Array = Any

WINDOW = 640
"""Side in pixels of the file of what is shown of a large picture."""
SIDE = 520
"""Longest side of a picture in the documentation."""
QUALITY = 78
KINDS = ("good", "bad", "only")
FEWEST = 3
"""Objects a picture needs to be a case, where a set has such pictures."""
RIGHT, WRONG, MISSED = (64, 170, 255), (255, 150, 20), (255, 60, 200)
LEGEND = "blue: found; orange, dashed: said and wrong; pink, dotted: missed; pale: places that do not count"
PALE, SHADE = (225, 225, 225), (0, 0, 0)


@dataclass(frozen=True)
class Case:
    """One picture of the card."""

    file: str
    set: str
    words: str
    jpeg: bytes


@dataclass(frozen=True)
class Verdict:
    """What became of the shown detections and of the objects of one picture."""

    seen: Seen
    shown: Array
    """Rows of the detections that are at least as sure as their class's threshold and count here."""
    right: Array
    missed: Array
    """Rows of the objects nobody found."""

    @property
    def f1(self) -> float:
        """Between 0 and 1."""
        found = int(self.right.sum())
        total = len(self.shown) + found + len(self.missed)
        return 2.0 * found / total if total else 0.0


def judge(seen: Seen, thresholds: Mapping[int, float]) -> Verdict:
    """Which detections of a picture are right and which objects were missed, at the thresholds."""
    limits = np.array([thresholds.get(int(label), np.inf) for label in seen.found.labels])
    shown = Seen(seen.picture, seen.found.take(seen.found.scores >= limits))
    scored = shown.scored()
    verdict = verdicts(scored)
    counting = np.flatnonzero(verdict >= 0)
    return Verdict(shown, counting, verdict[counting] == 1, _missed(scored, thresholds))


def _missed(scored: Scored, thresholds: Mapping[int, float]) -> Array:
    """Objects of the classes that are looked for, of which no detection is right."""
    here = np.array([int(label) in thresholds for label in scored.truth_labels], bool)
    return np.flatnonzero(here & ~taken(scored))


def choose_cases(seen: Sequence[Seen], thresholds: Mapping[int, float], names: Sequence[str]) -> List[Case]:
    """Of every set whose pictures may be shown the best and the worst one."""
    cases: List[Case] = []
    for source in (name for name, each in SOURCES.items() if each.shown):
        mine = [judge(each, thresholds) for each in seen if each.picture.source == source and _may_be_shown(each)]
        mine = [each for each in mine if len(each.seen.picture.truth.labels)]
        several = [each for each in mine if len(each.seen.picture.truth.labels) >= FEWEST] or mine
        if not several:
            continue
        ranked = sorted(several, key=lambda each: (each.f1, len(each.right), each.seen.picture.name))
        chosen = [("good", ranked[-1]), ("bad", ranked[0])] if len(ranked) > 1 else [("only", ranked[0])]
        cases += [Case(file_of(source, kind), source, _words(kind, verdict, names), _jpeg(verdict))
                  for kind, verdict in chosen]
    return cases


def file_of(source: str, kind: str) -> str:
    """What the picture of a case is called."""
    return f"{source}-{kind}.jpg"


def every_file() -> List[str]:
    """All names that pictures of cases ever have."""
    return [file_of(source, kind) for source in SOURCES for kind in KINDS]


def _may_be_shown(seen: Seen) -> bool:
    """Rendered pictures in false colour may stand on ground of a set that is not shown."""
    return seen.picture.source != "rendered" or seen.picture.sensor == "optical"


def _words(kind: str, verdict: Verdict, names: Sequence[str]) -> str:
    picture = verdict.seen.picture
    found, said = int(verdict.right.sum()), len(verdict.shown)
    there = len(verdict.missed) + found
    classes = sorted({names[int(label)] for label in picture.truth.labels})
    return f"{kind} case: {found} of {there} found ({', '.join(classes)}), {said - found} wrong"


def _jpeg(verdict: Verdict) -> bytes:
    from PIL import Image, ImageDraw

    pixels = colours(verdict.seen.picture.pixels)
    left, top, wide, high = _window(verdict)
    scale = min(4.0, SIDE / max(wide, high))
    fine = 2
    shown = Image.fromarray(pixels[top:top + high, left:left + wide]).resize(
        (round(wide * scale * fine), round(high * scale * fine)), Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(shown)
    for boxes, colour, dash in _layers(verdict):
        for ring in (corners(boxes) - np.array([left, top])) * scale * fine:
            for colour_now, wide_now in ((SHADE, 8), (colour, 5)):
                for start, end in zip(ring, np.roll(ring, -1, axis=0)):
                    for one, other in dashes(start, end, dash):
                        draw.line([tuple(one), tuple(other)], fill=colour_now, width=wide_now)
    shown = shown.resize((shown.width // fine, shown.height // fine), Image.Resampling.LANCZOS)
    stream = io.BytesIO()
    shown.save(stream, "JPEG", quality=QUALITY, optimize=True)
    return stream.getvalue()


def _layers(verdict: Verdict) -> Tuple[Tuple[Array, Tuple[int, int, int], float], ...]:
    """Boxes, their colour and the length of their dashes (0: a whole line)."""
    found, truth = verdict.seen.found.boxes[verdict.shown], verdict.seen.picture.truth
    return ((truth.ignored, PALE, 0.0), (truth.boxes[verdict.missed], MISSED, 7.0),
            (found[~verdict.right], WRONG, 18.0), (found[verdict.right], RIGHT, 0.0))


def dashes(start: Array, end: Array, length: float) -> List[Tuple[Array, Array]]:
    """A side in dashes with gaps as long; whole for a length of 0."""
    whole = float(np.hypot(*(end - start)))
    if length <= 0.0 or whole <= length:
        return [(start, end)]
    count = max(1, math.ceil(whole / length / 2.0))
    way = (end - start) / whole
    return [(start + way * 2 * number * length, start + way * min(whole, (2 * number + 1) * length))
            for number in range(count)]


def _window(verdict: Verdict) -> Tuple[int, int, int, int]:
    """Left, top, width and height of what is shown: where most is to be seen."""
    height, width = verdict.seen.picture.pixels.shape[:2]
    wide, high = min(width, WINDOW), min(height, WINDOW)
    places = np.concatenate([verdict.seen.found.boxes[verdict.shown][:, :2],
                             verdict.seen.picture.truth.boxes[verdict.missed][:, :2]])
    best: Optional[Tuple[int, int, int]] = None
    for top in sorted({round(at) for at in np.linspace(0, height - high, 6)}):
        for left in sorted({round(at) for at in np.linspace(0, width - wide, 6)}):
            inside = int(((places >= [left, top]) & (places < [left + wide, top + high])).all(axis=1).sum())
            if best is None or inside > best[0]:
                best = (inside, left, top)
    _, left, top = best or (0, 0, 0)
    return left, top, wide, high
