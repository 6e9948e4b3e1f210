"""What lies in a box and round it: objects inside, what encloses it, its nearest neighbours with side and distance."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple

from ..geometry import PixelQuad, Point
from ..values import Detection, Evidence
from .numbers_in_words import length, percent, shown
from .places import Plane, Yardstick, contains, gap, in_a_row, middle, step_to
from .templates import Speaker

GROUPS = 3
"""So many groups of neighbours are named, the nearest first."""
REACH = 3.0
REACH_M, REACH_PX = 15.0, 60.0
"""Neighbours are nearer than three lengths of the box, or than this."""
LINK = 1.5
"""Objects of one class nearer to each other than so many of their lengths are one group."""
TOGETHER = 0.7
"""A group whose directions scatter more than this (length of their mean) lies on several sides, and is split."""
SURE_ENOUGH = 0.6
"""Below this mean confidence it is said how sure the model is of a group."""
ENCLOSES = 1.5
"""What encloses a box is at least so many times as large."""


@dataclass(frozen=True)
class Group:
    """Objects of one class on one side of the box."""

    category: str
    count: int
    distance: float
    side: str
    row: bool
    confidence: float


@dataclass(frozen=True)
class _Near:
    """A neighbour in the plane round the box's middle."""

    found: Detection
    plane: Plane
    distance: float
    step: Point
    """From the box's middle to the nearest point of the neighbour."""

    @property
    def length(self) -> float:
        return max(math.dist(self.plane[0], self.plane[1]), math.dist(self.plane[1], self.plane[2]))


def surroundings(say: Speaker, quad: PixelQuad, inside: Sequence[Detection], neighbours: Sequence[Detection],
                 yardstick: Yardstick) -> Iterator[Evidence]:
    """The sentences about objects inside, round and near a box."""
    origin = quad.centre
    box = yardstick.plane(quad, origin)
    enclosing = [each for each in (*inside, *neighbours) if each.quad.area >= ENCLOSES * quad.area
                 and contains(yardstick.plane(each.quad, origin), (0.0, 0.0))]
    within = [each for each in inside if each not in enclosing]
    if within:
        yield _inside(say, within)
    if enclosing:
        surest = max(enclosing, key=lambda each: each.confidence)
        yield say.row("within", {"what": say.one(surest.category, "a_dat")},
                      {"category": surest.category, "confidence": percent(surest.confidence), "unit": "%"},
                      source="detection")
    groups = nearest_groups(box, [each for each in neighbours if each not in enclosing], origin, yardstick)
    if groups:
        yield _near(say, groups, yardstick)


def _inside(say: Speaker, found: Sequence[Detection]) -> Evidence:
    counts = counted(found)
    things = [_things(say, category, number, mean) for category, number, mean in counts]
    return say.row("inside", {"things": say.listed(things)},
                   {"objects": tuple({"category": category, "count": number, "confidence": percent(mean),
                                      "confidence_unit": "%"}
                                     for category, number, mean in counts)}, source="detection")


def counted(found: Sequence[Detection]) -> List[Tuple[str, int, float]]:
    """Classes with their number and mean confidence, the most frequent first."""
    shares: Dict[str, List[float]] = {}
    for each in found:
        shares.setdefault(each.category, []).append(each.confidence)
    rows = [(category, len(each), sum(each) / len(each)) for category, each in shares.items()]
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def _things(say: Speaker, category: str, number: int, confidence: float) -> str:
    things = say.counted(category, number, "acc")
    return things if confidence >= SURE_ENOUGH else say.part("unsure_of", things=things, confidence=percent(confidence))


