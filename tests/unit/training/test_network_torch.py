"""The network: takes the published backbone to the letter, answers by the contract, and can be folded."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from earthscribe.inference.errors import ModelCorrupt, ModelMissing  # noqa: E402
from earthscribe.inference.training import published  # noqa: E402
from earthscribe.inference.training.backbone_torch import Backbone, FoldedNorm, fold, load_published  # noqa: E402
from earthscribe.inference.training.depthwise_torch import Depthwise  # noqa: E402
from earthscribe.inference.training.network_torch import Detector, settle  # noqa: E402

NAMES = Path(__file__).resolve().parents[2] / "data/efficientnet_lite0_names.json"


@pytest.fixture
def published_state() -> dict:
    torch.manual_seed(1)
    shapes = json.loads(NAMES.read_text(encoding="utf-8"))
    return {name: torch.rand(shape) * 0.1 if shape else torch.tensor(0) for name, shape in shapes.items()}


def test_every_published_weight_that_is_needed_finds_its_place(published_state, tmp_path):
    torch.save(published_state, tmp_path / "weights.pth")
    backbone = Backbone()
    load_published(backbone, tmp_path / "weights.pth")
    assert torch.equal(backbone.state_dict()["_blocks.14._project_conv.weight"],
                       published_state["_blocks.14._project_conv.weight"])


def test_a_missing_or_unexpected_weight_is_an_error(published_state, tmp_path):
    for wrong in ({name: value for name, value in published_state.items() if name != "_conv_stem.weight"},
                  {**published_state, "_blocks.3.surprise": torch.zeros(1)}):
        torch.save(wrong, tmp_path / "weights.pth")
        with pytest.raises(RuntimeError, match=r"_conv_stem|surprise"):
            load_published(Backbone(), tmp_path / "weights.pth")


def test_another_file_than_the_published_one_is_refused_by_its_hash(tmp_path):
    with pytest.raises(ModelMissing):
        published.check(tmp_path / "none.pth")
    (tmp_path / "weights.pth").write_bytes(b"something else")
    with pytest.raises(ModelCorrupt, match="SHA-256"):
        published.check(tmp_path / "weights.pth")


def test_features_come_at_strides_4_to_32_and_are_alive():
    torch.manual_seed(0)
    with torch.no_grad():
        levels = Backbone()(torch.rand(2, 3, 64, 96) * 2 - 1)
    assert [tuple(level.shape) for level in levels] == [
        (2, 24, 16, 24), (2, 40, 8, 12), (2, 112, 4, 6), (2, 192, 2, 3)]
    assert all(bool(torch.isfinite(level).all()) and float(level.std()) > 0 for level in levels)


def test_the_maps_have_the_shapes_of_the_contract():
    heat, box = Detector(12)(torch.rand(2, 3, 64, 96) * 255, torch.zeros(2, 6))
    assert tuple(heat.shape) == (2, 12, 16, 24)
    assert tuple(box.shape) == (2, 6, 16, 24)


def test_what_is_known_of_the_picture_changes_the_answer_once_it_has_been_learnt():
    network = Detector(3).eval()
    for film in network.pyramid.film:
        torch.nn.init.normal_(film.layer.weight)
    image, context = torch.rand(1, 3, 64, 64) * 255, torch.zeros(1, 6)
    one, other = (network(image, torch.eye(6)[None, place])[0] for place in (0, 1))
    assert not torch.allclose(one, other)
    assert torch.equal(network(image, context)[0], network(image, context)[0])


def test_a_class_is_never_claimed_with_a_sensor_that_never_showed_it():
    silent = torch.zeros(4, 3)
    silent[1, 2] = 1.0
    plain, knowing = Detector(3).eval(), Detector(3, silent).eval()
    knowing.load_state_dict(plain.state_dict())
    image = torch.rand(1, 3, 64, 64) * 255
    for sensor in range(4):
        context = torch.eye(6)[None, sensor]
        apart = (knowing(image, context)[0] - plain(image, context)[0]).mean((0, 2, 3))
        assert apart.tolist() == pytest.approx([0.0, 0.0, -20.0 if sensor == 1 else 0.0], abs=1e-4)


def test_settling_brings_every_channel_of_the_new_layers_into_range():
    torch.manual_seed(0)
    network = Detector(4)
    image, context = torch.rand(4, 3, 64, 64) * 255, torch.zeros(4, 6)
    settle(network, image, context)
    seen = {}
    network.heat[0].mix.register_forward_hook(lambda *given: seen.update(answer=given[2]))
    network(image, context)
    assert seen["answer"].mean((0, 2, 3)).abs().max() < 0.02
    assert seen["answer"].std((0, 2, 3)).max() < 1.05


def test_folding_the_normalisations_changes_nothing_but_the_form():
    torch.manual_seed(2)
    backbone = Backbone().eval()
    for part in backbone.modules():
        if isinstance(part, FoldedNorm):
            part.running_mean.normal_(0, 0.2)
            part.running_var.uniform_(0.5, 2.0)
    folded = copy.deepcopy(backbone)
    fold(folded)
    assert not any(isinstance(part, FoldedNorm) for part in folded.modules())
    picture = torch.rand(1, 3, 64, 64) * 2 - 1
    for one, other in zip(backbone(picture), folded(picture)):
        assert torch.allclose(one, other, atol=1e-4)


@pytest.mark.parametrize(("kernel", "stride"), [(5, 1), (3, 2), (5, 2)])
def test_the_quick_way_back_gives_the_usual_gradients(kernel, stride):
    torch.manual_seed(0)
    values, weight, bias = torch.randn(2, 6, 12, 10), torch.randn(6, 1, kernel, kernel), torch.randn(6)
    for tensor in (values, weight, bias):
        tensor.requires_grad_()
    usual = torch.nn.functional.conv2d(values, weight, bias, stride, kernel // 2, groups=6)
    quick = Depthwise.apply(values, weight, bias, stride)
    assert torch.allclose(usual, quick)
    pull = torch.randn_like(usual)
    for one, other in zip(torch.autograd.grad(usual, (values, weight, bias), pull),
                          torch.autograd.grad(quick, (values, weight, bias), pull)):
        assert torch.allclose(one, other, atol=1e-4)


def test_fixed_blocks_are_not_learnt_and_all_others_are():
    network = Detector(2)
    network.backbone.fix(2)
    heat, box = network(torch.rand(1, 3, 64, 64) * 255, torch.zeros(1, 6))
    (heat.sum() + box.sum()).backward()
    without = {name.split(".")[2] if "_blocks" in name else name.split(".")[1]
               for name, parameter in network.named_parameters() if parameter.grad is None}
    assert without == {"_conv_stem", "_bn0", "0", "1"}
