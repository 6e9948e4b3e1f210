"""A detector in an ONNX file of the user's own, or a network trained with this program, as a backend."""

from __future__ import annotations

from pathlib import Path
from typing import Iterator, Optional

from ..detection import Detector, bundled_detector
from ..detection.answer import Field, detect
from ..detection.card import is_ours
from ..errors import InputError, ModelFileMissing
from ..values import Request, Said, Stop
from .base import Backend, BackendInfo


class OnnxDetector(Backend):
    """Finds objects with the model in a file."""

    info = BackendInfo("onnx", streams=True, needs=("onnxruntime",), tasks=("detect",))
    _detector: Optional[Detector] = None

    @property
    def revision(self) -> str:
        """Which state of the file answers."""
        return self._detector.card.revision if self._detector is not None else ""

    @property
    def device(self) -> str:
        """Where it runs."""
        return self._detector.device if self._detector is not None else "cpu"

    def load(self) -> None:
        """Open the file."""
        path = Path(self.model)
        if not path.is_file():
            raise ModelFileMissing(self.model, hint="Check its path.")
        if is_ours(path):
            self._detector = bundled_detector(path)
            return
        from ..detection.own import open_detector

        self._detector = open_detector(path)

    def detect(self, request: Request, field: Field, stop: Stop) -> Iterator[Said]:
        """Find objects all over a picture."""
        if self._detector is None:
            raise RuntimeError("load() opens the file")
        yield from detect(self._detector, field, request, stop)

    def run(self, request: Request, stop: Stop) -> Iterator[Said]:  # noqa: ARG002
        """A detector has no words."""
        raise InputError(f"{Path(self.model).name} finds objects and cannot answer in words.",
                         hint="Use it with `earthscribe detect`, or describe with --model bundled.")

    def close(self) -> None:
        """Give the memory back."""
        if self._detector is not None:
            self._detector.close()
            self._detector = None
