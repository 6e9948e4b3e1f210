"""What the Python of the model process has is found without starting the process and without importing anything."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from earthscribe.inference.worker.abilities import lacking
from earthscribe.inference.worker.environment import launch_command


def test_what_is_there_and_what_is_not() -> None:
    assert lacking(launch_command(), ("numpy", "no_such_package", "json")) == ("no_such_package",)
    assert lacking(launch_command(), ("numpy",)) == ()


def test_a_python_that_does_not_start_has_nothing(tmp_path: Path) -> None:
    launch = launch_command()
    gone = dataclasses.replace(launch, argv=(str(tmp_path / "python"), *launch.argv[1:]))
    assert lacking(gone, ("numpy", "json")) == ("numpy", "json")


def test_nothing_is_imported(tmp_path: Path) -> None:
    trap = tmp_path / "trap.py"
    trap.write_text("raise SystemExit(3)\n", encoding="utf-8")
    launch = launch_command()
    seen = dataclasses.replace(launch, argv=(launch.argv[0], "-s", *launch.argv[2:]),
                               env={**launch.env, "PYTHONPATH": str(tmp_path)})
    assert lacking(seen, ("trap",)) == ()


def test_nobody_waits_for_an_answer_that_is_not_wanted(tmp_path: Path) -> None:
    slow = tmp_path / "sitecustomize.py"
    slow.write_text("import time\ntime.sleep(600)\n", encoding="utf-8")
    launch = launch_command()
    seen = dataclasses.replace(launch, argv=(launch.argv[0], "-s", *launch.argv[2:]),
                               env={**launch.env, "PYTHONPATH": str(tmp_path)})
    asked = iter((False, True))
    assert lacking(seen, ("numpy",), lambda: next(asked)) == ("numpy",)
