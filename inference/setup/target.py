"""Which wheels fit: a Python on a machine, as the tags in the name of a wheel speak of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Dict, Mapping, Tuple

from ..errors import BadOption

_MACHINES = {"amd64": "x86_64", "x64": "x86_64", "arm64": "aarch64", "i386": "x86", "i686": "x86"}
_MANYLINUX = {"manylinux1": (2, 5), "manylinux2010": (2, 12), "manylinux2014": (2, 17)}
_SYSTEMS = {"win32": "Windows", "darwin": "macOS", "linux": "Linux"}


@dataclass(frozen=True)
class Target:
    """A Python on a machine. Versions that are not known are empty and then count as new enough."""

    version: str
    """As 3.12.4."""
    platform: str
    """As sys.platform: linux, win32, darwin."""
    machine: str
    """x86_64, aarch64, x86, ..."""
    glibc: Tuple[int, ...] = ()
    musl: bool = False
    macos: Tuple[int, ...] = ()

    @property
    def minor(self) -> Tuple[int, int]:
        """As (3, 12)."""
        major, minor = self.version.split(".")[:2]
        return int(major), int(minor)

    def words(self) -> str:
        """What a person calls it."""
        system = _SYSTEMS.get(self.platform, self.platform)
        return f"Python {'.'.join(map(str, self.minor))} on {system} {self.machine}"

    def markers(self) -> Mapping[str, str]:
        """It in the words of markers."""
        return {
            "python_full_version": self.version, "python_version": ".".join(map(str, self.minor)),
            "sys_platform": self.platform, "platform_machine": self._machine_as_said(),
            "os_name": "nt" if self.platform == "win32" else "posix",
            "platform_system": {"win32": "Windows", "darwin": "Darwin"}.get(self.platform, "Linux"),
            "implementation_name": "cpython", "platform_python_implementation": "CPython",
        }

    def _machine_as_said(self) -> str:
        said: Dict[Tuple[str, str], str] = {("win32", "x86_64"): "AMD64", ("win32", "aarch64"): "ARM64",
                                            ("darwin", "aarch64"): "arm64"}
        return said.get((self.platform, self.machine), self.machine)

    def fits(self, wheel: str) -> bool:
        """Whether a wheel of this file name can be installed there."""
        parts = wheel[:-len(".whl")].split("-") if wheel.endswith(".whl") else []
        if len(parts) not in (5, 6):
            return False
        pythons, abis, platforms = (each.split(".") for each in parts[-3:])
        return any(self._python_fits(python, abi) for python in pythons for abi in abis) and any(
            self._platform_fits(platform) for platform in platforms)

    def _python_fits(self, python: str, abi: str) -> bool:
        found = re.fullmatch(r"(py|cp)3(\d*)", python)
        if found is None:
            return False
        minor = int(found.group(2) or 0)
        if found.group(1) == "py":
            return abi == "none" and minor <= self.minor[1]
        own = f"cp{self.minor[0]}{self.minor[1]}"
        return (abi == "abi3" and minor <= self.minor[1]) or (python == own and abi in (own, "none"))

    def _platform_fits(self, platform: str) -> bool:
        if platform == "any":
            return True
        if self.platform == "win32":
            return platform == {"x86_64": "win_amd64", "aarch64": "win_arm64", "x86": "win32"}.get(self.machine)
        if self.platform == "darwin":
            return self._macos_fits(platform)
        return self._linux_fits(platform)

    def _macos_fits(self, platform: str) -> bool:
        found = re.fullmatch(r"macosx_(\d+)_(\d+)_(\w+)", platform)
        arch = "arm64" if self.machine == "aarch64" else self.machine
        if found is None or found.group(3) not in (arch, "universal2"):
            return False
        return not self.macos or (int(found.group(1)), int(found.group(2))) <= (*self.macos, 99)[:2]

    def _linux_fits(self, platform: str) -> bool:
        if platform == f"linux_{self.machine}":
            return True
        modern = re.fullmatch(r"(many|musl)linux_(\d+)_(\d+)_(\w+)", platform)
        if modern is not None:
            kind, needed, machine = modern.group(1), (int(modern.group(2)), int(modern.group(3))), modern.group(4)
        else:
            old = re.fullmatch(r"(manylinux(?:1|2010|2014))_(\w+)", platform)
            if old is None:
                return False
            kind, needed, machine = "many", _MANYLINUX[old.group(1)], old.group(2)
        if machine != self.machine or (kind == "musl") != self.musl:
            return False
        return self.musl or not self.glibc or needed <= self.glibc


KINDS: Dict[str, Tuple[str, str]] = {
    "windows": ("win32", "x86_64"), "linux": ("linux", "x86_64"), "macos": ("darwin", "aarch64"),
    "windows-arm": ("win32", "aarch64"), "linux-arm": ("linux", "aarch64"), "macos-intel": ("darwin", "x86_64"),
}


def named_target(name: str) -> Target:
    """A machine that is not this one, by its kind and Python: windows-3.12."""
    kind, _, version = name.rpartition("-")
    if kind not in KINDS or not re.fullmatch(r"3\.\d{1,2}", version):
        raise BadOption("--for", name, f"a system and a Python, as windows-3.12; systems are {', '.join(KINDS)}")
    return Target(f"{version}.0", *KINDS[kind])


def machine(said: str) -> str:
    """One name for what systems call differently."""
    return _MACHINES.get(said.lower(), said.lower())
