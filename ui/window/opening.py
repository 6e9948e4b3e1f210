"""Opening: the dock and all behind it, a small step in each turn of the event loop, so that QGIS stays alive.

The dock itself is there at once, empty: QGIS puts docks where they were last time as soon as its plugins are loaded.
Whoever needs the desk before it is ready gets it by `desk`, which takes the remaining steps at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Generator, Optional

from qgis.PyQt.QtCore import QObject, Qt, QTimer
from qgis.PyQt.QtGui import QIcon

from ..dock.panel import DescribePanel

if TYPE_CHECKING:
    from ..shared_analyst import SharedAnalyst
    from .desk import Desk

LOADED = (
    "...inference.values", "..describing.session", "..dock.choices", "..drawing.sizing", "..drawing.reshape",
    "..drawing.hand", "..drawing.box_tool", "...inference.keepsakes", "..results.keeping", ".showing", ".object_tools",
    ".desk",
)
"""What takes some milliseconds to be imported, each after what it imports itself."""


class Opening(QObject):
    """From an empty dock to a desk."""

    def __init__(self, iface: Any, analyst: SharedAnalyst, draw_icon: QIcon) -> None:
        super().__init__()
        self._iface = iface
        self._analyst = analyst
        self._desk: Optional[Desk] = None
        self._bare = True
        """Nothing stands behind the dock yet."""
        self.panel = DescribePanel(draw_icon, iface.mainWindow(), at_once=False)
        iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.panel)
        self._steps = self._open()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._take_step)
        self._timer.start()

    @property
    def done(self) -> bool:
        """Whether the desk stands."""
        return self._desk is not None

    @property
    def desk(self) -> Optional[Desk]:
        """The desk, finished now if need be; None where one of the steps failed."""
        if self._desk is None:
            for _ in self._steps:
                pass
        return self._desk

    # --- what may be pressed before

    def draw(self) -> None:
        """The key for drawing."""
        if self.desk is not None:
            self.desk.draw()

    def show_welcome(self) -> None:
        """The page of the first time."""
        if self.desk is not None:
            self.desk.welcome.show()

    def changed(self) -> None:
        """Options were applied."""
        if self.desk is not None:
            self.desk.changed()

    # ---

    def close(self) -> None:
        """Take everything out of the window again."""
        self._timer.stop()
        desk = None if self._bare else self.desk
        if desk is not None:
            desk.close()
        else:
            self._steps.close()
            self._iface.removeDockWidget(self.panel)
            self.panel.setParent(None)
            self.panel.deleteLater()
        self.deleteLater()

    def _take_step(self) -> None:
        if next(self._steps, self) is self:
            self._timer.stop()

    def _open(self) -> Generator[None, None, None]:
        for name in LOADED:
            import_module(name, __package__)
            yield
        yield from self.panel.steps
        yield
        from .desk import Desk

        self._bare = False
        desk = Desk(self._iface, self._analyst, self.panel)
        yield
        desk.start()
        self._desk = desk
