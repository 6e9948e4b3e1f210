"""Facts that need no model: size, direction, place, colour, texture, indices, backscatter, with number and unit."""

from __future__ import annotations

from .facts import measure
from .scene import Scene, wanted_bands

__all__ = ["Scene", "measure", "wanted_bands"]
