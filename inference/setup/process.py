"""A child of the set-up: its lines as they come, an end of it and all it started on demand, never longer than ours."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess  # nosec B404 (Python, venv and pip are run, without a shell)
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, Mapping, Optional, Tuple, Union

from ..values import Stop
from ..worker.environment import NO_WINDOW
from .refusals import ProgramBlocked, SetupRefused

LOOK = 0.02
"""Seconds between two looks at whether to stop; QGIS waits for it when it closes."""
PULSE = 0.2
"""Seconds of silence until a Tick."""
WATCHED = Path(__file__).with_name("watched.py")


@dataclass(frozen=True)
class Line:
    """What a child said."""

    text: str


@dataclass(frozen=True)
class Tick:
    """Nothing was said for a moment."""


@dataclass(frozen=True)
class Ended:
    """The child is over; the status is None where it was stopped."""

    status: Optional[int]


@dataclass(frozen=True)
class Job:
    """A module to be run by a Python, and where."""

    python: str
    words: Tuple[str, ...]
    cwd: Path
    env: Mapping[str, str]


def module_job(python: str, words: Tuple[str, ...], cwd: Path, env: Mapping[str, str]) -> Job:
    """Run a module that ends when we do."""
    return Job(python, ("-I", "-X", "utf8", str(WATCHED), *words), cwd, env)


def run(job: Job, stop: Stop) -> Iterator[Union[Line, Tick, Ended]]:
    """Run it to its end, or until `stop` says so; closing the generator ends it too."""
    child = _start(job)
    lines: queue.Queue[Optional[str]] = queue.Queue()
    reader = threading.Thread(target=_read, args=(child, lines), daemon=True)
    reader.start()
    stopped = False
    heard = time.monotonic()
    try:
        while True:
            if stop():
                stopped = True
                break
            try:
                line = lines.get(timeout=LOOK)
            except queue.Empty:
                if time.monotonic() - heard >= PULSE:
                    heard = time.monotonic()
                    yield Tick()
                continue
            heard = time.monotonic()
            if line is None:
                break
            yield Line(line)
    finally:
        if stopped or child.poll() is None:
            end_tree(child, gently=not stopped and reader.is_alive() is False)
        status = child.wait()
        reader.join(timeout=PULSE)
        for pipe in (child.stdin, child.stdout):
            if pipe is not None and not reader.is_alive():
                pipe.close()
    yield Ended(None if stopped else status)


def _start(job: Job) -> subprocess.Popen[bytes]:
    try:  # a Python that was asked before, and words of ours
        return subprocess.Popen((job.python, *job.words), cwd=job.cwd, env=dict(job.env),  # nosec B603
                                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                creationflags=NO_WINDOW, start_new_session=sys.platform != "win32")
    except PermissionError as error:
        raise ProgramBlocked(job.python, detail=str(error)) from error
    except OSError as error:
        raise SetupRefused(f"{job.python} does not start ({error.strerror})", detail=str(error)) from error


def _read(child: subprocess.Popen[bytes], lines: queue.Queue[Optional[str]]) -> None:
    if child.stdout is not None:
        with contextlib.suppress(ValueError, OSError):  # closed while we read
            for raw in child.stdout:
                lines.put(raw.decode("utf-8", "replace").rstrip())
    lines.put(None)


def end_tree(child: subprocess.Popen[bytes], *, gently: bool = False) -> None:
    """End a child and all it started; `gently` where it has closed its output and is about to end by itself."""
    if gently:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=10)
            return
    if sys.platform == "win32":
        program = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "taskkill.exe")
        with contextlib.suppress(OSError, subprocess.SubprocessError):  # the child itself is ended below
            subprocess.run((str(program), "/T", "/F", "/PID", str(child.pid)), check=False,  # nosec B603
                           stdin=subprocess.DEVNULL, capture_output=True, timeout=20, creationflags=NO_WINDOW)
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):  # over already
            os.killpg(child.pid, signal.SIGKILL)
    with contextlib.suppress(OSError):
        child.kill()
