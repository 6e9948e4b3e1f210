"""The `earthscribe` command: a table of subcommands, one small module each, and one place that turns errors to status.

Exit status: 0 done, 2 wrong input, 3 something to install or set, 4 the model refused, 5 the model process died,
130 interrupted (Ctrl-C), 141 stdout was closed by its reader, 1 a mistake of ours.
"""

from __future__ import annotations

import importlib
import sys
from typing import Callable, Dict, List, Optional, Sequence, Tuple

from ..errors import InputError, OutputUnwritable
from .command import PROGRAM, Command, rows
from .console import EXIT_PIPE_CLOSED, Console, silence
from .parser import parse

COMMANDS: Tuple[str, ...] = ("describe", "classify", "caption", "ask", "detect", "demo", "models", "doctor", "setup",
                             "purge", "evaluate", "train")
"""Subcommands; each is the module of that name, with COMMAND and run(arguments, console)."""

EXIT_USAGE = 2


def main(argv: Optional[Sequence[str]] = None) -> int:
    """Run one command line and return its exit status; nothing escapes as a traceback."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        console = Console(verbose=bool({"-v", "--verbose"} & set(words)), debug="--debug" in words)
        return _run(words, console)
    except SystemExit as done:  # argparse ends so after --help
        return done.code if isinstance(done.code, int) else 0
    except BrokenPipeError:
        silence("stdout")
        return EXIT_PIPE_CLOSED


def _run(words: List[str], console: Console) -> int:
    try:
        return _dispatch(words, console)
    except KeyboardInterrupt:
        return console.interrupted()
    except BrokenPipeError:
        raise
    except OSError as error:
        return console.error(_refused(error) or error)
    except Exception as error:  # noqa: BLE001 (the one place where every error becomes a sentence and a status)
        return console.error(error)


def _dispatch(words: List[str], console: Console) -> int:
    first = words[0] if words else ""
    if first in {"-h", "--help", "help"}:
        console.line(overview().rstrip("\n"))
        return 0
    if first in {"-V", "--version"}:
        console.line(f"{PROGRAM} {version()}")
        return 0
    if not first:
        sys.stderr.write(overview())
        return EXIT_USAGE
    if first not in COMMANDS:
        raise InputError(f"{PROGRAM}: there is no command {first!r}.", hint=f"Commands: {', '.join(COMMANDS)}.")
    module = importlib.import_module(f".{first}", __name__)
    run: Callable[..., int] = module.run
    status = run(parse(module.COMMAND, words[1:]), console)
    return EXIT_PIPE_CLOSED if console.unheard and not status else status


def commands() -> Dict[str, Command]:
    """Every subcommand's table."""
    return {name: importlib.import_module(f".{name}", __name__).COMMAND for name in COMMANDS}


def overview() -> str:
    """What `earthscribe --help` prints."""
    lines = [f"usage: {PROGRAM} COMMAND ...", "",
             "Describes what stands at a place in a georeferenced image, with the evidence",
             "for every sentence.", "", "Commands:"]
    for name, command in commands().items():
        lines += rows(name, command.summary)
    lines += ["", f"`{PROGRAM} COMMAND --help` tells more about one; `{PROGRAM} --version` tells the version."]
    return "\n".join(lines) + "\n"


def version() -> str:
    """The version of this program."""
    from ..worker.greeting import program_version

    return program_version() or "of unknown version"


def _refused(error: OSError) -> Optional[InputError]:
    """What the system refuses and the user can mend, wherever it was met: a full disk, a name, a right."""
    import errno

    place = str(error.filename or "The output")
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return OutputUnwritable(place, "there is no space left", hint="Free some space, or write somewhere else.",
                                detail=str(error))
    if error.errno == errno.ENAMETOOLONG:
        return InputError(f"The name {place[:40]}... is too long.", hint="Give a shorter one.", detail=str(error))
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return InputError(f"{place} may not be opened or changed ({(error.strerror or 'refused').lower()}).",
                          hint="Choose another place, or ask for the right to use this one.", detail=str(error))
    return None
