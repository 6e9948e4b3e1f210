"""How wrong the network is: focal loss of the heat maps, and for boxes a distance of the rectangles as distributions.

Where the direction of an object is unknown its upright bounds are compared, so that no direction is learnt; where it is
nearly square the direction counts little.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, NamedTuple, Tuple

import torch
from torch import Tensor

SQUARE, LONG = 1.1, 1.6
"""Below the first ratio of length to width a direction means nothing, from the second on it counts in full."""

FINE = 4.0
"""Objects more than so many cells large need their centre less exactly."""


class Maps(NamedTuple):
    """A batch of targets; see `targets.Targets`."""

    heat: Tensor
    asked: Tensor
    box: Tensor
    weight: Tensor
    oriented: Tensor


@dataclass(frozen=True)
class Shares:
    """How much each part of the loss counts."""

    overlap: float = 2.0
    size: float = 0.5
    offset: float = 0.5
    direction: float = 0.5


def detection_loss(heat: Tensor, box: Tensor, maps: Maps, shares: Shares) -> Tuple[Tensor, Dict[str, float]]:
    """The loss of a batch, and its parts as numbers."""
    centres = focal_loss(heat.float(), maps)
    boxes = box_loss(box.float(), maps, shares)
    return centres + boxes, {"heat": float(centres.detach()), "box": float(boxes.detach())}


def focal_loss(logits: Tensor, maps: Maps) -> Tensor:
    """Focal loss of the heat maps per object; places that are not asked about count only where an object is.

    A crop with many objects counts by the root of their number, so that a single ship is not lost among fifty trees.
    """
    centre = maps.heat >= 1.0
    log_yes = torch.nn.functional.logsigmoid(logits)
    log_no = log_yes - logits
    yes = torch.exp(log_yes)
    found = torch.where(centre, (1 - yes) ** 2 * log_yes, torch.zeros_like(logits))
    empty = (1 - maps.heat) ** 4 * yes**2 * log_no * maps.asked
    loss = -(found + torch.where(centre, torch.zeros_like(empty), empty)).sum((1, 2, 3))
    root = centre.sum((1, 2, 3)).clamp(min=1).sqrt()
    return (loss / root).sum() / root.sum()


def box_loss(box: Tensor, maps: Maps, shares: Shares) -> Tensor:
    """The loss of the boxes at the places that tell one, weighted by how near the centre they are."""
    told = maps.weight > 0
    if not bool(told.any()):
        return box.sum() * 0.0
    crowd = maps.weight.sum((1, 2)).clamp(min=1.0).sqrt()
    weight = (maps.weight / crowd.view(-1, 1, 1))[told]
    said, true = box.permute(0, 2, 3, 1)[told], maps.box.permute(0, 2, 3, 1)[told]
    known = maps.oriented[told] > 0
    said_shape, true_shape = shape_of(said), shape_of(true)
    distance = hellinger(said, said_shape, true, true_shape, known)
    sizes = torch.where(
        known, (said[:, 2:4] - true[:, 2:4]).abs().sum(1), log_bounds_apart(said, said_shape, true, true_shape)
    )
    ratio = torch.exp(true[:, 2] - true[:, 3])
    long = ((ratio - SQUARE) / (LONG - SQUARE)).clamp(0, 1) * known
    turned = (said[:, 4:6] - true[:, 4:6]).abs().sum(1) * long
    cells = torch.exp((true[:, 2] + true[:, 3]) / 2) / 4
    apart = (said[:, 0:2] - true[:, 0:2]).abs().sum(1) / (cells / FINE).clamp(min=1.0)
    total = (shares.overlap * distance + shares.size * sizes + shares.direction * turned + shares.offset * apart)
    return (total * weight).sum() / weight.sum()


class Shape(NamedTuple):
    """Length and width in pixels, cosine and sine of twice the direction, normalised."""

    length: Tensor
    width: Tensor
    cosine: Tensor
    sine: Tensor


def shape_of(box: Tensor) -> Shape:
    """The shape that six numbers of the box map say."""
    size = torch.exp(box[:, 2:4].clamp(-1.0, 8.0))
    norm = torch.sqrt(box[:, 4] ** 2 + box[:, 5] ** 2 + 1e-6)
    return Shape(size[:, 0], size[:, 1], box[:, 4] / norm, box[:, 5] / norm)


def bounds_of(shape: Shape) -> Tuple[Tensor, Tensor]:
    """Width and height of the upright bounds."""
    across = torch.sqrt(((1 + shape.cosine) / 2).clamp(min=1e-6))
    down = torch.sqrt(((1 - shape.cosine) / 2).clamp(min=1e-6))
    return shape.length * across + shape.width * down, shape.length * down + shape.width * across


def log_bounds_apart(said: Tensor, said_shape: Shape, true: Tensor, true_shape: Shape) -> Tensor:
    """How much the upright bounds differ, as logarithms."""
    wide, high = bounds_of(said_shape)
    true_wide, true_high = bounds_of(true_shape)
    return (torch.log(wide / true_wide)).abs() + (torch.log(high / true_high)).abs() + 0.0 * (said - true)[:, 0]


def spread_of(shape: Shape, known: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    """Variances and covariance of a rectangle; of its upright bounds where the direction is unknown."""
    long, short = shape.length**2 / 12, shape.width**2 / 12
    middle, half = (long + short) / 2, (long - short) / 2
    wide, high = bounds_of(shape)
    return (
        torch.where(known, middle + half * shape.cosine, wide**2 / 12),
        torch.where(known, middle - half * shape.cosine, high**2 / 12),
        torch.where(known, half * shape.sine, torch.zeros_like(half)),
    )


def hellinger(said: Tensor, said_shape: Shape, true: Tensor, true_shape: Shape, known: Tensor) -> Tensor:
    """Distance 0..1 of two rectangles taken as normal distributions; small where they overlap."""
    unit = (true_shape.length * true_shape.width).clamp(min=1.0)
    a1, b1, c1 = (value / unit for value in spread_of(said_shape, known))
    a2, b2, c2 = (value / unit for value in spread_of(true_shape, known))
    across, down = ((said[:, number] - true[:, number]) * 4 / torch.sqrt(unit) for number in (0, 1))
    a, b, c = a1 + a2, b1 + b2, c1 + c2
    both = (a * b - c**2).clamp(min=1e-6)
    each = ((a1 * b1 - c1**2).clamp(min=1e-7) * (a2 * b2 - c2**2).clamp(min=1e-7)).sqrt()
    away = (b * across**2 + a * down**2 - 2 * c * across * down) / both / 4
    apart = (away + 0.5 * torch.log(both / (4 * each))).clamp(1e-4, 30.0)
    return torch.sqrt(1 - torch.exp(-apart) + 1e-6)
