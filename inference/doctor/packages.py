"""Python and the packages of every tier: whether they are there, which version, and whether they really load."""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
import platform
import sys
from dataclasses import dataclass
from typing import Dict, Iterator, Optional, Tuple

from ..raster.crs import inside_qgis
from .finding import NOTE, OK, PROBLEM, Finding

OLDEST = (3, 9)
SETUP = "Open Set-up in QGIS or run `earthscribe setup` (in a checkout: `make setup`)."


@dataclass(frozen=True)
class Package:
    """A package we use, by the name it is imported and the names it is installed under."""

    module: str
    distributions: Tuple[str, ...]
    purpose: str


LIGHT = (
    Package("numpy", ("numpy",), "everything"),
    Package("rasterio", ("rasterio",), "reading rasters"),
    Package("pyproj", ("pyproj",), "coordinate systems"),
    Package("shapely", ("shapely",), "polygons"),
    Package("pyogrio", ("pyogrio",), "reading vector files"),
    Package("PIL", ("pillow",), "pictures in other formats"),
    Package("httpx", ("httpx",), "model servers"),
    Package("onnxruntime", ("onnxruntime", "onnxruntime-gpu"), "small models"),
)
LARGE = (
    Package("torch", ("torch",), "large models"),
    Package("transformers", ("transformers",), "large models"),
    Package("safetensors", ("safetensors",), "large models"),
)
NOT_IN_QGIS = ("rasterio", "pyproj", "shapely", "pyogrio")
"""They bring their own GDAL, PROJ and GEOS, which must not be loaded beside those of QGIS."""


def python() -> Iterator[Finding]:
    """The interpreter that examines."""
    says = f"{platform.python_implementation()} {platform.python_version()} on {platform.system()} {platform.machine()}"
    if sys.version_info[:2] < OLDEST:
        yield Finding("Python", PROBLEM, says, f"Use Python {OLDEST[0]}.{OLDEST[1]} or newer.")
    else:
        yield Finding("Python", OK, says)


def all_tiers() -> Iterator[Finding]:
    """One finding per package of the light tier, one for what large models need."""
    osgeo = importlib.util.find_spec("osgeo") is not None
    for package in LIGHT:
        yield light(package, osgeo_there=osgeo)
    yield large_models()


def light(package: Package, *, osgeo_there: bool) -> Finding:
    """A package of the light tier; where GDAL's own Python is, rasters and coordinates need no other."""
    if importlib.util.find_spec(package.module) is None:
        spared = osgeo_there and package.module in NOT_IN_QGIS
        needed = package.module in ("numpy", "rasterio", "pyproj") and not spared
        instead = "; GDAL's own Python does it here" if spared else ""
        return Finding(package.module, PROBLEM if needed else NOTE,
                       f"not installed (for {package.purpose}{instead})", "" if spared else SETUP)
    version = installed(package) or "of unknown version"
    if inside_qgis() and package.module in NOT_IN_QGIS:
        return Finding(package.module, OK, f"{version}, not loaded here because QGIS has its own")
    broken = why_not_loading(package.module)
    if broken:
        return Finding(package.module, PROBLEM, f"{version} is installed but does not load: {broken}", SETUP)
    return Finding(package.module, OK, version)


def large_models() -> Finding:
    """What large models need; it may well be left out."""
    found: Dict[str, Optional[str]] = {each.module: installed(each) for each in LARGE}
    if not any(found.values()):
        return Finding("large models", NOTE, "torch and transformers are not installed; only large models need them",
                       "Install the large tier with Set-up in QGIS or `earthscribe setup --tier torch` (in a checkout: "
                       "`make setup`).")
    missing = [name for name, version in found.items() if version is None]
    if missing:
        return Finding("large models", PROBLEM, f"{', '.join(missing)} missing beside the others", SETUP)
    says = ", ".join(f"{name} {version}" for name, version in found.items())
    broken = next(filter(None, (why_not_loading(each.module) for each in LARGE)), "")
    if broken:
        return Finding("large models", PROBLEM, f"{says}: installed but not loading: {broken}", SETUP)
    return Finding("large models", OK, says)


def installed(package: Package) -> Optional[str]:
    """Distribution and version of a package, None where it is not installed."""
    for name in package.distributions:
        try:
            version = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
        return version if name == package.distributions[0] else f"{version} ({name})"
    return None


def why_not_loading(module: str) -> str:
    """What importing a module says when it fails, "" when it loads; broken libraries raise all kinds of errors."""
    try:
        importlib.import_module(module)
    except Exception as error:  # noqa: BLE001 (a broken package may raise anything on import)
        return f"{type(error).__name__}: {error}"
    return ""
