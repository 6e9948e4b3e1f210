"""What every test shares: the checkout as package `earthscribe`, a data folder of its own, no way off this machine.

The checkout may be called anything and need not be installed: it is registered as `earthscribe` unless an installed
`earthscribe` already is this very folder. Folders `.venv` (worker) and `.venv-qgis` (QGIS) run the same tests file.
"""

from __future__ import annotations

import importlib.util
import ipaddress
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRATCH = tempfile.mkdtemp(prefix="earthscribe-tests-")
os.environ["EARTHSCRIBE_HOME"] = str(Path(SCRATCH, "home"))


def register_checkout() -> None:
    """Make `import earthscribe` mean this checkout, not another one that may be installed."""
    found = importlib.util.find_spec("earthscribe")
    if found is not None and found.origin is not None and Path(found.origin).resolve().parent == ROOT:
        return
    spec = importlib.util.spec_from_file_location(
        "earthscribe", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["earthscribe"] = module
    spec.loader.exec_module(module)


# `python -m pytest` puts the checkout on sys.path, where a bare `inference` would be found (also a package on PyPI)
sys.path[:] = [entry for entry in sys.path if Path(entry).resolve() != ROOT]
register_checkout()


class OutsideWorld(RuntimeError):
    """A test tried to leave the machine."""


def is_loopback(address: Any) -> bool:
    """Whether an address given to `connect` stays on this machine; names are loopback only as `localhost`."""
    if not isinstance(address, tuple):
        return True  # unix sockets and the kernel's own families
    host = str(address[0]).split("%", maxsplit=1)[0]
    if host in {"localhost", ""}:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def refuse_outside_world() -> None:
    """Refuse every connection and every name that is not this machine, so that no test depends on a network."""
    connect, connect_ex, resolve = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def refuse(address: Any) -> None:
        if not is_loopback(address):
            raise OutsideWorld(f"a test tried to reach {address!r}; only loopback is allowed")

    def guarded_connect(self: socket.socket, address: Any) -> None:
        refuse(address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        refuse(address)
        return connect_ex(self, address)

    def guarded_resolve(host: Any, *args: Any, **kwargs: Any) -> Any:
        refuse((host.decode() if isinstance(host, bytes) else host or "",))
        return resolve(host, *args, **kwargs)

    socket.socket.connect = guarded_connect  # type: ignore[method-assign]
    socket.socket.connect_ex = guarded_connect_ex  # type: ignore[method-assign]
    socket.getaddrinfo = guarded_resolve


def load_hypothesis_profile() -> None:
    """The same examples in every run, without time limits; `make fuzz` sets HYPOTHESIS_PROFILE=fuzz for fresh ones."""
    try:
        from hypothesis import settings
    except ImportError:  # the QGIS environment has none
        return
    settings.register_profile("repeatable", deadline=None, derandomize=True, database=None)
    settings.register_profile("fuzz", deadline=None, max_examples=5000)
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


class PlainRoot:
    """Collects the checkout as a plain folder: else pytest imports its `__init__.py` under the folder's name."""

    @staticmethod
    def pytest_collect_directory(path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        return pytest.Dir.from_parent(parent, path=path) if path == ROOT else None


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(PlainRoot())
    refuse_outside_world()
    load_hypothesis_profile()


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(SCRATCH, ignore_errors=True)


# a real QGIS is needed there: `make test-qgis` runs them in QGIS' own Python
collect_ignore = ["qgis"] if importlib.util.find_spec("qgis") is None else []


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of small real files that come with the clone."""
    return ROOT / "tests" / "data"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of larger or restricted material; tests that need it are skipped without it."""
    folder = os.environ.get("EARTHSCRIBE_CORPUS")
    if not folder:
        pytest.skip("EARTHSCRIBE_CORPUS is not set: it names the folder of the larger corpus")
    return Path(folder)


@pytest.fixture(scope="session")
def recipes(data: Path) -> ModuleType:
    """The module `tests/data/make.py`."""
    spec = importlib.util.spec_from_file_location("raster_recipes", data / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def raster(recipes: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """The path of a raster by the name of its recipe; the file is shared and must not be changed."""
    folder = tmp_path_factory.mktemp("rasters")
    made: dict[str, str] = {}

    def path_of(name: str) -> str:
        if name not in made:
            made[name] = str(recipes.RECIPES[name](folder))
        return made[name]

    return path_of
