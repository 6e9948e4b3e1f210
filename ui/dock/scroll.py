"""How the dock copes with little room: parts that shrink to what they need at least, and scrolling after that."""

from __future__ import annotations

from typing import Optional

from qgis.gui import QgsScrollArea
from qgis.PyQt.QtCore import QEvent, QObject, QSize, Qt
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import QFrame, QSizePolicy, QStackedWidget, QWidget

LEAST_LINES = 5


class Shrinkable(QWidget):
    """A part whose least height follows its width.

    Qt gives a widget that has a height for its width that height or more; this one may also get less, down to the sum
    of what its parts need at that width.
    """

    def hasHeightForWidth(self) -> bool:
        """Said by the two hints below instead."""
        return False

    def sizeHint(self) -> QSize:
        """What its parts would like."""
        layout = self.layout()
        wanted = layout.totalSizeHint()
        high = layout.totalHeightForWidth(self._wide()) if layout.hasHeightForWidth() else wanted.height()
        return QSize(wanted.width(), high)

    def minimumSizeHint(self) -> QSize:
        """What its parts need."""
        layout = self.layout()
        needed = layout.totalMinimumSize()
        high = layout.minimumHeightForWidth(self._wide()) if layout.hasHeightForWidth() else needed.height()
        return QSize(needed.width(), high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width asks for another height."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _wide(self) -> int:
        return max(self.width(), int(self.layout().totalMinimumSize().width()))


class Page(QWidget):
    """One Shrinkable and nothing else; a scroll area asks it, where it would ask a layout for more than is needed."""

    def __init__(self, held: Shrinkable, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.held = held
        held.setParent(self)

    def sizeHint(self) -> QSize:
        """As its content."""
        return self.held.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As its content."""
        return self.held.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """All of it is for the content."""
        super().resizeEvent(event)
        self.held.resize(self.size())

    def event(self, event: QEvent) -> bool:
        """Its content needs more or less."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return bool(super().event(event))


class Scroll(QgsScrollArea):
    """Scrolls up and down, never sideways."""

    def __init__(self, held: QWidget, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(held)


class Pages(QStackedWidget):
    """Asks for what the page on top needs, not for what the largest of all would."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(lambda _: self.updateGeometry())

    def sizeHint(self) -> QSize:
        """As the page on top."""
        return self.currentWidget().sizeHint() if self.count() else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As the page on top."""
        return self.currentWidget().minimumSizeHint() if self.count() else super().minimumSizeHint()


class FittingScroll(Scroll):
    """As high as what it holds; it scrolls only where there is no room for that."""

    def __init__(self, held: QWidget, parent: Optional[QWidget] = None) -> None:
        super().__init__(held, parent)
        self._high = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        held.installEventFilter(self)

    def sizeHint(self) -> QSize:
        """The height of what it holds, at the width there is."""
        held = self.widget()
        layout = held.layout()
        width = max(self.width(), held.minimumSizeHint().width())
        high = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        return QSize(held.sizeHint().width(), high)

    def minimumSizeHint(self) -> QSize:
        """Enough to work with by scrolling."""
        lines = LEAST_LINES * int(self.fontMetrics().lineSpacing())
        width = self.widget().minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return QSize(width, min(lines, self.sizeHint().height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What it holds became higher or lower."""
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return bool(super().eventFilter(watched, event))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width asks for another height."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        high = self.sizeHint().height()
        if high != self._high:
            self._high = high
            self.updateGeometry()
