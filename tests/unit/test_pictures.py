"""The pages and the pictures they show: none is missing, none lies about unused, and together they stay small."""

from __future__ import annotations

import re
import struct
from pathlib import Path

PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+\.(?:png|jpg|svg))\)")
LARGEST = 6_000_000


def named(root: Path) -> dict[Path, list[str]]:
    """File -> what is said of it where it is shown."""
    found: dict[Path, list[str]] = {}
    for page in (root / "README.md", root / "CONTRIBUTING.md", *(root / "docs").glob("*.md")):
        for words, place in PICTURE.findall(page.read_text(encoding="utf-8")):
            found.setdefault((page.parent / place).resolve(), []).append(words)
    return found


def test_every_picture_that_a_page_shows_exists_and_is_described(root: Path) -> None:
    for path, words in named(root).items():
        assert path.is_file(), f"{path.name} is shown and missing: CONTRIBUTING.md says what makes it"
        assert all(words), f"{path.name} has no words for those who cannot see it"


def test_every_picture_is_shown_on_some_page(root: Path) -> None:
    lying = {path.resolve() for path in (root / "docs" / "images").rglob("*") if path.is_file()} - set(named(root))
    assert not lying, sorted(path.name for path in lying)


def test_the_pictures_are_png_of_a_size_that_can_be_read_and_small_together(root: Path) -> None:
    pictures = sorted((root / "docs" / "images").glob("*.png"))
    assert len(pictures) >= 12
    for path in pictures:
        head = path.read_bytes()[:24]
        assert head[:8] == b"\x89PNG\r\n\x1a\n", path.name
        assert min(struct.unpack(">II", head[16:])) >= 200, path.name
    assert sum(path.stat().st_size for path in pictures) < LARGEST
