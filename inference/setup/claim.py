"""One installer at a time: a lock that the system frees when its holder dies, and in the file who holds it."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from types import TracebackType
from typing import Iterator, Optional, Type

from . import store
from .refusals import FolderUnwritable, SetupBusy

PAUSE = 0.2
_FAR = 1 << 20
"""Where the locked byte lies: Windows does not let others read what is locked."""


class Claim:
    """The right to change environments, while it is open and taken."""

    def __init__(self) -> None:
        self._handle = _open()

    def take(self) -> bool:
        """Take it, unless somebody else has it."""
        taken = _try(self._handle)
        if taken:
            _sign(self._handle)
        return taken

    @property
    def holder(self) -> str:
        """Who has it, in words."""
        return _holder(self._handle)

    def __enter__(self) -> Claim:
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException],
                 trace: Optional[TracebackType]) -> None:
        os.close(self._handle)


@contextlib.contextmanager
def held() -> Iterator[None]:
    """Hold the lock, or refuse at once where somebody else does."""
    with Claim() as mine:
        if not mine.take():
            raise SetupBusy(mine.holder)
        yield


def _open() -> int:
    place = store.place()
    try:
        place.mkdir(parents=True, exist_ok=True)
        return os.open(place / "install.lock", os.O_CREAT | os.O_RDWR, 0o666)
    except OSError as error:
        raise FolderUnwritable(str(place), detail=str(error)) from error


def _try(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, _FAR, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _sign(handle: int) -> None:
    with contextlib.suppress(OSError):  # a full disk is told by what follows; without a name it is "another process"
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, json.dumps({"pid": os.getpid(), "since": time.strftime("%H:%M")}).encode("ascii"))


def _holder(handle: int) -> str:
    os.lseek(handle, 0, os.SEEK_SET)
    try:
        said = json.loads(os.read(handle, 200))
        return f"process {int(said['pid'])}, since {said['since']}"
    except (ValueError, KeyError, TypeError, OSError):
        return "another process"
