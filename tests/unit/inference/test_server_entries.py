"""Servers in the settings file: what one program writes, another one keeps; a key is never among it."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
from earthscribe.inference import settings
from earthscribe.inference.errors import BadSetting, NotAuthorised, OutputUnwritable
from earthscribe.inference.file_lock import held
from earthscribe.inference.servers import load_servers, offered_models
from earthscribe.inference.servers.entries import Entry, checked, entries, put, remove
from earthscribe.tests.prepared import quick
from earthscribe.tests.scripted_server import ScriptedServer, status

OFFICE = Entry("office", "https://gpu.example/v1", "qwen", "OFFICE_KEY")


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"EARTHSCRIBE_HOME": str(tmp_path)}


def kept(environ: dict[str, str]) -> dict[str, object]:
    found: dict[str, object] = json.loads(settings.place(environ).read_text(encoding="utf-8"))
    return found


def test_a_server_is_added_beside_everything_else(environ: dict[str, str]) -> None:
    settings.write(settings.place(environ), {"options": {"tries": 2}, "of a later day": [1],
                                             "servers": {"Büro": {"url": "http://localhost:1/v1"}}})
    put(OFFICE, environ=environ)
    assert kept(environ) == {
        "schema": settings.SCHEMA, "options": {"tries": 2}, "of a later day": [1],
        "servers": {"Büro": {"url": "http://localhost:1/v1"},
                    "office": {"url": "https://gpu.example/v1", "model": "qwen", "key_env": "OFFICE_KEY"}}}
    assert entries(environ) == (Entry("Büro", "http://localhost:1/v1"), OFFICE)


def test_a_server_is_renamed_and_changed_in_one_step(environ: dict[str, str]) -> None:
    put(OFFICE, environ=environ)
    written = put(Entry(" gpu  two ", " https://gpu.example/v1/chat/completions ", " qwen ", authcfg="abc1234"),
                  "office", environ)
    assert written == Entry("gpu two", "https://gpu.example/v1", "qwen", authcfg="abc1234")
    assert entries(environ) == (written,)


def test_a_removed_server_is_gone_and_removing_twice_is_no_trouble(environ: dict[str, str]) -> None:
    put(OFFICE, environ=environ)
    remove("office", environ)
    remove("office", environ)
    assert entries(environ) == ()


@pytest.mark.parametrize(("entry", "says"), [
    (Entry("", "http://localhost:1"), "1 to 60 letters"),
    (Entry("x" * 61, "http://localhost:1"), "1 to 60 letters"),
    (Entry("bundled", "http://localhost:1"), "built-in"),
    (Entry("http://a", "http://localhost:1"), "no address"),
    (Entry("a#b", "http://localhost:1"), "no #"),
    (Entry("other", "http://localhost:1"), "already"),
    (Entry("a", "localhost:1"), "malformed"),
    (Entry("a", "https://key@gpu.example"), "user name or a key"),
    (Entry("a", "http://localhost:1", key_env="sk-0123456789"), "no name of an environment variable"),
    (Entry("a", "http://localhost:1", authcfg="sk-0123456789"), "no id"),
])
def test_what_cannot_be_used_is_refused_in_words_before_anything_is_written(
    environ: dict[str, str], entry: Entry, says: str
) -> None:
    with pytest.raises(BadSetting, match=says) as caught:
        checked(entry, ["other"])
    assert caught.value.hint
    assert "sk-0123456789" not in caught.value.sentence()
    put(Entry("other", "http://localhost:2"), environ=environ)
    with pytest.raises(BadSetting):
        put(entry, environ=environ)
    assert [each.name for each in entries(environ)] == ["other"]


def test_a_name_that_somebody_else_took_meanwhile_is_not_taken_over(environ: dict[str, str]) -> None:
    put(OFFICE, environ=environ)
    with pytest.raises(BadSetting, match="already"):
        put(Entry("office", "http://localhost:1"), environ=environ)
    assert entries(environ) == (OFFICE,)


def test_entries_with_mistakes_are_listed_so_that_they_can_be_corrected(environ: dict[str, str]) -> None:
    servers = {"a": {"url": "nonsense", "model": 7}, "b": "nothing", "c": {"key": "x"}}
    settings.write(settings.place(environ), {"servers": servers})
    assert entries(environ) == (Entry("a", "nonsense"), Entry("b", ""), Entry("c", ""))


def test_what_a_later_version_wrote_into_an_entry_stays(environ: dict[str, str]) -> None:
    settings.write(settings.place(environ), {"servers": {"a": {"url": "http://localhost:1", "colour": "red"}}})
    put(Entry("a", "http://localhost:2"), "a", environ)
    assert kept(environ)["servers"] == {"a": {"url": "http://localhost:2", "colour": "red"}}


def test_many_at_once_lose_nothing(environ: dict[str, str]) -> None:
    def add(number: int) -> None:
        put(Entry(f"s{number}", f"http://localhost:{number + 1}"), environ=environ)
        settings.choose_options(settings.place(environ), {"tries": number + 1})

    threads = [threading.Thread(target=add, args=(number,)) for number in range(16)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(each.name for each in entries(environ)) == sorted(f"s{number}" for number in range(16))
    left = sorted(path.name for path in settings.place(environ).parent.iterdir())
    assert left == ["settings.json"]


def test_somebody_who_does_not_let_go_is_said(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "PATIENCE", 0.1)
    with held(settings.place(environ), 1.0), pytest.raises(OutputUnwritable, match="another program"):
        put(OFFICE, environ=environ)


@pytest.mark.parametrize("text", ["{", '{"schema": 99}', '{"servers": []}'])
def test_a_file_that_cannot_be_used_is_not_written_over(environ: dict[str, str], text: str) -> None:
    settings.place(environ).write_text(text)
    with pytest.raises(BadSetting):
        put(OFFICE, environ=environ)
    assert settings.place(environ).read_text() == text


def test_on_the_command_line_a_key_of_qgis_is_asked_for_by_the_name_of_a_variable(environ: dict[str, str]) -> None:
    with ScriptedServer(status(401, {"error": "who?"})) as peer:
        put(Entry("office", peer.url, "m", authcfg="abc1234"), environ=environ)
        (server,) = load_servers({**environ, "EARTHSCRIBE_API_KEY": "general"})
        assert (server.key, server.authcfg) == ("", "abc1234")
        with pytest.raises(NotAuthorised, match="wants a key") as caught:
            offered_models(server, quick(tries=1))
    assert "only QGIS can read" in caught.value.hint
    assert "key_env of 'office' in settings.json" in caught.value.hint


def test_a_variable_goes_before_the_key_of_qgis(environ: dict[str, str]) -> None:
    put(Entry("office", "https://gpu.example/v1", "m", "OFFICE_KEY", "abc1234"), environ=environ)
    (server,) = load_servers({**environ, "OFFICE_KEY": "k"})
    assert (server.key, server.key_source) == ("k", "OFFICE_KEY")


@pytest.mark.parametrize(("url", "origin"), [
    ("https://GPU.example:443/v1", "https://gpu.example"), ("http://gpu.example:80", "http://gpu.example"),
    ("http://gpu.example:443", "http://gpu.example:443"), ("https://gpu.example.:8443/a/b", "https://gpu.example:8443"),
    ("http://[FE80::1]:8000/v1", "http://[fe80::1]:8000"),
])
def test_one_address_is_written_in_one_way(environ: dict[str, str], url: str, origin: str) -> None:
    put(Entry("a", url), environ=environ)
    assert load_servers(environ)[0].origin == origin
