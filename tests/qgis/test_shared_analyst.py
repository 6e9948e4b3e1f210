"""One analyst for all who ask: replaced when settings change, never under a question that is being answered."""

from __future__ import annotations

import dataclasses
import threading

import pytest
from earthscribe.inference.config import RunConfig
from earthscribe.inference.errors import InputError, WorkerError
from earthscribe.inference.geometry import PixelQuad
from earthscribe.inference.servers import Server
from earthscribe.inference.values import Delta, Request, never
from earthscribe.ui.settings import Settings
from earthscribe.ui.shared_analyst import Outfit, SharedAnalyst

REQUEST = Request("describe", PixelQuad(((0, 0), (9, 0), (9, 9), (0, 9))))
HOUSE = Server("house", "https://models.example.org/v1", "eye", authcfg="abc1234")


class Made:
    """An analyst that remembers what it was made of."""

    def __init__(self, outfit):
        self.outfit, self.told, self.closed, self.asked = outfit, [], False, []

    def run(self, request, stop):
        self.asked.append(request)
        yield Delta("one")
        yield Delta("two")

    def set_servers(self, servers):
        self.told.append(servers)

    def close(self):
        self.closed = True


@pytest.fixture
def shared():
    """The shared analyst, the outfit it finds, and all it has made."""
    found, made = {"now": Outfit(RunConfig())}, []

    def make(outfit):
        made.append(Made(outfit))
        return made[-1]

    return SharedAnalyst(make, lambda model: found["now"]), found, made


def ask(analyst):
    analyst.get_ready("bundled")
    return list(analyst.run(REQUEST, never))


def test_all_questions_go_to_one(shared):
    analyst, _, made = shared
    ask(analyst)
    ask(analyst)
    assert len(made) == 1


def test_a_changed_option_makes_another_one(shared):
    analyst, found, made = shared
    ask(analyst)
    found["now"] = Outfit(RunConfig(deadline=7.0))
    ask(analyst)
    assert [each.outfit.config.deadline for each in made] == [300.0, 7.0]
    assert [each.closed for each in made] == [True, False]


def test_a_new_server_is_told_to_the_one_that_is_there(shared):
    analyst, found, made = shared
    ask(analyst)
    found["now"] = Outfit(RunConfig(), (HOUSE,))
    ask(analyst)
    assert len(made) == 1
    assert made[0].told == [(HOUSE,)]


def test_a_key_once_read_stays_known_while_others_are_asked(shared):
    analyst, found, made = shared
    with_key = dataclasses.replace(HOUSE, key="of the test")
    found["now"] = Outfit(RunConfig(), (with_key,))
    ask(analyst)
    found["now"] = Outfit(RunConfig(), (HOUSE,))
    ask(analyst)
    assert made[0].told == []
    assert made[0].outfit.servers == (with_key,)


def test_reloaded_in_mid_answer_the_answer_is_finished_first(shared):
    analyst, _, made = shared
    answer = analyst.run(REQUEST, never)
    assert next(answer) == Delta("one")
    analyst.reload()
    list(analyst.tidy(never))
    assert not made[0].closed
    ask(analyst)
    assert len(made) == 2
    assert list(answer) == [Delta("two")]
    assert [each.closed for each in made] == [True, False]


def test_reloaded_at_rest_tidying_ends_the_old_one(shared):
    analyst, _, made = shared
    ask(analyst)
    analyst.reload()
    list(analyst.tidy(never))
    assert made[0].closed


def test_the_main_thread_does_not_wait_for_one_that_is_being_made():
    entered, go = threading.Event(), threading.Event()

    def make(outfit):
        entered.set()
        go.wait(30)
        return Made(outfit)

    analyst = SharedAnalyst(make, lambda model: Outfit(RunConfig()))
    thread = threading.Thread(target=lambda: list(analyst.run(REQUEST, never)))
    thread.start()
    assert entered.wait(30)
    analyst.get_ready("bundled")
    analyst.reload()
    go.set()
    thread.join(30)
    assert not thread.is_alive()
    analyst.close()


