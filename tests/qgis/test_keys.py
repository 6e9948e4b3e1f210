"""Keys of servers live in QGIS' authentication manager and nowhere else that could be read."""

from __future__ import annotations

import base64
import threading
from pathlib import Path

import pytest
from earthscribe.inference.errors import BadSetting
from earthscribe.inference.servers import Server
from earthscribe.inference.servers import entries as server_entries
from earthscribe.inference.servers.entries import Entry
from earthscribe.ui.host import keys
from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsSettings

KEY = "very-secret-0123456789"
MASTER = "the master"


@pytest.fixture(autouse=True)
def manager(qgis_app, monkeypatch, tmp_path):
    """The authentication manager with its master password given, emptied afterwards."""
    monkeypatch.setenv("EARTHSCRIBE_HOME", str(tmp_path))
    found = QgsApplication.authManager()
    found.setMasterPassword(MASTER, True)
    yield found
    found.setMasterPassword(MASTER, True)
    for authcfg in found.configIds():
        found.removeAuthenticationConfig(authcfg)


def chosen_by_user(method, **values):
    """An entry somebody made in QGIS' own dialog."""
    config = QgsAuthMethodConfig(method)
    config.setName("made by hand")
    config.setConfigMap(values)
    done, config = QgsApplication.authManager().storeAuthenticationConfig(config)
    assert done
    return config.id()


def server(authcfg):
    return Server("office", "https://a.example/v1", "m", authcfg=authcfg)


def test_a_key_is_stored_and_read_again():
    authcfg = keys.keep("office", f" {KEY}\n")
    filled = keys.with_key(server(authcfg))
    assert (filled.scheme, filled.key) == ("Bearer", KEY)
    assert KEY not in repr(filled)
    assert keys.is_ours(authcfg)


def test_another_key_takes_the_place_of_the_first():
    authcfg = keys.keep("office", "first")
    assert keys.keep("office", KEY, authcfg) == authcfg
    assert keys.with_key(server(authcfg)).key == KEY
    assert len(keys.entries()) == 1


def test_a_removed_key_is_gone_and_said_to_be():
    authcfg = keys.keep("office", KEY)
    keys.remove(authcfg)
    keys.remove(authcfg)
    with pytest.raises(BadSetting, match="no entry") as caught:
        keys.with_key(server(authcfg))
    assert "options" in caught.value.hint


@pytest.mark.parametrize(("method", "values", "scheme", "key"), [
    ("APIHeader", {"Authorization": f"Bearer {KEY}"}, "Bearer", KEY),
    ("APIHeader", {"authorization ": f" Token {KEY}"}, "Token", KEY),
    ("APIHeader", {"Authorization": KEY}, "", KEY),
    ("Basic", {"username": "", "password": KEY}, "Bearer", KEY),
    ("Basic", {"username": "jo", "password": "pü:ss"}, "Basic", base64.b64encode("jo:pü:ss".encode()).decode()),
])
def test_an_entry_the_user_made_is_used_as_it_says(method, values, scheme, key):
    filled = keys.with_key(server(chosen_by_user(method, **values)))
    assert (filled.scheme, filled.key) == (scheme, key)


def test_an_entry_without_a_key_is_refused_in_words():
    with pytest.raises(BadSetting, match="holds no key") as caught:
        keys.with_key(server(chosen_by_user("APIHeader", **{"X-Other": KEY})))
    assert KEY not in caught.value.sentence()
    assert "APIHeader" in caught.value.hint


@pytest.mark.parametrize("key", ["", "  ", "schlüssel", "two\nlines"])
def test_what_is_no_key_is_not_stored(key):
    with pytest.raises(BadSetting):
        keys.keep("office", key)
    assert keys.entries() == ()


def test_without_the_master_password_it_is_said_what_to_do(manager):
    authcfg = keys.keep("office", KEY)
    manager.clearMasterPassword()
    with pytest.raises(BadSetting, match="master password") as caught:
        keys.with_key(server(authcfg))
    assert "environment variable" in caught.value.hint
    with pytest.raises(BadSetting, match="master password"):
        keys.keep("other", KEY)


def test_listing_needs_no_master_password(manager):
    authcfg = keys.keep("office", KEY)
    manager.clearMasterPassword()
    assert [each.authcfg for each in keys.entries()] == [authcfg]
    assert keys.is_there(authcfg)


def test_only_the_server_that_is_asked_has_its_key_read(manager):
    for name in ("office", "other"):
        server_entries.put(Entry(name, f"https://{name}.example/v1", "m", authcfg=keys.keep(name, f"{KEY}-{name}")))
    office, other = keys.servers_for("office")
    assert (office.key, other.key) == (f"{KEY}-office", "")
    assert [each.key for each in keys.servers_for("https://other.example/v1#x")] == ["", f"{KEY}-other"]
    manager.clearMasterPassword()
    assert [each.key for each in keys.servers_for("bundled")] == ["", ""]


def test_keys_are_read_in_the_main_thread_only():
    authcfg = keys.keep("office", KEY)
    raised = []

    def elsewhere():
        try:
            keys.with_key(server(authcfg))
        except RuntimeError as error:
            raised.append(error)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert raised


def test_the_key_stands_in_no_settings_and_no_file(tmp_path):
    lines = []
    QgsApplication.messageLog().messageReceived.connect(lambda text, *_: lines.append(text))
    server_entries.put(Entry("office", "https://a.example/v1", "m", authcfg=keys.keep("office", KEY)))
    keys.servers_for("office")
    kept = QgsSettings()
    assert not [name for name in kept.allKeys() if KEY in str(kept.value(name))]
    for path in Path(tmp_path).rglob("*"):
        assert not path.is_file() or KEY.encode() not in path.read_bytes()
    assert not [line for line in lines if KEY in line]
