"""Writes the lock files of every tier with hashes: `.venv/bin/python -m dev.lock [--upgrade]`.

One universal lock per tier, for every platform and Python at once; no index addresses are written. Later tiers are
constrained by the earlier ones, so that one environment can hold them all. The CPU build of torch is found where
pip's own settings look for wheels (PIP_FIND_LINKS) or, in PIP_EXTRA_INDEX_URL, on an index.

Beside each lock that the plugin carries stands NAME.wheels, the table of its files from which the set-up says how big
an installation will be. `--tables` writes only the tables; `--sizes` also measures what the index does not tell, by
downloading the files for the usual machines once (some GB for torch).
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from . import tables
from .house import CARRIED

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "requirements"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]
BASE = [*PROJECT["project"]["dependencies"], *EXTRAS["cpu"]]
CPU_TORCH = [re.sub(r"^(torch==[\d.]+)$", r"\1+cpu", need) for need in EXTRAS["torch"]]
QGIS_TEST = ["pytest>=9", "pytest-qgis>=5", "pytest-qt>=4.5"]
QT6 = ["qgis-stubs==1.0.0.dev2", "PyQt6>=6.11"]
PYQT6 = ["PyQt6>=6.11", "PyQt6-Qt6>=6.11", "numpy>=2", "pytest>=9"]


def compile_lock(name: str, needs: list[str], *options: str, constraints: tuple[str, ...] = ()) -> None:
    """Resolve `needs` into requirements/NAME.lock."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"{name}.in")
        source.write_text("\n".join(needs) + "\n", encoding="utf-8")
        command = [
            "uv", "pip", "compile", str(source), "--universal", "--generate-hashes", "--quiet", "--no-annotate",
            "--custom-compile-command", "python -m dev.lock", "--output-file", str(LOCKS / f"{name}.lock"),
        ]
        for other in constraints:
            command += ["--constraint", str(LOCKS / f"{other}.lock")]
        for index in os.environ.get("PIP_EXTRA_INDEX_URL", "").split():
            command += ["--extra-index-url", index]
        print(f"locking {name}", flush=True)
        subprocess.run([*command, *options], check=True, cwd=ROOT)


def main(options: list[str]) -> int:
    """Write them all; `--upgrade` takes the newest versions allowed."""
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    if {"--tables", "--sizes"}.intersection(options):
        return write_tables(options)
    links = [f"--find-links={folder}" for folder in os.environ.get("PIP_FIND_LINKS", "").split()]
    python = ["--python-version=3.11", *options]
    compile_lock("light", [*BASE, *PROJECT["build-system"]["requires"]], *python)
    compile_lock("torch-cuda", EXTRAS["torch"], *python, constraints=("light",))
    compile_lock("torch-cpu", CPU_TORCH, *python, *links, constraints=("light",))
    # the tools stand beside either build of torch, so they are resolved with the small one and name none
    compile_lock("dev", EXTRAS["dev"], *python, *links, "--no-emit-package=torch", constraints=("light", "torch-cpu"))
    compile_lock("train", EXTRAS["train"][1:], *python, *links, constraints=("light", "torch-cpu", "dev"))
    # QGIS brings numpy, GDAL and Qt itself: nothing here may shadow them
    compile_lock("qgis", QGIS_TEST, "--python-version=3.10", *options)
    compile_lock("qt6", QT6, "--prerelease=allow", "--no-emit-package=pyqt6-qt6", *python)
    compile_lock("pyqt6", PYQT6, *python, constraints=("light", "qt6", "qgis"))
    # for Pythons that come without one
    compile_lock("pip", ["pip"], *python)
    return write_tables([])


def write_tables(options: list[str]) -> int:
    """The tables of the files of every lock that is carried."""
    for name in CARRIED:
        tables.write(LOCKS / f"{name}.lock", measure="--sizes" in options)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
