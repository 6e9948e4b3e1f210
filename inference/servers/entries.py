"""Servers in the settings file: listed as they stand, added, changed, renamed and removed, other entries untouched.

Every change is made on the file as it is at that moment and under its lock, so that two programs lose nothing of each
other. A key never stands in an entry: `key_env` names a variable, `authcfg` an entry of QGIS' authentication manager.
"""

from __future__ import annotations

import os
import re
from dataclasses import asdict, dataclass
from typing import Any, Dict, Mapping, Sequence, Tuple

from .. import settings
from ..errors import BadSetting
from .addresses import ENTRIES, RESERVED, checked_url, is_address

LONGEST_NAME = 60
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_AUTHCFG = re.compile(r"[A-Za-z0-9]{7}")


@dataclass(frozen=True)
class Entry:
    """A server as the settings file names it."""

    name: str
    url: str
    model: str = ""
    key_env: str = ""
    authcfg: str = ""


def entries(environ: Mapping[str, str] = os.environ) -> Tuple[Entry, ...]:
    """The servers of the settings file, also those with a mistake, so that it can be corrected."""
    found = _servers(settings.read(settings.place(environ)))
    return tuple(_entry(name, row) for name, row in found.items())


def _entry(name: str, row: Any) -> Entry:
    known = {each: row[each] for each in ENTRIES if isinstance(row.get(each), str)} if isinstance(row, dict) else {}
    return Entry(name, known.pop("url", ""), **known)


def _servers(found: settings.Settings) -> Dict[str, Any]:
    servers = found.get("servers", {})
    if not isinstance(servers, dict):
        raise BadSetting(f"servers in {settings.FILE_NAME}",
                         'it must be an object such as {"NAME": {"url": "http://..."}}')
    return servers


def checked(entry: Entry, others: Sequence[str] = ()) -> Entry:
    """The entry as it is written; one that cannot be used is refused in words. `others` are names that are taken."""
    name = " ".join(entry.name.split())
    what = f"server {name!r}"
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise BadSetting("name of the server", f"it has to have 1 to {LONGEST_NAME} letters",
                         hint="Give it a short name such as office.")
    if name in RESERVED:
        raise BadSetting(what, "that is the name of a built-in model", hint="Give the server another name.")
    if is_address(name) or "#" in name:
        raise BadSetting(what, "a name is no address and has no #", hint="Give it a short name such as office.")
    if name in others:
        raise BadSetting(what, "there is a server of this name already", hint="Give the server another name.")
    variable, authcfg = entry.key_env.strip(), entry.authcfg.strip()
    if variable and not _VARIABLE.fullmatch(variable):
        raise BadSetting(f"key of {what}", "that is no name of an environment variable",
                         hint="Give the name of the variable, such as OFFICE_KEY, not the key itself.")
    if authcfg and not _AUTHCFG.fullmatch(authcfg):
        raise BadSetting(f"key of {what}", "that is no id of QGIS' authentication manager",
                         hint="Choose an entry of the authentication manager, or give the key anew.")
    return Entry(name, checked_url(entry.url, what), entry.model.strip(), variable, authcfg)


def put(entry: Entry, instead_of: str = "", environ: Mapping[str, str] = os.environ) -> Entry:
    """Write a server, new or in place of the one called `instead_of`; what was written."""
    path = settings.place(environ)

    def how(found: settings.Settings) -> settings.Settings:
        servers = _servers(found)
        good = checked(entry, [name for name in servers if name != instead_of])
        row = {each: value for each, value in asdict(good).items() if each in ENTRIES and value}
        kept = {name: value for name, value in _row(servers.get(instead_of)).items() if name not in ENTRIES}
        rows = {name: value for name, value in servers.items() if name != instead_of}
        return {**found, "servers": {**rows, good.name: {**kept, **row}}}

    settings.change(path, how)
    return checked(entry)


def remove(name: str, environ: Mapping[str, str] = os.environ) -> None:
    """Take a server out of the settings file; nothing happens where it is gone already."""

    def how(found: settings.Settings) -> settings.Settings:
        servers = _servers(found)
        if name not in servers:
            return found
        return {**found, "servers": {each: row for each, row in servers.items() if each != name}}

    settings.change(settings.place(environ), how)


def _row(found: Any) -> Dict[str, Any]:
    return found if isinstance(found, dict) else {}
