"""Training: it learns, it can be broken off at any step, and it says nothing but its seed decides."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from earthscribe.inference.evaluation.average_precision import ap50  # noqa: E402
from earthscribe.inference.training import loop_torch as loop  # noqa: E402
from earthscribe.inference.training.augment import Crop, Plan, Sampler, context_of  # noqa: E402
from earthscribe.inference.training.classes import CLASSES, NUMBER  # noqa: E402
from earthscribe.inference.training.data import Picture, Truth  # noqa: E402
from earthscribe.inference.training.network_torch import Detector  # noqa: E402
from earthscribe.inference.training.validation_torch import detect, scored, thinned, validate  # noqa: E402

EVERY = frozenset(range(len(CLASSES)))
SHORT = loop.Schedule(steps=6, batch=2, warm_up=1, decay=2, save_every=100, fixed_blocks=0, parts=1)
CPU = torch.device("cpu")


def a_car() -> Picture:
    pixels = np.full((64, 64, 3), 60, np.uint8)
    pixels[28:36, 20:44] = (250, 240, 40)
    truth = Truth(np.array([[32.0, 32, 24, 8, 0.0]]), np.array([NUMBER["car"]]), np.array([True]), np.zeros((0, 5)))
    return Picture("toy", "car", "val", "optical", pixels, truth, EVERY, 0.2)


def sampler() -> Sampler:
    return Sampler([a_car()], 3, Plan(crop=64, mosaic=0.0))


def never() -> bool:
    return False


QUIET = loop.Watch(print, never)


def weights(network: Detector) -> list:
    return [value.clone() for value in network.state_dict().values()]


def test_a_toy_is_learnt_and_then_found():
    schedule = replace(SHORT, steps=70, rate=3e-3, warm_up=5, decay=20, ema_steps=8.0)
    picture = a_car()
    run = loop.start(schedule, None, sampler(), CPU)
    crop = Crop(picture.pixels, picture.truth, EVERY, context_of("optical", 0.2))
    losses = [sum(loop.advance(run, loop.batch_of([crop, crop]))[part] for part in ("heat", "box"))
              for _ in range(schedule.steps)]
    assert np.mean(losses[-5:]) < 0.35 * np.mean(losses[:5])
    run.averaged.eval()
    found = detect(run.averaged, picture, scale=1.0, gsd_told=True)
    assert ap50([scored(picture, found)])[NUMBER["car"]] == 1.0


def test_a_run_that_was_broken_off_goes_on_with_the_numbers_of_an_unbroken_one(tmp_path):
    whole = loop.train(loop.start(SHORT, None, sampler(), CPU), sampler(), tmp_path / "whole", QUIET)
    cut = loop.start(SHORT, None, sampler(), CPU)
    loop.train(cut, sampler(), tmp_path / "cut", loop.Watch(print, lambda: cut.step >= 3))
    assert cut.step == 3
    rest = loop.resume(tmp_path / "cut", CPU)
    assert rest.step == 3
    loop.train(rest, sampler(), tmp_path / "cut", QUIET)
    assert rest.step == whole.step == SHORT.steps
    for one, other in zip(weights(whole.network) + weights(whole.averaged),
                          weights(rest.network) + weights(rest.averaged)):
        assert torch.equal(one, other)


def test_two_parts_side_by_side_teach_the_mean_of_both(tmp_path):
    del tmp_path
    batch = loop.batch_of([sampler().crop(number) for number in range(4)])
    network = loop.start(SHORT, None, sampler(), CPU).network
    halves = [loop.gradients(network, part, loop.Shares())[0] for part in batch.parts(2)]
    run = loop.start(replace(SHORT, parts=2), None, sampler(), CPU)
    loop.advance(run, batch)
    learning = [parameter for parameter in run.network.parameters() if parameter.requires_grad]
    norm = math.sqrt(sum(float(((a + b) / 2).square().sum()) for a, b in zip(*halves)))
    shrink = min(1.0, 10.0 / norm)
    for parameter, first, second in zip(learning, *halves):
        assert torch.allclose(parameter.grad, shrink * (first + second) / 2, atol=1e-3, rtol=0.05)


def test_the_rate_rises_stays_and_falls_to_nothing():
    schedule = loop.Schedule(steps=1000, warm_up=100, decay=200)
    assert schedule.factor(0) < 0.02
    assert schedule.factor(100) == schedule.factor(799) == 1.0
    assert schedule.factor(900) == pytest.approx(0.5)
    assert schedule.factor(999) < 0.01


def test_the_averaged_weights_are_kept_small_and_read_back(tmp_path):
    run = loop.start(SHORT, None, sampler(), CPU)
    run.step = 41
    loop.save(run, tmp_path)
    assert (tmp_path / loop.WEIGHTS).stat().st_size <= 10_000_000
    assert loop.step_of(tmp_path / loop.WEIGHTS) == 41
    again = loop.load_weights(tmp_path / loop.WEIGHTS)
    for one, other in zip(weights(run.averaged), weights(again)):
        assert torch.allclose(one.float(), other.float(), rtol=1e-3, atol=1e-4)
    assert not list(tmp_path.glob("*.partial"))


def test_a_run_may_begin_with_the_weights_of_an_earlier_one(tmp_path):
    loop.save(loop.start(SHORT, None, sampler(), CPU), tmp_path)
    later = loop.from_weights(tmp_path / loop.WEIGHTS, SHORT, CPU)
    assert later.step == 0
    loop.advance(later, loop.batch_of([sampler().crop(number) for number in range(2)]))
    assert later.step == 1


def test_a_trouble_with_the_pictures_ends_the_run_and_keeps_what_was_learnt(tmp_path):
    class Broken(Sampler):
        def crop(self, number: int) -> Crop:
            if number >= 4:
                raise ValueError("unreadable")
            return super().crop(number)

    run = loop.start(SHORT, None, sampler(), CPU)
    with pytest.raises(ValueError, match="unreadable"):
        loop.train(run, Broken([a_car()], 3, Plan(crop=64)), tmp_path, QUIET)
    assert loop.resume(tmp_path, CPU).step == 2


def test_what_is_logged_can_be_read_by_a_program(tmp_path):
    said: list[str] = []
    run = loop.start(replace(SHORT, save_every=3), None, sampler(), CPU)
    loop.train(run, sampler(), tmp_path, loop.Watch(said.append, never))
    rows = [json.loads(line) for line in (tmp_path / loop.LOG).read_text(encoding="utf-8").splitlines()]
    assert [row["step"] for row in rows] == [3, 6]
    assert len(said) == 2
    assert {"heat", "box", "norm", "per_second"} <= set(rows[0])


def test_validation_names_classes_and_sets():
    network = Detector(len(CLASSES)).eval()
    result = validate(network, [a_car()])
    assert result == {"all": {"car": 0.0}, "toy": {"car": 0.0}}


def test_thinning_keeps_some_of_every_set():
    pictures = [replace(a_car(), source="hit-uav", name=str(number)) for number in range(9)]
    pictures += [replace(a_car(), source="neon-trees", name="tree")]
    kept = thinned(pictures, 3)
    assert [each.name for each in kept] == ["0", "4", "8", "tree"]
