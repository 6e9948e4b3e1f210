"""Which Python runs the model process, and in which environment: pure functions of a described host.

In this order: the checkout's own `.venv`; the environment that the set-up installed; the running interpreter, where
this is a command line and not QGIS; QGIS' own Python, found by search. `sys.executable` inside QGIS is the QGIS
program on Windows and macOS and starting it opens a second QGIS, so a path is only ever started when its name is that
of a Python.
"""

from __future__ import annotations

import functools
import importlib.util
import os
import re
import shutil
import subprocess  # nosec B404
import sys
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Callable, Dict, Iterator, List, Mapping, Optional, Tuple, Type

from ..errors import EnvironmentMissing
from ..privacy import silence

ROOT = Path(os.path.abspath(__file__)).parents[2]  # not resolved: a link to the checkout stays a link
NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""For Windows, where a console program started from a window opens another one."""

OWN, HOST = "own", "host"
"""Kinds of environment: one made for Earthscribe, or the Python that QGIS brings, which needs QGIS' own variables."""

_PYTHON = re.compile(r"python(3(\.\d+)?)?w?(\.exe)?", re.IGNORECASE)
_SCRUBBED = re.compile(r"PYTHON|PIP_|QGIS_|PROJ_|GDAL_(DATA|DRIVER_PATH|PYTHON|SKIP)|LD_LIBRARY_PATH|LD_PRELOAD|"
                       r"DYLD_|VIRTUAL_ENV|__PYVENV")
"""What says where a program finds its parts; how GDAL reaches files (GDAL_HTTP_*, CPL_*) is the user's to say."""
_OSGEO_NEEDS = re.compile(r"PROJ_|GDAL_|OGR_|CPL_|PYTHONHOME$")
_CERTIFICATES = ("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")


@dataclass(frozen=True)
class Host:
    """The process that asks for a worker, as far as it matters here."""

    platform: str
    executable: str
    prefix: str
    base_prefix: str
    version: Tuple[int, int]
    in_qgis: bool

    @property
    def paths(self) -> Type[PurePath]:
        """How paths are written there."""
        return PureWindowsPath if self.platform == "win32" else PurePosixPath


@dataclass(frozen=True)
class LaunchCommand:
    """How the model process is started."""

    argv: Tuple[str, ...]
    env: Mapping[str, str]
    kind: str = OWN
    cwd: Optional[str] = None
    """None: that of the parent, so that relative paths of rasters mean the same."""


def this_host() -> Host:
    """The running process."""
    return Host(sys.platform, sys.executable or "", sys.prefix, sys.base_prefix, sys.version_info[:2],
                "qgis" in sys.modules)


def is_python(path: str) -> bool:
    """Whether a program is a Python interpreter by its name; qgis-bin.exe, QGIS and python-qgis.bat are not."""
    return _PYTHON.fullmatch(re.split(r"[\\/]", path)[-1]) is not None


def own_python(root: str, host: Host) -> str:
    """Where the interpreter of a checkout's `.venv` stands."""
    scripts = ("Scripts", "python.exe") if host.platform == "win32" else ("bin", "python")
    return str(host.paths(root).joinpath(".venv", *scripts))


def host_pythons(host: Host) -> Tuple[str, ...]:
    """Where the Python of a host may stand, likeliest first; only names of Pythons, whether they exist or not."""
    found = list(_windows_pythons(host) if host.platform == "win32" else _unix_pythons(host))
    if is_python(host.executable):
        found.insert(0, host.executable)
    return tuple(dict.fromkeys(each for each in found if is_python(each)))


def _windows_pythons(host: Host) -> Iterator[str]:
    # OSGeo4W and the installers keep it as apps\Python312\python.exe beside bin\qgis-bin.exe; prefix is that folder.
    for prefix in (host.prefix, host.base_prefix):
        yield str(PureWindowsPath(prefix, "python.exe"))
    top = PureWindowsPath(host.executable).parent
    major, minor = host.version
    for folder in (top.parent, top):
        yield str(folder / "apps" / f"Python{major}{minor}" / "python.exe")
    yield str(top / "python3.exe")
    yield str(top / "python.exe")


