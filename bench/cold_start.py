"""Cold start: from nothing to the first text of `bundled` through a new worker process, next to a bare interpreter."""

from __future__ import annotations

import subprocess
import sys
import time

from earthscribe.inference.config import RunConfig
from earthscribe.inference.geometry import PixelQuad, corners_of
from earthscribe.inference.raster import open_raster
from earthscribe.inference.tasks.describe import make_request
from earthscribe.inference.values import Delta, never
from earthscribe.inference.worker.client import WorkerAnalyst
from pairs import interleaved, report

PAIRS = 7


def first_text(raster: str, corners: PixelQuad) -> float:
    """Seconds until the first word comes out of a worker that did not exist before."""
    config = RunConfig()
    with open_raster(raster) as source:
        request = make_request(source.info, corners, config)
    started = time.perf_counter()
    analyst = WorkerAnalyst(config)
    try:
        answer = analyst.run(request, never)
        next(said for said in answer if isinstance(said, Delta) and said.text.strip())
        seconds = time.perf_counter() - started
        answer.close()
        return seconds
    finally:
        analyst.close()


def bare_interpreter() -> float:
    """Seconds for a Python that imports numpy and rasterio and ends: the floor under any worker."""
    started = time.perf_counter()
    subprocess.run([sys.executable, "-I", "-c", "import numpy, rasterio"], check=True)
    return time.perf_counter() - started


def main(raster: str) -> None:
    """Measure and print."""
    quad = PixelQuad(corners_of([100, 100, 160, 140]))
    ours, floor, ratio = interleaved(lambda: first_text(raster, quad), bare_interpreter, PAIRS)
    report("cold start", {"worker to first text": ours.words("s"), "python with numpy and rasterio": floor.words("s"),
                          "ratio, pair by pair": ratio.words("x")},
           {"first_text": ours.__dict__, "floor": floor.__dict__, "ratio": ratio.__dict__})


if __name__ == "__main__":
    main(sys.argv[1])
