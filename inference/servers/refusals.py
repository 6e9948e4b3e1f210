"""A server's status and words -> the error with its cure, and whether trying again may help."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Any, Mapping, Optional
from urllib.parse import urlsplit

from ..errors import EarthscribeError, ModelMissing, NotAuthorised, RateLimited, ServerRefused, UnreadableAnswer
from .addresses import Server
from .breakage import PROXY_NAME_CURE
from .transport import Head

LONGEST_WORDS = 300
BUSY = (429, 503, 529)
PASSING = (408, 409, 425, *BUSY)
"""Statuses after which another try may succeed; so may every 5xx."""

_MODEL_UNKNOWN = re.compile(
    r"(?:unknown|invalid|unsupported|no such|no) model\b|not a valid model|"
    r"model\b.{0,200}?(?:not found|not exist|n't exist|not (?:loaded|available|served|installed)|is unknown)",
    re.IGNORECASE)
_LOADING = re.compile(r"loading(?: the)? model|model is (?:currently )?loading|model is being loaded", re.IGNORECASE)
_PICTURES = re.compile(r"image|vision|multimodal|mmproj|content (?:part|type)", re.IGNORECASE)


class Trouble(Exception):
    """A try failed: the error to raise when it was the last, and how to go on when it was not."""

    def __init__(self, error: EarthscribeError, why: str, *, again: bool = False, after: Optional[float] = None,
                 counts: bool = True) -> None:
        super().__init__(why)
        self.error = error
        self.why = why
        """In a few words, for an answer that had begun."""
        self.again = again
        self.after = after
        self.counts = counts
        """False while a server loads its model: that is waiting, not trying."""


@dataclass(frozen=True)
class Refusal:
    """What a server answered instead of what was asked for."""

    server: Server
    status: int
    said: str
    """Its own words, made harmless."""
    code: str = ""

    def trouble(self, headers: Mapping[str, str], tries: int) -> Trouble:
        """The error that this is, and whether to go on."""
        why = f"it {self._quoted()}"
        if self.status in (401, 403):
            return Trouble(self._unauthorised(), why)
        if 300 <= self.status < 400:
            return Trouble(self._moved(headers.get("location", "")), why)
        if self.status in PASSING or self.status >= 500:
            return Trouble(self._exhausted(tries), why, again=True, after=retry_after(headers.get("retry-after", "")),
                           counts=not _LOADING.search(self.said))
        return Trouble(self._lasting(), why)

    def _unauthorised(self) -> EarthscribeError:
        server, hint = self.server, ""
        if server.authcfg and not server.key:
            hint = (f"Its key is in {server.key_source}, which only QGIS can read: outside QGIS, name a variable with "
                    f"the key as key_env of {server.name!r} in settings.json.")
        elif server.withheld:
            hint = (f"{server.key_source} is not sent unencrypted: use https://, or name a variable with this server's "
                    "own key as key_env in settings.json.")
        return NotAuthorised(server.shown, server.key_source, sent=bool(server.key), hint=hint, detail=self._quoted())

    def _exhausted(self, tries: int) -> EarthscribeError:
        if self.status in BUSY:
            return RateLimited(self.server.shown, tries, detail=self._quoted())
        return ServerRefused(self.server.shown, f"in {counted(tries)} it {self._quoted()}",
                             hint="Look at the server's own log, or try again later.")

    def _lasting(self) -> EarthscribeError:
        if self.unknown_model:
            return ModelMissing(self.server.model, (), hint=listing_cure(self.server))
        if self.status == 407:
            hint = PROXY_NAME_CURE
        elif self.status == 404:
            hint = "Nothing is at this address. " + address_cure(self.server)
        elif self.status == 413:
            hint = "The pictures are too large for it: lower --chip-pixels."
        elif _PICTURES.search(self.said):
            hint = "Choose a model that can see pictures, or send fewer with --pictures."
        else:
            hint = "Check the model and the options; the server's own log may say more."
        return ServerRefused(self.server.shown, f"it {self._quoted()}", hint=hint)

    def _moved(self, location: str) -> EarthscribeError:
        try:
            parts = urlsplit(location)
            place = f"{parts.scheme}://{parts.hostname or ''}{':' + str(parts.port) if parts.port else ''}{parts.path}"
        except ValueError:
            place = "another address"
        place = harmless(place if parts.netloc else parts.path) or "another address"
        return ServerRefused(self.server.shown, f"it sends on to {place}",
                             hint="Nothing was sent there. Give that address instead if you trust it.")

    @property
    def unknown_model(self) -> bool:
        """Whether it says that it has no such model."""
        return self.code == "model_not_found" or _MODEL_UNKNOWN.search(self.said) is not None

    def _quoted(self) -> str:
        what = f"answered {self.status}" if self.status else "reported an error"
        return f'{what}: "{self.said}"' if self.said else what


def unreadable(asked: str, why: str, *, hint: str = "", detail: str = "") -> Trouble:
    """The trouble that something came which cannot be understood."""
    return Trouble(UnreadableAnswer(asked, why, hint=hint, detail=detail), why)


def refusal(server: Server, head: Head, body: bytes) -> Refusal:
    """What a reply without success says."""
    text = body.decode("utf-8", "replace")
    try:
        return refusal_in(server, head.status, json.loads(text))
    except ValueError:
        said = "an HTML page" if looks_like_html(text) else harmless(server.redacted(text))
        return Refusal(server, head.status, said)


def refusal_in(server: Server, status: int, found: Any) -> Refusal:
    """What a JSON value says, in the various ways servers say it."""
    error = found.get("error", found) if isinstance(found, dict) else found
    code = ""
    if isinstance(error, dict):
        code = str(error.get("code") or "")
        if code.isdigit() and 400 <= int(code) <= 599 and status < 400:
            status = int(code)
        error = error.get("message") or error.get("detail") or error
    said = error if isinstance(error, str) else json.dumps(error, ensure_ascii=False)
    return Refusal(server, status, harmless(server.redacted(said)), code)


def looks_like_html(text: str) -> bool:
    """Whether a person would see a web page."""
    return text.lstrip("\ufeff \t\r\n")[:1] == "<"


def harmless(text: str, longest: int = LONGEST_WORDS) -> str:
    """Foreign words for one line of an error: no control characters, no line breaks, not endless."""
    clean = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in text[: 4 * longest])
    words = " ".join(clean.split())
    return words if len(words) <= longest else words[: longest - 1] + "…"


def retry_after(value: str) -> Optional[float]:
    """Seconds a Retry-After header asks for: a number, or a date; None where it says nothing readable."""
    value = value.strip()
    try:
        return max(0.0, float(value)) if value.replace(".", "", 1).isdigit() else max(
            0.0, (_in_utc(parsedate_to_datetime(value)) - datetime.now(timezone.utc)).total_seconds())
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def _in_utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)


def counted(tries: int) -> str:
    """A number of tries in words."""
    return "1 try" if tries == 1 else f"{tries} tries"


def listing_cure(server: Server) -> str:
    """How to find out what a server has."""
    return f"`earthscribe models --model {server.name or server.url}` lists what {server.shown} offers."


def address_cure(server: Server) -> str:
    """What to do about an address at which there is something else, or nothing."""
    if server.url.endswith("/v1"):
        return "Check the address: is it the API's?"
    return f"Is the address the API's? It usually ends in /v1: try {server.url}/v1."
