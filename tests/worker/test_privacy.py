"""What leaves this machine, and what libraries would send or leave behind by themselves: nothing."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from earthscribe.inference.config import RunConfig
from earthscribe.inference.geometry import PixelQuad
from earthscribe.inference.raster import open_raster
from earthscribe.inference.servers import Server
from earthscribe.inference.tasks.describe import make_request
from earthscribe.inference.values import Description, never
from earthscribe.inference.worker.client import WorkerAnalyst
from earthscribe.inference.worker.environment import LaunchCommand, launch_command
from earthscribe.tests.scripted_server import ScriptedServer, stream

QUAD = PixelQuad(((20.0, 20.0), (44.0, 20.0), (44.0, 36.0), (20.0, 36.0)))

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


def overheard(launch: LaunchCommand, notes: Path) -> LaunchCommand:
    """The same model process, with every socket it makes written down."""
    *python, program = launch.argv
    listener = Path(__file__).with_name("overheard.py")
    return dataclasses.replace(launch, argv=(*python, str(listener), str(notes), program))


@pytest.mark.parametrize("model", ["bundled", "echo"])
def test_describing_on_this_machine_opens_no_socket(raster: Any, tmp_path: Path, model: str) -> None:
    """The whole life of the model process: start, greeting, raster, answer, end."""
    notes = tmp_path / "notes.txt"
    source = open_raster(raster("utm"))
    request = make_request(source.info, QUAD, RunConfig(model=model))
    source.close()
    server = Server("office", "https://gpu.office.example/v1", "m", "a-key")
    analyst = WorkerAnalyst(RunConfig(), servers=(server,), launch=overheard(launch_command(), notes))
    try:
        result = list(analyst.run(request, never))[-1]
    finally:
        analyst.close()
    assert isinstance(result, Description)
    assert not notes.exists(), notes.read_text()


def test_asking_a_server_reaches_that_server_and_nobody_else(raster: Any, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    source = open_raster(raster("utm"))
    info = source.info
    source.close()
    with ScriptedServer(stream("A tree.")) as peer:
        request = make_request(info, QUAD, RunConfig(model=f"{peer.url}#m"))
        analyst = WorkerAnalyst(RunConfig(), launch=overheard(launch_command(), notes))
        try:
            result = list(analyst.run(request, never))[-1]
        finally:
            analyst.close()
        connects = [line for line in notes.read_text().splitlines() if line.startswith("socket.connect ")]
        assert connects
        assert all(f"('127.0.0.1', {peer.port})" in line for line in connects), connects
    assert isinstance(result, Description)
    body = peer.requests[0].body.decode("utf-8")
    for secret in (info.source.path, Path(info.source.path).name, "EPSG", "500000", "5300000"):
        assert secret not in body
