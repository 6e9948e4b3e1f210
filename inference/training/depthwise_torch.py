"""A depthwise convolution whose backward pass is quick on a CPU in bfloat16.

The library's own backward pass in bfloat16 is four to five times slower than in float32 for 5 x 5 kernels and for
strides; here the pass forward runs in bfloat16 and the pass back in float32.
"""

from __future__ import annotations

from typing import Any, Optional, Tuple

import torch
from torch import Tensor
from torch.nn import functional


class Depthwise(torch.autograd.Function):  # type: ignore[misc]
    """Forward as it comes, back in float32."""

    @staticmethod
    def forward(context: Any, values: Tensor, weight: Tensor, bias: Tensor, stride: int) -> Tensor:
        """The filtered channels."""
        context.save_for_backward(values, weight)
        context.stride = stride
        return functional.conv2d(values, weight, bias, stride, weight.shape[2] // 2, groups=weight.shape[0])

    @staticmethod
    def backward(context: Any, *gradients: Tensor) -> Tuple[Tensor, Tensor, Tensor, None]:
        """The gradients of input, weight and bias."""
        values, weight = context.saved_tensors
        pad = weight.shape[2] // 2
        stride = [context.stride] * 2
        result = torch.ops.aten.convolution_backward(
            gradients[0].float(), values.float(), weight.float(), [weight.shape[0]], stride, [pad, pad], [1, 1], False,
            [0, 0], weight.shape[0], [True, True, True],
        )
        return result[0].to(values.dtype), result[1].to(weight.dtype), result[2].to(weight.dtype), None


def depthwise(values: Tensor, weight: Tensor, bias: Optional[Tensor], stride: int) -> Tensor:
    """A depthwise convolution, by the quicker way back where there is one."""
    slow = values.device.type == "cpu" and torch.is_autocast_enabled("cpu") and torch.is_grad_enabled()
    if slow and bias is not None and (weight.shape[2] > 3 or stride > 1):
        kind = torch.get_autocast_dtype("cpu")
        result: Tensor = Depthwise.apply(values.to(kind), weight.to(kind), bias.to(kind), stride)
        return result
    return functional.conv2d(values, weight, bias, stride, weight.shape[2] // 2, groups=weight.shape[0])
