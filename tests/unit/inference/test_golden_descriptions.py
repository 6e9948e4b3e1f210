"""What the bundled model says of the sample rasters is what people have read and found good."""

from __future__ import annotations

from pathlib import Path

import pytest
from earthscribe.inference.detection.card import read_model
from earthscribe.tests.golden.samples import NAME, alike, differences, samples_page


@pytest.mark.slow
def test_the_shipped_model_says_what_was_read(root: Path) -> None:
    golden = (root / "tests" / "golden" / NAME).read_text(encoding="utf-8")
    assert f"revision {read_model().card.revision})" in golden, "the model is another one: run `python -m dev.golden`"
    differing = differences(golden, samples_page())
    assert not differing, "run `python -m dev.golden` and read the diff\n" + "\n".join(differing)


@pytest.mark.parametrize(("first", "second", "same"), [
    ("a car (52 %)", "a car (53 %)", True), ("a car (52 %)", "a car (54 %)", False), ("2.4 m", "2.5 m", True),
    ("2.4 m", "2.6 m", False), ("8290 m²", "8280 m²", True), ("8290 m²", "8270 m²", False), ("a car", "a tree", False),
    ("9.9 m", "10 m", True),
])
def test_only_the_last_digit_may_differ(first: str, second: str, same: bool) -> None:
    assert alike(first, second) is same
