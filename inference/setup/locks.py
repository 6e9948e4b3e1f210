"""Lock files, and beside each a table of its wheels: which files there are, how big they are, packed and installed.

A lock is a requirements file with hashes (pip installs from it to the letter). The table has one line per wheel:
file name, size of the file, size of its contents, SHA-256; a size nobody measured is 0. `python -m dev.lock` writes
both.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Iterator, List, Optional, Sequence, Tuple

from ..errors import SetupError
from .markers import holds
from .target import Target

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)\s*(?:;\s*(.*?))?\s*\\?$")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Wheel:
    """A file that can be installed."""

    name: str
    size: int
    installed: int
    sha256: str


@dataclass(frozen=True)
class Pin:
    """One package at one version, with the machines it counts on and the hashes of its files."""

    name: str
    version: str
    marker: str
    hashes: Tuple[str, ...]

    def line(self) -> str:
        """It as a line of a requirements file."""
        marker = f" ; {self.marker}" if self.marker else ""
        return " ".join([f"{self.name}=={self.version}{marker}", *(f"--hash=sha256:{each}" for each in self.hashes)])


@dataclass(frozen=True)
class Lock:
    """A lock file with its table."""

    path: Path
    pins: Tuple[Pin, ...]
    wheels: Tuple[Wheel, ...]

    def on(self, target: Target) -> Tuple[Pin, ...]:
        """The pins that count on a machine."""
        return tuple(pin for pin in self.pins if holds(pin.marker, target.markers()))

    def wheel(self, pin: Pin, target: Target) -> Optional[Wheel]:
        """The file of a pin that fits, None where there is none; its size is that of a similar one where unknown."""
        files = [each for each in self.wheels if each.sha256 in pin.hashes]
        fitting = [each for each in files if target.fits(each.name)]
        if not fitting:
            return None
        chosen = max(fitting, key=_preference)
        return chosen if chosen.size else _sized(chosen, files)


def _preference(wheel: Wheel) -> Tuple[bool, bool, str]:
    """What pip would take of several that fit: the one made for this Python, then for this platform."""
    return "-none-any" not in wheel.name, "abi3" not in wheel.name, wheel.name


def _sized(wheel: Wheel, files: Sequence[Wheel]) -> Wheel:
    """With the sizes of the most similar file whose size is known: same platform first, any other then."""
    platform = re.split(r"[-.]", wheel.name)[-2].split("_")
    known = [each for each in files if each.size]
    if not known:
        return wheel
    like = max(known, key=lambda each: (len(set(platform) & set(re.split(r"[-._]", each.name))), each.size))
    return Wheel(wheel.name, like.size, like.installed, wheel.sha256)


def read_lock(path: Path) -> Lock:
    """A lock file and its table (`NAME.wheels` beside `NAME.lock`; it may be missing)."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise SetupError(f"The lock file {path.name} is missing in this copy of Earthscribe.",
                         hint="Install the plugin again.", detail=str(error)) from error
    table = path.with_suffix(".wheels")
    return Lock(path, tuple(_pins(text)), tuple(_wheels(table)) if table.is_file() else ())


def _pins(text: str) -> Iterator[Pin]:
    entry: List[str] = []
    for line in [*text.splitlines(), "end"]:
        if line[:1].strip() and entry:
            found = _PIN.match(entry[0])
            if found is not None:
                hashes = tuple(digest for each in entry for digest in _HASH.findall(each))
                yield Pin(_normal(found.group(1)), found.group(2), found.group(3) or "", hashes)
            entry = []
        if line.strip() and not line.lstrip().startswith("#"):
            first, *rest = re.split(r"\s(?=--hash)", line, maxsplit=1)
            entry += [first.rstrip(), *rest]


def _wheels(table: Path) -> Iterator[Wheel]:
    for line in table.read_text(encoding="utf-8").splitlines():
        words = line.split()
        if len(words) == 4 and not line.startswith("#"):
            yield Wheel(words[0], int(words[1]), int(words[2]), words[3])


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def merged(locks: Sequence[Lock], target: Target) -> Tuple[Tuple[Pin, Optional[Wheel]], ...]:
    """The pins of several locks on a machine, each package once, with the wheel that fits."""
    found: Dict[str, Tuple[Pin, Optional[Wheel]]] = {}
    for lock in locks:
        for pin in lock.on(target):
            if pin.name not in found:
                found[pin.name] = (pin, lock.wheel(pin, target))
    return tuple(found.values())


def digest(locks: Sequence[Lock]) -> str:
    """One hash of the contents of several locks."""
    sum_ = hashlib.sha256()
    for lock in locks:
        sum_.update(lock.path.read_bytes().replace(b"\r\n", b"\n"))
    return sum_.hexdigest()
