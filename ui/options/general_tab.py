"""GeneralTab: who describes, the set-up of models, and the data folder with what it takes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Iterator, Optional, Tuple

from qgis.PyQt.QtCore import Qt, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import (
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...inference.errors import EarthscribeError
from ...inference.home import home
from ...inference.values import Stop
from ..settings import Settings
from ..tasks import Streams, Then

MB = 1_000_000


def sizes(stop: Stop) -> Iterator[Tuple[int, int]]:
    """Bytes of the kept pictures and answers, and of the whole data folder; in a task's thread."""
    from ...inference.keepsakes import FOLDER

    kept = _bytes_below(home() / FOLDER, stop)
    yield kept, _bytes_below(home(), stop)


def _bytes_below(folder: Path, stop: Stop) -> int:
    total = 0
    for place, _, names in os.walk(folder):
        if stop():
            break
        for name in names:
            path = Path(place, name)
            total += path.lstat().st_size if path.exists() and not path.is_symlink() else 0
    return total


class GeneralTab(QWidget):
    """The data folder is looked at when the tab is first shown."""

    setupPressed = pyqtSignal()
    changed = pyqtSignal()

    def __init__(self, streams: Streams, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._streams = streams
        self._looked = False
        column = QVBoxLayout(self)
        for box in (self._analyst_box(), self._setup_box(), self._data_box()):
            column.addWidget(box)
        column.addStretch(1)

    # --- parts

    def _analyst_box(self) -> QGroupBox:
        box = QGroupBox(self.tr("Analyst"), self)
        self.analyst = QLineEdit(box)
        self.analyst.setObjectName("analystName")
        self.analyst.setAccessibleName(self.tr("Your name in kept descriptions"))
        self.analyst.setToolTip(self.tr("Recorded with every description you keep; nothing of it is sent anywhere"))
        self.analyst.textEdited.connect(lambda _: self.changed.emit())
        form = QFormLayout(box)
        form.setHorizontalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(self.tr("&Your name"), self.analyst)
        return box

    def _setup_box(self) -> QGroupBox:
        box = QGroupBox(self.tr("Models on this machine"), self)
        note = self._line(self.tr("Measured descriptions and servers work without any set-up. More models need "
                                  "packages of their own, which never touch QGIS."), box)
        self.setup = self._button("openSetup", self.tr("Set-up…"),
                                  self.tr("See what is installed; install, repair or remove it"), box)
        self.setup.clicked.connect(lambda _=False: self.setupPressed.emit())
        row = QHBoxLayout(box)
        row.addWidget(note, 1)
        row.addWidget(self.setup, 0, Qt.AlignmentFlag.AlignTop)
        return box

    def _data_box(self) -> QGroupBox:
        box = QGroupBox(self.tr("Data folder"), self)
        self.place = self._line(str(home()), box)
        self.place.setObjectName("dataFolder")
        self.place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse
                                           | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.place.setToolTip(self.tr("The environment variable EARTHSCRIBE_HOME moves it"))
        self.used = self._line(self.tr("Looking how much it takes…"), box)
        self.used.setObjectName("diskUse")
        self.open = self._button("openFolder", self.tr("Open"), self.tr("Show the folder"), box)
        self.open.clicked.connect(lambda _=False: QDesktopServices.openUrl(QUrl.fromLocalFile(str(home()))))
        self.empty = self._button("emptyFolder", self.tr("Empty…"),
                                  self.tr("Delete the pictures and raw answers that are kept to check descriptions"),
                                  box)
        self.empty.clicked.connect(lambda _=False: self._ask_to_empty())
        row = QHBoxLayout()
        row.addWidget(self.open)
        row.addWidget(self.empty)
        row.addStretch(1)
        column = QVBoxLayout(box)
        column.addWidget(self.place)
        column.addWidget(self.used)
        column.addLayout(row)
        return box

    def _line(self, text: str, parent: QWidget) -> QLabel:
        label = QLabel(text, parent)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _button(self, name: str, text: str, tip: str, parent: QWidget) -> QPushButton:
        button = QPushButton(text, parent)
        button.setObjectName(name)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        return button

    # --- what is shown and written

    def load(self) -> None:
        """Show what is remembered."""
        kept = Settings()
        own = str(kept.value("analyst", ""))
        self.analyst.setText(own)
        self.analyst.setPlaceholderText(kept.analyst_name if not own else "")

    def apply(self) -> None:
        """Remember the analyst's name."""
        Settings().analyst_name = self.analyst.text()

    # --- the data folder

    def showEvent(self, event: Any) -> None:
        """Now somebody wants to know."""
        super().showEvent(event)
        if not self._looked:
            self._looked = True
            self.look()

    def look(self) -> None:
        """Find out how much the folder takes."""
        self._streams.start(self.tr("Earthscribe looks at its data folder"), sizes, Then(self._show_sizes, self._fail))

    def _show_sizes(self, found: Optional[Tuple[int, int]]) -> None:
        if found is None:
            return
        self.used.setText(self.tr("Kept pictures and answers: {kept}. Everything in the folder: {whole}.").format(
            kept=_shown(found[0]), whole=_shown(found[1])))
        self.empty.setEnabled(found[0] > 0)

    def _ask_to_empty(self) -> None:
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Earthscribe"),
                          self.tr("Delete the kept pictures and raw answers? Descriptions stay, but their pictures "
                                  "cannot be opened any more."), QMessageBox.StandardButton.NoButton, self)
        box.setObjectName("emptyQuestion")
        box.setTextFormat(Qt.TextFormat.PlainText)
        delete = box.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.buttonClicked.connect(lambda pressed: self._empty() if pressed is delete else None)
        box.open()

    def _empty(self) -> None:
        from ...inference import keepsakes

        def work(stop: Stop) -> Iterator[Tuple[int, int]]:
            keepsakes.purge()
            yield from sizes(stop)

        self.empty.setEnabled(False)
        self._streams.start(self.tr("Earthscribe empties its data folder"), work, Then(self._show_sizes, self._fail))

    def _fail(self, error: EarthscribeError) -> None:
        self.used.setText(error.sentence())
        self.empty.setEnabled(True)


def _shown(size: int) -> str:
    """Bytes as people say them."""
    if size >= 1000 * MB:
        return f"{size / MB / 1000:.1f} GB"
    return f"{size / MB:.1f} MB" if size else "0 MB"
