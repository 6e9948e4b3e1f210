"""The words of a command line become arguments: argparse, fed from the commands' own tables.

Two things argparse cannot do are done before it: the numbers after `--bbox` are one value (negative ones, separated by
blanks or commas, without swallowing the raster's name), and a value may begin with a minus (`--stretch -25..0`).
"""

from __future__ import annotations

import argparse
import re
from typing import Any, List, NoReturn, Optional, Sequence

from ..config import RunConfig, from_mapping, options
from ..errors import BadOption, InputError
from .command import PROGRAM, Command, Flag

BOX = "--bbox"
_MINUS_VALUE = re.compile(r"-[\d.]")
_SEPARATORS = re.compile(r"[\s,;]+")


class Parser(argparse.ArgumentParser):
    """An argument parser whose complaint is an InputError and whose help is its command's."""

    def __init__(self, name: str, help_text: str) -> None:
        super().__init__(prog=f"{PROGRAM} {name}".strip(), add_help=False, allow_abbrev=False)
        self.help_text = help_text

    def format_help(self) -> str:
        """The text that the command lays out itself."""
        return self.help_text

    def error(self, message: str) -> NoReturn:
        """One sentence and the way to the help, raised instead of printed."""
        raise InputError(f"{self.prog}: {message}.", hint=f"`{self.prog} --help` shows what it takes.")


def parse(command: Command, words: Sequence[str]) -> argparse.Namespace:
    """The arguments of one command."""
    parser = Parser(command.name, command.help())
    for flag in command.all_flags():
        _add(parser, flag)
    takes_value = {name for flag in command.all_flags() if flag.metavar for name in flag.names}
    return parser.parse_args(_joined(words, takes_value))


def _add(parser: Parser, flag: Flag) -> None:
    if flag.place:
        parser.add_argument(flag.attribute, metavar=flag.names[0])
    elif flag.names[-1] == "--help":
        parser.add_argument(*flag.names, action="help")
    elif not flag.metavar:
        parser.add_argument(*flag.names, action="store_true")
    else:
        parser.add_argument(*flag.names, action="append" if flag.repeat else "store", metavar=flag.metavar)


def _joined(words: Sequence[str], takes_value: Any) -> List[str]:
    """Values that argparse would take apart or mistake for flags, joined to their flags."""
    rest: List[str] = list(words)
    joined: List[str] = []
    while rest:
        word = rest.pop(0)
        if word == "--":
            return [*joined, word, *rest]
        if word == BOX or word.startswith(BOX + "="):
            first = [word[len(BOX) + 1:]] if "=" in word else []
            word = f"{BOX}={' '.join(_take_box(first, rest, raster_later=words[0].startswith('-')))}"
        elif word in takes_value and rest and _MINUS_VALUE.match(rest[0]):
            word = f"{word}={rest.pop(0)}"
        joined.append(word)
    return joined


def _take_box(first: List[str], rest: List[str], *, raster_later: bool) -> List[str]:
    """The numbers of a box; where they make none, words among them too, so that the complaint names those."""
    taken = list(first)
    while rest and all(is_number(part) for part in split_numbers(rest[0])):
        taken.append(rest.pop(0))
    if sum(len(split_numbers(word)) for word in taken) not in (4, 8):
        free = next((i for i, word in enumerate(rest) if word.startswith("-") and not is_number(word)), len(rest))
        wrong = max(0, free - 1 if raster_later else free)
        taken += rest[:wrong]
        del rest[:wrong]
    return taken


def split_numbers(text: str) -> List[str]:
    """The parts of "1 2,3 4", however they are separated."""
    return [part for part in _SEPARATORS.split(text) if part]


def is_number(text: str) -> bool:
    """Whether Python reads it as a number; nan and infinity are numbers, and no box."""
    try:
        float(text)
    except ValueError:
        return False
    return True


def read_config(arguments: argparse.Namespace) -> RunConfig:
    """The options given on the command line, with the table's defaults for the others."""
    given = {}
    for option in options():
        text: Optional[str] = getattr(arguments, option.name, None)
        if text is not None:
            given[option.name] = _converted(option.flag, option.type, text)
    return from_mapping(given)


def _converted(flag: str, kind: type, text: str) -> Any:
    if kind is str:
        return text
    try:
        return kind(text)
    except ValueError as error:
        raise BadOption(flag, text, "a whole number" if kind is int else "a number") from error
