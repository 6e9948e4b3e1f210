"""A network of three nodes with the inputs and outputs of the bundled one, and pictures it understands.

Red is how sure it is of a car, blue of a building, green the logarithm of the length; every object lies east-west. So a
disc painted round the middle of an object is found there, with a size the test has chosen. The file is written by hand:
no package is needed to make it.
"""

from __future__ import annotations

import hashlib
import json
import struct
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence, Tuple

import numpy as np
from numpy.typing import NDArray

CLASSES = ("person", "car", "building")
CAR, BUILDING = 1, 2
BACKGROUND = 20
PEAK, SLOPE = 220, 5
"""The colour at the middle of an object, and by how much it falls with every pixel."""
LOG_PER_GREEN = 0.02
"""Logarithm of the length per unit of green."""
SHAPE = 0.5
"""Width over length."""
STEEP, OFFSET = 0.1, -12.0
"""Logit of a class from its colour."""


def painted(size: Tuple[int, int], objects: Sequence[Tuple[float, float, float, int]],
            radius: int = 7) -> NDArray[np.uint8]:
    """A picture (height, width, 3) of (x, y, length, label) objects."""
    width, height = size
    pixels = np.full((height, width, 3), BACKGROUND, dtype=np.uint8)
    for x, y, length, label in objects:
        rows, columns = np.ogrid[:height, :width]
        away = np.hypot(columns + 0.5 - x, rows + 0.5 - y)
        near = away <= radius
        pixels[near, 1] = round(float(np.log(length)) / LOG_PER_GREEN)
        pixels[near, 0 if label == CAR else 2] = (PEAK - SLOPE * away[near]).astype(np.uint8)
    return pixels


def write_network(folder: Path, name: str = "tiny", **card: Any) -> Path:
    """The network and its card; the path of the network."""
    path = folder / f"{name}.onnx"
    path.write_bytes(network_bytes())
    said: Dict[str, Any] = {
        "name": "tiny", "revision": "test-1", "sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "stride": 32,
        "gsd_m": {"optical": [0.1, 0.6]},
        "classes": [{"name": each, "channel": number, "threshold": 0.5, "temperature": 1.0}
                    for number, each in enumerate(CLASSES)],
    }
    said["classes"][CAR]["length_m"] = [4.0, 5.0]
    path.with_suffix(".json").write_text(json.dumps({**said, **card}), encoding="utf-8")
    return path


def network_bytes(gain: Optional[float] = None) -> bytes:
    """The ONNX file."""
    steep = STEEP if gain is None else gain
    heat, heat_bias = np.zeros((3, 3), np.float32), np.full(3, OFFSET, np.float32)
    heat[CAR, 0] = heat[BUILDING, 2] = steep
    box, box_bias = np.zeros((6, 3), np.float32), np.zeros(6, np.float32)
    box[2, 1] = box[3, 1] = LOG_PER_GREEN
    box_bias[3], box_bias[4] = np.log(SHAPE), 1.0
    nodes = [
        node("AveragePool", ("image",), "small", {"kernel_shape": [4, 4], "strides": [4, 4]}),
        node("Conv", ("small", "heat_w", "heat_b"), "heat", {"kernel_shape": [1, 1]}),
        node("Conv", ("small", "box_w", "box_b"), "box", {"kernel_shape": [1, 1]}),
    ]
    tensors = [tensor("heat_w", heat[:, :, None, None]), tensor("heat_b", heat_bias),
               tensor("box_w", box[:, :, None, None]), tensor("box_b", box_bias)]
    inputs = [info("image", ("n", 3, "h", "w")), info("context", ("n", 6))]
    outputs = [info("heat", ("n", 3, "h4", "w4")), info("box", ("n", 6, "h4", "w4"))]
    return model(nodes, tensors, inputs, outputs)


# --- the few messages of the ONNX format that are needed, by their field numbers --------------------------------------


def varint(number: int) -> bytes:
    """A whole number as protocol buffers write it."""
    number &= (1 << 64) - 1
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])


def field(number: int, value: Any) -> bytes:
    """One field: a whole number, or text or bytes with their length."""
    if isinstance(value, int):
        return varint(number << 3) + varint(value)
    content = value.encode() if isinstance(value, str) else value
    return varint(number << 3 | 2) + varint(len(content)) + content


def tensor(name: str, values: NDArray[Any]) -> bytes:
    """A constant."""
    kinds = {"float32": 1, "int64": 7, "float16": 10}
    return (b"".join(field(1, each) for each in values.shape) + field(2, kinds[str(values.dtype)]) + field(8, name)
            + field(9, np.ascontiguousarray(values).tobytes()))


def node(kind: str, inputs: Sequence[str], output: str, attributes: Dict[str, Any]) -> bytes:
    """One operation."""
    said = b"".join(field(1, each) for each in inputs) + field(2, output) + field(3, output) + field(4, kind)
    return said + b"".join(field(5, attribute(name, value)) for name, value in attributes.items())


def attribute(name: str, value: Any) -> bytes:
    """A whole number, a fraction, or a list of whole numbers."""
    if isinstance(value, list):
        return field(1, name) + b"".join(field(8, each) for each in value) + field(20, 7)
    if isinstance(value, float):
        return field(1, name) + varint(2 << 3 | 5) + struct.pack("<f", value) + field(20, 1)
    return field(1, name) + field(3, value) + field(20, 2)


def info(name: str, shape: Sequence[Any], kind: int = 1) -> bytes:
    """An input or output."""
    dims = b"".join(field(1, field(1 if isinstance(each, int) else 2, each)) for each in shape)
    return field(1, name) + field(2, field(1, field(1, kind) + field(2, dims)))


def model(nodes: List[bytes], tensors: List[bytes], inputs: List[bytes], outputs: List[bytes]) -> bytes:
    """The file."""
    graph = (b"".join(field(1, each) for each in nodes) + field(2, "tiny") + b"".join(field(5, t) for t in tensors)
             + b"".join(field(11, each) for each in inputs) + b"".join(field(12, each) for each in outputs))
    return field(1, 8) + field(7, graph) + field(8, field(1, "") + field(2, 17))
