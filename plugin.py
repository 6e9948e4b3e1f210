"""The plugin: puts Earthscribe into QGIS and takes it out again, in mirror order. The composition root."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QLocale, QTranslator
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction

HERE = Path(__file__).resolve().parent
ICON = HERE / "resources" / "icons" / "earthscribe.svg"
DRAW_ICON = HERE / "resources" / "icons" / "draw_box.svg"
TITLE = "&Earthscribe"
DRAW_KEY = "Ctrl+Alt+B"
"""The user may choose another one in QGIS' own list of shortcuts."""


class EarthscribePlugin:
    """What QGIS loads; `iface` is None in qgis_process, where only the Processing provider is wanted.

    `make_analyst` is the seam for tests: it makes what answers instead of the model process.
    """

    def __init__(self, iface: Any, make_analyst: Optional[Any] = None) -> None:
        self.iface = iface
        self._make_analyst = make_analyst
        self.translator: Optional[QTranslator] = None
        self.analyst: Any = None
        self.provider: Any = None
        self.opening: Any = None
        self.options: Any = None
        self.action: Optional[QAction] = None
        self.draw_action: Optional[QAction] = None
        self.help_action: Optional[QAction] = None

    def tr(self, text: str) -> str:
        """The text in QGIS' language."""
        return QCoreApplication.translate("EarthscribePlugin", text)

    @property
    def desk(self) -> Any:
        """What stands in the window, None without one."""
        return self.opening.desk if self.opening is not None else None

    def initProcessing(self) -> None:
        """What works without a window; QGIS calls it alone in qgis_process."""
        from .ui.processing.provider import EarthscribeProvider
        from .ui.shared_analyst import SharedAnalyst

        self._translate()
        make = self._make_analyst
        seam = (lambda _: make(), lambda _: None, lambda _: None) if make is not None else ()
        self.analyst = SharedAnalyst(*seam)
        QgsApplication.instance().aboutToQuit.connect(self.analyst.close)
        self.provider = EarthscribeProvider(self.analyst, str(ICON))
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:
        """Everything, in a QGIS with a window."""
        from .ui.options.factory import OptionsFactory
        from .ui.window.opening import Opening

        self.initProcessing()
        self.opening = Opening(self.iface, self.analyst, QIcon(str(DRAW_ICON)))
        self.options = OptionsFactory(QIcon(str(ICON)), self.opening.changed)
        self.iface.registerOptionsWidgetFactory(self.options)
        self.action = self._action(ICON, self.tr("Describe an object…"), "earthscribeAction")
        self.action.setToolTip(self.tr("Earthscribe: describe an object on a raster"))
        self.action.setCheckable(True)
        self.opening.panel.setToggleVisibilityAction(self.action)
        self.draw_action = self._action(DRAW_ICON, self.tr("Draw a box to describe"), "earthscribeDrawAction")
        self.draw_action.triggered.connect(self.opening.draw)
        self.iface.registerMainWindowAction(self.draw_action, DRAW_KEY)
        self.help_action = self._action(ICON, self.tr("Earthscribe: first steps"), "earthscribeHelpAction")
        self.help_action.triggered.connect(self.opening.show_welcome)
        self.iface.addToolBarIcon(self.action)
        for action in (self.action, self.draw_action):
            self.iface.addPluginToRasterMenu(TITLE, action)
        self.iface.pluginHelpMenu().addAction(self.help_action)

    def _action(self, icon: Path, text: str, name: str) -> QAction:
        action = QAction(QIcon(str(icon)), text, self.iface.mainWindow())
        action.setObjectName(name)
        action.setMenuRole(QAction.MenuRole.NoRole)  # on macOS a name may move an entry elsewhere
        return action

    def unload(self) -> None:
        """The mirror of the above; nothing stays behind."""
        if self.help_action is not None:
            self.iface.pluginHelpMenu().removeAction(self.help_action)
            for action in (self.draw_action, self.action):
                self.iface.removePluginRasterMenu(TITLE, action)
            self.iface.removeToolBarIcon(self.action)
            self.iface.unregisterMainWindowAction(self.draw_action)
            self.iface.unregisterOptionsWidgetFactory(self.options)
            for action in (self.help_action, self.draw_action, self.action):
                action.deleteLater()
            self.help_action = self.draw_action = self.action = self.options = None
        if self.opening is not None:
            self.opening.close()
            self.opening = None
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        if self.analyst is not None:
            QgsApplication.instance().aboutToQuit.disconnect(self.analyst.close)
            self.analyst.close()
            self.analyst = None
        if self.translator is not None:
            QCoreApplication.removeTranslator(self.translator)
            self.translator = None

    def _translate(self) -> None:
        translator = QTranslator()
        if translator.load(QLocale(QgsApplication.locale()), "earthscribe", "_", str(HERE / "i18n")):
            QCoreApplication.installTranslator(translator)
            self.translator = translator
