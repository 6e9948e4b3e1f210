"""PrivacyTab: what leaves this machine, in plain words, and who was allowed to get pictures."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QDate, QLocale, Qt
from qgis.PyQt.QtWidgets import (
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ..host.consents import granted, revoke


class PrivacyTab(QWidget):
    """Leave is taken back at once: whoever presses Revoke means it, whether the options are applied or not."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        leaves = QGroupBox(self.tr("What leaves this machine"), self)
        inside = QVBoxLayout(leaves)
        for text in (
                self.tr("Nothing, unless you ask a server on another machine. Measured descriptions and servers on "
                        "this machine keep everything here."),
                self.tr("Before a server first gets a picture, Earthscribe names it, shows the very pictures and the "
                        "question, and asks you."),
                self.tr("Never sent: the file, its name, its place, its coordinates."),
                self.tr("There is no telemetry: no counting, no reports, no look for updates. What the set-up "
                        "downloads, it downloads when you press its button.")):
            inside.addWidget(self._line(text))
        column.addWidget(leaves)
        column.addWidget(self._granted_box(), 1)

    def _line(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _granted_box(self) -> QGroupBox:
        box = QGroupBox(self.tr("Servers that may be sent pictures"), self)
        self.list = QListWidget(box)
        self.list.setObjectName("grantedList")
        self.list.setAccessibleName(self.tr("Servers that may be sent pictures"))
        self.none = self._line(self.tr("No server: you will be asked before the first picture is sent."))
        self.none.setObjectName("grantedNone")
        self.revoke = QPushButton(self.tr("Revoke"), box)
        self.revoke.setObjectName("revokeGranted")
        self.revoke.setAutoDefault(False)
        self.revoke.setToolTip(self.tr("Ask again before pictures are sent there"))
        self.revoke.clicked.connect(lambda _=False: self._revoke())
        self.list.itemSelectionChanged.connect(self._follow)
        row = QHBoxLayout()
        row.addWidget(self.revoke)
        row.addStretch(1)
        column = QVBoxLayout(box)
        column.addWidget(self.none)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        self.load()
        return box

    def load(self) -> None:
        """Show who has leave now."""
        self.list.clear()
        for address, day in granted().items():
            date = QDate.fromString(day, Qt.DateFormat.ISODate)
            shown = QLocale().toString(date, QLocale.FormatType.ShortFormat) if date.isValid() else day
            item = QListWidgetItem(self.tr("{address}, since {day}").format(address=address, day=shown), self.list)
            item.setData(Qt.ItemDataRole.UserRole, address)
        some = self.list.count() > 0
        self.list.setVisible(some)
        self.revoke.setVisible(some)
        self.none.setVisible(not some)
        self._follow()

    def _follow(self) -> None:
        self.revoke.setEnabled(bool(self.list.selectedItems()))

    def _revoke(self) -> None:
        for item in self.list.selectedItems():
            revoke(str(item.data(Qt.ItemDataRole.UserRole)))
        self.load()
