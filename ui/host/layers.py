"""A raster layer of QGIS as a file, and how QGIS lays that file's pixels out.

What the layer says is taken in the main thread (`layer_file`); the file is opened in any other (`shown_raster`), so
that a slow disk does not hold up the window.

QGIS shows rotated, GCP and RPC rasters through a warped VRT of its own, so the layer's pixels are not the file's; its
coordinates are the file's map coordinates all the same. A raster without any georeference QGIS shows with
map = (x, -y). `ShownRaster.grid` is the grid for exactly these coordinates, so that a place on the canvas finds its
pixel of the FILE.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Tuple

from qgis.core import QgsCoordinateReferenceSystem, QgsMapLayer, QgsRasterLayer

from ...inference.errors import NoImageThere, UnsupportedRaster
from ...inference.geometry import MapQuad, PixelQuad
from ...inference.georef import AffinePlacement, PixelGrid
from ...inference.raster import RasterInfo, open_raster
from ...inference.raster.crs import short
from ...inference.values import Description
from .crs import crs_of, name_of, same_crs

FILES = "gdal"
OPTION = "|option:"
NOT_ON_DISK = ("MEM:::", "/vsimem/", "<VRTDataset")
QGIS_UNPLACED = (1.0, 0.0, 0.0, 0.0, -1.0, 0.0)
"""How QGIS lays out a raster that says nothing about its place."""


@dataclass(frozen=True)
class LayerFile:
    """The file behind a raster layer, and what the layer says of it."""

    name: str
    path: str
    """What GDAL opens to get the layer's pixels: a path or the name of a subdataset."""
    crs: QgsCoordinateReferenceSystem
    size: Tuple[int, int]


@dataclass(frozen=True)
class ShownRaster:
    """A raster file and how QGIS shows it."""

    info: RasterInfo
    grid: PixelGrid
    """Pixels of the file <-> coordinates of the layer."""
    crs: QgsCoordinateReferenceSystem
    """What QGIS takes the layer's coordinates for; the user may have said otherwise than the file."""

    @property
    def renamed(self) -> bool:
        """Whether the user gave the layer another CRS than the file has."""
        return self.crs.isValid() and not same_crs(self.crs, crs_of(self.info.crs))

    def map_quad(self, quad: PixelQuad) -> MapQuad:
        """Where QGIS shows a quad, in the layer's CRS."""
        return replace(self.grid.to_map(quad), crs=name_of(self.crs))

    def placed(self, description: Description) -> Description:
        """The description at the place where QGIS shows its object, with a note where that is the user's word."""
        if not self.renamed:
            return description
        own = short(self.info.crs) or "none"
        note = f"The CRS {short(name_of(self.crs))} was assigned in QGIS; the file says {own}."
        view = replace(description.view, map_quad=self.map_quad(description.view.quad),
                       notes=(*description.view.notes, note))
        return replace(description, view=view)


def layer_file(layer: QgsMapLayer) -> LayerFile:
    """The file where the layer's pixels stand, or words why there is none."""
    if not isinstance(layer, QgsRasterLayer):
        raise UnsupportedRaster(layer.name(), "it is not a raster layer", hint="Choose a raster layer.")
    if not layer.isValid():
        raise UnsupportedRaster(layer.name(), "QGIS could not load it",
                                hint="Repair its data source in the layer panel, or choose another layer.")
    if layer.providerType() != FILES:
        raise UnsupportedRaster(
            layer.name(), f"its pixels come from the provider {layer.providerType()!r} and not from a file",
            hint="Choose a raster file such as a GeoTIFF, or save the part you need with Export > Save As.")
    if layer.source().startswith(NOT_ON_DISK) or " authcfg=" in layer.source():
        raise UnsupportedRaster(layer.name(), "its pixels are within reach of QGIS only",
                                hint="Save it as a file with Export > Save As, and choose that.")
    return LayerFile(layer.name(), str(layer.source().split(OPTION, 1)[0]), layer.crs(),
                     (layer.width(), layer.height()))


def shown_raster(file: LayerFile) -> ShownRaster:
    """The file, opened for its facts only; in a thread of its own where somebody waits at the window."""
    source = open_raster(file.path, engine="gdal")
    try:
        info = source.info
    finally:
        source.close()
    grid = info.grid
    if info.georeference == "none":
        grid = PixelGrid.from_affine(QGIS_UNPLACED, grid.width, grid.height, grid.crs)
    _same_pixels(file, grid)
    return ShownRaster(info, grid, file.crs)


def _same_pixels(file: LayerFile, grid: PixelGrid) -> None:
    """Refuse a layer that shows other pixels than the file has: an overview by open option, a file that changed."""
    placement = grid.placement
    upright = (isinstance(placement, AffinePlacement) and placement.b == 0.0 and placement.d == 0.0
               and placement.a > 0.0 and placement.e < 0.0)
    if upright and file.size != (grid.width, grid.height):
        raise NoImageThere(file.name, f"QGIS shows {file.size[0]} x {file.size[1]} pixels and the file has "
                                      f"{grid.width} x {grid.height}",
                           hint="Remove the layer and add the file again, without open options.")
