"""A real QGIS desktop in mid-stream: closed, its plugin reloaded, its project changed; and two on one profile.

Afterwards no process is left, nothing crashed, and QGIS ended as it does without the plugin.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from earthscribe.tests.scripted_server import ScriptedServer, endless, forever
from osgeo import ogr

from . import rasters
from .conftest import until
from .test_desktop import LIMIT, display, environment, profile

pytestmark = pytest.mark.slow


@pytest.fixture
def screen():
    if not (shutil.which("qgis") and shutil.which("Xvfb")):
        pytest.skip("the QGIS desktop or Xvfb is not installed")
    with display() as name:
        yield name


class Desktop:
    """One QGIS and what it told."""

    def __init__(self, root, folder, screen, name="one"):
        self.folder, self.root, self.screen, self.name = folder, root, screen, name
        self.told = folder / f"told-{name}.json"
        self.plan = folder / f"plan-{name}.json"

    def start(self, profiles, surroundings, **plan):
        plan = {"raster": rasters.utm(self.folder / f"{self.name}.tif"), "told": str(self.told),
                "project": str(self.folder / f"{self.name}.qgz"), "asked": str(self.folder / f"asked-{self.name}.txt"),
                **plan}
        self.plan.write_text(json.dumps(plan), encoding="utf-8")
        (self.folder / "temporary").mkdir(exist_ok=True)
        # layers below the system's temporary folder make QGIS ask whether they may be lost
        surroundings = {**surroundings, "EARTHSCRIBE_DESKTOP": str(self.plan),
                        "TMPDIR": str(self.folder / "temporary")}
        self.running = subprocess.Popen(
            ["qgis", "--noversioncheck", "--nologo", "--profiles-path", str(profiles),
             "--code", str(Path(__file__).with_name("desktop_life.py"))],
            env=surroundings, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        return self

    def end(self):
        """Wait for a clean end, and return what it told."""
        try:
            _, complaints = self.running.communicate(timeout=LIMIT)
        except subprocess.TimeoutExpired:
            self.running.kill()
            _, complaints = self.running.communicate()
            raise AssertionError(f"QGIS did not end: {self.heard()} {complaints[-2000:]}") from None
        heard = self.heard()
        assert "error" not in heard, heard["error"]
        assert self.running.returncode == 0, (heard, complaints[-2000:])
        assert "Traceback" not in complaints, complaints
        assert heard["children"], "the model process had run"
        assert not [pid for pid in heard["children"] if Path("/proc", pid).exists()]
        return heard

    def heard(self):
        asked = self.folder / f"asked-{self.name}.txt"
        heard = json.loads(self.told.read_text(encoding="utf-8")) if self.told.exists() else {}
        return {**heard, "asked": asked.read_text(encoding="utf-8") if asked.exists() else ""}


def told(root, tmp_path, screen, story):
    """A story whose first description never ends by itself."""
    with ScriptedServer(endless(forever("on "), 0.05)) as server:
        desktop = Desktop(root, tmp_path, screen).start(
            profile(tmp_path, root), environment(tmp_path, screen), story=story, model=f"{server.url}#any")
        return desktop.end()


def test_closed_in_mid_stream(root, tmp_path, screen):
    heard = told(root, tmp_path, screen, "closed")
    assert heard["asked"] == "", "QGIS closes at once"


def test_reloaded_in_mid_stream(root, tmp_path, screen):
    heard = told(root, tmp_path, screen, "reloaded")
    assert heard["done"]
    assert heard["fresh"]
    assert heard["left"] == []
    state, text = heard["said"]
    assert state == "done"
    assert "It measures about" in text


def test_another_project_in_mid_stream(root, tmp_path, screen):
    heard = told(root, tmp_path, screen, "another_project")
    state, text = heard["said"]
    assert state == "done"
    assert "It measures about" in text


def test_two_on_one_profile(root, tmp_path, screen):
    """Both describe at the same time and keep in the same file; settings and data folder are shared.

    The second is started when the first stands: of two that load their plugins in the same moment QGIS takes one's mark
    in the settings for the trace of a crash, and disables plugins of its own.
    """
    profiles, surroundings = profile(tmp_path, root), environment(tmp_path, screen)
    kept = tmp_path / "kept.gpkg"
    first, second = Desktop(root, tmp_path, screen, "one"), Desktop(root, tmp_path, screen, "two")
    flags = [str(tmp_path / "one.there"), str(tmp_path / "two.there")]
    first.start(profiles, surroundings, story="together", mine=flags[0], theirs=flags[1], kept=str(kept))
    until(lambda: Path(flags[0]).exists() or first.running.poll() is not None, "the first one stands", LIMIT)
    second.start(profiles, surroundings, story="together", mine=flags[1], theirs=flags[0], kept=str(kept))
    heard = [first.end(), second.end()]
    assert [each["said"][0] for each in heard] == ["done", "done"]
    assert [each["messages"] for each in heard] == [[], []]
    assert not {*heard[0]["children"]} & {*heard[1]["children"]}, "each has a model process of its own"
    source = ogr.Open(str(kept))
    rows = [row["description"] for row in source.GetLayer("descriptions")]
    assert sorted(rows) == sorted(each["said"][1] for each in heard)
    ini = profiles / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    assert "earthscribe=true" in ini.read_text(encoding="utf-8")
