"""ServerDialog: one server's name, address, model and key; it can be asked before anything is kept."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from typing import List, Optional, Sequence, TypeVar

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...inference.config import RunConfig
from ...inference.errors import EarthscribeError
from ...inference.servers import Server
from ...inference.servers.entries import Entry, checked
from ..tasks import Streams
from .key_field import KeyField
from .probing import Probe

USUAL = (
    ("Ollama", "http://localhost:11434/v1"),
    ("LM Studio", "http://localhost:1234/v1"),
    ("llama.cpp", "http://localhost:8080/v1"),
    ("vLLM, transformers", "http://localhost:8000/v1"),
)
AnyWidget = TypeVar("AnyWidget", bound=QWidget)


@dataclass(frozen=True)
class Draft:
    """A server as it will be written when the options are applied."""

    entry: Entry
    was: str = ""
    """The name it has in the settings file, "" for a new one."""
    new_key: str = field(default="", repr=False)
    """A key that is to be stored in QGIS' authentication manager."""
    touched: bool = False
    """Whether it was changed here; what was not is not written over what another QGIS may have changed."""


class ServerDialog(QDialog):
    """Not modal to QGIS; `draft` holds what was entered once it is accepted."""

    def __init__(self, draft: Draft, taken: Sequence[str], config: RunConfig, streams: Streams,
                 parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("earthscribeServer")
        self.setWindowTitle(self.tr("Server") if draft.was else self.tr("New server"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.draft, self._taken, self._config = draft, tuple(taken), config
        self.probe = Probe(streams, self)
        self._make(draft)
        self._lay_out()
        self.probe.answered.connect(self._answered)
        self.probe.failed.connect(lambda error: self._say(error.sentence()))
        self.finished.connect(lambda _: self.probe.forget())
        self._asked: Optional[Server] = None

    # --- parts

    def _make(self, draft: Draft) -> None:
        entry = draft.entry
        self.name = self._named(QLineEdit(entry.name, self), "serverName", self.tr("Name"),
                                self.tr("A short name, such as office; it is the model's name in the dock"))
        self.url = self._named(QLineEdit(entry.url, self), "serverUrl", self.tr("Address"),
                               self.tr("The address up to and with /v1"))
        self.url.setPlaceholderText(USUAL[0][1])
        self.usual = self._named(QToolButton(self), "usualAddresses", self.tr("Usual addresses"),
                                 self.tr("Addresses that servers on this machine usually have"))
        self.usual.setArrowType(Qt.ArrowType.DownArrow)
        self.usual.setStyleSheet("QToolButton::menu-indicator { image: none; }")  # one arrow is enough
        self.usual.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.usual)
        for title, url in USUAL:
            menu.addAction(f"{title}: {url}").triggered.connect(lambda _=False, url=url: self.url.setText(url))
        self.usual.setMenu(menu)
        self.model = self._named(QComboBox(self), "serverModel", self.tr("Model"),
                                 self.tr("One of the server's models; it must be able to see pictures"))
        self.model.setEditable(True)
        self.model.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.model.setEditText(entry.model)
        self.ask = self._named(QPushButton(self.tr("&Ask server"), self), "askServer", self.tr("Ask server"),
                               self.tr("Ask what it offers; no picture is sent"))
        self.ask.setAutoDefault(False)
        self.ask.clicked.connect(self._ask)
        self.key = KeyField(entry, self)
        self.said = QLabel(self)
        self.said.setObjectName("serverSaid")
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.said.setWordWrap(True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _named(self, widget: AnyWidget, name: str, spoken: str, tip: str) -> AnyWidget:
        widget.setObjectName(name)
        widget.setAccessibleName(spoken)
        widget.setToolTip(tip)
        return widget

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self._labelled(self.tr("A&ddress"), self.url), self._row(self.url, self.usual))
        form.addRow(self._labelled(self.tr("&Model"), self.model), self._row(self.model, self.ask))
        form.addRow(self._labelled(self.tr("&Key"), self.key.kind), self.key)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.said)
        column.addStretch(1)
        column.addWidget(self.buttons)
        self.said.setMinimumHeight(3 * int(self.said.fontMetrics().lineSpacing()))
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.resize(62 * self.fontMetrics().averageCharWidth() + 40, self.sizeHint().height())

    def _labelled(self, text: str, widget: QWidget) -> QLabel:
        """A label whose key goes to the very widget, where a row holds several."""
        label = QLabel(text, self)
        label.setBuddy(widget)
        return label

    @staticmethod
    def _row(wide: QWidget, button: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(wide, 1)
        row.addWidget(button)
        return row

    # --- what is entered

    def entry(self) -> Entry:
        """As it stands in the fields."""
        typed = Entry(self.name.text(), self.url.text(), self.model.currentText())
        return replace(typed, key_env=self.key.variable, authcfg=self.key.authcfg)

    def accept(self) -> None:
        """Only what can be used is taken; else it is said what cannot."""
        try:
            good = checked(self.entry(), self._taken)
            self.key.check()
        except EarthscribeError as error:
            self._say(error.sentence())
            return
        self.draft = Draft(good, self.draft.was, self.key.new_key, touched=True)
        super().accept()

    def server(self) -> Server:
        """The server with its key, as it would be asked; QGIS may want its master password now."""
        entry = self.entry()
        if not entry.name.strip():
            entry = replace(entry, name=self.tr("new"))
        return server_of(Draft(checked(entry), new_key=self.key.new_key))

    def _ask(self) -> None:
        try:
            self._asked = self.server()
        except EarthscribeError as error:
            self._say(error.sentence())
            return
        self._say(self.tr("Asking {host}…").format(host=self._asked.host))
        self.probe.ask(self._asked, self._config)

    def _answered(self, names: List[str]) -> None:
        typed = self.model.currentText()
        self.model.clear()
        self.model.addItems(names)
        self.model.setEditText(typed if typed or not names else (names[0] if len(names) == 1 else ""))
        if self._asked is not None:
            self._say(self.probe.in_words(replace(self._asked, model=self.model.currentText()), names))

    def _say(self, sentence: str) -> None:
        self.said.setText(sentence)


def server_of(draft: Draft) -> Server:
    """The server of a draft with its key, wherever that is."""
    from ...inference.servers.addresses import KEY_VARIABLE, key_from
    from ..host.keys import curable_here, with_key

    entry = draft.entry
    server = curable_here(Server(entry.name, entry.url, entry.model, draft.new_key, authcfg=entry.authcfg))
    if draft.new_key:
        return server
    if entry.key_env:
        return replace(server, key=key_from(entry.key_env, os.environ), key_source=entry.key_env)
    if entry.authcfg:
        return with_key(server)
    if server.loopback or server.url.startswith("https:"):
        return replace(server, key=key_from(KEY_VARIABLE, os.environ))
    return server
