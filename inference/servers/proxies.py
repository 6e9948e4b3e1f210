"""Which proxy leads to a server: HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY, or what the system says."""

from __future__ import annotations

import base64
import urllib.request
from dataclasses import dataclass, field
from typing import Optional
from urllib.parse import SplitResult, unquote, urlsplit

from .breakage import no_socks

USUAL_PORT = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Proxy:
    """Where to connect instead, and how to say who asks. The password never shows."""

    host: str
    port: int
    secure: bool = False
    """Whether the proxy itself is spoken to encrypted."""
    authorisation: str = field(default="", repr=False)
    """The value of Proxy-Authorization, "" for none."""


def proxy_for(target: SplitResult) -> Optional[Proxy]:
    """The proxy for an address, None where it is asked directly; ValueError where a variable is malformed."""
    host, port = target.hostname or "", target.port or USUAL_PORT[target.scheme]
    found = urllib.request.getproxies()
    address = found.get(target.scheme) or found.get("all") or ""
    if not address or urllib.request.proxy_bypass(f"{host}:{port}"):
        return None
    return proxy_at(address)


def proxy_at(address: str) -> Proxy:
    """The proxy that a variable names, with or without a scheme."""
    parts = urlsplit(address if "://" in address else f"http://{address}")
    if parts.scheme.startswith("socks"):
        raise no_socks(None)
    if parts.scheme not in USUAL_PORT or not parts.hostname:
        raise ValueError("a proxy is written http://host:port")
    said = ""
    if parts.username is not None:
        who = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        said = "Basic " + base64.b64encode(who.encode("utf-8")).decode("ascii")
    return Proxy(parts.hostname, parts.port or USUAL_PORT[parts.scheme], parts.scheme == "https", said)
