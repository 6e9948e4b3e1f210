"""Which models are offered, and what is missing before one of them can answer."""

from __future__ import annotations

import json

import pytest
from earthscribe.inference import settings
from earthscribe.inference.errors import BadSetting
from earthscribe.ui.host import keys
from earthscribe.ui.models import built_in, offered
from qgis.core import QgsApplication


@pytest.fixture
def environ(qgis_app, tmp_path):
    """An empty data folder, and an authentication manager that is emptied afterwards."""
    manager = QgsApplication.authManager()
    manager.setMasterPassword("the master", True)
    yield {"EARTHSCRIBE_HOME": str(tmp_path)}
    for authcfg in manager.configIds():
        manager.removeAuthenticationConfig(authcfg)


def choices(environ, servers, **more):
    settings.place(environ).write_text(json.dumps({"schema": settings.SCHEMA, "servers": servers}))
    return {each.name: each for each in offered({**environ, **more})}


def test_the_measured_description_is_always_offered_and_says_what_it_speaks(environ):
    (only,) = offered(environ)
    assert (only.name, only.state, only.languages) == ("bundled", "ready", ("en", "de"))
    assert [each.name for each in built_in({"EARTHSCRIBE_DEBUG": "1"})] == ["bundled", "echo"]


def test_the_bundled_model_is_called_by_what_it_can(environ):
    assert offered(environ)[0].title == "Measured description", "before the set-up it measures"
    assert offered(environ, sees=True)[0].title == "Bundled model"


def test_a_server_says_what_is_missing(environ):
    found = choices(environ, {
        "local": {"url": "http://localhost:1/v1", "model": "llava"},
        "lan": {"url": "http://gpu.example/v1", "model": "llava"},
        "empty": {"url": "http://localhost:1/v1"},
        "variable": {"url": "https://a.example/v1", "model": "m", "key_env": "THE_KEY"},
        "set": {"url": "https://a.example/v1", "model": "m", "key_env": "SET_KEY"},
        "lost": {"url": "https://a.example/v1", "model": "m", "authcfg": "abc1234"},
        "kept": {"url": "https://a.example/v1", "model": "m", "authcfg": keys.keep("kept", "k-012345")},
    }, SET_KEY="k")
    states = {name: each.state for name, each in found.items()}
    assert states == {"bundled": "ready", "local": "ready", "lan": "ready", "empty": "setup", "variable": "key",
                      "set": "ready", "lost": "key", "kept": "ready"}
    assert "THE_KEY" in found["variable"].reason
    assert "authentication manager" in found["lost"].reason
    assert found["local"].title == "local (llava)"
    assert found["local"].languages == ()


def test_offering_needs_no_master_password(environ):
    authcfg = keys.keep("kept", "k-012345")
    QgsApplication.authManager().clearMasterPassword()
    found = choices(environ, {"kept": {"url": "https://a.example/v1", "model": "m", "authcfg": authcfg}})
    assert found["kept"].state == "ready"
    QgsApplication.authManager().setMasterPassword("the master", True)


def test_every_call_reads_anew(environ):
    assert list(choices(environ, {"a": {"url": "http://localhost:1/v1", "model": "m"}})) == ["bundled", "a"]
    assert list(choices(environ, {"b": {"url": "http://localhost:1/v1", "model": "m"}})) == ["bundled", "b"]


def test_settings_that_cannot_be_used_are_an_error_in_words(environ):
    settings.place(environ).write_text('{"schema": 99}')
    with pytest.raises(BadSetting, match="newer Earthscribe"):
        offered(environ)
