"""Recipes for small rasters, each named for its trouble; `python tests/data/make.py FOLDER [NAME...]` writes them.

Pixels say where they are: the first band is x, the second y, the third x xor y (modulo 256 in bytes), so that a test
can tell which pixel of the file it got. The same recipe always writes the same values.
"""

from __future__ import annotations

import sys
import warnings
import zipfile
from pathlib import Path
from typing import Any, Callable

import numpy as np
import rasterio
from rasterio.control import GroundControlPoint
from rasterio.enums import Resampling
from rasterio.rpc import RPC
from rasterio.transform import Affine

Recipe = Callable[[Path], Path]
RECIPES: dict[str, Recipe] = {}
UTM = "EPSG:32632"
ORIGIN = (500_000.0, 5_300_000.0)


def recipe(make: Recipe) -> Recipe:
    """Register a recipe under its function's name."""
    RECIPES[make.__name__] = make
    return make


def picture(width: int = 64, height: int = 48, bands: int = 3, dtype: str = "uint8") -> np.ndarray:
    """Bands that say where each pixel is."""
    y, x = np.mgrid[0:height, 0:width]
    layers = [x, y, x ^ y, x + y, 3 * x, 3 * y, x * y, 7 + x, 7 + y, 11 * x, 11 * y, 13 + x, 13 + y]
    stack = np.stack(layers[:bands])
    return (stack % 256 if dtype == "uint8" else stack).astype(dtype)


def north_up(pixel: float = 10.0, origin: tuple[float, float] = ORIGIN) -> Affine:
    """An affine without rotation."""
    return Affine(pixel, 0.0, origin[0], 0.0, -pixel, origin[1])


def write(path: Path, values: np.ndarray, crs: Any = UTM, transform: Affine | None = None, **profile: Any) -> Path:
    """A small tiled or striped GeoTIFF."""
    facts: dict[str, Any] = {"driver": "GTiff", "compress": "deflate", "count": values.shape[0],
                             "height": values.shape[1], "width": values.shape[2], "dtype": values.dtype.name,
                             "crs": crs, "transform": transform, **profile}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", rasterio.errors.NotGeoreferencedWarning)
        with rasterio.open(path, "w", **{k: v for k, v in facts.items() if v is not None}) as target:
            target.write(values)
    return path


def named(folder: Path, suffix: str = ".tif") -> Path:
    """The file of the recipe that calls."""
    return folder / (sys._getframe(1).f_code.co_name + suffix)


# --- placements --------------------------------------------------------------------------------------------------


@recipe
def utm(folder: Path) -> Path:
    return write(named(folder), picture(), transform=north_up())


@recipe
def rotated(folder: Path) -> Path:
    return write(named(folder), picture(), transform=Affine.translation(*ORIGIN) @ Affine.rotation(30.0)
                 @ Affine.scale(0.5, -0.5))


@recipe
def sheared(folder: Path) -> Path:
    return write(named(folder), picture(), transform=Affine(2.0, 0.7, ORIGIN[0], -0.3, -1.5, ORIGIN[1]))


@recipe
def south_up(folder: Path) -> Path:
    return write(named(folder), picture(), transform=Affine(10.0, 0.0, ORIGIN[0], 0.0, 10.0, ORIGIN[1]))


@recipe
def no_crs(folder: Path) -> Path:
    return write(named(folder), picture(), crs=None, transform=north_up())


@recipe
def no_georeference(folder: Path) -> Path:
    return write(named(folder), picture(), crs=None)


@recipe
def local_crs(folder: Path) -> Path:
    wkt = 'LOCAL_CS["site grid",UNIT["metre",1],AXIS["Easting",EAST],AXIS["Northing",NORTH]]'
    return write(named(folder), picture(), crs=rasterio.CRS.from_wkt(wkt), transform=north_up(origin=(100.0, 200.0)))


@recipe
def web_mercator_60n(folder: Path) -> Path:
    return write(named(folder), picture(), crs="EPSG:3857",
                 transform=north_up(1.0, (1_200_000.0, 8_399_737.889818357)))


