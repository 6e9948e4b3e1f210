"""What to do next while boxes are drawn, in one sentence; `BoxTool.stepped` says which step it is."""

from __future__ import annotations

from enum import IntEnum
from typing import Dict

from qgis.PyQt.QtCore import QCoreApplication


class Step(IntEnum):
    """Where the drawing of a box stands; the first three are the number of points set."""

    NOTHING = 0
    EDGE = 1
    WIDTH = 2
    DRAGGING = 3
    STAMPING = 4
    NO_SIZE = 5
    ADJUSTING = 6
    """A new box with handles that waits for Enter."""
    HANDLES = 7
    """A box that was described already, with handles."""


def hint(step: int) -> str:
    """The sentence for a step."""
    return _sentences()[Step(step)]


def _sentences() -> Dict[Step, str]:
    return {
        Step.NOTHING: QCoreApplication.translate(
            "BoxTool", "Click one end of an edge of the object, or drag from corner to corner; Ctrl+click finds its "
                       "box."),
        Step.EDGE: QCoreApplication.translate(
            "BoxTool", "Click the other end of that edge; digits set its length."),
        Step.WIDTH: QCoreApplication.translate(
            "BoxTool", "Move to the opposite side and click to set the width; digits set it, too."),
        Step.DRAGGING: QCoreApplication.translate("BoxTool", "Release the button at the opposite corner."),
        Step.STAMPING: QCoreApplication.translate(
            "BoxTool", "Click the middle of the object to stamp a box of this size."),
        Step.NO_SIZE: QCoreApplication.translate(
            "BoxTool", "There is no size to stamp yet: type a length and a width, or draw one box."),
        Step.ADJUSTING: QCoreApplication.translate(
            "BoxTool", "Adjust the box by its handles or the arrow keys; Enter describes it, Esc drops it."),
        Step.HANDLES: QCoreApplication.translate(
            "BoxTool", "Draw the next box; or adjust this one by its handles, and press Enter to describe it again."),
    }
