"""Detection: the whole way over a raster against the bare model on the same tiles, in turn.

`python bench/detect.py [MODEL.onnx]`. A drone-like raster of 4096 x 4096 pixels is made from random fields and blocks,
compressed in blocks as such files are. The bare model gets the very arrays that the whole way gives it; what the whole
way takes more is reading, rendering, decoding maps, merging and placing.
"""

from __future__ import annotations

import platform
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Callable, List

import numpy as np
import rasterio
from earthscribe.inference import preparation, sensors
from earthscribe.inference.config import RunConfig
from earthscribe.inference.detection import bundled_detector
from earthscribe.inference.detection.answer import detect
from earthscribe.inference.detection.network import Network
from earthscribe.inference.raster import open_raster
from earthscribe.inference.tasks.detect import Wanted, make_request
from earthscribe.inference.values import Look, never

SIDE, PAIRS = 4096, 5
GSD = 0.3
SETS = ("avx2", "avx512f", "avx512_vnni", "amx_int8", "asimd")


def instruction_set() -> str:
    """Which of the instructions that matter to a network this processor has."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    flags = next((line.partition(":")[2].split() for line in lines if line.startswith(("flags", "Features"))), [])
    return " ".join(each for each in SETS if each in flags) or platform.machine()


def made(path: Path) -> None:
    """Write the raster."""
    random = np.random.default_rng(4)
    coarse = random.integers(40, 190, (3, SIDE // 64, SIDE // 64), dtype=np.uint8)
    pixels = np.repeat(np.repeat(coarse, 64, axis=1), 64, axis=2)
    pixels = np.clip(pixels + random.normal(0, 6, pixels.shape), 1, 255).astype(np.uint8)
    for x, y in random.integers(0, SIDE - 16, (4000, 2)):
        pixels[:, y:y + 6, x:x + 15] = random.integers(0, 255, (3, 1, 1))
    place = rasterio.Affine(GSD, 0.0, 500000.0, 0.0, -GSD, 5000000.0)
    with rasterio.open(path, "w", driver="GTiff", width=SIDE, height=SIDE, count=3, dtype="uint8", crs="EPSG:32632",
                       transform=place, tiled=True, blockxsize=512, blockysize=512, compress="deflate") as file:
        file.write(pixels)


class Recorder:
    """The network, remembering what it was given once."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self.batches: List[Any] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._network, name)

    def run(self, batch: Any, least: Any) -> Any:
        """Remember and pass on."""
        self.batches.append(batch)
        return self._network.run(batch, least)


class Clock:
    """Seconds on the wall; processor seconds of all threads are kept beside, which a busy machine does not change."""

    def __init__(self) -> None:
        self.work: List[float] = []

    def of(self, work: Callable[[], object]) -> float:
        """How long something takes."""
        started, before = time.perf_counter(), time.process_time()
        work()
        self.work.append(time.process_time() - before)
        return time.perf_counter() - started


def main(model: str = "") -> None:
    """Measure and print."""
    from pairs import Spread, interleaved, report

    network = bundled_detector(Path(model) if model else None)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "drone.tif"
        made(path)
        with open_raster(str(path)) as source:
            request = make_request(source.info, Wanted(), RunConfig())
            field = preparation.field_of(source, sensors.make_recipe(source, Look()))
            recorder = Recorder(network)
            found = list(detect(recorder, field, request, never))  # type: ignore[arg-type]

            def whole() -> float:
                return clock.of(lambda: [None for _ in detect(network, field, request, never)])

            def bare() -> float:
                return clock.of(lambda: [None for batch in recorder.batches if network.maps(batch) is None])

            clock = Clock()
            ours, theirs, ratio = interleaved(whole, bare, PAIRS)
    work = Spread.of([a / b for a, b in zip(clock.work[2::2], clock.work[3::2])])
    pixels = SIDE * SIDE / 1e6
    rows = {"instruction set": instruction_set(), "runs on": network.device, "objects": str(found[-1].count),
            "whole way": ours.words("s"), "bare model, same tiles": theirs.words("s"),
            "ratio, pair by pair": ratio.words("x"), "ratio of processor time": work.words("x"),
            "speed": f"{pixels / ours.median:.2f} megapixels of the file/s (best {pixels / ours.least:.2f})",
            "bare speed": f"{pixels / theirs.median:.2f} megapixels of the file/s (best {pixels / theirs.least:.2f})"}
    report("detect", rows, {"whole": ours.__dict__, "bare": theirs.__dict__, "ratio": ratio.__dict__,
                            "work": work.__dict__, "megapixels_per_second": pixels / ours.median,
                            "instructions": instruction_set()})


if __name__ == "__main__":
    main(*sys.argv[1:2])
