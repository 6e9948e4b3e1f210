"""Environments on disk, below the folder of own data; each is built once and never changed.

    envs/light-3f9a0c21d7be/   its name holds the hash of what is in it; `.incomplete` lies in it until it works
        READY.json             what it is: {"schema": 1, "tier": ..., "lock": ..., "packages": {...}, ...}
    envs/current.json          which one is used, and which one was before; replaced in one step
    wheels/                    what was downloaded
    logs/setup.log             what was done

A newer schema is refused in words. What cannot be deleted because it is in use is renamed, and deleted another time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import sys
import time
import uuid
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Dict, Iterator, List, Mapping, Optional, Set

from ..home import home
from ..values import Stop, never
from ..whole_file import write_whole
from .refusals import EnvironmentTooNew, NothingThere
from .trouble import understood

SCHEMA = 1
READY, INCOMPLETE, CURRENT = "READY.json", ".incomplete", "current.json"
_OLD = ".old-"


@dataclass(frozen=True)
class Ready:
    """What an environment says of itself."""

    tier: str
    lock: str
    python: str
    made: str
    """When, in UTC."""
    version: str
    """Of the Earthscribe that made it."""
    packages: Mapping[str, str] = field(default_factory=dict)
    size: int = 0
    schema: int = SCHEMA


@dataclass(frozen=True)
class Environment:
    """One environment."""

    folder: Path
    ready: Optional[Ready]
    """None: not finished, or not readable."""

    @property
    def name(self) -> str:
        """Its name."""
        return self.folder.name

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return python_in(self.folder)

    @property
    def alive(self) -> bool:
        """Whether its interpreter and the Python it was made from are still there; nothing is started."""
        return self.python.is_file() and _base_stands(self.folder / "pyvenv.cfg")


def python_in(folder: Path, platform: str = sys.platform) -> Path:
    """Where the interpreter of an environment stands."""
    return folder.joinpath("Scripts", "python.exe") if platform == "win32" else folder / "bin" / "python"


def site_packages(folder: Path, platform: str = sys.platform) -> Path:
    """Where its packages are; the folder may not be there yet."""
    if platform == "win32":
        return folder / "Lib" / "site-packages"
    return next(iter(sorted((folder / "lib").glob("python3*/site-packages"))), folder / "lib" / "site-packages")


def _base_stands(settings: Path) -> bool:
    try:
        lines = settings.read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    named = [line.partition("=")[2].strip() for line in lines if line.partition("=")[0].strip() == "home"]
    return bool(named) and Path(named[0]).is_dir()


def place() -> Path:
    """The folder of all environments."""
    return home() / "envs"


def wheels_place() -> Path:
    """Where downloaded wheels are kept."""
    return home() / "wheels"


def name_of(tier: str, lock: str, machine: str) -> str:
    """The name of the environment with these contents on this kind of machine."""
    return f"{tier}-{hashlib.sha256(f'{tier} {lock} {machine}'.encode()).hexdigest()[:12]}"


def read(folder: Path) -> Environment:
    """An environment as it lies there; EnvironmentTooNew where a newer program made it."""
    if (folder / INCOMPLETE).exists():
        return Environment(folder, None)
    said = _json(folder / READY)
    schema = said.get("schema")
    if isinstance(schema, int) and schema > SCHEMA:
        raise EnvironmentTooNew(folder.name)
    if schema != SCHEMA:
        return Environment(folder, None)
    packages = said.get("packages")
    size = said.get("size")
    names = {str(name): str(each) for name, each in packages.items()} if isinstance(packages, dict) else {}
    return Environment(folder, Ready(
        _text(said, "tier"), _text(said, "lock"), _text(said, "python"), _text(said, "made"), _text(said, "version"),
        names, size if isinstance(size, int) else 0))


def found(folder: Path) -> Environment:
    """An environment as it lies there; one of a newer program counts as not readable."""
    try:
        return read(folder)
    except EnvironmentTooNew:
        return Environment(folder, None)


def _text(said: Mapping[str, Any], name: str) -> str:
    return str(said.get(name, ""))


def _json(path: Path) -> Dict[str, Any]:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def environments() -> List[Environment]:
    """All of them, newest first, the unfinished too; of a newer program's only that they are there."""
    folders = sorted(place().glob("*-*")) if place().is_dir() else []
    here = [found(folder) for folder in folders if folder.is_dir() and not folder.name.startswith(".")]
    return sorted(here, key=lambda each: each.ready.made if each.ready else "", reverse=True)


