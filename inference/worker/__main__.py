"""Starts the model process: `python -I <checkout>/inference/worker/__main__.py`, spoken to as protocol.py says.

The checkout is registered as package `earthscribe`, whatever its folder is called, before anything of it is imported;
nothing but this one name is added to what the process can import. With `command WORDS...` it runs the command line
instead, by the very Python that would run the models.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
from pathlib import Path


def register_checkout(root: Path) -> None:
    """Make `earthscribe` mean the folder `root`, even if another one is installed."""
    spec = importlib.util.spec_from_file_location("earthscribe", root / "__init__.py",
                                                  submodule_search_locations=[str(root)])
    if spec is None or spec.loader is None:
        raise SystemExit(f"{root} is not a checkout of Earthscribe")
    module = importlib.util.module_from_spec(spec)
    sys.modules["earthscribe"] = module
    spec.loader.exec_module(module)


def main() -> int:
    """Serve until the parent says bye or is gone."""
    here = Path(os.path.abspath(__file__)).parent  # not resolved: a link to the checkout stays a link
    sys.path[:] = [each for each in sys.path if Path(os.path.abspath(each)) != here]
    register_checkout(here.parents[1])
    if sys.argv[1:2] == ["command"]:
        done: int = importlib.import_module("earthscribe.inference.cli").main(sys.argv[2:])
        return done
    status: int = importlib.import_module("earthscribe.inference.worker.serve").main()
    return status


if __name__ == "__main__":
    sys.exit(main())
