"""Server-sent events: the standard's line format, read from bytes cut anywhere.

Lines end with LF, CR or CRLF; a line that begins with a colon is a comment; the data lines of one event are joined by
line feeds; a blank line ends the event. A last event without its blank line is given too: a server that closes right
after [DONE] has said everything.
"""

from __future__ import annotations

import codecs
import re
from typing import Iterator, List, Tuple

LINE_END = re.compile(r"\r\n|\n|\r")

Event = Tuple[str, str]
"""Name ("" for the usual one) and data."""


class EventReader:
    """Feed it bytes, get events."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._parts: List[str] = []
        self._after_cr = False
        self._first = True
        self._name = ""
        self._data: List[str] = []

    def feed(self, piece: bytes) -> Iterator[Event]:
        """The events that this piece completes."""
        yield from self._text(self._decoder.decode(piece))

    def end(self) -> Iterator[Event]:
        """What stands unfinished at the end of the stream."""
        yield from self._text(self._decoder.decode(b"", final=True))
        if self._parts:
            self._line("".join(self._parts))
            self._parts = []
        yield from self._dispatch()

    def _text(self, text: str) -> Iterator[Event]:
        if text and self._first:
            text, self._first = text[1:] if text[0] == "\ufeff" else text, False
        if self._after_cr and text.startswith("\n"):  # the second half of a CRLF cut in two
            text = text[1:]
            self._after_cr = False
        if not text:
            return
        self._after_cr = text.endswith("\r")
        *whole, rest = LINE_END.split(text)
        for part in whole:
            line = "".join((*self._parts, part))
            self._parts = []
            if line:
                self._line(line)
            else:
                yield from self._dispatch()
        if rest:
            self._parts.append(rest)

    def _line(self, line: str) -> None:
        field, _, value = line.partition(":")
        value = value[1:] if value.startswith(" ") else value
        if field == "data":
            self._data.append(value)
        elif field == "event":
            self._name = value

    def _dispatch(self) -> Iterator[Event]:
        name, data = self._name, self._data
        self._name, self._data = "", []
        if data:
            yield name, "\n".join(data)
