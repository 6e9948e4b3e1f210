"""The card beside a network's file, as calibration writes it, and a copy of the network without any calibration."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, Mapping, Sequence

from ..detection.card import in_groups
from ..errors import ModelCorrupt, ModelMissing
from ..values import SENSORS
from ..whole_file import write_whole
from .fitting import Fitted
from .results import class_rows

Json = Dict[str, Any]

NEUTRAL = {"threshold": 0.3, "temperature": 1.0, "bias": 0.0}
ANY_GSD = (1e-6, 1e6)
MEASURED = ("threshold", "temperature", "bias", "precision", "recall", "objects", "checked_apart")
"""Of a class: what calibration writes; the rest of its facts stays."""


def sha256_of(model: Path) -> str:
    """The hash of a file's content."""
    if not model.is_file():
        raise ModelMissing(str(model), (), hint="Name the ONNX file of a network trained with this program.")
    return hashlib.sha256(model.read_bytes()).hexdigest()


def said_of(model: Path) -> Json:
    """What the card beside a network says; an empty one where there is none."""
    card = model.with_suffix(".json")
    if not card.is_file():
        return {}
    try:
        said = json.loads(card.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ModelCorrupt(str(card), "it is not JSON", detail=str(error)) from error
    if not isinstance(said, dict):
        raise ModelCorrupt(str(card), "it is no JSON object")
    return said


@dataclass(frozen=True)
class Facts:
    """What was measured of classes and sensors besides confidence; it replaces what a card said before."""

    classes: Mapping[str, Json] = field(default_factory=dict)
    """Per class `gsd_m` and `length_m`."""
    sensors: Mapping[str, Sequence[float]] = field(default_factory=dict)
    """Per sensor the ground sample distances the network works at."""


def facts_of(model: Path) -> Facts:
    """What the card beside a network says of scales and lengths, for another form of the network."""
    said = said_of(model)
    return Facts(_known(said, Facts()), dict(said.get("gsd_m", {})))


def any_scale(names: Sequence[str]) -> Facts:
    """No class prefers a scale: pictures are looked at as they are."""
    return Facts({name: {"gsd_m": list(ANY_GSD)} for name in names}, dict.fromkeys(SENSORS, ANY_GSD))


def uncalibrated_copy(model: Path, folder: Path, names: Sequence[str], facts: Facts = Facts()) -> Path:
    """The network in another folder, its card with all classes, no scaling of confidence, no choice of thresholds."""
    copy = folder / model.name
    digest = sha256_of(model)
    shutil.copyfile(model, copy)
    said = {key: value for key, value in said_of(model).items() if key != "int8"}  # that form is not copied
    known = _known(said, facts)
    classes = [{**known.get(name, {}), "name": name, "channel": place, **NEUTRAL} for place, name in enumerate(names)]
    card = {**said, "name": said.get("name", model.stem), "revision": digest[:12], "sha256": in_groups(digest),
            "gsd_m": {**said.get("gsd_m", {}), **facts.sensors}, "classes": classes}
    copy.with_suffix(".json").write_text(json.dumps(card), encoding="utf-8")
    return copy


def write_calibrated(model: Path, fitted: Fitted, names: Sequence[str], facts: Facts = Facts()) -> None:
    """The card of a network with its classes as they were fitted, and why others were left out."""
    digest, said = sha256_of(model), said_of(model)
    if not fitted.fits:
        raise ModelCorrupt(str(model), "it finds none of its classes well enough to be of use",
                           hint="Train it longer; its card was left as it is.")
    known = _known(said, facts)
    place = {name: channel for channel, name in enumerate(names)}
    classes = []
    for row in class_rows(fitted, names):
        name = row.pop("class")
        classes.append({"name": name, "channel": place[name], **known.get(name, {}), **row})
    left_out = {names[label]: why for label, why in sorted(fitted.left_out.items())}
    limits = {names[label]: why for label, why in sorted(fitted.not_in_rendered.items())}
    card = {"name": model.stem, **said, "revision": digest[:12], "sha256": in_groups(digest),
            "gsd_m": {**said.get("gsd_m", {}), **facts.sensors}, "classes": classes, "left_out": left_out,
            "not_in_rendered": limits,
            "left_out_facts": {name: known[name] for name in left_out if known.get(name)}}
    text = json.dumps(card, indent=1, ensure_ascii=False) + "\n"
    write_whole(model.with_suffix(".json"), text.encode("utf-8"))


def _known(said: Mapping[str, Any], facts: Facts) -> Dict[str, Json]:
    """What is known of each class besides its confidence, of those left out before as well."""
    known = {str(name): dict(each) for name, each in dict(said.get("left_out_facts", {})).items()}
    for each in said.get("classes", ()):
        known[str(each["name"])] = {key: value for key, value in each.items()
                                    if key not in (*MEASURED, "name", "channel")}
    for name, measured in facts.classes.items():
        known[name] = {**known.get(name, {}), **measured}
    return known
