"""A whole view in words: what was found and how much of it, how it is laid out, how dense, which way it points."""

from __future__ import annotations

from typing import Any, Dict, Iterator, List, Mapping, Optional, Sequence, Tuple

from ..values import Detection, Evidence, Request
from .arrangement import Arrangement, arrangement, main_axis
from .numbers_in_words import IMPERIAL, length, percent, shown
from .sentences import picture_of, scale_of, speaking
from .surroundings import counted
from .survey import Sight, Survey
from .templates import Speaker

UNSURE = 0.5
"""Objects below this confidence are said to be unsure."""
TOLD = 3
"""Of so many classes, the most frequent ones, it is said how they are laid out."""
DENSE_FROM = 5
"""From so many objects of a class on a density means something."""
POINTING_FROM = 4
"""From so many objects of a class with a clear long axis on a caption says how they point."""
POINTING = ("car", "bus-truck", "truck", "bus", "van", "other-vehicle", "vehicle", "small-vehicle", "large-vehicle",
            "building", "house", "ship", "boat", "airplane", "train", "tennis-court", "sports-court")
"""Classes whose long axes are worth a word."""
COVERING = ("building", "house", "tree", "swimming-pool", "storage-tank", "sports-court")
"""Classes that cover ground."""
LEAST_SHARE = 0.01
EVERYWHERE = Arrangement("scattered", None)
PER_AREA = {"ha": 1e4, "km²": 1e6, "acre": 4046.8564224, "sq mi": 2589988.110336}
FEWEST_PER_AREA = 1.0
"""Below this many in the smaller unit the density is given per larger unit."""


def caption(request: Request, survey: Survey) -> Tuple[Evidence, ...]:
    """The sentences of a caption, each with what it rests on."""
    say, sight = speaking(request), Sight.of(request, survey)
    rows: List[Optional[Evidence]] = [overview(say, survey), unsure(say, survey.detections)]
    objects = {category: _of(survey, category) for category, _, _ in counted(survey.detections)[:TOLD]}
    rows += [density(say, category, len(found), sight) for category, found in list(objects.items())[:1]
             if len(found) >= DENSE_FROM]
    rows += layouts(say, objects, sight)
    for category, found in objects.items():
        if category in POINTING and len(found) >= POINTING_FROM:
            row = pointing(say, found, sight, category)
            rows.append(row if row is not None and int(row.values["of"]) >= POINTING_FROM else None)
        share = covered(found, sight) if category in COVERING else 0.0
        if share >= LEAST_SHARE:
            rows.append(cover(say, category, len(found), share))
    rows += [_extent(say, sight), picture_of(say, sight.facts, request.view)]
    return tuple(row for row in rows if row is not None)


def _of(survey: Survey, category: str) -> Tuple[Detection, ...]:
    return tuple(each for each in survey.detections if each.category == category)


def overview(say: Speaker, survey: Survey, template: str = "sees") -> Evidence:
    """What was found and how much of it, or that nothing was."""
    counts = counted(survey.detections)
    if not counts:
        listed = say.listed([say.many(each) for each in survey.classes], last="last_or")
        return say.row("sees_nothing", {"things": listed},
                       {"objects": tuple({"category": each, "count": 0} for each in survey.classes)},
                       source="detection")
    things = say.listed([say.counted(category, number, "acc") for category, number, _ in counts])
    return say.row(template, {"things": things},
                   {"objects": tuple({"category": category, "count": number, "confidence": percent(mean),
                                      "confidence_unit": "%"} for category, number, mean in counts)},
                   source="detection")


def unsure(say: Speaker, found: Sequence[Detection]) -> Optional[Evidence]:
    """How many of some objects are less than half sure."""
    number = sum(each.confidence < UNSURE for each in found)
    if not number:
        return None
    limit, name = percent(UNSURE), "it" if len(found) == 1 else "all" if number == len(found) else \
        "one" if number == 1 else "some"
    which = say.part(f"unsure_{name}", number=say.words["number"].get(str(number), str(number)))
    return say.row("unsure", {"limit": limit, "which": which}, {"limit": limit, "unit": "%", "count": number},
                   source="detection")


def layouts(say: Speaker, objects: Mapping[str, Sequence[Detection]], sight: Sight) -> Iterator[Evidence]:
    """How the objects of each class are laid out; classes that lie everywhere share a sentence."""
    laid = {category: arrangement(found, sight) for category, found in objects.items()}
    everywhere = [category for category, each in laid.items() if each == EVERYWHERE]
    for category, found in objects.items():
        if category not in everywhere or len(everywhere) == 1:
            yield layout(say, category, found, sight, laid[category])
        elif category == everywhere[0]:
            things = say.listed([say.the_all(each, len(objects[each])) for each in everywhere])
            counts = tuple({"category": each, "count": len(objects[each])} for each in everywhere)
            yield say.row("laid_scattered", {"things": things, "where": ""},
                          {"objects": counts, "arrangement": "scattered"}, source="detection")


