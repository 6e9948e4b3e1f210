"""What the network should say of a crop: heat of every class, box of every place, and where nothing is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Collection, Tuple

import numpy as np

from .classes import CLASSES
from .data import Truth

Array = Any
STRIDE = 4
SPREAD = 0.14
"""Deviation of the heat along a side, as a share of that side."""
LEAST_SPREAD = 0.65
"""The same at least, in cells of the map."""
TOLD = 0.25
"""From this heat on a place says the box, too."""


@dataclass(frozen=True)
class Targets:
    """Maps at stride 4.

    heat [K, h, w] is 1 at centres; asked [K, h, w] is 0 where being empty must not be learnt and 0.5 where it is
    doubtful; box [6, h, w] holds the offset to the centre (cells), log length, log width and the box's own direction;
    weight [h, w] says where a box is told and how much it counts; oriented [h, w] whether its direction is known.
    """

    heat: Array
    asked: Array
    box: Array
    weight: Array
    oriented: Array


def make_targets(
    truth: Truth, counted: Collection[int], size: Tuple[int, int], incomplete: Collection[int] = ()
) -> Targets:
    """The maps of one crop of so many pixels (width, height); the absence of an incomplete class counts half."""
    wide, high = size[0] // STRIDE, size[1] // STRIDE
    classes = len(CLASSES)
    targets = Targets(
        np.zeros((classes, high, wide), np.float32), np.zeros((classes, high, wide), np.float32),
        np.zeros((6, high, wide), np.float32), np.zeros((high, wide), np.float32), np.zeros((high, wide), np.float32),
    )
    targets.asked[sorted(counted)] = 1.0
    targets.asked[sorted(set(incomplete) & set(counted))] = 0.5
    for box in truth.ignored:
        window, inside = _inside(box, (wide, high))
        targets.asked[(slice(None), *window)][:, inside] = 0.0
    order = np.argsort(-truth.boxes[:, 2] * truth.boxes[:, 3])
    for number in order:
        _draw(targets, truth.boxes[number], int(truth.labels[number]), oriented=bool(truth.oriented[number]))
    return targets


def _draw(targets: Targets, box: Array, label: int, *, oriented: bool) -> None:
    """Put one object into the maps; smaller ones come later and have the last word about their places."""
    high, wide = targets.weight.shape
    x, y, length, width, angle = (float(value) for value in box)
    column, row = int(np.floor(x / STRIDE)), int(np.floor(y / STRIDE))
    if not (0 <= column < wide and 0 <= row < high):
        return
    along = max(LEAST_SPREAD, SPREAD * length / STRIDE)
    across = max(LEAST_SPREAD, SPREAD * width / STRIDE)
    reach = int(np.ceil(3 * along))
    window = (slice(max(0, row - reach), row + reach + 1), slice(max(0, column - reach), column + reach + 1))
    rows, columns = np.mgrid[window[0].start:min(high, row + reach + 1),
                             window[1].start:min(wide, column + reach + 1)]
    u, v = columns - column, rows - row
    cosine, sine = np.cos(angle), np.sin(angle)
    distance = ((u * cosine + v * sine) / along) ** 2 + ((v * cosine - u * sine) / across) ** 2
    heat = np.exp(-0.5 * distance).astype(np.float32)
    place = (label, *window)
    targets.heat[place] = np.maximum(targets.heat[place], heat)
    told = (heat >= TOLD) & (heat >= targets.weight[window])
    values = (x / STRIDE - columns - 0.5, y / STRIDE - rows - 0.5, np.log(max(length, 1.0)), np.log(max(width, 1.0)),
              np.cos(2 * angle), np.sin(2 * angle))
    for number, value in enumerate(values):
        channel = targets.box[(number, *window)]
        channel[told] = np.broadcast_to(value, told.shape)[told]
    targets.weight[window][told] = heat[told]
    targets.oriented[window][told] = float(oriented)


def _inside(box: Array, size: Tuple[int, int]) -> Tuple[Tuple[slice, slice], Array]:
    """A window of the map and which of its cells lie in a box, a little generously."""
    wide, high = size
    x, y, length, width, angle = box
    half = np.array([[length, width]]) / 2 + STRIDE / 2
    extent = np.abs([np.cos(angle), np.sin(angle)]) * half[0, 0] + np.abs([np.sin(angle), np.cos(angle)]) * half[0, 1]
    low = np.clip(np.floor((np.array([x, y]) - extent) / STRIDE), 0, (wide, high)).astype(int)
    top = np.clip(np.ceil((np.array([x, y]) + extent) / STRIDE) + 1, 0, (wide, high)).astype(int)
    rows, columns = np.mgrid[low[1]:top[1], low[0]:top[0]]
    u, v = (columns + 0.5) * STRIDE - x, (rows + 0.5) * STRIDE - y
    cosine, sine = np.cos(angle), np.sin(angle)
    inside = (np.abs(u * cosine + v * sine) <= half[0, 0]) & (np.abs(v * cosine - u * sine) <= half[0, 1])
    return (slice(low[1], top[1]), slice(low[0], top[0])), inside
