"""GUI block: the longest time QGIS' window stands still in a describe story, by the beat of a 5 ms timer.

Run by a Python that has QGIS, offscreen. A story: the plugin is loaded, Draw pressed, a box drawn with the mouse, the
bundled description streamed from the real model process, accepted into a GeoPackage and taken back. Beside every story
the same window rests for as long, so that a busy machine shows in both columns. Loading ends when the dock stands: it
is built in many turns of the event loop, and each of them counts. The byte code is there beforehand, as
in every start of QGIS but the first.
"""

from __future__ import annotations

import compileall
import importlib.util
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Dict

from pairs import Spread, report
from plugin_import import import_ms

ROOT = Path(__file__).resolve().parents[1]
STORIES = 5
CLICKS = ((300, 240), (390, 200), (405, 300))
PATIENCE = 60.0


def register() -> None:
    """Make this checkout the package `earthscribe`."""
    spec = importlib.util.spec_from_file_location("earthscribe", ROOT / "__init__.py",
                                                  submodule_search_locations=[str(ROOT)])
    module = importlib.util.module_from_spec(spec)
    sys.modules["earthscribe"] = module
    spec.loader.exec_module(module)


def story(window, out: Path) -> Dict[str, float]:
    """One description from loading to keeping; the longest gap of each part in milliseconds."""
    from earthscribe.plugin import EarthscribePlugin
    from earthscribe.tests.qgis.pulse import Pulse
    from qgis.PyQt.QtCore import Qt
    from qgis.PyQt.QtTest import QTest

    with Pulse() as load:
        plugin = EarthscribePlugin(window)
        plugin.initGui()
        until(lambda: plugin.opening.done)
        QTest.qWait(60)
    panel, session = plugin.desk.panel, plugin.desk.session
    panel.place.setFilePath(str(out))
    started = time.monotonic()
    with Pulse() as draw:
        QTest.mouseClick(panel.draw, Qt.MouseButton.LeftButton)
        until(lambda: plugin.desk.tool.aimed)
        for number, (x, y) in enumerate(CLICKS):
            for step in range(10):
                window.move(x - 10 + step, y)
                QTest.qWait(5)
            if number < len(CLICKS) - 1:
                window.click(x, y)
    with Pulse() as stream:
        window.click(*CLICKS[-1])
        until(lambda: not session.state.busy)
    with Pulse() as keep:
        QTest.mouseClick(panel.accept, Qt.MouseButton.LeftButton)
        until(panel.undo.isVisible)
        QTest.qWait(60)
    with Pulse() as undo:
        QTest.mouseClick(panel.undo, Qt.MouseButton.LeftButton)
        until(lambda: session.answer is not None)
        QTest.qWait(60)
    length = int(1000 * (time.monotonic() - started))
    with Pulse() as rest:
        QTest.qWait(length)
    plugin.unload()
    return {"load": load.longest_ms, "draw": draw.longest_ms, "stream": stream.longest_ms, "accept": keep.longest_ms,
            "undo": undo.longest_ms, "rest": rest.longest_ms}


def until(condition) -> None:
    """Let the window live until the condition holds."""
    from qgis.PyQt.QtTest import QTest

    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise SystemExit("the story does not go on")
        QTest.qWait(5)


def compile_ahead(folder: Path) -> None:
    """Byte code of the plugin and of what it loads, in a folder of its own."""
    import_ms("plugin", str(folder))
    sys.dont_write_bytecode, sys.pycache_prefix = False, str(folder)
    for part in ("ui", "inference"):
        compileall.compile_dir(ROOT / part, quiet=1)
    compileall.compile_file(ROOT / "plugin.py", quiet=1)


def main() -> None:
    """Tell the stories and print."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    scratch = Path(tempfile.mkdtemp(prefix="earthscribe-bench-"))
    os.environ["EARTHSCRIBE_HOME"] = str(scratch / "home")
    compile_ahead(scratch / "bytecode")
    register()
    from qgis.core import QgsApplication

    application = QgsApplication([], True, str(scratch / "profile"))
    application.initQgis()
    from earthscribe.tests.qgis import rasters
    from earthscribe.tests.qgis.window import Window
    from qgis.core import QgsProject, QgsRasterLayer

    window = Window()
    window.show(QgsRasterLayer(rasters.utm(scratch / "picture.tif"), "picture"))
    window.settle()
    # the first one warms imports and caches and is told apart
    first, *rest = [story(window, scratch / f"kept{number}.gpkg") for number in range(STORIES + 1)]
    spreads = {part: Spread.of([each[part] for each in rest]) for part in first}
    report("gui block", {f"longest block, {part}": spread.words("ms") + f"; first time {first[part]:.1f} ms"
                         for part, spread in spreads.items()},
           {"first": first, **{part: spread.__dict__ for part, spread in spreads.items()}})
    QgsProject.instance().clear()
    window.close()
    application.exitQgis()
    shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    main()
