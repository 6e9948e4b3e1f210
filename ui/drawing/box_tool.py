"""BoxTool: three ways to a box with the mouse, and handles on the box that is there.

Two clicks make the first edge and a third the width; pressing, dragging and releasing makes a box along the picture's
rows; Shift and a click stamp a box of the last size, or of the size typed; Ctrl and a click ask what stands there, and
whoever knows proposes boxes. A box is right-angled in the pixels of the
file, whatever the project's CRS, the canvas' rotation or the way QGIS lays the raster out. The tool stays in hand after
a box. Esc and the right button begin anew; Esc with nothing under way frees the numbers that hold, then leaves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional, Sequence

from qgis.core import QgsPointLocator
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool, QgsSnapIndicator
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, QObject, QPoint, QPointF, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent

from ...inference.errors import EarthscribeError
from ...inference.geometry import PixelQuad, Point
from .box_band import sight_on
from .hand import Hand
from .hints import Step
from .reshape import Grip
from .size_entry import SizeEntry
from .sketch import far_enough

if TYPE_CHECKING:
    from ..host.layers import ShownRaster
    from ..host.sight import Sight

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class BoxTool(QgsMapTool):
    """Draws boxes on one raster, and adjusts one that is there."""

    drawn = pyqtSignal(object, object)
    """Sight and PixelQuad of a finished box."""
    adjusted = pyqtSignal(object, object)
    """Sight and PixelQuad of the box with handles, after it was moved, turned or resized."""
    confirmed = pyqtSignal()
    """Enter, with handles on a box that is not new."""
    stepped = pyqtSignal(int)
    """Where drawing stands: a `hints.Step`; up to 2 it is the number of points set."""
    failed = pyqtSignal(object)
    """An EarthscribeError: what was clicked makes no box."""
    left = pyqtSignal()
    """The user wants no box."""
    pointed = pyqtSignal(object, object)
    """Sight and pixel where the user wants an object to be found."""
    recalled = pyqtSignal()
    """Esc, while it is being looked for."""
    proposed = pyqtSignal(int)
    """Which of the boxes that were proposed is shown."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._hand = Hand(canvas, self)
        self._snap = QgsSnapIndicator(canvas)
        for name in ("drawn", "adjusted", "confirmed", "stepped", "failed", "left", "pointed", "recalled", "proposed"):
            getattr(self._hand, name).connect(getattr(self, name))
        self.setCursor(Qt.CursorShape.CrossCursor)

    # --- what it is told

    @property
    def aimed(self) -> bool:
        """Whether there is a raster to draw on."""
        return self._hand.raster is not None

    @property
    def adjust_first(self) -> bool:
        """Whether a finished box gets handles and waits for Enter before it counts as drawn."""
        return self._hand.adjust_first

    @adjust_first.setter
    def adjust_first(self, wanted: bool) -> None:
        self._hand.adjust_first = wanted

    @property
    def editing(self) -> Optional[PixelQuad]:
        """The box with handles as it is now."""
        return self._hand.editing.quad() if self._hand.editing.active else None

    @property
    def editing_on(self) -> Optional[ShownRaster]:
        """The raster of the box with handles."""
        return self._hand.editing.raster

    @property
    def step(self) -> Step:
        """Where drawing stands, as told last."""
        return self._hand.step

    def measure_with(self, entry: SizeEntry) -> None:
        """Draw by the numbers of these fields, and show what is drawn in them."""
        self._hand.measure_with(entry)

    def aim(self, raster: Optional[ShownRaster]) -> None:
        """Draw on this raster from now on."""
        self._hand.aim(raster)

    def edit(self, raster: Optional[ShownRaster], quad: Optional[PixelQuad]) -> None:
        """Put handles on this box, or on none; a box that has them already keeps what was adjusted."""
        self._hand.edit(raster, quad)

    def reset(self) -> None:
        """Begin anew; a box with handles keeps them."""
        self._hand.reset()
        self._snap.setMatch(QgsPointLocator.Match())

    def remove(self) -> None:
        """Take everything off the canvas for good."""
        self._canvas.removeEventFilter(self)
        self._canvas.unsetMapTool(self)
        sip.delete(self._snap)  # its marker must not outlive the canvas
        self._hand.remove()

    @property
    def offering(self) -> bool:
        """Whether one of the boxes that were proposed waits for Enter."""
        return self._hand.offering

    def propose(self, raster: ShownRaster, quads: Sequence[PixelQuad]) -> None:
        """Offer boxes, the likeliest first; Tab shows the next one, Enter takes it, Esc drops them."""
        self._hand.propose(raster, quads)

    def await_proposal(self, *, awaited: bool) -> None:
        """Whether somebody looks for an object now; Esc ends that first."""
        self._hand.looking = awaited

    # --- what QGIS calls

    def activate(self) -> None:
        """The tool is in hand: it hears the keys that the canvas would take for itself."""
        super().activate()
        self._canvas.installEventFilter(self)
        self._hand.activate(active=True)

    def deactivate(self) -> None:
        """Another tool was chosen."""
        self._canvas.removeEventFilter(self)
        self._snap.setMatch(QgsPointLocator.Match())
        self._hand.activate(active=False)
        super().deactivate()

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        """Perhaps a click, perhaps the beginning of a drag."""
        hand = self._hand
        if event.button() != Qt.MouseButton.LeftButton or hand.raster is None:
            return
        hand.shift = bool(event.modifiers() & SHIFT)
        hand.pointing = bool(event.modifiers() & CTRL) and not hand.shift and not hand.sketch.started
        hold = None if hand.sketch.points or hand.pointing else hand.editing.hit(QPointF(event.pos()))
        try:
            if hold is not None and hold.grip is not Grip.BODY:
                hand.editing.grip(hold, self._unsnapped(hand.editing.sight(), event.pos()))
            else:
                here = self._place(sight_on(self._canvas, hand.raster), event)
                hand.sketch.press(event.pos(), here, None if hand.shift else hold)
        except EarthscribeError as error:
            self.failed.emit(error)

    def canvasDoubleClickEvent(self, event: QgsMapMouseEvent) -> None:
        """Two quick clicks are two clicks."""
        self.canvasPressEvent(event)

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Show what a click or a release here would make."""
        hand = self._hand
        if hand.raster is None:
            return
        hand.shift = bool(event.modifiers() & SHIFT)
        try:
            self._begin_drag(event)
            if hand.editing.dragging:
                self._adjust(event)
            else:
                hand.here = self._place(sight_on(self._canvas, hand.raster), event)
                self._hover(event)
                hand.sketch.pointer = event.pos()
                hand.refresh()
        except EarthscribeError:  # the pointer is where the raster's CRS does not hold: the last outline stays
            return

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Set a point, or finish what was dragged."""
        hand = self._hand
        if event.button() == Qt.MouseButton.RightButton:
            self.reset()
        elif event.button() == Qt.MouseButton.LeftButton and hand.raster is not None:
            hand.shift = bool(event.modifiers() & SHIFT)
            try:
                if hand.editing.dragging:
                    self._adjust(event)
                    hand.let_go()
                elif hand.pointing and hand.sketch.pressed is not None:
                    sight = sight_on(self._canvas, hand.raster)
                    hand.ask_about(sight, self._unsnapped(sight, event.pos()))
                elif hand.sketch.pressed is not None:  # else Esc took back what the press began
                    hand.sketch.pointer = event.pos()
                    hand.point(hand.raster, self._place(sight_on(self._canvas, hand.raster), event))
            except EarthscribeError as error:
                self.failed.emit(error)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys first, before the canvas pans by them or the focus goes elsewhere."""
        if watched is not self._canvas or not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.KeyPress:
            return self._hand.key(event)
        if event.type() == QEvent.Type.KeyRelease:
            self._hand.key_up(event)
        elif event.type() == QEvent.Type.ShortcutOverride and self._hand.takes(event):
            event.accept()
            return True
        return False

    # ---

    def _place(self, sight: Sight, event: QgsMapMouseEvent) -> Point:
        """The pixel under the pointer, or the one that QGIS snaps to."""
        point = event.snapPoint()
        self._snap.setMatch(event.mapPointMatch())
        return sight.pixels([(point.x(), point.y())])[0]

    def _unsnapped(self, sight: Sight, pos: QPoint) -> Point:
        point = self._canvas.getCoordinateTransform().toMapCoordinates(pos.x(), pos.y())
        return sight.pixels([(point.x(), point.y())])[0]

    def _begin_drag(self, event: QgsMapMouseEvent) -> None:
        sketch, editing = self._hand.sketch, self._hand.editing
        pressed = sketch.pressed
        if pressed is None or sketch.started or self._hand.pointing or not far_enough(pressed.pos, event.pos()):
            return
        if pressed.hold is None:
            self._hand.begin_drag()
        else:
            sketch.clear()
            editing.grip(pressed.hold, self._unsnapped(editing.sight(), pressed.pos))

    def _adjust(self, event: QgsMapMouseEvent) -> None:
        """What the mouse holds comes along; only what is put at a place snaps."""
        editing = self._hand.editing
        if editing.free_place:
            here = self._place(editing.sight(), event)
            self._hand.adjust(here, snapped=event.isSnapped(), pointer=event.pos())
        else:
            self._hand.adjust(self._unsnapped(editing.sight(), event.pos()), snapped=False, pointer=event.pos())

    def _hover(self, event: QgsMapMouseEvent) -> None:
        """The cursor says what could be dragged from here."""
        hand = self._hand
        hold = None
        if not hand.sketch.started and not event.buttons():
            hold = hand.editing.hit(QPointF(event.pos()))
            if hold is not None and hold.grip is Grip.BODY and hand.stamping:
                hold = None
        if hand.editing.point_at(hold):
            self.setCursor(hand.editing.cursor_for(hold))
