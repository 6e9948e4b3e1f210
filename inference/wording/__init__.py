"""From facts to sentences with evidence, in every language that has templates; nothing else composes text."""

from __future__ import annotations

from .sentences import compose, text, version
from .templates import languages

__all__ = ["compose", "languages", "text", "version"]
