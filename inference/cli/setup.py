"""`earthscribe setup`: the environment of the model process, installed on demand, and looked after."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Iterable, Optional

from ..errors import InputError
from ..values import Progress
from .command import Command, Flag
from .console import Console
from .interrupt import Interrupt

if TYPE_CHECKING:
    from ..setup.planning import Plan

WHAT = """Installs the packages that the model process needs into a folder of Earthscribe's own; QGIS' Python is never
changed. A new environment is used only when it works; the one before stays to go back to. What was downloaded is kept,
so an installation that was interrupted goes on where it was."""
OFFLINE = """For machines without network: fill a folder with --download on a machine of the same kind (or say with
--for which kind it is for), carry it over, and install with --wheels."""

COMMAND = Command(
    "setup",
    "Install, update, repair or remove the environment of the model process.",
    "[--tier TIER] [--wheels FOLDER] [options]",
    flags=(
        Flag(("--tier",), "light: rasters, servers, small models; torch: large models on this machine, too "
                          "(default: the one in use, else light)", "TIER", "What"),
        Flag(("--python",), "the Python to make it with (default: one that fits is looked for)", "PYTHON", "What"),
        Flag(("--wheels",), "install from a folder of wheels, without network", "FOLDER", "What"),
        Flag(("--plan",), "only say what would be installed, how big it is and where it goes", group="Instead"),
        Flag(("--download",), "only fetch all that is needed into a folder, to be carried to a machine without network",
             "FOLDER", "Instead"),
        Flag(("--for",), "with --download: another kind of machine and its Python, as windows-3.12, macos-3.12 or "
                         "linux-3.11", "MACHINE", "Instead"),
        Flag(("--status",), "only say which environment is used and whether there is an update", group="Instead"),
        Flag(("--repair",), "look whether the environment is whole, and build it anew where it is not",
             group="Instead"),
        Flag(("--rollback",), "use the environment again that was used before", group="Instead"),
        Flag(("--remove",), "delete all environments and what was downloaded for them", group="Instead"),
        Flag(("--json",), "the answer as one JSON object", group="Output"),
    ),
    paragraphs=(WHAT, OFFLINE),
    examples=("earthscribe setup", "earthscribe setup --tier torch --plan",
              "earthscribe setup --download wheels",
              "earthscribe setup --download wheels --for windows-3.12", "earthscribe setup --wheels wheels"),
)

INSTEAD = ("plan", "download", "status", "repair", "rollback", "remove")
EXIT_STOPPED = 130


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Do what was asked; one thing at a time."""
    asked = [name for name in INSTEAD if getattr(arguments, name)]
    if len(asked) > 1:
        raise InputError(f"--{asked[0]} and --{asked[1]} cannot be given together.", hint="Give one of them.")
    doing = {"status": _status, "rollback": _roll_back, "remove": _remove}
    if asked and asked[0] in doing:
        return doing[asked[0]](arguments, console)
    console.doing("looking for a Python")
    plan = _plan(arguments)
    if asked == ["plan"]:
        _show(plan, arguments, console)
        return 0
    return _work(plan, asked, arguments, console)


def _plan(arguments: argparse.Namespace) -> Plan:
    from ..setup.planning import Wish, plan
    from ..setup.target import named_target

    wheels = Path(arguments.wheels).expanduser() if arguments.wheels else None
    other = getattr(arguments, "for")
    if other and not (arguments.download or arguments.plan):
        raise InputError("--for says for which machine a folder is filled.", hint="Give --download FOLDER, too.")
    machine = named_target(other) if other else None
    return plan(Wish(arguments.tier or _tier_in_use(), arguments.python or "", wheels, machine=machine))


def _tier_in_use() -> str:
    from ..setup import store
    from ..setup.refusals import EnvironmentTooNew
    from ..setup.tiers import LIGHT, TIERS

    try:
        found = store.current()
    except EnvironmentTooNew:
        return LIGHT
    return found.ready.tier if found is not None and found.ready is not None and found.ready.tier in TIERS else LIGHT


