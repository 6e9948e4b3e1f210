"""The settings file: one JSON object with a version; a newer one is refused, an older one migrated."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Callable, Dict, Mapping

from .errors import BadSetting, OutputUnwritable
from .home import home
from .whole_file import write_whole

FILE_NAME = "settings.json"
SCHEMA = 1

Settings = Dict[str, Any]


def _from_unversioned(old: Settings) -> Settings:
    """Files written by hand before there was a version have the same entries."""
    return {**old, "schema": 1}


MIGRATIONS: Mapping[int, Callable[[Settings], Settings]] = {0: _from_unversioned}
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
