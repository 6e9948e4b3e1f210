"""What the set-up dialog lets run in tasks: looking at the machine, planning, installing, repairing, removing."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Iterator, Optional, Tuple

from ...inference.doctor.elsewhere import examine_there
from ...inference.errors import EarthscribeError
from ...inference.setup import installing, planning, store, upkeep
from ...inference.setup.planning import Plan, Wish
from ...inference.setup.pythons import Python, pythons
from ...inference.setup.standing import NONE, Standing, standing
from ...inference.setup.upkeep import DiskUse
from ...inference.values import Stop
from ...inference.worker.environment import ROOT, this_host
from ..host.network import pip_authorities, worker_surroundings
from ..settings import Settings
from ..tasks import Work

_CERTIFICATES = ("PIP_CERT", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")


@dataclass(frozen=True)
class Overview:
    """How things are."""

    standing: Standing
    can_go_back: bool
    use: DiskUse
    error: Optional[EarthscribeError] = None
    """Why the environment in use cannot be judged: a newer program made it."""
    checkout: str = ""
    """The environment of the checkout, which comes before any other."""


@dataclass(frozen=True)
class Pythons:
    """The Pythons of this machine."""

    found: Tuple[Python, ...]


@dataclass(frozen=True)
class Removed:
    """What came free."""

    size: int


def network() -> Dict[str, str]:
    """QGIS' proxy and authorities as variables for pip; main thread only. What the user set for pip itself wins."""
    own = Settings().run_config().ca_file
    variables = dict(worker_surroundings(own).environ)
    if not any(os.environ.get(name) for name in _CERTIFICATES):
        trusted = pip_authorities(own)
        variables.update({"PIP_CERT": trusted} if trusted else {})
    return variables


def look(stop: Stop) -> Iterator[Overview]:
    """The environment in use and what the set-up takes on disk."""
    error: Optional[EarthscribeError] = None
    found = Standing(NONE)
    back = False
    try:
        found = standing()
        back = store.previous() is not None
    except EarthscribeError as caught:
        error = caught
        back = any(each.ready is not None for each in store.environments())
    if not stop():
        own = ROOT / ".venv"
        there = store.python_in(own).is_file()
        yield Overview(found, back, upkeep.disk_use(stop), error, str(own) if there else "")


def find_pythons(stop: Stop) -> Iterator[Pythons]:
    """All of them, each asked what it is."""
    yield Pythons(tuple(pythons(this_host(), stop=stop)))


def examining(more: Dict[str, str]) -> Work:
    """The doctor's findings; called in the main thread."""
    authorities = worker_surroundings(Settings().run_config().ca_file).ca_file
    return lambda stop: examine_there(more, stop, authorities)


def planned(wish: Wish) -> Work:
    """What a wish would bring."""

    def work(stop: Stop) -> Iterator[Plan]:
        yield planning.plan(wish, stop=stop)

    return work


def installed(wish: Wish) -> Work:
    """Install it."""

    def work(stop: Stop) -> Iterator[Any]:
        yield from installing.install(planning.plan(wish, stop=stop), stop)

    return work


def repaired(wish: Wish) -> Work:
    """Look whether the environment is whole, and build it anew where it is not."""

    def work(stop: Stop) -> Iterator[Any]:
        yield from upkeep.repair(planning.plan(wish, stop=stop), stop)

    return work


def gone_back(_: Stop) -> Iterator[Any]:
    """Use the environment before."""
    yield upkeep.roll_back()


def removed(_: Stop) -> Iterator[Removed]:
    """Delete everything."""
    yield Removed(upkeep.remove())


def fetched(wish: Wish, folder: str) -> Work:
    """Fill a folder with wheels for a machine without network."""

    def work(stop: Stop) -> Iterator[Any]:
        yield from installing.download(planning.plan(wish, stop=stop), Path(folder), stop)

    return work
