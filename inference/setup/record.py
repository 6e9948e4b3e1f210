"""The record of the set-up: what was done, line by line, in logs/setup.log; the one before is kept."""

from __future__ import annotations

import contextlib
import re
import time
from pathlib import Path

from ..home import home

LIMIT = 1_000_000
_USER_IN_ADDRESS = re.compile(r"(\b[a-z][a-z0-9+.-]*://)[^/\s]+@", re.IGNORECASE)
_FIRST = r"\1"


class Record:
    """Appends lines; a record that cannot be written hinders nobody."""

    def __init__(self) -> None:
        self.path: Path = home() / "logs" / "setup.log"
        with contextlib.suppress(OSError):  # reported by what follows, where it matters
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if self.path.is_file() and self.path.stat().st_size > LIMIT:
                self.path.replace(self.path.with_suffix(".log.1"))

    def write(self, line: str) -> None:
        """One line with its time, without names and passwords in addresses."""
        with contextlib.suppress(OSError), self.path.open("a", encoding="utf-8", errors="replace") as file:
            file.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {_USER_IN_ADDRESS.sub(_FIRST, line)}\n")
