"""How a general chat model is asked, and how what it writes is read.

Everything stands in one user message, pictures first: templates of many models know no system role. Of the text that
comes, thinking, code fences, control tokens and control characters are left out while it streams: the pieces given
out, joined, are the text.
"""

from __future__ import annotations

import base64
import re
import unicodedata
from typing import Any, Dict, List, Sequence, Tuple

from ..values import Evidence

NAME = "plain"
DATA_URL = "data:image/png;base64,"

_MARK = re.compile(
    r"(?P<open><(?:think|thinking|thought|reasoning)>)|(?P<close></(?:think|thinking|thought|reasoning)>)|"
    r"(?P<token><\|[A-Za-z_]{1,40}\|>|</?s>|<(?:start|end)_of_turn>)|"
    r"(?P<fence>(?<=\n)[ ]{0,3}```[^\n`]*\n)", re.IGNORECASE)
_LAST_FENCE = re.compile(r"(?<=\n)[ ]{0,3}```[ ]*\Z")
_LONGEST_MARK = 48
_MAY_BE_FENCE = re.compile(r"(?<=\n)[ ]{0,3}(?:`{1,2}|```[^\n`]*)?\Z")
_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SENTENCE_END = re.compile(r"(?<=[.!?。！？])[\"')\]]*\s+(?=\S)|\n+")


def messages(question: str, pictures: Sequence[bytes]) -> List[Dict[str, Any]]:
    """The conversation that asks a question about PNGs; the question says what they show."""
    shown = [{"type": "image_url", "image_url": {"url": DATA_URL + base64.b64encode(each).decode("ascii")}}
             for each in pictures]
    return [{"role": "user", "content": [*shown, {"type": "text", "text": question}]}]


class Reader:
    """Makes readable text of a model's raw text, piece by piece."""

    def __init__(self) -> None:
        self.raw = ""
        """All that came."""
        self.text = ""
        """All that was given out."""
        self._pending = ""
        self._space = ""
        self._half = ""
        self._last = "\n"
        self._thinking = False

    def feed(self, piece: str) -> str:
        """What can be given out after this piece."""
        letters = self._whole_letters(piece)
        self.raw += letters
        self._pending += letters
        return self._advance(final=False)

    def end(self) -> str:
        """What was held back, at the end of the answer."""
        return self._advance(final=True)

    def _whole_letters(self, piece: str) -> str:
        """Letters outside the basic plane may come in two halves, in two pieces; a half alone is dropped."""
        piece, self._half = self._half + piece, ""
        if piece and "\ud800" <= piece[-1] <= "\udbff":
            piece, self._half = piece[:-1], piece[-1]
        return piece.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")

    def _advance(self, *, final: bool) -> str:
        given: List[str] = []
        while True:
            mark = _MARK.search(self._last + self._pending)
            if mark is None:
                break
            start, end = mark.start() - 1, mark.end() - 1
            before, self._pending = self._pending[:max(start, 0)], self._pending[end:]
            self._settle(before, given)
            self._obey(mark, given)
        keep = 0 if final else self._held()
        cut = len(self._pending) - keep
        ready, self._pending = self._pending[:cut], self._pending[cut:]
        if final:
            ready = _LAST_FENCE.sub("", self._last + ready)[len(self._last):]
        self._settle(ready, given)
        out = "".join(given)
        self.text += out
        return out

    def _obey(self, mark: re.Match[str], given: List[str]) -> None:
        if mark.lastgroup == "open":
            self._thinking = True
        elif mark.lastgroup == "close":
            if not self._thinking:  # the template had opened it: all so far was thinking, also what was given out
                given.clear()
                self.text = self._space = ""
            self._thinking = False
        elif mark.lastgroup == "fence":
            self._last = "\n"

    def _held(self) -> int:
        """How many letters at the end may still grow into a mark."""
        whole = self._last + self._pending
        fence = _MAY_BE_FENCE.search(whole)
        bracket = self._pending.rfind("<")
        held = len(whole) - fence.start() if fence else 0
        if bracket >= 0 and ">" not in self._pending[bracket:]:
            held = max(held, len(self._pending) - bracket)
        return held if held <= _LONGEST_MARK else 0

    def _settle(self, text: str, given: List[str]) -> None:
        if text:
            self._last = text[-1]
        if self._thinking or not text:
            return
        clean = "".join(c for c in text if c in "\n\t" or not (unicodedata.category(c) == "Cc" or c in _DIRECTIONS))
        body = clean.rstrip()
        if not body:
            self._space += clean
            return
        begun = bool(self.text or given)
        given.append((self._space + body) if begun else (self._space + body).lstrip())
        self._space = clean[len(body):]


def evidence(text: str, model: str) -> Tuple[Evidence, ...]:
    """One row per sentence; each rests on the model's word alone."""
    sentences = [each.strip() for each in _SENTENCE_END.split(text)]
    return tuple(Evidence(each, "model", {"model": model}) for each in sentences if each)
