"""Answers about where objects lie, how far from each other, and how large they are."""

from __future__ import annotations

import math
from dataclasses import replace
from statistics import mean, median
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence, Tuple

import numpy as np

from ...values import Detection, Evidence
from ..caption import layout
from ..numbers_in_words import area, length, shown
from ..places import gap, middle, step_to
from ..surroundings import spoken_distance
from ..survey import Sight
from ..templates import Speaker
from .choosing import size_of, spoken_conditions
from .parsing import SIZES, SUPERLATIVES, Question

DETECTION = "detection"
LISTED = 5
"""Up to so many objects each have their place told."""
CHUNK = 1_000_000
"""So many pairs of objects are compared at once."""

Rows = List[Optional[Evidence]]


def pixel_of(found: Detection) -> Dict[str, int]:
    """Column and row of an object's middle."""
    x, y = found.quad.centre
    return {"column": round(x), "row": round(y)}


def where(say: Speaker, question: Question, objects: Sequence[Detection], sight: Sight) -> Tuple[Rows, Any]:
    """Where objects lie: each one's place, or how many are laid out."""
    said, conditions = spoken_conditions(say, replace(question, side=""))
    categories = sorted({each.category for each in objects})
    places = tuple(each.quad.centre for each in objects)
    if len(objects) > LISTED or len(categories) > 1:
        rows: Rows = []
        for category in categories:
            alike = [each for each in objects if each.category == category]
            rows.append(say.row("seen", {"things": say.counted(category, len(alike), "acc"), "conditions": said,
                                         "total": ""}, {"category": category, "count": len(alike), **conditions},
                                source=DETECTION))
            rows.append(layout(say, category, alike, sight))
        return rows, places
    by_position: Dict[str, List[str]] = {}
    values = []
    for each in objects:
        position, pixel = sight.position(each.quad.centre), pixel_of(each)
        by_position.setdefault(position, []).append(say.part("pixel", **pixel))
        values.append({"position": position, **pixel})
    listed = [say.part("at", position=say.word("position", position), pixels="; ".join(pixels))
              for position, pixels in by_position.items()]
    category = categories[0]
    return [say.row("seen_at", {"things": say.counted(category, len(objects), "acc"), "conditions": said,
                                "places": say.listed(listed)},
                    {"category": category, "count": len(objects), "places": tuple(values), **conditions},
                    source=DETECTION)], places


def nearest(say: Speaker, question: Question, found: Mapping[str, Sequence[Detection]],
            sight: Sight) -> Tuple[Rows, Any]:
    """The two objects of two kinds that are nearest to each other, or the one nearest to the centre."""
    first = found[question.targets[0].name]
    if len(question.targets) == 1:
        best = min(first, key=lambda each: math.hypot(*sight.plane(each.quad.centre)))
        pixel = pixel_of(best)
        return [say.row("nearest_centre", {"thing": say.one(best.category, "the"), **pixel},
                        {"category": best.category, **pixel}, source=DETECTION)], best.quad.centre
    one, other, distance, step = _nearest_pair(first, found[question.targets[1].name], sight)
    number, unit = spoken_distance(say, distance, sight.yardstick)
    side, pixel = sight.yardstick.side(step), pixel_of(one)
    kind = "north" if sight.yardstick.north else "screen"
    place = say.part(f"from_{kind}_touching" if number is None else f"from_{kind}", side=say.word("side", side),
                     distance=number, unit=unit)
    values: Dict[str, Any] = {"category": one.category, "from": other.category, "side": side, **pixel}
    if number is not None:
        values.update(distance=number, distance_unit=unit)
    return [say.row("nearest", {"thing": say.one(one.category, "the"), "which": say.which(one.category),
                                "other": say.one(other.category, "a_dat"), "place": place, **pixel},
                    values, source=DETECTION)], round(distance, 2)


def _nearest_pair(first: Sequence[Detection], second: Sequence[Detection],
                  sight: Sight) -> Tuple[Detection, Detection, float, Tuple[float, float]]:
    """Two objects and their gap, and the step from the second to the first."""
    planes = [[tuple(sight.plane(corner) for corner in each.quad.corners) for each in side]
              for side in (first, second)]
    rough = [[(middle(plane), max(math.dist(middle(plane), corner) for corner in plane)) for plane in side]
             for side in planes]
    best: Tuple[float, int, int] = (math.inf, 0, 0)
    for least, i, j in _near_pairs(rough[0], rough[1]):
        if least >= best[0]:
            break
        best = min(best, (gap(planes[0][i], planes[1][j]), i, j))
    distance, i, j = best
    back = step_to(rough[0][i][0], planes[1][j])
    return first[i], second[j], distance, (-back[0], -back[1])


Rough = Sequence[Tuple[Tuple[float, float], float]]


