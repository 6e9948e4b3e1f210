"""A real HTTP proxy on loopback: passes plain requests and CONNECT on to ports of this machine, by the host's name.

    with LoopbackProxy({"models.example": peer.port}, "jo", "word") as proxy:
        ... http://127.0.0.1:{proxy.port} ...; proxy.asked == ["CONNECT models.example:443"]
"""

from __future__ import annotations

import base64
import contextlib
import socket
import threading
from typing import Dict, List
from urllib.parse import urlsplit


class LoopbackProxy:
    """Listens on a free port while it is entered; `name` and `word` are wanted of everybody where given."""

    def __init__(self, hosts: Dict[str, int], name: str = "", word: str = "") -> None:
        self.hosts = hosts
        self._wanted = "Basic " + base64.b64encode(f"{name}:{word}".encode()).decode() if name else ""
        self.asked: List[str] = []
        self.seen = b""
        """What passed through, as the proxy can read it."""

    def __enter__(self) -> LoopbackProxy:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._open: List[socket.socket] = []
        self._threads[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for each in list(self._open):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        for thread in list(self._threads):
            thread.join()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(client,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            self._open.append(client)
            head = b""
            while b"\r\n\r\n" not in head:
                more = client.recv(65536)
                if not more:
                    return
                head += more
            lines = head.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
            method, address, _ = lines[0].split(" ", 2)
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
            self.asked.append(f"{method} {address}")
            if headers.get("proxy-authorization", "") != self._wanted:
                client.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
                return
            host = address.rpartition(":")[0] if method == "CONNECT" else urlsplit(address).hostname or ""
            if host not in self.hosts:
                client.sendall(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n")
                return
            with socket.create_connection(("127.0.0.1", self.hosts[host])) as server:
                self._open.append(server)
                if method == "CONNECT":
                    client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                else:
                    path = urlsplit(address).path
                    server.sendall(head.replace(address.encode("latin-1"), path.encode("latin-1"), 1))
                back = threading.Thread(target=self._pass_on, args=(server, client), daemon=True)
                back.start()
                self._pass_on(client, server)
                back.join()

    def _pass_on(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                data = source.recv(65536)
                if not data:
                    break
                self.seen += data
                target.sendall(data)
        for each in (source, target):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
