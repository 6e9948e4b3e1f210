"""Run every benchmark that this machine can run, one after the other, and print its figures.

`python bench/run.py [NAME ...]`; those that need QGIS run in `.venv-qgis` and are left out, with a word, without it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "resources" / "samples" / "drone_catanduanes.tif"
QGIS_PYTHON = ROOT / ".venv-qgis" / "bin" / "python"

BENCHES = {
    "ipc": (sys.executable, "ipc.py"),
    "cold_start": (sys.executable, "cold_start.py", str(SAMPLE)),
    "nms": (sys.executable, "nms.py"),
    "detect": (sys.executable, "detect.py"),
    "plugin_import": (str(QGIS_PYTHON), "plugin_import.py"),
    "gui_block": (str(QGIS_PYTHON), "gui_block.py"),
}


def main(names: list[str]) -> int:
    """Run the benches named, or all."""
    worst = 0
    for name in names or list(BENCHES):
        python, script, *arguments = BENCHES[name]
        if not Path(python).exists():
            print(f"## {name}\n- left out: it needs QGIS (make test-qgis sets that up)")
            continue
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        done = subprocess.run([python, str(ROOT / "bench" / script), *arguments], env=environment, check=False)
        worst = max(worst, done.returncode)
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
