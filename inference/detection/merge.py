"""Each object once across tiles: candidates wait until no later tile can change them, then become final together.

Candidates that overlap hang together in groups; a group is final when all of it lies above the line that tiles still to
come can reach. So streaming in any number of pieces gives what suppressing all candidates at once would give, and
memory holds two rows of tiles at most.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import List, Optional, Tuple

import numpy as np
from numpy.typing import NDArray

from .nms import USUAL, Mask, Suppression, greedy, groups, ranked, suppressing
from .overlap import bounds
from .values import Boxes

OTHERS = 3
"""Alternatives kept of one object."""

Alternatives = Tuple[Tuple[int, float], ...]
"""Label and confidence of other classes taken for the same object, surest first."""


@dataclass(frozen=True)
class Settled:
    """Objects that are final, and what else each was taken for."""

    boxes: Boxes
    alternatives: Tuple[Alternatives, ...]


class Merger:
    """Takes the candidates of tiles from top to bottom and gives objects."""

    def __init__(self, how: Suppression = USUAL) -> None:
        self._how = how
        self._waiting = Boxes.none()
        self._cut: Mask = np.zeros(0, dtype=bool)
        self.reach = 0.0
        """Half the diagonal of the largest box so far: how far one may reach beyond the tile of its centre."""

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, found: Boxes, cut: Mask) -> None:
        """Candidates in pixels of the file; `cut` marks those that a tile's edge may have shortened."""
        if len(found):
            self._waiting = Boxes.together([self._waiting, found])
            self._cut = np.concatenate([self._cut, cut])
            self.reach = max(self.reach, float(np.hypot(found.boxes[:, 2], found.boxes[:, 3]).max()) / 2.0)

    def settle(self, line: Optional[float] = None) -> Settled:
        """The objects that lie wholly above a line (y in pixels of the file) with all they overlap; None: all."""
        waiting, cut = self._waiting, self._cut
        order, first, second = suppressing(waiting, ranked(waiting), self._how, cut)
        final = self._final(waiting.take(order), first, second, line)
        stays = final & ~greedy(len(order), first, second)
        alternatives = _alternatives(waiting.take(order), stays, first, second)
        left = np.sort(order[~final])
        self._waiting, self._cut = waiting.take(left), cut[left]
        return Settled(waiting.take(order[stays]), tuple(alternatives[each] for each in np.nonzero(stays)[0].tolist()))

    @staticmethod
    def _final(ordered: Boxes, first: NDArray[np.intp], second: NDArray[np.intp], line: Optional[float]) -> Mask:
        if line is None:
            return np.ones(len(ordered), dtype=bool)
        group = groups(len(ordered), first, second)
        lowest = np.full(len(ordered), -np.inf)
        np.maximum.at(lowest, group, bounds(ordered.boxes)[:, 3])
        final: Mask = lowest[group] < line
        return final


def _alternatives(ordered: Boxes, stays: Mask, first: NDArray[np.intp], second: NDArray[np.intp]) -> List[Alternatives]:
    """For every box what fell to it and is of another class."""
    found: List[Alternatives] = [()] * len(ordered)
    wanted = stays[first] & ~stays[second] & (ordered.labels[first] != ordered.labels[second])
    for head, tail in zip(first[wanted].tolist(), second[wanted].tolist()):
        known = dict(found[head])
        label, score = int(ordered.labels[tail]), float(ordered.scores[tail])
        known[label] = max(known.get(label, 0.0), score)
        found[head] = tuple(sorted(known.items(), key=lambda each: (-each[1], each[0])))[:OTHERS]
    return found
