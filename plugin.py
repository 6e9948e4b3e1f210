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
        self.desk: Any = None
        self.action: Optional[QAction] = None

    def tr(self, text: str) -> str:
        """The text in QGIS' language."""
        return QCoreApplication.translate("EarthscribePlugin", text)

    # --- in

    def initProcessing(self) -> None:
        """What works without a window; QGIS calls it alone in qgis_process."""
        from .ui.processing.provider import EarthscribeProvider
        from .ui.shared_analyst import SharedAnalyst

        self._translate()
        self.analyst = SharedAnalyst(self._make_analyst) if self._make_analyst else SharedAnalyst()
        QgsApplication.instance().aboutToQuit.connect(self.analyst.close)
        self.provider = EarthscribeProvider(self.analyst, str(ICON))
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:
        """Everything, in a QGIS with a window."""
        from .ui.desk import Desk

        self.initProcessing()
        self.desk = Desk(self.iface, self.analyst, QIcon(str(DRAW_ICON)))
        self.action = QAction(QIcon(str(ICON)), self.tr("Describe an object…"), self.iface.mainWindow())
        self.action.setObjectName("earthscribeAction")
        self.action.setToolTip(self.tr("Earthscribe: describe an object on a raster"))
        self.action.setCheckable(True)
        self.action.setMenuRole(QAction.MenuRole.NoRole)
        self.desk.panel.setToggleVisibilityAction(self.action)
        self.iface.addToolBarIcon(self.action)
        self.iface.addPluginToRasterMenu(TITLE, self.action)

    # --- out

    def unload(self) -> None:
        """The mirror of the above; nothing stays behind."""
        if self.action is not None:
            self.iface.removePluginRasterMenu(TITLE, self.action)
            self.iface.removeToolBarIcon(self.action)
            self.action.deleteLater()
            self.action = None
        if self.desk is not None:
            self.desk.close()
            self.desk = None
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
