"""Text without keys, names of people and machines, places on disk and what was asked or answered.

Folders that are known (home, data, program, ...) go first and as a whole, for only so their blanks are no riddle; then
whatever else looks like a path. Where a path with blanks ends is guessed, and rather too late than too early.
"""

from __future__ import annotations

import getpass
import os
import re
import socket
import sys
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Iterable, Iterator, Mapping, Sequence, Tuple
from urllib.parse import quote

from ..home import home

_SECRET_NAME = re.compile(r"(?i)key|token|secret|passw|credential|auth|cookie")
_SHORTEST_SECRET = 4
_PATTERNS = (
    (re.compile(r"(?i)\b([a-z][a-z0-9+-]{0,20}://)[^/\s@\"']*@"), r"\1[user]@"),
    (re.compile(r"(?i)(\b[a-z][a-z0-9+-]{0,20}://[^\s?\"'<>]*)\?[^\s\"'<>]*"), r"\1?[query]"),
    (re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{6,}"), r"\1 [key]"),
    (re.compile(r"(?i)([\w-]{0,40}(?:api[_-]?key|token|secret|passw(?:or)?d|authorization)[\w-]{0,40}[\"']?\s?[:=]\s?)"
                r"(\"[^\"]*\"|'[^']*'|[^\s,;}]+)"), r"\1[key]"),
    (re.compile(r"\b(?:sk|pk|hf|gh[pousr])[-_][\w-]{8,}"), "[key]"),
    (re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+\b"), "[mail]"),
)
_SAID = re.compile(r"^(?P<when>\S+ \S+ )?(?P<who>\[\d+\] [<>] \w+ \d+) .*$")
_KIND = re.compile(r'"kind": ?"(\w+)"')
_CODE = re.compile(r'File "(?P<path>[^"]+)"')
_IN_NAME = r"[^\s\\/\"'<>|,;:()]"
_NAME = rf"{_IN_NAME}+(?:[ \t]+{_IN_NAME}+)*"
"""A name in a path, which may have blanks within."""
_REST = rf"(?:{_NAME}[\\/]+)*(?:{_NAME}?\.[A-Za-z]\w{{0,9}}\b|{_IN_NAME}*)"
"""Folders, and a last name: up to its suffix where it has one, else up to a blank."""
_WINDOWS_PATH = re.compile(rf"(?i)(?<![\w/])(?:[a-z]:[\\/]+|\\\\){_REST}")
_UNIX_PATH = re.compile(rf"(?<![\w.:/\]>~])/(?={_NAME}/){_REST}")
_FILE_ADDRESS = re.compile(rf"(?i)\bfile:[\\/]+{_REST}")
_FOLDERS = ("[data folder]", "[program]", "[python]", "[home]", "[temporary folder]", "[current folder]")
_FOLDER = "|".join(map(re.escape, _FOLDERS))
_BELOW = re.compile(rf"({_FOLDER})[\\/]+(?=[^\s\\/]){_REST}")
_QUOTED_BELOW = re.compile(rf"([\"'])({_FOLDER})[\\/][^\"'\n]*\1")
_QUOTED_PATH = re.compile(r"([\"'])(?:[a-zA-Z]:[\\/]|/|\\\\)[^\"'\n]*\1")


@dataclass(frozen=True)
class Redaction:
    """What must not stand in a text: exact words with what stands there instead."""

    words: Tuple[Tuple[str, str], ...]

    @classmethod
    def here(cls, keys: Iterable[str] = (), environ: Mapping[str, str] = os.environ) -> Redaction:
        """For this machine, user and environment; `keys` are those of configured servers."""
        secrets = [*keys, *(value for name, value in environ.items() if secret_name(name))]
        words = [(each, "[key]") for each in secrets if len(each) >= _SHORTEST_SECRET]
        words += _folders()
        words += [(name, "[user]") for name in _user_names(environ) if len(name) > 1]
        machine = socket.gethostname()
        words += [(name, "[machine]") for name in (machine, machine.split(".", maxsplit=1)[0]) if len(name) > 1]
        return cls(tuple(words))

    def text(self, text: str) -> str:
        """The text without them."""
        for word, instead in sorted(self.words, key=lambda pair: -len(pair[0])):
            text = re.sub(_wherever(word, instead), instead, text)
        for pattern, instead in _PATTERNS:
            text = pattern.sub(instead, text)
        text = _CODE.sub(lambda found: f'File "{_code_place(found["path"])}"', text)
        text = _QUOTED_PATH.sub(r"\1[path]\1", text)
        text = _BELOW.sub(r"\1/[path]", _QUOTED_BELOW.sub(r"\1\2/[path]\1", text))
        for pattern in (_FILE_ADDRESS, _WINDOWS_PATH, _UNIX_PATH):
            text = pattern.sub("[path]", text)
        return text

    def log(self, lines: Sequence[str]) -> str:
        """Lines of a log; of what crossed between the processes only that it did, and the kind of an error."""
        return "\n".join(self.text(_without_content(line)) for line in lines)


def secret_name(name: str) -> bool:
    """Whether a variable of this name holds something that nobody else should see."""
    return _SECRET_NAME.search(name) is not None


def _folders() -> Iterator[Tuple[str, str]]:
    """The folders that texts of this program are full of, in the ways in which they may be written."""
    known = (home(), Path(__file__).resolve().parents[2], Path(sys.prefix), Path.home(), Path(tempfile.gettempdir()),
             Path.cwd())
    for folder, instead in zip(known, _FOLDERS):
        for place in {folder, folder.resolve()}:
            if place == place.parent:  # the root of a disk says nothing
                continue
            spelled = {str(place), place.as_posix(), str(place).replace("\\", "\\\\"), quote(place.as_posix())}
            for form in ("NFC", "NFD"):  # the system of a Mac hands out letters in parts
                yield from ((unicodedata.normalize(form, each), instead) for each in spelled)


def _wherever(word: str, instead: str) -> str:
    """The pattern that finds a word: a folder not within a longer name, a name of a person not within a word."""
    if instead in ("[user]", "[machine]"):
        return rf"(?<!\w){re.escape(word)}(?!\w)"
    if instead in _FOLDERS:
        short = word.count("/") + word.count("\\") < 2  # /usr and /tmp are parts of other paths
        return (r"(?<!\w)" if short else "") + rf"{re.escape(word)}(?!\w)"
    return re.escape(word)


def _user_names(environ: Mapping[str, str]) -> Sequence[str]:
    names = {environ.get(name, "") for name in ("USER", "USERNAME", "LOGNAME")} | {Path.home().name}
    try:
        names.add(getpass.getuser())
    except (OSError, KeyError, ImportError):
        return sorted(names)
    return sorted(names)


def _without_content(line: str) -> str:
    said = _SAID.match(line)
    if said is None:
        return line
    kind = _KIND.search(line)
    return f"{said['when'] or ''}{said['who']} {kind.group(1) if kind else '...'}"


def _code_place(path: str) -> str:
    """A file of code as a traceback may show it: from its package on."""
    parts = re.split(r"[\\/]", path)
    for start in ("site-packages", "dist-packages", "inference", "ui", "lib"):
        if start in parts:
            return "/".join(parts[parts.index(start):])
    return parts[-1]
