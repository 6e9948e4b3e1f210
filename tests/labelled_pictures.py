"""Labelled pictures and detections made up for the tests, with what they should come out as."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from earthscribe.inference.detection.values import Boxes
from earthscribe.inference.evaluation.seeing import Seen

NAMES = ("person", "car", "tree")
PERSON, CAR, TREE = range(3)


@dataclass(frozen=True)
class Truth:
    boxes: np.ndarray
    labels: np.ndarray
    oriented: np.ndarray
    ignored: np.ndarray = field(default_factory=lambda: np.zeros((0, 5)))


@dataclass(frozen=True)
class Picture:
    source: str
    name: str
    truth: Truth
    counted: frozenset[int]
    sensor: str = "infrared"
    gsd: float | None = 0.1
    gsd_derived: bool = True
    pixels: np.ndarray = field(default_factory=lambda: np.full((200, 400), 90, np.uint8))


def boxes_at(places: np.ndarray) -> np.ndarray:
    return np.column_stack([places, np.full(len(places), 50.0), np.full(len(places), 12.0), np.full(len(places), 6.0),
                            np.full(len(places), 0.4)])


def picture(source: str, name: str, labels: list[int], counted: set[int] | None = None, **more: object) -> Picture:
    """One object after the other, 30 pixels apart."""
    truth = Truth(boxes_at(20.0 + 30.0 * np.arange(len(labels))), np.array(labels, int), np.ones(len(labels), bool))
    return Picture(source, name, truth, frozenset(counted or {PERSON, CAR, TREE}), **more)  # type: ignore[arg-type]


def detected(of: Picture, chance: np.random.Generator, *, sharpness: float = 1.0) -> Seen:
    """Every object has a detection that is right as often as its confidence says; wrong ones lie beside.

    `sharpness` makes the confidences wrong: the temperature that mends them.
    """
    honest = chance.uniform(0.05, 0.95, len(of.truth.labels))
    right = chance.random(len(honest)) < honest
    boxes = of.truth.boxes.copy()
    boxes[~right, 1] += 60.0
    scores = 1.0 / (1.0 + np.exp(-sharpness * np.log(honest / (1.0 - honest))))
    return Seen(of, Boxes(boxes, scores, of.truth.labels.astype(np.intp)))


def flights(count: int, labels: list[int], chance: np.random.Generator, *, sharpness: float = 1.0,
            source: str = "hit-uav") -> list[Seen]:
    """Frames of several flights."""
    return [detected(picture(source, f"images/0_{60 + number % 8}_90_0_{number:05}.jpg", labels), chance,
                     sharpness=sharpness) for number in range(count)]
