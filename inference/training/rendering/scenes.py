"""The scenes by name: how fine they may be, what ground they want, and who composes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Optional, Tuple

from .airfields import dispersal, general_aviation, runway, storage_yard
from .aprons import apron
from .harbours import marina, quay, sea
from .industry import depot, tank_farm
from .sketch import Sketch
from .streets import courts, decoys, pasted


@dataclass(frozen=True)
class Scene:
    """One kind of picture."""

    name: str
    compose: Callable[[Sketch], None]
    gsd_m: Tuple[float, float]
    share: float
    surface: Optional[str] = "land"
    """The real ground it may stand on; None where its ground is always drawn."""
    spares: bool = False
    """Whether what is labelled on the real ground is not drawn over; else its own paving covers it."""


SCENES = (
    Scene("apron", apron, (0.25, 3.0), 0.16),
    Scene("runway", runway, (0.25, 3.0), 0.06),
    Scene("storage yard", storage_yard, (0.4, 3.0), 0.05),
    Scene("general aviation", general_aviation, (0.15, 0.8), 0.08),
    Scene("dispersal", dispersal, (0.2, 1.6), 0.05),
    Scene("tank farm", tank_farm, (0.3, 3.0), 0.13),
    Scene("depot", depot, (0.15, 1.6), 0.07),
    Scene("sea", sea, (0.25, 3.0), 0.1, "water", True),
    Scene("quay", quay, (0.2, 3.0), 0.08, "water"),
    Scene("marina", marina, (0.15, 0.7), 0.035, "water", True),
    Scene("courts", courts, (0.15, 1.2), 0.12, spares=True),
    Scene("pasted", pasted, (0.15, 1.5), 0.06, spares=True),
    Scene("decoys", decoys, (0.15, 2.5), 0.05, spares=True),
)
