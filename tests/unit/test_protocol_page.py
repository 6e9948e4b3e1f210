"""docs/protocol.md names the words, fields and numbers of the protocol, no more and no fewer."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from earthscribe.inference.worker import asks, keeper, protocol


def table(page: str, heading: str) -> dict[str, set[str]]:
    """The words of a table under a heading, each with its fields."""
    section = page.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    rows = re.findall(r"(?m)^\| `(\w+)` \| (.*?) ?\| ", section)
    return {word: set(re.findall(r"`(\w+)`", fields)) for word, fields in rows}


def docstring_table(after: str, before: str) -> dict[str, set[str]]:
    """The same from the docstring."""
    part = (protocol.__doc__ or "").partition(after)[2].partition(before)[0]
    return {word: set(re.findall(r"\w+", fields)) for word, fields in re.findall(r"(?m)^    (\w+) +\{(.*?)\}", part)}


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    return (root / "docs" / "protocol.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(("heading", "after", "before", "words"), [
    ("What the parent says", "parent -> child", "child -> parent", protocol.PARENT_SAYS),
    ("What the child says", "child -> parent", "One request runs", protocol.CHILD_SAYS),
])
def test_words_and_fields(page: str, heading: str, after: str, before: str, words: tuple[str, ...]) -> None:
    told = table(page, heading)
    assert list(told) == list(words)
    assert told == docstring_table(after, before)


def test_numbers(page: str) -> None:
    assert f"protocol={protocol.PROTOCOL}" in page
    assert protocol.BEAT == 2.0
    assert "at least every two seconds" in page
    assert asks.RESTARTS == len(asks.PAUSES) == 3
    assert "three times in a row" in page
    assert f"after {keeper.DEAF:.0f} seconds, kills it after {keeper.LOST:.0f}" in page
