"""Which servers there are, how one is named, what it offers; keys stay where they belong."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from earthscribe.inference.backends import BACKENDS, open_backend
from earthscribe.inference.config import RunConfig
from earthscribe.inference.errors import (
    BadSetting,
    ModelMissing,
    NotAuthorised,
    ServerRefused,
    SetupError,
    UnreadableAnswer,
)
from earthscribe.inference.servers import Server, load_servers, offered_models, server_for
from earthscribe.inference.servers.addresses import base_server, checked_url
from earthscribe.tests.prepared import quick
from earthscribe.tests.scripted_server import ScriptedServer, answer, page, status
from earthscribe.tests.transports import TRANSPORTS, over

KEY = "sk-very-secret-0123"


@pytest.fixture(params=TRANSPORTS)
def transport(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """With httpx, and with the standard library before it is installed."""
    return over(request.param, monkeypatch)


def environment(folder: Path, servers: object, **more: str) -> dict[str, str]:
    (folder / "settings.json").write_text(json.dumps({"schema": 1, "servers": servers}), encoding="utf-8")
    return {"EARTHSCRIBE_HOME": str(folder), **more}


def test_servers_come_from_the_settings_file_with_their_keys(tmp_path: Path) -> None:
    environ = environment(tmp_path, {
        "Büro PC": {"url": "http://gpu.example:8000/v1/", "model": "Qwen/Qwen2.5-VL", "key_env": "OFFICE_KEY"},
        "lokal": {"url": "http://localhost:11434/v1", "model": "llava"}},
        OFFICE_KEY=f" {KEY}\n", EARTHSCRIBE_API_KEY="general")
    office, local = load_servers(environ)
    assert office == Server("Büro PC", "http://gpu.example:8000/v1", "Qwen/Qwen2.5-VL", KEY, "OFFICE_KEY")
    assert local == Server("lokal", "http://localhost:11434/v1", "llava", "general", "EARTHSCRIBE_API_KEY")


def test_a_server_with_a_variable_of_its_own_never_gets_the_general_key(tmp_path: Path) -> None:
    environ = environment(tmp_path, {"a": {"url": "http://a.example/v1", "key_env": "A_KEY"}}, EARTHSCRIBE_API_KEY=KEY)
    assert load_servers(environ)[0].key == ""


@pytest.mark.parametrize(("url", "sent"), [
    ("https://a.example/v1", True), ("http://127.0.0.1:8000/v1", True), ("http://localhost:8000/v1", True),
    ("http://a.example/v1", False), ("http://192.168.1.5:8000/v1", False),
])
def test_the_general_key_does_not_travel_unencrypted(tmp_path: Path, url: str, sent: bool) -> None:
    environ = environment(tmp_path, {"a": {"url": url, "model": "m"}}, EARTHSCRIBE_API_KEY=KEY)
    for server in (*load_servers(environ), server_for(f"{url}#m", (), environ)):
        assert (server.key, server.withheld) == ((KEY, False) if sent else ("", True))


def test_a_key_named_for_a_server_goes_to_it(tmp_path: Path) -> None:
    environ = environment(tmp_path, {"a": {"url": "http://a.example/v1", "key_env": "EARTHSCRIBE_API_KEY"}},
                          EARTHSCRIBE_API_KEY=KEY)
    (server,) = load_servers(environ)
    assert (server.key, server.withheld) == (KEY, False)
    assert base_server("http://a.example/v1#m", (server,), environ).key == KEY


@pytest.mark.parametrize(("server", "says"), [
    (Server("a", "", "m", KEY, "A_KEY"), "refused the key.*Set the right key in A_KEY"),
    (Server("a", "", "m", "", "A_KEY"), "wants a key.*Set the key in A_KEY"),
    (Server("a", "", "m", withheld=True), "wants a key.*EARTHSCRIBE_API_KEY is not sent unencrypted: use https"),
])
def test_a_server_that_lets_nobody_in_is_told_apart_from_a_wrong_key(server: Server, says: str) -> None:
    with ScriptedServer(status(401, {"error": "who?"})) as peer, pytest.raises(NotAuthorised) as caught:
        offered_models(replace(server, url=peer.url), quick(tries=1))
    assert re.search(says, caught.value.sentence()), caught.value.sentence()


def test_without_a_settings_file_there_are_no_servers(tmp_path: Path) -> None:
    assert load_servers({"EARTHSCRIBE_HOME": str(tmp_path)}) == ()


@pytest.mark.parametrize(("servers", "says"), [
    ([], "servers in"),
    ({"a": {}}, "no url"),
    ({"a": "http://a"}, "no url"),
    ({"a": {"url": "http://a.example", "model": 7}}, "model is not text"),
    ({"a": {"url": "http://a.example", "key": KEY}}, "entry 'key'"),
    ({"a": {"url": "http://a.example", "modell": "x"}}, "entry 'modell'"),
    ({"a": {"url": "a.example/v1"}}, "malformed"),
    *(({name: {"url": "http://localhost:1/v1"}}, "built-in model") for name in BACKENDS),
])
def test_a_wrong_entry_is_named_and_no_key_repeated(tmp_path: Path, servers: object, says: str) -> None:
    with pytest.raises(BadSetting, match=says) as caught:
        load_servers(environment(tmp_path, servers))
    assert KEY not in json.dumps(caught.value.to_wire())
    assert caught.value.hint


def test_a_key_that_no_header_can_hold_is_refused_unseen(tmp_path: Path) -> None:
    environ = environment(tmp_path, {"a": {"url": "http://a.example"}}, EARTHSCRIBE_API_KEY=f"{KEY}\nX-Other: 1")
    with pytest.raises(BadSetting, match="EARTHSCRIBE_API_KEY") as caught:
        load_servers(environ)
    assert KEY not in caught.value.sentence()


def test_the_key_never_shows() -> None:
    server = Server("a", "http://a.example/v1", "m", KEY)
    assert KEY not in f"{server!r} {server} {[server]}"
    assert server.redacted(f"bad key {KEY}!") == "bad key [key]!"
    assert Server("a", "http://a.example/v1", "m").redacted("words") == "words"


@pytest.mark.parametrize(("model", "url", "name"), [
    ("http://localhost:11434/v1#llava", "http://localhost:11434/v1", "llava"),
    ("http://localhost:11434/v1/#llava:7b-v1.6", "http://localhost:11434/v1", "llava:7b-v1.6"),
    ("HTTPS://api.example/v1#org/Model ü #2", "https://api.example/v1", "org/Model ü #2"),
    ("http://[::1]:8080#C:\\models\\x.gguf", "http://[::1]:8080", "C:\\models\\x.gguf"),
    ("http://localhost:1/v1/chat/completions#m", "http://localhost:1/v1", "m"),
])
def test_url_and_name_make_a_server(model: str, url: str, name: str) -> None:
    server = server_for(model, (), {"EARTHSCRIBE_API_KEY": KEY})
    assert (server.url, server.model, server.key, server.name) == (url, name, KEY, "")


def test_a_configured_name_is_a_server() -> None:
    office = Server("office", "http://a.example/v1", "m", KEY, "OFFICE_KEY")
    assert server_for("office", (office,), {}) is office


def test_another_model_of_a_configured_server_uses_its_key_and_no_other_address_does() -> None:
    office = Server("office", "http://a.example/v1", "m", KEY, "OFFICE_KEY")
    same = server_for("http://a.example/v1/#other", (office,), {})
    assert (same.model, same.key, same.key_source) == ("other", KEY, "OFFICE_KEY")
    assert server_for("http://a.example:81/v1#other", (office,), {}).key == ""


def test_a_url_without_name_says_how_to_go_on() -> None:
    with pytest.raises(ModelMissing) as caught:
        server_for("http://localhost:11434/v1", (), {})
    assert "http://localhost:11434/v1#NAME" in caught.value.hint
    assert "earthscribe models --model http://localhost:11434/v1" in caught.value.hint
    assert isinstance(caught.value, SetupError)
    assert base_server("http://localhost:11434/v1", (), {}).url == "http://localhost:11434/v1"


def test_a_configured_server_without_model_says_how_to_go_on() -> None:
    with pytest.raises(ModelMissing, match="office") as caught:
        server_for("office", (Server("office", "http://a.example", ""),), {})
    assert "earthscribe models --model office" in caught.value.hint


def test_a_name_nobody_knows_is_refused() -> None:
    with pytest.raises(ModelMissing, match="lava") as caught:
        server_for("lava", (Server("office", "http://a.example", "m"),), {})
    assert caught.value.hint.startswith("Known models: office; a server is written URL#MODEL")
    with pytest.raises(ModelMissing) as caught:
        server_for("lava", (), {})
    assert caught.value.hint.startswith("A server is written URL#MODEL")


def test_an_address_is_one_however_its_scheme_is_written() -> None:
    assert open_backend("HTTP://localhost:1/v1#m", RunConfig()).info.name == "openai_server"


@pytest.mark.parametrize("url", [
    f"http://user:{KEY}@a.example/v1", f"http://{KEY}@a.example/v1", f"http://a.example/v1?key={KEY}"])
def test_a_secret_in_the_address_is_refused_unseen(url: str) -> None:
    with pytest.raises(BadSetting) as caught:
        server_for(f"{url}#m", (), {})
    assert KEY not in json.dumps(caught.value.to_wire())
    assert "EARTHSCRIBE_API_KEY" in caught.value.hint


@pytest.mark.parametrize("url", ["http://", "http:///v1", "http://a:port/v1", "http://a:99999/v1", "ftp://a/v1",
                                 "http://[::1/v1", "http://a b/v1", "localhost:11434"])
def test_a_malformed_address_is_refused(url: str) -> None:
    with pytest.raises(BadSetting, match="malformed"):
        checked_url(url, "model")


@pytest.mark.parametrize(("url", "loopback"), [
    ("http://localhost:1", True), ("http://127.0.0.1:1", True), ("http://127.9.9.9", True), ("http://[::1]:1", True),
    ("http://gpu.localhost", True), ("http://127.evil.example", False), ("http://127.0.0.1.example", False),
    ("http://a.example", False)])
def test_loopback_is_known(url: str, loopback: bool) -> None:
    assert Server("", url, "m").loopback is loopback


# --- what a server offers --------------------------------------------------------------------------------


@pytest.mark.usefixtures("transport")
def test_offered_models_are_listed_and_the_key_is_sent() -> None:
    with ScriptedServer(models=["llava", "tiny model/ü:7b", "llava"]) as peer:
        assert offered_models(Server("", peer.url, "", KEY), quick()) == ["llava", "tiny model/ü:7b"]
        (asked,) = peer.requests
    assert (asked.path, asked.headers["authorization"]) == ("/v1/models", f"Bearer {KEY}")


@pytest.mark.usefixtures("transport")
def test_without_a_key_none_is_sent() -> None:
    with ScriptedServer(models=[]) as peer:
        assert offered_models(Server("", peer.url, ""), quick()) == []
    assert "authorization" not in peer.requests[0].headers


@pytest.mark.parametrize("said", [{"models": [{"name": "a"}, {"model": "?"}]}, ["a"], [{"id": "a\x1b"}],
                                  {"data": [{"id": "a"}, 7, {"id": None}]}])
@pytest.mark.usefixtures("transport")
def test_other_ways_to_write_a_list_are_read(said: object) -> None:
    with ScriptedServer(status(200, said)) as peer:
        assert offered_models(Server("", peer.url, ""), quick()) == ["a"]


@pytest.mark.parametrize(("act", "error", "says"), [
    (page(), UnreadableAnswer, "HTML page"),
    (status(200, "nonsense"), UnreadableAnswer, "not JSON"),
    (status(200, {"object": "list"}), UnreadableAnswer, "no list of models"),
    (status(401, {"error": "who?"}), NotAuthorised, "refused the key"),
    (status(404, "404 page not found", "text/plain"), ServerRefused, "404"),
])
@pytest.mark.usefixtures("transport")
def test_what_is_no_list_is_an_error(act: object, error: type, says: str) -> None:
    with ScriptedServer(act) as peer, pytest.raises(error, match=says):
        offered_models(Server("", peer.url, "", KEY), quick(tries=1))


@pytest.mark.usefixtures("transport")
def test_an_address_without_v1_is_tried_and_the_cure_named() -> None:
    with ScriptedServer(status(404), answer("x")) as peer:
        bare = peer.url[: -len("/v1")]
        with pytest.raises(ServerRefused) as caught:
            offered_models(Server("", bare, ""), quick())
    assert peer.requests[0].path == "/models"
    assert f"try {bare}/v1" in caught.value.hint


@pytest.mark.usefixtures("transport")
def test_a_server_that_is_down_is_said_with_a_cure() -> None:
    with ScriptedServer() as peer:
        url = peer.url
    with pytest.raises(ServerRefused, match="nothing listens") as caught:
        offered_models(Server("", url, ""), quick(tries=1))
    assert "Start the server" in caught.value.hint
