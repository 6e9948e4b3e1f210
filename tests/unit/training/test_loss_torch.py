"""Targets and loss: what is right costs nothing, what is unknown is not asked."""

from __future__ import annotations

import math

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from earthscribe.inference.training.classes import CLASSES, NUMBER  # noqa: E402
from earthscribe.inference.training.data import Truth  # noqa: E402
from earthscribe.inference.training.loss_torch import Maps, Shares, box_loss, detection_loss, focal_loss  # noqa: E402
from earthscribe.inference.training.targets import make_targets  # noqa: E402

EVERY = frozenset(range(len(CLASSES)))
CAR, SHIP = NUMBER["car"], NUMBER["ship"]


def truth(*boxes: tuple[float, ...], oriented: bool = True, ignored: tuple = ()) -> Truth:
    return Truth(np.array(boxes, float).reshape(-1, 5), np.full(len(boxes), CAR), np.full(len(boxes), oriented),
                 np.array(ignored, float).reshape(-1, 5))


def maps(seen: Truth, counted: frozenset = EVERY, size: int = 128) -> Maps:
    targets = make_targets(seen, counted, (size, size))
    return Maps(*(torch.from_numpy(getattr(targets, name))[None] for name in Maps._fields))


def said(asked: Maps, **changes: float) -> torch.Tensor:
    """The box maps as they should be, but for some changes."""
    box = asked.box.clone()
    for name, by in changes.items():
        box[:, {"dx": 0, "dy": 1, "length": 2, "width": 3}[name]] += by
    return box


def turned(asked: Maps, angle: float) -> torch.Tensor:
    box = asked.box.clone()
    box[:, 4], box[:, 5] = math.cos(2 * angle), math.sin(2 * angle)
    return box


def test_the_heat_is_one_at_the_cell_of_the_centre_and_the_box_told_there_is_the_object():
    targets = make_targets(truth((50.0, 31.0, 40, 16, 0.5)), EVERY, (128, 128))
    assert np.argwhere(targets.heat[CAR] == 1.0).tolist() == [[7, 12]]
    dx, dy, length, width, cosine, sine = targets.box[:, 7, 12]
    assert ((12 + 0.5 + dx) * 4, (7 + 0.5 + dy) * 4) == pytest.approx((50.0, 31.0))
    assert (math.exp(length), math.exp(width)) == pytest.approx((40, 16), rel=1e-5)
    assert (cosine, sine) == pytest.approx((math.cos(1.0), math.sin(1.0)), abs=1e-6)


def test_where_two_objects_meet_the_smaller_one_tells_its_box():
    targets = make_targets(truth((64.0, 64, 100, 80, 0.0), (66.0, 66, 12, 8, 0.0)), EVERY, (128, 128))
    assert math.exp(targets.box[2, 16, 16]) == pytest.approx(12, rel=1e-5)


def test_the_right_box_costs_next_to_nothing_and_every_change_of_it_something():
    asked = maps(truth((60.0, 60, 48, 20, 0.6)))
    right = float(box_loss(said(asked), asked, Shares()))
    assert right < 0.05
    for changed in ({"dx": 1.0}, {"dy": -1.0}, {"length": 0.3}, {"width": -0.3}):
        assert float(box_loss(said(asked, **changed), asked, Shares())) > right + 0.1
    assert float(box_loss(turned(asked, 0.6 + math.pi / 2), asked, Shares())) > right + 0.5
    assert float(box_loss(turned(asked, 0.6 + math.pi), asked, Shares())) == pytest.approx(right, abs=1e-3)


def test_without_a_known_axis_any_box_with_the_same_upright_bounds_is_as_good():
    asked = maps(truth((60.0, 60, 40, 30, 0.0), oriented=False))
    right = float(box_loss(asked.box, asked, Shares()))
    angle = 0.35
    cosine, sine = math.cos(angle), math.sin(angle)
    length, width = np.linalg.solve([[cosine, sine], [sine, cosine]], [40, 30])
    other = turned(asked, angle)
    other[:, 2], other[:, 3] = math.log(length), math.log(width)
    assert float(box_loss(other, asked, Shares())) == pytest.approx(right, abs=0.02)
    assert float(box_loss(turned(asked, math.pi / 2), asked, Shares())) > right + 0.2


def test_the_axis_of_something_square_does_not_matter():
    asked = maps(truth((60.0, 60, 30, 30, 0.0)))
    right = float(box_loss(asked.box, asked, Shares()))
    assert float(box_loss(turned(asked, 1.0), asked, Shares())) == pytest.approx(right, abs=0.01)


def test_places_that_are_not_asked_about_pull_nowhere():
    seen = truth((20.0, 20, 20, 10, 0.0), ignored=((90.0, 90, 30, 20, 0.0),))
    asked = maps(seen, counted=frozenset({CAR}))
    logits = torch.zeros(1, len(CLASSES), 32, 32, requires_grad=True)
    focal_loss(logits, asked).backward()
    pull = logits.grad[0].abs()
    assert pull[SHIP].max() == 0
    assert pull[CAR, 22, 22] == 0
    assert pull[CAR, 5, 5] > 0
    assert pull[CAR, 28, 5] > 0


def test_the_absence_of_an_incomplete_class_counts_half():
    targets = make_targets(Truth.empty(), EVERY, (128, 128), frozenset({SHIP}))
    assert (targets.asked[SHIP] == 0.5).all()
    assert (targets.asked[CAR] == 1.0).all()


def test_an_object_is_learnt_even_in_a_class_that_is_not_complete():
    asked = maps(truth((20.0, 20, 20, 10, 0.0)), counted=frozenset())
    logits = torch.zeros(1, len(CLASSES), 32, 32, requires_grad=True)
    focal_loss(logits, asked).backward()
    assert logits.grad[0, CAR, 5, 5] < 0


def test_a_crop_without_objects_has_a_finite_loss():
    asked = maps(Truth.empty())
    heat, box = torch.zeros(1, len(CLASSES), 32, 32, requires_grad=True), torch.zeros(1, 6, 32, 32, requires_grad=True)
    loss, parts = detection_loss(heat, box, asked, Shares())
    loss.backward()
    assert math.isfinite(parts["heat"])
    assert parts["box"] == 0.0
    assert torch.isfinite(heat.grad).all()


def test_gradients_stay_finite_for_degenerate_boxes():
    asked = maps(truth((20.0, 20, 30, 1.0, 0.3), (60.0, 60, 5, 5, 0.0)))
    for start in (-9.0, 0.0, 12.0):
        box = torch.full((1, 6, 32, 32), start, requires_grad=True)
        box_loss(box, asked, Shares()).backward()
        assert torch.isfinite(box.grad).all()
    box = torch.zeros(1, 6, 32, 32, requires_grad=True)
    box_loss(box, asked, Shares()).backward()
    assert torch.isfinite(box.grad).all(), "a direction of length zero"
