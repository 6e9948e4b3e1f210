"""What can be installed: the light tier, and the large one with torch in one of two builds."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Tuple

from ..errors import BadOption
from ..worker.environment import ROOT
from .locks import Lock, digest, merged, read_lock
from .target import Target

LOCKS = ROOT / "requirements"
LIGHT, TORCH = "light", "torch"


@dataclass(frozen=True)
class Tier:
    """One choice of packages."""

    name: str
    locks: Tuple[Path, ...]
    modules: Tuple[str, ...]
    """What must be importable afterwards."""
    needs: Tuple[str, ...]
    """The packages by whose major versions an older environment is judged."""
    optional: Tuple[Tuple[str, str], ...] = ()
    """Packages, and their modules, that are left out on machines for which nobody makes them."""

    def read(self) -> Tuple[Lock, ...]:
        """Its lock files."""
        return tuple(read_lock(each) for each in self.locks)

    def digest(self) -> str:
        """The hash of its lock files."""
        return digest(self.read())


_LIGHT = ("numpy", "rasterio", "pyproj", "shapely", "pyogrio", "PIL", "httpx", "onnxruntime")
_LIGHT_NEEDS = tuple("pillow" if each == "PIL" else each for each in _LIGHT)
_OPTIONAL = (("onnxruntime", "onnxruntime"), ("pyogrio", "pyogrio"))
_LARGE = ("torch", "transformers", "safetensors")

TIERS: Dict[str, Tier] = {
    "light": Tier("light", (LOCKS / "light.lock",), _LIGHT, _LIGHT_NEEDS, _OPTIONAL),
    "torch-cpu": Tier("torch-cpu", (LOCKS / "light.lock", LOCKS / "torch-cpu.lock"), (*_LIGHT, *_LARGE),
                      (*_LIGHT_NEEDS, *_LARGE), _OPTIONAL),
    "torch-cuda": Tier("torch-cuda", (LOCKS / "light.lock", LOCKS / "torch-cuda.lock"), (*_LIGHT, *_LARGE),
                       (*_LIGHT_NEEDS, *_LARGE), _OPTIONAL),
}
PIP_LOCK = LOCKS / "pip.lock"
CHOICES = (LIGHT, TORCH)
"""What a user chooses among; which build of torch follows from the machine."""


def tier_named(name: str) -> Tier:
    """A tier by its exact name."""
    if name not in TIERS:
        raise BadOption("--tier", name, "one of " + ", ".join((*CHOICES, "torch-cpu", "torch-cuda")))
    return TIERS[name]


def chosen_tier(name: str, target: Target, *, graphics: bool) -> Tier:
    """The tier for a choice: `torch` is the small build where no graphics processor is and that build fits."""
    if name != TORCH:
        return tier_named(name)
    small = TIERS["torch-cpu"]
    fits = not lacking(small, target)[0]
    return small if fits and not graphics else TIERS["torch-cuda"]


def lacking(tier: Tier, target: Target) -> Tuple[Tuple[str, ...], Tuple[str, ...]]:
    """The packages without a wheel for a machine: those that cannot be done without, and those that can."""
    names = [pin.name for pin, wheel in merged(tier.read(), target) if wheel is None]
    spared = dict(tier.optional)
    return tuple(each for each in names if each not in spared), tuple(each for each in names if each in spared)


def has_graphics() -> bool:
    """Whether an NVIDIA driver is installed."""
    return shutil.which("nvidia-smi") is not None
