"""The way over a raster: tiles from top to bottom, read ahead in a thread of their own, final objects as they come.

Passes at several scales go down together, so that what is above all of them is final. Tiles without a valid pixel, or
outside the area, never reach the model. Memory holds the tiles of one batch, those read ahead, and the candidates of
about two rows, however large the raster.
"""

from __future__ import annotations

import math
import queue
import threading
from dataclasses import dataclass
from typing import Any, Iterator, List, Optional, Tuple, Union

import numpy as np
from numpy.typing import NDArray

from ..values import Stop
from .area import Area
from .detector import Detector, SeenAs
from .merge import Merger, Settled
from .nms import USUAL, Suppression
from .overlap import bounds
from .pictures import Picture
from .scale import UNWANTED, Pass
from .tiles import LEEWAY, Tile, cut, in_file
from .values import Boxes, Floats

AHEAD = 2
"""Batches read ahead of the model."""
EDGE_PX = 3.0
"""A box whose bounds come so near to the edge of its tile's picture may be cut off there."""
WAITING = 8
"""Tiles without anything to see that are told of together, per place in a batch."""
ROUND_SECONDS = 0.2
GRID = 64
"""Where a tile lies partly in the area so many points a side tell how much of it does."""


@dataclass(frozen=True)
class Search:
    """What is looked for, where and how."""

    passes: Tuple[Pass, ...]
    area: Area
    least: Floats
    """Per label the least confidence; above 1: not looked for."""
    sensor: str
    how: Suppression = USUAL


@dataclass(frozen=True)
class Step:
    """How far it is."""

    done: int
    total: int
    searched_px: int
    """Pixels of the file with data and in the area; each once, however many passes look at it."""


@dataclass(frozen=True)
class _Job:
    """One tile of one pass; `line` is what is final after it, None while its row goes on."""

    tile: Tile
    way: Pass
    line: Optional[float] = None


@dataclass(frozen=True)
class _Read:
    """A tile as the model takes it; None where there is nothing to see."""

    job: _Job
    prepared: Any
    valid: Optional[NDArray[np.bool_]]
    shown: int = 0


def sweep(detector: Detector, picture: Picture, search: Search, stop: Stop) -> Iterator[Union[Step, Settled]]:
    """Steps and final objects, in pixels of the file; ends early when stopped, with what was found by then."""
    jobs = _jobs(detector, picture, search)
    merger, done, searched = Merger(search.how), 0, 0
    reader = _Reader(detector, picture, search, jobs)
    try:
        for batch in reader.batches(stop):
            found = _found(detector, batch, search)
            for read, boxes in zip(batch, found):
                done, searched = done + 1, searched + read.shown
                if boxes is not None:
                    merger.add(*_claimed(boxes, read, search.area))
                if read.job.line is not None:
                    settled = merger.settle(read.job.line - merger.reach)
                    if len(settled.boxes):
                        yield settled
            yield Step(done, len(jobs), searched)
            if stop():
                break
    finally:
        reader.close()
    yield merger.settle()


def _jobs(detector: Detector, picture: Picture, search: Search) -> List[_Job]:
    """The tiles that touch the area, from top to bottom, with the line that is final after each row."""
    extent = picture.width, picture.height
    rows: List[Tuple[int, int, List[_Job]]] = []
    for number, way in enumerate(search.passes):
        for row in cut(search.area.window, extent, way.scale, detector.card, picture.block):
            here = [_Job(tile, way) for tile in row if search.area.touches(tile.core)]
            if here:
                rows.append((here[0].tile.core.bottom, number, here))
    rows.sort(key=lambda each: each[:2])
    jobs: List[_Job] = []
    for at, (_, _, here) in enumerate(rows):
        later = [each[0].tile.core.y - LEEWAY / each[0].way.scale for _, _, each in rows[at + 1:]]
        line = min(later, default=None)
        jobs += here[:-1]
        jobs.append(_Job(here[-1].tile, here[-1].way, line))
    return jobs


