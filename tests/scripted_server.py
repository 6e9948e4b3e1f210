"""A loopback server that answers as a script says: slow, broken, busy, wrong or well.

    with ScriptedServer(busy(retry_after="0"), stream("A ", "tree.")) as server:
        ... server.url ... server.requests[0].headers ...

Every request takes the next act; the last act is repeated. `GET .../models` lists `server.models` unless that is None,
in which case it takes an act too. As an HTTP proxy it sees absolute addresses in `Asked.path`.
"""

from __future__ import annotations

import contextlib
import json
import ssl
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Callable, Dict, Iterable, Iterator, List, Optional


@dataclass
class Asked:
    """A request that came."""

    method: str
    path: str
    headers: Dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Handler(BaseHTTPRequestHandler):
    """Takes one act per request."""

    protocol_version = "HTTP/1.1"
    script: ScriptedServer

    def do_GET(self) -> None:
        self._take()

    def do_POST(self) -> None:
        self._take()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def _take(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        asked = Asked(self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, body)
        act = self.script.next_act(asked)
        with contextlib.suppress(ConnectionError, ssl.SSLError):  # the other side may hang up
            act(self)

    def head(self, status: int, content_type: str, **headers: str) -> None:
        """A head whose body comes in chunks."""
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Transfer-Encoding", "chunked")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def piece(self, data: bytes) -> None:
        """One chunk."""
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def whole(self, status: int, content_type: str, data: bytes, **headers: str) -> None:
        """A head and its whole body."""
        self.head(status, content_type, **headers)
        if data:
            self.piece(data)
        self.piece(b"")

    def gone(self) -> None:
        """Hang up in the middle."""
        self.close_connection = True
        with contextlib.suppress(OSError):
            self.connection.shutdown(2)


Act = Callable[[Handler], None]


class ScriptedServer:
    """Listens on a free port of 127.0.0.1, or on the port `at`, while it is entered."""

    def __init__(
        self, *acts: Act, models: Optional[List[str]] = None, context: Optional[ssl.SSLContext] = None, at: int = 0
    ) -> None:
        self.acts, self.context, self.at = acts, context, at
        self.models = models
        self.requests: List[Asked] = []
        self.over = threading.Event()
        self._taken = 0
        self._lock = threading.Lock()

    def next_act(self, asked: Asked) -> Act:
        with self._lock:
            self.requests.append(asked)
            if asked.method == "GET" and asked.path.endswith("/models") and self.models is not None:
                return offers(*self.models)
            self._taken += 1
            return self.acts[min(self._taken, len(self.acts)) - 1]

    def __enter__(self) -> ScriptedServer:
        handler = type("BoundHandler", (Handler,), {"script": self})
        self._http = ThreadingHTTPServer(("127.0.0.1", self.at), handler)
        self._http.daemon_threads = True
        if self.context:
            self._http.socket = self.context.wrap_socket(self._http.socket, server_side=True)
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        return self._http.server_port

    @property
    def url(self) -> str:
        return f"{'https' if self.context else 'http'}://127.0.0.1:{self.port}/v1"

    @property
    def chats(self) -> List[Asked]:
        """The requests for an answer."""
        return [each for each in self.requests if each.method == "POST"]


def chunk(text: Optional[str] = None, finish: Optional[str] = None, **more: Any) -> bytes:
    """One event of a stream."""
    delta = {} if text is None else {"content": text}
    row = {"object": "chat.completion.chunk", "model": "llava-1.5-7b", "system_fingerprint": "fp_7",
           "choices": [{"index": 0, "delta": delta, "finish_reason": finish}], **more}
    return b"data: " + json.dumps(row).encode() + b"\n\n"


DONE = b"data: [DONE]\n\n"


def events(*pieces: bytes, content_type: str = "text/event-stream") -> Act:
    """Exactly these bytes, each as a chunk of its own."""

    def act(handler: Handler) -> None:
        handler.head(200, content_type)
        for each in pieces:
            handler.piece(each)
        handler.piece(b"")

    return act


def stream(*words: str, finish: str = "stop", tokens: Optional[int] = None) -> Act:
    """A well-behaved answer."""
    usage = [b"data: " + json.dumps({"choices": [], "usage": {"completion_tokens": tokens}}).encode() + b"\n\n"]
    return events(chunk(""), *(chunk(each) for each in words), chunk(finish=finish), *(usage if tokens else []), DONE)


def endless(words: Iterable[str], pause: float) -> Act:
    """Words with pauses, until the script is over or the other side hangs up."""

    def act(handler: Handler) -> None:
        handler.head(200, "text/event-stream")
        for each in words:
            handler.piece(chunk(each))
            if handler.script.over.wait(pause):
                return

    return act


def drip(data: bytes, pause: float) -> Act:
    """The bytes one at a time, over and over."""

    def act(handler: Handler) -> None:
        handler.head(200, "text/event-stream")
        while True:
            for byte in data:
                handler.piece(bytes([byte]))
                if handler.script.over.wait(pause):
                    return

    return act


def dropped(*words: str) -> Act:
    """The connection ends in the middle of a chunk."""

    def act(handler: Handler) -> None:
        handler.head(200, "text/event-stream")
        for each in words:
            handler.piece(chunk(each))
        handler.wfile.write(b"ffff\r\ndata: {")
        handler.wfile.flush()
        handler.gone()

    return act


def refused(handler: Handler) -> None:
    """Hang up without a word."""
    handler.gone()


def never(handler: Handler) -> None:
    """Say nothing until the script is over."""
    handler.script.over.wait()


def status(code: int, said: Any = "", content_type: str = "application/json", **headers: str) -> Act:
    """A status with a body: an object becomes JSON."""
    data = said.encode() if isinstance(said, str) else json.dumps(said).encode()
    return lambda handler: handler.whole(code, content_type, data, **headers)


def busy(code: int = 429, retry_after: Optional[str] = None) -> Act:
    """Come again later."""
    headers = {} if retry_after is None else {"Retry_After": retry_after}
    return status(code, {"error": {"message": "Too many requests"}}, **headers)


def answer(text: Any, **more: Any) -> Act:
    """A whole JSON answer although a stream was asked for."""
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}
    row = {"object": "chat.completion", "model": "llava-1.5-7b", "usage": {"completion_tokens": 9},
           "choices": [choice], **more}
    return status(200, row)


def page(code: int = 200) -> Act:
    """A web page."""
    return status(code, "<!DOCTYPE html><html><body><h1>Welcome</h1></body></html>", "text/html")


def offers(*models: str) -> Act:
    """A list of models."""
    return status(200, {"object": "list", "data": [{"id": each, "object": "model"} for each in models]})


def forever(word: str) -> Iterator[str]:
    """The same word without end."""
    while True:
        yield word