def _near_pairs(first: Rough, second: Rough) -> List[Tuple[float, int, int]]:
    """Pairs that may be the nearest, each with the least that its gap can be, the nearest first."""
    there, more = np.array([middle for middle, _ in second]), np.array([reach for _, reach in second])
    rows = max(1, CHUNK // len(second))
    found: List[Tuple[float, int, int]] = []
    limit = math.inf
    for start in range(0, len(first), rows):
        here = np.array([middle for middle, _ in first[start:start + rows]])
        apart = np.hypot(*np.moveaxis(here[:, None, :] - there[None, :, :], 2, 0))
        least = apart - np.array([reach for _, reach in first[start:start + rows]])[:, None] - more
        limit = min(limit, float(apart.min()))
        found += [(float(least[i, j]), start + int(i), int(j)) for i, j in zip(*np.nonzero(least <= limit))]
    return sorted(each for each in found if each[0] <= limit)


def most(question: Question, objects: Sequence[Detection], sight: Sight) -> Detection:
    """The largest, smallest, longest ... of some objects."""
    dimension, largest = SUPERLATIVES[question.superlative]
    return (max if largest else min)(objects, key=lambda each: size_of(dimension, each, sight))


def extreme(say: Speaker, question: Question, objects: Sequence[Detection], sight: Sight) -> Tuple[Rows, Any]:
    """How large the largest (smallest, longest ...) one is, and where it lies."""
    best = most(question, objects, sight)
    sizes, measured = _measured(say, best, sight)
    position, pixel = sight.position(best.quad.centre), pixel_of(best)
    thing = say.superlative(best.category, question.superlative)
    row = say.row("extreme", {"thing": thing, "size": sizes, "position": say.word("position", position), **pixel},
                  {"category": best.category, "position": position, **pixel, **measured}, source=DETECTION)
    dimension = next((SIZES[each] for each in SIZES if each in question.kinds), "")
    if dimension and dimension != "size":
        return [row], round(size_of(dimension, best, sight), 2)
    return [row], best.quad.centre if "where" in question.kinds else \
        round(size_of(SUPERLATIVES[question.superlative][0], best, sight), 2)


def _measured(say: Speaker, found: Detection, sight: Sight) -> Tuple[str, Dict[str, Any]]:
    """Length and width of an object in words and as evidence."""
    long, wide = size_of("length", found, sight), size_of("width", found, sight)
    if sight.yardstick.metric:
        number, unit = length(long, units=say.units)
        across, across_unit = length(wide, like=unit, units=say.units)
    else:
        (number, unit), (across, across_unit) = (shown(long), "px"), (shown(wide), "px")
    values = {"length": number, "length_unit": unit, "width": across, "width_unit": across_unit}
    return say.part("long_by_wide", **values), values


def size(say: Speaker, question: Question, objects: Sequence[Detection], sight: Sight) -> Tuple[Rows, Any]:
    """How long, wide or large objects are: one's sizes, or the range and the middle of many."""
    dimension = next(SIZES[each] for each in SIZES if each in question.kinds)
    if len(objects) == 1:
        said, measured = _measured(say, objects[0], sight)
        row = say.row("size_of", {"thing": say.one(objects[0].category, "the"), "size": said},
                      {"category": objects[0].category, **measured}, source=DETECTION)
        value = size_of("length" if dimension == "size" else dimension, objects[0], sight)
        return [row], round(value, 2)
    told = ("length", "width") if dimension == "size" else (dimension,)
    rows: Rows = [_range(say, question, objects, sight, each) for each in told]
    return rows, round(_usual(question)([size_of(told[0], each, sight) for each in objects]), 2)


def _usual(question: Question) -> Callable[[Sequence[float]], float]:
    """The mean where the average was asked for, else the median."""
    return mean if "average" in question.kinds else median


def _range(say: Speaker, question: Question, objects: Sequence[Detection], sight: Sight, dimension: str) -> Evidence:
    sizes = sorted(size_of(dimension, each, sight) for each in objects)
    spoken = [_spoken(say, each, dimension, sight, sizes) for each in (sizes[0], sizes[-1], _usual(question)(sizes))]
    names = [target.name for target in question.targets]
    name = names[0] if len(names) == 1 else "object"
    middle_key, template = ("mean", f"mean_{dimension}") if "average" in question.kinds else \
        ("median", f"sizes_{dimension}")
    values: Dict[str, Any] = {"category": name, "count": len(objects)}
    for key, (number, unit) in zip(("least", "most", middle_key), spoken):
        values.update({key: number, f"{key}_unit": unit})
    return say.row(template, {"things": say.the_all(name, len(objects)), **values}, values,
                   source=DETECTION)


def _spoken(say: Speaker, value: float, dimension: str, sight: Sight, sizes: Sequence[float]) -> Tuple[str, str]:
    if not sight.yardstick.metric:
        return shown(value), "px²" if dimension == "area" else "px"
    if dimension == "area":
        return area(value, say.units)
    return length(value, like=length(median(sizes), units=say.units)[1], units=say.units)