@recipe
def degrees(folder: Path) -> Path:
    return write(named(folder), picture(), crs="EPSG:4326", transform=north_up(1e-4, (11.0, 60.0)))


@recipe
def antimeridian(folder: Path) -> Path:
    """In degrees counted on beyond 180."""
    return write(named(folder), picture(), crs="EPSG:4326", transform=north_up(0.01, (179.7, -17.0)))


@recipe
def custom_albers(folder: Path) -> Path:
    crs = rasterio.CRS.from_proj4("+proj=aea +lat_0=23 +lon_0=-96 +lat_1=29.5 +lat_2=45.5 +datum=WGS84 +units=m")
    return write(named(folder), picture(), crs=crs, transform=north_up(30.0, (-600_000.0, 2_100_000.0)))


def control(count: int, order: int) -> list[GroundControlPoint]:
    """Points of a slightly bent grid in UTM; with order 1 they fit a plane exactly."""
    places = [(0, 0), (64, 0), (64, 48), (0, 48), (32, 24), (20, 40), (48, 12), (48, 36), (16, 36), (32, 0), (0, 24),
              (64, 24)][:count]
    bend = 0.02 if order == 2 else 0.0
    return [GroundControlPoint(row=y, col=x, x=ORIGIN[0] + 10 * x + 3 * y + bend * x * y,
                               y=ORIGIN[1] - 9 * y + 2 * x - bend * x * x) for x, y in places]


def _gcps(path: Path, count: int) -> Path:
    return write(path, picture(), crs=UTM, gcps=control(count, 2))


@recipe
def gcps_3(folder: Path) -> Path:
    return _gcps(named(folder), 3)


@recipe
def gcps_5(folder: Path) -> Path:
    return _gcps(named(folder), 5)


@recipe
def gcps_6(folder: Path) -> Path:
    return _gcps(named(folder), 6)


@recipe
def gcps_12(folder: Path) -> Path:
    return _gcps(named(folder), 12)


@recipe
def gcps_antimeridian(folder: Path) -> Path:
    points = [GroundControlPoint(row=y, col=x, x=(179.9 + 0.005 * x + 180.0) % 360.0 - 180.0, y=-17.0 - 0.004 * y)
              for x, y in ((0, 0), (64, 0), (64, 48), (0, 48))]
    return write(named(folder), picture(), crs="EPSG:4326", gcps=points)


@recipe
def rpc(folder: Path) -> Path:
    def row(*numbers: float) -> list[float]:
        return [*numbers, *[0.0] * (20 - len(numbers))]

    model = RPC(height_off=120.0, height_scale=500.0, lat_off=45.3, lat_scale=0.02, long_off=11.5, long_scale=0.03,
                line_off=24.0, line_scale=25.0, samp_off=32.0, samp_scale=33.0,
                line_num_coeff=row(0.002, 0.03, -1.01, 0.02, 0.001, 0.0003),
                line_den_coeff=row(1.0, 0.0007, -0.0004, 0.0002, 1e-5),
                samp_num_coeff=row(-0.001, 1.003, 0.02, -0.015, 0.0004, 0.0002, 0.0001, 3e-4),
                samp_den_coeff=row(1.0, -0.0003, 0.0005, 0.0001))
    return write(named(folder), picture(), crs=None, rpcs=model)


@recipe
def gcps_and_geotransform(folder: Path) -> Path:
    """A VRT that has both; the geotransform counts."""
    base = write(folder / "gcps_and_geotransform_base.tif", picture(), transform=north_up())
    points = "".join(f'<GCP Id="{n}" Pixel="{p.col}" Line="{p.row}" X="{p.x}" Y="{p.y}"/>'
                     for n, p in enumerate(control(4, 1)))
    path = named(folder, ".vrt")
    path.write_text(
        f'<VRTDataset rasterXSize="64" rasterYSize="48"><SRS>{UTM}</SRS>'
        f"<GeoTransform>{ORIGIN[0]}, 10, 0, {ORIGIN[1]}, 0, -10</GeoTransform>"
        f'<GCPList Projection="{UTM}">{points}</GCPList><VRTRasterBand dataType="Byte" band="1"><SimpleSource>'
        f'<SourceFilename relativeToVRT="1">{base.name}</SourceFilename><SourceBand>1</SourceBand></SimpleSource>'
        "</VRTRasterBand></VRTDataset>", encoding="utf-8")
    return path


