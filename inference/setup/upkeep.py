"""Looking after environments: verify and repair, go back, remove, say how much they take, clean away old ones."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, List, Optional, Tuple, Union

from ..values import Progress, Stop, never
from . import claim, store
from .locks import read_lock
from .making import Workshop
from .planning import Plan
from .probe import Probed, damaged, probe
from .process import Line, Tick
from .refusals import EnvironmentTooNew, FileInUse, NothingThere
from .store import Environment
from .tiers import PIP_LOCK, TIERS


@dataclass(frozen=True)
class DiskUse:
    """Bytes on disk."""

    current: int
    others: int
    wheels: int

    @property
    def total(self) -> int:
        """All of it."""
        return self.current + self.others + self.wheels


@dataclass(frozen=True)
class Verdict:
    """What is wrong with an environment; nothing where it is empty."""

    faults: Tuple[str, ...]


def disk_use(stop: Stop = never) -> DiskUse:
    """How much the set-up takes; walks through all files, so ask in a task."""
    used = _current()
    folder = used.folder if used is not None else None
    mine = store.size_of(folder, stop) if folder is not None else 0
    return DiskUse(mine, max(0, store.size_of(store.place(), stop) - mine),
                   store.size_of(store.wheels_place(), stop))


def _current() -> Optional[Environment]:
    with contextlib.suppress(EnvironmentTooNew):  # it counts among the others
        return store.current()
    return None


def verify(stop: Stop) -> Iterator[Union[Progress, Line, Verdict]]:
    """Look whether the environment in use is whole and works; the last item is the verdict."""
    found = store.current()
    if found is None or found.ready is None:
        raise NothingThere("There is no environment to verify")
    if not found.alive:
        yield Verdict(("the Python it was made from is gone",))
        return
    yield Progress("looking at every file", 0.2)
    faults: List[str] = [f"{name} is damaged" for name in damaged(found.folder)]
    tier = TIERS.get(found.ready.tier)
    shop = Workshop({}, stop)
    spared = {module for name, module in tier.optional if name not in found.ready.packages} if tier is not None else ()
    modules = [each for each in tier.modules if each not in spared] if tier is not None else []
    looking = probe(found.folder, modules, shop)
    probed = Probed()
    with contextlib.closing(looking):
        while True:
            try:
                event = next(looking)
            except StopIteration as end:
                probed = end.value
                break
            if not isinstance(event, Tick):
                yield event
    if not probed.stopped:
        yield Verdict((*faults, *probed.broken))


def repair(plan: Plan, stop: Stop) -> Iterator[Union[Progress, Line, Verdict, Environment]]:
    """Verify, and build anew beside the broken one where something is wrong."""
    from .installing import install

    verdict: Optional[Verdict] = None
    for said in verify(stop):
        if isinstance(said, Verdict):
            verdict = said
        yield said
    if verdict is not None and verdict.faults and not stop():
        yield Line("wrong: " + "; ".join(verdict.faults))
        yield from install(plan, stop, anew=True)


def roll_back() -> Environment:
    """Use again what was in use before; refused while somebody installs."""
    with claim.held():
        return store.roll_back()


def remove() -> int:
    """Delete every environment and all downloaded wheels; how many bytes came free. Nothing is used any more."""
    with claim.held():
        before = disk_use().total
        store.forget()
        kept = [each for each in _folders(store.place()) if not store.delete(each)]
        store.delete(store.wheels_place())
        _sweep_wheels()
        if kept:
            raise FileInUse(f"An environment in {store.place()}",
                            hint="Close the other QGIS windows and remove it again; it is not used any more.")
        return max(0, before - disk_use().total)


def _sweep_wheels() -> None:
    for grave in store.wheels_place().parent.glob(".old-*"):
        store.delete(grave)


def _folders(place: Path) -> Iterator[Path]:
    if place.is_dir():
        yield from (each for each in sorted(place.iterdir()) if each.is_dir())


def tidy(plan: Plan) -> None:
    """Keep the environment in use and the one before, and the wheels that a lock file names."""
    keep = store.names_in_use()
    for folder in _folders(store.place()):
        if folder.name not in keep:
            store.delete(folder)
    store.sweep()
    wanted = {part.wheel.name for part in plan.parts if part.wheel is not None}
    for path in (*(path for tier in TIERS.values() for path in tier.locks), PIP_LOCK):
        wanted |= {wheel.name for wheel in read_lock(path).wheels}
    for wheel in store.wheels_place().glob("*.whl"):
        if wheel.name not in wanted:
            with contextlib.suppress(OSError):  # it is tried again after the next installation
                wheel.unlink()
