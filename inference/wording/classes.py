"""Which class a box shows, among all that the model knows or among a list: probabilities and a sentence."""

from __future__ import annotations

from typing import List, Sequence, Tuple

from ..errors import UnknownClass
from ..values import Evidence, Request
from .identity import Sighting, identity, verdict
from .numbers_in_words import percent
from .sentences import speaking

NONE_OF_THESE = "none of these"
"""Stands for everything that was not asked for."""

Probabilities = Tuple[Tuple[str, float], ...]


def probabilities(posterior: Sequence[Tuple[str, float]], asked: Sequence[str]) -> Probabilities:
    """The share of every class asked for, likeliest first, then that of none of them; together one."""
    shares = {name: max(0.0, float(share)) for name, share in posterior}
    unknown = [each for each in asked if each not in shares]
    if unknown:
        raise UnknownClass(unknown, tuple(shares))
    wanted = {name: shares[name] for name in (asked or shares)}
    rest = max(0.0, 1.0 - sum(wanted.values()))
    whole = sum(wanted.values()) + rest
    ranked = sorted(((name, share / whole) for name, share in wanted.items()), key=lambda row: (-row[1], row[0]))
    return (*ranked, (NONE_OF_THESE, rest / whole))


def classify(request: Request, sighting: Sighting) -> Tuple[Tuple[Evidence, ...], Probabilities]:
    """What is said of the class of a box, and the probabilities behind it."""
    say, shares = speaking(request), probabilities(sighting.posterior, request.classes)
    *named, (_, rest) = shares
    found = verdict(named)
    if request.classes and (found is None or found.grade in ("perhaps", "unknown")) and rest > named[0][1]:
        listed: List[str] = [say.one(name) for name, _ in named]
        row = say.row("none_of", {"things": say.listed(listed, last="last_or"), "confidence": percent(rest)},
                      {"confidence": percent(rest), "unit": "%", "asked": tuple(
                          {"category": name, "confidence": percent(share)} for name, share in named)},
                      source="detection")
        return (row,), shares
    if found is None:
        return (say.row("is_unknown", {}, {"category": "object"}, source="detection"),), shares
    return (identity(say, found),), shares
