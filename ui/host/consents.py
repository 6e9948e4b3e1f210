"""Whom the user allowed to be sent pictures: per address, with the day, revocable; this machine needs no leave."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Dict, Optional, Sequence

from ...inference.errors import InputError
from ..settings import Settings

if TYPE_CHECKING:
    from ...inference.servers import Server
    from ...inference.values import Request


def needed(model: str) -> str:
    """The address (`https://host:port`) that a model's pictures would go to without leave, "" where none is needed."""
    address = destination(model)
    return "" if address in Settings().granted() else address


def destination(model: str) -> str:
    """The address that a model's pictures go to, "" where they stay on this machine."""
    from ...inference.servers import load_servers

    server = _server(model, load_servers())
    return "" if server is None or server.loopback else server.origin


def bound(request: Request, servers: Sequence[Server], agreed: str = "") -> Request:
    """The request as it may go to the model process: tied to the one address that is allowed, whatever changes later.

    `agreed` is the address that the user allowed for this request; one with leave needs no more. Settings may have
    changed since the user was asked: an address nobody agreed to is refused. Any thread.
    """
    from ...inference.servers.addresses import DESTINATION

    server = _server(request.model, servers)
    if server is not None and not server.loopback and server.origin != agreed and server.origin not in granted():
        raise InputError(f"Pictures may not be sent to {server.origin} yet; nothing was sent.",
                         hint="The server was changed, or its leave taken back, meanwhile. Ask again.")
    origin = server.origin if server is not None else ""
    return replace(request, options=(*request.options, (DESTINATION, origin)))


def _server(model: str, servers: Sequence[Server]) -> Optional[Server]:
    """The server of a model's name, None for a model that is none of a server."""
    from ...inference.servers import base_server, is_address

    known = is_address(model) or any(each.name == model for each in servers)
    return base_server(model, servers) if known else None


def granted() -> Dict[str, str]:
    """The addresses with leave, each with the day of it."""
    return Settings().granted()


def grant(address: str) -> None:
    """Pictures may be sent there without asking again."""
    Settings().grant(address)


def revoke(address: str) -> None:
    """Ask again before pictures are sent there."""
    Settings().revoke(address)
