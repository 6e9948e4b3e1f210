"""WelcomePage: what stands in the dock the first time, and leads to a first description."""

from __future__ import annotations

from typing import List, Optional

from qgis.PyQt.QtCore import QRect, QSize, pyqtSignal
from qgis.PyQt.QtGui import QPainter, QPaintEvent
from qgis.PyQt.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from .icons import icon
from .naming import named
from .steps import Steps

WIDE, HIGH = 320, 150
LARGEST = 460


class Illustration(QWidget):
    """A small landscape with a box in it, as wide as there is room."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._icon = icon("welcome")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """It keeps its proportions."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as it is drawn."""
        return round(min(width, LARGEST) * HIGH / WIDE)

    def sizeHint(self) -> QSize:
        """Its own size."""
        return QSize(240, self.heightForWidth(240))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it in the middle."""
        wide = min(self.width(), LARGEST)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = QRect((self.width() - wide) // 2, 0, wide, self.heightForWidth(wide))
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(place, self._icon.pixmap(QSize(round(wide * ratio), round(place.height() * ratio))))
        painter.end()


class WelcomePage(QWidget):
    """A picture, three steps and three ways on."""

    samplePressed = pyqtSignal()
    setupPressed = pyqtSignal()
    closed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("welcomePage")
        title = QLabel(self.tr("Say what stands there"), self)
        font = title.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.25)
        title.setFont(font)
        title.setWordWrap(True)
        about = QLabel(self.tr("Earthscribe measures and describes what you point at on a raster. Nothing leaves "
                               "this computer unless you choose a server and agree."), self)
        about.setWordWrap(True)
        self.steps = Steps((
            self.tr("Open a raster: yours, or the small one that comes along."),
            self.tr("Draw a box round an object: one edge, then its width."),
            self.tr("Read the description, mend it, accept it: it becomes a feature."),
        ), self)
        self.sample = named(QPushButton(self.tr("Open the sample raster"), self), "sampleButton",
                            self.tr("Open the sample raster"), self.tr("Adds a small picture to the project to try on"))
        self.setup = named(QPushButton(self.tr("Set up larger models…"), self), "welcomeSetupButton",
                           self.tr("Set up larger models"), self.tr(
                               "Measured descriptions work at once; models that look at the picture need more"))
        self.close_it = named(QPushButton(self.tr("Don't show again"), self), "welcomeCloseButton",
                              self.tr("Do not show this page again"), self.tr("Go on with your own rasters"))
        self.sample.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(12)
        column.addWidget(Illustration(self))
        for part in (title, about, self.steps):
            column.addWidget(part)
        column.addSpacing(4)
        for button in (self.sample, self.setup, self.close_it):
            button.setMinimumWidth(1)  # at large fonts some of the air round the words goes first
            column.addWidget(button)
        column.addStretch(1)
        self.sample.clicked.connect(self.samplePressed)
        self.setup.clicked.connect(self.setupPressed)
        self.close_it.clicked.connect(self.closed)

    def tab_order(self) -> List[QWidget]:
        """From top to bottom."""
        return [self.sample, self.setup, self.close_it]
