"""A closer look at one box: what the network's own maps say stands in it, and what else the chip shows.

The posterior of a class is its confidence in the cells near the middle of the box, as far as the boxes that stand in
those cells agree with the one that was asked about. Confidences of classes are independent of each other; together with
"none of them" they are made to sum to one by their odds, which leaves a class that stands alone as sure as it was.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import List, Optional, Sequence, Tuple

import numpy as np
from numpy.typing import NDArray

from ..errors import NoImageThere
from ..framing import chip_quad
from ..geometry import PixelQuad, PixelWindow, Point
from ..georef import PixelGrid
from ..raster import LONLAT, reproject
from ..values import Chip, Detection, Request, View
from .answer import GSD, least_confidence
from .area import Area
from .decode import CELL, boxes_at, decode
from .detector import SeenAs
from .merge import Merger
from .network import Network
from .overlap import common_areas, shares
from .pictures import ArrayPicture
from .placing import Placer
from .scale import Pass, passes_for, too_coarse
from .search import Scene, search_scale
from .values import Boxes, Floats

FITS = 0.4
"""Overlap with the box asked about from which on a box that was found is taken for the same."""
MIDDLE = 0.5
"""The part of the box, round its middle, in which the maps are read."""
CHIP_SCALES = (1.0, 0.5, 0.25, 0.125)
"""Scales tried on a chip without ground sample distance: small boxes are shown enlarged already."""
LARGEST_SIDE = 1536
"""A chip is not enlarged beyond this."""


@dataclass(frozen=True)
class Sighting:
    """What the network sees of a box and round it; detections are in pixels of the file."""

    posterior: Tuple[Tuple[str, float], ...]
    """Confidence per class, surest first, 0 where pixels are too coarse to show it; what is missing to one is
    `unknown`."""
    unknown: float
    """How likely it is none of the classes."""
    match: Optional[Detection]
    """The detection of the box itself."""
    inside: Tuple[Detection, ...]
    """Objects whose centre lies in the box, without the match; surest first."""
    neighbours: Tuple[Detection, ...]
    """Objects of the chip whose centre lies outside the box; surest first."""
    gsd_m: Optional[float] = None
    """Ground metres per pixel of the file."""
    gsd_from: str = ""
    """"georeference", "given", "derived" or ""."""


def look_closely(request: Request, detector: Network) -> Sighting:
    """What the network sees of a prepared request's box."""
    chip, view = request.chip, request.view
    if chip is None or view is None:
        raise NoImageThere("the box", "the request names no raster")
    look = _Look.of(request, chip, view)
    passes, gsd, gsd_from = look.scales(detector)
    box = _box_of(chip_quad(request.quad, view.framing))
    confidence = np.zeros(len(detector.card.classes))
    merger = Merger(detector.suppression)
    for way in passes:
        found, sure = _one_pass(detector, chip, way, look.seen_as(way), box)
        confidence = np.maximum(confidence, sure)
        merger.add(found, np.zeros(len(found), dtype=bool))
    settled = merger.settle()
    file_boxes = _in_file(settled.boxes, view)
    placer = Placer(look.grid, detector.card.names, look.to_lonlat, look.given,
                    georeferenced=view.georeference != "none")
    rows = placer.place(file_boxes, settled.alternatives)
    match, inside, outside = _sorted_out(rows, settled.boxes, box)
    shares_of = _posterior(confidence, detector.card.names)
    return Sighting(shares_of[0], shares_of[1], match, inside, outside, gsd, gsd_from)


@dataclass(frozen=True)
class _Look:
    """What is known of a chip's scale and place."""

    picture: ArrayPicture
    sensor: str
    enlarged: float
    """Pixels of the chip per pixel of the file."""
    grid: PixelGrid
    known: Optional[float]
    """Metres per pixel of the file, from the georeference."""
    given: Optional[float]
    """The same as the user says it, where the georeference does not."""

    @classmethod
    def of(cls, request: Request, chip: Chip, view: View) -> _Look:
        window, framing = view.framing.window, view.framing
        enlarged = (framing.width / window.width + framing.height / window.height) / 2
        grid = replace(chip.grid, origin=(0.0, 0.0), scale=(1.0, 1.0), width=max(1, window.right),
                       height=max(1, window.bottom))
        return cls(ArrayPicture(chip.pixels), view.sensor, enlarged, grid, view.gsd_m,
                   None if view.gsd_m else float(request.option(GSD, 0.0)) or None)

    def to_lonlat(self, points: Sequence[Point]) -> Sequence[Point]:
        """Longitude and latitude of map points."""
        return reproject(points, self.grid.crs, LONLAT)[0]

    def scales(self, detector: Network) -> Tuple[Tuple[Pass, ...], Optional[float], str]:
        """The passes over the chip, and the ground sample distance of the FILE with what it rests on."""
        card, labels = detector.card, tuple(range(len(detector.card.classes)))
        gsd = self.known or self.given
        if gsd is not None:
            shown = tuple(sorted({*labels} - {*too_coarse(gsd, card, self.sensor, labels)}))
            ways = passes_for(gsd, card, self.sensor, shown) if shown else ()
            return (tuple(replace(way, scale=way.scale / self.enlarged) for way in ways), gsd,
                    "georeference" if self.known else "given")
        least = least_confidence(card, (), 0.0)
        area = Area.of((), self.picture.width, self.picture.height)
        scaled = search_scale(detector, self.picture, Scene(area, self.sensor, least, CHIP_SCALES))
        if scaled is None:
            return (Pass(1.0, labels),), None, ""
        derived = scaled.gsd_m * self.enlarged if scaled.gsd_m else None
        return scaled.passes, derived, "derived" if derived else ""

    def seen_as(self, way: Pass) -> SeenAs:
        """What the network is told of a pass."""
        return SeenAs(self.sensor, way.gsd_m)