def current() -> Optional[Environment]:
    """The one in use, None where there is none; EnvironmentTooNew where a newer program chose it."""
    return _pointed("current")


def previous() -> Optional[Environment]:
    """The one that was in use before and is still there."""
    return _pointed("previous")


def _pointed(which: str) -> Optional[Environment]:
    said = _json(place() / CURRENT)
    schema, name = said.get("schema"), said.get(which)
    if isinstance(schema, int) and schema > SCHEMA:
        raise EnvironmentTooNew(str(name))
    if not isinstance(name, str) or not name or Path(name).name != name:
        return None
    there = read(place() / name) if (place() / name).is_dir() else None
    return there if there is not None and there.ready is not None else None


def names_in_use() -> Set[str]:
    """The names of the one in use and the one before."""
    said = _json(place() / CURRENT)
    return {str(said[which]) for which in ("current", "previous") if said.get(which)}


def finish(folder: Path, ready: Ready) -> Environment:
    """Say that an environment works."""
    write_whole(folder / READY, json.dumps(asdict(ready), indent=1, sort_keys=True).encode("utf-8"))
    (folder / INCOMPLETE).unlink()
    return Environment(folder, ready)


def switch(to: str) -> None:
    """Use another environment from now on, in one step; the one in use becomes the one before."""
    said = _json(place() / CURRENT)
    schema = said.get("schema")
    before = said.get("current", "") if schema == SCHEMA else ""
    if before == to:
        before = said.get("previous", "")
    pointer = json.dumps({"schema": SCHEMA, "current": to, "previous": before})
    try:
        write_whole(place() / CURRENT, pointer.encode("utf-8"))
    except OSError as error:
        raise understood([f"{type(error).__name__}: {error}"], place()) from error


def roll_back() -> Environment:
    """Use the environment again that was in use before."""
    with contextlib.suppress(EnvironmentTooNew):  # away from what only a newer program can use
        if current() is None and previous() is None:
            raise NothingThere("There is no environment")
    before = _before()
    if before is None:
        raise NothingThere("There is no earlier environment to go back to")
    switch(before.name)
    return before


def _before() -> Optional[Environment]:
    """The one before; where a newer program moved the pointer, the newest of ours."""
    try:
        return previous()
    except EnvironmentTooNew:
        return next((each for each in environments() if each.ready is not None), None)


def forget() -> None:
    """Use none any more."""
    (place() / CURRENT).unlink(missing_ok=True)


def delete(folder: Path) -> bool:
    """Delete a folder: renamed first, so that one in use stays whole; whether it is gone for everybody."""
    grave = folder.with_name(f"{_OLD}{uuid.uuid4().hex[:8]}")
    try:
        folder.rename(grave)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    shutil.rmtree(grave, ignore_errors=True)
    return True


def sweep() -> None:
    """Delete what could not be deleted when its time had come."""
    for grave in place().glob(f"{_OLD}*") if place().is_dir() else ():
        shutil.rmtree(grave, ignore_errors=True)


def size_of(folder: Path, stop: Stop = never) -> int:
    """Bytes below a folder, as far as it came when stopped."""
    total = 0
    for path in _files(folder):
        if stop():
            break
        with contextlib.suppress(OSError):  # deleted meanwhile
            total += path.lstat().st_size
    return total


def _files(folder: Path) -> Iterator[Path]:
    for base, _, names in os.walk(folder):
        yield from (Path(base, name) for name in names)


def make(folder: Path) -> None:
    """Begin an environment: the folder with its mark."""
    folder.mkdir(parents=True)
    (folder / INCOMPLETE).write_text(f"{os.getpid()} {time.time():.0f}\n", encoding="utf-8")


def now() -> str:
    """The time in UTC as READY.json writes it."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


def usable(environment: Environment) -> bool:
    """Whether an environment can be started."""
    return environment.ready is not None and environment.alive