def layout(say: Speaker, category: str, objects: Sequence[Detection], sight: Sight,
           laid: Optional[Arrangement] = None) -> Evidence:
    """How the objects of one class are laid out."""
    laid = laid or arrangement(objects, sight)
    values: Dict[str, Any] = {"category": category, "count": len(objects)}
    if laid.where is not None:
        values["position"] = laid.where
    things = say.the_all(category, len(objects))
    if not laid.kind:
        places = list(dict.fromkeys(sight.position(each.quad.centre) for each in objects))
        values["position"] = laid.where or tuple(places)
        listed = say.listed([say.word("position", each) for each in ([laid.where] if laid.where else places)])
        where = say.part("in_view", position=listed)
        return say.row("one_is" if len(objects) == 1 else "many_are", {"things": things, "where": where}, values,
                       source="detection")
    values["arrangement"] = laid.kind
    where = "" if laid.where is None else \
        say.part("mostly", position=say.word("position", laid.where)) if laid.kind != "edge" else \
        say.word("edge", laid.where)
    return say.row(f"laid_{laid.kind}", {"things": things, "where": where}, values, source="detection")


def pointing(say: Speaker, objects: Sequence[Detection], sight: Sight, category: str) -> Optional[Evidence]:
    """In which direction most long axes run."""
    found = main_axis(objects, sight)
    if found is None:
        return None
    axis, number, of = found
    direction = say.word("direction" if sight.yardstick.north else "screen", axis)
    form = "pointing_clear" if of < len(objects) else "pointing_all" if number == of else "pointing"
    things = say.many(category, dative=form != "pointing_clear")
    return say.row(form, {"things": things, "direction": direction, "number": number, "of": of},
                   {"category": category, "axis": int(axis), "axis_unit": "°", "count": number, "of": of},
                   source="detection")


def density(say: Speaker, category: str, count: int, sight: Sight) -> Optional[Evidence]:
    """How many of a class there are on a hectare, or a square kilometre where that is too little."""
    if not sight.area_m2:
        return None
    small, large = ("acre", "sq mi") if say.units == IMPERIAL else ("ha", "km²")
    number, unit = count * PER_AREA[small] / sight.area_m2, small
    if number < FEWEST_PER_AREA:
        number, unit = count * PER_AREA[large] / sight.area_m2, large
    said = shown(number)
    return say.row("density", {"density": said, "things": say.many(category), "per": say.word("per", unit)},
                   {"category": category, "count": count, "density": said, "density_unit": f"1/{unit}"},
                   source="detection")


def cover(say: Speaker, category: str, count: int, share: float) -> Evidence:
    """The share of the view that objects of a class cover."""
    return say.row("cover", {"things": say.the_all(category, count), "share": percent(share),
                             "verb": say.word("covers", "one" if count == 1 else "many")},
                   {"category": category, "count": count, "share": percent(share), "share_unit": "%"},
                   source="detection")


def covered(objects: Sequence[Detection], sight: Sight) -> float:
    """The share of what was looked at that boxes cover; where they overlap it counts once, outside the view never."""
    if not objects:
        return 0.0
    import shapely

    boxes = shapely.union_all(shapely.polygons([each.quad.corners for each in objects]))
    seen = float(shapely.intersection(boxes, shapely.box(*sight.bounds)).area)
    return min(1.0, seen / max(sight.searched_px, 1.0))


def _extent(say: Speaker, sight: Sight) -> Optional[Evidence]:
    """How large the view is."""
    if not sight.yardstick.metric:
        wide, high = sight.quad.sides
        size = {"length": shown(wide), "width": shown(high)}
        return say.row("view_pixels", size, {**size, "unit": "px"})
    sides = [float(sight.facts[name].value) for name in ("length_m", "width_m") if name in sight.facts]
    first, second = sides if len(sides) == 2 else sight.yardstick.sides(sight.quad)
    long, unit = length(first, units=say.units)
    across, across_unit = length(second, like=unit, units=say.units)
    values: Dict[str, Any] = {"length": long, "length_unit": unit, "width": across, "width_unit": across_unit}
    scale, filled = scale_of(say, sight.yardstick, sight.survey.gsd_from)
    return say.row("view_size", {**values, "scale": filled}, {**values, **scale})
