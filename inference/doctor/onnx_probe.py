"""The smallest ONNX model there is (y = x), as bytes made here, to see which providers onnxruntime really loads."""

from __future__ import annotations

from typing import Tuple, Union

Part = Union[int, str, bytes]


def _field(number: int, value: Part) -> bytes:
    """One field of a protocol buffer message: a small number, or text or a message with its length."""
    if isinstance(value, int):
        return bytes([number << 3, value])
    content = value.encode("ascii") if isinstance(value, str) else value
    return bytes([number << 3 | 2, len(content)]) + content


def identity_model() -> bytes:
    """A ModelProto of IR version 8, opset 13, with one Identity node on one float."""
    shape = _field(1, _field(1, 1))
    kind = _field(2, _field(1, _field(1, 1) + _field(2, shape)))
    node = _field(1, "x") + _field(2, "y") + _field(4, "Identity")
    graph = _field(1, node) + _field(2, "probe") + _field(11, _field(1, "x") + kind) + _field(12, _field(1, "y") + kind)
    return _field(1, 8) + _field(7, graph) + _field(8, _field(1, "") + _field(2, 13))


def providers() -> Tuple[Tuple[str, ...], Tuple[str, ...]]:
    """What this onnxruntime was built with, and what a session that asks for all of it really uses."""
    import numpy as np
    import onnxruntime

    onnxruntime.set_default_logger_severity(4)  # a provider that does not load is told by the result
    built_in = tuple(onnxruntime.get_available_providers())
    session = onnxruntime.InferenceSession(identity_model(), providers=list(built_in))
    session.run(None, {"x": np.ones(1, np.float32)})
    return built_in, tuple(session.get_providers())
