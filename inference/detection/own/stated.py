"""What is said of a detector besides its graph - by its metadata or by the file beside it - in one form."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, fields, replace
from typing import Any, List, Mapping, Optional, Sequence, Tuple

from .layout import MOST_CLASSES, Names

LONGEST_NAME = 80


@dataclass(frozen=True)
class Stated:
    """What was said; None or "" where nothing was."""

    family: str = ""
    """"ultralytics" or "deepness", from the metadata."""
    names: Optional[Names] = None
    task: str = ""
    scheme: str = ""
    """Deepness' word for how the output is laid out, or "queries" for a transformer's finished objects."""
    size: Optional[Tuple[int, int]] = None
    """(width, height)"""
    stride: Optional[int] = None
    nms: Optional[bool] = None
    """Whether the graph gives finished objects."""
    divisor: Optional[float] = None
    mean: Tuple[float, ...] = ()
    std: Tuple[float, ...] = ()
    resolution_m: Optional[float] = None
    confidence: Optional[float] = None
    overlap: Optional[float] = None
    """Overlap from which on the less sure of two boxes of one class goes."""

    def over(self, other: Stated) -> Stated:
        """The same, and what the other says where nothing was said."""
        given = {each.name: getattr(self, each.name) for each in fields(self)}
        return replace(other, **{name: value for name, value in given.items() if value not in (None, "", ())})


def names_from(said: Any) -> Names:
    """Classes from a list of names or from numbers with names; ValueError says in words what is wrong."""
    if isinstance(said, Mapping):
        numbered: List[Tuple[int, str]] = sorted((_number(key), clean(name)) for key, name in said.items())
        counted = True
    elif isinstance(said, Sequence) and not isinstance(said, (str, bytes)):
        numbered, counted = list(enumerate(clean(name) for name in said)), False
    else:
        raise ValueError("must be a list of names, or numbers with their names")  # noqa: TRY004 (as below)
    if not numbered:
        raise ValueError("there are no classes")
    if len(numbered) > MOST_CLASSES or numbered[-1][0] >= 10 * MOST_CLASSES:
        raise ValueError(f"there are more than {MOST_CLASSES} classes")
    numbers = tuple(number for number, _ in numbered)
    if len(set(numbers)) < len(numbers):
        raise ValueError("a class number is there twice")
    return Names(_distinct([name for _, name in numbered]), numbers, counted)


def clean(name: Any) -> str:
    """A name as one line of printable text."""
    if not isinstance(name, (str, int, float)) or isinstance(name, bool):
        raise ValueError(f"{str(name)[:40]!r} is no name of a class")  # noqa: TRY004 (one error for all)
    text = "".join(each if unicodedata.category(each)[0] != "C" else " " for each in str(name)[:4 * LONGEST_NAME])
    text = " ".join(text.split())[:LONGEST_NAME]
    if not text:
        raise ValueError("a class has an empty name")
    return text


def _distinct(names: Sequence[str]) -> Tuple[str, ...]:
    """Names of which none is there twice: the second "car" is called "car 2"."""
    taken: List[str] = []
    for name in names:
        fresh, count = name, 1
        while fresh in taken:
            count += 1
            fresh = f"{name} {count}"
        taken.append(fresh)
    return tuple(taken)


def _number(key: Any) -> int:
    try:
        number = int(key)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{str(key)[:40]!r} is no class number") from error
    if number < 0:
        raise ValueError("class numbers are not negative")
    return number
