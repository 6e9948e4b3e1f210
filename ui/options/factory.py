"""OptionsFactory: what QGIS asks for Earthscribe's page when somebody opens the options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable, Optional

from qgis.gui import QgsOptionsWidgetFactory
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QWidget

if TYPE_CHECKING:
    from .page import OptionsPage

TITLE = "Earthscribe"


class OptionsFactory(QgsOptionsWidgetFactory):
    """Registered with `iface.registerOptionsWidgetFactory`; `on_change` is called when something was applied."""

    def __init__(self, icon: QIcon, on_change: Callable[[], None]) -> None:
        super().__init__(TITLE, icon)
        self._icon, self._on_change = icon, on_change
        self._page: Optional[OptionsPage] = None

    def icon(self) -> QIcon:
        """The plugin's."""
        return self._icon

    def createWidget(self, parent: Optional[QWidget] = None) -> OptionsPage:
        """A fresh page; QGIS owns it, and its Python side lives as long as the next one is not asked for."""
        from .page import OptionsPage

        self._page = OptionsPage(self._on_change, parent)
        return self._page
