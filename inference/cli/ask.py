"""`earthscribe ask`: a question about a raster that detecting, counting and measuring can answer."""

from __future__ import annotations

import argparse

from ..config import RunConfig
from ..errors import BadOption
from ..raster.source import RasterInfo
from ..tasks.ask import make_request
from ..tasks.caption import Viewed
from ..values import Request
from .command import Command, Flag
from .console import Console
from .viewing import FLAGS, STATUS, run_on_view

ANSWERS = """It answers, in English or German, what can be detected, counted and measured: whether there are objects of
a class, how many (also "longer than 5 m", "in the north", "red"), more of this or of that, where, which is nearest to
what, which is largest, how long, what colour, which way they point, and what share of the area they cover."""
OTHERS = """A question with a word that it does not know is not answered: it ends with status 4, and a larger model is
needed. "No, the model sees no cars" means what it says: the model saw none."""

COMMAND = Command(
    "ask",
    "Answer a question about a raster.",
    "RASTER --question TEXT [options]",
    flags=(FLAGS[0], Flag(("-q", "--question"), "the question, in the language of --language", "TEXT", "Input"),
           *FLAGS[1:]),
    paragraphs=(ANSWERS, OTHERS, STATUS),
    examples=(
        "earthscribe ask town.tif --question 'How many cars are longer than 5 m?'",
        "earthscribe ask town.tif -q 'Where are the ships?' --area 0,0,500,500 --pixel",
        "earthscribe ask stadt.tif -q 'Gibt es mehr Autos als Bäume?' --language de",
    ),
)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Answer one question."""
    question = arguments.question
    if question is None:
        raise BadOption("--question", "", "a question, such as 'How many cars are there?'")

    def asked(info: RasterInfo, viewed: Viewed, config: RunConfig) -> Request:
        return make_request(info, question, viewed, config)

    return run_on_view(arguments, console, asked)
