"""What a question asks: its intent, the classes it is about and the conditions it sets; else QuestionBeyond says why.

Every word must find its place in the reading. What is left over makes the question one that is not answered, so that
"how many cars are there in the building?" is never answered as if it were about all cars.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import FrozenSet, List, Mapping, Optional, Sequence, Tuple

from ...errors import QuestionBeyond
from ..numbers_in_words import METRES
from .lexicon import Lexicon, Word

ANYTHING = "object"
"""The target of questions about objects of any class."""
SUPERLATIVES = {"largest": ("area", True), "smallest": ("area", False), "longest": ("length", True),
                "shortest": ("length", False), "widest": ("width", True), "narrowest": ("width", False)}
SIZES = {"how_long": "length", "how_wide": "width", "how_large": "size", "what_area": "area"}

CONDITIONS = frozenset({"side", "colour_is"})
CONDITIONED = ("count", "presence", "where", "extreme", "size", "orientation", "colour", "overview")
"""Intents that mind conditions: a part of the view, a colour, a size."""
_JOINED = frozenset({"and", "or"})
_ASKED = frozenset({"presence", "copula", "overview"})
_ALLOWED: Mapping[str, FrozenSet[str]] = {
    "density": frozenset({"density", "how_many"}),
    "share": frozenset({"share", "cover", "what_area", "and", "most"}),
    "colour": frozenset({"colour", "most", *SUPERLATIVES}),
    "nearest": frozenset({"nearest", "how_far", "where", "and", "side", "compare"}),
    "extreme": frozenset({"where", *SUPERLATIVES, *SIZES}),
    "comparison": frozenset({"more", "fewer", "as_many", "than", "as", "or", "how_many"}),
    "count": frozenset({"how_many", "cover", "all"}) | _JOINED,
    "size": frozenset({"average", *SIZES}) | _JOINED,
    "orientation": frozenset({"direction", "most", "as"}) | _JOINED,
    "where": frozenset({"where", "all", "most"}) | _JOINED,
    "presence": _JOINED,
    "overview": frozenset({"all"}) | _JOINED,
}


@dataclass(frozen=True)
class Target:
    """What a question is about: a class, or a group of classes by its name."""

    name: str
    classes: Tuple[str, ...]

    def holds(self, category: str) -> bool:
        """Whether an object of this class is meant."""
        return self.name == ANYTHING or category in self.classes


@dataclass(frozen=True)
class Limit:
    """A condition on a size in metres (or square metres, or pixels), or on how many there are."""

    dimension: str
    """length | width | area | count"""
    sign: str
    """> | < | >= | <= | = | between"""
    amounts: Tuple[float, ...]
    unit: str = ""


@dataclass(frozen=True)
class Question:
    """A question as it is understood."""

    text: str
    intent: str
    targets: Tuple[Target, ...]
    limits: Tuple[Limit, ...] = ()
    side: str = ""
    colour: str = ""
    kinds: FrozenSet[str] = frozenset()
    """Which markers stood in it."""
    of_all: bool = False
    """Whether it asks if a condition holds for all: "are the cars red?", and not "are there red cars?"."""

    @property
    def superlative(self) -> str:
        """The one it names, "" without."""
        return next((each for each in SUPERLATIVES if each in self.kinds), "")

    @property
    def count(self) -> Optional[Limit]:
        """The condition on how many there are."""
        return next((each for each in self.limits if each.dimension == "count"), None)

    @property
    def sizes(self) -> Tuple[Limit, ...]:
        """The conditions on how large they are."""
        return tuple(each for each in self.limits if each.dimension != "count")


def parse(text: str, lexicon: Lexicon) -> Question:
    """The question's meaning."""
    words = lexicon.words(text)
    if not words:
        raise QuestionBeyond(text.strip(), "it asks nothing")
    limits, rest = _limits(words, text)
    kinds = frozenset(word.kind for word in rest)
    targets = tuple(Target(word.value[0], word.value[-max(1, len(word.value) - 1):]) for word in rest
                    if word.kind == "class")
    sides = [word.value for word in rest if word.kind == "side"]
    colours = [word.value for word in rest if word.kind == "colour_is"]
    intent = _intent(kinds, targets, limits)
    if intent == "overview" and not targets and sides:
        targets = (Target(ANYTHING, (ANYTHING,)),)
    question = Question(text.strip(), intent, targets, limits, "".join(sides[:1]), "".join(colours[:1]), kinds,
                        intent == "presence" and "presence" not in kinds and _said_of_all(words))
    _check(question, rest, sides, colours)
    if intent == "extreme" and _said_of_all(words):
        raise QuestionBeyond(question.text, "what it asks of the one that it names is not understood")
    return question


def _said_of_all(words: Sequence[Word]) -> bool:
    """Whether a colour or a size follows the class it is said of."""
    order = [word.kind for word in words]
    told = [at for at, kind in enumerate(order) if kind in ("colour", "unit")]
    return "copula" in order and "class" in order and bool(told) and order.index("class") < told[0]


