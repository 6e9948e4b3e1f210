"""The child's side of the connection: it hands requests to the runner and sends what the runner says.

The main thread reads, one runner's thread answers, another's looks, a last one beats. Whoever writes holds one lock.
Nobody else can reach the pipes: fd 0 reads nothing and fd 1 goes where stderr goes, so a library that prints writes
into the log.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import signal
import sys
import threading
import traceback
from typing import TYPE_CHECKING, BinaryIO, NoReturn, Tuple

from ..config import RunConfig, from_mapping
from ..errors import EarthscribeError, ProtocolMismatch
from ..privacy import silence
from .greeting import packages, program_version
from .protocol import BEAT, PROTOCOL, Message, read, write
from .runner import OpenAnalyst, Runner, local_analyst

if TYPE_CHECKING:
    from ..servers import Server

GRACE = 1.0
"""Seconds that what runs has to end after the parent said bye or is gone."""


def main(open_analyst: OpenAnalyst = local_analyst) -> NoReturn:
    """Serve until the parent says bye or is gone, then end the process, whatever still runs in it."""
    reader, writer = take_pipes()
    silence(os.environ)
    faulthandler.enable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    end_with_parent()
    status = 1
    try:
        status = Service(writer, open_analyst).serve(reader)
    except ProtocolMismatch as error:
        sys.stderr.write(error.sentence() + "\n")
    except Exception:  # noqa: BLE001 (the log has it; the parent sees the end)
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(status)  # threads of models do not end when asked


def take_pipes() -> Tuple[BinaryIO, BinaryIO]:
    """Private copies of stdin and stdout; everybody else reads nothing and writes to stderr."""
    pipes = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    if sys.platform == "win32":
        import msvcrt

        for each in pipes:
            msvcrt.setmode(each, os.O_BINARY)
        # On Windows numpy's import can hang for as long as another thread reads a pipe.
        __import__("numpy")
    return os.fdopen(pipes[0], "rb"), os.fdopen(pipes[1], "wb")


def end_with_parent() -> None:
    """Ask Linux to end this process with its parent, should stdin's end go unseen because a model holds the GIL."""
    if sys.platform == "linux":
        import ctypes

        set_death_signal = 1
        with contextlib.suppress(OSError, AttributeError):  # another C library: stdin's end remains
            ctypes.CDLL(None).prctl(set_death_signal, signal.SIGKILL, 0, 0, 0)


def _servers_in(message: Message) -> Tuple[Server, ...]:
    from ..codec import decode
    from ..servers import Server

    try:
        return tuple(decode(Server, each) for each in message.body["servers"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ProtocolMismatch(str(PROTOCOL), "servers that cannot be read") from error


class Service:
    """One connection to one parent."""

    def __init__(self, stream: BinaryIO, open_analyst: OpenAnalyst) -> None:
        self._stream = stream
        self._open = open_analyst
        self._lock = threading.Lock()
        self._over = threading.Event()

    def say(self, message: Message) -> None:
        """Send a message; without anybody to read it there is nothing left to do in this process."""
        try:
            with self._lock:
                write(self._stream, message)
        except OSError:
            os._exit(0)

    def serve(self, reader: BinaryIO) -> int:
        """Answer until the end of the connection; the exit status."""
        hello = read(reader)
        if hello is None:
            return 0
        self.say(Message("ready", 0, {"protocol": PROTOCOL, "version": program_version(), "pid": os.getpid(),
                                      "python": sys.version.split()[0], "packages": packages()}))
        if hello.op != "hello" or hello.body.get("protocol") != PROTOCOL:
            return 1
        try:
            config = from_mapping(hello.body.get("config", {}))
        except EarthscribeError as error:
            self.say(Message("error", 0, error.to_wire()))
            return 1
        runner, looker = Runner(config, self.say, self._open), Runner(config, self.say, self._open)
        runner.start()
        threading.Thread(target=self._beat, args=(runner, config), name="earthscribe-beat", daemon=True).start()
        self._listen(reader, runner, looker)
        self._over.set()
        runner.leave(GRACE)
        looker.leave(GRACE)
        return 0

    def _listen(self, reader: BinaryIO, runner: Runner, looker: Runner) -> None:
        while True:
            message = read(reader)
            if message is None or message.op == "bye":
                return
            if message.op in {"run", "models"}:
                runner.put(message)
            elif message.op == "look":
                looker.put(message)
            elif message.op == "cancel":
                runner.cancel(message.id)
                looker.cancel(message.id)
            elif message.op == "servers":
                runner.use_servers(_servers_in(message))
            else:
                self.say(Message("error", message.id,
                                 ProtocolMismatch(f"{PROTOCOL} without {message.op!r}", "with it").to_wire()))

    def _beat(self, runner: Runner, config: RunConfig) -> None:
        parent = os.getppid()
        while not self._over.wait(min(BEAT, config.silence_timeout / 4)):
            if os.getppid() != parent:  # it is gone, though somebody else holds its end of the pipe open
                os._exit(0)
            self.say(Message("beat", 0, {"busy": runner.busy}))
