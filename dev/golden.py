"""Writes tests/golden/*.md again after a change of words or of the model that is meant: `python -m dev.golden`.

Read the diff: that is what the files are for.
"""

from __future__ import annotations

import sys
from pathlib import Path

from earthscribe.tests.golden.pages import pages
from earthscribe.tests.golden.samples import NAME, samples_page

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "golden"


def main() -> int:
    """Write them all."""
    for name, text in {**pages(), NAME: samples_page()}.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
