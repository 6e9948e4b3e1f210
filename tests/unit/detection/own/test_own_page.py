"""The page on own detectors says all that a description may say, and its examples are right."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from earthscribe.inference.detection.own.description import KEYS, described
from earthscribe.inference.detection.own.layout import FORMATS


@pytest.fixture(scope="module")
def page(root: Path) -> str:
    """The text of the page."""
    return (root / "docs" / "own-detectors.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("key", KEYS)
def test_every_key_has_a_line_in_a_table(key: str, page: str) -> None:
    firsts = [line.split("|")[1] for line in page.splitlines() if line.startswith("|")]
    assert any(f"`{key}`" in first for first in firsts)


@pytest.mark.parametrize("form", FORMATS)
def test_every_way_to_write_a_box_is_explained(form: str, page: str) -> None:
    assert f"| `{form}` |" in page


def test_the_examples_are_accepted(page: str) -> None:
    examples = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    assert len(examples) >= 2
    for example in examples:
        assert described(json.loads(example), "example.json").stated.names is not None
