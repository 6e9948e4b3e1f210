"""The transport of the standard library, for as long as httpx is not installed: same promises, same words.

One connection per call, closed after it. Proxies are asked as the environment or the system says: absolute addresses
for http, CONNECT for https, basic authorisation.
"""

from __future__ import annotations

import contextlib
import functools
import http.client
import socket
import ssl
import zlib
from typing import Callable, Dict, Iterator, Optional
from urllib.parse import SplitResult, quote, urlsplit

from .breakage import broke, explained, malformed, proxy_refused, too_slow_to_connect
from .proxies import USUAL_PORT, Proxy, proxy_for
from .transport import CONNECT_SECONDS, Broken, Call, Cut, Head, Pieces
from .trust import trusting, trusting_nobody

PIECE = 65536
KEPT_IN_PATHS = "/%:@!$&'()*+,;=~-._"
ANY_COMPRESSION = zlib.MAX_WBITS | 32


class HttpClientTransport:
    """Carries calls by `http.client`."""

    def __init__(self, ca_file: str = "") -> None:
        self._ca_file = ca_file

    @functools.cached_property
    def _trust(self) -> ssl.SSLContext:
        return trusting(self._ca_file)

    def stream(self, call: Call, on_open: Callable[[Cut], None], seconds: float) -> Pieces:
        """See `Transport`."""
        try:
            target = urlsplit(call.url)
            host = _ascii(target.hostname or "")
            target = target._replace(netloc=_netloc(host, target.port))
            proxy = None if call.loopback else proxy_for(target)
        except ValueError as error:
            raise malformed(error) from error
        trust = trusting_nobody() if call.loopback and target.scheme == "http" else self._trust
        line = _Line(target, proxy, trust, on_open, seconds)
        try:
            response = line.ask(call)
            with contextlib.closing(response):
                yield Head(response.status, _headers(response))
                yield from _decoded(_body(response), response.getheader("Content-Encoding") or "")
        except (OSError, http.client.HTTPException, zlib.error) as error:
            raise explained(error) or _broken(error) from error
        except ValueError as error:  # a name that no name server can be asked for
            raise malformed(error) from error
        finally:
            line.close()


class _Line:
    """A connection to a server, through a proxy where there is one."""

    def __init__(self, target: SplitResult, proxy: Optional[Proxy], trust: ssl.SSLContext,
                 on_open: Callable[[Cut], None], seconds: float) -> None:
        self._target, self._proxy, self._trust = target, proxy, trust
        self._on_open, self._seconds = on_open, seconds
        self._socket: Optional[socket.socket] = None

    def ask(self, call: Call) -> http.client.HTTPResponse:
        """Connect, send the call, and read the reply's head."""
        plain = self._connected()
        connection = http.client.HTTPConnection("unused")  # nobody connects: it is given a connection
        connection.auto_open = 0
        connection.sock = self._encrypted(plain) if self._target.scheme == "https" else plain
        connection.sock.settimeout(self._seconds)
        connection.putrequest(call.method, self._asked_for(), skip_host=True, skip_accept_encoding=True)
        connection.putheader("Host", self._target.netloc)
        connection.putheader("Connection", "close")
        for name, value in call.headers.items():
            connection.putheader(name, value)
        if self._proxy and self._proxy.authorisation and self._target.scheme == "http":
            connection.putheader("Proxy-Authorization", self._proxy.authorisation)
        if call.body:
            connection.putheader("Content-Length", str(len(call.body)))
        connection.endheaders()
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # it may have refused before it read all
            connection.send(call.body)
        return connection.getresponse()

    def close(self) -> None:
        """Hang up."""
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.close()

    @property
    def _host(self) -> str:
        return self._target.hostname or ""

    @property
    def _port(self) -> int:
        return self._target.port or USUAL_PORT[self._target.scheme]

    def _asked_for(self) -> str:
        path = quote(self._target.path or "/", safe=KEPT_IN_PATHS)
        if self._target.query:
            path += "?" + quote(self._target.query, safe=KEPT_IN_PATHS + "?")
        by_proxy = self._proxy is not None and self._target.scheme == "http"
        return f"http://{self._target.netloc}{path}" if by_proxy else path

    def _connected(self) -> socket.socket:
        """A connection to the server or the proxy; at its end the server speaks, encrypted or not."""
        where = (self._proxy.host, self._proxy.port) if self._proxy else (self._host, self._port)
        try:
            plain = self._open(socket.create_connection(where, min(self._seconds, CONNECT_SECONDS)))
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except socket.timeout as error:
            raise too_slow_to_connect() from error
        except OSError as error:
            raise explained(error, by_proxy=self._proxy is not None) or broke(error) from error
        if self._proxy is None:
            return plain
        if self._proxy.secure:
            if self._target.scheme == "https":
                plain.close()
                raise Broken("a proxy that is itself spoken to by https:// needs the package httpx", lasting=True,
                             hint="Finish the set-up of Earthscribe, or write the proxy with http://.")
            return self._open(self._trust.wrap_socket(plain, server_hostname=self._proxy.host))
        return plain if self._target.scheme == "http" else self._tunnelled(plain)

    def _tunnelled(self, plain: socket.socket) -> socket.socket:
        """The connection after the proxy has agreed to pass everything on."""
        place = _netloc(self._host, self._port)
        said = [f"CONNECT {place} HTTP/1.1", f"Host: {place}", "User-Agent: earthscribe"]
        if self._proxy and self._proxy.authorisation:
            said.append(f"Proxy-Authorization: {self._proxy.authorisation}")
        try:
            plain.sendall("\r\n".join((*said, "", "")).encode("ascii"))
            with contextlib.closing(http.client.HTTPResponse(plain, method="CONNECT")) as reply:
                reply.begin()
        except socket.timeout as error:
            raise too_slow_to_connect() from error
        except (OSError, http.client.HTTPException) as error:
            raise proxy_refused(str(error) or type(error).__name__) from error
        if reply.status != 200:
            raise proxy_refused(f"{reply.status} {reply.reason}")
        return plain

    def _encrypted(self, plain: socket.socket) -> socket.socket:
        secured = self._trust.wrap_socket(plain, server_hostname=self._host, do_handshake_on_connect=False)
        self._open(secured)
        try:
            secured.do_handshake()
        except socket.timeout as error:
            raise too_slow_to_connect() from error
        return secured

    def _open(self, opened: socket.socket) -> socket.socket:
        """Tell how to cut from now on."""
        self._socket = opened
        self._on_open(functools.partial(_shut, opened))
        return opened


