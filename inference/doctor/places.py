"""The places Earthscribe needs: its data folder, disk and memory, settings, coordinate data, QGIS."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Iterator

from .. import settings
from ..errors import EarthscribeError
from ..home import home
from ..memory import free_memory_mb
from ..raster.crs import reproject
from .finding import NOTE, OK, PROBLEM, Finding

MB = 1024 * 1024
LITTLE_DISK_MB, NO_DISK_MB = 2000, 200
LITTLE_MEMORY_MB = 1000
QGIS_PROGRAMS = ("qgis", "qgis_process", "qgis-ltr", "qgis-bin")
HOME_CURE = "Set EARTHSCRIBE_HOME to a folder on a local disk that you may write to."


def data_folder() -> Iterator[Finding]:
    """Whether our own files can be kept."""
    place = home()
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=place) as file:
            file.write(b"earthscribe")
    except OSError as error:
        yield Finding("data folder", PROBLEM, f"{place} is not writable ({error.strerror})", HOME_CURE)
        return
    yield Finding("data folder", OK, str(place))


def disk() -> Iterator[Finding]:
    """How much space is left where our own files are."""
    place = home()
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free / MB
    says = f"{free / 1000:.1f} GB free" if free > 1000 else f"{free:.0f} MB free"
    if free < LITTLE_DISK_MB:
        yield Finding("disk", PROBLEM if free < NO_DISK_MB else NOTE, says, f"Free some space. {HOME_CURE}")
    else:
        yield Finding("disk", OK, says)


def memory() -> Iterator[Finding]:
    """How much a model may take."""
    free = free_memory_mb()
    if free is None:
        yield Finding("memory", NOTE, "this system does not say how much is free")
    elif free < LITTLE_MEMORY_MB:
        yield Finding("memory", NOTE, f"{free:.0f} MB free", "Close other programs before using large models.")
    else:
        yield Finding("memory", OK, f"{free / 1000:.1f} GB free")


def settings_file() -> Iterator[Finding]:
    """Whether the settings can be read."""
    place = settings.place()
    try:
        settings.read(place)
    except EarthscribeError as error:
        yield Finding("settings", PROBLEM, error.message, error.hint)
        return
    yield Finding("settings", OK, "read" if place.exists() else "none yet; everything has its default")


def coordinates() -> Iterator[Finding]:
    """Whether coordinates are carried from one system to the other, by the data that PROJ finds."""
    cure = ("Unset PROJ_LIB and PROJ_DATA if they point to another program's data, then repair the environment "
            "(`earthscribe setup --repair`).")
    set_here = ", ".join(f"{name} is set" for name in ("PROJ_LIB", "PROJ_DATA") if os.environ.get(name))
    try:
        points, operation = reproject([(9.0, 51.0)], "EPSG:4326", "EPSG:32632")
    except (EarthscribeError, ImportError) as error:
        says = f"PROJ does not work: {error}" + (f" ({set_here})" if set_here else "")
        yield Finding("coordinate systems", PROBLEM, says, cure)
        return
    if abs(points[0][0] - 500000.0) > 0.01 or operation.ballpark:
        yield Finding("coordinate systems", PROBLEM, f"PROJ computes {points[0]} for 9 E 51 N in UTM zone 32", cure)
        return
    yield Finding("coordinate systems", OK, "PROJ and its data work" + (f"; {set_here}" if set_here else ""))


def qgis() -> Iterator[Finding]:
    """Where QGIS is, looked up without starting it."""
    found = [path for path in map(shutil.which, QGIS_PROGRAMS) if path]
    if not found and sys.platform == "win32":
        roots = [os.environ.get(name, "") for name in ("ProgramFiles", "OSGEO4W_ROOT")]
        found = [str(path) for root in roots if root for path in Path(root).glob("QGIS*/bin/qgis*.bat")]
    if not found and sys.platform == "darwin":
        found = [str(path) for path in Path("/Applications").glob("QGIS*.app")]
    if found:
        yield Finding("QGIS", OK, found[0])
    else:
        yield Finding("QGIS", NOTE, "not found on this machine; the command line does without",
                      "Install QGIS 3.22 or newer to draw boxes on a map.")
