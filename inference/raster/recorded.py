"""How the source of a raster may be written down: readable, and without the keys and passwords that open it."""

from __future__ import annotations

import re
from typing import Tuple
from urllib.parse import unquote

HIDDEN = "[hidden]"
DEPTH = 4
"""So many times a part of a source may be written in percent codes, one within another."""

_OPENERS = (r"[\w.-]*(?:(?:api|app|access|subscription|map|client|account|consumer|private|public|service|user|_|-)"
            r"[_-]?key|app[_-]?(?:id|code)|token|secret|passw(?:or)?d|passphrase|pwd|signature|credential|authorization"
            r"|authcfg|session|licen[cs]e)[\w-]*"
            r"|key(?:[_-]?id)?|[\w.-]*auth|client[_-]?id|sig|sid|hmac|hash|code|pass|bearer|user(?:name)?|login|cookie")
_PATTERNS: Tuple[Tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?i)\bhttp-header:([\w-]+)=[^&]*"), rf"http-header:\1={HIDDEN}"),
    (re.compile(rf"(?i)(?<![\w-])({_OPENERS})(\s*=\s*)('(?:[^'\\]|\\.|'')*'|\"[^\"]*\"|[^&\s'\"]+)"),
     rf"\1\2{HIDDEN}"),
    (re.compile(r"(?i)\b([a-z][a-z0-9+.-]{0,20}://)[^/\s'\"]+@"), r"\1"),
)
_REMOTE = re.compile(r"://|^[a-z]\w+:", re.IGNORECASE)
"""What is no plain path: an address, or a connection of one of GDAL's drivers; C: is a disk."""
_TELLING = re.compile(r"(?i)(?:passw(?:or)?d|pwd|token|secret|api[_-]?key|authcfg)\s*=")
ADDRESS = re.compile(r"[^\s'\"<>()]*://[^\s'\"<>()]*[^\s'\"<>().,;:]")
"""An address within a sentence, as far as it reaches."""


def recorded(path: str) -> str:
    """What stands for a path that GDAL opens; one on a disk stays as it is, whatever its folders are called."""
    if not _REMOTE.search(unquote(path)):
        return path
    plain, decoded = _hidden(path), without_keys(path)
    return plain if decoded == unquote(plain) else decoded


def without_keys(text: str) -> str:
    """A source in plain signs, its keys, passwords and user names left out, however deep they are written in codes."""
    for _ in range(DEPTH):
        text = _hidden(text)
        plain = unquote(text)
        if plain == text:
            break
        text = plain
    return _hidden(text)


def told(text: str) -> str:
    """A sentence or a line of a log that may quote sources, without their keys; all else stays word for word."""
    if "://" not in text and ("=" not in text or not _TELLING.search(text)):
        return text
    return ADDRESS.sub(lambda found: recorded(found.group(0)), _hidden(text))


def _hidden(text: str) -> str:
    for pattern, instead in _PATTERNS:
        text = pattern.sub(instead, text)
    return text
