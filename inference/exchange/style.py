"""The default style of our layer, as QGIS reads it: outline, labels, aliases, and which fields are shown.

It stands in resources/styles/descriptions.qml and is put into every GeoPackage written, so that a layer looks the same
wherever it is opened. A test holds its fields and aliases against the table of fields.
"""

from __future__ import annotations

from pathlib import Path

PATH = Path(__file__).resolve().parents[2] / "resources" / "styles" / "descriptions.qml"


def qml() -> str:
    """The style as a QML document."""
    return PATH.read_text(encoding="utf-8")
