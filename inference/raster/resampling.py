"""Pixels of one size from pixels of another: area means when fewer are wanted, linear when more, nearest for classes.

Everything is separable: per axis, output pixel i covers [low[i], high[i]) of the source axis. Computed here and not by
GDAL, so that the same file gives the same values with every GDAL, only valid pixels count, and fractions are exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Mapping, Tuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
EPSILON = 1e-9
FAINTEST = 1e-30
"""The power that stands for none, so that it has decibels."""
POWER: Mapping[str, Tuple[Callable[[NDArray[Any]], Floats], Callable[[Floats], Floats]]] = {
    "amplitude": (lambda values: np.square(np.abs(values), dtype=np.float64), np.sqrt),
    "decibels": (lambda values: np.power(10.0, np.asarray(values, dtype=np.float64) / 10.0),
                 lambda power: 10.0 * np.log10(np.maximum(power, FAINTEST))),
}
"""What values are that have a mean only as power: how they become power, and power them."""


@dataclass(frozen=True)
class Axis:
    """How output pixels lie on one source axis of `length` pixels; parts outside it are clipped away."""

    low: Floats
    high: Floats
    length: int

    @classmethod
    def over(cls, start: float, extent: float, count: int, length: int) -> Axis:
        """`count` output pixels spread over [start, start + extent) of an axis of `length` pixels."""
        edges = start + np.arange(count + 1, dtype=np.float64) * extent / count
        return cls(edges[:-1], edges[1:], length)

    def part(self, start: int, stop: int) -> Axis:
        """Some of the output pixels."""
        return Axis(self.low[start:stop], self.high[start:stop], self.length)

    @property
    def enlarging(self) -> bool:
        """Whether output pixels are smaller than source pixels."""
        return bool(self.high[0] - self.low[0] < 1.0 - EPSILON)

    @property
    def inside(self) -> NDArray[np.bool_]:
        """Which output pixels lie on the source by at least half."""
        covered = np.clip(self.high, 0, self.length) - np.clip(self.low, 0, self.length)
        result: NDArray[np.bool_] = covered >= 0.5 * (self.high - self.low) - EPSILON
        return result

    def needed(self) -> Tuple[int, int]:
        """First and one-past-last source pixel that takes part; equal where none does."""
        margin = 0.5 if self.enlarging else 0.0
        if float(self.high[-1]) <= 0.0 or float(self.low[0]) >= self.length:
            return 0, 0
        first = int(np.floor(float(self.low[0]) - margin + EPSILON))
        last = int(np.ceil(float(self.high[-1]) + margin - EPSILON))
        return max(first, 0), min(max(last, first + 1), self.length)

    def nearest(self) -> NDArray[np.intp]:
        """The source pixel under the middle of every output pixel."""
        middle = np.floor((self.low + self.high) / 2 + EPSILON).astype(np.intp)
        return np.clip(middle, 0, self.length - 1)


def _integral(values: NDArray[Any], axis: Axis, first: int) -> Floats:
    """Integrals over the output pixels along the last dimension but one: whole source pixels, then the fractions."""
    count = values.shape[-2]
    edges = np.clip(np.append(np.clip(axis.low, 0, axis.length), np.clip(axis.high[-1], 0, axis.length)) - first,
                    0, count)
    whole = edges.astype(np.intp)
    rest = (edges - whole)[:, np.newaxis]
    start = np.minimum(whole, count - 1)
    sums = np.add.reduceat(values[..., :max(int(whole[-1]), 1), :], np.minimum(start[:-1], max(int(whole[-1]) - 1, 0)),
                           axis=-2, dtype=np.float64)
    sums[..., whole[:-1] == whole[1:], :] = 0.0
    beyond = rest * values[..., start, :]
    result: Floats = sums - beyond[..., :-1, :] + beyond[..., 1:, :]
    return result


def _linear(values: NDArray[Any], axis: Axis, first: int) -> Floats:
    """Values at the middles of the output pixels along the last dimension but one, linearly between source middles."""
    place = np.clip((axis.low + axis.high) / 2 - 0.5 - first, 0, values.shape[-2] - 1)
    low = np.minimum(place.astype(np.intp), max(values.shape[-2] - 2, 0))
    high = np.minimum(low + 1, values.shape[-2] - 1)
    rest = (place - low)[:, np.newaxis]
    result: Floats = values[..., low, :] * (1.0 - rest) + values[..., high, :] * rest
    return result


def _along(values: NDArray[Any], axis: Axis, first: int) -> Floats:
    return _linear(values, axis, first) if axis.enlarging else _integral(values, axis, first)


def _both(values: NDArray[Any], across: Axis, down: Axis, first: Tuple[int, int]) -> Floats:
    rows = _along(values, down, first[1])
    return np.swapaxes(_along(np.swapaxes(rows, -1, -2), across, first[0]), -1, -2)


def blended(values: NDArray[Any], valid: NDArray[np.bool_], axes: Tuple[Axis, Axis], first: Tuple[int, int],
            nature: str = "") -> Tuple[NDArray[Any], NDArray[np.bool_]]:
    """Weighted means of the valid source pixels (bands, rows, columns) whose first column and row is `first`.

    Values whose `nature` is one of POWER keep their power, and so do complex ones: the mean of phases is noise.
    """
    across, down = axes
    kind = values.dtype
    nature = "amplitude" if np.issubdtype(kind, np.complexfloating) else nature
    numbers = values if valid.all() else np.where(valid, values, kind.type(0))
    if nature:
        numbers = np.where(valid, POWER[nature][0](numbers), 0.0)
    weight = _both(valid, across, down, first)
    total = _both(numbers, across, down, first)
    least = 0.5 - EPSILON if across.enlarging and down.enlarging else EPSILON
    known = weight > least
    mean = np.where(known, total / np.where(known, weight, 1.0), 0.0)
    if nature:
        mean = POWER[nature][1](np.maximum(mean, 0.0))
    if np.issubdtype(kind, np.integer):
        limits = np.iinfo(kind)
        mean = np.clip(np.rint(mean), float(limits.min), float(limits.max))
    return mean.astype(kind), known


def picked(values: NDArray[Any], valid: NDArray[np.bool_], axes: Tuple[Axis, Axis],
           first: Tuple[int, int]) -> Tuple[NDArray[Any], NDArray[np.bool_]]:
    """The source pixel under the middle of every output pixel: for classes and palettes, which have no mean."""
    columns = np.clip(axes[0].nearest() - first[0], 0, values.shape[-1] - 1)
    rows = np.clip(axes[1].nearest() - first[1], 0, values.shape[-2] - 1)
    return values[:, rows[:, np.newaxis], columns], valid[rows[:, np.newaxis], columns]
