"""An installation from beginning to end: make, fetch, install, try, and only then switch to it.

Everything is yielded as it happens (Progress, Line); the last item is the Environment, and there is none where the user
stopped it. What was in use before is untouched until the switch, and stays there to go back to.
"""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path
from typing import Generator, Iterator, List, Optional, Union

from ..errors import InputError
from ..home import home
from ..values import Progress, Stop
from ..worker.greeting import program_version
from . import claim, downloading, pip, planning, store, upkeep
from .making import Workshop, make
from .pip import Outcome
from .planning import Plan
from .probe import Probed, damaged, probe
from .process import Line, Tick
from .refusals import EnvironmentBroken, FolderUnwritable, PathTooLong, WheelMissing
from .store import Environment, Ready
from .trouble import understood

Said = Union[Progress, Line, Environment]
Step = Generator[Union[Line, Tick, Progress], None, bool]
LONGEST_WINDOWS_ROOT = 90
"""Characters of an environment's folder; the longest path below it has 160 more, and Windows takes 260."""
BEGIN, END = downloading.END, 0.96


def install(plan: Plan, stop: Stop, *, anew: bool = False) -> Iterator[Said]:
    """Install what a plan says and switch to it; `anew` even where that environment is there already."""
    shop = Workshop(dict(plan.network), stop)
    check(plan)
    yield Progress("beginning", 0.0)
    with claim.Claim() as mine:
        while not mine.take():
            if stop():
                return
            yield Progress(f"waiting for another set-up: {mine.holder}")
            time.sleep(claim.PAUSE)
        there = None if anew else _made_before(plan)
        if there is not None:
            shop.record.write(f"{there.name} is there already")
            yield from _use(plan, there)
            return
        folder = _room(plan)
        try:
            for event in _steps(plan, folder, shop):
                if not isinstance(event, Tick):
                    yield event
        except OSError as error:
            raise understood([f"{type(error).__name__}: {error}"], folder) from error
        if not (folder / store.INCOMPLETE).exists():
            yield from _use(plan, store.read(folder))


def check(plan: Plan) -> None:
    """Refuse what cannot succeed before anything is done."""
    if plan.missing:
        where = f"in {plan.wheels}" if plan.wheels is not None else f"for {plan.python.target.words()}"
        raise WheelMissing(f"{', '.join(plan.missing)} {where}")
    if plan.python.target.platform == "win32" and len(str(plan.folder)) > LONGEST_WINDOWS_ROOT:
        raise PathTooLong(str(plan.folder))
    try:
        for folder in (store.place(), store.wheels_place()):
            folder.mkdir(parents=True, exist_ok=True)
            if not os.access(folder, os.W_OK):
                raise FolderUnwritable(str(folder))
    except OSError as error:
        raise FolderUnwritable(str(home()), detail=str(error)) from error
    downloading.least(plan.space, home())


def _made_before(plan: Plan) -> Optional[Environment]:
    """What holds the very same already; the newest, where one was built anew."""
    return next((each for each in store.environments() if each.name.startswith(plan.name) and store.usable(each)), None)


def _room(plan: Plan) -> Path:
    """The folder to build in: by its name, or with a number where that one is there and must not be touched."""
    store.sweep()
    for number in range(1, 100):
        folder = plan.folder if number == 1 else plan.folder.with_name(f"{plan.name}-{number}")
        if (folder / store.INCOMPLETE).exists():
            store.delete(folder)
        if not folder.exists():
            try:
                store.make(folder)
            except OSError as error:
                raise FolderUnwritable(str(folder.parent), detail=str(error)) from error
            return folder
    raise FolderUnwritable(str(plan.folder.parent), hint="Remove the environments that are there, then try again.")


def _steps(plan: Plan, folder: Path, shop: Workshop) -> Step:
    own = [plan.wheels] if plan.wheels is not None else []
    if not (yield from make(plan.python, folder, own, shop)):
        return False
    python = str(store.python_in(folder))
    if plan.wheels is None and not (yield from downloading.fetch(python, plan.parts, shop.wheels, shop)):
        return False
    if not (yield from _install(plan, folder, shop)):
        return False
    probed: Probed = yield from probe(folder, plan.modules, shop)
    if probed.stopped:
        return False
    faults = [*probed.broken, *(f"{name} is damaged" for name in damaged(folder))]
    if faults:
        shop.record.write("; ".join(faults))
        raise EnvironmentBroken("; ".join(faults)[:400], detail="\n".join(faults))
    store.finish(folder, Ready(plan.tier.name, plan.lock, probed.python, store.now(), program_version(),
                               dict(probed.packages), store.size_of(folder)))
    shop.record.write(f"{folder.name} works")
    return True


def _install(plan: Plan, folder: Path, shop: Workshop) -> Step:
    lines = "".join(f"{each.pin.line()}\n" for each in plan.parts)
    (folder / "packages.txt").write_text(lines, encoding="utf-8")
    wheels = plan.wheels.absolute() if plan.wheels is not None else Path(os.pardir, os.pardir, "wheels")
    words = pip.install("packages.txt", str(wheels))
    job = pip.job(str(store.python_in(folder)), folder, pip.offline(shop.env()), words)
    packages, total = store.site_packages(folder), len(plan.parts)
    run = pip.told(job, shop.record, shop.stop)
    outcome: Outcome
    before = _installed(packages)
    with contextlib.closing(run):
        while True:
            try:
                event = next(run)
            except StopIteration as end:
                outcome = end.value
                break
            yield event
            done = min(total, _installed(packages) - before)
            yield Progress(f"installing packages: {done} / {total}", BEGIN + (END - BEGIN) * done / max(1, total))
    if outcome.stopped:
        return False
    if outcome.status:
        raise understood(outcome.lines, folder)
    return True


def _installed(packages: Path) -> int:
    return sum(1 for _ in packages.glob("*.dist-info"))


def _use(plan: Plan, environment: Environment) -> Iterator[Said]:
    store.switch(environment.name)
    upkeep.tidy(plan)
    yield Progress("ready", 1.0)
    yield environment


def download(plan: Plan, folder: Path, stop: Stop) -> Iterator[Union[Progress, Line, Path]]:
    """Fill a folder with all that a machine of this kind needs without network, pip too; ends with the folder."""
    if plan.missing:
        raise WheelMissing(f"{', '.join(plan.missing)} for {plan.target.words()}")
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is not a folder.", hint="Name a folder; it is made where it is not there.")
    shop = Workshop(dict(plan.network), stop)
    shop.temporary, shop.machine = folder / ".partial", plan.machine
    parts: List[planning.Part] = [*plan.parts, *planning.pip_parts()]
    parts = [planning.seen_in(each, folder) for each in parts]
    for event in _fetched(plan, parts, folder, shop):
        if not isinstance(event, Tick):
            yield event
    if all(planning.seen_in(each, folder).there for each in parts):
        yield Progress("complete", 1.0)
        yield folder


def _fetched(plan: Plan, parts: List[planning.Part], folder: Path, shop: Workshop) -> Step:
    """With the Python's own pip, else with that of an environment made for it and thrown away."""
    if "pip" in plan.python.has:
        return (yield from downloading.fetch(plan.python.path, parts, folder, shop))
    with claim.held():
        made = store.place() / f"fetch-{os.getpid()}"
        store.delete(made)  # of one that was killed
        store.make(made)
        try:
            if not (yield from make(plan.python, made, [folder], shop)):
                return False
            return (yield from downloading.fetch(str(store.python_in(made)), parts, folder, shop))
        finally:
            store.delete(made)
