"""A raster layer of QGIS as pixels somebody can read, and how QGIS lays those pixels out.

What the layer says is taken in the main thread (`layer_file`); it is opened in any other (`shown_raster`), so that a
slow disk or server does not hold up the window. Files are read where the models are; what only QGIS can read - web
maps, layers in memory, sources behind a log-in - comes with a `Reader` that reads it in the thread of the task that
asks. Layers without pixels of their own get a grid at a resolution that is chosen, shown and recorded.

QGIS shows rotated, GCP and RPC rasters through a warped VRT of its own, so the layer's pixels are not the file's; its
coordinates are the file's map coordinates all the same. A raster without any georeference QGIS shows with
map = (x, -y). `ShownRaster.grid` is the grid for exactly these coordinates, so that a place on the canvas finds its
pixel of the FILE.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Optional, Tuple, Union

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsMapLayer,
    QgsMapSettings,
    QgsRasterDataProvider,
    QgsRasterLayer,
)

from ...inference.errors import EarthscribeError, NoImageThere, UnsupportedRaster
from ...inference.geodesy import step_lengths
from ...inference.geometry import Corners, MapQuad, PixelQuad, Point
from ...inference.georef import AffinePlacement, PixelGrid
from ...inference.raster import LONLAT, Raster, RasterInfo, open_raster
from ...inference.raster.crs import by_osr, short
from ...inference.values import Description, Source, Stop
from .crs import Passage, crs_of, name_of, same_crs
from .ground_resolution import UNSAID, Laid, Wish
from .provider_source import ProviderPixels, Trouble, fingerprint_of, info_of, is_rendered
from .reader import Opened, Reader
from .recorded import recorded
from .xyz_tiles import Template, TileStore, XyzPixels

FILES = "gdal"
OPTION = "|option:"
IN_MEMORY = ("MEM:::", "/vsimem/", "<")
"""Beginnings of what is no file: pixels in memory, and definitions that stand in the project itself."""
WITH_KEY = " authcfg="
BOX_ON_CANVAS = 128.0
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
class LayerPixels:
    """A raster layer whose pixels are within reach of QGIS only, and what the layer says of it."""

    name: str
    source: str
    """What is written down as the raster: without keys and passwords."""
    crs: QgsCoordinateReferenceSystem
    size: Tuple[int, int]
    provider: QgsRasterDataProvider = field(repr=False)
    """A clone, from which every thread makes its own."""
    gdal_name: str = field(default="", repr=False)
    """What GDAL opens in this process, where it can."""
    wish: Wish = UNSAID


@dataclass(frozen=True)
class ShownRaster:
    """A raster and how QGIS shows it."""

    info: RasterInfo
    grid: PixelGrid
    """Pixels of the file <-> coordinates of the layer."""
    crs: QgsCoordinateReferenceSystem
    """What QGIS takes the layer's coordinates for; the user may have said otherwise than the file."""
    resolution: str = ""
    """The resolution that was chosen for a layer without pixels of its own, in the user's language; else ""."""
    laid: Optional[Laid] = field(default=None, repr=False, compare=False)
    """The grid of that resolution, where the user did not ask for one."""
    reader: Optional[Reader] = field(default=None, repr=False, compare=False)
    """Reads it in this process; None for files, which are read where the models are."""

    @cached_property
    def read_here(self) -> Reader:
        """A reader in this process for a file, for those that the model process cannot open."""
        path, info = self.info.source.path, self.info
        return Reader(path, lambda _stop: Opened(open_raster(path, engine="gdal"), Trouble()),
                      notes=(f"The model process could not open {info.driver} files: QGIS read the pixels.",))

    def fits(self, shown: OnCanvas) -> bool:
        """Whether its resolution still suits what a canvas shows, and where; files always do."""
        return self.laid is None or self.laid.fits(shown.gsd, shown.at)

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
                       notes=(*description.view.notes, note), crs_raster=self.info.crs)
        return replace(description, view=view)


@dataclass(frozen=True)
class OnCanvas:
    """What the canvas shows of a layer: true metres on the ground per pixel of the screen, and where."""

    gsd: float
    at: Optional[Point]
    """The middle of the canvas in the layer's CRS."""


def on_canvas(layer: QgsMapLayer, settings: QgsMapSettings) -> OnCanvas:
    """What a canvas with these settings shows; nothing where that place is not known."""
    middle, pixel = settings.visibleExtent().center(), settings.mapUnitsPerPixel()
    probe = PixelGrid.from_affine((pixel, 0.0, middle.x(), 0.0, -pixel, middle.y()), 1, 1, "")
    context = settings.transformContext()
    try:
        crs = settings.destinationCrs()
        ground = Passage(crs, crs_of(LONLAT), context).forward if crs.isValid() else None
        at = Passage(crs, layer.crs(), context).forward([(middle.x(), middle.y())])[0]
        return OnCanvas(probe.ground((0.0, 0.0), ground).gsd if ground is not None else pixel, at)
    except EarthscribeError:  # the canvas shows no place on Earth
        return OnCanvas(0.0, None)


