"""What libraries would send or leave behind by themselves: nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROBE = """
from earthscribe.inference.config import RunConfig
from earthscribe.inference.doctor import examine
names = [finding.name for finding in examine(RunConfig(), ())]
assert "onnxruntime" in names, names
"""


def test_a_session_of_onnxruntime_leaves_no_trace_in_the_users_home(tmp_path: Path) -> None:
    """Its builds make an identifier and queue events there unless they are told not to."""
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache"),
                   "EARTHSCRIBE_HOME": str(tmp_path / "own")}
    environment.pop("ORT_DISABLE_TELEMETRY", None)
    done = subprocess.run([sys.executable, "-c", PROBE], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    left = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()]
    assert all(path.startswith("own/") for path in left), left
