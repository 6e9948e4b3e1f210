"""A lock beside a file that only one writer at a time can hold; the system frees it when its holder dies."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from pathlib import Path
from typing import Iterator, Optional

from .errors import OutputUnwritable

PAUSE = 0.05
_TAKEN = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)


@contextlib.contextmanager
def held(path: Path, patience: float) -> Iterator[None]:
    """Hold the lock of a file, waiting for others at most `patience` seconds."""
    place = path.with_name(f".{path.name}.lock")
    deadline = time.monotonic() + patience
    handle = _try(place, path)
    while handle is None:
        if time.monotonic() > deadline:
            raise OutputUnwritable(str(path), "another program is writing to it",
                                   hint="Wait until it is done, then try again, or choose another file.")
        time.sleep(PAUSE)
        handle = _try(place, path)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # elsewhere an open file cannot be removed; it is empty and harmless
            place.unlink()
        os.close(handle)


def _try(place: Path, path: Path) -> Optional[int]:
    """The open lock file if it could be locked and is still the one in the folder."""
    try:
        handle = os.open(place, os.O_CREAT | os.O_RDWR, 0o666)
    except OSError as error:
        raise OutputUnwritable(str(path), f"its folder is not writable ({error.strerror})",
                               detail=str(error)) from error
    try:
        _lock(handle)
        if os.fstat(handle).st_ino == place.stat().st_ino:
            return handle
    except FileNotFoundError:
        os.close(handle)
        return None
    except OSError as error:
        os.close(handle)
        if error.errno in _TAKEN:
            return None
        raise OutputUnwritable(str(path), f"its folder cannot be locked ({error.strerror})", detail=str(error),
                               hint="Choose a folder on a local disk.") from error
    os.close(handle)
    return None


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
