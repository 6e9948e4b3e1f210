"""Desk: the dock, the map tool, the session and the store of one QGIS window, wired together.

What only a first click needs (`host`, dialogs) is imported there: QGIS starts no slower for a plugin that is not used.
"""

from __future__ import annotations

import contextlib
from typing import Any, Iterator, Optional

from qgis.core import QgsMapLayer
from qgis.PyQt.QtCore import QObject

from ...inference.errors import EarthscribeError
from ...inference.values import Stop
from ..describing.objects import Object
from ..describing.session import Session
from ..dock.panel import DescribePanel
from ..drawing.box_tool import BoxTool
from ..results.keeping import Keeping
from ..settings import Settings
from ..shared_analyst import SharedAnalyst
from ..tasks import Streams, Then, Watcher
from .aiming import Aiming
from .asking import Asking
from .consenting import Consenting, consent_needed
from .cures import Cures
from .detecting import Detecting
from .notify import Notifier
from .object_tools import ObjectTools
from .offering import Offering
from .preview import Preview
from .proposing import Proposing
from .questions import Questions
from .showing import Showing
from .welcome import Welcome


class Desk(QObject):
    """What stands in one QGIS window."""

    def __init__(self, iface: Any, analyst: SharedAnalyst, panel: DescribePanel) -> None:
        super().__init__()
        self.panel = panel
        self._iface = iface
        self._analyst = analyst
        self._notifier = Notifier(iface)
        self._settings = Settings()
        self._setup: Optional[Any] = None
        canvas = iface.mapCanvas()
        self.streams = Streams(self)
        self.session = Session(analyst, self.streams, self, consent_needed)
        self.keeping = Keeping(iface, self.session, self.panel, self.streams, self)
        self.tool = BoxTool(canvas)
        self.aiming = Aiming(canvas, self.tool, self.streams, self)
        self.showing = Showing(self.session, self.panel, self.aiming, canvas, self)
        self.questions = Questions(self.panel, self._settings)
        self.preview = Preview(self.panel, self.questions, self.aiming, analyst, self.streams)
        self.asking = Asking(iface, self)
        self.detecting = Detecting(self, analyst, canvas)
        self.proposing = Proposing(self, analyst)
        self.consenting = Consenting(self.session, self.streams, self.panel)
        self.tools = ObjectTools(self.session, analyst, self.streams, self.panel)
        self.cures = Cures(self.panel, self.streams, self)
        self.offering = Offering(self.session, self.panel, self._settings, self._notifier)
        self.detecting.readinessSeen.connect(self.offering.bundled_sees)
        self.welcome = Welcome(iface, self.panel, self._settings, self.streams)

    def start(self) -> None:
        """Let the parts hear of each other, and show what there is."""
        self._connect_panel()
        self._connect_parts()
        self.offering.refresh()
        self.preview.refresh()
        self.panel.follow(self._iface.activeLayer())
        self.detecting.refresh()

    def _connect_panel(self) -> None:
        panel, session = self.panel, self.session
        panel.drawToggled.connect(self._draw)
        panel.closed.connect(self._put_away)
        panel.rasterChanged.connect(self._aim_anew)
        panel.stopPressed.connect(session.stop)
        panel.stopAllPressed.connect(session.stop_all)
        panel.discardPressed.connect(session.discard)
        panel.previousPressed.connect(lambda: session.step(-1))
        panel.nextPressed.connect(lambda: session.step(1))
        panel.textEdited.connect(session.rewrite)
        panel.rivalTaken.connect(session.take_rival)
        panel.rivalDropped.connect(session.drop_rival)
        panel.acceptPressed.connect(self.keeping.accept)
        panel.rejectPressed.connect(self.keeping.reject)
        panel.undoPressed.connect(self.keeping.undo)
        panel.mappingPressed.connect(self.keeping.map_fields)
        panel.objectChosen.connect(self._go_to)
        panel.zoomPressed.connect(lambda: self._with_current(self.showing.zoom_to_pixels))
        panel.openChipPressed.connect(self.tools.open_chip)
        panel.copyPressed.connect(self.tools.copy)
        panel.exchangePressed.connect(self.tools.show_exchange)
        panel.settingsPressed.connect(self.open_options)
        panel.setupPressed.connect(self.open_setup)
        panel.lookChanged.connect(self.preview.refresh)
        panel.lookChanged.connect(lambda: self.aiming.want(panel.view_choice().gsd))
        panel.visibilityChanged.connect(lambda _: self.preview.refresh())

    def _connect_parts(self) -> None:
        session, aiming, cures = self.session, self.aiming, self.cures
        self.tool.failed.connect(self.refuse)
        self.tool.left.connect(self._put_away)
        aiming.put_down.connect(self._put_away)
        aiming.failed.connect(self.refuse)
        session.failed.connect(self.refuse)
        self.keeping.refused.connect(self.refuse)
        cures.open_setup, cures.open_options, cures.retry = self.open_setup, self.open_options, self._retry
        for part in (cures, self.tools, self.welcome):
            part.refuse = self.refuse
        cures.say = self.tools.say = self.panel.say
        self.preview.box = self.asking.box
        cures.layer_of = aiming.layer_of
        self._iface.currentLayerChanged.connect(self.panel.follow)

    def close(self) -> None:
        """Take everything out of the window; what runs is stopped."""
        self.streams.stop()  # programs that are being asked end meanwhile
        self._iface.currentLayerChanged.disconnect(self.panel.follow)
        self._put_away()
        for part in (self.consenting, self.preview, self.asking, self.detecting, self.proposing, self.session,
                     self.keeping, self.tools, self.cures):
            part.close()
        self._notifier.close()
        if self._setup is not None:
            self._setup.close()
            self._setup.deleteLater()
        self.streams.close()
        self.showing.close()
        self.tool.remove()
        self._iface.removeDockWidget(self.panel)
        self.panel.setParent(None)
        self.panel.deleteLater()
        self.tool.deleteLater()
        self.deleteLater()

    # --- drawing

    def _draw(self, wanted: bool) -> None:
        if not wanted:
            self.asking.say_no_more()
            self.aiming.put_away()
        elif self.aiming.take(self.panel.raster.currentLayer()):
            self.welcome.done()
            self.streams.start(self.tr("Earthscribe gets ready"), self._load, Then(lambda _: self._warm(), self.refuse))
        else:
            self._put_away()

    def draw(self) -> None:
        """The key for drawing: take the tool in hand, or put it away."""
        self.panel.setUserVisible(True)
        if self.panel.draw.isEnabled():
            self.panel.draw.toggle()

    def _put_away(self) -> None:
        """Give the canvas back the tool it had before."""
        self.panel.draw.setChecked(False)

    @staticmethod
    def _load(_stop: Stop) -> Iterator[Any]:
        """In a task's thread, while the user draws: load what the next clicks need."""
        from ..host import asking, consents, keys, network, store, styling  # noqa: F401
        from . import exchange  # noqa: F401

        return iter(())

    def _warm(self) -> None:
        """Start the model process, while the user draws."""
        with contextlib.suppress(EarthscribeError):  # is told when a box is asked about
            self._analyst.get_ready(self.panel.chosen_model())
        self.streams.start(self.tr("Earthscribe starts its model process"), self._analyst.warm, Watcher())

    def _aim_anew(self, layer: Optional[QgsMapLayer]) -> None:
        if self.aiming.in_hand and not self.aiming.aim(layer):
            self._put_away()

    # --- objects

    def _go_to(self, number: int) -> None:
        wanted = self.session.numbered(number)
        if wanted is not None:
            if wanted is not self.session.current:
                self.session.select(wanted)
            self.showing.point_out(wanted)

    def _with_current(self, what: Any) -> None:
        if self.session.current is not None:
            what(self.session.current)

    def _retry(self, befell: Object) -> None:
        """The button of a message: the object may not be the one that is shown any more."""
        if befell in self.session.objects:
            self.session.select(befell)
            self.asking.again()
        elif befell is self.session.rival:
            self.asking.compare(befell.config.model)

    def refuse(self, error: EarthscribeError, befell: Optional[Object] = None) -> None:
        """Tell what is wrong, and offer what cures it."""
        from ..host.recorded import sentence

        if befell is None or befell is self.session.current:
            self.panel.say(sentence(error))
        self._notifier.error(error, self.cures.of(error, befell))

    # --- options and set-up

    def open_options(self) -> None:
        """Earthscribe's page of QGIS' options."""
        self._iface.showOptionsDialog(self._iface.mainWindow(), "earthscribeOptions")

    def open_setup(self) -> None:
        """The dialog that installs what larger models need."""
        from ..setup.dialog import SetupDialog

        if self._setup is None:
            self._setup = SetupDialog(self.streams, self._iface.mainWindow())
            self._setup.environmentChanged.connect(self.changed)
        self._setup.show()
        self._setup.raise_()

    def changed(self) -> None:
        """Options, servers or the environment are not what they were: the next question goes to a fresh process."""
        self._analyst.reload()
        self.streams.start(self.tr("Earthscribe ends a model process"), self._analyst.tidy, Watcher())
        self.offering.refresh()
        self.preview.refresh()
        self.detecting.changed()
