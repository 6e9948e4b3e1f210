"""The command line with its real model process: what comes out, what goes wrong, and that nothing is lost."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from earthscribe.inference import cli
from earthscribe.inference.cli import demo, describe
from earthscribe.inference.worker.client import WorkerAnalyst
from earthscribe.inference.worker.environment import LaunchCommand

from .conftest import PATIENCE, alive, scripted, wait_until

BOX = ("--bbox", "10", "10", "30", "24", "--pixel")
Run = Callable[..., SimpleNamespace]
RasterOf = Callable[[str], str]
Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """A command in this process; its model process is a real child."""
    def run_it(*words: str) -> SimpleNamespace:
        status = cli.main(list(words))
        said = capsys.readouterr()
        return SimpleNamespace(status=status, out=said.out, err=said.err.splitlines())

    return run_it


@pytest.fixture
def start(root: Path, tmp_path: Path) -> Iterator[Start]:
    """A command as a process of its own, with a process group of its own as a terminal gives one."""
    package = tmp_path / "import"
    package.mkdir()
    (package / "earthscribe").symlink_to(root)
    started: list[subprocess.Popen[bytes]] = []

    def start_it(*words: str, stdout: Any = subprocess.PIPE, **environ: str) -> subprocess.Popen[bytes]:
        process = subprocess.Popen([sys.executable, "-m", "earthscribe.inference", *words], stdout=stdout,
                                   stderr=subprocess.PIPE, start_new_session=True,
                                   env={**os.environ, "PYTHONPATH": str(package), **environ})
        started.append(process)
        return process

    yield start_it
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def rows(path: Path) -> list[str]:
    """The descriptions in a GeoPackage."""
    with closing(sqlite3.connect(path)) as connection:
        return [text for (text,) in connection.execute("SELECT description FROM descriptions ORDER BY fid")]


# --- what comes out -------------------------------------------------------------------------------------------------


def test_text_and_chip_and_geopackage(run: Run, raster: RasterOf, tmp_path: Path) -> None:
    out, chip = tmp_path / "out.gpkg", tmp_path / "chip.png"
    said = run("describe", raster("utm"), *BOX, "-o", str(out), "--save-chip", str(chip))
    assert said.status == 0, said.err
    assert said.err == []
    assert rows(out) == [said.out.strip()]
    assert chip.read_bytes().startswith(b"\x89PNG")
    again = run("describe", raster("rotated"), *BOX, "--bbox", "5", "5", "20", "20", "-o", str(out), "--json")
    assert [json.loads(line)["description"] for line in again.out.splitlines()] == rows(out)[1:]
    assert len(rows(out)) == 3


def test_json_is_one_object_per_line_with_exact_pixels(run: Run, raster: RasterOf) -> None:
    corners = ["10.25", "10.5", "30.125", "11", "29.5", "24.75", "9.5", "24"]
    said = run("describe", raster("utm"), "--bbox", *corners, "--pixel", "--json", "--verbose")
    (row,) = [json.loads(line) for line in said.out.splitlines()]
    assert [str(v).removesuffix(".0") for corner in row["polygon_px"] for v in corner] == corners
    assert row["crs"] == "EPSG:32632"
    assert row["polygon_map"][0] == [500_102.5, 5_299_895.0]
    assert row["provenance"]["model"] == "bundled"
    assert row["provenance"]["finish"] == "complete"
    assert " ".join(each["sentence"] for each in row["evidence"]) == row["description"]
    assert said.err


def test_the_saved_chip_is_what_the_model_saw(run: Run, raster: RasterOf, tmp_path: Path) -> None:
    chip = tmp_path / "chip.png"
    said = run("describe", raster("bands_13_uint16"), *BOX, "--json", "--save-chip", str(chip))
    kept = Path(os.environ["EARTHSCRIBE_HOME"], "chips", json.loads(said.out)["uid"] + ".png")
    assert chip.read_bytes() == kept.read_bytes()
    gone = run("purge", "--json")
    assert json.loads(gone.out)["files"] >= 2
    assert not kept.exists()
    assert run("purge").out == "There was nothing to delete.\n"


def test_foreign_names_and_encodings(start: Start, raster: RasterOf) -> None:
    process = start("describe", raster("umlauts_and_spaces"), *BOX, "--json", PYTHONIOENCODING="ascii", LC_ALL="C")
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, err
    assert "Größe" in json.loads(out.decode("utf-8"))["raster"]
    assert err == b""


def found_in(path: Path) -> list[str]:
    """The rasters of the objects in a GeoPackage."""
    with closing(sqlite3.connect(path)) as connection:
        return [raster for (raster,) in connection.execute("SELECT raster FROM detections ORDER BY fid")]


def test_the_demo_describes_and_searches_the_samples_and_can_be_repeated(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "a folder" / "demo"
    first = run("demo", "--out", str(place))
    assert first.status == 0, first.err
    said = rows(place / "out.gpkg")
    assert len(said) >= 8
    assert "without georeference" in first.out
    assert str(place / "report.html") in first.out
    report = (place / "report.html").read_text(encoding="utf-8")
    assert report.count("<article") > len(said)
    assert all(text in report for text in said)
    samples = demo.read_samples()
    searched = found_in(place / "out.gpkg")
    assert f"layers descriptions ({len(said)} features) and detections ({len(searched)})" in first.out
    assert sum(line.startswith("all  ") for line in first.out.splitlines()) == len(samples)
    assert report.count(">The whole raster<") == len(samples)
    assert report.count('class="found"') >= len(searched)
    assert run("demo", "--out", str(place)).status == 0
    assert rows(place / "out.gpkg") == said
    assert found_in(place / "out.gpkg") == searched
    with closing(sqlite3.connect(place / "out.gpkg")) as connection:
        assert connection.execute("SELECT srs_id FROM gpkg_geometry_columns").fetchall() == [(4326,)] * 2
        assert connection.execute("SELECT count(*) FROM layer_styles").fetchone()[0] >= 2
        bounds = connection.execute("SELECT min_x, min_y, max_x, max_y FROM gpkg_contents "
                                    "WHERE table_name = 'descriptions'").fetchone()
    assert -180 <= bounds[0] < bounds[2] <= 180
    assert -90 <= bounds[1] < bounds[3] <= 90


# --- bad input that only the model process meets: one sentence, the right status -----------------------------------


@pytest.mark.parametrize(("recipe", "words", "status", "expected"), [
    ("all_nodata", BOX, 2, "data"),
    ("utm", (*BOX, "--bands", "99"), 2, "99"),
    ("utm", (*BOX, "--stretch", "magic"), 2, "stretch"),
    ("truncated", ("--bbox", "40", "60", "80", "90", "--pixel"), 2, "read"),
    ("utm", (*BOX, "--model", "gpt-99"), 3, "bundled"),
    ("utm", (*BOX, "--model", "http://127.0.0.1:9/v1#none", "--tries", "1"), 4, "Start the server"),
])
def test_errors_of_the_model_process(run: Run, raster: RasterOf, tmp_path: Path, recipe: str,
                                     words: tuple[str, ...], status: int, expected: str) -> None:
    out = tmp_path / "out.gpkg"
    said = run("describe", raster(recipe), *words, "-o", str(out), "--json")
    assert said.status == status, said.err
    assert said.out == ""
    (sentence,) = said.err
    assert sentence.startswith("error: ")
    assert expected in sentence
    assert not out.exists()


def test_a_box_that_fails_does_not_take_the_finished_ones_with_it(run: Run, raster: RasterOf,
                                                                 tmp_path: Path) -> None:
    out = tmp_path / "out.geojson"
    said = run("describe", raster("nodata_edge"), "--bbox", "30", "10", "60", "40", "--bbox", "1", "1", "6", "40",
               "--pixel", "-o", str(out))
    written = json.loads(out.read_text(encoding="utf-8"))["features"]
    assert said.status == 2
    assert [each["properties"]["description"] for each in written] == said.out.splitlines()[:1]
    assert len(said.err) == 1


# --- the model process itself --------------------------------------------------------------------------------------


@pytest.fixture
def scripted_model(monkeypatch: pytest.MonkeyPatch, root: Path) -> None:
    """`--prompt` tells the scripted child what to do."""
    monkeypatch.setattr(describe, "open_analyst", lambda config: WorkerAnalyst(config, launch=scripted(root)))


def test_a_model_process_that_dies_is_status_5(run: Run, raster: RasterOf, tmp_path: Path,
                                               scripted_model: None) -> None:
    out = tmp_path / "out.gpkg"
    said = run("describe", raster("utm"), *BOX, "--prompt", "die", "--model", "scripted", "-o", str(out))
    assert said.status == 5
    (sentence,) = said.err
    assert "Try again" in sentence
    assert not out.exists()


def test_no_python_for_the_model_process_is_status_3(run: Run, raster: RasterOf,
                                                     monkeypatch: pytest.MonkeyPatch) -> None:
    launch = LaunchCommand(("/no/such/python",), {})
    monkeypatch.setattr(describe, "open_analyst", lambda config: WorkerAnalyst(config, launch=launch))
    said = run("describe", raster("utm"), *BOX)
    assert said.status == 3
    assert "make setup" in said.err[0]


def test_foreign_output_of_a_model_does_not_reach_stdout(run: Run, raster: RasterOf,
                                                        scripted_model: None) -> None:
    said = run("describe", raster("utm"), *BOX, "--prompt", "print", "--model", "scripted", "--json")
    assert len(said.out.splitlines()) == 1
    assert json.loads(said.out)["provenance"]["model"]


# --- where results go ----------------------------------------------------------------------------------------------


def database(path: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return path


def test_places_that_cannot_take_results_are_refused_before_any_work(run: Run, raster: RasterOf,
                                                                    tmp_path: Path) -> None:
    foreign = database(tmp_path / "foreign.gpkg", "CREATE TABLE descriptions (x)")
    before = foreign.read_bytes()
    text = tmp_path / "text.gpkg"
    text.write_text("no database", encoding="utf-8")
    collection = tmp_path / "other.geojson"
    collection.write_text('{"type": "Topology"}', encoding="utf-8")
    for place in (foreign, text, collection, Path("/proc/out.gpkg"), tmp_path):
        said = run("describe", raster("utm"), *BOX, "-o", str(place))
        assert said.status == 2, place
        assert said.out == ""
        (sentence,) = said.err
        assert sentence.count(". ") >= 1, sentence
    assert foreign.read_bytes() == before
    assert text.read_text(encoding="utf-8") == "no database"


@pytest.mark.slow  # it waits for the other writer as long as it does for people
def test_an_answer_that_cannot_be_stored_is_still_said(run: Run, raster: RasterOf, tmp_path: Path) -> None:
    out = tmp_path / "out.gpkg"
    assert run("describe", raster("utm"), *BOX, "-o", str(out)).status == 0
    with closing(sqlite3.connect(out)) as other:
        other.execute("BEGIN IMMEDIATE")
        said = run("describe", raster("utm"), *BOX, "-o", str(out), "--json")
    assert said.status == 2
    assert json.loads(said.out)["description"]
    assert len(said.err) == 1
    assert len(rows(out)) == 1


def test_two_commands_on_one_file_at_once(start: Start, raster: RasterOf, tmp_path: Path) -> None:
    for name in ("out.gpkg", "out.geojson"):
        out = tmp_path / name
        both = [start("describe", raster("utm"), *BOX, "--bbox", "4", "4", "20", "20", "-o", str(out))
                for _ in range(2)]
        for process in both:
            _, err = process.communicate(timeout=PATIENCE)
            assert process.returncode == 0, err
        count = len(rows(out)) if name.endswith("gpkg") else len(json.loads(out.read_text("utf-8"))["features"])
        assert count == 4


def test_a_full_disk_behind_stdout_is_a_sentence(start: Start, raster: RasterOf) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with full.open("wb") as stream:
        process = start("describe", raster("utm"), *BOX, "--json", stdout=stream)
        _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    (sentence,) = err.decode().splitlines()
    assert "there is no space left" in sentence
    assert "Free some space" in sentence


def test_a_reader_that_goes_away_ends_the_command_quietly(start: Start, raster: RasterOf) -> None:
    process = start("describe", raster("utm"), *BOX, "--json")
    assert process.stdout is not None
    process.stdout.close()
    process.stdout = None
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 141
    assert err == b""


def test_what_shall_be_written_is_written_though_the_reader_went_away(
        start: Start, raster: RasterOf, tmp_path: Path) -> None:
    out, chip = tmp_path / "out.gpkg", tmp_path / "chip.png"
    both = ("--bbox", "4", "4", "20", "20")
    process = start("describe", raster("utm"), *BOX, *both, "-o", str(out), "--save-chip", str(chip), "--verbose")
    assert process.stdout is not None
    process.stdout.close()
    process.stdout = None
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 141
    assert b"rror" not in err
    assert len(rows(out)) == 2
    assert sorted(each.name for each in tmp_path.glob("*.png")) == ["chip-1.png", "chip-2.png"]


# --- Ctrl-C --------------------------------------------------------------------------------------------------------


class SlowServer(BaseHTTPRequestHandler):
    """An OpenAI-compatible server that never stops talking."""

    protocol_version = "HTTP/1.1"
    spoken = threading.Event()

    def do_GET(self) -> None:
        body = json.dumps({"object": "list", "data": [{"id": "slow", "object": "model"}]}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            while True:
                piece = {"object": "chat.completion.chunk", "choices": [{"index": 0, "delta": {"content": "word "}}]}
                self.wfile.write(b"data: " + json.dumps(piece).encode() + b"\n\n")
                self.wfile.flush()
                self.spoken.set()
                time.sleep(0.05)
        except OSError:
            self.close_connection = True

    def log_message(self, *words: Any) -> None:
        """Say nothing."""


@pytest.fixture
def slow_server() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), SlowServer)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    server.shutdown()
    server.server_close()
    thread.join()


def children(pid: int) -> list[int]:
    """The processes it started, from whichever of its threads."""
    return [int(each) for task in Path(f"/proc/{pid}/task").glob("*/children") for each in task.read_text().split()]


def test_ctrl_c_stops_the_model_and_shows_what_was_said(start: Start, raster: RasterOf, slow_server: str,
                                                        tmp_path: Path) -> None:
    out = tmp_path / "out.gpkg"
    process = start("describe", raster("utm"), *BOX, "--model", slow_server + "#slow", "-o", str(out))
    assert process.stdout is not None
    assert process.stdout.read(5) == b"word "
    offspring = children(process.pid)
    assert offspring
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: the child gets it too
    rest, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    assert rest.strip(b"word \n") == b""
    assert err == b"interrupted\n"
    assert not out.exists()
    wait_until(lambda: not any(alive(pid) for pid in offspring))


def test_ctrl_c_with_json_shows_a_row_that_says_stopped(start: Start, raster: RasterOf, slow_server: str) -> None:
    SlowServer.spoken.clear()
    process = start("describe", raster("utm"), *BOX, "--model", slow_server + "#slow", "--json")
    assert SlowServer.spoken.wait(PATIENCE)
    time.sleep(0.5)  # the words travel on
    os.kill(process.pid, signal.SIGINT)
    out, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130
    (row,) = [json.loads(line) for line in out.splitlines()]
    assert row["provenance"]["finish"] == "stopped"
    assert set(row["description"].split()) == {"word"}


def test_models_of_a_server_are_listed(run: Run, slow_server: str) -> None:
    assert run("models", "--model", slow_server).out.split()[0] == slow_server + "#slow"
    (row,) = [json.loads(line) for line in run("models", "--model", slow_server, "--json").out.splitlines()]
    assert row["model"] == slow_server + "#slow"
    assert "bundled" in run("models").out
    silent = run("models", "--model", "http://127.0.0.1:9/v1", "--tries", "1")
    assert silent.status == 4
    assert len(silent.err) == 1
