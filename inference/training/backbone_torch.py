"""EfficientNet-Lite0 as a feature extractor, with the names of the published ImageNet weights.

Batch normalisation keeps the published mean and variance and learns scale and shift; both are folded into the
convolution's weights at every step, so that training needs no normalisation pass and the export is plain convolutions.
"""

from __future__ import annotations

from pathlib import Path
from typing import Dict, List, Mapping, Optional, Sequence, Tuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from .depthwise_torch import depthwise

STAGES: Tuple[Tuple[int, int, int, int, int, int], ...] = (
    (1, 3, 1, 1, 32, 16),
    (2, 3, 2, 6, 16, 24),
    (2, 5, 2, 6, 24, 40),
    (3, 3, 2, 6, 40, 80),
    (3, 5, 1, 6, 80, 112),
    (4, 5, 2, 6, 112, 192),
    (1, 3, 1, 6, 192, 320),
)
"""How many blocks, kernel, first stride, expansion, channels in, channels out."""
EPSILON = 1e-3
OUTPUTS = (2, 4, 10, 14)
"""The blocks whose results are handed on: strides 4, 8, 16 and 32; the block after the last is not needed."""
CHANNELS = (24, 40, 112, 192)
FOLDS = (("_conv_stem", "_bn0"), ("_expand_conv", "_bn0"), ("_depthwise_conv", "_bn1"), ("_project_conv", "_bn2"))
UNUSED = ("_blocks.15.", "_conv_head.", "_bn1.", "_fc.")
"""What of the published classifier comes after the last output."""


class FoldedNorm(nn.Module):  # type: ignore[misc]
    """A batch normalisation with fixed statistics that only tells its scale and shift."""

    running_mean: Tensor
    running_var: Tensor

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))
        self.register_buffer("running_mean", torch.zeros(channels))
        self.register_buffer("running_var", torch.ones(channels))
        self.register_buffer("num_batches_tracked", torch.zeros((), dtype=torch.int64))

    def folded(self, weight: Tensor) -> Tuple[Tensor, Tensor]:
        """The weights and the bias of a convolution with this normalisation in it."""
        scale = self.weight * torch.rsqrt(self.running_var + EPSILON)
        return weight * scale.view(-1, 1, 1, 1), self.bias - self.running_mean * scale


def convolve(values: Tensor, layer: nn.Conv2d, norm: Optional[FoldedNorm]) -> Tensor:
    """A convolution and its normalisation in one pass."""
    weight, bias = (layer.weight, layer.bias) if norm is None else norm.folded(layer.weight)
    if layer.groups > 1:
        return depthwise(values, weight, bias, layer.stride[0])
    padding = layer.kernel_size[0] // 2
    return functional.conv2d(values, weight, bias, layer.stride, padding)


class Block(nn.Module):  # type: ignore[misc]
    """An inverted bottleneck: widen, filter each channel, narrow; with a shortcut where the shape stays."""

    def __init__(self, channels: Tuple[int, int], kernel: int, stride: int, expansion: int) -> None:
        super().__init__()
        source, target = channels
        wide = source * expansion
        self.shortcut = stride == 1 and source == target
        self.widens = expansion > 1
        if self.widens:
            self._expand_conv = nn.Conv2d(source, wide, 1, bias=False)
            self._bn0 = FoldedNorm(wide)
        self._depthwise_conv = nn.Conv2d(wide, wide, kernel, stride, groups=wide, bias=False)
        self._bn1 = FoldedNorm(wide)
        self._project_conv = nn.Conv2d(wide, target, 1, bias=False)
        self._bn2 = FoldedNorm(target)

    def forward(self, values: Tensor) -> Tensor:
        """The block's result."""
        result = values
        if self.widens:
            result = functional.relu6(convolve(result, self._expand_conv, self._bn0))
        result = functional.relu6(convolve(result, self._depthwise_conv, self._bn1))
        result = convolve(result, self._project_conv, self._bn2)
        return values + result if self.shortcut else result


class Backbone(nn.Module):  # type: ignore[misc]
    """The network up to the last block that is needed."""

    def __init__(self) -> None:
        super().__init__()
        self._conv_stem = nn.Conv2d(3, 32, 3, 2, bias=False)
        self._bn0 = FoldedNorm(32)
        blocks: List[Block] = []
        for count, kernel, stride, expansion, source, target in STAGES:
            for number in range(count):
                channels = (source if number == 0 else target, target)
                blocks.append(Block(channels, kernel, stride if number == 0 else 1, expansion))
        self._blocks = nn.ModuleList(blocks[: OUTPUTS[-1] + 1])
        self.fixed = 0

    def fix(self, blocks: int) -> None:
        """Keep the stem and so many blocks as published: the costliest part to train, and the most general."""
        self.fixed = blocks
        for part in (self._conv_stem, self._bn0, *self._blocks[:blocks]) if blocks else ():
            part.requires_grad_(requires_grad=False)

    def forward(self, picture: Tensor) -> List[Tensor]:
        """Features at strides 4, 8, 16 and 32 of a normalised picture."""
        learns = torch.is_grad_enabled()
        with torch.set_grad_enabled(learns and not self.fixed):
            values = functional.relu6(convolve(picture, self._conv_stem, self._bn0))
        results: List[Tensor] = []
        for number, block in enumerate(self._blocks):
            with torch.set_grad_enabled(learns and number >= self.fixed):
                values = block(values)
            if number in OUTPUTS:
                results.append(values)
        return results


def fold(backbone: Backbone) -> None:
    """Make every normalisation part of its convolution for good: what is exported has plain convolutions only."""
    for part in (backbone, *(part for part in backbone.modules() if isinstance(part, Block))):
        for layer_name, norm_name in FOLDS:
            layer, norm = getattr(part, layer_name, None), getattr(part, norm_name, None)
            if isinstance(layer, nn.Conv2d) and isinstance(norm, FoldedNorm):
                weight, bias = norm.folded(layer.weight.detach())
                layer.weight, layer.bias = nn.Parameter(weight.detach()), nn.Parameter(bias.detach())
                setattr(part, norm_name, None)


def published(state: Mapping[str, Tensor], unused: Sequence[str] = UNUSED) -> Dict[str, Tensor]:
    """The part of the published classifier that the backbone uses."""
    return {name: value for name, value in state.items() if not name.startswith(tuple(unused))}


def load_published(backbone: Backbone, path: Path) -> None:
    """Put the published ImageNet weights into a backbone; a missing or unexpected name is an error."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    backbone.load_state_dict(published(state), strict=True)
