"""The protocol between Earthscribe and its model process, and the framing of its messages.

The child reads frames from stdin and writes frames to what was stdout when it started. One frame is

    <u32 json length> <u32 blob length> <json> <blob>            (both lengths little-endian, JSON in UTF-8)

The JSON is an object with "op" and "id" (the number of the request it belongs to; 0 for the connection itself). The
blob is pixels or empty; "shape" and "dtype" in the JSON say how to read it. Nothing else crosses: no pickle, no code.

parent -> child
    hello   {protocol, version, config}        first frame; config = the options that differ from their defaults
    run     {request, priority}                a `values.Request`; higher priority goes first (interactive = 1).
                                               With a chip that only the parent could read: its pixels as blob and
                                               {shape, dtype, grid, recipe} beside the request
    look    {request, priority}                what a model would see of a request; answered beside a `run`
    servers {servers}                          configured servers with their keys; kept in memory, never logged
    models  {model, priority}                  which models a server offers
    cancel  {}                                 stop the request with this id, waiting or running
    bye     {}                                 stop what runs and exit
child -> parent
    ready    {protocol, version, python, packages, pid}
    started  {}                                the request left the queue
    progress {step, fraction}
    delta    {text}
    found    {rows, search}                    rows of `detect` that are final, each a `values.Detection`, and what
                                               was searched, a `values.Searched`
    result   {result, shape, dtype, grid, recipe}
                                               the request's end: a `values.Description`, for detect a
                                               `values.Detected`, for models a list, for look a `values.Seen` with its
                                               picture as blob and the other four fields
    stopped  {}                                the request's end after cancel when there was no text yet
    error    {kind, message, hint, detail}     the request's end: an error of errors.py; the child lives on.
                                               With id 0: the child cannot start, and ends
    beat     {busy}                            at least every BEAT seconds: the id at work, or null; silence means dead

One request runs at a time; the others wait in the child, interactive ones before the rest, then in the order they came.
Looks have a queue of their own, so that nobody waits for a model to see a picture.
Requests that were not `started` when the child died are sent again to the next one. stdin at its end means the parent
is gone: the child exits, whatever runs. A parent that reads something that is no frame, or no "ready" with its own
protocol number, closes the child (ProtocolMismatch).
"""

from __future__ import annotations

import contextlib
import json
import struct
import sys
from dataclasses import dataclass
from typing import Any, BinaryIO, Dict, Optional

from ..errors import ProtocolMismatch

PROTOCOL = 3
BEAT = 2.0
PARENT_SAYS = ("hello", "run", "look", "servers", "models", "cancel", "bye")
CHILD_SAYS = ("ready", "started", "progress", "delta", "found", "result", "stopped", "error", "beat")
ENDS = ("result", "stopped", "error")
"""After one of these a request is over."""

HEADER = struct.Struct("<II")
PIPE_BYTES = 1024 * 1024
F_SETPIPE_SZ = 1031
"""fcntl.F_SETPIPE_SZ, which Python 3.9 does not name."""
LARGEST_JSON = 64 * 1024 * 1024
LARGEST_BLOB = 1024 * 1024 * 1024


@dataclass(frozen=True)
class Message:
    """One frame: what it is, which request it belongs to, what it says, and pixels if any."""

    op: str
    id: int
    body: Dict[str, Any]
    blob: bytes = b""


def widen(stream: BinaryIO) -> None:
    """Let a pipe hold a whole picture, so that sending one does not take three turns of two processes (Linux only)."""
    if sys.platform == "linux":
        import fcntl

        with contextlib.suppress(OSError):  # an unprivileged process may be at its limit: slower, not wrong
            fcntl.fcntl(stream.fileno(), F_SETPIPE_SZ, PIPE_BYTES)


def pack(message: Message) -> bytes:
    """The frame of a message, without its blob (which may be large and is written after it)."""
    text = json.dumps({"op": message.op, "id": message.id, **message.body}, ensure_ascii=False,
                      separators=(",", ":")).encode("utf-8", "surrogatepass")
    return HEADER.pack(len(text), len(message.blob)) + text


def write(stream: BinaryIO, message: Message) -> None:
    """Write one frame and flush it. The caller holds the lock of its stream."""
    stream.write(pack(message))
    if message.blob:
        stream.write(message.blob)
    stream.flush()


def read(stream: BinaryIO) -> Optional[Message]:
    """The next frame, None at the end of the stream (also in the middle of a frame: the other side is gone)."""
    header = _exactly(stream, HEADER.size)
    if header is None:
        return None
    json_length, blob_length = HEADER.unpack(header)
    if json_length > LARGEST_JSON or blob_length > LARGEST_BLOB:
        raise ProtocolMismatch(str(PROTOCOL), "something that is not a frame")
    text, blob = _exactly(stream, json_length), _exactly(stream, blob_length)
    if text is None or blob is None:
        return None
    try:
        body = json.loads(text.decode("utf-8", "surrogatepass"))
        op, number = body.pop("op"), int(body.pop("id"))
    except (ValueError, KeyError, AttributeError, TypeError, OverflowError, RecursionError) as error:
        raise ProtocolMismatch(str(PROTOCOL), "something that is not a message") from error
    return Message(str(op), number, body, blob)


def _exactly(stream: BinaryIO, count: int) -> Optional[bytes]:
    parts = []
    while count > 0:
        part = stream.read(count)
        if not part:
            return None
        parts.append(part)
        count -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)
