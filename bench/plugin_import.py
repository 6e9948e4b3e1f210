"""Plugin import: what QGIS pays for loading Earthscribe, and which heavy packages that pulls in (none).

Run by a Python that has QGIS. Every reading is a fresh process in which qgis.core and qgis.gui are loaded already; it
imports the package, makes the plugin and imports all that `initGui` needs. The byte code is there, as in every start of
QGIS but the first. The pair beside it imports a module of the standard library that QGIS does not load
(`xml.dom.minidom`).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from pairs import interleaved, report

ROOT = Path(__file__).resolve().parents[1]
PAIRS = 7
HEAVY = ("torch", "transformers", "onnxruntime", "rasterio", "pyproj", "shapely", "PIL", "httpx", "osgeo.gdal")

PROGRAM = """
import importlib.util, json, sys, time
import qgis.core, qgis.gui, qgis.PyQt.QtWidgets, qgis.PyQt.QtSvg, numpy
root = sys.argv[1]
spec = importlib.util.spec_from_file_location("earthscribe", root + "/__init__.py", submodule_search_locations=[root])
before = set(sys.modules)
started = time.perf_counter()
if sys.argv[2] == "plugin":
    module = importlib.util.module_from_spec(spec)
    sys.modules["earthscribe"] = module
    spec.loader.exec_module(module)
    module.classFactory(None)
    import earthscribe.ui.window.desk, earthscribe.ui.dock.view_box, earthscribe.ui.dock.welcome
    import earthscribe.ui.processing.provider, earthscribe.ui.shared_analyst, earthscribe.ui.options.factory
else:
    import xml.dom.minidom
print(json.dumps([time.perf_counter() - started, sorted(set(sys.modules) - before)]))
"""


def import_ms(what: str, bytecode: str) -> float:
    """Milliseconds for the import in a fresh process that finds and leaves byte code in a folder."""
    environ = {**os.environ, "PYTHONPYCACHEPREFIX": bytecode}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    said = subprocess.run([sys.executable, "-c", PROGRAM, str(ROOT), what], env=environ, capture_output=True, text=True,
                          check=True)
    seconds, loaded = json.loads(said.stdout.splitlines()[-1])
    heavy = [name for name in loaded if name in HEAVY]
    if heavy:
        raise SystemExit(f"importing the plugin loads {', '.join(heavy)}")
    return seconds * 1000.0


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory(prefix="earthscribe-bench-") as bytecode:
        for what in ("plugin", "minidom"):
            import_ms(what, bytecode)
        ours, other, ratio = interleaved(lambda: import_ms("plugin", bytecode),
                                         lambda: import_ms("minidom", bytecode), PAIRS)
    report("plugin import", {"the plugin with dock, tool and provider": ours.words("ms"),
                             "xml.dom.minidom": other.words("ms"), "ratio, pair by pair": ratio.words("x")},
           {"plugin": ours.__dict__, "minidom": other.__dict__, "ratio": ratio.__dict__})


if __name__ == "__main__":
    main()
