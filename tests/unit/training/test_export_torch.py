"""What is shipped says what the trained network says, for any number and size of pictures."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
onnx = pytest.importorskip("onnx")
pytest.importorskip("onnxscript")

from earthscribe.inference.training import export_torch as export  # noqa: E402
from earthscribe.inference.training.network_torch import Detector, settle  # noqa: E402

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning", "ignore::FutureWarning", "ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def network() -> Detector:
    torch.manual_seed(4)
    made = Detector(12)
    settle(made, torch.rand(2, 3, 64, 64) * 255, torch.zeros(2, 6))
    return made.eval()


@pytest.fixture(scope="module")
def file(network, tmp_path_factory):
    path = tmp_path_factory.mktemp("export") / "model.onnx"
    return path, export.write_onnx(network, path)


def test_the_file_differs_from_pytorch_by_rounding_only(file):
    assert file[1] < 1e-3


def test_half_the_bytes_lose_little(file, network):
    image = np.random.default_rng(1).uniform(0, 255, (1, 3, 64, 64)).astype(np.float32)
    context = np.zeros((1, 6), np.float32)
    heat, box = export.session_of(file[0]).run(None, {"image": image, "context": context})
    with torch.no_grad():
        expected = network(torch.from_numpy(image), torch.from_numpy(context))
    assert np.abs(heat - expected[0].numpy()).max() < 0.05
    assert np.abs(box - expected[1].numpy()).max() < 0.05
    assert file[0].stat().st_size < 5_500_000


def test_names_and_free_sizes_are_those_of_the_contract(file):
    session = export.session_of(file[0])
    assert [each.name for each in session.get_inputs()] == ["image", "context"]
    assert [each.name for each in session.get_outputs()] == ["heat", "box"]
    for count, high, wide in ((1, 32, 32), (3, 96, 160)):
        heat, box = session.run(None, {"image": np.zeros((count, 3, high, wide), np.float32),
                                       "context": np.zeros((count, 6), np.float32)})
        assert heat.shape == (count, 12, high // 4, wide // 4)
        assert box.shape == (count, 6, high // 4, wide // 4)


def test_the_file_says_nothing_of_the_machine_it_was_made_on(file):
    content = file[0].read_bytes()
    for word in (Path.home(), Path.cwd(), Path(torch.__file__).parent, "network_torch", "export_torch", "stack_trace"):
        assert str(word).encode() not in content
    assert onnx.load(file[0]).doc_string == ""


def test_eight_bits_are_a_third_of_the_size_and_say_nearly_the_same(file, tmp_path):
    chance = np.random.default_rng(2)
    images = [chance.uniform(0, 255, (3, 64, 64)).astype(np.float32) for _ in range(6)]
    target = tmp_path / "small.onnx"
    export.write_int8(file[0], target, export.Chips(images, [np.zeros(6, np.float32)] * 6))
    assert target.stat().st_size < 0.75 * file[0].stat().st_size
    given = {"image": images[0][None], "context": np.zeros((1, 6), np.float32)}
    whole, small = (export.session_of(path).run(None, given)[1] for path in (file[0], target))
    assert np.abs(whole - small).mean() < 0.25 * np.abs(whole).std()
    assert np.corrcoef(whole.ravel(), small.ravel())[0, 1] > 0.9
