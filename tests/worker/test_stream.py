"""The real child: words stream, reported errors leave it alone, foreign output does no harm."""

from __future__ import annotations

import dataclasses
import hashlib
import shutil
from pathlib import Path

import numpy as np
import pytest
from earthscribe.inference.errors import EarthscribeError, EmptyAnswer, OutOfMemory, WorkerDied
from earthscribe.inference.georef import AffinePlacement, PixelGrid
from earthscribe.inference.servers import Server
from earthscribe.inference.values import Chip, Progress, Recipe, never
from earthscribe.inference.worker.client import WorkerAnalyst
from earthscribe.inference.worker.environment import LaunchCommand

from .conftest import InBackground, OpenAnalyst, ask, result_of, scripted, system_python, text_of, wait_until


def test_words_stream_and_the_result_comes_last(open_analyst: OpenAnalyst) -> None:
    said = list(open_analyst().run(ask("say 3"), never))
    assert said[0] == Progress("starting the model process")
    assert said[1] == Progress("thinking", 0.5)
    assert text_of(said) == "w0 w1 w2 "
    result = result_of(said)
    assert result.text == "w0 w1 w2"
    assert result.view.quad == ask("").quad
    assert result.fact("gsd_m") == 0.25
    assert result.provenance.finish == "complete"


def test_the_systems_python_serves_as_well(open_analyst: OpenAnalyst) -> None:
    analyst = open_analyst(python=system_python())
    assert result_of(list(analyst.run(ask("say 2"), never))).text == "w0 w1"
    assert "numpy" in analyst.about["packages"]


def test_the_second_request_finds_the_same_process(open_analyst: OpenAnalyst) -> None:
    analyst = open_analyst()
    list(analyst.run(ask("say 1"), never))
    pid = analyst.pid
    assert list(analyst.run(ask("say 1"), never)).index(Progress("thinking", 0.5)) == 0  # no start to wait for
    assert analyst.pid == pid is not None


@pytest.mark.parametrize(("text", "kind", "words"), [
    ("refuse", OutOfMemory, "needs about 4000 MB"),
    ("crash", EarthscribeError, "CUDA error"),
    ("exit", EarthscribeError, "SystemExit"),
    ("nothing", EmptyAnswer, "without a result"),
])
def test_a_reported_error_is_not_a_death(open_analyst: OpenAnalyst, text: str, kind: type, words: str) -> None:
    analyst = open_analyst()
    list(analyst.run(ask("say 1"), never))
    pid = analyst.pid
    with pytest.raises(kind, match=words) as caught:
        list(analyst.run(ask(text), never))
    assert type(caught.value) is kind
    assert result_of(list(analyst.run(ask("say 1"), never))).text == "w0"
    assert analyst.pid == pid


def test_an_exception_of_others_comes_with_its_traceback(open_analyst: OpenAnalyst) -> None:
    with pytest.raises(EarthscribeError) as caught:
        list(open_analyst().run(ask("crash"), never))
    assert "scripted_child.py" in caught.value.detail
    assert caught.value.hint


def test_foreign_output_goes_to_the_log(open_analyst: OpenAnalyst) -> None:
    analyst = open_analyst()
    assert result_of(list(analyst.run(ask("print"), never))).text == "still here"
    log = analyst._log
    wait_until(lambda: "a grandchild speaks" in log.tail())
    assert "foreign words on stdout" in log.tail()
    assert "foreign bytes on fd 1" in log.path.read_text(encoding="utf-8")


def test_pixels_cross_unchanged(open_analyst: OpenAnalyst) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (3000, 4000, 3), np.uint8)
    grid = PixelGrid(AffinePlacement(1.0, 0.0, 5.0, 0.0, -1.0, 7.0), 4000, 3000, "EPSG:32633")
    request = dataclasses.replace(ask("chip"), chip=Chip(pixels, grid, Recipe("optical", "rgb", (1, 2, 3))))
    result = result_of(list(open_analyst().run(request, never)))
    assert result.text == f"{hashlib.sha256(pixels.tobytes()).hexdigest()} (3000, 4000, 3) 4000"


def test_pixels_of_another_kind_are_refused_and_the_child_lives(open_analyst: OpenAnalyst) -> None:
    analyst = open_analyst()
    grid = PixelGrid(AffinePlacement(1.0, 0.0, 0.0, 0.0, 1.0, 0.0), 4, 4, "")
    chip = Chip(np.zeros((4, 4, 3), np.float32), grid, Recipe("optical", "rgb", (1,)))  # type: ignore[arg-type]
    with pytest.raises(EarthscribeError, match="pixels of shape"):
        list(analyst.run(dataclasses.replace(ask("chip"), chip=chip), never))
    assert result_of(list(analyst.run(ask("say 1"), never))).text == "w0"


