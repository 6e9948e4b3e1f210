"""The transport over httpx: proxies from the environment, the system's and the user's own certificate authorities."""

from __future__ import annotations

import contextlib
import functools
import os
import socket
import ssl
from pathlib import Path
from types import ModuleType
from typing import Any, Callable, Optional

from ..errors import BadSetting, PackageMissing
from .transport import Broken, Call, Cut, Head, Pieces

CONNECT_SECONDS = 15.0


class HttpxTransport:
    """One connection per call: a model's answer takes so long that opening one does not count."""

    def __init__(self, ca_file: str = "") -> None:
        self._ca_file = ca_file

    @functools.cached_property
    def _trust(self) -> ssl.SSLContext:
        """Trust certifi's authorities, the system's (a company's own are usually there), and the user's file."""
        context = ssl.create_default_context()
        with contextlib.suppress(ImportError):
            import certifi

            context.load_verify_locations(cafile=certifi.where())
        if self._ca_file:
            try:
                context.load_verify_locations(cafile=str(Path(self._ca_file).expanduser()))
            except (OSError, ssl.SSLError) as error:
                raise BadSetting("ca-file", f"{self._ca_file} cannot be read as certificates ({error})",
                                 hint="Give a PEM file of certificate authorities.") from error
        return context

    @functools.cached_property
    def _nobody(self) -> ssl.SSLContext:
        """A context that trusts nobody."""
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

    def stream(self, call: Call, on_open: Callable[[Cut], None], seconds: float) -> Pieces:
        """See `Transport`."""
        httpx = imported()

        def trace(event: str, facts: Any) -> None:
            if event.endswith(("connect_tcp.complete", "start_tls.complete")):
                on_open(functools.partial(_shut, facts["return_value"]))

        # reading all authorities takes a while; on this machine, without encryption, none is needed
        trust = self._nobody if call.loopback and call.url.startswith("http:") else self._trust
        timeout = httpx.Timeout(seconds, connect=min(seconds, CONNECT_SECONDS))
        try:
            with httpx.Client(verify=trust, trust_env=not call.loopback, timeout=timeout) as client, \
                    client.stream(call.method, call.url, content=call.body or None, headers=dict(call.headers),
                                  extensions={"trace": trace}) as response:
                yield Head(response.status_code, {k.lower(): v for k, v in response.headers.items()})
                yield from response.iter_bytes()
        except httpx.HTTPError as error:
            raise _explained(error) from error
        except ImportError as error:  # raised by httpx for a SOCKS proxy
            raise PackageMissing("socksio", "a SOCKS proxy", detail=str(error)) from error
        except (ValueError, httpx.InvalidURL) as error:
            raise BadSetting("address of the server or of a proxy", "it is malformed",
                             hint="Check the address and HTTP_PROXY, HTTPS_PROXY and ALL_PROXY.") from error


def imported() -> ModuleType:
    """The package httpx, imported when first needed."""
    try:
        import httpx
    except ImportError as error:
        raise PackageMissing("httpx", "asking a server", detail=str(error)) from error
    return httpx


def _shut(stream: Any) -> None:
    """Wake whoever waits on a connection."""
    plain = stream.get_extra_info("socket")
    if isinstance(plain, socket.socket):
        with contextlib.suppress(OSError):  # it is closed already
            # the plain socket's method: that of a TLS socket takes its state away under the reader
            socket.socket.shutdown(plain, socket.SHUT_RDWR)


def _explained(error: Exception) -> Broken:
    """What went wrong in words, from the cause that httpx wraps."""
    httpx = imported()
    cause = _root(error)
    if isinstance(cause, ssl.SSLCertVerificationError):
        return Broken(f"its certificate is not trusted ({cause.verify_message})", lasting=True, hint=_trust_cure())
    if isinstance(cause, ssl.SSLError):
        return Broken(f"no encrypted connection came about ({cause.reason or cause})", lasting=True,
                      hint="Check whether the address should begin with http:// instead of https://.")
    if isinstance(cause, socket.gaierror):
        return Broken("its name is not known to the network", hint="Check the host name and the network connection.")
    if isinstance(cause, ConnectionRefusedError):
        return Broken("nothing listens at this address", hint="Start the server, or check its address and port.")
    if isinstance(error, httpx.ProxyError):
        return Broken(f"the proxy did not let the request through ({error})",
                      hint="Check HTTP_PROXY, HTTPS_PROXY and NO_PROXY.")
    if isinstance(error, httpx.ConnectTimeout):
        return Broken("no connection came about in time", hint="Check its address, the network and the proxy.")
    if isinstance(error, httpx.UnsupportedProtocol):
        return Broken("its address is malformed", lasting=True)
    return Broken(f"the connection broke ({str(error) or type(error).__name__})")


def _root(error: BaseException) -> BaseException:
    """The first error of a chain, where the operating system's own words are."""
    seen: Optional[BaseException] = error
    while seen is not None:
        error, seen = seen, seen.__cause__ or seen.__context__
    return error


def _trust_cure() -> str:
    file = os.environ.get("SSL_CERT_FILE", "")
    if file and not Path(file).is_file():
        return f"SSL_CERT_FILE names {file}, which does not exist: correct it, or give --ca-file."
    return "Give the authority that signed it as a PEM file with --ca-file, or name it in SSL_CERT_FILE."
