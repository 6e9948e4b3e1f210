"""An empty environment with pip in it, also by Pythons that lack the parts for it."""

from __future__ import annotations

from pathlib import Path
from typing import Generator, Mapping, Optional, Sequence, Tuple, Union

from ..values import Progress, Stop
from . import pip, planning, store
from .locks import read_lock
from .pip import Outcome
from .process import Job, Line, Tick, module_job
from .pythons import Python
from .record import Record
from .refusals import VenvMissing
from .target import Target
from .tiers import PIP_LOCK
from .trouble import understood

Making = Generator[Union[Line, Tick, Progress], None, bool]
"""Yields what is told; returns False where it was stopped."""


class Workshop:
    """What all steps of one installation share."""

    def __init__(self, network: Mapping[str, str], stop: Stop) -> None:
        self.stop = stop
        self.record = Record()
        self.wheels = store.wheels_place()
        self.temporary = self.wheels / ".partial"
        self.machine: Optional[Target] = None
        """The other machine that wheels are fetched for."""
        self._network = dict(network)

    def env(self) -> Mapping[str, str]:
        """What its children see."""
        self.temporary.mkdir(parents=True, exist_ok=True)
        return pip.surroundings(self.temporary, self._network)


def make(python: Python, folder: Path, wheels: Sequence[Path], shop: Workshop) -> Making:
    """Make the environment; its folder is there and marked as unfinished."""
    cwd, name = folder.parent, folder.name
    yield Progress("making the environment", 0.01)
    shop.record.write(f"making {name} with {python.words()}")
    if python.handy:
        return (yield from _done(module_job(python.path, ("venv", name), cwd, shop.env()), folder, shop))
    if "venv" in python.has and (yield from _pip_there(python, wheels, shop)):
        bare = module_job(python.path, ("venv", "--without-pip", name), cwd, shop.env())
        if not (yield from _done(bare, folder, shop)):
            return False
        return (yield from _pip_from_wheel(folder, (*wheels, shop.wheels), shop))
    if "virtualenv" in python.has:
        return (yield from _done(module_job(python.path, ("virtualenv", name), cwd, shop.env()), folder, shop))
    if shop.stop():
        return False
    raise VenvMissing(python.path)


def _done(job: Job, folder: Path, shop: Workshop) -> Making:
    outcome: Outcome = yield from pip.told(job, shop.record, shop.stop)
    if outcome.stopped:
        return False
    if outcome.status or not store.python_in(folder).exists():
        raise understood(outcome.lines, folder)
    return True


def _pip_there(python: Python, wheels: Sequence[Path], shop: Workshop) -> Making:
    """Whether the wheel of pip is at hand, or could be fetched by the pip of the Python itself."""
    if planning.pip_wheel((*wheels, shop.wheels)) is not None:
        return True
    if "pip" not in python.has or wheels:
        return False
    wanted = shop.temporary / "pip.txt"
    env = shop.env()
    wanted.write_text("".join(f"{pin.line()}\n" for pin in read_lock(PIP_LOCK).pins), encoding="utf-8")
    job = pip.job(python.path, shop.wheels, env, pip.download(".partial/pip.txt"))
    outcome: Outcome = yield from pip.told(job, shop.record, shop.stop)
    if outcome.status:
        raise understood(outcome.lines, shop.wheels)
    return not outcome.stopped


def _pip_from_wheel(folder: Path, wheels: Tuple[Path, ...], shop: Workshop) -> Making:
    """Run pip from within its own wheel, so that it installs itself."""
    wheel = planning.pip_wheel(wheels)
    if wheel is None:
        raise VenvMissing(str(folder))
    words = ("-I", "-X", "utf8", f"{wheel}/pip", "install", "--no-index", "--no-deps", "--no-input",
             "--disable-pip-version-check", str(wheel))
    return (yield from _done(Job(str(store.python_in(folder)), words, folder, pip.offline(shop.env())), folder, shop))
