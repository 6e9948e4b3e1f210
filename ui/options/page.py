"""OptionsPage: the tabs of Earthscribe's page, what they show and what Apply writes."""

from __future__ import annotations

import contextlib
from typing import Any, Callable, Dict, List, Optional, Tuple

from qgis.gui import QgsOptionsPageWidget
from qgis.PyQt.QtCore import QEvent, Qt
from qgis.PyQt.QtWidgets import QLabel, QMessageBox, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from ...inference import settings
from ...inference.config import RunConfig, from_mapping
from ...inference.errors import EarthscribeError
from ...inference.servers.entries import entries
from ..settings import Settings
from ..tasks import Streams
from .general_tab import GeneralTab
from .option_form import OptionForm
from .privacy_tab import PrivacyTab
from .servers_tab import ServersTab


class PageStreams(Streams):
    """What a page has going on; QGIS throws the page away at any time."""

    def forget(self) -> None:
        """Stop all without waiting; nothing of them arrives any more."""
        for held in self._held:
            held.stream.forget()


class OptionsPage(QgsOptionsPageWidget):
    """Everything is read when the page is made and written by `apply`, which QGIS calls at OK and Apply."""

    def __init__(self, on_change: Callable[[], None], parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("earthscribeOptions")
        self._on_change = on_change
        self._usable = True
        self.streams = PageStreams(self)
        self.refusal = QLabel(self)
        self.refusal.setObjectName("settingsRefused")
        self.refusal.setTextFormat(Qt.TextFormat.PlainText)
        self.refusal.setWordWrap(True)
        self.general = GeneralTab(self.streams, self)
        self.servers = ServersTab(self.streams, self._config, self)
        self.privacy = PrivacyTab(self)
        self._form: Optional[OptionForm] = None
        self._chosen: Dict[str, Any] = {}
        self._place = _scrolled(QWidget(self))
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("earthscribeTabs")
        self.tabs.addTab(_scrolled(self.general), self.tr("General"))
        self.tabs.addTab(self.servers, self.tr("Servers"))
        self.tabs.addTab(_scrolled(self.privacy), self.tr("Privacy"))
        self.tabs.addTab(self._place, self.tr("All options"))
        self.tabs.currentChanged.connect(lambda _: self.form if self.tabs.currentWidget() is self._place else None)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.refusal)
        column.addWidget(self.tabs, 1)
        self.general.setupPressed.connect(self._open_setup)
        self.load()

    @property
    def form(self) -> OptionForm:
        """All options; made when somebody first wants them, so that the page opens at once."""
        if self._form is None:
            self._form = OptionForm(self)
            self._form.load(self._chosen)
            self._form.setEnabled(self._usable)
            _fill(self._place, self._form)
        return self._form

    def load(self) -> None:
        """Show what the settings hold; a file that cannot be used is said and left alone."""
        self.general.load()
        self.privacy.load()
        try:
            found = settings.read(settings.place())
            self._chosen, servers = settings.chosen_options(found), entries()
        except EarthscribeError as error:
            self._refuse(error)
            return
        self.servers.load(servers)
        self.refusal.hide()
        try:
            from_mapping(self._chosen)
        except EarthscribeError as error:  # its field says it, too, and what is written next has it put right
            self.refusal.setText(error.sentence())
            self.refusal.show()

    def apply(self) -> None:
        """Write what was changed; what could not be written is said, the rest is.

        QGIS applies every page at every OK: without a change nobody is told of one.
        """
        troubles: List[str] = []
        before, touched = self._fingerprint(), self.servers.touched
        self._tried(self.general.apply, troubles)
        if self._usable:
            self._tried(self.servers.apply, troubles)
        if self._usable and self._form is not None:
            self._tried(self._write_options, troubles)
            troubles += [f"{label}: {problem}" for label, problem in self._form.problems().items()]
        if touched or self._fingerprint() != before:
            self._on_change()
        if troubles:
            self._say(troubles)

    def helpKey(self) -> str:
        """There is no page for it in QGIS' own manual."""
        return ""

    # --- parts of the doing

    def _config(self) -> RunConfig:
        """The options as the page shows them: a server is tested with what was just entered."""
        values: Dict[str, Any] = self.form.values()
        return from_mapping(values)

    def _fingerprint(self) -> Tuple[str, bytes]:
        path = settings.place()
        with contextlib.suppress(OSError):  # no file, no settings
            return Settings().analyst_name, path.read_bytes()
        return Settings().analyst_name, b""

    def _write_options(self) -> None:
        settings.choose_options(settings.place(), self.form.values())

    def _tried(self, step: Callable[[], None], troubles: List[str]) -> None:
        try:
            step()
        except EarthscribeError as error:
            troubles.append(error.sentence())

    def _refuse(self, error: EarthscribeError) -> None:
        self._usable = False
        self.refusal.setText(error.sentence())
        self.refusal.show()
        self.servers.setEnabled(False)

    def _say(self, troubles: List[str]) -> None:
        box = QMessageBox(QMessageBox.Icon.Warning, self.tr("Earthscribe"), self.tr("Not everything could be kept."),
                          QMessageBox.StandardButton.Ok, self.window())
        box.setObjectName("optionsTroubles")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setInformativeText("\n".join(troubles))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.exec()

    def _open_setup(self) -> None:
        from ..setup.dialog import SetupDialog

        dialog = SetupDialog(self.streams, self)
        dialog.environmentChanged.connect(self._on_change)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def event(self, event: QEvent) -> bool:
        """When the options are closed nothing of the page goes on: no test of a server, no look at the disk."""
        if event.type() == QEvent.Type.DeferredDelete:
            self.streams.forget()
        return bool(super().event(event))


def _scrolled(inside: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    _fill(area, inside)
    return area


def _fill(area: QScrollArea, inside: QWidget) -> None:
    area.setWidget(inside)
    for each in (inside, area.viewport()):  # the tab's own ground shows
        each.setAutoFillBackground(False)