def nearest_groups(box: Plane, neighbours: Sequence[Detection], origin: Point, yardstick: Yardstick) -> List[Group]:
    """The nearest groups of neighbours; the box is in the plane round its own middle."""
    longest = max(math.dist(box[0], box[1]), math.dist(box[1], box[2]))
    reach = max(REACH * longest, REACH_M if yardstick.metric else REACH_PX)
    near = []
    for each in neighbours:
        plane = yardstick.plane(each.quad, origin)
        distance = gap(box, plane)
        if distance <= reach:
            near.append(_Near(each, plane, distance, step_to((0.0, 0.0), plane)))
    groups = [_group(part, yardstick) for cluster in _clusters(near) for part in _sides(cluster, yardstick)]
    return sorted(groups, key=lambda group: (group.distance, group.category, group.side))[:GROUPS]


def _clusters(near: Sequence[_Near]) -> List[List[_Near]]:
    """Neighbours of one class, linked where they stand close together."""
    clusters: List[List[_Near]] = []
    for each in sorted(near, key=lambda one: (one.distance, one.step)):
        linked = [cluster for cluster in clusters if cluster[0].found.category == each.found.category
                  and any(gap(one.plane, each.plane) <= LINK * max(one.length, each.length) for one in cluster)]
        clusters = [cluster for cluster in clusters if not any(cluster is one for one in linked)]
        clusters.append([*(one for cluster in linked for one in cluster), each])
    return clusters


def _sides(cluster: Sequence[_Near], yardstick: Yardstick) -> List[List[_Near]]:
    """The cluster as it is, or by sides where it lies all round."""
    steps = [each.step for each in cluster if each.step != (0.0, 0.0)]
    units = [(x / math.hypot(x, y), y / math.hypot(x, y)) for x, y in steps]
    if not units or math.hypot(*middle(units)) >= TOGETHER:
        return [list(cluster)]
    sides: Dict[str, List[_Near]] = {}
    for each in cluster:
        sides.setdefault(yardstick.side(each.step), []).append(each)
    return list(sides.values())


def _group(near: Sequence[_Near], yardstick: Yardstick) -> Group:
    first = min(near, key=lambda each: each.distance)
    step = first.step if len(near) == 1 else middle([middle(each.plane) for each in near])
    row = in_a_row([middle(each.plane) for each in near], sum(each.length for each in near) / len(near))
    return Group(first.found.category, len(near), first.distance, yardstick.side(step), row,
                 sum(each.found.confidence for each in near) / len(near))


def _near(say: Speaker, groups: Sequence[Group], yardstick: Yardstick) -> Evidence:
    parts, rows = [], []
    for group in groups:
        distance, unit = spoken_distance(say, group.distance, yardstick)
        row: Dict[str, Any] = {"category": group.category, "count": group.count, "side": group.side,
                               "confidence": percent(group.confidence), "confidence_unit": "%"}
        if distance is not None:
            row.update(distance=distance, distance_unit=unit)
        if group.row:
            row["arrangement"] = "row"
        rows.append(row)
        parts.append(say.part("group", things=_things(say, group.category, group.count, group.confidence),
                              row=say.part("in_a_row") if group.row else "",
                              place=spoken_place(say, distance, unit, group.side, yardstick)))
    return say.row("near", {"things": say.listed(parts)}, {"neighbours": tuple(rows)}, source="detection")


def spoken_distance(say: Speaker, distance: float, yardstick: Yardstick) -> Tuple[Optional[str], str]:
    """A distance in the plane as a number and its unit; no number for what is nearer than a pixel."""
    pixel = max(math.hypot(*yardstick.vector(1.0, 0.0)), math.hypot(*yardstick.vector(0.0, 1.0)))
    if distance < pixel:
        return None, ""
    return length(distance, units=say.units) if yardstick.metric else (shown(distance), "px")


def spoken_place(say: Speaker, distance: Optional[str], unit: str, side: str, yardstick: Yardstick) -> str:
    """Where something lies from the box: how far and on which side."""
    kind = "place_north" if yardstick.north else "place_screen"
    if distance is None:
        return say.part(f"{kind}_touching", side=say.word("side", side))
    return say.part(kind, distance=distance, unit=unit, side=say.word("side", side))
