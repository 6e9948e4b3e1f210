"""What is right and what is wrong on this machine, each finding with its cure, and a file to send along with a report.

finding       one finding
packages      Python and the packages of every tier, really imported
environments  what the set-up installed, and whether there is an update
accelerators  graphics processors: found, and really used or not, with the reason
places        data folder, disk, memory, settings, coordinate data, QGIS
answers       the model process and the configured servers
elsewhere     all of it, examined by the Python of the model process
redaction     text without keys, names and places
bundle        the diagnostic file
"""

from __future__ import annotations

import os
from typing import Callable, Iterator, Optional, Sequence, Tuple

from ..config import RunConfig
from ..errors import EarthscribeError
from ..privacy import silence
from ..servers import Server
from . import accelerators, answers, environments, packages, places
from .bundle import bundle
from .finding import NOTE, OK, PROBLEM, STATUSES, Finding

__all__ = ["NOTE", "OK", "PROBLEM", "STATUSES", "Finding", "bundle", "examine"]

Examination = Callable[[], Iterator[Finding]]


def _nobody(step: str) -> None:
    """Hears which step begins, and says nothing."""


def examine(config: RunConfig, servers: Optional[Sequence[Server]] = None,
            begins: Callable[[str], None] = _nobody) -> Iterator[Finding]:
    """Every finding, as it is made; the servers are those of the settings unless given. `begins` hears of each step."""
    steps: Tuple[Tuple[str, Examination], ...] = (
        ("Python", packages.python), ("environment", environments.environment), ("packages", packages.all_tiers),
        ("coordinate systems", places.coordinates), ("GPU", accelerators.gpu),
        ("data folder", places.data_folder), ("disk", places.disk), ("memory", places.memory),
        ("settings", places.settings_file), ("QGIS", places.qgis),
        ("model process", lambda: answers.model_process(config)),
        ("servers", lambda: answers.servers(config, servers)),
    )
    silence(os.environ)
    for name, step in steps:
        begins(name)
        yield from _survived(name, step)


def _survived(name: str, step: Examination) -> Iterator[Finding]:
    """The findings of a step; one that breaks is a finding itself, and the others still come."""
    try:
        yield from step()
    except EarthscribeError as error:
        yield Finding(name, PROBLEM, error.message, error.hint)
    except Exception as error:  # noqa: BLE001 (what is broken here may break in any way)
        yield Finding(name, PROBLEM, f"This could not be examined: {type(error).__name__}: {error}",
                      "Please report it together with the file of `earthscribe doctor --bundle`.")
