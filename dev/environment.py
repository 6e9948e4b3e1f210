"""Builds the environments: `python -m dev.environment TIER...`, tiers light, torch, dev, train, qt6, pyqt6, qgis.

`.venv` is the worker's and the command line's (light, torch, dev, train), `.venv-qt6` holds the stubs of QGIS 4,
`.venv-pyqt6` a PyQt6 to show windows with, `.venv-qgis` borrows QGIS' own Python. A tier that is complete leaves a
stamp with the hash of its lock file, so a second call returns at once; an installation that was killed half-way leaves
a mark, and its environment is built anew. Standard library only: it runs before anything is installed.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import apt

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "requirements"
SYSTEM_PYTHON = "/usr/bin/python3"
QGIS_PACKAGES = [
    "qgis", "python3-qgis", "qgis-providers", "python3-gdal", "python3-venv", "python3-pip",
    "xvfb", "xauth", "proj-bin", "fonts-dejavu-core", "fonts-open-sans",
]
PROBES = {
    "light": "import numpy, rasterio, pyproj, shapely, pyogrio, PIL, httpx, onnxruntime, earthscribe",
    "torch": "import torch, transformers, safetensors",
    "dev": "import pytest, hypothesis, mypy, bandit, detect_secrets, flake8",
    "train": "import torch, safetensors, onnx, onnxscript",
    "qt6": "",
    "pyqt6": "import PyQt6.QtWidgets, PyQt6.QtTest, PyQt6.QtSvg, PyQt6.QtNetwork, numpy, pytest",
    "qgis": "import qgis.core, osgeo.gdal, pytest, pytest_qgis, pytestqt",
}


class SetUpError(Exception):
    """One sentence that says what could not be set up, and the cure."""


def run(command: list[str]) -> bool:
    """Run a command without input; its own messages go to the user."""
    return subprocess.run(command, stdin=subprocess.DEVNULL, check=False, cwd=ROOT).returncode == 0


def silent(command: list[str]) -> bool:
    """Whether a command succeeds; nothing is shown."""
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False, cwd=ROOT).returncode == 0


class Environment:
    """One virtual environment of the checkout and the stamps of what is installed in it."""

    def __init__(self, name: str, base: str, *options: str) -> None:
        self.folder = ROOT / name
        self.base = base
        self.options = options
        self.python = str(self.folder / "bin" / "python")

    def stamp(self, tier: str, lock: str) -> Path:
        """The file that says: this lock is installed, for the checkout at this place."""
        digest = hashlib.sha256(str(ROOT).encode() + (LOCKS / f"{lock}.lock").read_bytes())
        if tier == "light":
            digest.update((ROOT / "pyproject.toml").read_bytes())  # the entry point and the version are installed too
        return self.folder / f".{tier}-{lock}-{digest.hexdigest()[:16]}"

    def complete(self, tier: str, lock: str) -> bool:
        """Whether nothing is left to do for a tier."""
        return os.access(self.python, os.X_OK) and not self.mark.exists() and self.stamp(tier, lock).exists()

    @property
    def mark(self) -> Path:
        """Stands while something is being installed."""
        return self.folder / ".installing"

    def create(self) -> None:
        """Make the environment, anew where it is broken, half-made or was made for another place."""
        place = self.folder / ".made-for"
        moved = place.exists() and place.read_text(encoding="utf-8") != str(ROOT)
        works = os.access(self.python, os.X_OK) and silent([self.python, "-m", "pip", "--version"])
        if moved or self.mark.exists() or not works:
            print(f"making {self.folder.name}", flush=True)
            command = [self.base, "-m", "venv", "--clear", *self.options, str(self.folder)]
            if not silent(command):
                self.create_with_apt(command)
        place.write_text(str(ROOT), encoding="utf-8")

    def create_with_apt(self, command: list[str]) -> None:
        """Debian ships Python without ensurepip: fetch it where allowed, else say what to do."""
        version = subprocess.run(
            [self.base, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
            capture_output=True, text=True, check=True,
        ).stdout.strip()
        installed = apt.install([f"python{version}-venv"]) or apt.install(["python3-venv"])
        if not installed or not run(command):
            shutil.rmtree(self.folder, ignore_errors=True)
            raise SetUpError(
                f"{self.base} cannot make a virtual environment ({apt.why_not()}): run `apt-get install python3-venv`."
            )

    def pip(self, *arguments: str, show: bool = True) -> bool:
        """Run pip in the environment; `show` lets its complaints through."""
        quiet = ["-qq", "--disable-pip-version-check", "--no-input", "--progress-bar=off", "--only-binary=:all:"]
        return (run if show else silent)([self.python, "-m", "pip", "install", *quiet, *arguments])

    def install(self, tier: str, lock: str) -> None:
        """Install a lock file to the letter, probe it, and leave the stamp."""
        self.create()
        for old in self.folder.glob(f".{tier}-*"):
            old.unlink()
        self.mark.touch()
        print(f"installing {lock}.lock into {self.folder.name}", flush=True)
        done = self.pip("--require-hashes", "--no-deps", "-r", str(LOCKS / f"{lock}.lock"))
        if done and tier == "light":
            done = self.pip("--no-deps", "--no-build-isolation", "--editable", ".")
        done = done and run([self.python, "-c", PROBES[tier]])
        self.mark.unlink()
        if not done:
            raise SetUpError(f"{lock}.lock could not be installed; the reason stands above, the next call tries again.")
        self.stamp(tier, lock).touch()


WORKER = Environment(".venv", sys.executable)
QT6 = Environment(".venv-qt6", sys.executable)
PYQT6 = Environment(".venv-pyqt6", sys.executable)
QGIS = Environment(".venv-qgis", SYSTEM_PYTHON, "--system-site-packages")


def has_nvidia_gpu() -> bool:
    """Whether the driver lists a GPU."""
    return shutil.which("nvidia-smi") is not None and silent(["nvidia-smi", "-L"])


def torch_lock() -> str:
    """The torch build to install: TORCH=cpu|cuda decides, else a GPU, else whether the CPU build can be had."""
    wish = os.environ.get("TORCH", "")
    if wish not in {"", "cpu", "cuda"}:
        raise SetUpError(f"TORCH={wish} is not known: use TORCH=cpu or TORCH=cuda.")
    if wish:
        return f"torch-{wish}"
    for lock in ("torch-cpu", "torch-cuda"):
        if WORKER.complete("torch", lock):
            return lock
    if has_nvidia_gpu():
        return "torch-cuda"
    WORKER.create()
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as wanted:
        wanted.write(cpu_torch())
        wanted.flush()
        if WORKER.pip("--dry-run", "--no-deps", "--require-hashes", "-r", wanted.name, show=False):
            return "torch-cpu"
    print("The CPU build of torch is not to be had here: taking the public build with its CUDA packages (some GB).")
    return "torch-cuda"


def cpu_torch() -> str:
    """The entry of the CPU build of torch in its lock file, with the hashes."""
    lines = (LOCKS / "torch-cpu.lock").read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("torch=="))
    end = next(number for number in range(start, len(lines)) if not lines[number].endswith("\\"))
    return "\n".join(lines[start : end + 1]) + "\n"


def qgis_missing() -> str:
    """What QGIS tests lack here, in words; empty when all is there."""
    missing = [name for name in ("qgis", "Xvfb", "xauth") if shutil.which(name) is None]
    if not silent([SYSTEM_PYTHON, "-c", "import qgis.core, osgeo.gdal"]):
        missing.append("the Python modules of QGIS and GDAL")
    return ", ".join(missing)


def ensure_qgis() -> None:
    """Install QGIS with apt where it is missing."""
    missing = qgis_missing()
    if missing and (not apt.install(QGIS_PACKAGES) or qgis_missing()):
        raise SetUpError(
            f"missing: {missing}, and {apt.why_not()}: run `apt-get install {' '.join(QGIS_PACKAGES)}`."
        )


def ensure(tier: str) -> None:
    """Bring one tier to its lock file; instant when it is there."""
    environment = {"qt6": QT6, "pyqt6": PYQT6, "qgis": QGIS}.get(tier, WORKER)
    lock = torch_lock() if tier == "torch" else tier
    if environment.complete(tier, lock):
        return
    if tier == "qgis":
        ensure_qgis()
    environment.install(tier, lock)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Two calls in one checkout wait for each other."""
    (ROOT / ".dev").mkdir(exist_ok=True)
    with (ROOT / ".dev" / "lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def main(tiers: list[str]) -> int:
    """Bring the named tiers to their lock files, in order."""
    unknown = [tier for tier in tiers if tier not in PROBES]
    if unknown or not tiers:
        print(f"usage: python -m dev.environment {'|'.join(PROBES)}...", file=sys.stderr)
        return 2
    try:
        with one_at_a_time():
            for tier in tiers:
                ensure(tier)
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
