"""Which Python would run the model process, on hosts as they were seen in the field; nothing is started here."""

from __future__ import annotations

from dataclasses import replace
from typing import Callable

import pytest
from earthscribe.inference.errors import EnvironmentMissing
from earthscribe.inference.privacy import SILENCE
from earthscribe.inference.worker.environment import (
    HOST,
    OWN,
    Host,
    child_environment,
    host_pythons,
    interpreter,
    is_python,
    own_python,
)

LINUX = Host("linux", "/usr/bin/python3", "/usr", "/usr", (3, 11), True)
OSGEO4W = Host("win32", r"C:\OSGeo4W\bin\qgis-bin.exe", r"C:\OSGeo4W\apps\Python312", r"C:\OSGeo4W\apps\Python312",
               (3, 12), True)
STANDALONE = Host("win32", r"C:\Program Files\QGIS 3.44.5\bin\qgis-ltr-bin.exe",
                  r"C:\PROGRA~1\QGIS34~1.5\apps\Python312", r"C:\PROGRA~1\QGIS34~1.5\apps\Python312", (3, 12), True)
MAC_3 = Host("darwin", "/Applications/QGIS-LTR.app/Contents/MacOS/QGIS", "/Applications/QGIS-LTR.app/Contents/MacOS",
             "/Applications/QGIS-LTR.app/Contents/MacOS", (3, 9), True)
MAC_4 = Host("darwin", "/Applications/QGIS.app/Contents/MacOS/QGIS", "/Applications/QGIS.app/Contents/Frameworks",
             "/Applications/QGIS.app/Contents/Frameworks", (3, 12), True)
COMMAND = Host("linux", "/home/u/checkout/.venv/bin/python", "/home/u/checkout/.venv", "/usr", (3, 11), False)


def there(*paths: str) -> Callable[[str, str], bool]:
    """A disk on which only these Pythons stand, with every package."""
    return lambda path, package: path in paths


@pytest.mark.parametrize(("path", "expected"), [
    ("/usr/bin/python3", True), ("/usr/bin/python3.11", True), ("python", True), (r"C:\a\python.exe", True),
    (r"C:\a\PYTHON3.EXE", True), (r"C:\a\pythonw.exe", True),
    (r"C:\OSGeo4W\bin\qgis-bin.exe", False), (r"C:\OSGeo4W\bin\python-qgis.bat", False),
    ("/Applications/QGIS.app/Contents/MacOS/QGIS", False), ("/usr/bin/qgis_process", False), ("", False),
    ("/usr/bin/python3-config", False), ("/opt/python3/bin/qgis", False),
])
def test_a_python_is_known_by_its_name(path: str, expected: bool) -> None:
    assert is_python(path) is expected


@pytest.mark.parametrize(("host", "stands"), [
    (LINUX, "/usr/bin/python3"),
    (OSGEO4W, r"C:\OSGeo4W\apps\Python312\python.exe"),
    (STANDALONE, r"C:\Program Files\QGIS 3.44.5\apps\Python312\python.exe"),
    (STANDALONE, r"C:\PROGRA~1\QGIS34~1.5\apps\Python312\python.exe"),
    (MAC_3, "/Applications/QGIS-LTR.app/Contents/MacOS/bin/python3"),
    (MAC_4, "/Applications/QGIS.app/Contents/MacOS/python3.12"),
    (MAC_4, "/Applications/QGIS.app/Contents/Frameworks/bin/python3.12"),
])
def test_the_python_of_qgis_is_found(host: Host, stands: str) -> None:
    assert stands in host_pythons(host)
    assert interpreter("/plugins/earthscribe", host, there(stands)) == (stands, HOST)


def test_another_python_that_comes_first_in_the_path_is_not_that_of_qgis() -> None:
    host = replace(LINUX, executable="/home/me/.pyenv/shims/python3", prefix="/home/me/.pyenv", base_prefix="/home/me")
    assert interpreter("/plugins/earthscribe", host, lambda path, package: path == "/usr/bin/python3" or (
        path == host.executable and package == "numpy")) == ("/usr/bin/python3", HOST)


@pytest.mark.parametrize("host", [LINUX, OSGEO4W, STANDALONE, MAC_3, MAC_4])
def test_qgis_itself_is_never_started(host: Host) -> None:
    assert all(is_python(each) for each in host_pythons(host))
    assert "QGIS" not in [each.rsplit("/", 1)[-1] for each in host_pythons(host)]
    with pytest.raises(EnvironmentMissing) as caught:
        interpreter("/plugins/earthscribe", host, lambda path, package: not is_python(path))
    assert own_python("/plugins/earthscribe", host) in caught.value.detail


