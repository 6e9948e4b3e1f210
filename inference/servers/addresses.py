"""Which servers there are and how one is named: a configured name, or `URL#NAME`."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from typing import Any, Mapping, Sequence, Tuple
from urllib.parse import urlsplit

from .. import settings
from ..errors import BadSetting, ModelMissing

KEY_VARIABLE = "EARTHSCRIBE_API_KEY"
ENTRIES = ("url", "model", "key_env", "authcfg")
RESERVED = ("bundled", "echo")
"""Names of built-in models, which no server can have: it would never be asked."""
QGIS_KEYS = "QGIS' authentication manager"
ENDPOINTS = ("/chat/completions", "/models")
DESTINATION = "destination"
"""The option of a request that names the only origin its pictures may go to, "" for none; without it, any."""


@dataclass(frozen=True)
class Server:
    """An OpenAI-compatible server and one of its models. The key never shows: not in repr, errors, logs or results."""

    name: str
    """The configured name, "" for one given as URL#NAME."""
    url: str
    """The address that ends before /chat/completions; without trailing slash, user name or query."""
    model: str
    key: str = field(default="", repr=False)
    key_source: str = KEY_VARIABLE
    """Where the key comes from, in words an error can use."""
    withheld: bool = False
    """Whether the general key is kept back, because others could read it on the way to this address."""
    scheme: str = "Bearer"
    """The word before the key in the header Authorization, "" for none."""
    authcfg: str = ""
    """The id of an entry of QGIS' authentication manager that holds the key; only QGIS can read it."""

    @property
    def shown(self) -> str:
        """How the server is called in sentences."""
        return f"{self.name} ({self.url})" if self.name else self.url

    @property
    def host(self) -> str:
        """Host and port, as provenance names the device."""
        return urlsplit(self.url).netloc

    @property
    def origin(self) -> str:
        """What a user allows pictures to be sent to: scheme, host and, where it is not the usual one, port."""
        parts = urlsplit(self.url)
        host = (parts.hostname or "").rstrip(".").lower()
        host = f"[{host}]" if ":" in host else host
        usual = {"http": 80, "https": 443}.get(parts.scheme)
        return f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port not in {None, usual} else "")

    @property
    def loopback(self) -> bool:
        """Whether it runs on this machine, where no proxy helps."""
        return _is_loopback(self.url)

    def redacted(self, text: str) -> str:
        """The text without the key: servers like to repeat what they were sent."""
        return text.replace(self.key, "[key]") if self.key else text


def _is_loopback(url: str) -> bool:
    host = (urlsplit(url).hostname or "").rstrip(".")
    return host in {"localhost", "::1"} or host.endswith(".localhost") or _is_127(host)


def _is_127(host: str) -> bool:
    parts = host.split(".")
    return len(parts) == 4 and parts[0] == "127" and all(part.isdigit() for part in parts)


def load_servers(environ: Mapping[str, str] = os.environ) -> Tuple[Server, ...]:
    """The servers of the settings file, each with its key from the environment."""
    path = settings.place(environ)
    entries = settings.read(path).get("servers", {})
    if not isinstance(entries, dict):
        raise BadSetting(f"servers in {path}", 'it must be an object such as {"NAME": {"url": "http://..."}}')
    return tuple(_configured(str(name), entry, environ) for name, entry in entries.items())


def _configured(name: str, entry: Any, environ: Mapping[str, str]) -> Server:
    what = f"server {name!r} in {settings.FILE_NAME}"
    if name in RESERVED:
        raise BadSetting(what, "that is the name of a built-in model", hint="Give the server another name there.")
    if not isinstance(entry, dict) or not isinstance(entry.get("url"), str):
        raise BadSetting(what, "it has no url", hint='Write {"url": "http://localhost:11434/v1", "model": "llava"}.')
    for each, value in entry.items():
        if each not in ENTRIES:
            raise BadSetting(what, f"it has an entry {each!r}", hint=_entry_cure(each))
        if not isinstance(value, str):
            raise BadSetting(what, f"its {each} is not text")
    url, model, variable = checked_url(entry["url"], what), entry.get("model", ""), entry.get("key_env", "")
    authcfg = entry.get("authcfg", "")
    if variable:
        return Server(name, url, model, key_from(variable, environ), variable, authcfg=authcfg)
    if authcfg:
        return Server(name, url, model, key_source=QGIS_KEYS, authcfg=authcfg)
    return _with_general_key(Server(name, url, model), environ)


