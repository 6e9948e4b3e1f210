"""The dock's own pictures: a sign for every state, readable on light and on dark ground."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtGui import QIcon

from ..describing.objects import State

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "icons"

SIDES = (16, 24, 32, 48)

STATES = {
    State.IDLE: "state_waiting", State.QUEUED: "state_waiting", State.FRAMING: "state_running",
    State.WAITING: "state_running", State.STREAMING: "state_running", State.DONE: "state_done",
    State.STOPPED: "state_stopped", State.FAILED: "state_failed", State.KEEPING: "state_keeping",
    State.KEPT: "state_kept", State.REJECTED: "state_rejected",
}


def icon(name: str) -> QIcon:
    """A picture of ours by its name."""
    return QIcon(str(FOLDER / f"{name}.svg"))


def state_icon(state: State) -> QIcon:
    """The sign of a state; in a selected row, too, its colours are its own."""
    drawn, sign = icon(STATES[state]), QIcon()
    for side in SIDES:
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
            sign.addPixmap(drawn.pixmap(side, side), mode)
    return sign
