"""ServersTab: the servers of the settings file as a table; what is changed here is written when options are applied."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Callable, List, Optional, Sequence, Set

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...inference.config import RunConfig
from ...inference.errors import EarthscribeError
from ...inference.servers import Server, entries
from ...inference.servers.entries import Entry, checked
from ..host import keys
from ..host.network import proxy_in_words
from ..tasks import Streams
from .probing import Probe
from .server_dialog import Draft, ServerDialog, server_of

NAME, URL, MODEL, KEY = range(4)


class ServersTable(QTableWidget):
    """Enter changes the chosen server, Delete removes it."""

    changePressed = pyqtSignal()
    removePressed = pyqtSignal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The two keys are ours, the others move the choice."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.changePressed.emit()
        elif event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removePressed.emit()
        else:
            super().keyPressEvent(event)


class ServersTab(QWidget):
    """Add, change, remove and test."""

    changed = pyqtSignal()

    def __init__(self, streams: Streams, config: Callable[[], RunConfig], parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._streams, self._config = streams, config
        self._drafts: List[Draft] = []
        self._gone: List[Entry] = []
        self._asked: Optional[Server] = None
        self.probe = Probe(streams, self)
        self._make_table()
        self._make_buttons()
        self._lay_out()
        self.probe.answered.connect(self._answered)
        self.probe.failed.connect(lambda error: self._say(error.sentence()))

    # --- parts

    def _make_table(self) -> None:
        self.table = ServersTable(0, 4, self)
        self.table.setObjectName("serversTable")
        self.table.setAccessibleName(self.tr("Servers"))
        self.table.setHorizontalHeaderLabels([self.tr("Name"), self.tr("Address"), self.tr("Model"), self.tr("Key")])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for short in (NAME, KEY):
            header.setSectionResizeMode(short, QHeaderView.ResizeMode.ResizeToContents)
        self.table.setWordWrap(False)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.itemSelectionChanged.connect(self._follow)
        self.table.itemDoubleClicked.connect(lambda _: self._change())
        self.table.removePressed.connect(self._remove)
        self.table.changePressed.connect(self._change)

    def _make_buttons(self) -> None:
        self.add = self._button("addServer", self.tr("Add…"), self.tr("Name another server"), self._add)
        self.edit = self._button("editServer", self.tr("Change…"), self.tr("Change the chosen server"), self._change)
        self.remove = self._button("removeServer", self.tr("Remove"), self.tr("Take the chosen server off the list"),
                                   self._remove)
        self.test = self._button("testServer", self.tr("Test"),
                                 self.tr("Ask the chosen server what it offers; no picture is sent"), self._test)

    def _button(self, name: str, text: str, tip: str, pressed: Callable[[], Any]) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False: pressed())
        return button

    def _lay_out(self) -> None:
        intro = self._line(self.tr("Models can run on any server that speaks the OpenAI protocol: on this machine, in "
                                   "the office, or hosted. Each server here is a model in the dock."), "serversIntro")
        self.said = self._line("", "testSaid")
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.network = self._line(proxy_in_words(), "networkSaid")
        row = QHBoxLayout()
        for button in (self.add, self.edit, self.remove, self.test):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(intro)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        column.addWidget(self.said)
        column.addWidget(self.network)
        self._follow()

    def _line(self, text: str, name: str) -> QLabel:
        label = QLabel(text, self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    # --- what is shown

    def load(self, found: Sequence[Entry]) -> None:
        """Show the servers of the settings file."""
        self._drafts = [Draft(each, each.name) for each in found]
        self._gone = []
        self._fill(0)

    @property
    def drafts(self) -> Sequence[Draft]:
        """The servers as they will be written."""
        return tuple(self._drafts)

    def _fill(self, chosen: int) -> None:
        self.table.setRowCount(len(self._drafts))
        for row, draft in enumerate(self._drafts):
            entry = draft.entry
            for column, text in ((NAME, entry.name), (URL, entry.url), (MODEL, entry.model),
                                 (KEY, self._key_in_words(draft))):
                item = QTableWidgetItem(text)
                item.setToolTip(self._problem(entry) or text)
                self.table.setItem(row, column, item)
        if self._drafts:
            self.table.selectRow(min(chosen, len(self._drafts) - 1))
        self._follow()

    def _key_in_words(self, draft: Draft) -> str:
        if draft.new_key:
            return self.tr("New, not stored yet")
        if draft.entry.authcfg:
            there = keys.is_there(draft.entry.authcfg)
            return self.tr("In QGIS") if there else self.tr("Missing in QGIS")
        return draft.entry.key_env or "–"

    def _problem(self, entry: Entry) -> str:
        try:
            checked(entry)
        except EarthscribeError as error:
            return error.sentence()
        return ""

    def _follow(self) -> None:
        some = self._row is not None
        for button in (self.edit, self.remove, self.test):
            button.setEnabled(some)
        self.probe.forget()
        self._say(self._problem(self._drafts[self._row].entry) if self._row is not None else "")

    @property
    def _row(self) -> Optional[int]:
        row = self.table.currentRow()
        return row if 0 <= row < len(self._drafts) and self.table.selectedItems() else None

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))

    # --- what is pressed

    def _add(self) -> None:
        self.open_for(None)

    def _change(self) -> None:
        if self._row is not None:
            self.open_for(self._row)

    def open_for(self, row: Optional[int]) -> ServerDialog:
        """The dialog for a server of the table, or for a new one."""
        draft = self._drafts[row] if row is not None else Draft(Entry("", ""))
        taken = [each.entry.name for number, each in enumerate(self._drafts) if number != row]
        dialog = ServerDialog(draft, taken, self._config(), self._streams, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._take(row, dialog.draft))
        dialog.open()
        return dialog

    def _take(self, row: Optional[int], draft: Draft) -> None:
        if row is None:
            self._drafts.append(draft)
            row = len(self._drafts) - 1
        else:
            before = self._drafts[row]
            key = draft.new_key or (before.new_key if draft.entry.authcfg == before.entry.authcfg else "")
            self._drafts[row] = replace(draft, new_key=key)
        self._fill(row)
        self.changed.emit()

    def _remove(self) -> None:
        row = self._row
        if row is None:
            return
        draft = self._drafts.pop(row)
        if draft.was:
            self._gone.append(replace(draft.entry, name=draft.was))
        self._fill(row)
        self.changed.emit()

    def _test(self) -> None:
        if self._row is None:
            return
        try:
            self._asked = server_of(replace(self._drafts[self._row], entry=checked(self._drafts[self._row].entry)))
        except EarthscribeError as error:
            self._say(error.sentence())
            return
        self._say(self.tr("Asking {host}…").format(host=self._asked.host))
        self.probe.ask(self._asked, self._config())

    def _answered(self, names: List[str]) -> None:
        if self._asked is not None:
            self._say(self.probe.in_words(self._asked, names))

    # --- what is written

    @property
    def touched(self) -> bool:
        """Whether there is something to write."""
        return bool(self._gone) or any(each.touched for each in self._drafts)

    def apply(self) -> None:
        """Write what was changed: keys to QGIS' authentication manager, all else to the settings file."""
        before = {each.authcfg for each in entries.entries()}
        for entry in self._gone:
            entries.remove(entry.name)
        self._gone = []
        for row, draft in enumerate(self._drafts):
            entry = draft.entry
            if draft.new_key:
                ours = entry.authcfg if keys.is_ours(entry.authcfg) else ""
                entry = replace(entry, authcfg=keys.keep(entry.name, draft.new_key, ours))
                self._drafts[row] = replace(draft, entry=entry, new_key="")  # it is stored, whatever follows
            if draft.touched:
                entry = entries.put(entry, draft.was)
            self._drafts[row] = Draft(entry, entry.name)
        _forget_keys(before - {each.authcfg for each in entries.entries()})
        self._fill(self.table.currentRow())


def _forget_keys(left: Set[str]) -> None:
    """Take keys that no server has any more out of QGIS' authentication manager; those of other programs stay."""
    for authcfg in sorted(left):
        if authcfg and keys.is_ours(authcfg):
            keys.remove(authcfg)
