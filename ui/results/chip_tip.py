"""The chip of an object as QGIS' expressions can ask for it: `earthscribe_chip("uid")` in the map tip.

A layer may be opened anywhere, so its style names no folder: where the plugin is not loaded the function is not there,
and the map tip does without. QGIS' own global variables would not do: all windows of a profile share them.
"""

from __future__ import annotations

import html
from typing import Any, Iterable

from qgis.core import QgsExpression, QgsExpressionFunction

from ...inference.keepsakes import chip_of

NAME = "earthscribe_chip"
HELP = "The picture that a model saw of the object with this identifier, as HTML; empty where it is not kept here."
WIDTH, HIGH = 256, 150
"""QGIS shows no tip that is higher than half the map; the text needs its share."""


class _Function(QgsExpressionFunction):
    """One argument, the uid."""

    def __init__(self) -> None:
        super().__init__(NAME, 1, "Earthscribe", HELP)

    def func(self, values: Iterable[Any], _context: Any, _parent: Any, _node: Any) -> str:
        """An image, or nothing."""
        uid = next(iter(values), None)
        if not isinstance(uid, str) or not uid:
            return ""
        place = chip_of(uid).absolute()
        fit = f"max-width: {WIDTH}px; max-height: {HIGH}px"
        return f'<img style="{fit}" src="{html.escape(place.as_uri())}"/>' if place.is_file() else ""


class ChipTip:
    """The function, as long as this lives."""

    def __init__(self) -> None:
        self._function = _Function()
        QgsExpression.registerFunction(self._function)

    def close(self) -> None:
        """Take it away."""
        QgsExpression.unregisterFunction(NAME)
