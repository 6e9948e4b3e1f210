"""What SQLite and the system say when a file cannot be written, in our words and with the cure."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Tuple, Type, Union

from ..errors import BadAnnotation, EarthscribeError, OutputUnwritable

_Kind = Union[Type[BadAnnotation], Type[OutputUnwritable]]
_SPACE = "Free some space, or choose a place on another disk."
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

_SQLITE: Tuple[Tuple[Tuple[str, ...], _Kind, str, str], ...] = (
    (("not a database", "malformed", "encrypted"), BadAnnotation, "it is damaged or not a GeoPackage",
     "Choose another file name, or repair the file (ogr2ogr can often copy what is left)."),
    (("locked", "busy"), OutputUnwritable, "another program is writing to it or holds it locked",
     "Save or stop editing there, then try again, or choose another file."),
    (("readonly",), OutputUnwritable, "it is read-only", ""),
    (("full",), OutputUnwritable, "the disk is full", _SPACE),
    (("unable to open",), OutputUnwritable, "it cannot be opened for writing (its folder must be writable too)", ""),
    (("i/o error",), OutputUnwritable, "the disk refused to write",
     "Check that the disk has space and is in order, or choose another place."),
)


def said_by_sqlite(path: Path, error: Exception) -> EarthscribeError:
    """Our error for one of SQLite, told by its words: error codes came with Python 3.11."""
    said = str(error)
    for words, kind, why, cure in _SQLITE:
        if any(word in said.lower() for word in words):
            return kind(str(path), why, hint=cure, detail=said)
    return BadAnnotation(str(path), f"SQLite refused it ({said})", detail=said)


def said_by_system(path: Path, error: OSError) -> OutputUnwritable:
    """Our error for one of the operating system."""
    if error.errno in _FULL:
        return OutputUnwritable(str(path), "the disk is full", hint=_SPACE, detail=str(error))
    return OutputUnwritable(str(path), (error.strerror or str(error)).lower(), detail=str(error))
