"""Runs a Python program and writes down every socket it makes or uses: `overheard.py NOTES PROGRAM`."""

from __future__ import annotations

import runpy
import sys

notes, program = sys.argv[1:3]


def note(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook: Python itself calls it, whatever library acts."""
    if event.startswith(("socket.", "urllib.", "http.client.", "ftplib.", "smtplib.")):
        with open(notes, "a", encoding="utf-8") as file:  # noqa: PTH123 (nothing else is imported in this program)
            file.write(f"{event} {arguments!r}\n")


sys.addaudithook(note)
sys.argv = [program]
runpy.run_path(program, run_name="__main__")
