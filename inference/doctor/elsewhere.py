"""The findings as the Python of the model process makes them: asked from QGIS, which has other packages loaded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Iterator, Mapping, Optional

from ..errors import EarthscribeError
from ..setup.process import Ended, Job, Line, run
from ..values import Stop
from ..worker.environment import launch_command
from . import environments, packages, places
from .finding import NOTE, PROBLEM, STATUSES, Finding


def examine_there(more: Mapping[str, str], stop: Stop, ca_file: str = "") -> Iterator[Finding]:
    """Every finding, made by the Python that would run the models; `more` is what it sees of QGIS' network settings.

    `ca_file` holds the authorities that servers are checked with, as in a question to them.

    Where there is none, or it does not even start, what can be said without it.
    """
    try:
        launch = launch_command()
    except EarthscribeError as error:
        yield Finding("model process", PROBLEM, error.message.rstrip("."), error.hint)
        yield from _without_it()
        return
    words = (*launch.argv[1:], "command", "doctor", "--json", *(("--ca-file", ca_file) if ca_file else ()))
    job = Job(launch.argv[0], words, Path.cwd(), {**launch.env, **more})
    heard = False
    for event in run(job, stop):
        if isinstance(event, Line):
            finding = _read(event.text)
            if finding is not None:
                heard = True
                yield finding
        elif isinstance(event, Ended) and not heard and event.status is not None:
            yield Finding("model process", PROBLEM, f"{launch.argv[0]} ended with status {event.status} at once",
                          environments.REPAIR)
            yield from _without_it()


def _without_it() -> Iterator[Finding]:
    yield from packages.python()
    yield from environments.environment()
    yield from places.data_folder()
    yield from places.disk()
    yield from places.memory()


def _read(line: str) -> Optional[Finding]:
    """A line of `doctor --json`; what libraries print besides is none."""
    try:
        said = json.loads(line)
        finding = Finding(str(said["name"]), str(said["status"]), str(said["says"]), str(said["cure"]))
    except (ValueError, KeyError, TypeError):
        return None
    return finding if finding.status in STATUSES else Finding(finding.name, NOTE, finding.says, finding.cure)
