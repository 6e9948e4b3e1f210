"""Runs the tests in a real QGIS without a display: `python -m dev.qgis_tests [pytest arguments]`.

QGIS is installed with apt where it is missing and that is allowed; else one sentence says what is skipped and why.
Settings and run-time folder are fresh, so that no run sees another one's.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from . import environment

LEFT_BEHIND = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "DISPLAY", "WAYLAND_DISPLAY")


def surroundings(scratch: Path) -> dict[str, str]:
    """The variables QGIS starts with: offscreen, and every folder of its own below `scratch`."""
    kept = {name: value for name, value in os.environ.items() if name not in LEFT_BEHIND}
    for name in ("config", "runtime"):
        (scratch / name).mkdir(mode=0o700)
    return {
        **kept,
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_CONFIG_HOME": str(scratch / "config"),
        "XDG_RUNTIME_DIR": str(scratch / "runtime"),
        "PYTHONNOUSERSITE": "1",
        "LC_ALL": "C.UTF-8",
    }


def main(arguments: list[str]) -> int:
    """Prepare QGIS and run tests/qgis in it."""
    try:
        with environment.one_at_a_time():
            environment.ensure("qgis")
    except environment.SetUpError as error:
        print(f"The QGIS tests are skipped; {error}")
        return 0
    shutil.rmtree(environment.ROOT / ".qgis-settings", ignore_errors=True)  # pytest-qgis keeps the profile there
    with tempfile.TemporaryDirectory(prefix="earthscribe-qgis-") as scratch:
        named = any((environment.ROOT / argument.partition("::")[0]).exists() for argument in arguments)
        command = [environment.QGIS.python, "-P", "-m", "pytest", *arguments, *([] if named else ["tests/qgis"])]
        done = subprocess.run(
            command, env=surroundings(Path(scratch)), cwd=environment.ROOT, stdin=subprocess.DEVNULL, check=False
        )
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
