"""Whether a line of a lock file counts on a machine: the markers of Python's packaging, as far as locks use them.

marker = and_group ("or" and_group)*; and_group = term ("and" term)*; term = "(" marker ")" | NAME OPERATOR 'text'
"""

from __future__ import annotations

import operator
import re
from typing import Any, Callable, Dict, List, Mapping, Tuple

_TOKEN = re.compile(r"\s*(\(|\)|'[^']*'|\"[^\"]*\"|[<>=!~]=?=?|[a-z_]+)")
_COMPARE: Dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}
_VERSIONS = ("python_full_version", "python_version")


def holds(marker: str, facts: Mapping[str, str]) -> bool:
    """Whether a marker is true for a machine described by the names that markers use; an empty one is."""
    if not marker.strip():
        return True
    words = _words(marker)
    truth = _either(words, facts)
    if words:
        raise ValueError(f"a marker that cannot be read: {marker}")
    return truth


def _words(marker: str) -> List[str]:
    words, at = [], 0
    text = marker.rstrip()
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise ValueError(f"a marker that cannot be read: {marker}")
        words.append(found.group(1))
        at = found.end()
    return words


def _either(words: List[str], facts: Mapping[str, str]) -> bool:
    truth = _both(words, facts)
    while words and words[0] == "or":
        words.pop(0)
        truth = _both(words, facts) or truth
    return truth


def _both(words: List[str], facts: Mapping[str, str]) -> bool:
    truth = _term(words, facts)
    while words and words[0] == "and":
        words.pop(0)
        truth = _term(words, facts) and truth
    return truth


def _term(words: List[str], facts: Mapping[str, str]) -> bool:
    if len(words) < 3:
        raise ValueError("a marker that ends too early")
    first = words.pop(0)
    if first == "(":
        truth = _either(words, facts)
        if not words or words.pop(0) != ")":
            raise ValueError("a marker with an open parenthesis")
        return truth
    compare, text = words.pop(0), words.pop(0)[1:-1]
    if first not in facts or compare not in _COMPARE:
        raise ValueError(f"a marker with the unknown {first} {compare}")
    if first in _VERSIONS:
        return _COMPARE[compare](_numbers(facts[first]), _numbers(text))
    return _COMPARE[compare](facts[first], text)


def _numbers(version: str) -> Tuple[int, ...]:
    """The version without trailing zeros, so that 3.12 equals 3.12.0."""
    numbers = [int(each) for each in re.findall(r"\d+", version)[:3]]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
