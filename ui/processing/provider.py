"""The Processing provider "Earthscribe"; it is always registered, what is missing is said when an algorithm runs."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..shared_analyst import SharedAnalyst
from .describe_box import DescribeBox
from .detect_objects import DetectObjects, Dresser


class EarthscribeProvider(QgsProcessingProvider):
    """Earthscribe's algorithms, answered by the session's shared analyst."""

    def __init__(self, analyst: SharedAnalyst, icon: str) -> None:
        super().__init__()
        self._analyst = analyst
        self._icon = icon
        self._dresser = Dresser()
        """Held here for as long as QGIS may load a result."""

    def loadAlgorithms(self) -> None:
        """Called by QGIS."""
        self.addAlgorithm(DescribeBox(self._analyst, self._icon))
        self.addAlgorithm(DetectObjects(self._analyst, self._icon, self._dresser))

    def id(self) -> str:
        """The part before the colon."""
        return "earthscribe"

    def name(self) -> str:
        """As shown in the toolbox."""
        return "Earthscribe"

    def icon(self) -> QIcon:
        """As shown in the toolbox."""
        return QIcon(self._icon)

    def svgIconPath(self) -> str:
        """The same icon as a file."""
        return self._icon
