"""Deaths: the next try works, what had not begun is not lost, poison is found, and giving up is said."""

from __future__ import annotations

import os
import random
import signal
import sys
import threading
import time
from pathlib import Path

import pytest
from earthscribe.inference.errors import ProtocolMismatch, WorkerDied, WorkerTimeout
from earthscribe.inference.values import Delta, never
from earthscribe.inference.worker import asks
from earthscribe.inference.worker.client import WorkerAnalyst
from earthscribe.inference.worker.environment import LaunchCommand

from .conftest import InBackground, OpenAnalyst, alive, ask, result_of, text_of, wait_until


def test_killed_in_mid_stream_then_the_next_try_works(open_analyst: OpenAnalyst) -> None:
    analyst = open_analyst()
    said = analyst.run(ask("say 100000", pause=0.01), never)
    next(each for each in said if isinstance(each, Delta))
    os.kill(analyst.pid, signal.SIGKILL)
    with pytest.raises(WorkerDied) as caught:
        list(said)
    assert str(-signal.SIGKILL) in caught.value.message
    assert caught.value.retryable
    assert result_of(list(analyst.run(ask("say 1"), never))).text == "w0"


def test_the_last_words_of_a_dead_process_are_kept(open_analyst: OpenAnalyst) -> None:
    with pytest.raises(WorkerDied) as caught:
        list(open_analyst().run(ask("die"), never))
    assert "about to die" in caught.value.detail


def test_what_had_not_begun_is_sent_again(open_analyst: OpenAnalyst) -> None:
    analyst = open_analyst()
    first = InBackground(analyst, ask("say 100000", pause=0.01))
    wait_until(lambda: bool(text_of(first.said)))
    waiting = [InBackground(analyst, ask("say 2", interactive=n % 2 == 0)) for n in range(4)]
    wait_until(lambda: len(analyst._keeper._asks) == 5)
    os.kill(analyst.pid, signal.SIGKILL)
    assert isinstance(first.finish().error, WorkerDied)
    for each in waiting:
        assert result_of(each.finish().said).text == "w0 w1"


def test_batch_work_gets_a_second_try_without_repeating_its_words(open_analyst: OpenAnalyst, tmp_path: Path) -> None:
    analyst = open_analyst()
    said = list(analyst.run(ask(f"die {tmp_path / 'died'}", interactive=False), never))
    assert result_of(said).text == "last survived"
    assert text_of(said) == "last "


def test_a_poison_item_is_found_and_the_others_are_answered(open_analyst: OpenAnalyst, tmp_path: Path) -> None:
    marker = tmp_path / "starts"
    analyst = open_analyst(f"marker={marker}")
    poison = InBackground(analyst, ask("die", interactive=False))
    others = [InBackground(analyst, ask("say 1", interactive=False)) for _ in range(5)]
    assert isinstance(poison.finish().error, WorkerDied)
    for each in others:
        assert result_of(each.finish().said).text == "w0"
    assert len(marker.read_text().split()) == 3  # the first life, the second try alone, and one for the others


def test_a_process_that_never_gets_ready_is_given_up(root: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(asks, "PAUSES", (0.0, 0.01, 0.02))
    starts = tmp_path / "starts"
    script = "import sys; open(sys.argv[1], 'a').write('x'); sys.exit('no numpy here')"
    analyst = WorkerAnalyst(launch=LaunchCommand((sys.executable, "-I", "-c", script, str(starts)), os.environ))
    running = [InBackground(analyst, ask("say 1")) for _ in range(3)]
    for each in running:
        error = each.finish().error
        assert isinstance(error, WorkerDied)
        assert "no numpy here" in error.detail
    assert len(starts.read_text()) == 1 + asks.RESTARTS
    with pytest.raises(WorkerDied):
        list(analyst.run(ask("say 1"), never))
    assert len(starts.read_text()) == 2 + asks.RESTARTS  # one more try for one more request
    analyst.close()


def test_a_slow_start_is_waited_for(open_analyst: OpenAnalyst) -> None:
    assert result_of(list(open_analyst("slow=1.5").run(ask("say 1"), never))).text == "w0"


def test_a_start_that_takes_too_long(open_analyst: OpenAnalyst) -> None:
    analyst = open_analyst("slow=600", start_timeout=1.0)
    with pytest.raises(WorkerTimeout, match="while starting"):
        list(analyst.run(ask("say 1"), never))


def test_a_frozen_process_is_noticed_by_its_silence(open_analyst: OpenAnalyst) -> None:
    analyst = open_analyst(silence_timeout=1.0)
    said = []
    with pytest.raises(WorkerTimeout, match="while working"):
        said.extend(analyst.run(ask("frozen"), never))
    assert result_of(list(analyst.run(ask("say 1"), never))).text == "w0"


def test_a_busy_process_is_not_taken_for_a_dead_one(open_analyst: OpenAnalyst) -> None:
    said = list(open_analyst(silence_timeout=1.0).run(ask("say 2", pause=2.5), never))
    assert result_of(said).text == "w0 w1"


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="there is no SIGSTOP")
def test_a_halted_process_does_not_block_who_asks(open_analyst: OpenAnalyst) -> None:
    analyst = open_analyst(silence_timeout=1.0)
    list(analyst.run(ask("say 1"), never))
    os.kill(analyst.pid, signal.SIGSTOP)
    assert result_of(list(analyst.run(ask("say 1", classes=("x" * 5_000_000,)), never))).text == "w0"


