"""The environment that the set-up made: which one is used, since when, whether there is an update, how big it is."""

from __future__ import annotations

from typing import Iterator

from ..setup import store, upkeep
from ..setup.planning import sizes
from ..setup.refusals import EnvironmentTooNew
from ..setup.standing import DEAD, FITTING, NONE, OLDER, standing
from ..worker.environment import ROOT
from .finding import NOTE, OK, PROBLEM, Finding

NAME = "environment"
INSTALL = "Install it with Set-up in QGIS, or with `earthscribe setup`."
UPDATE = "Update it with Set-up in QGIS, or with `earthscribe setup`."
REPAIR = "Repair it with Set-up in QGIS, or with `earthscribe setup --repair`."


def environment() -> Iterator[Finding]:
    """The one in use, then what the set-up takes on disk."""
    checkout = store.python_in(ROOT / ".venv")
    if checkout.is_file():
        yield Finding(NAME, OK, f"the checkout's own, {checkout.parent.parent}")
    else:
        yield in_use()
    used = upkeep.disk_use()
    if used.total:
        yield Finding("set-up on disk", OK, f"{sizes(used.total)}: {sizes(used.current)} in use, {sizes(used.others)} "
                                            f"in earlier environments, {sizes(used.wheels)} in downloaded wheels")


def in_use() -> Finding:
    """The environment of the set-up, and how it stands to this version."""
    try:
        found = standing()
    except EnvironmentTooNew as error:
        return Finding(NAME, PROBLEM, error.message.rstrip("."), error.hint)
    if found.state == NONE or found.environment is None or found.environment.ready is None:
        return Finding(NAME, NOTE, "none installed; measured descriptions and servers work with QGIS' own Python, one "
                                   "request at a time", INSTALL)
    ready = found.environment.ready
    says = f"{ready.tier} with Python {ready.python}, made {ready.made[:10]} by version {ready.version or '?'}"
    if found.state == FITTING:
        return Finding(NAME, OK, says)
    if found.state == OLDER:
        return Finding(NAME, NOTE, f"{says}; an update is available", UPDATE)
    if found.state == DEAD:
        return Finding(NAME, PROBLEM, f"{says}; {found.why}", REPAIR)
    return Finding(NAME, PROBLEM, f"{says}; it is not used, because {found.why}", UPDATE)
