"""The default style and the metadata of our layer, as QGIS reads them: outline, labels, form, table, map tip.

It stands in resources/styles/descriptions.qml and is put into every GeoPackage written, so that a layer looks the same
wherever it is opened. A test holds its fields and aliases against the table of fields.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Tuple

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "styles"
PATH = FOLDER / "descriptions.qml"
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
    "fb95763db276ed770d8f9f5fd37dc93e0a2936e50a46f357fef41b76c6816688",  # pragma: allowlist secret
)
"""SHA-256 of the styles that earlier versions wrote; files that still have one get the present style."""


def is_earlier(document: str) -> bool:
    """Whether a style is one that an earlier version wrote and nobody changed."""
    return DESCRIPTIONS.is_earlier(document)


@dataclass(frozen=True)
class Style:
    """How one kind of layer is shown, and what catalogues are told of it."""

    path: Path
    earlier: Tuple[str, ...] = ()
    """SHA-256 of the styles that earlier versions wrote."""

    def qml(self) -> str:
        """The style as a QML document."""
        return self.path.read_text(encoding="utf-8")

    def qmd(self) -> str:
        """The layer's metadata as an XML document."""
        return self.path.with_suffix(".qmd").read_text(encoding="utf-8")

    def is_earlier(self, document: str) -> bool:
        """Whether a style is one that an earlier version wrote and nobody changed."""
        return hashlib.sha256(document.encode("utf-8", "replace")).hexdigest() in self.earlier


DESCRIPTIONS = Style(PATH, EARLIER)
DETECTIONS = Style(FOLDER / "detections.qml")
