"""How long the window stood still in each story: printed at the end of the tests, worst first; never a failure.

A block is the time between two beats of a timer in the event loop, as far as the main thread spent it in the plugin's
code or in Qt on the plugin's behalf; what a test does itself between two waits does not count. A signal of the system's
clock looks at the stack every few milliseconds, in the main thread itself: a thread beside it would hold references to
Qt's objects and let them die in the wrong place. The processor time tells a slow plugin from a busy machine.
Not counted: Python's collection of garbage, for a process with hundreds of tests in it holds far more objects than QGIS
does; and loading the plugin by the fixture `load`, which lets the window live until the plugin stands, counts like any
other story, step by step, but not what a test does to hurry it (a test that asks for the desk at once).
What QGIS does by itself inside a call of ours (`QGIS_OWN`) is taken off and shown beside; tests that hold the window up
on purpose, or open a dialog of QGIS, are declared below with the reason and listed apart; neither counts as over. Told
apart as well is what took long by the clock but not of the processor: the disk, a lock or a busy machine.
`bench/gui_block.py` is what the docs claim; this is for the hunt.
"""

from __future__ import annotations

import gc
import linecache
import signal
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from .pulse import Pulse

LOOK_S = 0.005
LIMIT_MS = 50.0
SHOWN = 15
ROOT = Path(__file__).resolve().parents[2]
OURS = tuple(str(ROOT / part) for part in ("ui/", "inference/", "plugin.py"))
QGIS_OWN = {
    "commitChanges(": "QGIS' commit",
    "QgsExpressionBuilderDialog(": "QGIS' dialog of expressions",
    "QgsProjectionSelectionDialog(": "QGIS' dialog of coordinate systems",
}
"""What stands in a line of ours that hands over to QGIS for long."""
DIALOGS = "a dialog of QGIS is built and painted"
DECLARED = {
    "test_keep.py::test_what_cannot_be_written_when_qgis_closes_is_rescued":
        "on purpose: QGIS closes while another program holds the file; two seconds of patience, then a rescue",
    "test_keep.py::test_the_project_is_closed_while_the_file_is_locked":
        "on purpose: the project closes while another program holds the file; the row is written or comes back now",
    "test_welcome.py::test_the_set_up_opens_and_goes_with_the_plugin":
        "on purpose: the plugin goes when the program that the set-up asks has been ended",
    "test_model_process.py::test_dock_and_processing_share_one_process":
        "on purpose: a script that runs an algorithm itself waits for what it finds; QGIS runs it in a thread",
    "test_notify.py::test_set_crs": DIALOGS,
    "test_unloaded_with_dialogs.py": DIALOGS,
}
"""The beginning of a test's name -> why its window may stand still; `docs/benchmarks.md` names them as well."""
WAITS = ("qWait(", "mouseClick(", "mouseMove(", "keyClick", "sendEvent(", "processEvents(")


@dataclass
class Block:
    """The longest stand-still of one test."""

    ms: float = 0.0
    cpu_ms: float = 0.0
    where: str = ""
    qgis_ms: float = 0.0
    """So much more was QGIS' own."""

    @property
    def over(self):
        """Whether the plugin held up the window."""
        return self.ms > LIMIT_MS and self.cpu_ms > LIMIT_MS

    @property
    def waited(self):
        """Whether it was held up, and not by work."""
        return self.ms > LIMIT_MS >= self.cpu_ms

    @property
    def sign(self):
        """In the table."""
        return "!" if self.over else "~" if self.waited else " "


@dataclass
class Watch:
    """Looks at the main thread while a test runs."""

    longest: Block = field(default_factory=Block)
    _key: object = None
    _since: tuple = (0.0, 0.0)
    _last: tuple = (0.0, 0.0)
    _qgis: tuple = (0.0, 0.0)
    """Seconds of the present call that were QGIS' own."""

    def __post_init__(self):
        self._since = self._last = moment()

    def look(self, _signal, frame):
        """Every few milliseconds, between two steps of whatever Python runs."""
        if frame is None or frame.f_code is Watch.beat.__code__:
            return
        now = moment()
        key, where, foreign = standing_at(frame)
        if key != self._key:
            self._key, self._since, self._qgis = key, self._last, (0.0, 0.0)
        if foreign:
            self._qgis = tuple(sum(each) for each in zip(self._qgis, now, (-last for last in self._last)))
        if key is not None:
            self._count(now, self._since, where)
        self._last = now

    def beat(self):
        """The event loop lives."""
        now = moment()
        self._qgis = (0.0, 0.0)
        self._count(now, self._last, "Qt")
        self._key, self._since, self._last = None, now, now

    def _count(self, now, since, where):
        qgis_ms, qgis_cpu = (each * 1000 for each in self._qgis)
        ms = (now[0] - since[0]) * 1000 - qgis_ms
        if ms > self.longest.ms:
            self.longest = Block(ms, (now[1] - since[1]) * 1000 - qgis_cpu, where, qgis_ms)


