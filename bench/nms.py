"""Rotated suppression: 100,000 boxes, candidates by a tree and exact overlap in numpy, against polygons of shapely.

The boxes lie in clusters of four, as a network sees an object several times. Both ways keep the same boxes; that is
checked. The polygons get the very same candidates and only replace the arithmetic of the overlap.
"""

from __future__ import annotations

import time
from typing import Any, Dict

import numpy as np
import shapely
from earthscribe.inference.detection.nms import greedy, rotated_nms
from earthscribe.inference.detection.overlap import touching
from earthscribe.inference.detection.values import Floats, corners_of_boxes

BOXES, THRESHOLD, PAIRS = 100_000, 0.3, 3


def made() -> Dict[str, Floats]:
    """Boxes and scores."""
    random = np.random.default_rng(0)
    side, objects = 14.0 * BOXES**0.5, BOXES // 4
    boxes = np.stack([random.uniform(0, side, objects), random.uniform(0, side, objects),
                      random.uniform(10, 30, objects), random.uniform(6, 12, objects),
                      random.uniform(0, np.pi, objects)], axis=1)
    boxes = np.repeat(boxes, 4, axis=0)
    boxes[:, :4] += random.normal(0.0, 1.0, (BOXES, 4))
    boxes[:, 2:4] = np.sort(np.abs(boxes[:, 2:4]) + 1.0, axis=1)[:, ::-1]
    return {"boxes": boxes, "scores": random.uniform(0.0, 1.0, BOXES)}


def by_polygons(boxes: Floats, scores: Floats) -> Any:
    """The same suppression with polygons."""
    order = np.argsort(-scores, kind="stable")
    ordered = boxes[order]
    first, second = touching(ordered)
    shapes = shapely.polygons(corners_of_boxes(ordered))
    common = shapely.area(shapely.intersection(shapes[first], shapes[second]))
    area = ordered[:, 2] * ordered[:, 3]
    hit = common / (area[first] + area[second] - common) >= THRESHOLD
    return order[~greedy(len(order), first[hit], second[hit])]


def main() -> None:
    """Measure and print."""
    from pairs import interleaved, report

    given = made()
    if set(rotated_nms(**given, threshold=THRESHOLD).tolist()) != set(by_polygons(**given).tolist()):
        raise SystemExit("the two ways keep other boxes")

    def ours() -> float:
        started = time.perf_counter()
        rotated_nms(**given, threshold=THRESHOLD)
        return time.perf_counter() - started

    def theirs() -> float:
        started = time.perf_counter()
        by_polygons(**given)
        return time.perf_counter() - started

    mine, other, ratio = interleaved(ours, theirs, PAIRS)
    boxes = given["boxes"]
    rows = {"boxes": f"{BOXES}, of which {len(touching(boxes)[0])} pairs touch",
            "numpy": mine.words("s"), "polygons": other.words("s"), "ratio, pair by pair": ratio.words("x")}
    report("nms", rows, {"numpy": mine.__dict__, "polygons": other.__dict__, "ratio": ratio.__dict__})


if __name__ == "__main__":
    main()
