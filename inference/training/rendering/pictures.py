"""One rendered picture: a scene is chosen, composed, drawn, seen by a camera, and its boxes are told."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, FrozenSet, Iterator, List, Optional, Sequence, Tuple

import numpy as np

from .backgrounds import DRAWN, Backgrounds, Cut, cut
from .canvas import Light, Pixels, Points
from .ground import Ground
from .optics import LOOKS, take
from .scenes import SCENES, Scene
from .sketch import Sketch, clipped_box

if TYPE_CHECKING:
    from numpy.random import Generator

SMALLEST = 6.0
"""Objects whose longer side is below this many pixels are `ignore`."""
IGNORE = "ignore"
"""The category of what is neither background nor object."""

Box = Tuple[str, Points, bool]


@dataclass(frozen=True)
class Rendered:
    """A drawn training picture; the package's docstring tells its conventions."""

    pixels: Pixels
    sensor: str
    gsd_m: float
    objects: Tuple[Box, ...]
    labelled: FrozenSet[str]
    scene: str


def render(rng: Generator, backgrounds: Backgrounds = (), size: int = 320, scene: Optional[str] = None) -> Rendered:
    """Draw one picture; of the named scene, or of any."""
    chosen = _scene(rng, scene)
    gsd_m = math.exp(rng.uniform(math.log(chosen.gsd_m[0]), math.log(chosen.gsd_m[1])))
    look = str(rng.choice(LOOKS, p=(0.7, 0.17, 0.13)))
    light = _light(rng)
    real = _real_ground(rng, backgrounds, chosen, (look, size, gsd_m))
    ground = Ground(rng, size, gsd_m, None if real is None else real.pixels)
    sketch = Sketch(rng, light, ground, real=real is not None, afloat=chosen.surface == "water")
    own_colours = real is not None and look == "infrared-false-colour"
    for _name, quad in () if real is None or not chosen.spares else real.boxes:
        sketch.take(quad * gsd_m)
    chosen.compose(sketch)
    if rng.random() < 0.6:
        ground.mottle(rng.uniform(0.01, 0.06))
    boxes = list(_boxes(sketch))
    if real is not None:
        boxes += _real_boxes(real.boxes, size, afloat=sketch.afloat)
    pixels = take(rng, sketch.drawn(), "colour" if own_colours else look, _bearable(boxes))
    labelled = frozenset(DRAWN) if real is None else frozenset(DRAWN) & real.free_of
    sensor = "multispectral" if look == "infrared-false-colour" else "optical"
    return Rendered(pixels, sensor, gsd_m, tuple(boxes), labelled, chosen.name)


def validation(seed: int, count: int, backgrounds: Backgrounds = (), size: int = 320) -> Tuple[Rendered, ...]:
    """The same pictures for the same seed; the seed's stream differs from any `default_rng(seed)` a training uses."""
    streams = np.random.SeedSequence((seed, 0x7E57)).spawn(count)
    return tuple(render(np.random.default_rng(stream), backgrounds, size) for stream in streams)


def _scene(rng: Generator, name: Optional[str]) -> Scene:
    if name is not None:
        return next(one for one in SCENES if one.name == name)
    shares = np.array([one.share for one in SCENES])
    return SCENES[int(rng.choice(len(SCENES), p=shares / shares.sum()))]


def _light(rng: Generator) -> Light:
    """A sun between 26 and 72 degrees high, a camera mostly looking straight down."""
    sun, high = rng.uniform(0.0, 2.0 * math.pi), math.radians(rng.uniform(26.0, 72.0))
    side, off = rng.uniform(0.0, 2.0 * math.pi), abs(rng.normal(0.0, 0.12))
    long = min(1.0 / math.tan(high), 2.4)
    return Light(
        (math.cos(sun) * long, math.sin(sun) * long),
        (math.cos(side) * off, math.sin(side) * off),
        float(rng.uniform(0.28, 0.62)),
    )


def _real_ground(
    rng: Generator, backgrounds: Backgrounds, scene: Scene, picture: Tuple[str, int, float]
) -> Optional[Cut]:
    look, size, gsd_m = picture
    chance = 0.92 if scene.name == "pasted" else 0.5
    if scene.surface is None or not backgrounds or rng.random() > chance:
        return None
    wanted = "infrared-false-colour" if look == "infrared-false-colour" and scene.surface == "land" else "colour"
    return cut(rng, backgrounds, (scene.surface, wanted), size, gsd_m)


def _boxes(sketch: Sketch) -> Iterator[Box]:
    """What was drawn: whole and large enough an object, else to be ignored."""
    for placed in sketch.figures:
        category = placed.figure.category
        if category is None:
            continue
        quad = placed.quad() / sketch.gsd_m
        inside = quad.min() >= 0.0 and quad.max() <= sketch.size
        long = float(np.hypot(*(np.roll(quad, -1, axis=0) - quad).T).max())
        if inside and long >= SMALLEST and category != IGNORE:
            yield (category, quad, True)
        else:
            yield from _ignored(quad, sketch.size)


def _real_boxes(boxes: Sequence[Tuple[str, Points]], size: int, *, afloat: bool) -> Iterator[Box]:
    """What is labelled in the real ground and might be taken for something drawn."""
    for name, quad in boxes:
        if name in DRAWN or (name == IGNORE and afloat):
            yield from _ignored(quad, size)


def _ignored(quad: Points, size: int) -> Iterator[Box]:
    upright = clipped_box(quad, float(size))
    if upright is not None:
        yield (IGNORE, upright, False)


def _bearable(boxes: List[Box]) -> float:
    """How much blur and compression the smallest object can bear: 0 for dots, 1 for what is large."""
    sides = [float(np.hypot(*(quad[1] - quad[0]))) for name, quad, _ in boxes if name != IGNORE]
    return float(np.clip((min(sides) - 8.0) / 24.0, 0.15, 1.0)) if sides else 0.7
