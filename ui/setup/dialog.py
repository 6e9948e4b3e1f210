"""The set-up: what was found on this machine, what would be installed and how big it is, and the button that does it.

Nothing is installed without the button. All work runs in tasks; closing the window stops nothing, Cancel does, and what
was downloaded until then is used by the next try.
"""

from __future__ import annotations

import json
from typing import Any, Callable, Dict, List, Optional, Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QGuiApplication, QShowEvent
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGroupBox,
    QMessageBox,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ...inference.doctor.redaction import Redaction
from ...inference.errors import EarthscribeError
from ...inference.setup.planning import Plan, Wish
from ...inference.setup.process import Line
from ...inference.setup.standing import OLDER, UNFIT
from ...inference.setup.store import Environment
from ...inference.values import Progress
from ..tasks import Stream, Streams, Then, Work
from . import words, works
from .parts import FindingsList, InstallBox, LogBox, UpkeepBox, plain_label, push_button, row
from .planner import Planner
from .watchers import Doing, FindingsWatcher, gone
from .works import Overview, Pythons, Removed

WORK, EXAMINE = "work", "examine"


class SetupDialog(QDialog):
    """The set-up of the model process."""

    environmentChanged = pyqtSignal()

    def __init__(self, streams: Streams, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setObjectName("setupDialog")
        self.setWindowTitle(self.tr("Earthscribe set-up"))
        self._streams = streams
        running: Dict[str, Stream] = {}
        self._running = running
        self.destroyed.connect(lambda: _forget(running))
        self._overview: Optional[Overview] = None
        self._resumable = False
        self._looked = False
        self._planner = Planner(streams, self.tr("Earthscribe plans an installation"), self._wish, self)
        self._planner.begun.connect(lambda: self.plan.setText(self.tr("Looking at what would be installed…")))
        self._planner.planned.connect(self._planned)
        self._planner.refused.connect(self._no_plan)
        self._build()
        self._show_buttons()

    # --- how it looks

    def _build(self) -> None:
        self.state = plain_label("setupState")
        font = self.state.font()
        font.setBold(True)
        self.state.setFont(font)
        self.state.setText(self.tr("Looking at what is installed…"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 4, 0)
        column.addWidget(self.state)
        column.addWidget(self._findings_group(), 1)
        column.addWidget(self._install_group())
        column.addWidget(self._upkeep_group())
        self.log = LogBox()
        column.addWidget(self.log, 1)
        scroll = QScrollArea()
        scroll.setObjectName("setupScroll")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.addWidget(scroll, 1)
        outer.addWidget(self._closing())
        unit = self.fontMetrics().averageCharWidth()
        self.resize(min(86 * unit, 900), min(44 * self.fontMetrics().lineSpacing(), 900))

    def _findings_group(self) -> QGroupBox:
        box = QGroupBox(self.tr("This machine"))
        column = QVBoxLayout(box)
        self.findings = FindingsList()
        column.addWidget(self.findings, 1)
        self.examine = push_button("setupExamine", self.tr("&Examine again"), self.tr(
            "Look at this machine once more (F5)"))
        self.examine.setShortcut("F5")
        self.examine.clicked.connect(self._examine)
        self.copy = push_button("setupCopy", self.tr("&Copy diagnostics"), self.tr(
            "Copy findings, plan and log to the clipboard, without names and keys"))
        self.copy.clicked.connect(self._copy)
        column.addLayout(row(self.examine, self.copy))
        return box

    def _install_group(self) -> QGroupBox:
        box = InstallBox()
        self.choice, self.plan, self.step, self.bar = box.choice, box.plan, box.step, box.bar
        self.install, self.cancel, self.fill = box.install, box.cancel, box.fill
        self.choice.changed.connect(self._wish_changed)
        self.choice.otherPython.connect(self._ask_python)
        for one, pressed in ((self.install, self._install), (self.cancel, self.stop), (self.fill, self._fill)):
            one.clicked.connect(pressed)
        return box

    def _upkeep_group(self) -> QGroupBox:
        box = UpkeepBox()
        self.use, self.repair, self.back, self.remove = box.use, box.repair, box.back, box.remove
        for one, pressed in ((self.repair, self._repair), (self.back, self._roll_back), (self.remove, self._remove)):
            one.clicked.connect(pressed)
        return box

    def _closing(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.setObjectName("setupClose")
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setToolTip(self.tr("Close this window; an installation goes on (Esc)"))
        close.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        return buttons

    # --- looking

    def showEvent(self, event: QShowEvent) -> None:
        """The first time it is seen it looks at the machine."""
        super().showEvent(event)
        if not self._looked:
            self._looked = True
            self._look()
            self._examine()
            self._streams.start(self.tr("Earthscribe looks for Pythons"), works.find_pythons,
                                Then(self._pythons_found, self._ignore))
        elif not self.working:
            self._look()

    @property
    def working(self) -> bool:
        """Whether something is installed, repaired or removed now."""
        return WORK in self._running

    def _look(self) -> None:
        self._streams.start(self.tr("Earthscribe looks at its environment"), works.look,
                            Then(self._looked_at, self._ignore))

    def _looked_at(self, found: Optional[Overview]) -> None:
        if found is None or gone(self):
            return
        first = self._overview is None
        self._overview = found
        self.state.setText(words.state(found))
        self.use.setText(words.disk_use(found.use))
        ready = found.standing.environment.ready if found.standing.environment is not None else None
        if first and ready is not None:
            self.choice.take_tier(ready.tier)
        self._show_buttons()
        self._planner.look_soon()

    def _pythons_found(self, found: Optional[Pythons]) -> None:
        if found is not None and not gone(self):
            self.choice.offer_pythons(found.found)

    def _examine(self) -> None:
        if EXAMINE in self._running:
            return
        try:
            more = works.network()
        except EarthscribeError as error:
            self._failed(error)
            return
        self.findings.show_findings(())
        self.examine.setEnabled(False)
        self._running[EXAMINE] = self._streams.start(
            self.tr("Earthscribe examines this machine"), works.examining(more), FindingsWatcher(self))

    def examined(self) -> None:
        """All was looked at."""
        self._running.pop(EXAMINE, None)
        self.examine.setEnabled(True)

    # --- planning

    def _wish(self) -> Optional[Wish]:
        """What is to be planned; nothing while something is installed."""
        return None if self.working else self.choice.wish({})

    def _wish_changed(self) -> None:
        self._planner.wish_changed()
        self._show_buttons()

    def _planned(self, plan: Plan) -> None:
        self.plan.setText(words.plan(plan))
        self._show_buttons()

    def _no_plan(self, error: EarthscribeError) -> None:
        self.plan.setText(error.sentence())
        if error.detail:
            self.log.add([error.detail])
        self._show_buttons()

    def _ask_python(self) -> None:
        dialog = QFileDialog(self, self.tr("A Python program"))
        dialog.setObjectName("setupPythonFile")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.choice.take_python)
        dialog.rejected.connect(lambda: self.choice.take_python(""))
        dialog.open()

    # --- doing

    def _install(self) -> None:
        self._do(self.tr("Earthscribe set-up"), lambda more: works.installed(self.choice.wish(more)))

    def _repair(self) -> None:
        self._do(self.tr("Earthscribe repairs its environment"), lambda more: works.repaired(self.choice.wish(more)))

    def _roll_back(self) -> None:
        self._do(self.tr("Earthscribe goes back to the environment before"), lambda _: works.gone_back)

    def _remove(self) -> None:
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Earthscribe set-up"),
                          self.tr("Delete all environments and what was downloaded for them?"),
                          QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No, self)
        box.setObjectName("setupRemoveQuestion")
        box.setInformativeText(self.tr("Your descriptions and settings stay. Measured descriptions go on working."))
        box.setDefaultButton(QMessageBox.StandardButton.No)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.finished.connect(lambda answer: self._remove_now() if answer == _YES else None)
        box.open()

    def _remove_now(self) -> None:
        self._do(self.tr("Earthscribe removes its environments"), lambda _: works.removed)

    def _fill(self) -> None:
        dialog = QFileDialog(self, self.tr("A folder for the wheels"))
        dialog.setObjectName("setupFillFolder")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.fill_folder)
        dialog.open()

    def fill_folder(self, folder: str) -> None:
        """Download all that is needed into a folder."""
        self._do(self.tr("Earthscribe fills a folder"), lambda more: works.fetched(self.choice.wish(more), folder))

    def _do(self, title: str, work: Callable[[Dict[str, str]], Work]) -> None:
        if self.working:
            return
        try:
            more = works.network()
        except EarthscribeError as error:
            self._failed(error)
            return
        self.step.setText("")
        self.bar.setRange(0, 1000)
        self.bar.setValue(0)
        self._running[WORK] = self._streams.start(title, work(more), Doing(self))
        self._show_buttons()

    def stop(self) -> None:
        """End what is being done; what was downloaded stays."""
        if self.working:
            self._running[WORK].stop()
            self.step.setText(self.tr("Stopping…"))
            self.cancel.setEnabled(False)

    def heard(self, items: Sequence[Any]) -> None:
        """What the work says on its way."""
        lines = [each.text for each in items if isinstance(each, Line)]
        if lines:
            self.log.add(lines)
        steps = [each for each in items if isinstance(each, Progress)]
        if steps and self.working and not self._running[WORK].stopped:
            self.step.setText(words.step(steps[-1].step))
            known = steps[-1].fraction
            self.bar.setRange(0, 1000 if known is not None else 0)
            self.bar.setValue(int(1000 * (known or 0.0)))

    def over(self, last: Any) -> None:
        """The work ended by itself or was stopped."""
        task = self._running.pop(WORK, None)
        stopped = task is not None and task.stopped
        self._resumable = stopped and not isinstance(last, Environment)
        self.step.setText(words.outcome(last, stopped=stopped))
        if isinstance(last, (Environment, Removed)):
            self.environmentChanged.emit()
            self._examine()
        self._look()
        self._show_buttons()

    def failed(self, error: EarthscribeError) -> None:
        """The work failed."""
        self._running.pop(WORK, None)
        self._resumable = True
        self._failed(error)
        self._look()
        self._show_buttons()

    def _failed(self, error: EarthscribeError) -> None:
        self.step.setText(error.sentence())
        self.step.show()
        if error.detail:
            self.log.add([error.detail])

    def _ignore(self, error: EarthscribeError) -> None:
        if not gone(self):
            self.log.add([error.sentence()])

    # --- buttons

    def _show_buttons(self) -> None:
        idle = not self.working
        overview = self._overview
        state = overview.standing.state if overview is not None else ""
        there = overview is not None and overview.standing.environment is not None
        self.install.setText(self._install_words(state))
        self.install.setAccessibleName(self.install.text().replace("&", ""))
        plan = self._planner.plan
        self.install.setEnabled(idle and plan is not None and not plan.missing)
        self.fill.setEnabled(idle and plan is not None and plan.wheels is None)
        self.cancel.setEnabled(not idle)
        self.choice.setEnabled(idle)
        self.repair.setEnabled(idle and there)
        self.back.setEnabled(idle and overview is not None and overview.can_go_back)
        self.remove.setEnabled(idle and overview is not None and overview.use.total > 0)
        self.bar.setVisible(not idle)
        self.step.setVisible(bool(self.step.text()) or not idle)

    def _install_words(self, state: str) -> str:
        if self._resumable:
            return self.tr("Res&ume")
        made = self._overview.standing.environment if self._overview is not None else None
        plan = self._planner.plan
        same = made is not None and made.ready is not None and plan is not None and made.ready.tier == plan.tier.name
        return self.tr("&Update") if same and state in (OLDER, UNFIT) else self.tr("&Install")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.diagnostics())

    def diagnostics(self) -> str:
        """Findings, plan and the end of the log as text, redacted."""
        rows: List[str] = [json.dumps(each.to_json(), ensure_ascii=False) for each in self.findings.findings]
        parts = [self.state.text(), *rows, self.plan.text(), self.step.text(), self.log.text.toPlainText()]
        return Redaction.here().text("\n".join(each for each in parts if each))


def _forget(running: Dict[str, Stream]) -> None:
    """The dialog is gone: what it began ends."""
    for task in running.values():
        task.forget()


_YES = int(getattr(QMessageBox.StandardButton.Yes, "value", QMessageBox.StandardButton.Yes))
