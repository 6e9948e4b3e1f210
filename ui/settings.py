"""What the plugin remembers between sessions of QGIS, in one place."""

from __future__ import annotations

import os
from typing import Mapping

from qgis.core import QgsSettings

PREFIX = "earthscribe/"
DEBUG = "EARTHSCRIBE_DEBUG"


class Settings:
    """The plugin's own keys in QGIS' settings."""

    @property
    def model(self) -> str:
        """The model chosen last."""
        return str(QgsSettings().value(PREFIX + "model", "bundled"))

    @model.setter
    def model(self, name: str) -> None:
        QgsSettings().setValue(PREFIX + "model", name)


def debugging(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether to offer what only developers need."""
    return bool(environ.get(DEBUG))
