"""What the plugin remembers between sessions of QGIS, in one place.

What belongs to a user of this QGIS profile stands in QGIS' settings; options and servers, which the command line
shares, stand in settings.json of the data folder.
"""

from __future__ import annotations

import os
from datetime import datetime
from typing import TYPE_CHECKING, Any, Dict, Mapping
from urllib.parse import quote, unquote

from qgis.core import QgsApplication, QgsSettings

if TYPE_CHECKING:
    from ..inference.config import RunConfig

PREFIX = "earthscribe/"
DEBUG = "EARTHSCRIBE_DEBUG"
CONSENT = "consent"


class Settings:
    """The plugin's own keys in QGIS' settings."""

    def value(self, name: str, default: Any = "") -> Any:
        """What is remembered under a name, always of the type of the default."""
        found = QgsSettings().value(PREFIX + name, default)
        if isinstance(default, bool):  # INI files keep words
            return found if isinstance(found, bool) else str(found).lower() in {"true", "1"}
        try:
            return type(default)(found)
        except (TypeError, ValueError):
            return default

    def keep(self, name: str, value: Any) -> None:
        """Remember a value under a name."""
        QgsSettings().setValue(PREFIX + name, value)

    def forget(self, name: str) -> None:
        """Forget a name and all below it."""
        QgsSettings().remove(PREFIX + name)

    @property
    def model(self) -> str:
        """The model chosen last."""
        return str(self.value("model", "bundled"))

    @model.setter
    def model(self, name: str) -> None:
        self.keep("model", name)

    @property
    def analyst_name(self) -> str:
        """Who describes, as rows record it; the name of the user's account until another is given."""
        return str(self.value("analyst", "")) or QgsApplication.userFullName() or QgsApplication.userLoginName()

    @analyst_name.setter
    def analyst_name(self, name: str) -> None:
        self.keep("analyst", name.strip())

    def drawn_size(self, unit: str) -> str:
        """The last size of a box in metres or in pixels, as it was written down; "" for none."""
        return str(self.value(f"draw/size_{unit}", ""))

    def keep_drawn_size(self, unit: str, written: str) -> None:
        """Remember the size of a box."""
        self.keep(f"draw/size_{unit}", written)

    # --- who may be sent pictures

    def granted(self) -> Dict[str, str]:
        """The addresses that may be sent pictures, each with the day on which that was granted."""
        kept = QgsSettings()
        kept.beginGroup(PREFIX + CONSENT)
        return {unquote(key): str(kept.value(key, "")) for key in sorted(kept.childKeys())}

    def grant(self, address: str) -> None:
        """Pictures may be sent there from now on."""
        self.keep(_consent_key(address), datetime.now().astimezone().date().isoformat())

    def revoke(self, address: str) -> None:
        """Ask again before pictures are sent there."""
        self.forget(_consent_key(address))

    # --- settings.json

    def run_config(self) -> RunConfig:
        """The options as the user set them, defaults else; a file that cannot be used is an error in words."""
        from ..inference.settings import run_config

        return run_config()


def _consent_key(address: str) -> str:
    return f"{CONSENT}/{quote(address, safe='')}"


def debugging(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether to offer what only developers need."""
    return bool(environ.get(DEBUG))
