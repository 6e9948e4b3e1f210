"""Runs tests/qgis in every QGIS that can be had: `python -m dev.qgis_versions [--only 3.40] [pytest arguments]`.

The system's own QGIS, then the newer ones of Debian, each in a chroot that is laid out once and kept
(EARTHSCRIBE_CHROOTS names its folder), then the windows on PyQt6. The same suite runs in each: offscreen, and its
desktop stories under Xvfb. A table at the end says what passed; what could not be run is said in one sentence.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
from dataclasses import dataclass

from . import chroot, environment

VERSION = ("import sys; from qgis.core import Qgis; from qgis.PyQt.QtCore import QT_VERSION_STR as qt; "
           "print('versions:', Qgis.QGIS_VERSION.split('-')[0], '%d.%d.%d' % sys.version_info[:3], qt)")
SUMMARY = re.compile(r"\d+ (passed|failed|error|skipped|deselected)")
SYSTEM, PYQT6 = "system", "pyqt6"


@dataclass(frozen=True)
class Outcome:
    """One line of the table."""

    name: str
    python: str = ""
    qt: str = ""
    summary: str = ""
    verdict: str = ""
    seconds: float = 0.0


def told(command: list[str]) -> tuple[int, list[str]]:
    """Run a command, pass on what it says as it says it, and return its status and its lines."""
    lines = []
    with subprocess.Popen(command, cwd=environment.ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, errors="replace") as running:
        for line in running.stdout or ():
            print(line, end="", flush=True)
            lines.append(line.rstrip())
    return running.returncode, lines


def outcome(name: str, command: list[str], versions: list[str]) -> Outcome:
    """The tests of one QGIS, from a command that runs them; `versions` from one that names what they run in."""
    started = time.monotonic()
    status, lines = told(command)
    summaries = [line.strip("= ") for line in lines if SUMMARY.search(line) and " in " in line]
    summary = summaries[-1] if summaries else (lines or ["nothing was said"])[-1]
    verdict = "ok" if status == 0 and summaries else "skipped" if status == 0 else "FAILED"
    qgis, python, qt = versions or (name, "", "")
    return Outcome(qgis, python, qt, summary, verdict, time.monotonic() - started)


def versions_of(command: list[str]) -> list[str]:
    """QGIS, Python and Qt as they name themselves."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=environment.ROOT)
    for line in done.stdout.splitlines():
        if line.startswith("versions:"):
            return line.split()[1:]
    return []


def in_the_system(arguments: list[str]) -> Outcome:
    """The QGIS that is installed here."""
    print("\n--- the QGIS of this system", flush=True)
    named = versions_of([environment.SYSTEM_PYTHON, "-c", VERSION])
    return outcome("system", [sys.executable, "-m", "dev.qgis_tests", *arguments], named)


def in_a_chroot(release: chroot.Release, arguments: list[str]) -> Outcome:
    """A newer QGIS of Debian."""
    print(f"\n--- QGIS {release.qgis}", flush=True)
    impossible = chroot.why_impossible()
    if impossible:
        return skipped(release.qgis, impossible)
    place = chroot.Chroot(release, chroot.cache())
    try:
        place.lay_out()
    except environment.SetUpError as error:
        return skipped(release.qgis, str(error))
    prepared, _ = told(place.command("python3", "-m", "dev.environment", "light", "qgis"))
    if prepared != 0:
        return Outcome(release.qgis, summary="its Python packages could not be installed", verdict="FAILED")
    named = versions_of(place.command("python3", "-c", VERSION))
    return outcome(release.qgis, place.command("python3", "-m", "dev.qgis_tests", *arguments), named)


def on_pyqt6() -> Outcome:
    """The windows on PyQt6, without a QGIS."""
    print("\n--- the windows on PyQt6", flush=True)
    return outcome("PyQt6", [sys.executable, "-m", "dev.qt6_windows"], [])


def skipped(name: str, why: str) -> Outcome:
    """A line for what could not be run, said at once as well."""
    print(f"QGIS {name} is skipped; {why}")
    return Outcome(name, summary=why, verdict="skipped")


def table(outcomes: list[Outcome]) -> str:
    """What passed where."""
    rows = [("QGIS", "Python", "Qt", "", "tests"), *((each.name, each.python, each.qt, each.verdict, each.summary)
                                                    for each in outcomes)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join("  ".join([*(text.ljust(width) for text, width in zip(row[:4], widths)), row[4]]) for row in rows)


def main(arguments: list[str]) -> int:
    """Run them one after another; two at a time would only fight for the machine."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m dev.qgis_versions",
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    choices = [SYSTEM, *(release.qgis for release in chroot.RELEASES), PYQT6]
    parser.add_argument("--only", action="append", choices=choices, help="one QGIS; may be given more than once")
    wanted, tests = parser.parse_known_args(arguments)
    chosen = wanted.only or choices
    outcomes = [in_the_system(tests)] if SYSTEM in chosen else []
    outcomes += [in_a_chroot(release, tests) for release in chroot.RELEASES if release.qgis in chosen]
    outcomes += [on_pyqt6()] if PYQT6 in chosen else []
    print(f"\n{table(outcomes)}")
    return int(any(each.verdict == "FAILED" for each in outcomes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
