"""The log of the model process: a file that stays small, without keys, and its last lines at hand for an error.

Several programs may write one file, so it is opened for each line and nobody holds it: turning it over is a rename.
"""

from __future__ import annotations

import contextlib
import json
import re
import threading
import time
from collections import deque
from pathlib import Path
from typing import Deque, Iterable, Tuple

from ..raster.recorded import told
from .protocol import Message

LARGEST = 1_000_000
"""Bytes after which the file becomes the older one; the one before that goes."""

TAIL_LINES = 30
LONGEST_LINE = 4000

_SECRETS = (
    (re.compile(r"://[^/\s:@]+:[^/\s@]+@"), "://[key]@"),
    (re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{6,}"), r"\1 [key]"),
    (re.compile(r"(?i)(api[_-]?key|authorization|\"key\")(\"?\s*[:=]\s*\"?)[^\s\",}]+"), r"\1\2[key]"),
    (re.compile(r"\bsk-[\w-]{8,}"), "[key]"),
)


class WorkerLog:
    """Takes lines from any thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._hidden: Tuple[str, ...] = ()
        self._tail: Deque[str] = deque(maxlen=TAIL_LINES)

    def hide(self, keys: Iterable[str]) -> None:
        """Keys that must never stand in a line."""
        self._hidden = tuple(key for key in keys if key)

    def redacted(self, text: str) -> str:
        """The text without keys, known or recognisable."""
        for key in self._hidden:
            text = text.replace(key, "[key]")
        text = told(text)
        for pattern, instead in _SECRETS:
            text = pattern.sub(instead, text)
        return text

    def line(self, text: str, *, tail: bool = False) -> None:
        """Write a line; a disk that is full or read-only does not stop the work. `tail` keeps it for errors."""
        text = self.redacted(text.rstrip())[:LONGEST_LINE]
        with self._lock:
            if tail:
                self._tail.append(text)
            with contextlib.suppress(OSError):
                self._write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {text}\n")

    def traffic(self, arrow: str, message: Message) -> None:
        """Write what crossed the border: pixels as their size, and nothing of the servers, which carry keys."""
        blob = f" +{len(message.blob)} bytes" if message.blob else ""
        body = "..." if message.op == "servers" else json.dumps(message.body, ensure_ascii=False)
        self.line(f"{arrow} {message.op} {message.id} {body}{blob}")

    def tail(self) -> str:
        """The last lines of stderr."""
        with self._lock:
            return "\n".join(self._tail)

    def forget_tail(self) -> None:
        """A new process begins."""
        with self._lock:
            self._tail.clear()

    def _write(self, line: str) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if self.path.exists() and self.path.stat().st_size > LARGEST:
            self.path.replace(self.path.with_suffix(".old.log"))
        with self.path.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(line)
