"""Which Pythons a machine has and which of them can hold the environment: candidates by place, facts by asking each.

In this order: the one the user named; those of python.org and of package managers, newest first; what the PATH names;
the one QGIS brings. The program that runs this (QGIS) is never started, only programs with the name of a Python.
"""

from __future__ import annotations

import json
import os
import re
import time
from dataclasses import dataclass, field
from pathlib import Path, PureWindowsPath
from typing import Any, Callable, Dict, Iterable, Iterator, List, Mapping, Optional, Sequence, Tuple

from ..values import Stop, never
from ..worker.environment import OWN, Host, child_environment, host_pythons, is_python
from .process import Job, Line, run
from .refusals import PythonMissing, SetupRefused
from .target import Target, machine

NEWEST, OLDEST = 15, 9
PATIENCE = 30.0
_STORE = re.compile(r"[\\/]WindowsApps[\\/]", re.IGNORECASE)
"""Microsoft's store puts programs there that open the store, and Pythons whose data folder is not where they think."""
_LISTED = re.compile(r"^\s*-\S+\s+(?:\*\s+)?([A-Za-z]:\\.*?python\w*\.exe)\s*\*?\s*$", re.IGNORECASE | re.MULTILINE)

_ASK = """
import importlib.util as u, json, os, platform, sys, sysconfig
there = lambda name: u.find_spec(name) is not None
try:
    glibc = os.confstr("CS_GNU_LIBC_VERSION") or ""
except (AttributeError, ValueError, OSError):
    glibc = ""
print(json.dumps({
    "version": "%d.%d.%d" % sys.version_info[:3], "name": sys.implementation.name, "platform": sys.platform,
    "tag": sysconfig.get_platform(), "machine": platform.machine(), "glibc": glibc,
    "macos": platform.mac_ver()[0], "threaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
    "has": [name for name in ("venv", "ensurepip", "pip", "virtualenv") if there(name)]}))
"""


@dataclass(frozen=True)
class Python:
    """A Python that answered."""

    path: str
    target: Target
    has: Tuple[str, ...] = field(default=())
    """Which of venv, ensurepip, pip and virtualenv it can import."""
    unfit: str = ""
    """Why it cannot be used at all."""

    @property
    def handy(self) -> bool:
        """Whether it makes environments without help."""
        return {"venv", "ensurepip"} <= set(self.has)

    def words(self) -> str:
        """What a list shows."""
        return f"{self.target.words()}: {self.path}"


def candidates(host: Host, environ: Mapping[str, str], listed: Sequence[str] = ()) -> Tuple[str, ...]:
    """Where Pythons may stand, likeliest first, whether they exist or not; `listed` is what Windows' launcher names."""
    named = {"win32": _windows, "darwin": _macos}.get(host.platform, _linux)
    found = [*listed, *named(environ), *_in_path(host, environ)]
    if not host.in_qgis and is_python(host.executable):
        found.insert(0, host.executable)
    found += host_pythons(host)
    return tuple(dict.fromkeys(each for each in found if is_python(each) and not _STORE.search(each)))


def _versions() -> Iterator[int]:
    return iter(range(NEWEST, OLDEST - 1, -1))


def _windows(environ: Mapping[str, str]) -> Iterator[str]:
    roots = [(environ.get("LOCALAPPDATA", ""), r"Programs\Python"), (environ.get("PROGRAMFILES", ""), "")]
    for minor in _versions():
        for root, below in roots:
            if root:
                yield str(PureWindowsPath(root, below, f"Python3{minor}", "python.exe"))
        yield str(PureWindowsPath(environ.get("SYSTEMDRIVE", "C:") + "\\", f"Python3{minor}", "python.exe"))


def _macos(environ: Mapping[str, str]) -> Iterator[str]:
    del environ
    for minor in _versions():
        yield f"/Library/Frameworks/Python.framework/Versions/3.{minor}/bin/python3.{minor}"
        for root in ("/opt/homebrew", "/usr/local"):
            yield f"{root}/bin/python3.{minor}"
        yield f"/opt/local/bin/python3.{minor}"


def _linux(environ: Mapping[str, str]) -> Iterator[str]:
    del environ
    for minor in _versions():
        for root in ("/usr/local", "/usr", "/app"):
            yield f"{root}/bin/python3.{minor}"


def _in_path(host: Host, environ: Mapping[str, str]) -> Iterator[str]:
    names = [f"python3.{minor}" for minor in _versions()] + ["python3", "python"]
    separator, suffix = (";", ".exe") if host.platform == "win32" else (":", "")
    folders = [each.strip('"') for each in environ.get("PATH", environ.get("Path", "")).split(separator) if each]
    for name in names:
        for folder in folders:
            if host.paths(folder).is_absolute():
                yield str(host.paths(folder, name + suffix))


