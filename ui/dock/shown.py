"""What the dock is told and what it says, as values: rows of the list, a second opinion, how the picture is made."""

from __future__ import annotations

from dataclasses import dataclass

from ..describing.objects import State


@dataclass(frozen=True)
class Row:
    """One object of this session in the list."""

    number: int
    title: str
    state: State
    place_in_queue: int = 0
    """1 for the one whose turn is next, 0 for one that does not wait."""
    current: bool = False


@dataclass(frozen=True)
class RivalShown:
    """The second opinion beside the present answer."""

    model: str
    text: str
    state: State
    present: str = ""
    """The model of the present answer; "" for the one chosen above."""


@dataclass(frozen=True)
class ViewChoice:
    """How the user wants the picture made; the words of `bands` and `stretch` are those of the options."""

    recipe: str = "auto"
    """auto | styled | own"""
    bands: str = ""
    stretch: str = "auto"
    context: float = 0.0
    gsd: float = 0.0
