"""What ships and is asked as the worker asks it sees what the trained network sees, on chips of the sample rasters."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="the trained network runs in torch")
pytest.importorskip("safetensors")

from earthscribe.inference.detection import Boxes, Network, SeenAs, Sighting, look_closely  # noqa: E402
from earthscribe.inference.detection.card import read_model  # noqa: E402
from earthscribe.inference.detection.decode import boxes_at  # noqa: E402
from earthscribe.inference.detection.network import INPUTS, OUTPUTS  # noqa: E402
from earthscribe.inference.detection.session import Session  # noqa: E402
from earthscribe.inference.training.augment import context_of  # noqa: E402
from earthscribe.inference.training.export_torch import half_weights  # noqa: E402
from earthscribe.inference.training.loop_torch import load_weights  # noqa: E402
from earthscribe.inference.values import Request  # noqa: E402
from earthscribe.tests.golden.samples import in_floats, prepared  # noqa: E402

CHIP = 384
WEIGHTS = Path("dev", "weights", "bundled.safetensors")
NOT_A_PAIR = """resources/models/bundled.onnx was not made from dev/weights/bundled.safetensors. Both come from one run:
earthscribe train --data DATA --out RUN --resume --export bundled
cp RUN/bundled.onnx RUN/bundled-int8.onnx RUN/bundled.json resources/models/
cp RUN/ema.safetensors dev/weights/bundled.safetensors"""
ROUNDING = 2e-3
"""What other processors and another library may change of a logit or of a logarithm."""
LEAST, SEEN = 0.05, 0.1
"""Candidates are asked for from the first confidence on and compared from the second: none is missing for being a
little less sure."""


class Trained:
    """The network as it was trained, in place of onnxruntime's session."""

    inputs, outputs = [(name, "", ()) for name in INPUTS], [(name, "", ("n", "k")) for name in OUTPUTS]
    on_gpu, notes, device = False, (), "torch"

    def __init__(self, network: Any) -> None:
        self._network = network

    def run(self, feeds: Mapping[str, np.ndarray]) -> list[np.ndarray]:
        with torch.no_grad():
            said = self._network(*(torch.from_numpy(np.ascontiguousarray(feeds[name])) for name in INPUTS))
        return [each.numpy() for each in said]


@pytest.fixture(scope="module")
def shipped() -> Network:
    return in_floats()


@pytest.fixture(scope="module")
def trained(root: Path) -> Network:
    """The worker's own way of asking, with the weights as training left them."""
    return Network(read_model(), Trained(load_weights(root / WEIGHTS)))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def stored(root: Path) -> Network:
    """The same with weights rounded as the file stores them."""
    return Network(read_model(), Trained(half_weights(load_weights(root / WEIGHTS))))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def chips() -> dict[str, Request]:
    """The first box of every sample, as a backend is given it."""
    return dict(prepared(CHIP, boxes=1))


