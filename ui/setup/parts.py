"""Parts of the set-up dialog: the list of findings, the choice of what to install, and the log."""

from __future__ import annotations

from pathlib import Path
from typing import Dict, List, Optional, Sequence

from qgis.gui import QgsCollapsibleGroupBox, QgsFileWidget
from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QFont, QFontDatabase, QResizeEvent
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from ...inference.doctor.finding import NOTE, OK, PROBLEM, Finding
from ...inference.setup.planning import Wish
from ...inference.setup.pythons import Python
from ...inference.setup.tiers import LIGHT, TORCH

_PICTURES = {OK: QStyle.StandardPixmap.SP_DialogApplyButton, NOTE: QStyle.StandardPixmap.SP_MessageBoxInformation,
             PROBLEM: QStyle.StandardPixmap.SP_MessageBoxWarning}
_ORDER = (PROBLEM, NOTE, OK)
OTHER = "?"
"""What stands for "choose another Python" in the list of Pythons."""


def plain_label(name: str, parent: Optional[QWidget] = None) -> QLabel:
    """A label that wraps and takes its text as it is."""
    label = QLabel(parent)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label


def push_button(name: str, words: str, tip: str) -> QPushButton:
    """A button that Enter in another field does not press."""
    button = QPushButton(words)
    button.setObjectName(name)
    button.setAccessibleName(words.replace("&", "").rstrip("…"))
    button.setToolTip(tip)
    button.setAutoDefault(False)
    return button


def row(*buttons: QPushButton) -> QHBoxLayout:
    """Buttons side by side, from the left."""
    line = QHBoxLayout()
    for button in buttons:
        line.addWidget(button)
    line.addStretch(1)
    return line


