"""No orphans: the real program ends with its parent, its pipe or a bye, and refuses what it cannot understand."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from earthscribe.inference.worker.environment import OWN, child_environment
from earthscribe.inference.worker.messages import run_message
from earthscribe.inference.worker.protocol import HEADER, PROTOCOL, Message, read, write
from hypothesis import given, settings
from hypothesis import strategies as st

from .conftest import CHILD, PATIENCE, alive, ask, wait_until

HELLO = Message("hello", 0, {"protocol": PROTOCOL, "version": "", "config": {}})
PARENT = """
import importlib.util, sys, time
spec = importlib.util.spec_from_file_location("parent", sys.argv[1])
start = importlib.util.module_from_spec(spec)
spec.loader.exec_module(start)
start.register(sys.argv[2])
from earthscribe.inference.geometry import PixelQuad
from earthscribe.inference.values import Delta, Request, never
from earthscribe.inference.worker.client import WorkerAnalyst
from earthscribe.inference.worker.environment import LaunchCommand
analyst = WorkerAnalyst(launch=LaunchCommand((sys.executable, "-I", sys.argv[1], sys.argv[2]), {}))
quad = PixelQuad(((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)))
for said in analyst.run(Request("describe", quad, text=sys.argv[3]), never):
    if isinstance(said, Delta):
        print(analyst.pid, flush=True)
        if len(sys.argv) > 4:
            break
"""


class Pipes:
    """The real child, spoken to frame by frame."""

    def __init__(self, root: Path, script: Path | None = None) -> None:
        program = (str(script), str(root)) if script else (str(root / "inference" / "worker" / "__main__.py"),)
        self.process = subprocess.Popen([sys.executable, "-I", *program], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                        env=child_environment(os.environ, OWN, os.path.exists))

    def __enter__(self) -> Pipes:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            with contextlib.suppress(BrokenPipeError):
                pipe.close()

    def say(self, *messages: Message) -> None:
        for each in messages:
            write(self.process.stdin, each)

    def hear(self, op: str) -> Message:
        while True:
            message = read(self.process.stdout)
            assert message is not None, f"it ended before it said {op}"
            if message.op == op:
                return message

    def ended(self) -> int:
        return self.process.wait(PATIENCE)


def test_ready_says_who_it_is(root: Path) -> None:
    with Pipes(root) as child:
        child.say(HELLO)
        ready = child.hear("ready").body
        assert ready["protocol"] == PROTOCOL
        assert ready["pid"] == child.process.pid
        assert "numpy" in ready["packages"]
        child.say(Message("bye", 0, {}))
        assert child.ended() == 0


def test_stdin_at_its_end_ends_it_before_the_greeting(root: Path) -> None:
    with Pipes(root) as child:
        child.process.stdin.close()
        assert child.ended() == 0


@pytest.mark.parametrize("text", ["say 100000", "deaf"])
def test_stdin_at_its_end_ends_it_whatever_runs(root: Path, text: str) -> None:
    with Pipes(root, CHILD) as child:
        child.say(HELLO, run_message(1, ask(text, pause=0.01)))
        child.hear("delta")
        child.process.stdin.close()
        while read(child.process.stdout) is not None:
            pass
        assert child.ended() == 0


def test_it_beats_and_tells_what_it_works_on(root: Path) -> None:
    with Pipes(root, CHILD) as child:
        child.say(Message("hello", 0, {"protocol": PROTOCOL, "config": {"silence_timeout": 1.0}}))
        assert child.hear("beat").body == {"busy": None}
        child.say(run_message(7, ask("say 100000", pause=0.01)))
        child.hear("delta")
        assert child.hear("beat").body == {"busy": 7}


def test_another_protocol_is_answered_with_its_own_number_and_ends_it(root: Path) -> None:
    with Pipes(root) as child:
        child.say(Message("hello", 0, {"protocol": PROTOCOL + 1, "config": {}}))
        assert child.hear("ready").body["protocol"] == PROTOCOL
        assert child.ended() == 1


def test_options_it_does_not_know_are_reported(root: Path) -> None:
    with Pipes(root) as child:
        child.say(Message("hello", 0, {"protocol": PROTOCOL, "config": {"volume": 11}}))
        assert child.hear("error").body["kind"] == "BadOption"
        assert child.ended() == 1


def test_a_word_it_does_not_know_is_refused_and_it_lives(root: Path) -> None:
    with Pipes(root, CHILD) as child:
        child.say(HELLO, Message("dance", 3, {}), Message("run", 4, {"request": {"task": 5}}),
                  Message("cancel", 99, {}))
        assert child.hear("error").id == 3
        assert child.hear("error").id == 4
        child.say(run_message(5, ask("say 1")))
        assert child.hear("result").id == 5


@pytest.mark.parametrize("garbage", [b"GET / HTTP/1.1\r\n\r\n", HEADER.pack(4, 0) + b"nope", HEADER.pack(2, 0) + b"[]"])
def test_what_is_no_frame_ends_it(root: Path, garbage: bytes) -> None:
    with Pipes(root) as child:
        child.say(HELLO)
        child.process.stdin.write(garbage)
        child.process.stdin.flush()
        assert child.ended() == 1


@pytest.mark.fuzz
@given(st.lists(st.one_of(
    st.binary(max_size=64),
    st.builds(lambda body, blob: HEADER.pack(len(body), len(blob)) + body + blob,
              st.binary(max_size=40), st.binary(max_size=9)),
    st.sampled_from([b'{"op":"run","id":1}', b'{"op":"cancel","id":-1}', b'{"op":"servers","id":0,"servers":7}',
                     b'{"op":"models","id":2}', b'{"op":"bye","id":0}']).map(lambda t: HEADER.pack(len(t), 0) + t),
), max_size=8))
@settings(max_examples=300)
def test_random_frames_never_hang_it(root: Path, frames: list[bytes]) -> None:
    with Pipes(root, CHILD) as child:
        child.say(HELLO)
        with contextlib.suppress(BrokenPipeError):
            for each in frames:
                child.process.stdin.write(each)
            child.process.stdin.close()
        assert child.ended() in {0, 1}


def parent(root: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-I", "-c", PARENT, str(CHILD), str(root), *arguments],
                            stdout=subprocess.PIPE, text=True, start_new_session=True)


@pytest.mark.parametrize("text", ["say 100000", "deaf", "frozen"])
def test_it_dies_with_a_parent_that_is_killed(root: Path, text: str) -> None:
    if text == "frozen" and sys.platform != "linux":
        pytest.skip("only Linux ends a child whose interpreter is frozen")
    with parent(root, text) as mother:
        child = int(mother.stdout.readline())
        assert alive(child)
        mother.send_signal(signal.SIGKILL)
        mother.wait()
    wait_until(lambda: not alive(child))


def test_it_ends_with_a_parent_that_forgets_to_close(root: Path) -> None:
    with parent(root, "say 100000", "leave in mid-stream") as mother:
        child = int(mother.stdout.readline())
        assert mother.wait(PATIENCE) == 0
    wait_until(lambda: not alive(child))


def test_ctrl_c_is_the_parents_to_answer(root: Path) -> None:
    with Pipes(root, CHILD) as child:
        child.say(HELLO, run_message(1, ask("say 5", pause=0.05)))
        child.hear("delta")
        child.process.send_signal(signal.SIGINT)
        assert child.hear("result").body["result"]["text"] == "w0 w1 w2 w3 w4"
