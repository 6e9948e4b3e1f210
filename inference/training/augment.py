"""Crops for training: drawn by set and class, turned, flipped, scaled, put together and made to look otherwise.

Every crop is a function of a seed and its number alone, so that a run that was broken off goes on with the same crops.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Dict, FrozenSet, List, Optional, Sequence, Tuple

import numpy as np

from .classes import CLASSES, NUMBER, ROUND, RULES, SENSORS, SetRule
from .data import Picture, Truth
from .radiometry import change

Array = Any
REFERENCE_GSD = 0.3
GRID = (np.indices((7, 7)).reshape(2, -1).T[:, ::-1] + 0.5) / 7
"""Places by which it is told how much of a crop is filled."""
LEAST_PX = 3.5
"""A shorter object cannot be seen any more and is neither asked for nor background."""
LEAST_VISIBLE = 0.45
"""So much of an object's bounds must lie in the crop for it to be asked for."""


@dataclass(frozen=True)
class Plan:
    """How crops are made."""

    crop: int = 256
    mosaic: float = 0.3
    gsd_withheld: float = 0.5
    anywhere: float = 0.12
    tries: int = 4
    scale_share: float = 1.0
    """How much of a set's range of scales is used, from its middle: less makes the beginning easier."""


@dataclass(frozen=True)
class Crop:
    """A crop [h, w, 3] with its objects, the classes it is (nearly) complete for, and what is known of the picture."""

    pixels: Array
    truth: Truth
    counted: FrozenSet[int]
    context: Array
    incomplete: FrozenSet[int] = frozenset()


@dataclass(frozen=True)
class Turn:
    """From a place in the picture to the same place in the crop: scaled, flipped, turned, moved."""

    matrix: Array
    shift: Array

    @property
    def scale(self) -> float:
        """How many pixels of the crop one of the picture becomes."""
        return math.sqrt(abs(float(np.linalg.det(self.matrix))))

    @property
    def quarter(self) -> bool:
        """Whether upright boxes stay upright."""
        return bool(np.abs(self.matrix).min() < 1e-9 * self.scale)


def context_of(sensor: str, gsd: Optional[float]) -> Array:
    """The context vector of the network: which sensor, how large a pixel is, and whether that is known."""
    vector = np.zeros(len(SENSORS) + 2, np.float32)
    vector[SENSORS.index(sensor)] = 1.0
    if gsd is not None and gsd > 0:
        vector[-2] = min(7.0, max(-4.0, math.log2(gsd / REFERENCE_GSD)))
        vector[-1] = 1.0
    return vector


