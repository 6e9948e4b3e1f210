"""`earthscribe doctor`: what is missing on this machine, each finding with its cure."""

from __future__ import annotations

import argparse
import textwrap

from ..doctor.finding import Finding
from .command import WIDTH, Command, Flag, option_flags
from .console import Console, one_line
from .parser import read_config

COMMAND = Command(
    "doctor",
    "Say what is missing on this machine, each finding with its cure.",
    "[--json] [--bundle ZIP] [options]",
    flags=(
        Flag(("--json",), "one JSON object per finding and nothing else on stdout", group="Output"),
        Flag(("--bundle",), "write a diagnostic file to send along with a report; it holds no keys, no pictures, no "
                            "answers and no names of your files", "ZIP", "Output"),
        Flag(("--model",), "also try this server", "URL|NAME", "Input"),
        *option_flags("Server"),
    ),
    paragraphs=("Exit status: 0 nothing is in the way, 3 something to install or set was found.",),
)

EXIT_FOUND = 3


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Tell every finding as it is made; write the bundle if asked."""
    from .. import doctor

    if arguments.bundle:
        console.go_on_unheard()
    findings = []
    for finding in doctor.examine(read_config(arguments), begins=lambda step: console.doing(f"looking at: {step}")):
        findings.append(finding)
        if arguments.json:
            console.row(finding.to_json())
        else:
            _show(finding, console)
    if arguments.bundle:
        doctor.bundle(arguments.bundle, findings)
        console.note(f"{arguments.bundle} was written: plain text, have a look before you send it.")
    return EXIT_FOUND if any(finding.status == doctor.PROBLEM for finding in findings) else 0


def _show(finding: Finding, console: Console) -> None:
    """What was found, and below it what to do, in two columns."""
    for mark, text in ((finding.status, f"{finding.name}: {finding.says}"), ("", finding.cure)):
        if text:
            console.line(textwrap.fill(one_line(text), WIDTH, initial_indent=f"{mark:<9}", subsequent_indent=" " * 9))
