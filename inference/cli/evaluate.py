"""`earthscribe evaluate model`: how well the bundled detector sees pictures it has not learnt from, as a model card."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Optional

from ..errors import BadOption, InputError
from .command import Command, Flag
from .console import Console
from .parser import is_number

MEANS = """Held-out pictures of a corpus folder (one folder per set) are looked at with their scale told and withheld,
rendered ones as well. The page, model-card.json beside it and pictures in images/model are written; with --calibrate
the card beside the model, too. Needs Pillow, shapely and onnxruntime, no torch and no GPU."""
ONCE = """Sets below evaluation-only are never trained on or chosen by: they are scored once per release, with
--with-evaluation-only."""

COMMAND = Command(
    "evaluate",
    "Measure the bundled detector on labelled pictures and write its model card.",
    "model --data FOLDER [options]",
    flags=(
        Flag(("WHAT",), "what to evaluate: model", group="Input"),
        Flag(("--data",), "the corpus: a folder with one folder per set", "FOLDER", "Input"),
        Flag(("--model",), "the network (default: the bundled one); its card lies beside it", "ONNX", "Input"),
        Flag(("--against",), "another form of the same network (float32 for int8): state what is lost", "ONNX",
             "Input"),
        Flag(("--with-evaluation-only",), "score the sets that are for evaluation only as well", group="Input"),
        Flag(("--calibrate",), "fit scaling and threshold of every class first and write them into the model's "
                               "card; classes of no use are left out of it", group="Work"),
        Flag(("--precision",), "with --calibrate: the lowest thresholds that keep this precision, 0 to 1, instead of "
                               "those of best F1", "P", "Work"),
        Flag(("--quick",), "a tenth of the pictures: to see that it works", group="Work"),
        Flag(("--out",), "the page to write (default: docs/model-card.md of the checkout)", "FILE", "Output"),
    ),
    paragraphs=(MEANS, ONCE),
    examples=("earthscribe evaluate model --data corpus --quick --out card.md",
              "earthscribe evaluate model --data corpus --calibrate --with-evaluation-only"),
)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Calibrate if asked, measure, write the page and tell the aims."""
    if arguments.what != "model":
        raise InputError(f"{arguments.what!r} cannot be evaluated.", hint="Say `earthscribe evaluate model`.")
    if not arguments.data:
        raise InputError("No labelled pictures were named.", hint="Give the folder of a corpus with --data.")
    from ..detection.card import BUNDLED
    from .evaluating import DOCS, Job, evaluate

    job = Job(data=Path(arguments.data), model=Path(arguments.model) if arguments.model else BUNDLED,
              against=Path(arguments.against) if arguments.against else None,
              out=Path(arguments.out) if arguments.out else DOCS / "model-card.md",
              calibrate=arguments.calibrate, quick=arguments.quick,
              evaluation_only=arguments.with_evaluation_only, precision=_precision(arguments.precision))
    console.go_on_unheard()
    numbers = evaluate(job, console)
    for each in numbers["aims"]:
        reached = "not measured" if each["ap50"] is None else f"{each['ap50']:.3f}"
        console.line(f"{each['what']:<44} aim {each['aim']:.2f}   AP50 {reached}")
    console.line(f"calibration error {numbers['calibration']['overall']['ece']:.3f}; classes: "
                 f"{', '.join(numbers['classes'])}")
    console.note(f"{job.out} was written.")
    return 0


def _precision(text: Optional[str]) -> Optional[float]:
    if text is None:
        return None
    if is_number(text) and 0.0 < float(text) < 1.0:
        return float(text)
    raise BadOption("--precision", text, "a number between 0 and 1")
