"""`earthscribe models`: who can answer, and what a server offers."""

from __future__ import annotations

import argparse
import os
from contextlib import closing
from typing import Dict, Iterator, Sequence

from ..backends import BACKENDS, open_backend
from ..config import RunConfig
from .answering import open_analyst
from .command import Command, Flag, option_flags
from .console import Console
from .parser import read_config

LISTED = """What is listed is what --model of the other commands takes. Servers are configured in settings.json of the
data folder; their keys are never shown."""

COMMAND = Command(
    "models",
    "List the models that can answer, or those a server offers.",
    "[--model URL|NAME] [options]",
    flags=(
        Flag(("--model",), "ask this server what it offers: the URL of an OpenAI-compatible server, or the name of a "
                           "configured one", "URL|NAME", "Input"),
        Flag(("--json",), "one JSON object per line and nothing else on stdout", group="Output"),
        *option_flags("Server", "Process"),
    ),
    paragraphs=(LISTED,),
    examples=("earthscribe models", "earthscribe models --model http://localhost:11434/v1"),
)

Row = Dict[str, str]


def run(arguments: argparse.Namespace, console: Console) -> int:
    """List all, or ask one."""
    asked = arguments.model
    if asked is None or asked in BACKENDS:
        listed = [row for row in _known(RunConfig()) if asked in {None, row["model"]}]
    else:
        listed = list(_offered(asked, read_config(arguments)))
        if not listed:
            console.warn(f"{asked} answers, and offers no model: load one there first.")
    for row in listed:
        if arguments.json:
            console.row(row)
        else:
            console.line(_columns(row, listed))
    return 0


def _known(config: RunConfig) -> Iterator[Row]:
    from ..servers import load_servers

    for name in BACKENDS:
        said = (type(open_backend(name, config)).__doc__ or "").strip().splitlines()
        yield {"model": name, "kind": "built in", "about": said[0] if said else ""}
    for server in load_servers(os.environ):
        about = f"{server.model or 'the first model'} at {server.url}"
        yield {"model": server.name, "kind": "server", "about": about}


def _offered(asked: str, config: RunConfig) -> Iterator[Row]:
    server = asked.partition("#")[0]
    with closing(open_analyst(config)) as analyst:
        for name in analyst.models(asked):
            yield {"model": f"{server}#{name}", "kind": "offered", "about": name}


def _columns(row: Row, rows: Sequence[Row]) -> str:
    wide = {key: max(len(each[key]) for each in rows) for key in ("model", "kind")}
    return f"{row['model'].ljust(wide['model'])}  {row['kind'].ljust(wide['kind'])}  {row['about']}".rstrip()
