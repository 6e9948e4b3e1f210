"""Cures: which buttons stand beside an error in the message bar, by who can fix it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterator, List, Mapping, Optional

from qgis.core import QgsApplication, QgsMapLayer, QgsProject
from qgis.gui import QgsProjectionSelectionDialog
from qgis.PyQt.QtCore import QObject

from ...inference.errors import (
    BadAnnotation,
    BadSetting,
    EarthscribeError,
    EnvironmentMissing,
    ModelCorrupt,
    ModelMissing,
    NoCrs,
    NoSuchBand,
    NotAuthorised,
    NotTransformable,
    OutOfMemory,
    OutputUnwritable,
    PackageMissing,
    ProtocolMismatch,
    ServerRefused,
    SetupError,
    UnreadableAnswer,
    WorkerError,
)
from ...inference.setup.refusals import SetupRefused
from ...inference.values import Stop
from ..describing.objects import Object
from ..dock.panel import DescribePanel
from ..tasks import Streams, Then

if TYPE_CHECKING:
    from ..host.layers import ShownRaster

INSTALLED = (EnvironmentMissing, PackageMissing, ModelCorrupt, ProtocolMismatch, SetupRefused)
SET = (BadSetting, ModelMissing, NotAuthorised, ServerRefused, UnreadableAnswer)
PLACED = (NoCrs, NotTransformable)
ASKED_ANEW = (ServerRefused, UnreadableAnswer, WorkerError)
TELLING = (WorkerError, SetupError, OutOfMemory)
"""Errors of which a report should be sent along when the cure does not help."""


class Cures(QObject):
    """Knows what the desk can do about an error."""

    def __init__(self, panel: DescribePanel, streams: Streams, parent: QObject) -> None:
        super().__init__(parent)
        self._panel = panel
        self._streams = streams
        self._dialog: Optional[QgsProjectionSelectionDialog] = None
        self.open_setup: Callable[[], None] = lambda: None
        self.open_options: Callable[[], None] = lambda: None
        self.retry: Callable[[Object], None] = lambda _: None
        self.layer_of: Callable[[ShownRaster], Optional[QgsMapLayer]] = lambda _: None
        """The layer a raster was opened from."""
        self.say: Callable[[str], None] = lambda _: None
        self.refuse: Callable[[EarthscribeError], None] = lambda _: None

    def close(self) -> None:
        """Close what was opened."""
        if self._dialog is not None:
            self._dialog.reject()

    def of(self, error: EarthscribeError, befell: Optional[Object] = None) -> Dict[str, Callable[[], None]]:
        """Words of a button -> what it does, the best first."""
        found: Dict[str, Callable[[], None]] = {}
        if isinstance(error, INSTALLED):
            found[self.tr("Open set-up")] = self.open_setup
        if isinstance(error, SET):
            found[self.tr("Open options")] = self.open_options
        if isinstance(error, NoSuchBand):
            found[self.tr("Choose bands")] = self.choose_bands
        if isinstance(error, (OutputUnwritable, BadAnnotation)) and error.hint == type(error)("", "").hint:
            found[self.tr("Choose another place")] = self.choose_place
        layer = self.layer_of(befell.raster) if befell is not None else self._panel.raster.currentLayer()
        if isinstance(error, PLACED) and layer is not None:
            found[self.tr("Set CRS")] = partial(self.set_crs, layer.id())
        if befell is not None and (error.retryable or isinstance(error, ASKED_ANEW)):
            found[self.tr("Retry")] = lambda: self.retry(befell)
        if isinstance(error, TELLING):
            found[self.tr("Copy diagnostics")] = self.copy_diagnostics
        return found

    def choose_bands(self) -> None:
        """Open "What the model sees" where bands are chosen by hand."""
        box = self._panel.view_box
        self._panel.setUserVisible(True)
        box.setCollapsed(False)
        box.recipe.setCurrentIndex(max(0, box.recipe.findData("own")))
        box.recipe.setFocus()

    def choose_place(self) -> None:
        """Open "More" where the results go."""
        choices = self._panel.choices
        self._panel.setUserVisible(True)
        choices.more.setCollapsed(False)
        (choices.place if choices.place.isVisible() else choices.target).setFocus()

    def set_crs(self, layer_id: str) -> None:
        """Ask which CRS the raster has, unless it was removed from the project meanwhile."""
        layer = QgsProject.instance().mapLayer(layer_id)
        if self._dialog is not None or layer is None:
            return
        dialog = QgsProjectionSelectionDialog(self._panel)
        dialog.setObjectName("earthscribeCrsDialog")
        dialog.setWindowTitle(self.tr("CRS of {layer}").format(layer=layer.name()))
        if layer.crs().isValid():
            dialog.setCrs(layer.crs())
        self._dialog = dialog

        def done(accepted: int) -> None:
            self._dialog = None
            dialog.deleteLater()
            chosen = QgsProject.instance().mapLayer(layer_id)
            if accepted and chosen is not None and dialog.crs().isValid():
                chosen.setCrs(dialog.crs())
                chosen.triggerRepaint()

        dialog.finished.connect(done)
        dialog.open()

    def copy_diagnostics(self) -> None:
        """What doctor finds, redacted, to the clipboard; it takes a while and is a task's work."""
        from ..host.network import worker_surroundings

        try:
            more = worker_surroundings().environ
        except EarthscribeError:  # QGIS' network settings cannot be read: the other findings are worth having
            more = {}

        def work(stop: Stop) -> Iterator[Any]:
            yield report(more, stop)

        self.say(self.tr("Having a look at this machine…"))
        self._streams.start(self.tr("Earthscribe looks for trouble"), work, Then(self._copied, self.refuse))

    def _copied(self, text: Any) -> None:
        if text:
            QgsApplication.clipboard().setText(str(text))
            self.say(self.tr("The diagnostics are in the clipboard. Keys, names and paths were left out."))


def report(more: Mapping[str, str], stop: Stop) -> str:
    """Doctor's findings as plain text that can be sent to others; in any thread but the main one."""
    from ...inference.doctor.elsewhere import examine_there
    from ...inference.doctor.redaction import Redaction
    from ...inference.servers import load_servers

    try:
        keys: List[str] = [server.key for server in load_servers()]
    except EarthscribeError:  # is a finding already
        keys = []
    redaction = Redaction.here(keys)
    lines = (f"{each.status:<8} {each.name}: {each.says} {each.cure}".rstrip() for each in examine_there(more, stop))
    return "\n".join(redaction.text(line) for line in lines)
