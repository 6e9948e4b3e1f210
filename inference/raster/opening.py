"""Opening a raster by path or GDAL name: the engine, the fingerprint, and a clear sentence for what is no raster."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import os
import re
from pathlib import Path
from typing import List

from ..errors import BadOption, NoCrs, NoImageThere, PackageMissing, UnsupportedRaster
from ..geometry import Point
from ..values import Source
from .crs import LONLAT, by_osr, by_pyproj, inside_qgis
from .facts import info_of
from .reading import Raster
from .stored import StoredRaster

ENGINES = ("auto", "rasterio", "gdal")
SIDECARS = (".aux.xml", ".msk", ".ovr", ".msk.ovr")
"""Files beside a raster that change what it says."""
WORLD_FILES = (".tfw", ".tifw", ".wld", ".jgw", ".pgw", ".j2w", ".bpw", ".prj", ".hdr", ".tab")
VECTORS = frozenset({".shp", ".geojson", ".json", ".kml", ".kmz", ".gml", ".fgb", ".csv", ".dxf", ".gpx", ".parquet",
                     ".geoparquet", ".gpkg", ".sqlite", ".topojson", ".tab", ".mif", ".osm", ".pbf"})
_URL = re.compile(r"^([a-z][a-z0-9+.]{1,19})://", re.IGNORECASE)
_GDAL_NAME = re.compile(r"^(/vsi|<|[A-Za-z][A-Za-z0-9_]+:)")


def open_raster(path: str, engine: str = "auto") -> Raster:
    """An open raster; `engine` is "rasterio", "gdal" (osgeo), or "auto": rasterio where it may be used, else osgeo."""
    chosen = _engine(engine)
    name = os.fspath(path)
    _check_name(name)
    try:
        stored = _stored(name, chosen)
    except UnsupportedRaster as error:
        raise _explained(name, error) from error
    try:
        info = info_of(stored.facts(), Source(name, fingerprint(name)))
        return Raster(stored, info, functools.partial(_lonlat, name, info.crs, chosen))
    except BaseException:
        stored.close()
        raise


def _engine(engine: str) -> str:
    if engine not in ENGINES:
        raise BadOption("The raster engine", engine, ", ".join(ENGINES))
    if engine == "auto":
        usable = not inside_qgis() and importlib.util.find_spec("rasterio") is not None
        engine = "rasterio" if usable else "gdal"
    module = "osgeo" if engine == "gdal" else engine
    if importlib.util.find_spec(module) is None:
        raise PackageMissing("rasterio" if engine == "rasterio" else "osgeo (GDAL)", "reading rasters")
    return engine


def _stored(path: str, engine: str) -> StoredRaster:
    if engine == "rasterio":
        from .rasterio_source import RasterioFile

        return RasterioFile(path)
    from .gdal_source import GdalFile

    return GdalFile(path)


def _lonlat(path: str, crs: str, engine: str, points: List[Point]) -> List[Point]:
    if not crs:
        raise NoCrs(path)
    return (by_pyproj if engine == "rasterio" else by_osr)(points, crs, LONLAT)[0]


def is_gdal_name(path: str) -> bool:
    """Whether this is a name only GDAL understands (/vsizip/..., NETCDF:...) and no file of the file system."""
    return bool(_GDAL_NAME.match(path)) and not os.path.lexists(path)


def _check_name(path: str) -> None:
    """Refuse what need not be tried, with the reason; nothing is ever fetched that was not written as /vsi..."""
    scheme = _URL.match(path)
    if scheme is not None:
        raise UnsupportedRaster(path, "it is an address, not a file", hint=_instead(scheme.group(1).lower(), path))
    if is_gdal_name(path) and not re.match(r"^[A-Za-z]:[\\/]", path):
        return
    file = Path(path)
    if not path or not file.exists():
        raise NoImageThere(path or "an empty path", "no such file")
    if not os.access(path, os.R_OK):
        raise UnsupportedRaster(path, "this account may not read it", hint="Ask for the right to read it, or copy it.")
    if file.is_file() and file.stat().st_size == 0:
        raise UnsupportedRaster(path, "the file is empty", hint="Copy or download it again.")


def _instead(scheme: str, path: str) -> str:
    """What to write in place of an address."""
    if scheme in {"http", "https", "ftp"}:
        return f"Download it first, or write /vsicurl/{path} to read it over the network."
    return "Write the plain path, without file://." if scheme == "file" else "Download it first."


def _explained(path: str, error: UnsupportedRaster) -> UnsupportedRaster:
    """The error of opening, with the most likely reason."""
    file = Path(path)
    if is_gdal_name(path):
        return UnsupportedRaster(path, "GDAL finds no raster of that name", detail=error.detail)
    if file.is_dir():
        return UnsupportedRaster(path, "it is a folder", hint="Choose a raster file inside it.", detail=error.detail)
    if file.suffix.lower() in VECTORS:
        return UnsupportedRaster(path, "it holds vector data or a table, no picture",
                                 hint="Choose a raster file, for example a GeoTIFF.", detail=error.detail)
    return error


def fingerprint(path: str) -> str:
    """A short text that changes when the file or what stands beside it changes; no pixel is read.

    The same in every engine and process. A name without a file behind it stands for itself.
    """
    said = [path]
    for file in _files_of(path):
        try:
            status = file.stat()
        except OSError:  # not there: that is a state too
            continue
        said.append(f"{file.resolve()} {status.st_size} {status.st_mtime_ns}")
    if len(said) > 1 and not is_gdal_name(path):
        said[0] = ""  # a file is the same however its path is written; one archive holds many names
    return hashlib.sha256("\n".join(said).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _files_of(path: str) -> List[Path]:
    """The file of a path or of a name such as /vsizip/a.zip/b.tif or NETCDF:"a.nc":v, and its companions."""
    if not is_gdal_name(path):
        file = Path(path)
        return [file, *(Path(path + ending) for ending in SIDECARS),
                *(file.with_suffix(ending) for ending in WORLD_FILES if ending != file.suffix.lower())]
    inner = re.sub(r"^(?:/vsi[a-z0-9_]+/)+", "", path)
    for piece in re.split(r"[\"']|(?<=[A-Za-z0-9_]{2}):", inner):
        candidate = Path(piece)
        for place in (candidate, *candidate.parents):
            if place.is_file():
                return [place]
    return []
