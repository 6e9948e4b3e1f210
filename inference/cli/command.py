"""What a command is: its name, its flags and its help text, as one value that makes parser, `--help` and docs.

The help is laid out here and not by argparse, whose layout changes with the version of Python: docs/commands.md holds
the very same text, and a test compares.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Iterator, List, Tuple

from ..config import Option, options

WIDTH = 80
INDENT = 26
PROGRAM = "earthscribe"


@dataclass(frozen=True)
class Flag:
    """One thing a command can be told: a flag with a value, a switch (no metavar), or a place ("RASTER")."""

    names: Tuple[str, ...]
    help: str
    metavar: str = ""
    group: str = "Options"
    repeat: bool = False

    @property
    def place(self) -> bool:
        """Whether it is given by its place, without a name."""
        return not self.names[0].startswith("-")

    @property
    def attribute(self) -> str:
        """Under which name the parsed value is found."""
        return self.names[-1].lstrip("-").replace("-", "_").lower()

    @property
    def invocation(self) -> str:
        """How it is written."""
        return f"{', '.join(self.names)} {self.metavar}".strip()


@dataclass(frozen=True)
class Command:
    """One subcommand; its module has `run(arguments, console) -> int`."""

    name: str
    summary: str
    usage: str
    flags: Tuple[Flag, ...] = ()
    paragraphs: Tuple[str, ...] = ()
    """Paragraphs below the summary."""
    examples: Tuple[str, ...] = ()

    def help(self) -> str:
        """What `--help` prints."""
        lines = [f"usage: {PROGRAM} {self.name} {self.usage}".rstrip(), ""]
        for paragraph in (self.summary, *self.paragraphs):
            lines += [*textwrap.wrap(paragraph, WIDTH), ""]
        for group in dict.fromkeys(flag.group for flag in self.all_flags()):
            lines += [f"{group}:", *self._rows(group), ""]
        if self.examples:
            lines += ["Examples:", *(f"  {example}" for example in self.examples), ""]
        return "\n".join(lines).rstrip() + "\n"

    def all_flags(self) -> Tuple[Flag, ...]:
        """Its own flags and those of every command."""
        return (*self.flags, *COMMON)

    def _rows(self, group: str) -> Iterator[str]:
        for flag in self.all_flags():
            if flag.group == group:
                yield from rows(flag.invocation, flag.help)


COMMON = (
    Flag(("-v", "--verbose"), "tell on stderr what is being done", group="Common"),
    Flag(("--debug",), "after an error, show where it happened", group="Common"),
    Flag(("-h", "--help"), "show this text", group="Common"),
)


def rows(left: str, right: str) -> List[str]:
    """A term and its explanation in two columns."""
    wrapped = textwrap.wrap(right, WIDTH - INDENT) or [""]
    if len(left) + 4 > INDENT:
        return [f"  {left}", *(" " * INDENT + line for line in wrapped)]
    return [f"  {left}".ljust(INDENT) + wrapped[0], *(" " * INDENT + line for line in wrapped[1:])]


def plain(option: Option) -> str:
    """An option's help without argparse's escapes, with what it takes and its default."""
    text = option.help.replace("%%", "%")
    if option.choices:
        text += "; one of " + ", ".join(option.choices)
    default = f"{option.default:g}" if option.type is float else str(option.default)
    return f"{text} (default: {default})" if default else text


def option_flags(*groups: str) -> Tuple[Flag, ...]:
    """The flags of the option table, all or those of some groups."""
    return tuple(Flag((each.flag,), plain(each), each.metavar or "WORD", each.group)
                 for each in options() if not groups or each.group in groups)
