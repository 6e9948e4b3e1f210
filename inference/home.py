"""Where Earthscribe keeps its own files: one folder, moved by EARTHSCRIBE_HOME, always local, never roaming."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Mapping


def home(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """The folder of all own data; it is not made here."""
    if environ.get("EARTHSCRIBE_HOME"):
        return Path(environ["EARTHSCRIBE_HOME"]).expanduser()
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "earthscribe"
    if platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "earthscribe"
    return Path(environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "earthscribe"


def folder(name: str) -> Path:
    """A folder of the home ("chips", "logs", "models"), made when needed."""
    place = home() / name
    place.mkdir(parents=True, exist_ok=True)
    return place
