"""Kept chips: found again by uid, within the limit, and gone when the user says so."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from earthscribe.inference import keepsakes
from earthscribe.tests.described import described

PNG = b"\x89PNG" + bytes(400_000)


@pytest.fixture
def chips(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EARTHSCRIBE_HOME", str(tmp_path / "Daten ü"))
    return tmp_path / "Daten ü" / "chips"


def aged(path: Path, seconds: float) -> None:
    """Make a kept pair older than it is."""
    for each in (path, path.with_suffix(".json")):
        status = each.stat()
        os.utime(each, (status.st_atime, status.st_mtime - seconds))


def test_a_chip_is_found_again_with_the_raw_answer(chips: Path) -> None:
    kept = keepsakes.keep(described("abc123"), PNG, 10)
    assert kept == keepsakes.chip_of("abc123") == chips / "abc123.png"
    assert kept.read_bytes() == PNG
    said = json.loads(kept.with_suffix(".json").read_text(encoding="utf-8"))
    assert said["provenance"]["raw"] == "raw text"
    assert sorted(each.name for each in chips.iterdir()) == ["abc123.json", "abc123.png"]


def test_the_oldest_go_first(chips: Path) -> None:
    for number, uid in enumerate("abcd"):
        aged(keepsakes.keep(described(uid), PNG, 10), 100 - number)
    keepsakes.keep(described("e"), PNG, 1)
    assert sorted(each.name for each in chips.glob("*.png")) == ["d.png", "e.png"]
    assert sum(each.stat().st_size for each in chips.iterdir()) <= keepsakes.MB


def test_a_limit_of_nothing_keeps_nothing(chips: Path) -> None:
    keepsakes.keep(described("a"), PNG, 10)
    keepsakes.keep(described("b"), PNG, 0)
    assert list(chips.iterdir()) == []


def test_purging_says_what_it_freed(chips: Path) -> None:
    assert keepsakes.purge() == (0, 0)
    keepsakes.keep(described("a"), PNG, 10)
    (chips / ".b.png.half").write_bytes(b"left by a process that died")
    size = sum(each.stat().st_size for each in chips.iterdir())
    assert keepsakes.purge() == (3, size)
    assert list(chips.iterdir()) == []


@pytest.mark.parametrize("uid", ["../../evil", "a/b", "", ".hidden", "con:x", "x" * 300, "ü", "a\0b", "\udcff"])
def test_no_uid_leads_out_of_the_folder(chips: Path, uid: str) -> None:
    kept = keepsakes.keep(described(uid), PNG, 10)
    assert kept.parent == chips
    assert kept.exists()
    assert kept == keepsakes.chip_of(uid)


def test_the_same_object_again_replaces_its_chip(chips: Path) -> None:
    keepsakes.keep(described("a"), PNG, 10)
    keepsakes.keep(described("a"), b"new", 10)
    assert keepsakes.chip_of("a").read_bytes() == b"new"
    assert len(list(chips.iterdir())) == 2


def test_a_folder_somebody_put_there_is_left_alone(chips: Path) -> None:
    keepsakes.keep(described("a"), PNG, 10)
    (chips / "mine").mkdir()
    assert keepsakes.purge()[0] == 2
    assert [each.name for each in chips.iterdir()] == ["mine"]
