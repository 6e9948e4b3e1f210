"""One training job from folder to files: pictures, run, validation, export."""

from __future__ import annotations

import json
import math
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional

import torch

from ..errors import InputError
from . import export_torch, loop_torch, published, validation_torch
from .augment import Plan, Sampler
from .card import write_card
from .data import Picture, read_corpus
from .drawn import drawn_pictures
from .loop_torch import STATE, WEIGHTS, Run, Schedule, Stop, Watch

Tell = Callable[[str], None]
BEST = "best.safetensors"
VALIDATED = "validated.json"
CALIBRATION_CROP, CALIBRATION_CROPS, CALIBRATION_SEED = 384, 64, 99
CROPS_AHEAD = 1_000_000
"""Crops of the calibration have numbers that no training of usual length reaches."""


@dataclass(frozen=True)
class Job:
    """What is to be done."""

    data: Path
    out: Path
    schedule: Schedule
    minutes: float = math.inf
    device: str = "auto"
    resume: bool = False
    finish: int = 0
    begin_with: Optional[Path] = None
    backbone: Optional[Path] = None
    rendered: int = 700
    validate: int = 12
    export: Optional[str] = None


def carry_out(job: Job, tell: Tell, stop: Stop) -> Dict[str, Any]:
    """Train, validate and export as asked; what was measured."""
    device = loop_torch.choose_device(job.device)
    if (job.out / STATE).exists() and not job.resume:
        raise InputError(f"{job.out} holds a run already.", hint="Go on with it with --resume, or name another folder.")
    pictures = training_pictures(job, tell)
    sampler = Sampler(pictures, job.schedule.seed)
    run = begin(job, sampler, device)
    tell(f"{len(pictures)} pictures, device {device}, step {run.step} of {run.schedule.steps}")
    if device.type == "cpu":
        torch.set_num_threads(1)
    begun = time.monotonic()
    loop_torch.train(run, sampler, job.out, Watch(tell, stop, job.minutes * 60))
    torch.set_num_threads(max(1, run.schedule.parts))
    made: Dict[str, Any] = {"steps": run.step, "batch": run.schedule.batch, "minutes": (time.monotonic() - begun) / 60}
    if job.validate and not stop():
        made["mean_ap50"] = judge(run, job, tell)
    if job.export and not stop():
        made["difference"] = export(job, tell, sampler)
    return made


def training_pictures(job: Job, tell: Tell) -> List[Picture]:
    """What is learnt from: the training part of the corpus, and rendered pictures."""
    pictures = read_corpus(job.data, splits=("train",))
    if job.rendered:
        pictures += drawn_pictures(job.out, job.data, job.schedule.seed + 1, job.rendered, tell)
    return pictures


def begin(job: Job, sampler: Sampler, device: torch.device) -> Run:
    """The run of the folder where it goes on, else a new one from earlier weights or the published backbone."""
    if job.resume and (job.out / STATE).exists():
        run = loop_torch.resume(job.out, device)
        if job.finish:
            run.schedule = replace(run.schedule, steps=run.step + job.finish, decay=job.finish)
        elif job.schedule.steps > run.schedule.steps:
            run.schedule = replace(run.schedule, steps=job.schedule.steps)
        return run
    if job.begin_with is not None:
        return loop_torch.from_weights(job.begin_with, job.schedule, device)
    backbone = job.backbone or published.fetch(job.out)
    published.check(backbone)
    return loop_torch.start(job.schedule, backbone, sampler, device)


def judge(run: Run, job: Job, tell: Tell) -> float:
    """AP50 of the averaged weights on held-out pictures; the best weights of a folder are kept apart."""
    held_out = validation_torch.thinned(read_corpus(job.data, splits=("val",)), job.validate)
    result = validation_torch.validate(run.averaged, held_out)
    mean, lines = validation_torch.told(result)
    tell(lines)
    record = job.out / VALIDATED
    best = json.loads(record.read_text(encoding="utf-8"))["mean"] if record.exists() else -1.0
    if mean > best:
        (job.out / BEST).write_bytes((job.out / WEIGHTS).read_bytes())
        record.write_text(json.dumps({"mean": mean, "step": run.step, "ap50": result}, indent=1), encoding="utf-8")
    return mean


def export(job: Job, tell: Tell, sampler: Sampler) -> float:
    """Write NAME.onnx, NAME-int8.onnx and NAME.json into the folder; how much ONNX and PyTorch differ."""
    network = loop_torch.load_weights(job.out / WEIGHTS)
    whole, small = job.out / f"{job.export}.onnx", job.out / f"{job.export}-int8.onnx"
    apart = export_torch.write_onnx(network, whole)
    tell(f"{whole.name}: differs from PyTorch by at most {apart:.2g}")
    export_torch.write_int8(whole, small, calibration_chips(sampler))
    step = loop_torch.step_of(job.out / WEIGHTS)
    write_card(whole, "bundled", {"steps": step, "difference": apart}, small)
    tell(f"{small.name}, {whole.with_suffix('.json').name} written")
    return apart


def calibration_chips(sampler: Sampler) -> export_torch.Chips:
    """Crops of training pictures from which the 8-bit form learns its ranges."""
    kinds = [kind for classes in sampler.sets.values() for kind in classes.values()]
    unique = list({(each.source, each.name): each for kind in kinds for each in kind}.values())
    larger = Sampler(unique, CALIBRATION_SEED, Plan(crop=CALIBRATION_CROP))
    crops = [larger.crop(CROPS_AHEAD + number) for number in range(CALIBRATION_CROPS)]
    return export_torch.Chips([crop.pixels.transpose(2, 0, 1) for crop in crops], [crop.context for crop in crops])
