"""IPC: the worker's binary frames against base64 in JSON lines, one 224 x 224 x 3 picture there and back.

Both children are plain Python processes on pipes of the same size; each decodes the picture to an array and sends it
back. The bytes that return are checked equal every time.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import time

import numpy as np
from earthscribe.inference.worker import protocol

SHAPE = (224, 224, 3)
PAIRS = 7
FRAMES, LINES = 2000, 150


def child(kind: str) -> None:
    """Send every picture back until the input ends."""
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    if kind == "frames":
        while True:
            message = protocol.read(source)
            if message is None:
                return
            pixels = np.frombuffer(message.blob, np.uint8).reshape(message.body["shape"])
            protocol.write(sink, protocol.Message("result", message.id, {"shape": pixels.shape}, pixels.tobytes()))
    for line in source:
        said = json.loads(line)
        pixels = np.frombuffer(base64.b64decode(said["pixels"]), np.uint8).reshape(said["shape"])
        said["pixels"] = base64.b64encode(pixels.tobytes()).decode("ascii")
        sink.write(json.dumps(said).encode() + b"\n")
        sink.flush()


class Peer:
    """A child and the way to ask it."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.process = subprocess.Popen([sys.executable, __file__, kind], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)
        self.number = 0
        for stream in (self.process.stdin, self.process.stdout):
            protocol.widen(stream)

    def once(self, pixels: np.ndarray) -> bytes:
        """One picture there and back."""
        self.number += 1
        sink, source = self.process.stdin, self.process.stdout
        if self.kind == "frames":
            protocol.write(sink, protocol.Message("run", self.number, {"shape": pixels.shape}, pixels.tobytes()))
            return protocol.read(source).blob
        text = base64.b64encode(pixels.tobytes()).decode("ascii")
        sink.write(json.dumps({"op": "run", "id": self.number, "shape": pixels.shape, "pixels": text}).encode() + b"\n")
        sink.flush()
        return base64.b64decode(json.loads(source.readline())["pixels"])

    def per_second(self, pixels: np.ndarray, count: int) -> float:
        """Round trips per second, every answer checked."""
        expected = pixels.tobytes()
        started = time.perf_counter()
        for _ in range(count):
            if self.once(pixels) != expected:
                raise SystemExit(f"{self.kind}: other pixels came back")
        return count / (time.perf_counter() - started)

    def close(self) -> None:
        """End the child."""
        self.process.stdin.close()
        self.process.wait()


def main() -> None:
    """Measure and print."""
    from pairs import Spread, interleaved, report

    pixels = np.random.default_rng(7).integers(0, 256, SHAPE, dtype=np.uint8)
    frames, lines = Peer("frames"), Peer("lines")
    ours, theirs, ratio = interleaved(lambda: frames.per_second(pixels, FRAMES),
                                      lambda: lines.per_second(pixels, LINES), PAIRS)
    frames.close(), lines.close()
    rows = {"binary frames": ours.words("round trips/s"), "base64 JSON lines": theirs.words("round trips/s"),
            "ratio, pair by pair": ratio.words("x")}
    report("ipc", rows, {name: spread.__dict__ for name, spread in
                         (("frames", ours), ("lines", theirs), ("ratio", ratio)) if isinstance(spread, Spread)})


if __name__ == "__main__":
    child(sys.argv[1]) if len(sys.argv) > 1 else main()