def on_box(corners: Corners, seen_in: QgsCoordinateReferenceSystem, layer: QgsMapLayer,
           context: QgsCoordinateTransformContext) -> OnCanvas:
    """As if a canvas showed this box BOX_ON_CANVAS pixels long, for those who know it before the layer is open."""
    middle = sum(x for x, _ in corners) / 4.0, sum(y for _, y in corners) / 4.0
    try:
        at = Passage(seen_in, layer.crs(), context).forward([middle])[0]
        places = Passage(seen_in, crs_of(LONLAT), context).forward([*corners, *corners[:1]])
        return OnCanvas(float(step_lengths(places).max()) / BOX_ON_CANVAS, at)
    except EarthscribeError:  # the box lies nowhere on Earth, which whoever opens the layer will say
        return OnCanvas(0.0, None)


def layer_file(layer: QgsMapLayer, *, gsd: float = 0.0, canvas_gsd: float = 0.0,
               at: Optional[Point] = None) -> Union[LayerFile, LayerPixels]:
    """Where the layer's pixels stand, or words why there are none.

    `gsd` is the resolution the user wants of a layer without pixels of its own, in true metres on the ground, and
    `canvas_gsd` what the canvas shows at a point of the layer's CRS (`on_canvas`).
    """
    if not isinstance(layer, QgsRasterLayer):
        raise UnsupportedRaster(layer.name(), "it is not a raster layer", hint="Choose a raster layer.")
    if not layer.isValid():
        raise UnsupportedRaster(layer.name(), "QGIS could not load it",
                                hint="Repair its data source in the layer panel, or choose another layer.")
    source, size = str(layer.source()), (layer.width(), layer.height())
    if layer.providerType() == FILES and not source.startswith(IN_MEMORY) and WITH_KEY not in source:
        return LayerFile(layer.name(), source.split(OPTION, 1)[0], layer.crs(), size)
    provider = layer.dataProvider().clone()
    if provider is None:
        raise UnsupportedRaster(layer.name(), f"its provider {layer.providerType()!r} cannot be used beside the map",
                                hint="Save it as a file with Export > Save As, and choose that.")
    in_memory = layer.providerType() == FILES and WITH_KEY not in source
    return LayerPixels(layer.name(), recorded(source, layer.name()), layer.crs(), size, provider,
                       source.split(OPTION, 1)[0] if in_memory else "", Wish(gsd, canvas_gsd, at))


def shown_raster(layer: Union[LayerFile, LayerPixels]) -> ShownRaster:
    """The layer's raster, opened for its facts only; in a thread of its own where somebody waits at the window."""
    if isinstance(layer, LayerFile):
        return _of_file(layer)
    if layer.gdal_name:
        try:
            return _of_memory(layer)
        except UnsupportedRaster:  # GDAL may be told not to open what lies in memory; QGIS has it open
            return _of_provider(layer)
    return _of_provider(layer)


def _of_file(file: LayerFile) -> ShownRaster:
    source = open_raster(file.path, engine="gdal")
    try:
        info = source.info
    finally:
        source.close()
    grid = _laid_out(info)
    _same_pixels(file, grid)
    return ShownRaster(info, grid, file.crs)


def _laid_out(info: RasterInfo) -> PixelGrid:
    """The grid for the coordinates that QGIS gives a raster."""
    grid = info.grid
    if info.georeference == "none":
        return PixelGrid.from_affine(QGIS_UNPLACED, grid.width, grid.height, grid.crs)
    return grid


def _of_memory(layer: LayerPixels) -> ShownRaster:
    """A raster in the memory of this process, which GDAL reads here like a file."""
    recorded_as = Source(layer.source, fingerprint_of(layer.gdal_name))

    def opened(_stop: Stop) -> Opened:
        raster = open_raster(layer.gdal_name, engine="gdal")
        raster.info = replace(raster.info, source=recorded_as)
        return Opened(raster, Trouble())

    first = opened(lambda: False).source
    info = first.info
    first.close()
    return ShownRaster(info, _laid_out(info), layer.crs, reader=Reader(layer.name, opened))


def _of_provider(layer: LayerPixels) -> ShownRaster:
    """A raster that a provider of QGIS reads or renders."""
    provider = layer.provider.clone()
    laid, info = info_of(provider, layer.source, name_of(layer.crs), layer.wish)

    template = Template.of(provider.dataSourceUri()) if laid is not None and laid.zoom is not None else None
    store = TileStore()

    def opened(stop: Stop) -> Opened:
        pixels: Union[XyzPixels, ProviderPixels]
        if template is not None and laid is not None and laid.zoom is not None:
            pixels = XyzPixels(template, laid.zoom, info, store, stop)
        else:
            pixels = ProviderPixels(layer.provider.clone(), info, stop)
        return Opened(Raster(pixels, info, lambda points: by_osr(points, info.crs, LONLAT)[0]), pixels.trouble)

    notes = () if laid is None else (f"The layer has no pixels of its own: it was read at {laid.words}.",)
    reader = Reader(layer.name, opened, remote=is_rendered(provider), notes=notes)
    return ShownRaster(info, info.grid, layer.crs, "" if laid is None else laid.said(),
                       None if layer.wish.gsd else laid, reader)


def _same_pixels(file: LayerFile, grid: PixelGrid) -> None:
    """Refuse a layer that shows other pixels than the file has: an overview by open option, a file that changed."""
    placement = grid.placement
    upright = (isinstance(placement, AffinePlacement) and placement.b == 0.0 and placement.d == 0.0
               and placement.a > 0.0 and placement.e < 0.0)
    if upright and file.size != (grid.width, grid.height):
        raise NoImageThere(file.name, f"QGIS shows {file.size[0]} x {file.size[1]} pixels and the file has "
                                      f"{grid.width} x {grid.height}",
                           hint="Remove the layer and add the file again, without open options.")
