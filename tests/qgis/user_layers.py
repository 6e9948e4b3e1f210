"""Polygon layers as users have them: a GeoPackage, a shapefile, a memory layer, with fields of their own."""

from __future__ import annotations

import contextlib
import sqlite3

from earthscribe.inference.geometry import MapQuad
from earthscribe.tests.described import UTM, described
from earthscribe.ui.host.store import Kept
from osgeo import ogr, osr
from qgis.core import QgsProject, QgsVectorLayer

CRS = "EPSG:32632"
KINDS = ("GPKG", "ESRI Shapefile", "memory")
_SUFFIX = {"GPKG": "gpkg", "ESRI Shapefile": "shp"}
_TYPES = {"text": ogr.OFTString, "real": ogr.OFTReal, "integer": ogr.OFTInteger, "day": ogr.OFTDate}
_MEMORY = {"text": "string", "real": "double", "integer": "integer", "day": "date"}


@contextlib.contextmanager
def database(path, isolation_level=""):
    """A file of SQLite opened beside QGIS: what was done is kept, and the file is closed."""
    connection = sqlite3.connect(path, isolation_level=isolation_level)
    try:
        yield connection
        if isolation_level is not None:
            connection.commit()
    finally:
        connection.close()


def kept(text="A long roof.", uid="first", corners=UTM, crs=CRS, **changes):
    """A description as somebody accepted it."""
    description = described(uid=uid, crs=crs, corners=corners, text=text)
    return Kept(description, MapQuad(corners, crs), changed=False, **changes)


def make(folder, kind="GPKG", fields=(("descr", "text", 0), ("class", "text", 40), ("length_m", "real", 0)),
         geometry="Polygon", epsg=32632, name="roofs", options=()):
    """A layer in the project; fields are (name, type, length)."""
    if kind == "memory":
        said = "&".join(f"field={each}:{_MEMORY[what]}" + (f"({length})" if length else "")
                        for each, what, length in fields)
        layer = QgsVectorLayer(f"{geometry}?crs=EPSG:{epsg}&{said}", name, "memory")
    else:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.{_SUFFIX[kind]}"
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(epsg)
        source = ogr.GetDriverByName(kind).CreateDataSource(str(path))
        table = source.CreateLayer(name, reference, getattr(ogr, f"wkb{geometry}"), list(options))
        for each, what, length in fields:
            field = ogr.FieldDefn(each, _TYPES[what])
            if length:
                field.SetWidth(length)
            table.CreateField(field)
        del table, source
        layer = QgsVectorLayer(str(path), name, "ogr")
    assert layer.isValid()
    QgsProject.instance().addMapLayer(layer)
    return layer


def texts(layer, field="descr"):
    """What stands in a field of all rows."""
    return [feature[field] for feature in layer.getFeatures()]
