"""A tier of two tiny packages with lock and table, made on the spot, and an index on loopback that serves them."""

from __future__ import annotations

import base64
import hashlib
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from earthscribe.inference.setup.tiers import Tier

NAMES = ("es-alpha", "es-beta")


def wheel(folder: Path, name: str, files: dict[str, str], version: str = "1.0") -> Path:
    """A wheel as pip takes it."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"{name.replace('-', '_')}-{version}"
    info = f"{stem}.dist-info"
    content = {
        **files,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    rows = []
    for path, text in content.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
        rows.append(f"{path},sha256={digest},{len(text.encode())}\n")
    content[f"{info}/RECORD"] = "".join(rows) + f"{info}/RECORD,,\n"
    place = folder / f"{stem}-py3-none-any.whl"
    with zipfile.ZipFile(place, "w") as archive:
        for path, text in content.items():
            archive.writestr(zipfile.ZipInfo(path), text)
    return place


def tier(folder: Path, wheels: Path, *, name: str = "light", value: int = 1, link: str = "") -> Tier:
    """A tier with its wheels, lock and table; another `value` makes another lock; `link` is a folder of packages."""
    found = [wheel(wheels, each, {f"{each.replace('-', '_')}.py": f"VALUE = {value}\n"}) for each in NAMES]
    if link:
        found.append(wheel(wheels, "es-link", {"es_link.py": "", "es_link.pth": f"{link}\n"}))
    folder.mkdir(parents=True, exist_ok=True)
    lock = folder / f"{name}.lock"
    write_lock(lock, found)
    return Tier(name, (lock,), tuple(each.replace("-", "_") for each in NAMES), NAMES)


def write_lock(lock: Path, wheels: list[Path]) -> None:
    """A lock file and its table."""
    pins, table = [], []
    for path in wheels:
        name, version = path.name.split("-")[:2]
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        pins.append(f"{name.replace('_', '-')}=={version} \\\n    --hash=sha256:{digest}\n")
        with zipfile.ZipFile(path) as archive:
            size = sum(each.file_size for each in archive.infolist())
        table.append(f"{path.name} {path.stat().st_size} {size} {digest}\n")
    lock.write_text("".join(pins), encoding="utf-8")
    lock.with_suffix(".wheels").write_text("".join(table), encoding="utf-8")


class Index:
    """A package index; what is in `held` is not given out until that is set."""

    def __init__(self, wheels: Path) -> None:
        self.wheels = wheels
        self.asked: list[str] = []
        self.held: dict[str, threading.Event] = {}
        self.url = ""

    def answer(self, path: str) -> bytes | None:
        """The page or file of a path."""
        self.asked.append(path)
        last = path.rstrip("/").rpartition("/")[2]
        if path.startswith("/simple/"):
            names = [each.name for each in self.wheels.glob(f"{last.replace('-', '_')}-*.whl")]
            return "".join(f'<a href="/files/{each}">{each}</a>' for each in names).encode() if names else None
        if last in self.held:
            self.held[last].wait(60)
        place = self.wheels / last
        return place.read_bytes() if place.is_file() else None


@contextmanager
def index(wheels: Path) -> Iterator[Index]:
    """The index, as long as it is open."""
    shared = Index(wheels)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content = shared.answer(self.path)
            try:
                self.send_response(404 if content is None else 200)
                self.send_header("Content-Type", "text/html" if "/simple/" in self.path else "application/octet-stream")
                self.send_header("Content-Length", str(len(content or b"")))
                self.end_headers()
                self.wfile.write(content or b"")
            except OSError:
                self.close_connection = True  # pip was ended

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        shared.url = f"http://127.0.0.1:{server.server_port}/simple"
        try:
            yield shared
        finally:
            for event in shared.held.values():
                event.set()
            server.shutdown()
            thread.join()