# --- values ------------------------------------------------------------------------------------------------------


@recipe
def palette(folder: Path) -> Path:
    path = write(named(folder), picture(bands=1) // 8, transform=north_up())
    with rasterio.open(path, "r+") as target:
        target.write_colormap(1, {n: ((37 * n) % 256, (91 * n) % 256, (5 * n) % 256, 255) for n in range(32)})
    return path


@recipe
def alpha(folder: Path) -> Path:
    values = picture(bands=4)
    values[3] = np.where(np.arange(64) < 20, 0, 255)
    return write(named(folder), values, transform=north_up(), photometric="RGB", alpha="YES")


@recipe
def alpha_of_two(folder: Path) -> Path:
    """Grey and alpha in 16 bits."""
    values = picture(bands=2, dtype="uint16")
    values[1] = np.where(np.arange(64) < 20, 0, 65535)
    return write(named(folder), values, transform=north_up(), alpha="YES")


def _masked(path: Path, *, internal: bool) -> Path:
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=internal):
        write(path, picture(), transform=north_up())
        with rasterio.open(path, "r+") as target:
            mask = np.full((48, 64), 255, np.uint8)
            mask[:, :10] = 0
            target.write_mask(mask)
    return path


@recipe
def external_mask(folder: Path) -> Path:
    return _masked(named(folder), internal=False)


@recipe
def internal_mask(folder: Path) -> Path:
    return _masked(named(folder), internal=True)


@recipe
def nodata_edge(folder: Path) -> Path:
    values = picture(bands=2, dtype="int16") + 1
    values[:, :, :16] = -9999
    values[1, :, 16:20] = -9999  # one band alone
    return write(named(folder), values.astype(np.int16), transform=north_up(), nodata=-9999)


@recipe
def black_is_nodata(folder: Path) -> Path:
    """0 is nodata in an 8-bit picture, where it is also the darkest value of a single band."""
    values = picture()
    values[:, :5, :] = 0
    return write(named(folder), values, transform=north_up(), nodata=0)


@recipe
def float_nan(folder: Path) -> Path:
    values = picture(bands=1, dtype="float32") / 64.0
    values[0, 10:20, 10:20] = np.nan
    values[0, 0, 0] = np.inf
    return write(named(folder), values.astype(np.float32), transform=north_up(), nodata=float("nan"))


@recipe
def float64(folder: Path) -> Path:
    return write(named(folder), picture(bands=2, dtype="float64") * 1e-3, transform=north_up())


@recipe
def complex_slc(folder: Path) -> Path:
    x, y = picture(bands=2, dtype="float32")
    values = ((1.0 + x) * np.exp(1j * y)).astype(np.complex64)[np.newaxis]
    return write(named(folder), values, transform=north_up())


@recipe
def bands_13_uint16(folder: Path) -> Path:
    path = write(named(folder), picture(bands=13, dtype="uint16"), transform=north_up())
    names = ("B1", "B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B9", "B10", "B11", "B12")
    with rasterio.open(path, "r+") as target:
        for number, name in enumerate(names, start=1):
            target.set_band_description(number, name)
        target.update_tags(4, wavelength="664.5", wavelength_units="Nanometers")
        target.update_tags(8, ns="IMAGERY", CENTRAL_WAVELENGTH_UM="0.8328")
        target.update_tags(PRODUCT_START_TIME="2023-06-01T10:10:31.024Z")
        target.scales = (0.0001,) * 13
        target.offsets = (-0.1,) * 13
        target.units = ("reflectance",) * 13
    return path


@recipe
def all_nodata(folder: Path) -> Path:
    return write(named(folder), np.full((1, 48, 64), -9999, np.float32), transform=north_up(), nodata=-9999)