def _intent(kinds: FrozenSet[str], targets: Sequence[Target], limits: Sequence[Limit]) -> str:
    counted = any(each.dimension == "count" for each in limits)
    if "density" in kinds:
        return "density"
    if "share" in kinds or ("cover" in kinds and "how_many" not in kinds):
        return "share"
    if "colour" in kinds:
        return "colour"
    if {"nearest", "how_far"} & kinds:
        return "nearest"
    if SUPERLATIVES.keys() & kinds:
        return "extreme"
    if {"more", "fewer", "as_many"} & kinds and len(targets) == 2 and not counted:
        return "comparison"
    for marker, intent in (("how_many", "count"), ("direction", "orientation"), ("where", "where")):
        if marker in kinds:
            return intent
    if SIZES.keys() & kinds:
        return "size"
    if "overview" in kinds or not targets:
        return "overview"
    return "presence"


def _check(question: Question, rest: Sequence[Word], sides: Sequence[str], colours: Sequence[str]) -> None:
    """Refuse what the intent has no place for."""
    intent, targets = question.intent, question.targets
    allowed = _ALLOWED[intent] | _ASKED | {"class"} | (CONDITIONS if intent in CONDITIONED else frozenset())
    for word in rest:
        if word.kind not in allowed:
            raise QuestionBeyond(question.text, f"{word.text!r} has no place in what can be answered here")
    if len(sides) > 1 or len(colours) > 1:
        raise QuestionBeyond(question.text, "it sets several conditions of one kind")
    if question.limits and intent not in CONDITIONED:
        raise QuestionBeyond(question.text, "it sets a condition where none can be minded")
    if question.count is not None and intent != "presence":
        raise QuestionBeyond(question.text, "what its number counts is not understood")
    joined = sum(word.kind in _JOINED for word in rest)
    most = {"nearest": 2, "comparison": 2, "extreme": 1, "density": 1, "colour": 1}.get(intent, joined + 1)
    if not targets and (intent not in ("overview", "nearest") or colours or question.limits):
        raise QuestionBeyond(question.text, "it names no kind of object that the model knows")
    if len(targets) > most:
        raise QuestionBeyond(question.text, "how its objects stand to each other is not understood")
    to_centre = question.side == "centre" and len(targets) == 1
    if intent == "nearest" and not (to_centre or (len(targets) == 2 and not question.side)):
        raise QuestionBeyond(question.text, "it does not name two kinds of objects, or one and the centre, whose "
                                            "distance is meant")


# --- conditions ------------------------------------------------------------------------------------------------------


def _limits(words: Sequence[Word], text: str) -> Tuple[Tuple[Limit, ...], List[Word]]:
    """The conditions on size and number, and the words that are left."""
    limits: List[Limit] = []
    rest: List[Word] = []
    at = 0
    while at < len(words):
        word = words[at]
        comparison = _comparison(words, at)
        if comparison:
            if comparison.startswith("any ") and rest and SIZES.get(rest[-1].kind, "size") != "size":
                comparison = comparison.replace("any", SIZES[rest.pop().kind])  # "with a width of more than ..."
            limit, at = _limit(comparison, words, at + (word.kind != "number"), text)
            limits.append(limit)
        else:
            rest.append(Word("colour_is", word.value, word.text) if word.kind == "colour" and word.value else word)
            at += 1
    return tuple(limits), rest


def _comparison(words: Sequence[Word], at: int) -> str:
    """The comparison that begins at a word: "dimension sign", or "" for none; a bare number means exactly so many."""
    word, following = words[at], [each.kind for each in words[at + 1:at + 3]]
    if word.kind == "compare":  # "between 4 and 5 m", but not "the distance between a car and a tree"
        return "" if word.value == "any between" and following[:1] != ["number"] else str(word.value)
    if word.kind in ("more", "fewer") and (following[:1] == ["number"] or following == ["than", "number"]):
        return "any >" if word.kind == "more" else "any <"
    return "any =" if word.kind == "number" else ""


def _limit(comparison: str, words: Sequence[Word], at: int, text: str) -> Tuple[Limit, int]:
    """The condition whose amounts begin at this place, and where the words go on."""
    dimension, sign = comparison.split()
    amounts: List[float] = []
    wanted, unit = 2 if sign == "between" else 1, ""
    while at < len(words) and len(amounts) < wanted:
        if words[at].kind == "number":
            amounts.append(words[at].value)
        elif words[at].kind not in (("and", "unit") if amounts else ("than",)):
            break
        at += 1
    if at < len(words) and words[at].kind == "unit":
        unit, at = words[at].value, at + 1
    if at < len(words) and words[at].kind == "dimension":
        dimension, at = _dimension(dimension, words[at].value), at + 1
    if len(amounts) != wanted:
        raise QuestionBeyond(text.strip(), "it compares with something that is no number")
    return _sized(Limit(dimension, sign, tuple(amounts), unit), text), at


def _dimension(said: str, named: str) -> str:
    return named if said == "any" else said


def _sized(limit: Limit, text: str) -> Limit:
    """The condition with its dimension settled by the unit, and its amounts in metres or square metres."""
    dimension, unit = limit.dimension, limit.unit
    if not unit:
        if dimension != "any":
            raise QuestionBeyond(text.strip(), "its size has no unit")
        return Limit("count", limit.sign, limit.amounts)
    is_area = unit in METRES and METRES[unit][1] == 2
    if dimension in ("any", "size"):
        dimension = "area" if is_area else "length"
    if is_area != (dimension == "area"):
        raise QuestionBeyond(text.strip(), "its unit does not fit what is measured")
    factor = 1.0 if unit == "px" else METRES[unit][0]
    return Limit(dimension, limit.sign, tuple(amount * factor for amount in sorted(limit.amounts)), unit)
