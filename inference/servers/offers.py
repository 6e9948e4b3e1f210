"""Which models a server offers."""

from __future__ import annotations

import json
from typing import Any, Iterator, List

from ..values import Progress
from .addresses import Server
from .client import Client, call_for
from .listening import Patience
from .refusals import Trouble, address_cure, looks_like_html, unreadable


def listed(client: Client, patience: Patience) -> List[str]:
    """The names a server offers, in its own order, without doubles."""
    server = client.server

    def read(pieces: Iterator[bytes]) -> Iterator[str]:
        text = b"".join(pieces).decode("utf-8", "replace")
        yield from _names(server, text)

    said = client.answer(call_for(server, "GET", "/models"), read, patience)
    return list(dict.fromkeys(each for each in said if not isinstance(each, Progress)))


def _names(server: Server, text: str) -> List[str]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        why = "an HTML page came" if looks_like_html(text) else "it is not JSON"
        raise _unreadable(server, why) from error
    rows: Any = found
    if isinstance(found, dict):
        rows = found.get("data") if isinstance(found.get("data"), list) else found.get("models")
    if not isinstance(rows, list):
        raise _unreadable(server, "it is no list of models")
    names = [each if isinstance(each, str) else each.get("id") or each.get("name") for each in rows
             if isinstance(each, (str, dict))]
    return ["".join(c for c in name if c.isprintable()) for name in names if isinstance(name, str) and name]


def _unreadable(server: Server, why: str) -> Trouble:
    return unreadable(f"the server {server.shown}", why, hint=address_cure(server))
