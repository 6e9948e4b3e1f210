"""What both transports promise on the way to a server: proxies, cuts, odd replies; the key goes to the server alone."""

from __future__ import annotations

import _socket
import gzip
import socket
import ssl
import threading
import zlib
from pathlib import Path
from typing import Any

import pytest
from earthscribe.inference.errors import BadSetting, EarthscribeError, PackageMissing, ServerRefused
from earthscribe.inference.servers import Server, offered_models
from earthscribe.inference.servers.client import best_transport
from earthscribe.inference.servers.proxies import proxy_at
from earthscribe.inference.servers.transport import Broken, Call, Head
from earthscribe.tests import scripted_server as script
from earthscribe.tests.certificates import self_signed
from earthscribe.tests.loopback_proxy import LoopbackProxy
from earthscribe.tests.prepared import quick
from earthscribe.tests.scripted_server import ScriptedServer
from earthscribe.tests.transports import TRANSPORTS, over

KEY = "sk-very-secret-0123"
PROXY_VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "REQUEST_METHOD")


@pytest.fixture(autouse=True, params=TRANSPORTS)
def transport(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each in turn, in an environment without proxies."""
    for name in PROXY_VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    return over(request.param, monkeypatch)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ssl.SSLContext]:
    """A certificate for models.example that only its own file vouches for, and a server's context with it."""
    return self_signed(tmp_path_factory.mktemp("authority"))


def models(url: str, **options: Any) -> list[str]:
    return offered_models(Server("", url, "", KEY), quick(tries=1, **options))


def taken(call: Call) -> tuple[Head, bytes]:
    """Head and whole body of an exchange."""
    head, *pieces = list(best_transport("").stream(call, lambda cut: None, 60.0))
    assert isinstance(head, Head)
    return head, b"".join(piece for piece in pieces if isinstance(piece, bytes))


# --- addresses that are none


@pytest.mark.parametrize("host", ["a..b", ".example", "x" * 70 + ".example"])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_name_that_no_name_server_can_be_asked_for_is_refused_in_words(
    scheme: str, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", _socket.getaddrinfo)  # it gives up before anything is sent
    with pytest.raises(BadSetting, match="malformed"):
        models(f"{scheme}://{host}/v1")


# --- proxies


def test_a_plain_server_is_asked_through_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with ScriptedServer(models=["llava"]) as peer, LoopbackProxy({"models.example": peer.port}, "jo", "w:rd@") as proxy:
        monkeypatch.setenv("HTTP_PROXY", f"http://jo:w%3Ard%40@127.0.0.1:{proxy.port}")
        assert models("http://models.example/v1") == ["llava"]
    assert proxy.asked == ["GET http://models.example/v1/models"]
    assert peer.requests[0].headers["host"] == "models.example"


def test_an_encrypted_server_is_asked_through_a_tunnel_that_hides_the_key(
    authority: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ScriptedServer(models=["llava"], context=authority[1]) as peer, \
            LoopbackProxy({"models.example": peer.port}, "jo", "word") as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://jo:word@127.0.0.1:{proxy.port}")
        assert models("https://models.example/v1", ca_file=str(authority[0])) == ["llava"]
    assert proxy.asked == ["CONNECT models.example:443"]
    assert KEY.encode() not in proxy.seen
    assert peer.requests[0].headers["authorization"] == f"Bearer {KEY}"
    assert "proxy-authorization" not in peer.requests[0].headers


def test_a_proxy_may_be_written_without_a_scheme(monkeypatch: pytest.MonkeyPatch) -> None:
    with ScriptedServer(models=["llava"]) as peer, LoopbackProxy({"models.example": peer.port}) as proxy:
        monkeypatch.setenv("ALL_PROXY", f"127.0.0.1:{proxy.port}")
        assert models("http://models.example/v1") == ["llava"]


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_wants_a_name_says_so(scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with LoopbackProxy({}, "jo", "word") as proxy:
        monkeypatch.setenv(f"{scheme.upper()}_PROXY", f"http://jo:wrong@127.0.0.1:{proxy.port}")
        with pytest.raises(ServerRefused, match="407") as caught:
            models(f"{scheme}://models.example/v1")
    assert "wants a name" in caught.value.hint
    assert "wrong" not in caught.value.sentence()
    assert len(proxy.asked) == 1


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_is_not_there_is_blamed_and_not_the_server(scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    monkeypatch.setenv(f"{scheme.upper()}_PROXY", f"http://127.0.0.1:{port}")
    with pytest.raises(ServerRefused, match="the proxy did not let the request through") as caught:
        models(f"{scheme}://models.example/v1")
    assert "HTTPS_PROXY" in caught.value.hint


def test_exempt_hosts_are_asked_directly(monkeypatch: pytest.MonkeyPatch) -> None:
    with LoopbackProxy({}) as proxy:
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{proxy.port}")
        monkeypatch.setenv("NO_PROXY", "other.example,.nowhere.invalid")
        with pytest.raises((EarthscribeError, RuntimeError)):  # the tests' own guard lets no name out
            models("http://gpu.nowhere.invalid/v1")
    assert proxy.asked == []


@pytest.mark.parametrize("address", ["socks5://127.0.0.1:1", "socks5h://jo:word@127.0.0.1:1"])
def test_a_socks_proxy_is_refused_with_a_cure(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", address)
    with pytest.raises(PackageMissing, match="socksio") as caught:
        models("http://models.example/v1")
    assert "HTTP proxy" in caught.value.hint
    assert "word" not in caught.value.sentence()


@pytest.mark.parametrize("address", ["http://", "http://127.0.0.1:port", "http://[::1", "ftp://proxy.example"])
def test_a_proxy_that_makes_no_sense_is_a_setting(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", address)
    with pytest.raises((BadSetting, ServerRefused)):
        models("http://models.example/v1")


def test_the_password_of_a_proxy_does_not_show() -> None:
    proxy = proxy_at("http://jo:p%40ss@proxy.example:3128")
    assert (proxy.host, proxy.port) == ("proxy.example", 3128)
    assert "p@ss" not in repr(proxy)
    assert proxy.authorisation not in repr(proxy)


# --- replies


def reply(data: bytes) -> Any:
    """Exactly these bytes as the whole reply."""

    def act(handler: script.Handler) -> None:
        handler.wfile.write(data)
        handler.wfile.flush()
        handler.gone()

    return act


def test_a_body_with_a_length_ends_there_although_the_connection_stays_open() -> None:
    def act(handler: script.Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-One: a\r\nX-One: b\r\n\r\nhello")
        handler.wfile.flush()
        handler.script.over.wait(30)

    with ScriptedServer(act) as peer:
        head, body = taken(Call("GET", peer.url, loopback=True))
        peer.over.set()
    assert (head.status, body, head.headers["x-one"]) == (200, b"hello", "a, b")


def test_a_body_without_a_length_ends_with_the_connection() -> None:
    with ScriptedServer(reply(b"HTTP/1.0 200 OK\r\n\r\n" + b"x" * 200_000)) as peer:
        assert taken(Call("GET", peer.url, loopback=True))[1] == b"x" * 200_000


@pytest.mark.parametrize("data", [
    b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhello",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nff\r\nhe",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nnonsense\r\n",
    b"SSH-2.0-OpenSSH_9.2\r\n",
    b"\x15\x03\x03\x00\x02\x02\x16",
    b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n",
    b"",
])
def test_what_is_cut_short_or_no_http_is_a_broken_connection(data: bytes) -> None:
    with ScriptedServer(reply(data)) as peer, pytest.raises(Broken) as caught:
        taken(Call("GET", peer.url, loopback=True))
    assert caught.value.why.isprintable()
    assert len(caught.value.why) < 300


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_server_that_compresses_unasked_is_understood(coding: str) -> None:
    text = b'{"data": [{"id": "llava"}]}' + b" " * 100_000
    data = gzip.compress(text) if coding == "gzip" else zlib.compress(text)

    def compressed(handler: script.Handler) -> None:
        handler.whole(200, "application/json", data, Content_Encoding=coding)

    with ScriptedServer(compressed) as peer:
        assert models(peer.url) == ["llava"]


def test_a_refusal_before_all_was_sent_is_read() -> None:
    def refuse(listener: socket.socket) -> None:
        client, _ = listener.accept()
        with client:
            client.recv(1000)
            client.sendall(b"HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nno!")
            client.shutdown(socket.SHUT_WR)
            while client.recv(1_000_000):  # a server that closed at once would take its own words back
                pass

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=refuse, args=(listener,))
        thread.start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        head, body = taken(Call("POST", url, {"Content-Type": "text/plain"}, b"x" * 8_000_000, loopback=True))
        thread.join()
    assert (head.status, body) == (413, b"no!")


def test_paths_are_written_as_the_wire_wants_them() -> None:
    with ScriptedServer(script.offers("a")) as peer:
        taken(Call("GET", f"{peer.url}/größe und mehr", loopback=True))
    assert peer.requests[0].path == "/v1/gr%C3%B6%C3%9Fe%20und%20mehr"


def test_ipv6_addresses_are_reached() -> None:
    if not socket.has_ipv6:
        pytest.skip("this machine has no IPv6")
    try:
        listener = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("this machine has no IPv6")
    heard: list[bytes] = []

    def serve() -> None:
        client, _ = listener.accept()
        with client:
            heard.append(client.recv(65536))
            client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    thread = threading.Thread(target=serve)
    thread.start()
    with listener:
        port = listener.getsockname()[1]
        assert taken(Call("GET", f"http://[::1]:{port}/v1", loopback=True))[1] == b"ok"
        thread.join()
    assert f"host: [::1]:{port}".encode() in heard[0].lower()


@pytest.mark.parametrize("act", [script.never, script.endless(script.forever("tree "), 0.01)])
def test_an_exchange_is_cut_from_another_thread(act: Any) -> None:
    cuts: list[Any] = []
    with ScriptedServer(act) as peer:
        exchange = best_transport("").stream(Call("GET", peer.url, loopback=True), cuts.append, 60.0)
        ended = threading.Event()

        def listen() -> None:
            try:
                for _ in exchange:
                    pass
            except Broken:
                pass
            ended.set()

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        while not peer.requests:
            pass
        cuts[-1]()
        assert ended.wait(60)
        thread.join()
        peer.over.set()


def test_a_wait_has_an_end() -> None:
    with ScriptedServer(script.never) as peer, pytest.raises(Broken, match="connection broke"):
        list(best_transport("").stream(Call("GET", peer.url, loopback=True), lambda cut: None, 0.2))


def test_a_reader_that_leaves_closes_the_connection() -> None:
    gone = threading.Event()

    def act(handler: script.Handler) -> None:
        try:
            script.endless(script.forever("tree "), 0.005)(handler)
        except ConnectionError:
            gone.set()

    with ScriptedServer(act) as peer:
        exchange = best_transport("").stream(Call("GET", peer.url, loopback=True), lambda cut: None, 60.0)
        next(exchange)
        next(exchange)
        exchange.close()
        assert gone.wait(60)
