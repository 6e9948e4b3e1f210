"""Chips and raw answers kept in the data folder: what the model saw and said, opened later, within a size limit.

One object has two files, NAME.png and NAME.json (the row of `--json` without its pixels), where NAME follows from its
uid. The oldest go first when the limit is passed. They are the user's pictures: diagnostics leave them out.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import stat
from pathlib import Path
from typing import List, Tuple

from . import codec
from .home import folder, home
from .values import Description
from .whole_file import write_whole

FOLDER = "chips"
MB = 1024 * 1024
_PLAIN = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,63}")


def keep(description: Description, chip_png: bytes, limit_mb: float) -> Path:
    """Keep the chip and the raw answer of a description, then let the oldest go; where the chip stands.

    Raises OSError where the disk refuses; a limit of 0 keeps nothing.
    """
    place = folder(FOLDER)
    picture = place / f"{name_of(description.uid)}.png"
    if limit_mb > 0:
        said = json.dumps(codec.encode(description), ensure_ascii=False, indent=1)
        write_whole(picture, chip_png, private=True)
        write_whole(picture.with_suffix(".json"), said.encode("utf-8", "replace"), private=True)
    trim(limit_mb)
    return picture


def chip_of(uid: str) -> Path:
    """Where the chip of an object stands as long as it is kept."""
    return home() / FOLDER / f"{name_of(uid)}.png"


def name_of(uid: str) -> str:
    """A file name for a uid; one that could mean something else to a file system is hashed."""
    return uid if _PLAIN.fullmatch(uid) else hashlib.sha256(uid.encode("utf-8", "replace")).hexdigest()


def trim(limit_mb: float) -> Tuple[int, int]:
    """Delete the oldest until the rest fits into the limit; how many files that were, and their bytes."""
    files = _files()
    total, count, freed = sum(size for _, size, _ in files), 0, 0
    for _, size, path in files:
        if total - freed <= limit_mb * MB:
            break
        path.unlink(missing_ok=True)
        count, freed = count + 1, freed + size
    return count, freed


def purge() -> Tuple[int, int]:
    """Delete all that is kept; how many files that were, and their bytes."""
    return trim(0)


def _files() -> List[Tuple[float, int, Path]]:
    """Age, size and path of every kept file, the oldest first; half-written ones of dead processes count as well."""
    place = home() / FOLDER
    found: List[Tuple[float, int, Path]] = []
    for path in place.iterdir() if place.is_dir() else ():
        with contextlib.suppress(FileNotFoundError):  # another process may be tidying too
            status = path.lstat()
            if not stat.S_ISDIR(status.st_mode):  # a folder is not ours
                found.append((status.st_mtime, status.st_size, path))
    return sorted(found)
