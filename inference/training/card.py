"""The card beside an exported network before it is calibrated: what it is, was made of, and what sizes it learnt."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Dict, Mapping, Optional, Tuple

from ..detection.card import in_groups
from ..whole_file import write_whole
from .classes import CLASSES, SENSORS, TAUGHT

STRIDE = 32
LENGTHS: Mapping[str, Tuple[float, float]] = {
    "person": (0.5, 2.5), "car": (3.4, 5.6), "bicycle": (1.2, 2.4), "other-vehicle": (4.0, 14.0),
    "bus-truck": (5.0, 19.0), "building": (4.0, 80.0), "tree": (1.5, 18.0), "swimming-pool": (3.0, 26.0),
    "ship": (6.0, 400.0), "airplane": (6.0, 80.0), "storage-tank": (4.0, 100.0), "sports-court": (15.0, 70.0),
}
"""How long the objects of each class usually are, in metres."""
CLASS_GSD: Mapping[str, Tuple[float, float]] = {
    "person": (0.03, 0.15), "car": (0.04, 0.5), "bicycle": (0.03, 0.15), "other-vehicle": (0.04, 0.3),
    "bus-truck": (0.06, 0.5), "building": (0.12, 0.6), "tree": (0.1, 0.4), "swimming-pool": (0.15, 0.4),
    "ship": (0.5, 6.0), "airplane": (0.3, 2.0), "storage-tank": (0.3, 1.5), "sports-court": (0.2, 0.8),
}
"""From which to which ground sample distance each was learnt."""
SENSOR_GSD: Mapping[str, Tuple[float, float]] = {
    "optical": (0.06, 3.0), "infrared": (0.03, 0.2), "sar": (0.5, 5.0), "multispectral": (0.1, 5.0),
}
ATTRIBUTION = (
    "HIT-UAV: Suo et al., Scientific Data 10, 227 (2023), CC BY 4.0",
    "OpenAerialMap imagery, CC BY 4.0; building footprints (c) OpenStreetMap contributors, ODbL 1.0",
    "KIT AIS data set (c) KIT, CC BY 3.0; Minsk frames (c) Yauhen Kharuzhy and the Minsk OSM community, CC BY-SA",
    "NEON airborne imagery, CC0 1.0; tree crowns from weecology/DeepForest, MIT",
    "J. Ventura et al. (2024), Int. J. Appl. Earth Obs. Geoinf. 130, 103848, CC BY 4.0; imagery: USDA NAIP 2020",
    "Planet Labs, Open California, CC BY-SA 4.0",
    "Orthophotos: Prefeitura do Municipio de Sao Paulo, GeoSampa 2020",
    "Contains modified Copernicus Sentinel data 2022; AIS: Danish Maritime Authority; labels: EOTDL, MIT",
    "HRSID sample: Wei et al., GPL-3.0; imagery: Sentinel-1 and TerraSAR-X",
    "EfficientNet-Lite0 pretrained on ImageNet, Apache-2.0",
    "Rendered pictures made by this program",
)


def write_card(model: Path, name: str, made: Mapping[str, Any], eight_bit: Optional[Path] = None) -> Dict[str, Any]:
    """Write the card of an exported network beside it; `made` tells how it was trained."""
    digest = hashlib.sha256(model.read_bytes()).hexdigest()
    card: Dict[str, Any] = {
        "name": name, "revision": digest[:12], "sha256": in_groups(digest), "stride": STRIDE, "sensors": list(SENSORS),
        "gsd_m": {sensor: list(limits) for sensor, limits in SENSOR_GSD.items()}, "made": dict(made),
        "classes": [
            {"name": each, "channel": place, "threshold": 0.3, "temperature": 1.0, "length_m": list(LENGTHS[each]),
             "gsd_m": list(CLASS_GSD[each]), "sensors": [name for name in SENSORS if each in TAUGHT[name]]}
            for place, each in enumerate(CLASSES)
        ],
        "attribution": list(ATTRIBUTION),
    }
    if eight_bit is not None:
        whole = eight_bit.read_bytes()
        card["int8"] = {"file": eight_bit.name, "sha256": in_groups(hashlib.sha256(whole).hexdigest())}
    text = json.dumps(card, indent=1, ensure_ascii=False) + "\n"
    write_whole(model.with_suffix(".json"), text.encode("utf-8"))
    return card
