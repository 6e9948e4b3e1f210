"""Where the pictures come from: licence, attribution, what to know of them, and whether the docs may show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping

TRAINED, MEASURED = "trained on (its train split) and measured on (its val split)", "measured on only, never trained on"


@dataclass(frozen=True)
class Source:
    """One set of pictures."""

    title: str
    resolution: str
    licence: str
    attribution: str
    use: str
    caveat: str
    shown: bool = True
    """Whether its pictures may stand in the documentation."""


SOURCES: Mapping[str, Source] = {
    "hit-uav": Source(
        "HIT-UAV, thermal drone frames", "640 x 512, flown at 60-130 m", "CC BY 4.0",
        "Suo et al., HIT-UAV: A high-altitude infrared thermal dataset, Scientific Data 10, 227 (2023)", TRAINED,
        "One campus and one camera: other cameras and places will score lower. The split keeps whole flights apart, "
        "but all flights are over the same ground. Metres per pixel are derived from car lengths."),
    "kitais-minsk-cars": Source(
        "KIT AIS and Minsk drone frames", "aerial, 6-15 cm",
        "CC BY 3.0 (KIT AIS), CC BY-SA (Minsk frames)",
        "KIT AIS data set, (c) KIT, CC BY 3.0; drone frames (c) Yauhen Kharuzhy and the Minsk OSM community, CC BY-SA",
        TRAINED, "Frames of a few videos, held-out ones from two flights over Minsk. The axes of the cars were derived "
                 "from upright boxes; partly hidden cars are often not marked. Metres per pixel are derived from car "
                 "lengths."),
    "fair-oam-buildings": Source(
        "OpenAerialMap mosaics with OpenStreetMap footprints", "drone, 7.5 cm",
        "CC BY 4.0 (images), ODbL 1.0 (footprints)",
        "OpenAerialMap contributors, CC BY 4.0, collected by HOT fAIr; footprints (c) OpenStreetMap contributors, "
        "ODbL 1.0", TRAINED,
        "Nine held-out pictures, of four places that also occur in training; footprints in Nairobi are off by up to "
        "1 m."),
    "naip-california-pools": Source(
        "NAIP, California", "aerial, 60 cm", "CC BY 4.0 (selection and labels), public domain (USDA NAIP)",
        "J. Ventura et al. (2024), Int. J. Applied Earth Observation and Geoinformation 130, 103848, CC BY 4.0; "
        "imagery: USDA NAIP 2020; pools, buildings and courts marked by the Earthscribe project, CC BY 4.0", TRAINED,
        "The held-out city is Long Beach. About a tenth of the pools (dark, covered, under trees) is not marked; nine "
        "held-out pictures have buildings marked."),
    "neon-trees": Source(
        "NEON plots with tree crowns", "aerial, 10 cm", "CC0 1.0 (NEON), MIT (annotations)",
        "National Ecological Observatory Network (NEON); annotations: weecology/DeepForest, MIT", TRAINED,
        "Upright boxes; in some plots only a part of the trees is marked, so that right answers count as wrong."),
    "planet-ca-planes-ships": Source(
        "PlanetScope, California", "satellite, 3 m", "CC BY-SA 4.0",
        "Planet Labs, Open California, CC BY-SA 4.0; labels by the Earthscribe project, CC BY-SA 4.0", TRAINED,
        "Three held-out pictures; airplanes are 9 to 24 pixels long and one held-out picture was resampled."),
    "s2-ships-ais": Source(
        "Sentinel-2 chips with ships known from AIS", "satellite, 10 m", "Copernicus (free and open), MIT",
        "Contains modified Copernicus Sentinel data 2022; matching: EOTDL, MIT; AIS: Danish Maritime Authority",
        TRAINED, "Only the ship matched with AIS is marked: other ships found in harbours count as wrong here."),
    "saopaulo-cir-pools": Source(
        "Sao Paulo, colour-infrared orthophotos", "aerial, 10 cm", "the city's open-data statement, no named licence",
        "Orthophotos: Prefeitura do Municipio de Sao Paulo, GeoSampa 2020; pools marked by the Earthscribe project",
        TRAINED, "Vegetation is red. Only sunlit pools are marked. Its pictures are not shown here.", shown=False),
    "hrsid-mini-sar": Source(
        "HRSID sample, ships in radar pictures", "SAR, 800 x 800 chips", "GPL-3.0",
        "HRSID (chaozhong2010/HRSID), GPL-3.0; imagery: Sentinel-1 and TerraSAR-X", TRAINED,
        "Thirty chips in all: enough to show that it works on bright ships at sea, and for no more."),
    "gdit-airport": Source(
        "GDIT aerial airport", "satellite, 600 x 600, scale unknown", "declared public domain, doubtful",
        "GDIT, published through Roboflow", MEASURED, "Upright boxes. Neither trained on nor used to choose anything.",
        shown=False),
    "nc-airbus-oil-tanks": Source(
        "Airbus oil storage tanks", "SPOT, 1.2 m", "CC BY-NC-SA 4.0", "(c) Airbus DS, CC BY-NC-SA 4.0", MEASURED,
        "Upright boxes. Neither trained on nor used to choose anything.", shown=False),
    "rendered": Source(
        "Rendered by Earthscribe", "drawn airplanes, tanks, ships and courts on real backgrounds", "GPL-3.0-or-later, "
        "backgrounds as the sets above", "Earthscribe; backgrounds from the sets above",
        "trained on and measured on (other seeds)",
        "Drawn objects are easier than real ones: what is measured here says how well the drawing was learnt."),
}
BACKBONE = ("EfficientNet-Lite0, weights pretrained on ImageNet-1k", "Apache-2.0")
"""What training started from, and its licence."""
