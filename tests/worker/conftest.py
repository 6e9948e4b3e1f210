"""What the worker's tests share: analysts on a real child that obeys its requests, and proof that none is left over."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, Callable, Iterator

import pytest
from earthscribe.inference.config import RunConfig
from earthscribe.inference.geometry import PixelQuad
from earthscribe.inference.values import Delta, Description, Request
from earthscribe.inference.worker.client import WorkerAnalyst
from earthscribe.inference.worker.environment import OWN, LaunchCommand, child_environment

CHILD = Path(__file__).with_name("scripted_child.py")
QUAD = PixelQuad(((1.0, 1.0), (5.0, 1.0), (5.0, 4.0), (1.0, 4.0)))
PATIENCE = 60.0
"""Seconds after which a test gives up waiting; nothing takes nearly as long."""


def ask(text: str, *, interactive: bool = True, pause: float = 0.0, **more: Any) -> Request:
    """A request whose text tells the scripted child what to do."""
    options = (("pause", pause),) if pause else ()
    return Request("describe", QUAD, text=text, model="scripted", interactive=interactive, options=options, **more)


def text_of(said: list[Any]) -> str:
    """What was streamed."""
    return "".join(each.text for each in said if isinstance(each, Delta))


def result_of(said: list[Any]) -> Description:
    """The one result, which comes last."""
    assert [isinstance(each, Description) for each in said].index(True) == len(said) - 1
    return said[-1]


def alive(pid: int) -> bool:
    """Whether a process runs; one that nobody has reaped yet does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return not Path("/proc").is_dir()


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait for something that comes by itself."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def system_python() -> str:
    """A Python with numpy that is not the one of this environment, as QGIS brings it."""
    python = "/usr/bin/python3"
    if not Path(python).exists() or subprocess.run([python, "-c", "import numpy"], check=False).returncode:
        pytest.skip("there is no system Python with numpy")
    return python


def scripted(root: Path, *flags: str, python: str = sys.executable) -> LaunchCommand:
    """How to start the scripted child."""
    environ = child_environment(os.environ, OWN, os.path.exists)
    return LaunchCommand((python, "-I", "-X", "utf8", str(CHILD), str(root), *flags), environ)


class InBackground(threading.Thread):
    """Drives one request in a thread and keeps what came of it."""

    def __init__(self, analyst: WorkerAnalyst, request: Request, stop: Callable[[], bool] = lambda: False) -> None:
        super().__init__(daemon=True)
        self.said: list[Any] = []
        self.error: BaseException | None = None
        self._analyst, self._request, self._until = analyst, request, stop
        self.start()

    def run(self) -> None:
        try:
            for each in self._analyst.run(self._request, self._until):
                self.said.append(each)
        except Exception as error:  # noqa: BLE001 (kept for the test to look at)
            self.error = error

    def finish(self) -> InBackground:
        self.join(PATIENCE)
        assert not self.is_alive(), "the request never ended"
        return self


OpenAnalyst = Callable[..., WorkerAnalyst]


@pytest.fixture
def open_analyst(root: Path) -> Iterator[OpenAnalyst]:
    """Makes analysts on scripted children; at the end all are closed and no child of theirs is left."""
    opened: list[WorkerAnalyst] = []
    pids: set[int] = set()

    def open_one(*flags: str, python: str = sys.executable, **options: Any) -> WorkerAnalyst:
        analyst = WorkerAnalyst(RunConfig(**options), launch=scripted(root, *flags, python=python))
        opened.append(analyst)
        return analyst

    yield open_one
    for each in opened:
        if each.pid is not None:
            pids.add(each.pid)
        each.close()
    wait_until(lambda: not any(alive(pid) for pid in pids))
