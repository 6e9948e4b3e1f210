"""Offering: the models to choose from and how the chosen one is: ready, loading with its progress, or what it lacks."""

from __future__ import annotations

from dataclasses import replace
from typing import Dict, Optional

from qgis.PyQt.QtCore import QObject

from ...inference.errors import EarthscribeError
from ..describing.objects import Object, State
from ..describing.session import Session
from ..dock.panel import DescribePanel
from ..host.step_words import in_words
from ..models import BUNDLED, ModelChoice, built_in, bundled_title, offered
from ..settings import Settings
from .notify import Notifier

BEFORE_TEXT = {State.FRAMING, State.WAITING}


class Offering(QObject):
    """Fills the list of models, and says how the chosen one is."""

    def __init__(self, session: Session, panel: DescribePanel, settings: Settings, notifier: Notifier) -> None:
        super().__init__(panel)
        self._session = session
        self._panel = panel
        self._settings = settings
        self._notifier = notifier
        self._choices: Dict[str, ModelChoice] = {}
        self._refused = ""
        self._said = ("", "")
        self._sees = False
        panel.modelChosen.connect(self._remember)
        panel.model.currentIndexChanged.connect(lambda _: self.show_state())
        panel.visibilityChanged.connect(lambda visible: self.refresh() if visible else None)
        session.queue.entered.connect(lambda _: self.show_state())
        session.queue.progressed.connect(self._progressed)

    def refresh(self) -> None:
        """Read the list anew: the options may have changed."""
        try:
            choices, self._refused = offered(sees=self._sees), ""
        except EarthscribeError as error:
            choices = built_in(sees=self._sees)
            if error.sentence() != self._refused:  # once is enough
                self._refused = error.sentence()
                self._notifier.error(error)
        if choices != tuple(self._choices.values()):
            self._choices = {each.name: each for each in choices}
            self._panel.offer_models(choices, self._settings.model)
        self.show_state()

    def bundled_sees(self, sees: bool) -> None:
        """The bundled network runs here, or it does not: the model is called by what it can."""
        if sees != self._sees:
            self._sees = sees
            self._choices = {name: replace(each, title=bundled_title(sees=sees)) if name == BUNDLED else each
                             for name, each in self._choices.items()}
            self._panel.retitle_models(tuple(self._choices.values()))

    def show_state(self) -> None:
        """The line below the model."""
        running = self._session.running
        model = self._panel.chosen_model()
        if running is not None and running.config.model == model and running.state in BEFORE_TEXT:
            self._say(in_words(running.step) or self.tr("Starting…"), "loading")
            return
        self._show_resting(self._choices.get(model))

    def _show_resting(self, choice: Optional[ModelChoice]) -> None:
        if choice is None:
            self._say("", "unknown")
        else:
            self._say(choice.reason or (self.tr("Ready") if choice.state == "ready" else ""), choice.state)

    def _progressed(self, target: Object, step: str, fraction: float) -> None:
        if target.config.model == self._panel.chosen_model():
            said = in_words(step)
            words = self.tr("{step} {percent} %").format(step=said, percent=int(100 * max(fraction, 0.0)))
            words = words if fraction >= 0 else said
            self._say(words, "loading")

    def _say(self, words: str, tone: str) -> None:
        """Drawing the line is dearer than looking whether it is there."""
        if (words, tone) != self._said:
            self._said = words, tone
            self._panel.show_model_state(words, tone)

    def _remember(self, name: str) -> None:
        self._settings.model = name
