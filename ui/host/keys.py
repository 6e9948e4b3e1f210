"""Keys of servers in QGIS' authentication manager, encrypted there under the user's master password.

Settings hold the id of an entry only. A key is read in the main thread, where QGIS may ask for the master password, and
goes from there to the model process; it stands in no settings, log or error.

An entry of the method APIHeader holds the whole header Authorization. Where QGIS has no such method (3.22), and where a
user chose one of the method Basic: with a user name both are sent as that scheme wants, without one the password is
the key.
"""

from __future__ import annotations

import base64
import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Tuple

from qgis.core import QgsApplication, QgsAuthManager, QgsAuthMethodConfig

from ...inference.errors import BadSetting

if TYPE_CHECKING:
    from ...inference.servers import Server

HEADER_METHOD, BASIC_METHOD = "APIHeader", "Basic"
HEADER = "Authorization"
BEARER = "Bearer"
OPTIONS = "Earthscribe's options"
"""What errors call the place where people give a key in QGIS."""


@dataclass(frozen=True)
class KeyEntry:
    """An entry of the authentication manager that can hold a key, without the key."""

    authcfg: str
    name: str
    method: str


def entries() -> Tuple[KeyEntry, ...]:
    """The entries a user may choose for a server; no master password is needed to list them."""
    found = QgsApplication.authManager().availableAuthMethodConfigs()
    return tuple(KeyEntry(authcfg, config.name(), config.method()) for authcfg, config in sorted(found.items())
                 if config.method() in {HEADER_METHOD, BASIC_METHOD})


def is_there(authcfg: str) -> bool:
    """Whether the authentication manager has an entry of this id."""
    return authcfg in QgsApplication.authManager().configIds()


def with_key(server: Server) -> Server:
    """The server with its key from the authentication manager, where that is where it is kept."""
    if not server.authcfg or server.key:
        return server
    scheme, key = _read(server.authcfg, server.name)
    return replace(server, key=key, scheme=scheme)


def servers_for(model: str) -> Tuple[Server, ...]:
    """The configured servers; the one that a model's name means has its key, so no other asks for the password.

    A model that is named by its address alone has its server among them.
    """
    from ...inference.errors import ModelMissing
    from ...inference.servers import base_server, load_servers

    servers = tuple(map(curable_here, load_servers()))
    try:
        wanted = base_server(model, servers)
    except ModelMissing:  # a built-in model
        return servers
    if all(each.url != wanted.url for each in servers):
        return (*servers, curable_here(wanted))
    return tuple(with_key(each) if each.authcfg and each.url == wanted.url else each for each in servers)


def curable_here(server: Server) -> Server:
    """The server, whose errors name the place where a key is given in QGIS, and not the general variable."""
    from ...inference.servers.addresses import KEY_VARIABLE

    if server.key_source != KEY_VARIABLE:
        return server
    return replace(server, key_source=OPTIONS, withheld=False)


def keep(server_name: str, key: str, authcfg: str = "") -> str:
    """Store a key, in the entry `authcfg` where that is ours to change, else in a new one; the entry's id."""
    manager = _manager(server_name)
    key = key.strip()
    if not key or not (key.isascii() and key.isprintable()):
        raise BadSetting(_what(server_name), "it is empty or holds characters that no key has",
                         hint="Paste the key alone.")
    config = QgsAuthMethodConfig(HEADER_METHOD if HEADER_METHOD in manager.authMethodsKeys() else BASIC_METHOD)
    config.setName(f"Earthscribe: {server_name}")
    if config.method() == HEADER_METHOD:
        config.setConfig(HEADER, f"{BEARER} {key}")
    else:
        config.setConfigMap({"username": "", "password": key, "realm": ""})
    if authcfg and is_there(authcfg):
        config.setId(authcfg)
        done = manager.updateAuthenticationConfig(config)
    else:
        done, config = manager.storeAuthenticationConfig(config)
    if not done:
        raise _denied(server_name)
    return config.id()


def is_ours(authcfg: str) -> bool:
    """Whether an entry was made here for one server, so that it may be changed and removed together with it."""
    return any(each.authcfg == authcfg and each.name.startswith("Earthscribe: ") for each in entries())


def remove(authcfg: str) -> None:
    """Take an entry out of the authentication manager; nothing happens where it is gone already."""
    if is_there(authcfg):
        QgsApplication.authManager().removeAuthenticationConfig(authcfg)


def name_and_password(authcfg: str, what: str) -> Tuple[str, str]:
    """The two parts of an entry of the method Basic."""
    config = _loaded(authcfg, what)
    return config.config("username"), config.config("password")


def _read(authcfg: str, server_name: str) -> Tuple[str, str]:
    """Scheme and key."""
    config = _loaded(authcfg, server_name)
    if config.method() == BASIC_METHOD:
        name, password = config.config("username"), config.config("password")
        scheme, key = (BEARER, password) if not name else (
            "Basic", base64.b64encode(f"{name}:{password}".encode()).decode("ascii"))
    else:
        headers = {each.strip().lower(): value.strip() for each, value in config.configMap().items()}
        scheme, _, key = headers.get(HEADER.lower(), "").rpartition(" ")
    if not key or not (key.isascii() and key.isprintable()):
        raise BadSetting(_what(server_name), "its entry in QGIS' authentication manager holds no key",
                         hint="It takes the method APIHeader with the header Authorization and the value "
                              "Bearer KEY, or the method Basic.")
    return scheme.strip(), key


def _loaded(authcfg: str, server_name: str) -> QgsAuthMethodConfig:
    manager = _manager(server_name)
    if not is_there(authcfg):
        raise BadSetting(_what(server_name), f"QGIS' authentication manager has no entry {authcfg}",
                         hint="Give the key again in Earthscribe's options.")
    done, config = manager.loadAuthenticationConfig(authcfg, QgsAuthMethodConfig(), True)
    if not done:
        raise _denied(server_name)
    return config


def _manager(server_name: str) -> QgsAuthManager:
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("keys are read in the main thread, where QGIS may ask for the master password")
    manager = QgsApplication.authManager()
    if manager.isDisabled():
        raise BadSetting(_what(server_name), "QGIS' authentication manager is disabled",
                         hint="Name an environment variable that holds the key instead.")
    return manager


def _denied(server_name: str) -> BadSetting:
    if QgsApplication.authManager().masterPasswordIsSet():
        return BadSetting(_what(server_name), "QGIS' authentication database could not be used",
                          hint="QGIS' log says why; or name an environment variable that holds the key.")
    return BadSetting(_what(server_name), "QGIS' master password was not given or is another one",
                      hint="Try again and give the master password, or name an environment variable instead.")


def _what(server_name: str) -> str:
    return f"key of {server_name!r}"
