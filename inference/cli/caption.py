"""`earthscribe caption`: what a raster shows, in a paragraph: counts, arrangement, density, directions."""

from __future__ import annotations

import argparse

from ..tasks.caption import make_request
from .command import Command
from .console import Console
from .viewing import FLAGS, STATUS, run_on_view

SAYS = """Counts the objects the model finds, and says how they are laid out (in rows, along an edge, clustered,
scattered), how dense they are, which way they point and how much ground they cover; every sentence rests on numbers
that --json shows."""

COMMAND = Command(
    "caption",
    "Say in words what a raster shows.",
    "RASTER [options]",
    flags=FLAGS,
    paragraphs=(SAYS, STATUS),
    examples=(
        "earthscribe caption town.tif",
        "earthscribe caption town.tif --area block.geojson --language de",
        "earthscribe caption photo.jpg --gsd 0.08 --units imperial --json",
    ),
)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Caption one view."""
    return run_on_view(arguments, console, make_request)
