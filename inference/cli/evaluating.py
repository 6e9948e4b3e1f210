"""From labelled pictures and a network to a model card: reads, calibrates, measures, writes.

Here the rooms meet that do not know one another: pictures are read and drawn by `training`, looked at by `detection`,
scored by `evaluation`.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Sequence, Set, Tuple

import numpy as np

from ..errors import OutputUnwritable
from ..evaluation.average_precision import ap50
from ..evaluation.card_page import PICTURES, RELIABILITY, card_page
from ..evaluation.cases import Case, choose_cases, every_file
from ..evaluation.fitting import fit_all, half_of
from ..evaluation.model_file import Facts, any_scale, facts_of, said_of, sha256_of, uncalibrated_copy, write_calibrated
from ..evaluation.reliability_diagram import reliability_diagram
from ..evaluation.results import Looks, results
from ..evaluation.scales import PER_CLASS, best_scales, look_at_scales, sensor_ranges, usual_lengths, working_ranges
from ..evaluation.scenes import scene_results
from ..evaluation.seeing import Labelled, See, Seen, all_scored, kin, look_at
from ..whole_file import write_whole
from .console import Console

DOCS = Path(__file__).resolve().parents[2] / "docs"
RENDERED, FEW_RENDERED = 320, 12
"""Rendered pictures that are looked at, in a quick run too."""
QUICK = 10
"""A quick run takes every so manieth real picture."""
LEAST = 0.01
"""The confidence from which on detections are counted."""
EVALUATION_ONLY = {"gdit-airport": ("airplane",), "nc-airbus-oil-tanks": ("storage-tank",)}
"""The sets nothing is chosen by, and what is marked in them."""

Numbers = Dict[str, Any]


@dataclass(frozen=True)
class Job:
    """What is measured, and where it is written."""

    data: Path
    model: Path
    out: Path
    against: Optional[Path] = None
    calibrate: bool = False
    quick: bool = False
    evaluation_only: bool = False
    precision: Optional[float] = None
    """What thresholds shall keep; None: those of best F1."""


@dataclass(frozen=True)
class Material:
    """The pictures of a run."""

    names: Tuple[str, ...]
    """The classes that labels stand for."""
    drawn: Tuple[int, ...]
    """Labels of the classes that rendered pictures show."""
    real: Sequence[Labelled]
    rendered: Sequence[Labelled]
    evaluation_only: Sequence[Labelled] = field(default_factory=tuple)


def evaluate(job: Job, console: Console) -> Numbers:
    """The whole run; what it measured."""
    sha256_of(job.model)
    material = read_material(job, console)
    if job.calibrate:
        calibrate(job, material, console)
    looks = look(job, material, console)
    against = compare(job, material, console) if job.against else None
    console.doing("computing and writing")
    cases = choose_cases([*looks.told, *looks.rendered], looks.thresholds, material.names)
    drawn = [material.names[label] for label in looks.drawn if label in looks.thresholds]
    numbers: Numbers = {
        "model": identity(job.model), "quick": job.quick, **results(looks), "fitted": _fitted(job.model),
        "left_out": said_of(job.model).get("left_out", {}),
        "not_in_rendered": said_of(job.model).get("not_in_rendered", {}), "drawn": drawn, "against": against,
        "scenes": scene_results(job.data),
        "pictures": [{"file": each.file, "set": each.set, "words": each.words} for each in cases],
    }
    write(job.out, numbers, cases)
    return numbers


def read_material(job: Job, console: Console) -> Material:
    """Held-out real pictures, rendered ones, and those for evaluation only where they are wanted."""
    from ..training.classes import CLASSES, NUMBER
    from ..training.data import read_corpus
    from ..training.drawn import held_out
    from ..training.rendering import DRAWN, from_corpus

    console.doing("reading the held-out pictures")
    real = read_corpus(job.data, splits=("val",))
    console.doing("drawing pictures")
    every = QUICK if job.quick else 1
    rendered = held_out(FEW_RENDERED if job.quick else RENDERED, from_corpus(job.data))
    kept = list(evaluation_only(job.data)) if job.evaluation_only else []
    return Material(CLASSES, tuple(sorted(NUMBER[name] for name in DRAWN)), thinned(real, every), rendered,
                    thinned(kept, every))


def thinned(pictures: Sequence[Any], every: int) -> List[Any]:
    """Every so manieth picture of each set, at least one."""
    sources = dict.fromkeys(each.source for each in pictures)
    return [each for source in sources
            for each in [one for one in pictures if one.source == source][::every]]


def evaluation_only(data: Path) -> Iterator[Labelled]:
    """The pictures of the sets that are for evaluation only."""
    from PIL import Image

    from ..training.classes import NUMBER
    from ..training.data import Picture, truth_of

    for name, marked in EVALUATION_ONLY.items():
        folder = data / "evaluation-only" / name
        with (folder / "annotations.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                with Image.open(folder / row["image"]) as image:
                    pixels = np.asarray(image.convert("RGB"))
                yield Picture(name, row["image"], row["split"], row["sensor"], pixels, truth_of(row["objects"]),
                              frozenset(NUMBER[each] for each in marked), row["gsd_m"])


def seeing(model: Path, names: Sequence[str]) -> See:
    """The network as a way of seeing, its labels those of `names`."""
    from ..detection import SeenAs, bundled_detector, detect_array
    from ..detection.values import Boxes

    detector = bundled_detector(model)
    place = np.array([names.index(name) for name in detector.card.names], np.intp)

    def see(pixels: Any, sensor: str, gsd: Optional[float]) -> Boxes:
        found = detect_array(pixels, detector, SeenAs(sensor, gsd), least=LEAST)
        return Boxes(found.boxes, found.scores, place[found.labels])

    return see


def seen_by(see: See, pictures: Sequence[Labelled], words: str, console: Console, *, told: bool = True) -> List[Seen]:
    """What the network sees in the pictures, with its progress told."""
    return look_at(pictures, see, scale_told=told,
                   told=lambda number: console.doing(f"{words}: {number + 1} of {len(pictures)}"))


def calibrate(job: Job, material: Material, console: Console) -> None:
    """Find the scales, fit scalings and thresholds, and write them into the card beside the network."""
    facts = find_scales(job, material, console)
    with tempfile.TemporaryDirectory() as folder:
        see = seeing(uncalibrated_copy(job.model, Path(folder), material.names, facts), material.names)
        real = seen_by(see, material.real, "calibrating on real pictures", console)
        rendered = seen_by(see, material.rendered, "calibrating on rendered pictures", console)
    console.doing("fitting")
    fitted = fit_all(real, rendered, classes=len(material.names), drawn=material.drawn,
                     precision=job.precision)
    write_calibrated(job.model, fitted, material.names, facts)


def find_scales(job: Job, material: Material, console: Console) -> Facts:
    """At which ground sample distance each class is found best, on the half of the pictures that is fitted on."""
    pictures = [*material.real, *material.rendered]
    half = half_of(pictures)
    first = [each for each in pictures if half[kin(each)] == 0]
    with tempfile.TemporaryDirectory() as folder:
        see = seeing(uncalibrated_copy(job.model, Path(folder), material.names, any_scale(material.names)),
                     material.names)
        console.doing("looking at several scales")
        best = best_scales(look_at_scales(few(first, PER_CLASS), see))
    ranges, lengths = working_ranges(best, first), usual_lengths(pictures)
    names = material.names
    classes: Dict[str, Numbers] = {name: {} for name in names}
    for label, each in ranges.items():
        classes[names[label]]["gsd_m"] = {sensor: list(known) for sensor, known in each.items()}
    told = {each["name"] for each in said_of(job.model).get("classes", ()) if "length_m" in each}
    for label, ends in lengths.items():
        if names[label] not in told:
            classes[names[label]]["length_m"] = list(ends)
    return Facts(classes, sensor_ranges(ranges))


def few(pictures: Sequence[Labelled], most: int) -> List[Labelled]:
    """At most so many pictures of each class of each set, evenly taken."""
    chosen: Set[int] = set()
    showing: Dict[Tuple[str, int], List[int]] = {}
    for number, each in enumerate(pictures):
        for label in np.unique(each.truth.labels):
            showing.setdefault((each.source, int(label)), []).append(number)
    for mine in showing.values():
        chosen |= {mine[int(place)] for place in np.linspace(0, len(mine) - 1, min(most, len(mine)))}
    return [pictures[number] for number in sorted(chosen)]


def look(job: Job, material: Material, console: Console) -> Looks:
    """What the calibrated network sees in everything."""
    see = seeing(job.model, material.names)
    thresholds = {material.names.index(each["class"]): each["threshold"] for each in _fitted(job.model)}
    aside = said_of(job.model).get("not_in_rendered", {})
    drawn = tuple(label for label in material.drawn if material.names[label] not in aside)
    return Looks(
        material.names, thresholds, seen_by(see, material.real, "scale told", console),
        seen_by(see, material.real, "scale withheld", console, told=False),
        seen_by(see, material.rendered, "rendered pictures", console),
        seen_by(see, material.evaluation_only, "pictures for evaluation only", console), drawn)


def compare(job: Job, material: Material, console: Console) -> Numbers:
    """AP50 of every class with the network and with another form of it, at the scales of the first."""
    found, facts = [], facts_of(job.model)
    for number, model in enumerate((job.model, job.against or job.model)):
        with tempfile.TemporaryDirectory() as folder:
            see = seeing(uncalibrated_copy(model, Path(folder), material.names, facts), material.names)
            seen = [*seen_by(see, material.real, f"form {number + 1}", console),
                    *seen_by(see, material.rendered, f"form {number + 1}, rendered", console)]
        found.append(ap50(all_scored(seen)))
    pairs = {material.names[label]: [round(each[label], 4) for each in found] for label in sorted(found[0])}
    changes = {name: mine - other for name, (mine, other) in pairs.items()}
    worst = max(changes, key=lambda name: abs(changes[name]))
    other = job.against or job.model
    return {"file": other.name, "bytes": other.stat().st_size, "classes": pairs, "worst_class": worst,
            "worst_change": round(changes[worst], 4), "mean_change": round(float(np.mean(list(changes.values()))), 4)}


def identity(model: Path) -> Numbers:
    """Which network was measured."""
    return {"file": model.name, "revision": said_of(model).get("revision", ""), "sha256": sha256_of(model),
            "bytes": model.stat().st_size}


def _fitted(model: Path) -> List[Numbers]:
    """The classes as the card beside the network tells them."""
    keys = ("temperature", "bias", "threshold", "precision", "recall", "objects", "checked_apart")
    return [{"class": each["name"], **{key: each[key] for key in keys if key in each}}
            for each in said_of(model)["classes"]]


def write(out: Path, numbers: Numbers, cases: Sequence[Case]) -> None:
    """The page, its numbers beside it, and its pictures."""
    pictures = out.parent / PICTURES
    try:
        pictures.mkdir(parents=True, exist_ok=True)
        for name in set(every_file()) - {each.file for each in cases}:
            (pictures / name).unlink(missing_ok=True)
        for case in cases:
            write_whole(pictures / case.file, case.jpeg)
        write_whole(pictures / RELIABILITY, reliability_diagram(numbers["calibration"]).encode("utf-8"))
        text = json.dumps(numbers, indent=1, ensure_ascii=False) + "\n"
        write_whole(out.with_suffix(".json"), text.encode("utf-8"))
        write_whole(out, card_page(numbers).encode("utf-8"))
    except OSError as error:
        raise OutputUnwritable(str(out), error.strerror or "it was refused", detail=str(error)) from error
