"""An ONNX file from anywhere is looked through before it is run: what it is, how large, and which other files it names.

Only the skeleton of the protocol buffer is walked; weights are skipped, nothing is executed. Operators of one's own are
never loaded. Weights kept in files beside it are allowed where they lie in the model's own folder or below it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, List, Mapping, Set, Tuple, Union

from ...errors import ModelCorrupt, ModelFileMissing

LARGEST_FILE = 2 * 2**30
"""What a protocol buffer may have at most."""
LARGEST_WEIGHTS = 8 * 2**30
MOST_FIELDS = 4_000_000
DEEPEST = 40
VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5
MODEL: Mapping[int, str] = {7: "graph", 25: "function"}
INSIDE: Mapping[str, Mapping[int, str]] = {
    "model": MODEL, "graph": {1: "node", 5: "tensor", 15: "sparse"}, "function": {7: "node"},
    "node": {5: "attribute"}, "sparse": {1: "tensor", 2: "tensor"}, "tensor": {13: "entry"},
    "attribute": {5: "tensor", 6: "graph", 10: "tensor", 11: "graph", 22: "sparse", 23: "sparse"},
}
"""Which fields of which message are walked into, and what they are."""
Field = Tuple[int, int, Union[int, memoryview]]


@dataclass(frozen=True)
class Vetted:
    """A model that may be given to onnxruntime."""

    model: Union[Path, bytes]
    """The very bytes that were looked through; the path where its weights lie in other files."""
    revision: str
    """The first characters of the file's SHA-256."""


class _Malformed(Exception):
    """Not a protocol buffer of this kind."""


def vetted(path: Path) -> Vetted:
    """The content of a model file, looked through."""
    if not path.is_file():
        raise ModelFileMissing(str(path), hint="Check its path.")
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise ModelCorrupt(str(path), f"it has {size / 2**30:.1f} GB and an ONNX file has 2 at most",
                           hint="Export it again, with the weights in a file beside it.")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelCorrupt(str(path), f"it cannot be read ({error.strerror or error})",
                           hint="Check who may read it.") from error
    try:
        locations = _Walk().external(memoryview(content))
    except _Malformed as error:
        raise ModelCorrupt(str(path), f"it is no ONNX file ({error})",
                           hint="Give the file that was exported as ONNX, or fetch it again.") from error
    _check_weights(path, locations)
    revision = hashlib.sha256(content).hexdigest()[:16]
    return Vetted(path if locations else content, revision)


def _check_weights(path: Path, locations: Set[str]) -> None:
    """Refuse weights outside the model's folder, missing, or too large."""
    total = 0
    for said in sorted(locations):
        where = _inside(path.parent, said)
        if where is None:
            raise ModelCorrupt(str(path), f"it wants to read {said!r}, which lies outside its own folder",
                               hint="Use a model whose weights are in the file itself or beside it.")
        if not where.is_file():
            raise ModelCorrupt(str(path), f"its weights {said!r} are missing",
                               hint="Copy that file into the same folder as the model.")
        total += where.stat().st_size
    if total > LARGEST_WEIGHTS:
        raise ModelCorrupt(str(path), f"its weights have {total / 2**30:.1f} GB and 8 are the most that is read",
                           hint="Use a smaller model.")


def _inside(folder: Path, said: str) -> Union[Path, None]:
    """The file that is meant, None where it is not inside the folder."""
    if not said or "\0" in said or "\\" in said or ":" in said or Path(said).is_absolute() or ".." in said.split("/"):
        return None
    root, where = folder.resolve(), (folder / said).resolve()
    return where if root in where.parents else None


class _Walk:
    """One way through a file, with a count of what was met."""

    def __init__(self) -> None:
        self._met = 0

    def external(self, model: memoryview) -> Set[str]:
        """The other files whose content belongs to the model."""
        found: Set[str] = set()
        graphs = 0
        for number, _, value in self._fields(model):
            if number in MODEL and isinstance(value, memoryview):
                graphs += number == 7
                self._into(value, MODEL[number], 1, found)
        if not graphs:
            raise _Malformed("it has no graph")
        return found

    def _into(self, message: memoryview, kind: str, depth: int, found: Set[str]) -> None:
        if depth > DEEPEST:
            raise _Malformed("its graphs are nested too deep")
        known = INSIDE[kind]
        for number, wire, value in self._fields(message):
            if number not in known or wire != BYTES or not isinstance(value, memoryview):
                continue
            if known[number] == "entry":
                found.update(self._location(value))
            else:
                self._into(value, known[number], depth + 1, found)

    def _location(self, entry: memoryview) -> List[str]:
        parts = {number: bytes(value) for number, wire, value in self._fields(entry)
                 if wire == BYTES and isinstance(value, memoryview)}
        return [parts.get(2, b"").decode("utf-8", "replace")] if parts.get(1) == b"location" else []

    def _fields(self, message: memoryview) -> Iterator[Field]:
        at, end = 0, len(message)
        while at < end:
            self._met += 1
            if self._met > MOST_FIELDS:
                raise _Malformed("it has too many parts")
            tag, at = _varint(message, at)
            number, wire = tag >> 3, tag & 7
            if wire == VARINT:
                value, at = _varint(message, at)
                yield number, wire, value
                continue
            if wire not in (FIXED64, BYTES, FIXED32) or not number:
                raise _Malformed("it is not a protocol buffer")
            length = 8 if wire == FIXED64 else 4
            if wire == BYTES:
                length, at = _varint(message, at)
            if length > end - at:
                raise _Malformed("it ends too early")
            yield number, wire, message[at:at + length]
            at += length


def _varint(message: memoryview, at: int) -> Tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if at >= len(message):
            raise _Malformed("it ends too early")
        byte = message[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
    raise _Malformed("it is not a protocol buffer")
