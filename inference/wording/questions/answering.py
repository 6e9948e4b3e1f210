"""Answers: one function per intent turns a question and what was found into sentences with evidence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence, Tuple

from ...errors import QuestionBeyond
from ...values import Detection, Evidence
from ..caption import cover, covered, density, layout, overview, pointing, unsure
from ..numbers_in_words import percent
from ..sentences import axis_name
from ..surroundings import counted
from ..survey import Sight
from ..templates import Speaker
from .choosing import basic_colour, check_known, colours_of, holds_count, meant, spoken_conditions
from .parsing import ANYTHING, Question, Target
from .places import extreme, most, nearest, size, where

DETECTION = "detection"
OF_SOME = ("extreme", "size", "colour", "orientation")
"""Intents whose sentences name a class only: where conditions are set, it is said first of which objects they speak."""
COLOURS = 4
"""So many colours of many objects are named."""


@dataclass(frozen=True)
class Reply:
    """An answer: sentences, the bare value, and how the question was understood."""

    rows: Tuple[Evidence, ...]
    value: Any
    intent: str


@dataclass(frozen=True)
class Asked:
    """A question with all that answering it takes."""

    say: Speaker
    question: Question
    sight: Sight
    found: Mapping[str, Tuple[Detection, ...]] = field(default_factory=dict)
    """Per target the objects that are meant."""

    @property
    def target(self) -> Target:
        """The one it is about."""
        return self.question.targets[0]

    @property
    def objects(self) -> Tuple[Detection, ...]:
        """All objects that are meant, of all targets."""
        return tuple(each for target in self.question.targets for each in self.found[target.name])

    def things(self, target: Target, case: str = "acc") -> str:
        """How many of a target are meant."""
        return self.say.counted(target.name, len(self.found[target.name]), case)


Answered = Tuple[List[Optional[Evidence]], Any]


def reply(say: Speaker, question: Question, sight: Sight) -> Reply:
    """The answer to a question."""
    found = {target.name: meant(question, target, sight) for target in question.targets}
    asked = Asked(say, question, sight, found)
    rows, value = _INTENTS[question.intent](asked)
    if question.intent in OF_SOME and asked.objects and spoken_conditions(say, question)[0]:
        told = [row for row in rows if row is not None]
        if len(asked.objects) > 1:
            told = [replace(row, sentence=say.part("of_these", sentence=row.sentence)) for row in told]
        rows = [_seen(asked), *told]
    return Reply(tuple(row for row in rows if row is not None), value, question.intent)


def _none(asked: Asked) -> Optional[Evidence]:
    """The sentence that nothing of the kind is seen."""
    said, conditions = spoken_conditions(asked.say, asked.question)
    things = asked.say.listed([asked.say.counted(each.name, 0, "acc") for each in asked.question.targets], "last")
    return asked.say.row("seen", {"things": things, "conditions": said, "total": ""},
                         {"objects": tuple({"category": each.name, "count": 0} for each in asked.question.targets),
                          **conditions}, source=DETECTION)


def _seen(asked: Asked, template: str = "seen") -> Evidence:
    """How many of each target are seen, and of how many in all where conditions were set."""
    said, conditions = spoken_conditions(asked.say, asked.question)
    rows, total = [], ""
    for target in asked.question.targets:
        objects = asked.found[target.name]
        row: Dict[str, Any] = {"category": target.name, "count": len(objects)}
        if objects:
            mean = sum(each.confidence for each in objects) / len(objects)
            row.update(confidence=percent(mean), confidence_unit="%")
        rows.append(row)
    if conditions and len(asked.question.targets) == 1:
        every = sum(asked.target.holds(each.category) for each in asked.sight.survey.detections)
        if every > len(asked.objects):
            total, rows[0]["of"] = asked.say.part("of_all", total=every), every
    things = asked.say.listed([asked.things(target) for target in asked.question.targets])
    return asked.say.row(template, {"things": things, "conditions": said, "total": total},
                         {"objects": tuple(rows), **conditions}, source=DETECTION)


def _presence(asked: Asked) -> Answered:
    limit = asked.question.count
    if asked.question.of_all:
        every = sum(asked.target.holds(each.category) for each in asked.sight.survey.detections)
        holds = 0 < every == len(asked.objects)
        return [_seen(asked, "yes_seen" if holds else "no_seen")], holds
    if limit is not None:
        holds = holds_count(limit, len(asked.objects))
        return [_seen(asked, "yes_seen" if holds else "no_seen")], holds
    joined_by_and = "and" in asked.question.kinds
    each = [bool(asked.found[target.name]) for target in asked.question.targets]
    holds = all(each) if joined_by_and else any(each)
    return [_seen(asked, "yes_seen" if holds else "no_seen"), unsure(asked.say, asked.objects)], holds


def _count(asked: Asked) -> Answered:
    rows: List[Optional[Evidence]] = [_seen(asked)]
    if asked.target.name == ANYTHING and asked.objects:
        rows.append(overview(asked.say, replace(asked.sight.survey, detections=asked.objects), "these_are"))
    return [*rows, unsure(asked.say, asked.objects)], len(asked.objects)


def _comparison(asked: Asked) -> Answered:
    first, second = asked.question.targets
    a, b = len(asked.found[first.name]), len(asked.found[second.name])
    kind = "more" if a > b else "fewer" if a < b else "equal"
    wanted = next((each for each in ("more", "fewer") if each in asked.question.kinds), "equal")
    openly = {"overview", "how_many"} & asked.question.kinds or "or" in asked.question.kinds
    verdict = "" if openly else asked.say.part("yes" if kind == wanted else "no")
    row = asked.say.row(f"compared_{kind}", {"verdict": verdict, "first": asked.say.many(first.name), "count": a,
                                             "second": asked.say.many(second.name), "second_count": b},
                        {"objects": ({"category": first.name, "count": a}, {"category": second.name, "count": b})},
                        source=DETECTION)
    value: Any = a - b if "how_many" in asked.question.kinds else (kind == wanted)
    if openly and "how_many" not in asked.question.kinds:
        value = None if a == b else (first if a > b else second).name
    return [row], value


def _where(asked: Asked) -> Answered:
    if not asked.objects:
        return [_none(asked)], None
    return where(asked.say, asked.question, asked.objects, asked.sight)


def _nearest(asked: Asked) -> Answered:
    missing = [target for target in asked.question.targets if not asked.found[target.name]]
    if missing:
        return [_none(replace(asked, question=replace(asked.question, targets=tuple(missing), side="")))], None
    return nearest(asked.say, asked.question, asked.found, asked.sight)


def _extreme(asked: Asked) -> Answered:
    return extreme(asked.say, asked.question, asked.objects, asked.sight) if asked.objects else ([_none(asked)], None)


def _size(asked: Asked) -> Answered:
    return size(asked.say, asked.question, asked.objects, asked.sight) if asked.objects else ([_none(asked)], None)


def _colour(asked: Asked) -> Answered:
    if not asked.objects:
        return [_none(asked)], None
    if asked.question.superlative:
        objects: Sequence[Detection] = (most(asked.question, asked.objects, asked.sight),)
    else:
        objects = asked.objects
    colours = [colours_of(asked.question, each, asked.sight) for each in objects]
    if len(objects) == 1:
        return _one_colour(asked, objects[0], colours[0])
    return _many_colours(asked, colours)


def _one_colour(asked: Asked, found: Detection, colours: Sequence[str]) -> Answered:
    say, superlative = asked.say, asked.question.superlative
    thing = say.superlative(found.category, superlative) if superlative else say.one(found.category, "the")
    if not colours:
        return [say.row("colour_hidden", {"thing": thing}, {"category": found.category}, source="measurement")], None
    said = say.part("colour_two" if len(colours) > 1 else "colour_plain", first=say.colour(colours[0]),
                    second=say.colour(colours[-1]))
    return [say.row("colour_of", {"thing": thing, "colour": said},
                    {"category": found.category, "colour": tuple(colours)})], colours[0]


def _many_colours(asked: Asked, colours: Sequence[Sequence[str]]) -> Answered:
    counts = Counter(basic_colour(each) for each in colours if each)
    ranked = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    if not ranked:
        things = asked.say.the_all(asked.target.name, len(asked.objects))
        return [asked.say.row("colour_hidden", {"thing": things}, {"category": asked.target.name},
                              source="measurement")], None
    listed = asked.say.listed([asked.say.part("with_number", what=asked.say.word("colour", name), number=number)
                               for name, number in ranked[:COLOURS]])
    row = asked.say.row("colours_of", {"things": asked.say.the_all(asked.target.name, len(asked.objects)),
                                       "colours": listed},
                        {"category": asked.target.name,
                         "colours": tuple({"colour": name, "count": number} for name, number in ranked[:COLOURS])})
    return [row], ranked[0][0]


def _orientation(asked: Asked) -> Answered:
    if not asked.objects:
        return [_none(asked)], None
    rows: List[Optional[Evidence]] = []
    values: List[Any] = []
    for target in asked.question.targets:
        objects = asked.found[target.name]
        if len(objects) == 1:
            rows.append(_axis_of(asked, objects[0]))
            values.append(round(asked.sight.yardstick.axis(objects[0].quad)) % 180)
        elif objects:
            row = pointing(asked.say, objects, asked.sight, target.name)
            rows.append(row or _axes_of(asked, objects, target))
            values.append(None if row is None else row.values["axis"])
    return rows, values[0] if len(values) == 1 else tuple(values)


def _axis_of(asked: Asked, found: Detection) -> Evidence:
    angle, north = round(asked.sight.yardstick.axis(found.quad)) % 180, asked.sight.yardstick.north
    direction = asked.say.word("direction" if north else "screen", axis_name(angle))
    return asked.say.row("axis_of", {"thing": asked.say.one(found.category, "the_dat"), "direction": direction,
                                     "angle": asked.say.part("azimuth", azimuth=angle) if north else ""},
                         {"category": found.category, "azimuth" if north else "angle_from_top": angle,
                          "azimuth_unit" if north else "angle_from_top_unit": "°"}, source=DETECTION)


def _axes_of(asked: Asked, objects: Sequence[Detection], target: Target) -> Evidence:
    """Objects that point in several directions, with how many in each."""
    kind = "direction" if asked.sight.yardstick.north else "screen"
    axes = Counter(axis_name(asked.sight.yardstick.axis(each.quad)) for each in objects)
    ranked = sorted(axes.items(), key=lambda row: (-row[1], int(row[0])))
    listed = asked.say.listed([asked.say.part("with_number", what=asked.say.word(kind, axis), number=number)
                               for axis, number in ranked])
    return asked.say.row("axes_of", {"things": asked.say.many(target.name, dative=True), "directions": listed},
                         {"category": target.name, "axes": tuple({"axis": int(axis), "axis_unit": "°", "count": number}
                                                                 for axis, number in ranked)}, source=DETECTION)


def _share(asked: Asked) -> Answered:
    if not asked.objects:
        return [_none(asked)], 0.0
    each = [(target.name, asked.found[target.name]) for target in asked.question.targets if asked.found[target.name]]
    shares = [covered(found, asked.sight) for _, found in each]
    rows = [cover(asked.say, name, len(found), share) for (name, found), share in zip(each, shares)]
    return list(rows), round(shares[0] if len(each) == 1 else covered(asked.objects, asked.sight), 4)


def _density(asked: Asked) -> Answered:
    if not asked.objects:
        return [_none(asked)], 0.0
    row = density(asked.say, asked.target.name, len(asked.objects), asked.sight)
    if row is None:
        raise QuestionBeyond(asked.question.text, "the image has no known scale on the ground",
                             hint="Tell how large a pixel is with --gsd.")
    return [_seen(asked), row], row.values["density"]


def _overview(asked: Asked) -> Answered:
    survey = asked.sight.survey
    if asked.question.side or asked.question.colour or asked.question.sizes:
        return _count(asked)
    if asked.question.targets:
        for target in asked.question.targets:
            check_known(asked.question, target, asked.sight)
        objects = asked.objects
        if not objects:
            return [_none(asked)], 0
        survey = replace(survey, detections=objects)
    rows: List[Optional[Evidence]] = [overview(asked.say, survey), unsure(asked.say, survey.detections)]
    for category, _, _ in counted(survey.detections)[:1]:
        rows.append(layout(asked.say, category, [each for each in survey.detections if each.category == category],
                           asked.sight))
    return rows, len(survey.detections)


_INTENTS: Mapping[str, Callable[[Asked], Answered]] = {
    "presence": _presence, "count": _count, "comparison": _comparison, "where": _where, "nearest": _nearest,
    "extreme": _extreme, "size": _size, "colour": _colour, "orientation": _orientation, "share": _share,
    "density": _density, "overview": _overview,
}
