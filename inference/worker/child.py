"""One life of the model process, seen from the parent: its pipes, its log, its end.

Nobody but the three threads here touches a pipe, so that whoever asks never blocks: `post` only queues, the reading
thread is the one that walks through `messages`, and stderr is always drained into the log.
"""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess  # nosec B404
import threading
import time
from typing import BinaryIO, Iterator, Optional, cast

from .environment import NO_WINDOW, LaunchCommand
from .log import WorkerLog
from .protocol import Message, read, widen, write

LONGEST_READ = 65536
LAST_WORDS = 1.0
"""Seconds to wait for the rest of stderr after the end; a process the child started may hold it open for ever."""


class Child:
    """A running model process. Make it in the thread that will read it: on Linux it ends together with that thread."""

    def __init__(self, launch: LaunchCommand, log: WorkerLog) -> None:
        self._log = log
        self._show = bool(os.environ.get("EARTHSCRIBE_SHOW_TRAFFIC"))
        log.forget_tail()
        # The command comes from environment.py, no shell is involved.
        self._process = subprocess.Popen(  # nosec B603
            launch.argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=dict(launch.env),
            cwd=launch.cwd, creationflags=NO_WINDOW)
        for stream in (self._process.stdin, self._process.stdout):
            widen(cast("BinaryIO", stream))
        self.pid = self._process.pid
        self.born = self.heard = time.monotonic()
        self._outbox: queue.SimpleQueue[Optional[Message]] = queue.SimpleQueue()
        self._writer = threading.Thread(target=self._write, name="earthscribe-writer", daemon=True)
        self._drain = threading.Thread(target=self._keep_stderr, name="earthscribe-stderr", daemon=True)
        self._writer.start()
        self._drain.start()
        log.line(f"[{self.pid}] started: {' '.join(launch.argv)}")

    def post(self, message: Message) -> None:
        """Send a message, some time soon."""
        self._outbox.put(message)

    def messages(self) -> Iterator[Message]:
        """What the child says, until it is gone or says what is no message (ProtocolMismatch)."""
        stream = cast(BinaryIO, self._process.stdout)
        while True:
            try:
                message = read(stream)
            except (OSError, ValueError):  # closed under our hands
                return
            if message is None:
                return
            self.heard = time.monotonic()
            if self._show:
                self._log.traffic(f"[{self.pid}] <", message)
            yield message

    def terminate(self) -> None:
        """Ask the system to end it."""
        with contextlib.suppress(OSError):
            self._process.terminate()

    def kill(self) -> None:
        """End it now."""
        with contextlib.suppress(OSError):
            self._process.kill()

    def reap(self) -> int:
        """Wait for its end, which is near or made, and return its status; pipes and threads are given back."""
        self._outbox.put(None)
        try:
            status = self._process.wait(LAST_WORDS)
        except subprocess.TimeoutExpired:  # it closed its pipe and goes on
            self.kill()
            status = self._process.wait()
        self._drain.join(LAST_WORDS)
        self._writer.join(LAST_WORDS)
        for stream in (self._process.stdout, self._process.stdin):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        self._log.line(f"[{self.pid}] ended with status {status}")
        return status

    def _write(self) -> None:
        stream = cast(BinaryIO, self._process.stdin)
        with contextlib.suppress(OSError, ValueError):  # it is gone: the reader notices
            for message in iter(self._outbox.get, None):
                if self._show:
                    self._log.traffic(f"[{self.pid}] >", message)
                write(stream, message)

    def _keep_stderr(self) -> None:
        stream = cast(BinaryIO, self._process.stderr)
        with contextlib.suppress(OSError, ValueError):
            for line in iter(lambda: stream.readline(LONGEST_READ), b""):
                self._log.line(f"[{self.pid}] {line.decode('utf-8', 'replace')}", tail=True)
        stream.close()
