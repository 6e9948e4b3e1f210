"""What becomes of a request when the process dies, as a table."""

from __future__ import annotations

import pytest
from earthscribe.inference.errors import WorkerDied
from earthscribe.inference.worker.asks import PAUSES, Ask, pause, survives
from earthscribe.inference.worker.protocol import Message


def an_ask(*, interactive: bool = False, op: str = "run", **state: object) -> Ask:
    return Ask(1, Message(op, 1, {}), interactive, **state)  # type: ignore[arg-type]


@pytest.mark.parametrize(("ask", "lives"), [
    (an_ask(interactive=True), True),
    (an_ask(), True),
    (an_ask(sent=True), True),
    (an_ask(interactive=True, sent=True, started=True), False),
    (an_ask(sent=True, started=True), True),
    (an_ask(sent=True, started=True, suspect=True), False),
    (an_ask(sent=True, suspect=True), True),
    (an_ask(sent=True, cancelled=1.0), False),
    (an_ask(interactive=True, op="look", sent=True, started=True), True),
    (an_ask(interactive=True, op="look", sent=True, started=True, suspect=True), False),
])
def test_who_is_sent_again(ask: Ask, lives: bool) -> None:
    assert survives(ask, given_up=False) is lives
    assert not survives(ask, given_up=True)


def test_pauses_grow_and_stay_bounded() -> None:
    assert [pause(n) for n in range(6)] == [0.0, *PAUSES, PAUSES[-1], PAUSES[-1]]
    assert list(PAUSES) == sorted(PAUSES)


def test_each_who_waits_raises_an_error_of_its_own() -> None:
    died, (first, second) = WorkerDied(-9, "tail"), (an_ask(), an_ask())
    first.end(died)
    second.end(died)
    got = [first.inbox.get_nowait(), second.inbox.get_nowait()]
    assert got[0] is not got[1]
    assert all(isinstance(each, WorkerDied) and each.detail == "tail" for each in got)
