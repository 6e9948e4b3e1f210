"""AnswerBox: the text, where things stand, and the buttons that decide."""

from __future__ import annotations

from typing import List, Optional

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ..describing.objects import State
from ..host.step_words import in_words
from .answer_text import AnswerText
from .comparison import Comparison
from .icons import icon
from .naming import named
from .scroll import Pages, Scroll, Shrinkable
from .steps import Steps
from .tools_menu import ToolsMenu
from .wrapping_row import WrappingRow

ACCEPT, REJECT, DISCARD, AGAIN = "Ctrl+Return", "Ctrl+Shift+Return", "Ctrl+Shift+Del", "Ctrl+R"


class FirstSteps(Scroll):
    """The steps take no more room than the text that comes in their place."""

    def __init__(self, held: QWidget, box: AnswerBox) -> None:
        super().__init__(held, box)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._text = box.text

    def sizeHint(self) -> QSize:
        """As the text."""
        return self._text.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As the text."""
        return self._text.minimumSizeHint()


class AnswerBox(Shrinkable):
    """Steps while there is nothing, the text once there is, two texts while they are compared."""

    stopPressed = pyqtSignal()
    acceptPressed = pyqtSignal()
    rejectPressed = pyqtSignal()
    discardPressed = pyqtSignal()
    undoPressed = pyqtSignal()
    againPressed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("answerBox")
        self._undoable = False
        self._make_text()
        self._make_buttons()
        self._lay_out()
        self._connect()

    # --- parts

    def _make_text(self) -> None:
        self.text = named(AnswerText(self), "descriptionText", self.tr("Description"),
                          self.tr("The description; it can be edited before it is accepted"))
        self.comparison = Comparison(self)
        self.steps = Steps((
            self.tr("Add a raster layer and choose it above."),
            self.tr("Press “Draw a box”. Click both ends of one edge of the object, then its width."),
            self.tr("Read the description, edit it if need be, and accept it: it becomes a feature."),
        ), self)
        self.progress = named(QProgressBar(self), "progressBar", self.tr("Progress"), self.tr("How far it is"))
        self.progress.setTextVisible(False)
        self.progress.setMaximumHeight(6)
        _keep_room(self.progress)
        self.message = named(QLabel(self), "stateLine", self.tr("State"))
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def _make_buttons(self) -> None:
        self.accept = named(QPushButton(icon("accept"), self.tr("&Accept"), self), "acceptButton", self.tr("Accept"),
                            self.tr("Keep the description as a feature"), ACCEPT)
        font = self.accept.font()
        font.setBold(True)
        self.accept.setFont(font)
        self.reject = named(QPushButton(self.tr("Reject"), self), "rejectButton", self.tr("Reject"), self.tr(
            "Keep it as a feature marked “rejected”, so that nobody does it again"), REJECT)
        self.discard = named(QPushButton(self.tr("D&iscard"), self), "discardButton", self.tr("Discard"),
                             self.tr("Forget this object; nothing of it is kept"), DISCARD)
        self.again = named(QPushButton(self.tr("Describe a&gain"), self), "againButton", self.tr("Describe again"),
                           self.tr("Ask the chosen model about the same box"), AGAIN)
        self.stop = named(QPushButton(self.tr("S&top"), self), "stopButton", self.tr("Stop"),
                          self.tr("End the answer here and keep what was said"))
        self.undo = named(QPushButton(self.tr("&Undo"), self), "undoButton", self.tr("Undo"),
                          self.tr("Take the feature out of the layer again and go on with its text"))
        self.undo.hide()
        self.tools = ToolsMenu(self)
        _keep_room(self.again)

    def _lay_out(self) -> None:
        self._pages = Pages(self)
        page = QWidget(self)
        inner = QVBoxLayout(page)
        inner.setContentsMargins(12, 14, 12, 12)
        inner.addWidget(self.steps)
        inner.addStretch(1)
        self._first = FirstSteps(page, self)
        for each in (self._first, self.text, self.comparison):
            self._pages.addWidget(each)
        self._pages.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addStrut(self.undo.sizeHint().height())  # the text does not jump when the button comes or goes
        line.addWidget(self.message, 1)
        line.addWidget(self.undo)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._pages, 1)
        column.addWidget(self.progress)
        column.addLayout(line)
        column.addWidget(WrappingRow((self.accept, self.reject, self.discard), (2, 1, 1), self))
        column.addSpacing(2)
        column.addWidget(WrappingRow((self.stop, self.again, self.tools), (1, 2, 0), self))

    def _connect(self) -> None:
        for button, signal in ((self.stop, self.stopPressed), (self.accept, self.acceptPressed),
                               (self.reject, self.rejectPressed), (self.discard, self.discardPressed),
                               (self.undo, self.undoPressed), (self.again, self.againPressed)):
            button.clicked.connect(lambda _checked=False, signal=signal: signal.emit())
        self.tools.undoPressed.connect(self.undoPressed)
        self.text.textChanged.connect(self._allow_accept)

    def tab_order(self) -> List[QWidget]:
        """First the text, then what to do with it."""
        return [self.text, *self.comparison.tab_order(), self.undo, self.accept, self.reject, self.discard,
                self.stop, self.again, self.tools]

    # --- what it is told

    def show_state(self, state: State, *, keepable: bool, repeatable: bool) -> None:
        """Enable what can be done now and say where things stand."""
        if state in {State.IDLE, State.FRAMING}:
            self.text.replace("")
        decidable = keepable and state in {State.DONE, State.STOPPED}
        self.text.setReadOnly(not decidable)
        self.stop.setEnabled(state.busy)
        self._allow_accept()
        self.reject.setEnabled(decidable)
        self.discard.setEnabled(state not in {State.IDLE, State.KEEPING})
        self.again.setVisible(repeatable)
        self.tools.show_state(state, keepable=keepable)
        self.progress.setRange(0, 0 if state.busy else 1)
        self.progress.setVisible(state.busy and state is not State.QUEUED)
        if self._pages.currentWidget() is not self.comparison:
            self._pages.setCurrentWidget(self._first if state is State.IDLE else self.text)
        self.say(self.tr("Stopped before there was a description.")
                 if state is State.STOPPED and not keepable else self._sentence(state))

    def show_progress(self, step: str, fraction: float) -> None:
        """What is being done before text comes."""
        self.say(in_words(step))
        self.progress.setRange(0, 0 if fraction < 0 else 100)
        self.progress.setValue(int(100 * max(0.0, fraction)))

    def say(self, sentence: str) -> None:
        """The state line."""
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))

    def offer_undo(self, possible: bool) -> None:
        """Whether what was accepted last can be taken back."""
        self.undo.setVisible(possible)
        self.tools.undo.setEnabled(possible)

    def compare(self, *, wanted: bool) -> None:
        """Show both answers, or the one again."""
        if wanted:
            self._pages.setCurrentWidget(self.comparison)
        elif self._pages.currentWidget() is self.comparison:
            self.comparison.clear()
            self._pages.setCurrentWidget(self.text)

    # ---

    def _allow_accept(self) -> None:
        """Only what is finished and says something can be kept."""
        self.accept.setEnabled(not self.text.isReadOnly() and bool(self.text.toPlainText().strip()))

    def _sentence(self, state: State) -> str:
        return {
            State.QUEUED: self.tr("Waits for its turn."),
            State.FRAMING: self.tr("Preparing the picture…"),
            State.WAITING: self.tr("Looking at the object…"),
            State.STREAMING: self.tr("Describing…"),
            State.DONE: self.tr("Edit the text if need be, then accept it."),
            State.KEEPING: self.tr("Writing the file…"),
            State.STOPPED: self.tr("Stopped. What was said can be edited and accepted."),
            State.KEPT: self.tr("Kept."),
            State.REJECTED: self.tr("Rejected."),
        }.get(state, "")


def _keep_room(widget: QWidget) -> None:
    """What is hidden keeps its place, so that nothing jumps when it comes back."""
    policy = widget.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    widget.setSizePolicy(policy)
