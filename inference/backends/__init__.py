"""The registry of backends: a model's name to the class that runs it, as strings, so that nothing is imported early."""

from __future__ import annotations

import importlib
from typing import Dict, Tuple

from ..config import RunConfig
from ..errors import ModelMissing
from ..servers import Server, is_address
from .base import Backend, BackendInfo

__all__ = ["BACKENDS", "SERVER", "Backend", "BackendInfo", "open_backend"]

BACKENDS: Dict[str, Tuple[str, str]] = {
    "bundled": ("bundled", "Bundled"),
    "echo": ("echo", "Echo"),
}
"""Model name -> (module, class). A new backend is one module here and one line."""

SERVER = ("openai_server", "OpenAIServer")
"""What runs `URL#NAME` and the names of configured servers."""

DETECTOR, DETECTOR_SUFFIX = ("onnx_detector", "OnnxDetector"), ".onnx"
"""What runs the detectors in people's own files."""


def _class(entry: Tuple[str, str]) -> type:
    module = importlib.import_module(f".{entry[0]}", __name__)
    found: type = getattr(module, entry[1])
    return found


def open_backend(model: str, config: RunConfig, servers: Tuple[Server, ...] = ()) -> Backend:
    """The backend for a model's name, not yet loaded; `servers` are those the user has configured."""
    names = tuple(each.name for each in servers)
    if model in BACKENDS:
        entry = BACKENDS[model]
    elif model.lower().endswith(DETECTOR_SUFFIX):
        entry = DETECTOR
    elif model in names or is_address(model):
        entry = SERVER
    else:
        raise ModelMissing(model, (*BACKENDS, *names))
    backend: Backend = _class(entry)(model, config)
    backend.servers = servers
    return backend
