"""What detectors give and what becomes of it: `Boxes` while it is numbers, `Detection` when it is a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Iterable, Tuple

import numpy as np
from numpy.typing import NDArray

from ..geometry import Corners
from ..values import Detected, Detection, Found

__all__ = ["Boxes", "Detected", "Detection", "Found", "corners_of_boxes"]

Floats = NDArray[np.float64]
_HALVES = np.array([(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)])


@dataclass(frozen=True)
class Boxes:
    """Oriented boxes as arrays: cx, cy, length, width, angle (radians, x right, y down, of the long side)."""

    boxes: Floats
    """[n, 5]"""
    scores: Floats
    """[n], calibrated confidence in 0..1."""
    labels: NDArray[np.intp]
    """[n], index of the detector's classes."""

    @classmethod
    def none(cls) -> Boxes:
        """No box."""
        return cls(np.zeros((0, 5)), np.zeros(0), np.zeros(0, dtype=np.intp))

    @classmethod
    def together(cls, several: Iterable[Boxes]) -> Boxes:
        """All boxes of several, in order."""
        parts = [each for each in several if len(each)]
        if not parts:
            return cls.none()
        return cls(np.concatenate([each.boxes for each in parts]), np.concatenate([each.scores for each in parts]),
                   np.concatenate([each.labels for each in parts]))

    def __len__(self) -> int:
        return len(self.scores)

    def take(self, which: NDArray[Any]) -> Boxes:
        """Some of them, by a mask or by indices."""
        return Boxes(self.boxes[which], self.scores[which], self.labels[which])

    def moved(self, scale: float, x: float = 0.0, y: float = 0.0) -> Boxes:
        """The same boxes in pixels `scale` times as large, then shifted: chip to file."""
        factors = np.array([scale, scale, scale, scale, 1.0])
        return Boxes(self.boxes * factors + np.array([x, y, 0.0, 0.0, 0.0]), self.scores, self.labels)

    def corners(self) -> Floats:
        """[n, 4, 2]: the corners of each, the first side along its length."""
        return corners_of_boxes(self.boxes)


def corners_of_boxes(boxes: Floats) -> Floats:
    """[n, 4, 2]: the corners of boxes [n, 5], clockwise on screen, the first side along the length."""
    cos, sin = np.cos(boxes[:, 4])[:, None], np.sin(boxes[:, 4])[:, None]
    along, across = boxes[:, 2:3] * _HALVES[:, 0], boxes[:, 3:4] * _HALVES[:, 1]
    x = boxes[:, 0:1] + along * cos - across * sin
    y = boxes[:, 1:2] + along * sin + across * cos
    return np.stack([x, y], axis=-1)


def as_corners(points: Floats) -> Corners:
    """Four points as plain numbers."""
    a, b, c, d = ((float(x), float(y)) for x, y in points)
    return a, b, c, d


Pairs = Tuple[NDArray[np.intp], NDArray[np.intp]]
"""Indices of two boxes each."""
