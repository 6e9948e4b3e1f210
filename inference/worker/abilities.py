"""What the Python of the model process can import, found without starting the process."""

from __future__ import annotations

import subprocess  # nosec B404
import time
from typing import Sequence, Tuple

from ..values import Stop
from .environment import NO_WINDOW, LaunchCommand

_QUESTION = ("import importlib.util, sys; "
             "print(*(each for each in sys.argv[1:] if importlib.util.find_spec(each) is None))")
PATIENCE_S = 60.0
LOOK_S = 0.02
"""Seconds between two looks at whether to stop; QGIS waits for it when it closes."""


def lacking(launch: LaunchCommand, packages: Sequence[str], stop: Stop = lambda: False) -> Tuple[str, ...]:
    """Which of these packages that Python has not; all of them where it does not answer. Nothing is imported."""
    python, isolation = launch.argv[:2]
    try:  # the interpreter that runs the models, a fixed question and names of packages, no shell
        asked = subprocess.Popen((python, isolation, "-c", _QUESTION, *packages), env=dict(launch.env),  # nosec B603
                                 stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                 text=True, errors="replace", creationflags=NO_WINDOW)
    except OSError:
        return tuple(packages)
    with asked:
        answer = _answer(asked, stop)
    return tuple(answer.split()) if asked.returncode == 0 else tuple(packages)


def _answer(asked: subprocess.Popen[str], stop: Stop) -> str:
    """What the child prints; it is ended where nobody waits for that any more, or it takes too long."""
    until = time.monotonic() + PATIENCE_S
    while not stop() and time.monotonic() < until:
        try:
            return asked.communicate(timeout=LOOK_S)[0]
        except subprocess.TimeoutExpired:
            continue
    asked.kill()
    return ""
