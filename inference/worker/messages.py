"""Values as messages and back: what stands in a `run`, a `delta`, a `result` or an `error`."""

from __future__ import annotations

import dataclasses
from typing import Any, cast

import numpy as np

from .. import values
from ..codec import decode, encode
from ..errors import EarthscribeError, ProtocolMismatch
from ..georef import PixelGrid
from .protocol import PROTOCOL, Message


def run_message(number: int, request: values.Request) -> Message:
    """A request as a `run`; the pixels of its chip travel as the blob."""
    chip = request.chip
    body = {"request": encode(dataclasses.replace(request, chip=None)), "priority": int(request.interactive)}
    if chip is None:
        return Message("run", number, body)
    pixels = np.ascontiguousarray(chip.pixels)
    body.update(shape=list(pixels.shape), dtype=str(pixels.dtype), grid=encode(chip.grid), recipe=encode(chip.recipe))
    return Message("run", number, body, pixels.tobytes())


def request_in(message: Message) -> values.Request:
    """The request that a `run` carries."""
    request = decode(values.Request, message.body["request"])
    if "shape" not in message.body:
        return request
    chip = values.Chip(_pixels(message), decode(PixelGrid, message.body["grid"]),
                       decode(values.Recipe, message.body["recipe"]))
    return dataclasses.replace(request, chip=chip)


def _pixels(message: Message) -> Any:
    shape = tuple(int(n) for n in message.body["shape"])
    height, width, channels = shape if len(shape) == 3 else (0, 0, 0)
    fits = message.body.get("dtype") == "uint8" and channels == 3 and min(height, width) > 0
    if not fits or height * width * channels != len(message.blob):
        raise ProtocolMismatch(str(PROTOCOL), f"pixels of shape {shape} in {len(message.blob)} bytes")
    return np.frombuffer(message.blob, np.uint8).reshape(shape).copy()


def said_message(number: int, said: values.Said) -> Message:
    """A piece of an answer, or the answer."""
    if isinstance(said, values.Delta):
        return Message("delta", number, {"text": said.text})
    if isinstance(said, values.Progress):
        return Message("progress", number, {"step": said.step, "fraction": said.fraction})
    return Message("result", number, {"result": encode(said)})


def said_in(message: Message) -> values.Said:
    """The piece of an answer, or the answer, that a message carries."""
    try:
        if message.op == "delta":
            return values.Delta(str(message.body["text"]))
        if message.op == "progress":
            return values.Progress(str(message.body["step"]), message.body.get("fraction"))
        return cast(values.Said, decode(cast(Any, values.Result), message.body["result"]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ProtocolMismatch(str(PROTOCOL), f"a {message.op} that cannot be read") from error


def error_message(number: int, error: EarthscribeError) -> Message:
    """The end of a request that failed."""
    return Message("error", number, error.to_wire())
