"""`earthscribe purge`: the kept chips and raw answers are deleted."""

from __future__ import annotations

import argparse

from .command import Command, Flag
from .console import Console

KEPT = """Earthscribe keeps what a model saw and said in its data folder, up to the size that --keep-mb sets, so that
every answer can be checked. Results in your own files and your settings are not touched."""

COMMAND = Command(
    "purge",
    "Delete the kept pictures and raw answers.",
    "[--json]",
    flags=(Flag(("--json",), "the answer as one JSON object", group="Output"),),
    paragraphs=(KEPT,),
)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Delete them, and say how much it was."""
    from .. import keepsakes

    count, size = keepsakes.purge()
    if arguments.json:
        console.row({"files": count, "bytes": size})
    elif count:
        console.line(f"{count} kept files were deleted, {size / 1e6:.1f} MB in all.")
    else:
        console.line("There was nothing to delete.")
    return 0
