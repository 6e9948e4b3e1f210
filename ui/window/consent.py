"""Before pictures first leave this machine: who would get them, the very pictures and the question, and a choice.

    host = needed(model)                      # "" where nobody needs to be asked
    dialog = ConsentDialog(host, request, seen, streams, parent)
    dialog.finished.connect(lambda _: ... dialog.decision() ...)    # "always" | "once" | "no"
    dialog.open()

"Send and remember" is kept by the dialog itself; the options page lists what was granted and takes it back.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Dict, Iterator, Optional, Sequence, Tuple
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QFont, QImage, QPainter, QPaintEvent
from qgis.PyQt.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from ...inference.errors import EarthscribeError
from ...inference.values import Request, Seen, Stop
from ..dock.picture import image_of
from ..host.consents import destination, grant, granted, needed, revoke
from ..host.recorded import sentence
from ..tasks import Stream, Streams, Then

__all__ = ["ALWAYS", "NO", "ONCE", "ConsentDialog", "destination", "grant", "granted", "needed", "revoke"]

ALWAYS, ONCE, NO = "always", "once", "no"


class SentPicture(QWidget):
    """A picture as it is sent, made smaller where there is no room and never changed otherwise."""

    LINES = 14
    """Lines of text that a picture is high when the dialog opens."""

    def __init__(self, spoken: str, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.image: Optional[QImage] = None
        self._shown: Optional[QImage] = None
        self.setAccessibleName(spoken)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_pixels(self, pixels: NDArray[np.uint8]) -> None:
        """The picture is there."""
        self.image, self._shown = image_of(pixels), None
        self.update()

    def sizeHint(self) -> QSize:
        """High enough to recognise something."""
        high = self.LINES * int(self.fontMetrics().lineSpacing())
        return QSize(high * 4 // 3, high)

    def minimumSizeHint(self) -> QSize:
        """Small screens and large letters leave little room."""
        return self.sizeHint() * 0.6

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 (Qt's signature)
        """The picture in the middle."""
        if self.image is None:
            return
        factor = min(self.width() / self.image.width(), self.height() / self.image.height())
        ratio = self.devicePixelRatioF()
        size = QSize(max(1, round(self.image.width() * factor * ratio)),
                     max(1, round(self.image.height() * factor * ratio)))
        if self._shown is None or self._shown.size() != size:
            how = Qt.TransformationMode.FastTransformation if factor * ratio > 1.0 \
                else Qt.TransformationMode.SmoothTransformation
            self._shown = self.image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, how)
            self._shown.setDevicePixelRatio(ratio)
        painter = QPainter(self)
        painter.drawImage(int((self.width() - size.width() / ratio) / 2),
                          int((self.height() - size.height() / ratio) / 2), self._shown)
        painter.end()


class ConsentDialog(QDialog):
    """Asks once; closing it in any other way than by a button that sends is a no."""

    LETTERS = 84
    MORE_LINES = 8
    """Room beyond the least for pictures and question."""

    def __init__(self, host: str, request: Request, seen: Seen, streams: Streams,
                 parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        pictures = str(request.option("pictures", "both"))
        self.setObjectName("earthscribeConsent")
        self.setWindowTitle(self.tr("Earthscribe: pictures leave this machine"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._host = host
        self._answer = NO
        column = QVBoxLayout(self)
        column.addWidget(self._heading())
        column.addLayout(self._how())
        column.addLayout(self._pictures(pictures), 3)
        column.addWidget(self._label(self.tr("And this question:"), "questionHeading"))
        column.addWidget(self._question(_worded(request, seen)), 1)
        column.addWidget(self._label(
            self.tr("Not sent: the file, its name, its place and its coordinates. You can take this back in "
                    "Earthscribe's options."), "notSent"))
        column.addWidget(self._buttons())
        self._fit()
        self.no.setFocus()
        task = self._make_pictures(streams, seen, pictures)
        self.finished.connect(lambda _: task.forget())

    def decision(self) -> str:
        """What was chosen: "always", "once" or "no"."""
        return self._answer

    def _fit(self) -> None:
        """As wide as a page is read, as high as that needs, and never larger than the screen."""
        wide = self.LETTERS * self.fontMetrics().averageCharWidth()
        high = self.layout().totalHeightForWidth(wide) + self.MORE_LINES * self.fontMetrics().lineSpacing()
        screen = QApplication.primaryScreen().availableGeometry()
        self.resize(min(wide, screen.width() * 9 // 10), min(high, screen.height() * 9 // 10))

    # --- parts

    def _heading(self) -> QLabel:
        shown = urlsplit(self._host).netloc or self._host
        heading = self._label(self.tr("Send these pictures to {host}?").format(host=shown), "consentHeading")
        font = QFont(heading.font())
        font.setBold(True)
        if font.pointSizeF() > 0:
            font.setPointSizeF(font.pointSizeF() * 1.25)
        heading.setFont(font)
        return heading

    def _how(self) -> QHBoxLayout:
        row = QHBoxLayout()
        if urlsplit(self._host).scheme == "https":
            words = self.tr("That is another machine. The connection is encrypted (https).")
        else:
            words = self.tr("That is another machine, and the connection is not encrypted (http): others on the way "
                            "can see what is sent.")
            icon, size = QLabel(self), self.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize)
            sign = self.style().standardIcon(QStyle.StandardPixmap.SP_MessageBoxWarning)
            icon.setPixmap(sign.pixmap(size, size))
            row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label(words, "consentHow"), 1)
        return row

    def _pictures(self, wanted: str) -> QHBoxLayout:
        from ...inference.servers.pictures import CROP, VIEW

        names = {VIEW: self.tr("The surroundings, with the box drawn in"), CROP: self.tr("The object, cut out")}
        self._shown: Dict[str, Tuple[SentPicture, QLabel]] = {}
        row = QHBoxLayout()
        for kind in (VIEW, CROP):
            if wanted not in {kind, "both"}:
                continue
            picture = SentPicture(names[kind], self)
            picture.setObjectName(f"{kind}Picture")
            caption = self._label(f"{names[kind]}\n…", f"{kind}Caption")
            caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column = QVBoxLayout()
            column.addWidget(picture, 1)
            column.addWidget(caption)
            row.addLayout(column, 1)
            self._shown[kind] = picture, caption
        return row

    def _make_pictures(self, streams: Streams, seen: Seen, wanted: str) -> Stream:
        """In a task's thread; nobody can agree to what is not shown yet."""
        from ...inference.servers.pictures import sent_pixels

        def work(_stop: Stop) -> Iterator[Any]:
            yield sent_pixels(seen.chip, seen.view, wanted)

        return streams.start(self.tr("Earthscribe shows what would be sent"), work, Then(self._show, self._fail))

    def _show(self, found: Optional[Sequence[NDArray[np.uint8]]]) -> None:
        if found is None:  # stopped in QGIS' own task list
            self.reject()
            return
        for (picture, caption), pixels in zip(self._shown.values(), found):
            picture.show_pixels(pixels)
            size = self.tr("{width} × {height} pixels").format(width=pixels.shape[1], height=pixels.shape[0])
            caption.setText(f"{picture.accessibleName()}\n{size}")
        for button in (self.always, self.once):
            button.setEnabled(True)

    def _fail(self, error: EarthscribeError) -> None:
        for _, caption in self._shown.values():
            caption.setText(sentence(error))

    def _question(self, prompt: str) -> QPlainTextEdit:
        question = QPlainTextEdit(self)
        question.setObjectName("consentQuestion")
        question.setAccessibleName(self.tr("The question that is sent"))
        question.setReadOnly(True)
        question.setTabChangesFocus(True)
        question.setPlainText(prompt)
        question.setMinimumHeight(4 * int(question.fontMetrics().lineSpacing()))
        question.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        return question

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(self)
        self.always = box.addButton(self.tr("Send and &remember"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.once = box.addButton(self.tr("Send this &once"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.no = box.addButton(self.tr("Do &not send"), QDialogButtonBox.ButtonRole.RejectRole)
        for button, name, tip in (
                (self.always, "sendAlways", self.tr("Send, and do not ask again for this machine")),
                (self.once, "sendOnce", self.tr("Send these pictures only; ask again for the next")),
                (self.no, "sendNot", self.tr("Nothing leaves this machine"))):
            button.setObjectName(name)
            button.setToolTip(tip)
            button.setAutoDefault(button is self.no)
            button.setEnabled(button is self.no)
        self.no.setDefault(True)
        self.always.clicked.connect(lambda: self._choose(ALWAYS))
        self.once.clicked.connect(lambda: self._choose(ONCE))
        self.no.clicked.connect(self.reject)
        return box

    def _label(self, text: str, name: str) -> QLabel:
        label = QLabel(text, self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _choose(self, answer: str) -> None:
        self._answer = answer
        if answer == ALWAYS:
            grant(self._host)
        self.accept()


def _worded(request: Request, seen: Seen) -> str:
    """The question as the server would get it."""
    from ...inference.tasks import describe

    return describe.prompt(replace(request, chip=seen.chip, view=seen.view, facts=seen.facts))