def test_closed_while_one_is_being_made_it_is_closed_too():
    entered, go, made, errors = threading.Event(), threading.Event(), [], []

    def make(outfit):
        entered.set()
        go.wait(30)
        made.append(Made(outfit))
        return made[-1]

    analyst = SharedAnalyst(make, lambda model: None)

    def asks():
        try:
            list(analyst.run(REQUEST, never))
        except WorkerError as error:
            errors.append(error)

    thread = threading.Thread(target=asks)
    thread.start()
    assert entered.wait(30)
    analyst.close()
    go.set()
    thread.join(30)
    assert made[0].closed
    assert "unloaded" in errors[0].message


def test_replaced_while_it_is_told_of_servers_it_is_not_ended_before_it_has_answered(shared):
    analyst, found, made = shared
    ask(analyst)

    def replaced(_servers):
        analyst.reload()
        list(analyst.tidy(never))
        assert not made[0].closed

    made[0].set_servers = replaced
    found["now"] = dataclasses.replace(found["now"], servers=(HOUSE,))
    assert ask(analyst) == [Delta("one"), Delta("two")]
    assert made[0].closed
    assert len(made) == 1


# --- where a picture may go


TO_HOUSE = dataclasses.replace(REQUEST, model="house")
HERE = Server("house", "http://localhost:8000/v1", "eye")
ELSEWHERE = dataclasses.replace(HOUSE, url="https://models.example.com/v1")
AGREED = HOUSE.origin


@pytest.fixture
def leave():
    """Nobody has leave before or afterwards."""
    for address in Settings().granted():
        Settings().revoke(address)
    yield Settings()
    for address in Settings().granted():
        Settings().revoke(address)


def put(shared, servers, agreed=""):
    analyst, found, made = shared
    found["now"] = Outfit(RunConfig(), servers)
    analyst.get_ready("house")
    list(analyst.sending_to(agreed).run(TO_HOUSE, never))
    return made[-1].asked[-1].option("destination", None)


@pytest.mark.usefixtures("leave")
def test_a_picture_goes_to_the_address_that_was_agreed_to_and_is_tied_to_it(shared):
    assert put(shared, (HOUSE,), AGREED) == AGREED


@pytest.mark.usefixtures("leave")
def test_a_server_whose_address_changed_after_the_user_agreed_is_not_sent_the_picture(shared):
    analyst, found, made = shared
    analyst.get_ready("house")
    found["now"] = Outfit(RunConfig(), (ELSEWHERE,))
    analyst.get_ready("bundled")  # as the preview does while the dialog is open
    with pytest.raises(InputError, match=r"models\.example\.com yet; nothing was sent"):
        list(analyst.sending_to(AGREED).run(TO_HOUSE, never))
    assert made[0].asked == []


@pytest.mark.usefixtures("leave")
def test_a_server_on_this_machine_that_moved_to_another_is_not_sent_the_picture(shared):
    assert put(shared, (HERE,)) == "http://localhost:8000"
    with pytest.raises(InputError, match="nothing was sent"):
        put(shared, (HOUSE,))


def test_leave_taken_back_counts_at_once(shared, leave):
    leave.grant(AGREED)
    assert put(shared, (HOUSE,)) == AGREED
    leave.revoke(AGREED)
    with pytest.raises(InputError, match="nothing was sent"):
        put(shared, (HOUSE,))


def test_leave_for_an_encrypted_address_is_none_for_the_open_one(shared, leave):
    leave.grant(AGREED)
    with pytest.raises(InputError, match="http://models"):
        put(shared, (dataclasses.replace(HOUSE, url="http://models.example.org/v1"),))


@pytest.mark.usefixtures("leave")
def test_without_a_server_nothing_may_go_anywhere(shared):
    analyst, _, made = shared
    ask(analyst)
    assert made[0].asked[-1].option("destination", None) == ""
