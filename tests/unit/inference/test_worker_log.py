"""The log of the model process stays small, keeps the last lines, and never holds a key."""

from __future__ import annotations

from pathlib import Path

import pytest
from earthscribe.inference.worker import log
from earthscribe.inference.worker.log import WorkerLog
from earthscribe.inference.worker.protocol import Message


@pytest.mark.parametrize("line", [
    "GET https://user:hunter2hunter2@example.org/v1",
    "Authorization: Bearer hunter2hunter2",
    '{"key": "hunter2hunter2", "url": "x"}',
    "api_key=hunter2hunter2",
    "using sk-hunter2hunter2",
    "the lab's key is hunter2hunter2!",
    "RasterioIOError: /vsicurl/https://example.org/a.tif?token=hunter2hunter2 is not there",
])
def test_keys_never_stand_in_it(line: str, tmp_path: Path) -> None:
    written = WorkerLog(tmp_path / "logs" / "worker.log")
    written.hide(["hunter2hunter2" if "lab" in line else ""])
    written.line(line, tail=True)
    assert "hunter2" not in written.path.read_text(encoding="utf-8")
    assert "hunter2" not in written.tail()
    assert "[key]" in written.tail() or "://example.org" in written.tail()


def test_it_turns_over_and_keeps_one_older_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "LARGEST", 2000)
    written = WorkerLog(tmp_path / "worker.log")
    for number in range(200):
        written.line(f"line {number}", tail=True)
    assert {each.name for each in tmp_path.iterdir()} == {"worker.log", "worker.old.log"}
    assert all(each.stat().st_size < 2200 for each in tmp_path.iterdir())
    assert written.tail().splitlines()[-1] == "line 199"
    assert len(written.tail().splitlines()) == log.TAIL_LINES


def test_a_disk_that_takes_nothing_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    written = WorkerLog(tmp_path / "logs" / "worker.log")
    written.line("still here", tail=True)
    assert written.tail() == "still here"


def test_traffic_shows_the_size_of_pixels(tmp_path: Path) -> None:
    written = WorkerLog(tmp_path / "worker.log")
    written.traffic(">", Message("run", 3, {"request": {"text": "ü"}}, b"12345"))
    assert '> run 3 {"request": {"text": "ü"}} +5 bytes' in written.path.read_text(encoding="utf-8")


def test_traffic_shows_nothing_of_the_servers(tmp_path: Path) -> None:
    written = WorkerLog(tmp_path / "worker.log")
    written.traffic(">", Message("servers", 0, {"servers": [{"key": 'odd"key'}]}))
    assert written.path.read_text(encoding="utf-8").rstrip().endswith("> servers 0 ...")