def asked(request: Request) -> tuple[np.ndarray, SeenAs]:
    """The chip in a size that the network takes, and what is known of it."""
    assert request.chip is not None
    assert request.view is not None
    pixels, framing = request.chip.pixels, request.view.framing
    high, wide = (-(-side // 32) * 32 for side in pixels.shape[:2])
    gsd = request.view.gsd_m * framing.window.width / framing.width if request.view.gsd_m else None
    return np.pad(pixels, ((0, high - pixels.shape[0]), (0, wide - pixels.shape[1]), (0, 0))), SeenAs(
        request.view.sensor, gsd)


def maps(network: Network, request: Request) -> tuple[np.ndarray, np.ndarray]:
    return network.maps([network.prepare(*asked(request))])


def candidates(network: Network, request: Request, least: float = LEAST) -> Boxes:
    (found,) = network.run([network.prepare(*asked(request))], np.full(len(network.card.classes), least))
    return found


def found_again(one: Boxes, other: Boxes) -> np.ndarray:
    """Which boxes another network gives as well: the class equal; confidence, centre and sides nearly so."""
    apart = np.abs(one.boxes[:, None] - other.boxes[None])
    same = (one.labels[:, None] == other.labels[None]) & (np.abs(one.scores[:, None] - other.scores[None]) < 0.001)
    same &= (apart[..., :2] < 0.05).all(axis=2) & (apart[..., 2:4] < 0.005 * one.boxes[:, None, 2:4]).all(axis=2)
    return same.any(axis=1)


def apart_at(first: Network, second: Network, request: Request) -> tuple[float, float, float]:
    """At every place where one of them sees something: the largest difference of confidence, centre (px), sides."""
    said = maps(first, request), maps(second, request)
    sure = [first.calibration.confidence(heat[0]) for heat, _ in said]
    rows, columns = np.nonzero(np.maximum(*sure).max(axis=0) >= SEEN)
    one, other = (boxes_at(box[0], rows, columns) for _, box in said)
    sides = np.abs(one[:, 2:4] / other[:, 2:4] - 1.0)
    return (float(np.abs(sure[0] - sure[1]).max()), float(np.abs(one[:, :2] - other[:, :2]).max(initial=0.0)),
            float(sides.max(initial=0.0)))


def test_pictures_reach_the_network_as_they_did_in_training(shipped: Network, chips: dict[str, Request]) -> None:
    for request in chips.values():
        pixels, seen_as = asked(request)
        image, context = shipped.prepare(pixels, seen_as)
        assert np.array_equal(image, pixels.transpose(2, 0, 1).astype(np.float32))
        assert np.array_equal(context, context_of(seen_as.sensor, seen_as.gsd_m))


def test_the_file_and_the_kept_weights_belong_together(shipped: Network, stored: Network,
                                                       chips: dict[str, Request]) -> None:
    for words, request in chips.items():
        for ours, theirs in zip(maps(shipped, request), maps(stored, request)):
            assert float(np.abs(ours - theirs).max()) < ROUNDING, f"{words}: {NOT_A_PAIR}"


def test_the_same_objects_are_seen_as_by_the_rounded_weights(shipped: Network, stored: Network,
                                                             chips: dict[str, Request]) -> None:
    """All but a few: of two neighbouring cells that are equally hot rounding chooses one."""
    again: list[bool] = []
    for request in chips.values():
        found = candidates(shipped, request), candidates(stored, request)
        for one, other in (found, found[::-1]):
            again += found_again(one.take(one.scores >= SEEN), other).tolist()
    assert len(again) > 20, "there must be something to compare"
    assert np.mean(again) > 0.97


def test_places_look_as_they_do_to_the_weights_that_were_trained(shipped: Network, trained: Network,
                                                                 chips: dict[str, Request]) -> None:
    """Before they were rounded for the file."""
    for words, request in chips.items():
        score, centre, side = apart_at(shipped, trained, request)
        assert score < 0.05, words
        assert centre < 0.5, words
        assert side < 0.15, words


def told(sighting: Sighting) -> tuple[Any, ...]:
    """What of a sighting does not depend on the last digits."""
    return (sighting.match and sighting.match.category, sorted(each.category for each in sighting.inside),
            sorted(each.category for each in sighting.neighbours), sighting.gsd_from)


@pytest.mark.parametrize("sample", ["thermal_car_park", "naip_claremont_rgbn", "sentinel2_kiel_canal"])
def test_the_second_look_at_a_box_says_the_same(shipped: Network, stored: Network, chips: dict[str, Request],
                                                sample: str) -> None:
    (request,) = [each for words, each in chips.items() if words.startswith(sample)]
    ours, theirs = look_closely(request, shipped), look_closely(request, stored)
    assert told(ours) == told(theirs)
    for name, share in ours.posterior:
        assert share == pytest.approx(dict(theirs.posterior)[name], abs=0.002)


def test_eight_bits_are_nearly_as_sure_of_every_place(shipped: Network, chips: dict[str, Request]) -> None:
    """How much average precision the 8-bit form loses stands in the model card; here it is shown to be the same net."""
    file = read_model(eight_bit=True)
    small = Network(file, Session(file.content, file.path.name, cuda=False))
    sure = [[network.calibration.confidence(maps(network, request)[0][0]) for network in (shipped, small)]
            for request in chips.values()]
    apart = sum(float(np.abs(ours - theirs).mean()) for ours, theirs in sure)
    assert apart < 0.3 * sum(float(ours.mean()) for ours, _ in sure), "a network that sees nothing is apart by all"
    assert max(float(np.quantile(np.abs(ours - theirs), 0.999)) for ours, theirs in sure) < 0.2
