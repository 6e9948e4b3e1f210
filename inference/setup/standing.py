"""Whether the environment in use fits this version of Earthscribe: as made for it, older but good, or of no use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, Mapping, Optional, Set

from . import store
from .store import Environment
from .tiers import TIERS, Tier

NONE, FITTING, OLDER, UNFIT, DEAD = "none", "fitting", "older", "unfit", "dead"
"""No environment; made from our lock; from another lock with the same major versions; from another world; broken."""


@dataclass(frozen=True)
class Standing:
    """The environment in use and how it stands to this version."""

    state: str
    environment: Optional[Environment] = None
    why: str = ""

    @property
    def good(self) -> bool:
        """Whether the model process may run in it."""
        return self.state in (FITTING, OLDER)


def standing(tiers: Mapping[str, Tier] = TIERS) -> Standing:
    """How things are; EnvironmentTooNew where a newer program made what is in use."""
    found = store.current()
    if found is None or found.ready is None:
        return Standing(NONE)
    if not found.alive:
        return Standing(DEAD, found, "the Python it was made from is gone")
    tier = tiers.get(found.ready.tier)
    if tier is None:
        return Standing(UNFIT, found, f"this version knows no tier {found.ready.tier}")
    if found.ready.lock == tier.digest():
        return Standing(FITTING, found)
    wrong = _unlike(tier, found.ready.packages)
    return Standing(UNFIT, found, wrong) if wrong else Standing(OLDER, found)


def _unlike(tier: Tier, packages: Mapping[str, str]) -> str:
    """What of an environment cannot stand in for the lock, "" where nothing."""
    spared = dict(tier.optional)
    for name, majors in _majors(tier).items():
        if name not in packages and name in spared:
            continue  # nobody makes it for this machine
        if name not in packages:
            return f"{name} is missing in it"
        if packages[name].split(".")[0] not in majors:
            return f"it holds {name} {packages[name]}, and version {' or '.join(sorted(majors))} is wanted"
    return ""


def _majors(tier: Tier) -> Dict[str, Set[str]]:
    found: Dict[str, Set[str]] = {}
    for lock in tier.read():
        for pin in lock.pins:
            if pin.name in tier.needs:
                found.setdefault(pin.name, set()).add(pin.version.split(".")[0])
    return found