def _shut(opened: socket.socket) -> None:
    with contextlib.suppress(OSError):  # it is closed already
        # the plain socket's method: that of a TLS socket takes its state away under the reader
        socket.socket.shutdown(opened, socket.SHUT_RDWR)


def _broken(error: Exception) -> Broken:
    """What went wrong on the way; the words of `http.client` hold what came, so they are not repeated."""
    if isinstance(error, http.client.RemoteDisconnected):
        return Broken("the connection broke (it was closed without an answer)")
    if isinstance(error, http.client.IncompleteRead):
        return Broken("the connection broke (it was closed in the middle of the answer)")
    if isinstance(error, http.client.HTTPException):
        return Broken("what answers at this address does not speak HTTP", hint="Check its address and port.")
    return broke(error)


def _ascii(host: str) -> str:
    return host if host.isascii() else host.encode("idna").decode("ascii")


def _netloc(host: str, port: Optional[int]) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"{shown}:{port}" if port is not None else shown


def _headers(response: http.client.HTTPResponse) -> Dict[str, str]:
    found: Dict[str, str] = {}
    for name, value in response.getheaders():
        key = name.lower()
        found[key] = f"{found[key]}, {value}" if key in found else value
    return found


def _body(response: http.client.HTTPResponse) -> Iterator[bytes]:
    """The body in pieces as they come; one that is shorter than announced is a broken connection."""
    left = None if response.chunked else response.length
    while left is None or left > 0:
        piece = response.read1(PIECE if left is None else min(PIECE, left))
        if not piece:
            if left:
                raise http.client.IncompleteRead(b"", left)
            return
        if left is not None:
            left -= len(piece)
        yield piece


def _decoded(pieces: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    """The body as it was before a server compressed it, although it was asked not to."""
    if encoding.lower() not in {"gzip", "x-gzip", "deflate"}:
        yield from pieces
        return
    reader = zlib.decompressobj(ANY_COMPRESSION)
    for piece in pieces:
        waiting = piece
        while waiting:
            text = reader.decompress(waiting, PIECE)
            waiting = reader.unconsumed_tail
            if text:
                yield text
    rest = reader.flush()
    if rest:
        yield rest
