"""Values as messages and back: what stands in a `run`, a `look`, a `delta`, a `result` or an `error`."""

from __future__ import annotations

import dataclasses
from typing import Any, Dict, Optional, Union, cast

import numpy as np

from .. import values
from ..codec import decode, encode
from ..errors import EarthscribeError, ProtocolMismatch
from ..georef import PixelGrid
from .protocol import PROTOCOL, Message


def run_message(number: int, request: values.Request) -> Message:
    """A request as a `run`; the pixels of its chip travel as the blob."""
    body = {"request": encode(dataclasses.replace(request, chip=None)), "priority": int(request.interactive)}
    return _with_chip(Message("run", number, body), request.chip)


def look_message(number: int, request: values.Request) -> Message:
    """A request that only wants to be looked at."""
    return dataclasses.replace(run_message(number, request), op="look")


def request_in(message: Message) -> values.Request:
    """The request that a `run` or a `look` carries."""
    request = decode(values.Request, message.body["request"])
    return dataclasses.replace(request, chip=_chip(message)) if "shape" in message.body else request


def _with_chip(message: Message, chip: Optional[values.Chip]) -> Message:
    """A message with a chip's pixels as blob and what they are beside them."""
    if chip is None:
        return message
    pixels = np.ascontiguousarray(chip.pixels)
    about = {"shape": list(pixels.shape), "dtype": str(pixels.dtype), "grid": encode(chip.grid),
             "recipe": encode(chip.recipe)}
    return Message(message.op, message.id, {**message.body, **about}, pixels.tobytes())


def _chip(message: Message) -> values.Chip:
    return values.Chip(_pixels(message), decode(PixelGrid, message.body["grid"]),
                       decode(values.Recipe, message.body["recipe"]))


def _pixels(message: Message) -> Any:
    shape = tuple(int(n) for n in message.body["shape"])
    height, width, channels = shape if len(shape) == 3 else (0, 0, 0)
    fits = message.body.get("dtype") == "uint8" and channels == 3 and min(height, width) > 0
    if not fits or height * width * channels != len(message.blob):
        raise ProtocolMismatch(str(PROTOCOL), f"pixels of shape {shape} in {len(message.blob)} bytes")
    return np.frombuffer(message.blob, np.uint8).reshape(shape).copy()


def said_message(number: int, said: Union[values.Said, values.Seen]) -> Message:
    """A piece of an answer, or the answer."""
    if isinstance(said, values.Delta):
        return Message("delta", number, {"text": said.text})
    if isinstance(said, values.Found):
        return Message("found", number, {"rows": encode(said.detections), "search": encode(said.search)})
    if isinstance(said, values.Progress):
        return Message("progress", number, {"step": said.step, "fraction": said.fraction})
    if isinstance(said, values.Seen):
        seen = {"view": encode(said.view), "facts": encode(said.facts)}
        return _with_chip(Message("result", number, {"result": seen}), said.chip)
    return Message("result", number, {"result": encode(said)})


def said_in(message: Message) -> values.Said:
    """The piece of an answer, or the answer, that a message carries."""
    try:
        if message.op == "delta":
            return values.Delta(str(message.body["text"]))
        if message.op == "progress":
            return values.Progress(str(message.body["step"]), message.body.get("fraction"))
        if message.op == "found":
            rows = tuple(decode(values.Detection, each) for each in message.body["rows"])
            return values.Found(rows, decode(values.Searched, message.body["search"]))
        return cast(values.Said, decode(cast(Any, values.Result), message.body["result"]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ProtocolMismatch(str(PROTOCOL), f"a {message.op} that cannot be read") from error


def seen_in(message: Message) -> Union[values.Progress, values.Seen]:
    """The step of a look, or what was seen, that a message carries."""
    if message.op == "progress":
        return cast(values.Progress, said_in(message))
    try:
        seen: Dict[str, Any] = message.body["result"]
        facts = tuple(decode(values.Fact, each) for each in seen["facts"])
        return values.Seen(_chip(message), decode(values.View, seen["view"]), facts)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ProtocolMismatch(str(PROTOCOL), f"a {message.op} that cannot be read") from error


def error_message(number: int, error: EarthscribeError) -> Message:
    """The end of a request that failed."""
    return Message("error", number, error.to_wire())
