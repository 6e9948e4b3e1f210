"""Stopping: what is said until then is kept, the process lives on, and one that does not listen is ended."""

from __future__ import annotations

import socket
import threading
from contextlib import closing
from pathlib import Path

from earthscribe.inference.values import Delta, never
from earthscribe.inference.worker import keeper

from .conftest import PATIENCE, InBackground, OpenAnalyst, ask, result_of, text_of, wait_until


def test_stop_in_mid_stream_keeps_the_text_and_the_process(open_analyst: OpenAnalyst) -> None:
    analyst, stopped = open_analyst(), []
    running = InBackground(analyst, ask("say 100000", pause=0.01), lambda: bool(stopped))
    wait_until(lambda: text_of(running.said).count("w") >= 3)
    stopped.append(True)
    said = running.finish().said
    result, pid = result_of(said), analyst.pid
    assert result.provenance.finish == "stopped"
    assert result.text == text_of(said).strip()
    assert 3 <= len(result.text.split()) < 1000
    assert result_of(list(analyst.run(ask("say 1"), never))).text == "w0"
    assert analyst.pid == pid


def test_stop_is_seen_while_nothing_comes(open_analyst: OpenAnalyst) -> None:
    analyst, stopped = open_analyst(), []
    running = InBackground(analyst, ask("say 3", pause=3.0), lambda: bool(stopped))
    wait_until(lambda: bool(text_of(running.said)))
    stopped.append(True)
    assert result_of(running.finish().said).text == "w0"


def test_stop_before_the_first_word_says_nothing(open_analyst: OpenAnalyst) -> None:
    said = list(open_analyst().run(ask("say 3"), lambda: True))
    assert text_of(said) == ""
    assert not any(hasattr(each, "provenance") for each in said)


def test_a_waiting_request_is_stopped_at_once(open_analyst: OpenAnalyst) -> None:
    analyst, stopped = open_analyst(), []
    running = InBackground(analyst, ask("say 100000", pause=0.02), lambda: len(stopped) > 1)
    wait_until(lambda: bool(text_of(running.said)))
    waiting = InBackground(analyst, ask("say 1"), lambda: bool(stopped))
    wait_until(lambda: len(analyst._keeper._asks) == 2)
    stopped.append("the one that waits")
    assert waiting.finish().said == []
    assert running.is_alive()
    stopped.append("the one that runs")
    assert result_of(running.finish().said).provenance.finish == "stopped"


def test_closing_the_generator_cancels(open_analyst: OpenAnalyst) -> None:
    analyst = open_analyst()
    said = analyst.run(ask("say 100000", pause=0.01), never)
    next(each for each in said if isinstance(each, Delta))
    pid = analyst.pid
    said.close()
    assert result_of(list(analyst.run(ask("say 1"), never))).text == "w0"
    assert analyst.pid == pid


def test_a_model_deaf_to_stop_is_ended_and_others_are_served(
    open_analyst: OpenAnalyst, monkeypatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(keeper, "DEAF", 0.5)
    analyst, stopped = open_analyst(), []
    deaf = InBackground(analyst, ask("deaf"), lambda: bool(stopped))
    wait_until(lambda: bool(text_of(deaf.said)))
    waiting, pid = InBackground(analyst, ask("say 2")), analyst.pid
    stopped.append(True)
    assert deaf.finish().error is None
    assert not any(hasattr(each, "provenance") for each in deaf.said)
    assert result_of(waiting.finish().said).text == "w0 w1"
    assert analyst.pid != pid


def test_asking_a_server_that_never_answers_is_stopped(open_analyst: OpenAnalyst) -> None:
    analyst = open_analyst()
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        silent.settimeout(PATIENCE)
        connected: list[socket.socket] = []
        waiting = threading.Thread(target=lambda: connected.append(silent.accept()[0]), daemon=True)
        waiting.start()
        said = analyst.models(f"http://127.0.0.1:{silent.getsockname()[1]}/v1", lambda: bool(connected))
    assert said == []
    connected[0].close()
    pid = analyst.pid
    assert result_of(list(analyst.run(ask("say 1"), never))).text == "w0"
    assert analyst.pid == pid
