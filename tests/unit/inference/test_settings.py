"""The settings file: versions, refusal of newer ones, replacing in one step."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from earthscribe.inference import settings
from earthscribe.inference.errors import BadSetting, OutputUnwritable


def test_no_file_means_no_settings(tmp_path: Path) -> None:
    assert settings.read(tmp_path / "settings.json") == {"schema": settings.SCHEMA}
    assert not list(tmp_path.iterdir())


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "settings.json"
    settings.write(path, {"servers": {"Büro": {"url": "http://localhost:1/v1"}}, "of a later day": [1]})
    assert settings.read(path) == {
        "schema": 1, "servers": {"Büro": {"url": "http://localhost:1/v1"}}, "of a later day": [1]}
    assert [each.name for each in path.parent.iterdir()] == ["settings.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_the_owner_reads_it(tmp_path: Path) -> None:
    settings.write(tmp_path / "settings.json", {})
    assert (tmp_path / "settings.json").stat().st_mode & 0o077 == 0


def test_every_older_version_is_migrated() -> None:
    assert sorted(settings.MIGRATIONS) == list(range(settings.SCHEMA))
    old = {"servers": {"a": {"url": "http://localhost:1"}}}
    assert settings.migrated(old, "f") == {**old, "schema": settings.SCHEMA}
    assert "schema" not in old


def test_a_newer_file_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"schema": 99}')
    with pytest.raises(BadSetting, match="newer Earthscribe") as caught:
        settings.read(path)
    assert "Update" in caught.value.hint
    assert json.loads(path.read_text()) == {"schema": 99}


@pytest.mark.parametrize("text", ["{", "[1]", '{"schema": "one"}', '{"schema": true}', '{"schema": -1}'])
def test_a_broken_file_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text)
    with pytest.raises(BadSetting, match=r"settings\.json"):
        settings.read(path)


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadSetting, match="cannot be read"):
        settings.read(path)


def test_an_editor_may_leave_its_mark(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(b'\xef\xbb\xbf{"schema": 1, "servers": {}}')
    assert settings.read(path)["servers"] == {}


def test_a_place_that_takes_no_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputUnwritable):
        settings.write(tmp_path / "file" / "settings.json", {})


def test_it_stands_in_the_home_folder(tmp_path: Path) -> None:
    assert settings.place({"EARTHSCRIBE_HOME": os.fspath(tmp_path)}) == tmp_path / "settings.json"
