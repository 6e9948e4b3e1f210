"""What an installation would bring: packages, sizes, where it goes, with which Python, and what stands in the way."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Dict, Mapping, Optional, Sequence, Tuple, Union

from ..errors import InputError
from ..home import home
from ..values import Stop, never
from ..worker.environment import Host, this_host
from . import store
from .locks import Pin, Wheel, digest, merged, read_lock
from .pythons import Judge, Python, ask, choose, needed_versions, of_this_machine, pythons
from .refusals import PythonMissing
from .target import Target
from .tiers import LIGHT, PIP_LOCK, TORCH, Tier, chosen_tier, has_graphics, tier_named

SPARE = 200_000_000
"""Bytes that stay free."""
COMPILED = 1.25
"""How much larger an environment is than the contents of its wheels, with what Python compiles."""
PIP_BYTES = 15_000_000


@dataclass(frozen=True)
class Wish:
    """What a user asks for."""

    tier: str = LIGHT
    python: str = ""
    """A path; "" looks for one."""
    wheels: Optional[Path] = None
    """A folder of wheels for machines without network."""
    network: Mapping[str, str] = field(default_factory=dict)
    """Variables for proxy and certificates, beside those of this process."""
    machine: Optional[Target] = None
    """The machine that a folder of wheels is filled for, None for this one."""


@dataclass(frozen=True)
class Part:
    """One package of a plan."""

    pin: Pin
    wheel: Optional[Wheel]
    """None: there is no file that fits."""
    there: bool
    """Whether its file is here already."""


@dataclass(frozen=True)
class Plan:
    """What would be done."""

    tier: Tier
    python: Python
    parts: Tuple[Part, ...]
    lock: str
    free: int
    wheels: Optional[Path] = None
    network: Tuple[Tuple[str, str], ...] = ()
    left_out: Tuple[str, ...] = ()
    """Packages that nobody makes for this machine and that can be done without."""
    machine: Optional[Target] = None
    """Another machine that it is for."""

    @property
    def target(self) -> Target:
        """The Python and machine that it is for."""
        return self.machine or self.python.target

    @property
    def modules(self) -> Tuple[str, ...]:
        """What must be importable afterwards."""
        spared = {module for name, module in self.tier.optional if name in self.left_out}
        return tuple(each for each in self.tier.modules if each not in spared)

    @property
    def name(self) -> str:
        """How the environment will be called."""
        target = self.target
        kind = f"{target.platform} {target.machine} {'.'.join(map(str, target.minor))}"
        return store.name_of(self.tier.name.split("-")[0], f"{self.tier.name} {self.lock}", kind)

    @property
    def folder(self) -> Path:
        """Where it will be."""
        return store.place() / self.name

    @property
    def download(self) -> int:
        """Bytes still to be fetched; nothing comes over the network from a wheels folder."""
        return 0 if self.wheels is not None else sum(each.wheel.size for each in self.parts
                                                     if each.wheel is not None and not each.there)

    @property
    def installed(self) -> int:
        """Bytes the environment will take."""
        return int(sum(each.wheel.installed for each in self.parts if each.wheel is not None) * COMPILED) + PIP_BYTES

    @property
    def space(self) -> int:
        """Bytes that must be free."""
        return self.download + self.installed + SPARE

    @property
    def missing(self) -> Tuple[str, ...]:
        """Packages without a file that fits, or that are not in the wheels folder."""
        return tuple(f"{each.pin.name} {each.pin.version}" for each in self.parts
                     if each.wheel is None or (self.wheels is not None and not each.there))


def plan(wish: Wish, host: Optional[Host] = None, stop: Stop = never, tier: Optional[Tier] = None) -> Plan:
    """What a wish would bring on this machine. Looks for a Python, which takes a moment; changes nothing."""
    host = host or this_host()
    like = of_this_machine(host)
    wanted = tier or (tier_named("torch-cuda") if wish.tier == TORCH else tier_named(wish.tier))
    folder = _folder(wish.wheels)
    python = _python(wish, wanted, _Where(host, like, folder), stop)
    if tier is None:
        wanted = chosen_tier(wish.tier, wish.machine or python.target, graphics=has_graphics())
    locks = wanted.read()
    place = folder if folder is not None else _files(store.wheels_place())
    spared = dict(wanted.optional)
    pairs = merged(locks, wish.machine or python.target)
    parts = tuple(Part(pin, wheel, wheel is not None and _is_there(wheel, place, stop)) for pin, wheel in pairs
                  if wheel is not None or pin.name not in spared)
    left_out = tuple(pin.name for pin, wheel in pairs if wheel is None and pin.name in spared)
    return Plan(wanted, python, parts, digest(locks), free_bytes(), wish.wheels, tuple(wish.network.items()), left_out,
                wish.machine)


Folder = Dict[str, Path]


def _folder(place: Optional[Path]) -> Optional[Folder]:
    if place is None:
        return None
    if not place.is_dir():
        raise InputError(f"There is no folder {place}.", hint="Give the folder that holds the wheels.")
    return _files(place)


def _files(place: Path) -> Folder:
    return {each.name: each for each in place.glob("*.whl")} if place.is_dir() else {}


def _is_there(wheel: Wheel, files: Folder, stop: Stop) -> bool:
    return wheel.name in files and is_whole(files[wheel.name], wheel, stop)


def is_whole(path: Path, wheel: Wheel, stop: Stop = never) -> bool:
    """Whether a file is the one of the table; those of another size are not read, nor to the end when stopped."""
    try:
        if path.stat().st_size != wheel.size and wheel.size and not _estimated(path, wheel):
            return False
        sum_ = hashlib.sha256()
        with path.open("rb") as file:
            for block in iter(lambda: b"" if stop() else file.read(1 << 20), b""):
                sum_.update(block)
    except OSError:
        return False
    return sum_.hexdigest() == wheel.sha256


def _estimated(path: Path, wheel: Wheel) -> bool:
    """Whether the size of a wheel may be that of a similar one; only its hash tells then."""
    return 0.3 < path.stat().st_size / wheel.size < 3


@dataclass(frozen=True)
class _Where:
    """The process that asks, its machine, and the folder of wheels if there is one."""

    host: Host
    like: Target
    folder: Optional[Folder]


def _python(wish: Wish, tier: Tier, where: _Where, stop: Stop) -> Python:
    judge = _judge(tier, None)
    needs = needed_versions(judge, where.like)
    if wish.python:
        return _named(wish.python, judge, needs, stop)
    found = tuple(pythons(where.host, stop=stop))
    if where.folder is not None:
        with contextlib.suppress(PythonMissing):  # the plan says which wheels the folder lacks
            return choose(found, _judge(tier, where.folder), needs)
    return choose(found, judge, needs)


def _named(name: str, judge: Judge, needs: str, stop: Stop) -> Python:
    """The Python the user named, if it can hold the environment."""
    found = ask(os.path.abspath(shutil.which(name) or name), stop)
    if found is None:
        raise InputError(f"{name} is not a Python that starts.", hint="Name the program itself, as python.exe.")
    wrong = found.unfit or judge(found.target)[0]
    if wrong:
        raise PythonMissing(needs, [f"{found.words()}: {wrong}"])
    return found


def _judge(tier: Tier, folder: Optional[Folder]) -> Judge:
    """Judges Pythons by the packages that have no file for them, or none in the folder of wheels."""
    locks, spared = tier.read(), dict(tier.optional)

    def judged(target: Target) -> Tuple[str, int]:
        pairs = merged(locks, target)
        without = [pin.name for pin, wheel in pairs if wheel is None and pin.name in spared]
        lacking = [pin.name for pin, wheel in pairs if pin.name not in without
                   and (wheel is None or (folder is not None and wheel.name not in folder))]
        return ", ".join(lacking), len(without)

    return judged


def free_bytes() -> int:
    """How much is free where environments go."""
    place = home()
    while not place.exists():
        place = place.parent
    return shutil.disk_usage(place).free


def pip_wheel(folders: Sequence[Path]) -> Optional[Path]:
    """The wheel of pip in one of the folders, if it is the one of the lock."""
    for wheel in read_lock(PIP_LOCK).wheels:
        for folder in folders:
            if is_whole(folder / wheel.name, wheel):
                return folder / wheel.name
    return None


def sizes(number: Union[int, float]) -> str:
    """Bytes in words."""
    if not number:
        return "0 MB"
    return f"{number / 1e9:.1f} GB" if number >= 1e9 else f"{max(1, round(number / 1e6))} MB"


def pip_parts() -> Tuple[Part, ...]:
    """The wheel of pip itself, for folders of wheels."""
    lock = read_lock(PIP_LOCK)
    return tuple(Part(pin, wheel, there=False) for pin in lock.pins for wheel in lock.wheels
                 if wheel.sha256 in pin.hashes)


def seen_in(part: Part, folder: Path) -> Part:
    """The part, as far as its file lies in a folder."""
    there = part.wheel is not None and is_whole(folder / part.wheel.name, part.wheel)
    return Part(part.pin, part.wheel, there)
