"""The settings file: one JSON object with a version; a newer one is refused, an older one migrated.

`servers` holds the named servers, `options` what was chosen instead of the defaults of the option table. Several
programs may write at once: a change is made under a lock, on what stands there at that moment, and replaces the file.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Callable, Dict, Mapping

from .config import RunConfig, from_mapping
from .config import options as known_options
from .errors import BadOption, BadSetting, OutputUnwritable
from .file_lock import held
from .home import home
from .whole_file import write_whole

FILE_NAME = "settings.json"
SCHEMA = 2
PATIENCE = 5.0
"""Seconds to wait for another program that writes; it takes milliseconds."""

Settings = Dict[str, Any]


def _from_unversioned(old: Settings) -> Settings:
    """Files written by hand before there was a version have the same entries."""
    return {**old, "schema": 1}


def _from_1(old: Settings) -> Settings:
    """Since 2 there are options, and servers may name an entry of QGIS' authentication manager."""
    return {"options": {}, **old, "schema": 2}


MIGRATIONS: Mapping[int, Callable[[Settings], Settings]] = {0: _from_unversioned, 1: _from_1}
"""Version -> what makes it the next one; a test walks through all of them."""


def place(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the settings file stands or would stand."""
    return home(environ) / FILE_NAME


def read(path: Path) -> Settings:
    """The settings at the present version; without a file there are none. Nothing on disk is changed."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {"schema": SCHEMA}
    except (OSError, UnicodeDecodeError) as error:
        raise BadSetting(str(path), f"it cannot be read ({error})") from error
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadSetting(str(path), f"it is not JSON ({error})") from error
    if not isinstance(found, dict):
        raise BadSetting(str(path), "it does not hold a JSON object")
    return migrated(found, str(path))


def migrated(settings: Settings, name: str) -> Settings:
    """The same settings at the present version."""
    version = settings.get("schema", 0)
    if not isinstance(version, int) or isinstance(version, bool) or version < 0:
        raise BadSetting(name, f"its schema is {version!r}, not a number")
    if version > SCHEMA:
        raise BadSetting(name, f"it was written by a newer Earthscribe (schema {version}, this one knows {SCHEMA})",
                         hint="Update Earthscribe, or move the file away to start with fresh settings.")
    for step in range(version, SCHEMA):
        settings = MIGRATIONS[step](settings)
    return settings


def write(path: Path, settings: Settings) -> None:
    """Replace the file in one step; readable by its owner only. Entries this version does not know are kept."""
    text = json.dumps({**settings, "schema": SCHEMA}, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text.encode("utf-8"), private=True)
    except OSError as error:
        raise OutputUnwritable(str(path), error.strerror or str(error)) from error


def change(path: Path, how: Callable[[Settings], Settings]) -> Settings:
    """Write what `how` makes of the settings as they stand now; a file that cannot be read is left alone."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputUnwritable(str(path), error.strerror or str(error)) from error
    with held(path, PATIENCE):
        before = read(path)
        after = how(before)
        if after != before:
            write(path, after)
    return after


def chosen_options(settings: Settings, name: str = FILE_NAME) -> Dict[str, Any]:
    """The options chosen instead of the defaults; those of another version of the table are passed over."""
    found = settings.get("options", {})
    if not isinstance(found, dict):
        raise BadSetting(f"options in {name}", 'it must be an object such as {"language": "en"}')
    known = {each.name for each in known_options()}
    return {each: value for each, value in found.items() if each in known}


def run_config(environ: Mapping[str, str] = os.environ) -> RunConfig:
    """The options of the settings file, defaults else."""
    path = place(environ)
    try:
        return from_mapping(chosen_options(read(path), str(path)))
    except BadOption as error:
        raise BadSetting(f"options in {path}", error.message.rstrip("."), hint=error.hint) from error


def choose_options(path: Path, values: Mapping[str, Any]) -> None:
    """Keep the options that differ from their defaults; a value that an option cannot take is refused beforehand."""
    from_mapping(values)
    defaults = {each.name: each.default for each in known_options()}

    def how(settings: Settings) -> Settings:
        strangers = {name: value for name, value in _object(settings, "options").items() if name not in defaults}
        own = {name: value for name, value in {**chosen_options(settings, str(path)), **values}.items()
               if value != defaults[name]}
        chosen = {**strangers, **own}
        return {**settings, "options": chosen} if chosen or "options" in settings else settings

    change(path, how)


def _object(settings: Settings, name: str) -> Dict[str, Any]:
    found = settings.get(name, {})
    return found if isinstance(found, dict) else {}
