"""People's own ONNX detectors, in the same place as the bundled network.

    detector = open_detector(Path("cars.onnx"))     # or NoDetector, BadDescription, ModelMissing, ModelCorrupt
    detector.card.names, detector.plan.layout.what # its classes, and what its output was recognised as
    detector.suppression                           # for whoever merges: as the model's maker says, else as always

`FILE.json` beside `FILE.onnx` may say what the file itself does not; see `description` and docs/own-detectors.md.
"""

from __future__ import annotations

from pathlib import Path

from .detector import OwnDetector

__all__ = ["OwnDetector", "open_detector"]


def open_detector(path: Path, *, cuda: bool = True) -> OwnDetector:
    """Somebody's own detector, ready to run."""
    from .opening import open_own

    return open_own(path, cuda=cuda)
