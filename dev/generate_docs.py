"""Writes the generated pages of docs/ from the tables in the code: `python -m dev.generate_docs`."""

from __future__ import annotations

import sys
from pathlib import Path

from earthscribe.inference.cli.docs import write_docs

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Write them all."""
    write_docs(ROOT / "docs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
