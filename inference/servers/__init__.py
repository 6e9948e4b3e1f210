"""OpenAI-compatible servers: which there are, how one is named, and how one is spoken to.

addresses   `Server`, the settings' servers, `URL#NAME`
transport   the seam: one HTTP exchange as a stream that another thread can cut; over httpx (`httpx_transport`) or the
            standard library (`http_client_transport`, with `proxies`); both trust the same (`trust`) and explain
            failures alike (`breakage`)
listening   an exchange that sees `stop()` and the deadline while it waits
events      server-sent events
refusals    a status and a body -> an error with its cure
client      tries, back-off, deadline
chat        the bytes of a chat completion -> text
offers      which models a server has
pictures    which pictures of an object are sent
entries     servers in the settings file: added, changed, removed
"""

from __future__ import annotations

from typing import List

from ..config import RunConfig
from ..values import Stop, never
from .addresses import Server, base_server, is_address, load_servers, server_for
from .listening import Stopped

__all__ = ["Server", "Stopped", "base_server", "is_address", "load_servers", "offered_models", "server_for"]


def offered_models(server: Server, config: RunConfig, stop: Stop = never) -> List[str]:
    """The names a server offers, in its own order; `stop` raises `Stopped`."""
    from .client import client_for  # what speaks HTTP is loaded when it is needed
    from .offers import listed

    client = client_for(server, config)
    return listed(client, client.patience(stop))