class Sampler:
    """Draws crops: first a set, then a class of it, then a picture that shows the class."""

    def __init__(self, pictures: Sequence[Picture], seed: int, plan: Optional[Plan] = None) -> None:
        self.plan = plan or Plan()
        self.seed = seed
        self.sets: Dict[str, Dict[int, List[Picture]]] = {}
        for picture in pictures:
            classes = self.sets.setdefault(picture.source, {})
            for label in {int(label) for label in picture.truth.labels} or {-1}:
                classes.setdefault(label, []).append(picture)
        self.names = sorted(self.sets)
        weights = np.array([rule_of(name).weight for name in self.names])
        self.odds = weights / weights.sum()

    def crop(self, number: int) -> Crop:
        """The crop of that number."""
        chance = np.random.default_rng((self.seed, number))
        source = self.names[chance.choice(len(self.names), p=self.odds)]
        size = self.plan.crop
        first, label = self._picture(source, chance)
        scale = self._scale(first, label, chance)
        gsd = first.gsd / scale if first.gsd else None
        small = min(first.size) * scale < 0.8 * size
        if chance.random() < (0.75 if small else self.plan.mosaic):
            pixels, truth, counted, honest = self._mosaic((first, label, scale), gsd, chance)
        else:
            pixels, truth = self._view(first, label, scale, (size, size), chance)
            counted, honest = first.counted, True
        pixels, sensor = change(pixels, first.sensor, first.source, chance)
        told: Optional[float] = gsd if honest and chance.random() >= self.plan.gsd_withheld else None
        if told is not None:
            told = float(told * np.exp(chance.normal(0.0, 0.08)))
        return Crop(pixels, truth, counted, context_of(sensor, told), rule_of(source).incomplete())

    def _picture(self, source: str, chance: np.random.Generator) -> Tuple[Picture, int]:
        """A picture of a set, and the class it was drawn for; -1 where it shows none."""
        classes = self.sets[source]
        labels = sorted(classes)
        share = np.array([len(classes[label]) ** 0.4 * (0.3 if label == -1 else 1.0) for label in labels])
        label = labels[chance.choice(len(labels), p=share / share.sum())]
        return classes[label][chance.integers(len(classes[label]))], label

    def _scale(self, picture: Picture, label: int, chance: np.random.Generator) -> float:
        """How much a picture is scaled: so that its objects are neither tiny nor larger than the crop."""
        low, high = (math.log(side) for side in rule_of(picture.source).scales)
        spare = (high - low) * (1 - self.plan.scale_share) / 2
        low, high = low + spare, high - spare
        lengths = picture.truth.boxes[picture.truth.labels == label, 2]
        if len(lengths):
            middle = float(np.median(lengths))
            low, high = (min(max(side, math.log(6.0 / middle)), math.log(220.0 / middle)) for side in (low, high))
        return math.exp(chance.uniform(low, high))

    def _mosaic(
        self, first: Tuple[Picture, int, float], gsd: Optional[float], chance: np.random.Generator
    ) -> Tuple[Array, Truth, FrozenSet[int], bool]:
        """Two or four pictures of a set side by side, at one resolution as far as their set's scales allow it."""
        size, picture = self.plan.crop, first[0]
        canvas = np.zeros((size, size, 3), np.uint8)
        cut = [int(size * chance.uniform(0.3, 0.7)) for _ in range(2)]
        rows = [(0, cut[1]), (cut[1], size)] if chance.random() < 0.7 else [(0, size)]
        parts = [(left, top, right, low) for top, low in rows for left, right in ((0, cut[0]), (cut[0], size))]
        truths: List[Truth] = []
        counted, honest = picture.counted, gsd is not None
        for number, (left, top, right, low) in enumerate(parts):
            label, scale = first[1], first[2]
            if number:
                picture, label = self._picture(picture.source, chance)
                counted &= picture.counted
                scale = self._scale(picture, label, chance)
                if gsd is not None and picture.gsd:
                    low_scale, high_scale = rule_of(picture.source).scales
                    scale = min(high_scale, max(low_scale, picture.gsd / gsd))
                    honest = honest and abs(scale * gsd / picture.gsd - 1) < 0.05
            pixels, truth = self._view(picture, label, scale, (right - left, low - top), chance)
            canvas[top:low, left:right] = pixels
            truths.append(moved(truth, left, top))
        return canvas, joined(truths), counted, honest

    def _view(
        self, picture: Picture, label: int, scale: float, size: Tuple[int, int], chance: np.random.Generator
    ) -> Tuple[Array, Truth]:
        """A part of a picture as it looks in the crop, round one of its objects or anywhere."""
        rule = rule_of(picture.source)
        places = np.flatnonzero(picture.truth.labels == label)
        wide, high = picture.size
        if len(places) and chance.random() >= self.plan.anywhere:
            centre = picture.truth.boxes[places[chance.integers(len(places))], :2]
        else:
            centre = np.array([chance.uniform(0, wide), chance.uniform(0, high)])
        angle = float(chance.integers(4)) * math.pi / 2
        if chance.random() < rule.turns_freely and not _has_axis_unknown(picture):
            angle = chance.uniform(0, 2 * math.pi)
        flip = bool(chance.random() < 0.5)
        targets = np.array(size) * chance.uniform(0.12, 0.88, (self.plan.tries, 2))
        turns = [make_turn(scale, angle, flip=flip, centre=centre, target=target) for target in targets]
        turn = max(turns, key=lambda each: filled_share(each, picture.size, size))
        fill = int(chance.choice([0, 0, 114, 255])) if chance.random() < 0.7 else int(chance.integers(256))
        return warp(picture.pixels, turn, size, fill), turned(picture.truth, turn, size)


def rule_of(source: str) -> SetRule:
    """The rule of a set; sets not known are labelled for every class and drawn at their own scale."""
    return RULES.get(source) or SetRule(frozenset(), (0.5, 1.5), 1.0)


def _has_axis_unknown(picture: Picture) -> bool:
    """Whether turning would make upright bounds of long objects meaningless."""
    truth = picture.truth
    ratio = truth.boxes[:, 2] / np.maximum(truth.boxes[:, 3], 1e-6)
    round_ones = np.isin(truth.labels, list(ROUND))
    return bool((~truth.oriented & ~round_ones & (ratio > 1.3)).any())


def make_turn(scale: float, angle: float, *, flip: bool, centre: Array, target: Array) -> Turn:
    """A turn that brings `centre` of the picture to `target` of the crop."""
    cosine, sine = (round(float(value), 12) for value in (math.cos(angle), math.sin(angle)))
    matrix = scale * np.array([[cosine, -sine], [sine, cosine]]) @ np.diag([-1.0 if flip else 1.0, 1.0])
    return Turn(matrix, np.asarray(target) - matrix @ np.asarray(centre))


def filled_share(turn: Turn, picture: Tuple[int, int], size: Tuple[int, int]) -> float:
    """How much of the crop the picture fills, on a coarse grid."""
    there = (GRID * size - turn.shift) @ np.linalg.inv(turn.matrix).T
    return float(((there >= 0) & (there < np.array(picture))).all(1).mean())