class UpkeepBox(QGroupBox):
    """What the set-up takes on disk, and the buttons that look after it."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Look after it"))
        column = QVBoxLayout(self)
        self.use = plain_label("setupUse")
        column.addWidget(self.use)
        self.repair = push_button("setupRepair", self.tr("&Repair"), self.tr(
            "Look at every file, and build the environment anew if something is wrong"))
        self.back = push_button("setupBack", self.tr("Roll &back"), self.tr(
            "Use the environment again that was used before"))
        self.remove = push_button("setupRemove", self.tr("Re&move…"), self.tr(
            "Delete all environments and what was downloaded for them"))
        column.addLayout(row(self.repair, self.back, self.remove))


class FindingsList(QListWidget):
    """What was found, what is wrong first, each with its cure below."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("setupFindings")
        self.setAccessibleName(self.tr("Findings about this machine"))
        self.setToolTip(self.tr("What Earthscribe found on this machine, each with what to do about it"))
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._findings: List[Finding] = []

    def sizeHint(self) -> QSize:
        """Room for about six lines."""
        return QSize(300, 8 * self.fontMetrics().lineSpacing())

    @property
    def findings(self) -> Sequence[Finding]:
        """All of them, in the order in which they came."""
        return tuple(self._findings)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these, and none of before."""
        self._findings = list(findings)
        self._fill()

    def add(self, findings: Sequence[Finding]) -> None:
        """Show some more."""
        self._findings += findings
        self._fill()

    def _fill(self) -> None:
        words = {OK: self.tr("fine"), NOTE: self.tr("note"), PROBLEM: self.tr("problem")}
        self.clear()
        for finding in sorted(self._findings, key=lambda each: _ORDER.index(each.status)):
            text = f"{finding.name}: {finding.says}"
            item = QListWidgetItem(self.style().standardIcon(_PICTURES[finding.status]),
                                   f"{text}\n→ {finding.cure}" if finding.cure else text)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words[finding.status]}: {text} {finding.cure}")
            self.addItem(item)
        self.scrollToTop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The items wrap anew at the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class ChoiceBox(QWidget):
    """What to install, with which Python, and from where."""

    changed = pyqtSignal()
    otherPython = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.tier = self._tiers()
        self.python = QComboBox()
        self.python.setObjectName("setupPython")
        self.python.setAccessibleName(self.tr("Python"))
        self.python.setToolTip(self.tr("The Python that the environment is made with; QGIS' own Python is not changed"))
        self.python.addItem(self.tr("One that fits"), "")
        self.python.addItem(self.tr("Another…"), OTHER)
        self.wheels = QgsFileWidget()
        self.wheels.setObjectName("setupWheels")
        self.wheels.setAccessibleName(self.tr("Folder of wheels"))
        self.wheels.setToolTip(self.tr("For machines without network: a folder that was filled elsewhere with "
                                       "“Fill a folder…”. Empty: packages come over the network."))
        self.wheels.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.wheels.lineEdit().setPlaceholderText(self.tr("none: packages come over the network"))
        self.wheels.lineEdit().setAccessibleName(self.tr("Folder of wheels"))
        for box in (self.tier, self.python):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(16)
        for words, field in ((self.tr("&What"), self.tier), (self.tr("&Python"), self.python),
                             (self.tr("From &folder"), self.wheels)):
            label = QLabel(words)
            label.setBuddy(field)
            form.addRow(label, field)
        self._asked = 0
        self.tier.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.python.activated.connect(self._python_chosen)
        self.wheels.fileChanged.connect(lambda _: self.changed.emit())

    def _tiers(self) -> QComboBox:
        box = QComboBox()
        box.setObjectName("setupTier")
        box.setAccessibleName(self.tr("What to install"))
        box.setToolTip(self.tr("Light is enough for measured descriptions and model servers. Large adds torch, for "
                               "large models that run on this machine."))
        box.addItem(self.tr("Light: rasters, servers, small models"), LIGHT)
        box.addItem(self.tr("Large: also torch, for large models on this machine"), TORCH)
        return box

    def wish(self, network: Dict[str, str]) -> Wish:
        """What was chosen."""
        folder = self.wheels.filePath().strip()
        return Wish(str(self.tier.currentData()), str(self.python.currentData()),
                    Path(folder).expanduser() if folder else None, network)

    def offer_pythons(self, found: Sequence[Python]) -> None:
        """List the Pythons of this machine; the choice stays."""
        known = {str(self.python.itemData(row)) for row in range(self.python.count())}
        for each in found:
            if each.path not in known:
                self._insert(each.words() + (f" ({each.unfit})" if each.unfit else ""), each.path)

    def take_python(self, path: str) -> None:
        """Choose a Python by its path; an empty one leaves the choice as it was."""
        if path:
            row = self.python.findData(path)
            self.python.setCurrentIndex(row if row >= 0 else self._insert(path, path))
            self._asked = self.python.currentIndex()
            self.changed.emit()
        else:
            self.python.setCurrentIndex(self._asked)

    def take_tier(self, name: str) -> None:
        """Choose what is installed already."""
        row = self.tier.findData(TORCH if name.startswith(TORCH) else LIGHT)
        if row != self.tier.currentIndex():
            self.tier.setCurrentIndex(row)

    def _insert(self, words: str, path: str) -> int:
        row = self.python.count() - 1
        self.python.insertItem(row, words, path)
        self.python.setItemData(row, path, Qt.ItemDataRole.ToolTipRole)
        return row

    def _python_chosen(self, row: int) -> None:
        if self.python.itemData(row) == OTHER:
            self.otherPython.emit()
        else:
            self._asked = row
            self.changed.emit()


class InstallBox(QGroupBox):
    """The choice, what it would bring, how far it is, and the buttons."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Install"))
        column = QVBoxLayout(self)
        self.choice = ChoiceBox()
        self.plan = plain_label("setupPlan")
        self.step = plain_label("setupStep")
        self.bar = QProgressBar()
        self.bar.setObjectName("setupProgress")
        self.bar.setAccessibleName(self.tr("Progress of the set-up"))
        self.bar.setToolTip(self.tr("How far the set-up is"))
        self.bar.setRange(0, 1000)
        for part in (self.choice, self.plan, self.step, self.bar):
            column.addWidget(part)
        self.install = push_button("setupInstall", self.tr("&Install"), self.tr(
            "Install what is chosen above; what is in use stays until the new one works"))
        self.cancel = push_button("setupCancel", self.tr("Ca&ncel"), self.tr(
            "Stop; what was downloaded is kept for the next try"))
        self.fill = push_button("setupFill", self.tr("Fill a fol&der…"), self.tr(
            "Download everything into a folder, to carry it to a machine without network"))
        column.addLayout(row(self.install, self.cancel, self.fill))


class LogBox(QgsCollapsibleGroupBox):
    """Every line of what is done; folded away until somebody wants to see it."""

    LINES = 2000

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Log"))
        self.setObjectName("setupLogBox")
        self.setSaveCollapsedState(False)
        self.setCollapsed(True)
        self.text = QPlainTextEdit()
        self.text.setObjectName("setupLog")
        self.text.setAccessibleName(self.tr("Log of the set-up"))
        self.text.setToolTip(self.tr("What is being done, line by line; it is kept in the data folder, too"))
        self.text.setReadOnly(True)
        self.text.setMaximumBlockCount(self.LINES)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setFamily("monospace")  # where the system names no font, the one it takes is not always fixed
        font.setStyleHint(QFont.StyleHint.Monospace)
        font.setPointSizeF(self.font().pointSizeF())
        self.text.setFont(font)
        self.text.setMinimumHeight(6 * self.text.fontMetrics().lineSpacing())
        column = QVBoxLayout(self)
        column.addWidget(self.text)

    def add(self, lines: Sequence[str]) -> None:
        """Some more lines; the last one is seen. Addresses of package servers and proxies show no keys."""
        from ..host.recorded import told

        self.text.appendPlainText("\n".join(map(told, lines)))
        down = self.text.verticalScrollBar()
        down.setValue(down.maximum())
