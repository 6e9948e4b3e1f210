"""Runs a module as `python -m` does and ends when whoever started it is gone: `python watched.py MODULE WORDS...`.

Standard input is a pipe that nobody writes to; it ends when the installer dies, even by force, and with it this.
Nothing goes on writing into an environment that somebody else may be building anew.
"""

from __future__ import annotations

import os
import runpy
import sys
import threading


def _end_with_parent() -> None:
    while os.read(0, 1024):
        pass
    os._exit(1)


def main() -> None:
    """Watch, and become the module."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    module, *words = sys.argv[1:]
    sys.argv = [module, *words]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