def test_servers_reach_the_child_and_their_keys_no_log(open_analyst: OpenAnalyst, monkeypatch) -> None:
    monkeypatch.setenv("EARTHSCRIBE_SHOW_TRAFFIC", "1")
    analyst = open_analyst()
    assert result_of(list(analyst.run(ask("say 1"), never))).provenance.raw == ""
    analyst.set_servers([Server("lab", "http://localhost:9/v1", "llava", "very-secret-key")])
    assert result_of(list(analyst.run(ask("say 1"), never))).provenance.raw == "lab=very-secret-key"
    log = analyst._log.path.read_text(encoding="utf-8")
    assert "> servers" in log
    assert "< result" in log
    assert "very-secret-key" not in log


def test_interactive_requests_go_first(open_analyst: OpenAnalyst, tmp_path: Path) -> None:
    analyst, notes = open_analyst(), tmp_path / "notes"
    first = InBackground(analyst, ask("say 20", pause=0.05))
    wait_until(lambda: bool(text_of(first.said)))
    batch = [InBackground(analyst, ask(f"note {notes} batch", interactive=False)) for _ in range(3)]
    wait_until(lambda: len(analyst._keeper._asks) == 4)
    click = InBackground(analyst, ask(f"note {notes} click"))
    for each in (first, *batch, click):
        each.finish()
        assert each.error is None
    assert notes.read_text().split() == ["click", "batch", "batch", "batch"]


def test_a_dozen_threads_share_one_process(open_analyst: OpenAnalyst, tmp_path: Path) -> None:
    marker = tmp_path / "starts"
    analyst = open_analyst(f"marker={marker}")
    running = [InBackground(analyst, ask(f"say {n}", interactive=n % 2 == 0)) for n in range(1, 13)]
    for number, each in enumerate(running, 1):
        assert result_of(each.finish().said).text == " ".join(f"w{n}" for n in range(number))
    assert len(marker.read_text().split()) == 1


def test_a_model_at_rest_is_unloaded_once(open_analyst: OpenAnalyst, tmp_path: Path) -> None:
    unloads = tmp_path / "unloads"
    analyst = open_analyst(f"unloads={unloads}", idle_unload=0.0)
    list(analyst.run(ask("say 1"), never))
    wait_until(unloads.exists)
    list(analyst.run(ask("say 1"), never))
    wait_until(lambda: unloads.read_text().count("unloaded") == 2)
    assert unloads.read_text().count("unloaded") == 2, "once after each request"


def test_a_checkout_with_spaces_and_umlauts_in_its_path(root: Path, tmp_path: Path) -> None:
    place = tmp_path / "Mein Größenwahn (1)"
    place.mkdir()
    (place / "earth scribe ü").symlink_to(root, target_is_directory=True)
    analyst = WorkerAnalyst(launch=scripted(place / "earth scribe ü"))
    try:
        assert result_of(list(analyst.run(ask("say 2"), never))).text == "w0 w1"
    finally:
        analyst.close()


def test_a_copy_under_another_name_runs_its_own_files(root: Path, tmp_path: Path) -> None:
    copy = tmp_path / "plugin-0.1 copy"
    shutil.copytree(root / "inference", copy / "inference", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "__init__.py", copy)
    (copy / "metadata.txt").write_text("[general]\nversion=9.9.9\n")
    analyst = WorkerAnalyst(launch=scripted(copy))
    try:
        list(analyst.run(ask("say 1"), never))
        assert analyst.about["version"] == "9.9.9"
    finally:
        analyst.close()


def test_after_close_nothing_can_be_asked(open_analyst: OpenAnalyst) -> None:
    analyst = open_analyst()
    list(analyst.run(ask("say 1"), never))
    analyst.close()
    analyst.close()
    with pytest.raises(WorkerDied):
        list(analyst.run(ask("say 1"), never))


def test_close_ends_what_runs_as_stopped(open_analyst: OpenAnalyst) -> None:
    analyst = open_analyst()
    running = InBackground(analyst, ask("deaf"))
    wait_until(lambda: bool(text_of(running.said)))
    analyst.close()
    assert running.finish().error is None
    assert analyst.pid is None


def test_a_program_that_is_not_there(open_analyst: OpenAnalyst) -> None:
    analyst = WorkerAnalyst(launch=LaunchCommand(("/nowhere/python", "-I"), {}))
    with pytest.raises(EarthscribeError, match="No Python was found"):
        list(analyst.run(ask("say 1"), never))
    analyst.close()
