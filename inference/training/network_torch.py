"""The detector: EfficientNet-Lite0, a light pyramid to stride 4 that knows sensor and resolution, and two heads."""

from __future__ import annotations

from typing import Optional, Tuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from .backbone_torch import CHANNELS, Backbone

WIDTHS = (48, 64, 80, 96)
"""Channels of the pyramid at strides 4, 8, 16 and 32."""
CONTEXT = 6
HIDDEN = 32
BOX = 6
SENSORS = 4
"""The first numbers of the context say which sensor."""
NEVER = -20.0
"""What is added to the logits of a class that was never taught with a sensor."""
RARE = -4.0
"""What the heat map's logits begin with: an object at a place is rare."""


class Separable(nn.Module):  # type: ignore[misc]
    """A filter for each channel, then a mix of the channels."""

    def __init__(self, source: int, target: int, kernel: int = 3) -> None:
        super().__init__()
        self.each = nn.Conv2d(source, source, kernel, padding=kernel // 2, groups=source, bias=False)
        self.mix = nn.Conv2d(source, target, 1)
        nn.init.dirac_(self.each.weight, groups=source)
        nn.init.kaiming_normal_(self.mix.weight, nonlinearity="relu")
        nn.init.zeros_(self.mix.bias)
        with torch.no_grad():
            self.each.weight.add_(torch.randn_like(self.each.weight) * 0.1)

    def forward(self, values: Tensor) -> Tensor:
        """The filtered and mixed channels, positive and bounded."""
        mixed: Tensor = functional.relu6(self.mix(self.each(values)))
        return mixed


@torch.no_grad()  # type: ignore[untyped-decorator]
def settle(network: Detector, image: Tensor, context: Tensor) -> None:
    """Scale and shift the new layers so that each of their channels has mean 0 and deviation 1 on a first batch.

    In one pass: a layer is set right as soon as it has answered, and the layers after it see the corrected answer. It
    does for the beginning what normalisation would do all along, and leaves nothing behind in the graph.
    """

    def correct(layer: nn.Conv2d, _given: object, answer: Tensor) -> Tensor:
        mean, spread = answer.mean((0, 2, 3)), answer.std((0, 2, 3)).clamp(min=1e-3)
        layer.weight.div_(spread.view(-1, 1, 1, 1))
        if layer.bias is not None:
            layer.bias.sub_(mean).div_(spread)
        return (answer - mean.view(1, -1, 1, 1)) / spread.view(1, -1, 1, 1)

    layers = [*network.pyramid.lateral, *network.pyramid.down]
    layers += [part.mix for part in (*network.pyramid.smooth, network.heat[0], network.box[0])]
    hooks = [layer.register_forward_hook(correct) for layer in layers]
    network(image, context)
    for hook in hooks:
        hook.remove()


class Film(nn.Module):  # type: ignore[misc]
    """Scales and shifts channels by what is known of the picture."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.channels = channels
        self.layer = nn.Linear(HIDDEN, 2 * channels)
        nn.init.zeros_(self.layer.weight)
        nn.init.zeros_(self.layer.bias)

    def forward(self, values: Tensor, known: Tensor) -> Tensor:
        """The channels as they matter for this sensor and resolution."""
        both = self.layer(known).unsqueeze(2).unsqueeze(3)
        return values * (1.0 + both[:, :self.channels]) + both[:, self.channels:]


class Pyramid(nn.Module):  # type: ignore[misc]
    """Carries what the coarse levels know down to stride 4."""

    def __init__(self) -> None:
        super().__init__()
        self.lateral = nn.ModuleList(nn.Conv2d(source, width, 1) for source, width in zip(CHANNELS, WIDTHS))
        self.down = nn.ModuleList(nn.Conv2d(wide, width, 1) for wide, width in zip(WIDTHS[1:], WIDTHS))
        self.film = nn.ModuleList(Film(width) for width in WIDTHS)
        self.smooth = nn.ModuleList(
            Separable(width, width, kernel) for width, kernel in zip(WIDTHS, (3, 3, 5, 5))
        )
        for layer in (*self.lateral, *self.down):
            nn.init.kaiming_normal_(layer.weight, nonlinearity="linear")
            nn.init.zeros_(layer.bias)

    def forward(self, levels: Tuple[Tensor, ...], known: Tensor) -> Tensor:
        """One map at stride 4."""
        result = levels[-1]
        for number in range(len(WIDTHS) - 1, -1, -1):
            own = self.lateral[number](levels[number])
            if number < len(WIDTHS) - 1:
                coarse = self.down[number](result)
                own = own + functional.interpolate(coarse, scale_factor=2.0, mode="nearest")
            result = self.smooth[number](self.film[number](own, known))
        return result


class Detector(nn.Module):  # type: ignore[misc]
    """Picture and context in, heat map of every class and oriented box of every place out.

    `untaught` [sensors, classes] is 1 where a class was never shown with a sensor: there it is never claimed.
    """

    untaught: Tensor

    def __init__(self, classes: int, untaught: Optional[Tensor] = None) -> None:
        super().__init__()
        nothing = torch.zeros(SENSORS, classes)
        self.register_buffer("untaught", nothing if untaught is None else untaught.float() * NEVER, persistent=False)
        self.backbone = Backbone()
        self.know = nn.Sequential(nn.Linear(CONTEXT, HIDDEN), nn.ReLU())
        self.pyramid = Pyramid()
        width = WIDTHS[0]
        self.heat = nn.Sequential(Separable(width, width), nn.Conv2d(width, classes, 1))
        self.box = nn.Sequential(Separable(width, width), nn.Conv2d(width, BOX, 1))
        last_heat, last_box = self.heat[1], self.box[1]
        nn.init.normal_(last_heat.weight, std=0.01)
        nn.init.constant_(last_heat.bias, RARE)
        nn.init.normal_(last_box.weight, std=0.01)
        with torch.no_grad():
            last_box.bias.copy_(torch.tensor([0.0, 0.0, 3.2, 2.6, 0.0, 0.0]))

    def forward(self, image: Tensor, context: Tensor) -> Tuple[Tensor, Tensor]:
        """Logits of the classes and boxes at stride 4, for pictures of 0..255."""
        levels = self.backbone((image - 127.0) / 128.0)
        features = self.pyramid(tuple(levels), self.know(context))
        silenced = (context[:, :SENSORS] @ self.untaught).unsqueeze(2).unsqueeze(3)
        return self.heat(features) + silenced, self.box(features)
