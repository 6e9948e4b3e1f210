"""Rows of an answer that was begun again after a crash: those said before come once more and are left out."""

from __future__ import annotations

from typing import Iterator

from ..values import Found


class Rows:
    """Counts the rows of one answer; the same request finds the same rows in the same order."""

    def __init__(self) -> None:
        self._said = 0
        self._again = 0

    def new(self, found: Found, *, again: bool) -> Iterator[Found]:
        """The rows not said yet; `again` once the answer was begun anew."""
        rows = found.detections
        if again:
            before = self._again
            self._again += len(rows)
            rows = rows[max(0, self._said - before):]
        self._said += len(rows)
        if rows:
            yield Found(rows, found.search)
