"""Files are there whole or not at all, with the rights they should have."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from earthscribe.inference.whole_file import write_whole


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.skipif(os.name == "nt", reason="rights are written otherwise there")
def test_rights_are_those_of_the_old_file_else_the_usual_ones(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.touch()
    write_whole(tmp_path / "new", b"1")
    assert rights(tmp_path / "new") == rights(usual)
    (tmp_path / "new").chmod(0o640)
    write_whole(tmp_path / "new", b"2")
    assert rights(tmp_path / "new") == 0o640
    write_whole(tmp_path / "mine", b"3", private=True)
    assert rights(tmp_path / "mine") == 0o600


def test_a_name_as_long_as_names_may_be_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 250)
    write_whole(path, b"there")
    assert path.read_bytes() == b"there"


def test_what_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "kept").touch()
    with pytest.raises(OSError, match="folder"):
        write_whole(folder, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
    assert (folder / "kept").exists()
