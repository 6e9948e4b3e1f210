"""Which Python is taken, on machines as they were seen in the field; nothing is started here but this very Python."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest
from earthscribe.inference.setup.planning import Wish, plan
from earthscribe.inference.setup.pythons import (
    Python,
    ask,
    candidates,
    choose,
    launcher_list,
    needed_versions,
    python_of,
)
from earthscribe.inference.setup.refusals import PythonMissing
from earthscribe.inference.setup.target import Target
from earthscribe.inference.setup.tiers import TIERS, lacking
from earthscribe.inference.worker.environment import Host

OSGEO4W = Host("win32", r"C:\OSGeo4W\bin\qgis-bin.exe", r"C:\OSGeo4W\apps\Python312", r"C:\OSGeo4W\apps\Python312",
               (3, 12), True)
STANDALONE = Host("win32", r"C:\Program Files\QGIS 3.44.5\bin\qgis-ltr-bin.exe",
                  r"C:\PROGRA~1\QGIS34~1.5\apps\Python312", r"C:\PROGRA~1\QGIS34~1.5\apps\Python312", (3, 12), True)
MAC_3 = Host("darwin", "/Applications/QGIS-LTR.app/Contents/MacOS/QGIS", "/Applications/QGIS-LTR.app/Contents/MacOS",
             "/Applications/QGIS-LTR.app/Contents/MacOS", (3, 9), True)
MAC_4 = Host("darwin", "/Applications/QGIS.app/Contents/MacOS/QGIS", "/Applications/QGIS.app/Contents/Frameworks",
             "/Applications/QGIS.app/Contents/Frameworks", (3, 12), True)
LINUX = Host("linux", "/usr/bin/python3", "/usr", "/usr", (3, 13), True)
FLATPAK = Host("linux", "/usr/bin/python3", "/app", "/usr", (3, 13), True)
WINDOWS_ENVIRON = {"LOCALAPPDATA": r"C:\Users\Jürgen Müller\AppData\Local", "PROGRAMFILES": r"C:\Program Files",
                   "SYSTEMDRIVE": "C:",
                   "PATH": r"C:\OSGeo4W\bin;C:\Windows;C:\Users\j\AppData\Local\Microsoft\WindowsApps"}


@pytest.mark.parametrize(("host", "environ", "stands"), [
    (OSGEO4W, WINDOWS_ENVIRON, r"C:\OSGeo4W\apps\Python312\python.exe"),
    (OSGEO4W, WINDOWS_ENVIRON, r"C:\Users\Jürgen Müller\AppData\Local\Programs\Python\Python313\python.exe"),
    (OSGEO4W, WINDOWS_ENVIRON, r"C:\Program Files\Python312\python.exe"),
    (OSGEO4W, WINDOWS_ENVIRON, r"C:\Python311\python.exe"),
    (STANDALONE, WINDOWS_ENVIRON, r"C:\Program Files\QGIS 3.44.5\apps\Python312\python.exe"),
    (MAC_3, {}, "/Library/Frameworks/Python.framework/Versions/3.12/bin/python3.12"),
    (MAC_3, {}, "/opt/homebrew/bin/python3.13"),
    (MAC_3, {}, "/Applications/QGIS-LTR.app/Contents/MacOS/bin/python3"),
    (MAC_4, {}, "/Applications/QGIS.app/Contents/MacOS/python3.12"),
    (LINUX, {"PATH": "/home/ü/.pyenv/shims:/usr/bin"}, "/home/ü/.pyenv/shims/python3.12"),
    (LINUX, {"PATH": "/usr/bin"}, "/usr/bin/python3.13"),
    (FLATPAK, {"PATH": "/app/bin:/usr/bin"}, "/app/bin/python3.13"),
])
def test_pythons_are_looked_for_where_they_stand(host: Host, environ: dict[str, str], stands: str) -> None:
    assert stands in candidates(host, environ)


@pytest.mark.parametrize("host", [OSGEO4W, STANDALONE, MAC_3, MAC_4, LINUX, FLATPAK])
def test_neither_qgis_nor_the_store_is_ever_started(host: Host) -> None:
    found = candidates(host, WINDOWS_ENVIRON if host.platform == "win32" else {"PATH": "/usr/bin:relative:"})
    assert found
    assert not [each for each in found if "qgis" in each.replace("\\", "/").rpartition("/")[2].lower()]
    assert not [each for each in found if "WindowsApps" in each]
    assert all(host.paths(each).is_absolute() for each in found)


def test_a_command_line_takes_its_own_python_first() -> None:
    here = Host("linux", "/opt/es/bin/python3", "/opt/es", "/usr", (3, 12), False)
    assert candidates(here, {"PATH": "/usr/bin"})[0] == "/opt/es/bin/python3"


def test_pythons_of_python_org_come_before_that_of_qgis() -> None:
    found = candidates(OSGEO4W, WINDOWS_ENVIRON, (r"D:\py\python.exe",))
    assert found[0] == r"D:\py\python.exe"
    assert found.index(r"C:\Program Files\Python312\python.exe") < found.index(r"C:\OSGeo4W\apps\Python312\python.exe")


def test_what_the_launcher_of_windows_lists_is_read() -> None:
    said = (" -V:3.13 *        C:\\Program Files\\Python313\\python.exe\r\n"
            " -V:3.12          C:\\Users\\Jürgen Müller\\AppData\\Local\\Programs\\Python\\Python312\\python.exe\r\n"
            " -3.9-64          C:\\Python39\\python.exe *\r\n"
            "No Pythons?\r\n")
    assert launcher_list(said) == (
        r"C:\Program Files\Python313\python.exe",
        r"C:\Users\Jürgen Müller\AppData\Local\Programs\Python\Python312\python.exe", r"C:\Python39\python.exe")


def said(**more: object) -> dict[str, object]:
    return {"version": "3.12.4", "name": "cpython", "platform": "win32", "tag": "win-amd64", "machine": "AMD64",
            "glibc": "", "macos": "", "threaded": False, "has": ["venv", "ensurepip", "pip"], **more}


def test_a_python_is_known_by_its_own_words() -> None:
    assert python_of("p", said()).target == Target("3.12.4", "win32", "x86_64")
    assert python_of("p", said(tag="win32")).target.machine == "x86"
    linux = python_of("p", said(platform="linux", tag="linux-x86_64", machine="x86_64", glibc="glibc 2.36"))
    assert (linux.target.glibc, linux.target.musl, linux.handy) == ((2, 36), False, True)
    assert python_of("p", said(platform="linux", tag="linux-x86_64", machine="x86_64")).target.musl
    mac = python_of("p", said(platform="darwin", tag="macosx-10.9-universal2", machine="arm64", macos="14.2.1"))
    assert mac.target == Target("3.12.4", "darwin", "aarch64", macos=(14, 2))
    assert "pypy" in python_of("p", said(name="pypy")).unfit
    assert "free-threaded" in python_of("p", said(threaded=True)).unfit


def test_this_very_python_answers_and_other_programs_do_not() -> None:
    found = ask(sys.executable)
    assert found is not None
    assert found.target.minor == sys.version_info[:2]
    assert ask("/bin/sh") is None
    assert ask("/nowhere/python3") is None


def judge(target: Target) -> tuple[str, int]:
    missing, left_out = lacking(TIERS["light"], target)
    return ", ".join(missing), len(left_out)


WINDOWS = Target("3.12.4", "win32", "x86_64")
HANDY = ("venv", "ensurepip", "pip")


def test_the_first_that_fits_and_makes_environments_is_taken() -> None:
    old = Python("old", replace(WINDOWS, version="3.9.5"), HANDY)
    bare = Python("bare", WINDOWS, ("venv",))
    good = Python("good", replace(WINDOWS, version="3.13.1"), HANDY)
    odd = Python("odd", WINDOWS, HANDY, "it is pypy")
    assert choose([old, odd, bare, good], judge, "") is good
    assert choose([old, bare], judge, "") is bare


def test_one_with_every_package_is_preferred() -> None:
    new = Python("new", replace(WINDOWS, version="3.15.0"), HANDY)
    good = Python("good", replace(WINDOWS, version="3.14.0"), HANDY)
    assert choose([new, good], judge, "") is good


def test_where_none_fits_it_is_said_what_is_needed() -> None:
    needs = needed_versions(judge, WINDOWS)
    assert needs.startswith("Python 3.11 to 3.1")
    old = Python(r"C:\QGIS\python.exe", replace(WINDOWS, version="3.9.5"), HANDY)
    with pytest.raises(PythonMissing, match=r"it needs Python 3\.11 to") as caught:
        choose([old], judge, needs)
    assert "python.org" in caught.value.hint
    assert "numpy" in caught.value.detail
    assert "nobody makes" in needed_versions(judge, replace(WINDOWS, machine="x86"))


def test_a_plan_says_all_and_changes_nothing(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("EARTHSCRIBE_HOME", str(tmp_path / "nowhere"))
    made = plan(Wish(python=sys.executable))
    assert made.missing == ()
    assert 50e6 < made.download < 300e6 < made.installed < 900e6
    assert made.folder.parent == tmp_path / "nowhere" / "envs"
    assert not (tmp_path / "nowhere").exists()
