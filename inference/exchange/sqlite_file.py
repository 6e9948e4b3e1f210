"""A SQLite file opened for one transaction, kept whole or not at all.

`transaction` writes into the file itself and rolls back on any error. A file that is not there yet is made beside its
place and linked to it when complete, so that nobody ever sees half of it and two writers cannot overwrite each other.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
from pathlib import Path
from typing import Callable, Iterator

from ..errors import EarthscribeError
from ..whole_file import PREFIX, SUFFIX, usual_rights
from . import trouble

BUSY_SECONDS = 10.0
"""How long to wait for somebody else's transaction."""

GLANCE_SECONDS = 2.0
"""How long to wait for the lock where reading without it will do."""

Work = Callable[[sqlite3.Connection], None]


@contextlib.contextmanager
def _connected(path: Path, patience: float) -> Iterator[sqlite3.Connection]:
    try:
        connection = sqlite3.connect(str(path), timeout=patience, isolation_level=None)
    except sqlite3.Error as error:
        raise trouble.said_by_sqlite(path, error) from error
    try:
        yield connection
    except sqlite3.Error as error:
        raise trouble.said_by_sqlite(path, error) from error
    finally:
        connection.close()


@contextlib.contextmanager
def transaction(path: Path, patience: float = BUSY_SECONDS) -> Iterator[sqlite3.Connection]:
    """One write transaction in a file: everything is kept at the end, nothing after an error."""
    with _connected(path, patience) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def inspect(path: Path, work: Work, patience: float = BUSY_SECONDS) -> None:
    """Look at a file as one that shall be written to: `work` sees it, nothing is changed.

    A file that somebody else is writing to at this moment is looked at without the lock, as soon as he lets one read.
    """
    glance = min(GLANCE_SECONDS, patience)
    with _connected(path, glance) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) and "busy" not in str(error):
                raise
            connection.execute(f"PRAGMA busy_timeout = {int(1000 * (patience - glance)):d}")
        else:
            _try_to_write(connection)
        work(connection)
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _try_to_write(connection: sqlite3.Connection) -> None:
    """Change nothing by writing: on a read-only file even an immediate transaction begins without complaint."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    connection.execute(f"PRAGMA user_version = {version:d}")


def create(path: Path, work: Work) -> bool:
    """Make a new file with what `work` writes; False where somebody else was faster and nothing was done."""
    try:
        handle, name = tempfile.mkstemp(prefix=PREFIX, suffix=SUFFIX, dir=path.parent)
    except OSError as error:
        raise trouble.said_by_system(path, error) from error
    os.close(handle)
    partial = Path(name)
    try:
        try:
            with transaction(partial) as connection:
                work(connection)
            partial.chmod(usual_rights())
        except EarthscribeError as error:
            raise _about(error, partial, path) from error
        return _place(partial, path)
    finally:
        for leftover in (partial, Path(name + "-journal")):
            leftover.unlink(missing_ok=True)


def _about(error: EarthscribeError, partial: Path, path: Path) -> EarthscribeError:
    """The same error, naming the file the user asked for."""
    said = type(error).__new__(type(error))
    EarthscribeError.__init__(said, error.message.replace(str(partial), str(path)), hint=error.hint,
                              detail=error.detail)
    return said


def _place(partial: Path, path: Path) -> bool:
    try:
        os.link(partial, path)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links
        return _copy_exclusively(partial, path)
    return True


def _copy_exclusively(partial: Path, path: Path) -> bool:
    try:
        with path.open("xb") as target:
            try:
                target.write(partial.read_bytes())
                target.flush()
                os.fsync(target.fileno())
            except OSError:
                path.unlink(missing_ok=True)
                raise
    except FileExistsError:
        return False
    except OSError as error:
        raise trouble.said_by_system(path, error) from error
    return True