def warp(pixels: Array, turn: Turn, size: Tuple[int, int], fill: int) -> Array:
    """The crop [h, w, 3]; what lies beyond the picture has one grey value."""
    from PIL import Image

    high, wide = pixels.shape[:2]
    back = np.linalg.inv(turn.matrix)
    frame = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], np.float64)
    reach = (frame - turn.shift) @ back.T
    low = np.clip(np.floor(reach.min(0)) - 4, 0, (wide, high)).astype(int)
    top = np.clip(np.ceil(reach.max(0)) + 4, 0, (wide, high)).astype(int)
    colour = pixels.ndim == 3
    if (top - low).min() < 2:
        return np.full((size[1], size[0], 3), fill, np.uint8)
    image = Image.fromarray(np.ascontiguousarray(pixels[low[1]:top[1], low[0]:top[0]]))
    factor = max(1, min(int(1.0 / turn.scale + 0.35), image.width // 2, image.height // 2))
    if factor > 1:
        image = image.reduce(factor)
    offset = (back @ -turn.shift - low) / factor
    back = back / factor
    data = (back[0, 0], back[0, 1], offset[0], back[1, 0], back[1, 1], offset[1])
    filler = (fill, fill, fill) if colour else fill
    found = image.transform(size, Image.Transform.AFFINE, data, Image.Resampling.BILINEAR, fillcolor=filler)
    result = np.asarray(found)
    return result if colour else np.repeat(result[:, :, None], 3, axis=2)


def turned(truth: Truth, turn: Turn, size: Tuple[int, int]) -> Truth:
    """The objects as they lie in the crop; hardly visible and tiny ones become places that are not asked about."""
    boxes = turned_boxes(truth.boxes, truth.oriented, turn)
    visible = visible_share(boxes, size)
    centre = (boxes[:, 0] >= 0) & (boxes[:, 0] < size[0]) & (boxes[:, 1] >= 0) & (boxes[:, 1] < size[1])
    asked = centre & (visible >= LEAST_VISIBLE) & (boxes[:, 2] >= LEAST_PX)
    doubtful = ~asked & (visible > 0.02)
    ignored = turned_boxes(truth.ignored, np.ones(len(truth.ignored), bool), turn)
    return Truth(boxes[asked], truth.labels[asked], truth.oriented[asked],
                 np.concatenate([ignored[visible_share(ignored, size) > 0], boxes[doubtful]]))


def turned_boxes(boxes: Array, oriented: Array, turn: Turn) -> Array:
    """Boxes in the crop; the upright bounds of a round object stay upright when it is turned."""
    if not len(boxes):
        return np.zeros((0, 5))
    result = boxes.copy()
    result[:, :2] = boxes[:, :2] @ turn.matrix.T + turn.shift
    result[:, 2:4] *= turn.scale
    along = np.stack([np.cos(boxes[:, 4]), np.sin(boxes[:, 4])], 1) @ turn.matrix.T
    result[:, 4] = np.arctan2(along[:, 1], along[:, 0])
    if not turn.quarter:
        upright = ~oriented
        cosine, sine = np.cos(result[upright, 4]) ** 2, np.sin(result[upright, 4]) ** 2
        long, short = result[upright, 2] ** 2, result[upright, 3] ** 2
        wide, high = np.sqrt(long * cosine + short * sine), np.sqrt(long * sine + short * cosine)
        result[upright, 2], result[upright, 3] = np.maximum(wide, high), np.minimum(wide, high)
        result[upright, 4] = np.where(wide >= high, 0.0, math.pi / 2)
    return result


def visible_share(boxes: Array, size: Tuple[int, int]) -> Array:
    """How much of the upright bounds of each box lies in the crop."""
    if not len(boxes):
        return np.zeros(0)
    cosine, sine = np.abs(np.cos(boxes[:, 4])), np.abs(np.sin(boxes[:, 4]))
    half_wide = (boxes[:, 2] * cosine + boxes[:, 3] * sine) / 2
    half_high = (boxes[:, 2] * sine + boxes[:, 3] * cosine) / 2
    across = np.minimum(boxes[:, 0] + half_wide, size[0]) - np.maximum(boxes[:, 0] - half_wide, 0)
    down = np.minimum(boxes[:, 1] + half_high, size[1]) - np.maximum(boxes[:, 1] - half_high, 0)
    area = np.maximum(4 * half_wide * half_high, 1e-9)
    return np.clip(across, 0, None) * np.clip(down, 0, None) / area


def moved(truth: Truth, right: float, down: float) -> Truth:
    """The objects somewhere else."""
    by = np.array([right, down, 0, 0, 0], np.float64)
    return Truth(truth.boxes + by, truth.labels, truth.oriented, truth.ignored + by)


def joined(truths: Sequence[Truth]) -> Truth:
    """The objects of several parts."""
    return Truth(
        np.concatenate([each.boxes for each in truths]), np.concatenate([each.labels for each in truths]),
        np.concatenate([each.oriented for each in truths]), np.concatenate([each.ignored for each in truths]),
    )


def count_of(crops: Sequence[Crop]) -> Dict[str, int]:
    """How many objects of every class some crops show."""
    labels = np.concatenate([crop.truth.labels for crop in crops]) if crops else np.zeros(0, int)
    return {name: int((labels == NUMBER[name]).sum()) for name in CLASSES}