def test_another_protocol_number(open_analyst: OpenAnalyst) -> None:
    with pytest.raises(ProtocolMismatch, match="protocol 99"):
        list(open_analyst("protocol=99").run(ask("say 1"), never))


@pytest.mark.parametrize("program", ["print('Welcome to QGIS! ' * 100)", "import json; print(json.dumps([1]) * 50)"])
def test_a_wrong_program(program: str) -> None:
    analyst = WorkerAnalyst(launch=LaunchCommand((sys.executable, "-I", "-c", program), os.environ))
    with pytest.raises(ProtocolMismatch):
        list(analyst.run(ask("say 1"), never))
    analyst.close()


def test_a_message_that_is_no_greeting(root: Path) -> None:
    program = """if True:
        import sys
        text = b'{"op":"delta","id":0}'
        sys.stdout.buffer.write(len(text).to_bytes(4, "little") + bytes(4) + text)
        sys.stdout.flush()
        sys.stdin.read()
    """
    analyst = WorkerAnalyst(launch=LaunchCommand((sys.executable, "-I", "-c", program), os.environ))
    with pytest.raises(ProtocolMismatch, match="something else"):
        list(analyst.run(ask("say 1"), never))
    analyst.close()


def test_a_fault_between_two_requests_ends_the_process_and_not_the_answers(open_analyst: OpenAnalyst) -> None:
    analyst = open_analyst("breaks=1", idle_unload=0.0)
    for _ in range(2):
        assert result_of(InBackground(analyst, ask("say 1")).finish().said).text == "w0"
        wait_until(lambda: analyst.pid is None)


@pytest.mark.torture
def test_fifty_random_kills_lose_nothing_and_leave_nobody(open_analyst: OpenAnalyst, tmp_path: Path) -> None:
    """Eight threads with their own work, some of it clicks, while somebody keeps killing the process."""
    marker, over = tmp_path / "starts", threading.Event()
    analyst, chance = open_analyst(f"marker={marker}"), random.Random(50)
    answers: dict[int, str] = {}
    kills = []

    def work(first: int) -> None:
        number = first
        while not over.is_set():
            request = ask(f"say {1 + number % 7}", interactive=number % 3 == 0, pause=0.005)
            try:
                answers[number] = result_of(list(analyst.run(request, never))).text
            except WorkerDied:
                continue
            number += 8

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for each in threads:
        each.start()
    while len(kills) < 50:
        time.sleep(chance.uniform(0.0, 0.6))
        pid = analyst.pid
        if pid is not None and pid not in kills:
            kills.append(pid)
            os.kill(pid, signal.SIGKILL)
    over.set()
    for each in threads:
        each.join(120)
        assert not each.is_alive()
    for first in range(8):  # each thread went on until its own last number, without a gap
        mine = sorted(n for n in answers if n % 8 == first)
        assert mine == list(range(first, first + 8 * len(mine), 8))
    assert all(text == " ".join(f"w{n}" for n in range(1 + number % 7)) for number, text in answers.items())
    analyst.close()
    wait_until(lambda: not any(alive(int(pid)) for pid in marker.read_text().split()))