@recipe
def int8(folder: Path) -> Path:
    return write(named(folder), (picture(bands=1, dtype="int16") - 30).astype(np.int8), transform=north_up())


@recipe
def dated(folder: Path) -> Path:
    path = write(named(folder), picture(), transform=north_up())
    with rasterio.open(path, "r+") as target:
        target.update_tags(TIFFTAG_DATETIME="2021:07:14 11:22:33")
    return path


# --- size and state ----------------------------------------------------------------------------------------------


def _with_overviews(path: Path, *, masked: bool) -> Path:
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=False):
        write(path, picture(512, 384), transform=north_up(), tiled=True, blockxsize=128, blockysize=128)
        with rasterio.open(path, "r+") as target:
            if masked:
                mask = np.full((384, 512), 255, np.uint8)
                mask[:, :100] = 0
                target.write_mask(mask)
            target.build_overviews([2, 4, 8], Resampling.nearest)
            for level, value in ((2, 102), (4, 104), (8, 108)):
                assert level in target.overviews(1), value
    return path


@recipe
def overviews(folder: Path) -> Path:
    """The overviews hold other values than the picture (102, 104, 108), so that one sees which was read."""
    path = _with_overviews(named(folder), masked=False)
    for level, value in enumerate((102, 104, 108)):
        with rasterio.open(path, "r+", overview_level=level) as target:
            target.write(np.full((3, target.height, target.width), value, np.uint8))
    return path


@recipe
def external_mask_and_overviews(folder: Path) -> Path:
    return _with_overviews(named(folder), masked=True)


@recipe
def huge_sparse(folder: Path) -> Path:
    """40 000 x 40 000 pixels in a few kB: almost every block was never written."""
    path = named(folder)
    with rasterio.open(path, "w", driver="GTiff", width=40_000, height=40_000, count=3, dtype="uint8", crs=UTM,
                       transform=north_up(0.1), tiled=True, blockxsize=2048, blockysize=2048, sparse_ok=True,
                       compress="deflate") as target:
        target.write(picture(256, 256), window=rasterio.windows.Window(30_000, 20_000, 256, 256))
    return path


@recipe
def truncated(folder: Path) -> Path:
    """Opens, but the end of the pixels is missing."""
    noise = np.random.default_rng(1).integers(0, 255, (3, 96, 96), dtype=np.uint8)
    path = write(named(folder), noise, transform=north_up(), compress="none")
    path.write_bytes(path.read_bytes()[:9_000])
    return path


@recipe
def header_only(folder: Path) -> Path:
    """Too short to be opened."""
    path = write(named(folder), picture(), transform=north_up())
    path.write_bytes(path.read_bytes()[:60])
    return path


@recipe
def empty(folder: Path) -> Path:
    path = named(folder)
    path.write_bytes(b"")
    return path


@recipe
def vector(folder: Path) -> Path:
    path = named(folder, ".geojson")
    path.write_text('{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": '
                    '{"type": "Point", "coordinates": [11.0, 47.0]}}]}', encoding="utf-8")
    return path


@recipe
def umlauts_and_spaces(folder: Path) -> Path:
    place = folder / "Übersicht München #1"
    place.mkdir(exist_ok=True)
    return write(place / "Größe 50 % & mehr.tif", picture(), transform=north_up())


@recipe
def zipped(folder: Path) -> Path:
    """Open it as /vsizip/PATH/inner.tif."""
    inner = write(folder / "inner.tif", picture(), transform=north_up())
    path = named(folder, ".zip")
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(inner, "inner.tif")
    return path


def make(folder: Path, names: list[str] | None = None) -> dict[str, Path]:
    """Write some or all of the rasters; their paths by name."""
    folder.mkdir(parents=True, exist_ok=True)
    return {name: RECIPES[name](folder) for name in names or list(RECIPES)}


if __name__ == "__main__":
    for made in make(Path(sys.argv[1]), sys.argv[2:]).values():
        print(made)
