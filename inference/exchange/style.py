"""The default style and the metadata of our layer, as QGIS reads them: outline, labels, form, table, map tip.

It stands in resources/styles/descriptions.qml and is put into every GeoPackage written, so that a layer looks the same
wherever it is opened. A test holds its fields and aliases against the table of fields.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

PATH = Path(__file__).resolve().parents[2] / "resources" / "styles" / "descriptions.qml"


METADATA = PATH.with_suffix(".qmd")
"""What the layer is, for catalogues, as QGIS writes it."""


def qmd() -> str:
    """The layer's metadata as an XML document."""
    return METADATA.read_text(encoding="utf-8")


def qml() -> str:
    """The style as a QML document."""
    return PATH.read_text(encoding="utf-8")


EARLIER = (  # digests
    "404c61bd77ffc82275799207891430f9a9a953134e649ca79c8d21e42c5ade74",  # pragma: allowlist secret
    "e6b60f963aa33ab3ecaf475f246b05685a0b0f59b391a633937ffcd541bb639c",  # pragma: allowlist secret
)
"""SHA-256 of the styles that earlier versions wrote; files that still have one get the present style."""


def is_earlier(document: str) -> bool:
    """Whether a style is one that an earlier version wrote and nobody changed."""
    return hashlib.sha256(document.encode("utf-8", "replace")).hexdigest() in EARLIER
