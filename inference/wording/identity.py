"""What an object is, in words as sure as the numbers: a car, probably a car, a car or a tree, nothing it knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, Mapping, Optional, Protocol, Sequence, Tuple

from ..values import Detection, Evidence
from .numbers_in_words import percent
from .templates import OBJECT, Speaker

SURE, LIKELY = 0.8, 0.5
"""From this confidence on it "is" something, and is "probably" something."""
PERHAPS = 0.25
"""Below this nothing is named but what it looks most like."""
CLOSE = 0.5
"""A second class is as good as the first from this part of its confidence on."""
WORTH_NAMING = 0.1
"""Less likely classes are named from here on, two at most."""
ALTERNATIVES = 2
ROUNDING = 1e-6

Ranked = Sequence[Tuple[str, float]]


class Sighting(Protocol):
    """What a detector saw of a box and round it; `detection.look_closely` gives one."""

    @property
    def posterior(self) -> Tuple[Tuple[str, float], ...]:
        """Calibrated confidence per class; what is missing to one is none of the classes. Empty: nobody looked."""
        ...

    @property
    def inside(self) -> Tuple[Detection, ...]:
        """Objects whose middle lies in the box, but for the one that fills it."""
        ...

    @property
    def neighbours(self) -> Tuple[Detection, ...]:
        """Objects whose middle lies outside the box."""
        ...

    @property
    def gsd_m(self) -> Optional[float]:
        """Ground metres per pixel of the file, None where nobody knows."""
        ...

    @property
    def gsd_from(self) -> str:
        """What that rests on: "georeference", "given", "derived" or ""."""
        ...


@dataclass(frozen=True)
class Verdict:
    """What may be said of a posterior."""

    grade: str
    """sure | likely | either (surely one of two) | both (perhaps one of two) | perhaps | unknown"""
    named: Tuple[Tuple[str, float], ...]
    """The classes that a sentence names, surest first."""

    @property
    def category(self) -> str:
        """The class that a row of results is given; `object` where none is likely enough."""
        return self.named[0][0] if self.grade in ("sure", "likely") else OBJECT

    @property
    def confidence(self) -> Optional[float]:
        """How sure the model is of that class."""
        return self.named[0][1] if self.grade in ("sure", "likely") else None


def verdict(posterior: Ranked) -> Optional[Verdict]:
    """How a posterior is put; None where there is none."""
    ranked = sorted(((name, float(share)) for name, share in posterior), key=lambda row: (-row[1], row[0]))
    if not ranked:
        return None
    (_, first), second = ranked[0], ranked[1][1] if len(ranked) > 1 else 0.0
    if first >= LIKELY:
        return Verdict("sure" if first >= SURE else "likely", _worth(ranked, 1))
    if first + second >= LIKELY and second >= CLOSE * first:
        return Verdict("either" if first + second >= SURE - ROUNDING else "both", _worth(ranked, 2))
    return Verdict("perhaps" if first >= PERHAPS else "unknown", _worth(ranked, 1) if first >= WORTH_NAMING else ())


def _worth(ranked: Ranked, leading: int) -> Tuple[Tuple[str, float], ...]:
    """The leading classes and the alternatives worth naming."""
    more = [row for row in ranked[leading:leading + ALTERNATIVES] if row[1] >= WORTH_NAMING]
    return (*ranked[:leading], *more)


def identity(say: Speaker, found: Verdict) -> Evidence:
    """The sentence that says what it is."""
    rests_on: Dict[str, Any] = {}
    if found.named:
        (category, confidence), *others = found.named
        rests_on = {"category": category, "confidence": percent(confidence), "unit": "%",
                    "alternatives": tuple({"category": name, "confidence": percent(share)} for name, share in others)}
    if found.grade == "unknown":
        if not found.named:
            return say.row("is_unknown", {}, {"category": OBJECT}, source="detection")
        filled = {"what": say.one(found.named[0][0], "a_dat"), "confidence": rests_on["confidence"]}
        return say.row("is_unknown_like", filled, {**rests_on, "alternatives": ()}, source="detection")
    return say.row(f"is_{found.grade}", _filled(say, found, rests_on), rests_on, source="detection")


def _filled(say: Speaker, found: Verdict, rests_on: Mapping[str, Any]) -> Dict[str, Any]:
    (category, _), *others = found.named
    filled: Dict[str, Any] = {"what": say.one(category), "confidence": rests_on["confidence"]}
    if found.grade in ("either", "both"):
        (second, share), *others = others
        filled.update(second=say.one(second), second_confidence=percent(share))
    listed = say.listed([say.part("other", what=say.one(name), confidence=percent(share)) for name, share in others],
                        last="last_or")
    filled["others"] = "" if not others else \
        say.part("others_less" if found.grade in ("sure", "likely") else "others_or", others=listed)
    return filled
