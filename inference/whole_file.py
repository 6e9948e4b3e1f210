"""Writing a file so that it is there whole or not at all, and an old one stays until the new one is complete."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

PREFIX, SUFFIX = ".earthscribe-", ".partial"
"""How files are called beside their place until they are complete."""


def write_whole(path: Path, content: bytes, *, private: bool = False) -> None:
    """Put a file in its place; OSError leaves what was there. A `private` one is for its owner's eyes only.

    Other files keep the rights of the one they replace, or get those that any new file of this user has.
    """
    handle, name = tempfile.mkstemp(prefix=PREFIX, suffix=SUFFIX, dir=path.parent)
    partial = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
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
