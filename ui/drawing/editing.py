"""Editing: the one box with handles, and what mouse and keys make of it; in pixels of the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Optional

from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QPointF
from qgis.PyQt.QtGui import QCursor

from ...inference.geometry import Corners, PixelQuad, Point, centroid
from .box_band import quad_of, sight_on
from .handles import Handles
from .held import on_round_azimuth
from .reshape import Grip, Hold, moved, rotated, side_middle, turned_to, with_corner_at, with_side_at
from .sizing import Ruler, Size

if TYPE_CHECKING:
    from ..host.layers import ShownRaster
    from ..host.sight import Sight


@dataclass
class _Box:
    raster: ShownRaster
    corners: Corners
    given: Corners
    """As it was before anything was adjusted."""
    pending: bool
    """Drawn, but not yet said to be finished."""


@dataclass(frozen=True)
class _Drag:
    hold: Hold
    start: Point
    before: Corners
    off: Point
    """From the pointer to what it holds: nobody hits a handle in its very middle."""


class Editing:
    """Handles on a box, or on none."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self._canvas = canvas
        self.handles = Handles(canvas)
        self._box: Optional[_Box] = None
        self._drag: Optional[_Drag] = None
        self._visible = False
        self.changed = False
        """Whether it was changed since that was told."""

    @property
    def active(self) -> bool:
        """Whether there is a box with handles."""
        return self._box is not None

    @property
    def pending(self) -> bool:
        """Whether the box waits to be said finished."""
        return self._box is not None and self._box.pending

    @property
    def dragging(self) -> bool:
        """Whether the mouse holds something."""
        return self._drag is not None

    @property
    def free_place(self) -> bool:
        """Whether what is held follows places, which may be snapped to, and not the pointer's way."""
        return self._drag is not None and self._drag.hold.grip in {Grip.CORNER, Grip.SIDE}

    def take(self, raster: ShownRaster, quad: PixelQuad, *, pending: bool) -> None:
        """Put handles on a box."""
        self._box = _Box(raster, quad.corners, quad.corners, pending)
        self._drag, self.changed = None, False
        self._draw()

    def has(self, raster: ShownRaster, quad: PixelQuad) -> bool:
        """Whether this is the box that has the handles."""
        box = self._box
        return (box is not None and not box.pending and box.raster is raster
                and quad.corners in (box.given, box.corners))

    @property
    def raster(self) -> Optional[ShownRaster]:
        """What the box is on."""
        return self._box.raster if self._box is not None else None

    def is_on(self, raster: ShownRaster) -> bool:
        """Whether the box is on this layer, also where it was opened anew since."""
        own = self.raster
        return own is not None and own.info.source.path == raster.info.source.path and own.crs == raster.crs

    def clear(self) -> None:
        """No box."""
        self._box, self._drag, self.changed = None, None, False
        self.handles.clear()

    def show(self, *, visible: bool) -> None:
        """Handles are out of the way while another box is drawn or another tool is in hand."""
        if visible != self._visible:
            self._visible = visible
            self._draw()

    def sight(self) -> Sight:
        """How the box's raster is seen."""
        return sight_on(self._canvas, self._there.raster)

    def corners(self) -> Corners:
        """The box as it is now."""
        return self._there.corners

    def quad(self) -> PixelQuad:
        """The box as it is now."""
        return quad_of(self._there.corners)

    def size(self) -> Size:
        """How large it is now."""
        return Ruler(self.sight()).measured(self._there.corners)

    # --- the mouse

    def hit(self, place: QPointF) -> Optional[Hold]:
        """What the mouse would take hold of at a point of the canvas."""
        return self.handles.hit(place) if self._visible and self._box is not None else None

    def point_at(self, hold: Optional[Hold]) -> bool:
        """The pointer is over a handle; says whether it was over another one before."""
        if hold == self.handles.gripped:
            return False
        self.handles.gripped = hold
        self.handles.update()
        return True

    def cursor_for(self, hold: Optional[Hold]) -> QCursor:
        """The shape that says what dragging there does."""
        return self.handles.cursor_for(hold)

    def grip(self, hold: Hold, at: Point) -> None:
        """Take hold, at a pixel."""
        corners = self._there.corners
        spot = at
        if hold.grip is Grip.CORNER:
            spot = corners[hold.index]
        elif hold.grip is Grip.SIDE:
            spot = side_middle(corners, hold.index)
        self._drag = _Drag(hold, at, corners, (spot[0] - at[0], spot[1] - at[1]))
        self.handles.gripped = hold

    def drag(self, here: Point, *, snapped: bool, round_azimuth: bool) -> None:
        """The pointer is at a pixel now."""
        drag = self._drag
        if drag is None:
            return
        hold, before = drag.hold, drag.before
        place = here if snapped else (here[0] + drag.off[0], here[1] + drag.off[1])
        if hold.grip is Grip.CORNER:
            corners = with_corner_at(before, hold.index, place)
        elif hold.grip is Grip.SIDE:
            corners = with_side_at(before, hold.index, place)
        elif hold.grip is Grip.BODY:
            corners = moved(before, here[0] - drag.start[0], here[1] - drag.start[1])
        else:
            middle = centroid(before)
            corners = turned_to(before, hold.index, (here[0] - middle[0], here[1] - middle[1]))
            if round_azimuth:
                corners = on_round_azimuth(Ruler(self.sight()), corners)
        self._become(corners)

    def release(self) -> bool:
        """Let go; says whether the box is another one now."""
        drag, self._drag = self._drag, None
        self.handles.gripped = None
        self._draw()
        return drag is not None and drag.before != self._there.corners

    def cancel_drag(self) -> None:
        """Let go, and the box is as it was."""
        if self._drag is not None:
            before, self._drag = self._drag.before, None
            self.handles.gripped = None
            self._become(before)

    # --- keys and numbers

    def nudge(self, dx: float, dy: float) -> None:
        """Move it by so many pixels of the screen."""
        sight, centre = self.sight(), centroid(self._there.corners)
        to_screen = self._canvas.getCoordinateTransform()
        (seen,) = sight.points([centre])
        start, end = [to_screen.toMapCoordinatesF(x, y) for x, y in ((0.0, 0.0), (dx, dy))]
        (place,) = sight.pixels([(seen[0] + end.x() - start.x(), seen[1] + end.y() - start.y())])
        self._become(moved(self._there.corners, place[0] - centre[0], place[1] - centre[1]))

    def turn(self, degrees: float) -> None:
        """Turn it about its middle, clockwise in the picture."""
        self._become(rotated(self._there.corners, degrees))

    def resize(self, name: str, number: float) -> None:
        """Give it another length, width or azimuth about its middle."""
        ruler = Ruler(self.sight())
        size = ruler.measured(self._there.corners)
        size = Size(number if name == "length" else size.length, number if name == "width" else size.width,
                    number if name == "azimuth" else size.azimuth, size.unit)
        self._become(ruler.box(centroid(self._there.corners), size))

    def restore(self) -> bool:
        """The box as it was given; says whether it had been adjusted."""
        box = self._there
        if box.corners == box.given:
            return False
        self._become(box.given)
        return True

    def remove(self) -> None:
        """Off the canvas for good."""
        self._box = None
        self.handles.remove()

    # ---

    @property
    def _there(self) -> _Box:
        if self._box is None:
            raise RuntimeError("no box has handles")
        return self._box

    def _become(self, corners: Corners) -> None:
        self.changed = self.changed or corners != self._there.corners
        self._there.corners = corners
        self._draw()

    def _draw(self) -> None:
        if self._box is None or not self._visible:
            self.handles.clear()
            return
        side = self._drag.hold.index if self._drag is not None and self._drag.hold.grip is Grip.STALK else None
        self.handles.show_box(self._box.raster, self._box.corners, stalk_side=side)
