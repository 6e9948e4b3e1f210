"""Shows the plugin's windows on PyQt6: `python -m dev.qt6_windows [pytest arguments]` runs tests/qt6.

No Debian has a QGIS on Qt6 yet. The qgis.PyQt of a newer QGIS 3 is a template that holds the Qt6 branch too; it is
taken from the chroot of that QGIS and filled in for PyQt6. qgis.core and qgis.gui are stood in for by tests/qt6.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from . import chroot, environment

TEMPLATE = Path("usr/lib/python3/dist-packages/qgis")
FILLED_IN = ((re.compile(r"PyQt5"), "PyQt6"), (re.compile(r"\b5 == 6"), "6 == 6"), (re.compile(r"\b5 == 5"), "6 == 5"))


def template() -> Path:
    """The Python side of the newest QGIS to be had."""
    release = chroot.RELEASES[-1]
    place = chroot.Chroot(release, chroot.cache())
    if not place.ready.exists():
        impossible = chroot.why_impossible()
        if impossible:
            raise environment.SetUpError(impossible + ".")
        place.lay_out()
    return place.folder / TEMPLATE


def lay_out(source: Path, target: Path) -> None:
    """qgis.PyQt for PyQt6 below `target`, and beside it what QGIS adds to its classes when they are imported."""
    package = target / "qgis"
    shutil.copytree(source / "PyQt", package / "PyQt", ignore=shutil.ignore_patterns("__pycache__", "*.so"))
    for name in ("core", "gui"):
        shutil.copy(source / name / "__init__.py", target / f"{name}.additions")
    (package / "__init__.py").touch()
    for path in (package / "PyQt").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for pattern, replacement in FILLED_IN:
            text = pattern.sub(replacement, text)
        path.write_text(text, encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Prepare and run."""
    try:
        with environment.one_at_a_time():
            for tier in ("qt6", "pyqt6"):
                environment.ensure(tier)
        source = template()
    except environment.SetUpError as error:
        print(f"The windows are not shown on PyQt6; {error}")
        return 0
    with tempfile.TemporaryDirectory(prefix="earthscribe-qt6-") as folder:
        lay_out(source, Path(folder))
        stubs = next(environment.QT6.folder.glob("lib/python*/site-packages/qgis-stubs"))
        kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONHOME", "DISPLAY"}}
        surroundings = {**kept, "PYTHONPATH": folder, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8",
                        "EARTHSCRIBE_QGIS_STUBS": str(stubs), "EARTHSCRIBE_QGIS_ADDITIONS": folder}
        named = any((environment.ROOT / argument.partition("::")[0]).exists() for argument in arguments)
        command = [environment.PYQT6.python, "-P", "-m", "pytest", *arguments, *([] if named else ["tests/qt6"])]
        return subprocess.run(command, cwd=environment.ROOT, env=surroundings, stdin=subprocess.DEVNULL,
                              check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
