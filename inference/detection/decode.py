"""From the network's maps to boxes: local maxima of the heat, and the box that stands at each.

Only cells hotter than a class's least confidence are looked at, which is a comparison of logits; the three-by-three
maximum and the boxes are computed for those alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Tuple

import numpy as np
from numpy.typing import NDArray

from .values import Boxes, Floats

CELL = 4
"""Input pixels per cell of the maps."""
MOST = 4000
"""Candidates kept of one chip, surest first."""
SMALLEST_LOG, LARGEST_LOG = -1.0, 8.0
"""What a side's logarithm is limited to: a third of a pixel to three thousand."""
AROUND = ((-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1))

Maps = NDArray[Any]


@dataclass(frozen=True)
class Calibration:
    """What makes logits confidence: the map, the temperature and the bias of each class."""

    channels: NDArray[np.intp]
    temperatures: Floats
    biases: Floats

    def confidence(self, heat: Maps) -> Floats:
        """[classes, h, w]: calibrated confidence of every cell."""
        logits = heat[self.channels].astype(np.float64)
        return sigmoid(logits / self.temperatures[:, None, None] + self.biases[:, None, None])

    def logits_of(self, confidence: Floats) -> Floats:
        """From which logit on each class is so sure."""
        return self.temperatures * (np.log(confidence / (1.0 - confidence)) - self.biases)


def sigmoid(logits: Floats) -> Floats:
    """1 / (1 + exp(-x)), without overflow."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * logits)))


def decode(heat: Maps, box: Maps, calibration: Calibration, least: Floats) -> Boxes:
    """The local maxima of one chip's maps (heat [K, h, w], box [6, h, w]) at least `least[label]` sure.

    A class whose least confidence is above 1 is not looked for.
    """
    bound = np.clip(least, 1e-6, 1.0 - 1e-6)
    lowest = np.where(least > 1.0, np.inf, calibration.logits_of(bound))
    labels, rows, columns = _hot(heat, calibration.channels, lowest)
    channels = calibration.channels[labels]
    logits = heat[channels, rows, columns].astype(np.float64)
    scores = sigmoid(logits / calibration.temperatures[labels] + calibration.biases[labels])
    if len(scores) > MOST:
        first = np.argsort(-scores, kind="stable")[:MOST]
        labels, rows, columns, scores = labels[first], rows[first], columns[first], scores[first]
    return Boxes(boxes_at(box, rows, columns), scores, labels)


def _hot(heat: Maps, channels: NDArray[np.intp], lowest: Floats) -> Tuple[NDArray[np.intp], ...]:
    """Label, row and column of the local maxima that are hot enough; of equal neighbours the first."""
    height, width = heat.shape[1:]
    found = []
    for label, (channel, bound) in enumerate(zip(channels.tolist(), lowest.tolist())):
        layer = heat[channel]
        rows, columns = np.nonzero(layer >= bound)
        if not len(rows):
            continue
        here = layer[rows, columns]
        top = np.ones(len(rows), dtype=bool)
        for down, across in AROUND:
            r, c = rows + down, columns + across
            inside = (r >= 0) & (r < height) & (c >= 0) & (c < width)
            there = layer[np.clip(r, 0, height - 1), np.clip(c, 0, width - 1)]
            beaten = (there >= here) if (down, across) < (0, 0) else (there > here)
            top &= ~(inside & beaten)
        found.append((np.full(int(top.sum()), label, dtype=np.intp), rows[top], columns[top]))
    if not found:
        nothing = np.zeros(0, dtype=np.intp)
        return nothing, nothing, nothing
    return tuple(np.concatenate(each) for each in zip(*found))


def boxes_at(box: Maps, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Floats:
    """[n, 5]: the boxes that stand at some cells."""
    dx, dy, log_length, log_width, cos, sin = box[:, rows, columns].astype(np.float64)
    first = np.exp(np.clip(log_length, SMALLEST_LOG, LARGEST_LOG))
    second = np.exp(np.clip(log_width, SMALLEST_LOG, LARGEST_LOG))
    angle = 0.5 * np.arctan2(sin, cos) + np.where(second > first, np.pi / 2, 0.0)
    return np.stack([(columns + 0.5 + dx) * CELL, (rows + 0.5 + dy) * CELL, np.maximum(first, second),
                     np.minimum(first, second), angle % np.pi], axis=1)
