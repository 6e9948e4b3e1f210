"""Hand: what clicks, keys and typed numbers do to the box on its way and to the box with handles; no mouse in here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional, Sequence, Tuple

from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, QPoint, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent

from ...inference.errors import EarthscribeError
from ...inference.geometry import Corners, PixelQuad, Point
from .box_band import quad_of, sight_on
from .editing import Editing
from .hints import Step
from .keys import ARROWS, ENTER, TABS, is_digit, nudge_of, turn_of
from .size_entry import LENGTH, WIDTH, SizeEntry
from .sizing import FREE, Held, Ruler, Size
from .sketch import Sketch

if TYPE_CHECKING:
    from ..host.layers import ShownRaster
    from ..host.sight import Sight


class Hand(QObject):
    """One box on its way, one with handles, and the numbers that hold for both."""

    drawn = pyqtSignal(object, object)
    adjusted = pyqtSignal(object, object)
    confirmed = pyqtSignal()
    stepped = pyqtSignal(int)
    failed = pyqtSignal(object)
    left = pyqtSignal()
    pointed = pyqtSignal(object, object)
    recalled = pyqtSignal()
    proposed = pyqtSignal(int)

    def __init__(self, canvas: QgsMapCanvas, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self.raster: Optional[ShownRaster] = None
        self.here: Optional[Point] = None
        """The pixel under the pointer, or the one it snaps to."""
        self.shift = False
        self.active = False
        """Whether the tool is in hand."""
        self.pointing = False
        """Whether the button went down to ask what stands there."""
        self.looking = False
        """Whether that is being found out."""
        self.adjust_first = False
        self.step = Step.NOTHING
        self.sketch = Sketch(canvas)
        self.editing = Editing(canvas)
        self._entry: Optional[SizeEntry] = None
        self._offered: Tuple[PixelQuad, ...] = ()
        self._place = 0

    def measure_with(self, entry: SizeEntry) -> None:
        """Draw by the numbers of these fields, and show what is drawn in them."""
        self._entry = entry
        entry.entered.connect(self._number_entered)
        entry.freed.connect(self._numbers_freed)
        entry.heldChanged.connect(self.refresh)

    def aim(self, raster: Optional[ShownRaster]) -> None:
        """Draw on this raster from now on; a box that waits for Enter goes on waiting, unless it is on another one."""
        self.raster, self.here = raster, None
        if self.editing.pending and raster is not None and not self.editing.is_on(raster):
            self.editing.clear()
        if raster is not None and self._entry is not None:
            middle = (raster.grid.width / 2, raster.grid.height / 2)
            self._entry.show_unit(Ruler(sight_on(self._canvas, raster)).unit(middle))
        self.reset()

    def edit(self, raster: Optional[ShownRaster], quad: Optional[PixelQuad]) -> None:
        """Put handles on this box, or on none; a box that has them already keeps what was adjusted."""
        if raster is None or quad is None:
            self.editing.clear()
        elif not self.editing.has(raster, quad):
            self.editing.take(raster, quad, pending=False)
        self._show_numbers()
        self._tell_step()

    def reset(self) -> None:
        """Begin anew; a box with handles keeps them."""
        self.sketch.clear()
        self.editing.cancel_drag()
        self.editing.show(visible=self.active or self.editing.pending)
        self._show_numbers()
        self._tell_step()

    def activate(self, *, active: bool) -> None:
        """The tool is in hand, or another one is."""
        self.active, self.here, self.shift = active, None, False
        if not active:
            self.tell_adjusted()
            if self._entry is not None:
                self._entry.store()
        self.reset()

    def remove(self) -> None:
        """Everything off the canvas for good."""
        self.sketch.remove()
        self.editing.remove()

    # --- the mouse

    def begin_drag(self) -> None:
        """The pointer went on with the button down: a box is dragged open."""
        self.sketch.begin_drag()
        self.editing.show(visible=False)
        self._tell_step()

    def adjust(self, here: Point, *, snapped: bool, pointer: QPoint) -> None:
        """What the mouse holds of the box with handles comes along."""
        self.editing.drag(here, snapped=snapped, round_azimuth=self.shift)
        size = self.editing.size()
        self.sketch.say(size, pointer)
        if self._entry is not None:
            self._entry.adjust(size)

    def let_go(self) -> None:
        """The mouse holds nothing of that box any more."""
        if self.editing.release():
            self.tell_adjusted()
        self.sketch.hide()

    def point(self, raster: ShownRaster, here: Point) -> None:
        """The button was released at a pixel: the end of a drag, a stamp, or a click."""
        sight = sight_on(self._canvas, raster)
        self.here, self.sketch.pressed = here, None
        if self.sketch.dragging:
            corners = self.sketch.corners(Ruler(sight), self._held(), here)
            self.reset()
            self._finish(sight, corners)
        elif self.stamping:
            if self._typed() is not None:
                self._finish(sight, self._stamp(Ruler(sight), here))
        else:
            self._click(sight, here)

    def ask_about(self, sight: Sight, here: Point) -> None:
        """The button was released where an object is to be found."""
        self.pointing, self.sketch.pressed = False, None
        self.pointed.emit(sight, here)

    def propose(self, raster: ShownRaster, quads: Sequence[PixelQuad]) -> None:
        """Offer boxes, the likeliest first; Tab shows the next one, Enter takes it, Esc drops them."""
        self.sketch.clear()
        self._offered = tuple(quads)
        self._offer(raster, 0)

    @property
    def offering(self) -> bool:
        """Whether one of the boxes that were proposed waits for Enter."""
        return bool(self._offered) and self.editing.pending

    def _offer(self, raster: ShownRaster, place: int) -> None:
        self._place = place % len(self._offered)
        self.editing.take(raster, self._offered[self._place], pending=True)
        self.proposed.emit(self._place)
        self.reset()

    def refresh(self) -> None:
        """Show what a click where the pointer is would make."""
        step = self._now()
        if step != self.step:
            self._tell_step()
        if self.raster is None or self.here is None or not self.active or self.editing.dragging:
            return
        ruler = Ruler(sight_on(self._canvas, self.raster))
        if self.sketch.started:
            corners = self.sketch.corners(ruler, self._held(), self.here)
        elif self.stamping and self._typed() is not None:
            corners = self._stamp(ruler, self.here)
        else:
            self.sketch.hide()
            return
        self.sketch.show(self.raster, corners, ruler.measured(corners))
        if self._entry is not None and self.sketch.started:
            self._entry.follow(ruler.sides(corners))

    # --- boxes

    def _click(self, sight: Sight, here: Point) -> None:
        """Set a point, or finish the box."""
        if len(self.sketch.points) < 2:
            if self.sketch.add(Ruler(sight), self._held(), here):
                self.editing.show(visible=False)
                self._tell_step()
            return
        self._finish(sight, self.sketch.corners(Ruler(sight), self._held(), here))

    def _finish(self, sight: Sight, corners: Corners) -> None:
        quad = quad_of(corners)
        if self._entry is not None:
            self._entry.remember(Ruler(sight).measured(corners))
        self._offered = ()
        if self.adjust_first:
            self.editing.take(sight.raster, quad, pending=True)
        self.reset()
        if not self.adjust_first:
            self.drawn.emit(sight, quad)

    def _held(self) -> Held:
        return self._entry.held() if self._entry is not None else FREE

    def _typed(self) -> Optional[Size]:
        return self._entry.box_size() if self._entry is not None else None

    def _stamp(self, ruler: Ruler, here: Point) -> Corners:
        size = self._typed()
        return ruler.box(here, size if size is not None else Size(0.0, 0.0, 0.0))

    @property
    def stamping(self) -> bool:
        """Whether a click would stamp a box: with Shift, or where all numbers hold."""
        return not self.sketch.started and (self.shift or self._held().all)

    # --- keys and numbers

    def takes(self, event: QKeyEvent) -> bool:
        """Whether a key means something here and now."""
        if event.key() in ARROWS:
            return self.editing.active and not self.sketch.started and not self.editing.dragging
        if event.key() in ENTER:
            return bool(self.sketch.points) or self.editing.active
        if event.key() in TABS and self.offering:
            return not self.sketch.started and not self.editing.dragging
        if is_digit(event) or event.key() == Qt.Key.Key_Tab:
            return self._entry is not None and not self.sketch.dragging and not self.editing.dragging
        return bool(event.key() == Qt.Key.Key_Escape)

    def key(self, event: QKeyEvent) -> bool:
        """A key goes down; says whether it meant something."""
        if event.key() == Qt.Key.Key_Shift:
            self.shift = True
            self.refresh()
        if not self.takes(event):
            return False
        try:
            if event.key() == Qt.Key.Key_Escape:
                self._escape()
            elif event.key() in ENTER:
                self._enter()
            elif event.key() in ARROWS:
                self._by_arrow(event)
            elif event.key() in TABS and self.offering and self.editing.raster is not None:
                self._offer(self.editing.raster, self._place + TABS[Qt.Key(event.key())])
            elif self._entry is not None:
                self._entry.begin(WIDTH if len(self.sketch.points) == 2 else LENGTH,
                                  event if is_digit(event) else None)
        except EarthscribeError as error:
            self.failed.emit(error)
        return True

    def key_up(self, event: QKeyEvent) -> None:
        """A key comes up."""
        if event.key() == Qt.Key.Key_Shift:
            self.shift = False
            self.refresh()
        elif event.key() in ARROWS and not event.isAutoRepeat():
            self.tell_adjusted()

    def _by_arrow(self, event: QKeyEvent) -> None:
        nudge, turn = nudge_of(event), turn_of(event)
        if nudge is not None:
            self.editing.nudge(nudge.dx, nudge.dy)
        elif turn is not None:
            self.editing.turn(turn.degrees)

    def _escape(self) -> None:
        """One step back to the beginning, then out."""
        if self.looking:
            self.recalled.emit()
        elif self.sketch.started or self.sketch.pressed is not None or self.editing.dragging:
            self.reset()
        elif self.editing.pending:
            self.editing.clear()
            self.reset()
        elif self.editing.active and self.editing.restore():
            self.tell_adjusted()
        elif self._held().any and self._entry is not None:
            self._entry.free()
        else:
            self.left.emit()

    def _enter(self) -> None:
        """A click where the pointer is; with handles, the box is as it should be."""
        if self.sketch.points:
            if self.here is not None and self.raster is not None:
                self._click(sight_on(self._canvas, self.raster), self.here)
        elif self.editing.pending:
            sight, quad = self.editing.sight(), self.editing.quad()
            self.editing.clear()
            self.reset()
            self.drawn.emit(sight, quad)
        elif self.editing.active:
            self.tell_adjusted()
            self.confirmed.emit()

    def _number_entered(self, name: str, number: float) -> None:
        """Enter in a field: the number holds, or changes the box with handles."""
        self._canvas.setFocus()
        try:
            if self.sketch.points:
                if self.here is not None and self.raster is not None and self.sketch.decided(self._held()):
                    self._click(sight_on(self._canvas, self.raster), self.here)
                self.refresh()
            elif self.editing.active and (number > 0.0 or name not in {LENGTH, WIDTH}):
                self.editing.resize(name, number)
                self.tell_adjusted()
            else:
                self.refresh()
        except EarthscribeError as error:
            self.failed.emit(error)

    def _numbers_freed(self) -> None:
        self._canvas.setFocus()
        self._show_numbers()
        self.refresh()

    # --- what it tells

    def tell_adjusted(self) -> None:
        """The box with handles is another one now."""
        if not self.editing.active or not self.editing.changed:
            return
        self.editing.changed = False
        if self._entry is not None:
            self._entry.remember(self.editing.size())
        self._show_numbers()
        if not self.editing.pending:
            self.adjusted.emit(self.editing.sight(), self.editing.quad())

    def _show_numbers(self) -> None:
        """The size of the box with handles, or of the last one."""
        if self._entry is None or self.raster is None or self.sketch.started:
            return
        if self.editing.active:
            self._entry.adjust(self.editing.size())
        else:
            self._entry.rest()

    def _now(self) -> Step:
        if self.sketch.dragging:
            return Step.DRAGGING
        if self.sketch.points:
            return Step(len(self.sketch.points))
        if self.editing.pending:
            return Step.ADJUSTING
        if self.stamping:
            return Step.STAMPING if self._typed() is not None else Step.NO_SIZE
        return Step.HANDLES if self.editing.active else Step.NOTHING

    def _tell_step(self) -> None:
        self.step = self._now()
        self.stepped.emit(int(self.step))
