"""Whether an environment works: its modules are really imported, by its own Python, and its files are all there."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Dict, Generator, List, Mapping, Sequence, Tuple, Union

from ..values import Progress
from . import pip, store
from .making import Workshop
from .pip import Outcome
from .process import Job, Line, Tick

MARK = "earthscribe-probe:"
_ASK = """
import importlib, importlib.metadata, json, sys
broken = {}
for name in sys.argv[1:]:
    try:
        importlib.import_module(name)
    except BaseException as error:
        broken[name] = "%s: %s" % (type(error).__name__, error)
packages = {(each.metadata["Name"] or "").lower().replace("_", "-"): each.version
            for each in importlib.metadata.distributions()}
print("MARK" + json.dumps({"broken": broken, "packages": packages, "python": "%d.%d.%d" % sys.version_info[:3]}))
""".replace("MARK", MARK)


@dataclass(frozen=True)
class Probed:
    """What an environment's own Python says of it."""

    python: str = ""
    packages: Mapping[str, str] = field(default_factory=dict)
    broken: Tuple[str, ...] = ()
    """What does not work, in words."""
    stopped: bool = False


def probe(folder: Path, modules: Sequence[str], shop: Workshop) -> Generator[Union[Line, Tick, Progress], None, Probed]:
    """Import the modules there."""
    yield Progress("trying what was installed", 0.97)
    job = Job(str(store.python_in(folder)), ("-I", "-X", "utf8", "-c", _ASK, *modules), folder, shop.env())
    outcome: Outcome = yield from pip.told(job, shop.record, shop.stop)
    if outcome.stopped:
        return Probed(stopped=True)
    answers = [line[len(MARK):] for line in outcome.lines if line.startswith(MARK)]
    if outcome.status or not answers:
        last = next((line for line in reversed(outcome.lines) if line.strip()), "its Python ended at once")
        return Probed(broken=(last.strip(),))
    said = json.loads(answers[-1])
    broken: Dict[str, str] = said["broken"]
    return Probed(said["python"], said["packages"], tuple(f"{name} ({why})" for name, why in broken.items()))


def damaged(folder: Path) -> List[str]:
    """The packages of which a file is gone or has another size than when it was installed."""
    packages = store.site_packages(folder)
    found = []
    for record in sorted(packages.glob("*.dist-info/RECORD")):
        wrong = _wrong_files(packages, record)
        if wrong:
            name = record.parent.name.rpartition("-")[0].rpartition("-")[0] or record.parent.name.partition("-")[0]
            found.append(f"{name} ({wrong} {'file' if wrong == 1 else 'files'})")
    return found


def _wrong_files(packages: Path, record: Path) -> int:
    with record.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.reader(lines) if len(row) == 3 and row[2].isdigit()]
    return sum(_size(packages / name) != int(size) for name, _, size in rows)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1
