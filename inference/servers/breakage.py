"""Why no reply came through, in words and with its cure, from the operating system's own error: for every transport."""

from __future__ import annotations

import socket
import ssl
from typing import Optional

from ..errors import BadSetting, PackageMissing
from .transport import Broken
from .trust import trust_cure

PROXY_NAME_CURE = "The proxy wants a name: write it into HTTPS_PROXY, or exempt the server with NO_PROXY."
PROXY_CURE = "Check HTTP_PROXY, HTTPS_PROXY and NO_PROXY."


def explained(error: BaseException, *, by_proxy: bool = False) -> Optional[Broken]:
    """What the first error of a chain means; None where the transport knows more than the system does."""
    cause = root(error)
    if isinstance(cause, ssl.SSLCertVerificationError):
        return Broken(f"its certificate is not trusted ({cause.verify_message})", lasting=True, hint=trust_cure())
    if isinstance(cause, ssl.SSLError):
        return Broken(f"no encrypted connection came about ({cause.reason or cause})", lasting=True,
                      hint="Check whether the address should begin with http:// instead of https://.")
    if isinstance(cause, socket.gaierror):
        return proxy_refused("its name is not known to the network") if by_proxy else Broken(
            "its name is not known to the network", hint="Check the host name and the network connection.")
    if isinstance(cause, ConnectionRefusedError):
        return proxy_refused("nothing listens at its address") if by_proxy else Broken(
            "nothing listens at this address", hint="Start the server, or check its address and port.")
    return None


def proxy_refused(why: str) -> Broken:
    """The proxy is the trouble, not the server."""
    if "407" in why:
        return Broken(f"the proxy did not let the request through ({why})", hint=PROXY_NAME_CURE, lasting=True)
    return Broken(f"the proxy did not let the request through ({why})", hint=PROXY_CURE)


def too_slow_to_connect() -> Broken:
    """Nobody answered the knock."""
    return Broken("no connection came about in time", hint="Check its address, the network and the proxy.")


def broke(error: BaseException) -> Broken:
    """It ended on the way."""
    return Broken(f"the connection broke ({str(error) or type(error).__name__})")


def malformed(error: Exception) -> BadSetting:
    """An address that cannot be used; it is not repeated, it may hold a password."""
    setting = BadSetting("address of the server or of a proxy", "it is malformed",
                         hint="Check the address and HTTP_PROXY, HTTPS_PROXY and ALL_PROXY.")
    setting.__cause__ = error
    return setting


def no_socks(error: Optional[Exception]) -> PackageMissing:
    """A SOCKS proxy is named and what speaks to one is not there."""
    missing = PackageMissing("socksio", "a SOCKS proxy", detail=str(error or ""),
                             hint="Install it in Earthscribe's environment, or name an HTTP proxy instead.")
    missing.__cause__ = error
    return missing


def root(error: BaseException) -> BaseException:
    """The first error of a chain, where the operating system's own words are."""
    seen: Optional[BaseException] = error
    while seen is not None:
        error, seen = seen, seen.__cause__ or seen.__context__
    return error