def launcher_list(said: str) -> Tuple[str, ...]:
    r"""The Pythons in what `py -0p` prints (` -V:3.12 *  C:\...\python.exe`), newest first as it lists them."""
    return tuple(_LISTED.findall(said))


def _launcher(host: Host, environ: Mapping[str, str], stop: Stop) -> Tuple[str, ...]:
    """What Windows' launcher lists."""
    root = environ.get("SYSTEMROOT", "")
    program = PureWindowsPath(root, "py.exe")
    if host.platform != "win32" or not root or not Path(program).is_file():
        return ()
    return launcher_list(_said(str(program), ("-0p",), stop))


def _said(program: str, words: Tuple[str, ...], stop: Stop) -> str:
    """What a short program prints, nothing where it does not run or takes too long."""
    env = child_environment(os.environ, OWN, os.path.exists)
    lines: List[str] = []
    end = time.monotonic() + PATIENCE
    try:
        for event in run(Job(program, words, Path(program).parent, env), lambda: stop() or time.monotonic() > end):
            lines += [event.text] if isinstance(event, Line) else []
    except SetupRefused:
        return ""
    return "\n".join(lines)


def ask(path: str, stop: Stop = never) -> Optional[Python]:
    """What a Python says of itself, None where it is none or does not start."""
    if not is_python(path) or not Path(path).is_file():
        return None
    said = _said(path, ("-I", "-X", "utf8", "-c", _ASK), stop)
    try:
        return python_of(path, json.loads(said.rpartition("\n")[2]))
    except (ValueError, KeyError, TypeError):
        return None


def python_of(path: str, said: Mapping[str, Any]) -> Python:
    """A Python by its own words."""
    tag, platform = str(said["tag"]), str(said["platform"])
    arch = str(said["machine"])
    if platform == "win32":
        arch = {"win32": "x86", "win-amd64": "x86_64", "win-arm64": "aarch64"}.get(tag, arch)
    glibc = _pair(str(said["glibc"])) if "glibc" in str(said["glibc"]) else ()
    target = Target(str(said["version"]), "linux" if platform.startswith("linux") else platform, machine(arch), glibc,
                    musl=platform.startswith("linux") and not glibc, macos=_pair(str(said["macos"])))
    unfit = ""
    if said["name"] != "cpython":
        unfit = f"it is {said['name']}"
    elif said["threaded"]:
        unfit = "it is the free-threaded build"
    return Python(path, target, tuple(map(str, said["has"])), unfit)


def _pair(text: str) -> Tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", text)[:2]))


def pythons(host: Host, environ: Mapping[str, str] = os.environ, stop: Stop = never) -> Iterator[Python]:
    """Every Python of this machine that answers, each once, likeliest first."""
    seen: Dict[str, bool] = {}
    for path in candidates(host, environ, _launcher(host, environ, stop)):
        if stop():
            return
        real = os.path.realpath(path)
        if real not in seen and Path(path).is_file():
            seen[real] = True
            found = ask(path, stop)
            if found is not None:
                yield found


Judge = Callable[[Target], Tuple[str, int]]
"""Why a Python cannot be taken ("" where it can), and of how many packages it must do without."""


def needed_versions(judge: Judge, like: Target) -> str:
    """Which Pythons would do on a machine, in words: "Python 3.11 to 3.14"."""
    fitting = [minor for minor in range(OLDEST, NEWEST + 1) if not judge(_with_minor(like, minor))[0]]
    if not fitting:
        return f"packages that nobody makes for {like.words().partition(' on ')[2]}"
    first, last = fitting[0], fitting[-1]
    return f"Python 3.{first}" if first == last else f"Python 3.{first} to 3.{last}"


def _with_minor(target: Target, minor: int) -> Target:
    return Target(f"3.{minor}.99", target.platform, target.machine, target.glibc, musl=target.musl, macos=target.macos)


def choose(found: Iterable[Python], judge: Judge, needs: str) -> Python:
    """The first Python with every package that makes environments by itself, else the one that comes nearest."""
    best: Optional[Tuple[Tuple[int, bool], Python]] = None
    told: List[str] = []
    for each in found:
        why, without = judge(each.target)
        if each.unfit or why:
            told.append(f"{each.words()}: {each.unfit or 'no wheel of ' + why}")
            continue
        rank = (without, not each.handy)
        if rank == (0, False):
            return each
        if best is None or rank < best[0]:
            best = rank, each
    if best is None:
        raise PythonMissing(needs, told)
    return best[1]


def of_this_machine(host: Host) -> Target:
    """The machine with the running Python, for words about what it would need."""
    import platform

    major, minor = host.version
    return Target(f"{major}.{minor}.0", host.platform, machine(platform.machine()))
