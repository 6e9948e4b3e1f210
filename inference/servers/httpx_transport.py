"""The transport over httpx: proxies from the environment, the system's and the user's own certificate authorities."""

from __future__ import annotations

import contextlib
import functools
import socket
import ssl
from types import ModuleType
from typing import Any, Callable, Optional
from urllib.parse import urlsplit

from .breakage import broke, explained, malformed, no_socks, proxy_refused, too_slow_to_connect
from .transport import CONNECT_SECONDS, Broken, Call, Cut, Head, Pieces
from .trust import trusting, trusting_nobody


class HttpxTransport:
    """One connection per call: a model's answer takes so long that opening one does not count."""

    def __init__(self, ca_file: str = "") -> None:
        self._ca_file = ca_file

    @functools.cached_property
    def _trust(self) -> ssl.SSLContext:
        return trusting(self._ca_file)

    def stream(self, call: Call, on_open: Callable[[Cut], None], seconds: float) -> Pieces:
        """See `Transport`."""
        import httpx

        asked = ""

        def trace(event: str, facts: Any) -> None:
            nonlocal asked
            if event.endswith("connect_tcp.started"):
                asked = str(facts.get("host", ""))
            if event.endswith(("connect_tcp.complete", "start_tls.complete")):
                on_open(functools.partial(_shut, facts["return_value"]))

        trust = trusting_nobody() if call.loopback and call.url.startswith("http:") else self._trust
        timeout = httpx.Timeout(seconds, connect=min(seconds, CONNECT_SECONDS))
        try:
            with httpx.Client(verify=trust, trust_env=not call.loopback, timeout=timeout) as client, \
                    client.stream(call.method, call.url, content=call.body or None, headers=dict(call.headers),
                                  extensions={"trace": trace}) as response:
                yield Head(response.status_code, {k.lower(): v for k, v in response.headers.items()})
                yield from response.iter_bytes()
        except httpx.HTTPError as error:
            raise _in_words(httpx, error, by_proxy=_is_another(asked, call.url)) from error
        except ImportError as error:  # raised by httpx for a SOCKS proxy
            raise no_socks(error) from error
        except (ValueError, httpx.InvalidURL) as error:
            raise malformed(error) from error


def importable() -> bool:
    """Whether the package is there; importing it is the only sure sign."""
    try:
        import httpx
    except ImportError:
        return False
    return bool(httpx)


def _is_another(asked: str, url: str) -> bool:
    """Whether the host that was connected to is not the server's: then it is a proxy."""
    host = urlsplit(url).hostname or ""
    with contextlib.suppress(UnicodeError):
        host = host.encode("idna").decode("ascii")
    return bool(asked) and asked.lower().strip("[]") != host.lower()


def _shut(stream: Any) -> None:
    """Wake whoever waits on a connection."""
    plain = stream.get_extra_info("socket")
    if isinstance(plain, socket.socket):
        with contextlib.suppress(OSError):  # it is closed already
            # the plain socket's method: that of a TLS socket takes its state away under the reader
            socket.socket.shutdown(plain, socket.SHUT_RDWR)


def _in_words(httpx: ModuleType, error: Exception, *, by_proxy: bool) -> Broken:
    """What went wrong, from the cause that httpx wraps or from its own class."""
    known: Optional[Broken] = explained(error, by_proxy=by_proxy)
    if known is not None:
        return known
    if isinstance(error, httpx.ProxyError):
        return proxy_refused(str(error))
    if isinstance(error, httpx.ConnectTimeout):
        return too_slow_to_connect()
    if isinstance(error, httpx.UnsupportedProtocol):
        return Broken("its address is malformed", lasting=True)
    return broke(error)
