"""The bytes of a chat completion -> text as it comes, and what the server says about it.

Servers differ more than the protocol admits. What decides is what comes, not the content type: a first `{` is a whole
JSON answer (also when a stream was asked for), a first `<` is a web page, everything else is read as events. The end is
a finish reason or [DONE]; a stream that has neither was cut.
"""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass
from typing import Any, Dict, Iterator, List, Optional

from ..errors import ServerRefused
from .addresses import Server
from .events import EventReader
from .refusals import Trouble, address_cure, harmless, looks_like_html, refusal_in, unreadable

DONE = "[DONE]"
CUT_SHORT = "the connection ended before the answer did"


@dataclass
class ChatReader:
    """Reads one answer; `read` starts afresh each time."""

    server: Server
    finish: str = ""
    """The server's finish reason, "" while there is none."""
    reported: str = ""
    """The model that answered, in the server's words."""
    fingerprint: str = ""
    tokens: Optional[int] = None
    thought: bool = False
    """Whether thinking came in a channel of its own; it is not part of the answer."""

    def read(self, pieces: Iterator[bytes]) -> Iterator[str]:
        """The answer's text, piece by piece."""
        self.finish, self.reported, self.fingerprint, self.tokens, self.thought = "", "", "", None, False
        start = b""
        for piece in pieces:
            start += piece
            if start.lstrip(b"\xef\xbb\xbf \t\r\n"):
                break
        first = start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
        pieces = itertools.chain((start,), pieces)
        if first == b"<":
            raise self._unreadable("an HTML page came", hint=address_cure(self.server))
        yield from self._whole(b"".join(pieces)) if first == b"{" else self._stream(pieces)

    def _whole(self, body: bytes) -> Iterator[str]:
        text = self._chunk(self._json(body.decode("utf-8", "replace")), "message")
        self.finish = self.finish or "stop"
        if text:
            yield text

    def _stream(self, pieces: Iterator[bytes]) -> Iterator[str]:
        reader, events, done = EventReader(), 0, False
        for name, data in _events(reader, pieces):
            events += 1
            if data.strip() == DONE:
                done = True
                break
            if name == "error" or data.startswith('{"error"'):
                raise self._reported_error(data)
            text = self._chunk(self._json(data), "delta")
            if text:
                yield text
        if not events:
            raise self._unreadable("it is neither JSON nor a stream of events", hint=address_cure(self.server))
        if not (done or self.finish):
            error = ServerRefused(self.server.shown, CUT_SHORT, hint="Ask again; the server's own log may say why.")
            raise Trouble(error, CUT_SHORT, again=True)

    def _json(self, text: str) -> Dict[str, Any]:
        try:
            found = json.loads(text)
        except (ValueError, RecursionError) as error:
            why = "an HTML page came" if looks_like_html(text) else "it is not JSON"
            raise self._unreadable(why, detail=harmless(self.server.redacted(text))) from error
        if not isinstance(found, dict):
            raise self._unreadable("it is not a chat completion", detail=harmless(self.server.redacted(text)))
        if found.get("error"):
            raise refusal_in(self.server, 0, found).trouble({}, 1)
        return found

    def _chunk(self, chunk: Dict[str, Any], part: str) -> str:
        """One completion or a piece of one: its text; the rest is noted."""
        self.reported = _text(chunk.get("model")) or self.reported
        self.fingerprint = _text(chunk.get("system_fingerprint")) or self.fingerprint
        usage = chunk.get("usage")
        if isinstance(usage, dict) and isinstance(usage.get("completion_tokens"), int):
            self.tokens = usage["completion_tokens"]
        choices = chunk.get("choices")
        if not isinstance(choices, list):
            if part == "message" or usage is None:
                raise self._unreadable("it is not a chat completion (it has no choices)")
            return ""
        choice = choices[0] if choices and isinstance(choices[0], dict) else {}
        self.finish = _text(choice.get("finish_reason")) or self.finish
        message = choice.get(part) or choice.get("message") or choice.get("delta") or {}
        if not isinstance(message, dict):
            raise self._unreadable("it is not a chat completion (its message is no object)")
        self.thought = self.thought or bool(message.get("reasoning_content") or message.get("reasoning"))
        return _content(message.get("content") or message.get("refusal"))

    def _reported_error(self, data: str) -> Trouble:
        """An error that came as an event; some servers do not even write it as valid JSON."""
        try:
            found = json.loads(data)
        except ValueError:
            found = data.partition(":")[2].strip(' "}') if data.startswith("{") else data
        return refusal_in(self.server, 0, found).trouble({}, 1)

    def _unreadable(self, why: str, *, hint: str = "", detail: str = "") -> Trouble:
        return unreadable(f"{self.server.model} at {self.server.shown}", why, hint=hint, detail=detail)


def _events(reader: EventReader, pieces: Iterator[bytes]) -> Iterator[Any]:
    for piece in pieces:
        yield from reader.feed(piece)
    yield from reader.end()


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _content(content: Any) -> str:
    """The text of a message, which may come as a list of parts."""
    if isinstance(content, list):
        parts: List[str] = [_text(each.get("text")) for each in content if isinstance(each, dict)]
        return "".join(parts)
    return _text(content)