class _Reader:
    """Reads and prepares tiles in a thread of its own while the model works in the caller's."""

    def __init__(self, detector: Detector, picture: Picture, search: Search, jobs: List[_Job]) -> None:
        self._detector, self._picture, self._search, self._jobs = detector, picture, search, jobs
        self._over = threading.Event()
        largest = max((max(job.tile.size) for job in jobs), default=1)
        most = detector.card.largest_batch or detector.batch_for(largest)
        self._most = max(1, min(most, detector.batch_for(largest)))
        self._queue: queue.Queue[Any] = queue.Queue(maxsize=AHEAD * self._most)
        self._thread = threading.Thread(target=self._work, name="earthscribe-tiles", daemon=True)

    def batches(self, stop: Stop) -> Iterator[List[_Read]]:
        """What was read, in order; tiles without anything to see do not count towards a batch."""
        self._thread.start()
        batch: List[_Read] = []
        while True:
            came = self._next(stop)
            if came is None:
                break
            shape = came.job.tile.size
            full = sum(each.prepared is not None for each in batch) >= self._most
            if batch and (full or len(batch) >= WAITING * self._most or batch[0].job.tile.size != shape):
                yield batch
                batch = []
            batch.append(came)
        if batch and not stop():
            yield batch

    def _next(self, stop: Stop) -> Optional[_Read]:
        while not stop():
            try:
                came = self._queue.get(timeout=ROUND_SECONDS)
            except queue.Empty:
                continue
            if isinstance(came, BaseException):
                raise came
            read: Optional[_Read] = came
            return read
        return None

    def close(self) -> None:
        """Stop reading; the picture belongs to the caller again."""
        self._over.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _work(self) -> None:
        try:
            for job in self._jobs:
                if self._over.is_set():
                    return
                self._put(self._read(job))
            self._put(None)
        except BaseException as error:  # noqa: BLE001 (raised again in the caller's thread)
            self._put(error)

    def _put(self, came: Any) -> None:
        while not self._over.is_set():
            try:
                self._queue.put(came, timeout=ROUND_SECONDS)
            except queue.Full:
                continue
            return

    def _read(self, job: _Job) -> _Read:
        tile = job.tile
        shown, valid = self._picture.read(tile.window, tile.size)
        if not valid.any():
            return _Read(job, None, None)
        prepared = self._detector.prepare(shown, SeenAs(self._search.sensor, job.way.gsd_m))
        looked_at = _looked_at(tile, valid, self._search.area) if job.way is self._search.passes[0] else 0
        return _Read(job, prepared, None if valid.all() else valid, looked_at)


def _looked_at(tile: Tile, valid: NDArray[np.bool_], area: Area) -> int:
    """How many pixels of a tile's core hold data and lie in the area."""
    core, window, (across, down) = tile.core, tile.window, tile.scale
    if area.holds(core):
        rows = slice(int((core.y - window.y) * down), math.ceil((core.bottom - window.y) * down))
        columns = slice(int((core.x - window.x) * across), math.ceil((core.right - window.x) * across))
        return round(core.width * core.height * float(valid[rows, columns].mean()))
    steps = (np.arange(GRID) + 0.5) / GRID
    x, y = np.meshgrid(core.x + steps * core.width, core.y + steps * core.height)
    seen = valid[((y - window.y) * down).astype(np.intp), ((x - window.x) * across).astype(np.intp)]
    inside = area.contains(np.stack([x.ravel(), y.ravel()], axis=1)).reshape(seen.shape)
    return round(core.width * core.height * float((seen & inside).mean()))


def _found(detector: Detector, batch: List[_Read], search: Search) -> List[Optional[Boxes]]:
    """The candidates of each tile of a batch, None where the model was not asked."""
    asked = [read for read in batch if read.prepared is not None]
    if not asked:
        return [None] * len(batch)
    least = np.full(len(search.least), UNWANTED)
    for read in asked:
        labels = list(read.job.way.labels)
        least[labels] = search.least[labels]
    given = iter(detector.run([read.prepared for read in asked], least))
    return [None if read.prepared is None else _of_pass(next(given), read.job.way) for read in batch]


def _of_pass(boxes: Boxes, way: Pass) -> Boxes:
    return boxes.take(np.isin(boxes.labels, way.labels))


def _claimed(boxes: Boxes, read: _Read, area: Area) -> Tuple[Boxes, NDArray[np.bool_]]:
    """The candidates that are this tile's, in pixels of the file, and which of them its edge may have shortened."""
    tile = read.job.tile
    if read.valid is not None:
        boxes = boxes.take(_on_ground(boxes, read.valid))
    moved, cut_off = in_file(boxes, tile), _at_edge(boxes, tile)
    core, leeway = tile.core, LEEWAY / tile.scale[0]
    x, y = moved.boxes[:, 0], moved.boxes[:, 1]
    own = (x >= core.x - leeway) & (x < core.right + leeway) & (y >= core.y - leeway) & (y < core.bottom + leeway)
    own &= area.contains(moved.boxes[:, :2])
    return moved.take(own), cut_off[own]


def _on_ground(boxes: Boxes, valid: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether the middle of each box is a valid pixel: nothing is seen in nodata."""
    rows = np.clip(boxes.boxes[:, 1].astype(np.intp), 0, valid.shape[0] - 1)
    columns = np.clip(boxes.boxes[:, 0].astype(np.intp), 0, valid.shape[1] - 1)
    seen: NDArray[np.bool_] = valid[rows, columns]
    return seen


def _at_edge(boxes: Boxes, tile: Tile) -> NDArray[np.bool_]:
    """Whether a box touches an edge of the tile's picture."""
    around = bounds(boxes.boxes)
    low, high = around[:, :2] < EDGE_PX, around[:, 2:] > np.array(tile.size) - EDGE_PX
    return np.asarray(low.any(axis=1) | high.any(axis=1))
