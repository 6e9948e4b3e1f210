"""At which ground sample distance each class is found well: measured by looking at the same pictures at several scales.

The card of the network says per class between which ground sample distances it is at its best; whoever detects brings
a raster there. That range is not guessed: held-out pictures of each set are shrunk and enlarged, the scales with nearly
the best AP50 are taken, and the range spans what the sets say.
"""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Sequence, Tuple

import numpy as np

from .average_precision import curves
from .seeing import Labelled, See, Seen, all_scored, colours

Array = Any
Range = Tuple[float, float]

SCALES = (0.25, 0.5, 1.0, 2.0, 3.0)
MOST_PIXELS = 3_000_000
"""Larger pictures are not looked at: enlarging those helps nobody."""
LEAST_SIDE = 64
PER_CLASS = 12
"""Pictures of each class of a set that are looked at for this."""
FEWEST, POOREST = 5, 0.1
"""Objects a set needs and AP50 it must reach at its best scale to have a say."""
NEARLY, AS_GOOD = 0.7, 0.95
"""Of the best AP50 coarser scales must reach the first part, finer ones, which cost more, the second."""
FINE_TO_COARSE = (10.0, 90.0)
"""Percentiles of the ground sample distances of a set: all of them had a part in what was found at a scale."""
SHORTEST, LONGEST = 5.0, 95.0
"""Percentiles that bound the usual lengths."""


def look_at_scales(pictures: Sequence[Labelled], see: See) -> Dict[float, List[Seen]]:
    """What is seen at each scale, boxes in pixels of the pictures as they are."""
    return {scale: [_look(each, see, scale) for each in pictures if _fits(each, scale)] for scale in SCALES}


def _fits(picture: Labelled, scale: float) -> bool:
    high, wide = (side * scale for side in picture.pixels.shape[:2])
    return bool(min(high, wide) >= min(LEAST_SIDE, *picture.pixels.shape[:2]) and high * wide <= MOST_PIXELS)


def _look(picture: Labelled, see: See, scale: float) -> Seen:
    found = see(resized(colours(picture.pixels), scale), picture.sensor, picture.gsd / scale if picture.gsd else None)
    return Seen(picture, found.moved(1.0 / scale))


def resized(pixels: Array, scale: float) -> Array:
    """The picture so many times as large."""
    from PIL import Image

    if scale == 1.0:
        return pixels
    high, wide = (max(1, round(side * scale)) for side in pixels.shape[:2])
    return np.asarray(Image.fromarray(pixels).resize((wide, high), Image.Resampling.BICUBIC))


def best_scales(by_scale: Mapping[float, Sequence[Seen]]) -> Dict[Tuple[str, int], Range]:
    """Between which scales each class of each set is found best, where it is found at all."""
    reached: Dict[Tuple[str, int], Dict[float, float]] = {}
    for scale, seen in by_scale.items():
        for source in sorted({each.picture.source for each in seen}):
            for label, curve in curves(all_scored([e for e in seen if e.picture.source == source])).items():
                if curve.objects >= FEWEST:
                    reached.setdefault((source, label), {})[scale] = curve.average_precision()
    return {key: _best(found) for key, found in reached.items() if max(found.values()) >= POOREST}


def _best(reached: Mapping[float, float]) -> Range:
    """The best scale and its neighbours that are nearly as good."""
    scales = sorted(reached)
    low = high = scales.index(max(scales, key=lambda each: (reached[each], -abs(each - 1.0))))
    best = reached[scales[low]]
    while low > 0 and reached[scales[low - 1]] >= best * NEARLY:
        low -= 1
    while high + 1 < len(scales) and reached[scales[high + 1]] >= best * AS_GOOD:
        high += 1
    return scales[low], scales[high]


def working_ranges(best: Mapping[Tuple[str, int], Range], pictures: Sequence[Labelled]) -> Dict[int, Dict[str, Range]]:
    """Per class and sensor the finest and coarsest ground sample distance at which some set is at its best."""
    found: Dict[int, Dict[str, List[float]]] = {}
    for (source, label), (least, most) in best.items():
        known: Dict[str, List[float]] = {}
        for each in pictures:
            if each.source == source and each.gsd and (each.truth.labels == label).any():
                known.setdefault(each.sensor, []).append(each.gsd)
        for sensor, distances in known.items():
            fine, coarse = np.percentile(distances, FINE_TO_COARSE)
            found.setdefault(label, {}).setdefault(sensor, []).extend([float(fine) / most, float(coarse) / least])
    return {label: {sensor: (_short(min(ends)), _short(max(ends))) for sensor, ends in each.items()}
            for label, each in found.items()}


def sensor_ranges(ranges: Mapping[int, Mapping[str, Range]]) -> Dict[str, Range]:
    """Per sensor the span of the ranges of the classes seen with it."""
    found: Dict[str, List[Range]] = {}
    for each in ranges.values():
        for sensor, known in each.items():
            found.setdefault(sensor, []).append(known)
    return {sensor: (min(low for low, _ in known), max(high for _, high in known))
            for sensor, known in sorted(found.items())}


def usual_lengths(pictures: Sequence[Labelled]) -> Dict[int, Range]:
    """Per class how long its objects usually are, in metres."""
    found: Dict[int, List[float]] = {}
    for each in pictures:
        if each.gsd:
            for label, length in zip(each.truth.labels, each.truth.boxes[:, 2]):
                found.setdefault(int(label), []).append(float(length) * each.gsd)
    return {label: (_short(float(np.percentile(each, SHORTEST))), _short(float(np.percentile(each, LONGEST))))
            for label, each in found.items() if len(each) >= FEWEST}


def _short(value: float) -> float:
    """Three significant digits."""
    return float(f"{value:.3g}")
