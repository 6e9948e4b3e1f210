"""The classes of the detector, and what each set of pictures says and does not say about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, FrozenSet, Mapping, Optional, Sequence, Tuple

CLASSES = (
    "person", "car", "bicycle", "other-vehicle", "bus-truck", "building", "tree", "swimming-pool", "ship", "airplane",
    "storage-tank", "sports-court",
)
"""In the order of the network's heat maps."""
NUMBER = {name: number for number, name in enumerate(CLASSES)}
SAME = {"minibus": "bus-truck", "bus": "bus-truck", "truck": "bus-truck", "oil-storage-tank": "storage-tank"}
"""Names of the sets that mean one of ours."""
IGNORE = "ignore"
SENSORS = ("optical", "infrared", "sar", "multispectral")
"""In the order of the context vector."""
_FROM_ABOVE = frozenset("car bus-truck building tree swimming-pool ship airplane storage-tank sports-court".split())
TAUGHT: Mapping[str, FrozenSet[str]] = {
    "optical": _FROM_ABOVE, "multispectral": _FROM_ABOVE, "sar": frozenset({"ship"}),
    "infrared": frozenset({"person", "car", "bicycle", "other-vehicle"}),
}
"""The classes of which there are examples with each sensor; of others the network must claim nothing."""
ROUND = frozenset(NUMBER[name] for name in ("tree", "storage-tank"))
"""Without an axis: their bounds stay nearly the same however the picture is turned."""
CAR_LENGTH_M = 4.5
"""The median length of a car, from which the resolution of a sequence without one is derived."""


@dataclass(frozen=True)
class SetRule:
    """How a set of pictures is trained on: which classes may be visible without a box, and how much it is scaled."""

    unlabelled: FrozenSet[str]
    scales: Tuple[float, float]
    weight: float
    turns_freely: float = 1.0
    doubtful: FrozenSet[str] = frozenset()

    def counted(self, labelled: Optional[Sequence[str]]) -> FrozenSet[int]:
        """The classes whose absence in a picture means that there is none."""
        absent = set(CLASSES) - self.unlabelled
        if labelled is not None:
            absent |= {name for name in labelled if name in NUMBER}
        return frozenset(NUMBER[name] for name in absent)

    def incomplete(self) -> FrozenSet[int]:
        """The classes of which some objects have no box: their absence counts half."""
        return frozenset(NUMBER[name] for name in self.doubtful)


def _rule(unlabelled: str, scales: Tuple[float, float], weight: float, **more: Any) -> SetRule:
    return SetRule(frozenset(unlabelled.split()), scales, weight, **more)


RULES: Mapping[str, SetRule] = {
    "hit-uav": _rule("building tree swimming-pool sports-court bus-truck storage-tank", (0.6, 2.2), 8.0,
                     turns_freely=0.3),
    "fair-oam-buildings": _rule("person car bicycle other-vehicle bus-truck tree swimming-pool storage-tank ship "
                                "sports-court", (0.12, 1.0), 1.6),
    "kitais-minsk-cars": _rule("person bicycle other-vehicle building tree sports-court", (0.25, 1.6), 1.8,
                               turns_freely=0.8),
    "neon-trees": _rule("", (0.25, 1.5), 1.5, turns_freely=0.5, doubtful=frozenset({"tree"})),
    "naip-california-pools": _rule("person car bicycle other-vehicle bus-truck building tree sports-court",
                                   (0.7, 3.5), 2.2),
    "planet-ca-planes-ships": _rule("building tree car bus-truck storage-tank sports-court", (1.0, 5.0), 0.9),
    "saopaulo-cir-pools": _rule("person car bicycle other-vehicle bus-truck building tree sports-court storage-tank",
                                (0.12, 1.0), 0.7),
    "s2-ships-ais": _rule("building tree storage-tank sports-court bus-truck", (1.0, 5.0), 0.7,
                          doubtful=frozenset({"ship"})),
    "hrsid-mini-sar": _rule("building tree storage-tank sports-court bus-truck car other-vehicle", (0.4, 2.0), 0.6),
    "rendered": _rule("", (0.5, 1.8), 3.0, turns_freely=0.15),
}
"""The sets that may be trained on, and the rendered pictures; the weight is how often one is drawn."""

SET_CLASSES: Mapping[str, FrozenSet[str]] = {
    "planet-ca-planes-ships": frozenset({"airplane", "ship"}),
}
"""Sets in which a picture is labelled only for those of these classes that it shows."""
