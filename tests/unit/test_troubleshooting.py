"""The page about trouble answers fifteen complaints, and every test it leans on exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


@pytest.fixture(scope="module")
def answers(root: Path) -> dict[str, str]:
    """Heading -> answer."""
    text = (root / "docs" / "troubleshooting.md").read_text(encoding="utf-8")
    parts = re.split(r"^## (\d+\. .+)$", text, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2]))


def test_there_are_fifteen(answers: dict[str, str]) -> None:
    assert [heading.partition(".")[0] for heading in answers] == [str(number) for number in range(1, 16)]


def test_each_says_what_to_do_and_what_holds_it(answers: dict[str, str]) -> None:
    assert [heading for heading, answer in answers.items() if "*Cure:*" not in answer] == []
    assert [heading for heading, answer in answers.items() if not NAMED.search(answer.partition("*Held by*")[2])] == []


def test_every_test_named_exists(root: Path, answers: dict[str, str]) -> None:
    missing = []
    for file, name in {found for answer in answers.values() for found in NAMED.findall(answer)}:
        path = root / file
        defined = {node.name for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
                   if isinstance(node, ast.FunctionDef)} if path.exists() else set()
        if name not in defined:
            missing.append(f"{file}::{name}")
    assert missing == []
