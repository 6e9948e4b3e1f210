"""An exchange that sees `stop()` and the deadline while it waits, also before the first byte.

The transport blocks in a thread of its own; the listener asks every `LOOK` seconds. Leaving the loop in any way cuts
the connection, so a server notices and frees its own resources.
"""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from dataclasses import dataclass
from typing import Optional, Union

from ..values import Stop
from .transport import Call, Cut, Head, Pieces, Transport

LOOK = 0.05
WAITING_PIECES = 256
"""How many pieces may wait for a slow reader before the connection itself has to wait."""


class Stopped(Exception):
    """The user said stop."""


class Late(Exception):
    """The deadline has passed."""


@dataclass(frozen=True)
class Patience:
    """How long somebody waits: until a moment of the monotonic clock, or until stop() is true."""

    until: float
    stop: Stop

    def left(self) -> float:
        """Seconds until the deadline."""
        return self.until - time.monotonic()

    def check(self) -> None:
        """Raise when waiting is over."""
        if self.stop():
            raise Stopped
        if self.left() <= 0:
            raise Late

    def rest(self, seconds: float) -> None:
        """Sleep, watching."""
        end = time.monotonic() + seconds
        while True:
            self.check()
            pause = min(LOOK, end - time.monotonic())
            if pause <= 0:
                return
            time.sleep(pause)


class _Line:
    """What the two threads share: a queue of pieces, and the way to cut."""

    def __init__(self) -> None:
        self.pieces: queue.Queue[Union[Head, bytes, Exception, None]] = queue.Queue(WAITING_PIECES)
        self._lock = threading.Lock()
        self._cut: Optional[Cut] = None
        self._over = False

    def on_open(self, cut: Cut) -> None:
        with self._lock:
            self._cut = cut
            over = self._over
        if over:  # nobody waits any more
            cut()

    def hang_up(self) -> None:
        with self._lock:
            self._over = True
            cut = self._cut
        if cut is not None:
            cut()

    def pump(self, transport: Transport, call: Call, seconds: float) -> None:
        """The thread: everything that comes, at last None or what went wrong."""
        try:
            with contextlib.closing(transport.stream(call, self.on_open, seconds)) as pieces:
                for piece in pieces:
                    if not self._put(piece):
                        return
            self._put(None)
        except Exception as error:  # noqa: BLE001 (it is raised again where somebody listens)
            self._put(error)

    def _put(self, piece: Union[Head, bytes, Exception, None]) -> bool:
        while not self._over:
            with contextlib.suppress(queue.Full):
                self.pieces.put(piece, timeout=LOOK)
                return True
        return False


def listen(transport: Transport, call: Call, patience: Patience) -> Pieces:
    """The exchange's head and pieces; raises `Stopped` or `Late` soon after either is so."""
    patience.check()
    line = _Line()
    name = f"earthscribe-exchange-{call.method}"
    threading.Thread(target=line.pump, args=(transport, call, patience.left()), name=name, daemon=True).start()
    try:
        while True:
            patience.check()
            try:
                piece = line.pieces.get(timeout=LOOK)
            except queue.Empty:
                continue
            if piece is None:
                return
            if isinstance(piece, Exception):
                raise piece
            yield piece
    finally:
        line.hang_up()