def _work(plan: Plan, asked: Iterable[str], arguments: argparse.Namespace, console: Console) -> int:
    from ..setup import installing, store, upkeep
    from ..setup.planning import sizes

    with Interrupt() as stop:
        if arguments.download:
            last = _follow(installing.download(plan, Path(arguments.download).expanduser(), stop), console)
            done = f"{arguments.download} holds all that {plan.target.words()} needs."
        else:
            if not arguments.json:
                _show(plan, arguments, console)
            work = upkeep.repair(plan, stop) if "repair" in asked else installing.install(plan, stop)
            last = _follow(work, console)
            done = f"Ready: {plan.tier.name} in {plan.folder}, {sizes(plan.installed)}."
    if stop.asked or last is None:
        console.note("stopped; what was downloaded is kept")
        return EXIT_STOPPED
    if isinstance(last, upkeep.Verdict):
        done = "Nothing is wrong with the environment."
    elif isinstance(last, store.Environment) and last.ready is not None:
        done = f"Ready: {last.ready.tier} in {last.folder}, {sizes(last.ready.size)}."
    if arguments.json:
        console.row({"done": done})
    else:
        console.line(done)
    return 0


def _follow(work: Iterable[object], console: Console) -> Optional[object]:
    """Show what happens; what came of it, None where it was stopped."""
    from ..setup.process import Line

    last: Optional[object] = None
    for said in work:
        if isinstance(said, Progress):
            share = f" {said.fraction:.0%}" if said.fraction is not None else ""
            console.doing(f"{said.step}{share}")
        elif isinstance(said, Line):
            if console.talkative and said.text.strip():
                console.note(said.text)
        else:
            last = said
    console.doing("")
    return last


def _show(plan: Plan, arguments: argparse.Namespace, console: Console) -> None:
    from ..setup.planning import sizes

    if arguments.json:
        console.row({
            "tier": plan.tier.name, "python": plan.python.path, "version": plan.python.target.version,
            "folder": str(plan.folder), "download": plan.download, "installed": plan.installed, "free": plan.free,
            "packages": {each.pin.name: each.pin.version for each in plan.parts}, "missing": list(plan.missing),
            "left_out": list(plan.left_out)})
        return
    console.line(f"What:     {plan.tier.name}, {len(plan.parts)} packages")
    console.line(f"Python:   {plan.machine.words() if plan.machine is not None else plan.python.words()}")
    source = f"from {plan.wheels}" if plan.wheels is not None else f"{sizes(plan.download)} to download"
    console.line(f"Size:     {source}, {sizes(plan.installed)} on disk, {sizes(plan.free)} free")
    console.line(f"Where:    {plan.folder}")
    for word, names in (("Missing", plan.missing), ("Left out", plan.left_out)):
        if names:
            console.line(f"{word}:".ljust(10) + ", ".join(names))


def _status(arguments: argparse.Namespace, console: Console) -> int:
    from ..doctor import environments
    from ..doctor.finding import PROBLEM

    findings = list(environments.environment())
    for finding in findings:
        if arguments.json:
            console.row(finding.to_json())
        else:
            console.line(f"{finding.name}: {finding.says}" + (f". {finding.cure}" if finding.cure else "."))
    return 3 if any(finding.status == PROBLEM for finding in findings) else 0


def _roll_back(arguments: argparse.Namespace, console: Console) -> int:
    from ..setup import upkeep

    used = upkeep.roll_back()
    made = used.ready.made if used.ready is not None else ""
    if arguments.json:
        console.row({"environment": used.name, "made": made})
    else:
        console.line(f"In use again: {used.name}, made {made}.")
    return 0


def _remove(arguments: argparse.Namespace, console: Console) -> int:
    from ..setup import upkeep
    from ..setup.planning import sizes

    freed = upkeep.remove()
    if arguments.json:
        console.row({"bytes": freed})
    else:
        console.line(f"Removed; {sizes(freed)} came free." if freed else "There was nothing to remove.")
    return 0
