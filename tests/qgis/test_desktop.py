"""The whole thing in a real QGIS desktop under Xvfb: a box by mouse, a description, a feature, a clean end."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from osgeo import ogr

from . import rasters

LIMIT = 240
SAMPLE = "resources/samples/drone_kampala_rotated.tif"
CLICKS = [[0.383, 0.163], [0.683, 0.305], [0.735, 0.190]]


@contextlib.contextmanager
def display():
    """A screen that is not there; it is gone afterwards."""
    reader, writer = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(writer), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"],
                              pass_fds=[writer], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writer)
    try:
        with os.fdopen(reader) as said:
            yield ":" + said.readline().strip()
    finally:
        server.terminate()
        server.wait()


def environment(tmp_path, screen):
    """QGIS as a person would start it, with nothing of this process."""
    kept = {name: value for name, value in os.environ.items()
            if not name.startswith(("QGIS_", "XDG_", "PYTHON", "QT_", "EARTHSCRIBE_"))}
    for name in ("home", "run"):
        (tmp_path / name).mkdir(mode=0o700)
    # the python3 that PATH names first is where an embedded Python looks for its library
    path = os.pathsep.join(["/usr/bin", "/bin", os.environ.get("PATH", "")])
    return {**kept, "PATH": path, "DISPLAY": screen, "HOME": str(tmp_path / "home"),
            "XDG_RUNTIME_DIR": str(tmp_path / "run"), "EARTHSCRIBE_HOME": str(tmp_path / "own"),
            "EARTHSCRIBE_DESKTOP": str(tmp_path / "plan.json"), "PYTHONDONTWRITEBYTECODE": "1",
            "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}


def profile(tmp_path, root):
    """A profile in which the checkout is the plugin."""
    folder = tmp_path / "profiles" / "profiles" / "default"
    (folder / "python" / "plugins").mkdir(parents=True)
    (folder / "python" / "plugins" / "earthscribe").symlink_to(root)
    (folder / "QGIS").mkdir()
    (folder / "QGIS" / "QGIS3.ini").write_text("[PythonPlugins]\nearthscribe=true\n\n[locale]\nuserLocale=en\n"
                                               "overrideFlag=true\n", encoding="utf-8")
    return tmp_path / "profiles"


@pytest.mark.slow
def test_first_box_in_the_desktop(root, tmp_path):
    if not (shutil.which("qgis") and shutil.which("Xvfb")):
        pytest.skip("the QGIS desktop or Xvfb is not installed")
    sample = root / SAMPLE
    raster = str(sample) if sample.exists() else rasters.turned(tmp_path / "turned.tif")
    pictures = tmp_path / "pictures"
    pictures.mkdir()
    plan = {"raster": raster, "project": str(tmp_path / "kampala.qgz"), "pictures": str(pictures), "clicks": CLICKS,
            "zoom": 0.5}
    (tmp_path / "plan.json").write_text(json.dumps(plan), encoding="utf-8")
    with display() as screen:
        done = subprocess.run(
            ["qgis", "--noversioncheck", "--nologo", "--profiles-path", str(profile(tmp_path, root)),
             "--code", str(Path(__file__).with_name("desktop.py"))],
            env=environment(tmp_path, screen), capture_output=True, text=True, timeout=LIMIT, check=False)
    told = json.loads((pictures / "story.json").read_text(encoding="utf-8"))
    assert "error" not in told, told["error"]
    assert told["state"] == "done"
    assert "It measures about" in told["text"]
    assert (told["features"], told["editing"], told["messages"]) == (1, False, [])
    assert told["after undo"] == [0, True]
    theirs, ours = told["keys"]
    assert len(theirs) > 8
    assert len({*theirs, *ours}) == len({*theirs}) + len(ours), "a key of ours is one of the menu bar's"
    assert told["pictures"]["qgis-first-box.png"] == [1240, 860]
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert told["children"]
    assert not [pid for pid in told["children"] if Path("/proc", pid).exists()]
    source = ogr.Open(str(tmp_path / "descriptions.gpkg"))
    assert [row["description"] for row in source.GetLayer("descriptions")] == [told["text"]]
