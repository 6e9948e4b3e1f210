"""The transports there are, for tests that hold over each: httpx, and the standard library where it is missing."""

from __future__ import annotations

import sys

import pytest

TRANSPORTS = ("httpx", "standard library")


def over(name: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Servers are asked by this one from now on: what is not importable is not used."""
    if name != "httpx":
        monkeypatch.setitem(sys.modules, "httpx", None)  # `import httpx` fails as if it were not installed
    return name