@pytest.mark.parametrize(("host", "own"), [
    (LINUX, "/plugins/es/.venv/bin/python"), (OSGEO4W, r"\plugins\es\.venv\Scripts\python.exe"),
    (MAC_4, "/plugins/es/.venv/bin/python"),
])
def test_the_checkouts_own_environment_comes_first(host: Host, own: str) -> None:
    assert interpreter("/plugins/es", host, lambda path, package: True) == (own, OWN)


@pytest.mark.parametrize("host", [LINUX, OSGEO4W, STANDALONE, MAC_3, MAC_4, COMMAND])
def test_what_the_set_up_installed_comes_after_the_checkout_and_before_all_others(host: Host) -> None:
    installed = "/home/ü/earthscribe/envs/light-1/bin/python"
    assert interpreter("/plugins/es", host, lambda path, package: path != own_python("/plugins/es", host),
                       installed) == (installed, OWN)
    assert interpreter("/plugins/es", host, lambda path, package: True, installed)[0] == own_python("/plugins/es", host)


def test_a_command_line_outside_a_checkout_uses_its_own_python() -> None:
    installed = Host("linux", "/opt/es/bin/python3", "/opt/es", "/usr", (3, 12), False)
    works = there("/opt/es/bin/python3", "/usr/bin/python3")
    assert interpreter("/opt/es/lib/python3.12/site-packages/earthscribe", installed, works) == (
        "/opt/es/bin/python3", OWN)


def test_a_command_line_on_the_systems_python_is_a_host() -> None:
    plain = Host("linux", "/usr/bin/python3", "/usr", "/usr", (3, 11), False)
    assert interpreter("/src/es", plain, lambda path, package: package == "numpy" and path == "/usr/bin/python3") == (
        "/usr/bin/python3", HOST)


DIRTY = {
    "PATH": "/bin", "HOME": "/home/ü", "EARTHSCRIBE_HOME": "/data", "HTTPS_PROXY": "http://proxy:3128",
    "USE_PATH_FOR_GDAL_PYTHON": "YES", "CUDA_VISIBLE_DEVICES": "0", "GDAL_HTTP_HEADERS": "A: b", "CPL_VSIL_GZIP": "1",
    "PYTHONHOME": "/q", "PYTHONPATH": "/q/python", "PYTHONEXECUTABLE": "/q/QGIS", "PYTHONUSERBASE": "/u",
    "VIRTUAL_ENV": "/v", "PIP_TARGET": "/t", "QGIS_PREFIX_PATH": "/q", "PROJ_LIB": "/q/proj", "PROJ_DATA": "/q/proj",
    "GDAL_DATA": "/q/gdal", "GDAL_DRIVER_PATH": "/q/plugins", "LD_LIBRARY_PATH": "/q/lib", "LD_PRELOAD": "x.so",
    "DYLD_INSERT_LIBRARIES": "x.dylib", "__PYVENV_LAUNCHER__": "/q/bin/python3",
    "SSL_CERT_FILE": "/gone.pem", "REQUESTS_CA_BUNDLE": "/company.pem",
}


def test_an_own_environment_sees_nothing_of_qgis() -> None:
    clean = child_environment(DIRTY, OWN, lambda path: path == "/company.pem")
    kept = {"PATH", "HOME", "EARTHSCRIBE_HOME", "HTTPS_PROXY", "USE_PATH_FOR_GDAL_PYTHON",
            "CUDA_VISIBLE_DEVICES", "GDAL_HTTP_HEADERS", "CPL_VSIL_GZIP", "REQUESTS_CA_BUNDLE"}
    assert clean == {**{name: DIRTY[name] for name in kept}, **SILENCE}


def test_the_python_of_qgis_keeps_what_osgeo_needs() -> None:
    clean = child_environment(DIRTY, HOST, lambda path: path == "/company.pem")
    kept = {"PYTHONHOME", "PROJ_LIB", "PROJ_DATA", "GDAL_DATA", "GDAL_DRIVER_PATH"}
    assert kept <= set(clean)
    assert not {"PYTHONPATH", "PYTHONEXECUTABLE", "VIRTUAL_ENV", "QGIS_PREFIX_PATH", "LD_PRELOAD"} & set(clean)


def test_names_are_scrubbed_in_any_case_as_windows_writes_them() -> None:
    assert child_environment({"PythonPath": "x", "Path": "y"}, OWN, lambda _: True) == {"Path": "y", **SILENCE}
