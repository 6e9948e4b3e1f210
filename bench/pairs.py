"""Paired, interleaved timing: A and B in turn, the ratio pair by pair, so that a drifting machine stays fair."""

from __future__ import annotations

import json
import os
import platform
import statistics
import sys
from dataclasses import dataclass
from typing import Any, Callable, Dict, List, Tuple


@dataclass(frozen=True)
class Spread:
    """The least, middle and greatest of several readings."""

    least: float
    median: float
    most: float

    @classmethod
    def of(cls, readings: List[float]) -> Spread:
        """The spread of some readings."""
        return cls(min(readings), statistics.median(readings), max(readings))

    def words(self, unit: str) -> str:
        """Median with the range behind it."""
        return f"{self.median:.4g} {unit} ({self.least:.4g} to {self.most:.4g})"


def interleaved(first: Callable[[], float], second: Callable[[], float], pairs: int) -> Tuple[Spread, Spread, Spread]:
    """Readings of both, and of first / second, over `pairs` rounds after one warm-up round."""
    first(), second()
    readings = [(first(), second()) for _ in range(pairs)]
    return (Spread.of([a for a, _ in readings]), Spread.of([b for _, b in readings]),
            Spread.of([a / b for a, b in readings]))


def machine() -> Dict[str, Any]:
    """What the figures were taken on."""
    return {"python": platform.python_version(), "system": platform.system(), "machine": platform.machine(),
            "cpus": os.cpu_count(), "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else None}


def report(name: str, rows: Dict[str, str], figures: Dict[str, Any]) -> None:
    """Print the rows for people and one JSON line for programs."""
    print(f"## {name}")
    for label, words in rows.items():
        print(f"- {label}: {words}")
    sys.stdout.write(json.dumps({"bench": name, "machine": machine(), **figures}) + "\n")