def _with_general_key(server: Server, environ: Mapping[str, str]) -> Server:
    """The server with the key that is for all of them; unencrypted it does not leave this machine."""
    key = key_from(KEY_VARIABLE, environ)
    open_to_all = server.url.startswith("http:") and not server.loopback
    return replace(server, key="" if open_to_all else key, withheld=open_to_all)


def _entry_cure(entry: str) -> str:
    if "key" in entry:
        return "Keys do not stand in the file: put the key into an environment variable and name that as key_env."
    return f"It takes {', '.join(ENTRIES)}."


def key_from(variable: str, environ: Mapping[str, str]) -> str:
    """The key an environment variable holds, "" for none."""
    key = environ.get(variable, "").strip()
    if not (key.isascii() and key.isprintable()):
        raise BadSetting(variable, "it holds characters that no key has", hint="Set it to the key alone.")
    return key


def checked_url(url: str, what: str) -> str:
    """The address as it is used; one that cannot be used, or that carries a secret, is refused without repeating it."""
    try:
        parts = urlsplit(url.strip())
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise BadSetting(what, "its address is malformed", hint=_address_cure()) from error
    if parts.username is not None or parts.password is not None or "@" in parts.netloc:
        raise BadSetting(what, "its address carries a user name or a key",
                         hint=f"Leave them out of the address. {_key_cure()}")
    if parts.query:
        raise BadSetting(what, "its address has a part after '?'",
                         hint=f"Leave it out. {_key_cure()}")
    strange = any(c.isspace() or not c.isprintable() for c in url.strip())
    if parts.scheme not in ("http", "https") or not host or strange:
        raise BadSetting(what, "its address is malformed", hint=_address_cure())
    base = f"{parts.scheme}://{parts.netloc}{parts.path}".rstrip("/")
    for endpoint in ENDPOINTS:  # people paste what they copied from a manual
        base = base[: -len(endpoint)] if base.endswith(endpoint) else base
    return base.rstrip("/")


def _key_cure() -> str:
    return f"A key belongs into Earthscribe's options in QGIS, and on the command line into {KEY_VARIABLE}."


def _address_cure() -> str:
    return "Write it like http://localhost:11434/v1, with http:// or https://, a host and usually /v1 at the end."


def is_address(model: str) -> bool:
    """Whether a model's name is the address of a server, with or without a model of it."""
    return model.lower().startswith(("http://", "https://"))


def base_server(model: str, servers: Sequence[Server], environ: Mapping[str, str] = os.environ) -> Server:
    """The server a model's name points to, whether or not the name says which of its models."""
    for each in servers:
        if each.name == model:
            return each
    if not is_address(model):
        raise ModelMissing(model, [each.name for each in servers])
    address, _, name = model.partition("#")
    url = checked_url(address, "model")
    for each in servers:
        if each.url == url:  # the same place: its key goes nowhere else
            return replace(each, name="", model=name)
    return _with_general_key(Server("", url, name), environ)


def server_for(model: str, servers: Sequence[Server], environ: Mapping[str, str] = os.environ) -> Server:
    """The server and model that `URL#NAME` or a configured name means."""
    server = base_server(model, servers, environ)
    if server.model:
        return server
    if server.name:
        raise ModelMissing(model, (), hint=f"The server {server.name} has no model in its settings: add one; "
                                           f"`earthscribe models --model {server.name}` lists what it offers.")
    raise ModelMissing(server.url, (), hint=f"Add the model's name: {server.url}#NAME; "
                                            f"`earthscribe models --model {server.url}` lists what the server offers.")
