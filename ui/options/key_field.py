"""KeyField: where a server's key is: nowhere, in QGIS' authentication manager, or in an environment variable."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtWidgets import QComboBox, QLabel, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from ...inference.errors import BadSetting
from ...inference.servers.entries import Entry
from ..host import keys

NONE, QGIS, VARIABLE = range(3)


class KeyField(QWidget):
    """A typed key stays in this widget until the options are applied; a kept one is never shown."""

    def __init__(self, entry: Entry, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._was = entry.authcfg
        self.kind = QComboBox(self)
        self.kind.setObjectName("keyKind")
        self.kind.setAccessibleName(self.tr("Where the key is"))
        self.kind.addItems([self.tr("No key of its own"), self.tr("In QGIS' authentication manager"),
                            self.tr("In an environment variable")])
        self.pages = QStackedWidget(self)
        self.pages.addWidget(QWidget(self))
        self.pages.addWidget(self._manager_page())
        self.pages.addWidget(self._variable_page(entry))
        self.kind.currentIndexChanged.connect(self._turn)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.kind)
        column.addWidget(self.pages)
        self.kind.setCurrentIndex(QGIS if entry.authcfg else VARIABLE if entry.key_env else NONE)
        self._turn()

    def _manager_page(self) -> QWidget:
        page = QWidget(self)
        self.entries = QComboBox(page)
        self.entries.setObjectName("keyEntry")
        self.entries.setAccessibleName(self.tr("Entry of the authentication manager"))
        self.entries.addItem(self.tr("A new entry"), "")
        for each in keys.entries():
            self.entries.addItem(f"{each.name} ({each.authcfg})", each.authcfg)
        if self._was and self.entries.findData(self._was) < 0:
            self.entries.addItem(self.tr("{id} (not there any more)").format(id=self._was), self._was)
        self.entries.setCurrentIndex(max(0, self.entries.findData(self._was)))
        self.secret = QLineEdit(page)
        self.secret.setObjectName("keySecret")
        self.secret.setAccessibleName(self.tr("Key"))
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.entries.currentIndexChanged.connect(self._follow_entry)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.entries)
        column.addWidget(self.secret)
        self._follow_entry()
        return page

    def _variable_page(self, entry: Entry) -> QWidget:
        page = QWidget(self)
        self.variable_name = QLineEdit(entry.key_env, page)
        self.variable_name.setObjectName("keyVariable")
        self.variable_name.setAccessibleName(self.tr("Environment variable"))
        self.variable_name.setPlaceholderText("OFFICE_KEY")
        note = QLabel(self.tr("QGIS has to be started with it."), page)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.variable_name)
        column.addWidget(note)
        column.addStretch(1)
        return page

    def _turn(self) -> None:
        self.pages.setCurrentIndex(self.kind.currentIndex())

    def _follow_entry(self) -> None:
        chosen = str(self.entries.currentData() or "")
        changeable = not chosen or keys.is_ours(chosen) or not keys.is_there(chosen)
        self.secret.setEnabled(changeable)
        if not changeable:
            self.secret.clear()
            self.secret.setPlaceholderText("")
        elif keys.is_there(chosen):
            self.secret.setPlaceholderText(self.tr("Kept; paste another one to change it"))
        else:
            self.secret.setPlaceholderText(self.tr("Paste the key here"))

    # --- what is entered

    @property
    def new_key(self) -> str:
        """A key that was typed and is to be stored, "" for none."""
        return self.secret.text().strip() if self.kind.currentIndex() == QGIS else ""

    @property
    def authcfg(self) -> str:
        """The chosen entry, "" for none or one that will be made."""
        return str(self.entries.currentData() or "") if self.kind.currentIndex() == QGIS else ""

    @property
    def variable(self) -> str:
        """The name of the environment variable, "" for none."""
        return self.variable_name.text().strip() if self.kind.currentIndex() == VARIABLE else ""

    def check(self) -> None:
        """Refuse a choice that is not filled in, or a key that no header can hold."""
        where = self.kind.currentIndex()
        key = self.new_key
        if where == QGIS and not key and not (self.authcfg and keys.is_there(self.authcfg)):
            raise BadSetting("key", "none was given", hint="Paste the key, or choose another entry.")
        if key and not (key.isascii() and key.isprintable()):
            raise BadSetting("key", "it holds characters that no key has", hint="Paste the key alone.")
        if where == VARIABLE and not self.variable:
            raise BadSetting("key", "no variable is named", hint="Name one, or choose that there is no key.")
