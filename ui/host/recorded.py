"""How the source of a layer may be written down: readable, and without the keys and passwords that open it."""

from __future__ import annotations

import re

from ...inference.errors import EarthscribeError
from ...inference.raster.recorded import ADDRESS, HIDDEN, without_keys
from ...inference.raster.recorded import told as told_of_files

LONGEST = 1000
LEFT = 4
"""So many letters of a key within an address stay, to tell two layers apart."""

_NAMED = re.compile(r"(?i)(/(?:token|key|apikey|api_key|auth|session|sid|ticket)/)[^/?&\s]+")
"""A part of an address that says of the next one that it is a key."""
_UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_OPAQUE = re.compile(rf"(?<![A-Za-z0-9])(?:(?i:{_UUID})|(?=[a-f]*[0-9])(?=[0-9]*[a-f])[0-9a-f]{{16,}}"
                     r"|(?=[A-Za-z]*[0-9])(?=[A-Z0-9]*[a-z])(?=[a-z0-9]*[A-Z])[A-Za-z0-9]{20,})(?![A-Za-z0-9])")
"""What nobody reads: a UUID, a long hexadecimal number, letters and digits in a jumble. Map services take keys so."""


def recorded(source: str, name: str) -> str:
    """What stands for a layer's source in answers and files: its name for pictures that exist in memory only."""
    text = source.strip()
    if text.startswith(("<", "MEM:")):
        return f"{name} (in memory)"
    text = without_keys(text)
    if "://" in text:
        text = _address(text)
    return text if len(text) <= LONGEST else text[:LONGEST] + "..."


def told(text: str) -> str:
    """What may be shown or logged of a text that quotes sources."""
    return ADDRESS.sub(lambda found: _address(found.group(0)), told_of_files(text))


def sentence(error: EarthscribeError) -> str:
    """What a person reads of an error."""
    return told(error.sentence())


def _address(text: str) -> str:
    text = _NAMED.sub(rf"\1{HIDDEN}", text)
    return _OPAQUE.sub(lambda found: f"{found.group(0)[:LEFT]}{HIDDEN}", text)
