"""Small rasters with every kind of place, and where a point of them lies by GDAL's own reckoning."""

from __future__ import annotations

import math

import numpy as np
from osgeo import gdal, osr

WIDTH, HEIGHT = 200, 160
UTM = "EPSG:32632"
gdal.UseExceptions()


def make(path, transform=None, crs=None, gcps=()):
    """A three-band picture with some structure."""
    y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
    bands = (x % 256, (y * 2) % 256, ((x // 16 + y // 16) % 2) * 180 + 40)
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), WIDTH, HEIGHT, 3, gdal.GDT_Byte)
    for number, band in enumerate(bands, 1):
        dataset.GetRasterBand(number).WriteArray(band.astype(np.uint8))
    wkt = ""
    if crs:
        reference = osr.SpatialReference()
        reference.SetFromUserInput(crs)
        wkt = reference.ExportToWkt()
    if transform:
        dataset.SetGeoTransform(transform)
        dataset.SetProjection(wkt)
    if gcps:
        dataset.SetGCPs([gdal.GCP(mx, my, 0.0, px, py) for px, py, mx, my in gcps], wkt)
    del dataset
    return str(path)


def utm(path):
    """North up, half a metre, UTM 32N."""
    return make(path, (500000.0, 0.5, 0.0, 5400000.0, 0.0, -0.5), UTM)


def turned(path, degrees=30.0):
    """The same on a grid turned against north."""
    cos, sin = 0.5 * math.cos(math.radians(degrees)), 0.5 * math.sin(math.radians(degrees))
    return make(path, (500000.0, cos, sin, 5400000.0, sin, -cos), UTM)


def with_gcps(path):
    """No transform but nine control points that bend a little."""
    points = [(px, py, 500000.0 + 0.5 * px + 0.0002 * py * py, 5400000.0 - 0.5 * py + 0.0001 * px * py)
              for px in (0.0, 100.0, 200.0) for py in (0.0, 80.0, 160.0)]
    return make(path, crs=UTM, gcps=points)


def with_rpcs(path):
    """Rational polynomials over longitude and latitude, nearly north up, with a little bend."""
    made = make(path)
    numerators = {"LINE_NUM_COEFF": {0: 0.002, 1: 0.03, 2: -1.0, 7: 0.004},
                  "SAMP_NUM_COEFF": {1: 1.0, 2: 0.05, 4: 0.006}}
    terms = {name: " ".join(str(float(values.get(i, 0.0))) for i in range(20)) for name, values in numerators.items()}
    one = " ".join(["1.0"] + ["0.0"] * 19)
    dataset = gdal.Open(made, gdal.GA_Update)
    dataset.SetMetadata({
        "LINE_OFF": "80", "SAMP_OFF": "100", "LAT_OFF": "48.7", "LONG_OFF": "9.0", "HEIGHT_OFF": "0",
        "LINE_SCALE": "80", "SAMP_SCALE": "100", "LAT_SCALE": "0.0004", "LONG_SCALE": "0.0007", "HEIGHT_SCALE": "500",
        "LINE_DEN_COEFF": one, "SAMP_DEN_COEFF": one, **terms}, "RPC")
    del dataset
    return made


def carried(points, source, target):
    """Points in another CRS, x or longitude first."""
    if source == target:
        return list(points)
    ends = []
    for name in (source, target):
        reference = osr.SpatialReference()
        reference.SetFromUserInput(name)
        reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        ends.append(reference)
    way = osr.CoordinateTransformation(*ends)
    return [way.TransformPoint(x, y)[:2] for x, y in points]


def pixels(path, points):
    """Map points of the file's CRS in pixels of the file, by GDAL."""
    dataset = gdal.Open(path)
    options = ["METHOD=GCP_POLYNOMIAL"] if dataset.GetGCPCount() else []
    transformer = gdal.Transformer(dataset, None, options)
    return [transformer.TransformPoint(1, x, y)[1][:2] for x, y in points]


def box(first, second, third):
    """The rectangle of an edge and a third point, written another way than the plugin's."""
    a, b, p = (np.array(point) for point in (first, second, third))
    along = (b - a) / np.linalg.norm(b - a)
    off = (p - a) - np.dot(p - a, along) * along
    return [tuple(a), tuple(b), tuple(b + off), tuple(a + off)]
