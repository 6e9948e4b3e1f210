"""DescribePanel: the dock, put together from its parts.

It shows what it is told and says what was pressed; what follows is decided by the desk. Text of models, layers and
servers is shown as plain text only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Iterator, List, Optional, Sequence, Union

from qgis.core import QgsExpressionContextScope, QgsMapLayer, QgsRasterLayer, QgsVectorLayer
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QSize, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from ...inference.values import Seen
    from ..describing.objects import State
    from ..models import ModelChoice
    from .shown import RivalShown, Row, ViewChoice

NARROW = 240
WIDE, HIGH = 18, 24
"""What the dock asks for at first, in lines of text: before it has any content, too."""


class Content(QStackedWidget):
    """The pages of the dock."""

    def sizeHint(self) -> QSize:
        """The same with and without content, so that the map does not change its size when that comes."""
        line = int(self.fontMetrics().height())
        return QSize(WIDE * line, HIGH * line)


class DescribePanel(QgsDockWidget):
    """Choose, draw, read, decide; the objects of this session between them."""

    drawToggled = pyqtSignal(bool)
    selectedPressed = pyqtSignal()
    detectPressed = pyqtSignal()
    stopDetectingPressed = pyqtSignal()
    stopPressed = pyqtSignal()
    stopAllPressed = pyqtSignal()
    acceptPressed = pyqtSignal()
    rejectPressed = pyqtSignal()
    discardPressed = pyqtSignal()
    undoPressed = pyqtSignal()
    againPressed = pyqtSignal()
    previousPressed = pyqtSignal()
    nextPressed = pyqtSignal()
    objectChosen = pyqtSignal(int)
    """The number of an object of the list."""
    rasterChanged = pyqtSignal(object)
    modelChosen = pyqtSignal(str)
    settingsPressed = pyqtSignal()
    setupPressed = pyqtSignal()
    targetChanged = pyqtSignal(object)
    """The layer that takes the results, None for the GeoPackage of their own."""
    mappingPressed = pyqtSignal()
    lookChanged = pyqtSignal()
    """The picture may look otherwise now, or "What the model sees" was opened."""
    textEdited = pyqtSignal(str)
    """The user changed the text; never what a model said."""
    zoomPressed = pyqtSignal()
    openChipPressed = pyqtSignal()
    copyPressed = pyqtSignal()
    exchangePressed = pyqtSignal()
    comparePressed = pyqtSignal(str)
    """The model of which a second opinion is wanted."""
    rivalTaken = pyqtSignal()
    rivalDropped = pyqtSignal()
    samplePressed = pyqtSignal()
    welcomeClosed = pyqtSignal()

    def __init__(self, draw_icon: QIcon, parent: Optional[QWidget] = None, *, at_once: bool = True) -> None:
        super().__init__("Earthscribe", parent)
        self.setObjectName("earthscribeDock")
        self._pages = Content(self)
        self._pages.setMinimumWidth(NARROW)
        self.setWidget(self._pages)
        self.steps = self._fill(draw_icon)
        """What is left to do until the dock has its content; each of them is short."""
        if at_once:
            for _ in self.steps:
                pass

    # --- parts

    def _fill(self, draw_icon: QIcon) -> Iterator[None]:
        yield from self._make_parts(draw_icon)
        self._name_handles()
        self._connect()
        self._bind_keys()
        yield
        self._lay_out()

    def _make_parts(self, draw_icon: QIcon) -> Iterator[None]:
        from .choices import Choices
        yield
        self.choices = Choices(self)
        yield
        from .view_box import ViewBox
        yield
        self.view_box = ViewBox(self)
        yield
        from ..drawing.draw_bar import DrawBar
        yield
        self.draw_bar = DrawBar(draw_icon, self)
        yield
        from .find_bar import FindBar
        self.find_bar = FindBar(self)
        yield
        from .objects_list import ObjectsBox
        self.objects = ObjectsBox(self)
        yield
        from .answer_box import AnswerBox
        yield
        self.answer_box = AnswerBox(self)
        yield
        from .welcome import WelcomePage
        self.welcome = WelcomePage(self)
        yield

    def _name_handles(self) -> None:
        choices, answer = self.choices, self.answer_box
        self.raster, self.model, self.task = choices.raster, choices.model, choices.task
        self.language, self.instruction = choices.language, choices.instruction
        self.target, self.place = choices.target, choices.place
        self.draw = self.draw_bar.draw
        self.previous, self.next = self.objects.previous, self.objects.next
        self.text, self.message, self.progress = answer.text, answer.message, answer.progress
        self.accept, self.reject, self.discard = answer.accept, answer.reject, answer.discard
        self.again, self.stop, self.undo, self.tools = answer.again, answer.stop, answer.undo, answer.tools
        self.comparison = answer.comparison

    def _bind_keys(self) -> None:
        from ..describing.objects import State
        from .answer_box import ACCEPT, AGAIN, DISCARD, REJECT
        from .keys import press_by_key
        from .objects_list import BACK, FORTH

        for key, button in ((ACCEPT, self.accept), (REJECT, self.reject), (DISCARD, self.discard), (AGAIN, self.again),
                            (BACK, self.previous), (FORTH, self.next)):
            press_by_key(self, key, button)
        self.show_state(State.IDLE, keepable=False, repeatable=False)

    def _lay_out(self) -> None:
        from .scroll import FittingScroll, Page, Scroll, Shrinkable

        asked = QWidget(self)
        upper = QVBoxLayout(asked)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(6)
        upper.addWidget(self.choices)
        upper.addWidget(self.view_box)
        work = Shrinkable(self)
        column = QVBoxLayout(work)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addWidget(FittingScroll(asked, work))
        column.addWidget(self.draw_bar)
        column.addWidget(self.find_bar)
        column.addWidget(self.objects)
        column.addWidget(self.answer_box, 1)
        self._pages.addWidget(Scroll(Page(work), self))
        self._pages.addWidget(Scroll(self.welcome, self))
        order = self._tab_order()
        for before, after in zip(order, order[1:]):
            QWidget.setTabOrder(before, after)

    def _tab_order(self) -> List[QWidget]:
        from .keys import tab_chain

        return [*self.choices.tab_order(), *self.view_box.tab_order(), *tab_chain(self.draw_bar, self.draw),
                *self.find_bar.tab_order(), *self.objects.tab_order(), *self.answer_box.tab_order(),
                *self.welcome.tab_order()]

    def _connect(self) -> None:
        for part, names in (
                (self.choices, "rasterChanged modelChosen targetChanged mappingPressed settingsPressed setupPressed"),
                (self.view_box, "lookChanged"), (self.draw_bar, "drawToggled selectedPressed"),
                (self.objects, "objectChosen discardPressed stopAllPressed previousPressed nextPressed"),
                (self.answer_box, "stopPressed acceptPressed rejectPressed discardPressed undoPressed againPressed"),
                (self.tools, "openChipPressed copyPressed comparePressed exchangePressed zoomPressed"),
                (self.comparison, "rivalTaken rivalDropped"), (self.welcome, "samplePressed setupPressed")):
            for name in names.split():
                getattr(part, name).connect(getattr(self, name))
        self.find_bar.findPressed.connect(self.detectPressed)
        self.find_bar.stopPressed.connect(self.stopDetectingPressed)
        self.find_bar.setupPressed.connect(self.setupPressed)
        self.text.edited.connect(self.textEdited)
        self.welcome.closed.connect(self.welcomeClosed)
        self.raster.layerChanged.connect(self._raster_changed)
        self.model.currentIndexChanged.connect(lambda _: self._offer_others())

    # --- what it is told

    def offer_models(self, choices: Sequence[Union[ModelChoice, str]], chosen: str) -> None:
        """Fill the list of models, given as ModelChoice or as bare names; one that is gone gives way to the first."""
        self.choices.offer_models(choices, chosen)
        self._offer_others()

    def retitle_models(self, choices: Sequence[ModelChoice]) -> None:
        """The same models are called otherwise; what is chosen stays."""
        self.choices.retitle_models(choices)
        self._offer_others()

    def show_model_state(self, words: str, tone: str) -> None:
        """Whether the model is ready; tone is ready, loading, setup, key, failed or unknown."""
        self.choices.model_state.show_state(words, tone)

    def follow(self, layer: Optional[QgsMapLayer]) -> None:
        """The user made another layer active."""
        if isinstance(layer, QgsRasterLayer) and layer.isValid():
            self.raster.setLayer(layer)

    def show_state(self, state: State, *, keepable: bool, repeatable: bool) -> None:
        """Enable what can be done now and say where things stand."""
        self.answer_box.show_state(state, keepable=keepable, repeatable=repeatable)
        self.draw.setEnabled(self.raster.currentLayer() is not None)

    def show_progress(self, step: str, fraction: float) -> None:
        """What is being done before text comes."""
        self.answer_box.show_progress(step, fraction)

    def say(self, sentence: str) -> None:
        """The state line."""
        self.answer_box.say(sentence)

    def append(self, text: str) -> None:
        """More of the answer; the view follows unless the user scrolled away or selected something."""
        self.text.append(text)

    def replace(self, text: str) -> None:
        """The whole answer."""
        self.text.replace(text)

    def bring_back(self, text: str, *, changed: bool) -> None:
        """A text that had been accepted, to be edited further."""
        self.text.replace(text, changed=changed)
        self.text.setFocus()

    def offer_undo(self, possible: bool) -> None:
        """Whether what was accepted last can be taken back."""
        self.answer_box.offer_undo(possible)

    def show_objects(self, rows: Sequence[Row]) -> None:
        """The objects of this session, oldest first."""
        self.objects.show_rows(rows)

    def offer_bands(self, names: Sequence[str], hint: str) -> None:
        """The raster's bands by name, and those to start from ("" or "3,2,1")."""
        self.view_box.offer_bands(names, hint)

    def show_resolution(self, words: str) -> None:
        """The resolution of a layer without pixels of its own; "" for one that has them."""
        self.view_box.show_resolution(words)

    def show_seen(self, seen: Optional[Seen]) -> None:
        """What the model sees of the current box, None while there is none."""
        self.view_box.show_seen(seen)

    def show_rival(self, rival: Optional[RivalShown]) -> None:
        """A second opinion beside the text, None for the text alone."""
        if rival is not None:
            present = self.choices.title_of(rival.present or self.chosen_model())
            self.comparison.show_answers(present, self.text.toPlainText(), rival, self.choices.title_of(rival.model))
        self.answer_box.compare(wanted=rival is not None)

    def show_welcome(self, wanted: bool) -> None:
        """The page of the first time, or the dock as it is every day."""
        self._pages.setCurrentIndex(1 if wanted else 0)

    # --- what it says

    def chosen_model(self) -> str:
        """The model's name."""
        return self.choices.chosen_model()

    def chosen_language(self) -> str:
        """The code of the answer's language."""
        return self.language.chosen()

    def instruction_text(self, scope: Optional[QgsExpressionContextScope] = None) -> str:
        """The house instruction in words, with the variables of `scope`; BadOption where it has no value."""
        return self.instruction.words(scope) if self.instruction.isEnabled() else ""

    def chosen_place(self) -> str:
        """What the user wrote as the GeoPackage, "" for the one beside the project."""
        return self.choices.chosen_place()

    def chosen_target(self) -> Optional[QgsVectorLayer]:
        """The polygon layer that takes the results, None for the GeoPackage."""
        return self.choices.chosen_target()

    def view_choice(self) -> ViewChoice:
        """How the picture is wanted."""
        return self.view_box.choice()

    # ---

    def _raster_changed(self, layer: Optional[QgsMapLayer]) -> None:
        self.draw.setEnabled(layer is not None)
        self.find_bar.show_aimed(layer is not None)

    def _offer_others(self) -> None:
        self.tools.offer_models(self.choices.others())