def _one_pass(detector: Network, chip: Chip, way: Pass, seen_as: SeenAs, box: Floats) -> Tuple[Boxes, Floats]:
    """Objects in pixels of the chip, and the confidence of each class at the box."""
    height, width = chip.pixels.shape[:2]
    scale = min(way.scale, LARGEST_SIDE / max(width, height))
    size = detector.card.side(round(width * scale)), detector.card.side(round(height * scale))
    window = PixelWindow(0, 0, max(1, round(size[0] / scale)), max(1, round(size[1] / scale)))
    across, down = size[0] / window.width, size[1] / window.height
    shown, _ = ArrayPicture(chip.pixels).read(window, size)
    heat, maps = detector.maps([detector.prepare(shown, seen_as)])
    least = least_confidence(detector.card, tuple(detector.card.names[label] for label in way.labels), 0.0)
    found = decode(heat[0], maps[0], detector.calibration, least)
    factors = np.array([across, down, (across + down) / 2, (across + down) / 2, 1.0])
    inside = (found.boxes[:, 0] < width * across) & (found.boxes[:, 1] < height * down)
    found = Boxes(found.boxes / factors, found.scores, found.labels).take(inside)
    sure = _at_box(detector.calibration.confidence(heat[0]), maps[0], box * factors)
    return found, np.where(least <= 1.0, sure, 0.0)


def _at_box(confidence: Floats, maps: NDArray[np.float32], box: Floats) -> Floats:
    """Per class the highest confidence near the middle of a box, as far as the boxes there agree with it."""
    rows, columns = _cells(box, (confidence.shape[1], confidence.shape[2]))
    if not len(rows):
        return np.zeros(len(confidence))
    there = boxes_at(maps, rows, columns)
    common = common_areas(np.repeat(box[np.newaxis], len(there), axis=0), there)
    union = box[2] * box[3] + there[:, 2] * there[:, 3] - common
    fit = np.clip(common / np.maximum(union, 1e-9) / FITS, 0.0, 1.0)
    best: Floats = (confidence[:, rows, columns] * fit).max(axis=1)
    return best


def _cells(box: Floats, shape: Tuple[int, int]) -> Tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The cells in the middle part of a box, and those next to its centre."""
    reach = int(np.ceil(box[2] / CELL)) + 2
    row, column = int(box[1] // CELL), int(box[0] // CELL)
    rows, columns = np.mgrid[row - reach:row + reach + 1, column - reach:column + reach + 1].reshape(2, -1)
    dx, dy = (columns + 0.5) * CELL - box[0], (rows + 0.5) * CELL - box[1]
    cos, sin = np.cos(box[4]), np.sin(box[4])
    along, across = np.abs(dx * cos + dy * sin), np.abs(dy * cos - dx * sin)
    near = (along <= MIDDLE * box[2] / 2) & (across <= MIDDLE * box[3] / 2)
    near |= (np.abs(dx) <= 1.5 * CELL) & (np.abs(dy) <= 1.5 * CELL)
    near &= (rows >= 0) & (rows < shape[0]) & (columns >= 0) & (columns < shape[1])
    return rows[near], columns[near]


def _posterior(confidence: Floats, names: Sequence[str]) -> Tuple[Tuple[Tuple[str, float], ...], float]:
    sure = np.clip(confidence, 0.0, 1.0 - 1e-6)
    odds = sure / (1.0 - sure)
    total = 1.0 + float(odds.sum())
    order = np.argsort(-odds, kind="stable").tolist()
    ranked = tuple((names[label], round(float(odds[label]) / total, 4)) for label in order)
    return ranked, round(1.0 / total, 4)


def _box_of(quad: PixelQuad) -> Floats:
    box = quad.oriented()
    return np.array([*box.centre, box.length, box.width, np.radians(box.angle)])


def _in_file(found: Boxes, view: View) -> Boxes:
    window, framing = view.framing.window, view.framing
    fx, fy = framing.width / window.width, framing.height / window.height
    moved = found.boxes / np.array([fx, fy, (fx + fy) / 2, (fx + fy) / 2, 1.0])
    return Boxes(moved + np.array([window.x, window.y, 0.0, 0.0, 0.0]), found.scores, found.labels)


def _sorted_out(rows: Sequence[Detection], found: Boxes, box: Floats) -> Tuple[
        Optional[Detection], Tuple[Detection, ...], Tuple[Detection, ...]]:
    """The detection of the box itself, those inside it, and the others."""
    if not rows:
        return None, (), ()
    every = np.concatenate([found.boxes, box[np.newaxis]])
    last = np.full(len(rows), len(rows), dtype=np.intp)
    overlap = shares(every, (np.arange(len(rows), dtype=np.intp), last))[0]
    dx, dy = found.boxes[:, 0] - box[0], found.boxes[:, 1] - box[1]
    cos, sin = np.cos(box[4]), np.sin(box[4])
    within = (np.abs(dx * cos + dy * sin) <= box[2] / 2) & (np.abs(dy * cos - dx * sin) <= box[3] / 2)
    same = overlap >= FITS
    match = rows[int(np.argmax(np.where(same, overlap, -1.0)))] if same.any() else None
    order: List[int] = np.argsort(-found.scores, kind="stable").tolist()
    return (match, tuple(rows[each] for each in order if within[each] and not same[each]),
            tuple(rows[each] for each in order if not within[each] and not same[each]))
