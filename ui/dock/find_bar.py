"""FindBar: find all objects in view, of which classes, how far it is and what came of it; it says what was pressed."""

from __future__ import annotations

from typing import List, Optional, Sequence, Tuple

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtWidgets import (
    QAction,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..drawing.draw_bar import GAP, Worded
from .model_state import ModelState
from .naming import named

BAR_HIGH = 6


class StayingMenu(QMenu):
    """A menu that stays open while its entries are ticked."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick, and stay."""
        action = self.activeAction()
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)


class FindBar(QWidget):
    """One button that begins and ends the search, the classes it is for, and a line of what is said of it."""

    findPressed = pyqtSignal()
    stopPressed = pyqtSignal()
    setupPressed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self._running = self._ready = self._aimed = False
        self._make_parts()
        self._lay_out()
        self.button.clicked.connect(lambda _checked=False: self._pressed())
        self.lack.setupPressed.connect(self.setupPressed)
        self._show_button()

    def _pressed(self) -> None:
        (self.stopPressed if self._running else self.findPressed).emit()

    # --- parts

    def _make_parts(self) -> None:
        self.button = Worded(QgsApplication.getThemeIcon("/mActionZoomToSelected.svg"), "", self)
        self.button.setIconSize(QSize(20, 20))
        named(self.button, "findButton", self.tr("Detect in view"))
        self.classes = named(QToolButton(self), "findClassesButton", self.tr("Which classes"),
                             self.tr("Which classes are looked for"))
        self.classes.setIcon(QgsApplication.getThemeIcon("/mActionFilter2.svg"))
        self.classes.setIconSize(QSize(20, 20))
        self.classes.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.classes.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.menu = StayingMenu(self)
        self.menu.setObjectName("findClassesMenu")
        self.every = self.menu.addAction(self.tr("All classes"))
        self.every.setCheckable(True)
        self.every.setChecked(True)
        self.every.triggered.connect(lambda _checked: self._all())
        self.menu.addSeparator()
        self.classes.setMenu(self.menu)
        self.progress = named(QProgressBar(self), "findProgress", self.tr("Progress"), self.tr("How far it is"))
        self.progress.setTextVisible(False)
        self.progress.setMaximumHeight(BAR_HIGH)
        self.progress.hide()
        self.words = named(QLabel(self), "findWords", self.tr("What was found"))
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.hide()
        self.lack = ModelState(self)
        for part, name in ((self.lack, "findLack"), (self.lack.sign, "findLackSign"),
                           (self.lack.words, "findLackWords"), (self.lack.cure, "findCureButton")):
            part.setObjectName(name)

    def _lay_out(self) -> None:
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.button.setMinimumWidth(1)
        self.classes.setMinimumHeight(self.button.sizeHint().height())
        first = QHBoxLayout()
        first.setSpacing(4)
        first.addWidget(self.button, 1)
        first.addWidget(self.classes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(first)
        for part in (self.lack, self.progress, self.words):
            column.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def tab_order(self) -> List[QWidget]:
        """From top to bottom."""
        return [self.button, self.classes, self.lack.cure]

    # --- what it is told

    def offer_classes(self, classes: Sequence[Tuple[str, str]]) -> None:
        """The classes that can be looked for: name and word; those ticked before stay so."""
        if [(each.data(), each.text()) for each in self._entries()] == list(classes):
            return
        ticked = set(self.chosen_classes())
        for each in self._entries():
            self.menu.removeAction(each)
        for name, word in classes:
            action = self.menu.addAction(word)
            action.setData(name)
            action.setCheckable(True)
            action.setChecked(name in ticked)
            action.triggered.connect(lambda _checked: self._show_every())
        self._show_every()

    def show_lack(self, words: str, *, curable: bool) -> None:
        """What is missing before objects can be found; "" where nothing is."""
        self._ready = not words
        self.lack.show_state(words, "setup" if curable else "failed" if words else "")
        self._show_button()

    def show_aimed(self, aimed: bool) -> None:
        """Whether there is a raster to search."""
        self._aimed = aimed
        self._show_button()

    def show_running(self, words: str, fraction: float) -> None:
        """The search goes on; a fraction below 0 says that nobody knows how far it is."""
        self._running = True
        self.progress.setRange(0, 0 if fraction < 0 else 100)
        self.progress.setValue(round(100 * max(0.0, fraction)))
        self.progress.show()
        self._say(words)
        self._show_button()

    def show_rest(self, words: str) -> None:
        """Nothing runs; what came of it, "" for nothing to say."""
        self._running = False
        self.progress.hide()
        self._say(words)
        self._show_button()

    def show_aside(self, words: str, *, busy: bool = False) -> None:
        """Something beside the search, which has the line for itself while it runs."""
        if not self._running:
            self.progress.setRange(0, 0 if busy else 1)
            self.progress.setVisible(busy)
            self._say(words)

    # --- what it says

    def chosen_classes(self) -> Tuple[str, ...]:
        """The names of the classes that are ticked; none mean all."""
        return tuple(str(each.data()) for each in self._entries() if each.isChecked())

    # ---

    def _entries(self) -> List[QAction]:
        return [each for each in self.menu.actions() if each.data()]

    def _all(self) -> None:
        for each in self._entries():
            each.setChecked(False)
        self._show_every()

    def _show_every(self) -> None:
        chosen = self.chosen_classes()
        self.every.setChecked(not chosen)
        words = ", ".join(each.text() for each in self._entries() if each.isChecked()) or self.tr("all")
        self.classes.setToolTip(self.tr("Which classes are looked for: {classes}").format(classes=words))

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def _show_button(self) -> None:
        words = self.tr("Stop detecting") if self._running else self.tr("Detect in view")
        if self.button.text() != GAP + words:
            self.button.setText(GAP + words)
            self.button.fit()
        self.button.setEnabled(self._running or (self._ready and self._aimed))
        self.classes.setEnabled(not self._running)
        self.button.setToolTip(
            self.tr("End the search; what was found stays") if self._running else self.tr(
                "Find all objects of known classes in the part of the raster that the map shows;\n"
                "they become a layer of their own"))
