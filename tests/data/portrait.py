"""All that can be read of a raster, as JSON values: run by both engines, in two processes, and compared.

As a program (for a Python with osgeo): a task or an engine, then paths; prints {path: answer}. `warped` is the oracle
of what QGIS shows: pixels of GDAL's own warped VRT with the file pixel they were taken from.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def register() -> None:
    """Make `import earthscribe` work in a bare Python."""
    spec = importlib.util.spec_from_file_location("earthscribe", ROOT / "__init__.py",
                                                  submodule_search_locations=[str(ROOT)])
    module = importlib.util.module_from_spec(spec)
    sys.modules["earthscribe"] = module
    spec.loader.exec_module(module)


def portrait(path: str, engine: str) -> dict[str, Any]:
    """Facts, and fingerprints of several ways to read."""
    from earthscribe.inference.geometry import PixelWindow
    from earthscribe.inference.raster import open_raster

    with open_raster(path, engine) as source:
        info = source.info
        width, height = min(info.width, 1024), min(info.height, 1024)
        numbers = [band.number for band in info.bands]
        reads = {
            "whole": (PixelWindow(0, 0, width, height), numbers, None),
            "part": (PixelWindow(5, 7, width // 3, height // 2), numbers[:1], None),
            "outside": (PixelWindow(-10, -3, width // 2, height // 2), numbers[-1:], None),
            "smaller": (PixelWindow(0, 0, width, height), numbers, (width // 5, height // 4)),
            "outside smaller": (PixelWindow(-8, -8, width, height), numbers, (width // 3, height // 3)),
            "larger": (PixelWindow(3, 2, 9, 7), numbers, (30, 23)),
            "both": (PixelWindow(1, 1, 8, width // 2), numbers, (24, 5)),
        }
        said: dict[str, Any] = {"info": repr(info), "grid": repr(info.grid.map_points([(0, 0), (7.5, 3.25)]))}
        if info.crs:
            said["lonlat"] = [[round(v, 9) for v in point] for point in source.lonlat(info.grid.map_points([(3, 4)]))]
        for name, (window, bands, size) in reads.items():
            pixels = source.read(window, bands, size)
            said[name] = [pixels.values.dtype.name, list(pixels.values.shape), int(pixels.valid.sum()), pixels.padded,
                          hashlib.sha256(pixels.values.tobytes() + pixels.valid.tobytes()).hexdigest()]
    return said


def warped(path: str) -> list[list[float]]:
    """(x_map, y_map, x_px, y_px) in the VRT that GDAL, and so QGIS, shows for rasters off a plain grid."""
    from osgeo import gdal

    dataset = gdal.Open(path)
    vrt = gdal.AutoCreateWarpedVRT(dataset, None, None, gdal.GRA_NearestNeighbour, 0.0)
    x0, a, _, y0, _, e = vrt.GetGeoTransform()
    columns, rows = vrt.GetRasterBand(1).ReadAsArray(), vrt.GetRasterBand(2).ReadAsArray()
    places = [(x, y) for y in range(3, vrt.RasterYSize, 5) for x in range(3, vrt.RasterXSize, 5)]
    return [[x0 + a * (x + 0.5), y0 + e * (y + 0.5), float(columns[y, x]), float(rows[y, x])]
            for x, y in places if columns[y, x] or rows[y, x]]


def carried(case: str) -> list[Any]:
    """What osr makes of "SOURCE TARGET X Y": the point and whether it was ballpark, or the error."""
    from earthscribe.inference.errors import EarthscribeError
    from earthscribe.inference.raster.crs import by_osr

    source, target, x, y = json.loads(case)
    try:
        points, operation = by_osr([(x, y)], source, target)
    except EarthscribeError as error:
        return [type(error).__name__, error.message]
    return [points[0], operation.ballpark, operation.name]


def failing(path: str) -> list[str]:
    """The error of opening a file with osgeo.gdal and reading all of it."""
    from earthscribe.inference.errors import EarthscribeError
    from earthscribe.inference.raster import open_raster

    try:
        with open_raster(path, "gdal") as source:
            source.read(source.info.grid.full_window, [1, 2, 3])
    except EarthscribeError as error:
        return [type(error).__name__, error.message, error.hint]
    return []


def use_exceptions() -> None:
    """Switch GDAL's exceptions on, as another plugin in the same process may have done."""
    from osgeo import gdal, osr

    gdal.UseExceptions()
    osr.UseExceptions()


if __name__ == "__main__":
    register()
    task, *paths = sys.argv[1:]
    if task.endswith("+exceptions"):
        use_exceptions()
        task = task.split("+", maxsplit=1)[0]
    asks = {"warped": warped, "carried": carried, "failing": failing}
    ask = asks.get(task, lambda path: portrait(path, task))
    print(json.dumps({path: ask(path) for path in paths}))
