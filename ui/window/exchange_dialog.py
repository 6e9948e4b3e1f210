"""ExchangeDialog: what exactly was sent for an object, and what came back; all of it can be copied."""

from __future__ import annotations

from typing import List, Optional, Tuple

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QFontDatabase, QPixmap
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ..dock.naming import named
from ..dock.picture import image_of
from ..host.recorded import sentence, told
from .exchange import Exchange

SIDE = 220
"""How large a picture is shown at most; "Open the chip" shows it in full."""


class ExchangeDialog(QDialog):
    """Two pages: sent, received."""

    def __init__(self, number: int, exchange: Exchange, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("exchangeDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Request and answer of object {number}").format(number=number))
        self.resize(700, 640)
        self._exchange = exchange
        self.sent = self._page("sentText", self.tr("What was sent"), self._sent())
        self.received = self._page("receivedText", self.tr("What came back"), self._received())
        tabs = QTabWidget(self)
        tabs.setObjectName("exchangeTabs")
        tabs.setAccessibleName(self.windowTitle())
        tabs.addTab(self._with_pictures(), self.tr("Sent"))
        tabs.addTab(self.received, self.tr("Received"))
        self.copy = named(QPushButton(self.tr("&Copy all"), self), "copyExchangeButton", self.tr("Copy all"),
                          self.tr("Both texts to the clipboard, without the pictures"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.setObjectName("exchangeButtons")
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        column.addWidget(tabs, 1)
        column.addWidget(buttons)
        self.copy.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)

    def _page(self, name: str, spoken: str, text: str) -> QPlainTextEdit:
        page = named(QPlainTextEdit(self), name, spoken, spoken)
        page.setReadOnly(True)
        page.setTabChangesFocus(True)
        page.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        page.setPlainText(text)
        return page

    def _with_pictures(self) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        row = QHBoxLayout()
        for place, pixels in enumerate(self._exchange.pictures):
            picture = QLabel(page)
            picture.setObjectName(f"sentPicture{place}")
            picture.setAccessibleName(self.tr("Picture {number}").format(number=place + 1))
            whole = QPixmap.fromImage(image_of(pixels))
            picture.setPixmap(whole.scaled(SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio,
                                           Qt.TransformationMode.SmoothTransformation))
            picture.setToolTip(self.tr("{width} × {height} px").format(width=whole.width(), height=whole.height()))
            row.addWidget(picture)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.sent, 1)
        return page

    # --- the texts

    def _sent(self) -> str:
        exchange, request = self._exchange, self._exchange.request
        lines: List[str] = []
        if exchange.again:
            lines.append(self.tr("The picture is not kept any more; it was made again from the raster."))
        if not exchange.served:
            lines.append(self.tr("Nothing left this machine: the description was composed from measurements."))
        lines += [f"{name}: {value}" for name, value in self._options()]
        if exchange.served:
            lines += ["", self.tr("Question:"), exchange.words]
        else:
            lines += ["", self.tr("Measurements:"),
                      *(f"{fact.name}: {_readable(fact.value)} {fact.unit}".rstrip() for fact in request.facts)]
        return "\n".join(lines)

    def _options(self) -> List[Tuple[str, object]]:
        request = self._exchange.request
        made = self._exchange.made
        told: List[Tuple[str, object]] = [(self.tr("Model"), request.model)]
        if made is not None and self._exchange.served:
            told.append((self.tr("Server"), made.device))
        for place, pixels in enumerate(self._exchange.pictures, 1):
            said = self.tr("{width} × {height} px, PNG").format(width=pixels.shape[1], height=pixels.shape[0])
            told.append((self.tr("Picture {number}").format(number=place), said))
        told.append((self.tr("Language"), request.language))
        return [*told, *request.options]

    def _received(self) -> str:
        made, error = self._exchange.made, self._exchange.error
        lines = []
        if made is not None:
            lines += [f"{name}: {value}" for name, value in (
                (self.tr("Model"), made.model), (self.tr("State of the model"), made.revision),
                (self.tr("Backend"), made.backend), (self.tr("Device"), made.device),
                (self.tr("Seconds"), f"{made.seconds:g}"), (self.tr("Ended"), made.finish)) if value]
            if made.tokens is not None:
                lines.append(f"{self.tr('Tokens')}: {made.tokens}")
        if error is not None:
            lines += [sentence(error), told(error.detail)]
        return "\n".join([*lines, "", self.tr("Answer:"), self._exchange.received])

    def _copy(self) -> None:
        QgsApplication.clipboard().setText(f"{self.sent.toPlainText()}\n\n{self.received.toPlainText()}\n")


def _readable(value: object) -> str:
    """A measured value: several beside each other, numbers with the digits that say something."""
    if isinstance(value, (tuple, list)):
        return ", ".join(map(_readable, value))
    return f"{value:.6g}" if isinstance(value, float) else str(value)
