"""Which objects a question means: those of its classes that meet its conditions."""

from __future__ import annotations

import operator
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence, Tuple

from ...errors import QuestionBeyond
from ...measure.colour import NAMES
from ...values import Detection
from ..numbers_in_words import METRES
from ..survey import Sight
from ..templates import Speaker
from .parsing import ANYTHING, Limit, Question, Target

_SIGNS: Mapping[str, Callable[[float, float], bool]] = {
    ">": operator.gt, "<": operator.lt, ">=": operator.ge, "<=": operator.le, "=": operator.eq}
EXACTLY = 0.05
"""A size is "exactly" so large within this part of it."""
HALVES = {"north": (0.0, 1.0), "east": (1.0, 0.0), "south": (0.0, -1.0), "west": (-1.0, 0.0), "top": (0.0, 1.0),
          "right": (1.0, 0.0), "bottom": (0.0, -1.0), "left": (-1.0, 0.0)}
COMPASS_SIDES = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")


def meant(question: Question, target: Target, sight: Sight) -> Tuple[Detection, ...]:
    """The objects of a target that meet the conditions of its question."""
    check_known(question, target, sight)
    found = [each for each in sight.survey.detections if target.holds(each.category)]
    for limit in question.sizes:
        found = [each for each in found if _meets(question, limit, each, sight)]
    if question.side and question.intent != "nearest":
        found = [each for each in found if _on_side(question, each, sight)]
    if question.colour:
        found = [each for each in found if colour_of(question, each, sight) == question.colour]
    return tuple(found)


def check_known(question: Question, target: Target, sight: Sight) -> None:
    """Refuse a class that was not looked for: of it nothing is known, not even that there is none."""
    if target.name == ANYTHING or any(each in sight.survey.classes for each in target.classes):
        return
    raise QuestionBeyond(question.text,
                         f"the detector does not look for objects of class {target.name!r} in this picture",
                         hint=f"It looks for {', '.join(sight.survey.classes)}.")


def size_of(dimension: str, found: Detection, sight: Sight) -> float:
    """Length, width or area of an object in metres where the scale is known, else in pixels."""
    long, wide = sight.yardstick.sides(found.quad)
    if sight.yardstick.metric:
        long, wide = found.length_m or long, found.width_m or wide
    return {"length": long, "width": wide}.get(dimension, long * wide)


def _meets(question: Question, limit: Limit, found: Detection, sight: Sight) -> bool:
    in_pixels = limit.unit == "px"
    if not in_pixels and not sight.yardstick.metric:
        raise QuestionBeyond(question.text, "the image has no known scale on the ground",
                             hint="Tell how large a pixel is with --gsd, or ask in pixels.")
    if in_pixels:
        sides = found.quad.sides
        size = max(sides) if limit.dimension == "length" else min(sides)
    else:
        size = size_of(limit.dimension, found, sight)
    if limit.sign == "between":
        return limit.amounts[0] <= size <= limit.amounts[1]
    if limit.sign == "=":
        return abs(size - limit.amounts[0]) <= EXACTLY * limit.amounts[0]
    return _SIGNS[limit.sign](size, limit.amounts[0])


def holds_count(limit: Limit, number: int) -> bool:
    """Whether a number of objects meets a condition."""
    if limit.sign == "between":
        return limit.amounts[0] <= number <= limit.amounts[1]
    return _SIGNS[limit.sign](number, limit.amounts[0])


def _on_side(question: Question, found: Detection, sight: Sight) -> bool:
    """In the half of the view on a side, in a quarter of it, or near its centre."""
    side, offset = question.side, sight.offset(found.quad.centre)
    if side in COMPASS_SIDES and not sight.yardstick.north:
        raise QuestionBeyond(question.text, "where north is in this picture is not known",
                             hint="Ask for the top, bottom, left or right of the picture.")
    if side not in COMPASS_SIDES and side != "centre" and sight.yardstick.north:
        return _picture_side(side, found, sight)
    if side == "centre":
        return sight.named(offset) == "centre"
    if side in HALVES:
        return offset[0] * HALVES[side][0] + offset[1] * HALVES[side][1] > 0.0
    return sight.named(offset) == side


def _picture_side(side: str, found: Detection, sight: Sight) -> bool:
    """The same by the picture's own sides, where a person says "left" of a picture whose north is known."""
    x_min, y_min, x_max, y_max = sight.bounds
    right = 2.0 * found.quad.centre[0] > x_min + x_max
    lower = 2.0 * found.quad.centre[1] > y_min + y_max
    return all({"left": not right, "right": right, "upper": not lower, "top": not lower, "lower": lower,
                "bottom": lower}[word] for word in side.split())


def colours_of(question: Question, found: Detection, sight: Sight) -> Tuple[str, ...]:
    """The leading colours of an object with their tones; QuestionBeyond where the picture shows no true colours."""
    if sight.survey.measure is None:
        raise QuestionBeyond(question.text, "the pixels of its objects cannot be measured here")
    facts = {fact.name: fact.value for fact in sight.survey.measure(found.quad)}
    if not facts:
        return ()
    if facts.get("colour_basis") not in ("true", "stretched"):
        if "saturated_share" in facts:
            return ()
        raise QuestionBeyond(question.text, "the picture shows no true colours",
                             hint="Choose bands that are red, green and blue with --bands.")
    return tuple(facts["colour"])


def colour_of(question: Question, found: Detection, sight: Sight) -> Optional[str]:
    """The basic name of an object's leading colour, None where the contrast hides it."""
    colours = colours_of(question, found, sight)
    return basic_colour(colours) if colours else None


def basic_colour(colours: Sequence[str]) -> str:
    """The basic name of the leading one of some colours, without its tones."""
    return next(word for word in colours[0].split() if word in NAMES)


def spoken_conditions(say: Speaker, question: Question) -> Tuple[str, Dict[str, Any]]:
    """The conditions of a question in words, and as evidence."""
    said: List[str] = []
    values: Dict[str, Any] = {}
    for limit in question.sizes:
        factor = 1.0 if limit.unit == "px" else METRES[limit.unit][0]
        amounts = [f"{round(amount / factor, 6):.12g}" for amount in limit.amounts]
        amount = say.part("amounts_between", low=amounts[0], high=amounts[-1]) if limit.sign == "between" else \
            say.part("amount", sign=say.word("sign", limit.sign), number=amounts[0])
        said.append(say.part("with_size", dimension=say.word("dimension", limit.dimension), amount=amount,
                             unit=limit.unit))
        values["limits"] = (*values.get("limits", ()), {"dimension": limit.dimension, "sign": limit.sign,
                                                        "amounts": tuple(amounts), "amounts_unit": limit.unit})
    if question.colour:
        said.append(say.part("in_colour", colour=say.word("colour_noun", question.colour)))
        values["colour"] = question.colour
    if question.side:
        said.append(" " + say.part("in_view", position=say.word("position", question.side)))
        values["position"] = question.side
    return "".join(said), values
