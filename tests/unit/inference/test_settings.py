"""The settings file: versions, refusal of newer ones, replacing in one step."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from earthscribe.inference import settings
from earthscribe.inference.config import RunConfig
from earthscribe.inference.errors import BadOption, BadSetting, OutputUnwritable


def test_no_file_means_no_settings(tmp_path: Path) -> None:
    assert settings.read(tmp_path / "settings.json") == {"schema": settings.SCHEMA}
    assert not list(tmp_path.iterdir())


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "settings.json"
    settings.write(path, {"servers": {"Büro": {"url": "http://localhost:1/v1"}}, "of a later day": [1]})
    assert settings.read(path) == {
        "schema": settings.SCHEMA, "servers": {"Büro": {"url": "http://localhost:1/v1"}}, "of a later day": [1]}
    assert [each.name for each in path.parent.iterdir()] == ["settings.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_the_owner_reads_it(tmp_path: Path) -> None:
    settings.write(tmp_path / "settings.json", {})
    assert (tmp_path / "settings.json").stat().st_mode & 0o077 == 0


def test_every_older_version_is_migrated() -> None:
    assert sorted(settings.MIGRATIONS) == list(range(settings.SCHEMA))
    old = {"servers": {"a": {"url": "http://localhost:1"}}}
    assert settings.migrated(old, "f") == {**old, "options": {}, "schema": settings.SCHEMA}
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


def test_options_that_differ_are_kept_and_make_a_configuration(tmp_path: Path) -> None:
    path, environ = tmp_path / "settings.json", {"EARTHSCRIBE_HOME": os.fspath(tmp_path)}
    assert settings.run_config(environ) == RunConfig()
    settings.choose_options(path, {"chip_pixels": 512, "tries": 5, "pictures": "view"})
    assert json.loads(path.read_text()) == {"schema": settings.SCHEMA, "options": {"chip_pixels": 512,
                                                                                   "pictures": "view"}}
    assert settings.run_config(environ) == RunConfig(chip_pixels=512, pictures="view")
    settings.choose_options(path, {"chip_pixels": 1024})
    assert settings.run_config(environ) == RunConfig(pictures="view")


def test_options_of_another_version_of_the_table_are_passed_over_and_kept(tmp_path: Path) -> None:
    path, environ = tmp_path / "settings.json", {"EARTHSCRIBE_HOME": os.fspath(tmp_path)}
    settings.write(path, {"options": {"of a later day": 7, "tries": 2}})
    assert settings.run_config(environ) == RunConfig(tries=2)
    settings.choose_options(path, {"tries": 3})
    assert json.loads(path.read_text())["options"] == {"of a later day": 7, "tries": 3}


@pytest.mark.parametrize(("options", "says"), [({"tries": 0}, "--tries cannot be '0'"), ([1], "must be an object"),
                                               ({"pictures": 7}, "--pictures cannot be")])
def test_an_option_that_cannot_be_used_is_named(tmp_path: Path, options: object, says: str) -> None:
    settings.write(tmp_path / "settings.json", {"options": options})
    with pytest.raises(BadSetting, match=says) as caught:
        settings.run_config({"EARTHSCRIBE_HOME": os.fspath(tmp_path)})
    assert "settings.json" in caught.value.message


def test_a_wrong_option_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(BadOption):
        settings.choose_options(tmp_path / "settings.json", {"tries": 0})
    assert not list(tmp_path.iterdir())


def test_a_change_that_changes_nothing_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"schema": 2,   "servers": {}}')
    settings.change(path, dict)
    assert path.read_text() == '{"schema": 2,   "servers": {}}'
