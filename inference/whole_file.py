"""Writing a file so that it is there whole or not at all, and an old one stays until the new one is complete."""

from __future__ import annotations

import contextlib
import io
import os
import tempfile
from pathlib import Path
from typing import BinaryIO, Iterator, TextIO

PREFIX, SUFFIX = ".earthscribe-", ".partial"
"""How files are called beside their place until they are complete."""


def write_whole(path: Path, content: bytes, *, private: bool = False) -> None:
    """Put a file in its place; OSError leaves what was there. A `private` one is for its owner's eyes only.

    Other files keep the rights of the one they replace, or get those that any new file of this user has.
    """
    with _whole(path, private=private) as stream:
        stream.write(content)


@contextlib.contextmanager
def whole_text(path: Path) -> Iterator[TextIO]:
    """A stream whose text (UTF-8) is put in its place at the end; after an error what was there stays."""
    with _whole(path) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="\n")
        try:
            yield text
            text.flush()
        finally:
            text.detach()


@contextlib.contextmanager
def _whole(path: Path, *, private: bool = False) -> Iterator[BinaryIO]:
    handle, name = tempfile.mkstemp(prefix=PREFIX, suffix=SUFFIX, dir=path.parent)
    partial = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if not private:
            partial.chmod(path.stat().st_mode & 0o777 if path.exists() else usual_rights())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def usual_rights() -> int:
    """The rights any new file of this user has; `mkstemp` makes private ones."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
