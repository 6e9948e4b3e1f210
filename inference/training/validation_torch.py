"""How good the weights are that a run has now: AP50 of every class on the held-out pictures."""

from __future__ import annotations

import math
from typing import Any, Dict, Iterable, List, Mapping, Sequence, Tuple

import numpy as np
import torch

from ..detection.decode import Calibration, decode
from ..detection.nms import Suppression, keep
from ..detection.values import Boxes
from ..evaluation.average_precision import Scored, ap50
from .augment import context_of, make_turn, warp
from .classes import CLASSES, RULES
from .data import Picture
from .network_torch import Detector

Array = Any
LEAST = 0.05
"""The confidence from which detections are counted."""


def working_scale(source: str) -> float:
    """How much the pictures of a set are scaled before they are looked at: the middle of what was learnt."""
    low, high = RULES[source].scales if source in RULES else (1.0, 1.0)
    return math.sqrt(low * high)


def detect(network: Detector, picture: Picture, *, scale: float, gsd_told: bool) -> Boxes:
    """What the network sees in a picture, in pixels of the picture."""
    wide, high = (max(1, round(side * scale)) for side in picture.size)
    turn = make_turn(scale, 0.0, flip=False, centre=np.zeros(2), target=np.zeros(2))
    padded = -(-wide // 32) * 32, -(-high // 32) * 32
    pixels = warp(picture.pixels, turn, padded, 0)
    gsd = picture.gsd / scale if picture.gsd and gsd_told else None
    context = torch.from_numpy(context_of(picture.sensor, gsd))[None]
    image = torch.from_numpy(np.ascontiguousarray(pixels.transpose(2, 0, 1))).float()[None]
    device = next(network.parameters()).device
    with torch.no_grad(), torch.autocast(device.type, torch.bfloat16):
        heat, box = network(image.to(device).contiguous(memory_format=torch.channels_last), context.to(device))
    calibration = Calibration(np.arange(len(CLASSES)), np.ones(len(CLASSES)), np.zeros(len(CLASSES)))
    least = np.full(len(CLASSES), LEAST)
    found = decode(heat[0].float().cpu().numpy(), box[0].float().cpu().numpy(), calibration, least)
    found = found.take(keep(found, Suppression(any_class=2.0)))
    return found.moved(1.0 / scale)


def scored(picture: Picture, found: Boxes) -> Scored:
    """A picture with what was seen in it, as average precision takes it."""
    truth = picture.truth
    return Scored(found.boxes, found.scores, found.labels, truth.boxes, truth.labels, truth.oriented, truth.ignored,
                  picture.counted, (float(picture.size[0]), float(picture.size[1])))


def validate(network: Detector, pictures: Sequence[Picture], *, gsd_told: bool = True) -> Dict[str, Dict[str, float]]:
    """AP50 by class, over all sets and for each of them."""
    network.eval()
    seen: Dict[str, List[Scored]] = {}
    for picture in pictures:
        found = detect(network, picture, scale=working_scale(picture.source), gsd_told=gsd_told)
        seen.setdefault(picture.source, []).append(scored(picture, found))
    everything = [each for several in seen.values() for each in several]
    return {"all": _named(everything), **{name: _named(several) for name, several in seen.items()}}


def _named(images: Iterable[Scored]) -> Dict[str, float]:
    return {CLASSES[label]: round(value, 4) for label, value in sorted(ap50(images).items())}


def told(result: Mapping[str, Mapping[str, float]]) -> Tuple[float, str]:
    """The mean over the classes of all sets, and the lines to print."""
    lines = [f"{name:24} " + "  ".join(f"{label} {value:.3f}" for label, value in values.items())
             for name, values in result.items()]
    mean = float(np.mean([value for values in list(result.values())[1:] for value in values.values()] or [0.0]))
    return mean, "\n".join([*lines, f"mean over sets and classes {mean:.4f}"])


def thinned(pictures: Sequence[Picture], most: int) -> List[Picture]:
    """At most so many pictures of each set, evenly taken."""
    result: List[Picture] = []
    for name in RULES:
        mine = [each for each in pictures if each.source == name]
        result += [mine[int(place)] for place in np.linspace(0, len(mine) - 1, min(most, len(mine)))]
    return result