class Clock:
    """By the clock and by what the main thread was given of the processor; stands while garbage is collected."""

    def __init__(self):
        self.wall = self.cpu = 0.0
        self._began = (0.0, 0.0)

    def read(self):
        """Both, in seconds."""
        return time.perf_counter() - self.wall, time.thread_time() - self.cpu

    def collecting(self, phase, _info):
        """Called by Python before and after."""
        now = time.perf_counter(), time.thread_time()
        if phase == "start":
            self._began = now
            return
        self.wall += now[0] - self._began[0]
        if threading.current_thread() is threading.main_thread():
            self.cpu += now[1] - self._began[1]


CLOCK = Clock()


def moment():
    """Now, in the main thread."""
    return CLOCK.read()


def standing_at(frame):
    """What was entered (the outermost call into the plugin, or Qt while a test waits), where, and whether in QGIS."""
    inner = outer = None
    here = frame
    while here is not None:
        if here.f_code.co_filename.startswith(OURS):
            inner, outer = inner or here, here
        here = here.f_back
    if inner is not None:
        name = Path(inner.f_code.co_filename).relative_to(ROOT).as_posix()
        line = linecache.getline(inner.f_code.co_filename, inner.f_lineno or 0)
        return id(outer), f"{name}:{inner.f_lineno} {inner.f_code.co_name}", any(each in line for each in QGIS_OWN)
    if any(wait in linecache.getline(frame.f_code.co_filename, frame.f_lineno or 0) for wait in WAITS):
        return (id(frame), frame.f_lasti), "Qt", False
    return None, "", False


@dataclass
class Over:
    """Watches while one test runs."""

    name: str
    found: dict

    def __enter__(self):
        gc.callbacks.append(CLOCK.collecting)
        self.watch, self.pulse = Watch(), Pulse()
        self.pulse._timer.timeout.connect(self.watch.beat)
        self.pulse.__enter__()
        self.before = signal.signal(signal.SIGALRM, self.watch.look)
        signal.siginterrupt(signal.SIGALRM, False)
        signal.setitimer(signal.ITIMER_REAL, LOOK_S, LOOK_S)

    def __exit__(self, *_):
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, self.before)
        self.pulse.__exit__()
        gc.callbacks.remove(CLOCK.collecting)
        self.found[self.name] = self.watch.longest


FOUND: dict = {}


@pytest.fixture(autouse=True)
def felt_pulse(request):
    """Every test with a window is watched."""
    if "window" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("qgis_app")
    with Over(request.node.nodeid.partition("tests/qgis/")[2] or request.node.nodeid, FOUND):
        yield


def declared(name):
    """Why a story may hold up the window, "" where it may not."""
    return next((why for begins, why in DECLARED.items() if name.startswith(begins)), "")


def pytest_terminal_summary(terminalreporter):
    """The table."""
    if not FOUND:
        return
    ours = {name: block for name, block in FOUND.items() if not declared(name)}
    worst = sorted(ours.items(), key=lambda item: (-item[1].over, -item[1].ms))[:SHOWN]
    over, waited = sum(block.over for block in ours.values()), sum(block.waited for block in ours.values())
    terminalreporter.write_sep("-", f"longest blocks of the window: {over} of {len(FOUND)} stories over "
                                    f"{LIMIT_MS:.0f} ms")
    terminalreporter.write_line("       ms   of it cpu   QGIS' own  story, and where it stood")
    for name, block in worst:
        terminalreporter.write_line(_row(name, block) + f"  {block.where}")
    if waited:
        terminalreporter.write_line(f"  ~ {waited} over {LIMIT_MS:.0f} ms by the clock but not of the processor: "
                                    "the disk, a lock, or a busy machine")
    apart = {name: block for name, block in FOUND.items() if declared(name) and block.ms > LIMIT_MS}
    for name, block in sorted(apart.items(), key=lambda item: -item[1].ms):
        terminalreporter.write_line(_row(name, block) + f"\n      declared: {declared(name)}")


def _row(name, block):
    return f"  {block.sign} {block.ms:6.0f}      {block.cpu_ms:6.0f}      {block.qgis_ms:6.0f}  {name}"
