"""The two streams of a command: results on stdout, everything else on stderr; one sentence for an error.

Text of models, layers and servers is data: control characters never reach a terminal. JSON is UTF-8 whatever the
locale says. Somebody who closes stdout early (`| head`) ends the command quietly - its printing only, where the command
has promised a file.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from typing import Any, Mapping, TextIO

from ..errors import EarthscribeError

EXIT_UNEXPECTED = 1
EXIT_INTERRUPTED = 130
EXIT_PIPE_CLOSED = 141

_KEPT = {"\n", "\t"}


def printable(text: str) -> str:
    """The text without characters that would steer a terminal (escape sequences, carriage returns, bidi overrides)."""
    return "".join(c if c in _KEPT or not _steers(c) else "\N{REPLACEMENT CHARACTER}" for c in text)


def _steers(character: str) -> bool:
    code = ord(character)
    return code < 0x20 or 0x7F <= code < 0xA0 or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069


def one_line(text: str) -> str:
    """The text as a single printable line."""
    return printable(" ".join(text.split()))


class Console:
    """What a command says, and where."""

    def __init__(self, *, verbose: bool = False, debug: bool = False) -> None:
        self.talkative = verbose or _is_terminal(sys.stderr)
        self.debug = debug
        self.unheard = False
        """Whether a reader went away and the command goes on without one, for the sake of the file it writes."""
        self._goes_on = False
        self._line_open = False
        self._doing = 0
        for stream in (sys.stdout, sys.stderr):
            _make_safe(stream)

    def go_on_unheard(self) -> None:
        """From now on a reader who goes away ends the printing, not the command."""
        self._goes_on = True

    def words(self, text: str) -> None:
        """A piece of streamed text, shown at once."""
        shown = printable(text)
        if shown:
            self._out(shown)
            self._line_open = not shown.endswith("\n")

    def line(self, text: str = "") -> None:
        """A whole line of text."""
        self.end_line()
        self._out(printable(text) + "\n")

    def row(self, row: Mapping[str, Any]) -> None:
        """One JSON object on one line."""
        self._out(json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n")

    def end_line(self) -> None:
        """Close a line that streamed words left open."""
        if self._line_open:
            self._line_open = False
            self._out("\n")

    def note(self, text: str) -> None:
        """What somebody at a terminal, or with --verbose, likes to know."""
        if self.talkative:
            self._err(one_line(text))

    def doing(self, text: str) -> None:
        """What is being done, at a terminal only, until something else is said."""
        if _is_terminal(sys.stderr):
            self._forget_doing()
            shown = one_line(text)
            self._doing = len(shown)
            self._write("stderr", shown)

    def _forget_doing(self) -> None:
        if self._doing:
            self._write("stderr", f"\r{' ' * self._doing}\r")
            self._doing = 0

    def warn(self, text: str) -> None:
        """What everybody must know, in one line."""
        self._err("warning: " + one_line(text))

    def error(self, error: BaseException) -> int:
        """An error in one sentence, with its traceback only on demand; returns the exit status."""
        from ..raster.recorded import told

        self._safely_end_line()
        if self.debug:
            self._err("".join(traceback.format_exception(type(error), error, error.__traceback__)).rstrip())
        if isinstance(error, EarthscribeError):
            if self.debug and error.detail:
                self._err(printable(told(error.detail)))
            self._err("error: " + one_line(told(error.sentence())))
            return error.exit_status
        what = f"{type(error).__name__}: {error}".rstrip(": ")
        self._err(one_line(f"error: Something went wrong that Earthscribe did not expect ({what}). "
                           "Run it again with --debug and report what it shows."))
        return EXIT_UNEXPECTED

    def interrupted(self) -> int:
        """Ctrl-C, told in a word."""
        self._safely_end_line()
        self._err("interrupted")
        return EXIT_INTERRUPTED

    def _safely_end_line(self) -> None:
        try:
            self.end_line()
        except OSError:
            self._line_open = False

    def _out(self, text: str) -> None:
        self._forget_doing()
        self._write("stdout", text)

    def _err(self, text: str) -> None:
        self._forget_doing()
        self._write("stderr", text + "\n")

    def _write(self, name: str, text: str) -> None:
        stream: TextIO = getattr(sys, name)
        try:
            stream.write(text)
            stream.flush()
        except BrokenPipeError:
            if not self._goes_on:
                raise
            self.unheard = True
            silence(name)


def silence(name: str) -> None:
    """Point stdout or stderr at nothing, so that neither we nor the interpreter's last flush complain."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), getattr(sys, name).fileno())
    except (OSError, ValueError):
        setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 (it lives as the process)


def _is_terminal(stream: TextIO) -> bool:
    return bool(getattr(stream, "isatty", lambda: False)())


def _make_safe(stream: TextIO) -> None:
    """UTF-8 for files and pipes, the terminal's own encoding for terminals; no character ever stops a command."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    if _is_terminal(stream):
        reconfigure(errors="backslashreplace")
    else:
        reconfigure(encoding="utf-8", errors="backslashreplace")