def _unix_pythons(host: Host) -> Iterator[str]:
    names = (f"python{host.version[0]}.{host.version[1]}", "python3", "python")
    folders: List[PurePosixPath] = [PurePosixPath(prefix, "bin") for prefix in (host.prefix, host.base_prefix)]
    if host.platform == "darwin":
        # QGIS.app/Contents/MacOS/QGIS with MacOS/bin/python3 (3.x), MacOS/python3.12 (4.x) or a framework beside it
        programs = PurePosixPath(host.executable).parent
        frameworks = programs.parent / "Frameworks"
        folders += [programs / "bin", programs, frameworks / "bin",
                    frameworks / "Python.framework" / "Versions" / "Current" / "bin"]
    for folder in (*folders, PurePosixPath("/usr/bin")):
        for name in names:
            yield str(folder / name)


def child_environment(environ: Mapping[str, str], kind: str, exists: Callable[[str], bool]) -> Dict[str, str]:
    """The parent's environment without what would bend the child's Python, libraries or coordinate databases.

    QGIS' own Python (kind "host") keeps what its osgeo needs. Certificate settings go only where they point to nothing.
    """
    kept = {}
    for name, value in environ.items():
        scrubbed = _SCRUBBED.match(name.upper()) and not (kind == HOST and _OSGEO_NEEDS.match(name.upper()))
        dangling = name.upper() in _CERTIFICATES and not exists(value)
        if not scrubbed and not dangling:
            kept[name] = value
    silence(kept)
    return kept


def interpreter(root: str, host: Host, works: Callable[[str, str], bool], installed: str = "") -> Tuple[str, str]:
    """The Python to start and its kind; `works(path, package)` says whether it is there and can import a package.

    `installed` is the Python of the environment that the set-up made, "" where there is none that fits this version.
    QGIS' own Python is the one that has osgeo: the first `python3` of a path may be another one.
    """
    own = own_python(root, host)
    if works(own, "numpy"):
        return own, OWN
    if installed and works(installed, "numpy"):
        return installed, OWN
    if not host.in_qgis and is_python(host.executable):
        return host.executable, OWN if works(host.executable, "rasterio") else HOST
    candidates = host_pythons(host)
    for each in candidates:
        if works(each, "numpy") and works(each, "osgeo"):
            return each, HOST
    raise EnvironmentMissing((own, *candidates))


def launch_command(root: Path = ROOT, environ: Mapping[str, str] = os.environ,
                   host: Optional[Host] = None) -> LaunchCommand:
    """How to start the model process of a checkout (or an installed package) from this process."""
    host = host or this_host()
    works = functools.lru_cache(maxsize=None)(_works)
    own = works(own_python(str(root), host), "numpy")
    python, kind = interpreter(str(root), host, works, "" if own else installed_python())
    env = child_environment(environ, kind, os.path.exists)
    # Isolated, but for bundles whose Python finds its library by PYTHONHOME only.
    isolation = "-s" if "PYTHONHOME" in env else "-I"
    script = root / "inference" / "worker" / "__main__.py"
    return LaunchCommand((python, isolation, "-X", "utf8", str(script)), env, kind)


def installed_python() -> str:
    """The Python of the environment in use, "" where none fits; one of a newer Earthscribe is refused in words."""
    from ..setup.standing import standing  # it needs this module itself

    found = standing()
    return str(found.environment.python) if found.good and found.environment is not None else ""


def _works(python: str, package: str) -> bool:
    """Whether an interpreter exists and can import a package. The running one is looked at, a foreign one is asked.

    Within QGIS, `sys.executable` is a guess by the PATH and may be another Python than the one that runs: it is asked.
    """
    if not Path(python).is_file() and shutil.which(python) is None:
        return False
    if python == sys.executable and not this_host().in_qgis:
        return importlib.util.find_spec(package) is not None
    if (Path(python).parent.parent / "pyvenv.cfg").is_file():
        return True  # a venv somebody made for this purpose: what it lacks is reported by name
    env = child_environment(os.environ, HOST, os.path.exists)
    try:  # a path found above and the name of a package, no shell
        asked = subprocess.run((python, "-s", "-c", f"import {package}"),  # nosec B603
                               env=env, stdin=subprocess.DEVNULL, capture_output=True, timeout=60, check=False,
                               creationflags=NO_WINDOW)
    except (OSError, subprocess.SubprocessError):
        return False
    return asked.returncode == 0
