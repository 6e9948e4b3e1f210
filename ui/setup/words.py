"""The sentences of the set-up dialog: what is installed, what would be, what it takes, how the work ended."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QCoreApplication

from ...inference.setup.planning import Plan, sizes
from ...inference.setup.standing import DEAD, FITTING, OLDER, UNFIT
from ...inference.setup.store import Environment
from ...inference.setup.upkeep import DiskUse, Verdict
from .works import Overview, Removed


def state(found: Overview) -> str:
    """What is installed and how it stands to this version."""
    return "\n".join(each for each in (_checkout(found.checkout), _installed(found)) if each)


def _checkout(folder: str) -> str:
    if not folder:
        return ""
    words = QCoreApplication.translate("Setup", "This checkout brings its own environment, which is used: {folder}.")
    return words.format(folder=folder)


def _installed(found: Overview) -> str:
    made = found.standing.environment
    ready = made.ready if made is not None else None
    if found.error is not None:
        return found.error.sentence()
    if ready is None and found.checkout:
        return QCoreApplication.translate("Setup", "Nothing is installed beside it, and nothing needs to be.")
    if ready is None:
        return QCoreApplication.translate(
            "Setup", "Nothing is installed. Measured descriptions and servers work without; models on this machine "
                     "need the set-up.")
    words = QCoreApplication.translate("Setup", "Installed: {tier}, made {day} with Python {python}.")
    more = {
        FITTING: QCoreApplication.translate("Setup", "It is up to date."),
        OLDER: QCoreApplication.translate("Setup", "An update is available."),
        UNFIT: QCoreApplication.translate("Setup", "It does not fit this version and is not used: update it."),
        DEAD: QCoreApplication.translate("Setup", "The Python it was made with is gone: repair it."),
    }
    first = words.format(tier=ready.tier, day=ready.made[:10], python=ready.python)
    return f"{first} {more.get(found.standing.state, '')}".strip()


def disk_use(use: DiskUse) -> str:
    """What the set-up takes."""
    words = QCoreApplication.translate(
        "Setup", "On disk: {total} ({current} in use, {others} in earlier ones, {wheels} downloaded).")
    return words.format(total=sizes(use.total), current=sizes(use.current), others=sizes(use.others),
                        wheels=sizes(use.wheels))


def plan(found: Plan) -> str:
    """What would be installed, how big, with what and where to."""
    if found.wheels is not None:
        words = QCoreApplication.translate("Setup", "{count} packages from the folder, {disk} on disk, {free} free.")
    else:
        words = QCoreApplication.translate(
            "Setup", "{count} packages: {download} to download, {disk} on disk, {free} free.")
    lines = [words.format(count=len(found.parts), download=sizes(found.download), disk=sizes(found.installed),
                          free=sizes(found.free))]
    lines.append(QCoreApplication.translate("Setup", "Made with {python}.").format(python=found.python.words()))
    lines.append(QCoreApplication.translate("Setup", "Goes into {folder}.").format(folder=str(found.folder)))
    if found.left_out:
        words = QCoreApplication.translate("Setup", "Left out, because nobody makes it for this machine: {names}.")
        lines.append(words.format(names=", ".join(found.left_out)))
    if found.missing:
        words = QCoreApplication.translate("Setup", "Missing: {names}.")
        lines.append(words.format(names=", ".join(found.missing)))
    return "\n".join(lines)


def step(said: str) -> str:
    """What is being done, as the core says it, in the user's language; names and numbers stay."""
    known = (
        ("beginning", QCoreApplication.translate("Setup", "beginning")),
        ("waiting for another set-up", QCoreApplication.translate("Setup", "waiting for another set-up")),
        ("making the environment", QCoreApplication.translate("Setup", "making the environment")),
        ("downloading", QCoreApplication.translate("Setup", "downloading")),
        ("installing packages", QCoreApplication.translate("Setup", "installing packages")),
        ("trying what was installed", QCoreApplication.translate("Setup", "trying what was installed")),
        ("looking at every file", QCoreApplication.translate("Setup", "looking at every file")),
    )
    words = next((words + said[len(english):] for english, words in known if said.startswith(english)), said)
    return words[:1].upper() + words[1:]


def outcome(last: Any, *, stopped: bool) -> str:
    """How the work ended."""
    if isinstance(last, Environment):
        words = QCoreApplication.translate("Setup", "Done: {name} is in use from the next question on.")
        return words.format(name=last.name)
    if isinstance(last, Removed):
        return QCoreApplication.translate("Setup", "Removed; {size} came free.").format(size=sizes(last.size))
    if isinstance(last, Verdict) and not last.faults:
        return QCoreApplication.translate("Setup", "Nothing is wrong with the environment.")
    if stopped:
        return QCoreApplication.translate(
            "Setup", "Stopped. What was downloaded is kept; Resume goes on from there.")
    return QCoreApplication.translate("Setup", "Done.")
