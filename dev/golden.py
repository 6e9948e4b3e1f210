"""Writes tests/golden/*.md again after a change of words that is meant: `python -m dev.golden`, then read the diff."""

from __future__ import annotations

import sys
from pathlib import Path

from earthscribe.tests.golden.pages import pages

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "golden"


def main() -> int:
    """Write them all."""
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
